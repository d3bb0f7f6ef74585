"""Rich text: sections, lists, quotes, code, and what stands in them (docs.slack.dev/reference/block-kit/blocks/rich-text-block)."""

from sandbox.blockkit.rules import Rule, anything, by_type, flag, listed, number, one_of, shape, string, whole

BLOCK_ID = {"block_id": string(255, 1)}
ID = string(least=1)
TYPE = {"type": anything}
LOOK = shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), flag))
STYLED = {"style": LOOK}


def part(needed: dict[str, Rule], free: dict[str, Rule] | None = None) -> Rule:
    """A piece of a line."""
    return shape({**TYPE, **needed}, {**STYLED, **(free or {})})


TEXT = part({"text": string(least=1)})
LINK = part({"url": ID}, {"text": string(), "unsafe": flag})
PARTS = by_type(
    {
        "text": TEXT,
        "link": LINK,
        "user": part({"user_id": ID}),
        "channel": part({"channel_id": ID}),
        "usergroup": part({"usergroup_id": ID}),
        "team": part({"team_id": ID}),
        "emoji": part({"name": ID}, {"unicode": string(), "url": string(), "skin_tone": whole(1, 6)}),
        "broadcast": part({"range": one_of("here", "channel", "everyone")}),
        "color": part({"value": ID}),
        "date": part({"timestamp": number(), "format": ID}, {"url": string(), "fallback": string()}),
    }
)
BORDER = {"border": whole(0, 1)}
LINES = {**TYPE, "elements": listed(PARTS)}
SECTION = shape(LINES)

RICH_PARTS = by_type(
    {
        "rich_text_section": SECTION,
        "rich_text_list": shape(
            {**TYPE, "style": one_of("bullet", "ordered"), "elements": listed(by_type({"rich_text_section": SECTION}), None, 1)},
            {"indent": whole(0, 8), "offset": whole(0), **BORDER},
        ),
        "rich_text_quote": shape(LINES, BORDER),
        "rich_text_preformatted": shape(
            {**TYPE, "elements": listed(by_type({"text": TEXT, "link": LINK}))}, {**BORDER, "language": string()}
        ),
    }
)

RICH_TEXT = by_type({"rich_text": shape({**TYPE, "elements": listed(RICH_PARTS)}, BLOCK_ID)})
