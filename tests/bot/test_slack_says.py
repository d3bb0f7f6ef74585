"""Who Slack calls a guest or deactivated takes no part: kept with the members over a restart, asked again until Slack has told of all."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from slack_sdk import WebClient
from sqlmodel import select

from bot import absences
from bot.clients import Always
from bot.directory import Directory
from sandbox.server import Server, serve
from storage import members
from storage.engine import reading, writing
from storage.tables import Member
from tests.dawn import Dawn
from tests.living import workspace
from tests.office import WORKSPACE, Office
from tests.patience import until
from tests.people import CAST

MORNING = "2026-11-24 08:50"


class Here(Executor):
    """Everything is done at once, where it is asked for."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it."""
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@dataclass
class Start:
    """OnPace as it has just started, with Slack beside it."""

    office: Office
    slack: Server
    directory: Directory = field(init=False)

    def __post_init__(self) -> None:
        """Nobody is known yet; what Slack says is kept."""
        token = self.slack.workspace.cast.bot_token
        client = WebClient(token=token, base_url=f"{self.slack.url}/api/", retry_handlers=[])
        self.directory = Directory(Always(client), Here())
        self.office.directory = self.directory
        self.office.answering = replace(self.office.answering, directory=self.directory)
        self.directory.kept = absences.Kept(self.office.answering)

    def becomes(self, who: str, flag: str, value: bool = True) -> None:
        """Somebody does, in Slack; OnPace does not hear of it."""
        setattr(self.slack.workspace.by_id[CAST[who].slack_id], flag, value)


@pytest.fixture
def start(office: Office) -> Iterator[Start]:
    with serve(workspace()) as server:
        found = Start(office, server)
        yield found
        found.directory.close()


def says(office: Office, who: str, **flags: bool) -> None:
    """Slack says so of somebody."""
    absences.heard(office.answering, WORKSPACE, {"id": CAST[who].slack_id, "name": who, "locale": "en-US", **flags})


def outside(office: Office) -> set[str]:
    with reading(office.engine) as session:
        return {one.name for one in session.exec(select(Member).where(Member.outside)).all()}


@pytest.mark.direct("what Slack tells of them comes by hand")
@pytest.mark.parametrize("flag", ["is_restricted", "is_bot", "deleted"])
def test_who_is_outside_mentors_nobody_and_hears_nothing_until_they_are_back(office: Office, flag: str) -> None:
    dawn = Dawn(office)
    dawn.trains("ken", "yui")
    for who in ("ken", "mio"):
        dawn.hours(who, "16:00", "18:00")
    dawn.member("mio", is_mentor=True)
    says(office, "ken", **{flag: True})
    dawn.look(MORNING)
    assert dawn.plan() == {"yui": "16:00 mio"}
    assert dawn.rows("ken") == []
    says(office, "ken")
    dawn.look("2026-11-25 08:50")
    assert dawn.plan() == {"yui": "16:00 ken"}
    assert dawn.rows("ken") != []


@pytest.mark.direct("what Slack tells of them comes by hand")
def test_no_meeting_is_given_to_who_is_outside(office: Office) -> None:
    says(office, "sora", is_restricted=True)
    told = [office.say("tom", f"/log appointment Acme{n} tomorrow 1{n}:00").text for n in range(2)]
    assert all("<@U0SORA>" not in one for one in told)
    assert "Nothing was recorded" in office.say("tom", "/log appointment Beta tomorrow 15:00 @sora").text
    says(office, "sora")
    assert "<@U0SORA>" in office.say("tom", "/log appointment Gamma tomorrow 16:00").text


@pytest.mark.direct("what Slack tells of them comes by hand")
def test_who_is_back_in_slack_stays_out_where_a_manager_said_they_left(office: Office) -> None:
    office.say("ann", "/onpace left @ken")
    says(office, "ken", deleted=True)
    says(office, "ken")
    with reading(office.engine) as session:
        ken = session.exec(select(Member).where(Member.slack_id == "U0KEN")).one()
        assert (ken.active, ken.outside, members.roles(ken)) == (False, False, frozenset())


@pytest.mark.direct("what Slack tells of them comes by hand")
def test_a_rep_who_is_back_is_one_since_that_day(office: Office) -> None:
    says(office, "tom", is_ultra_restricted=True)
    says(office, "tom")
    with reading(office.engine) as session:
        assert session.exec(select(Member).where(Member.slack_id == "U0TOM")).one().rep_since == date(2026, 11, 24)


@pytest.mark.direct("the start is made by hand")
def test_what_happened_while_onpace_was_off_is_learnt_at_the_start(start: Start) -> None:
    start.becomes("ken", "is_restricted")
    start.directory.prefetch(WORKSPACE)
    assert outside(start.office) == {CAST["ken"].name}
    start.becomes("ken", "is_restricted", value=False)
    start.directory.prefetch(WORKSPACE)
    assert outside(start.office) == set()


@pytest.mark.direct("the start is made by hand")
def test_a_guest_is_refused_before_slack_has_told_anything_since_the_start(start: Start) -> None:
    says(start.office, "tom", is_restricted=True)
    start.directory.forget(WORKSPACE)
    start.slack.workspace.faults.on("rate_limited", seconds=60)
    start.directory.prefetch(WORKSPACE)
    assert start.directory.known(WORKSPACE) == {}
    for line in ("/kpi reps", "/onpace members", "/log calls 3"):
        assert "OnPace is for full members of this workspace" in start.office.say("tom", line).text


@pytest.mark.direct("the start is made by hand")
def test_while_the_list_is_limited_those_with_a_role_are_asked_after(start: Start) -> None:
    start.becomes("ken", "is_restricted")
    start.slack.workspace.faults.on("rate_limited", method="users.list", seconds=60)
    start.directory.prefetch(WORKSPACE)
    assert outside(start.office) == {CAST["ken"].name}


@pytest.mark.direct("the start is made by hand")
def test_a_limited_list_is_gone_on_with(start: Start) -> None:
    start.slack.workspace.faults.on("rate_limited", method="users.list", times=1, seconds=1)
    start.directory.prefetch(WORKSPACE)
    until(lambda: "U0BOT" in start.directory.known(WORKSPACE), 30)


@pytest.mark.direct("the start is made by hand")
def test_of_more_people_than_are_listed_those_with_a_role_are_asked_after(office: Office) -> None:
    """Also while that is limited, and where Slack does not know somebody."""
    crowd = [{"id": f"U0CROWD{n:03}", "name": f"crowd{n}", "real_name": f"Crowd {n}"} for n in range(200)]
    with writing(office.engine) as session:
        members.ensure(session, workspace_id=1, slack_id="U0ALIEN", now=office.now).is_rep = True
    there = workspace(more=crowd)
    there.by_id["U0TOM"] = there.by_id.pop("U0TOM")  # the last of the list
    with serve(there) as server:
        start = Start(office, server)
        start.becomes("tom", "is_restricted")
        server.workspace.faults.on("rate_limited", method="users.info", times=1, seconds=1)
        start.directory.prefetch(WORKSPACE, most=200)
        until(lambda: outside(office) == {CAST["tom"].name}, 30)
        start.directory.close()
