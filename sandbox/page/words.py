"""The page's own few words, in the reader's language; what the bot says is the bot's affair."""

from datetime import date, datetime

from sandbox.page import fault_words

TEXTS: dict[str, tuple[str, str]] = {  # key → (English, 日本語)
    **fault_words.TEXTS,
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
    "deactivated": (
        "This account is deactivated: it can neither read nor write. Under ⚡ Faults it can be reactivated.",
        "このアカウントは停止されているため、閲覧も投稿もできません。⚡「障害」から再開できます。",
    ),
    "not_in_channel": (
        "You are not in this channel, so nothing was sent. Choose one of your own channels on the left.",
        "このチャンネルのメンバーではないため、送信されませんでした。左の一覧から参加中のチャンネルをお選びください。",
    ),
    "archived": (
        "This channel is archived: it can be read but takes no more messages. Under ⚡ Faults it can be brought back.",
        "このチャンネルはアーカイブされているため、閲覧のみで投稿はできません。⚡「障害」から解除できます。",
    ),
    "trouble": ("We had some trouble connecting. Try again?", "接続に問題が発生しました。もう一度試しますか？"),
    "command_failed": (
        '{command} failed with the error "{error}"',
        "{command} は、エラー「{error}」により失敗しました。",
    ),
    "no_command": (
        "{command} is not a valid command. In Slack, all messages that start with the “/” character are interpreted as commands.",
        "{command} は有効なコマンドではありません。Slackでは、「/」で始まるメッセージはすべてコマンドとして扱われます。",
    ),
    "lost": (
        "The page could not reach the workspace. Is it still running? Please try again.",
        "ワークスペースに接続できません。起動しているか確認して、もう一度お試しください。",
    ),
    "no_script": ("This page needs JavaScript.", "このページにはJavaScriptが必要です。"),
    "commands": ("Commands", "コマンド"),
    "not_here": (
        "{app} is not installed in this workspace. Its own page leads to the installation.",
        "このワークスペースに {app} はインストールされていません。アプリ側のページからインストールできます。",
    ),
    "workspaces": ("Workspaces", "ワークスペース"),
    "apps": ("Where the app is installed", "アプリのインストール先"),
    "asks": ("{app} asks to be installed in a workspace", "{app} がワークスペースへのインストールを求めています"),
    "install_as": ("Workspace and who installs it", "ワークスペースとインストールする人"),
    "will_be_able": ("It will be able to", "許可するとできること"),
    "then_back": ("Either way you return to {host}.", "どちらを選んでも {host} に戻ります。"),
    "allow": ("Allow", "許可する"),
    "no_install": ("This app cannot be installed from here", "ここからはインストールできません"),
    "refused_invalid_client_id": (
        "No app with this client ID is registered here. Please check SLACK_CLIENT_ID.",
        "このクライアントIDのアプリは登録されていません。SLACK_CLIENT_ID をご確認ください。",
    ),
    "refused_bad_redirect_uri": (
        "The address to return to is not one the app registered. Please add it to redirect_urls in the manifest.",
        "戻り先のアドレスが登録されていません。マニフェストの redirect_urls に追加してください。",
    ),
    "refused_no_scopes": (
        "The app asked for nothing. Please name its scopes.",
        "アプリが権限を求めていません。スコープを指定してください。",
    ),
    "refused_invalid_scope": (
        "The app asked for a scope that is not known here. Please check their names.",
        "知られていないスコープが含まれています。スコープの名前をご確認ください。",
    ),
    "refused_user_not_found": (
        "Only a member of the workspace can install an app. Please go back and choose one.",
        "アプリをインストールできるのはワークスペースのメンバーだけです。戻って選び直してください。",
    ),
    "refused_team_not_found": (
        "There is no such workspace here. Please go back to the list and choose one.",
        "そのワークスペースは見つかりません。一覧に戻って選び直してください。",
    ),
    "is_installed": ("Installed. It may use:", "インストール済みです。使える権限："),
    "is_revoked": (
        "Installed, but its token was revoked; it must be installed again. It was given:",
        "インストール済みですが、トークンは取り消されています。再インストールが必要です。与えた権限：",
    ),
    "is_not_installed": (
        "Not installed. The way to install it is the app's own page.",
        "インストールされていません。アプリ側のページからインストールしてください。",
    ),
    "uninstall": ("Uninstall", "アンインストール"),
    "uninstall_from": ("Uninstall from {place}", "{place} からアンインストール"),
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
