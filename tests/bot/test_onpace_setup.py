"""/onpace: from nothing to a team, step by step; settings, people, leave, language, help."""

from collections.abc import Callable

import pytest

from storage import members, teams, workspaces
from storage.engine import reading, writing
from storage.tables import Leave, Member, Team
from tests.office import WORKSPACE, Office, Shown
from tests.people import CAST
from tests.rows import rows

Say = Callable[..., Shown]


def member(office: Office, who: str) -> Member:
    with reading(office.engine) as session:
        workspace = workspaces.find(session, slack_id=WORKSPACE)
        assert workspace
        assert workspace.id
        found = members.by_slack_id(session, workspace_id=workspace.id, slack_id=CAST[who].slack_id)
        assert found
        return found


def every_team(office: Office) -> list[Team]:
    with reading(office.engine) as session:
        workspace = workspaces.find(session, slack_id=WORKSPACE)
        return list(teams.every(session, workspace_id=workspace.id)) if workspace and workspace.id else []


# The first person


def test_the_first_person_becomes_manager_and_is_led_to_the_end(fresh: Office) -> None:
    made = fresh.say("mio", "/onpace").press("チームを準備する").fill(name="東京", channel=["C0TEAM"])
    assert "チーム 東京 を準備しました。あなたがマネージャーです。" in made.text
    people = made.press("メンバーを追加").fill(reps=["U0HANA", "U0YUI"], mentors=["U0KEN"], aes=["U0SORA"], managers=["U0MIO"])
    assert "インサイドセールス2人、メンター1人、フィールドセールス1人、マネージャー1人" in people.text
    rep = people.press("メンターと開始日").fill(rep=str(member(fresh, "yui").id), mentor=str(member(fresh, "ken").id), start="2026-11-02")
    assert "<@U0YUI> · メンター <@U0KEN> · 開始日 11月2日(月)" in rep.text
    goal = rep.press("目標を設定").fill(team_meetings="30", each_meetings="15")
    assert "月30件" in goal.text
    assert "チームの準備は済んでいます" in fresh.say("mio", "/onpace").text


def test_everything_of_the_teams_form_is_kept(fresh: Office) -> None:
    form = fresh.say("ann", "/onpace").press("Set up the team")
    done = form.fill(
        name="Tel Aviv",
        zone="Asia/Jerusalem",
        country="IL",
        language="en",
        currency="ILS",
        week=["6", "0", "1", "2", "3"],
        opens="08:30",
        closes="17:00",
    )
    assert "Team Tel Aviv is set up" in done.text
    team = every_team(fresh)[0]
    assert (team.timezone, team.country, team.currency, team.language, team.working_days) == ("Asia/Jerusalem", "IL", "ILS", "en", "01236")
    assert f"{team.opens:%H:%M}–{team.closes:%H:%M}" == "08:30–17:00"
    assert "Working week Mon, Tue, Wed, Thu, Sun · 08:30–17:00" in fresh.say("ann", "/onpace settings").text


def test_places_not_in_the_lists_can_be_typed(fresh: Office) -> None:
    form = fresh.say("mio", "/onpace").press("チームを準備する")
    form.fill(name="Kathmandu", other_zone="Asia/Kathmandu", other_country="np")
    team = every_team(fresh)[0]
    assert (team.timezone, team.country) == ("Asia/Kathmandu", "NP")


def test_every_wrong_field_of_the_teams_form_gets_a_sentence_and_no_team_is_made(fresh: Office) -> None:
    form = fresh.say("mio", "/onpace").press("チームを準備する")
    wrong = form.fill(name=" ", other_zone="Mars/Base", other_country="XX", opens="09:00", closes="09:00")
    assert wrong.errors.keys() == {"name", "other-zone", "other-country", "closes"}
    assert form.fill(name="One", week=[]).errors.keys() == {"week"}
    assert every_team(fresh) == []


def test_setting_up_can_be_left_and_taken_up_again(fresh: Office) -> None:
    fresh.say("ann", "/onpace").press("Set up the team").fill(name="One", zone="Asia/Tokyo", country="JP", currency="JPY")
    later = fresh.say("ann", "/onpace").text
    for step in ("the team has no reps yet", "the team has no AE yet", "The goal of the month", "The team’s channel"):
        assert step in later


def test_the_second_to_start_is_no_manager(fresh: Office) -> None:
    first, second = fresh.say("ann", "/onpace"), fresh.say("tom", "/onpace")
    late = second.press("Set up the team")
    first.press("Set up the team").fill(name="One", zone="Asia/Tokyo", country="JP", currency="JPY")
    refused = late.fill(name="Two", zone="Asia/Tokyo", country="JP", currency="JPY")
    assert "<@U0ANN>" in refused.text
    assert [team.name for team in every_team(fresh)] == ["One"]


def test_a_guest_cannot_start_a_team(fresh: Office) -> None:
    begun = fresh.say("zoe", "/onpace")
    fresh.outsider("U0ZOE", "Zoe Guest")
    assert "full members" in begun.press("Set up the team").text
    assert "full members" in fresh.say("zoe", "/onpace").text
    assert every_team(fresh) == []


@pytest.mark.parametrize("text", ["/log 12 no-answer", "/kpi", "/goal team meetings 3", "/meeting", "/onpace settings", "/onpace members"])
def test_before_setting_up_every_command_points_to_the_start(fresh: Office, text: str) -> None:
    assert "/onpace" in fresh.say("tom", text).text


def test_help_and_language_work_before_anything_is_set_up(fresh: Office) -> None:
    assert "OnPace" in fresh.say("tom", "/onpace help").text
    assert "これからは日本語" in fresh.say("tom", "/onpace language ja").text
    assert "OnPaceの準備はまだです" in fresh.say("tom", "/onpace").text


# People


def test_bots_guests_and_deactivated_people_cannot_be_in_a_team(office: Office, say: Say) -> None:
    office.outsider("U0BOT", "helperbot")
    form = say("ann", "/onpace members").press("People and roles")
    wrong = form.fill(reps=["U0HANA", "U0BOT"])
    assert "helperbot" in wrong.errors["reps"]
    assert "<@U0TOM>: rep" in say("ann", "/onpace members").text


def test_a_team_keeps_at_least_one_manager(office: Office, say: Say) -> None:
    form = say("ann", "/onpace members").press("People and roles")
    assert form.fill(managers=[]).errors.keys() == {"managers"}


def test_the_pickers_start_with_who_is_there_and_unpicking_takes_the_role(office: Office, say: Say) -> None:
    form = say("ann", "/onpace members").press("People and roles")
    done = form.fill(reps=["U0HANA", "U0ZOE"], mentors=["U0KEN"])
    assert "2 reps, 1 mentor, 2 AEs, 2 managers" in done.text
    shown = say("ann", "/onpace members").text
    assert "<@U0ZOE>: rep" in shown
    assert "U0TOM" not in shown
    assert "You are in no team yet" in say("tom", "/kpi").text


def test_nobody_is_their_own_mentor(office: Office, say: Say) -> None:
    ken = str(member(office, "ken").id)
    form = say("ann", "/onpace members").press("Mentor and start date")
    assert form.fill(rep=ken, mentor=ken).errors.keys() == {"mentor"}


def test_who_left_logs_no_more_and_can_be_brought_back(office: Office, say: Say) -> None:
    gone = say("ann", "/onpace left @tom")
    assert "Their numbers stay." in gone.text
    assert "no team" in say("tom", "/kpi").text
    assert "<@U0TOM> is in the team again" in gone.press("Bring back").text
    assert "November" in say("tom", "/kpi").text


def test_who_left_can_be_told_by_form(office: Office, say: Say) -> None:
    say("mio", "/onpace メンバー").press("離れた人").fill(who=str(member(office, "tom").id))
    assert "U0TOM" not in say("mio", "/onpace メンバー").text


def test_the_last_manager_cannot_leave(office: Office, say: Say) -> None:
    say("ann", "/onpace left @mio")
    assert "only manager" in say("ann", "/onpace left @ann").text


def test_whoever_starts_after_an_import_manages_what_it_made(fresh: Office) -> None:
    with writing(fresh.engine) as session:
        workspace = workspaces.ensure(session, slack_id=WORKSPACE, now=fresh.now)
        imported = teams.create(session, workspace_id=workspace.id or 0, name="CRM", now=fresh.now)
        rep = members.ensure(session, workspace_id=workspace.id or 0, slack_id=CAST["tom"].slack_id, now=fresh.now, name="Tom")
        rep.team_id, rep.is_rep = imported.id, True
    start = fresh.say("ann", "/onpace")
    assert "Whoever starts becomes the manager" in start.text
    made = start.press("Set up the team").fill(zone="Asia/Tokyo", country="JP", currency="JPY")
    assert "Team CRM is set up, and you are its manager." in made.text
    assert fresh.say("ann", "/kpi team").reply.picture
    assert "As a rep" in fresh.say("tom", "/onpace").text
    assert "Goals, members and settings are set by a manager" in fresh.say("tom", "/onpace team").text


def test_a_time_zone_is_shown_as_it_is_written(office: Office, say: Say) -> None:
    with writing(office.engine) as session:
        teams.every(session, workspace_id=1)[0].timezone = "America/New_York"
    assert "America/New_York" in say("ann", "/onpace settings").text


@pytest.mark.parametrize("text", ["/onpace settings", "/onpace left @tom", "/onpace team"])
def test_settings_are_for_managers_and_the_refusal_names_them(say: Say, text: str) -> None:
    shown = say("hana", text)
    assert "<@U0MIO>" in shown.text
    assert not shown.modal


def test_a_form_sent_by_who_is_no_manager_any_more_is_refused(office: Office, say: Say) -> None:
    form = say("mio", "/onpace 設定").press("公開範囲")
    say("ann", "/onpace members").press("People and roles").fill(managers=["U0ANN"], reps=["U0MIO"])
    assert "<@U0ANN>" in form.fill(visibility="open").text
    assert every_team(office)[0].visibility == "private"


# Leave


@pytest.mark.parametrize(
    ("who", "text", "days"),
    [
        ("hana", "/onpace 休暇 12/1 12/3", "12月1日(火)〜12月3日(木)"),
        ("hana", "/onpace 休み 12/1〜12/3", "12月1日(火)〜12月3日(木)"),
        ("hana", "/onpace 休暇 12月1日から12月3日まで", "12月1日(火)〜12月3日(木)"),
        ("hana", "/onpace 休暇 明日", "11月25日(水)"),
        ("tom", "/onpace leave 12/1 12/3", "Tue, Dec 1 – Thu, Dec 3"),
        ("tom", "/onpace leave Dec 1 to Dec 3", "Tue, Dec 1 – Thu, Dec 3"),
        ("tom", "/onpace leave 2026-12-24", "Thu, Dec 24"),
        ("tom", "/onpace leave 11/20", "Fri, Nov 20"),
        ("ann", "/onpace leave @hana 12/1 12/3", "<@U0HANA>, Tue, Dec 1 – Thu, Dec 3"),
    ],
)
def test_leave_is_noted_and_said_back(say: Say, who: str, text: str, days: str) -> None:
    assert days in say(who, text).text


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("hana", "/onpace leave @tom 12/1"),
        ("tom", "/onpace leave 12/3 12/1"),
        ("tom", "/onpace leave soon"),
        ("tom", "/onpace leave 2/30"),
        ("tom", "/onpace leave 2026-01-01 2028-01-01"),
        ("ann", "/onpace leave @zoe 12/1"),
    ],
)
def test_what_is_no_leave_is_not_noted(office: Office, say: Say, who: str, text: str) -> None:
    assert say(who, text).text
    assert "away" not in say("ann", "/onpace members").text


def test_a_leave_noted_twice_is_listed_and_a_backward_one_told(say: Say) -> None:
    """An Undo under the second would take out what the person entered themselves."""
    say("hana", "/onpace leave 12/1 12/3")
    again = say("ann", "/onpace leave @hana 12/1 12/3").text
    assert "Leave of <@U0HANA>" in again
    assert "the last day is before the first" in say("tom", "/onpace leave 12/3 12/1").text


def test_a_leave_can_be_taken_out_again(say: Say) -> None:
    say("tom", "/onpace leave 12/1 12/3").press("Undo")
    assert "No leave is entered" in say("tom", "/onpace leave").text
    say("tom", "/onpace leave 12/1")
    say("tom", "/onpace leave").press("Remove")
    assert "No leave is entered" in say("tom", "/onpace leave").text


def test_a_leave_is_taken_back_for_a_day_and_only_that_one(office: Office, say: Say) -> None:
    noted = say("ann", "/onpace leave @tom 12/1 12/3")
    assert "leave of <@U0TOM>, Tue, Dec 1 – Thu, Dec 3" in say("ann", "/log undo").text
    say("tom", "/onpace leave").press("Remove")
    say("ann", "/onpace leave @tom 12/4")
    assert "Taken back: leave of <@U0TOM>, Tue, Dec 1 – Thu, Dec 3." in noted.press("Undo").text
    late = say("ann", "/onpace leave @tom 12/7")
    office.later(hours=25)
    assert "24 hours" in late.press("Undo").text
    assert [one.first.day for one in rows(office, Leave)] == [4, 7]


def test_who_manages_no_more_takes_back_no_ones_leave(office: Office, say: Say) -> None:
    noted = say("ann", "/onpace leave @tom 12/1")
    say("mio", "/onpace members").press("メンバーと役割").fill(managers=["U0MIO"], reps=["U0TOM", "U0ANN"])
    assert "<@U0MIO>" in noted.press("Undo").text
    assert len(rows(office, Leave)) == 1


def test_leave_has_a_form_and_managers_choose_whose(office: Office, say: Say) -> None:
    form = say("ann", "/onpace members").press("Enter leave")
    assert form.fill(who=str(member(office, "hana").id), first="2026-12-03", last="2026-12-01").errors.keys() == {"last"}
    assert "<@U0HANA>, Thu, Dec 3" in form.fill(who=str(member(office, "hana").id), first="2026-12-03").text
    own = say("tom", "/onpace members").press("Enter leave")
    assert "<@U0TOM>, Fri, Dec 4" in own.fill(first="2026-12-04").text


def test_leave_slows_the_pace_of_who_is_away(office: Office, say: Say) -> None:
    say("ann", "/goal @tom meetings 18")
    say("tom", "/log contact Acme")
    before = say("tom", "/kpi").text
    say("tom", "/onpace leave 11/25 11/27")
    assert "5 working days left" in before
    assert "2 working days left" in say("tom", "/kpi").text


# Settings


def test_visibility_is_effective_at_once(say: Say) -> None:
    say("ann", "/onpace settings").press("Visibility").fill(visibility="open")
    assert "<@U0TOM>" in say("hana", "/kpi @tom").text
    assert "seen by everyone in the team" in say("ann", "/onpace settings").text


@pytest.mark.parametrize("count", ["0", "99", "many"])
def test_the_top_needs_a_sensible_number(say: Say, count: str) -> None:
    assert say("ann", "/onpace settings").press("Visibility").fill(visibility="top_n", top_n=count).errors.keys() == {"top-n"}


def test_score_weights_hold_from_this_month_on(say: Say) -> None:
    say("ann", "/onpace settings").press("Score").fill(weight_meetings="5", weight_qualified="4", cap="100%")
    assert "Score 5:4:1 · cap 100%" in say("ann", "/onpace settings").text
    say("tom", "/log contact Acme")
    assert "(5:4:1)" in say("tom", "/kpi").text


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"weight_meetings": "-1"}, "weight-meetings"),
        ({"weight_revenue": "much"}, "weight-revenue"),
        ({"weight_meetings": "0", "weight_qualified": "0", "weight_revenue": "0"}, "weight-meetings"),
        ({"cap": "none"}, "cap"),
    ],
)
def test_wrong_weights_are_told_under_their_field(say: Say, values: dict[str, str], wrong: str) -> None:
    assert say("ann", "/onpace settings").press("Score").fill(**values).errors.keys() == {wrong}


def test_a_closed_day_is_no_working_day_and_can_be_opened_again(say: Say) -> None:
    say("ann", "/goal @tom meetings 18")
    say("tom", "/log contact Acme")
    say("ann", "/onpace settings").press("Closed days").fill(day="2026-11-25", kind="closed")
    assert "4 working days left" in say("tom", "/kpi").text
    say("ann", "/onpace settings").press("Closed days").fill(day="2026-11-28", kind="working")
    assert "5 working days left" in say("tom", "/kpi").text
    assert "Sat, Nov 28 (working)" in say("ann", "/onpace settings").text
    say("ann", "/onpace settings").press("Closed days").fill(day="2026-11-25", kind="plain")
    assert "6 working days left" in say("tom", "/kpi").text


def test_the_team_can_be_changed_later_but_not_to_a_name_in_use(office: Office, say: Say) -> None:
    form = say("ann", "/onpace settings").press("Team")
    assert "Team Osaka is saved." in form.fill(name="Osaka", zone="Asia/Seoul").text
    assert every_team(office)[0].timezone == "Asia/Seoul"


# Language and help


@pytest.mark.parametrize("text", ["/onpace language ja", "/onpace language 日本語", "/onpace 日本語", "/onpace 言語 日本語"])
def test_the_very_next_sentence_is_in_the_other_language(say: Say, text: str) -> None:
    assert "これからは日本語でお答えします。" in say("tom", text).text
    assert "目標" in say("tom", "/goal").text


def test_the_language_can_be_switched_by_button(say: Say) -> None:
    english = say("hana", "/onpace language").press("English")
    assert "OnPace speaks English with you from now on." in english.text
    assert "これからは日本語" in english.press("日本語").text


@pytest.mark.parametrize(
    ("who", "has", "lacks"),
    [
        ("tom", "*As a rep*", "*As a manager*"),
        ("ann", "*As a manager*", "*As a rep*"),
        ("ann", "`/onpace posts`", "*As a rep*"),
        ("mio", "`/onpace 投稿`", "*インサイドセールス*"),
        ("lena", "*As an AE*", "*As a rep*"),
        ("ken", "*メンター*", "*マネージャー*"),
    ],
)
def test_help_is_by_role(say: Say, who: str, has: str, lacks: str) -> None:
    shown = say(who, "/onpace help").text
    assert has in shown
    assert lacks not in shown


@pytest.mark.parametrize("who", ["tom", "hana"])
@pytest.mark.parametrize("topic", ["log", "meeting", "kpi", "goal", "onpace"])
def test_each_command_has_its_examples_a_tap_away(say: Say, who: str, topic: str) -> None:
    assert f"*`/{topic}`*" in say(who, "/onpace help").press(f"/{topic}").text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("/onpace setings", "Did you mean “settings”?"),
        ("/onpace <!channel>", "I could not read “&lt;!channel&gt;”."),
        ("/onpace language fr", "I could not read “fr”."),
        ("/onpace help kip", "I could not read “kip”."),
        ("/onpace left", "Who? The person is missing."),
    ],
)
def test_what_onpace_does_not_know_gets_a_sentence(say: Say, text: str, sentence: str) -> None:
    assert sentence in say("ann", text).text
