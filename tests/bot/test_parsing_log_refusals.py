"""What `/log …` refuses, and with what: said on Tuesday 24 November 2026, 11:00 in Tokyo."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.parsing.log import read_log
from coaching.errors import BadDate, Missing, NotUnderstood, Refusal, TooLong, TooMany

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 24, 11, 0, tzinfo=TOKYO)


@pytest.mark.parametrize(
    ("text", "refusal", "fields"),
    [
        ("", Missing, {"what": "outcome", "example": "log-call"}),
        ("　", Missing, {"what": "outcome", "example": "log-call"}),
        ("12", Missing, {"what": "outcome", "example": "log-many"}),
        ("明日14時", Missing, {"what": "outcome", "example": "log-call"}),
        ("appointment Acme", Missing, {"what": "when", "example": "log-appointment"}),
        ("appointment Acme tomorrow", Missing, {"what": "time", "example": "log-appointment"}),
        ("アポ山田商事", Missing, {"what": "when", "example": "log-appointment"}),
        ("appointment tomorrow 14:00", Missing, {"what": "lead", "example": "log-appointment"}),
        ("アポ", Missing, {"what": "lead", "example": "log-appointment"}),
        ("callback 15:00", Missing, {"what": "lead", "example": "log-callback"}),
        ("work", Missing, {"what": "count", "example": "log-work"}),
        ("apointment Acme tomorow", NotUnderstood, {"word": "apointment", "suggestion": "appointment", "example": "log-appointment"}),
        ("no anser 12", NotUnderstood, {"word": "no anser", "suggestion": "no-answer", "example": "log-call"}),
        ("calback Acme", NotUnderstood, {"word": "calback", "suggestion": "callback", "example": "log-callback"}),
        ("emial 20", NotUnderstood, {"word": "emial", "suggestion": "email", "example": "log-email"}),
        ("不在中", NotUnderstood, {"word": "不在中", "suggestion": "不在", "example": "log-call"}),
        ("不在山田商事", NotUnderstood, {"word": "不在山田商事", "suggestion": "不在", "example": "log-call"}),
        ("apointment Contact Energy", NotUnderstood, {"word": "apointment", "suggestion": "appointment"}),
        ("foo bar", NotUnderstood, {"word": "foo", "suggestion": "", "example": "log-call"}),
        ("12 foo", NotUnderstood, {"word": "foo", "suggestion": "", "example": "log-many"}),
        ("0 no-answer", NotUnderstood, {"word": "0", "example": "log-many"}),
        ("no-answer 0", NotUnderstood, {"word": "0", "example": "log-many"}),
        ("-3 no-answer", NotUnderstood, {"word": "-3", "suggestion": ""}),
        ("no-answer -3", NotUnderstood, {"word": "-3", "suggestion": ""}),
        ("no-answer 1.5", NotUnderstood, {"word": "1.5"}),
        ("contact !!!", NotUnderstood, {"word": "!!!"}),
        ('contact "Acme" Tokyo', NotUnderstood, {"word": "Tokyo"}),
        ("contact Acme 15:00", NotUnderstood, {"word": "15:00", "example": "log-callback"}),
        ("appointment Acme @sora @mio tomorrow 14:00", NotUnderstood, {"word": "@mio", "example": "log-appointment"}),
        ("appointment Acme tomorrow 14:00 source:", NotUnderstood, {"word": "source:", "suggestion": "", "example": "log-appointment"}),
        ("アポ 山田商事 明日14時 ソース：", NotUnderstood, {"word": "ソース:", "example": "log-appointment"}),
        ("12 no-answer, 3 contacts", NotUnderstood, {"word": "3 contacts"}),
        ("不在12件 接触3件", NotUnderstood, {"word": "接触3件"}),
        ("不在12 接触3", NotUnderstood, {"word": "12 接触3"}),
        ("no-answer contact", NotUnderstood, {"word": "contact"}),
        ("501 no-answer", TooMany, {"count": 501, "most": 500}),
        ("email 501", TooMany, {"count": 501, "most": 500}),
        ("999999999999 不在", TooMany, {"count": 999999999999, "most": 500}),
        ("3 appointment Acme tomorrow 14:00", TooMany, {"count": 3, "most": 1}),
        ("contact Acme 25h", TooMany, {"count": 1500, "most": 1440}),
        ("contact Acme 9999999m", NotUnderstood, {"word": "9999999m"}),
        ("contact Acme wrap:25h", TooMany, {"count": 1500, "most": 1440}),
        ("work 1500", TooMany, {"count": 1500, "most": 1440}),
        ("work 25h", TooMany, {"count": 1500, "most": 1440}),
        ("appointment Acme 10:00", BadDate, {"word": "10:00", "why": "in_the_past"}),
        ("appointment Acme yesterday 14:00", BadDate, {"why": "in_the_past"}),
        ("appointment Acme 11/20 14:00", BadDate, {"word": "11/20 14:00", "why": "in_the_past"}),
        ("callback Acme 10:00", BadDate, {"why": "in_the_past"}),
        ("appointment Acme 2027-11-25 10:00", BadDate, {"why": "too_far"}),
        ("appointment Acme 2/30 10:00", BadDate, {"word": "2/30", "why": "no_such_day"}),
        ("appointment Acme 25:00", BadDate, {"word": "25:00", "why": "no_such_day"}),
        ("アポ 山田商事 12/5(日) 10:00", BadDate, {"why": "wrong_weekday"}),
        ("アポ 山田商事 来週 14時", BadDate, {"word": "来週", "why": "which_day"}),
        ("12 no-answer tomorrow", BadDate, {"word": "tomorrow", "why": "in_the_future"}),
        ("12 no-answer 12/1", BadDate, {"word": "12/1", "why": "in_the_future"}),
        ("12 no-answer 10/23", BadDate, {"word": "10/23", "why": "too_far"}),
        ("contact " + "a" * 1000, TooLong, {"what": "text", "most": 1000}),
        ("contact " + "ﷺ" * 500, TooLong, {"what": "text", "most": 1000}),
        ("x" * 40_000, TooLong, {"most": 1000}),
    ],
)
def test_what_is_not_clear_is_refused_with_what_its_sentence_needs(text: str, refusal: type[Refusal], fields: dict[str, Any]) -> None:
    with pytest.raises(refusal) as refused:
        read_log(text, now=NOW, zone=TOKYO)
    assert {name: getattr(refused.value, name) for name in fields} == fields
