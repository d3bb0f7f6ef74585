"""Scenes of /onpace posts: the list, every form, each refusal, and what each post would say right now."""

from coaching.posts import Job
from tests.gallery.stage import Scene, Stage
from tests.month import Month

WRONG = (
    *(
        "numbers 25:00",
        "numbers 1 2 3 4 5 6 7",
        "mentor 8:45 9:45",
        "mentor 18:00",
        "warning 9:00",
        "close mon",
        "brief ja",
        "numbers #sales",
        "warning 90% 80%",
    ),
    *("quiet noon", "catch-up 1m", "close 31", "xyzzy", "numbs"),
)


def chosen(o: Stage) -> None:
    listed = o.say("mio", "/onpace posts")
    for line in (
        "numbers 12:00 18:00",
        "numbers 9:00 17:30 mon-thu",
        "gap off",
        "brief 7:00",
        "brief 21:00",
        "numbers sat sun",
        "close 9:30",
        "board <#C0TEAM>",
        "warning 85% 95%",
    ):
        o.say("mio", f"/onpace posts {line}")
    for line in ("quiet", "quiet 21:00-7:30", "quiet 21:00-7:30", "quiet 8:00-20:00", "quiet off", "catch-up 90m", "close 3"):
        o.say("mio", f"/onpace posts {line}")
    o.say("tom", "/onpace posts off")
    o.press(o.say("mio", "/onpace posts all off"), "undo")
    for line in ("all on", "all on", "preview numbers"):
        o.say("mio", f"/onpace posts {line}")
    for line in WRONG:
        o.say("mio", f"/onpace posts {line}")
    o.press(o.say("mio", "/onpace posts gap"), "setup-post-form:gap")
    o.press(o.say("mio", "/onpace posts gap"), "setup-post-turn:gap")
    o.press(o.press(listed, "setup-post-more", "turn:board:off"), "setup-post-preview:board")
    form = o.press(listed, "setup-post-more", "form:numbers")
    form.fill(times="later")
    o.press(listed, "setup-post-more", "form:coaching").fill(times="8:30 9:30")
    o.press(listed, "setup-post-more", "form:coaching").fill(times="18:30")
    o.press(listed, "setup-post-more", "form:warning").fill(lines="100% 90%")
    o.press(o.say("mio", "/onpace posts mentor off"), "setup-post-turn:coaching")
    o.press(o.say("mio", "/onpace posts mentor mon 17:30"), "setup-post-preview:coaching")
    o.press(form.fill(times="12:00", days=["0", "4"], channel="C0TEAM", language="en"), "undo")
    for job in Job:
        o.press(listed, "setup-post-more", f"form:{job}")
    o.press(o.say("mio", "/onpace posts gap on"), "undo")
    hours = o.press(listed, "setup-post-hours")
    o.press(hours.fill(quiet_from="19:00", quiet_until="08:30", window="240", closing="2"), "undo")
    o.say("mio", "/onpace posts")


def previews(o: Stage) -> None:
    """On a business day, in the quiet hours, on a day off, switched off, and without a channel."""
    listed = o.say("mio", "/onpace posts")
    for job in Job:
        o.press(listed, "setup-post-more", f"preview:{job}")
    o.at("2026-11-21 21:00")
    o.press(listed, "setup-post-more", "preview:brief")
    o.say("mio", "/onpace posts gap off")
    o.press(listed, "setup-post-more", "preview:gap")
    Month(o).team(channel_id="")
    o.press(listed, "setup-post-more", "preview:numbers")
    o.say("mio", "/onpace posts numbers")
    o.at("2026-11-24 06:00")
    o.press(listed, "setup-post-more", "preview:brief")


def previews_empty(o: Stage) -> None:
    listed = o.say("mio", "/onpace posts")
    for job in Job:
        o.press(listed, "setup-post-more", f"preview:{job}")


SCENES: dict[str, tuple[str, Scene]] = {
    "posts-chosen": ("empty", chosen),
    "posts-previews": ("full", previews),
    "posts-previews-empty": ("empty", previews_empty),
}
