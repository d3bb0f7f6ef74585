"""A practice marked: items 1 to 5 with anchors, blockers, a mark of 100 (design §5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

LOWEST, HIGHEST = 1, 5
PASS_MARK = 70


@dataclass(frozen=True)
class Item:
    """One thing looked at; `anchors` say what 1 to 5 look like."""

    key: str
    name: str
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Rubric:
    """What a scenario is marked by, as frozen into a practice when it is scheduled. `blockers`: key → what fails it at any mark."""

    items: tuple[Item, ...]
    blockers: Mapping[str, str]
    pass_mark: int = PASS_MARK


@dataclass(frozen=True)
class Score:
    """One scorer's word: item key → 1 to 5, and the blockers seen."""

    marks: Mapping[str, int]
    blocked: frozenset[str] = frozenset()


def total(rubric: Rubric, score: Score) -> Decimal:
    """The mark of 100: the items' sum ÷ the most it could be. ValueError when an item is missing, unknown or not 1 to 5."""
    keys = {item.key for item in rubric.items}
    if not keys or set(score.marks) != keys or not all(LOWEST <= mark <= HIGHEST for mark in score.marks.values()):
        raise ValueError(f"{dict(score.marks)} does not mark {sorted(keys)}")
    return Decimal(100 * sum(score.marks.values())) / (HIGHEST * len(keys))


def passed(rubric: Rubric, score: Score) -> bool:
    """Whether the mark reaches the pass mark and nothing blocks."""
    return not score.blocked and total(rubric, score) >= rubric.pass_mark


@dataclass(frozen=True)
class Together:
    """What a practice's scorers come to: the mean of their marks of 100, passed where each says so, lowest to highest in points."""

    mark: Decimal
    passed: bool
    apart: Decimal


def together(said: Sequence[tuple[Decimal, bool]]) -> Together:
    """One practice, by each scorer's mark and whether it passed; there is at least one."""
    marks = [mark for mark, _ in said]
    return Together(sum(marks, Decimal(0)) / len(marks), all(well for _, well in said), max(marks) - min(marks))


@dataclass(frozen=True)
class Apart:
    """How far two scorers of one practice are apart: in the mark of 100, and the items they see two or more apart."""

    mark: Decimal
    items: tuple[str, ...]


def apart(rubric: Rubric, one: Score, other: Score) -> Apart:
    """The difference of two scores."""
    wide = [item.key for item in rubric.items if abs(one.marks[item.key] - other.marks[item.key]) > 1]
    return Apart(abs(total(rubric, one) - total(rubric, other)), tuple(wide))
