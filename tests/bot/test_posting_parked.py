"""What a channel, a person or a broken token does not let through is parked; each manager is told once a day, and can send it by a tap."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import doctor
from bot.notices import Notices
from bot.settings import Settings
from bot.talk import File
from bot.text import Words
from bot.views.parked import Parked
from bot.views.parked import told as told_of
from storage import members, outbox, teams
from storage.engine import writing
from tests.mishaps import CUT, refusal
from tests.office import Office, on_home
from tests.people import CAST
from tests.posts import Desk
from tests.sandboxes import BACK, HANA, SALES, TARO

NOTICE = "parked"


@pytest.fixture
def led(desk: Desk) -> Desk:
    """Hana (ja) and Taro (en) are managers: Hana of the team whose channel is #sales, Taro of another."""
    with writing(desk.engine) as session:
        for slack_id, channel, language in ((HANA, SALES, "ja"), (TARO, BACK, "en")):
            team = teams.create(session, workspace_id=desk.workspace_id, name=slack_id, now=desk.now)
            team.channel_id = channel
            member = members.ensure(session, workspace_id=desk.workspace_id, slack_id=slack_id, now=desk.now, language=language)
            member.team_id, member.is_manager = team.id, True
    return desk


def look(desk: Desk, seconds: int = 1) -> None:
    """The notices' look and the worker's, once a second."""
    for _ in range(seconds):
        Notices(desk.engine, lambda: desk.now).tell()
        desk.work(seconds=1)


def refuse(desk: Desk, *errors: str, method: str = "chat.postMessage") -> None:
    """What Slack says to the next calls."""
    desk.line.mishaps[method] = [refusal(error) for error in errors]


def dm(desk: Desk, person: str) -> list[str]:
    """What a person was told in their DM."""
    return desk.texts(f"D0{person[2:]}")


def test_the_manager_of_the_channels_team_is_told_in_their_language(led: Desk) -> None:
    refuse(led, "is_archived")
    led.put("noon")
    led.run(2)
    look(led, 3)
    assert dm(led, HANA) == [
        "投稿できなかったメッセージが1件あります:\n"
        "• <#C0SALES> 1件: チャンネルがアーカイブされています。Slackでアーカイブを解除するか、/onpace で別のチャンネルをお選びください。"
    ]
    assert dm(led, TARO) == []
    (message,) = led.said("D0HANA")
    assert [button["text"]["text"] for button in message["blocks"][1]["elements"]] == ["1件を今すぐ送る", "破棄する"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("to", "error", "said"),
    [
        (BACK, "not_in_channel", "/invite @OnPace"),
        (BACK, "channel_not_found", "/invite @OnPace"),
        (BACK, "is_archived", "unarchive"),
        (BACK, "restricted_action_read_only_channel", "only some people may post there"),
        (BACK, "missing_scope", "lacks a permission"),
        (BACK, "invalid_blocks", "cannot be posted as it is written"),
        (TARO, "messages_tab_disabled", "Messages tab is switched off"),
        ("U0LEFT", "user_not_found", "If they have left"),
        ("U0LEFT", "cannot_dm_bot", "does not let OnPace write to this person"),
    ],
)
def test_it_says_what_is_in_the_way_and_what_to_do(led: Desk, to: str, error: str, said: str) -> None:
    if to == "U0LEFT":
        refuse(led, "channel_not_found", method="chat.postMessage")
        refuse(led, error, method="conversations.open")
    else:
        refuse(led, *[error] * (1 if to == BACK else 2))  # a DM is opened and tried once more
    led.put("a", to=to)
    led.run(2)
    look(led, 3)
    (told,) = dm(led, TARO)
    assert said in told


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("to", "said"), [(BACK, "look there first"), (HANA, "ask them first")])
def test_what_perhaps_was_posted_is_told_as_such(led: Desk, to: str, said: str) -> None:
    led.put("a", to=to)
    with writing(led.engine) as session:
        outbox.park(session, outgoing_id=led.rows()["a"].id or 0, state=outbox.HELD, trouble="not among the channel's latest thousand")
        told = Parked(session, led.workspace_id, led.now).messages
        text, blocks = told_of(Words("en", ZoneInfo("UTC")), told)
    assert text.startswith("1 message may not have been posted:\n")
    assert said in text
    assert [button["text"]["text"] for button in blocks[1]["elements"]] == ["Send it now", "Discard"]


@pytest.mark.direct("the outbox is filled by hand")
def test_who_shared_what_may_be_there_reads_so_and_nothing_false_when_it_is_discarded(office: Office) -> None:
    office.say("hana", "/kpi me").press("共有")
    with writing(office.engine) as session:
        for row in outbox.claim(session, now=office.now, worker="w", most=9, apart=timedelta(0)):
            if row.key.startswith("share "):
                outbox.park(session, outgoing_id=row.id or 0, state=outbox.HELD, trouble="not_in_channel")
    Notices(office.engine, lambda: office.now).tell()
    assert any("投稿されているかもしれません" in row.body["text"] for row in office.outgoing() if row.to == CAST["hana"].slack_id)
    button, _ = on_home(office.home("ann"), "Discard")
    office.tap("ann", button | {"action_ts": office.stamp()})
    assert not [row for row in office.outgoing() if row.key.startswith("discarded ")], "whoever discards it saw it there"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_nobody_answered_about_for_a_day_is_told_and_can_be_sent(led: Desk) -> None:
    led.line.mishaps["files.getUploadURLExternal"] = [CUT] * 2
    led.put("noon", to=BACK, file=File("ics", "BEGIN:VCALENDAR", "Practice"))
    led.work()
    led.work(hours=24)
    look(led, 3)
    (told,) = dm(led, TARO)
    assert "Slack gave no answer for too long. It can be sent now" in told


def test_it_grows_in_place_and_is_one_a_day(led: Desk) -> None:
    for n in range(3):
        refuse(led, "is_archived")
        led.put(f"noon {n}", to=BACK)
        led.run(2)
        look(led, 3)
    assert [text.splitlines()[0] for text in dm(led, TARO)] == ["3 messages could not be posted:"]
    look(led, 30)
    assert len(dm(led, TARO)) == 1
    led.work(days=1)
    look(led, 3)
    assert len(dm(led, TARO)) == 1, "nothing new: no notice"
    refuse(led, "is_archived")
    led.put("noon 4", to=BACK)
    led.run(2)
    look(led, 3)
    assert [text.splitlines()[0] for text in dm(led, TARO)] == ["3 messages could not be posted:", "4 messages could not be posted:"]


def test_a_person_with_no_team_is_the_matter_of_all_managers(led: Desk) -> None:
    refuse(led, "channel_not_found")
    refuse(led, "user_not_found", method="conversations.open")
    led.put("a", to="U0NOBODY")
    led.run(2)
    look(led, 4)
    assert (len(dm(led, HANA)), len(dm(led, TARO))) == (1, 1)


def test_a_notice_that_fails_makes_no_further_notice(led: Desk) -> None:
    refuse(led, "is_archived", *["messages_tab_disabled"] * 2)
    led.put("a", to=BACK)
    led.run(2)
    look(led, 3)
    states = {key: state for key, state in led.states().items() if key.startswith(NOTICE)}
    assert list(states.values()) == ["failed"]
    look(led, 10)
    assert led.states().keys() == states.keys() | {"a"}


def test_while_the_token_is_revoked_nothing_goes_out_and_afterwards_one_notice(led: Desk) -> None:
    led.line.mishaps |= {"chat.postMessage": [refusal("token_revoked")], "auth.test": [refusal("token_revoked")] * 9}
    led.put("a", "b", to=BACK)
    for _ in range(9):
        look(led)
        led.work(minutes=10)
    assert (led.texts(BACK), dm(led, TARO)) == ([], [])
    for _ in range(3):
        led.work(seconds=60)
        look(led, 2)
    assert dm(led, TARO) == [
        "2 messages could not be posted:\n• <#C0BACK>, 2 messages: OnPace was cut off from Slack at the time. Nothing to mend now."
    ]


def test_what_nobody_sent_for_three_days_is_discarded(led: Desk) -> None:
    refuse(led, "is_archived")
    led.put("a", to=BACK)
    led.run(2)
    look(led)
    led.work(hours=73)
    look(led)
    assert led.states()["a"] == "discarded"


class Lobby:
    """Parked messages in the office, and its managers."""

    def __init__(self, office: Office) -> None:
        self.office = office
        with writing(office.engine) as session:
            self.workspace_id = members.every(session, workspace_id=1)[0].workspace_id
            for n, to in enumerate(("C0TEAM", "C0TEAM", CAST["hana"].slack_id)):
                body = {"text": f"{n}", "blocks": []}
                outbox.put(session, workspace_id=self.workspace_id, key=f"{n}", to=to, body=body, due_at=office.now)
            outbox.park_due(session, workspace_id=self.workspace_id, now=office.now, trouble="is_archived")

    def tap(self, who: str, label: str) -> str:
        """Use the button of the notice Ann got; what is said."""
        Notices(self.office.engine, lambda: self.office.now).tell()
        (notice,) = [row for row in self.office.outgoing() if row.key.startswith(f"parked {CAST['ann'].slack_id}")]
        (element,) = [e for e in notice.body["blocks"][-1]["elements"] if label in e["text"]["text"]]
        return self.office.tap(who, {name: element[name] for name in ("action_id", "type", "value")} | {"action_ts": "1.0"}).text

    def states(self) -> list[str]:
        """Of the three."""
        return [row.state for row in self.office.outgoing() if not row.key.startswith(NOTICE)]


@pytest.mark.direct("the outbox is filled by hand")
@pytest.mark.parametrize(
    ("who", "label", "said", "states"),
    [
        ("ann", "Send", "3 messages are on their way.", ["waiting"] * 3),
        ("mio", "Send", "3件を送っています。", ["waiting"] * 3),
        ("ann", "Discard", "3 messages were discarded.", ["discarded"] * 3),
        ("tom", "Send", "set by a manager", ["parked"] * 3),
        ("zoe", "Discard", "no team", ["parked"] * 3),
    ],
)
def test_a_manager_sends_or_discards_them_by_one_tap(office: Office, who: str, label: str, said: str, states: list[str]) -> None:
    lobby = Lobby(office)
    assert said in lobby.tap(who, label)
    assert lobby.states() == states


@pytest.mark.direct("the outbox is filled by hand")
def test_a_second_tap_says_that_nothing_waits(office: Office) -> None:
    lobby = Lobby(office)
    lobby.tap("ann", "Send")
    element = {"action_id": "posts-discard", "type": "button", "value": "99 99", "action_ts": "2.0"}
    assert "Nothing waits" in office.tap("mio", element).text or "ありません" in office.tap("mio", element).text
    assert lobby.states() == ["waiting"] * 3


@pytest.mark.direct("the outbox is filled by hand")
def test_app_home_shows_them_to_managers_only(office: Office) -> None:
    Lobby(office)
    assert "3 messages could not be posted" in str(office.home("ann"))
    assert "could not be posted" not in str(office.home("tom"))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_doctor_says_what_is_in_the_way(led: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also with a revoked token, when no notice can go out."""
    monkeypatch.setenv("ONPACE_DATABASE_URL", led.engine.url.render_as_string(hide_password=False))
    assert not list(doctor._posts(Settings()))
    refuse(led, "is_archived", "token_revoked")
    led.put("a", to=BACK)
    led.run(2)
    led.put("b", "c", to=SALES)
    led.run(2)
    (found,) = doctor._posts(Settings())
    said = "3 could not be posted: is_archived (1), token_revoked (2). Managers can send or discard them on App Home."
    assert (found.ok, found.says) == (False, said)
    with writing(led.engine) as session:
        outbox.park(session, outgoing_id=led.rows()["a"].id or 0, state=outbox.HELD, trouble="an answer was lost")
    assert [check.says for check in doctor._posts(Settings())] == [
        "2 could not be posted: token_revoked (2). Managers can send or discard them on App Home.",
        "1 may have been posted already: an answer was lost (1). Managers see on App Home where to look before they send them again.",
    ]


def test_sent_again_they_keep_their_order(led: Desk) -> None:
    refuse(led, "is_archived", "is_archived")
    led.put("a", "b", to=BACK)
    led.run(4)
    led.put("c", to=BACK)
    with writing(led.engine) as session:
        ids = [row.id or 0 for row in outbox.parked(session, workspace_id=led.workspace_id, since=led.now - timedelta(days=1))]
        assert outbox.release(session, workspace_id=led.workspace_id, ids=ids, now=led.now) == 2
    led.run(4)
    assert led.texts(BACK) == ["a", "b", "c"]


@pytest.mark.direct("the outbox is filled by hand")
def test_who_shared_what_cannot_be_posted_is_told_once_and_when_it_is_discarded(office: Office) -> None:
    """Hana shared in the team's channel, which was archived meanwhile; Ann discards it."""
    said = office.say("hana", "/kpi me").press("共有").text
    assert "に共有します" in said
    with writing(office.engine) as session:
        for row in outbox.claim(session, now=office.now, worker="w", most=9, apart=timedelta(0)):
            if row.key.startswith("share "):
                outbox.park(session, outgoing_id=row.id or 0, state=outbox.PARKED, trouble="is_archived")
    for _ in range(2):
        Notices(office.engine, lambda: office.now).tell()
    told = [row.body["text"] for row in office.outgoing() if row.to == CAST["hana"].slack_id and "投稿できませんでした" in row.body["text"]]
    assert len(told) == 1
    assert "アーカイブされています" in told[0]
    button, _ = on_home(office.home("ann"), "Discard")
    office.tap("ann", button | {"action_ts": office.stamp()})
    last = office.outgoing()[-1]
    assert (last.to, "マネージャーが破棄しました" in last.body["text"]) == (CAST["hana"].slack_id, True)


@pytest.mark.direct("the outbox is filled by hand")
def test_discarding_is_asked_about_first(office: Office) -> None:
    with writing(office.engine) as session:
        outbox.put(session, workspace_id=1, key="k", to="C0TEAM", body={"text": "x", "blocks": []}, due_at=office.now)
        row = outbox.by_key(session, workspace_id=1, key="k")
        assert row
        outbox.park(session, outgoing_id=row.id or 0, state=outbox.PARKED, trouble="is_archived")
    (discard,) = [e for b in office.home("ann") if b["type"] == "actions" for e in b["elements"] if e["action_id"] == "posts-discard"]
    assert discard["confirm"]["title"]["text"] == "Discard for good?"
