"""What `/meeting …` is understood as: said on Tuesday 24 November 2026, 11:00 in Tokyo."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.parsing.meeting import Told, read_meeting
from coaching.errors import BadAmount, BadDate, Missing, NotUnderstood, Refusal, TooLong
from coaching.terms import Happening

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 24, 11, 0, tzinfo=TOKYO)
H = Happening


def told(text: str) -> Told:
    return read_meeting(text, now=NOW, zone=TOKYO)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("held Acme", Told(H.HELD, "Acme")),
        ("Held Acme, Inc.", Told(H.HELD, "Acme, Inc.")),
        ("Acme held", Told(H.HELD, "Acme")),
        ("実施 山田商事", Told(H.HELD, "山田商事")),
        ("山田商事 実施", Told(H.HELD, "山田商事")),
        ("山田商事　実施済み", Told(H.HELD, "山田商事")),
        ("held Acme yesterday", Told(H.HELD, "Acme", on=date(2026, 11, 23))),
        ("held with Acme today", Told(H.HELD, "Acme")),
        ("no-show Acme", Told(H.NO_SHOW, "Acme")),
        ("no show Acme", Told(H.NO_SHOW, "Acme")),
        ("Acme no show", Told(H.NO_SHOW, "Acme")),
        ("Acme did not show", Told(H.NO_SHOW, "Acme")),
        ("山田商事 ノーショー", Told(H.NO_SHOW, "山田商事")),
        ("来社なし 山田商事", Told(H.NO_SHOW, "山田商事")),
        ("cancelled Acme", Told(H.CANCELLED, "Acme")),
        ("cancel Acme", Told(H.CANCELLED, "Acme")),
        ("山田商事 キャンセル", Told(H.CANCELLED, "山田商事")),
        ("qualified Acme", Told(H.QUALIFIED, "Acme")),
        ("山田商事 有効", Told(H.QUALIFIED, "山田商事")),
        ("unqualified Acme", Told(H.UNQUALIFIED, "Acme")),
        ("not qualified Acme", Told(H.UNQUALIFIED, "Acme")),
        ("Acme not qualified", Told(H.UNQUALIFIED, "Acme")),
        ("無効 山田商事", Told(H.UNQUALIFIED, "山田商事")),
        ('held "Acme 12"', Told(H.HELD, "Acme 12")),
        ("「有効商会」 実施", Told(H.HELD, "有効商会")),
        ("held 3M", Told(H.HELD, "3M")),
        ("held Johnson & Johnson", Told(H.HELD, "Johnson & Johnson")),
        ("held Friday Beers", Told(H.HELD, "Friday Beers")),
        ("won Acme 1,200,000", Told(H.WON, "Acme", amount=Decimal(1200000))),
        ("won Acme ¥1,200,000", Told(H.WON, "Acme", amount=Decimal(1200000))),
        ("won Acme 1,200,000 yesterday", Told(H.WON, "Acme", amount=Decimal(1200000), on=date(2026, 11, 23))),
        ("won Acme 120万 11/19", Told(H.WON, "Acme", amount=Decimal(1200000), on=date(2026, 11, 19))),
        ("won Acme $12k on Nov 19", Told(H.WON, "Acme", amount=Decimal(12000), on=date(2026, 11, 19))),
        ("won Acme 12000 yen today", Told(H.WON, "Acme", amount=Decimal(12000))),
        ("won Acme 1.2 億", Told(H.WON, "Acme", amount=Decimal(120000000))),
        ("won Acme 12,000.50", Told(H.WON, "Acme", amount=Decimal("12000.50"))),
        ("won 1,200,000 Acme", Told(H.WON, "Acme", amount=Decimal(1200000))),
        ("won 3M 1.2m", Told(H.WON, "3M", amount=Decimal(1200000))),
        ("won Area 51 500k", Told(H.WON, "Area 51", amount=Decimal(500000))),
        ('won "Acme 12" 1,000', Told(H.WON, "Acme 12", amount=Decimal(1000))),
        ("受注 山田商事 １２０万円", Told(H.WON, "山田商事", amount=Decimal(1200000))),
        ("山田商事 受注 1億2000万円 昨日", Told(H.WON, "山田商事", amount=Decimal(120000000), on=date(2026, 11, 23))),
        ("moved Acme 12/3 10:00", Told(H.MOVED, "Acme", datetime(2026, 12, 3, 10, 0, tzinfo=TOKYO))),
        ("moved Acme to 12/3 10:00", Told(H.MOVED, "Acme", datetime(2026, 12, 3, 10, 0, tzinfo=TOKYO))),
        ("move Acme to next fri at 2pm", Told(H.MOVED, "Acme", datetime(2026, 12, 4, 14, 0, tzinfo=TOKYO))),
        ("Acme moved 12/3 10:00", Told(H.MOVED, "Acme", datetime(2026, 12, 3, 10, 0, tzinfo=TOKYO))),
        ("山田商事 リスケ 明日14時", Told(H.MOVED, "山田商事", datetime(2026, 11, 25, 14, 0, tzinfo=TOKYO))),
        ("リスケ 山田商事 12月5日(土) 10時半", Told(H.MOVED, "山田商事", datetime(2026, 12, 5, 10, 30, tzinfo=TOKYO))),
        ("リスケ 山田商事 12/3 10:00に", Told(H.MOVED, "山田商事", datetime(2026, 12, 3, 10, 0, tzinfo=TOKYO))),
    ],
)
def test_a_line_is_understood(text: str, expected: Told) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "refusal", "fields"),
    [
        ("", Missing, {"what": "outcome", "example": "meeting-held"}),
        ("held", Missing, {"what": "lead", "example": "meeting-held"}),
        ("moved Acme", Missing, {"what": "when", "example": "meeting-moved"}),
        ("moved Acme 12/3", Missing, {"what": "when", "example": "meeting-moved"}),
        ("moved 12/3 10:00", Missing, {"what": "lead", "example": "meeting-moved"}),
        ("won Acme", Missing, {"what": "amount", "example": "meeting-won"}),
        ("won 1,200,000", Missing, {"what": "lead", "example": "meeting-won"}),
        ("heldd Acme", NotUnderstood, {"word": "heldd", "suggestion": "held", "example": "meeting-held"}),
        ("mvoed Acme", NotUnderstood, {"suggestion": "moved", "example": "meeting-moved"}),
        ("qualifed Acme", NotUnderstood, {"suggestion": "qualified"}),
        ("実施中 山田商事", NotUnderstood, {"word": "実施中", "suggestion": "実施"}),
        ("foo bar baz", NotUnderstood, {"word": "foo", "suggestion": "", "example": "meeting-held"}),
        ("held !!!", NotUnderstood, {"word": "!!!"}),
        ('held "Acme" Tokyo', NotUnderstood, {"word": "Tokyo"}),
        ("won Acme -5", BadAmount, {"word": "-5"}),
        ("won Acme 0", BadAmount, {"word": "0"}),
        ("won Acme 12.345", BadAmount, {"word": "12.345"}),
        ("won Acme 9999999999999999", BadAmount, {"word": "9999999999999999"}),
        ("won Acme 1,000 tomorrow", BadDate, {"word": "tomorrow", "why": "in_the_future"}),
        ("won Acme 1,000 2024-11-24", BadDate, {"why": "too_far"}),
        ("moved Acme 11/20 10:00", BadDate, {"why": "in_the_past"}),
        ("moved Acme 10:00", BadDate, {"why": "in_the_past"}),
        ("moved Acme 2028-01-01 10:00", BadDate, {"why": "too_far"}),
        ("moved Acme 2/30 10:00", BadDate, {"why": "no_such_day"}),
        ("held " + "a" * 1000, TooLong, {"most": 1000}),
    ],
)
def test_what_is_not_clear_is_refused_with_what_its_sentence_needs(text: str, refusal: type[Refusal], fields: dict[str, Any]) -> None:
    with pytest.raises(refusal) as refused:
        told(text)
    assert {name: getattr(refused.value, name) for name in fields} == fields
