"""What `/log …` is understood as: said on Tuesday 24 November 2026, 11:00 in Tokyo."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.parsing.log import Logged, read_log
from coaching.terms import Activity, Direction, Outcome

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 24, 11, 0, tzinfo=TOKYO)
O, A = Outcome, Activity  # noqa: E741 - columns of the tables


def at(text: str) -> datetime:
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=TOKYO)


def understood(text: str) -> Logged:
    return read_log(text, now=NOW, zone=TOKYO)


CALLS: list[tuple[str, dict[str, Any]]] = [
    ("no-answer", {"outcome": O.NO_ANSWER}),
    ("no answer", {"outcome": O.NO_ANSWER}),
    ("NO ANSWER", {"outcome": O.NO_ANSWER}),
    ("12 no-answer", {"outcome": O.NO_ANSWER, "count": 12}),
    ("12 no answer", {"outcome": O.NO_ANSWER, "count": 12}),
    ("no-answer 12", {"outcome": O.NO_ANSWER, "count": 12}),
    ("no-answer x12", {"outcome": O.NO_ANSWER, "count": 12}),
    ("12x no-answer", {"outcome": O.NO_ANSWER, "count": 12}),
    ("12 calls no-answer", {"outcome": O.NO_ANSWER, "count": 12}),
    ("12 no-answers", {"outcome": O.NO_ANSWER, "count": 12}),
    ("500 no-answer", {"outcome": O.NO_ANSWER, "count": 500}),
    ("3 contacts", {"outcome": O.CONTACT, "count": 3}),
    ("不在", {"outcome": O.NO_ANSWER}),
    ("不在 12", {"outcome": O.NO_ANSWER, "count": 12}),
    ("12 不在", {"outcome": O.NO_ANSWER, "count": 12}),
    ("不在12件", {"outcome": O.NO_ANSWER, "count": 12}),
    ("不在１２件", {"outcome": O.NO_ANSWER, "count": 12}),
    ("不在　１２", {"outcome": O.NO_ANSWER, "count": 12}),
    ("不在 12 件", {"outcome": O.NO_ANSWER, "count": 12}),
    ("12件不在", {"outcome": O.NO_ANSWER, "count": 12}),
    ("12件 不在", {"outcome": O.NO_ANSWER, "count": 12}),
    ("不在12", {"outcome": O.NO_ANSWER, "count": 12}),
    ("受付3件", {"outcome": O.GATEKEEPER, "count": 3}),
    ("留守電 5", {"outcome": O.NO_ANSWER, "count": 5}),
    ("gatekeeper Acme", {"outcome": O.GATEKEEPER, "lead": "Acme"}),
    ("not interested", {"outcome": O.NOT_INTERESTED}),
    ("not interested Acme", {"outcome": O.NOT_INTERESTED, "lead": "Acme"}),
    ("お断り 山田商事", {"outcome": O.NOT_INTERESTED, "lead": "山田商事"}),
    ("wrong number", {"outcome": O.WRONG_NUMBER}),
    ("番号違い 山田商事", {"outcome": O.WRONG_NUMBER, "lead": "山田商事"}),
    ("contact Acme", {"outcome": O.CONTACT, "lead": "Acme"}),
    ("contact Acme 5m", {"outcome": O.CONTACT, "lead": "Acme", "talk_seconds": 300}),
    ("contact Acme 5 min", {"outcome": O.CONTACT, "lead": "Acme", "talk_seconds": 300}),
    ("contact Acme 1h30m", {"outcome": O.CONTACT, "lead": "Acme", "talk_seconds": 5400}),
    ("contact Acme for 5 minutes", {"outcome": O.CONTACT, "lead": "Acme", "talk_seconds": 300}),
    ("contact Acme talk:5m wrap:3m", {"outcome": O.CONTACT, "lead": "Acme", "talk_seconds": 300, "wrap_up_seconds": 180}),
    ("contact Acme 5m wrap-up 3m", {"outcome": O.CONTACT, "lead": "Acme", "talk_seconds": 300, "wrap_up_seconds": 180}),
    ("接触 山田商事 5分 後処理3分", {"outcome": O.CONTACT, "lead": "山田商事", "talk_seconds": 300, "wrap_up_seconds": 180}),
    ("接触 山田商事 通話5分 後処理：３分", {"outcome": O.CONTACT, "lead": "山田商事", "talk_seconds": 300, "wrap_up_seconds": 180}),
    ("担当者接触 山田商事 1時間半", {"outcome": O.CONTACT, "lead": "山田商事", "talk_seconds": 5400}),
    ("contact Acme inbound", {"outcome": O.CONTACT, "lead": "Acme", "direction": Direction.INBOUND}),
    ("inbound contact Acme", {"outcome": O.CONTACT, "lead": "Acme", "direction": Direction.INBOUND}),
    ("着信 接触 山田商事", {"outcome": O.CONTACT, "lead": "山田商事", "direction": Direction.INBOUND}),
    ("contact Acme source:webinar", {"outcome": O.CONTACT, "lead": "Acme", "source": "webinar"}),
    ("接触 山田商事 source：セミナー", {"outcome": O.CONTACT, "lead": "山田商事", "source": "webinar"}),
    ("接触 山田商事 流入:紹介", {"outcome": O.CONTACT, "lead": "山田商事", "source": "referral"}),
    ('contact Acme source:"Spring Fair"', {"outcome": O.CONTACT, "lead": "Acme", "source": "spring fair"}),
    ("contact Acme note: asked for prices", {"outcome": O.CONTACT, "lead": "Acme", "notes": "asked for prices"}),
    (
        "接触 山田商事 5分 メモ：来週 12/3 に 資料",
        {"outcome": O.CONTACT, "lead": "山田商事", "talk_seconds": 300, "notes": "来週 12/3 に 資料"},
    ),
    ("contact Acme note: R&D <3\nsecond line", {"outcome": O.CONTACT, "lead": "Acme", "notes": "R&D <3\nsecond line"}),
    # names
    ('contact "Acme 12"', {"outcome": O.CONTACT, "lead": "Acme 12"}),
    ("contact “Acme 12” 5m", {"outcome": O.CONTACT, "lead": "Acme 12", "talk_seconds": 300}),
    ("接触 「明日の会」 5分", {"outcome": O.CONTACT, "lead": "明日の会", "talk_seconds": 300}),
    ('"No Answer Ltd" contact', {"outcome": O.CONTACT, "lead": "No Answer Ltd"}),
    ("contact Acme 12", {"outcome": O.CONTACT, "lead": "Acme 12"}),
    ("contact 21 Club", {"outcome": O.CONTACT, "lead": "21 Club"}),
    ("contact 3M", {"outcome": O.CONTACT, "lead": "3M"}),
    ("contact 3M 5m", {"outcome": O.CONTACT, "lead": "3M", "talk_seconds": 300}),
    ("contact Mayfair Inc", {"outcome": O.CONTACT, "lead": "Mayfair Inc"}),
    ("contact March Logistics", {"outcome": O.CONTACT, "lead": "March Logistics"}),
    ("contact Friday Beers yesterday", {"outcome": O.CONTACT, "lead": "Friday Beers", "on": date(2026, 11, 23)}),
    ("contact Acme, Inc. 5m", {"outcome": O.CONTACT, "lead": "Acme, Inc.", "talk_seconds": 300}),
    ("contact Johnson & Johnson", {"outcome": O.CONTACT, "lead": "Johnson & Johnson"}),
    ("contact <https://acme.com|acme.com>", {"outcome": O.CONTACT, "lead": "acme.com"}),
    ("contact O'Brien & Sons", {"outcome": O.CONTACT, "lead": "O'Brien & Sons"}),
    ("Acme no answer", {"outcome": O.NO_ANSWER, "lead": "Acme"}),
    ("Acme contact 5m", {"outcome": O.CONTACT, "lead": "Acme", "talk_seconds": 300}),
    ("山田商事 不在", {"outcome": O.NO_ANSWER, "lead": "山田商事"}),
    ("山田商事 不在 昨日", {"outcome": O.NO_ANSWER, "lead": "山田商事", "on": date(2026, 11, 23)}),
    ("アポロ商事 不在", {"outcome": O.NO_ANSWER, "lead": "アポロ商事"}),
    ("不在 アポロ商事", {"outcome": O.NO_ANSWER, "lead": "アポロ商事"}),
    ("山田商事 不在 3", {"outcome": O.NO_ANSWER, "lead": "山田商事", "count": 3}),
    ("contact 'Acme 12'", {"outcome": O.CONTACT, "lead": "Acme 12"}),
    ('contact "Acme', {"outcome": O.CONTACT, "lead": "Acme"}),
    ("no-answer Contact Energy", {"outcome": O.NO_ANSWER, "lead": "Contact Energy"}),
    ("受付システム社 不在", {"outcome": O.NO_ANSWER, "lead": "受付システム社"}),
    # a day late
    ("12 no-answer yesterday", {"outcome": O.NO_ANSWER, "count": 12, "on": date(2026, 11, 23)}),
    ("Yesterday 12 no-answer", {"outcome": O.NO_ANSWER, "count": 12, "on": date(2026, 11, 23)}),
    ("12 no-answer today", {"outcome": O.NO_ANSWER, "count": 12}),
    ("昨日 不在 12", {"outcome": O.NO_ANSWER, "count": 12, "on": date(2026, 11, 23)}),
    ("不在 12 昨日", {"outcome": O.NO_ANSWER, "count": 12, "on": date(2026, 11, 23)}),
    ("不在12件 昨日", {"outcome": O.NO_ANSWER, "count": 12, "on": date(2026, 11, 23)}),
    ("12 no-answer 11/19", {"outcome": O.NO_ANSWER, "count": 12, "on": date(2026, 11, 19)}),
    ("12 no-answer on fri", {"outcome": O.NO_ANSWER, "count": 12, "on": date(2026, 11, 20)}),
    ("11月19日 不在 12", {"outcome": O.NO_ANSWER, "count": 12, "on": date(2026, 11, 19)}),
    ("12 no-answer 10/24", {"outcome": O.NO_ANSWER, "count": 12, "on": date(2026, 10, 24)}),
    # e-mails and work
    ("email 20", {"activity": A.EMAIL_SENT, "count": 20}),
    ("20 emails", {"activity": A.EMAIL_SENT, "count": 20}),
    ("email", {"activity": A.EMAIL_SENT}),
    ("email Acme", {"activity": A.EMAIL_SENT, "lead": "Acme"}),
    ("メール 20通", {"activity": A.EMAIL_SENT, "count": 20}),
    ("メール20", {"activity": A.EMAIL_SENT, "count": 20}),
    ("メール２０通", {"activity": A.EMAIL_SENT, "count": 20}),
    ("email opened 8", {"activity": A.EMAIL_OPENED, "count": 8}),
    ("8 emails opened", {"activity": A.EMAIL_OPENED, "count": 8}),
    ("メール 開封 8", {"activity": A.EMAIL_OPENED, "count": 8}),
    ("開封 8件", {"activity": A.EMAIL_OPENED, "count": 8}),
    ("email clicked 3 yesterday", {"activity": A.EMAIL_CLICKED, "count": 3, "on": date(2026, 11, 23)}),
    ("クリック3", {"activity": A.EMAIL_CLICKED, "count": 3}),
    ("work 30m", {"activity": A.WORK_MINUTES, "count": 30}),
    ("work 30", {"activity": A.WORK_MINUTES, "count": 30}),
    ("work 1h30m research", {"activity": A.WORK_MINUTES, "count": 90, "notes": "research"}),
    ("作業30分", {"activity": A.WORK_MINUTES, "count": 30}),
    ("作業 1時間半 資料作成", {"activity": A.WORK_MINUTES, "count": 90, "notes": "資料作成"}),
]


@pytest.mark.parametrize(("text", "fields"), CALLS)
def test_calls_and_activities_are_understood(text: str, fields: dict[str, Any]) -> None:
    assert understood(text) == Logged(**fields)


TO_COME: list[tuple[str, Outcome, str, str, dict[str, Any]]] = [
    ("appointment Acme tomorrow 14:00", O.APPOINTMENT, "Acme", "11-25 14:00", {}),
    (
        "appointment Acme tomorrow 14:00 @ae source:webinar inbound",
        O.APPOINTMENT,
        "Acme",
        "11-25 14:00",
        {"ae": "ae", "source": "webinar", "direction": Direction.INBOUND},
    ),
    ("appointment Acme tomorrow 14:00 <@U123|sora>", O.APPOINTMENT, "Acme", "11-25 14:00", {"ae": "U123"}),
    ("appointment Acme <@U123> fri 3pm", O.APPOINTMENT, "Acme", "11-27 15:00", {"ae": "U123"}),
    ("appointment Acme 12/3 10:00 by email", O.APPOINTMENT, "Acme", "12-03 10:00", {"by_email": True}),
    ("appointment Acme by e-mail 12/3 10:00", O.APPOINTMENT, "Acme", "12-03 10:00", {"by_email": True}),
    ("email appointment Acme 12/3 10:00", O.APPOINTMENT, "Acme", "12-03 10:00", {"by_email": True}),
    ("appointment with Acme, Inc. on Dec 3 at 2pm", O.APPOINTMENT, "Acme, Inc.", "12-03 14:00", {}),
    ("appointment tomorrow 14:00 Acme", O.APPOINTMENT, "Acme", "11-25 14:00", {}),
    ("appt Mayfair Inc fri 10:00 5m", O.APPOINTMENT, "Mayfair Inc", "11-27 10:00", {"talk_seconds": 300}),
    ("appointment March Logistics 12/3 10:00", O.APPOINTMENT, "March Logistics", "12-03 10:00", {}),
    ("appointment 21 Club tomorrow 14:00", O.APPOINTMENT, "21 Club", "11-25 14:00", {}),
    ('appointment "Acme 12" tomorrow 14:00', O.APPOINTMENT, "Acme 12", "11-25 14:00", {}),
    ('appointment "Acme 12/3" with @sora on 12/4 at 10:00', O.APPOINTMENT, "Acme 12/3", "12-04 10:00", {"ae": "sora"}),
    ("アポ 山田商事 明日14時 @sora source:セミナー", O.APPOINTMENT, "山田商事", "11-25 14:00", {"ae": "sora", "source": "webinar"}),
    (
        "アポ　山田商事　明日１４時　＠ｓｏｒａ　ｓｏｕｒｃｅ：セミナー",
        O.APPOINTMENT,
        "山田商事",
        "11-25 14:00",
        {"ae": "sora", "source": "webinar"},
    ),
    ("アポ 山田商事 明日14時 担当 @sora", O.APPOINTMENT, "山田商事", "11-25 14:00", {"ae": "sora"}),
    ("アポ 山田商事 明日14時 @空さん", O.APPOINTMENT, "山田商事", "11-25 14:00", {"ae": "空"}),
    ("アポ とれた 山田商事 明日14時", O.APPOINTMENT, "山田商事", "11-25 14:00", {}),
    ("アポ獲得 山田商事 12月5日 10:00", O.APPOINTMENT, "山田商事", "12-05 10:00", {}),
    ("アポ 山田商事 12/5(土) 10:00 メールで", O.APPOINTMENT, "山田商事", "12-05 10:00", {"by_email": True}),
    ("メールアポ 山田商事 12/5 10:00", O.APPOINTMENT, "山田商事", "12-05 10:00", {"by_email": True}),
    ("アポ山田商事 明日14時", O.APPOINTMENT, "山田商事", "11-25 14:00", {}),
    ("アポ山田商事明日14時", O.APPOINTMENT, "山田商事", "11-25 14:00", {}),
    ("アポ 明日14時 山田商事", O.APPOINTMENT, "山田商事", "11-25 14:00", {}),
    ("山田商事 アポ 明日14時", O.APPOINTMENT, "山田商事", "11-25 14:00", {}),
    ("明日14時 アポ 山田商事", O.APPOINTMENT, "山田商事", "11-25 14:00", {}),
    ("アポ 株式会社 山田 来週火曜15時", O.APPOINTMENT, "株式会社 山田", "12-01 15:00", {}),
    ("アポ 明日香商事 3日後 10:00", O.APPOINTMENT, "明日香商事", "11-27 10:00", {}),
    ("callback Acme 15:00", O.CALLBACK, "Acme", "11-24 15:00", {}),
    ("call back Acme 15:00", O.CALLBACK, "Acme", "11-24 15:00", {}),
    ("callback Acme at 3", O.CALLBACK, "Acme", "11-24 15:00", {}),
    ("callback Acme in 30 min", O.CALLBACK, "Acme", "11-24 11:30", {}),
    ("再コール 山田商事 30分後", O.CALLBACK, "山田商事", "11-24 11:30", {}),
    ("再コール 山田商事 15時 5分", O.CALLBACK, "山田商事", "11-24 15:00", {"talk_seconds": 300}),
    ("callback 7-Eleven 13時", O.CALLBACK, "7-Eleven", "11-24 13:00", {}),
    ("callback Acme tomorrow", O.CALLBACK, "Acme", "11-25 09:00", {}),
    ("callback Acme tue 10:00", O.CALLBACK, "Acme", "12-01 10:00", {}),
    ("折り返し 山田商事 金曜10時", O.CALLBACK, "山田商事", "11-27 10:00", {}),
]


@pytest.mark.parametrize(("text", "outcome", "lead", "when", "fields"), TO_COME)
def test_what_is_to_come_is_understood(text: str, outcome: Outcome, lead: str, when: str, fields: dict[str, Any]) -> None:
    assert understood(text) == Logged(outcome=outcome, lead=lead, starts_at=at(when), **fields)


@pytest.mark.parametrize("text", ["callback Acme", "callback Acme today", "再コール Acme", "Acme 再コール 今日"])
def test_a_call_back_needs_no_time(text: str) -> None:
    assert understood(text) == Logged(outcome=O.CALLBACK, lead="Acme")


def test_the_day_is_the_teams_own() -> None:
    new_york = ZoneInfo("America/New_York")
    logged = read_log("appointment Acme 23:00", now=NOW, zone=new_york)  # still Monday there, 21:00
    assert logged.starts_at == datetime(2026, 11, 23, 23, 0, tzinfo=new_york)
    assert read_log("12 no-answer yesterday", now=NOW, zone=new_york).on == date(2026, 11, 22)
