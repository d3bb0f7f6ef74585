"""`python -m bot demo`: a whole, believable team; one address; everything stops together; the data stays."""

import os
import re
import signal
import socket
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlmodel import SQLModel, select
from typer.testing import CliRunner

from bot import scoreboard
from bot.__main__ import cli
from bot.demo import seeding
from bot.demo.cast import CAST, WORKSPACE, companies
from coaching.calendar import Period, month_of
from coaching.leads import fold
from coaching.terms import Kpi, Role
from storage import members, teams, workspaces
from storage.engine import connect, migrate, reading
from storage.tables import Call, Effort, Lead, Meeting, MeetingEvent, Member, Tally
from tests.patience import until
from tests.processes import Running, started


@dataclass(frozen=True)
class Stage:
    """A demo that runs, and the processes behind it."""

    run: Running
    url: str
    folder: Path

    def family(self) -> list[int]:
        """The demo's process and all below it."""
        listed = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
        parents = [(int(pid), int(parent)) for pid, parent in (line.split() for line in listed.splitlines())]
        found = [self.run.process.pid]
        for pid in found:
            found.extend(child for child, parent in parents if parent == pid)
        return found

    def until_open(self) -> "Stage":
        """When the address is printed."""

        def open_() -> bool:
            assert self.run.process.poll() is None, self.run.output
            return f"Open  {self.url}" in self.run.output

        until(open_, 100)
        return self

    def rows(self, table: type[SQLModel]) -> list[Any]:
        """What is in a table."""
        return rows(f"sqlite:///{self.folder / 'onpace.db'}", table)


def rows(url: str, table: type[SQLModel]) -> list[Any]:
    engine = connect(url)
    with reading(engine) as session:
        found = list(session.exec(select(table)).all())
    engine.dispose()
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def staged(folder: Path, log: Path) -> Iterator[Stage]:
    """A demo in a folder; whatever a test leaves of it is stopped."""
    port = free_port()
    with started(log, "bot", "demo", "--port", str(port), "--data", str(folder)) as run:
        stage = Stage(run, f"http://127.0.0.1:{port}", folder).until_open()
        yield stage
        if run.process.poll() is None:
            run.end()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def first(house: Path) -> Stage:
    """The first start, already over: it seeded, was looked at, and was stopped by Ctrl-C."""
    for stage in staged(house / "data", house / "first.log"):
        page = httpx.get(stage.url, follow_redirects=True)
        assert (page.status_code, "佐藤 花" in page.text) == (200, True)
        assert httpx.get(f"{stage.url}/control/state", params={"person": "U0HANA"}).json()["connected"] is True
        family = stage.family()
        assert len(family) >= 3, "the demo, the sandbox, the bot"
        assert stage.run.end(signal.SIGINT) == 0, stage.run.output
        until(lambda: not [pid for pid in family if is_alive(pid)])  # noqa: B023 - asked within this turn
        assert "Traceback" not in stage.run.output
        return stage
    raise AssertionError


def test_one_address_is_printed_and_everything_stops_on_ctrl_c(first: Stage) -> None:
    assert re.findall(r"http://[0-9.]+:\d+", first.run.output) == [first.url]
    assert "synthetic" in first.run.output
    assert "Traceback" not in "".join(path.read_text(encoding="utf-8") for path in first.folder.glob("*.log"))


def test_a_second_start_keeps_the_data_and_says_when_a_part_stops(first: Stage, house: Path) -> None:
    before = len(first.rows(Call)), len(first.rows(Meeting))
    for stage in staged(first.folder, house / "second.log"):
        assert "The demo team is there already; its data is kept." in stage.run.output
        told = httpx.post(f"{stage.url}/control/write", json={"person": "U0HANA", "channel": "C0INSIDE", "text": "/log 不在 12"}).json()
        assert told == {"told": ""}
        assert (len(first.rows(Call)), len(first.rows(Meeting))) == (before[0] + 12, before[1])
        rival = CliRunner().invoke(cli, ["demo", "--port", str(free_port()), "--data", str(first.folder)])
        assert rival.exit_code == 1, "two demos would write over each other"
        assert rival.output.startswith(f"A demo with this data ({first.folder}) is running already.")
        family = stage.family()
        os.kill(bot_of(stage), signal.SIGKILL)
        assert stage.run.process.wait(20) == 1
        assert "OnPace stopped by itself. Its last lines are in" in stage.run.output
        assert "Traceback" not in stage.run.output
        until(lambda: not [pid for pid in family if is_alive(pid)])  # noqa: B023 - asked within this turn


def test_a_revoked_token_is_granted_again_on_the_page_and_at_the_next_start(first: Stage, house: Path) -> None:
    for stage in staged(first.folder, house / "third.log"):
        assert f"delete the folder {first.folder}." in stage.run.output
        assert re.search(r"The clock stands at \w+day \d{4}-\d\d-\d\d \d\d:\d\d in Tokyo", stage.run.output)
        before = bot_of(stage)
        httpx.post(f"{stage.url}/control/revoke-token", json={})
        page = {"X-Sandbox-Page": "1"}
        httpx.post(f"{stage.url}/page/fault", data={"as": "U0HANA", "do": "install"}, headers=page)
        until(lambda: not is_alive(before), 30)  # noqa: B023 - asked within this turn
        until(lambda: answers(stage), 60)  # noqa: B023
        httpx.post(f"{stage.url}/control/revoke-token", json={})
    for stage in staged(first.folder, house / "fourth.log"):
        assert answers(stage)
        family = stage.family()
        stage.run.process.kill()
        stage.run.process.wait(10)
        until(lambda: not [pid for pid in family if is_alive(pid)], 30)  # noqa: B023


def answers(stage: Stage) -> bool:
    """Whether the bot takes a command."""
    before = len(stage.rows(Call))
    told = httpx.post(f"{stage.url}/control/write", json={"person": "U0HANA", "channel": "C0INSIDE", "text": "/log 不在 1"}).json()
    return told == {"told": ""} and len(stage.rows(Call)) == before + 1


def bot_of(stage: Stage) -> int:
    """The bot's process."""
    words = {pid: Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") for pid in stage.family()}
    return next(pid for pid, line in words.items() if line[-4:-1] == [b"-m", b"bot", b"run"])


def test_a_busy_port_is_told_with_the_way_out(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(cli, ["demo", "--port", str(port), "--data", str(tmp_path / "data")])
    (said,) = result.output.splitlines()
    assert result.exit_code == 1
    assert said.startswith(f"Port {port} is in use, perhaps by another demo (lsof -i :{port} tells by which program). Stop that one")
    assert said.endswith(f"choose another port: make demo PORT={port + 1}")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("port", ["0", "70000", "x"])
def test_a_port_that_is_none_is_told(tmp_path: Path, port: str) -> None:
    result = CliRunner().invoke(cli, ["demo", "--port", port, "--data", str(tmp_path / "data")])
    assert (result.exit_code, type(result.exception)) == (2, SystemExit)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    result = CliRunner().invoke(cli, ["demo", "--port", str(free_port()), "--data", str(tmp_path / "data")])
    (said,) = result.output.splitlines()
    assert said == f"The demo cannot keep its data in {tmp_path / 'data'}: File exists. Choose another folder with --data."


# The team and its three months


def test_the_team_is_whole(first: Stage) -> None:
    people = first.rows(Member)
    count = Counter(role for row in people for role in members.roles(row))
    assert count == {Role.REP: 11, Role.MENTOR: 2, Role.MANAGER: 1, Role.AE: 3}
    new = [row for row in people if row.start_date]
    assert len(new) == 3
    assert all(row.is_rep and row.mentor_id for row in new)
    assert {row.slack_language for row in people} == {"ja", "en"}
    assert len({row.name for row in people}) == len(CAST) == 17


def board_of(stage: Stage, month: date) -> dict[str, Any]:
    """The team's figures of a month, as they stand when the demo begins."""
    engine = connect(f"sqlite:///{stage.folder / 'onpace.db'}")
    with reading(engine) as session:
        workspace = workspaces.find(session, slack_id=WORKSPACE)
        assert workspace
        (team,) = teams.every(session, workspace_id=workspace.id or 0)
        whole = month_of(month)
        board = scoreboard.of_team(session, team=team, period=Period(whole.first, whole.last), now=seeding.BEGINS)
    engine.dispose()
    return scoreboard.as_json(board)


@pytest.mark.parametrize("month", [date(2026, 9, 1), date(2026, 10, 1)])
def test_whole_months_are_near_the_goal(first: Stage, month: date) -> None:
    board = board_of(first, month)
    attained = {name: Decimal(value) for name, value in board["attainments"].items()}
    assert 260 <= board["held"] <= 340
    assert Decimal("0.85") <= attained["meetings"] <= Decimal("1.15")
    assert Decimal("0.8") <= attained["qualified"] <= Decimal("1.15")
    assert Decimal("0.55") <= attained["revenue"] <= Decimal("1.35")
    assert {"web", "webinar", "referral", "outbound list"} <= board["by_source"].keys()


def test_this_month_is_on_its_way(first: Stage) -> None:
    board = board_of(first, date(2026, 11, 1))
    assert (board["goals"]["meetings"], board["goals"]["revenue"]) == ("300", "25000000")
    assert 150 <= board["held"] <= 260
    assert board["pending"] > 0
    booked = [row for row in first.rows(Meeting) if row.state == "booked" and row.day > date(2026, 11, 20)]
    assert len(booked) > 20


def test_new_reps_have_less_of_a_goal(first: Stage) -> None:
    engine = connect(f"sqlite:///{first.folder / 'onpace.db'}")
    with reading(engine) as session:
        workspace = workspaces.find(session, slack_id=WORKSPACE)
        assert workspace
        (team,) = teams.every(session, workspace_id=workspace.id or 0)
        board = scoreboard.of_team(session, team=team, period=Period(date(2026, 11, 1), date(2026, 11, 30)), now=seeding.BEGINS)
        wanted = {row.member.slack_id: row.goals[Kpi.MEETINGS] for row in board.by_member}
    engine.dispose()
    assert wanted["U0NOAH"] < wanted["U0YUI"] < wanted["U0HANA"] == 34


def test_companies_are_many_and_two_open_meetings_with_one_are_rare(first: Stage) -> None:
    names = companies(1)
    assert len({fold(name) for name in names}) == len(names) >= 2000
    open_ = Counter(row.lead_id for row in first.rows(Meeting) if row.state == "booked")
    assert sum(count > 1 for count in open_.values()) <= 2


def test_each_lead_has_the_source_of_its_calls(first: Stage) -> None:
    leads = {row.id: row for row in first.rows(Lead)}
    calls = first.rows(Call)
    seeded = [call for call in calls if call.entry_id is None]
    assert sum(leads[call.lead_id].source != call.source for call in seeded) == 0
    assert all(lead.owner_id for lead in leads.values() if lead.source)


def test_a_meeting_has_a_whole_history(first: Stage) -> None:
    kinds = Counter(event.kind for event in first.rows(MeetingEvent))
    assert {"booked", "moved", "held", "no_show", "cancelled", "qualified", "unqualified", "won"} <= kinds.keys()
    assert kinds["booked"] == len(first.rows(Meeting))


def test_the_rollup_agrees_with_the_calls(first: Stage) -> None:
    assert sum(row.calls for row in first.rows(Tally)) == len(first.rows(Call))


def test_the_same_seed_makes_the_same_months(tmp_path: Path, sqlite_template: Path) -> None:
    """A short history, twice."""
    made = []
    for n in (1, 2):
        url = f"sqlite:///{tmp_path / f'{n}.db'}"
        engine = connect(url)
        migrate(engine)
        assert not seeding.is_seeded(engine)
        seeding.seed(engine, first=date(2026, 11, 12))
        assert seeding.is_seeded(engine)
        engine.dispose()
        made.append([[row.model_dump() for row in rows(url, table)] for table in (Member, Lead, Call, Meeting, MeetingEvent, Effort)])
    assert made[0] == made[1]
    assert all(made[0])


def test_a_history_that_breaks_halfway_leaves_nothing(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'onpace.db'}")
    migrate(engine)

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seeding.seed(engine, first=date(2026, 11, 18), progress=stop)
    assert not seeding.is_seeded(engine)
    engine.dispose()
