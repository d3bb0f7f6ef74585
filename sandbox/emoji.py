"""The few emoji the workspace knows by code and by sign; any other stays as it was written."""

import re

SIGNS = {
    "+1": "👍",
    "alarm_clock": "⏰",
    "arrow_right": "➡️",
    "ballot_box_with_check": "☑️",
    "bar_chart": "📊",
    "bell": "🔔",
    "bulb": "💡",
    "calendar": "📆",
    "chart_with_upwards_trend": "📈",
    "chart_with_downwards_trend": "📉",
    "clipboard": "📋",
    "dart": "🎯",
    "email": "✉️",
    "eyes": "👀",
    "gear": "⚙️",
    "hourglass_flowing_sand": "⏳",
    "house": "🏠",
    "information_source": "ℹ️",
    "large_blue_circle": "🔵",
    "lock": "🔒",
    "memo": "📝",
    "no_entry": "⛔",
    "pencil2": "✏️",
    "pushpin": "📌",
    "red_circle": "🔴",
    "seedling": "🌱",
    "speech_balloon": "💬",
    "spiral_calendar_pad": "🗓️",
    "star": "⭐",
    "sunrise": "🌅",
    "tada": "🎉",
    "telephone_receiver": "📞",
    "thumbsup": "👍",
    "trophy": "🏆",
    "warning": "⚠️",
    "wave": "👋",
    "white_check_mark": "✅",
    "x": "❌",
}


BARE = "\ufe0f"  # the mark that asks for colours; people leave it out
CODES = {sign.removesuffix(BARE): code for code, sign in reversed(SIGNS.items())}  # of two codes the first
KNOWN = re.compile(f"({'|'.join(CODES)}){BARE}?")


def with_codes(text: str) -> str:
    """Signs we know as `:codes:` (docs.slack.dev, formatting message text: Slack keeps emoji in colon format)."""
    return KNOWN.sub(lambda sign: f":{CODES[sign[1]]}:", text)


def with_signs(text: str) -> str:
    """`:codes:` we know as signs."""
    return re.sub(r":([a-z0-9_+-]+):", lambda code: SIGNS.get(code[1], code[0]), text)
