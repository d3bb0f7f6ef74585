"""How meetings are shared among a team's AEs: what each was given, their share by weight, and whose turn is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from coaching.balance import due, next_ae
from coaching.calendar import Period
from coaching.terms import Role
from storage import meetings, members
from storage.tables import Member, Team, id_of


@dataclass(frozen=True)
class Share:
    """An AE, the meetings they were given by bookings of a period, and how many it would be by their weight."""

    ae: Member
    given: int
    share: Decimal

    @property
    def off(self) -> Decimal:
        """Given above (or below) the share."""
        return self.given - self.share


@dataclass(frozen=True)
class Balance:
    """All AEs of a team, by name; `next`: who is furthest below their share."""

    shares: Sequence[Share]
    next: Member | None


def balance(session: Session, *, team: Team, period: Period) -> Balance:
    """A team's balance over the bookings of a period; meetings given to who is no AE any more are shared out among nobody."""
    aes = members.of_team(session, workspace_id=team.workspace_id, team_id=id_of(team), role=Role.AE)
    where: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team), "first": period.first, "last": period.last}
    given, weights = meetings.given_by_ae(session, **where), {id_of(ae): ae.balance_weight for ae in aes}
    share, turn = due(weights, given), next_ae(weights, given)
    shares = [Share(ae, given.get(id_of(ae), 0), share[id_of(ae)]) for ae in aes]
    return Balance(shares, next((ae for ae in aes if ae.id == turn), None))
