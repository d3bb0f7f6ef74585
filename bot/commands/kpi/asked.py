"""What `/kpi …` asks for: whose numbers, which view, which days; in any order of words, English and Japanese."""

import re
from dataclasses import dataclass

from bot.parsing import words as known
from bot.parsing.periods import must_be_period, short, take_period
from bot.talk import Ask
from bot.views.month import today_of
from bot.views.person import ME, named, sought
from coaching.calendar import Period, month_of
from coaching.errors import NotUnderstood
from storage import teams
from storage.tables import Member, Team

TEAM = frozenset({"team", "all", "everybody", "チーム", "全体", "全員"})
VIEWS = {
    **dict.fromkeys(("source", "sources", "by-source", "チャネル別", "チャネル", "流入経路", "流入経路別"), "source"),
    **dict.fromkeys(("ae", "aes", "by-ae", "フィールドセールス別", "フィールドセールス", "担当別"), "ae"),
    **dict.fromkeys(("reps", "rep", "members", "by-rep", "メンバー別", "個人別", "メンバー"), "reps"),
    **dict.fromkeys(("funnel", "ファネル", "内訳"), "funnel"),
    **dict.fromkeys(("split", "bottleneck", "差の内訳", "ボトルネック"), "split"),
    **dict.fromkeys(("later", "corrections", "audit", "締め後", "締め後の入力", "訂正"), "later"),
    **dict.fromkeys(("definitions", "definition", "what", "定義", "数え方", "用語"), "definitions"),
}
FILLERS = frozenset({"by", "for", "of", "in", "the", "の", "numbers", "数字", "kpi"})

_GLUED = sorted((w for w in (ME | TEAM | VIEWS.keys()) if not w.isascii()), key=len, reverse=True)
_PREFIX = re.compile(f"^({'|'.join(_GLUED)})の?(.+)$")
_SUFFIX = re.compile(f"^(.+?)の?({'|'.join(_GLUED)})$")


@dataclass(frozen=True)
class Asked:
    """`view` is board, funnel, source, reps, ae, split, later or definitions; `member` None is the team."""

    view: str
    team: Team
    member: Member | None
    period: Period


def read(ask: Ask) -> Asked:
    """Understand the words. Raises NotUnderstood and NoSuchMember."""
    view, whose, rest = "", "", []
    for word in _split(short(ask.text)):
        folded = word.casefold()
        if folded in VIEWS:
            view = VIEWS[folded]
        elif folded in ME or folded in TEAM:
            whose = "me" if folded in ME else "team"
        elif folded not in FILLERS:
            rest.append(word)
    if whose == "me" and not view and ask.member.is_ae and not ask.member.is_rep:
        view, whose = "ae", ""  # an AE books nothing: theirs are the meetings they were given
    period, left = take_period(rest, today=today_of(ask))
    for word in left:
        must_be_period(word, today=today_of(ask))
    team, member = _whose(ask, view, whose, left)
    return Asked(view or "board", team, member, period or month_of(today_of(ask)))


def _split(text: str) -> list[str]:
    """Words, Japanese ones that stand together taken apart: チーム先月 → チーム 先月."""
    spaced = re.sub(r"(<@[^>]*>)", r" \1 ", known.normal(text))
    return [part for word in spaced.split() for part in _apart(word)]


def _apart(word: str) -> list[str]:
    if word.casefold() in VIEWS or word in ME or word in TEAM or word.isascii():
        return [word]
    if found := _PREFIX.match(word):
        return [found[1], *_apart(found[2])]
    if found := _SUFFIX.match(word):
        return [*_apart(found[1]), found[2]]
    return [word]


def _whose(ask: Ask, view: str, whose: str, left: list[str]) -> tuple[Team, Member | None]:
    if left and whose != "me":
        return _of_name(ask, " ".join(left), left, whose)
    if left:
        raise _unknown(left[0])
    if whose == "me" or (not whose and view in ("", "funnel") and ask.member.is_rep):
        return ask.team, ask.member
    return ask.team, None


def _of_name(ask: Ask, name: str, left: list[str], whose: str) -> tuple[Team, Member | None]:
    """A team or member called so; whoever typed an @ meant a person."""
    if whose == "team":
        team = teams.by_name(ask.session, workspace_id=ask.workspace_id, name=name)
        if team is None:
            raise _unknown(left[0])
        return team, None
    meant = name.startswith(("@", "<@", "member:"))
    if known.person(left[0]) and len(left) > 1:
        raise _unknown(left[1])  # a mention is whole; what stands beside it is not its surname
    member = named(ask, name) if meant else sought(ask, name)
    if member is None or member.team_id is None:
        raise _unknown(left[0])
    team = teams.find(ask.session, workspace_id=ask.workspace_id, team_id=member.team_id)
    return team or ask.team, member


def _unknown(word: str) -> NotUnderstood:
    near = known.nearest(word, ("me", "team", "source", "ae", "reps", "funnel", "definitions", "last-month", *_GLUED, "先月", "今月"))
    return NotUnderstood(word, near, "kpi")
