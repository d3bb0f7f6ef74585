"""`/coach @rep`: the learning curve with its practices, and in plain words whether practice changed the rate."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from bot.charts import Curve
from tests.month import Month
from tests.office import Office, Shown
from tests.practising import Desk

Say = Callable[..., Shown]
FIRST, TURN, LAST = date(2026, 9, 14), date(2026, 10, 19), date(2026, 11, 24)
PRACTISED = ("2026-10-19", "2026-10-20", "2026-10-26", "2026-11-09")


def _worked(month: Month, who: str, first: date, last: date, **counts: int) -> None:
    for n in range((last - first).days + 1):
        if (first + timedelta(days=n)).weekday() < 5:
            month.calls(who, (first + timedelta(days=n)).isoformat(), "web", **counts)


def _team(month: Month) -> None:
    """Everybody reaches one appointment of ten contacts; Yui none until the first practice, then as many as the test says."""
    for who in ("hana", "tom", "ken"):
        _worked(month, who, FIRST, LAST, contact=9, appointment=1, no_answer=30)
    _worked(month, "yui", FIRST, TURN, contact=6, no_answer=30)


def _as_the_team(month: Month) -> None:
    _team(month)
    _worked(month, "yui", TURN + timedelta(days=1), LAST, contact=9, appointment=1, no_answer=30)


def _far_better(month: Month) -> None:
    _team(month)
    _worked(month, "yui", TURN + timedelta(days=1), LAST, contact=6, appointment=3, no_answer=30)


def practised(office: Office, *days: str, step: str = "appointment") -> None:
    desk = Desk(office)
    for n, day in enumerate(days):
        desk.score(desk.practice("yui", "ken", f"{day} 16:30", "yui", "ken", step=step), "ken", 3 if n < 2 else 4)


def prepared(office: Office, say: Say, write: Callable[[Month], None]) -> None:
    Month.written(office, write)
    say("mio", "/coach threshold contact 12%")
    say("mio", "/coach threshold appointment 15%")


def drawn(shown: Shown) -> Curve:
    assert shown.reply.picture
    chart = shown.reply.picture.chart
    assert isinstance(chart, Curve)
    return chart


def alt(shown: Shown) -> str:
    assert shown.reply.picture
    return shown.reply.picture.alt


def test_a_mentor_sees_the_weakest_rate_with_its_practices(office: Office, say: Say) -> None:
    prepared(office, say, _as_the_team)
    practised(office, *PRACTISED)
    shown = say("ken", "/coach @yui")
    chart = drawn(shown)
    assert chart.title == "Yui Mori 接触→アポは基準未満"
    assert chart.act
    assert [(chart.days[dot.at], dot.label, dot.passed) for dot in chart.dots] == [
        ("10/19", "60", False),
        ("10/20", "60", False),
        ("10/26", "80", True),
        ("11/9", "80", True),
    ]
    assert chart.days[-1] == "11/24"
    assert [level.label for level in chart.levels] == ["基準 15%"]
    assert chart.rate_label == "10%"
    assert "グラフはOnPaceとのDMに届きます。" in shown.text
    assert "いま220件中22件 10% (8–13)" in alt(shown)
    assert "ロープレ4回、直近の得点: 10/19 60, 10/20 60, 10/26 80, 11/9 80" in alt(shown)


def test_a_rep_sees_their_own_in_their_language(office: Office, say: Say) -> None:
    prepared(office, say, _far_better)
    shown = say("tom", "/coach")
    assert drawn(shown).title == "contact → appointment is below the threshold"
    assert drawn(shown).dots == ()
    assert "now 200 of" not in alt(shown)
    assert "threshold 15%" in alt(shown)
    assert "role-play" not in shown.text


def test_another_rate_is_asked_for_by_name(office: Office, say: Say) -> None:
    prepared(office, say, _as_the_team)
    for words in ("@yui contact", "@yui 接触率", "Yui Mori contact"):
        assert drawn(say("ken", f"/coach {words}")).title.startswith("Yui Mori コール→接触")


def test_no_more_than_sixty_business_days_and_none_before_the_start_are_shown(office: Office, say: Say) -> None:
    prepared(office, say, _as_the_team)
    assert drawn(say("mio", "/coach @yui")).days[0] == "10/1"  # the start
    assert drawn(say("mio", "/coach @hana")).days[0] == "9/14"  # the first call
    office.later(days=90)
    assert len(drawn(say("mio", "/coach @hana")).days) == 60


def test_what_nobody_marked_is_no_practice(office: Office, say: Say) -> None:
    prepared(office, say, _as_the_team)
    desk = Desk(office)
    desk.practice("yui", "ken", "2026-11-24 16:30", "yui", "ken")
    desk.practice("yui", "ken", "2026-11-20 16:30", "yui", "ken")
    assert drawn(say("ken", "/coach @yui")).dots == ()
    practised(office, "2026-11-19")
    assert [dot.label for dot in drawn(say("ken", "/coach @yui")).dots] == ["60"]


def test_the_first_practice_is_the_first_ever_however_long_ago(office: Office, say: Say) -> None:
    prepared(office, say, _far_better)
    practised(office, PRACTISED[0])
    before = say("ann", "/coach @yui appointment").text
    assert "since the first scored role-play on it (Mon, Oct 19):" in before
    office.later(days=160)
    for who in ("hana", "tom", "ken"):
        _worked(Month(office), who, date(2027, 4, 1), date(2027, 4, 30), contact=9, appointment=1, no_answer=30)
    practised(office, "2027-04-01")
    after = say("ann", "/coach @yui appointment").text
    assert "since the first scored role-play on it (Mon, Oct 19):" in after
    assert "0% until then" in after
    assert "it rose by more than luck explains" in after  # not: there were no tries before


def test_a_changed_threshold_and_a_graduation_are_seen_where_they_were(office: Office, say: Say) -> None:
    prepared(office, say, _far_better)
    say("mio", "/coach @yui").press("卒業を確定")
    office.later(days=7)
    say("mio", "/coach threshold appointment 20%")
    chart = drawn(say("ken", "/coach @yui アポ率"))
    assert [level.label for level in chart.levels] == ["基準 15%", "基準 20%"]
    assert [chart.days[sign.at] for sign in chart.signs if sign.label.startswith("卒業")] == ["11/24"]


@pytest.mark.parametrize(
    ("write", "days", "sentence"),
    [
        (_far_better, PRACTISED[:1], "運では説明できないほど上がっています。"),
        (_as_the_team, PRACTISED[:1], "チームのふだんの率から離れた数字は自然に近づくことも多く、運だけでも"),
        (_as_the_team, ("2026-11-23",), "ロープレの効果を判断するには、あと10件の記録が必要です。"),
        (
            _as_the_team,
            ("2026-09-15",),
            "採点した最初のロープレより前の記録が12件のため、ロープレの前後を比べられません(比べるには20件必要です)。",
        ),
    ],
)
def test_what_practice_changed_is_said_as_far_as_it_can_be(
    office: Office, say: Say, write: Any, days: tuple[str, ...], sentence: str
) -> None:
    prepared(office, say, write)
    practised(office, *days)
    assert sentence in say("ken", "/coach @yui アポ率").text


def test_the_same_in_english_and_nothing_before_any_practice(office: Office, say: Say) -> None:
    prepared(office, say, _far_better)
    assert "role-play" not in say("ann", "/coach @yui appointment").text
    practised(office, PRACTISED[0])
    text = say("ann", "/coach @yui appointment").text
    assert "contact → appointment since the first scored role-play on it (Mon, Oct 19):" in text
    assert "it rose by more than luck explains." in text
    assert "role-play" not in say("ann", "/coach @yui contact").text  # it was another rate that was practised


def test_the_opening_before_any_figure_counts_for_its_own_rate(office: Office, say: Say) -> None:
    prepared(office, say, _far_better)
    desk = Desk(office)
    desk.score(desk.practice("yui", "ken", f"{PRACTISED[0]} 16:30", "yui", "ken"), "ken", 4)
    assert "call → contact since the first scored role-play on it (Mon, Oct 19):" in say("ann", "/coach @yui contact").text
    assert "role-play" not in say("ann", "/coach @yui appointment").text


def test_without_a_threshold_there_is_no_picture(say: Say) -> None:
    assert say("ken", "/coach @yui").reply.picture is None


def test_a_rep_who_never_called_sees_what_is_missing(office: Office, say: Say) -> None:
    say("mio", "/coach threshold contact 12%")
    shown = say("yui", "/coach")
    assert drawn(shown).rates == (None,) * len(drawn(shown).days)
    assert "20営業日で10件に満たないため" in alt(shown)
