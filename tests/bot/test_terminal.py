"""The command line: files in, figures out, the manifest, the doctor. Each wrong word ends in one clear sentence and exit 1."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from sqlmodel import SQLModel, select
from typer.testing import CliRunner, Result

from bot.__main__ import cli
from bot.sealing import Seal
from bot.terminal import lines
from sandbox.clock import Clock
from sandbox.people import read_cast
from sandbox.server import Server, serve
from sandbox.workspace import Workspace
from storage import installations, members, workspaces
from storage.engine import connect, migrate, reading, writing
from storage.tables import Call, Lead, Meeting, Member, Team, id_of
from tests.office import START
from tests.processes import settings
from tests.sandboxes import PEOPLE

MEMBERS = """\
slack_id,name,role,team,mentor,start_date
U1,花,rep,東京,健,2026-10-01
U2,Tom Baker,rep,東京,,
U3,健,mentor+rep,東京,,
U4,Mio,manager,東京,,
U5,Sora,ae,大阪,,
"""


@dataclass
class Terminal:
    """Somebody at a terminal, with a folder and a database."""

    folder: Path
    template: Path
    now: str = "2026-11-24T10:00+09:00"

    def __post_init__(self) -> None:
        (self.folder / "onpace.db").write_bytes(self.template.read_bytes())

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / 'onpace.db'}"

    def run(self, *words: str, given: str = "", **own: str) -> Result:
        """`onpace …`."""
        empty = dict.fromkeys(("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "ONPACE_CLOCK_URL"), "")
        environment = empty | {"ONPACE_DATABASE_URL": self.url, "ONPACE_NOW": self.now} | own
        return CliRunner().invoke(cli, list(words), env=environment, input=given)

    def take(self, kind: str, text: str | bytes, *words: str, given: str = "", code: int = 0) -> str:
        """Import a file; what is said, and the exit code with it."""
        file = self.folder / f"{kind}.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        result = self.run("import", kind, str(file), "--workspace", "T0CLI", *words, given=given)
        assert result.exit_code == code, result.output
        return result.output

    def refusal(self, *words: str, **own: str) -> str:
        """The one sentence a wrong command ends with."""
        result = self.run(*words, **own)
        assert (result.exit_code, type(result.exception)) == (1, SystemExit), result.output
        (said,) = result.output.splitlines()
        return said

    def kpi(self, *words: str) -> dict[str, Any]:
        """`onpace kpi … --json`."""
        result = self.run("kpi", *words, "--json", "--workspace", "T0CLI")
        assert result.exit_code == 0, result.output
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    def rows(self, table: type[SQLModel]) -> list[Any]:
        """What is in a table."""
        engine = connect(self.url)
        with reading(engine) as session:
            found = list(session.exec(select(table)).all())
        engine.dispose()
        return found


@pytest.fixture
def terminal(tmp_path: Path, sqlite_template: Path) -> Terminal:
    return Terminal(tmp_path, sqlite_template)


@pytest.fixture
def team(terminal: Terminal) -> Terminal:
    terminal.take("members", MEMBERS)
    return terminal


# Members


def test_members_come_with_their_roles_teams_and_mentors(terminal: Terminal) -> None:
    assert terminal.take("members", MEMBERS) == "5 members imported, 0 known already, 0 rows not understood, of 5 rows.\n"
    people = {row.name: row for row in terminal.rows(Member)}
    roles = {name: sorted(members.roles(row)) for name, row in people.items()}
    assert roles == {"花": ["rep"], "Tom Baker": ["rep"], "健": ["mentor", "rep"], "Mio": ["manager"], "Sora": ["ae"]}
    assert (people["花"].mentor_id, people["花"].start_date) == (people["健"].id, date(2026, 10, 1))
    assert {team.name for team in terminal.rows(Team)} == {"東京", "大阪"}


def test_members_imported_twice_change_nothing(team: Terminal) -> None:
    before = team.rows(Member)
    assert team.take("members", MEMBERS).startswith("0 members imported, 5 known already")
    assert team.rows(Member) == before


def test_members_who_already_spoke_in_slack_are_the_same_people(terminal: Terminal) -> None:
    """Whoever typed a command before the import is known by Slack id, in no team yet."""
    engine = connect(terminal.url)
    with writing(engine) as session:
        workspace = workspaces.ensure(session, slack_id="T0CLI", now=START)
        members.ensure(session, workspace_id=workspace.id or 0, slack_id="U2", now=START, name="tom").active = False
    engine.dispose()
    assert terminal.take("members", MEMBERS).startswith("4 members imported, 1 known already")
    tom = next(row for row in terminal.rows(Member) if row.slack_id == "U2")
    assert (tom.name, tom.is_rep, len(terminal.rows(Member))) == ("tom", True, 5)


def test_two_people_of_one_name_are_told_apart_by_slack_id(team: Terminal) -> None:
    team.take("members", "slack_id,name,role\nU8,花,rep\n")
    assert sorted(row.slack_id for row in team.rows(Member) if row.name == "花") == ["U1", "U8"]


def test_a_member_imported_by_name_gets_their_slack_id_later(terminal: Terminal) -> None:
    terminal.take("members", "name,team\n花,東京\n")
    terminal.take("members", "slack_id,name\nU1,花\n")
    (only,) = terminal.rows(Member)
    assert (only.slack_id, only.name) == ("U1", "花")


def test_what_a_file_of_members_leaves_empty_stays(team: Terminal) -> None:
    before = {row.slack_id: (row.team_id, row.mentor_id, row.start_date) for row in team.rows(Member)}
    team.take("members", "slack_id,role\nU1,mentor\nU5,rep\n")
    after = {row.slack_id: row for row in team.rows(Member)}
    assert {slack_id: (row.team_id, row.mentor_id, row.start_date) for slack_id, row in after.items()} == before
    assert (after["U1"].is_rep, after["U1"].is_mentor, after["U5"].is_ae) == (True, True, True)


def test_who_was_there_and_becomes_a_rep_by_a_file_is_one_since_then(team: Terminal) -> None:
    before = {row.slack_id: row.rep_since for row in team.rows(Member)}
    team.take("members", "slack_id,role\nU1,mentor\nU5,rep\n")
    after = {row.slack_id: row.rep_since for row in team.rows(Member)}
    assert (before["U5"], after["U1"]) == (None, before["U1"])
    assert after["U5"] is not None


def test_bad_members_are_told_by_line_and_the_good_go_in(terminal: Terminal) -> None:
    said = terminal.take(
        "members", "slack_id,name,role,start_date,mentor\n,,rep,,\nU1,A,king,,\nU2,B,rep,soon,\nU3,C,rep,,Nobody\nU4,D,rep,,\n"
    )
    assert said.splitlines() == [
        "2 members imported, 0 known already, 3 rows not understood, of 5 rows.",
        "  line 2: no name and no slack_id",
        "  line 3: 'king' is no role: one of rep, mentor, manager, ae (several with +)",
        "  line 4: 'soon' is no date: write it as 2026-11-25",
        "  line 5: no member 'Nobody': import members first, or check the name (the member is in, without a mentor)",
    ]


# Calls, in every encoding and with every delimiter

CALLS = """\
id,rep,at,lead,outcome,source,talk_seconds,notes
c1,花,2026-11-20 10:00,山田商事,不在,セミナー,0,
c2,U2,2026-11-20T01:30Z,㈱山田商事,contact,web,5m,"two, with a comma"
c3,Tom Baker,2026/11/24,,no answer,,0,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_calls_are_read_in_any_usual_encoding_and_delimiter(team: Terminal, encoding: str, delimiter: str) -> None:
    text = CALLS.replace('"two, with a comma"', "TWO").replace(",", delimiter).replace("TWO", f'"two{delimiter} with one"')
    said = team.take("calls", text.replace("\n", "\r\n").encode(encoding))
    assert said == "3 calls imported, 0 known already, 0 rows not understood, of 3 rows.\n"
    first, second, third = sorted(team.rows(Call), key=lambda call: call.key)
    assert (first.outcome, first.source, second.talk_seconds, second.notes) == ("no_answer", "webinar", 300, f"two{delimiter} with one")
    assert [f"{call.at:%m-%d %H:%M}" for call in (first, second, third)] == ["11-20 01:00", "11-20 01:30", "11-24 00:00"]
    assert first.lead_id == second.lead_id, "one company, written in two ways"
    assert [lead.name for lead in team.rows(Lead)] == ["山田商事"]


def test_the_same_calls_twice_change_nothing(team: Terminal) -> None:
    text = CALLS.replace("c1", "").replace("c2", "").replace("c3", "")
    team.take("calls", text)
    before = team.rows(Call), team.rows(Lead), team.kpi("all")
    assert team.take("calls", text).startswith("0 calls imported, 3 known already, 0 rows not understood")
    assert (team.rows(Call), team.rows(Lead), team.kpi("all")) == before


def test_bad_calls_are_told_by_line_and_the_good_go_in(team: Terminal) -> None:
    head, *good = CALLS.splitlines()
    bad = ["b1,花,2026-13-40,,contact,,,", "b2,Nobody,2026-11-20,,contact,,,", "b3,花,2026-11-20,Acme,hung up,,,", "b4,花,,,contact,,,"]
    worse = ["b5,花,2026-11-20,Half Ltd,contact,,forever,", "b6,,2026-11-20,,contact,,,", "b7,花,2026-11-20"]
    said = team.take("calls", "\n".join([head, bad[0], *good, *bad[1:], *worse])).splitlines()
    assert said[0] == "3 calls imported, 0 known already, 7 rows not understood, of 10 rows."
    assert [line.split(":")[0].strip() for line in said[1:]] == [f"line {n}" for n in (2, 6, 7, 8, 9, 10, 11)]
    reasons = (
        "'2026-13-40' is no date",
        "no member 'Nobody'",
        "'hung up' is no outcome",
        "no date",
        "'forever' is no duration",
        "no rep",
        "no outcome",
    )
    assert [reason in line for reason, line in zip(reasons, said[1:], strict=True)] == [True] * 6 + ["no outcome" in said[7]]
    assert "'' is no outcome" in said[7]
    assert {lead.name for lead in team.rows(Lead)} == {"山田商事"}, "a bad row leaves nothing behind"


def test_many_bad_rows_are_told_in_short(team: Terminal) -> None:
    said = team.take("calls", "rep,at,outcome\n" + "花,never,contact\n" * 25, code=1).splitlines()
    assert len(said) == 1 + 1 + 20 + 1 + 1
    assert said[-2] == "  … and 5 more."


def test_columns_fields_and_words_are_mapped(team: Terminal) -> None:
    text = "Agent,When,Result,Kind\n" + "".join(f"Tom Baker,2026-11-20,{end}\n" for end in ("ja,A", "nein,A", "ja,B", "ja,C"))
    maps = ["--map", "Agent=rep", "--map", "When=day", "--map", "Result=outcome"]
    values = ["--value", "outcome:ja=appointment", "--value", "outcome:nein=not_interested"]
    said = team.take("calls", text, *maps, *values, "--set", "source=referral", "--set", "time=14:30", "--where", "Kind=A,B")
    assert said.startswith("3 calls imported, 0 known already, 0 rows not understood, of 4 rows.\n1 rows left out by --where.")
    calls = team.rows(Call)
    assert sorted(call.outcome for call in calls) == ["appointment", "appointment", "not_interested"]
    assert {(call.source, f"{call.at:%H:%M}") for call in calls} == {("referral", "05:30")}


def test_rows_without_a_rep_are_given_in_turn(team: Terminal) -> None:
    team.take("calls", "day,outcome\n" + "".join(f"2026-11-{n:02d},contact\n" for n in range(2, 8)), "--assign-reps")
    names = {row.id: row.name for row in team.rows(Member)}
    counts: dict[str, int] = {}
    for call in team.rows(Call):
        counts[names[call.member_id]] = counts.get(names[call.member_id], 0) + 1
    assert counts == {"花": 2, "Tom Baker": 2, "健": 2}


def test_months_without_a_year_are_walked_from_the_start(team: Terminal) -> None:
    text = "month,day_of_week,outcome\nnov,fri,contact\ndec,mon,contact\njan,mon,contact\nJanuary,水,contact\n"
    team.take("calls", text, "--start", "2025-11", "--set", "rep=花")
    assert [call.day.isoformat() for call in team.rows(Call)] == ["2025-11-07", "2025-12-01", "2026-01-05", "2026-01-07"]


@pytest.mark.parametrize("at", ["2026-11-02 10:05", "2026/11/2 10:05", "2026/11/02 10:05:00", "2026年11月2日 10:05", "02.11.2026 10:05"])
def test_moments_are_read_as_spreadsheets_write_them(team: Terminal, at: str) -> None:
    team.take("calls", f"rep,at,outcome\n花,{at},contact\n")
    (call,) = team.rows(Call)
    assert (call.day, call.at.isoformat()[11:16]) == (date(2026, 11, 2), "01:05")


def test_what_has_not_come_yet_is_no_call_and_no_held_meeting(team: Terminal) -> None:
    assert "line 2: 2099-11-03 10:06 has not come yet" in team.take("calls", "rep,at,outcome\n花,2099-11-03 10:06,contact\n", code=1)
    said = team.take("meetings", "rep,at,state\n花,2099-11-03 10:06,held\n花,2026-12-01 10:00,booked\n")
    assert "line 2: 2099-11-03 10:06 has not come yet, so the meeting cannot have been held" in said
    assert (len(team.rows(Call)), len(team.rows(Meeting))) == (0, 1)


def test_meetings_are_read_in_japanese(team: Terminal) -> None:
    team.take(
        "meetings",
        "rep,at,state,verdict\n花,2026/11/02 10:00,実施,有効\n花,2026/11/03 10:00,ノーショー,\n花,2026/11/04 10:00,キャンセル,\n",
    )
    assert [(row.state, row.verdict) for row in team.rows(Meeting)] == [
        ("held", "qualified"),
        ("no_show", "pending"),
        ("cancelled", "pending"),
    ]


REPEATED = "rep,day,outcome\n" + "花,2026-11-20,contact\n" * 3 + "花,2026-11-20,no answer\n"


@pytest.mark.parametrize(
    ("words", "given", "count", "told"),
    [
        ([], "", 4, "2 rows repeat an earlier row exactly: kept"),
        (["--duplicates", "keep"], "", 4, "kept"),
        (["--duplicates", "drop"], "", 2, "left out"),
        (["--duplicates", "ask"], "y\n", 4, "2 rows repeat an earlier row exactly. Keep them?"),
        (["--duplicates", "ask"], "n\n", 2, "left out"),
    ],
)
def test_repeated_rows_are_kept_dropped_or_asked_about(team: Terminal, words: list[str], given: str, count: int, told: str) -> None:
    assert told in team.take("calls", REPEATED, *words, given=given)
    assert len(team.rows(Call)) == count
    team.take("calls", REPEATED, *words, given=given)
    assert len(team.rows(Call)) == count


# Leads, meetings, wins

MEETINGS = """\
id,rep,ae,lead,at,booked_on,state,verdict,source
m1,花,Sora,山田商事,2026-11-10 14:00,2026-11-04,held,qualified,web
m2,花,,Acme,2026-11-12 10:00,,held,,referral
m3,Tom Baker,,Beta,2026-11-13 10:00,,no_show,,
m4,Tom Baker,,Gamma,2026-11-30 10:00,2026-11-20,booked,,
m5,花,,Delta,2026-11-12 10:00,,no_show,qualified,
m6,花,,Delta,2026-11-12 10:00,,maybe,,
m7,花,Nobody,Delta,2026-11-12 10:00,,held,,
"""
WINS = """\
id,meeting,amount,won_on
w1,m1,¥1200000,2026-11-20
w2,m1,5,2026-11-20
w3,m3,5,2026-11-20
w4,m9,5,2026-11-20
w5,m2,-5,2026-11-20
w6,m2,5,
"""


def test_leads_are_imported_once(team: Terminal) -> None:
    text = "id,name,source,owner\n1,山田商事,セミナー,花\n2,Acme,,\n3,,web,\n4,Beta,,Nobody\n"
    said = team.take("leads", text)
    assert said.splitlines()[0] == "2 leads imported, 0 known already, 2 rows not understood, of 4 rows."
    owner = next(row.id for row in team.rows(Member) if row.name == "花")
    assert [(lead.name, lead.source, lead.owner_id) for lead in team.rows(Lead)] == [("山田商事", "webinar", owner), ("Acme", "", None)]
    assert team.take("leads", text).startswith("0 leads imported, 2 known already")


def test_meetings_and_wins_count_in_their_months(team: Terminal) -> None:
    said = team.take("meetings", MEETINGS).splitlines()
    assert said[0] == "4 meetings imported, 0 known already, 3 rows not understood, of 7 rows."
    assert [line.split(": ", 1)[1] for line in said[1:]] == [
        "a verdict needs a held meeting",
        "'maybe' is no state: one of booked, held, no_show, cancelled",
        "no member 'Nobody': import members first, or check the name",
    ]
    said = team.take("wins", WINS).splitlines()
    assert said[0] == "1 wins imported, 0 known already, 5 rows not understood, of 6 rows."
    assert [line.split(": ", 1)[1] for line in said[1:]] == [
        "the meeting is won already by an earlier row",
        "the meeting was not held, so it cannot be won",
        "no meeting with id 'm9': import meetings first",
        "'-5' is no amount above zero",
        "'' is no date: write it as 2026-11-25",
    ]
    board = team.kpi("all", "--month", "2026-11")
    assert (board["held"], board["qualified"], board["pending"], board["won"], board["revenue"]) == (2, 1, 1, 1, "1200000")


def test_meetings_and_wins_twice_change_nothing(team: Terminal) -> None:
    for kind, text in (("meetings", MEETINGS), ("wins", WINS)):
        team.take(kind, text)
    before = team.kpi("all"), team.rows(Meeting)
    assert team.take("meetings", MEETINGS).startswith("0 meetings imported, 4 known already, 3 rows")
    assert team.take("wins", WINS).startswith("0 wins imported, 1 known already, 5 rows")
    assert (team.kpi("all"), team.rows(Meeting)) == before


# Figures


def test_figures_are_printed_as_json_and_plain(team: Terminal) -> None:
    team.take("calls", CALLS)
    board = team.kpi("東京")
    assert (board["team"], board["first"], board["last"], board["calls"], board["contacts"]) == ("東京", "2026-11-01", "2026-11-30", 3, 1)
    assert team.kpi("花", "--month", "先月")["calls"] == 0
    assert team.kpi("Tom Baker", "--from", "2026-11-20", "--to", "2026-11-20")["calls"] == 1
    assert set(team.kpi("all")["teams"]) == {"東京", "大阪"}
    plain = team.run("kpi", "東京", "--workspace", "T0CLI").output.splitlines()
    assert "calls            3" in plain
    assert "score            –" in plain


def test_team_is_the_only_team(terminal: Terminal) -> None:
    terminal.take("members", "name,team\n花,東京\n")
    assert terminal.kpi()["team"] == "東京"


# Wrong words

WRONG: list[tuple[list[str], str]] = [
    (["import", "calls", "nowhere.csv"], "nowhere.csv cannot be read: No such file or directory."),
    (["import", "calls", "EMPTY"], "is empty: its first line should name the columns."),
    (["import", "deals", "FILE"], "There is no import of 'deals': it is one of calls, meetings, wins, leads, members."),
    (["import", "calls", "FILE", "--map", "rep"], "'rep' could not be read. Example: --map column=field"),
    (["import", "calls", "FILE", "--map", "Agent=rep"], "The file has no column 'Agent'. Its columns: "),
    (["import", "calls", "FILE", "--map", "who=agent"], "calls have no field 'agent'. Their fields: id, at, day,"),
    (["import", "calls", "FILE", "--set", "web"], "'web' could not be read. Example: --set field=value"),
    (["import", "calls", "FILE", "--set", "colour=red"], "calls have no field 'colour'."),
    (
        ["import", "calls", "FILE", "--value", "yes=appointment"],
        "'yes=appointment' could not be read. Example: --value outcome:",
    ),
    (["import", "calls", "FILE", "--value", "outcome:yes"], "'outcome:yes' could not be read. Example: --value outcome:yes=appointment"),
    (["import", "calls", "FILE", "--value", "colour:a=b"], "calls have no field 'colour'."),
    (["import", "calls", "FILE", "--where", "stage"], "'stage' could not be read. Example: --where column=word,word"),
    (["import", "calls", "FILE", "--where", "stage=Won"], "The file has no column 'stage'."),
    (["import", "calls", "FILE", "--duplicates", "maybe"], "--duplicates is one of keep, drop, ask, not maybe."),
    (["import", "calls", "FILE", "--start", "May"], "'May' is no month. Example: --start 2008-05"),
    (["import", "calls", "FILE", "--assign-reps"], "--assign-reps needs reps: import members first, or set the team up with /onpace."),
    (["kpi"], "There is no such workspace here as T0CLI: nobody used OnPace there yet"),
    (["kpi", "--from", "2026-02-31", "--to", "2026-03-01"], "2026-02-31 is not in the calendar."),
    (["kpi", "--from", "2026-02-01", "--to", "2026-03-01", "--month", "9"], "name one or the other."),
    (["manifest", "--url", ""], "--url is no address Slack can call."),
    (["manifest", "--url", "http://example.com"], "http://example.com is no address Slack can call."),
    (["kpi", "--from", "2026-11-01"], "--from and --to go together, as 2026-11-01"),
    (["kpi", "--from", "2026-11-10", "--to", "2026-11-01"], "--to (2026-11-01) is before --from (2026-11-10)."),
    (["import", "members", "FILE"], "No column of the file is a field of members: say which is which with --map column=field."),
    (["import", "calls", "OPEN"], "a quotation mark is not closed."),
    (["manifest", "--url", "onpace.example.com"], "onpace.example.com is no address Slack can call. Example: --url https://"),
    (["kpi", "--month", "someday"], "'someday' is no month. Example: --month 2026-09"),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_each_wrong_word_is_told(terminal: Terminal, words: list[str], sentence: str) -> None:
    (terminal.folder / "FILE").write_text("who,day\n花,2026-11-20\n")
    (terminal.folder / "EMPTY").write_text("\n\n")
    (terminal.folder / "OPEN").write_text('rep,day,notes\n花,2026-11-20,"said\n花,2026-11-21,fine\n')
    here = [str(terminal.folder / word) if word in ("FILE", "EMPTY", "OPEN") else word for word in words]
    place = [] if words[0] == "manifest" else ["--workspace", "T0CLI"]
    assert sentence in terminal.refusal(*here, *place)


def test_what_is_no_table_imports_nothing(team: Terminal) -> None:
    file = team.folder / "picture.png"
    file.write_bytes(bytes(range(256)) * 20)
    result = team.run("import", "calls", str(file), "--workspace", "T0CLI")
    assert isinstance(result.exception, SystemExit | None)
    assert team.rows(Call) == []


def test_who_is_not_there_is_told_with_who_is(team: Terminal) -> None:
    assert team.refusal("kpi", "Nobody", "--workspace", "T0CLI") == "Nobody and no team is called 'Nobody'. Teams: 東京, 大阪; or all."


def test_which_workspace_must_be_known(terminal: Terminal) -> None:
    assert terminal.refusal("kpi") == "Which workspace? Set SLACK_BOT_TOKEN, or name it: --workspace T0123456789"
    api = {"SLACK_BOT_TOKEN": "xoxb-hidden", "SLACK_API_URL": "http://127.0.0.1:9/api/"}
    said = terminal.refusal("kpi", **api)
    assert said.startswith("Slack did not say which workspace the token is of")
    assert "hidden" not in said


def test_the_only_workspace_is_meant_when_none_is_named(team: Terminal) -> None:
    assert team.run("kpi", "東京", "--json").exit_code == 0


# The manifest


def test_the_manifest_for_http_names_the_address_everywhere(terminal: Terminal) -> None:
    kept = yaml.safe_load(terminal.run("manifest").output)
    http = yaml.safe_load(terminal.run("manifest", "--url", "https://onpace.example.com/").output)
    events = "https://onpace.example.com/slack/events"
    assert kept["settings"]["socket_mode_enabled"] is True
    assert "url" not in str(kept["features"]["slash_commands"])
    assert {command["url"] for command in http["features"]["slash_commands"]} == {events}
    assert http["settings"]["socket_mode_enabled"] is False
    assert {http["settings"][part]["request_url"] for part in ("event_subscriptions", "interactivity")} == {events}
    assert http["oauth_config"]["redirect_urls"] == [events.replace("/slack/events", "/slack/oauth_redirect")]
    assert "redirect_urls" not in kept["oauth_config"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:3000", "http://localhost:3000/", "http://[::1]:3000"])
def test_the_manifest_may_name_this_machine_for_the_local_workspace(terminal: Terminal, url: str) -> None:
    told = yaml.safe_load(terminal.run("manifest", "--url", url).output)
    assert told["oauth_config"]["redirect_urls"] == [f"{url.rstrip('/')}/slack/oauth_redirect"]


def test_a_fraction_is_told_to_two_places() -> None:
    board = {"expected": "20.526315789473684", "held": 3, "rate": None, "goals": {}}
    assert [line.split() for line in lines(board)] == [["expected", "20.53"], ["held", "3"], ["rate", "–"]]


@pytest.mark.parametrize("words", [[], ["--url", "https://onpace.example.com"]], ids=["socket", "http"])
def test_the_manifest_is_valid_by_slacks_schema(terminal: Terminal, words: list[str]) -> None:
    schema = os.environ.get("ONPACE_MANIFEST_SCHEMA", "")
    if not schema:
        pytest.skip("set ONPACE_MANIFEST_SCHEMA to Slack's manifest.schema.2.0.0.json (github.com/slackapi/manifest-schema)")
    jsonschema.validate(yaml.safe_load(terminal.run("manifest", *words).output), json.loads(Path(schema).read_text(encoding="utf-8")))


# The doctor


@pytest.fixture(scope="module")
def place() -> Iterator[Server]:
    manifest = yaml.safe_load((Path(__file__).parents[2] / "manifest.yml").read_text(encoding="utf-8"))
    with serve(Workspace(read_cast(PEOPLE), manifest, clock=Clock())) as server:
        yield server


def test_a_healthy_house_is_told_line_by_line(terminal: Terminal, place: Server) -> None:
    result = terminal.run("doctor", **settings(place, terminal.url), ONPACE_NOW="")
    lines = result.output.splitlines()
    assert (result.exit_code, [line[:3] for line in lines]) == (0, [*["ok "] * 8, "-- "]), result.output
    assert [line[4:].split(":")[0] for line in lines] == [
        "bot token",
        "scopes",
        "app token",
        "signing secret",
        "database",
        "outbox",
        "fonts",
        "clock",
        "running bot",
    ]


SICK: list[tuple[dict[str, str], str]] = [
    ({"SLACK_BOT_TOKEN": ""}, "NO  bot token: SLACK_BOT_TOKEN is not set. Copy it"),
    ({"SLACK_BOT_TOKEN": "xoxb-hidden"}, "NO  bot token: Slack says invalid_auth. Reinstall the app"),
    ({"SLACK_API_URL": "http://127.0.0.1:9/api/"}, "NO  bot token: http://127.0.0.1:9/api/ does not answer"),
    ({"SLACK_APP_TOKEN": "xapp-hidden"}, "NO  app token: Slack says invalid_auth. Make an app-level token with connections:write"),
    (
        {"SLACK_BOT_TOKEN": "xapp-hidden", "SLACK_APP_TOKEN": "xoxb-hidden"},
        "NO  bot token: SLACK_BOT_TOKEN and SLACK_APP_TOKEN are",
    ),
    ({"SLACK_BOT_TOKEN": "xapp-hidden"}, "NO  bot token: SLACK_BOT_TOKEN holds an app-level token"),
    ({"SLACK_API_URL": "http://127.0.0.1:9/api/"}, "NO  app token: http://127.0.0.1:9/api/ does not answer"),
    ({"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": ""}, "NO  signing secret: SLACK_SIGNING_SECRET is not set; HTTP needs it."),
    (
        {"ONPACE_DATABASE_URL": "sqlite:////dev/null/x/onpace.db"},
        "NO  database: /dev/null/x cannot be used: Not a directory. Check ONPACE_DATABASE_URL",
    ),
    ({"ONPACE_DATABASE_URL": "postgresql://me:hidden@127.0.0.1:9/x"}, "NO  database: The database cannot be used: connection failed: "),
    ({"ONPACE_CLOCK_URL": "http://127.0.0.1:9/clock"}, "NO  clock: http://127.0.0.1:9/clock does not answer"),
]


@pytest.mark.parametrize(("wrong", "line"), SICK, ids=[line.split(".")[0] for _, line in SICK])
def test_each_trouble_is_told_with_what_to_do(terminal: Terminal, place: Server, wrong: dict[str, str], line: str) -> None:
    result = terminal.run("doctor", **(settings(place, terminal.url) | {"ONPACE_NOW": ""} | wrong))
    assert result.exit_code == 1
    assert line in result.output
    assert "hidden" not in result.output


def test_missing_scopes_are_named(terminal: Terminal, place: Server) -> None:
    scopes = place.workspace.manifest["oauth_config"]["scopes"]["bot"]
    with serve(Workspace(read_cast(PEOPLE), {"oauth_config": {"scopes": {"bot": scopes[2:]}}})) as poor:
        result = terminal.run("doctor", **settings(poor, terminal.url), ONPACE_NOW="")
    assert (result.exit_code, "NO  scopes: chat:write, commands missing. Update the app's manifest and reinstall." in result.output) == (
        1,
        True,
    )


SEVERAL = {"SLACK_BOT_TOKEN": "", "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "hidden-5", "ONPACE_TOKEN_KEY": "A" * 43 + "="}
LINES: list[tuple[dict[str, str], str]] = [
    ({}, "ok  client: id and secret set: workspaces install OnPace at /slack/install"),
    ({}, "ok  token key: valid: tokens are kept encrypted"),
    ({}, "ok  installations: 1, and every token opens"),
    ({"SLACK_CLIENT_ID": ""}, "NO  client: SLACK_CLIENT_ID is not set: copy it"),
    ({"SLACK_CLIENT_SECRET": ""}, "NO  client: SLACK_CLIENT_SECRET is not set: copy it"),
    ({"SLACK_BOT_TOKEN": "xoxb-hidden"}, "NO  client: SLACK_BOT_TOKEN is for one workspace"),
    ({"ONPACE_TOKEN_KEY": "hidden-key"}, "NO  token key: ONPACE_TOKEN_KEY is no key. Make one with `onpace key`"),
    ({"ONPACE_TOKEN_KEY": "B" * 43 + "="}, "NO  installations: ONPACE_TOKEN_KEY does not open the token of T0MANY. Add the key"),
]


@pytest.mark.parametrize(("wrong", "line"), LINES, ids=[line[4:40] for _, line in LINES])
def test_several_workspaces_are_told_line_by_line(terminal: Terminal, place: Server, wrong: dict[str, str], line: str) -> None:
    sealed = Seal(SEVERAL["ONPACE_TOKEN_KEY"]).seal("T0MANY", "xoxb-hidden-6")
    scopes = ",".join(place.workspace.manifest["oauth_config"]["scopes"]["bot"])
    engine = connect(terminal.url)
    migrate(engine)
    with writing(engine) as session:
        many = workspaces.ensure(session, slack_id="T0MANY", now=START)
        told = {"token": sealed, "bot_user_id": "U0BOT", "app_id": "A1", "scopes": scopes, "installed_by": "U1"}
        installations.begin(session, workspace_id=id_of(many), now=START, **told)
    engine.dispose()
    result = terminal.run("doctor", **(settings(place, terminal.url) | {"ONPACE_NOW": ""} | SEVERAL | wrong))
    assert (line in result.output, result.exit_code, "hidden" in result.output) == (True, int(bool(wrong)), False), result.output


def test_a_key_is_printed_that_opens_what_it_seals(terminal: Terminal) -> None:
    keys = [terminal.run("key").output.strip() for _ in range(2)]
    assert keys[0] != keys[1]
    assert Seal(keys[0]).open("T1", Seal(keys[0]).seal("T1", "xoxb-1")) == "xoxb-1"


def test_a_lost_key_lets_the_workspaces_install_again(terminal: Terminal) -> None:
    """The token no key opens goes; the one that opens stays; OnPace starts again."""
    engine = connect(terminal.url)
    migrate(engine)
    new, old = (terminal.run("key").output.strip() for _ in range(2))
    with writing(engine) as session:
        for slack_id, own in (("T0NEW", new), ("T0OLD", old)):
            home = workspaces.ensure(session, slack_id=slack_id, now=START)
            session.flush()
            told = {"bot_user_id": "U0BOT", "app_id": "A1", "scopes": "", "installed_by": "U1"}
            installations.begin(session, workspace_id=id_of(home), token=Seal(own).seal(slack_id, "xoxb-1"), now=START, **told)
    assert terminal.run("key", "--lost", ONPACE_TOKEN_KEY=new).output == "1 tokens deleted: T0OLD install OnPace again.\n"
    assert terminal.run("key", "--lost", ONPACE_TOKEN_KEY=new).output == "0 tokens deleted.\n"
    with reading(engine) as session:
        assert [slack_id for slack_id, _ in installations.active(session)] == ["T0NEW"]
    engine.dispose()


def test_help_names_every_command(terminal: Terminal) -> None:
    said = terminal.run("--help").output
    assert all(name in said for name in ("run", "demo", "doctor", "import", "kpi", "manifest"))


# Exit codes


@pytest.mark.parametrize(
    ("rows", "code", "said"),
    [
        (["nobody,yesterday,spoke", "nobody,never,?"], 1, "Nothing was imported: no row of "),
        (
            ["Tom Baker,2026-11-20 10:00,contact", "nobody,never,?"],
            0,
            "1 calls imported, 0 known already, 1 rows not understood",
        ),
        (["Tom Baker,2026-11-20 10:00,contact"], 0, "1 calls imported, 0 known already, 0 rows not understood, of 1 rows."),
        ([], 0, "0 calls imported, 0 known already, 0 rows not understood, of 0 rows."),
    ],
)
def test_an_import_fails_when_no_row_went_in(team: Terminal, rows: list[str], code: int, said: str) -> None:
    file = team.folder / "few.csv"
    file.write_text("\n".join(["rep,at,outcome", *rows, ""]))
    words = ("import", "calls", str(file), "--workspace", "T0CLI")
    first = team.run(*words)
    assert (first.exit_code, said in first.output) == (code, True), first.output
    assert team.run(*words).exit_code == code  # known already is no failure
