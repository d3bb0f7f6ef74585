"""The few emoji codes a plain_text object with `emoji: true` is drawn with; any other code stays as it was written."""

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


def with_signs(text: str) -> str:
    """`:codes:` we know as signs."""
    return re.sub(r":([a-z0-9_+-]+):", lambda code: SIGNS.get(code[1], code[0]), text)
