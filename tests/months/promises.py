"""What a month must have kept, read off what people see: nothing of it is the bot's own word."""

from collections import Counter
from collections.abc import Iterator

from bot.demo import seeding
from bot.demo.cast import CHANNEL
from coaching.posts import MOST_A_DAY
from tests.months.life import READERS, Month
from tests.months.sent import KINDS, Sent
from tests.months.truth import AWAY, LEAVE, business_days

FIRST_EVENING = seeding.BEGINS.date()


def broken(month: Month, days: int, *, but: tuple[str, ...] = ()) -> Iterator[str]:
    """A sentence for each promise that was not kept; `but`: kinds that need more days than were lived."""
    yield from (f"nobody saw: {kind}" for kind in KINDS if kind not in month.read and kind not in but)
    for reader in READERS:
        said = [one for one in month.floor.sent(reader) if one.key]
        yield from _once(reader, said)
        yield from _on_working_days(reader, said, days)
        yield from _bearable(reader, said)


def _once(reader: str, said: list[Sent]) -> Iterator[str]:
    """No key twice, and no text twice on one day."""
    keys = Counter(one.key for one in said)
    texts = Counter((one.day, one.text, one.files) for one in said)
    yield from (f"{times} times to {reader}: {key}" for key, times in keys.items() if times > 1)
    yield from (f"{times} times to {reader} on {day}: {text}" for (day, text, _), times in texts.items() if times > 1)


def _on_working_days(reader: str, said: list[Sent], days: int) -> Iterator[str]:
    """Nothing on weekends, holidays and leave, but the board, which came with the demo's first evening."""
    work = set(business_days()[:days])
    off = {business_days()[LEAVE]} if reader == AWAY else set()
    for one in said:
        if (one.day not in work or one.day in off) and one.key.split()[0] not in ("board",) and one.day > FIRST_EVENING:
            yield f"to {reader} on {one.day}: {one.key}"


def _bearable(reader: str, said: list[Sent]) -> Iterator[str]:
    counted = Counter(one.day for one in said) if reader != CHANNEL else Counter()
    yield from (f"{number} messages to {reader} on {day}" for day, number in counted.items() if number > MOST_A_DAY)
