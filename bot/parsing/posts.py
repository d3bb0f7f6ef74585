"""What a team wants of a post: `numbers 12:00 18:00 mon-thu`, 数字 9時 18時, `gap off`; and when nobody is written to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from typing import Any, Final

from bot.parsing import hours
from bot.parsing.numbers import minutes
from bot.parsing.paces import SHIPPED_LINES, lines
from bot.parsing.words import fold, nearest, normal
from coaching.errors import BadHours, BadPost, NotUnderstood
from coaching.posts import SEVERAL_TIMES, SHIPPED, Audience, Job

MOST_TIMES: Final = 6  # a day
WINDOWS: Final = (5, 24 * 60)  # minutes within which a post that is late is still of use
CLOSING_DAYS: Final = (1, 20)
#: What is told in a channel, or also there.
IN_CHANNEL: Final = frozenset({job for job, shipped in SHIPPED.items() if shipped.audience is Audience.CHANNEL} | {Job.WARNING})
_NAMES: Final[dict[Job, str]] = {
    Job.BRIEF: "brief, morning brief, morning, ブリーフ, 朝のまとめ, 朝",
    Job.COACHING: "coaching, mentor brief, mentor, practices, メンター, 育成, ロープレ",
    Job.NUMBERS: "numbers, team numbers, kpi, 数字, チームの数字",
    Job.WARNING: "warning, pace warning, pace, ペース, ペース注意, 注意",
    Job.BOARD: "board, live board, live, ボード, ライブボード",
    Job.VERDICT: "verdict, verdict request, ae, 判定, 有効判定",
    Job.OUTCOME: "outcome, outcome request, meetings, 結果, 商談結果",
    Job.GAP: "gap, gap nudge, nudge, missing, 漏れ, 入力漏れ",
    Job.DROP: "drop, source drop, source, チャネル, チャネルの低下, 流入経路, 流入経路の急減",
    Job.CLOSE: "close, month closed, month, 締め, 月の締め",
}
_JOBS: Final = {fold(name): job for job, names in _NAMES.items() for name in names.split(", ")}
_QUIET: Final = frozenset(fold(word) for word in ("quiet", "quiet-hours", "通知しない時間", "静かな時間", "夜間"))
_WINDOW: Final = frozenset(fold(word) for word in ("catch-up", "late", "遅れ", "遅れたとき"))
_CLOSING: Final = frozenset(fold(word) for word in ("closing-day", "close-day", "締め日"))
#: What a team has until it chooses: quiet hours, the window, the closing day.
_SHIPPED: Final[Sequence[Mapping[str, Any]]] = (
    {"quiet_from": time(20), "quiet_until": time(8)},
    {"catch_up_minutes": 120},
    {"close_day": 5},
)
_ON: Final = frozenset({"on", "yes", "オン", "有効", "する"})
_OFF: Final = frozenset({"off", "no", "none", "オフ", "無効", "停止", "なし", "しない"})
_ALL: Final = frozenset({"all", "everything", "every", "全部", "すべて", "全て", "ぜんぶ"})
_UNTIL: Final = frozenset(
    fold(word)
    for words in (
        ("", "on", "pace", "pace warnings", "tomorrow", "until tomorrow", "till tomorrow", "today", "for today"),
        ("オン", "ペース", "ペースのお知らせ", "明日", "明日まで", "あした", "あしたまで", "あすまで", "今日", "今日は", "今日だけ"),
    )
    for word in words
)
_AGAIN: Final = frozenset(fold(word) for word in ("off", "end", "stop", "undo", "オフ", "解除", "取り消し", "やめる", "終了"))
_PREVIEW: Final = frozenset({"preview", "show", "プレビュー", "見る", "確認"})
_NOONS: Final = {"noon": time(12), "正午": time(12)}
_LANGUAGES: Final = {"en": "en", "english": "en", "英語": "en", "ja": "ja", "japanese": "ja", "日本語": "ja"}
_CHANNEL: Final = re.compile(r"<#([CG][A-Z0-9]{1,30})(?:\|[^<>]*)?>")
_JOINTS: Final = re.compile(r"[\s,、・&;]+|\band\b|(?<=[0-9時分半午])と")
_COUNTED: Final = re.compile(r"(?:第 ?)?([0-9]{1,2}) ?(?:st|nd|rd|th|日目|営業日目?)?", re.I)


@dataclass(frozen=True)
class Said:
    """What was said: of a job, `plan` changes fields of its Plan; `team` changes columns of the team; neither: it is only looked at."""

    job: Job | None = None
    plan: Mapping[str, Any] = field(default_factory=dict)
    team: Mapping[str, Any] = field(default_factory=dict)
    hours: bool = False  # it is about the hours, the window or the closing day
    every: bool | None = None  # all posts on or off
    preview: bool = False  # what the job would say now


def read(text: str) -> Said:
    """Words after `/onpace posts`. Raises NotUnderstood, BadPost."""
    words = normal(text).split()
    every = [word for word in map(str.casefold, words) if word not in _ALL]
    if not every:
        return Said()
    if len(every) == 1 and every[0] in _ON | _OFF:
        return Said(every=every[0] in _ON)
    if asked := previewed(text):
        return Said(asked, preview=True)
    for length in (2, 1):
        name, rest = fold("".join(words[:length])), " ".join(words[length:])
        if job := _JOBS.get(name):
            return _of_job(job, rest)
        if name in _QUIET | _WINDOW | _CLOSING:
            return Said(team=_of_team(name, rest) if rest else {}, hours=True)
    raise NotUnderstood(words[0], nearest(words[0], _spelled()), "onpace-posts")


def switch(text: str) -> bool | None:
    """Whether on or off is all that is said (通知 オフ); None for other words."""
    word = normal(text).casefold()
    return word in _ON if word in _ON | _OFF else None


def muted(text: str) -> bool | None:
    """Words after `/onpace mute`: whether a rest is meant (until tomorrow, the only one there is) or its end; None for other words."""
    said = fold(text)
    return False if said in _AGAIN else True if said in _UNTIL else None


def previewed(text: str) -> Job | None:
    """The job of `preview numbers`, 数字 プレビュー; None for other words."""
    words = normal(text).split()
    left = [word for word in words if word.casefold() not in _PREVIEW]
    return _JOBS.get(fold("".join(left))) if len(left) < len(words) else None


def _spelled() -> list[str]:
    return [name for names in _NAMES.values() for name in names.split(", ")] + ["quiet", "catch-up", "closing-day"]


def _of_team(name: str, rest: str) -> dict[str, Any]:
    if rest.casefold() in hours.DEFAULTS:
        return dict(_SHIPPED[0 if name in _QUIET else 1 if name in _WINDOW else 2])
    if name in _QUIET:
        first, last = quiet(rest)
        return {"quiet_from": first, "quiet_until": last}
    return {"catch_up_minutes": window(rest)} if name in _WINDOW else {"close_day": closing_day(rest)}


def quiet(text: str) -> tuple[time, time]:
    """20:00-8:00; off: the same hour twice. Raises BadPost."""
    if text.casefold() in _OFF:
        return time(0), time(0)
    try:
        found = hours.around(normal(text))
    except BadHours:
        found = None
    if found is None:
        raise BadPost(text, "quiet")
    return found


def window(text: str) -> int:
    """2h, 90m, 90分, 2時間; a bare number is minutes. Raises BadPost."""
    plain = normal(text)
    found = int(plain) if plain.isdecimal() and len(plain) < 6 else (minutes(plain) or 0) // 60
    if not WINDOWS[0] <= found <= WINDOWS[1]:
        raise BadPost(text, "window")
    return found


def closing_day(text: str) -> int:
    """5, 5th, 第5営業日: of the business days of the month after. Raises BadPost."""
    found = _COUNTED.fullmatch(normal(text))
    if found is None or not CLOSING_DAYS[0] <= int(found[1]) <= CLOSING_DAYS[1]:
        raise BadPost(text, "closing_day")
    return int(found[1])


def times(text: str) -> tuple[time, ...]:
    """12:00 18:00, 9時と18時半, 9am, 12 18; in the order of the day. Raises BadPost."""
    return _checked(text, [_time(word) for word in _tokens(text)])


def _checked(text: str, found: Sequence[time]) -> tuple[time, ...]:
    once = tuple(sorted(set(found)))
    if not once or len(once) > MOST_TIMES:
        raise BadPost(text, "many" if once else "time")
    return once


def _time(word: str) -> time:
    if noon := _NOONS.get(word.casefold()):
        return noon
    try:
        return hours.clock(word, word)
    except BadHours as wrong:
        raise BadPost(word, "time") from wrong


def _tokens(text: str) -> list[str]:
    whole = re.sub(r"(?<=\d) (?=[ap]m\b)", "", normal(text), flags=re.I)
    whole = re.sub(r" ?([-~〜–—]|\bto\b|から) ?", r"\1", whole)
    return [word for word in _JOINTS.split(whole) if word]


def _of_job(job: Job, rest: str) -> Said:
    drawn = job is Job.WARNING
    if rest.casefold() in hours.DEFAULTS:
        shipped = {"wanted": True, "times": SHIPPED[job].times, "days": None, "channel_id": "", "language": ""}
        return Said(job, shipped, SHIPPED_LINES if drawn else {})
    if drawn and (found := lines(rest)):
        return Said(job, {"wanted": True}, found)
    if job is Job.CLOSE and rest.isdecimal():
        return Said(job, team={"close_day": closing_day(rest)}, hours=True)
    plan: dict[str, Any] = {}
    clocks: list[time] = []
    for word in _tokens(rest):
        if word[0].isdecimal() or word[0] == "午" or word.casefold() in _NOONS:
            clocks.append(_time(word))
        else:
            plan = _joined(plan, _word(word))
    if clocks:
        plan["times"] = _checked(rest, clocks)
    if clocks or "days" in plan:
        plan = {"wanted": True} | plan
    return Said(job, possible(job, plan, rest))


def _joined(plan: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """With a further word: days add up."""
    days, others = plan.get("days"), more.get("days")
    return plan | more | ({"days": days | others} if days and others else {})


def _word(word: str) -> dict[str, Any]:
    plain = word.casefold()
    if plain in _ON | _OFF:
        return {"wanted": plain in _ON}
    if plain in _LANGUAGES:
        return {"language": _LANGUAGES[plain]}
    if found := _CHANNEL.fullmatch(word):
        return {"channel_id": found[1]}
    if word.startswith("#"):
        raise BadPost(word, "channel")
    days = hours.weekdays(word)
    if days is None:
        raise NotUnderstood(word, "", "onpace-posts")
    return {"days": frozenset(days) if len(set(days)) < 7 else None}


def possible(job: Job, plan: dict[str, Any], said: str) -> dict[str, Any]:
    """The same, where a job can be so: most go out once a day. Raises BadPost."""
    if plan.get("times") and not SHIPPED[job].times:
        raise BadPost(said, "at_once", job.value)
    if job not in SEVERAL_TIMES and len(plan.get("times") or ()) > 1:
        raise BadPost(said, "once", job.value)
    if plan.get("days") is not None and (not SHIPPED[job].times or job is Job.CLOSE):
        raise BadPost(said, "days")
    if (plan.get("channel_id") or plan.get("language")) and job not in IN_CHANNEL:
        raise BadPost(said, "personal")
    return plan
