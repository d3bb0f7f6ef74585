"""Smallest right blocks and elements to vary in tests of Block Kit's rules."""

from collections.abc import Callable
from typing import Any

Piece = dict[str, Any]
Made = Callable[[int], Piece]


def plain(text: str = "x") -> Piece:
    return {"type": "plain_text", "text": text}


def marked(text: str = "x") -> Piece:
    return {"type": "mrkdwn", "text": text}


def row(*elements: Piece) -> Piece:
    return {"type": "actions", "elements": list(elements)}


def button(action: str = "a", **more: Any) -> Piece:
    return {"type": "button", "action_id": action, "text": plain("B")} | more


def options(count: int, value: str = "v") -> list[Piece]:
    return [{"text": plain("o"), "value": f"{value}{number}"} for number in range(count)]


def menu(kind: str = "static_select", count: int = 1, **more: Any) -> Piece:
    return {"type": kind, "action_id": "m", "options": options(count)} | more


def asking(element: Piece, **more: Any) -> Piece:
    return {"type": "input", "label": plain("L"), "element": element} | more


def line(**more: Any) -> Piece:
    return {"type": "plain_text_input", "action_id": "a"} | more


def picture(**more: Any) -> Piece:
    return {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "x"} | more


def section(**more: Any) -> Piece:
    return {"type": "section", "text": marked()} | more


def rich(*lines: Piece) -> Piece:
    return {"type": "rich_text", "elements": list(lines)}


def rich_line(*parts: Piece) -> Piece:
    return {"type": "rich_text_section", "elements": list(parts) or [{"type": "text", "text": "x"}]}


def bullets(**more: Any) -> Piece:
    return {"type": "rich_text_list", "style": "bullet", "elements": [rich_line()]} | more


def cell(text: str = "x") -> Piece:
    return {"type": "raw_text", "text": text}


def table(rows: int = 1, columns: int = 1, **more: Any) -> Piece:
    return {"type": "table", "rows": [[cell()] * columns] * rows} | more


def data_table(rows: int = 2, columns: int = 1, **more: Any) -> Piece:
    return {"type": "data_table", "caption": "x", "rows": [[cell()] * columns] * rows} | more


def chart(title: str = "x", **inner: Any) -> Piece:
    return {"type": "data_visualization", "title": title, "chart": inner or {"type": "pie", "segments": segments(1)}}


def segments(count: int, label: str = "", value: float = 1) -> list[Piece]:
    return [{"label": label or f"s{number}", "value": value} for number in range(count)]


def bars(series: int = 1, points: int = 1, name: str = "s", label: str = "p", **axis: Any) -> Piece:
    labels = [f"{label}{number}" if points > 1 else label for number in range(points)]
    data = [{"label": one, "value": 1} for one in labels]
    named = [f"{name}{number}" if series > 1 else name for number in range(series)]
    return chart(type="bar", series=[{"name": one, "data": data} for one in named], axis_config={"categories": labels} | axis)


def card(**more: Any) -> Piece:
    return {"type": "card", "title": marked()} | more


def task(**more: Any) -> Piece:
    return {"type": "task_card", "task_id": "1", "title": "x", "status": "complete"} | more


def video(**more: Any) -> Piece:
    address = "https://example.com/v"
    return {"type": "video", "alt_text": "x", "title": plain(), "thumbnail_url": address, "video_url": address} | more


def confirm(**more: Any) -> Piece:
    return {"title": plain(), "text": marked(), "confirm": plain(), "deny": plain()} | more


def container(**more: Any) -> Piece:
    return {"type": "container", "title": plain(), "child_blocks": [section()]} | more


def modal(**more: Any) -> Piece:
    return {"type": "modal", "title": plain(), "blocks": [section()]} | more


# One of each kind.
SMALLEST = {
    "section": section(), "header": {"type": "header", "text": plain()}, "divider": {"type": "divider"}, "actions": row(button()),
    "context": {"type": "context", "elements": [marked()]}, "image": picture(), "input": asking(line()), "rich_text": rich(rich_line()),
    "video": video(), "file": {"type": "file", "external_id": "x", "source": "remote"}, "markdown": {"type": "markdown", "text": "x"},
    "table": table(), "data_table": data_table(), "data_visualization": chart(), "alert": {"type": "alert", "text": plain()},
    "card": card(), "carousel": {"type": "carousel", "elements": [card()]}, "container": container(), "task_card": task(),
    "plan": {"type": "plan", "title": "x", "tasks": [task(status="pending")]},
    "context_actions": {
        "type": "context_actions",
        "elements": [
            {"type": "feedback_buttons", **{key: {"text": plain(), "value": "v"} for key in ("positive_button", "negative_button")}}
        ],
    },
}  # fmt: skip
