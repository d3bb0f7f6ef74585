"""A rate that became ready is kept within seconds of the log that made it so: a crossing is final, whatever the same day brings later."""

from sqlalchemy import Engine

from bot.scoreboard import Board
from bot.scoreboard.trainees import keep_ready, newly_ready, trainees
from coaching.funnel import Funnel
from storage.engine import reading, writing
from storage.tables import Team, id_of

NOTHING = Funnel()


class Crossings:
    """Looks at reps whose month is another than when it last looked; after a start at everybody who did something in it, once."""

    def __init__(self, engine: Engine) -> None:
        """Nobody was looked at yet."""
        self._engine = engine
        self._seen: dict[int, dict[int, Funnel]] = {}  # by team and member

    def keep(self, team: Team, board: Board) -> None:
        """Keep what is ready now. Most looks find nobody, or nothing new, and write nothing."""
        before = self._seen.get(id_of(team), {})
        changed = [row.member for row in board.by_member if before.get(id_of(row.member), NOTHING) != row.funnel]
        if changed:
            with reading(self._engine) as session:
                found = trainees(session, team=team, reps=changed, now=board.now)
                new = {rep for (rep, _, _), _ in newly_ready(session, team=team, found=found)}
            if new:
                with writing(self._engine) as session:  # as it stands now: it may have been taken back meanwhile
                    reps = [one for one in changed if one.id in new]
                    keep_ready(session, team=team, found=trainees(session, team=team, reps=reps, now=board.now))
        self._seen[id_of(team)] = {id_of(row.member): row.funnel for row in board.by_member}
