"""What somebody wants of a file: which column is which field, what the file lacks, which rows count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.parsing.words import seen

FIELDS: Mapping[str, tuple[str, ...]] = {
    "calls": (
        "id",
        "at",
        "day",
        "time",
        "month",
        "day_of_week",
        "rep",
        "lead",
        "outcome",
        "direction",
        "source",
        "talk_seconds",
        "wrap_up_seconds",
        "notes",
    ),
    "meetings": ("id", "rep", "ae", "lead", "source", "booked_on", "at", "day", "time", "state", "verdict"),
    "wins": ("id", "meeting", "amount", "won_on"),
    "leads": ("id", "name", "source", "owner"),
    "members": ("slack_id", "name", "role", "team", "mentor", "start_date"),
}


DUPLICATES = ("keep", "drop", "ask")


class WrongPlan(Exception):  # noqa: N818 - an answer to the person at the keyboard
    """The file or the options do not fit together; the text says what to do."""


@dataclass(frozen=True)
class Plan:
    """How to read a file of one kind.

    `maps` column → field, `sets` field → value for what the file lacks, `values` field → word in the file → our word, `where` column →
    the words whose rows count, `start` the month (YYYY-MM) of the first row of a file with months and no year.
    """

    kind: str
    maps: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    where: Mapping[str, frozenset[str]] = field(default_factory=dict)
    assign_reps: bool = False
    start: str = ""
    duplicates: str = "keep"

    def checked(self, columns: Iterable[str]) -> "Plan":
        """The plan if it fits the file's columns. Raises WrongPlan."""
        there, fields = list(dict.fromkeys(columns)), FIELDS.get(self.kind)
        if fields is None:
            raise WrongPlan(f"There is no import of {self.kind!r}: it is one of {', '.join(FIELDS)}.")
        if self.duplicates not in DUPLICATES:
            raise WrongPlan(f"--duplicates is one of {', '.join(DUPLICATES)}, not {self.duplicates}.")
        for column in [*self.maps, *self.where]:
            if column not in there:
                raise WrongPlan(f"The file has no column {column!r}. Its columns: {', '.join(there)}.")
        for name in [*self.maps.values(), *self.sets, *self.values]:
            if name not in fields:
                raise WrongPlan(f"{self.kind} have no field {name!r}. Their fields: {', '.join(fields)}.")
        if not {self.maps.get(column, column) for column in there} & set(fields):
            raise WrongPlan(
                f"No column of the file is a field of {self.kind}: say which is which with --map column=field. "
                f"Its columns: {', '.join(there)}. The fields: {', '.join(fields)}."
            )
        return self

    def wanted(self, row: Mapping[str, str]) -> bool:
        """Whether the row counts."""
        return all(row.get(column, "") in words for column, words in self.where.items())

    def fields_of(self, row: Mapping[str, str]) -> dict[str, str]:
        """The row as our fields: a column named like a field needs no map, an empty cell takes what was set."""
        named = {column: value for column, value in row.items() if column in FIELDS[self.kind] and column not in self.maps}
        named |= {name: row.get(column, "") for column, name in self.maps.items()}
        found = dict(self.sets) | {name: text for name, value in named.items() if value and (text := seen(value).strip())}
        return {name: self.values.get(name, {}).get(value, value) for name, value in found.items()}


@dataclass(frozen=True)
class Bad:
    """A row that was left out, or (`kept`) went in without something: its line in the file, and why."""

    line: int
    reason: str
    kept: bool = False


@dataclass
class Result:
    """What an import did. `repeated` rows are exact copies of an earlier row of the file; `known` rows had been imported before."""

    rows: int = 0
    added: int = 0
    known: int = 0
    repeated: int = 0
    dropped: int = 0
    left_out: int = 0
    bad: list[Bad] = field(default_factory=list)

    @property
    def in_vain(self) -> bool:
        """Whether not one row went in, now or before, and some could not be taken."""
        return bool(self.bad) and not self.added and not self.known and not any(bad.kept for bad in self.bad)
