"""A team chooses when its practices are planned and told, on which days, or that they are not."""

import pytest

from tests.dawn import TODAY, Dawn
from tests.office import Office


@pytest.fixture
def dawn(office: Office) -> Dawn:
    """Yui is new, Ken is her mentor."""
    dawn = Dawn(office)
    dawn.trains("ken", "yui")
    office.at(f"{TODAY} 07:00")
    return dawn


@pytest.mark.direct("the ticker is this test's")
@pytest.mark.parametrize(
    ("line", "at", "told"),
    [
        ("", "08:44", False),
        ("", "08:45", True),
        ("mentor 8:10", "08:09", False),
        ("mentor 8:10", "08:10", True),
        ("mentor 10:00", "09:00", False),
        ("mentor mon wed", "10:00", False),
        ("mentor mon tue", "10:00", True),
        ("メンター 9時", "09:00", True),
    ],
)
def test_the_morning_is_when_the_team_wants_it(dawn: Dawn, line: str, at: str, told: bool) -> None:
    if line:
        assert "Undo" in dawn.office.say("ann", f"/onpace posts {line}").buttons
    dawn.look(f"{TODAY} {at}")
    assert bool(dawn.heard("ken")) is told


@pytest.mark.direct("the ticker is this test's")
def test_the_preview_of_the_morning_says_when_it_will_be_planned_and_then_what_it_says(dawn: Dawn) -> None:
    before = dawn.office.say("ann", "/onpace posts mentor").press("Preview now").text
    assert "today’s practices are not planned yet; that happens on business days at 08:45" in before
    dawn.look(f"{TODAY} 08:45")
    after = dawn.office.say("ann", "/onpace posts mentor").press("Preview now").text
    assert "To <@U0KEN>" in after
    assert "To <@U0YUI>" in after


@pytest.mark.direct("the ticker is this test's")
def test_without_the_brief_practice_goes_on_and_nobody_hears_of_others(dawn: Dawn) -> None:
    off = dawn.office.say("ann", "/onpace posts mentor off")
    assert "Role-plays are planned all the same" in off.text
    dawn.trains("ken", "tom")
    dawn.hours("ken", "16:00", "16:30", a_day=1)
    dawn.look(f"{TODAY} 08:45")
    (told,) = dawn.heard("ken")
    (left,) = dawn.unserved()
    assert f"<@U0{left.upper()}>" not in told
    assert [len(dawn.heard(who)) for who in dawn.plan()] == [1]
    assert dawn.heard("ann") == []
    assert "Role-plays are planned all the same" in off.press("Preview now").text


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
