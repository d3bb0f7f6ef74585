"""Within seconds of a change: whose pace turned, and the live board; told once, whatever happens."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from bot.jobs.gauge import Gauge
from bot.jobs.pulse import Pulse
from bot.press import Press as Rehearsed
from bot.talk import Profile
from bot.views import pulse as view
from coaching.posts import MOST_A_DAY, Job
from storage import boards, outbox, teams
from storage.engine import writing
from storage.tables import Alarm, LiveBoard, Team, id_of
from tests.month import moment
from tests.office import Office, furnish
from tests.people import CAST, TEAM_CHANNEL
from tests.press import Press
from tests.rows import rows

NEWS = "2026-11-12 14:00"  # the eighth business day


@pytest.fixture
def press(engine: Engine) -> Press:
    """Tom is to hold eighteen in November, the team forty."""
    furnish(engine)
    office = Office(engine)
    office.at("2026-11-02 09:00")
    assert "18" in office.say("mio", "/goal @tom meetings 18").text
    assert "40" in office.say("mio", "/goal team meetings 40").text
    assert "20" in office.say("tom", "/log 20 no-answer").text
    return Press(office)


def _pulse(press: Press, known: Mapping[str, Profile] | None = None) -> Pulse:
    return Pulse(press.office.engine, lambda: press.office.now, lambda: None, lambda _: known or {})


def _beat(press: Press, at: str = "") -> Pulse:
    press.office.now = moment(at) if at else press.office.now
    pulse = _pulse(press)
    pulse.beat()
    return pulse


def _held(press: Press, count: int, day: str) -> None:
    """Tom booked meetings for this morning, and held them."""
    press.office.at(f"{day} 08:00")
    for n in range(count):
        assert (
            "Undo"
            in press.office.say("tom", f"/log appointment Lead{day[-2:]}{n} {day[5:7]}/{day[8:]} {9 + n // 12}:{n % 12 * 5:02}").buttons
        )
    press.office.at(f"{day} 12:00")
    for n in range(count):
        press.office.say("tom", f"/meeting held Lead{day[-2:]}{n}")


def test_a_pace_that_breaks_is_told_once_with_what_helps(press: Press) -> None:
    press.office.say("tom", "/log callback Gamma 11/11 15:00")
    press.office.say("tom", "/log callback Delta 11/12 13:00")
    _beat(press, "2026-11-04 14:00")
    assert press.heard("tom") == [], "the first two business days say too little"
    _beat(press, NEWS)
    _beat(press)
    [told] = press.texts("tom", "pace ")
    assert "You slipped behind pace this afternoon: 0 held" in told
    assert "chance of reaching 18" in told
    assert "Asked for a call back: Gamma Wed, Nov 11, 15:00, Delta 13:00." in told
    [of_team] = press.texts(TEAM_CHANNEL, "pace-team")
    assert "チーム" in of_team
    assert "40" in of_team


@pytest.mark.parametrize(
    ("who", "line", "said"),
    [
        ("ann", "preview warning", "Behind pace and told so: <#C0TEAM> (since Thu, Nov 12, 14:00), <@U0TOM> (since Thu, Nov 12, 14:00)"),
        ("mio", "ペース プレビュー", "すでにお伝えした相手: <#C0TEAM>(11月12日(木) 14:00から)、<@U0TOM>(11月12日(木) 14:00から)"),
    ],
)
def test_who_was_warned_stands_in_the_preview_with_the_warning_of_now(press: Press, who: str, line: str, said: str) -> None:
    _beat(press, NEWS)
    shown = press.office.say(who, f"/onpace posts {line}")
    assert said in shown.text
    assert "You slipped behind pace this afternoon: 0 held" in shown.text
    dry = "\n".join(Rehearsed(press.office.engine, press.where["workspace_id"], press.office.now, "warning").lines())
    assert "nobody has anything new to hear: 2 told already; it reads now" in dry
    assert "(U0TOM), key 'pace " in dry
    assert ": told 2026-11-12 14:00\n" in dry
    press.office.at("2026-11-19 10:00")
    later = press.office.say(who, f"/onpace posts {line}").text
    assert "You have been behind pace since Thu, Nov 12: 0 held" in later
    assert "チームは11月12日(木)からペースを下回っています: 実施0件" in later
    assert "slipped" not in later


def test_a_pace_that_is_kept_says_nothing(press: Press) -> None:
    _held(press, 9, "2026-11-11")
    _beat(press, NEWS)
    assert press.heard("tom", "pace ") == []


@pytest.mark.parametrize(("lines", "told"), [("", 1), ("0.85", 0), ("89% 95%", 1)])
def test_a_team_is_warned_by_its_own_lines(press: Press, lines: str, told: int) -> None:
    """Six held are 88 % of what is expected by then."""
    if lines:
        press.office.say("ann", f"/onpace posts warning {lines}")
    _held(press, 6, "2026-11-11")
    _beat(press, "2026-11-12 10:30")
    assert len(press.heard("tom", "pace ")) == told


def test_back_on_pace_is_told_and_at_most_one_turn_a_day(press: Press) -> None:
    _beat(press, NEWS)
    _held(press, 12, "2026-11-12")
    _beat(press, "2026-11-12 17:00")
    assert len(press.heard("tom", "pace ")) == 1, "tomorrow is another day"
    _beat(press, "2026-11-13 09:30")
    assert len(press.heard("tom", "pace ")) == 2
    assert "You are back on pace: 12 held" in press.texts("tom", "pace ")[1]
    _beat(press, "2026-11-13 17:59")
    assert len(press.heard("tom", "pace ")) == 2


@pytest.mark.parametrize(
    ("before", "at", "told"),
    [
        ("2026-11-05 00:00", "2026-11-05 08:59", 0),  # the third business day has begun, nobody works yet
        ("2026-11-05 00:00", "2026-11-05 09:00", 1),
        ("2026-11-11 20:00", "2026-11-12 00:00", 0),  # in the quiet hours
        ("2026-11-11 19:59", "2026-11-11 19:59", 1),
    ],
)
def test_a_pace_turns_when_somebody_can_be_told(press: Press, before: str, at: str, told: int) -> None:
    """What was looked at before uses nothing up; the team's channel sleeps at night, too. No brief is about to tell it."""
    press.wants(Job.BRIEF, wanted=False)
    _beat(press, before)
    _beat(press, at)
    assert (len(press.heard("tom", "pace ")), len(press.heard(TEAM_CHANNEL, "pace-team"))) == (told, told)


def test_back_on_pace_within_the_day_is_told_in_the_next_mornings_hours(press: Press) -> None:
    _beat(press, NEWS)
    _held(press, 12, "2026-11-12")
    _beat(press, "2026-11-13 00:00")
    assert len(press.heard("tom", "pace ")) == 1
    _beat(press, "2026-11-13 09:00")
    assert len(press.heard("tom", "pace ")) == 2


def test_a_chance_that_is_back_is_not_called_a_pace(press: Press) -> None:
    _beat(press, NEWS)
    for day in (16, 17, 18):
        assert "Undo" in press.office.say("tom", f"/log appointment Lead{day} 11/{day} 10:00").buttons
    press.office.say("mio", "/goal @tom meetings 1")
    _beat(press, "2026-11-13 09:30")
    assert "Your goal is within reach again: 0 held" in press.texts("tom", "pace ")[1]


def test_on_the_months_last_evening_nothing_can_be_done_and_nobody_is_warned(press: Press) -> None:
    _beat(press, "2026-11-30 18:30")
    assert press.heard("tom", "pace ") == []


@pytest.mark.parametrize(("day", "told"), [("2026-11-17 17:00", 0), ("2026-11-18 17:00", 1)])
def test_who_begins_in_mid_month_has_two_quiet_days_of_their_own(press: Press, day: str, told: int) -> None:
    with writing(press.office.engine) as session:
        session.add(session.merge(press.member("tom")).sqlmodel_update({"start_date": date(2026, 11, 16)}))
    _beat(press, day)
    assert len(press.heard("tom", "pace ")) == told


@pytest.mark.parametrize(("day", "told"), [("2026-11-17 17:00", 0), ("2026-11-18 17:00", 1)])
def test_who_is_back_from_leave_has_two_quiet_days_of_their_own(press: Press, day: str, told: int) -> None:
    press.leave("tom", "2026-10-26", "2026-11-15")
    _beat(press, day)
    assert len(press.heard("tom", "pace ")) == told


def test_replicas_at_once_tell_once(press: Press) -> None:
    press.office.now = moment(NEWS)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: one.beat(), [_pulse(press) for _ in range(4)]))
    assert (len(press.heard("tom", "pace ")), len(press.heard(TEAM_CHANNEL, "pace-team")), len(press.heard(TEAM_CHANNEL, "board"))) == (
        1,
        1,
        1,
    )


@pytest.mark.parametrize("at", ["2026-11-14 11:00", "2026-11-15 11:00", "2026-11-23 11:00"])
def test_nobody_is_warned_on_a_day_off(press: Press, at: str) -> None:
    _beat(press, at)
    assert rows(press.office, Alarm) == []


def test_who_is_away_or_asked_for_a_rest_is_not_warned(press: Press) -> None:
    press.leave("tom", "2026-11-12")
    _beat(press, NEWS)
    assert press.heard("tom") == []
    _beat(press, "2026-11-13 14:00")
    assert len(press.heard("tom", "pace ")) == 1


@pytest.mark.parametrize(
    ("who", "at", "said"),
    [
        ("tom", "2026-11-13 10:00", "Nothing more about pace today; from Mon, Nov 16 on again."),
        ("hana", "2026-11-24 10:00", "ペースの通知は、今日はお休みします。11月25日(水)からまたお届けします。"),
    ],
)
def test_a_rest_says_the_working_day_it_ends(press: Press, who: str, at: str, said: str) -> None:
    press.office.at(at)
    mute = {"action_id": "pace-mute", "type": "button", "value": "mute", "action_ts": "1.1"}
    assert said in press.office.tap(who, mute).text


def test_a_rest_lasts_until_tomorrow_and_can_be_taken_back(press: Press) -> None:
    office = press.office
    office.at("2026-11-12 10:00")
    mute = {"action_id": "pace-mute", "type": "button", "value": "mute", "action_ts": "1.1"}
    said = office.tap("tom", mute)
    assert "from Fri, Nov 13 on again" in said.text
    _beat(press, NEWS)
    assert press.heard("tom") == []
    assert [row.behind for row in rows(office, Alarm) if row.member_id] == [True]
    press.wants(Job.WARNING, wanted=True)
    assert "a rest from pace warnings" in said.press("Undo").text


def test_a_guest_is_told_nothing(press: Press) -> None:
    press.office.now = moment(NEWS)
    _pulse(press, {CAST["tom"].slack_id: Profile("Tom", "en", human=False)}).beat()
    assert press.heard("tom") == []
    assert len(press.heard(TEAM_CHANNEL, "pace-team")) == 1


def test_a_team_that_wants_no_warnings_gets_none(press: Press) -> None:
    press.wants(Job.WARNING, wanted=False)
    _beat(press, NEWS)
    assert press.heard("tom") == []


def test_without_a_goal_there_is_no_pace_and_no_warning(press: Press) -> None:
    _beat(press, NEWS)
    assert press.heard("hana") == []


def test_the_board_is_one_message_kept_current(press: Press) -> None:
    press.wants(Job.WARNING, wanted=False)
    _beat(press, NEWS)
    [board] = press.heard(TEAM_CHANNEL, "board")
    assert board.body["pin"] is True
    assert "今日: 0コール" in board.body["text"]
    assert len(press.office.say("tom", "/log 12 no-answer").text) > 0
    press.office.later(seconds=1)
    _beat(press)
    assert "0コール" in press.texts(TEAM_CHANNEL, "board")[0], "it was edited a moment ago"
    press.office.later(seconds=2)
    _beat(press)
    [board] = press.heard(TEAM_CHANNEL, "board")
    assert "今日: 12コール" in board.body["text"]


def test_a_board_that_says_the_same_is_left_alone(press: Press) -> None:
    _beat(press, NEWS)
    with writing(press.office.engine) as session:
        for message in outbox.claim(session, now=press.office.now, worker="w"):
            outbox.confirm(session, outgoing_id=id_of(message), now=press.office.now, ts="1.0")
    _beat(press, "2026-11-12 14:01")
    waiting = [one for one in press.heard(TEAM_CHANNEL, "board") if one.state == "waiting"]
    assert [one.body["text"].count("13.3") for one in waiting] in ([], [0], [1]), "its expectation moves with the clock"


def test_what_changes_while_the_board_is_on_its_way_is_shown_afterwards(press: Press) -> None:
    press.wants(Job.WARNING, wanted=False)
    _beat(press, NEWS)
    with writing(press.office.engine) as session:
        [message] = outbox.claim(session, now=press.office.now, worker="w")
    assert "Undo" in press.office.say("tom", "/log 12 no-answer").buttons
    press.office.later(seconds=3)
    _beat(press)
    with writing(press.office.engine) as session:
        outbox.confirm(session, outgoing_id=id_of(message), now=press.office.now, ts="1.0")
    press.office.later(seconds=1)
    _beat(press)
    assert "12コール" in press.texts(TEAM_CHANNEL, "board")[0]


def test_boards_share_slacks_edits(press: Press) -> None:
    """With many at work each rests as long as it takes for all of them to stay under fifty a minute."""
    now = press.office.now
    with writing(press.office.engine) as session:
        where = press.where
        assert boards.show(session, **where, channel_id="C1", key="k", shown="a", now=now)
        assert not boards.show(session, **where, channel_id="C1", key="k", shown="b", now=now + timedelta(seconds=2.4))
        assert boards.show(session, **where, channel_id="C1", key="k", shown="b", now=now + timedelta(seconds=2.5))
        assert not boards.show(session, **where, channel_id="C1", key="k", shown="b", now=now + timedelta(seconds=9))
    [board] = rows(press.office, LiveBoard)
    assert board.rests_until == now + timedelta(seconds=5)


@pytest.mark.parametrize(
    ("at_work", "others", "seconds"),
    [(1, 0, 2.5), (2, 0, 2.5), (3, 0, 3.75), (4, 0, 5), (5, 0, 6.25), (48, 0, 60), (4, 8, 6), (1, 20, 2.5)],
)
def test_four_boards_that_never_rest_are_edited_every_five_seconds(press: Press, at_work: int, others: int, seconds: float) -> None:
    now, workspace = press.office.now, press.where["workspace_id"]
    with writing(press.office.engine) as session:
        at_it = [teams.create(session, workspace_id=workspace, name=f"Team {n}", now=now) for n in range(at_work)]
        session.flush()
        for team in at_it:
            said: dict[str, Any] = {"workspace_id": workspace, "team_id": id_of(team), "channel_id": "C1", "key": team.name, "shown": "a"}
            assert boards.show(session, **said, now=now, others=others)
    assert max(board.rests_until for board in rows(press.office, LiveBoard) if board.rests_until) == now + timedelta(seconds=seconds)


def _posted(press: Press) -> None:
    """What waits is posted."""
    with writing(press.office.engine) as session:
        for message in outbox.claim(session, now=press.office.now, worker="w"):
            outbox.confirm(session, outgoing_id=id_of(message), now=press.office.now, ts=f"{message.id}.0")


@pytest.mark.parametrize(
    ("chosen", "said", "there"),
    [
        ({"wanted": False}, "ライブボードはオフになりました", []),
        ({"channel_id": "C0OTHER"}, "<#C0OTHER>に移りました", ["C0OTHER"]),
        ({"channel_id": "C0OTHER", "language": "en"}, "is in <#C0OTHER> now: this message is no longer kept", ["C0OTHER"]),
    ],
)
def test_a_board_that_is_kept_no_longer_says_so_once(press: Press, chosen: dict[str, Any], said: str, there: list[str]) -> None:
    press.wants(Job.WARNING, wanted=False)
    _beat(press, NEWS)
    _posted(press)
    press.wants(Job.BOARD, **chosen)
    press.office.later(seconds=60)
    _beat(press)
    [last] = press.heard(TEAM_CHANNEL, "board")
    assert (said in last.body["text"], last.body.get("pin"), last.body["unpin"], last.state) == (True, None, True, "waiting")
    assert [board.channel_id for board in rows(press.office, LiveBoard)] == there
    _posted(press)
    press.office.later(seconds=60)
    _beat(press)
    assert press.heard(TEAM_CHANNEL, "board")[0].state == "posted", "nothing more is said there"
    press.wants(Job.BOARD, wanted=True, channel_id="", language="")
    press.office.later(seconds=60)
    _beat(press)
    assert "今日: 0コール" in press.texts(TEAM_CHANNEL, "board")[0], "it is kept current there again"


def test_a_board_that_never_went_out_has_no_last_words(press: Press) -> None:
    press.wants(Job.WARNING, wanted=False)
    _beat(press, NEWS)
    press.wants(Job.BOARD, wanted=False)
    _beat(press, "2026-11-12 14:02")
    assert press.heard(TEAM_CHANNEL, "board") == []


def test_a_board_on_its_way_is_left_in_a_moment(press: Press) -> None:
    press.wants(Job.WARNING, wanted=False)
    _beat(press, NEWS)
    with writing(press.office.engine) as session:
        [message] = outbox.claim(session, now=press.office.now, worker="w")
    press.wants(Job.BOARD, channel_id="C0OTHER")
    pulse = _beat(press, "2026-11-12 14:02")
    assert (press.heard("C0OTHER"), pulse._due[press.where["team_id"]] - press.office.now) == ([], timedelta(seconds=1))
    with writing(press.office.engine) as session:
        outbox.confirm(session, outgoing_id=id_of(message), now=press.office.now, ts="1.0")
    press.office.later(seconds=1)
    pulse.beat()
    assert "移りました" in press.texts(TEAM_CHANNEL, "board")[0]
    assert len(press.heard("C0OTHER")) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_turn_for_which_the_day_had_no_room_is_told_by_the_next_brief(press: Press) -> None:
    press.office.at(NEWS)
    tom = {"workspace_id": press.where["workspace_id"], "to": CAST["tom"].slack_id, "body": {}, "due_at": press.office.now}
    with writing(press.office.engine) as session:
        for n in range(MOST_A_DAY):
            outbox.put(session, key=f"asked {n}", unasked_on=date(2026, 11, 12), **tom)  # type: ignore[arg-type]
    _beat(press)
    press.look("2026-11-13 09:00")
    _beat(press)
    assert press.heard("tom", "pace ") == []
    assert "Behind pace since Thu, Nov 12." in press.texts("tom", "brief ")[-1]


@pytest.mark.parametrize(("state", "hours"), [("failed", 0), ("parked", 1), ("held", 1), ("discarded", 24)])
def test_a_board_that_was_set_aside_lives_on(press: Press, state: str, hours: int) -> None:
    press.wants(Job.WARNING, wanted=False)
    _beat(press, NEWS)
    with writing(press.office.engine) as session:
        [message] = outbox.claim(session, now=press.office.now, worker="w")
        outbox.park(session, outgoing_id=id_of(message), state=state, trouble="is_inactive")
    assert "Undo" in press.office.say("tom", "/log 12 no-answer").buttons
    press.office.later(hours=hours, seconds=60)
    _beat(press)
    [board] = press.heard(TEAM_CHANNEL, "board")
    assert (board.state, board.attempts) == ("waiting", 0)


def test_the_clock_alone_turns_a_pace_and_the_next_look_knows_when(press: Press) -> None:
    _held(press, 6, "2026-11-11")
    press.look("2026-11-12 09:00")
    pulse = _beat(press, "2026-11-12 09:05")
    assert press.heard("tom", "pace ") == []
    looks = 0
    while not press.heard("tom", "pace "):
        looks += 1
        press.office.now = pulse._due[press.where["team_id"]]
        pulse.beat()
    crossed = moment("2026-11-12 09:20")  # 18 × 7.037 of 19 days × 0.9 = 6 held
    assert crossed <= press.office.now <= crossed + timedelta(seconds=5)
    assert looks <= 16, "a look a minute, and one at the moment itself"


def _trouble(monkeypatch: pytest.MonkeyPatch, trouble: Exception, times: int) -> None:
    """The first looks at a board end so."""
    left, live = [trouble] * times, Gauge.live

    def troubled(gauge: Gauge) -> view.Said:
        if left:
            raise left.pop()
        return live(gauge)

    monkeypatch.setattr(Gauge, "live", troubled)


def test_what_changed_while_the_database_was_away_is_looked_at_when_it_is_back(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    press.wants(Job.WARNING, wanted=False)
    pulse = _beat(press, NEWS)
    press.office.say("tom", "/log 12 no-answer")
    press.office.later(seconds=3)
    pulse.touched([press.where["team_id"]])
    _trouble(monkeypatch, OperationalError("select", {}, Exception("away")), 1)
    with pytest.raises(OperationalError):
        pulse.beat()
    pulse.beat()
    assert "12コール" in press.texts(TEAM_CHANNEL, "board")[0]


def test_one_teams_trouble_is_not_anothers(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    office = press.office
    with writing(office.engine) as session:
        osaka = session.get_one(Team, press.where["team_id"]).model_dump(exclude={"id"})
        session.add(Team(**osaka | {"name": "Osaka", "channel_id": "C0OSAKA"}))
    _trouble(monkeypatch, ValueError("nonsense"), 1)
    _beat(press, NEWS)
    assert len(press.heard(TEAM_CHANNEL, "board") + press.heard("C0OSAKA", "board")) == 1
