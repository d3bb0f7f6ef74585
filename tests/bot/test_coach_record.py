"""`/coach @rep`: the latest scored practices and what was decided of graduation, for whom the words promise it and nobody else."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.month import Month
from tests.office import Office, Shown
from tests.people import CAST
from tests.practising import Desk

Say = Callable[..., Shown]
LAST_DAYS = ("2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19")


def scored(office: Office, rep: str = "yui") -> None:
    """Four practices; the answer is to the last."""
    desk = Desk(office)
    for n, day in enumerate(LAST_DAYS):
        made = desk.practice(rep, "ken", f"{day} 16:30", rep, "ken", step="appointment")
        desk.score(made, "ken", 3 + n % 2, well=f"Kept *calm* {n}", next_time=f"Two dates {n}")


def answered(office: Office, say: Say) -> None:
    """Ann scores the last one too, and Yui answers to it."""
    scored(office)
    desk = Desk(office)
    desk.score(desk.practice("yui", "ann", "2026-11-20 16:30", "yui", "ann", step="appointment"), "ann", 5, well="A secret of Yui's")
    with_answer = "UPDATE mark SET answer = 'I *was* nervous' WHERE well = 'A secret of Yui''s'"
    with office.engine.begin() as at:
        at.exec_driver_sql(with_answer)


def ready(office: Office, say: Say) -> Shown:
    month, day = Month(office), date(2026, 10, 12)
    for n in range(43):
        if (day + timedelta(days=n)).weekday() < 5:
            month.calls("yui", (day + timedelta(days=n)).isoformat(), "web", contact=6, appointment=2, no_answer=32)
    say("ann", "/coach threshold contact 12%")
    return say("ann", "/coach @yui")


@pytest.mark.parametrize(
    ("who", "answer", "head"),
    [
        ("ann", "<@U0YUI> answered: I ∗was∗ nervous", "*Latest practices* (3 of 5 scored)"),
        ("ken", "<@U0YUI>さんの返事: I ∗was∗ nervous", "*最近のロープレ* (採点済み5回のうち3回)"),
        ("yui", "<@U0YUI>さんの返事: I ∗was∗ nervous", "*最近のロープレ* (採点済み5回のうち3回)"),
    ],
)
def test_rep_mentor_and_manager_read_every_mark_with_its_lines_and_the_answer(
    office: Office, say: Say, who: str, answer: str, head: str
) -> None:
    answered(office, say)
    shown = say(who, "/coach @yui").text
    assert head in shown
    assert answer in shown
    assert "A secret of Yui's" in shown
    assert "Kept ∗calm∗ 3" in shown
    assert "Two dates 3" in shown
    assert "Kept ∗calm∗ 1" not in shown  # the fourth last


@pytest.mark.parametrize("who", ["hana", "tom", "sora", "lena"])
def test_nobody_else_reads_a_mark_a_line_an_answer_or_a_reason(office: Office, say: Say, who: str) -> None:
    ready(office, say).press("Not yet…").fill(reason="Objections first")
    answered(office, say)
    shown = say(who, "/coach @yui").text
    for word in ("secret", "calm", "Two dates", "nervous", "Objections", "100"):
        assert word not in shown


def test_a_mentor_who_gave_a_practice_reads_nothing_of_a_rep_who_is_not_theirs(office: Office, say: Say) -> None:
    scored(office, rep="tom")
    assert "calm" not in say("ken", "/coach @tom").text
    assert "Kept ∗calm∗ 3" in say("tom", "/coach").text


def test_a_graduation_put_off_is_kept_where_the_words_say_so(office: Office, say: Say) -> None:
    form = ready(office, say).press("Not yet…")
    assert "Their mentor and the managers read it" in form.text
    form.fill(reason="Objections *first*")
    in_english = say("ann", "/coach @yui").text
    assert "*What was decided*\nTue, Nov 24 · <@U0ANN>: not yet graduated, practice goes on\n“Objections ∗first∗”\n" in in_english
    assert "The numbers then: call → contact 248 of 1,240" in in_english
    assert "11月24日(火) · <@U0ANN>さん: 卒業は見送り、ロープレを続ける\n「Objections ∗first∗」" in say("ken", "/coach @yui").text
    own = say("yui", "/coach").text
    assert "見送り" not in own  # the rep is not told that it was put off, nor why
    assert "Objections" not in own


def test_every_turn_is_kept_with_its_day_and_who(office: Office, say: Say) -> None:
    ready(office, say).press("Confirm graduation")
    assert "Tue, Nov 24 · <@U0ANN>: graduated" in say("ann", "/coach @yui").text
    assert "11月24日(火) · <@U0ANN>さん: 卒業を確定" in say("yui", "/coach").text


def test_the_rep_hears_that_a_graduation_was_taken_back(office: Office, say: Say) -> None:
    desk = Desk(office)
    desk.practice("yui", "ken", "2026-11-25 16:30", "yui", "ken")  # called off with it, and back with it
    done = ready(office, say).press("Confirm graduation")
    done.press("Undo")
    told = [post.body["text"] for post in office.outgoing() if post.to == CAST["yui"].slack_id]
    assert any(text.startswith("<@U0ANN>さんが卒業の確定を取り消しました。") for text in told)
    assert any(post.to == CAST["ken"].slack_id for post in office.outgoing())  # the practice stands again
    assert "What was decided" not in say("ann", "/coach @yui").text


def test_the_rep_hears_that_practising_again_was_taken_back(office: Office, say: Say) -> None:
    ready(office, say).press("Confirm graduation")
    office.later(days=35)
    month, day = Month(office), date(2026, 11, 25)
    for n in range(32):
        if (day + timedelta(days=n)).weekday() < 5:
            month.calls("yui", (day + timedelta(days=n)).isoformat(), "web", contact=1, no_answer=39)
    say("ann", "/coach @yui").press("Practise again").press("Undo")
    last = [post.body["text"] for post in office.outgoing() if post.to == CAST["yui"].slack_id][-1]
    assert last.startswith("<@U0ANN>さんがもう一度ロープレをする件を取り消しました。")
