"""What one value of Block Kit's JSON may be, in the words of the schema library Slack checks with (slackhq/hack-json-schema)."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from sandbox.shapes import Json


class Fault(NamedTuple):
    """One thing wrong: its JSON pointer, Slack's words, the library's code and the constraint that failed."""

    where: str
    what: str
    code: str = "failed_constraint"
    constraint: Mapping[str, Any] = {}

    def told(self) -> str:
        """As response_metadata.messages says it."""
        return f"{self.what} [json-pointer:{self.where}]"


Wrong = Iterator[Fault]
Rule = Callable[[Json, str], Wrong]


def broken(where: str, what: str, kind: str, expected: Json, got: Json) -> Fault:
    """A value of the right type that a constraint forbids."""
    return Fault(where, what, "failed_constraint", {"type": kind, "expected": expected, "got": got})


def string(most: int | None = None, least: int = 0, pattern: str = "") -> Rule:
    """A text of `least` to `most` characters."""

    def rule(value: Json, at: str) -> Wrong:
        if not isinstance(value, str):
            yield Fault(at, "must provide a string", "invalid_type")
        elif len(value) < least:
            yield broken(at, f"must be more than {least - 1} characters", "min_length", least, len(value))
        elif most is not None and len(value) > most:
            yield broken(at, f"must be less than {most + 1} characters", "max_length", most, len(value))
        elif pattern and not re.fullmatch(pattern, value):
            yield broken(at, f"input must match regex pattern: ^{pattern}$", "pattern", pattern, value)

    return rule


def number(least: float | None = None, most: float | None = None, above: float | None = None) -> Rule:
    """Any number within its bounds."""

    def rule(value: Json, at: str) -> Wrong:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield Fault(at, "must provide a number", "invalid_type")
        elif least is not None and not value >= least:
            yield broken(at, f"must be greater than {least}", "minimum", least, value)
        elif above is not None and not value > above:
            yield broken(at, f"must be greater than {above}", "minimum", above, value)
        elif most is not None and not value <= most:
            yield broken(at, f"must be less than {most}", "maximum", most, value)

    return rule


def whole(least: int | None = None, most: int | None = None) -> Rule:
    """A whole number within its bounds."""

    def rule(value: Json, at: str) -> Wrong:
        if isinstance(value, bool) or not isinstance(value, int):
            yield Fault(at, "must provide an integer", "invalid_type")
        else:
            yield from number(least, most)(value, at)

    return rule


def flag(value: Json, at: str) -> Wrong:
    """True or false."""
    if not isinstance(value, bool):
        yield Fault(at, "must be a boolean", "invalid_type")


def one_of(*allowed: str) -> Rule:
    """One of a few words."""

    def rule(value: Json, at: str) -> Wrong:
        if value not in allowed:
            yield broken(at, "must be a valid enum value", "enum", list(allowed), value)

    return rule


def listed(each: Rule, most: int | None = None, least: int = 0) -> Rule:
    """A list of `least` to `most` values of one kind."""

    def rule(value: Json, at: str) -> Wrong:
        if not isinstance(value, list):
            yield Fault(at, "must provide an array", "invalid_type")
            return
        if len(value) < least:
            yield broken(at, f"must provide at least {least} items", "min_items", least, len(value))
        if most is not None and len(value) > most:
            yield broken(at, f"no more than {most} items allowed", "max_items", most, len(value))
        for place, one in enumerate(value):
            yield from each(one, f"{at}/{place}")

    return rule


def shape(needed: Mapping[str, Rule], free: Mapping[str, Rule] = {}, *more: Rule) -> Rule:
    """An object with these fields and no others; `more` are rules on the whole, asked when each field for itself is right."""
    known = {**needed, **free}

    def rule(value: Json, at: str) -> Wrong:
        if not isinstance(value, dict):
            yield Fault(at, "must provide an object", "invalid_type")
            return
        faults = [*missing(value, needed, at), *additional(value, known, at)]
        for name in value:
            faults += known.get(name, anything)(value[name], f"{at}/{name}")
        yield from faults
        for whole_rule in more if not faults else ():
            yield from whole_rule(value, at)

    return rule


def missing(value: Mapping[str, Any], needed: Mapping[str, Rule], at: str) -> Wrong:
    """Fields that have to be there."""
    for name in needed:
        if name not in value:
            yield Fault(at, f"missing required field: {name}", "missing_field")


def additional(value: Mapping[str, Any], known: Mapping[str, Rule], at: str) -> Wrong:
    """Fields nobody knows: Slack refuses them in blocks and views."""
    for name in value:
        if name not in known:
            yield Fault(at, f"invalid additional property: {name}", "failed_constraint", {"type": "additional_properties", "got": name})


def by_type(kinds: Mapping[str, Rule]) -> Rule:
    """An object whose `type` chooses its rule."""

    def rule(value: Json, at: str) -> Wrong:
        if not isinstance(value, dict):
            yield Fault(at, "must provide an object", "invalid_type")
        elif "type" not in value:
            yield Fault(at, "missing required field: type", "missing_field")
        elif not isinstance(value["type"], str):
            yield Fault(f"{at}/type", "must provide a string", "invalid_type")
        elif value["type"] not in kinds:
            yield broken(f"{at}/type", f"unsupported type: {value['type']}", "enum", sorted(kinds), value["type"])
        else:
            yield from kinds[value["type"]](value, at)

    return rule


def either(first: str, second: str) -> Rule:
    """Exactly one of two fields."""

    def rule(value: Json, at: str) -> Wrong:
        if (first in value) == (second in value):
            yield Fault(at, f"must define either `{first}` or `{second}`")

    return rule


def some(*names: str) -> Rule:
    """One or more of several fields."""

    def rule(value: Json, at: str) -> Wrong:
        if not any(name in value for name in names):
            yield Fault(at, f"must define at least one of {', '.join(f'`{name}`' for name in names)}")

    return rule


def anything(_value: Json, _at: str) -> Wrong:
    """No rule: looked at elsewhere."""
    yield from ()
