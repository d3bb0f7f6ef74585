"""Blocks of figures: table, data_table, data_visualization (docs.slack.dev/reference/block-kit/blocks; limits.md 2.6 and 6)."""

from sandbox.blockkit.rich import BLOCK_ID, RICH_TEXT
from sandbox.blockkit.rules import Fault, Rule, Wrong, anything, by_type, flag, listed, number, one_of, shape, string, whole
from sandbox.shapes import Json

TYPE = {"type": anything}
RAW = {
    "raw_text": shape({**TYPE, "text": string(least=1)}),
    "raw_number": shape({**TYPE, "value": number(), "text": string(least=1)}),
}
CELL = by_type({**RAW, "rich_text": RICH_TEXT})
WORDS = by_type({"raw_text": RAW["raw_text"], "rich_text": RICH_TEXT})  # @slack/types, TableBlock: a table has no raw_number
COLUMN = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": flag})


def column(value: Json, at: str) -> Wrong:
    """A column's settings; null leaves it as it is."""
    if value is not None:
        yield from COLUMN(value, at)


# docs.slack.dev, table block: 100 rows, 20 cells a row, 20 column_settings
TABLE = shape({**TYPE, "rows": listed(listed(WORDS, 20, 1), 100, 1)}, {**BLOCK_ID, "column_settings": listed(column, 20)})


def even_rows(value: Json, at: str) -> Wrong:
    """Every row has as many cells as the header; the column of row headers is one of them; headers are raw."""
    columns = len(value["rows"][0])
    for place, row in enumerate(value["rows"]):
        if len(row) != columns:
            yield Fault(f"{at}/rows/{place}", "must have the same number of columns as the header row")
    if value.get("row_header_column_index", 0) >= columns:
        yield Fault(f"{at}/row_header_column_index", f"must be less than {columns}")
    yield from listed(by_type(RAW))(value["rows"][0], f"{at}/rows/0")


DATA_TABLE = shape(  # docs.slack.dev, data table block; 101 rows or 201: sources differ, the smaller
    {**TYPE, "caption": string(least=1), "rows": listed(listed(CELL, 20, 1), 101, 2)},
    {**BLOCK_ID, "page_size": whole(1, 100), "row_header_column_index": whole(0)},
    even_rows,
)

# docs.slack.dev, data visualization block: names 20 characters, axis labels and title 50, 20 points
NAME = string(20, 1)
POINTS = listed(shape({"label": NAME, "value": number()}), 20, 1)
AXIS = shape({"categories": listed(NAME, 20, 1)}, {"x_label": string(50), "y_label": string(50)})
MOST_SERIES = 6  # docs.slack.dev, data visualization block; 6 or 12: sources differ, the smaller


def points_for_categories(value: Json, at: str) -> Wrong:
    """Names are used once, and each series has one point for each category."""
    categories = value["axis_config"]["categories"]
    if len(set(categories)) < len(categories):
        yield Fault(f"{at}/axis_config/categories", "must be unique")
    if len({one["name"] for one in value["series"]}) < len(value["series"]):
        yield Fault(f"{at}/series", "must have unique names")
    for place, one in enumerate(value["series"]):
        if sorted(point["label"] for point in one["data"]) != sorted(categories):
            yield Fault(f"{at}/series/{place}/data", "must have exactly one point for every category")


AXES: Rule = shape(
    {**TYPE, "series": listed(shape({"name": NAME, "data": POINTS}), MOST_SERIES, 1), "axis_config": AXIS}, {}, points_for_categories
)
PIE: Rule = shape({**TYPE, "segments": listed(shape({"label": NAME, "value": number(above=0)}), MOST_SERIES, 1)})
CHART = by_type({"pie": PIE, "bar": AXES, "line": AXES, "area": AXES})
DATA_VISUALIZATION = shape({**TYPE, "title": string(50, 1), "chart": CHART}, BLOCK_ID)
