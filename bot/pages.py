"""The few pages a browser is shown: one sentence or two, in the language the browser asks for."""

import html
import re
from zoneinfo import ZoneInfo

from bot.text import LANGUAGES, Words

#: Nothing but our own style is loaded, nobody frames the page, and the address with its code goes nowhere.
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}
_SHELL = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.6 system-ui, sans-serif; color: #1d1c1d; max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem }}
h1 {{ font-size: 1.5rem; line-height: 1.3 }}
a {{ color: #12486b }}
</style>
<h1>{title}</h1>
<p>{body}</p>
<p><a href="{href}">{link}</a></p>
</html>
"""
_PREFERENCE = re.compile(r"\s*([a-zA-Z]{1,8})[^;,]*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*(?:,|$)")


def words_for(accepted: str, otherwise: str) -> Words:
    """The words of a browser's Accept-Language: its dearest of ours (RFC 9110, 12.5.4), or those of the language `otherwise`."""
    wanted = [(float(weight or 1), language.lower()) for language, weight in _PREFERENCE.findall(accepted[:500])]
    ours = sorted((pair for pair in wanted if pair[1] in LANGUAGES and pair[0] > 0), key=lambda pair: -pair[0])
    return Words(ours[0][1] if ours else otherwise, ZoneInfo("UTC"))


def page(words: Words, *, title: str, body: str, href: str, link: str) -> str:
    """A page of a title, a paragraph and where to go next; everything is plain text."""
    safe = {name: html.escape(value) for name, value in {"title": title, "body": body, "href": href, "link": link}.items()}
    return _SHELL.format(language=words.language, **safe)
