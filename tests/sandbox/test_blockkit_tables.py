"""Tables and charts: each fault by the place it is told at."""

from typing import Any

import pytest

from sandbox import blockkit
from tests.blocks import bars, cell, chart, data_table, plain, rich, rich_line, segments, table


@pytest.mark.parametrize(
    ("block", "where", "what"),
    [
        ({**table(), "rows": [[plain()]]}, "/rows/0/0/type", "unsupported type: plain_text"),
        ({**table(), "rows": [[{"type": "raw_number", "value": 1, "text": "1"}]]}, "/rows/0/0/type", "unsupported type: raw_number"),
        ({**data_table(), "rows": [[cell()], [cell()] * 2]}, "/rows/1", "must have the same number of columns as the header row"),
        (data_table(row_header_column_index=1), "/row_header_column_index", "must be less than 1"),
        ({**data_table(), "rows": [[rich(rich_line())], [cell()]]}, "/rows/0/0/type", "unsupported type: rich_text"),
        (chart(type="radar"), "/chart/type", "unsupported type: radar"),
        (chart(type="pie", segments=segments(1, value=0)), "/chart/segments/0/value", "must be greater than 0"),
        (bars(categories=["other"]), "/chart/series/0/data", "must have exactly one point for every category"),
    ],
)
def test_a_wrong_table_or_chart_is_found_where_it_is(block: Any, where: str, what: str) -> None:
    found = [fault.what for fault in blockkit.wrong_blocks([block], "message") if fault.where == f"/blocks/0{where}"]
    assert what in found
