"""Files: the three-step upload and what a file says of itself."""

import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from secrets import token_hex
from typing import Any

from sandbox.clock import Clock
from sandbox.errors import SlackError
from sandbox.shapes import Json

PICTURES = ("png", "jpg", "jpeg", "gif")  # docs.slack.dev, slack_file object
MOST_ALT = 1000  # characters ([R] files.getUploadURLExternal, alt_txt_too_large)
MEASURED = ("original_w", "original_h")


@dataclass
class File:
    """A file on its way or arrived: `data` is Slack's JSON; content None until its bytes came."""

    data: dict[str, Any]
    length: int = 0
    content: bytes | None = None
    complete: bool = False
    ready_at: datetime | None = None  # when Slack is done with it, on the workspace's clock


@dataclass
class Files:
    """All files, and where those on their way are awaited (upload token → file id).

    A finished upload is worked on for `delay` seconds of the workspace's clock: shown in the channel at once, but fit for a `slack_file`
    block and known by its type only then (docs.slack.dev, working with files; python-slack-sdk issues 1521 and 1658).
    """

    clock: Clock = field(default_factory=Clock)
    delay: float = 1.0
    by_id: dict[str, File] = field(default_factory=dict)
    awaited: dict[str, str] = field(default_factory=dict)

    def take(self, seconds: float) -> None:
        """Be done with files after so long from now on. ValueError when negative or more than a day."""
        if not 0 <= seconds <= 86_400:
            raise ValueError("processing takes 0 seconds or more, a day at most")
        self.delay = float(seconds)

    def announce(self, name: str, length: int, alt: str, about: dict[str, Any]) -> tuple[str, str]:
        """Step 1: a new file's id and upload token. `about` is who, when and where from. SlackError alt_txt_too_large, …"""
        if not name or length <= 0:
            raise SlackError("invalid_arguments")
        if len(alt) > MOST_ALT:
            raise SlackError("alt_txt_too_large")
        file_id, token = "F" + token_hex(5).upper(), token_hex(16)
        self.by_id[file_id] = File(described(file_id, name, length, alt) | about, length)
        self.awaited[token] = file_id
        return file_id, token

    def receive(self, token: str, content: bytes) -> int:
        """Step 2: the bytes; how many. KeyError for a token unknown or used."""
        file = self.by_id[self.awaited.pop(token)]
        file.content = content
        file.data["size"] = len(content)
        return len(content)

    def finish(self, file_id: str, title: str | None) -> File:
        """Step 3, for one file. SlackError: file_not_found (unknown, no bytes yet, already finished)."""
        file = self.by_id.get(file_id)
        if file is None or file.content is None or file.complete:
            raise SlackError("file_not_found")
        file.complete = True
        file.ready_at = self.clock.now() + timedelta(seconds=self.delay)
        file.data |= picture_size(file.content) | {"title": title or file.data["name"]}
        return file

    def share(self, file: File, channel: str, ts: str, private: bool) -> None:
        """Note that a message shows it."""
        shares = file.data.setdefault("shares", {}).setdefault("private" if private else "public", {})
        shares.setdefault(channel, []).append({"ts": ts})
        kind = "ims" if channel.startswith("D") else "groups" if private else "channels"
        file.data[kind] = [*file.data[kind], channel]

    def processed(self, file: File) -> bool:
        """Whether Slack is done with it."""
        return file.complete and (file.ready_at is None or file.ready_at <= self.clock.now())

    def told(self, file: File) -> dict[str, Any]:
        """The file as the Web API tells it: what is measured is not known before it is processed."""
        if self.processed(file):
            return file.data
        return {key: value for key, value in file.data.items() if key not in MEASURED} | {"mimetype": "", "filetype": "", "pretty_type": ""}

    def refuse_missing(self, blocks: Json, channel: str = "", error: str = "invalid_blocks", at: str = "/blocks") -> None:
        """SlackError `error`: a `slack_file` not processed, not a picture, or not shared to the `channel` ("": anywhere)."""
        wrong = [where for where, meant in pictured(blocks) if not self.shows(meant, channel)]
        if wrong:
            raise SlackError(error, [f"[ERROR] invalid slack file [json-pointer:{at}{where}/slack_file]" for where in wrong])

    def shows(self, meant: Mapping[str, Any], channel: str) -> bool:
        """Whether a slack_file (by id or url) can be seen there (docs.slack.dev, slack_file object: png, jpg, gif)."""
        known = meant.get("id", meant.get("url"))
        file = next((one for one in self.by_id.values() if known in (one.data["id"], one.data.get("url_private"))), None)
        if file is None or not self.processed(file) or file.data["filetype"] not in PICTURES:
            return False
        places = [*file.data["channels"], *file.data["groups"], *file.data["ims"]]
        return channel in places if channel else bool(places)

    def arrived(self, file_id: str) -> File:
        """A finished file. KeyError."""
        file = self.by_id[file_id]
        if not file.complete:
            raise KeyError(file_id)
        return file


def pictured(blocks: Json, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each slack_file among blocks, and where it stands."""
    inner = blocks.items() if isinstance(blocks, dict) else enumerate(blocks) if isinstance(blocks, list) else ()
    for key, part in inner:
        if key == "slack_file" and isinstance(part, dict):
            yield where, part
        else:
            yield from pictured(part, f"{where}/{key}")


def described(file_id: str, name: str, length: int, alt: str) -> dict[str, Any]:
    """A file object's constant part (docs.slack.dev, file object)."""
    kind = PurePosixPath(name).suffix.lstrip(".").lower() or "binary"
    told: dict[str, Any] = {
        "id": file_id,
        "name": name,
        "title": name,
        "mimetype": mimetypes.guess_type(name)[0] or "application/octet-stream",
        "filetype": kind,
        "pretty_type": kind.upper(),
        "size": length,
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "channels": [],
        "groups": [],
        "ims": [],
        "file_access": "visible",
    }
    return told | {"alt_txt": alt} if alt else told


def picture_size(content: bytes) -> dict[str, int]:
    """original_w and original_h of a PNG (its first chunk holds them); nothing else is measured."""
    if content[:8] != b"\x89PNG\r\n\x1a\n" or len(content) < 24:
        return {}
    return {"original_w": int.from_bytes(content[16:20], "big"), "original_h": int.from_bytes(content[20:24], "big")}
