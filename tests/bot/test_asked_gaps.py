"""What seems to be missing is asked of the person first, in the afternoon and with a one-tap fix; of their manager a business day later."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.jobs.pulse import Pulse
from coaching.posts import Job
from storage import hushes
from storage.engine import writing
from storage.tables import Call, Entry, Hush, Leave, Meeting, id_of
from tests.asking import Asking
from tests.furniture import move_in
from tests.month import moment
from tests.office import Office
from tests.people import TEAM_CHANNEL
from tests.rows import rows

NO_LOG = "Tue, Nov 24: no calls are logged for this working day."


@pytest.fixture
def desk() -> Iterator[Asking]:
    """Everybody but Tom logged something on Tuesday."""
    with Office.opened() as office:
        yield _opened(office)


@pytest.fixture
def either(engine: Engine) -> Asking:
    """The same, in either database."""
    move_in(engine)
    return _opened(Office(engine))


def _opened(office: Office) -> Asking:
    desk = Asking.of(office)
    for who in ("hana", "yui", "ken"):
        desk.month.calls(who, "2026-11-24", no_answer=3)
    return desk


def appointment_without_contact(desk: Asking) -> None:
    """As an import or a hand leaves it: a meeting, and no call that reached anybody."""
    desk.month.calls("tom", "2026-11-24", no_answer=1)
    desk.month.meeting("tom", "2026-11-25 14:00", ae="lena")


def test_a_working_day_without_a_log_is_asked_for_the_next_afternoon(either: Asking) -> None:
    either.look("2026-11-25 15:59")
    assert either.heard("tom") == []
    either.look("2026-11-25 16:00")
    assert NO_LOG in either.text("tom")
    assert either.labels("tom") == ["Log that day", "I was away", "Nothing to log"]
    assert [who for who in ("hana", "yui", "ken", "mio", "ann", "lena", "sora") if either.heard(who)] == []


def test_log_that_day_logs_the_day_that_was_asked_for(either: Asking) -> None:
    either.look("2026-11-25 16:00")
    done = either.press("tom", "Log that day").fill(outcome="no_answer", count="12")
    assert "Tue, Nov 24" in done.text
    tom = id_of(either.press_of.member("tom"))
    assert [call.day.isoformat() for call in rows(either.office, Call) if call.member_id == tom] == ["2026-11-24"] * 12
    either.look()
    assert "✓ Tue, Nov 24: settled" in either.text("tom")


def test_i_was_away_notes_leave_of_that_day_and_undo_takes_it_out(either: Asking) -> None:
    either.look("2026-11-25 16:00")
    shown = either.press("tom", "I was away")
    noted = "✓ Tue, Nov 24: noted as a day away; pace and goals leave it out"
    assert "All is said" in shown.text
    assert noted in shown.text
    [leave] = rows(either.office, Leave)
    assert (leave.first.isoformat(), leave.last.isoformat()) == ("2026-11-24", "2026-11-24")
    either.look()
    assert noted in either.text("tom")
    assert "Tue, Nov 24" in either.office.say("tom", "/onpace leave").text
    undone = either.office.say("tom", "/log undo")
    assert "a day away" in undone.text
    undone.press("Undo")
    assert rows(either.office, Leave) == []
    either.look("2026-11-25 16:05")
    assert NO_LOG in either.text("tom")


@pytest.mark.parametrize("way", ["in the message", "in the list of leave"])
def test_a_day_away_is_taken_back_where_it_is_said(desk: Asking, way: str) -> None:
    desk.look("2026-11-25 16:00")
    shown = desk.press("tom", "I was away")
    assert list(shown.buttons) == ["Undo"]
    if way == "in the message":
        assert NO_LOG in shown.press("Undo").text
    else:
        desk.office.say("tom", "/onpace leave").press("Remove")
    desk.look("2026-11-25 16:01")
    assert rows(desk.office, Leave) == []
    assert NO_LOG in desk.text("tom")


def test_nothing_to_log_is_not_asked_again_and_can_be_taken_back(desk: Asking) -> None:
    desk.look("2026-11-25 16:00")
    assert NO_LOG in desk.press("tom", "Nothing to log").press("Undo").text
    desk.look()
    desk.press("tom", "Nothing to log")
    desk.look("2026-11-25 16:01")
    assert "✓ Tue, Nov 24: nothing to log" in desk.text("tom")
    assert desk.labels("tom") == ["Undo"]
    desk.month.calls("tom", "2026-11-25", no_answer=1)
    desk.look("2026-11-26 16:00")
    assert len(desk.heard("tom")) == 1
    desk.office.say("tom", "/log undo").press("Undo")
    assert rows(desk.office, Hush) == []


def test_the_live_board_counts_what_is_open_until_it_is_said_to_be_nothing(desk: Asking) -> None:
    desk.month.meeting("hana", "2026-11-25 17:00", ae="lena")
    assert "・コールの記録のない営業日 のべ1日・接触の記録がないアポ1件" in _board(desk, "2026-11-25 12:00")
    desk.look("2026-11-25 16:00")
    desk.press("tom", "Nothing to log")
    assert "判定待ち0件・接触の記録がないアポ1件" in _board(desk, "2026-11-25 16:01")


def _board(desk: Asking, at: str) -> str:
    desk.press_of.wants(Job.BOARD, wanted=True)
    desk.office.now = moment(at)
    Pulse(desk.office.engine, lambda: desk.office.now, lambda: None).beat()
    return desk.press_of.texts(TEAM_CHANNEL, "board")[0]


def test_what_is_logged_after_all_settles_its_line(desk: Asking) -> None:
    desk.look("2026-11-25 16:00")
    desk.office.say("tom", "/log 12 no-answer yesterday")
    desk.look("2026-11-25 16:01")
    assert "✓ Tue, Nov 24: settled" in desk.text("tom")


@pytest.mark.parametrize("why", ["leave", "holiday", "new", "no rep", "off", "moved"])
def test_where_nothing_is_missing_nobody_is_asked(desk: Asking, why: str) -> None:
    if why == "leave":
        desk.press_of.leave("tom", "2026-11-24")
    elif why == "new":
        desk.member("tom", start_date=moment("2026-11-25 12:00").date())
    elif why == "no rep":
        desk.member("tom", is_rep=False, is_mentor=True)
    elif why == "off":
        desk.press_of.wants(Job.GAP, wanted=False)
    elif why == "holiday":
        desk.press_of.change(working_days="02346")
    elif why == "moved":
        desk.month.calls("tom", "2026-11-24", no_answer=3)
        desk.member("tom", team_id=desk.press_of.another_team())
    desk.look("2026-11-25 16:00")
    assert desk.heard("tom") == []


def test_an_appointment_without_a_contact_is_mended_by_one_tap(either: Asking) -> None:
    appointment_without_contact(either)
    either.look("2026-11-25 16:00")
    assert "no call that reached them is logged" in either.text("tom")
    assert either.labels("tom")[-2:] == ["Log the contact", "Nothing to log"]
    before = len(rows(either.office, Call))
    shown = either.press("tom", "Log the contact")
    assert len(rows(either.office, Call)) == before + 1
    assert rows(either.office, Call)[-1].outcome == "contact"
    assert rows(either.office, Call)[-1].day == rows(either.office, Meeting)[-1].booked_on
    assert "no call that reached them" not in shown.text
    either.office.say("tom", "/log undo").press("Undo")
    assert (len(rows(either.office, Call)), rows(either.office, Hush)) == (before, [])


def test_a_tap_twice_logs_once(desk: Asking) -> None:
    appointment_without_contact(desk)
    desk.look("2026-11-25 16:00")
    before = len(rows(desk.office, Call))
    for key in ("k1", "k1", "k2"):
        desk.press("tom", "Log the contact", key=key)
    assert len(rows(desk.office, Call)) == before + 1


@pytest.mark.parametrize(
    ("said", "then", "holds"),
    [
        ("Log the contact", "Log the contact", "a contact is logged"),
        ("Log the contact", "Nothing to log", "a contact is logged"),
        ("Nothing to log", "Nothing to log", "nothing to log"),
        ("Nothing to log", "I was away", "nothing to log"),
        ("I was away", "I was away", "noted as a day away; pace and goals leave it out"),
    ],
)
def test_a_second_tap_answers_what_holds(desk: Asking, said: str, then: str, holds: str) -> None:
    """From a copy of the message that shows the buttons still: the first tap counts, and stays to be taken back."""
    if "contact" in said:
        appointment_without_contact(desk)
    desk.look("2026-11-25 16:00")
    first, second = desk.press("tom", said), desk.press("tom", then)
    assert (first.buttons, first.reply.blocks) == (second.buttons, second.reply.blocks)
    assert second.reply.text.splitlines()[0].endswith(f": {holds}")
    assert second.reply.replace
    assert len(rows(desk.office, Hush)) == 1


def test_later_twice_says_until_when_it_was_put_off(desk: Asking) -> None:
    desk.book("tom", "Acme", "11/25 10:00", "lena")
    desk.look("2026-11-25 11:00")
    first, second = desk.press("lena", "Later"), desk.press("lena", "Later")
    assert first.text == second.text
    assert len(rows(desk.office, Hush)) == 1


def test_meetings_and_gaps_share_the_message_of_the_day(desk: Asking) -> None:
    desk.book("tom", "Acme", "11/25 10:00", "lena", at="2026-11-20 10:00")
    desk.look("2026-11-25 11:00")
    desk.post()
    assert NO_LOG not in desk.text("tom")
    desk.look("2026-11-25 16:00")
    assert len(desk.heard("tom")) == 1
    assert NO_LOG in desk.text("tom")
    assert "2 things wait for your word" in desk.text("tom")


def silent(desk: Asking) -> None:
    """Tom logs each half hour of fifty working days, and today until eleven."""
    tom = desk.press_of.member("tom")
    with writing(desk.office.engine) as session:
        for ago in range(1, 75):
            day = moment("2026-11-25 09:00").date().toordinal() - ago
            for half in range(18):
                at = moment(f"{type(moment('2026-11-25 09:00').date()).fromordinal(day)} {9 + half // 2:02}:{30 * (half % 2):02}")
                own: dict[str, Any] = {"workspace_id": tom.workspace_id, "actor_id": id_of(tom)}
                session.add(Entry(**own, at=at, key=f"{at}", fingerprint="f", kind="calls"))
    desk.month.calls("tom", "2026-11-24", no_answer=1)
    desk.office.at("2026-11-25 11:00")
    desk.office.say("tom", "/log 3 no-answer")


def test_silence_against_ones_own_rhythm_is_asked_about_and_over_with_the_next_log(either: Asking) -> None:
    silent(either)
    either.look("2026-11-25 16:00")
    assert "No calls are logged since 11:00, which is longer than is usual for you." in either.text("tom")
    assert either.labels("tom") == ["Open the pad", "Nothing to log"]
    either.office.say("tom", "/log 3 no-answer")
    either.look("2026-11-25 16:01")
    assert "✓ Wed, Nov 25: settled" in either.text("tom")


def test_the_manager_hears_the_morning_after_of_what_was_not_mended(either: Asking) -> None:
    either.book("tom", "Acme", "11/25 10:00", "lena", at="2026-11-20 10:00")
    either.book("hana", "Beta", "11/25 10:00", "lena", at="2026-11-20 10:00")
    either.look("2026-11-25 11:00")
    either.look("2026-11-25 16:00")
    either.post()
    either.office.say("hana", "/meeting no-show Beta")
    assert either.heard("ann") == []
    either.look("2026-11-26 09:00")
    text = either.text("ann")
    assert text.splitlines()[0] == "*Open since the last business day; each was asked*"
    assert text.count("Acme, yesterday 10:00") == text.count("no word yet") == 1
    assert "<@U0TOM>: no calls are logged for Tue, Nov 24" in text
    assert "Beta" not in text
    assert either.labels("ann") == ["Show all"]
    either.office.say("tom", "/log 1 no-answer 11/24")
    either.look("2026-11-26 09:01")
    assert "calls are logged" not in either.text("ann")
    assert len(either.heard("ann")) == 1


def test_the_digests_button_shows_all_it_names_and_takes_a_managers_word(desk: Asking) -> None:
    for lead, at in (("Acme", "11/25 10:00"), ("Beta", "11/25 11:00")):
        desk.book("tom", lead, at, "lena")
    desk.month.meeting("hana", "2026-11-25 17:00", ae="lena")  # booked without a contact
    desk.office.at("2026-11-25 12:00")
    desk.office.say("tom", "/meeting held Beta")
    desk.look("2026-11-25 16:00")
    desk.post()
    desk.look("2026-11-26 09:00")
    assert "• <@U0TOM>: 1 meeting without a word (Wed, Nov 25), no calls logged on Tue, Nov 24" in desk.text("ann")
    shown = desk.press("ann", "Show all")
    assert "5 things are open" in shown.text
    for named in ("booked by <@U0TOM>: no word yet", "booked by <@U0TOM>: no verdict yet", "booked by <@U0HANA>: no contact logged"):
        assert named in shown.text, shown.text
    assert "<@U0TOM>: no calls are logged for Tue, Nov 24" in shown.text
    after = shown.press("No-show")
    assert "4 things are open" in after.text
    assert "5 things are open" in after.press("Undo").text
    tapped = desk.office.tap("tom", {"action_id": "meeting-more:open", "type": "button", "value": "open:0", "action_ts": "1.1"})
    assert "open" not in tapped.text, "it is the managers'"


@pytest.mark.parametrize(("way", "at"), [("no verdicts", "16:00"), ("managed elsewhere", "09:00"), ("of no team", "09:00")])
def test_the_digest_reaches_who_answers_for_the_team(desk: Asking, way: str, at: str) -> None:
    """Also in the afternoon, where no verdicts are asked for; of a team without a manager of its own; and of every team, who is in none."""
    if way == "no verdicts":
        desk.press_of.wants(Job.VERDICT, wanted=False)
    else:
        osaka = desk.press_of.another_team()
        for who in ("ann", "mio") if way == "managed elsewhere" else ("tom",):
            desk.member(who, team_id=osaka)
        desk.member("ann", team_id=None if way == "of no team" else osaka)
    desk.look("2026-11-25 16:00")
    desk.post()
    assert desk.heard("ann") == []
    desk.look(f"2026-11-26 {at}")
    assert desk.text("ann").count("<@U0TOM>: no calls are logged for Tue, Nov 24") == 1
    assert len(desk.heard("mio")) == len(desk.heard("ann")) == 1


@pytest.mark.parametrize(("away", "whose"), [(False, "TOM"), (True, "LENA")])
def test_a_word_is_its_reps_to_give_also_where_the_afternoon_was_missed(desk: Asking, away: bool, whose: str) -> None:
    """Lena is asked each morning; Tom only in the afternoons, on the second of which the bot was down."""
    desk.month.calls("tom", "2026-11-24", no_answer=3)
    for at in range(10, 14):
        desk.book("tom", f"Lead{at}", f"11/25 {at}:00", "lena")
    if away:
        desk.office.say("tom", "/onpace leave 11/25 11/26")
    for when in ("11-25 16:00", "11-26 09:00", "11-27 09:00"):
        desk.look(f"2026-{when}")
        desk.post()
    told = [line for line in desk.text("ann").splitlines() if "without a word" in line]
    assert told == [f"• <@U0{whose}>: 4 meetings without a word (oldest: Wed, Nov 25)"]


def test_who_was_not_asked_yet_is_not_named_for_the_ae(desk: Asking) -> None:
    desk.book("tom", "Acme", "11/25 17:00", "lena")
    desk.look("2026-11-26 09:00")
    desk.post()
    assert "Acme" in desk.text("lena")
    desk.look("2026-11-27 09:00")
    assert desk.heard("ann") == desk.heard("mio") == []


def test_nobody_is_told_on_before_they_were_asked_themselves(desk: Asking) -> None:
    desk.look("2026-11-25 16:00")  # Tom's message waits, and never goes out
    desk.look("2026-11-26 09:00")
    assert desk.heard("ann") == desk.heard("mio") == []


@pytest.mark.parametrize("deed", ["asked-nothing", "asked-away", "asked-contact"])
def test_nobody_answers_for_what_is_no_gap_of_theirs(desk: Asking, deed: str) -> None:
    desk.look("2026-11-25 16:00")
    for value in ("day 2026-11-24:2026-11-25", "day 2026-11-25:2026-11-25", "contact 9:2026-11-25", "x:2026-11-25", "x", ""):
        desk.office.tap("hana", {"action_id": deed, "type": "button", "value": value, "action_ts": desk.office.stamp()})
    assert (rows(desk.office, Hush), rows(desk.office, Leave), rows(desk.office, Entry)) == ([], [], [])


def test_a_newer_word_on_the_same_thing_counts(either: Asking) -> None:
    tom = either.press_of.member("tom")
    own: dict[str, Any] = {"workspace_id": tom.workspace_id, "member_id": id_of(tom)}
    with writing(either.office.engine) as session:
        for at in ("2026-11-26 00:00", "2026-11-25 00:00"):
            hushes.keep(session, **own, about="meeting 1", until=moment(at))
    assert [one.until for one in rows(either.office, Hush)] == [moment("2026-11-25 00:00")]
