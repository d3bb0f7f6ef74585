"""The table of Block Kit's limits: how many fit, a block with so many, where one more is refused (sources: sandbox/blockkit)."""

from collections.abc import Callable
from typing import Any

from tests.blocks import (
    Made,
    Piece,
    asking,
    bars,
    bullets,
    button,
    card,
    cell,
    chart,
    confirm,
    container,
    data_table,
    line,
    marked,
    menu,
    modal,
    options,
    picture,
    plain,
    rich,
    rich_line,
    row,
    section,
    segments,
    table,
    task,
    video,
)


def x(count: int) -> str:
    return "x" * count


def acts(**more: Any) -> Piece:
    return row(button(**more))


# (what, how many, the block with so many, where one more is refused)
BLOCKS: list[tuple[str, int, Made, str]] = [
    ("block_id", 255, lambda n: section(block_id=x(n)), "/block_id"),
    ("action_id", 255, lambda n: row(button(x(n))), "/elements/0/action_id"),
    ("section text", 3000, lambda n: section(text=marked(x(n))), "/text/text"),
    ("section fields", 10, lambda n: section(fields=[plain()] * n), "/fields"),
    ("section field", 2000, lambda n: section(fields=[plain(x(n))]), "/fields/0/text"),
    ("header", 150, lambda n: {"type": "header", "text": plain(x(n))}, "/text/text"),
    ("button text", 75, lambda n: acts(text=plain(x(n))), "/elements/0/text/text"),
    ("button value", 2000, lambda n: acts(value=x(n)), "/elements/0/value"),
    ("button url", 3000, lambda n: acts(url=x(n)), "/elements/0/url"),
    ("button label", 75, lambda n: acts(accessibility_label=x(n)), "/elements/0/accessibility_label"),
    ("actions", 25, lambda n: row(*(button(str(number)) for number in range(n))), "/elements"),
    ("context", 10, lambda n: {"type": "context", "elements": [plain()] * n}, "/elements"),
    ("context text", 3000, lambda n: {"type": "context", "elements": [marked(x(n))]}, "/elements/0/text"),
    ("context_actions", 5, lambda n: {"type": "context_actions", "elements": [icon(str(number)) for number in range(n)]}, "/elements"),
    ("select options", 100, lambda n: row(menu(count=n)), "/elements/0/options"),
    ("option groups", 100, lambda n: row(grouped(*[1] * n)), "/elements/0/option_groups"),
    ("options of a group", 100, lambda n: row(grouped(n)), "/elements/0/option_groups/0/options"),
    ("group label", 75, lambda n: row(grouped(1, label=x(n))), "/elements/0/option_groups/0/label/text"),
    ("option text", 75, lambda n: row(menu(options=[{"text": plain(x(n)), "value": "v"}])), "/elements/0/options/0/text/text"),
    ("option value", 75, lambda n: row(menu(options=[{"text": plain(), "value": x(n)}])), "/elements/0/options/0/value"),
    ("option description", 75, lambda n: row(menu(options=[described(x(n))])), "/elements/0/options/0/description/text"),
    ("overflow", 5, lambda n: row(menu("overflow", n)), "/elements/0/options"),
    ("checkboxes", 10, lambda n: row(menu("checkboxes", n)), "/elements/0/options"),
    ("radio buttons", 10, lambda n: row(menu("radio_buttons", n)), "/elements/0/options"),
    ("select placeholder", 150, lambda n: row(menu(placeholder=plain(x(n)))), "/elements/0/placeholder/text"),
    ("input placeholder", 150, lambda n: asking(line(placeholder=plain(x(n)))), "/element/placeholder/text"),
    ("max_length", 3000, lambda n: asking(line(max_length=n)), "/element/max_length"),
    ("min_length", 3000, lambda n: asking(line(min_length=n)), "/element/min_length"),
    ("input label", 2000, lambda n: asking(line(), label=plain(x(n))), "/label/text"),
    ("input hint", 2000, lambda n: asking(line(), hint=plain(x(n))), "/hint/text"),
    ("image url", 3000, lambda n: picture(image_url=x(n)), "/image_url"),
    ("image alt_text", 2000, lambda n: picture(alt_text=x(n)), "/alt_text"),
    ("image title", 2000, lambda n: picture(title=plain(x(n))), "/title/text"),
    ("confirm title", 100, lambda n: acts(confirm=confirm(title=plain(x(n)))), "/elements/0/confirm/title/text"),
    ("confirm text", 300, lambda n: acts(confirm=confirm(text=plain(x(n)))), "/elements/0/confirm/text/text"),
    ("confirm yes", 30, lambda n: acts(confirm=confirm(confirm=plain(x(n)))), "/elements/0/confirm/confirm/text"),
    ("confirm no", 30, lambda n: acts(confirm=confirm(deny=plain(x(n)))), "/elements/0/confirm/deny/text"),
    ("markdown", 12_000, lambda n: {"type": "markdown", "text": x(n)}, "/text"),
    ("table rows", 100, lambda n: table(n), "/rows"),
    ("table columns", 20, lambda n: table(1, n), "/rows/0"),
    ("table column_settings", 20, lambda n: table(column_settings=[{"align": "right"}] * n), "/column_settings"),
    ("data_table rows", 101, lambda n: data_table(n), "/rows"),
    ("data_table columns", 20, lambda n: data_table(2, n), "/rows/0"),
    ("data_table page_size", 100, lambda n: data_table(page_size=n), "/page_size"),
    ("chart title", 50, lambda n: chart(x(n)), "/title"),
    ("pie segments", 6, lambda n: chart(type="pie", segments=segments(n)), "/chart/segments"),
    ("pie label", 20, lambda n: chart(type="pie", segments=segments(1, x(n))), "/chart/segments/0/label"),
    ("series", 6, lambda n: bars(n), "/chart/series"),
    ("series name", 20, lambda n: bars(name=x(n)), "/chart/series/0/name"),
    ("points", 20, lambda n: bars(points=n), "/chart/series/0/data"),
    ("categories", 20, lambda n: bars(points=n), "/chart/axis_config/categories"),
    ("category", 20, lambda n: bars(label=x(n)), "/chart/axis_config/categories/0"),
    ("axis label", 50, lambda n: bars(x_label=x(n)), "/chart/axis_config/x_label"),
    ("card title", 150, lambda n: card(title=marked(x(n))), "/title/text"),
    ("card subtitle", 150, lambda n: card(subtitle=marked(x(n))), "/subtitle/text"),
    ("card body", 200, lambda n: card(body=marked(x(n))), "/body/text"),
    ("card actions", 3, lambda n: card(actions=[button(str(number)) for number in range(n)]), "/actions"),
    ("carousel", 10, lambda n: {"type": "carousel", "elements": [card()] * n}, "/elements"),
    ("container", 10, lambda n: container(child_blocks=[section()] * n), "/child_blocks"),
    ("container title", 150, lambda n: container(title=plain(x(n))), "/title/text"),
    ("plan", 50, lambda n: {"type": "plan", "title": "x", "tasks": [task()] * n}, "/tasks"),
    ("video title", 199, lambda n: video(title=plain(x(n))), "/title/text"),
    ("video author", 49, lambda n: video(author_name=x(n)), "/author_name"),
    ("video alt_text", 2000, lambda n: video(alt_text=x(n)), "/alt_text"),
    ("rich text indent", 8, lambda n: rich(bullets(indent=n)), "/elements/0/indent"),
    ("file_input", 10, lambda n: asking({"type": "file_input", "max_files": n}), "/element/max_files"),
]


def icon(action: str) -> Piece:
    return {"type": "icon_button", "icon": "trash", "text": plain(), "action_id": action}


def grouped(*sizes: int, label: str = "x") -> Piece:
    groups = [{"label": plain(label), "options": options(size)} for size in sizes]
    return {"type": "static_select", "option_groups": groups}


def described(text: str) -> Piece:
    return {"text": plain(), "value": "v", "description": plain(text)}


# (what, how many, the blocks with so many): limits of the whole message
MESSAGES: list[tuple[str, int, Callable[[int], list[Piece]]]] = [
    ("blocks", 50, lambda n: [{"type": "divider"}] * n),
    ("tables", 1, lambda n: [table()] * n),
    ("charts", 2, lambda n: [chart()] * n),
    ("markdown together", 12_000, lambda n: [{"type": "markdown", "text": x(6000)}, {"type": "markdown", "text": x(n - 6000)}]),
    ("data tables together", 20_000, lambda n: [data_table(), {**data_table(), "rows": [[cell()], [cell(x(n - 3))]]}]),
]


# (what, kind of view, how many, the view with so many, where one more is refused)
VIEWS: list[tuple[str, str, int, Made, str]] = [
    ("blocks of a modal", "modal", 100, lambda n: modal(blocks=[section()] * n), "/blocks"),
    ("blocks of a home", "home", 100, lambda n: {"type": "home", "blocks": [section()] * n}, "/blocks"),
    ("title", "modal", 24, lambda n: modal(title=plain(x(n))), "/title/text"),
    ("submit", "modal", 24, lambda n: modal(submit=plain(x(n))), "/submit/text"),
    ("close", "modal", 24, lambda n: modal(close=plain(x(n))), "/close/text"),
    ("private_metadata", "modal", 3000, lambda n: modal(private_metadata=x(n)), "/private_metadata"),
    ("callback_id", "modal", 255, lambda n: modal(callback_id=x(n)), "/callback_id"),
    ("external_id", "modal", 255, lambda n: modal(external_id=x(n)), "/external_id"),
    ("home's private_metadata", "home", 3000, lambda n: {"type": "home", "blocks": [], "private_metadata": x(n)}, "/private_metadata"),
    ("alert", "modal", 200, lambda n: modal(blocks=[{"type": "alert", "text": plain(x(n))}]), "/blocks/0/text/text"),
]


# (what, how few, the block with so few, where one fewer is refused)
LEAST: list[tuple[str, int, Made, str]] = [
    ("text", 1, lambda n: section(text=marked(x(n))), "/text/text"),
    ("option value", 1, lambda n: row(menu(options=[{"text": plain(), "value": x(n)}])), "/elements/0/options/0/value"),
    ("actions", 1, lambda n: row(*[button()] * n), "/elements"),
    ("options", 1, lambda n: row(menu(count=n)), "/elements/0/options"),
    ("data_table rows", 2, lambda n: data_table(n), "/rows"),
    ("data_table page_size", 1, lambda n: data_table(page_size=n), "/page_size"),
    ("data_table caption", 1, lambda n: data_table(caption=x(n)), "/caption"),
    ("pie value", 1, lambda n: chart(type="pie", segments=segments(1, value=n)), "/chart/segments/0/value"),
    ("carousel", 1, lambda n: {"type": "carousel", "elements": [card()] * n}, "/elements"),
    ("container", 1, lambda n: container(child_blocks=[section()] * n), "/child_blocks"),
    ("max_length", 1, lambda n: asking(line(max_length=n)), "/element/max_length"),
    ("min_length", 0, lambda n: asking(line(min_length=n)), "/element/min_length"),
    ("indent", 0, lambda n: rich(bullets(indent=n)), "/elements/0/indent"),
    ("files", 1, lambda n: asking({"type": "file_input", "max_files": n}), "/element/max_files"),
    ("list", 1, lambda n: rich(bullets(elements=[rich_line()] * n)), "/elements/0/elements"),
]


# slackblocks 3.0, surfaces: what a home and a modal do not take
NOT_AT_HOME = {"alert", "context_actions", "file", "markdown", "plan", "task_card"}
NOT_IN_MODAL = NOT_AT_HOME - {"alert"} | {"carousel", "container", "data_table", "data_visualization", "table"}
NOT_IN = {"message": {"alert"}, "modal": NOT_IN_MODAL, "home": NOT_AT_HOME}
