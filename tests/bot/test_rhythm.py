"""/coach rhythm: how often reps practise is the team's to set, in words or by the form, and holds from the next morning."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from bot.parsing.rhythm import read_rhythm
from coaching.errors import BadRhythm
from coaching.practice import Need, Rhythm, need
from storage.tables import Team
from tests.bot.test_coach import work
from tests.coaching.test_coaching_practice import BELOW, READY, readings
from tests.dawn import TODAY, Dawn
from tests.furniture import move_in
from tests.office import Office, Shown
from tests.rows import rows

Say = Callable[..., Shown]


def kept(office: Office) -> tuple[int, int, int]:
    team = rows(office, Team)[0]
    return team.new_days, team.unknown_a_week, team.below_a_week


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("new 15 days", {"new_days": 15}),
        ("New reps: 15 working days", {"new_days": 15}),
        ("新人 15日", {"new_days": 15}),
        ("新人は15営業日", {"new_days": 15}),
        ("new off", {"new_days": 0}),
        ("unknown 3 a week", {"unknown_a_week": 3}),
        ("too early to say 3 times a week", {"unknown_a_week": 3}),
        ("判断前 週3回", {"unknown_a_week": 3}),
        ("未判定 週\uff13回", {"unknown_a_week": 3}),
        ("below daily", {"below_a_week": 7}),
        ("基準未満 毎日", {"below_a_week": 7}),
        ("below 4x", {"below_a_week": 4}),
        ("new 10 days, unknown never and below 3", {"new_days": 10, "unknown_a_week": 0, "below_a_week": 3}),
        ("新人10日、判断前なし、基準未満週3回", {"new_days": 10, "unknown_a_week": 0, "below_a_week": 3}),
    ],
)
def test_words_say_whom_and_how_often(words: str, said: dict[str, int]) -> None:
    assert read_rhythm(words) == said


@pytest.mark.parametrize(
    "words", ["", "banana", "15", "new", "new banana", "new 15 weeks", "unknown 8", "below -1", "new 251", "please new 5"]
)
def test_what_is_no_rhythm_is_refused(words: str) -> None:
    with pytest.raises(BadRhythm):
        read_rhythm(words)


@pytest.mark.parametrize(
    ("tenure", "this_week", "rhythm", "due"),
    [
        (10, 4, Rhythm(new_days=10), Need.NEW),
        (11, 4, Rhythm(new_days=10), Need.BELOW),
        (11, 2, Rhythm(new_days=10, below_a_week=3), Need.BELOW),
        (11, 3, Rhythm(new_days=10, below_a_week=3), None),
        (1, 0, Rhythm(new_days=0, below_a_week=0), None),
    ],
)
def test_who_is_below_practises_as_often_as_is_set(tenure: int, this_week: int, rhythm: Rhythm, due: Need | None) -> None:
    assert need(readings(READY, BELOW), tenure=tenure, graduated=False, this_week=this_week, rhythm=rhythm) is due


def test_a_mentor_sets_it_in_words_and_takes_it_back(office: Office, say: Say) -> None:
    shown = say("ken", "/coach 頻度 新人 15日、判断前 週3回")
    assert "新人: 最初の15営業日は毎日\nその後、まだ判断できないあいだ: 週3回\n基準未満: 毎営業日\n次に予定を組む朝から" in shown.text
    assert kept(office) == (15, 3, 7)
    assert "ロープレの頻度の変更を取り消しました" in shown.press("取り消す").text
    assert kept(office) == (20, 2, 7)
    assert "変更はありません" in say("ken", "/coach 頻度 標準").text


def test_the_form_is_a_tap_from_the_thresholds(office: Office, say: Say) -> None:
    done = say("ann", "/coach threshold").press("How often…").fill(new="10", unknown="1", below="3")
    assert "New reps: on each of their first 10 working days\nAfter that, while it is too early to say: once a week" in done.text
    assert kept(office) == (10, 1, 3)


@pytest.mark.parametrize("who", ["yui", "sora"])
def test_reps_and_aes_set_nothing(office: Office, say: Say, who: str) -> None:
    assert "<@U0MIO>" in say(who, "/coach rhythm new 1 day").text
    assert kept(office) == (20, 2, 7)


def test_the_next_morning_goes_by_it_and_says_so(engine: Engine) -> None:
    move_in(engine)
    dawn = Dawn(Office(engine))
    office = dawn.office
    dawn.trains("ken", "yui", start="2026-10-01")
    dawn.trains("ken", "tom", start="2026-11-16")
    dawn.member("yui", language="en")
    office.say("mio", "/coach threshold appointment 15%")
    work(office, "yui", contacts=6, appointments=0)
    office.say("mio", "/coach rhythm new 3 days, below 2, unknown none")
    practised = []
    for day in (TODAY, "2026-11-25", "2026-11-26"):
        dawn.look(f"{day} 08:45")
        practised.append(sorted(dawn.plan()))
    assert practised == [["yui"], ["yui"], []], "Tom is new no more, and it is too early to say of him; Yui is below, twice a week"
    assert "you go through it together, 2 times a week." in "".join(dawn.heard("yui"))
