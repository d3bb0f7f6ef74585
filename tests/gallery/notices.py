"""Scenes of what could not be posted: the notice to managers, and its two buttons."""

from bot.notices import Notices
from bot.talk import Reply
from storage import outbox
from storage.engine import writing
from storage.tables import Outgoing
from tests.gallery.stage import Scene, Stage
from tests.office import Shown

TROUBLES = ("is_archived", "not_in_channel", "messages_tab_disabled", "missing_scope", "token_revoked", "restricted_action")


def parked(o: Stage, places: list[tuple[str, str]], by: str = "", state: str = outbox.PARKED) -> Shown:
    """Messages to these places are set aside for these troubles, or have failed; the notice of it, as the manager has it."""
    with writing(o.engine) as session:
        for number, (to, trouble) in enumerate(places):
            key = f"share {by} {o.stamp()}" if by else f"{to} {number} {o.stamp()}"
            outbox.put(session, workspace_id=1, key=key, to=to, body={"text": "x", "blocks": []}, due_at=o.now)
            row = outbox.by_key(session, workspace_id=1, key=key)
            assert row
            row.state, row.trouble, row.claimed_at = state, trouble, o.now
    o.posted += len(places)
    Notices(o.engine, lambda: o.now).tell()
    o.keep_posts("mio")
    notice: Outgoing = next(row for row in reversed(o.outgoing()) if row.to == "U0MIO")
    return Shown(o, "mio", "D0MIO", Reply(notice.body["text"], tuple(notice.body["blocks"])))


def one(o: Stage) -> None:
    told = parked(o, [("C0TEAM", "is_archived")])
    o.press(told, "posts-send")
    o.press(told, "posts-send")


def many(o: Stage) -> None:
    troubles = [(f"C0ROOM{number}", trouble) for number, trouble in enumerate((*TROUBLES, *TROUBLES))]
    told = parked(o, [*troubles[:6], ("U0TOM", "user_disabled"), *troubles[6:], ("C0ROOM0", "is_archived")])
    o.press(told, "posts-discard")


def shared(o: Stage) -> None:
    """What a rep shared and cannot be posted: they are told, and told again when it is discarded."""
    told = parked(o, [("C0TEAM", "not_in_channel")], by="U0TOM")
    o.press(told, "posts-discard")
    o.keep_posts("tom")


def failed(o: Stage) -> None:
    """What Slack did not answer about for a day, and what it refused."""
    told = parked(o, [("C0TEAM", f"{outbox.UNANSWERED}URLError"), ("C0OTHER", "invalid_blocks")], state=outbox.FAILED)
    o.press(told, "posts-send")


def perhaps(o: Stage) -> None:
    """What nobody can tell of whether it was posted: in a channel, to a person, and shared by a rep."""
    told = parked(o, [("C0TEAM", "not_in_channel"), ("U0HANA", "missing_scope")], state=outbox.HELD)
    o.press(told, "posts-send")
    told = parked(o, [("C0TEAM", "not_in_channel")], by="U0TOM", state=outbox.HELD)
    o.keep_posts("tom")
    o.press(told, "posts-discard")


SCENES: dict[str, tuple[str, Scene]] = {
    "posts-one": ("empty", one),
    "posts-many": ("empty", many),
    "posts-shared": ("empty", shared),
    "posts-failed": ("empty", failed),
    "posts-perhaps": ("empty", perhaps),
}
