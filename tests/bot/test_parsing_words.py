"""Single words and numbers, in both languages and both widths."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from bot.parsing import vocabulary, words
from bot.views.log_form import STARTERS
from coaching.errors import BadAmount
from coaching.terms import Activity, Direction, Happening, Kpi, Outcome


@pytest.mark.parametrize(
    ("read", "said", "value"),
    [
        (words.outcome, "no-answer, No Answer, NO_ANSWER, noanswer, no answers, 不在, 留守, 留守電, voicemail, n/a", Outcome.NO_ANSWER),
        (words.outcome, "gatekeeper, Gate Keeper, reception, 受付, 受付ブロック", Outcome.GATEKEEPER),
        (words.outcome, "contact, contacts, Ｃｏｎｔａｃｔ, spoke, 接触, 担当者接触, 通電", Outcome.CONTACT),
        (words.outcome, "callback, call back, call-back, callbacks, 再コール, 折り返し, コールバック, ｺｰﾙﾊﾞｯｸ", Outcome.CALLBACK),
        (words.outcome, "not-interested, not interested, Declined, お断り, 断り, NG, ＮＧ", Outcome.NOT_INTERESTED),
        (words.outcome, "appointment, appointments, appt, appt., アポ, ｱﾎﾟ, アポ獲得, アポイント, 商談設定", Outcome.APPOINTMENT),
        (words.outcome, "wrong-number, wrong number, 番号違い, 間違い電話", Outcome.WRONG_NUMBER),
        (words.direction, "inbound, Incoming, 着信, インバウンド, 受電", Direction.INBOUND),
        (words.direction, "outbound, 発信, アウトバウンド, 架電", Direction.OUTBOUND),
        (words.activity, "email, e-mail, emails, E-Mails, mail, メール, Ｅメール", Activity.EMAIL_SENT),
        (words.activity, "opened, email opened, emails opened, 開封, メール開封, メール 開封", Activity.EMAIL_OPENED),
        (words.activity, "clicked, email clicked, クリック, メールクリック", Activity.EMAIL_CLICKED),
        (words.activity, "work, 作業, 事務作業", Activity.WORK_MINUTES),
        (words.verb, "held, HELD, took place, 実施, 実施済み", Happening.HELD),
        (words.verb, "moved, move, rescheduled, リスケ, ﾘｽｹ, 延期", Happening.MOVED),
        (words.verb, "no-show, no show, noshow, didn't show, 来社なし, ノーショー", Happening.NO_SHOW),
        (words.verb, "cancelled, canceled, cancel, キャンセル, 中止", Happening.CANCELLED),
        (words.verb, "qualified, 有効", Happening.QUALIFIED),
        (words.verb, "unqualified, not qualified, not-qualified, 無効", Happening.UNQUALIFIED),
        (words.verb, "won, win, closed won, 受注, 成約", Happening.WON),
        (words.kpi, "meetings, meeting, 商談, 商談数", Kpi.MEETINGS),
        (words.kpi, "qualified, qualified rate, 有効率", Kpi.QUALIFIED),
        (words.kpi, "revenue, sales, 売上, 受注額", Kpi.REVENUE),
    ],
)
def test_every_spelling_means_the_one_word(read: Callable[[str], object], said: str, value: object) -> None:
    assert {spelling: read(spelling) for spelling in said.split(", ")} == dict.fromkeys(said.split(", "), value)


@pytest.mark.parametrize("read", [words.outcome, words.direction, words.activity, words.verb, words.kpi])
@pytest.mark.parametrize("word", ["", " ", "Acme", "山田商事", "アポロ商事", "12", "x" * 40_000])
def test_other_words_mean_nothing(read: Callable[[str], object], word: str) -> None:
    assert read(word) is None


@pytest.mark.parametrize("table", [vocabulary.OUTCOMES, vocabulary.ACTIVITIES, vocabulary.DIRECTIONS, vocabulary.VERBS, vocabulary.KPIS])
def test_no_spelling_stands_for_two_things(table: dict[object, tuple[str, str]]) -> None:
    meant = [(words.fold(word), value) for value, pair in table.items() for group in pair for word in group.split(", ")]
    assert len({word for word, _ in meant}) == len(set(meant))


def test_outcomes_and_activities_share_no_spelling() -> None:
    assert not [word for word in words.known("OUTCOMES") if words.activity(word)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("webinar", "webinar"),
        ("セミナー", "webinar"),
        ("Seminars", "webinar"),
        ("ｳｪﾋﾞﾅｰ", "webinar"),
        ("web", "web"),
        ("ＷＥＢ", "web"),
        ("サイト", "web"),
        ("紹介", "referral"),
        ("Referral", "referral"),
        ("cold list", "outbound list"),
        ("outbound-list", "outbound list"),
        ("展示会", "event"),
        ("LinkedIn", "linkedin"),
        ("タクシー広告", "タクシー広告"),
        ("", ""),
    ],
)
def test_a_source_has_one_spelling(typed: str, name: str) -> None:
    assert words.source(typed) == name


def test_the_sources_a_form_offers_are_spelt_as_typed_ones_are() -> None:
    assert [words.source(name) for name in STARTERS] == list(STARTERS), "or a team would have one source twice"


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("apointment", "appointment"),
        ("appointmnet", "appointment"),
        ("contcat", "contact"),
        ("no-anser", "no-answer"),
        ("no anwser", "no-answer"),
        ("gatekeper", "gatekeeper"),
        ("calback", "callback"),
        ("emial", "email"),
        ("不在中", "不在"),
        ("不在山田商事", "不在"),
        ("アポイン", "アポイント"),
        ("再コル", "再コール"),
        ("Acme", ""),
        ("山田商事", ""),
        ("", ""),
        ("!", ""),
        ("z" * 40_000, ""),
    ],
)
def test_a_misspelt_word_finds_its_neighbour(typed: str, suggestion: str) -> None:
    assert words.nearest(typed, words.known("OUTCOMES", "ACTIVITIES")) == suggestion


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,200,000", "1200000"),
        ("¥1,200,000", "1200000"),
        ("￥１，２００，０００", "1200000"),
        ("1200000円", "1200000"),
        ("120万", "1200000"),
        ("120万円", "1200000"),
        ("１２０万円", "1200000"),
        ("1.2億", "120000000"),
        ("1億2000万", "120000000"),
        ("1億2,000万円", "120000000"),
        ("1万2000円", "12000"),
        ("3千円", "3000"),
        ("2百万", "2000000"),
        ("1兆", "1000000000000"),
        ("$12k", "12000"),
        ("12K", "12000"),
        ("1.2m", "1200000"),
        ("1.2M", "1200000"),
        ("$1.5 million", "1500000"),
        ("2bn", "2000000000"),
        ("€12,000.50", "12000.50"),
        ("12,000.50", "12000.50"),
        ("12000 yen", "12000"),
        ("USD 500", "500"),
        ("500 USD", "500"),
        (".5m", "500000"),
        ("1000000000000000", "1000000000000000"),
    ],
)
def test_money_is_read(typed: str, value: str) -> None:
    assert words.amount(typed) == Decimal(value)


@pytest.mark.parametrize(
    "typed", ["", "Acme", "1,20", "1.200.000", "12.000,50", "12/3", "14:00", "1万2億", "万", "1e9", "NaN", "Infinity", "9" * 5000]
)
def test_what_is_no_money_is_none(typed: str) -> None:
    assert words.amount(typed) is None


@pytest.mark.parametrize(
    "typed", ["-5", "−5", "¥-3", "▲120万", "0", "0.00", "¥0", "12.345", "0.001", "1000000000000001", "9" * 40, "999999兆"]
)
def test_an_amount_nobody_can_have_won_is_refused(typed: str) -> None:
    with pytest.raises(BadAmount):
        words.amount(typed)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12),
        ("１２", 12),
        ("12件", 12),
        ("１２件", 12),
        ("x12", 12),
        ("12x", 12),
        ("12回", 12),
        ("20通", 20),
        ("1,200", 1200),
        ("٣", 3),
        ("१२件", 12),
        ("0", 0),
    ]
    + [(none, None) for none in ("", "十二", "-3", "1.5", "12a", "1,20", "twelve", "9" * 5000)],
)
def test_counts_are_read(typed: str, value: int | None) -> None:
    assert words.count(typed) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("60%", "0.6"),
        ("60 %", "0.6"),
        ("６０％", "0.6"),
        ("60パーセント", "0.6"),
        ("0.6", "0.6"),
        (".6", "0.6"),
        ("12.5%", "0.125"),
        ("1.0", "1"),
        ("0%", "0"),
    ],
)
def test_percentages_are_read(typed: str, value: str) -> None:
    assert words.percent(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["", "60", "1", "1.5", "-5%", "abc%", "%", "9" * 5000 + "%"])
def test_what_is_no_percentage_is_none(typed: str) -> None:
    assert words.percent(typed) is None


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [("30m", 1800), ("30min", 1800), ("30 mins", 1800), ("1h", 3600), ("1h30m", 5400), ("1h 30m", 5400), ("1.5h", 5400), ("2 hours", 7200)]
    + [("5分", 300), ("５分", 300), ("5分間", 300), ("5分半", 330), ("1時間半", 5400), ("1時間30分", 5400), ("5分30秒", 330), ("90s", 90)]
    + [(none, None) for none in ("", "30", "m", "5分後", "3日", "1h x", "h1", "1m1h", "9" * 5000 + "m")],
)
def test_lengths_of_time_are_read(typed: str, seconds: int | None) -> None:
    assert words.minutes(typed) == seconds


@pytest.mark.parametrize(
    ("typed", "slack_id"),
    [("<@U123|hana>", "U123"), ("<@U123>", "U123"), ("<@W9AB|>", "W9AB"), (" <@U123> ", "U123")]
    + [(none, None) for none in ("@hana", "hana", "", "<@u123>", "<#C1|general>", "<@U1", "<!channel>", "<@U1|a><@U2|b>")],
)
def test_only_a_slack_mention_is_a_person(typed: str, slack_id: str | None) -> None:
    assert words.person(typed) == slack_id


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("　１２　　件　", "12 件"),
        ("ＡｃＭｅ", "AcMe"),
        ("ｱﾎﾟ", "アポ"),
        ("㈱山田", "(株)山田"),
        ("a\nb\tc", "a b c"),
        ("a\x00b\u200bc\u202ed", "abcd"),
        ("a\ud800b", "ab"),
    ],
)
def test_width_spaces_and_invisible_marks_do_not_matter(typed: str, plain: str) -> None:
    assert words.normal(typed) == plain
