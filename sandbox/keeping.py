"""Keeping the workspace over a restart: a JSON file and the files' bytes in a folder."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from sandbox.files import File
from sandbox.ground import Ground
from sandbox.messages import Message
from sandbox.people import Channel
from sandbox.views import View


def save(workspace: Ground, folder: Path) -> None:
    """Write what lasts. Ephemeral messages and open modals do not (docs.slack.dev: ephemeral messages do not persist)."""
    (folder / "files").mkdir(parents=True, exist_ok=True)
    with workspace.lock:
        told = json.dumps(state(workspace), ensure_ascii=False)
        files = [file for file in workspace.files.by_id.values() if file.complete]
    for file in files:
        path = folder / "files" / file.data["id"]
        if not path.exists():
            whole(path, file.content or b"")
    whole(folder / "workspace.json", told.encode())


def whole(path: Path, content: bytes) -> None:
    """Write all of it or nothing: a kill in between leaves what was there."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)


def state(workspace: Ground) -> dict[str, Any]:
    """Everything that lasts, as JSON."""
    return {
        "app": installation(workspace),
        "now": workspace.clock.now().isoformat(),
        "last_ts": workspace.said.last,
        "locales": {person.id: person.locale for person in workspace.people()},
        "messages": [{"channel": message.channel, "data": message.data} for message in workspace.said if message.only_for is None],
        "deactivated": [person.id for person in workspace.people() if person.deleted],
        "bot_in": {channel.id: workspace.bot.id in channel.members for channel in workspace.channels.values() if not channel.is_im},
        "archived": [channel.id for channel in workspace.channels.values() if channel.is_archived],
        "groups": [asdict(channel) for channel in workspace.channels.values() if channel.is_mpim],
        "homes": {person: view.data for person, view in workspace.views.homes.items()},
        "files": [file.data for file in workspace.files.by_id.values() if file.complete],
    }


def installation(workspace: Ground) -> dict[str, Any]:
    """Whether the app is there, with what, and the tokens that ended."""
    working = workspace.cast.bot_token in workspace.registration.tokens
    return {
        "installed": workspace.installed,
        "token": workspace.cast.bot_token if working else "",
        "granted": sorted(workspace.granted),
        "ended": workspace.registration.ended,
    }


def installed(workspace: Ground, told: dict[str, Any]) -> None:
    """Take the installation up again. What ended stays ended."""
    registration = workspace.registration
    registration.ended |= told["ended"]
    registration.tokens.pop(workspace.cast.bot_token, None)
    workspace.part()
    workspace.left()
    if told["installed"]:
        workspace.cast.bot_token = told["token"]
        workspace.installed, workspace.granted = True, set(told["granted"])
    if told["token"]:
        registration.tokens[told["token"]] = workspace
        workspace.welcome(told["token"], set(told["granted"]))


def restore(workspace: Ground, folder: Path) -> None:
    """Read it back; the clock never goes back behind what was kept."""
    path = folder / "workspace.json"
    if not path.exists():
        return
    told = json.loads(path.read_text(encoding="utf-8"))
    with workspace.lock:
        if (kept := datetime.fromisoformat(told["now"])) > workspace.clock.now():
            workspace.clock.set(kept)
        workspace.said.last = told["last_ts"]
        people_and_places(workspace, told)
        for one in told["messages"]:
            message = Message(one["channel"], one["data"]["ts"], one["data"])
            workspace.said.by_channel.setdefault(message.channel, []).append(message)
        for person_id, data in told["homes"].items():
            workspace.views.homes[person_id] = View(data["id"], person_id, data)
        for data in told["files"]:
            content = (folder / "files" / data["id"]).read_bytes()
            workspace.files.by_id[data["id"]] = File(data, len(content), content, complete=True)
        if "app" in told:
            installed(workspace, told["app"])
        memberships(workspace, told.get("bot_in", {}))
        workspace.changed()


def people_and_places(workspace: Ground, told: dict[str, Any]) -> None:
    """Languages, who is deactivated, what is archived, group DMs. What an earlier version did not keep stays as the people file has it."""
    for person in workspace.people():
        person.locale = told["locales"].get(person.id, person.locale)
        person.deleted = person.id in told["deactivated"] if "deactivated" in told else person.deleted
    for group in told.get("groups", []):
        workspace.channels[group["id"]] = Channel(**group)
    for channel in workspace.channels.values() if "archived" in told else ():
        channel.is_archived = channel.id in told["archived"]


def memberships(workspace: Ground, told: dict[str, bool]) -> None:
    """Where the bot is, as far as the channels are still there."""
    for channel_id, is_in in told.items():
        channel = workspace.channels.get(channel_id)
        if channel and is_in != (workspace.bot.id in channel.members):
            (channel.members.append if is_in else channel.members.remove)(workspace.bot.id)
