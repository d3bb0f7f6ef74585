"""Settings can be put back for 24 hours: language, zone, hours, visibility, a rep's mentor; nobody's later change is lost."""

from datetime import date, time

import pytest

from storage.tables import Closure, Leave, Meeting, Member, Scheme, Team
from tests.office import Office
from tests.people import CAST
from tests.rows import rows


def team(office: Office) -> Team:
    return rows(office, Team)[0]


def member(office: Office, name: str) -> Member:
    return next(row for row in rows(office, Member) if row.slack_id == CAST[name].slack_id)


@pytest.mark.parametrize(
    ("who", "line", "undo", "said"),
    [
        ("tom", "/onpace language ja", "取り消す", "言語の変更を取り消しました。"),
        ("hana", "/onpace 言語 en", "Undo", "Taken back: the language."),
    ],
)
def test_a_language_is_put_back(office: Office, who: str, line: str, undo: str, said: str) -> None:
    before = member(office, who).language
    shown = office.say(who, line).press(undo)
    assert said in shown.text
    assert member(office, who).language == before


@pytest.mark.parametrize(
    ("who", "menu", "undo", "said"), [("ann", "Visibility", "Undo", "the visibility"), ("mio", "公開範囲", "取り消す", "公開範囲の変更")]
)
def test_visibility_is_put_back(office: Office, who: str, menu: str, undo: str, said: str) -> None:
    settings = {"ann": "/onpace settings", "mio": "/onpace 設定"}[who]
    kept = office.say(who, settings).press(menu).fill(visibility="top_n", top_n="5")
    assert (team(office).visibility, team(office).top_n) == ("top_n", 5)
    assert said in kept.press(undo).text
    assert (team(office).visibility, team(office).top_n) == ("private", 3)


@pytest.mark.parametrize(
    ("who", "menu", "undo", "said"), [("ann", "Team", "Undo", "the team’s settings"), ("mio", "チーム", "取り消す", "チームの設定の変更")]
)
def test_zone_hours_and_name_are_put_back_together(office: Office, who: str, menu: str, undo: str, said: str) -> None:
    settings = {"ann": "/onpace settings", "mio": "/onpace 設定"}[who]
    kept = (
        office.say(who, settings)
        .press(menu)
        .fill(name="Osaka", other_zone="America/New_York", opens="08:00", closes="16:30", week=["0", "1"])
    )
    changed = team(office)
    assert (changed.name, changed.timezone, changed.opens, changed.closes) == ("Osaka", "America/New_York", time(8), time(16, 30))
    assert said in kept.press(undo).text
    back = team(office)
    assert (back.name, back.timezone, back.opens, back.closes, back.working_days) == ("Tokyo", "Asia/Tokyo", time(9), time(18), "01234")


def test_booked_meetings_take_the_day_of_the_zone_and_of_the_one_put_back(office: Office) -> None:
    """What was said to be held stays on the day it was counted on."""
    office.at("2026-11-20 10:00")
    for lead, when in (("Gamma", "11/24 9:00"), ("Acme", "11/26 9:00"), ("Beta", "11/26 15:00")):
        assert lead in office.say("tom", f"/log appointment {lead} {when}").text
    office.at("2026-11-24 10:00")
    assert "Gamma" in office.say("tom", "/meeting held Gamma").text
    kept = office.say("ann", "/onpace settings").press("Team").fill(zone="America/New_York")
    assert [one.day.day for one in rows(office, Meeting)] == [24, 25, 26]
    kept.press("Undo")
    assert [one.day.day for one in rows(office, Meeting)] == [24, 26, 26]


@pytest.mark.parametrize(("who", "menu", "undo"), [("ann", "Mentor and start date", "Undo"), ("mio", "メンターと開始日", "取り消す")])
def test_a_mentor_and_a_start_date_are_put_back(office: Office, who: str, menu: str, undo: str) -> None:
    settings = {"ann": "/onpace settings", "mio": "/onpace 設定"}[who]
    before = member(office, "tom")
    kept = office.say(who, settings).press(menu).fill(rep=str(before.id), mentor="0", start="2026-11-02")
    assert (member(office, "tom").mentor_id, member(office, "tom").start_date) == (None, date(2026, 11, 2))
    kept.press(undo)
    assert (member(office, "tom").mentor_id, member(office, "tom").start_date) == (before.mentor_id, before.start_date)


PLACES = {"ann": ("/onpace settings", "Undo", "Taken back:"), "mio": ("/onpace 設定", "取り消す", "を取り消しました。")}


def roles(office: Office) -> dict[str | None, tuple[object, ...]]:
    return {m.slack_id: (m.team_id, m.active, m.is_rep, m.is_mentor, m.is_ae, m.is_manager) for m in rows(office, Member)}


@pytest.mark.parametrize(
    ("who", "menu", "said"), [("ann", "People and roles", "people and roles"), ("mio", "メンバーと役割", "メンバーと役割の変更")]
)
def test_people_and_roles_are_put_back_together(office: Office, who: str, menu: str, said: str) -> None:
    settings, undo, done = PLACES[who]
    before = roles(office)
    form = office.say(who, settings).press(menu)
    kept = form.fill(managers=["U0ANN", "U0MIO"], reps=["U0TOM", "U0KEN"], mentors=["U0TOM"], aes=["U0HANA"])
    changed = roles(office)
    assert changed["U0HANA"][2:] == (False, False, True, False)
    assert changed["U0YUI"][2:] == (False, False, False, False)
    told = kept.press(undo).text
    assert (said in told, done in told, roles(office)) == (True, True, before)


@pytest.mark.parametrize(("who", "menu"), [("ann", "People and roles"), ("mio", "メンバーと役割")])
def test_who_joined_is_in_no_team_again(office: Office, who: str, menu: str) -> None:
    settings, undo, _ = PLACES[who]
    office.say("zoe", "/onpace")
    kept = office.say(who, settings).press(menu).fill(reps=["U0HANA", "U0TOM", "U0YUI", "U0ZOE", "U0KEN"])
    assert roles(office)["U0ZOE"][0] is not None
    kept.press(undo)
    assert roles(office)["U0ZOE"] == (None, True, False, False, False, False)


@pytest.mark.parametrize(("who", "menu"), [("ann", "People and roles"), ("mio", "メンバーと役割")])
def test_roles_given_since_are_left_alone(office: Office, who: str, menu: str) -> None:
    settings, undo, _ = PLACES[who]
    first = office.say(who, settings).press(menu).fill(aes=["U0LENA"])
    office.say(who, settings).press(menu).fill(aes=["U0LENA", "U0SORA", "U0HANA"])
    since = roles(office)
    first.press(undo)
    assert roles(office) == since


@pytest.mark.parametrize(
    ("who", "menu", "said"), [("ann", "Meetings by AE", "meetings by AE"), ("mio", "アポの割り振り", "アポの割り振りの変更")]
)
def test_shares_of_meetings_are_kept_and_put_back(office: Office, who: str, menu: str, said: str) -> None:
    settings, undo, _ = PLACES[who]
    sora, lena = (f"weight_{member(office, one).id}" for one in ("sora", "lena"))
    form = office.say(who, settings).press(menu)
    wrong = form.fill(**{sora: "1001", lena: "½"}).errors
    assert set(wrong) == {sora.replace("_", "-"), lena.replace("_", "-")}
    assert form.fill(**{sora: "0", lena: "0"}).errors
    kept = form.fill(**{sora: "300"})
    assert ("75" in kept.text, member(office, "sora").balance_weight) == (True, 300)
    assert "75% of new meetings" in office.say("ann", "/onpace members").text
    assert said in kept.press(undo).text
    assert member(office, "sora").balance_weight == 100


@pytest.mark.parametrize(("who", "menu", "said"), [("ann", "Score", "the score"), ("mio", "スコア", "スコアの変更")])
@pytest.mark.parametrize("before", [{}, {"weight_meetings": "5", "weight_qualified": "4", "weight_revenue": "1", "cap": "120%"}])
def test_a_score_is_put_back(office: Office, who: str, menu: str, said: str, before: dict[str, str]) -> None:
    settings, undo, _ = PLACES[who]
    if before:
        office.say(who, settings).press(menu).fill(**before)
    was = schemes(office)
    kept = office.say(who, settings).press(menu).fill(weight_meetings="2.5", weight_qualified="1", weight_revenue="1", cap="")
    assert schemes(office) != was
    assert said in kept.press(undo).text
    assert schemes(office) == was


def schemes(office: Office) -> list[tuple[object, ...]]:
    found = rows(office, Scheme)
    return [(row.valid_from, row.weight_meetings, row.weight_qualified, row.weight_revenue, row.cap, row.ramp) for row in found]


@pytest.mark.parametrize(
    ("who", "menu", "said"), [("ann", "Closed days", "a closed or working day"), ("mio", "休業日", "休業日・営業日の変更")]
)
@pytest.mark.parametrize(("first", "then"), [("plain", "closed"), ("closed", "working"), ("working", "plain")])
def test_a_closed_day_is_put_back(office: Office, who: str, menu: str, said: str, first: str, then: str) -> None:
    settings, undo, _ = PLACES[who]
    office.say(who, settings).press(menu).fill(day="2026-12-30", kind=first)
    was = [(row.day, row.working) for row in rows(office, Closure)]
    kept = office.say(who, settings).press(menu).fill(day="2026-12-30", kind=then)
    assert [(row.day, row.working) for row in rows(office, Closure)] != was
    assert said in kept.press(undo).text
    assert [(row.day, row.working) for row in rows(office, Closure)] == was


@pytest.mark.parametrize(("who", "menu"), [("ann", "Closed days"), ("mio", "休業日")])
def test_a_day_chosen_again_since_is_left_alone(office: Office, who: str, menu: str) -> None:
    settings, undo, _ = PLACES[who]
    first = office.say(who, settings).press(menu).fill(day="2026-12-30", kind="closed")
    office.say(who, settings).press(menu).fill(day="2026-12-30", kind="working")
    first.press(undo)
    assert [row.working for row in rows(office, Closure)] == [True]


@pytest.mark.parametrize(
    ("who", "settings", "menu", "undo", "said"),
    [
        ("ann", "/onpace settings", "Visibility", "Undo", "These settings have been changed again since"),
        ("mio", "/onpace 設定", "公開範囲", "取り消す", "この設定はその後さらに変更されているため"),
    ],
)
def test_what_was_changed_since_is_left_alone(office: Office, who: str, settings: str, menu: str, undo: str, said: str) -> None:
    first = office.say(who, settings).press(menu).fill(visibility="open")
    office.say(who, settings).press(menu).fill(visibility="top_n")
    assert said in first.press(undo).text
    assert team(office).visibility == "top_n"


@pytest.mark.parametrize(("who", "line", "said"), [("tom", "/log undo", "言語の変更"), ("hana", "/log 取り消し", "the language")])
def test_it_stands_in_the_list_of_the_last_24_hours(office: Office, who: str, line: str, said: str) -> None:
    office.say(who, f"/onpace language {'ja' if who == 'tom' else 'en'}")
    assert said in office.say(who, line).text
    office.later(hours=25)
    assert said not in office.say(who, line).text


def test_what_changes_nothing_needs_no_undo(office: Office) -> None:
    office.say("tom", "/onpace language ja")
    assert "取り消す" not in office.say("tom", "/onpace language ja").buttons


@pytest.mark.parametrize(
    ("who", "by", "settings", "menu", "undo"),
    [("ann", "mio", "/onpace settings", "Visibility", "Undo"), ("mio", "ann", "/onpace 設定", "公開範囲", "取り消す")],
)
def test_who_manages_no_more_puts_nothing_back(office: Office, who: str, by: str, settings: str, menu: str, undo: str) -> None:
    kept = office.say(who, settings).press(menu).fill(visibility="open")
    people = {"ann": ("/onpace members", "People and roles"), "mio": ("/onpace メンバー", "メンバーと役割")}[by]
    office.say(by, people[0]).press(people[1]).fill(managers=[CAST[by].slack_id], reps=[CAST[who].slack_id])
    assert f"<@{CAST[by].slack_id}>" in kept.press(undo).text
    assert team(office).visibility == "open"


@pytest.mark.parametrize(
    ("menu", "form"),
    [
        ("Visibility", {"visibility": "open"}),
        ("Closed days", {"day": "2026-12-30", "kind": "closed"}),
        ("Enter leave", {"first": "2026-12-01"}),
    ],
)
def test_a_day_later_nothing_is_put_back(office: Office, menu: str, form: dict[str, str]) -> None:
    page = "/onpace members" if menu == "Enter leave" else "/onpace settings"
    kept = office.say("ann", page).press(menu).fill(**form)
    office.later(hours=25)
    before = rows(office, Team), rows(office, Closure), rows(office, Leave)
    assert "Undo reaches back 24 hours" in kept.press("Undo").text
    assert (rows(office, Team), rows(office, Closure), rows(office, Leave)) == before
