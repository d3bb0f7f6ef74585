"""A rest from warnings of one's own pace: that it lasts, and that it is over."""

from dataclasses import replace
from datetime import date

from bot.blocks import actions, button, section
from bot.talk import Reply
from bot.text import Markup, Words


def below(words: Words, reply: Reply, day: date) -> Reply:
    """A reply with what its reader does not hear of until then, and [Hear them again]."""
    text = words("pulse-muted-until", day=words.day(day))
    again = section(text, button(words.plain("pulse-button-unmute"), "pace-unmute", "unmute"))
    return replace(reply, text=Markup(f"{reply.text}\n\n{text}"), blocks=(*reply.blocks, again))


def heard_again(words: Words, *, was: bool) -> Reply:
    """The rest is over, or there was none; the way to one."""
    text = words("pulse-unmuted" if was else "pulse-not-muted")
    return Reply(text, (section(text), actions(button(words.plain("pulse-button-mute"), "pace-mute", "mute"))))
