"""What the README prints is true: what it says one can type is understood, and what it points to is there."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import cli
from tests.office import Office

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROWS = [line.split("|")[1:3] for line in README.splitlines() if line.startswith("| `/")]
TYPED = [(who, words) for row in ROWS for who, cell in zip(("ann", "mio"), row, strict=True) for words in re.findall("`(/[^`]+)`", cell)]
UNREAD = re.compile("could not read|(?<!size )is missing|読み取れません|入っていません|went wrong|不具合|エラー")


def test_the_table_of_what_one_types_is_found() -> None:
    assert len(TYPED) > 40


@pytest.mark.parametrize(("who", "words"), TYPED)
def test_what_one_types_is_understood(office: Office, who: str, words: str) -> None:
    lead = "Acme" if who == "ann" else "山田商事"
    office.say(who, f"/log appointment {lead} tomorrow 14:00 @sora")
    assert not UNREAD.search(office.say(who, words).text)


@pytest.mark.parametrize("path", re.findall(r"(?:\]\(|src=\")((?!http)[^)\"]+)", README))
def test_what_it_points_to_is_there(path: str) -> None:
    assert (ROOT / path).is_file()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"^\| `onpace (\w+)", README, re.M))))
def test_each_command_and_its_options_are_there(command: str) -> None:
    said = CliRunner().invoke(cli, [command, "--help"], env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"})
    assert said.exit_code == 0
    [line] = [line for line in README.splitlines() if line.startswith(f"| `onpace {command}")]
    assert all(option in said.output for option in re.findall(r"--\w+", line))
