"""Scenarios and their versions: appended, never changed, so that a practice keeps the one it was scheduled with."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, func, select

from coaching.errors import ChangedSince
from coaching.funnel import Step
from coaching.rubric import PASS_MARK, Item, Rubric
from storage import dialect, starter
from storage.tables import Practice, Scenario, ScenarioVersion, Team, id_of

#: What is practised first for a step; without any trial, the opening.
FIRST = {Step.CONTACT: "gatekeeper", Step.APPOINTMENT: "date"}
OPENING = "opening"

Current = Sequence[tuple[Scenario, ScenarioVersion]]


def ready(session: Session, *, team: Team, now: datetime) -> dict[str, ScenarioVersion]:
    """The latest version of each scenario in use, by key; a team that has none gets the starter set."""
    return {scenario.key: version for scenario, version in in_use(session, team=team, now=now)}


def in_use(session: Session, *, team: Team, now: datetime) -> Current:
    """The same with the scenarios, in the order they were made."""
    found = every(session, team=team)
    if not any(scenario.key == OPENING for scenario, _ in found):
        _start(session, team=team, now=now)
        found = every(session, team=team)
    return [(scenario, version) for scenario, version in found if scenario.retired_at is None]


def every(session: Session, *, team: Team) -> Current:
    """Each scenario with its latest version, retired ones too, in the order they were made."""
    newest = select(func.max(ScenarioVersion.number)).where(ScenarioVersion.scenario_id == Scenario.id).correlate(Scenario)
    query = select(Scenario, ScenarioVersion).join(ScenarioVersion, col(ScenarioVersion.scenario_id) == col(Scenario.id))
    own = query.where(Scenario.workspace_id == team.workspace_id, Scenario.team_id == id_of(team))
    return session.exec(own.where(ScenarioVersion.number == newest.scalar_subquery()).order_by(col(Scenario.id))).all()


def _start(session: Session, *, team: Team, now: datetime) -> None:
    """Give a team the starter set; of two who come at once, one does."""
    for key in starter.every():
        values = {"workspace_id": team.workspace_id, "team_id": id_of(team), "key": key, "step": starter.step(key), "retired_at": None}
        dialect.added(session, Scenario, values)
        made = select(Scenario).where(Scenario.team_id == id_of(team), Scenario.key == key)
        scenario_id = id_of(session.exec(made).one())
        version = {"workspace_id": team.workspace_id, "scenario_id": scenario_id, "number": 1, "texts": starter.texts(key)}
        dialect.added(session, ScenarioVersion, version | {"pass_mark": PASS_MARK, "made_by": None, "made_at": now})


def for_step(session: Session, *, team: Team, step: Step | None, now: datetime, rep_id: int | None = None) -> ScenarioVersion:
    """What to practise for a step: of its scenarios the one this rep had least often; else the first. None: nothing was tried yet.

    A step whose scenarios are all retired is practised with the opening, or with whatever is in use; where nothing is, with a
    retired one rather than not at all.
    """
    found = in_use(session, team=team, now=now)
    wanted = "" if step is Step.CALL_TO_APPOINTMENT else str(step.value if step else "")
    first = FIRST.get(step, "") if step else OPENING
    fitting = [pair for pair in found if pair[0].step == wanted] if step else []
    choice = fitting or [pair for pair in found if pair[0].key == OPENING] or list(found) or list(every(session, team=team))
    had = _had(session, rep_id=rep_id) if rep_id else {}
    return min(choice, key=lambda pair: (had.get(id_of(pair[0]), 0), pair[0].key != first))[1]


def _had(session: Session, *, rep_id: int) -> Mapping[int, int]:
    """How often a rep had each scenario, by its id."""
    joined = select(ScenarioVersion.scenario_id, func.count()).join(Practice, col(Practice.version_id) == col(ScenarioVersion.id))
    counted = joined.where(Practice.rep_id == rep_id, col(Practice.state).not_in(("skipped", "cancelled")))
    return dict(session.exec(counted.group_by(col(ScenarioVersion.scenario_id))).all())


def find(session: Session, *, workspace_id: int, scenario_id: int, lock: bool = False) -> tuple[Scenario, ScenarioVersion] | None:
    """A scenario of this workspace with its latest version; `lock`: others who would change it wait."""
    query = select(Scenario).where(Scenario.id == scenario_id, Scenario.workspace_id == workspace_id)
    scenario = session.exec(query.with_for_update() if lock else query).first()
    if scenario is None:
        return None
    return scenario, session.exec(_versions(scenario_id).limit(1)).one()


def _versions(scenario_id: int) -> Any:  # noqa: ANN401 - SQLModel's select
    return select(ScenarioVersion).where(ScenarioVersion.scenario_id == scenario_id).order_by(col(ScenarioVersion.number).desc())


def versions(session: Session, *, workspace_id: int, version_ids: Iterable[int]) -> dict[int, ScenarioVersion]:
    """Versions by id, as practices hold them."""
    query = select(ScenarioVersion).where(ScenarioVersion.workspace_id == workspace_id)
    return {id_of(row): row for row in session.exec(query.where(col(ScenarioVersion.id).in_(set(version_ids)))).all()}


def steps(session: Session, *, workspace_id: int, version_ids: Iterable[int]) -> dict[int, str]:
    """What each version practises, by its id: its scenario's step; the whole call is for the call-to-appointment rate (design §5.2)."""
    query = select(ScenarioVersion.id, Scenario.step).join(Scenario, col(Scenario.id) == col(ScenarioVersion.scenario_id))
    own = query.where(ScenarioVersion.workspace_id == workspace_id, col(ScenarioVersion.id).in_(set(version_ids)))
    return {one: step or Step.CALL_TO_APPOINTMENT.value for one, step in session.exec(own).all() if one is not None}


def create(session: Session, *, team: Team, key: str, step: str) -> Scenario:
    """A scenario of the team's own, without a version yet."""
    scenario = Scenario(workspace_id=team.workspace_id, team_id=id_of(team), key=key, step=step)
    session.add(scenario)
    session.flush()
    return scenario


def append(
    session: Session, *, scenario: Scenario, texts: dict[str, Any], pass_mark: int, made_by: int | None, now: datetime
) -> ScenarioVersion:
    """A new version, the latest from now on. Whoever decides on it holds the scenario: `find(…, lock=True)`."""
    last = session.exec(_versions(id_of(scenario)).limit(1)).first()
    version = ScenarioVersion(
        workspace_id=scenario.workspace_id,
        scenario_id=id_of(scenario),
        number=last.number + 1 if last else 1,
        texts=texts,
        pass_mark=pass_mark,
        made_by=made_by,
        made_at=now,
    )
    session.add(version)
    session.flush()
    return version


def put_back(session: Session, *, change: Mapping[str, Any], workspace_id: int, actor_id: int, now: datetime) -> None:
    """Undo a version, a retirement or a return (`change`: scenario, version, step, retired, as before). Raises ChangedSince.

    A version some practice was scheduled with stays; the one before it is said again, or the scenario retires.
    """
    found = find(session, workspace_id=workspace_id, scenario_id=change["scenario"], lock=True)
    if found is None or id_of(found[1]) != change["version"]:
        raise ChangedSince("scenario")
    scenario, version = found
    scenario.step, scenario.retired_at = change["step"], now if change["retired"] else None
    session.add(scenario)
    if change["made"]:
        _unmake(session, scenario, version, actor_id, now)
    session.flush()


def _unmake(session: Session, scenario: Scenario, version: ScenarioVersion, actor_id: int, now: datetime) -> None:
    older = session.exec(_versions(id_of(scenario)).offset(1).limit(1)).first()
    if session.exec(select(Practice.id).where(Practice.version_id == version.id).limit(1)).first() is None:
        session.exec(delete(ScenarioVersion).where(col(ScenarioVersion.id) == version.id))
        if older is None:
            session.exec(delete(Scenario).where(col(Scenario.id) == scenario.id))
    elif older is not None:
        append(session, scenario=scenario, texts=older.texts, pass_mark=older.pass_mark, made_by=actor_id, now=now)
    else:
        scenario.retired_at = now


def _told(version: ScenarioVersion, language: str) -> Mapping[str, Any]:
    """Its texts in this language, or in the one it was written in."""
    told: Mapping[str, Any] = version.texts.get(language) or next(iter(version.texts.values()), {})
    return told


def title(version: ScenarioVersion, language: str) -> str:
    """What it is called: a person's words, not yet made harmless, as all its texts."""
    return str(_told(version, language).get("title", ""))


def brief(version: ScenarioVersion, language: str, *, mentor: bool = False) -> str:
    """What the rep is told to do, or how the mentor plays the prospect."""
    return str(_told(version, language).get("mentor" if mentor else "rep", ""))


def rubric(version: ScenarioVersion, language: str) -> Rubric:
    """What it is marked by."""
    told = _told(version, language)
    items = tuple(Item(one["key"], one["name"], tuple(one["anchors"])) for one in told.get("items", ()))
    return Rubric(items, dict(told.get("blockers", {})), version.pass_mark)
