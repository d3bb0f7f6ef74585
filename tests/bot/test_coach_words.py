"""What people type after /coach: a mention with さん, a misspelt word, help, a day of this year that has passed, somebody else's tap."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.parsing.spoken import reordered
from storage.tables import Practice
from tests.bot.test_coach import graduated
from tests.office import Office, Shown
from tests.rows import rows

Say = Callable[..., Shown]
YUI = "<@U0YUI|yui>"


@pytest.mark.parametrize(
    "line", [f"{YUI}さん", f"{YUI} さん", f"{YUI}君", f"{YUI}様", f"{YUI}さん 接触率", f"{YUI}さんの接触率", "Yuiさん"]
)
def test_a_person_is_understood_with_a_title(say: Say, line: str) -> None:
    say("ann", "/coach threshold contact 12%")
    assert "<@U0YUI>" in say("ann", f"/coach {line}").text


@pytest.mark.parametrize(
    "line",
    [f"{YUI}さん 明日16時", f"{YUI} さん 明日16時", f"{YUI}さんと明日16時", f"{YUI}様 明日16時 担当 <@U0KEN|ken>さん"],
)
def test_a_practice_is_booked_with_somebody_with_a_title(office: Office, say: Say, line: str) -> None:
    assert "に予定を入れました" in say("ken", f"/coach ロープレ {line}").text
    assert len(rows(office, Practice)) == 1


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("接触の基準値を12%に", "接触率: 11月24日(火)から基準12%"),
        ("接触率の基準は12%", "接触率: 11月24日(火)から基準12%"),
        ("コール→アポの閾値 3%", "コールからのアポ率: 11月24日(火)から基準3%"),
        ("アポ率の基準値を15%に変更", "アポ率: 11月24日(火)から基準15%"),
        ("contact threshold to 12%", "接触率: 11月24日(火)から基準12%"),
        ("接触の基準値", "割合が入っていません"),
        ("スコア @yui", "採点できるロープレがありません"),
        ("next week", "11月30日(月)"),
        ("This week’s practices", "11月23日(月)"),
        ("今週のロープレ", "11月23日(月)"),
        ("来週の練習は？", "11月30日(月)"),
    ],
)
def test_a_sentence_is_understood(say: Say, sentence: str, says: str) -> None:
    assert says in say("ken", f"/coach {sentence}").text


@pytest.mark.parametrize("line", ["@yui 接触率", "基準値 接触 12%", "Hana Sato", "今週の接触率", "busy tomorrow 16:00 threshold"])
def test_what_is_no_sentence_stays_as_it_is(line: str) -> None:
    assert reordered(line) == line


def test_a_score_is_asked_for_somebody_with_a_title(say: Say) -> None:
    assert say("ken", f"/coach 採点 {YUI}さん").text == say("ken", f"/coach 採点 {YUI}").text


def test_a_note_keeps_its_titles(say: Say) -> None:
    assert "田中様" in say("ken", "/coach 予定 明日16時-17時 田中様").text


@pytest.mark.parametrize("line", [f"practice {YUI} someday {YUI}", f"ロープレ {YUI} <@U0TOM|tom> 明日", f"threshold {YUI} 12%"])
def test_no_refusal_shows_an_id(say: Say, line: str) -> None:
    shown = say("ann", f"/coach {line}").text
    assert "could not read" in shown
    assert "|" not in shown
    assert "&lt;@" not in shown
    assert "<@U0" in shown, "Slack shows their name"


@pytest.mark.parametrize(
    ("who", "line", "says"),
    [
        ("ann", "threshhold contact 12%", "Did you mean “threshold”?"),
        ("ann", "pratice @yui", "Did you mean “practice”?"),
        ("ann", "cancel @yui", "`/coach week` – choose a practice"),
        ("ann", "skip", "`/coach week` – choose a practice"),
        ("ann", "graduate @yui", "`/coach @rep` – the button is there once"),
        ("ken", "シナリヨ", "「シナリオ」のことでしょうか"),
        ("ken", "卒業", "到達した時点でボタンが出ます"),
        ("tom", "threshhold contact 12%", "`/coach week` – your practices"),
        ("tom", "weeek", "Did you mean “week”?"),
        ("tom", "graduate", "your way to graduation, which your mentor confirms"),
        ("ann", "nobody", "nobody called “nobody”"),
        ("ann", "@skip", "nobody called “skip”"),
    ],
)
def test_a_word_that_is_no_name_gets_a_suggestion(say: Say, who: str, line: str, says: str) -> None:
    assert says in say(who, f"/coach {line}").text


def test_a_rep_reads_of_nothing_they_may_not_use(say: Say) -> None:
    """Tom coaches nobody."""
    for line in ("/coach help", "/coach threshhold contact 12%", "/coach graduate", "/onpace help coach"):
        shown = say("tom", line).text
        assert not any(word in shown for word in ("threshold`", "/coach threshold", "@rep", "hours", "rhythm")), line


@pytest.mark.parametrize(
    ("who", "line", "says"),
    [
        ("ken", "@hana", "到達状況とロープレは、ご本人・担当メンター・マネージャーが見られます。"),
        (
            "tom",
            "@hana",
            "shown to themselves, to their own mentor and to the managers: <@U0",
        ),
        ("sora", "week", "到達状況とロープレは、ご本人・担当メンター・マネージャーが見られます。"),
        ("tom", "practice @hana", "Thresholds and practices are set by mentors and managers"),
        ("tom", "hours", "That is for mentors: <@U0KEN>"),
        ("ken", "score @hana", "その方の担当メンターとマネージャーが決めます。"),
        ("ken", "practice me", "ご自分のメンターにはなれません。"),
    ],
)
def test_a_refusal_says_what_it_is_about(say: Say, who: str, line: str, says: str) -> None:
    assert says in say(who, f"/coach {line}").text


@pytest.mark.parametrize(("who", "word"), [("ann", "help"), ("ann", "?"), ("ken", "ヘルプ"), ("ken", "？"), ("yui", "使い方")])
def test_help_of_coach_comes_with_examples(say: Say, who: str, word: str) -> None:
    assert say(who, f"/coach {word}").text == say(who, "/onpace help coach").text


@pytest.mark.parametrize(
    "line", ["practice @yui 11/19 16:00", "practice @yui 11/20", "ロープレ @yui 11月23日 16時", "busy 11/19 16:00-17:00"]
)
def test_a_day_of_this_year_that_has_passed_is_not_the_next_years(office: Office, say: Say, line: str) -> None:
    who = "ken" if line.startswith("busy") else "ann"
    shown = say(who, f"/coach {line}").text
    assert "already passed" in shown or "過ぎ" in shown
    assert rows(office, Practice) == []


def test_a_threshold_from_a_day_that_has_passed_is_not_the_next_years(say: Say) -> None:
    assert "already passed" in say("ann", "/coach threshold contact 12% from 11/1").text


def test_a_practice_of_the_next_year_says_so(office: Office, say: Say) -> None:
    assert "Mon, Jan 18, 2027, 16:00" in say("ann", "/coach practice @yui 1/18 16:00").text
    assert [row.day for row in rows(office, Practice)] == [date(2027, 1, 18)]
    assert "2027年1月18日(月) 16:00" in " ".join(str(post.body) for post in office.outgoing() if post.to == "U0YUI")


def test_whoever_confirms_second_reads_who_was_first(office: Office, say: Say) -> None:
    first = graduated(office, say)
    second = say("ken", "/coach @yui")
    first.press("Confirm graduation")
    assert "Yui Moriさんはすでに卒業しています（Ann" in second.press("卒業を確定").text
    assert len([post for post in office.outgoing() if post.to == "U0YUI"]) == 1
    kept = second.press("まだ続ける…")
    assert "すでに卒業しています" in kept.fill(reason="切り返し").text
