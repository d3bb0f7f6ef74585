"""Slack's rich_text and markdown blocks as HTML, as far as a bot's message needs them."""

import re
from typing import Any

from markupsafe import Markup, escape

from sandbox.emoji import SIGNS
from sandbox.page.mrkdwn import Names, channel, everybody, link, mention

Json = dict[str, Any]
STYLES = {"bold": "strong", "italic": "em", "strike": "s", "code": "code"}
WRAPS = {"rich_text_section": "p", "rich_text_quote": "blockquote", "rich_text_preformatted": "pre"}
MARKDOWN = re.compile(
    r"`(?P<code>[^`\n]+)`|\[(?P<label>[^\]\n]+)\]\((?P<url>[^)\s]+)\)|\*\*(?P<strong>[^\n]+?)\*\*|(?<![\w*])\*(?P<em>[^*\n]+)\*|~~(?P<s>[^~\n]+)~~"
)


def rich_html(block: Json, names: Names) -> Markup:
    """A rich_text block."""
    return Markup("").join(_part(part, names) for part in block.get("elements", []))


def _part(part: Json, names: Names) -> Markup:
    if part.get("type") == "rich_text_list":
        return _list("ol" if part.get("style") == "ordered" else "ul", [_leaves(item, names) for item in part.get("elements", [])])
    tag = WRAPS.get(part.get("type", ""), "p")
    return Markup(f"<{tag}>{{}}</{tag}>").format(_leaves(part, names))


def _list(tag: str, items: list[Markup]) -> Markup:
    return Markup(f"<{tag}>{{}}</{tag}>").format(Markup("").join(Markup("<li>{}</li>").format(item) for item in items))


def _leaves(part: Json, names: Names) -> Markup:
    return Markup("").join(_leaf(leaf, names) for leaf in part.get("elements", []))


def _leaf(leaf: Json, names: Names) -> Markup:
    drawn = _bare(leaf, names)
    for style, tag in STYLES.items():
        if leaf.get("style", {}).get(style):
            drawn = Markup(f"<{tag}>{{}}</{tag}>").format(drawn)
    return drawn


def _bare(leaf: Json, names: Names) -> Markup:
    """One leaf without its style."""
    match leaf.get("type"):
        case "link":
            return link(leaf.get("url", ""), leaf.get("text") or leaf.get("url", ""))
        case "user":
            return mention(leaf.get("user_id", ""), names)
        case "channel":
            return channel(leaf.get("channel_id", ""), names)
        case "broadcast":
            return everybody(leaf.get("range", "channel"))
        case "emoji":
            return escape(SIGNS.get(leaf.get("name", ""), f":{leaf.get('name', '')}:"))
    return Markup("<br>").join(escape(leaf.get("text", "")).split("\n"))


def markdown_html(text: str) -> Markup:
    """A markdown block: headings, lists, and inline marks; the rest is text."""
    out: list[Markup] = []
    bullets: list[Markup] = []
    for line in text.split("\n"):
        bullet = re.match(r"\s*[-*]\s+(.*)", line)
        if bullet:
            bullets.append(_marks(bullet[1]))
            continue
        out += [_list("ul", bullets)] if bullets else []
        bullets = []
        out += [_line(line)] if line.strip() else []
    return Markup("").join([*out, *([_list("ul", bullets)] if bullets else [])])


def _line(line: str) -> Markup:
    heading = re.match(r"#{1,6}\s+(.*)", line)
    return Markup("<p><strong>{}</strong></p>").format(_marks(heading[1])) if heading else Markup("<p>{}</p>").format(_marks(line))


def _marks(text: str) -> Markup:
    out, at = Markup(""), 0
    for found in MARKDOWN.finditer(text):
        out += escape(text[at : found.start()]) + _mark(found)
        at = found.end()
    return out + escape(text[at:])


def _mark(found: re.Match[str]) -> Markup:
    if found["url"]:
        return link(found["url"], found["label"])
    kind = found.lastgroup or ""
    inside = escape(found[kind]) if kind == "code" else _marks(found[kind])
    return Markup(f"<{kind}>{{}}</{kind}>").format(inside)
