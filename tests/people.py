"""The cast of the tests: one small team in Tokyo, and what they are."""

from dataclasses import dataclass
from datetime import date

from coaching.terms import Role


@dataclass(frozen=True)
class Person:
    """Somebody in the workspace; no roles: not in the team."""

    slack_id: str
    name: str
    language: str
    roles: frozenset[Role] = frozenset()
    mentor: str = ""
    start_date: date | None = None


CAST = {
    "hana": Person("U0HANA", "Hana Sato", "ja", frozenset({Role.REP})),
    "tom": Person("U0TOM", "Tom Baker", "en", frozenset({Role.REP})),
    "yui": Person("U0YUI", "Yui Mori", "ja", frozenset({Role.REP}), mentor="ken", start_date=date(2026, 10, 1)),
    "ken": Person("U0KEN", "Ken Ito", "ja", frozenset({Role.MENTOR, Role.REP})),
    "mio": Person("U0MIO", "Mio Tanaka", "ja", frozenset({Role.MANAGER})),
    "ann": Person("U0ANN", "Ann Lee", "en", frozenset({Role.MANAGER})),
    "sora": Person("U0SORA", "Sora Kato", "ja", frozenset({Role.AE})),
    "lena": Person("U0LENA", "Lena Fox", "en", frozenset({Role.AE})),
    "zoe": Person("U0ZOE", "Zoe Guest", "en"),
}
TEAM_CHANNEL = "C0TEAM"
