"""Installing and leaving: oauth.v2.access, auth.revoke, apps.uninstall."""

from typing import Any

from sandbox.api.arguments import Arguments
from sandbox.errors import SlackError
from sandbox.ground import Ground


def access(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """A code for a bot token ([R] oauth.v2.access). SlackError: invalid_client_id, bad_client_secret, invalid_code, code_already_used, …"""
    registration = workspace.registration
    known(workspace, asked)
    if asked.text("grant_type") not in ("", "authorization_code"):
        raise SlackError("invalid_grant_type")
    grant = registration.grants.take(asked.text("code"), asked.text("redirect_uri"))
    home = grant.workspace
    return {
        "app_id": registration.app_id,
        "authed_user": {"id": grant.person},
        "scope": registration.told({*home.granted, *grant.scopes}),
        "token_type": "bot",
        "access_token": registration.install(home, grant.scopes),
        "bot_user_id": home.bot.id,
        "team": {"id": home.team_id, "name": home.cast.team_name},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def revoke(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """The token works no more; `test` only says so ([R] auth.revoke)."""
    if asked.flag("test"):
        return {"revoked": False}
    workspace.registration.revoke(workspace)
    return {"revoked": True}


def uninstall(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """The app leaves the workspace ([R] apps.uninstall). SlackError: invalid_client_id, bad_client_secret."""
    known(workspace, asked)
    workspace.registration.uninstall(workspace)
    return {}


def known(workspace: Ground, asked: Arguments) -> None:
    """The app proves who it is. SlackError: invalid_client_id, bad_client_secret."""
    if asked.text("client_id") != workspace.registration.client_id:
        raise SlackError("invalid_client_id")
    if asked.text("client_secret") != workspace.registration.client_secret:
        raise SlackError("bad_client_secret")
