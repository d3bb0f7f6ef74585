"""Practices of an office's cast, put down as the morning's plan and people's taps do."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from coaching.agreement import Deed
from coaching.funnel import Step
from coaching.rubric import Score
from storage import marks, members, practices, scenarios, workspaces
from storage.engine import writing
from storage.tables import Practice, Team, id_of
from tests.month import moment
from tests.office import WORKSPACE, Office
from tests.people import CAST


@dataclass(frozen=True)
class Desk:
    """Where they are put down: `desk.practice("yui", "ken", "2026-11-24 16:30")`."""

    office: Office

    def practice(self, rep: str, mentor: str, at: str, *agreed: str, step: str = "") -> int:
        """A practice of a step, else of the opening, at this time, and who said yes to it; its id."""
        starts = moment(at)
        with writing(self.office.engine) as session:
            one, other = _id(session, rep), _id(session, mentor)
            team = session.get_one(Team, 1)
            version = scenarios.for_step(session, team=team, step=Step(step) if step else None, now=starts)
            where: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team), "key": f"{rep} {at}"}
            told: dict[str, Any] = {"step": step, "minutes": 30, "need": "new", "evidence": {}, "now": starts - timedelta(hours=8)}
            people: dict[str, Any] = {"rep_id": one, "mentor_id": other, "version_id": id_of(version)}
            row = practices.propose(session, **where, **people, **told, day=date.fromisoformat(at[:10]), starts_at=starts)
            assert row
            for who in agreed:
                practices.say(session, practice=row, kind=Deed.ACCEPTED, actor_id=_id(session, who), now=starts)
            return id_of(row)

    def score(self, practice: int, by: str, mark: int, *, well: str = "", next_time: str = "") -> None:
        """Every item of it so many."""
        with writing(self.office.engine) as session:
            row, scorer = session.get_one(Practice, practice), _id(session, by)
            version = scenarios.versions(session, workspace_id=row.workspace_id, version_ids=[row.version_id])[row.version_id]
            rubric = scenarios.rubric(version, "en")
            whose: dict[str, Any] = {"workspace_id": row.workspace_id, "practice_id": practice, "scorer_id": scorer}
            score = Score({item.key: mark for item in rubric.items})
            marks.keep(session, **whose, rubric=rubric, score=score, well=well, next_time=next_time, now=row.starts_at)
            practices.say(session, practice=row, kind=Deed.SCORED, actor_id=scorer, now=row.starts_at)

    def unserved(self, day: str, **why: str) -> None:
        """A morning's plan left these out: `unserved("2026-11-24", yui="full")`."""
        at = moment(f"{day} 08:30")
        with writing(self.office.engine) as session:
            left = {_id(session, who): word for who, word in why.items()}
            about: dict[str, Any] = {"workspace_id": 1, "team_id": 1, "day": date.fromisoformat(day)}
            if not practices.keep_plan(session, **about, now=at, unserved=left):
                plan = practices.plan_of(session, **about)
                assert plan
                practices.replan(session, plan=plan, unserved=left)


def _id(session: Session, who: str) -> int:
    workspace = workspaces.find(session, slack_id=WORKSPACE)
    assert workspace
    member = members.by_slack_id(session, workspace_id=id_of(workspace), slack_id=CAST[who].slack_id)
    assert member
    return id_of(member)
