"""What is said in one place agrees with what is said in another, and nothing is doubled without a word."""

import pytest

from storage import members, teams
from storage.engine import writing
from storage.tables import Call, Meeting
from tests.month import Month
from tests.office import Office
from tests.people import CAST
from tests.rows import rows

SAID = {"tom": "/log appointment Acme tomorrow 14:00 @sora", "hana": "/log アポ 山田商事 明日14時 @sora"}
ASKED = {"tom": "Booked already: Acme, tomorrow 14:00", "hana": "すでに予約されています: 山田商事、明日 14:00"}
ANOTHER = {"tom": "Book another", "hana": "別の商談として予約する"}
LEAVE = {"tom": "Leave it", "hana": "このままにする"}


@pytest.mark.parametrize("who", ["tom", "hana"])
def test_the_same_meeting_said_twice_is_a_question(office: Office, who: str) -> None:
    office.say(who, SAID[who])
    asked = office.say(who, SAID[who])
    assert ASKED[who] in asked.text
    assert list(asked.buttons) == [ANOTHER[who], LEAVE[who]]
    assert (len(rows(office, Meeting)), len(rows(office, Call))) == (1, 1)
    asked.press(LEAVE[who])
    assert len(rows(office, Meeting)) == 1


@pytest.mark.parametrize("who", ["tom", "hana"])
def test_another_meeting_at_the_same_time_is_booked_when_it_is_meant(office: Office, who: str) -> None:
    office.say(who, SAID[who])
    booked = office.say(who, SAID[who]).press(ANOTHER[who])
    assert booked.reply.replace
    assert len(rows(office, Meeting)) == 2
    assert len({meeting.lead_id for meeting in rows(office, Meeting)}) == 1


def test_somebody_elses_meeting_with_the_lead_at_that_minute_is_told(office: Office) -> None:
    office.say("hana", "/log appointment Acme tomorrow 14:00 @sora")
    assert "booked by" in office.say("tom", "/log appointment Acme tomorrow 14:00").text
    assert len(rows(office, Meeting)) == 1


ELSEWHERE = {
    "tom": "Another team already has a meeting with Acme, tomorrow 14:00. Nothing more was recorded. Is yours another meeting?",
    "hana": "別のチームですでに予約されています: 山田商事、明日 14:00。新しくは何も記録していません。別の商談でしょうか。",
}


@pytest.mark.parametrize("who", ["tom", "hana"])
def test_of_another_teams_meeting_only_that_there_is_one_is_told(office: Office, who: str) -> None:
    office.say(who, SAID[who])
    with writing(office.engine) as session:
        osaka = teams.create(session, workspace_id=1, name="Osaka", now=office.now)
        ken = members.by_slack_id(session, workspace_id=1, slack_id="U0KEN")
        assert ken
        ken.team_id, ken.language = osaka.id, CAST[who].language
    asked = office.say("ken", SAID[who].removesuffix(" @sora"))
    assert ELSEWHERE[who] in asked.text
    assert not any(name in str(asked.blocks) for name in ("U0TOM", "U0HANA", "U0SORA", "Sora"))
    asked.press(ANOTHER[who])
    assert len(rows(office, Meeting)) == 2
    assert ASKED[who] in office.say("ken", SAID[who].removesuffix(" @sora")).text, "now there is one of the own team's as well"


@pytest.mark.parametrize("other", ["/log appointment Acme tomorrow 14:30 @sora", "/log appointment Beta tomorrow 14:00 @sora"])
def test_another_time_or_lead_is_no_question(office: Office, other: str) -> None:
    office.say("tom", SAID["tom"])
    assert "Recorded" in office.say("tom", other).text
    assert len(rows(office, Meeting)) == 2


@pytest.mark.parametrize("done", ["undo", "cancelled"])
def test_a_meeting_that_does_not_stand_any_more_is_no_question(office: Office, done: str) -> None:
    booked = office.say("tom", SAID["tom"])
    if done == "undo":
        booked.press("Undo")
    else:
        office.say("tom", "/meeting cancelled Acme")
    assert "Recorded" in office.say("tom", SAID["tom"]).text


def test_the_form_asks_as_well_and_correcting_a_booking_does_not(office: Office) -> None:
    booked = office.say("tom", SAID["tom"])
    corrected = booked.press("Correct").fill(notes="asked for a demo")
    assert "Recorded" in corrected.text
    form = office.say("tom", "/log").press("Appointment…")
    asked = form.fill(lead="Acme", day="2026-11-25", time="14:00")
    assert "Booked already" in asked.text
    assert [m.state for m in rows(office, Meeting)] == ["withdrawn", "booked"]


def test_booked_means_the_same_after_a_log_and_in_the_numbers(office: Office) -> None:
    """A meeting of this morning that waits for a word is booked no more; one of this afternoon is."""
    office.at("2026-11-23 10:00")
    office.say("tom", "/log appointment Early 2026-11-24 09:00 @sora")
    office.say("tom", "/log appointment Late 2026-11-24 16:00 @sora")
    office.say("tom", "/log appointment Far 2026-12-02 10:00 @sora")
    office.at("2026-11-24 10:00")
    logged = office.say("tom", "/log appointment Next 2026-11-25 14:00 @sora").text
    assert "0 held, 3 booked (2 of them for this month)" in logged
    assert "2 more booked for later in this period" in office.say("tom", "/kpi me").text


@pytest.mark.parametrize(("who", "heading"), [("ann", "By source"), ("mio", "チャネル別")])
def test_sources_that_brought_no_meeting_yet_are_left_out(office: Office, who: str, heading: str) -> None:
    office.say("tom", "/log contact 5")
    board = office.say(who, "/kpi team").text
    assert ("5 calls" in board or "5コール" in board, f"*{heading}*" in board) == (True, False)
    assert "この期間の記録はありません" not in board
    assert "Nothing was recorded" not in board


@pytest.mark.parametrize(
    ("who", "said", "counts"),
    [
        ("tom", "/meeting held Acme", "It counts in October 2026: 2 held."),
        ("hana", "/meeting 実施 山田商事", "2026年10月分として数えます(実施1件)。"),
    ],
)
def test_a_meeting_of_last_month_says_where_it_counts(office: Office, who: str, said: str, counts: str) -> None:
    office.at("2026-10-20 10:00")
    for line in (SAID[who], *(["/log appointment Beta tomorrow 11:00", "/log appointment Gamma 2026-11-24 09:00"] if who == "tom" else [])):
        office.say(who, line)
    office.at("2026-11-24 10:00")
    if who == "tom":
        office.say("tom", "/meeting held Beta")
        assert "It counts" not in office.say("tom", "/meeting held Gamma").text
    assert counts in office.say(who, said).text


def test_whose_number_it_is_not_is_told_the_month_alone(office: Office) -> None:
    office.at("2026-10-20 10:00")
    office.say("tom", "/log appointment Acme tomorrow 14:00 @lena")
    office.at("2026-11-24 10:00")
    assert "It counts in October 2026." in office.say("lena", "/meeting qualified Acme").text


@pytest.mark.direct("what Slack says of them is put into the directory by hand")
@pytest.mark.parametrize(("who", "said"), [("tom", "deactivated accounts"), ("hana", "無効になったアカウント")])
def test_a_deactivated_person_is_told_so(office: Office, who: str, said: str) -> None:
    profile = office.directory._profiles["T0ONPACE"][CAST[who].slack_id]
    office.directory._profiles["T0ONPACE"][CAST[who].slack_id] = type(profile)(profile.name, profile.language, human=False)
    assert said in office.say(who, "/log").text


def waiting(month: Month, count: int, who: str = "tom") -> None:
    """So many meetings of this month that wait for a word."""
    for n in range(count):
        month.meeting(who, f"2026-11-{n % 20 + 1:02d} {10 + n // 20}:00")


def test_a_manager_sees_how_many_of_the_teams_meetings_wait_and_can_answer(office: Office) -> None:
    waiting(Month(office), 8)
    page = office.say("ann", "/meeting")
    assert "8 meetings of the team wait for a word" in page.text
    assert "8 meetings wait for a word" in office.say("ann", "/kpi team").text
    assert "結果待ちの商談が8件" in office.say("mio", "/meeting").text
    shown = page.press("Show them")
    assert shown.text.count("booked by") == 16, "each in the text and in its block"
    assert "recorded as held" in shown.press("Held").text
    assert "7 meetings of the team wait for a word" in office.say("ann", "/meeting").text


def test_a_rep_is_not_told_of_the_teams_meetings(office: Office) -> None:
    waiting(Month(office), 3)
    assert "of the team" not in office.say("lena", "/meeting").text
    asked = {"action_id": "meeting-more:team", "type": "button", "value": "team:0", "action_ts": "1.1"}
    assert "booked by" not in office.tap("lena", asked).text


def test_every_meeting_can_be_reached(office: Office) -> None:
    waiting(Month(office), 25)
    page = office.say("tom", "/meeting")
    seen = len([b for b in page.blocks if b["type"] == "actions"])
    while "Show more" in page.buttons:
        page = page.press("Show more")
        seen += len([b for b in page.blocks if b["type"] == "actions"])
    assert seen == 25
    for value in ("waiting:x", "nothing:0", "waiting:", "x"):
        tapped = office.tap("tom", {"action_id": "meeting-more:x", "type": "button", "value": value, "action_ts": f"1.{len(value)}"})
        assert "Held" not in tapped.buttons


def test_what_is_done_on_a_further_page_leaves_one_there(office: Office) -> None:
    waiting(Month(office), 25)
    page = office.say("tom", "/meeting").press("Show more")
    told = page.reply.text.splitlines()[1:]
    done = page.press("Held")
    assert done.reply.replace
    assert "recorded as held" in done.reply.text.splitlines()[0]
    assert done.reply.text.splitlines()[2:11] == told[:-1], "all others of the page, and one more"
    back = done.press("Undo")
    assert back.reply.text.splitlines()[2:] == told
    assert "and 8 more" in str(back.blocks)


def test_when_the_last_of_a_page_is_done_the_first_page_is_shown(office: Office) -> None:
    waiting(Month(office), 8)
    page = office.say("tom", "/meeting").press("Show more")
    done = page.press("Cancelled")
    assert "cancelled" in done.reply.text.splitlines()[0]
    assert "7 meetings wait for a word" in done.text
