"""What a chart shows, as values that can be kept as JSON: all sentences said, nothing drawn yet."""

from dataclasses import asdict, dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Drawing:
    """Base of every drawing: title says the message, subtitle the second thing and as of when; 800 × 500 px unless its rows need more."""

    title: str
    subtitle: str

    def as_json(self) -> dict[str, Any]:
        """The drawing with its kind, to be kept in the outbox."""
        return {"kind": type(self).__name__, **asdict(self)}

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> "Drawing":
        """The drawing that was kept, also by an older version: fields it lacks are empty, fields since dropped are passed over.

        ValueError when the kind is not known.
        """
        kind = _KINDS.get(kept.get("kind", ""))
        if kind is None:
            raise ValueError(f"no drawing is called {kept.get('kind')!r}")
        return kind(**{field.name: _value(kept[field.name], _ROWS.get(field.name)) for field in fields(kind) if field.name in kept})


@dataclass(frozen=True)
class Pace(Drawing):
    """Held against the pace line over the business days of a month.

    `days`: label per business day ("11/2"); `held`: cumulative meetings held at the end of each business day so far (len ≤ len(days);
    the last is now); `position`: elapsed business days, may be a fraction; `goal` None or 0: no pace line; `coming`: cumulative meetings
    booked for the rest of the month, one value per remaining business day, on top of what is held: what may come, pale.
    `fan_low`, `fan_likely`, `fan_high`: how many may be held by the end of each remaining business day, the last is the month's end; with
    it nothing else of what may come is drawn.
    Labels are the words at the lines: held, goal, expected, shortfall (orange, "" when not behind), may_come ("" when nothing is booked),
    fan (at its end).
    """

    days: tuple[str, ...] = ()
    held: tuple[int, ...] = ()
    position: float = 0.0
    goal: float | None = None
    expected: float | None = None
    coming: tuple[int, ...] = ()
    fan_low: tuple[float, ...] = ()
    fan_likely: tuple[float, ...] = ()
    fan_high: tuple[float, ...] = ()
    held_label: str = ""
    goal_label: str = ""
    expected_label: str = ""
    shortfall_label: str = ""
    coming_label: str = ""
    fan_label: str = ""
    empty_label: str = ""  # shown in the middle when there is nothing to draw


@dataclass(frozen=True)
class Bar:
    """One row: name, value and its words, the mark (today's pace for it) or None, a note at the right, whether someone should act."""

    name: str
    value: float
    label: str
    mark: float | None = None
    note: str = ""
    act: bool = False


@dataclass(frozen=True)
class Bars(Drawing):
    """Rows of one measure: by source, by rep. `mark_label` explains the marks once. The picture grows with its rows (40 reps fit)."""

    bars: tuple[Bar, ...] = ()
    mark_label: str = ""
    empty_label: str = ""


@dataclass(frozen=True)
class Stage:
    """One stage of a funnel: count, and the rate into it with its interval, in words ("" for none)."""

    name: str
    count: float
    label: str
    rate: str = ""
    interval: str = ""
    act: bool = False


@dataclass(frozen=True)
class Funnel(Drawing):
    """calls → contacts → appointments → due → held, with rates and intervals at the right."""

    stages: tuple[Stage, ...] = ()
    rate_label: str = ""
    empty_label: str = ""


@dataclass(frozen=True)
class Level:
    """What was expected from day `first` to day `last` (places in `days`), 0 to 1, and its words."""

    first: int
    last: int
    value: float
    label: str = ""


@dataclass(frozen=True)
class Dot:
    """A practice on day `at`, with its mark in words; filled when passed, a ring when not, a small one without a mark."""

    at: int
    label: str = ""
    passed: bool = False


@dataclass(frozen=True)
class Sign:
    """Something that happened on day `at`."""

    at: int
    label: str


@dataclass(frozen=True)
class Curve(Drawing):
    """A rate over time with its interval, what was expected, practices with marks, and what happened, on one axis of business days.

    `rates`, `lows`, `highs`: a value for each day, 0 to 1, None where there is too little to draw; `act`: someone should (the rate is
    said in orange); `levels` in order, the last one's words stand at the end; `dots` and `signs` in order of their days.
    """

    days: tuple[str, ...] = ()
    rates: tuple[float | None, ...] = ()
    lows: tuple[float | None, ...] = ()
    highs: tuple[float | None, ...] = ()
    levels: tuple[Level, ...] = ()
    dots: tuple[Dot, ...] = ()
    signs: tuple[Sign, ...] = ()
    rate_label: str = ""
    dots_label: str = ""
    act: bool = False
    empty_label: str = ""


Row = Bar | Stage | Level | Dot | Sign
_KINDS: dict[str, type[Drawing]] = {kind.__name__: kind for kind in (Pace, Bars, Funnel, Curve)}
_ROWS: dict[str, type[Row]] = {"bars": Bar, "stages": Stage, "levels": Level, "dots": Dot, "signs": Sign}


def _value(kept: Any, row: type[Row] | None) -> Any:  # noqa: ANN401 - JSON is any
    if row is not None:
        return tuple(row(**each) for each in kept)
    return tuple(kept) if isinstance(kept, list) else kept
