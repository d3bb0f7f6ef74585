"""/kpi team: the team's month, its sources, reps and AEs; and who may see whom."""

from collections.abc import Callable

import pytest

from coaching.terms import Kpi
from tests.month import Month
from tests.office import Office, Shown

Say = Callable[..., Shown]


def november(month: Month) -> None:
    """By the evening of 20 November: Hana 4 held, Tom 2, Ken 1; October's meetings by source are 1 : 1 : 2."""
    for who, days in {"hana": (3, 4, 5, 6), "tom": (9, 10), "ken": (11,)}.items():
        for day in days:
            source = "webinar" if who == "tom" else "web"
            month.meeting(who, f"2026-11-{day:02d} 14:00", "held", "qualified", source=source, ae="lena" if who == "tom" else "sora")
    month.calls("hana", "2026-11-10", no_answer=20, contact=5, appointment=2)
    month.meeting("tom", "2026-11-26 14:00")
    for day, source in enumerate(("web", "webinar", "referral", "referral"), start=1):
        month.meeting("tom", f"2026-10-{day + 5:02d} 14:00", "held", source=source)
    month.goal("19")


@pytest.fixture
def month(office: Office) -> Month:
    office.at("2026-11-20 18:00")
    return Month.written(office, november)


@pytest.mark.parametrize(
    "text", ["/kpi", "/kpi team", "/kpi チーム", "/kpi team 2026-11", "/kpi 今月 チーム", "/kpi チーム今月", "/kpi 全体"]
)
def test_managers_see_the_team_by_default(month: Month, say: Say, text: str) -> None:
    assert "*7 of 19 meetings held* — 14 expected by now: 7 behind" in say("ann", text).text


def test_everybody_in_the_team_sees_its_total(month: Month, say: Say) -> None:
    for who in ("tom", "lena", "ann"):
        assert "*7 of 19 meetings held*" in say(who, "/kpi team").text


def test_sources_stand_against_their_share_of_the_pace(month: Month, say: Say) -> None:
    shown = say("ann", "/kpi source")
    assert "*web*: 5 held (pace 3.5, +1.5)\ncalls 27 → contacts 7 → appointments 2" in shown.text
    assert "*webinar*: 2 held (pace 3.5, −1.5)" in shown.text
    assert shown.reply.picture
    bars = {bar.name: bar for bar in shown.reply.picture.chart.bars}
    assert bars["webinar"].act
    assert not bars["web"].act


def test_a_source_due_by_now_but_empty_is_not_forgotten(month: Month, say: Say) -> None:
    assert "*referral*: 0 held (pace 7, −7)" in say("ann", "/kpi source").text


def test_aes_are_shown_with_how_their_meetings_were_judged(month: Month, say: Say) -> None:
    shown = say("ann", "/kpi ae").text
    assert "*<@U0SORA>*: 5 held of 5 due (100%, 57–100) · 5 qualified of 5 (100%, 57–100)" in shown
    assert "*<@U0LENA>*: 2 held of 2 due (100%, 34–100) · 2 qualified of 2" in shown


def test_aes_are_shown_what_they_were_given_and_whose_turn_is_next(month: Month, say: Say) -> None:
    shown = say("ann", "/kpi ae").text
    assert "<@U0SORA>: 6 given, 4 by share (+2)\n<@U0LENA>: 2 given, 4 by share (−2)\nNext is <@U0LENA>." in shown
    before = say("ann", "/kpi ae last-month").text
    assert "<@U0SORA>: 4 given, 2 by share (+2)" in before
    assert "Next is" not in before


def test_the_teams_goal_is_the_sum_of_the_reps_when_none_is_set(office: Office, say: Say) -> None:
    month = Month(office)
    month.goal("10", each=True)
    month.meeting("tom", "2026-11-05 14:00", "held")
    # three full goals, and Yui in her second month at 25 %
    assert "1 of 32.5 meetings held" in say("ann", "/kpi team").text


# Who sees whom (design §8)


@pytest.mark.parametrize(
    ("visibility", "who", "whom", "seen"),
    [
        ("private", "hana", "hana", True),
        ("private", "tom", "hana", False),
        ("private", "lena", "hana", False),
        ("private", "ann", "hana", True),
        ("private", "ken", "yui", True),
        ("private", "ken", "tom", False),
        ("top_n", "ken", "hana", True),
        ("top_n", "ken", "tom", True),
        ("top_n", "hana", "ken", False),
        ("top_n", "hana", "yui", False),
        ("open", "tom", "hana", True),
        ("open", "lena", "yui", True),
    ],
)
def test_single_reps_are_shown_by_visibility_role_and_mentor(
    month: Month, say: Say, visibility: str, who: str, whom: str, seen: bool
) -> None:
    month.team(visibility=visibility, top_n=2)
    shown = say(who, f"/kpi @{whom}").text
    assert ("<@U0MIO>" in shown and "<@U0ANN>" in shown and "2026" not in shown) is not seen


@pytest.mark.parametrize(
    ("visibility", "who", "names"),
    [
        ("private", "ann", ["HANA", "KEN", "TOM", "YUI"]),
        ("private", "tom", []),
        ("private", "ken", ["KEN", "YUI"]),
        ("private", "lena", []),
        ("top_n", "tom", ["HANA", "TOM"]),
        ("open", "tom", ["HANA", "TOM", "KEN", "YUI"]),
    ],
)
def test_the_list_of_reps_ranks_only_where_numbers_are_open(month: Month, say: Say, visibility: str, who: str, names: list[str]) -> None:
    month.team(visibility=visibility, top_n=2)
    lines = say(who, "/kpi reps").reply.text.splitlines()
    assert [line[4:-1].split(">")[0] for line in lines if line.startswith("<@")] == names


def test_equals_share_the_last_place_at_the_top(month: Month, say: Say) -> None:
    month.team(visibility="top_n", top_n=3)
    month.meeting("yui", "2026-11-12 14:00", "held")
    lines = say("hana", "/kpi reps").reply.text.splitlines()
    assert sum(line.startswith("<@") for line in lines) == 4


def test_who_is_in_no_team_is_told_who_can_add_them(say: Say) -> None:
    assert "<@U0MIO>" in say("zoe", "/kpi").text


# Words


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("/kpi blurg", "I could not read “blurg”."),
        ("/kpi sourse", "Did you mean “source”?"),
        ("/kpi @hana 2026-13", "“2026-13” is not a month."),
        ("/kpi @nobody", "I found nobody called “nobody” in this team."),
        ("/kpi team blurg", "I could not read “blurg”."),
        ("/kpi me blurg last-month", "I could not read “blurg”."),
        ("/kpi <!channel>", "I could not read “&lt;!channel&gt;”."),
    ],
)
def test_what_is_not_understood_gets_a_sentence_and_an_example(say: Say, text: str, sentence: str) -> None:
    shown = say("ann", text)
    assert sentence in shown.text
    assert not shown.reply.picture


@pytest.mark.parametrize(
    "text", ["/kpi @hana", "/kpi Hana Sato", "/kpi hana", "/kpi last-month @hana", "/kpi @hana 先月", "/kpi funnel @hana"]
)
def test_a_rep_is_found_by_mention_or_name_in_any_order(month: Month, say: Say, text: str) -> None:
    assert "<@U0HANA>" in say("ann", text).text


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("/kpi team last-month", "*October 2026*"),
        ("/kpi last month team", "*October 2026*"),
        ("/kpi 先月のチーム", "*October 2026*"),
        ("/kpi team 2026-09", "*September 2026*"),
        ("/kpi team 2026-11-02..2026-11-05", "*Mon, Nov 2 – Thu, Nov 5*"),
        ("/kpi team yesterday", "*Thu, Nov 19*"),
    ],
)
def test_any_period_is_read_in_any_order(month: Month, say: Say, text: str, head: str) -> None:
    assert head in say("ann", text).text


# Share


def test_share_posts_text_and_picture_where_one_is(month: Month, office: Office, say: Say) -> None:
    done = say("tom", "/kpi team", channel="C0OTHER").press("Share")
    assert "<#C0OTHER>" in done.text
    sent = office.outgoing()[-1]
    assert sent.to == "C0OTHER"
    assert "*商談 7件 / 目標19件*" in sent.body["text"]  # in the team's language
    assert "<@U0TOM> さんが共有" in sent.body["text"]
    assert sent.body["picture"]["title"] == "Tokyo 商談 7件 — ペースより7件遅れ"


def test_share_from_the_dm_goes_to_the_teams_channel(month: Month, office: Office, say: Say) -> None:
    say("hana", "/kpi me", channel="D0HANA").press("共有")
    sent = office.outgoing()[-1]
    assert sent.to == "C0TEAM"
    assert "<@U0HANA>" in sent.body["text"]
    assert "あなた" not in sent.body["text"]
    assert "Hana Sato" in sent.body["picture"]["title"]


def test_share_asks_before_it_posts(month: Month, say: Say) -> None:
    asked = say("ann", "/kpi @hana").buttons["Share"]["confirm"]
    assert "Hana Sato, November 2026" in asked["text"]["text"]


@pytest.mark.parametrize(
    ("visibility", "who", "text", "offered"),
    [
        ("private", "ann", "/kpi @hana", True),
        ("private", "ken", "/kpi @yui", False),
        ("private", "ann", "/kpi reps", False),
        ("open", "ann", "/kpi reps", True),
        ("open", "ken", "/kpi @hana", False),
        ("private", "lena", "/kpi ae", True),
    ],
)
def test_share_is_offered_only_for_what_the_channel_may_see(
    month: Month, say: Say, visibility: str, who: str, text: str, offered: bool
) -> None:
    month.team(visibility=visibility)
    buttons = say(who, text).buttons
    assert bool({"Share", "共有"} & buttons.keys()) is offered


def test_a_forged_share_of_another_reps_numbers_is_refused(month: Month, office: Office, say: Say) -> None:
    office.tap("ken", {"action_id": "kpi-share", "type": "button", "action_ts": "1.1", "value": "<@U0YUI> 2026-11"})
    office.tap("tom", {"action_id": "kpi-share", "type": "button", "action_ts": "1.2", "value": "<@U0HANA> 2026-11"})
    assert office.outgoing() == []


def test_only_the_top_is_shared_where_only_the_top_is_open(month: Month, office: Office, say: Say) -> None:
    month.team(visibility="top_n", top_n=1)
    say("ann", "/kpi reps").press("Share")
    text = office.outgoing()[-1].body["text"]
    assert "<@U0HANA>: 実施4" in text
    assert "U0TOM" not in text


def test_a_double_tap_on_share_posts_once(month: Month, office: Office, say: Say) -> None:
    board = say("ann", "/kpi team")
    before = len(office.outgoing())
    board.press("Share", key="9.9")
    board.press("Share", key="9.9")
    assert len(office.outgoing()) == before + 1


def test_a_revenue_of_the_team_is_shown_against_its_goal(month: Month, say: Say) -> None:
    month.goal("1000000", kpi=Kpi.REVENUE)
    month.meeting("tom", "2026-11-13 14:00", "held", won=250_000)
    assert "Won ¥250,000 (1 deal) of ¥1,000,000" in say("ann", "/kpi team").text


def test_more_than_forty_reps_with_very_long_names_fit_into_slack(office: Office, say: Say) -> None:
    month = Month(office)
    month.hire(40, "Maximiliane-Alexandra von und zu Hohenstein-Wittgenstein-Berleburg <!channel> *")
    month.goal("30", each=True)
    shown = say("ann", "/kpi reps")
    assert len(shown.blocks) <= 50
    assert all(len(block["text"]["text"]) <= 3000 for block in shown.blocks if block["type"] == "section")
    said = shown.text.removeprefix(shown.reply.text)
    assert said.count(" of 30 held") == 40
    assert "and 4 more" in said
    assert "<!channel>" not in shown.text
    assert shown.reply.picture
    assert len(shown.reply.picture.chart.bars) == 44


def test_an_ae_asking_for_theirs_sees_the_meetings_given_to_aes(office: Office) -> None:
    office.say("tom", "/log appointment Acme 11:00 @lena")
    office.at("2026-11-24 12:00")
    office.say("lena", "/meeting qualified Acme")
    shown = office.say("lena", "/kpi me").text
    assert "<@U0LENA>*: 1 held" in shown
    assert "/log" not in shown
