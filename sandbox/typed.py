"""What a person typed as Slack's composer sends it: a rich_text block beside the text.

docs.slack.dev, rich text block: it is "the output of the Slack client's WYSIWYG message composer, so all messages sent by end-users will
have this format".
"""

import re
from secrets import token_urlsafe
from typing import Any

Json = dict[str, Any]

STYLES = {"*": "bold", "_": "italic", "~": "strike", "`": "code"}
PIECE = re.compile(r"<(?P<angle>[^<>\n]+)>|(?<!\w)(?P<sign>[*_~`])(?P<words>[^\s*_~`<>](?:[^*_~`<>\n]*[^\s*_~`<>])?)(?P=sign)(?!\w)")


def rich(text: str) -> list[Json]:
    """The blocks of a message with this text, its mentions and addresses between < and >, its &, < and > as entities."""
    leaves, at = [], 0
    for found in PIECE.finditer(text):
        leaves += [leaf(text[at : found.start()]), styled(found) if found["sign"] else angle(found["angle"])]
        at = found.end()
    leaves.append(leaf(text[at:]))
    section = {"type": "rich_text_section", "elements": [one for one in leaves if one.get("text") != ""]}
    return [{"type": "rich_text", "block_id": token_urlsafe(4), "elements": [section]}]


def leaf(words: str) -> Json:
    """Words as they were typed."""
    return {"type": "text", "text": words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")}


def styled(found: re.Match[str]) -> Json:
    """Words between two signs."""
    return leaf(found["words"]) | {"style": {STYLES[found["sign"]]: True}}


def angle(inside: str) -> Json:
    """<@U…>, <#C…>, an address."""
    target = inside.partition("|")[0]
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    return {"type": "link", "url": leaf(target)["text"]}
