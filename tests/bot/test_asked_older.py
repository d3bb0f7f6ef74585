"""An older message of a day overturns nothing: what was said since holds, its days are dates, and the newer message takes it over."""

from collections.abc import Iterator
from typing import Any

import pytest

from storage import outbox
from storage.tables import Meeting
from tests.asking import Asking
from tests.office import Office, Shown, _elements, _labels, _texts
from tests.rows import rows


@pytest.fixture
def desk() -> Iterator[Asking]:
    """Tom booked Acme with Lena for Tuesday at ten; both were asked on Tuesday."""
    with Office.opened() as office:
        desk = Asking.of(office)
        desk.book("tom", "Acme", "11/24 10:00", "lena")
        desk.look("2026-11-24 11:00")
        desk.post()
        yield desk


def tap(desk: Asking, whom: str, blocks: list[dict[str, Any]], label: str) -> Shown:
    """Use a button as it stood in a message some time ago."""
    element = next(one for one in _elements(blocks) if label in _labels(one))
    action = {name: element[name] for name in ("action_id", "type", "value")} | {"action_ts": desk.office.stamp()}
    return desk.office.tap(whom, action, channel=f"D0{whom.upper()}")


def holds(desk: Asking) -> tuple[str, str]:
    """What stands of the one meeting."""
    [row] = rows(desk.office, Meeting)
    return row.state, row.verdict


@pytest.mark.parametrize(
    ("whom", "said", "tapped", "answer", "ways"),
    [
        ("lena", "Held, qualified", "Held, not qualified", "already held and qualified", ["Undo", "Change to: held, not qualified"]),
        ("lena", "Held, qualified", "Did not take place", "already held and qualified", ["Undo", "Change to: held, not qualified"]),
        ("tom", "No-show", "Held", "already no-show", ["Undo", "Change to: held", "Book again…"]),
        ("tom", "Held", "No-show", "already held", ["Undo"]),
        ("tom", "Held", "Moved…", "already held", ["Undo"]),
    ],
)
def test_a_button_of_some_time_ago_overturns_nothing(desk: Asking, whom: str, said: str, tapped: str, answer: str, ways: list[str]) -> None:
    old = desk.blocks(whom)
    desk.office.at("2026-11-25 12:02")
    desk.press(whom, said)
    before = holds(desk)
    shown = tap(desk, whom, old, tapped)
    other = "booked by <@U0TOM>" if whom == "lena" else "with <@U0LENA>"
    assert f"Acme, Tue, Nov 24, 10:00, {other}: {answer} (said Wed, Nov 25, 12:02)." in shown.text
    assert list(shown.buttons)[: len(ways)] == ways
    assert holds(desk) == before
    assert shown.reply.replace


def test_what_holds_is_changed_on_purpose_and_taken_back(desk: Asking) -> None:
    old = desk.blocks("lena")
    desk.press("lena", "Held, qualified")
    changed = tap(desk, "lena", old, "Held, not qualified").press("Change to: held, not qualified")
    assert holds(desk) == ("held", "unqualified")
    assert "already" not in changed.text
    desk.look("2026-11-24 11:05")
    assert "held, not qualified" in desk.text("lena")
    changed.press("Undo")
    assert holds(desk) == ("held", "qualified")


def test_what_was_moved_or_taken_back_meanwhile_is_not_judged(desk: Asking) -> None:
    old = desk.blocks("tom")
    desk.office.say("tom", "/meeting moved Acme 11/30 15:00")
    assert "Mon, Nov 30, 15:00, with <@U0LENA>: already moved (said 11:00)" in tap(desk, "tom", old, "No-show").text
    assert holds(desk) == ("booked", "pending")


def test_the_reps_word_stands_in_nobodys_way(desk: Asking) -> None:
    desk.press("tom", "Held")
    assert "already" not in tap(desk, "lena", desk.blocks("lena"), "Did not take place").text
    assert holds(desk) == ("no_show", "pending")


def test_on_another_day_an_open_message_says_which_day_it_is_of(desk: Asking) -> None:
    desk.book("tom", "Beta", "11/24 10:30", "lena", at="2026-11-23 12:00")
    desk.look("2026-11-24 12:00")
    old = desk.blocks("tom")
    desk.office.at("2026-11-25 10:00")
    shown = tap(desk, "tom", old, "Held")
    assert "Tue, Nov 24: 1 thing still waits for your word" in shown.text
    assert "today" not in shown.text
    assert "yesterday" not in "\n".join(_texts(list(shown.blocks)))
    last = tap(desk, "tom", list(shown.blocks), "Held")
    assert "Tue, Nov 24: all is said. Thank you." in last.text


def test_an_older_message_says_dates_and_ends_when_a_newer_one_asks(desk: Asking) -> None:
    desk.book("tom", "Beta", "11/25 10:00", "lena", at="2026-11-24 12:00")
    desk.look("2026-11-25 08:00")
    first, *_ = desk.heard("tom")
    shown = "\n".join(_texts(first.body["blocks"]))
    assert "Tue, Nov 24: 1 thing still waits for your word\nAcme, Tue, Nov 24, 10:00, with <@U0LENA>" in shown
    assert (first.state, bool(first.ts)) == (outbox.WAITING, True), "edited in place, so nobody is called"
    desk.post()
    desk.look("2026-11-25 11:00")
    assert desk.heard("tom")[0].body == first.body, "until the newer one is there"
    desk.post()
    desk.replica(desk.press_of, {}).look()
    older, newer = desk.heard("tom")
    assert _texts(older.body["blocks"]) == ["Tue, Nov 24: what was open went on to your newer message."]
    assert desk.text("tom").count("Acme") == desk.text("tom").count("Beta") == 1
    desk.post()
    desk.look("2026-11-25 11:30")
    desk.press("tom", "Held")
    desk.replica(desk.press_of, {}).look()
    assert [one.state for one in desk.heard("tom")] == [outbox.POSTED, outbox.WAITING], "edited once"
    assert newer.key.endswith("2026-11-25")


def test_an_older_message_that_still_asks_shows_what_others_say_and_is_left_alone_otherwise(desk: Asking) -> None:
    desk.look("2026-11-25 08:00")
    desk.post()
    for at in ("08:10", "09:00"):
        desk.replica(desk.press_of, {}).look()
        desk.look(f"2026-11-25 {at}")
    assert desk.heard("tom")[0].state == outbox.POSTED
    desk.office.say("lena", "/meeting qualified Acme")
    desk.look("2026-11-25 09:10")
    assert _texts(desk.heard("tom")[0].body["blocks"]) == [
        "Tue, Nov 24: all is said. Thank you.",
        "✓ Acme, Tue, Nov 24, 10:00, with <@U0LENA>: held and qualified",
    ]


def test_a_message_of_days_ago_ends_too_when_a_newer_one_asks_and_is_edited_once(desk: Asking) -> None:
    for lead, day in (("Beta", "26"), ("Gamma", "30")):
        desk.book("tom", lead, f"11/{day} 10:00", "lena", at="2026-11-24 12:00")
    desk.press_of.leave("tom", "2026-11-25", "2026-11-25")
    for at in ("25 11:00", "26 09:00"):
        desk.look(f"2026-11-{at}")
        desk.post()
    assert [one.key[-10:] for one in desk.heard("tom")] == ["2026-11-24"], "nothing newer asks"
    assert "Later" in str(desk.heard("tom")[0].body)
    desk.look("2026-11-26 11:00")
    desk.post()
    again = desk.replica(desk.press_of, {})
    again.look()
    assert _texts(desk.heard("tom")[0].body["blocks"]) == ["Tue, Nov 24: what was open went on to your newer message."]
    assert desk.text("tom").count("Acme") == desk.text("tom").count("Beta") == 1
    desk.post()
    for look in (again.look, desk.replica(desk.press_of, {}).look):
        look()
    assert [one.state for one in desk.heard("tom")] == [outbox.POSTED] * 2


def test_after_a_business_day_without_the_bot_a_message_says_dates_once_and_ends_beside_a_newer_one(desk: Asking) -> None:
    desk.office.at("2026-11-26 09:00")
    back = desk.replica(desk.press_of, {})
    back.look()
    [told] = desk.heard("tom")
    assert ("Acme, Tue, Nov 24, 10:00" in told.body["text"], "today" in told.body["text"]) == (True, False)
    assert "Later" in str(told.body)
    desk.post()
    for look in (back.look, desk.replica(desk.press_of, {}).look):
        look()
        assert desk.heard("tom")[0].state == outbox.POSTED, "one edit"
    desk.look("2026-11-26 16:00")
    desk.post()
    desk.replica(desk.press_of, {}).look()
    assert _texts(desk.heard("tom")[0].body["blocks"]) == ["Tue, Nov 24: what was open went on to your newer message."]


@pytest.mark.parametrize("who", ["tom", "lena"])
def test_leave_noted_for_the_day_of_an_older_message_stops_nobodys(desk: Asking, who: str) -> None:
    desk.book("tom", "Beta", "11/25 10:00", "lena", at="2026-11-24 12:00")
    desk.press_of.leave(who, "2026-11-24")
    desk.look("2026-11-25 11:00")
    desk.post()
    desk.replica(desk.press_of, {}).look()
    for one in ("tom", "lena"):
        assert "what was open went on" in str(desk.heard(one)[0].body)
        assert "Beta" in desk.text(one)


def test_a_manager_reads_many_open_things_by_person_and_the_new_ones_one_by_one(desk: Asking) -> None:
    for n in range(10):
        desk.book("tom", f"Lead{n}", f"11/{20 if n < 7 else 24} {9 + n}:00", "lena", at="2026-11-20 08:00")
    for n in range(5):
        desk.office.at("2026-11-24 20:00")
        desk.office.say("tom", f"/meeting held Lead{n}")
    for who in ("hana", "yui", "ken"):
        desk.month.calls(who, "2026-11-24", no_answer=3)
    desk.look("2026-11-24 19:55")
    desk.post()
    desk.look("2026-11-25 09:00")
    assert desk.text("ann").splitlines() == [
        "*Open since the last business day; each was asked*",
        "• <@U0TOM>: 6 meetings without a word (oldest: Fri, Nov 20)",
        "• <@U0LENA>: 5 verdicts (oldest: Fri, Nov 20)",
        "*New among them*",
        "• Acme, yesterday 10:00, with <@U0LENA>, booked by <@U0TOM>: no word yet",
        "• Lead7, yesterday 16:00, with <@U0LENA>, booked by <@U0TOM>: no word yet",
        "• Lead8, yesterday 17:00, with <@U0LENA>, booked by <@U0TOM>: no word yet",
        "and 1 more",
        "Show all",
    ]
