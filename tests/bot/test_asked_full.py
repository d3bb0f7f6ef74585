"""However much one message of a day has to hold, Slack takes it: new, edited, and with what an answer puts on top of it."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.blocks import section
from bot.joined import joined
from bot.scoreboard.ending import Ending
from bot.scoreboard.sheet import Sheet, Told
from bot.talk import Ask, Post
from bot.text import Markup
from bot.views import asked
from coaching.gaps import Cause, Gap
from sandbox import blockkit
from sandbox.api.chat import LONGEST_UPDATE
from storage import leads
from storage.engine import reading, writing
from storage.tables import Hush, Meeting, Member, Outgoing, Team, Workspace, id_of
from tests.month import Month, moment
from tests.office import Office
from tests.people import CAST

pytestmark = pytest.mark.direct("what a message holds is made by hand")
NOW = moment("2026-11-24 16:00")
TODAY = date(2026, 11, 24)
ON_TOP = 2  # blocks of an answer to a button whose question was settled: what holds, and the ways to change it
Shown = tuple[Markup, tuple[dict[str, Any], ...]]


@pytest.fixture
def office() -> Iterator[Office]:
    """Tom's meetings of three days: of nine nobody said anything, and to nine nobody came."""
    with Office.opened() as office:
        month = Month(office)
        for hour in range(9, 18):
            month.meeting("tom", f"2026-11-18 {hour:02}:00")
            month.meeting("tom", f"2026-11-19 {hour:02}:00", "no_show")
        yield office


def full(ask: Ask, met: list[Meeting], newest: int) -> Sheet:
    """More of each kind than is shown; `newest`: whose word came last, of those to which nobody came."""
    open_, no_shows = [one for one in met if one.state == "booked"], [one for one in met if one.state == "no_show"]
    days = [f"day {TODAY - timedelta(days=back)}" for back in range(14)]
    hush: dict[str, Any] = {"workspace_id": ask.workspace_id, "member_id": ask.member_id, "until": NOW + timedelta(days=1)}
    return Sheet(
        ask.member,
        TODAY,
        waiting=open_,
        later=[(one, Hush(**hush, about="", entry_id=100 + at)) for at, one in enumerate(open_[:5])],
        done=no_shows,
        gaps=[Gap(Cause.DAY, ask.member_id, one, NOW) for one in days[:7]],
        settled=days[7:],
        said={one: Hush(**hush, about=one, reason="nothing", entry_id=200 + at) for at, one in enumerate(days[7:])},
        digest=[Told(ask.member, meeting=one, fresh=True) for one in open_],
        own={id_of(one): 999 if at == newest else 300 + at for at, one in enumerate(no_shows)},
        endings=[Ending(f"Team {n}", date(2026, 10, 1), TODAY, open_) for n in range(12)],
    )


def shown(office: Office, newest: int = 0) -> Shown:
    """What Tom reads."""
    with reading(office.engine) as session:
        ask = _ask(session)
        return asked.shown(ask, full(ask, list(session.exec(select(Meeting)).all()), newest))


def _ask(session: Session) -> Ask:
    tom = session.exec(select(Member).where(Member.slack_id == CAST["tom"].slack_id)).one()
    return Ask(session, NOW, session.exec(select(Workspace)).one(), tom, session.exec(select(Team)).one(), "en", key="", known={})


@pytest.mark.parametrize(("newest", "undone"), [(0, ["999", "307", "308"]), (8, ["306", "307", "999"])])
def test_all_that_is_asked_and_the_last_words_with_their_undo_are_there(office: Office, newest: int, undone: list[str]) -> None:
    text, blocks = shown(office, newest)
    assert len(blocks) + ON_TOP <= blockkit.MOST_BLOCKS["message"]
    blockkit.refuse_wrong(list(blocks), "message")
    elements = [one for block in blocks for one in (*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else []))]
    deeds = [one["action_id"] for one in elements]
    assert (deeds.count("asked-later"), deeds.count("asked-nothing")) == (asked.MOST_WAITING, asked.MOST_GAPS)
    assert [one["value"].split(":")[0] for one in elements if one["action_id"] == "undo"] == undone
    assert {"meeting-list", "meeting-more:open"} <= set(deeds)
    assert "and 2 more" in text


def test_no_line_loses_its_buttons(office: Office) -> None:
    """A row of buttons stands below its own words."""
    kinds = [block["type"] for block in shown(office)[1]]
    assert kinds[0] == "section"
    assert not any(pair == ("actions", "actions") for pair in pairwise(kinds))


def test_with_the_longest_names_its_text_can_be_edited(office: Office) -> None:
    with writing(office.engine) as session:
        for one in session.exec(select(Meeting)).all():
            where: dict[str, Any] = {"workspace_id": one.workspace_id, "team_id": one.team_id}
            one.lead_id = leads.add(session, **where, name="&" * 195 + str(one.id), now=NOW).id
            session.add(one)
    text, blocks = shown(office)
    assert len("\n".join(block["text"]["text"] for block in blocks if "text" in block)) > LONGEST_UPDATE
    assert len(text) <= LONGEST_UPDATE
    assert not text.removesuffix("…").endswith(("&", "&a", "&am", "&amp")), "no letter is torn"
    blockkit.refuse_wrong(list(blocks), "message")


def test_however_many_words_stand_above_it_a_message_can_be_edited() -> None:
    had = Outgoing(
        workspace_id=1, key="brief 2 2026-11-24", to="U0TOM", body={"text": "b" * 3000, "blocks": []}, planned_at=NOW, due_at=NOW
    )
    for n in range(60):
        had.body = joined(had, Post(f"practice {n} moved", "U0TOM", Markup(f"Word {n}: " + "w" * 90), (section("w"),)))
    blockkit.refuse_wrong(had.body["blocks"], "message")
    assert had.body["text"].startswith("Word 59: ")
    assert len(had.body["text"]) == LONGEST_UPDATE
