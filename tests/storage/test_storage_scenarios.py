"""Scenarios, their versions, and marks, on both databases: what was scheduled stays, Undo leads back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from coaching.agreement import Deed, State
from coaching.errors import ChangedSince
from coaching.funnel import Step
from coaching.rubric import Score
from storage import entries, marks, practices, scenarios, starter
from storage.dialect import stored
from storage.engine import writing
from storage.tables import Entry, Mark, Practice, Scenario, ScenarioVersion, Team
from tests.storage.desk import NOW, Desk, tokyo

FOUR = tokyo("2026-09-02T16:00")
OWN = {"en": {"title": "Ours", "rep": "Call", "mentor": "Answer", "items": [], "blockers": {}}}


@pytest.fixture
def desk(session: Session) -> Desk:
    """A team of four."""
    return Desk.opened(session)


def team(desk: Desk) -> Team:
    return desk.session.get_one(Team, desk.team_id)


def ready(desk: Desk) -> dict[str, ScenarioVersion]:
    return scenarios.ready(desk.session, team=team(desk), now=NOW)


def current(desk: Desk, key: str) -> tuple[Scenario, ScenarioVersion]:
    return next(pair for pair in scenarios.every(desk.session, team=team(desk)) if pair[0].key == key)


def changed(desk: Desk, key: str = "date", **texts: str) -> Entry:
    """A new version, as an entry."""
    entry = desk.entry(kind="scenario", actor=desk.mio)
    scenario = current(desk, key)[0]
    told = {language: one | texts for language, one in current(desk, key)[1].texts.items()}
    version = scenarios.append(desk.session, scenario=scenario, texts=told, pass_mark=80, made_by=desk.mio, now=NOW)
    about = {"scenario": scenario.id, "version": version.id, "step": scenario.step, "retired": False, "made": True}
    entries.retell(desk.session, entry_id=stored(entry.id), summary=about)
    desk.session.refresh(entry)
    return entry


def test_a_team_gets_the_starter_set_once_and_each_its_own(desk: Desk) -> None:
    first = ready(desk)
    assert list(first) == starter.every()
    assert {key: row.id for key, row in ready(desk).items()} == {key: row.id for key, row in first.items()}
    other = Desk.opened(desk.session, "T0TWO")
    assert {row.id for row in ready(other).values()}.isdisjoint(row.id for row in first.values())


def test_two_who_come_first_together_make_one_set(engine: Engine) -> None:
    with writing(engine) as session:
        desk = Desk.opened(session)

    def made() -> dict[str, int | None]:
        with writing(engine) as session:
            return {key: row.id for key, row in ready(desk.on(session)).items()}

    with ThreadPoolExecutor(2) as pool:
        one, other = (job.result() for job in [pool.submit(made) for _ in range(2)])
    assert one == other
    assert len(one) == 8


def test_the_language_is_the_readers_or_the_one_it_was_written_in(desk: Desk) -> None:
    version = ready(desk)["date"]
    assert scenarios.title(version, "en") == "Asking for the date"
    assert scenarios.title(version, "ja") == "日程を決める聞き方"
    assert scenarios.brief(version, "en") != scenarios.brief(version, "en", mentor=True)
    own = ScenarioVersion(workspace_id=1, scenario_id=1, number=1, texts=OWN, made_at=NOW)
    assert scenarios.title(own, "ja") == "Ours"
    rubric = scenarios.rubric(version, "ja")
    assert (len(rubric.items), rubric.pass_mark, len(rubric.items[0].anchors)) == (4, 70, 5)


@pytest.mark.parametrize(
    ("step", "key"),
    [
        (None, "opening"),
        (Step.CONTACT, "gatekeeper"),
        (Step.APPOINTMENT, "date"),
        (Step.CALL_TO_APPOINTMENT, "whole_call"),
        (Step.HELD, "confirming"),
        (Step.QUALIFIED, "qualification"),
        (Step.CLOSE, "opening"),
    ],
)
def test_the_weakest_step_picks_the_scenario(desk: Desk, step: Step | None, key: str) -> None:
    assert scenarios.for_step(desk.session, team=team(desk), step=step, now=NOW).id == ready(desk)[key].id


def test_a_rep_gets_each_scenario_of_a_step_in_turn(desk: Desk) -> None:
    had = []
    for number in range(4):
        version = scenarios.for_step(desk.session, team=team(desk), step=Step.APPOINTMENT, now=NOW, rep_id=desk.hana)
        had.append(next(key for key, row in ready(desk).items() if row.id == version.id))
        practised(desk, version, number)
    assert had == ["date", "needs", "objection", "date"]


def practised(desk: Desk, version: ScenarioVersion, days: int = 0) -> Practice:
    practice = desk.practice(FOUR + timedelta(days=days))
    practice.version_id = stored(version.id)
    desk.session.add(practice)
    desk.session.flush()
    return practice


def test_a_retired_scenario_is_not_picked_and_without_any_left_the_opening_is(desk: Desk) -> None:
    ready(desk)
    scenario = current(desk, "confirming")[0]
    scenario.retired_at = NOW
    desk.session.add(scenario)
    assert "confirming" not in ready(desk)
    assert scenarios.for_step(desk.session, team=team(desk), step=Step.HELD, now=NOW).id == ready(desk)["opening"].id


def test_where_none_is_in_use_a_retired_one_is_practised(desk: Desk) -> None:
    ready(desk)
    for scenario, _ in scenarios.every(desk.session, team=team(desk)):
        scenario.retired_at = NOW
        desk.session.add(scenario)
    assert scenarios.for_step(desk.session, team=team(desk), step=Step.HELD, now=NOW).pass_mark == 70


def test_a_practice_keeps_the_version_it_was_scheduled_with(desk: Desk) -> None:
    practice = practised(desk, ready(desk)["date"])
    changed(desk, title="New words")
    assert scenarios.title(ready(desk)["date"], "en") == "New words"
    kept = scenarios.versions(desk.session, workspace_id=desk.workspace_id, version_ids=[practice.version_id])[practice.version_id]
    assert (scenarios.title(kept, "en"), kept.pass_mark) == ("Asking for the date", 70)


@pytest.mark.parametrize(("used", "number"), [(False, 1), (True, 3)])
def test_an_undone_version_gives_way_to_the_one_before(desk: Desk, used: bool, number: int) -> None:
    ready(desk)
    entry = changed(desk, title="New words")
    if used:
        practised(desk, ready(desk)["date"])
    desk.undo(entry)
    version = ready(desk)["date"]
    assert (scenarios.title(version, "en"), version.number, version.pass_mark) == ("Asking for the date", number, 70)


def test_a_version_changed_since_is_not_undone(desk: Desk) -> None:
    ready(desk)
    entry = changed(desk, title="First")
    changed(desk, title="Second")
    with pytest.raises(ChangedSince):
        desk.undo(entry)


@pytest.mark.parametrize("used", [False, True])
def test_an_undone_scenario_is_not_in_use_any_more(desk: Desk, used: bool) -> None:
    ready(desk)
    entry = desk.entry(kind="scenario", actor=desk.mio)
    scenario = scenarios.create(desk.session, team=team(desk), key="own-1", step="contact")
    version = scenarios.append(desk.session, scenario=scenario, texts=OWN, pass_mark=70, made_by=desk.mio, now=NOW)
    if used:
        practised(desk, version)
    about = {"scenario": scenario.id, "version": version.id, "step": "contact", "retired": False, "made": True}
    entries.retell(desk.session, entry_id=stored(entry.id), summary=about)
    desk.session.refresh(entry)
    desk.undo(entry)
    assert "own-1" not in ready(desk)
    assert ("own-1" in {one.key for one, _ in scenarios.every(desk.session, team=team(desk))}) is used


# Marks


def mark(desk: Desk, practice: Practice, scorer: int, each: int = 4, *, blocked: frozenset[str] = frozenset()) -> Entry:
    """Scored as a mentor does."""
    entry = desk.entry(kind="practice-score", actor=scorer)
    about: dict[str, Any] = {"workspace_id": desk.workspace_id, "practice_id": practice.id, "scorer_id": scorer}
    former = marks.before(marks.own(desk.session, **about))
    rubric = scenarios.rubric(ready(desk)["date"], "en")
    score = Score({item.key: each for item in rubric.items}, blocked)
    kept = marks.keep(desk.session, **about, rubric=rubric, score=score, well="w", next_time="n", now=NOW, entry_id=entry.id)
    practices.say(desk.session, practice=practice, kind=Deed.SCORED, actor_id=scorer, now=NOW, entry_id=entry.id)
    entries.retell(desk.session, entry_id=stored(entry.id), summary={"mark": kept.id, "before": former})
    desk.session.refresh(entry)
    return entry


def kept(desk: Desk, practice: Practice) -> list[Mark]:
    return marks.of(desk.session, workspace_id=desk.workspace_id, practice_ids=[stored(practice.id)]).get(stored(practice.id), [])


def test_a_mark_is_kept_and_its_undo_leaves_the_practice_open(desk: Desk) -> None:
    practice = desk.practice(FOUR)
    entry = mark(desk, practice, desk.mio)
    [row] = kept(desk, practice)
    assert (row.total, row.passed, row.well, row.next, practice.state) == (Decimal(80), True, "w", "n", State.DONE)
    desk.undo(entry)
    assert (kept(desk, practice), practice.state) == ([], State.PROPOSED)


def test_a_blocker_fails_at_any_mark(desk: Desk) -> None:
    practice = desk.practice(FOUR)
    mark(desk, practice, desk.mio, each=5, blocked=frozenset({"after_no"}))
    assert [(row.total, row.passed) for row in kept(desk, practice)] == [(Decimal(100), False)]


def test_marked_again_the_later_counts_and_undo_gives_the_earlier_back(desk: Desk) -> None:
    practice = desk.practice(FOUR)
    first = mark(desk, practice, desk.mio, each=2)
    second = mark(desk, practice, desk.mio, each=5)
    assert [row.total for row in kept(desk, practice)] == [Decimal(100)]
    with pytest.raises(ChangedSince):
        desk.undo(first)
    desk.session.refresh(first)
    first.undone_at = None
    desk.undo(second)
    assert [(row.total, row.passed, row.entry_id) for row in kept(desk, practice)] == [(Decimal(40), False, first.id)]
    assert practice.state == State.DONE


def test_two_scorers_have_a_mark_each(desk: Desk) -> None:
    practice = desk.practice(FOUR)
    mark(desk, practice, desk.mio, each=4)
    entry = mark(desk, practice, desk.tom, each=2)
    assert [(row.scorer_id, row.total) for row in kept(desk, practice)] == [(desk.mio, Decimal(80)), (desk.tom, Decimal(40))]
    desk.undo(entry)
    assert (len(kept(desk, practice)), practice.state) == (1, State.DONE)


def test_what_the_rep_answered_is_not_undone_with_the_mark(desk: Desk) -> None:
    practice = desk.practice(FOUR)
    entry = mark(desk, practice, desk.mio)
    [row] = kept(desk, practice)
    said = desk.entry(kind="practice-answer")
    entries.retell(desk.session, entry_id=stored(said.id), summary={"mark": row.id, "former": "", "answer": "Thank you"})
    desk.session.refresh(said)
    marks.answer(desk.session, mark=row, text="Thank you")
    with pytest.raises(ChangedSince):
        desk.undo(entry)
    desk.undo(said)
    assert [one.answer for one in kept(desk, practice)] == [""]
