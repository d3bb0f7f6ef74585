"""Names for JSON as it comes and goes, and how its text is read."""

import json
from typing import Any, TypeAlias

Json: TypeAlias = Any  # whatever a client sent: not looked at yet

DEEPEST = 100  # values within values; Slack does not say how many it takes: ours, far above any block's


def parsed(text: str | bytes) -> Json:
    """JSON by the letter (RFC 8259): no NaN, no half of a surrogate pair, nothing nested too deep to be worked with. ValueError."""
    try:
        told = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deep") from None
    refuse_deep(told)
    json.dumps(told, ensure_ascii=False, allow_nan=False).encode()  # a half pair's UnicodeEncodeError is a ValueError
    return told


def refuse_deep(told: Json) -> None:
    """ValueError."""
    level = [told]
    for _ in range(DEEPEST):
        level = [part for one in level if isinstance(one, dict | list) for part in (one.values() if isinstance(one, dict) else one)]
        if not level:
            return
    raise ValueError("nested too deep")
