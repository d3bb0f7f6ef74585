"""The pages about the app itself: what it asks for before it is installed (/oauth/v2/authorize), and where it is (/apps)."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.errors import SlackError
from sandbox.ground import Ground
from sandbox.page.drawing import TEMPLATES, shown
from sandbox.page.guard import GUARD
from sandbox.page.scopes import SCOPES
from sandbox.page.screen import home
from sandbox.page.words import say
from sandbox.people import Person
from sandbox.registration import Registration

ASKED = ("client_id", "scope", "redirect_uri", "state")
ONWARD = GUARD | {
    "Content-Security-Policy": GUARD["Content-Security-Policy"].replace("form-action 'self'", "form-action 'self' http: https:")
}


def routes(registration: Registration) -> list[BaseRoute]:
    """The question, its answer, and the list."""

    async def question(request: Request) -> Response:
        return await run_in_threadpool(asking, registration, request.query_params, spoken(request))

    async def answer(request: Request) -> Response:
        form = {key: str(value) for key, value in (await request.form()).items()}
        return decided(registration, form, spoken(request))

    async def listing(request: Request) -> Response:
        return drawn(
            "apps.html", spoken(request), spaces=[of(registration, space) for space in registration.workspaces], app=registration.name
        )

    async def removal(request: Request) -> Response:
        team = str((await request.form()).get("team", ""))
        if team not in [space.team_id for space in registration.workspaces]:
            return refusal("team_not_found", spoken(request))
        await run_in_threadpool(registration.uninstall, registration.team(team))
        return RedirectResponse("/apps", status_code=303, headers=GUARD)

    return [
        Route("/oauth/v2/authorize", question, methods=["GET"]),
        Route("/oauth/v2/authorize", answer, methods=["POST"]),
        Route("/apps", listing, methods=["GET"]),
        Route("/apps/uninstall", removal, methods=["POST"]),
    ]


def spoken(request: Request) -> str:
    """The browser's language: nobody is anybody here yet."""
    return "ja" if request.headers.get("accept-language", "").lower().startswith("ja") else "en"


def drawn(template: str, lang: str, status: int = 200, **parts: Any) -> Response:  # noqa: ANN401  a template takes anything
    """A page."""
    html = TEMPLATES.get_template(template).render(lang=lang, say=lambda key, **more: say(key, lang, **more), **parts)
    return HTMLResponse(html, status, headers=ONWARD)


def refusal(name: str, lang: str) -> Response:
    """Why there is nothing to allow; the app's fault, so by Slack's name too."""
    return drawn("refused.html", lang, 400, error=name)


def checked(registration: Registration, asked: Mapping[str, str]) -> tuple[list[str], str]:
    """The scopes asked for and the way back. SlackError: invalid_client_id, no_scopes, invalid_scope, bad_redirect_uri."""
    if asked.get("client_id") != registration.client_id:
        raise SlackError("invalid_client_id")
    address = registration.way_back(asked.get("redirect_uri", ""))
    scopes = list(dict.fromkeys(asked.get("scope", "").replace(",", " ").split()))
    if not scopes:
        raise SlackError("no_scopes")
    if not SCOPES.keys() >= set(scopes):
        raise SlackError("invalid_scope")
    return scopes, address


def asking(registration: Registration, asked: Mapping[str, str], lang: str) -> Response:
    """The page that says what the app wants."""
    try:
        scopes, address = checked(registration, asked)
    except SlackError as wrong:
        return refusal(wrong.name, lang)
    return drawn(
        "authorize.html",
        lang,
        app=registration.name,
        wants=[(scope, SCOPES[scope][lang == "ja"]) for scope in scopes],
        spaces=[(space, installers(space)) for space in registration.workspaces],
        chosen=asked.get("team") or next((space.team_id for space in registration.workspaces if not space.installed), ""),
        called=shown,
        host=urlsplit(address).netloc,
        asked={key: asked.get(key, "") for key in ASKED},
    )


def decided(registration: Registration, told: Mapping[str, str], lang: str) -> Response:
    """Back to the app: with a code, or with access_denied (docs.slack.dev, installing with OAuth)."""
    try:
        scopes, address = checked(registration, told)
        given = {"error": "access_denied"}
        if told.get("decision") == "allow":
            space, person = installer(registration, told.get("who", ""))
            given = {"code": registration.grants.allow(space, person.id, scopes, told.get("redirect_uri", ""))}
    except SlackError as wrong:
        return refusal(wrong.name, lang)
    query = urlencode(given | {"state": told.get("state", "")})
    return RedirectResponse(f"{address}{'&' if urlsplit(address).query else '?'}{query}", status_code=303, headers=ONWARD)


def installer(registration: Registration, who: str) -> tuple[Ground, Person]:
    """The workspace and person chosen, told as team:person. SlackError user_not_found."""
    team, _, person_id = who.partition(":")
    for space in registration.workspaces:
        for person in installers(space):
            if (space.team_id, person.id) == (team, person_id):
                return space, person
    raise SlackError("user_not_found")


def installers(space: Ground) -> Sequence[Person]:
    """Who may install an app: members, not guests (Slack's help, add apps to your workspace)."""
    return [person for person in space.people() if not person.deleted and not person.is_restricted]


def of(registration: Registration, space: Ground) -> dict[str, Any]:
    """What the list says of a workspace."""
    scopes = [one for one in registration.told(space.granted).split(",") if one]
    works = space.cast.bot_token in registration.tokens
    about = {"id": space.team_id, "name": space.cast.team_name, "home": home(space)}
    return about | {"installed": space.installed, "works": works, "scopes": scopes}
