"""The learning curve drawn: long names, no, one and forty practices, a month without work, thresholds that changed."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.charts import Curve
from bot.charts.drawings import Dot, Level, Sign
from bot.charts.paper import BLUE, GREY, INK, ORANGE
from bot.charts.picture import said
from tests.looks import drawn, fits, shows

DAYS = tuple(f"{month}/{day}" for month in (9, 10, 11) for day in range(1, 29) if day % 7 not in (0, 6))
LONG_EN = "Bartholomew Featherstonehaugh-Cholmondeley of the Northern Enterprise Accounts"
LONG_JA = "株式会社東日本インサイドセールス推進本部第二営業企画部戦略アカウント開拓課特別推進チーム主任補佐代理"
Values = tuple[float | None, ...]


def risen(first: float, rise: float, shown: range = range(3, len(DAYS))) -> tuple[Values, Values, Values]:
    """A rate that goes up (or down) day by day, its interval narrower the longer it goes; nothing outside the days shown."""
    rates, lows, highs = [], [], []
    for day in range(len(DAYS)):
        rate = min(max(first + rise * day + (0.01 if day % 5 < 2 else 0), 0), 1)
        wide = 0.03 + 0.3 / (day + 2)
        rates.append(rate if day in shown else None)
        lows.append(max(rate - wide / 2, 0) if day in shown else None)
        highs.append(min(rate + wide, 1) if day in shown else None)
    return tuple(rates), tuple(lows), tuple(highs)


def curve(lines: tuple[Values, Values, Values], **changes: object) -> Curve:
    facts: dict[str, object] = {
        "title": "Hana: contact → appointment is ready",
        "subtitle": "20-day rate; pale: its 8-in-10 range. As of Wed, Nov 25, 10:30",
        "days": DAYS,
        "rates": lines[0],
        "lows": lines[1],
        "highs": lines[2],
        "levels": (Level(0, len(DAYS) - 1, 0.15, "threshold 15%"),),
        "dots": tuple(Dot(4 * n + 3, str(54 + 3 * n), 54 + 3 * n >= 70) for n in range(12)),
        "signs": (Sign(44, "ready 11/3"),),
        "rate_label": "19%",
        "dots_label": "role-play",
        "empty_label": "Fewer than 10 tries in 20 working days: no curve yet",
    }
    return Curve(**(facts | changes))  # type: ignore[arg-type]


NEVER: tuple[Values, Values, Values] = ((None,) * len(DAYS),) * 3
JA = {
    "title": "佐藤 花 接触→アポは基準に到達",
    "subtitle": "20営業日の率、淡い帯は8割の範囲　11月25日(水) 10:30時点",
    "levels": (Level(0, len(DAYS) - 1, 0.15, "基準 15%"),),
    "signs": (Sign(44, "到達 11/3"),),
    "dots_label": "ロープレ",
    "empty_label": "20営業日で10件に満たないため、まだ線は引けません",
}
DAILY = tuple(Dot(at, str(50 + at * 7 % 45), 50 + at * 7 % 45 >= 70) for at in range(5, 45))
BELOW = "Hana: contact → appointment is below the threshold"
CHANGED = (Level(0, 19, 0.1, "threshold 10%"), Level(20, 39, 0.12, "threshold 12%"), Level(40, 59, 0.15, "threshold 15%"))
HAPPENED = ((3, "graduated"), (5, "practises again"), (9, "ready"), (11, "graduated"), (58, "goes on"))
AWAY = (tuple(None if 15 <= day < 40 else rate for day, rate in enumerate(risen(0.1, 0.001)[0])), *risen(0.1, 0.001)[1:])
ONE_DAY = {"days": ("11/24",), "dots": (Dot(0, "82", passed=True),), "levels": (Level(0, 0, 0.15, "threshold 15%"),), "signs": ()}
WEEK = {"days": DAYS[:5], "dots": (), "signs": (), "levels": (Level(0, 4, 0.1, "threshold 10%"),)}
LONG = {"levels": (Level(0, 59, 0.15, f"threshold {LONG_EN}"),), "dots_label": LONG_JA, "signs": (Sign(44, LONG_JA),)}
RISEN = risen(0.06, 0.002)
FALLEN = risen(0.12, -0.001)
SAMPLES: dict[str, Curve] = {
    "curve-en": curve(RISEN),
    "curve-ja": curve(RISEN, **JA),
    "curve-below": curve(FALLEN, title=BELOW, rate_label="6%", act=True, signs=()),
    "curve-below-ja": curve(FALLEN, **(JA | {"title": "佐藤 花 接触→アポは基準未満", "signs": ()}), rate_label="6%", act=True),
    "curve-forty-practices": curve(RISEN, dots=DAILY),
    "curve-one-practice": curve(RISEN, dots=(Dot(20, "100", passed=True),)),
    "curve-no-practice": curve(RISEN, dots=()),
    "curve-unscored": curve(RISEN, dots=(Dot(10, "61"), Dot(50))),
    "curve-threshold-changed": curve(RISEN, levels=CHANGED),
    "curve-threshold-ended": curve(RISEN, levels=CHANGED[:1]),
    "curve-no-threshold": curve(RISEN, levels=()),
    "curve-month-away": curve(AWAY),
    "curve-began-this-week": curve((FALLEN[0][:5], FALLEN[1][:5], FALLEN[2][:5]), **WEEK),
    "curve-nothing": curve(NEVER, dots=(), signs=(), levels=()),
    "curve-practices-only": curve(NEVER, signs=()),
    "curve-one-day": curve(((0.2,), (0.1,), (0.35,)), **ONE_DAY),
    "curve-many-signs": curve(RISEN, signs=tuple(Sign(at, f"{word} 9/{at}") for at, word in HAPPENED)),
    "curve-zero": curve(risen(0, 0), rate_label="0%", act=True),
    "curve-all": curve(risen(0.93, 0.001), levels=(Level(0, 59, 0.9, "threshold 90%"),), rate_label="99%"),
    "curve-long": curve(RISEN, title=f"{LONG_EN}: contact → appointment is ready", **LONG),
    "curve-long-ja": curve(RISEN, **(JA | {"title": f"{LONG_JA} 接触→アポは基準に到達"})),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_words_of_a_curve_stay_on_the_sheet_and_off_each_other(name: str) -> None:
    fits(SAMPLES[name])
    assert (drawn(SAMPLES[name]).width, drawn(SAMPLES[name]).height) == (800, 500)


@pytest.mark.parametrize("name", SAMPLES)
def test_orange_is_seen_only_where_somebody_should_act(name: str) -> None:
    assert shows(SAMPLES[name], ORANGE) is SAMPLES[name].act


def words_of(name: str) -> dict[str, str]:
    return {each.words: each.colour for each in said(SAMPLES[name])}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("curve-en", {"19%": BLUE, "threshold 15%": INK, "role-play": GREY, "ready 11/3": GREY, "11/26": GREY, "54": GREY, "87": BLUE}),
        ("curve-below-ja", {"6%": ORANGE, "基準 15%": INK, "ロープレ": GREY}),
        ("curve-threshold-changed", {"threshold 10%": INK, "threshold 12%": INK, "threshold 15%": INK}),
        ("curve-nothing", {"Fewer than 10 tries in 20 working days: no curve yet": GREY}),
        ("curve-threshold-ended", {"threshold 10%": INK}),
        ("curve-practices-only", {"threshold 15%": INK, "54": GREY, "87": BLUE}),
    ],
)
def test_labels_stand_at_what_they_name_in_its_colour(name: str, words: dict[str, str]) -> None:
    assert words.items() <= words_of(name).items()


def test_without_practices_no_row_is_left_for_them() -> None:
    assert "role-play" not in words_of("curve-no-practice")


def test_a_long_name_leaves_the_message_whole() -> None:
    assert any("基準に到達" in words for words in words_of("curve-long-ja"))


any_words = st.text(max_size=60) | st.sampled_from((LONG_EN, LONG_JA, "", "$a$"))


@st.composite
def any_curve(draw: st.DrawFn) -> Curve:
    days = draw(st.integers(0, 60))
    place = st.integers(0, max(days - 1, 0))
    three = st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)).map(lambda one: tuple(sorted(one)))
    known = draw(st.lists(st.just((None, None, None)) | three, min_size=days, max_size=days))
    ends = st.tuples(place, place).map(sorted)
    levels = st.builds(lambda span, value, label: Level(span[0], span[1], value, label), ends, st.floats(0, 0.95), any_words)
    dots = st.lists(st.builds(Dot, place, any_words, st.booleans()), max_size=45)
    signs = st.lists(st.builds(Sign, place, any_words), max_size=6)
    return Curve(
        draw(any_words),
        draw(any_words),
        DAYS[:days],
        tuple(rate for _, rate, _ in known),
        tuple(low for low, _, _ in known),
        tuple(high for _, _, high in known),
        tuple(draw(st.lists(levels, max_size=5))) if days else (),
        tuple(sorted(draw(dots), key=lambda dot: dot.at)) if days else (),
        tuple(sorted(draw(signs), key=lambda sign: sign.at)) if days else (),
        draw(any_words),
        draw(any_words),
        draw(st.booleans()),
        draw(any_words),
    )


@settings(
    max_examples=int(os.environ.get("CHART_EXAMPLES", "20")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(any_curve())
def test_any_curve_at_all_stays_readable(drawing: Curve) -> None:
    fits(drawing)
    assert drawn(drawing).png().startswith(b"\x89PNG")
