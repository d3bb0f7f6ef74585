"""A team chooses when its practices are planned and told, on which days, or that they are not."""

import pytest
from sqlmodel import select

from storage.engine import writing
from storage.tables import Member
from tests.dawn import TODAY, Dawn
from tests.month import Month
from tests.office import Office


@pytest.fixture
def dawn(office: Office) -> Dawn:
    """Yui is new, Ken is her mentor."""
    dawn = Dawn(office)
    dawn.trains("ken", "yui")
    office.at(f"{TODAY} 07:00")
    return dawn


@pytest.mark.parametrize(
    ("line", "at", "told"),
    [
        ("", "08:44", False),
        ("", "08:45", True),
        ("mentor 8:10", "08:09", False),
        ("mentor 8:10", "08:10", True),
        ("mentor 10:00", "09:00", False),
        ("mentor mon wed 9:00", "08:45", False),
        ("mentor mon wed", "10:00", True),  # of what they give themselves: see below
        ("mentor mon tue", "10:00", True),
        ("メンター 9時", "09:00", True),
    ],
)
def test_the_morning_is_when_the_team_wants_it(dawn: Dawn, line: str, at: str, told: bool) -> None:
    if line:
        assert "Undo" in dawn.office.say("ann", f"/onpace posts {line}").buttons
    dawn.look(f"{TODAY} {at}")
    assert bool(dawn.heard("ken")) is told


def test_the_preview_of_the_morning_says_when_it_will_be_planned_and_then_what_it_says(dawn: Dawn) -> None:
    before = dawn.office.say("ann", "/onpace posts mentor").press("Preview now").text
    assert "today’s practices are not planned yet; that happens on business days at 08:45" in before
    dawn.look(f"{TODAY} 08:45")
    after = dawn.office.say("ann", "/onpace posts mentor").press("Preview now").text
    assert "To <@U0KEN>" in after
    assert "To <@U0YUI>" in after


def practice_goes_on(dawn: Dawn) -> None:
    """Of two reps one has a practice this morning; both hear of it, and nobody of whom it had no room for."""
    dawn.trains("ken", "tom")
    dawn.hours("ken", "16:00", "16:30", a_day=1)
    dawn.look(f"{TODAY} 08:45")
    (told,) = dawn.heard("ken")
    (left,) = dawn.unserved()
    assert f"<@U0{left.upper()}>" not in told
    assert [len(dawn.heard(who)) for who in dawn.plan()] == [1]


def test_without_the_brief_practice_goes_on_and_nobody_hears_of_others(dawn: Dawn) -> None:
    off = dawn.office.say("ann", "/onpace posts mentor off")
    assert "Role-plays are planned all the same" in off.text
    practice_goes_on(dawn)
    assert dawn.heard("ann") == []
    assert "Role-plays are planned all the same" in off.press("Preview now").text


def test_on_days_without_the_brief_practice_goes_on_and_nobody_hears_of_others(dawn: Dawn) -> None:
    """A team that has the brief on Mondays practises on Tuesdays all the same."""
    monday = dawn.office.say("ann", "/onpace posts mentor mon")
    assert "Role-plays are planned on every business day all the same" in monday.text
    assert "Next: Mon, Nov 30" in monday.text
    practice_goes_on(dawn)
    assert [dawn.heard(who) for who in ("ann", "mio")] == [[], []]
    assert "Role-plays are planned on every business day" in monday.press("Preview now").text
    dawn.look("2026-11-30 08:45")
    (left,) = dawn.unserved()
    assert f"<@U0{left.upper()}>" in dawn.heard("ken", "practices ")[-1]
    assert len(dawn.heard("mio", "practices ")) == 1


@pytest.mark.parametrize(
    ("line", "first"),
    [("", ""), ("mentor 8:45", ""), ("mentor 15:29", ""), ("mentor 15:30", "16:00"), ("mentor 17:50", "18:20")],
)
def test_who_plans_late_reads_which_times_are_used_by_hand_only(dawn: Dawn, line: str, first: str) -> None:
    """Who said no hours practises in the team's last two, from 16:00 on."""
    said = dawn.office.say("ann", f"/onpace posts {line or 'mentor'}").text
    assert ("used by hand only" in said) is bool(first)
    assert f"times up to {first} are" in said or not first


@pytest.mark.parametrize("line", ["18:00", "19:30", "mon 22:00"])
def test_no_practice_is_planned_once_the_team_closed(dawn: Dawn, line: str) -> None:
    said = dawn.office.say("ann", f"/onpace posts mentor {line}")
    assert "By then the team has closed" in said.text
    assert "Nothing was changed" in said.text
    form = dawn.office.say("ann", "/onpace posts mentor").press("Change…")
    assert form.fill(times="18:00").errors == {
        "times": "Practices are planned before the team closes at 18:00: please give an earlier time, like 8:45."
    }
    assert not form.fill(times="17:30").errors


def test_a_mentor_reads_where_trainees_stand_also_when_nobody_practises(dawn: Dawn) -> None:
    """The weakest first, each in a line; those who practise have theirs beside the practice; nobody who graduated, is away or another's."""
    office = dawn.office
    Month(office).hire(8, "Rep")
    with writing(office.engine) as session:
        ken = session.exec(select(Member).where(Member.slack_id == "U0KEN")).one()
        for row in session.exec(select(Member).where(Member.slack_id == None)).all():  # noqa: E711
            row.mentor_id = ken.id
            session.add(row)
    dawn.trains("ken", "hana", start="2026-10-01")
    dawn.hours("ken", "16:00", "16:30", a_day=1)
    for line in ("/coach threshold contact 12%", "/coach rhythm unknown 0", "/coach rhythm below 0"):
        office.say("ann", line)
    dawn.member("ken", language="en")
    for day in ("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"):
        Month(office).calls("hana", day, contact=1, no_answer=39)
    dawn.look(f"{TODAY} 08:45")
    dawn.look("2026-12-21 08:45")
    first, last = dawn.heard("ken", "practices ")
    assert "*How your 9 other trainees stand*\n*<@U0HANA>* · working day 36: ▼ call → contact: 5 of 200 = 2% (1–4), " in first
    assert "threshold 12%: below" in first
    assert "*Rep 0*: ○ call → contact: nothing tried yet, threshold 12%" in first
    assert "*How your 10 trainees stand*" in last
    assert last.count("threshold 12%") == 8
    assert "and 2 more" in last
    dawn.leave("hana", "2026-12-22")
    dawn.look("2026-12-22 08:45")
    assert "*How your 9 trainees stand*" in dawn.heard("ken", "practices ")[-1]
    assert dawn.heard("mio", "practices ") == [], "nobody else hears of them"
