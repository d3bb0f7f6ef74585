"""Files: the three-step upload and what a file says of itself."""

import mimetypes
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from secrets import token_hex
from typing import Any

from sandbox.errors import SlackError


@dataclass
class File:
    """A file on its way or arrived: `data` is Slack's JSON; content None until its bytes came."""

    data: dict[str, Any]
    length: int = 0
    content: bytes | None = None
    complete: bool = False


@dataclass
class Files:
    """All files, and where those on their way are awaited (upload token → file id)."""

    by_id: dict[str, File] = field(default_factory=dict)
    awaited: dict[str, str] = field(default_factory=dict)

    def announce(self, name: str, length: int, alt: str, about: dict[str, Any]) -> tuple[str, str]:
        """Step 1: a new file's id and upload token. `about` is who, when and where from."""
        if not name or length <= 0:
            raise SlackError("invalid_arguments")
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
        file.data |= picture_size(file.content) | {"title": title or file.data["name"]}
        return file

    def share(self, file: File, channel: str, ts: str, private: bool) -> None:
        """Note that a message shows it."""
        shares = file.data.setdefault("shares", {}).setdefault("private" if private else "public", {})
        shares.setdefault(channel, []).append({"ts": ts})
        kind = "ims" if channel.startswith("D") else "groups" if private else "channels"
        file.data[kind] = [*file.data[kind], channel]

    def arrived(self, file_id: str) -> File:
        """A finished file. KeyError."""
        file = self.by_id[file_id]
        if not file.complete:
            raise KeyError(file_id)
        return file


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
