"""What a person does on the page: each POST becomes one call of the workspace; the answer is what they are told at once."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.page import fields, panel
from sandbox.page.screen import Screen
from sandbox.page.told import told
from sandbox.page.words import language, say
from sandbox.workspace import Person

Form: TypeAlias = Mapping[str, Sequence[str]]
Told: TypeAlias = dict[str, Any]  # notice: a sentence; errors: block_id → sentence
Deed: TypeAlias = Callable[[Screen, Person, Form], Told]


def endpoint(screen: Screen, deed: Deed) -> Callable[[Request], Awaitable[Response]]:
    """A route for a deed. The header makes another site's page unable to do it in the reader's name."""

    async def answer(request: Request) -> Response:
        if request.headers.get("x-sandbox-page") != "1":
            return JSONResponse({"notice": "Only the page itself may do this."}, status_code=403)
        posted = await request.form()
        form = {key: [str(v) for v in posted.getlist(key)] for key in posted}
        return JSONResponse(await run_in_threadpool(done, screen, deed, screen.person(_one(form, "as")), form))

    return answer


def done(screen: Screen, deed: Deed, person: Person, form: Form) -> Told:
    """The deed, unless it is one of a person who is deactivated: such can do nothing but be brought back."""
    if screen.workspace.barred(person.id) and deed not in FOR_ALL:
        return {"notice": say("deactivated", language(person.locale))}
    return deed(screen, person, form)


def write(screen: Screen, person: Person, form: Form) -> Told:
    """Send a message or command."""
    place, text, lang = _one(form, "in"), _one(form, "text").strip(), language(person.locale)
    if place == "home":
        return {"notice": say("gone", lang)}  # nothing is written there: an old page's
    if screen.place(person, place) != place:
        return {"notice": say("not_in_channel", lang)}
    channel = screen.channel(person, place)
    if reason := screen.workspace.barred(person.id, channel):
        return {"notice": say(reason, lang)}
    return {"notice": told(screen.workspace.write(person.id, channel.id, text), lang) if text else ""}


def act(screen: Screen, person: Person, form: Form) -> Told:
    """Use a button, menu or picker in a message, a modal or App Home."""
    container, container_id = _one(form, "container"), _one(form, "container_id")
    blocks = blocks_of(screen, person, container, container_id)
    found = fields.action(blocks, _one(form, "act"), _one(form, "choice"), form)
    if found is None:
        return {"notice": say("gone", language(person.locale))}
    block_id, action = found
    state = fields.state(blocks, form)
    notice = screen.workspace.act(person.id, container=container, container_id=container_id, block_id=block_id, action=action, state=state)
    return {"notice": told(notice, language(person.locale))}


def submit(screen: Screen, person: Person, form: Form) -> Told:
    """Submit the modal; what the chat program itself refuses never reaches the bot."""
    view_id = _one(form, "container_id")
    blocks = blocks_of(screen, person, "view", view_id)
    refused = fields.complaints(blocks, form, language(person.locale))
    answered = refused or screen.workspace.submit(person.id, view_id, fields.state(blocks, form))
    return {"errors": {block: told(sentence, language(person.locale)) for block, sentence in answered.items()}}


def close(screen: Screen, person: Person, form: Form) -> Told:
    """Close the modal."""
    screen.workspace.close(person.id, _one(form, "container_id"))
    return {}


def home(screen: Screen, person: Person, form: Form) -> Told:  # noqa: ARG001  a deed takes the form
    """Open App Home."""
    return {"notice": told(screen.workspace.open_home(person.id), language(person.locale))}


def clock(screen: Screen, person: Person, form: Form) -> Told:
    """Move the clock forward."""
    now = screen.workspace.clock.now()
    steps = {"hour": timedelta(hours=1), "day": timedelta(days=1), "nine": next_nine(now, ZoneInfo(person.tz)) - now}
    with suppress(ValueError):  # the end of all clocks
        screen.workspace.clock.move(steps.get(_one(form, "by"), timedelta()))
    return {}


def speak(screen: Screen, person: Person, form: Form) -> Told:
    """Change the person's language."""
    locale = _one(form, "locale")
    if locale in ("en-US", "ja-JP"):
        screen.workspace.speak(person.id, locale)
    return {}


def fault(screen: Screen, person: Person, form: Form) -> Told:
    """A button of the drawer of faults."""
    panel.do(screen.workspace, person, form)
    return {}


def next_nine(now: datetime, zone: ZoneInfo) -> datetime:
    """The next 09:00 on the wall of that zone, strictly later."""
    local = now.astimezone(zone)
    today = datetime.combine(local.date(), time(9), zone)
    nine = today if today > local else datetime.combine(local.date() + timedelta(days=1), time(9), zone)
    return nine.astimezone(now.tzinfo)


def blocks_of(screen: Screen, person: Person, container: str, container_id: str) -> list[dict[str, Any]]:
    """The blocks the person looked at, as they are now; [] when they are gone."""
    workspace = screen.workspace
    if container == "message":
        channel = container_id.partition(":")[0]
        mine = {c.id for c in workspace.channels_of(person.id)}
        found = [m.data for m in workspace.messages(channel, person.id) if f"{m.channel}:{m.ts}" == container_id] if channel in mine else []
    else:
        home_view = workspace.home_of(person.id)
        views = workspace.modals_of(person.id) if container == "view" else [v for v in [home_view] if v]
        found = [v.data for v in views if v.id == container_id]
    return list(found[0].get("blocks") or []) if found else []


def _one(form: Form, key: str) -> str:
    return next(iter(form.get(key, ())), "")


FOR_ALL = {clock, fault}  # what is done to the workspace, whoever looks at its page
DEEDS: dict[str, Deed] = {
    "write": write,
    "act": act,
    "submit": submit,
    "close": close,
    "home": home,
    "clock": clock,
    "language": speak,
    "fault": fault,
}
