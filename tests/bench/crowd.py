"""Databases of ten thousand to ten million calls, made by SQL: a hundred reps a team of ten, every working day."""

from pathlib import Path

from sqlalchemy import Engine, text

from bot.demo import seeding
from storage import calls
from storage.engine import connect, migrate, writing

PER_DAY = 60


def crowded(folder: Path, count: int) -> Engine:
    """An engine on a database with about so many calls, of which one team's month is asked."""
    engine = connect(f"sqlite:///{folder / f'calls-{count}.db'}")
    migrate(engine)
    reps = max(10, count // (PER_DAY * 160) // 10 * 10)
    with writing(engine) as session:
        session.connection().execute(text("PRAGMA synchronous"))
        for statement in _people(reps):
            session.connection().execute(text(statement))
        session.connection().execute(text(_CALLS), {"count": count, "reps": reps, "perday": PER_DAY})
        session.connection().execute(text(_MEETINGS), {"count": count // 30, "reps": reps})
        calls.rebuild_tally(session, workspace_id=1)
    with writing(engine) as session:
        session.connection().execute(text("ANALYZE"))
    return engine


def _people(reps: int) -> list[str]:
    now = seeding.BEGINS.strftime("%Y-%m-%d %H:%M:%S")
    team = "'Asia/Tokyo', 'JP', 'ja', 'JPY', '', 'private', 3, '01234', '09:00:00', '18:00:00'"
    series = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {})"
    return [
        f"INSERT INTO workspace (id, slack_id, name, bot_user_id, created_at) VALUES (1, 'T0BENCH', '', '', '{now}')",
        f"""{series.format(max(reps // 10, 1))} INSERT INTO team (id, workspace_id, name, timezone, country, language, currency, channel_id,
            visibility, top_n, working_days, opens, closes, created_at) SELECT i, 1, 'Team ' || i, {team}, '{now}' FROM n""",
        f"""{series.format(reps)} INSERT INTO member (id, workspace_id, team_id, slack_id, dm_id, name, language, slack_language,
            is_rep, is_mentor, is_manager, is_ae, balance_weight, active, created_at)
            SELECT i, 1, (i - 1) / 10 + 1, 'U' || i, '', 'Rep ' || i, '', '', 1, 0, 0, 0, 100, 1, '{now}' FROM n WHERE (i - 1) / 10 + 1 <=
            (SELECT count(*) FROM team)""",
    ]


_SOURCE = "CASE i % 5 WHEN 0 THEN 'web' WHEN 1 THEN 'webinar' WHEN 2 THEN 'referral' ELSE 'outbound list' END"
_DAY = "date('2026-11-20', '-' || ((i / :reps / :perday) * 7 / 5) || ' days')"
_CALLS = f"""
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :count - 1)
    INSERT INTO call (workspace_id, team_id, member_id, at, day, direction, outcome, source, talk_seconds, wrap_up_seconds, notes)
    SELECT 1, (SELECT team_id FROM member WHERE id = i % :reps + 1), i % :reps + 1, {_DAY} || ' 03:00:00.000000', {_DAY}, 'outbound',
    CASE WHEN i % 31 = 0 THEN 'appointment' WHEN i % 6 = 0 THEN 'contact' ELSE 'no_answer' END, {_SOURCE}, 60, 30, '' FROM n
"""
_MEETINGS = f"""
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < :count - 1)
    INSERT INTO meeting (workspace_id, team_id, member_id, origin, source, direction, booked_on, state, starts_at, day, moves, missed, verdict)
    SELECT 1, (SELECT team_id FROM member WHERE id = i % :reps + 1), i % :reps + 1, 'call', {_SOURCE}, 'outbound',
    date('2026-11-18', '-' || ((i / :reps / 2) * 7 / 5) || ' days'), 'held', date('2026-11-20', '-' || ((i / :reps / 2) * 7 / 5) || ' days')
    || ' 03:00:00.000000', date('2026-11-20', '-' || ((i / :reps / 2) * 7 / 5) || ' days'), 0, 0, 'qualified' FROM n
"""
