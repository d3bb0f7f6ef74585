"""A line that was meant otherwise says so, in both languages, and what to type instead; who only looks is not told of recording."""

import pytest

from storage.tables import Call, Effort, Lead, Meeting
from tests.office import Office
from tests.rows import rows


@pytest.mark.parametrize(
    ("who", "line", "said"),
    [
        ("tom", "/log ١٢ no-answer", "Recorded: 12 × no answer."),
        ("hana", "/log ١٢ 不在", "不在 12件を記録しました。"),
        ("tom", "/log 12no-answer", "Recorded: 12 × no answer."),
        ("hana", "/log メール 二十通", "メール送信 20件を記録しました。"),
        ("tom", "/log email 20 Acme", "Recorded: 20 e-mails sent — Acme."),
        ("tom", "/log contact Acme 2", "“Acme 2” is a new lead."),
        ("hana", "/log 再コール 山田商事 15時30", "11月24日(火) 15:30 に再コール"),
        ("tom", '/log contact "Acme yestarday"', "“Acme yestarday” is a new lead."),
    ],
)
def test_what_was_understood_is_said_plainly(office: Office, who: str, line: str, said: str) -> None:
    assert said in office.say(who, line).text


@pytest.mark.parametrize(
    ("who", "line", "said"),
    [
        ("tom", "/log email lots", "I could not read “lots”. If it is part of the name"),
        ("hana", "/log メール たくさん", "「たくさん」が読み取れませんでした。お名前の一部のときは"),
        ("tom", "/log email lots", "Example: /log email 20"),
        ("hana", "/log メール たくさん", "例: /log メール 20"),
        ("tom", "/log contact Acme yestarday", "Did you mean “yesterday”?"),
        ("hana", "/log 接触 山田商事 昨曰", "「昨日」のことでしょうか。"),
        ("tom", "/log contact Acme 5min 3", "I could not read “3”."),
        ("hana", "/log 接触 山田商事 5分 3", "「3」が読み取れませんでした。"),
        ("tom", "/log appointment Acme 12/3 1000", "Did you mean “10:00”?"),
        ("hana", "/log アポ 山田商事 明日 1400", "「14:00」のことでしょうか。"),
        ("tom", "/log work 99h", "99 h is longer than one line takes: 24 h at most."),
        ("hana", "/log 作業 99時間", "99時間は1行で記録できる長さを超えています(最大24時間)。"),
        ("tom", "/log contact Acme 25h30m", "25 h 30 min is longer than one line takes: 24 h at most."),
        ("hana", "/log 接触 山田商事 25時間半", "25時間30分は1行で記録できる長さを超えています"),
    ],
)
def test_nothing_is_recorded_of_what_was_meant_otherwise(office: Office, who: str, line: str, said: str) -> None:
    shown = office.say(who, line)
    assert said in shown.text
    assert ("Nothing was recorded." if who == "tom" else "何も記録していません。") in shown.text
    assert [rows(office, table) for table in (Call, Effort, Lead, Meeting)] == [[], [], [], []]


def test_a_known_lead_needs_no_quotation_marks(office: Office) -> None:
    office.say("tom", '/log contact "Acme yestarday"')
    assert "Recorded: contact — Acme yestarday" in office.say("tom", "/log contact Acme yestarday").text
    assert len(rows(office, Lead)) == 1


@pytest.mark.parametrize(
    ("who", "log", "line", "said"),
    [
        ("tom", "contact Acme", "/meeting won Acme banana", "“banana” is not an amount I can keep. Example: 1,200,000."),
        ("hana", "接触 山田商事", "/meeting 受注 山田商事 バナナ", "「バナナ」は金額として記録できません。例: 1,200,000。"),
        ("tom", "contact Acme", "/meeting won Acme", "How much? The amount is missing."),
        ("hana", "接触 山田商事", "/meeting 受注 山田商事", "金額が入っていません。"),
        ("tom", "contact Acme Banana", "/meeting won Acme Banana", "How much? The amount is missing."),
    ],
)
def test_what_is_no_amount_is_named(office: Office, who: str, log: str, line: str, said: str) -> None:
    office.say(who, f"/log {log}")
    assert said in office.say(who, line).text


@pytest.mark.parametrize(
    ("who", "line", "said"),
    [
        ("tom", "/kpi me 2026-13", "“2026-13” is not a month. Examples: 2026-11, Nov, last-month."),
        ("hana", "/kpi 自分 2026-13", "「2026-13」という月はありません。例: 2026-11、11月、先月。"),
        ("hana", "/kpi 自分 13月", "「13月」という月はありません。"),
        ("tom", "/kpi me 2/30", "“2/30” is not in the calendar."),
        ("hana", "/kpi 自分 2/30", "「2/30」という日時はありません。"),
        ("tom", "/kpi 2026-11-20..2026-11-10", "the last day is before the first"),
        ("tom", "/kpi zzz", "I could not read “zzz”."),
        ("hana", "/kpi んんん", "「んんん」が読み取れませんでした。"),
        ("tom", "/kpi @nobody", "Type @ and pick the person from the list."),
        ("tom", "/kpi " + "x" * 400, "300 characters at most."),
        ("ann", "/coach @nobody", "I found nobody called “nobody” in this team."),
        ("mio", "/coach @nobody", "「nobody」さんはこのチームに見つかりません。"),
        ("ann", "/coach @zoe", "<@U0ZOE> is in no team here yet; a manager can add them with `/onpace members`."),
        ("mio", "/coach @zoe", "<@U0ZOE> さんはまだどのチームにも入っていません。マネージャーが `/onpace メンバー` から追加できます。"),
        ("ann", "/kpi @zoe", "<@U0ZOE> is in no team here yet"),
        ("tom", "/onpace help zzz", "I could not read “zzz”."),
        ("hana", "/onpace ヘルプ んんん", "「んんん」が読み取れませんでした。"),
    ],
)
def test_who_only_looks_is_not_told_that_nothing_was_recorded(office: Office, who: str, line: str, said: str) -> None:
    shown = office.say(who, line).text
    assert said in shown
    assert not any(ending in shown for ending in ("othing was", "記録していません", "変更していません"))


@pytest.mark.parametrize(
    ("who", "line", "said"),
    [
        ("mio", "/goal チーム 商談 300 2026-13", "「2026-13」という月はありません。例: 2026-11、11月、先月。何も変更していません。"),
        ("mio", "/goal んんん", "何も変更していません。"),
        ("tom", "/onpace zzz", "Nothing was changed."),
        ("ann", "/coach threshold contact 96%", "Example: 12%. Nothing was changed."),
        ("mio", "/coach 基準値 接触率 96%", "例: 12%。何も変更していません。"),
        ("ann", "/coach threshold banana 12%", "Nothing was changed."),
        ("ann", "/onpace coach threshold banana 12%", "Nothing was changed."),
        (
            "ann",
            "/onpace leave @zoe 12/1",
            "<@U0ZOE> is in no team here yet; a manager can add them with `/onpace members`. Nothing was changed.",
        ),
        ("mio", "/onpace 休暇 @zoe 12/1", "マネージャーが `/onpace メンバー` から追加できます。何も変更していません。"),
        ("hana", "/onpace 休暇 んんん", "何も変更していません。"),
    ],
)
def test_who_wanted_to_change_something_is_told_that_nothing_was_changed(office: Office, who: str, line: str, said: str) -> None:
    assert said in office.say(who, line).text
