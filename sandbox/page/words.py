"""The page's own few words, in the reader's language; what the bot says is the bot's affair."""

from datetime import date, datetime

TEXTS: dict[str, tuple[str, str]] = {  # key → (English, 日本語)
    "tagline": ("a local workspace", "ローカルワークスペース"),
    "synthetic": ("All data is synthetic.", "データはすべて架空です。"),
    "you_are": ("You are", "あなた"),
    "be": ("Be somebody else", "ほかの人になる"),
    "places": ("Places", "場所"),
    "home": ("App Home", "アプリホーム"),
    "open_menu": ("Channels and people", "チャンネルとメンバー"),
    "close_menu": ("Close the list", "一覧を閉じる"),
    "clock": ("The workspace's clock", "ワークスペースの時計"),
    "hour": ("+1 hour", "+1時間"),
    "nine": ("Next 09:00", "次の9:00"),
    "day": ("+1 day", "+1日"),
    "language": ("Language", "言語"),
    "to_place": ("Message {place}, or / for a command", "{place} へのメッセージ（/ でコマンド）"),
    "send": ("Send", "送信"),
    "working": ("Working…", "処理中…"),
    "only_you": ("Only visible to you", "あなただけに表示されています"),
    "edited": ("(edited)", "(編集済み)"),
    "bot": ("bot", "ボット"),
    "nothing_yet": (
        "Nothing here yet. Type / to see what the bot can do.",
        "まだ何もありません。 / を入力すると、できることが表示されます。",
    ),
    "no_home": ("The bot has not published a home for you yet.", "ボットのホームはまだ公開されていません。"),
    "earlier": ("Show earlier messages", "以前のメッセージを表示"),
    "choose": ("Choose…", "選択…"),
    "more": ("More", "その他"),
    "cancel": ("Cancel", "キャンセル"),
    "submit": ("Submit", "送信"),
    "back": ("Back", "戻る"),
    "close": ("Close", "閉じる"),
    "dismiss": ("Dismiss", "閉じる"),
    "optional": ("(optional)", "(任意)"),
    "full_size": ("Open full size", "原寸で開く"),
    "unread": ("{n} new", "新着{n}件"),
    "unknown_piece": ("This page does not draw “{kind}” yet.", "このページはまだ「{kind}」を表示できません。"),
    "required": ("Please complete this field.", "この項目を入力してください。"),
    "too_short": ("At least {least} characters, please.", "{least}文字以上で入力してください。"),
    "too_long": ("At most {most} characters, please.", "{most}文字以内で入力してください。"),
    "no_number": ("Please enter a number.", "数字を入力してください。"),
    "outside": ("Please enter a number from {low} to {high}.", "{low}から{high}までの数字を入力してください。"),
    "gone": (
        "That button is no longer there; the message has changed. Please look again.",
        "そのボタンはもうありません。内容が変わったので、もう一度ご確認ください。",
    ),
    "lost": (
        "The page could not reach the workspace. Is it still running? Please try again.",
        "ワークスペースに接続できません。起動しているか確認して、もう一度お試しください。",
    ),
    "no_script": ("This page needs JavaScript.", "このページにはJavaScriptが必要です。"),
    "commands": ("Commands", "コマンド"),
}
WEEKDAYS_JA = "月火水木金土日"


def language(locale: str) -> str:
    """The page's language for a Slack locale."""
    return "ja" if locale.startswith("ja") else "en"


def say(key: str, lang: str, **parts: object) -> str:
    """One of the page's texts, as plain text."""
    return TEXTS[key][lang == "ja"].format(**parts)


def day(on: date, lang: str) -> str:
    """A day with its weekday."""
    if lang == "ja":
        return f"{on.year}年{on.month}月{on.day}日({WEEKDAYS_JA[on.weekday()]})"
    return f"{on:%A}, {on:%B} {on.day}, {on.year}"


def moment(at: datetime, lang: str) -> str:
    """A day and time, short."""
    if lang == "ja":
        return f"{at.month}月{at.day}日({WEEKDAYS_JA[at.weekday()]}) {at:%H:%M}"
    return f"{at:%a}, {at:%b} {at.day}, {at:%H:%M}"
