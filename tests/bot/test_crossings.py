"""Ready is kept when it is reached: what the same day brings later takes it back no more, an Undo does."""

import pytest
from sqlalchemy import Engine

from bot.jobs.pulse import Pulse
from bot.scoreboard.trainees import trainees
from coaching.funnel import Step
from coaching.standing import Standing
from storage.engine import reading
from storage.tables import Member, Reached, Team, id_of
from tests.office import Office, Shown, furnish
from tests.rows import rows


class Desk:
    """Yui logs; the bot looks a moment later."""

    def __init__(self, engine: Engine) -> None:
        furnish(engine)
        self.office = Office(engine)
        self.office.at("2026-11-24 10:00")
        self.office.say("mio", "/coach 基準値 接触率 12%")
        self.pulse = Pulse(engine, lambda: self.office.now, lambda: None)
        self.pulse.beat()

    def logs(self, what: str) -> Shown:
        said = self.office.say("yui", f"/log {what}")
        self.looks()
        return said

    def looks(self) -> None:
        self.pulse.touched(id_of(team) for team in rows(self.office, Team))
        self.pulse.beat()

    def kept(self) -> list[str]:
        return [row.step for row in rows(self.office, Reached)]

    def standing(self) -> Standing:
        (yui,) = [row for row in rows(self.office, Member) if row.slack_id == "U0YUI"]
        with reading(self.office.engine) as session:
            return trainees(session, team=rows(self.office, Team)[0], reps=[yui], now=self.office.now)[0].readings[Step.CONTACT].standing


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine)


def test_ready_at_ten_is_ready_whatever_the_afternoon_brings(desk: Desk) -> None:
    desk.logs("10 接触")
    assert (desk.kept(), desk.standing()) == (["contact"], Standing.READY)
    slip = desk.logs("100 不在")
    assert (desk.kept(), desk.standing()) == (["contact"], Standing.READY), "by the day's count alone it would not be"
    slip.press("取り消す")
    assert desk.kept() == ["contact"], "no success was taken back"


@pytest.mark.parametrize(("more", "standing"), [("", Standing.UNKNOWN), ("9 接触", Standing.READY)])
def test_what_was_ready_by_a_slip_of_the_pen_is_not(desk: Desk, more: str, standing: Standing) -> None:
    slip = desk.logs("10 接触")
    if more:
        desk.logs(more)
    slip.press("取り消す")
    desk.looks()
    assert (desk.standing(), len(desk.kept())) == (standing, standing is Standing.READY)


def test_nothing_is_written_where_nothing_is_new(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.logs("10 接触")
    monkeypatch.setattr("bot.jobs.crossings.writing", None)
    desk.logs("1 接触")
    Pulse(desk.office.engine, lambda: desk.office.now, lambda: None).beat()
    assert desk.kept() == ["contact"]
