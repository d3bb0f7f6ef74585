"""Guests, bots and deactivated accounts: none of them is led to a team, named as who could help, or told what only managers can mend."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from bot.notices import Notices
from bot.talk import Profile
from storage import members, outbox, teams
from storage.engine import writing
from storage.tables import id_of
from tests.month import moment
from tests.office import Office, on_home
from tests.people import CAST, TEAM_CHANNEL

GONE = Profile("Gone", "en", human=False)


@pytest.mark.direct("no other bot lives in the local workspace")
@pytest.mark.parametrize(
    ("who", "line", "told"),
    [
        ("ann", "/kpi <@U0ROBOT>", "is a guest, a bot or deactivated in Slack, and such are in no team. Please pick somebody else."),
        (
            "mio",
            "/coach <@U0ROBOT>",
            "はSlackのゲスト・ボット・無効なアカウントのいずれかのため、チームには入れません。別の方をお選びください。",
        ),
        ("tom", "/log appointment Acme tomorrow 14:00 <@U0ROBOT>", "Please pick somebody else. Nothing was recorded."),
        ("hana", "/log アポ 山田商事 明日14時 <@U0ROBOT>", "別の方をお選びください。何も記録していません。"),
    ],
)
def test_nobody_is_sent_to_a_manager_to_add_a_bot(office: Office, who: str, line: str, told: str) -> None:
    office.outsider("U0ROBOT", "robot")
    said = office.say(who, line).text
    assert told in said
    assert "<@U0ROBOT>" in said
    assert "/onpace" not in said


@pytest.mark.parametrize(("who", "told"), [("ann", "a manager can add them with"), ("mio", "から追加できます")])
def test_who_could_be_in_a_team_can_still_be_added(office: Office, who: str, told: str) -> None:
    office.say("zoe", "/onpace")
    assert told in office.say(who, "/kpi <@U0ZOE>").text


@pytest.mark.parametrize(
    ("who", "language", "told"),
    [("tom", "en", "OnPace is for full members of this workspace"), ("hana", "ja", "ワークスペースの正式なメンバーのみ")],
)
def test_home_tells_a_guest_whom_it_is_for(office: Office, who: str, language: str, told: str) -> None:
    office.say(who, f"/onpace language {language}")
    assert told not in str(office.home(who))
    office.outsider(CAST[who].slack_id, who)
    assert told in str(office.home(who))
    assert "<@U0MIO>" in str(office.home(who))


@pytest.mark.parametrize(("line", "changes"), [("/goal", False), ("/goal team meetings 3", True), ("/onpace goal", False)])
def test_only_who_wanted_to_change_something_is_told_that_nothing_was(office: Office, line: str, changes: bool) -> None:
    office.outsider("U0TOM", "tom")
    assert ("Nothing was changed" in office.say("tom", line).text) is changes


def parked(office: Office) -> None:
    """A message the team's channel did not take."""
    with writing(office.engine) as session:
        outbox.put(session, workspace_id=1, key="k", to=TEAM_CHANNEL, body={"text": "x", "blocks": []}, due_at=office.now)
        (row,) = outbox.claim(session, now=office.now, worker="w", most=9, apart=timedelta(0))
        outbox.park(session, outgoing_id=row.id or 0, state=outbox.PARKED, trouble="is_archived")


def told(office: Office, known: Mapping[str, Profile]) -> set[str]:
    """Who got a notice."""
    Notices(office.engine, lambda: office.now, lambda _: known).tell()
    return {row.to for row in office.outgoing() if row.key.startswith(outbox.NOTICE)}


@pytest.mark.direct("the outbox is filled by hand")
def test_a_manager_who_has_left_slack_is_told_of_no_parked_post(office: Office) -> None:
    parked(office)
    assert told(office, {"U0ANN": GONE}) == {"U0MIO"}


@pytest.mark.direct("the outbox is filled by hand")
@pytest.mark.parametrize(
    ("at", "too_early", "due"),
    [
        ("2026-11-24 17:00", [], "2026-11-24 17:00"),
        ("2026-11-24 22:00", ["2026-11-25 07:59"], "2026-11-25 08:00"),
        ("2026-11-20 22:00", ["2026-11-21 12:00", "2026-11-23 23:00"], "2026-11-24 08:00"),  # a weekend and a holiday
    ],
)
def test_what_could_not_be_posted_is_told_when_managers_work_and_counts(office: Office, at: str, too_early: list[str], due: str) -> None:
    office.at(at)
    parked(office)
    for moment_before in too_early:
        office.at(moment_before)
        assert told(office, {}) == set()
    office.at(due)
    assert told(office, {}) == {"U0ANN", "U0MIO"}
    notices = [row for row in office.outgoing() if row.key.startswith(outbox.NOTICE)]
    assert {(row.due_at, row.unasked_on) for row in notices} == {(moment(due), date.fromisoformat(due[:10]))}


def away(office: Office, day: str, *people: str) -> None:
    """Some are on leave for a day."""
    with writing(office.engine) as session:
        for slack_id in people:
            member = members.by_slack_id(session, workspace_id=1, slack_id=slack_id)
            assert member
            off = date.fromisoformat(day)
            members.add_leave(session, workspace_id=1, member_id=id_of(member), first=off, last=off)


@pytest.mark.direct("the outbox is filled by hand")
def test_a_manager_on_leave_is_told_when_they_are_back_once_and_another_meanwhile(office: Office) -> None:
    with writing(office.engine) as session:
        osaka = teams.create(session, workspace_id=1, name="Osaka", now=office.now)
        ken = members.by_slack_id(session, workspace_id=1, slack_id="U0KEN")
        assert ken
        ken.team_id, ken.is_manager = osaka.id, True
    office.at("2026-11-25 10:00")
    away(office, "2026-11-25", "U0ANN")
    parked(office)
    assert told(office, {}) == {"U0MIO"}, "another of the team is there"
    away(office, "2026-11-26", "U0ANN", "U0MIO")
    office.at("2026-11-26 10:00")
    assert told(office, {}) == {"U0MIO", "U0KEN"}, "none of the team is there"
    notice = next(row for row in office.outgoing() if row.to == "U0KEN" and row.key.startswith(outbox.NOTICE))
    with writing(office.engine) as session:
        outbox.confirm(session, outgoing_id=id_of(notice), now=office.now, ts="1.0")
    office.at("2026-11-27 08:00")
    assert told(office, {}) == {"U0MIO", "U0KEN", "U0ANN"}
    send = next(one for one in notice.body["blocks"][-1]["elements"] if one["action_id"] == "posts-send")
    tapped = {name: send[name] for name in ("action_id", "type", "value")} | {"action_ts": "1.0"}
    assert "1" in office.tap("ken", tapped).text, "who was told in their place can still send it"
    assert [row.state for row in office.outgoing() if row.key == "k"] == ["waiting"]


@pytest.mark.direct("the outbox is filled by hand")
def test_where_a_teams_managers_have_left_those_of_the_workspace_are_told(office: Office) -> None:
    parked(office)
    with writing(office.engine) as session:
        osaka = teams.create(session, workspace_id=1, name="Osaka", now=office.now)
        ken = members.by_slack_id(session, workspace_id=1, slack_id="U0KEN")
        assert ken
        ken.team_id, ken.is_manager = osaka.id, True
    gone = dict.fromkeys(("U0ANN", "U0MIO"), GONE)
    assert told(office, gone) == {"U0KEN"}
    assert told(office, gone | {"U0KEN": GONE}) == {"U0KEN"}, "nobody else"


@pytest.mark.direct("the outbox is filled by hand")
def test_who_stays_sends_it_from_home(office: Office) -> None:
    parked(office)
    office.outsider("U0MIO", "mio")
    assert on_home(office.home("ann"), "Discard")
