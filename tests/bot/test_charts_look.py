"""Every sample and any drawing at all: readable, inside the sheet, no two words on each other, all letters there."""

import io
import os
from itertools import accumulate

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.charts import Bars, Drawing, Funnel, Pace
from bot.charts.drawings import Bar, Stage
from bot.charts.letters import japanese_font
from bot.charts.paper import BLUE, GREY, INK, ORANGE
from bot.charts.picture import png, said, size
from tests.looks import drawn, fits, shows

NOVEMBER = tuple(f"11/{day}" for day in (2, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20, 24, 25, 26, 27, 30))
HELD = (0, 1, 1, 2, 3, 3, 4, 5, 5, 5, 6, 7, 7, 9)
LONG_EN = "Bartholomew Featherstonehaugh-Cholmondeley of the Northern Enterprise Accounts"
LONG_JA = "株式会社東日本インサイドセールス推進本部第二営業企画部戦略アカウント開拓課特別推進チーム主任補佐代理"


def _pace(**changes: object) -> Pace:
    facts: dict[str, object] = {
        "title": "9 meetings held, 4.3 behind pace",
        "subtitle": "2 % chance of reaching 18. As of Nov 20, 18:00",
        "days": NOVEMBER,
        "held": HELD,
        "position": 14.0,
        "goal": 18.0,
        "expected": 13.3,
        "coming": (1, 3, 4, 4, 5),
        "held_label": "held 9",
        "goal_label": "goal 18",
        "expected_label": "pace 13.3",
        "shortfall_label": "−4.3",
        "coming_label": "booked: up to 14",
        "empty_label": "No meetings yet this month",
    }
    return Pace(**(facts | changes))  # type: ignore[arg-type]


def _bars(*rows: Bar, **changes: str) -> Bars:
    said = {"title": "Team 198 — 23 behind pace", "subtitle": "6 open items. As of Nov 20, 18:00", "mark_label": "today's pace"}
    return Bars(**(said | changes), bars=rows, empty_label="Nobody has a meeting this month yet")


def _funnel(*counts: int, act: int = -1, **changes: str) -> Funnel:
    names = ("calls", "contacts", "appointments", "due", "held")
    stages = tuple(
        Stage(name, count, f"{count:,}", *(("15 %", "12–19") if count and at not in (0, 3) else ("", "")), at == act)
        for at, (name, count) in enumerate(zip(names, counts, strict=False))
    )
    said = {
        "title": "Appointments are the bottleneck: −3.2 meetings",
        "subtitle": "Nov 1–20. Qualified: 5 of 8 judged",
        "rate_label": "rate",
    }
    return Funnel(**(said | changes), stages=stages, empty_label="No calls yet")


SOURCES = (
    Bar("ウェブ問い合わせ", 74, "74", 66, "+8"),
    Bar("セミナー", 52, "52", 49, "+3"),
    Bar("紹介", 31, "31", 30, "+1"),
    Bar("アウトバウンド", 28, "28", 62, "−34", act=True),
    Bar("資料請求", 13, "13", 14, "−1"),
)

FAN: dict[str, object] = {
    "fan_low": (9.3, 10.6, 11.6, 12.4, 13.0),
    "fan_likely": (10.2, 11.6, 12.8, 13.7, 14.2),
    "fan_high": (11.4, 13.0, 14.4, 15.4, 16.0),
}

SAMPLES: dict[str, Drawing] = {
    "pace-en": _pace(),
    "pace-ja": _pace(
        title="商談 9件 — ペースより4.3件遅れ",
        subtitle="目標18件に届く確率 2%　11月20日 18:00時点",
        held_label="実施 9",
        goal_label="目標 18",
        expected_label="ペース 13.3",
        coming_label="予定を含め 14",
    ),
    "pace-fan-en": _pace(**FAN, fan_label="likely 14.2 (13–16)", subtitle="2% chance of reaching 18 · as of Fri, Nov 20, 18:00"),
    "pace-fan-ja": _pace(
        **FAN,
        title="商談 9件 — ペースより4.3件遅れ",
        subtitle="目標18件に届く確率 2% · 11月20日(金) 18:00時点",
        held_label="実施 9",
        goal_label="目標 18",
        expected_label="ペース 13.3",
        fan_label="見込み 14.2 (13〜16)",
    ),
    "pace-fan-ahead": _pace(
        held=(*HELD[:-1], 14),
        fan_low=(14.0, 14.2, 14.9, 15.8, 16.0),
        fan_likely=(14.9, 15.9, 16.9, 17.8, 18.4),
        fan_high=(16.0, 17.7, 18.9, 20.0, 21.0),
        title="14 meetings – 0.7 ahead of pace",
        held_label="held 14",
        shortfall_label="",
        fan_label="likely 18.4 (16–21)",
    ),
    "pace-fan-last-afternoon": _pace(
        held=(*HELD, 10, 12, 13, 15, 16),
        position=18.6,
        expected=17.6,
        coming=(1,),
        fan_low=(16.0,),
        fan_likely=(16.9,),
        fan_high=(17.0,),
        held_label="held 16",
        shortfall_label="−1.6",
        expected_label="pace 17.6",
        fan_label="likely 16.9 (16–17)",
    ),
    "pace-fan-first-hours": _pace(
        held=(1,),
        position=0.3,
        expected=0.3,
        shortfall_label="",
        held_label="held 1",
        coming=(0, 1, 2, *[2] * 15, 4),
        fan_low=tuple(1 + 0.5 * at for at in range(19)),
        fan_likely=tuple(1.4 + 0.9 * at for at in range(19)),
        fan_high=tuple(2 + 1.3 * at for at in range(19)),
        title="1 meeting held, 0.7 ahead of pace",
        expected_label="pace 0.3",
        fan_label="likely 17.6 (10–25)",
    ),
    "pace-fan-no-goal": _pace(**FAN, goal=None, expected=None, shortfall_label="", fan_label="見込み 14.2 (13〜16)", title="商談 9件"),
    "pace-fan-large": _pace(
        held=tuple(1_234_567 * n // 14 for n in range(1, 15)),
        goal=3_032_659.0,
        expected=2_234_567.0,
        fan_low=(1_300_000.0, 1_500_000.0),
        fan_likely=(1_400_000.0, 1_734_567.0),
        fan_high=(1_500_000.0, 2_000_000.0),
        held_label="held 1,234,567",
        goal_label="goal 3,032,659",
        expected_label="pace 2,234,567",
        shortfall_label="−1,000,000",
        fan_label="likely 1,734,567.4 (1,500,000–2,000,000)",
    ),
    "pace-empty-month": _pace(title="商談 0件", subtitle="11月20日 18:00時点", held=(), position=14.0, goal=None, coming=(), expected=None),
    "pace-no-days": _pace(days=(), held=(), position=0.0, coming=()),
    "pace-one-day-month": _pace(
        days=("11/30",),
        held=(1,),
        position=0.6,
        goal=2.0,
        expected=1.2,
        coming=(1,),
        held_label="held 1",
        goal_label="goal 2",
        title="1 meeting held, 0.2 behind pace",
        subtitle="As of Nov 30, 14:00",
        expected_label="pace 1.2",
        shortfall_label="−0.2",
        coming_label="booked: up to 2",
    ),
    "pace-first-hours": _pace(
        held=(1,),
        position=0.3,
        expected=0.3,
        shortfall_label="",
        held_label="held 1",
        coming=(0, 1, 2, *[2] * 15, 4),
        title="1 meeting held, 0.7 ahead of pace",
        subtitle="As of Nov 2, 11:30",
        expected_label="pace 0.3",
        coming_label="booked: up to 5",
    ),
    "pace-goal-zero": _pace(goal=0.0, expected=None, goal_label="", expected_label="", shortfall_label="", title="9 meetings held"),
    "pace-goal-none-no-coming": _pace(goal=None, expected=None, coming=(), title="9 meetings held"),
    "pace-far-above": _pace(
        title="400 held, far above the goal of 30",
        held=tuple(accumulate([20, 40, 30, 20, 30, 30, 30, 30, 30, 30, 30, 30, 30, 20])),
        goal=30.0,
        expected=22.1,
        shortfall_label="",
        held_label="held 400",
        goal_label="goal 30",
        expected_label="pace 22.1",
        coming=(),
    ),
    "pace-nothing-held-some-coming": _pace(
        title="0 held, 5 booked",
        held=(0,) * 14,
        expected=13.3,
        held_label="held 0",
        shortfall_label="−13.3",
        coming_label="booked: up to 5",
    ),
    "pace-not-begun": _pace(
        title="November has not begun",
        held=(),
        position=0.0,
        expected=0.0,
        shortfall_label="",
        coming=(1, 1, 2, 2, 3, *[3] * 13, 4),
        subtitle="Goal 18. As of Oct 30, 18:00",
        coming_label="booked: 4",
    ),
    "pace-on-pace": _pace(
        title="9 held, just on pace",
        held=(0, 1, 2, 2, 3, 4, 5, 5, 6, 6, 7, 8, 9),
        position=13.0,
        goal=13.15,
        expected=9.0,
        shortfall_label="",
        expected_label="pace 9",
        coming=(0, 1, 1, 2, 3, 4),
        goal_label="goal 13",
        coming_label="booked: 13",
    ),
    "pace-ahead-fraction": _pace(
        title="13 meetings held, 2.6 ahead of pace",
        held=(1, 2, 3, 5, 6, 7, 8, 9, 11, 12, 13),
        position=10.95,
        expected=10.4,
        shortfall_label="",
        held_label="held 13",
        expected_label="pace 10.4",
        coming=(0, 1, 2, 2, 3, 3, 3, 4, 6),
        coming_label="booked: up to 19",
    ),
    "pace-month-over": _pace(
        title="16 of 18",
        held=(*HELD, 10, 12, 13, 15, 16),
        position=19.0,
        expected=18.0,
        coming=(),
        held_label="held 16",
        shortfall_label="−2",
    ),
    "pace-month-over-on-goal": _pace(
        title="18 of 18",
        held=(*HELD, 10, 12, 13, 15, 18),
        position=19.0,
        expected=18.0,
        coming=(),
        held_label="held 18",
        shortfall_label="",
    ),
    "pace-large": _pace(
        title="1,234,567 meetings held, 1,000,000 behind",
        held=tuple(1_234_567 * n // 14 for n in range(1, 15)),
        goal=3_032_659.0,
        expected=2_234_567.0,
        coming=(100_000, 300_000, 400_000, 400_000, 500_000),
        held_label="held 1,234,567",
        goal_label="goal 3,032,659",
        expected_label="pace 2,234,567",
        shortfall_label="−1,000,000",
        coming_label="booked: up to 1,734,567",
    ),
    "pace-long-words": _pace(
        title=f"{LONG_EN}: 9 meetings held, 4.3 behind pace",
        subtitle=f"{LONG_JA} 目標18件に届く確率 2%　11月20日 18:00時点",
        coming_label="with all that is booked for the rest of the month up to 14",
    ),
    "pace-long-japanese": _pace(title=f"{LONG_JA}さん: 商談 9件 — ペースより4.3件遅れ", held_label="これまでに実施した商談の合計 9件"),
    "bars-sources": _bars(
        *SOURCES,
        title="チーム 198件 — ペースより23件遅れ",
        subtitle="目標300件に届く確率 2%　未入力 6件　11月20日 18:00時点",
        mark_label="今日までのペース",
    ),
    "bars-one": _bars(Bar("Hana Sato", 3, "3", 4, "−1")),
    "bars-none": _bars(),
    "bars-zeros": _bars(*(Bar(name, 0, "0") for name in ("web", "referral", "outbound")), mark_label=""),
    "bars-zeros-with-pace": _bars(*(Bar(name, 0, "0", 4.4, "−4.4", act=True) for name in ("Hana Sato", "佐藤 花", "Mio"))),
    "bars-forty": _bars(
        *(
            Bar(
                f"{('Hana Sato', '佐藤 花', 'Kenta Müller', '五十嵐 美桜')[n % 4]} {n + 1}",
                (n * 7) % 23,
                str((n * 7) % 23),
                9.5 + n % 3,
                f"{(n * 7) % 23 - 10:+d}".replace("-", "−"),
                act=(n * 7) % 23 < 4,
            )
            for n in range(40)
        )
    ),
    "bars-ten": _bars(*(Bar(f"Rep number {n}", n * 3, str(n * 3), 14, f"{n * 3 - 14:+d}".replace("-", "−"), act=n < 2) for n in range(10))),
    "bars-long-names": _bars(Bar(LONG_EN, 12, "12", 9, "+3"), Bar(LONG_JA, 4, "4", 9, "−5", act=True), Bar("花", 9, "9", 9, "±0")),
    "bars-large": _bars(
        Bar("web", 1_234_567, "¥1,234,567", 1_300_000, "−65,433"),
        Bar("referral", 9_876_543, "¥9,876,543", 9_000_000, "+876,543"),
        Bar("list", 1, "¥1"),
    ),
    "bars-tiny-beside-huge": _bars(Bar("web", 400, "400", 30, "+370"), Bar("list", 1, "1", 30, "−29", act=True)),
    "funnel-en": _funnel(412, 61, 11, 10, 9, act=2),
    "funnel-zero-calls": _funnel(0, 0, 0, 0, 0, title="No calls yet in November"),
    "funnel-none": _funnel(),
    "funnel-large": _funnel(1_234_567, 234_567, 34_567, 30_000, 28_123),
    "funnel-ja": Funnel(
        "アポ率がボトルネック",
        "11月1日〜20日",
        (
            Stage("コール", 412, "412"),
            Stage("接触", 61, "61", "15%", "12〜19%"),
            Stage("アポ獲得", 11, "11", "18%", "10〜29%", act=True),
            Stage("予定到来", 10, "10"),
            Stage("実施", 9, "9", "90%", "60〜98%"),
        ),
        rate_label="率と95%区間",
    ),
    "funnel-long": Funnel(
        LONG_JA, LONG_EN, (Stage(LONG_EN, 9, "9"), Stage(LONG_JA, 4, "4", "44.4 % of everything", "18.9–73.3, 95 % interval"))
    ),
    "strange-letters": _bars(
        Bar("김민수 😀👍🏽", 5, "5", 4), Bar("$x^2$ & _b_ <!channel>", 3, "3", 4), Bar("مريم", 2, "2", 4), Bar("Z̷̡̛a̴̢l̶̨g̵o\u202e", 1, "1", 4)
    ),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_words_stay_on_the_sheet_of_800_by_500_and_off_each_other(name: str) -> None:
    fits(SAMPLES[name])
    assert (drawn(SAMPLES[name]).width, drawn(SAMPLES[name]).height) == (800, 500) or name == "bars-forty"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_picture_is_a_png_of_its_size(name: str) -> None:
    paper = drawn(SAMPLES[name])
    with Image.open(io.BytesIO(paper.png())) as image:
        assert image.format == "PNG"
        assert image.size == (paper.width, paper.height)
        assert _is_white_at_the_edge(image.convert("L"))


def _is_white_at_the_edge(image: Image.Image) -> bool:
    wide, high = image.size
    edges = [(0, 0, wide, 4), (0, high - 4, wide, high), (0, 0, 4, high), (wide - 4, 0, wide, high)]
    return all(image.crop(edge).getextrema() == (255, 255) for edge in edges)


def test_forty_rows_make_it_taller_and_all_are_named() -> None:
    wide, high = size(SAMPLES["bars-forty"])
    assert wide == 800
    assert 1400 <= high <= 1600
    names = [each.words for each in said(SAMPLES["bars-forty"]) if each.box.left < 40 and each.words[-1].isdigit() and each.colour == INK]
    assert len(names) == 40


def _colours(drawing: Drawing) -> dict[str, str]:
    return {each.words: each.colour for each in said(drawing)}


def test_labels_wear_the_colour_of_what_they_name() -> None:
    assert _colours(SAMPLES["pace-fan-no-goal"])["見込み 14.2"] == BLUE
    colours = _colours(SAMPLES["pace-en"])
    assert colours["held 9"] == BLUE
    assert colours["booked: up to 14"] == BLUE
    assert colours["goal 18"] == INK
    assert colours["pace 13.3"] == GREY
    assert colours["−4.3"] == ORANGE


@pytest.mark.parametrize("name", ["pace-ahead-fraction", "pace-on-pace", "pace-far-above", "pace-not-begun", "bars-large", "funnel-large"])
def test_nothing_is_orange_when_nobody_need_act(name: str) -> None:
    assert ORANGE not in _colours(SAMPLES[name]).values()
    assert not shows(SAMPLES[name], ORANGE)


@pytest.mark.parametrize("name", ["pace-en", "bars-sources", "funnel-en"])
def test_orange_is_seen_where_somebody_should_act(name: str) -> None:
    assert shows(SAMPLES[name], ORANGE)


def _light(colour: str) -> float:
    """Relative luminance, WCAG 2."""
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [("#ffffff", INK, 7), ("#ffffff", GREY, 4.5), ("#ffffff", BLUE, 4.5), ("#ffffff", ORANGE, 3), (ORANGE, BLUE, 1.7)],
)
def test_colours_tell_themselves_apart_without_colour(one: str, other: str, least: float) -> None:
    dark, light = sorted((_light(one), _light(other)))
    assert (light + 0.05) / (dark + 0.05) >= least


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pace-en", {"goal 18", "held 9", "pace 13.3", "−4.3", "booked: up to 14", "11/2", "11/30"}),
        ("pace-fan-en", {"goal 18", "held 9", "pace 13.3", "−4.3", "likely 14.2", "(13–16)"}),
        ("pace-fan-ja", {"目標 18", "実施 9", "ペース 13.3", "−4.3", "見込み 14.2", "(13〜16)"}),
        ("pace-far-above", {"goal 30", "held 400", "pace 22.1"}),
        ("pace-first-hours", {"goal 18", "held 1", "pace 0.3", "booked: up to 5"}),
        ("pace-month-over-on-goal", {"goal 18", "held 18"}),
        ("pace-large", {"goal 3,032,659", "held 1,234,567", "pace 2,234,567", "−1,000,000"}),
        ("pace-one-day-month", {"11/30", "held 1", "goal 2", "pace 1.2", "−0.2"}),
        ("pace-empty-month", {"No meetings yet this month"}),
        ("bars-none", {"Nobody has a meeting this month yet"}),
        ("funnel-none", {"No calls yet"}),
    ],
)
def test_every_label_is_written(name: str, words: set[str]) -> None:
    assert words <= {each.words for each in said(SAMPLES[name])}


def test_a_long_name_never_hides_the_message() -> None:
    title = " ".join(each.words for each in said(SAMPLES["pace-long-words"]) if each.px == 29)
    assert title.startswith("Bartholomew")
    assert title.endswith("9 meetings held, 4.3 behind pace")


def test_a_rate_is_not_announced_where_none_is() -> None:
    assert "rate" not in {each.words for each in said(SAMPLES["funnel-zero-calls"])}


def test_the_japanese_font_is_there() -> None:
    assert japanese_font() is not None


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert png(SAMPLES["pace-ja"]) == png(SAMPLES["pace-ja"])


any_words = st.text(max_size=100) | st.sampled_from((LONG_EN, LONG_JA, "", " ", "$a$ $b$", "held 9", "実施 9"))
counts = st.integers(0, 30) | st.integers(0, 10**9)


any_fan = st.lists(st.tuples(*[st.floats(0, 1e6)] * 3).map(sorted), min_size=1, max_size=25).map(lambda days: list(zip(*days, strict=True)))


@st.composite
def any_pace(draw: st.DrawFn) -> Pace:
    days = tuple(draw(st.lists(any_words.map(lambda words: words[:12]), max_size=23)))
    done = draw(st.integers(0, len(days)))
    rises = st.lists(st.integers(0, 50), min_size=done, max_size=done)
    coming = st.lists(st.integers(0, 9), max_size=len(days) - done)
    goal = draw(st.none() | st.floats(0, 1e6))
    return Pace(
        draw(any_words),
        draw(any_words),
        days,
        tuple(accumulate(draw(rises))),
        draw(st.floats(max(done - 1, 0), done)),
        goal,
        draw(st.none() | st.floats(0, goal)) if goal is not None else None,
        tuple(accumulate(draw(coming))),
        *draw(st.just(((), (), ())) | any_fan),
        *(draw(any_words) for _ in range(7)),
    )


any_bars = st.builds(
    Bars,
    any_words,
    any_words,
    st.lists(st.builds(Bar, any_words, counts, any_words, st.none() | counts, any_words, st.booleans()), max_size=45).map(tuple),
    any_words,
    any_words,
)
any_funnel = st.builds(
    Funnel,
    any_words,
    any_words,
    st.lists(st.builds(Stage, any_words, counts, any_words, any_words, any_words, st.booleans()), max_size=8).map(tuple),
    any_words,
    any_words,
)


@settings(
    max_examples=int(os.environ.get("CHART_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(any_pace() | any_bars | any_funnel)
def test_any_drawing_at_all_stays_readable(drawing: Drawing) -> None:
    fits(drawing)
    assert drawn(drawing).png().startswith(b"\x89PNG")
