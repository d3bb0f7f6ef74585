"""Help: what each role can do, with lines that work as they are."""

from collections.abc import Set as AbstractSet

from bot.blocks import actions, button, section
from bot.talk import Reply
from bot.text import Markup, Words, mention
from bot.views.setup import language_button
from coaching.terms import Role

TOPICS = ("log", "meeting", "kpi", "goal", "coach", "onpace")
#: Further topics, as they are asked for: no commands of their own.
MORE = {**dict.fromkeys(("posts", "post", "投稿", "通知"), "posts")}


def overview(words: Words, roles: AbstractSet[Role], managers: tuple[str, ...]) -> Reply:
    """What one can do, by role, and a button for each command's examples."""
    parts = [words("help-head"), *(words(f"help-role-{role.value}") for role in Role if role in roles)]
    if not roles:
        parts.append(
            words("help-role-none", managers=Markup(words("separator").join(mention(one) for one in managers[:3])), people=len(managers))
        )
    parts.append(words("help-undo"))
    buttons = [button(f"/{name}", f"onpace:{name}", f"help {name}") for name in TOPICS]
    return Reply("\n\n".join(parts), (*(section(part) for part in parts), actions(*buttons, language_button(words))))


def topic(words: Words, name: str, *, own: bool = False) -> Reply:
    """The examples of one command; `own`: of /coach only what is for who coaches nobody."""
    text = words("help-coach-own" if own and name == "coach" else f"help-{name}")
    others = [button(f"/{other}", f"onpace:{other}", f"help {other}") for other in TOPICS if other != name]
    if name == "onpace":
        others.append(button(words.plain("help-button-posts"), "onpace:posts", "help posts"))
    return Reply(text, (section(text), actions(*others)))
