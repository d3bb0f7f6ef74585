"""/meeting as a page: lists cut to a message, and what App Home shows of it."""

from storage.tables import Meeting, Member
from tests.office import Office, Shown
from tests.rows import rows


def _booked(office: Office, lead: str = "Acme", when: str = "11:00", who: str = "tom", ae: str = "lena") -> None:
    office.say(who, f"/log appointment {lead} {when} @{ae}")


def _after(office: Office, who: str = "tom") -> Shown:
    """The list once Acme's time has passed."""
    _booked(office)
    office.at("2026-11-24 12:00")
    return office.say(who, "/meeting")


def _tap(office: Office, who: str, value: str) -> Shown:
    return office.tap(who, {"action_id": "meeting:x", "type": "button", "value": value, "action_ts": office.stamp()})


def test_on_home_a_tap_leaves_only_the_notice(office: Office) -> None:
    _after(office)
    reply = office.press_home("tom", "Held").reply
    assert (reply.text, reply.blocks, reply.home) == ("Acme, Tue, Nov 24, 11:00: recorded as held.", (), True)


def test_home_lists_meetings_and_the_month(office: Office) -> None:
    _after(office).press("Held")
    assert "1 meeting held" in str(office.home("tom"))
    assert "Held, qualified" in str(office.home("lena"))
    assert "判定待ち" in str(office.home("mio"))


def test_a_long_list_stays_within_a_message(office: Office) -> None:
    for number in range(12):
        _booked(office, f"Past{number:02}", "11:00", who="ann")
        _booked(office, f"Held{number:02}", "10:30", who="tom")
        _booked(office, f"Won{number:02}", "10:40", who="hana")
        _booked(office, f"Next{number:02}", "tomorrow 14:00", who="ann")
    office.at("2026-11-24 12:00")
    for meeting in rows(office, Meeting):
        office.later(seconds=1)
        if meeting.member_id in _ids(office, "tom", "hana"):
            _tap(office, "ann", f"held:{meeting.id}")
        if meeting.member_id in _ids(office, "hana"):
            _tap(office, "ann", f"qualified:{meeting.id}")
    shown = _tap(office, "ann", f"held:{_ids_of_past(office)[0]}")
    assert len(shown.blocks) <= 50
    assert "11 meetings wait for a word" in shown.text
    assert [t for t in ("and 4 more", "and 7 more", "and 8 more") if t in shown.text] == ["and 4 more", "and 7 more", "and 8 more"]


def _ids(office: Office, *names: str) -> set[int | None]:
    return {m.id for m in rows(office, Member) if m.slack_id in {f"U0{name.upper()}" for name in names}}


def _ids_of_past(office: Office) -> list[int | None]:
    return [m.id for m in rows(office, Meeting) if m.member_id in _ids(office, "ann")]
