"""`onpace post`: what a job would say at a time, to whom and what becomes of it; into the outbox once; wrong words end in a sentence."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

from bot import mail
from bot.__main__ import cli
from bot.talk import Post
from coaching.posts import Job
from sandbox.server import Server
from storage.engine import writing
from storage.tables import ClosedMonth, Outgoing, Team
from tests.furniture import move_in
from tests.month import moment
from tests.office import WORKSPACE, Office
from tests.people import TEAM_CHANNEL
from tests.press import Press
from tests.rows import rows

Run = Callable[..., Result]


@pytest.fixture
def press(engine: Engine) -> Press:
    """The team's press, with something in the month."""
    move_in(engine)
    office = Office(engine)
    assert "12" in office.say("hana", "/log 12 no-answer").text
    return Press(office)


@pytest.fixture
def run(press: Press) -> Run:
    """`onpace post …` at ten on the 24th in Tokyo, on the same database."""
    empty = dict.fromkeys(("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "ONPACE_CLOCK_URL"), "")
    url = press.office.engine.url.render_as_string(hide_password=False)

    def onpace(*words: str, now: str = "2026-11-24T10:00+09:00", **more: str) -> Result:
        settings = empty | {"ONPACE_DATABASE_URL": url, "ONPACE_NOW": now} | more
        return CliRunner().invoke(cli, ["post", *words, "--workspace", WORKSPACE], env=settings)

    return onpace


def test_a_dry_run_prints_what_would_go_to_whom_and_writes_nothing(press: Press, run: Run) -> None:
    before = rows(press.office, Outgoing)
    result = run("numbers", "--at", "12:00", "--dry-run")
    lines = result.output.splitlines()
    assert result.exit_code == 0, result.output
    assert lines[0] == "Tokyo: numbers at 2026-11-24 12:00 (Asia/Tokyo)"
    assert lines[1] == f"  to channel ({TEAM_CHANNEL}), key 'numbers {press.where['team_id']} 2026-11-24 12:00': goes 2026-11-24 12:00"
    assert any("12コール" in line for line in lines)
    assert any(line.startswith("      picture: ") for line in lines)
    assert lines[-1] == "  1 of 1 would go out"
    assert rows(press.office, Outgoing) == before


def test_people_are_told_by_name(run: Run) -> None:
    said = run("brief", "--at", "2026-11-25T09:00", "--dry-run", "--team", "tokyo").output
    assert "to Hana Sato (U0HANA), key 'brief " in said
    assert "to Tom Baker (U0TOM)" in said
    assert "4 of 4 would go out" in said


def test_without_slack_it_says_that_it_knows_no_guests_and_writes_to_nobody(press: Press, run: Run) -> None:
    assert "Slack could not be asked who is a guest or deactivated: such people may" in run("brief", "--at", "09:00", "--dry-run").output
    assert "Slack could not" not in run("numbers", "--at", "12:00", "--dry-run").output, "a channel is no guest"
    result = run("brief", "--at", "12:00")
    assert (result.exit_code, "Nothing was put into the outbox" in result.output) == (1, True)
    assert press.heard("hana") == []


def test_with_slack_guests_are_left_out(press: Press, run: Run, sandbox: Server) -> None:
    next(one for one in sandbox.workspace.cast.people if one.id == "U0HANA").is_restricted = True
    slack = {"SLACK_API_URL": f"{sandbox.url}/api/", "SLACK_BOT_TOKEN": sandbox.workspace.cast.bot_token}
    said = run("brief", "--at", "2026-11-25T09:00", "--dry-run", **slack).output
    assert "U0HANA" not in said
    assert "3 of 3 would go out" in said


def test_it_is_put_once_under_the_key_of_the_round(press: Press, run: Run) -> None:
    press.wants_only(Job.NUMBERS)
    assert "1 of 1 are in the outbox" in run("numbers", "--at", "12:00").output
    again = run("numbers", "--at", "12:00").output
    assert "not again: under this key one is waiting" in again
    assert "0 of 1 are in the outbox" in again
    press.look("2026-11-24 12:00")
    assert press.keys(TEAM_CHANNEL) == ["numbers - 2026-11-24 12:00"]
    assert press.due(TEAM_CHANNEL) == [moment("2026-11-24 12:00")]


def test_what_quiet_hours_and_the_day_budget_do_with_it_is_told(press: Press, run: Run) -> None:
    said = run("brief", "--at", "2026-11-25T07:00", "--dry-run").output
    assert "goes 2026-11-25 08:00, after the quiet hours" in said
    assert "no round is due at 07:00, but at 09:00" in said
    press.office.at("2026-11-25 08:30")
    fill(press, "U0HANA", 6)
    told = run("brief", "--at", "2026-11-25T09:00", "--dry-run").output
    assert "(U0HANA)" in told
    assert "left out: 6 unasked messages that day are enough" in told
    assert "3 of 4 would go out" in told


def fill(press: Press, to: str, count: int) -> None:
    with writing(press.office.engine) as session:
        team = session.get_one(Team, press.where["team_id"])
        mail.put(session, team, [Post(f"k{n}", to, "x") for n in range(count)], press.office.now)


def test_what_is_of_no_use_after_the_quiet_hours_is_left_out(press: Press, run: Run) -> None:
    said = run("brief", "--at", "2026-11-24T21:00", "--dry-run").output
    assert said.count("left out: of no use any more when it could go") == 4
    assert press.heard("hana", "brief") == []


def test_a_warning_that_would_go_at_once_is_said_to_go(press: Press, run: Run) -> None:
    press.office.at("2026-11-02 09:00")
    for who, line in (("mio", "/goal @tom meetings 18"), ("mio", "/goal team meetings 40"), ("tom", "/log 20 no-answer")):
        press.office.say(who, line)
    said = run("warning", "--at", "14:00", "--dry-run", now="2026-11-12T14:00+09:00").output
    assert "to Tom Baker (U0TOM), key 'pace " in said
    assert said.count(": goes 2026-11-12 14:00\n") == 2, said
    assert "2 of 2 would go out" in said


@pytest.mark.parametrize("now", ["2026-11-24T10:00+09:00", "2026-12-07T08:59+09:00"])
def test_a_month_that_is_closed_by_then_is_said_as_it_counts_now(press: Press, run: Run, now: str) -> None:
    said = run("close", "--at", "2026-12-07T09:00", "--dry-run", now=now).output
    assert "  2026-11, to be closed on 2026-12-07, is not closed yet: `onpace run` closes it first. As it counts now:\n" in said
    assert "November 2026 is closed: your month" in said
    assert "2026年11月を締めました" in said
    assert said.count(": goes 2026-12-07 09:00\n") == 6
    assert rows(press.office, ClosedMonth) == []


def test_no_month_is_told_by_hand_before_it_is_closed(press: Press, run: Run) -> None:
    result = run("close", "--at", "09:00", now="2026-12-07T08:59+09:00")
    assert (result.exit_code, "a month is told when it is closed" in result.output) == (1, True), result.output
    assert press.heard("ann", "close") == []


@pytest.mark.parametrize("at", ["2026-11-24T09:00", "2026-12-04T09:00"])
def test_before_its_day_a_rehearsal_says_when_the_month_is_closed(run: Run, at: str) -> None:
    said = run("close", "--at", at, "--dry-run").output
    assert "nobody has anything to hear" in said
    assert "  2026-11 is closed on 2026-12-07, and told then\n" in said


def test_a_day_off_and_a_post_that_is_off_are_told(press: Press, run: Run) -> None:
    told = run("numbers", "--at", "2026-11-21T12:00", "--dry-run").output
    assert "a day off for the team: no round is due" in told
    assert ": would not go\n" in told
    assert "0 of 1 would go out" in told
    assert ": goes " not in told
    press.wants(Job.NUMBERS, days=frozenset({0}))
    assert "not want it on a Tuesday: no round is due" in run("numbers", "--at", "12:00", "--dry-run").output
    press.wants(Job.NUMBERS, days=None)
    press.wants(Job.NUMBERS, wanted=False)
    assert "off: the team does not want it" in run("numbers", "--at", "12:00", "--dry-run").output
    result = run("numbers", "--at", "12:00")
    assert result.exit_code == 1
    assert "has this post off, so nothing was put into the outbox" in result.output
    assert press.heard(TEAM_CHANNEL) == []


@pytest.mark.parametrize("job", list(Job))
def test_every_job_can_be_rehearsed(run: Run, job: Job) -> None:
    result = run(job.value, "--dry-run")
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"Tokyo: {job} at 2026-11-24 10:00")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["weather", "--dry-run"], "There is no post called 'weather'. There are brief, coaching, numbers"),
        (["numbers", "--at", "noon", "--dry-run"], "'noon' is no time. Example: onpace post numbers --at 12:00 --dry-run"),
        (["numbers", "--at", "25:00", "--dry-run"], "'25:00' is no time."),
        (["numbers"], "At which of its times?"),
        (["board", "--at", "12:00"], "board goes by what happens while `onpace run` runs"),
        (["numbers", "--dry-run", "--team", "Osaka"], "There is no team called 'Osaka'. Teams: Tokyo."),
    ],
)
def test_what_cannot_be_meant_ends_in_a_sentence(press: Press, run: Run, words: list[str], said: str) -> None:
    before = len(rows(press.office, Outgoing))
    result = run(*words)
    assert (result.exit_code, said in result.output) == (1, True), result.output
    assert len(rows(press.office, Outgoing)) == before


def test_a_time_that_has_passed_goes_at_once(press: Press, run: Run) -> None:
    said = run("numbers", "--at", "12:00", now="2026-11-24T13:15+09:00").output
    assert "goes 2026-11-24 13:15" in said
    [due] = press.due(TEAM_CHANNEL)
    assert abs(due - moment("2026-11-24 13:15")) < timedelta(minutes=5)
