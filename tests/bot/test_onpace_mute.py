"""/onpace mute: a rest from warnings of one's own pace by words, where it is shown, and its end."""

import pytest

from bot.parsing.posts import muted
from storage.tables import Hush
from tests.office import Office
from tests.rows import rows


@pytest.mark.parametrize("words", ["", "on", "until tomorrow", "Tomorrow", "オン", "明日まで", "明日 まで", "ペース", "今日だけ"])
def test_until_tomorrow_is_the_rest_there_is(words: str) -> None:
    assert muted(words) is True


@pytest.mark.parametrize("words", ["off", "End", "オフ", "解除", "取り消し"])
def test_its_end_is_said_so(words: str) -> None:
    assert muted(words) is False


@pytest.mark.parametrize("words", ["until friday", "3 days", "@hana", "金曜まで", "numbers"])
def test_another_rest_there_is_not(words: str) -> None:
    assert muted(words) is None


@pytest.mark.parametrize(
    ("who", "muting", "unmuting", "kept", "shown", "over"),
    [
        ("tom", "mute", "unmute", "from Wed, Nov 25 on again", "muted; from Wed, Nov 25 on you", "at once again"),
        ("tom", "mute until tomorrow", "mute off", "from Wed, Nov 25 on again", "muted; from Wed, Nov 25 on you", "at once again"),
        ("tom", "notifications off", "notifications on", "from Wed, Nov 25 on again", "muted; from Wed, Nov 25 on you", "at once again"),
        ("hana", "ミュート", "ミュート解除", "11月25日(水)からまた", "お休み中です。11月25日(水)から", "再開しました"),
        ("hana", "ミュート 明日まで", "ミュート 解除", "11月25日(水)からまた", "お休み中です。11月25日(水)から", "再開しました"),
        ("hana", "通知 オフ", "通知 オン", "11月25日(水)からまた", "お休み中です。11月25日(水)から", "再開しました"),
    ],
)
def test_a_rest_begins_and_ends_by_words(office: Office, who: str, muting: str, unmuting: str, kept: str, shown: str, over: str) -> None:
    office.at("2026-11-24 10:00")
    assert kept in office.say(who, f"/onpace {muting}").text
    assert kept in office.say(who, f"/onpace {muting}").text, "said twice it is one rest"
    assert (shown in office.say(who, "/onpace").text, len(rows(office, Hush))) == (True, 1)
    assert over in office.say(who, f"/onpace {unmuting}").text
    assert (shown in office.say(who, "/onpace").text, rows(office, Hush)) == (False, [])


def test_a_rest_over_days_off_is_ended_where_it_is_shown(office: Office) -> None:
    office.at("2026-11-27 10:00")
    office.say("tom", "/onpace mute").press("Undo")
    assert rows(office, Hush) == []
    office.say("tom", "/onpace mute")
    office.at("2026-11-29 12:00")  # later than Undo can
    over = office.say("tom", "/onpace").press("Hear them again")
    assert ("at once again" in over.text, rows(office, Hush)) == (True, [])
    assert "from Mon, Nov 30 on" in over.press("Mute until tomorrow").text
    assert len(rows(office, Hush)) == 1


@pytest.mark.parametrize(
    ("who", "line", "said"),
    [
        ("tom", "mute until friday", "I could not read “until friday”. Nothing was changed."),
        ("tom", "unmute everybody", "Example: `/onpace mute`"),
        ("tom", "unmute", "Nothing was muted"),
        ("tom", "posts off", "You can mute warnings of your own pace until tomorrow: `/onpace mute`"),
        ("hana", "通知 数字 オフ", "`/onpace ミュート` で明日までお休みできます"),
        ("ann", "notifications off", "Every post is turned off."),
        ("zoe", "mute", "no team"),
    ],
)
def test_no_rest_where_none_was_meant(office: Office, who: str, line: str, said: str) -> None:
    assert said in office.say(who, f"/onpace {line}").text
    assert rows(office, Hush) == []
