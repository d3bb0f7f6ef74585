"""Every line that help, a refusal or the README gives as an example works as it is, at any hour of any day."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.commands.log.telling import UNDO
from bot.parsing.log import read_log
from bot.parsing.meeting import read_meeting
from bot.sentences import LOCALES

TOKYO = ZoneInfo("Asia/Tokyo")
PLACES = [path for language in ("en", "ja") for path in sorted((LOCALES / language).glob("*.ftl"))] + [LOCALES.parents[1] / "README.md"]
LINE = re.compile(r"[`「](/(?:log|meeting) [^`」]+)[`」]|^example-(?:log|meeting)-\S+ = (/.+)$|(?<=\. )(/log [^.\n]+?)(?= books one)", re.M)


def examples(path: Path) -> set[str]:
    found = {next(filter(None, one)) for one in LINE.findall(path.read_text(encoding="utf-8"))}
    return {line for line in found if line.split(" ", 1)[1] not in UNDO}


LINES = sorted(set.union(*map(examples, PLACES)))


def test_there_are_examples() -> None:
    assert {"/log callback Acme tomorrow 10:00", "/meeting リスケ 山田商事 金曜10時", "/log appointment Acme tomorrow 14:00"} <= set(LINES)
    assert len(LINES) > 30


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("day", ["2026-11-24", "2026-11-27", "2026-12-04", "2026-12-31", "2027-02-28"])
def test_it_works_at_any_hour(line: str, day: str) -> None:
    command, words = line.split(" ", 1)
    for hour in ("00:01", "09:59", "10:00", "14:00", "23:59"):
        now = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=TOKYO)
        if command == "/log":
            read_log(words, now=now, zone=TOKYO)
        else:
            read_meeting(words, now=now, zone=TOKYO)
