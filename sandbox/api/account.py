"""Methods about the app itself: api.test, auth.test, apps.connections.open, team.info, bots.info (docs.slack.dev/reference/methods)."""

from typing import Any

from sandbox.api.arguments import Arguments
from sandbox.errors import SlackError
from sandbox.ground import Ground


def api_test(_workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """Echo; `error` fails with that name."""
    if asked.text("error"):
        raise SlackError(asked.text("error"))
    return {"args": dict(asked.given)}


def auth_test(workspace: Ground, _asked: Arguments) -> dict[str, Any]:
    """Who the token is."""
    cast, bot = workspace.cast, workspace.bot
    who = {"user": bot.name, "user_id": bot.id, "bot_id": cast.bot_id}
    return {"url": f"{workspace.url}/", "team": cast.team_name, "team_id": cast.team_id, **who, "is_enterprise_install": False}


def connections_open(workspace: Ground, _asked: Arguments) -> dict[str, Any]:
    """The address of one Socket Mode connection, for a single use."""
    base = workspace.registration.url.replace("http", "ws", 1)
    return {"url": f"{base}/link/?ticket={workspace.sockets.ticket()}&app_id={workspace.cast.app_id}"}


def team_info(workspace: Ground, _asked: Arguments) -> dict[str, Any]:
    """The team."""
    cast = workspace.cast
    return {
        "team": {"id": cast.team_id, "name": cast.team_name, "domain": cast.domain, "email_domain": "", "icon": {"image_default": True}}
    }


def bots_info(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """The app's own bot. SlackError bot_not_found."""
    cast, bot = workspace.cast, workspace.bot
    if asked.text("bot", "bot_not_found") != cast.bot_id:
        raise SlackError("bot_not_found")
    told = {"id": cast.bot_id, "name": bot.real_name, "app_id": cast.app_id, "user_id": bot.id}
    return {"bot": told | {"deleted": False, "updated": 0}}
