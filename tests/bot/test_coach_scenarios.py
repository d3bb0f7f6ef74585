"""/coach scenarios: the team's own scenarios: listed, made, changed as new versions, retired and brought back."""

from collections.abc import Callable
from typing import Any

import pytest

from storage import scenarios, teams
from storage.engine import writing
from storage.tables import Practice, ScenarioVersion
from tests.office import Office, Shown
from tests.practising import Desk
from tests.rows import rows

Say = Callable[..., Shown]
ITEM = "Asking\nDoes not ask\nAsks once\nAsks twice\nAsks and waits\nAsks, waits, sums up"
OWN = {"title": "Our opening", "step": "contact", "rep": "Call them", "mentor": "You are busy", "item_1": ITEM, "blockers": "Lies"}


def current(office: Office) -> dict[str, ScenarioVersion]:
    """The latest version of each scenario in use, by title in English."""
    with writing(office.engine) as session:
        team = teams.by_name(session, workspace_id=1, name="Tokyo")
        assert team
        return {scenarios.title(one, "en"): one for one in scenarios.ready(session, team=team, now=office.now).values()}


def test_a_team_starts_with_the_whole_call_in_the_readers_language(say: Say) -> None:
    english, japanese = say("ann", "/coach scenarios"), say("ken", "/coach シナリオ")
    assert english.text.startswith("*8 scenarios* to practise.")
    assert "*Asking for the date*\nFor: Winning the appointment · 4 items · pass mark 70 · version 1, Tue, Nov 24" in english.text
    assert "*日程を決める聞き方*\n目的: アポをいただく · 採点項目4つ · 合格点70 · 第1版 11月24日(火)" in japanese.text
    assert {"Edit", "Retire", "New scenario"} <= english.buttons.keys()


@pytest.mark.parametrize("who", ["hana", "tom", "sora"])
def test_scenarios_are_for_mentors_and_managers(office: Office, say: Say, who: str) -> None:
    assert "<@U0MIO>" in say(who, "/coach scenarios").text
    assert rows(office, ScenarioVersion) == []


def new(say: Say, **values: Any) -> Shown:
    return say("ann", "/coach scenarios").press("New scenario").fill(**(OWN | values))


def test_a_scenario_of_the_teams_own_is_made_and_undone(office: Office, say: Say) -> None:
    done = new(say, pass_mark="80", item_2="Tone: flat / lively")
    assert "“Our opening” is in use." in done.text
    version = current(office)["Our opening"]
    rubric = scenarios.rubric(version, "ja")  # in the only language there is
    assert [(item.key, item.name, item.anchors) for item in rubric.items] == [
        ("own1", "Asking", ("Does not ask", "Asks once", "Asks twice", "Asks and waits", "Asks, waits, sums up")),
        ("own2", "Tone", ("flat", "", "", "", "lively")),
    ]
    assert (rubric.blockers, rubric.pass_mark, version.made_by is not None) == ({"own1": "Lies"}, 80, True)
    assert "version 1, Tue, Nov 24 by <@U0ANN>" in say("mio", "/coach scenarios").text.replace(
        "第1版 11月24日(火)", "version 1, Tue, Nov 24 by"
    )
    done.press("Undo")
    assert "Our opening" not in current(office)


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"title": " "}, "title", "Please write something here."),
        ({"rep": " "}, "rep", "Please write something here."),
        ({"item_1": " "}, "item-1", "At least one item is needed"),
        ({"item_1": "Asking"}, "item-1", "Lines below the name: 0."),
        ({"item_2": "Tone\na\nb\nc\nd"}, "item-2", "Lines below the name: 4."),
        ({"item_3": "Tone\na\n" + "b" * 70}, "item-3", "One line has 70 characters; 66 fit on a phone."),
        ({"item_3": "Tone" * 11 + "\na\nb"}, "item-3", "One line has 44 characters; 40 fit on a phone."),
        ({"blockers": "1\n2\n3\n4\n5\n6"}, "blockers", "5 lines at most."),
        ({"pass_mark": "lots"}, "pass-mark", "Please enter a whole number from 1 to 100."),
        ({"pass_mark": "101"}, "pass-mark", "Please enter a whole number from 1 to 100."),
        ({"pass_mark": "0"}, "pass-mark", "Please enter a whole number from 1 to 100."),
    ],
)
def test_mistakes_stand_under_their_field(office: Office, say: Say, values: dict[str, str], field: str, sentence: str) -> None:
    wrong = new(say, **values)
    assert wrong.errors.keys() == {field}
    assert wrong.errors[field].startswith(sentence)
    assert len(rows(office, ScenarioVersion)) == 8


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("Tone\n1. a\n2. b\n3. c\n4. d\n5. e", ("a", "b", "c", "d", "e")),
        ("Tone\n- a\n- b\n- c", ("a", "", "b", "", "c")),
        ("Tone：a／b／c", ("a", "", "b", "", "c")),
        ("Tone\n\n  a  \n\n b", ("a", "", "", "", "b")),
    ],
)
def test_items_are_read_as_people_write_lists(office: Office, say: Say, text: str, anchors: tuple[str, ...]) -> None:
    new(say, item_1=text)
    [item] = scenarios.rubric(current(office)["Our opening"], "en").items
    assert (item.name, item.anchors) == ("Tone", anchors)


def edit(say: Say, who: str, title: str) -> Shown:
    """The form of the scenario whose line says so."""
    shown = say(who, {"ann": "/coach scenarios", "ken": "/coach シナリオ"}[who])
    place = next(n for n, block in enumerate(shown.blocks) if f"*{title}*" in str(block))
    button = shown.blocks[place + 1]["elements"][0]
    office = shown.office
    return office.pressed(
        shown, {"action_id": button["action_id"], "type": "button", "value": button["value"], "action_ts": office.stamp()}
    )


def test_a_change_is_a_new_version_and_what_is_scheduled_keeps_its_own(office: Office, say: Say) -> None:
    Desk(office).practice("yui", "ken", "2026-11-24 09:00")
    form = edit(say, "ann", "Opening, the first 30 seconds")
    assert "Nothing was changed" in form.fill().text
    done = form.fill(title="Opening, ours", pass_mark="90")
    assert "“Opening, ours” is version 2 now. What is scheduled already keeps its own." in done.text
    scoring = say("ken", "/coach 採点 @yui")
    assert "切り出し(最初の30秒)" in scoring.text
    assert "合格点70" in scoring.text
    done.press("Undo")
    assert current(office)["Opening, the first 30 seconds"].number == 1


def test_a_changed_pass_mark_leaves_both_languages(office: Office, say: Say) -> None:
    edit(say, "ann", "Asking for the date").fill(pass_mark="75")
    assert current(office)["Asking for the date"].texts.keys() == {"en", "ja"}
    edit(say, "ann", "Asking for the date").fill(rep="Ask for half an hour")
    assert current(office)["Asking for the date"].texts.keys() == {"en"}


def test_an_item_that_keeps_its_name_keeps_its_key(office: Office, say: Say) -> None:
    form = edit(say, "ann", "Asking for the date")
    form.fill(item_2="New one\nno\nyes", item_3="")
    keys = [item.key for item in scenarios.rubric(current(office)["Asking for the date"], "en").items]
    assert keys == ["why", "own1", "repeat"]


def test_of_two_who_change_it_at_once_the_second_is_told(say: Say) -> None:
    mine, theirs = edit(say, "ann", "Asking for the date"), edit(say, "ken", "日程を決める聞き方")
    theirs.fill(pass_mark="80")
    late = mine.fill(pass_mark="60")
    assert late.errors["title"].startswith("Somebody changed this scenario meanwhile.")


def test_a_retired_scenario_is_not_picked_and_comes_back(office: Office, say: Say) -> None:
    shown = say("ann", "/coach scenarios")
    retired = shown.press("Retire")  # the last one's button of this label
    assert "“The whole call” is retired." in retired.text
    assert "The whole call" not in current(office)
    assert "Nothing" not in retired.press("Undo").text
    assert "The whole call" in current(office)
    say("ann", "/coach scenarios").press("Retire")
    back = say("ann", "/coach scenarios")
    assert "Retired: The whole call" in back.text
    assert "is in use again" in back.press("Bring back").text
    assert "The whole call" in current(office)


def test_the_last_scenario_stays_and_there_are_not_too_many(office: Office, say: Say) -> None:
    for number in range(7):
        assert new(say, title=f"Ours {number}").errors == {}
    assert "15 scenarios are in use" in say("ann", "/coach scenarios").press("New scenario").text
    for _ in range(14):
        say("ann", "/coach scenarios").press("Retire")
    last = say("ann", "/coach scenarios")
    assert "Retire" not in last.buttons
    assert last.text.startswith("*1 scenario* to practise.")


def test_an_undo_after_another_change_says_so(say: Say) -> None:
    first = edit(say, "ann", "Asking for the date").fill(pass_mark="80")
    edit(say, "ann", "Asking for the date").fill(pass_mark="85")
    assert "This scenario was changed again since, so nothing was taken back." in first.press("Undo").text


def test_a_version_in_use_is_undone_by_saying_the_former_again(office: Office, say: Say) -> None:
    done = edit(say, "ann", "Opening, the first 30 seconds").fill(pass_mark="80")
    Desk(office).practice("yui", "ken", "2026-11-24 09:00")
    done.press("Undo")
    version = current(office)["Opening, the first 30 seconds"]
    assert (version.number, version.pass_mark) == (3, 70)
    assert rows(office, Practice)[0].version_id != version.id
