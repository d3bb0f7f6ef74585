"""What the team reads at noon, and what its manager hears of a source."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from coaching.posts import Job
from coaching.terms import Outcome
from storage import calls, leads
from storage.engine import writing
from storage.tables import Lead, id_of
from tests.furniture import move_in
from tests.month import moment
from tests.office import Office
from tests.people import TEAM_CHANNEL
from tests.press import Press

NOON = "2026-11-24 12:00"


@pytest.fixture
def press(engine: Engine) -> Press:
    """Tom held one of the forty meetings the team wants."""
    move_in(engine)
    office = Office(engine)
    office.at("2026-11-02 09:00")
    office.say("mio", "/goal team meetings 40")
    office.at("2026-11-19 10:00")
    for line in ("20 no-answer", "appointment Beta 11/19 11:00 @sora source:webinar"):
        assert "Undo" in office.say("tom", f"/log {line}").buttons
    office.at("2026-11-19 12:00")
    office.say("sora", "/meeting qualified Beta")
    return Press(office)


@pytest.mark.parametrize(("language", "said"), [("en", ("1 of 40", "chance of reaching 40", "By AE")), ("ja", ("1件", "確率", "セミナー"))])
def test_the_team_reads_its_month_in_its_language(press: Press, language: str, said: tuple[str, ...]) -> None:
    press.change(language=language)
    press.look(NOON)
    [told] = press.texts(TEAM_CHANNEL, "numbers")
    for words in said:
        assert words in told, told


@pytest.mark.parametrize(
    ("language", "source", "ae"),
    [
        ("en", "webinar: 1 held, 1 waiting for a word", "1 held of 2 due (50%, 9–91), 1 waiting for a word · 1 qualified of 1"),
        ("ja", "セミナー: 実施1、結果待ち1", "実施1 / 予定2 (50%、9–91)、結果待ち1 · 有効1 / 判定済み1"),
    ],
)
def test_a_meeting_that_waits_is_told_beside_the_rate_it_lowers(press: Press, language: str, source: str, ae: str) -> None:
    press.office.at("2026-11-19 13:00")
    press.office.say("tom", "/log appointment Acme 11/20 11:00 @sora source:webinar")
    press.change(language=language)
    press.look(NOON)
    [told] = press.texts(TEAM_CHANNEL, "numbers")
    assert source in told
    assert ae in told, told


def test_the_warning_stays_as_a_line_while_it_lasts(press: Press) -> None:
    press.change(language="en")
    press.office.now = moment("2026-11-20 14:00")
    press.beat()
    press.look(NOON)
    assert "Behind pace since Fri, Nov 20" in press.texts(TEAM_CHANNEL, "numbers")[0]


@pytest.mark.parametrize(("visibility", "named"), [("private", False), ("top_n", True), ("open", True)])
def test_reps_stand_in_the_channel_only_where_everybody_may_see_them(press: Press, visibility: str, named: bool) -> None:
    press.change(visibility=visibility)
    press.look(NOON)
    assert ("Tom Baker" in press.texts(TEAM_CHANNEL, "numbers")[0]) is named


@pytest.mark.parametrize(
    ("language", "some", "none"),
    [
        ("en", "*Leads left*: 3 with no call logged yet (webinar 2, no source 1)", "*Leads left*: none"),
        ("ja", "*残りのリード*: コールの記録がまだないもの3件 (セミナー2、チャネルなし1)", "*残りのリード*: なし"),
    ],
)
def test_the_leads_left_stand_beneath_while_there_is_a_list(press: Press, language: str, some: str, none: str) -> None:
    press.change(language=language)
    press.look("2026-11-20 12:00")
    _listed(press, 3)
    press.look("2026-11-20 18:00")
    with writing(press.office.engine) as session:
        for lead in session.exec(select(Lead).where(col(Lead.key).is_not(None))).all():
            about = {**press.where, "member_id": id_of(press.member("tom")), "lead_id": lead.id, "at": press.office.now}
            calls.add(session, **about, day=press.office.now.date(), outcome=Outcome.NO_ANSWER)  # type: ignore[arg-type]
    press.look(NOON)
    told = press.texts(TEAM_CHANNEL, "numbers")
    assert [(some in one, none in one) for one in told] == [(False, False), (True, False), (False, True)], told


def _listed(press: Press, count: int) -> None:
    """So many leads of an imported list, the first of no source."""
    with writing(press.office.engine) as session:
        for n in range(count):
            about = {"workspace_id": press.where["workspace_id"], "team_id": None, "now": press.office.now}
            leads.add(session, **about, name=f"Lead {n}", key=f"row {n}", source="webinar" if n else "")  # type: ignore[arg-type]


def _called(press: Press, first: str, days: int, *, contacts: int, others: int) -> None:
    """So many calls a day of a source."""
    tom, start = press.member("tom"), date.fromisoformat(first)
    with writing(press.office.engine) as session:
        for n in range(days):
            day = start + timedelta(days=n)
            about = {**press.where, "member_id": tom.id, "day": day, "at": moment(f"{day} 10:00"), "source": "webinar"}
            calls.add(session, **about, outcome=Outcome.CONTACT, count=contacts)  # type: ignore[arg-type]
            calls.add(session, **about, outcome=Outcome.NO_ANSWER, count=others)  # type: ignore[arg-type]


def test_a_source_that_fell_is_told_its_manager_once_a_month(press: Press) -> None:
    press.wants(Job.NUMBERS, wanted=False)
    _called(press, "2026-07-20", 90, contacts=6, others=24)
    _called(press, "2026-10-26", 29, contacts=1, others=29)
    for day in ("24", "25", "26"):
        press.look(f"2026-11-{day} 12:00")
    [told] = press.texts("mio", "drop")
    assert "セミナー" in told
    assert "871件中30件 = 3%" in told
    assert "その前の3か月は20%" in told
    assert press.heard("tom", "drop") == []


def test_sources_that_did_not_fall_are_not_spoken_of(press: Press) -> None:
    _called(press, "2026-07-20", 120, contacts=6, others=24)
    press.look(NOON)
    assert press.heard("mio", "drop") == []
