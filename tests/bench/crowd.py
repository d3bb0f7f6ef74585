"""Databases of ten thousand to ten million calls, made by SQL: teams of ten reps (or more), sixty calls a day each, every weekday."""

import sqlite3
from pathlib import Path

from sqlalchemy import Engine

from bot.demo import seeding
from storage import calls
from storage.engine import connect, migrate, writing

PER_DAY = 60
DAYS = 160  # about eight months; a larger database has more teams, not busier ones


def crowded(folder: Path, count: int, each: int = 10) -> Engine:
    """An engine on a database with exactly so many calls, of which one team's month is asked; `each`: reps of a team."""
    path = folder / f"calls-{count}.db"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    _fill(path, count, max(each, count // (PER_DAY * DAYS) // each * each), each)
    engine = connect(f"sqlite:///{path}")
    with writing(engine) as session:
        calls.rebuild_tally(session, workspace_id=1)
    with writing(engine) as session:
        session.connection().exec_driver_sql("ANALYZE")
    return engine


def _fill(path: Path, count: int, reps: int, each: int) -> None:
    """By the driver, without journal: a database that is only made to be measured need not survive a power cut."""
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -200000"):
        database.execute(f"PRAGMA {pragma}")
    values = {"now": f"{seeding.BEGINS:%Y-%m-%d %H:%M:%S}", "count": count, "reps": reps, "teams": reps // each, "each": each}
    values |= {"perday": PER_DAY}
    database.execute("BEGIN")
    for statement in (*_PEOPLE, _ENTRIES, _CALLS, _MEETINGS):
        database.execute(statement, values)
    database.execute("COMMIT")
    database.execute("PRAGMA journal_mode = WAL")
    database.close()


def _numbers(most: str) -> str:
    return f"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {most} - 1)"


_PEOPLE = (
    "INSERT INTO workspace (id, slack_id, name, bot_user_id, created_at) VALUES (1, 'T0BENCH', '', '', :now)",
    f"""{_numbers(":teams")} INSERT INTO team (id, workspace_id, name, timezone, country, language, currency, channel_id,
        visibility, top_n, working_days, opens, closes, created_at)
        SELECT i + 1, 1, 'Team ' || i, 'Asia/Tokyo', 'JP', 'ja', 'JPY', '', 'private', 3, '01234', '09:00:00', '18:00:00', :now FROM n""",
    f"""{_numbers(":reps")} INSERT INTO member (id, workspace_id, team_id, slack_id, dm_id, name, language, slack_language,
        is_rep, is_mentor, is_manager, is_ae, balance_weight, active, created_at)
        SELECT i + 1, 1, i / :each + 1, 'U' || i, '', 'Rep ' || i, '', '', 1, 0, 0, 0, 100, 1, :now FROM n""",
    f"""{_numbers(":teams")} INSERT INTO goal (workspace_id, team_id, goal_for, month, kpi, value, set_by, set_at)
        SELECT 1, i + 1, 'rep', '2026-01-01', 'meetings', 300000, 1, :now FROM n""",
)
# The i-th of something goes to one rep after the other; what it is depends on its turn, so that every rep has some of each.
_DAY = "date('2026-11-20', '-' || (({d}) / 5 * 7 + ({d}) % 5) || ' days')"  # weekdays backwards from a Friday
_SOURCE = "CASE i / :reps % 5 WHEN 0 THEN 'web' WHEN 1 THEN 'webinar' WHEN 2 THEN 'referral' ELSE 'outbound list' END"
_CALLED, _MET = _DAY.format(d="i / :reps / :perday"), _DAY.format(d="i / :reps / 2")
_ENTRIES = f"""
    {_numbers("(:count / :perday)")}
    INSERT INTO entry (workspace_id, actor_id, at, key, fingerprint, kind, summary)
    SELECT 1, i % :reps + 1, {_DAY.format(d="i / :reps")} || ' 03:00:00.000000', 'k' || i, '', 'calls', '{{}}' FROM n
"""
_CALLS = f"""
    {_numbers(":count")}
    INSERT INTO call (workspace_id, team_id, member_id, at, day, direction, outcome, source, talk_seconds, wrap_up_seconds, notes)
    SELECT 1, i % :reps / :each + 1, i % :reps + 1, {_CALLED} || ' 03:00:00.000000', {_CALLED}, 'outbound',
    CASE WHEN i / :reps % 31 = 0 THEN 'appointment' WHEN i / :reps % 6 = 0 THEN 'contact' ELSE 'no_answer' END, {_SOURCE}, 60, 30, '' FROM n
"""
_MEETINGS = f"""
    {_numbers("(:count / 30)")}
    INSERT INTO meeting (workspace_id, team_id, member_id, origin, source, direction, booked_on,
    state, starts_at, day, moves, missed, verdict)
    SELECT 1, i % :reps / :each + 1, i % :reps + 1, 'call', {_SOURCE}, 'outbound', date({_MET}, '-2 days'),
    CASE i / :reps % 7 WHEN 0 THEN 'no_show' WHEN 3 THEN 'booked' ELSE 'held' END, {_MET} || ' 03:00:00.000000', {_MET}, 0, 0,
    CASE i / :reps % 3 WHEN 0 THEN 'unqualified' ELSE 'qualified' END FROM n
"""
