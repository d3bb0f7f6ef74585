"""The tables: the whole bot on one page. Each row is what Slack sends → the function that answers it (Ask → Reply)."""

import unicodedata
from collections.abc import Callable
from typing import TypeAlias

from bot.commands import asked, coach, goal, kpi, log, meeting, onpace, posts
from bot.delivery import Delivery
from bot.talk import Ask, Reply
from coaching.errors import Gone

Command: TypeAlias = Callable[[Ask], Reply]

#: Slash commands, as in manifest.yml.
COMMANDS: dict[str, Command] = {
    "/coach": coach.coach,
    "/goal": goal.goal,
    "/kpi": kpi.kpi,
    "/log": log.log,
    "/meeting": meeting.meeting,
    "/onpace": onpace.onpace,
}

#: Buttons and menus, by action_id (what stands before a ":" in it).
ACTIONS: dict[str, Command] = {
    "asked-away": asked.away,
    "asked-contact": asked.contact,
    "asked-later": asked.later,
    "asked-nothing": asked.nothing,
    "coach": coach.coach,
    "coach-again": coach.practise_again,
    "coach-answer": coach.open_answer,
    "coach-busy-form": coach.busy.open_form,
    "coach-busy-remove": coach.busy.remove,
    "coach-decline": coach.decline,
    "coach-graduate": coach.graduate,
    "coach-hours-form": coach.hours.open_form,
    "coach-rhythm-form": coach.rhythm.open_form,
    "coach-scenario-back": coach.scenes.bring_back,
    "coach-scenario-edit": coach.scenes.open_edit,
    "coach-scenario-new": coach.scenes.open_new,
    "coach-scenario-retire": coach.scenes.retire,
    "coach-score": coach.open_score,
    "coach-threshold-form": coach.open_form,
    "goal": goal.goal,
    "goal-backwards-form": goal.backwards_form,
    "goal-form": goal.open_form,
    "goal-keep-backwards": goal.keep_backwards,
    "kpi": kpi.kpi,
    "kpi-share": kpi.share,
    "dismiss": log.dismiss,
    "log-ae": log.ae_changed,
    "log-correct": log.corrected,
    "log-details": log.details,
    "log-lead": log.lead_chosen,
    "log-pad": log.open_pad,
    "log-tap": log.tap,
    "meeting": meeting.tap,
    "meeting-held-sure": meeting.held_earlier,
    "meeting-list": meeting.open_list,
    "meeting-more": meeting.more,
    "meeting-which": meeting.which,
    "meeting-won-again": meeting.won_again,
    "onpace": onpace.onpace,
    "pace-mute": onpace.muting.tapped,
    "pace-unmute": onpace.muting.untapped,
    "posts-discard": posts.discard,
    "posts-send": posts.send,
    "practice": coach.practices.opened,
    "practice-accept": coach.practices.accept,
    "practice-cancel": coach.practices.cancel,
    "practice-mentor": coach.scheduling.with_mentor,
    "practice-other-time": coach.practices.other_time,
    "practice-schedule": coach.scheduling.tapped,
    "practice-skip": coach.practices.skip,
    "practice-take": coach.scheduling.take,
    "setup-back": onpace.back,
    "setup-closed": onpace.open_closed,
    "setup-leave": onpace.open_leave,
    "setup-leave-remove": onpace.leave_removed,
    "setup-left": onpace.open_left,
    "setup-members": onpace.open_members,
    "setup-post-form": onpace.postplans.open_form,
    "setup-post-hours": onpace.postplans.open_hours,
    "setup-post-more": onpace.postplans.more,
    "setup-post-preview": onpace.postplans.preview_now,
    "setup-post-turn": onpace.postplans.turn,
    "setup-posts": onpace.postplans.open_list,
    "setup-rep": onpace.open_rep,
    "setup-score": onpace.open_score,
    "setup-shares": onpace.shares.open_form,
    "setup-team": onpace.open_team,
    "setup-visibility": onpace.open_visibility,
    "undo": log.undo,
}

#: Submitted forms, by callback_id.
FORMS: dict[str, Command] = {
    "coach-answer": coach.answered,
    "coach-busy": coach.busy.sent,
    "coach-decline": coach.declined,
    "coach-hours": coach.hours.sent,
    "coach-rhythm": coach.rhythm.sent,
    "coach-scenario": coach.scenes.sent,
    "coach-score": coach.scored,
    "coach-threshold": coach.sent,
    "goal": goal.sent,
    "goal-backwards": goal.backwards_sent,
    "log-details": log.details_saved,
    "log-effort": log.effort_saved,
    "meeting-moved": meeting.moved_saved,
    "meeting-won": meeting.won_saved,
    "meeting-won-again": meeting.won_again_saved,
    "practice-other-time": coach.practices.moved,
    "practice-skip": coach.practices.skipped,
    "setup-closed": onpace.closed_sent,
    "setup-leave": onpace.leave_sent,
    "setup-left": onpace.left_sent,
    "setup-members": onpace.members_sent,
    "setup-post": onpace.postplans.sent,
    "setup-post-hours": onpace.postplans.hours_sent,
    "setup-rep": onpace.rep_sent,
    "setup-score": onpace.score_sent,
    "setup-shares": onpace.shares.sent,
    "setup-team": onpace.team_sent,
    "setup-visibility": onpace.visibility_sent,
}

#: The commands as words of `/onpace`, in Japanese; in English they are their own names.
SPOKEN = {"記録": "/log", "ログ": "/log", "商談": "/meeting", "数字": "/kpi", "目標": "/goal", "育成": "/coach", "コーチ": "/coach"}

#: What only looks: answered from a reading session, so that it never waits for a writer.
READS: frozenset[str] = frozenset(
    {"/kpi", "kpi", "kpi-share", "dismiss", "log-correct", "meeting-more", "setup-post-preview", "setup-posts"}
)

#: What only looks with some words, and changes a setting with others: whether these words only look.
LOOKS: dict[str, Callable[[str], bool]] = {
    "/coach": coach.only_looks,
    "coach": coach.only_looks,
    "/goal": goal.only_looks,
    "goal": goal.only_looks,
    "/onpace": onpace.only_looks,
    "setup-post-more": onpace.postplans.only_looks,
}
OPENS = "log-correct"  # the one that looks and opens a form, for which Slack allows 3 seconds
#: How the names of what else changes a setting or a goal begin.
SETTING = ("goal", "onpace", "setup", "coach-threshold", "coach-scenario", "coach-hours", "coach-busy", "coach-rhythm", "practice")


def resolve(kind: str, name: str, text: str) -> tuple[Command, str, str]:
    """The function for a delivery, with its name and words: `/onpace log 12 no-answer` is `/log 12 no-answer`."""
    if kind == "command":
        first, _, rest = " ".join(text.split()).partition(" ")  # also full-width spaces
        word = unicodedata.normalize("NFKC", first).casefold().lstrip("/")
        inner = SPOKEN.get(word, f"/{word}")
        if name == "/onpace" and inner in COMMANDS and inner != name:
            return COMMANDS[inner], inner, rest
        return COMMANDS.get(name, _gone), name, text
    return (ACTIONS if kind == "action" else FORMS).get(name, _gone), name, text


def only_looks(asked: Delivery) -> bool:
    """Whether it changes nothing, whatever comes of it."""
    _, name, rest = resolve(asked.kind, asked.name, asked.text)
    return name in READS or (name in LOOKS and LOOKS[name](rest))


def ending(asked: Delivery) -> str:
    """What did not happen when a delivery is refused: "recorded", "changed" for settings, "sent" for posts, "none" for mere looks."""
    _, name, _ = resolve(asked.kind, asked.name, asked.text)
    if only_looks(asked):
        return "none"
    if name.startswith("posts-"):
        return "sent"
    return "changed" if name.lstrip("/").startswith(SETTING) or name in LOOKS else "recorded"


def _gone(_: Ask) -> Reply:
    """A button or form of an older version."""
    raise Gone
