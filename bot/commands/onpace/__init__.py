"""/onpace: setting up step by step, settings, members, leave, language and help."""

from collections.abc import Callable
from dataclasses import replace

from bot.commands.onpace import muting, postplans, shares
from bot.commands.onpace.days import leave, leave_removed, leave_sent, open_leave
from bot.commands.onpace.keeping import put, speaking, state_of, unmanaged
from bot.commands.onpace.people import back, everybody, left, left_sent, members_sent, open_left, open_members, open_rep, rep_sent
from bot.commands.onpace.team import (
    closed_sent,
    open_closed,
    open_score,
    open_team,
    open_visibility,
    score_sent,
    team_sent,
    visibility_sent,
    weights_of,
)
from bot.parsing import posts as parsing_posts
from bot.parsing import words as known
from bot.parsing.periods import short
from bot.talk import Ask, Reply
from bot.views import help as helping
from bot.views import setup
from bot.views.month import today_of
from bot.views.permission import is_person, managers_of, must, must_be_member
from coaching.errors import NotUnderstood, Outsider
from coaching.permissions import May, may
from coaching.terms import Role
from storage import members, teams

__all__ = [
    "back",
    "closed_sent",
    "leave_removed",
    "leave_sent",
    "left_sent",
    "members_sent",
    "muting",
    "only_looks",
    "onpace",
    "open_closed",
    "open_leave",
    "open_left",
    "open_members",
    "open_rep",
    "open_score",
    "open_team",
    "open_visibility",
    "postplans",
    "rep_sent",
    "score_sent",
    "shares",
    "team_sent",
    "visibility_sent",
]

LANGUAGES = {
    **dict.fromkeys(("ja", "jp", "japanese", "日本語", "にほんご"), "ja"),
    **dict.fromkeys(("en", "english", "英語", "えいご"), "en"),
}


def onpace(ask: Ask) -> Reply:
    """What the first word asks for; without one, what is still missing, or the settings."""
    first, _, rest = known.normal(short(ask.text)).partition(" ")
    if not first:
        return start(ask)
    if first.casefold() in LANGUAGES:
        return language(ask, first)
    if first.casefold() not in WORDS:
        near = known.nearest(first, [*WORDS, "log", "meeting", "kpi", "goal"])
        raise NotUnderstood(first, near, "onpace")
    return WORDS[first.casefold()](ask, rest)


def start(ask: Ask) -> Reply:
    """Where setting up stands; for others than managers what they can do; and what its reader asked not to hear of."""
    if unmanaged(ask):
        if ask.member.slack_id and not is_person(ask, ask.member.slack_id):
            raise Outsider(managers_of(ask))
        return setup.welcome(ask.words)
    must_be_member(ask)
    if may(May.MANAGE, members.roles(ask.member)):
        return muting.shown(ask, setup.steps(ask.words, state_of(ask, ask.team)))
    return muting.shown(ask, helping.overview(ask.words, members.roles(ask.member), managers_of(ask)))


def settings(ask: Ask, _rest: str) -> Reply:
    """Everything that is set."""
    must(ask, May.MANAGE)
    closed = teams.closures(ask.session, workspace_id=ask.team.workspace_id, team_id=ask.team_id)
    return setup.settings(
        ask.words, state_of(ask, ask.team), weights_of(ask), [c for c in closed if c.day >= today_of(ask)], [postplans.summary(ask)]
    )


def language(ask: Ask, rest: str) -> Reply:
    """From the very next sentence on in another language; without a word, which there are."""
    wanted = LANGUAGES.get(rest.casefold())
    if not rest:
        return setup.reply([ask.words("language-now")], [setup.language_button(ask.words)])
    if wanted is None:
        raise NotUnderstood(rest, known.nearest(rest, LANGUAGES), "onpace-language")
    words = speaking(ask, wanted)
    undo = put(replace(ask, language=wanted), "language", ask.member, language=wanted)
    buttons = [setup.language_button(words), setup.help_button(words)]
    return setup.reply([words("language-changed")], [*buttons, undo] if undo else buttons)


def help_(ask: Ask, rest: str) -> Reply:
    """Examples, by role; or of one command."""
    roles = members.roles(ask.member)
    asked = rest.strip().lstrip("/").casefold()
    topic = helping.MORE.get(asked, asked)
    if topic and topic not in (*helping.TOPICS, *helping.MORE):
        raise NotUnderstood(rest, known.nearest(rest, [*helping.TOPICS, *helping.MORE]), "onpace-help")
    own = not roles & {Role.MENTOR, Role.MANAGER}
    return helping.topic(ask.words, topic, own=own) if topic else helping.overview(ask.words, roles, managers_of(ask))


def only_looks(text: str) -> bool:
    """Whether these words change nothing: help, settings, members, the list of posts, what one would say now."""
    first, _, rest = known.normal(text).partition(" ")
    found = WORDS.get(first.casefold())
    if found in (postplans.posts, _notices):
        return not rest or parsing_posts.previewed(rest) is not None
    return found in (help_, settings, _members)


def _notices(ask: Ask, rest: str) -> Reply:
    """`/onpace 通知 オフ`: of the team for who sets its posts, one's own for everybody else."""
    wanted = parsing_posts.switch(rest)
    if wanted is None or may(May.MANAGE, members.roles(ask.member)):
        return postplans.posts(ask, rest)
    return muting.untapped(ask) if wanted else muting.tapped(ask)


def _members(ask: Ask, _rest: str) -> Reply:
    return everybody(ask)


def _shares(ask: Ask, _rest: str) -> Reply:
    return shares.open_form(ask)


def _team(ask: Ask, _rest: str) -> Reply:
    return open_team(ask)


WORDS: dict[str, Callable[[Ask, str], Reply]] = {
    **dict.fromkeys(("help", "ヘルプ", "使い方", "?"), help_),
    **dict.fromkeys(("settings", "setting", "設定"), settings),
    **dict.fromkeys(("members", "member", "people", "メンバー"), _members),
    **dict.fromkeys(("team", "setup", "set-up", "チーム"), _team),
    **dict.fromkeys(("shares", "share", "割り振り", "配分"), _shares),
    **dict.fromkeys(("leave", "holiday", "off", "休暇", "休み", "有給"), leave),
    **dict.fromkeys(("left", "退職", "退出"), left),
    **dict.fromkeys(("posts", "post", "投稿"), postplans.posts),
    **dict.fromkeys(("notifications", "notification", "通知"), _notices),
    **dict.fromkeys(("mute", "ミュート"), muting.mute),
    **dict.fromkeys(("unmute", "ミュート解除"), muting.unmute),
    **dict.fromkeys(("language", "言語", "lang"), language),
}
