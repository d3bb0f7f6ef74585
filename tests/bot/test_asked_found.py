"""What is left out of the demo team's month is asked for, all of it, and nothing that is there: through storage, by cause."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, delete, select

from bot.demo import seeding
from bot.scoreboard.asked import Asked
from coaching.terms import CONTACTS, Origin, State, Verdict
from storage.engine import connect, migrate, reading, writing
from storage.tables import Call, Effort, Meeting, Member, Tally, Team, id_of

NOW = seeding.BEGINS + timedelta(hours=1)  # Friday at four, when gaps are asked for
FIRST = date(2026, 11, 2)
LATELY = date(2026, 11, 13)  # five business days back: what is older is not asked for
EACH = 12  # of each cause
Found = frozenset[tuple[int, str]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Three weeks of the demo team, known here all the time."""
    path: Path = tmp_path_factory.mktemp("asked") / "demo.db"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    seeding.seed(engine, first=FIRST)
    with writing(engine) as session:
        began = datetime.combine(FIRST, datetime.min.time(), seeding.BEGINS.tzinfo)
        for row in [*session.exec(select(Team)).all(), *session.exec(select(Member)).all()]:
            row.created_at = began
    yield engine
    engine.dispose()


def asked(engine: Engine) -> Found:
    """Everything that everybody is asked for."""
    with reading(engine) as session:
        team = session.exec(select(Team)).one()
        desk = Asked(session, team, NOW.date(), NOW, missing=True)
        sheets = [desk.sheet(one) for one in desk.people.values()]
        meetings = {(id_of(one.member), f"meeting {m.id}") for one in sheets for m in one.waiting}
        return frozenset(meetings | {(id_of(one.member), gap.about) for one in sheets for gap in one.gaps})


def test_all_that_is_left_out_is_asked_for_and_nothing_else(demo: Engine) -> None:
    before = asked(demo)
    assert {about.split()[0] for _, about in before} <= {"meeting"}, "no day and no call of the month is missing"
    chance = Random(5)
    with writing(demo) as session:
        left = _without_log(session, chance) | _without_word(session, chance) | _without_contact(session, chance)
    after = asked(demo)
    kinds = Counter(about.split()[0] for _, about in left)
    assert all(kinds[kind] >= EACH for kind in ("meeting", "contact", "day"))
    found, false = len(left & after), len(after - left - before)
    assert found == len(left)
    assert false == 0


def _without_word(session: Session, chance: Random) -> set[tuple[int, str]]:
    """Words and verdicts nobody gave."""
    judged = (Meeting.state == State.HELD.value, Meeting.verdict != Verdict.PENDING.value, col(Meeting.won_on).is_(None))
    lately = select(Meeting).where(*judged, Meeting.day >= LATELY).order_by(col(Meeting.id))
    rows = chance.sample(list(session.exec(lately).all()), 2 * EACH)
    missing: set[tuple[int, str]] = set()
    for n, row in enumerate(rows):
        row.verdict, row.state = Verdict.PENDING.value, (State.BOOKED if n % 2 else State.HELD).value
        missing |= {(who, f"meeting {row.id}") for who in ((row.ae_id, row.member_id) if n % 2 else (row.ae_id,)) if who}
    return missing


def _without_contact(session: Session, chance: Random) -> set[tuple[int, str]]:
    """The calls that reached somebody before an appointment."""
    booked = (Meeting.booked_on >= LATELY, Meeting.origin == Origin.CALL.value, Meeting.state != State.WITHDRAWN.value)
    rows = chance.sample(list(session.exec(select(Meeting).where(*booked).order_by(col(Meeting.id))).all()), EACH)
    for row in rows:
        gone = (col(Call.lead_id) == row.lead_id, col(Call.outcome).in_([one.value for one in CONTACTS]))
        session.exec(delete(Call).where(*gone))
    leads = [row.lead_id for row in rows]
    every = session.exec(select(Meeting).where(*booked, col(Meeting.lead_id).in_(leads))).all()
    return {(row.member_id, f"contact {row.id}") for row in every}


def _without_log(session: Session, chance: Random) -> set[tuple[int, str]]:
    """Days of reps on which nothing is written down; what was booked on them was undone."""
    lately = session.exec(select(Tally).where(Tally.day >= LATELY, Tally.day < NOW.date())).all()
    chosen = chance.sample(sorted({(row.member_id, row.day) for row in lately}), EACH)
    for member_id, day in chosen:
        for table in (Tally, Effort):
            session.exec(delete(table).where(col(table.member_id) == member_id, col(table.day) == day))
        for row in session.exec(select(Meeting).where(Meeting.member_id == member_id, Meeting.booked_on == day)).all():
            row.state = State.WITHDRAWN.value
    return {(member_id, f"day {day}") for member_id, day in chosen}
