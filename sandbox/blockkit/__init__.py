"""Block Kit as Slack checks it (docs.slack.dev/reference/block-kit)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sandbox.blockkit.keeping import completed, settled
from sandbox.blockkit.layout import BLOCKS, SURFACES
from sandbox.blockkit.rules import Fault, Rule, Wrong, broken, by_type
from sandbox.errors import SlackError
from sandbox.shapes import Json

__all__ = ["Fault", "Rule", "Wrong", "completed", "refuse_wrong", "settled", "wrong_blocks"]

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}  # docs.slack.dev, blocks
# Per message (docs.slack.dev, data visualization block); the table's rule is an early one (limits.md 6).
MOST_OF = {"table": 1, "data_visualization": 2}
MOST_CHARACTERS = {"markdown": 12_000, "data_table": 20_000}  # summed over a message (docs.slack.dev, markdown block, data table block)
KNOWN = by_type(BLOCKS)


def refuse_wrong(blocks: Json, surface: str) -> None:
    """SlackError invalid_blocks (a view: invalid_arguments) telling each fault with its JSON pointer; invalid_blocks_format."""
    if surface == "message" and not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    told = [fault.told() for fault in wrong_blocks(blocks, surface)]
    if told and surface == "message":
        raise SlackError("invalid_blocks", [f"[ERROR] {one}" for one in told], errors=told)
    if told:
        raise SlackError("invalid_arguments", [f"[ERROR] {one}" for one in told])


def wrong_blocks(blocks: Json, surface: str, at: str = "/blocks") -> Wrong:
    """Each fault of the blocks on this surface: message, modal or home. Any JSON gets a verdict."""
    if not isinstance(blocks, list):
        yield Fault(at, "must provide an array", "invalid_type")
        return
    if len(blocks) > MOST_BLOCKS[surface]:
        yield broken(at, f"no more than {MOST_BLOCKS[surface]} items allowed", "max_items", MOST_BLOCKS[surface], len(blocks))
    for place, block in enumerate(blocks):
        yield from wrong_block(block, surface, f"{at}/{place}")
    yield from repeated_ids(blocks, at)
    yield from wrong_sums(blocks, at)
    yield from two_focused(blocks, at)


def wrong_block(block: Json, surface: str, at: str) -> Wrong:
    """Each fault of one block."""
    kind = block.get("type") if isinstance(block, dict) else None
    if isinstance(kind, str) and kind in BLOCKS and kind not in SURFACES[surface]:
        yield broken(f"{at}/type", f"unsupported type: {kind}", "enum", sorted(SURFACES[surface]), kind)
        return
    yield from KNOWN(block, at)
    if kind == "task_card" and block.get("status") == "pending":  # slackblocks 3.0: only a plan's tasks are pending
        yield Fault(f"{at}/status", "must be a valid enum value")


def repeated_ids(blocks: Sequence[Json], at: str) -> Wrong:
    """block_id: unique in its message or view."""
    ids = [block.get("block_id") for block in blocks if isinstance(block, dict)]
    texts = [block_id for block_id in ids if isinstance(block_id, str) and block_id]
    for repeated in sorted(block_id for block_id, times in Counter(texts).items() if times > 1):
        yield Fault(at, f"`block_id` {repeated} already exists")


def wrong_sums(blocks: Sequence[Json], at: str) -> Wrong:
    """What a message holds in all: tables, charts, characters."""
    kinds = [block.get("type") for block in blocks if isinstance(block, dict)]
    for kind, most in MOST_OF.items():
        if kinds.count(kind) > most:
            what = "only_one_table_allowed" if kind == "table" else f"no more than {most} `{kind}` blocks allowed"
            yield broken(at, what, "max_items", most, kinds.count(kind))
    for kind, most in MOST_CHARACTERS.items():
        same = [block for block in blocks if isinstance(block, dict) and block.get("type") == kind]
        length = sum(len(words) for words in found(same, "text") if isinstance(words, str))
        if length > most:
            yield broken(at, f"`{kind}` blocks must be less than {most + 1} characters together", "max_length", most, length)


def found(value: Json, key: str) -> Iterator[Json]:
    """Every value under this key, at any depth."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield from [one[key]] if key in one else []
        if isinstance(one, dict | list):
            waiting += list(one.values()) if isinstance(one, dict) else one


def two_focused(blocks: Sequence[Json], at: str) -> Wrong:
    """focus_on_load: on one element of a view (docs.slack.dev, block elements)."""
    if sum(focused is True for focused in found(blocks, "focus_on_load")) > 1:
        yield Fault(at, "only one element may have `focus_on_load`")
