"""Words meant as a number, a day, a time or an outcome never become a lead; names with digits do: Tuesday, 24 November 2026, 11:00."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.parsing.log import read_log
from bot.parsing.meeting import read_meeting
from coaching.errors import BadAmount, BadDate, Missing, NotAName, NotUnderstood, Refusal, TooMany
from coaching.terms import Activity, Outcome

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 24, 11, 0, tzinfo=TOKYO)
YESTERDAY = date(2026, 11, 23)


def at(text: str) -> datetime:
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=TOKYO)


READ: list[tuple[str, dict[str, Any]]] = [
    # digits of other scripts, numbers glued to the outcome, counters
    ("١٢ no-answer", {"count": 12, "lead": ""}),
    ("no-answer ١٢", {"count": 12, "lead": ""}),
    ("१२ 不在", {"count": 12, "lead": ""}),
    ("email ۲۰", {"activity": Activity.EMAIL_SENT, "count": 20, "lead": ""}),
    ("appointment Acme ١٢/٣ ١٠:٠٠", {"lead": "Acme", "starts_at": at("12-03 10:00")}),
    ("12no-answer", {"outcome": Outcome.NO_ANSWER, "count": 12, "lead": ""}),
    ("12no answer", {"outcome": Outcome.NO_ANSWER, "count": 12, "lead": ""}),
    ("no-answer12", {"outcome": Outcome.NO_ANSWER, "count": 12, "lead": ""}),
    ("no-answer:12", {"outcome": Outcome.NO_ANSWER, "count": 12, "lead": ""}),
    ("20emails", {"activity": Activity.EMAIL_SENT, "count": 20, "lead": ""}),
    ("不在 12名", {"count": 12, "lead": ""}),
    ("不在 十二件", {"count": 12, "lead": ""}),
    ("二十件 不在", {"count": 20, "lead": ""}),
    ("メール 二十通", {"count": 20, "lead": ""}),
    ("email 20 Acme", {"count": 20, "lead": "Acme"}),
    # days and times
    ("callback Acme 15時30", {"lead": "Acme", "starts_at": at("11-24 15:30")}),
    ("再コール 山田商事 15時30", {"lead": "山田商事", "starts_at": at("11-24 15:30")}),
    ("アポ 山田商事 12月3日14時30", {"lead": "山田商事", "starts_at": at("12-03 14:30")}),
    ("アポ 山田商事 あした 十四時", {"lead": "山田商事", "starts_at": at("11-25 14:00")}),
    ("アポ 山田商事 明日午後二時", {"lead": "山田商事", "starts_at": at("11-25 14:00")}),
    ("アポ 山田商事 十二月三日 14時", {"lead": "山田商事", "starts_at": at("12-03 14:00")}),
    ("appointment Acme tomorow 14:00", {"lead": "Acme", "starts_at": at("11-25 14:00")}),
    ("callback Acme tonight 8pm", {"lead": "Acme", "starts_at": at("11-24 20:00")}),
    ("contact Acme last night", {"lead": "Acme", "on": YESTERDAY}),
    ("contact Acme this morning", {"lead": "Acme", "on": None}),
    ("接触 山田商事 昨夜", {"lead": "山田商事", "on": YESTERDAY}),
    ("接触 山田商事 今朝", {"lead": "山田商事", "on": None}),
    ("contact Acme 2 days before", {"lead": "Acme", "on": date(2026, 11, 22)}),
    # lengths
    ("接触 山田商事 五分", {"lead": "山田商事", "talk_seconds": 300}),
    ("作業 一時間", {"activity": Activity.WORK_MINUTES, "count": 60}),
]


@pytest.mark.parametrize(("text", "fields"), READ)
def test_what_can_only_be_meant_in_one_way_is_read(text: str, fields: dict[str, Any]) -> None:
    logged = read_log(text, now=NOW, zone=TOKYO)
    assert {name: getattr(logged, name) for name in fields} == fields


NAMES = """3M|7-Eleven|37signals|99designs|株式会社100|Acme 2|Acme 12|Studio 54|Forever 21|21 Club|101 Dalmatians|Route 66 Motors
24/7 Fitness|24/7フィットネス|24-7 Fitness|1-800-Flowers|Level 3|Area 51|8x8|1Password|23andMe|O2|H2O|G7|Acme 5G|20th Century|3 Mobile
Web 2.0|One|Seven Seas|Twelve South|Ten Group|Many Labs|Lots Road Auctions|Sunday Group|Sundar|ravi sundar|Amit Mondal|steven|forte
morrow|tony sandy|Le Monde|Frida|Toda|Four Seasons|Acme NA|Acme Reception|100均ショップ|3社合同|7時商店|第一三共|三菱商事|一休
十六銀行|百五銀行|三井住友|七十七銀行|三日月|四日市港|二十日市製作所|5 Acme|acme.com|Acme 3rd Street"""


@pytest.mark.parametrize("name", NAMES.replace("\n", "|").split("|"))
@pytest.mark.parametrize("line", ["contact {}", "{} no-answer", "接触 {} 5分"])
def test_names_with_digits_and_words_of_ours_stay_names(line: str, name: str) -> None:
    logged = read_log(line.format(name), now=NOW, zone=TOKYO)
    assert (logged.lead, logged.count) == (name, 1)


REFUSED: list[tuple[str, str, str]] = [
    # no number
    ("email lots", "lots", ""),
    ("email a lot", "a lot", ""),
    ("email twenty", "twenty", "20"),
    ("メール たくさん", "たくさん", ""),
    ("メール 二十", "二十", "20"),
    ("no-answer many", "many", ""),
    ("不在 数件", "数件", ""),
    ("不在 十二", "十二", "12"),
    ("twelve no-answer", "twelve", "12"),
    ("twenty-five no-answer", "twenty-five", "25"),
    ("no-answer a dozen", "a dozen", "12"),
    ("email 20ish", "20ish", "20"),
    ("email ~20", "~20", "20"),
    ("メール 約20", "約20", "20"),
    ("メール 20通くらい", "20通くらい", "20"),
    ("email 20+", "20+", "20"),
    ("email 2k", "2k", ""),
    ("email 2O", "2O", "20"),
    ("email 20 lots", "lots", ""),
    ("no-answer #12", "#12", "12"),
    ("no-answer 12 cals", "12 cals", "12"),
    ("no-answer 12 11", "12 11", ""),
    ("no-answer 10 or 12", "10 or 12", ""),
    ("no-answer l2", "l2", "12"),
    # no length
    ("contact Acme 5min 3", "3", ""),
    ("接触 山田商事 5分 3", "3", ""),
    ("contact Acme 5 minuts", "5 minuts", "5m"),
    ("contact Acme 5mn", "5mn", "5m"),
    ("contact Acme five minutes", "five minutes", "5m"),
    ("contact Acme half an hour", "half an hour", "30m"),
    ("接触 山田商事 5ふん", "5ふん", "5分"),
    # no day
    ("contact Acme yestarday", "yestarday", "yesterday"),
    ("12 no-answer yestreday", "yestreday", "yesterday"),
    ("12 no-answer mnday", "mnday", "monday"),
    ("appointment Acme tusday 14:00", "tusday", "tuesday"),
    ("appointment Acme Wendesday 14:00", "Wendesday", "wednesday"),
    ("接触 山田商事 昨曰", "昨曰", "昨日"),
    ("アポ 山田商事 明曰 14時", "明曰", "明日"),
    ("appointment Acme 12.3 14:00", "12.3", "12/3"),
    ("appointment Acme 12-3 14:00", "12-3", "12/3"),
    ("appointment Acme the 3rd 14:00", "the 3rd", ""),
    ("appointment Acme Decmber 3 14:00", "Decmber 3", ""),
    ("appointment Acme 12/3 12/4 10:00", "12/3", ""),
    # no time
    ("appointment Acme 12/3 1000", "1000", "10:00"),
    ("appointment Acme 12/3 10", "10", "10:00"),
    ("appointment Acme 12/3 10.30", "10.30", "10:30"),
    ("appointment Acme 12/3 10h30", "10h30", "10:30"),
    ("appointment Acme 12/3 14 o'clock", "14 o'clock", "14:00"),
    ("callback Acme tomorrow 10", "10", "10:00"),
    ("アポ 山田商事 明日 1400", "1400", "14:00"),
    ("アポ 山田商事 明日14じ", "14じ", "14:00"),
    # a second outcome
    ("contact Acme no-answer", "no-answer", ""),
    ("接触 山田商事 不在 3", "不在 3", ""),
    ("アポ 山田商事 明日 14:00 アポ", "アポ", ""),
]


@pytest.mark.parametrize(("text", "word", "suggestion"), REFUSED)
def test_what_was_meant_as_something_else_is_no_name(text: str, word: str, suggestion: str) -> None:
    with pytest.raises(NotAName) as refused:
        read_log(text, now=NOW, zone=TOKYO)
    assert (refused.value.word, refused.value.suggestion) == (word, suggestion)


@pytest.mark.parametrize("name", ["lots", "twelve", "acme yestarday", "Acme 5 minuts", "十二", "山田商事 不在", "Acme 12.3"])
def test_it_is_a_name_where_a_lead_is_called_so(name: str) -> None:
    assert read_log(f"contact {name}", now=NOW, zone=TOKYO, named={name}.__contains__).lead == name


@pytest.mark.parametrize("name", ["lots", "twelve", "Acme yestarday", "Acme 5 minuts", "十二", "山田商事 不在", "Acme 12.3"])
def test_in_quotation_marks_anything_is_a_name(name: str) -> None:
    assert read_log(f'contact "{name}"', now=NOW, zone=TOKYO).lead == name
    assert read_log(f"接触 「{name}」 5分", now=NOW, zone=TOKYO).lead == name


@pytest.mark.parametrize(
    ("text", "kind", "fields"),
    [
        ("no-anwser Acme", NotUnderstood, {"word": "no-anwser", "suggestion": "no-answer"}),
        ("Acme Tokyo no-anwser", NotUnderstood, {"word": "no-anwser", "suggestion": "no-answer"}),
        ("contact Acme tomorow 14:00", NotUnderstood, {"word": "tomorow 14:00"}),
        ("appointment Acme 25:00", BadDate, {"word": "25:00", "why": "no_such_day"}),
        ("再コール 山田商事 25時", BadDate, {"word": "25時", "why": "no_such_day"}),
        ("work lots", NotUnderstood, {"word": "lots", "example": "log-work"}),
        ("work half an hour", NotUnderstood, {"word": "half an hour", "suggestion": "30m"}),
        ("work 30mn", NotUnderstood, {"word": "30mn", "suggestion": "30m"}),
        ("work 99h", TooMany, {"count": 5940, "most": 1440, "unit": "minutes"}),
        ("501 no-answer", TooMany, {"unit": "count"}),
    ],
)
def test_what_is_no_number_outcome_or_day_is_refused_by_its_word(text: str, kind: type[Refusal], fields: dict[str, Any]) -> None:
    with pytest.raises(kind) as refused:
        read_log(text, now=NOW, zone=TOKYO)
    assert {name: getattr(refused.value, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("text", "kind", "fields"),
    [
        ("won Acme banana", BadAmount, {"word": "banana"}),
        ("won Acme a lot of money", BadAmount, {"word": "a lot of money"}),
        ('won "Acme" banana', BadAmount, {"word": "banana"}),
        ("受注 山田商事 バナナ", BadAmount, {"word": "バナナ"}),
        ("受注 山田商事 未定", BadAmount, {"word": "未定"}),
        ("受注 知らない商事 百二十万", BadAmount, {"word": "百二十万"}),
        ("won Nobody 1,20,000", BadAmount, {"word": "1,20,000"}),
        ("won Nobody 12万5", BadAmount, {"word": "12万5"}),
        ("won Acme", Missing, {"what": "amount"}),
        ("won Acme Corp", Missing, {"what": "amount"}),
        ("won", Missing, {"what": "lead"}),
        ("won Acme 1.2m yestreday", NotAName, {"word": "yestreday", "suggestion": "yesterday"}),
        ("held Acme yestarday", NotAName, {"word": "yestarday", "suggestion": "yesterday"}),
        ("実施 山田商事 昨曰", NotAName, {"word": "昨曰", "suggestion": "昨日"}),
        ("moved Acme 12/3 1000", NotAName, {"word": "1000", "suggestion": "10:00", "example": "meeting-moved"}),
        ("リスケ 山田商事 明日 14", NotAName, {"word": "14", "suggestion": "14:00"}),
    ],
)
def test_of_a_meeting_too(text: str, kind: type[Refusal], fields: dict[str, Any]) -> None:
    with pytest.raises(kind) as refused:
        read_meeting(text, now=NOW, zone=TOKYO, named={"Acme", "Acme Corp", "山田商事"}.__contains__)
    assert {name: getattr(refused.value, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("text", "lead", "amount"),
    [
        ("won Acme ١٢٠٠٠", "Acme", 12_000),
        ("won Acme 2 1,200,000", "Acme 2", 1_200_000),
        ("won 3M 1.2m", "3M", 1_200_000),
        ("受注 株式会社100 120万", "株式会社100", 1_200_000),
    ],
)
def test_an_amount_stands_behind_a_name_with_digits(text: str, lead: str, amount: int) -> None:
    told = read_meeting(text, now=NOW, zone=TOKYO)
    assert (told.lead, told.amount) == (lead, Decimal(amount))
