"""No two buttons of a question read the same: meetings and leads of one name are told apart."""

from datetime import timedelta

import pytest

from bot.views.naming import told_apart
from storage import leads
from storage.engine import writing
from storage.tables import Meeting, Workspace
from tests.office import Office
from tests.people import CAST
from tests.rows import rows


@pytest.mark.parametrize(
    ("who", "log", "line", "labels"),
    [
        (
            "tom",
            ["appointment Acme 11/25 14:00 @lena", "appointment Acme 11/25 14:00 @sora", "appointment Acme 11/26 14:00 @sora"],
            "/meeting held Acme",
            ["Acme Thu, Nov 26, 14:00", "Acme Wed, Nov 25, 14:00 {sora}", "Acme Wed, Nov 25, 14:00 {lena}"],
        ),
        (
            "hana",
            ["アポ 山田商事 11/25 14:00 @sora", "アポ 山田商事 11/25 14:00 @sora", "アポ 山田商事 11/25 15:00 @sora"],
            "/meeting 実施 山田商事",
            ["山田商事 11月25日(水) 15:00", "(1) 山田商事 11月25日(水) 14:00 {sora}", "(2) 山田商事 11月25日(水) 14:00 {sora}"],
        ),
    ],
)
def test_no_two_buttons_of_a_question_read_the_same(office: Office, who: str, log: list[str], line: str, labels: list[str]) -> None:
    for one in log:
        said = office.say(who, f"/log {one}")
        for another in {"Book another", "別の商談として予約する"} & said.buttons.keys():
            said.press(another)
    office.at("2026-11-27 10:00")
    shown = office.say(who, line)
    labels = [label.format(sora=CAST["sora"].name, lena=CAST["lena"].name) for label in labels]
    assert list(shown.buttons) == labels
    shown.press(labels[1])
    assert [m.state for m in rows(office, Meeting)].count("held") == 1


@pytest.mark.parametrize(("who", "line"), [("tom", "/meeting held Acme 15:00"), ("hana", "/meeting 実施 Acme 15時")])
def test_the_time_said_tells_two_meetings_apart(office: Office, who: str, line: str) -> None:
    for hour in (14, 15):
        office.say(who, f"/log appointment Acme 11/25 {hour}:00 @lena")
    office.at("2026-11-27 10:00")
    assert not office.say(who, line).text.count("?")
    assert [(m.starts_at.hour, m.state) for m in rows(office, Meeting)] == [(5, "booked"), (6, "held")]


@pytest.mark.parametrize(
    ("who", "line", "labels"),
    [
        ("tom", "/log contact Acme", ["(1) Acme Tue, Nov 24", "(2) Acme Tue, Nov 24", "Acme Sun, Nov 22", "A new lead “Acme”"]),
        ("hana", "/log 接触 Acme", ["(1) Acme 11月24日(火)", "(2) Acme 11月24日(火)", "Acme 11月22日(日)", "新しいリード「Acme」"]),
    ],
)
def test_leads_of_one_name_tell_since_when_they_are_here(office: Office, who: str, line: str, labels: list[str]) -> None:
    workspace = rows(office, Workspace)[0].id
    assert workspace
    with writing(office.engine) as session:
        for days in (2, 0, 0):
            leads.add(session, workspace_id=workspace, team_id=None, name="Acme", now=office.now - timedelta(days=days))
    shown = office.say(who, line)
    assert list(shown.buttons) == labels
    assert "Acme" in shown.press(labels[0]).text


def test_labels_that_differ_stay_as_they_are() -> None:
    assert told_apart(["a", "b", "a", "c"]) == ["(1) a", "b", "(2) a", "c"]
