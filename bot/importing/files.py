"""A CSV file as rows: its encoding and its delimiter found out."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from charset_normalizer import from_bytes

from bot.importing.plan import WrongPlan

DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Row:
    """One row: its line in the file, its cells by column, its own hash, and the how-many-th such row of the file it is (from 0)."""

    line: int
    cells: dict[str, str]
    digest: str
    nth: int


def read(path: Path) -> tuple[list[str], list[Row]]:
    """Columns and rows. Raises WrongPlan for what is no table."""
    try:
        text = decoded(path.read_bytes())
    except OSError as trouble:
        raise WrongPlan(f"{path} cannot be read: {trouble.strerror}.") from trouble
    first = text.lstrip().partition("\n")[0]
    if not first.strip():
        raise WrongPlan(f"{path} is empty: its first line should name the columns.")
    delimiter = max(DELIMITERS, key=first.count)
    table = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        _must_close(text, delimiter)
        columns = [name.strip() for name in next(table)]
        return columns, list(_rows(table, columns))
    except csv.Error as trouble:
        raise WrongPlan(f"{path} is no CSV from line {table.line_num} on: {trouble}.") from trouble


def _must_close(text: str, delimiter: str) -> None:
    """A quotation mark that is never closed would swallow the rest of the file as one cell. Raises csv.Error."""
    try:
        for _ in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True):
            pass
    except csv.Error as trouble:
        if "end of data" in str(trouble):
            raise csv.Error("a quotation mark is not closed") from trouble


def decoded(raw: bytes) -> str:
    """UTF-8 (with or without a mark), else Shift_JIS, else what charset-normalizer finds. Raises WrongPlan."""
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    best = from_bytes(raw).best()
    if best is None:
        raise WrongPlan("The file's encoding is not known. Save it as CSV UTF-8 and try again.")
    return str(best)


def _rows(table: Any, columns: list[str]) -> Iterator[Row]:  # noqa: ANN401 - csv keeps its reader's type to itself
    seen: Counter[str] = Counter()
    for cells in table:
        if not any(cell.strip() for cell in cells):
            continue
        digest = hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:32]
        yield Row(table.line_num, dict(zip(columns, cells, strict=False)), digest, seen[digest])
        seen[digest] += 1
