"""The real calls and the CRM pipeline, imported and read back: every reference number, to the last digit."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.__main__ import cli

Onpace = Callable[..., str]
SPAN = ("--from", "2008-01-01", "--to", "2018-12-31")


@pytest.fixture(scope="module")
def onpace(tmp_path_factory: pytest.TempPathFactory) -> Onpace:
    """The command line on a database of its own, in the workspace T0REF."""
    environment = {
        "ONPACE_DATABASE_URL": f"sqlite:///{tmp_path_factory.mktemp('reference') / 'onpace.db'}",
        "ONPACE_NOW": "2018-01-15T09:00Z",
    }

    def run(*words: str) -> str:
        result = CliRunner().invoke(cli, [*words, "--workspace", "T0REF"], env=environment)
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


@pytest.fixture(scope="module")
def imported(onpace: Onpace, reference: str) -> dict[str, str]:
    """What each import said; then everything is there."""
    crm = Path(reference) / "crm_sales_opportunities"
    pipeline = str(crm / "sales_pipeline.csv")
    said = {
        "members": onpace(
            "import", "members", str(crm / "sales_teams.csv"), "--map", "sales_agent=name", "--map", "manager=team", "--set", "role=rep"
        )
    }
    said["calls"] = onpace("import", "calls", *_calls(reference))
    held = ["--map", "opportunity_id=id", "--map", "sales_agent=rep", "--map", "account=lead", "--map", "engage_date=day"]
    said["meetings"] = onpace("import", "meetings", pipeline, *held, "--where", "deal_stage=Won,Lost")
    won = ["--map", "opportunity_id=meeting", "--map", "close_date=won_on", "--map", "close_value=amount"]
    said["wins"] = onpace("import", "wins", pipeline, *won, "--where", "deal_stage=Won")
    return said


def _calls(reference: str) -> list[str]:
    maps = ["--map", "contact=source", "--map", "duration=talk_seconds", "--map", "y=outcome"]
    values = ["--value", "outcome:yes=appointment", "--value", "outcome:no=not_interested"]
    return [str(Path(reference) / "bank_marketing" / "bank-additional-full.csv"), *maps, *values, "--assign-reps", "--start", "2008-05"]


@pytest.fixture(scope="module")
def board(onpace: Onpace, imported: dict[str, str]) -> dict[str, Any]:
    """`onpace kpi all --json` over all years."""
    found: dict[str, Any] = json.loads(onpace("kpi", "all", "--json", *SPAN))
    return found


def test_every_row_is_accounted_for(imported: dict[str, str]) -> None:
    assert imported["members"].startswith("35 members imported")
    assert imported["calls"].startswith("41,188 calls imported, 0 known already, 0 rows not understood, of 41,188 rows.")
    assert "12 rows repeat an earlier row exactly: kept" in imported["calls"]
    assert imported["meetings"].startswith("6,711 meetings imported, 0 known already, 0 rows not understood, of 8,800 rows.")
    assert imported["wins"].startswith("4,238 wins imported")


def test_the_calls_give_their_reference_numbers(board: dict[str, Any]) -> None:
    assert (board["calls"], board["appointments"], board["talk_seconds"]) == (41_188, 4_640, 10_638_243)
    assert round(Decimal(board["rates"]["call_to_appointment"]) * 100, 4) == Decimal("11.2654")


@pytest.mark.parametrize(
    ("source", "success", "calls", "rate"), [("cellular", 3_853, 26_144, "14.7376"), ("telephone", 787, 15_044, "5.2313")]
)
def test_each_source_gives_its_reference_numbers(board: dict[str, Any], source: str, success: int, calls: int, rate: str) -> None:
    found = board["by_source"][source]
    assert (found["appointments"], found["calls"]) == (success, calls)
    assert round(Decimal(found["rates"]["call_to_appointment"]) * 100, 4) == Decimal(rate)


@pytest.mark.parametrize(("month", "success", "calls"), [(5, 886, 13_769), (3, 276, 546), (9, 256, 570), (10, 315, 718), (12, 89, 182)])
def test_each_calendar_month_gives_its_reference_numbers(
    onpace: Onpace, imported: dict[str, str], month: int, success: int, calls: int
) -> None:
    boards = [json.loads(onpace("kpi", "all", "--json", "--month", f"{year}-{month:02d}")) for year in (2008, 2009, 2010)]
    assert (sum(b["appointments"] for b in boards), sum(b["calls"] for b in boards)) == (success, calls)


def test_the_pipeline_gives_its_reference_numbers(board: dict[str, Any]) -> None:
    assert (board["won"], board["revenue"], board["held"]) == (4_238, "10005534", 6_711)
    assert round(Decimal(board["rates"]["close"]) * 100, 4) == Decimal("63.1501")


@pytest.mark.parametrize(
    ("team", "won", "revenue"),
    [
        ("Melvin Marxen", 882, 2_251_930),
        ("Cara Losch", 480, 1_130_049),
        ("Rocco Neubert", 691, 1_960_545),
        ("Celia Rouche", 610, 1_603_897),
        ("Summer Sewald", 828, 1_964_750),
        ("Dustin Brinkmann", 747, 1_094_363),
    ],
)
def test_each_team_gives_its_reference_numbers(board: dict[str, Any], team: str, won: int, revenue: int) -> None:
    assert (board["teams"][team]["won"], board["teams"][team]["revenue"]) == (won, str(revenue))


@pytest.mark.parametrize(
    ("rep", "won", "closed", "rate"),
    [("Darcel Schlecht", 349, 553, "63.1103"), ("Hayden Neloms", 107, 152, "70.3947"), ("Lajuana Vencill", 127, 231, "54.9784")],
)
def test_each_rep_gives_their_reference_numbers(board: dict[str, Any], rep: str, won: int, closed: int, rate: str) -> None:
    found = {name: one for team in board["teams"].values() for name, one in team["by_member"].items()}[rep]
    assert (found["won"], found["held"]) == (won, closed)
    assert round(Decimal(found["rates"]["close"]) * 100, 4) == Decimal(rate)


def test_the_largest_revenue_is_one_reps_own(onpace: Onpace, imported: dict[str, str]) -> None:
    found = json.loads(onpace("kpi", "Darcel Schlecht", "--json", *SPAN))
    assert (found["won"], found["revenue"]) == (349, "1153214")


def test_agents_without_a_deal_appear_with_zeros(board: dict[str, Any]) -> None:
    everybody = {name: one for team in board["teams"].values() for name, one in team["by_member"].items()}
    without = sorted(name for name, one in everybody.items() if one["held"] == one["won"] == 0)
    assert len(everybody) == 35
    assert without == ["Carl Lin", "Carol Thompson", "Elizabeth Anderson", "Mei-Mei Johns", "Natalya Ivanova"]


@pytest.mark.parametrize(("month", "won"), [("2017-03", 531), ("2017-12", 511)])
def test_wins_count_in_the_month_won(onpace: Onpace, imported: dict[str, str], month: str, won: int) -> None:
    assert json.loads(onpace("kpi", "all", "--json", "--month", month))["won"] == won


def test_the_same_file_twice_changes_nothing(onpace: Onpace, imported: dict[str, str], reference: str, board: dict[str, Any]) -> None:
    assert onpace("import", "calls", *_calls(reference)).startswith("0 calls imported, 41,188 known already")
    assert json.loads(onpace("kpi", "all", "--json", *SPAN)) == board
