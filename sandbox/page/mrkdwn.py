"""Slack's mrkdwn as HTML. Everything that is not its markup is escaped: no person's words ever become HTML."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

PRE = re.compile(r"```\n?(.*?)```", re.DOTALL)
QUOTE = re.compile(r"^(?:&gt;|>)\s?(.*)$")
INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|<(?P<angle>[^<>\n]+)>"
    r"|(?<![\w*])\*(?P<strong>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<!\w)_(?P<em>[^\s_](?:(?:[^\n_]|(?<=\w)_(?=\w))*[^\s_])?)_(?!\w)"  # within, only as in snake_case: linear in time
    r"|(?<![\w~])~(?P<s>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])"
)
SAFE_LINK = re.compile(r"(?:https?://|mailto:)[^\s]+", re.IGNORECASE)
EVERYBODY = ("channel", "here", "everyone")


@dataclass(frozen=True)
class Names:
    """What ids are called, and who reads."""

    people: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    viewer: str = ""


def html(text: str, names: Names) -> Markup:
    """mrkdwn → HTML; "" gives ""."""
    pieces = PRE.split(text)
    drawn = [Markup("<pre>{}</pre>").format(plain(p)) if n % 2 else _paragraphs(p, names) for n, p in enumerate(pieces)]
    return Markup("").join(drawn)


def plain(text: str) -> str:
    """The words as they were typed: Slack's three entities taken back. Not HTML: escape it."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def link(url: str, label: str | Markup) -> Markup:
    """A link that opens beside the page; what is not http, https or mailto stays text."""
    if not SAFE_LINK.fullmatch(url):
        return escape(label)
    return Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>').format(url, label)


def mention(person: str, names: Names, label: str = "") -> Markup:
    """A person by name; their own mention stands out to the viewer."""
    name = names.people.get(person) or label.removeprefix("@") or person
    kind = "mention me" if person == names.viewer else "mention"
    return Markup('<span class="{}">@{}</span>').format(kind, name)


def channel(channel_id: str, names: Names, label: str = "") -> Markup:
    """A channel by name."""
    return Markup('<span class="mention">#{}</span>').format(names.channels.get(channel_id) or label.removeprefix("#") or channel_id)


def everybody(word: str) -> Markup:
    """A live mention of everybody: it would ring on every phone, so it is not to be overlooked."""
    return Markup('<span class="mention everybody">@{}</span>').format(word)


def _paragraphs(text: str, names: Names) -> Markup:
    """Lines, with runs of quoted lines in blockquotes."""
    out: list[Markup] = []
    quoted: list[Markup] = []
    lines: list[Markup] = []
    for raw in text.strip("\n").split("\n"):
        quote = QUOTE.match(raw)
        (quoted if quote else lines).append(inline(quote[1] if quote else raw, names))
        if quote and lines:
            out.append(_lines(lines))
        elif not quote and quoted:
            out.append(_quote(quoted))
    out += [_lines(lines)] if lines else []
    out += [_quote(quoted)] if quoted else []
    return Markup("").join(out)


def _lines(lines: list[Markup]) -> Markup:
    joined = Markup("<br>").join(lines)
    lines.clear()
    return joined


def _quote(quoted: list[Markup]) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(_lines(quoted))


def inline(text: str, names: Names) -> Markup:
    """One line: code, links and mentions, bold, italic, strike; nested as Slack nests them."""
    out, at = Markup(""), 0
    for found in INLINE.finditer(text):
        out += escape(plain(text[at : found.start()])) + _token(found, names)
        at = found.end()
    return out + escape(plain(text[at:]))


def _token(found: re.Match[str], names: Names) -> Markup:
    kind = found.lastgroup or ""
    inside = found[kind]
    if kind == "code":
        return Markup("<code>{}</code>").format(plain(inside))
    if kind == "angle":
        return _angle(inside, names)
    return Markup(f"<{kind}>{{}}</{kind}>").format(inline(inside, names))  # kind is one of the pattern's own names


def _angle(inside: str, names: Names) -> Markup:
    """<@U…>, <#C…>, <!channel>, <!date^…|fallback>, <url|label>."""
    target, _, label = inside.partition("|")
    label = plain(label)
    marks: dict[str, Callable[[], Markup]] = {
        "@": lambda: mention(target[1:], names, label),
        "#": lambda: channel(target[1:], names, label),
        "!": lambda: everybody(target[1:]) if target[1:] in EVERYBODY else escape(label or f"<{plain(target)}>"),
    }
    draw = marks.get(target[:1])
    return draw() if draw else link(plain(target), label or plain(target))
