"""A drawing is kept as JSON and comes back the same."""

import json
import subprocess
import sys

import pytest

from bot.charts import Bars, Curve, Drawing, Funnel, Pace
from bot.charts.drawings import Bar, Dot, Level, Sign, Stage

DRAWINGS = [
    Pace(
        "商談 9件",
        "11月20日 18:00時点",
        ("11/2", "11/4"),
        (1, 2),
        1.5,
        18.0,
        13.3,
        (1,),
        (2.0, 3.0),
        (3.0, 4.5),
        (4.0, 7.0),
        "held 2",
        "goal 18",
        "pace",
        "−4",
        "booked",
        "likely 4.5",
    ),
    Pace("Nothing yet", ""),
    Bars("Team", "Nov 20", (Bar("web", 3.5, "3.5", 2.0, "+1.5", act=True), Bar("list", 0, "0")), "pace", "none"),
    Bars("Team", "Nov 20"),
    Funnel("Funnel", "Nov 20", (Stage("calls", 412, "412"), Stage("contacts", 61, "61", "15 %", "12–19", act=True)), "rate"),
    Curve("Learning", "Nov 20"),
    Curve(
        "接触→アポは基準に到達",
        "11月20日",
        ("11/2", "11/4"),
        (None, 0.1),
        (None, 0.05),
        (None, 0.2),
        (Level(0, 1, 0.15, "基準 15%"),),
        (Dot(1, "82", passed=True), Dot(1)),
        (Sign(1, "卒業"),),
        "10%",
        act=True,
    ),
]


@pytest.mark.parametrize("drawing", DRAWINGS)
def test_a_drawing_kept_as_json_comes_back_the_same(drawing: Drawing) -> None:
    kept = json.loads(json.dumps(drawing.as_json()))
    assert Drawing.of_json(kept) == drawing
    assert hash(Drawing.of_json(kept)) == hash(drawing)


def test_a_drawing_kept_by_another_version_still_comes_back() -> None:
    assert Drawing.of_json({"kind": "Bars", "title": "T", "subtitle": "S", "since_dropped": 1}) == Bars("T", "S")


@pytest.mark.parametrize("kept", [{}, {"kind": "Pie", "title": "T", "subtitle": "S"}, {"kind": "Drawing", "title": "T", "subtitle": "S"}])
def test_a_kind_nobody_draws_is_refused(kept: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="no drawing is called"):
        Drawing.of_json(kept)


def test_the_bot_starts_without_matplotlib() -> None:
    ask = "import sys, bot.charts; bot.charts.Pool(); print(sorted({'matplotlib', 'numpy', 'PIL'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


QUIETLY = """
import sys, matplotlib

def settings():  # by dict: asking for the backend in the usual way opens pyplot
    return {name: dict.__getitem__(matplotlib.rcParams, name) for name in matplotlib.rcParams}

before = settings()
from bot.charts import Pace
from bot.charts.picture import png
png(Pace("商談", ""))
print({"matplotlib.pyplot", "matplotlib_fontja"} & set(sys.modules), settings() == before)
"""


def test_drawing_changes_no_settings_of_matplotlib_and_opens_no_pyplot() -> None:
    told = subprocess.run([sys.executable, "-W", "error", "-c", QUIETLY], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set() True"
