"""Whatever is typed ends in a value or in a refusal with a sentence of its own, and soon."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.parsing import words
from bot.parsing.dates import read_period, read_when
from bot.parsing.line import MOST_MINUTES
from bot.parsing.log import MOST, read_log
from bot.parsing.meeting import read_meeting
from coaching.errors import Refusal
from coaching.terms import Activity, Outcome

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 24, 11, 0, tzinfo=TOKYO)
TODAY = NOW.date()

READERS: dict[str, Callable[[str], Any]] = {
    "log": lambda text: read_log(text, now=NOW, zone=TOKYO),
    "log-abroad": lambda text: read_log(text, now=NOW, zone=ZoneInfo("America/St_Johns")),
    "meeting": lambda text: read_meeting(text, now=NOW, zone=TOKYO),
    "when-ahead": lambda text: read_when(text, today=TODAY, forward=True, now=NOW),
    "when-behind": lambda text: read_when(text, today=date(2028, 2, 29), forward=False),
    "period": lambda text: read_period(text, today=TODAY),
    "amount": words.amount,
    "count": words.count,
    "minutes": words.minutes,
    "percent": words.percent,
    "person": words.person,
    "source": words.source,
    "nearest": lambda text: words.nearest(text, words.known("OUTCOMES", "ACTIVITIES", "VERBS")),
}

_ENGLISH = """
    no-answer no answer not interested contact callback call back appointment apointment email opened work held moved no-show qualified won
    Acme 3M 7-Eleven Mayfair May March Fri Friday Sun tomorrow yesterday next tue week last in 30 min days Dec 3 2pm noon by inbound note:
"""
_JAPANESE = """
    不在 不在12件 アポ アポ山田商事 接触 再コール メール 開封 作業 実施 リスケ 受注 有効 山田商事 着信 メールで 流入:紹介 メモ： の に から
    明日 明日14時 昨日 来週 来週火曜 3日後 30分後 12月5日 31日 14時半 午後2時 正午 5分 後処理3分 120万 1.2億 １２ ０ 件 12件 回
"""
_SIGNS = """
    12 -3 1.5 501 x5 12/3 12/3(木) 12/5(日) 2/30 2/29 24/7 11/19 12-03 2026-12-03 9999-12-31 0001-01-01 14:00 25:00 14:00-15:00
    @sora <@U1|s> <@U1 @ source:web source： source: 5m 1h30m wrap:3m 1,200,000 ¥0 $12k % " 「 」 ( ) &amp; , 、 。 . .. 〜 - / : ١٢ ² ﷺ
    🎉 ー
"""
PIECES = [*_ENGLISH.split(), *_JAPANESE.split(), *_SIGNS.split(), "\u3000", "\n", "\x00", "\ud800", "\u202e"]
GAPS = st.sampled_from((" ", "", "\u3000"))
LINES = st.builds(lambda parts, gap: gap.join(parts), st.lists(st.sampled_from(PIECES), max_size=12), GAPS)
ANYTHING = st.text() | st.text(st.characters(categories=["Nd", "No", "Lo", "Zs", "Po", "Cs", "Cc", "Sm"])) | LINES


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=150, deadline=None)
@given(text=ANYTHING)
@example("1" * 5000 + "/" + "1" * 5000)
@example("９" * 999)
@example("in 999 months")
@example("0000-00-00 00:00")
@example("12/3 " * 190)
@example("<@" + "U" * 900)
def test_any_text_ends_in_a_value_or_a_refusal(name: str, text: str) -> None:
    with suppress(Refusal):
        READERS[name](text)


@settings(max_examples=400, deadline=None)
@given(text=LINES)
def test_what_is_understood_of_a_line_can_be_kept(text: str) -> None:
    try:
        logged = read_log(text, now=NOW, zone=TOKYO)
    except Refusal:
        return
    assert (logged.outcome is None) != (logged.activity is None)
    assert 1 <= logged.count <= (MOST_MINUTES if logged.activity is Activity.WORK_MINUTES else MOST)
    assert logged.on is None or logged.on < TODAY
    assert logged.starts_at is None or logged.starts_at > NOW
    assert logged.outcome is not Outcome.APPOINTMENT or (logged.lead and logged.starts_at)
    for kept in (logged.lead, logged.notes, logged.source, logged.ae):
        assert "\x00" not in kept
        assert kept == kept.encode().decode()


@settings(max_examples=200, deadline=None)
@given(
    lead=st.sampled_from(
        ["Acme", "山田商事", "3M", "7-Eleven", "Mayfair Inc", "March Logistics", "Area 51", "アポロ商事", "Sun Microsystems", "明日香商事"]
    ),
    verb=st.sampled_from(["appointment", "アポ", "appt", "アポイント"]),
    when=st.sampled_from(
        ["12/3 10:00", "12月3日 10時", "来週木曜10時", "next thu 10am", "Dec 3 at 10:00", "9日後 10:00", "12/3(木)10時", "Thu 3 Dec 10am"]
    ),
    extras=st.lists(st.sampled_from(["@sora", "source:web", "inbound", "by email", "wrap:3m"]), unique=True),
    order=st.randoms(use_true_random=False),
)
def test_the_order_of_what_is_said_does_not_matter(lead: str, verb: str, when: str, extras: list[str], order: Any) -> None:
    parts = [*extras]
    order.shuffle(parts)
    middle = order.randrange(len(parts) + 1)
    logged = read_log(" ".join([verb, lead, *parts[:middle], when, *parts[middle:]]), now=NOW, zone=TOKYO)
    assert (logged.lead, logged.starts_at) == (lead, datetime(2026, 12, 3, 10, 0, tzinfo=TOKYO))
    assert (logged.ae, logged.source, logged.by_email) == (
        "sora" * ("@sora" in extras),
        "web" * ("source:web" in extras),
        "by email" in extras,
    )


UNITS = (
    "a",
    "1",
    " ",
    "12/3 ",
    "1,",
    "with ",
    "明日14時",
    "日",
    "(",
    "<@U1 ",
    '"',
    "1h",
    "in ",
    "no ",
    "14:00-",
    "5m ",
    "0.",
    "１",
    "ﷺ",
    "@a ",
    "source:",
    "不",
    "¥1 ",
)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("length", [990, 3_000, 40_000])
def test_long_texts_are_answered_at_once(name: str, length: int) -> None:
    for unit in UNITS:
        start = time.thread_time()
        with suppress(Refusal):
            READERS[name]((unit * length)[:length])
        assert time.thread_time() - start < 0.5, unit  # generous: a quadratic search over 40,000 characters takes minutes


def test_a_line_takes_well_under_a_millisecond() -> None:
    lines = [
        "12 no-answer",
        "アポ 山田商事 明日14時 @sora source:セミナー",
        "appointment Acme tomorrow 14:00 @ae source:webinar inbound",
        "contact Acme 5m wrap:3m",
    ]
    READERS["log"](lines[0])
    fastest = min(_seconds(lines) for _ in range(20))
    assert fastest / len(lines) < 0.002  # twice the promise, for a busy machine


def _seconds(lines: list[str]) -> float:
    start = time.thread_time()
    for line in lines:
        READERS["log"](line)
    return time.thread_time() - start
