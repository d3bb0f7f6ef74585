"""Every button and form in hands it was not made for: who may is answered, who may not reads who could, and nothing is written or shown."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel, select

from bot import delivery
from bot.commands import ACTIONS, FORMS
from bot.talk import Modal, Profile, Reply
from coaching.agreement import Deed as Word
from coaching.rubric import Score
from coaching.terms import Role
from coaching.trainee import Way
from storage import marks, members, mentoring, milestones, outbox, practices, requests, scenarios, teams, workspaces
from storage.engine import reading, writing
from storage.tables import Member, Practice, Team, id_of
from tests.engines import on_copy
from tests.month import Month
from tests.office import START, WORKSPACE, Office, Shown
from tests.people import CAST, TEAM_CHANNEL

pytestmark = pytest.mark.direct("payloads nobody's page could send")
OTHER = "T0OTHER"
SECRETS = ("Himitsu", "Osaka KK", "7,654,321", "7654321")
#: Who asks: their workspace, Slack id and language. Of the cast, and others around it.
CALLED = ("hana", "tom", "ken", "mio", "ann", "sora", "lena", "zoe")
PERSONAS = {name: (WORKSPACE, CAST[name].slack_id, CAST[name].language) for name in CALLED}
PERSONAS |= {
    "kai": (WORKSPACE, "U0KAI", "en"),  # a rep of another team
    "rin": (WORKSPACE, "U0RIN", "en"),  # a manager of another team
    "eve": (OTHER, "U0EVE", "en"),  # a manager of another workspace
    "leo": (WORKSPACE, "U0LEO", "en"),  # a manager who has left
    "gus": (WORKSPACE, "U0GUS", "en"),  # a manager who became a guest
    "bot": (WORKSPACE, "U0ROBOT", "en"),  # a bot with a role
    "new": (WORKSPACE, "U0NEW", "en"),  # nobody knows them
}
TOKYO_ROLES = {"hana", "tom", "ken", "mio", "ann", "sora", "lena"}
LOG = {"hana", "tom", "ken", "mio", "ann", "kai", "rin"}
MANAGE = {"mio", "ann", "rin", "eve"}  # each in their own team
OURS = {"mio", "ann"}  # managers of the team it is about
MEMBERS = TOKYO_ROLES | {"kai", "rin", "eve"}
EVERYBODY = set(PERSONAS)


class Furnished(Office):
    """The office with another team and another workspace, and what Hana did."""

    def furnish(self) -> dict[str, int]:
        """The ids of what buttons and forms point at."""
        ids: dict[str, int] = {}
        with writing(self.engine) as session:
            here = workspaces.ensure(session, slack_id=WORKSPACE, now=START)
            there = workspaces.ensure(session, slack_id=OTHER, now=START)
            for workspace, name, people in ((here, "Osaka", ("kai", "rin")), (there, "Tokyo", ("eve",))):
                team = teams.create(session, workspace_id=workspace.id or 0, name=name, now=START)
                for who in people:
                    row = members.ensure(session, workspace_id=workspace.id or 0, slack_id=PERSONAS[who][1], now=START, name=who)
                    row.team_id, row.slack_language = team.id, "en"
                    members.set_roles(row, {Role.REP} if who == "kai" else {Role.MANAGER, Role.REP})
            tokyo = teams.by_name(session, workspace_id=here.id or 0, name="Tokyo")
            for who in ("leo", "gus", "bot"):
                row = members.ensure(session, workspace_id=here.id or 0, slack_id=PERSONAS[who][1], now=START, name=who)
                row.team_id, row.active, row.slack_language = tokyo.id if tokyo else None, who != "leo", "en"
                members.set_roles(row, {Role.MANAGER, Role.REP, Role.AE})
            for row in members.every(session, workspace_id=here.id or 0):
                ids[row.name.split()[0].lower()] = row.id or 0
            body: dict[str, Any] = {"text": "Himitsu 7,654,321", "blocks": []}
            outbox.put(session, workspace_id=here.id or 0, key="noon", to=TEAM_CHANNEL, body=body, due_at=START)
            outbox.park_due(session, workspace_id=here.id or 0, now=START, trouble="is_archived")
        for who in ("gus", "bot"):
            self.outsider(PERSONAS[who][1], who)
        return ids


def outsiders(office: Office) -> None:
    """What Slack says of guests and bots."""
    for who in ("gus", "bot"):
        office.outsider(PERSONAS[who][1], who)
    office.directory._profiles[OTHER] = {"U0EVE": Profile("eve", "en")}


@dataclass(frozen=True)
class Deed:
    """One payload, and who may use it so."""

    kind: str
    name: str
    may: set[str]
    value: str = ""
    meta: str = ""
    form: dict[str, Any] = field(default_factory=dict)
    field_id: str = ""  # the field of the form that holds an id

    def by(self, office: Office, who: str) -> Reply:
        """This person uses it."""
        workspace, slack_id, _ = PERSONAS[who]
        body: dict[str, Any] = {"user": {"id": slack_id}, "team": {"id": workspace}, "channel": {"id": "C0SOME"}}
        if self.kind == "command":
            words = {"command": self.name, "text": self.value, "user_id": slack_id, "team_id": workspace, "trigger_id": office.stamp()}
            return office.answering.answer(delivery.of_command(words | {"channel_id": "C0SOME"}))
        if self.kind == "action":
            action = {"action_id": self.name, "type": "button", "value": self.value, "action_ts": office.stamp()}
            return office.answering.answer(delivery.of_action(body | {"actions": [action]}))
        outer = delivery.wrapped(delivery.Delivery("", "", "", "", workspace, slack_id, channel="C0SOME"), self.meta)
        values = {name: {name: element(value)} for name, value in self.form.items()}
        view = {"id": f"V{office.stamp()}", "callback_id": self.name, "private_metadata": outer, "state": {"values": values}}
        return office.answering.answer(delivery.of_form(body | {"view": view}))

    def with_id(self, word: str) -> "Deed":
        """The same with another id."""
        if self.field_id:
            return replace(self, form=self.form | {self.field_id: word})
        if self.kind == "form":
            return replace(self, meta=word)
        if self.value.startswith("{"):
            told = json.loads(self.value)
            number = int(word) if word.isascii() and word.lstrip("-").isdecimal() else word
            other = {"meeting": word} if "meeting" in told else {"lead_id": None, "corrects": number}
            return replace(self, value=json.dumps(told | other))
        head, colon, tail = self.value.partition(":")
        if colon:
            return replace(self, value=f"{head}:{word}" if head.isalpha() else f"{word}:{tail}")
        return replace(self, value=word)


def element(value: Any) -> dict[str, Any]:
    """A field's part of state.values."""
    return {"selected_users": value} if isinstance(value, list) else {"value": value}


class World:
    """A copy of the furnished office, and what points where in it."""

    def __init__(self, office: Office, ids: dict[str, int]) -> None:
        self.office, self.ids = office, ids

    def rows(self) -> dict[str, set[tuple[Any, ...]]]:
        """Everything that is written; people without any role who were only noted do not count."""
        with reading(self.office.engine) as session:
            sqlite: Any = session.connection().connection.driver_connection  # by itself: this is asked some six hundred times
            found = {name: set(sqlite.execute(f'SELECT * FROM "{name}"')) for name in SQLModel.metadata.tables}
            noted = {number for (number,) in sqlite.execute("SELECT id FROM member WHERE team_id IS NULL AND NOT is_manager")}
        found["member"] = {row for row in found["member"] if row[0] not in noted}
        return found


@cache
def template() -> tuple[Path, dict[str, int]]:
    """The furnished office, made once per worker: Hana's entries, leave and meetings in each state; a meeting of each of the others."""
    with Furnished.opened() as office:
        ids = office.furnish()
        ids |= _made(office)
        office.engine.dispose()  # the last to close brings all of it into the file
        return Path(shutil.copy(office.engine.url.database or "", mkdtemp(prefix="onpace-authorisation-"))), ids


def _made(office: Office) -> dict[str, int]:
    ids: dict[str, int] = {}
    said: Callable[[str, str], Shown] = office.say
    office.at("2026-11-20 09:00")
    for name, at in (("due", "11/23 10:00"), ("held", "11/20 10:00"), ("won", "11/20 11:00"), ("ahead", "11/27 14:00")):
        said("hana", f"/log appointment Himitsu{name} {at} @sora")
    _made_elsewhere(office)
    said("sora", "/meeting qualified Himitsuheld")
    said("sora", "/meeting qualified Himitsuwon")
    said("sora", "/meeting won Himitsuwon 7,654,321")
    said("hana", "/log 17 contact")
    said("mio", "/coach threshold contact 12%")
    for day in range(2, 14):
        Month(office).calls("yui", f"2026-11-{day:02}", contact=10, no_answer=30)
    with writing(office.engine) as session:
        tom = members.by_slack_id(session, workspace_id=1, slack_id="U0TOM")
        assert tom
        assert tom.id
        note: dict[str, Any] = {"day": START.date(), "now": START, "actor_id": tom.id}
        milestones.note(session, workspace_id=1, member_id=tom.id, kind=Way.GRADUATED, **note)
    ids |= _practised(office) | _to_come(office) | _asked(office)
    said("hana", "/onpace leave 12/1 12/3")
    said("hana", "/log appointment Himitsunew 11/26 15:00 @sora")
    with reading(office.engine) as session:
        for name, lead in session.execute(text("SELECT m.id, l.name FROM meeting m JOIN lead l ON l.id = m.lead_id")):
            ids[lead.removeprefix("Himitsu").replace("Osaka KK", "of ")] = name
        for number, kind in session.execute(text("SELECT e.id, e.kind FROM entry e ORDER BY e.id")):
            ids[f"entry {kind}"] = number  # the latest of each kind
        ids["leave"] = session.execute(text("SELECT id FROM leave")).scalar_one()
        ids["lead"] = session.execute(text("SELECT id FROM lead ORDER BY id")).scalars().first() or 0
        for who in ("kai", "eve"):
            asked = {"id": ids[f"of {who}"]}
            ids[f"{who}'s entry"] = session.execute(text("SELECT entry_id FROM meeting WHERE id = :id"), asked).scalar_one()
        ids["eve"] = session.execute(text("SELECT id FROM member WHERE slack_id = 'U0EVE'")).scalar_one()
    office.at("2026-11-24 10:00")
    return ids


def _practised(office: Office) -> dict[str, int]:
    """Yesterday's practice of Hana, scored by Ken, who gave it; and one of each of the others."""
    ids: dict[str, int] = {}
    for whose, mentor, rep in (("", "U0KEN", "U0HANA"), (" of kai", "U0RIN", "U0KAI"), (" of eve", "U0EVE", "U0EVE")):
        with writing(office.engine) as session:
            who = {row.slack_id: row for row in session.exec(select(Member)).all()}
            one, other = who[rep], who[mentor]
            team = session.get_one(Team, one.team_id)
            version = scenarios.for_step(session, team=team, step=None, now=START)
            about: dict[str, Any] = {"workspace_id": team.workspace_id, "rep_id": one.id, "mentor_id": other.id, "version_id": version.id}
            row = Practice(**about, team_id=id_of(team), key=f"{rep} 1", day=START.date(), starts_at=START - timedelta(hours=19))
            session.add(row)
            session.flush()
            practices.say(session, practice=row, kind=Word.PROPOSED, actor_id=None, now=START, starts_at=row.starts_at)
            rubric = scenarios.rubric(version, "en")
            score = Score({item.key: 3 for item in rubric.items})
            said: dict[str, Any] = {"rubric": rubric, "score": score, "well": "Himitsu", "next_time": "Himitsu", "now": START}
            mark = marks.keep(session, workspace_id=team.workspace_id, practice_id=id_of(row), scorer_id=id_of(other), **said)
            ids |= {f"practice{whose}": id_of(row), f"mark{whose}": id_of(mark), f"scenario{whose}": version.scenario_id}
            if not whose:
                retired = next(scenario for scenario, _ in scenarios.every(session, team=team) if scenario.key == "needs")
                retired.retired_at, ids["retired"] = START, id_of(retired)
    return ids


def _to_come(office: Office) -> dict[str, int]:
    """This afternoon's practice of Yui with Ken and what Ken has to do besides; and the like of each of the others."""
    ids: dict[str, int] = {}
    for whose, mentor, rep in (("", "U0KEN", "U0YUI"), (" of kai", "U0RIN", "U0KAI"), (" of eve", "U0EVE", "U0EVE")):
        with writing(office.engine) as session:
            who = {row.slack_id: row for row in session.exec(select(Member)).all()}
            team, at = session.get_one(Team, who[rep].team_id), START + timedelta(hours=6.5)
            version = scenarios.for_step(session, team=team, step=None, now=START)
            about: dict[str, Any] = {"workspace_id": team.workspace_id, "mentor_id": who[mentor].id, "version_id": version.id}
            row = Practice(**about, rep_id=id_of(who[rep]), team_id=id_of(team), key=f"{rep} 2", day=START.date(), starts_at=at)
            session.add(row)
            session.flush()
            practices.say(session, practice=row, kind=Word.PROPOSED, actor_id=None, now=START, starts_at=at)
            span: dict[str, Any] = {"starts_at": at + timedelta(days=2), "ends_at": at + timedelta(days=2, hours=1)}
            one = mentoring.commit_to(session, workspace_id=team.workspace_id, member_id=id_of(who[mentor]), note="Himitsu", **span)
            ids |= {f"to come{whose}": id_of(row), f"commitment{whose}": id_of(one)}
    return ids


def _asked(office: Office) -> dict[str, int]:
    """What Hana is asked today: a day without a log, an appointment without a contact."""
    Month(office).meeting("hana", "2026-11-19 15:00", "held", "qualified")
    with writing(office.engine) as session:
        hana = members.by_slack_id(session, workspace_id=1, slack_id="U0HANA")
        unreached = session.execute(text("SELECT max(id) FROM meeting")).scalar_one()
        assert hana
        hana.created_at = session.get_one(Team, hana.team_id).created_at = START - timedelta(days=30)
        note = {"meetings": [], "gaps": ["day 2026-11-19", f"contact {unreached}"]}
        body: dict[str, Any] = {"text": "x", "blocks": [], "note": note}
        key = requests.key_of(id_of(hana), START.date())
        outbox.put(session, workspace_id=1, key=key, to="U0HANA", body=body, due_at=START)
    return {"unreached": unreached}


def _made_elsewhere(office: Office) -> None:
    """The same of the others, until the morning of the 24th."""
    for who in ("kai", "eve"):
        for lead, at in ((f"Osaka KK{who}", "11/23 10:00"), (f"Osaka KK{who}held", "11/20 10:00")):
            Deed("command", "/log", set(), f"appointment {lead} {at}").by(office, who)
    office.at("2026-11-24 09:30")
    for who, whose in (("rin", "kai"), ("eve", "eve")):
        Deed("command", "/meeting", set(), f"qualified Osaka KK{whose}held").by(office, who)


@pytest.fixture
def world() -> Iterator[World]:
    """A copy of it."""
    path, ids = template()
    with on_copy(path) as engine:
        office = Office(engine)
        outsiders(office)
        yield World(office, ids)


def word_about(meeting: int) -> str:
    """A button of "which meeting?"."""
    return json.dumps({"meeting": str(meeting), "kind": "held"})


#: Each row of ACTIONS and FORMS: the payload made for somebody, and all who may use it so (design §8).
Row = Callable[[dict[str, int]], Deed]
RECORD = {"hana", "sora"} | OURS
JUDGE = {"sora"} | OURS
COACHES = {"ken"} | OURS
BUTTONS: dict[str, tuple[Callable[[dict[str, int]], str], set[str]]] = {
    "asked-away": (lambda _: "day 2026-11-19:2026-11-24", {"hana"}),
    "asked-contact": (lambda i: f"contact {i['unreached']}:2026-11-24", {"hana"}),
    "asked-later": (lambda i: f"{i['due']}:2026-11-24", {"hana", "sora"}),
    "asked-nothing": (lambda i: f"contact {i['unreached']}:2026-11-24", {"hana"}),
    "coach": (lambda _: "<@U0YUI>", COACHES),
    "coach-again": (lambda i: f"{i['tom']}", OURS),
    "coach-answer": (lambda i: f"{i['mark']}", {"hana"}),
    "coach-busy-form": (lambda i: f"{i['ken']}", COACHES),
    "coach-busy-remove": (lambda i: f"{i['commitment']}", COACHES),
    "coach-decline": (lambda i: f"{i['yui']}:kept", COACHES),
    "coach-graduate": (lambda i: f"{i['yui']}", COACHES),
    "coach-hours-form": (lambda i: f"{i['ken']}", COACHES),
    "coach-rhythm-form": (lambda _: "-", {"ken"} | MANAGE),
    "coach-scenario-back": (lambda i: f"{i['retired']}", COACHES),
    "coach-scenario-edit": (lambda i: f"{i['scenario']}", COACHES),
    "coach-scenario-new": (lambda _: "-", {"ken"} | MANAGE),
    "coach-scenario-retire": (lambda i: f"{i['scenario']}", COACHES),
    "coach-score": (lambda i: f"{i['practice']}", COACHES),
    "coach-threshold-form": (lambda _: "-", {"ken"} | MANAGE),
    "goal": (lambda _: "each meetings 30 2026-11", MANAGE),
    "goal-backwards-form": (lambda _: "-", MANAGE),
    "goal-form": (lambda _: "2026-11", MANAGE),
    "goal-keep-backwards": (lambda _: "100000000 2500000 2026-11", MANAGE),
    "kpi": (lambda _: "<@U0HANA>", {"hana", "mio", "ann", "rin"}),
    "kpi-share": (lambda _: "<@U0HANA>", {"hana", "mio", "ann", "rin"}),
    "dismiss": (lambda _: "-", EVERYBODY),
    "log-ae": (lambda i: f"{i['entry appointment']}:{i['lena']}", {"hana"}),
    "log-correct": (lambda i: f"{i['entry calls']}", {"hana"}),
    "log-details": (lambda _: "contact", LOG | {"eve"}),
    "log-lead": (lambda i: json.dumps({"outcome": "contact", "lead": "x", "lead_id": i["lead"]}), LOG),
    "log-pad": (lambda _: "-", LOG | {"eve"}),
    "log-tap": (lambda _: "contact", LOG | {"eve"}),
    "meeting": (lambda i: f"held:{i['due']}", RECORD),
    "meeting-held-sure": (lambda i: f"{i['ahead']}", RECORD),
    "meeting-list": (lambda _: "-", MEMBERS),
    "meeting-more": (lambda _: "waiting:0", MEMBERS),
    "meeting-which": (lambda i: word_about(i["due"]), RECORD),
    "meeting-won-again": (lambda i: f"{i['won']}", JUDGE),
    "onpace": (lambda _: "settings", MANAGE),
    "pace-mute": (lambda _: "mute", MEMBERS),
    "pace-unmute": (lambda _: "unmute", MEMBERS),
    "posts-discard": (lambda _: "99 1", MANAGE),
    "posts-send": (lambda _: "99 1", MANAGE),
    "practice": (lambda i: f"{i['to come']}", COACHES),
    "practice-accept": (lambda i: f"{i['to come']}", COACHES),
    "practice-cancel": (lambda i: f"{i['to come']}", COACHES),
    "practice-mentor": (lambda i: f"{i['yui']} {i['ken']}", COACHES),
    "practice-other-time": (lambda i: f"{i['to come']}", COACHES),
    "practice-schedule": (lambda i: f"{i['yui']}", COACHES),
    "practice-skip": (lambda i: f"{i['to come']}", COACHES),
    "practice-take": (lambda i: f"{i['tom']} 2026-11-24", {"ken"}),
    "setup-back": (lambda i: f"{i['leo']}", OURS),
    "setup-closed": (lambda _: "-", MANAGE),
    "setup-leave": (lambda _: "-", MEMBERS),
    "setup-leave-remove": (lambda i: f"{i['leave']}", {"hana"} | OURS),
    "setup-left": (lambda _: "-", MANAGE),
    "setup-members": (lambda _: "-", MANAGE),
    "setup-post-form": (lambda _: "numbers", MANAGE),
    "setup-post-hours": (lambda _: "-", MANAGE),
    "setup-post-more": (lambda _: "turn:gap:off", MANAGE),
    "setup-post-preview": (lambda _: "numbers", MANAGE),
    "setup-post-turn": (lambda _: "gap:off", MANAGE),
    "setup-posts": (lambda _: "-", MANAGE),
    "setup-rep": (lambda _: "-", MANAGE),
    "setup-score": (lambda _: "-", MANAGE),
    "setup-shares": (lambda _: "-", MANAGE),
    "setup-team": (lambda _: "-", MANAGE),
    "setup-visibility": (lambda _: "-", MANAGE),
    "undo": (lambda i: f"{i['entry calls']}", {"hana"}),
}
TEAM = {"name": "New", "zone": "Asia/Tokyo", "country": "JP", "language": "en", "currency": "JPY", "week": ["0"]}
SCORED = dict.fromkeys(("item-name", "item-reason", "item-leave", "item-voice"), "4") | {"well": "Clear", "next": "Slower"}
WRITTEN = {"title": "New", "step": "contact", "rep": "Call", "mentor": "Answer", "item-1": "Tone\nflat\nlively", "pass-mark": "70"}
SENT: dict[str, tuple[Callable[[dict[str, int]], dict[str, Any]], set[str]]] = {
    "coach-answer": (lambda i: {"meta": f"{i['mark']}", "form": {"answer": "Thank you"}}, {"hana"}),
    "coach-busy": (lambda i: {"meta": f"{i['ken']}", "form": {"day": "2026-11-26", "from": "10:00", "to": "11:00"}}, COACHES),
    "coach-decline": (lambda i: {"meta": f"{i['yui']}:kept", "form": {"reason": "Objections first"}}, COACHES),
    "coach-rhythm": (lambda _: {"form": {"new": "10", "unknown": "3", "below": "7"}}, {"ken"} | MANAGE),
    "coach-scenario": (lambda i: {"meta": f"{i['scenario']}:1", "form": WRITTEN}, COACHES),
    "coach-score": (lambda i: {"meta": f"{i['practice']}", "form": SCORED}, COACHES),
    "coach-threshold": (lambda _: {"form": {"contact": "16%", "from": "2026-11-24"}}, {"ken"} | MANAGE),
    "goal": (lambda _: {"form": {"month": "2026-11", "team-meetings": "300"}}, MANAGE),
    "goal-backwards": (lambda _: {"form": {"revenue": "100000000", "deal": "2500000"}}, MANAGE),
    "log-details": (lambda _: {"form": {"outcome": "contact", "lead": "", "count": "1"}, "meta": "{}"}, LOG | {"eve"}),
    "log-effort": (lambda _: {"form": {"activity": "email_sent", "count": "3"}, "meta": "{}"}, LOG | {"eve"}),
    "meeting-moved": (lambda i: {"meta": f"{i['due']}", "form": {"day": "2026-11-26", "time": "10:00"}}, RECORD),
    "meeting-won": (lambda i: {"meta": f"{i['held']}", "form": {"amount": "500,000", "day": "2026-11-24"}}, JUDGE),
    "meeting-won-again": (lambda i: {"meta": f"{i['won']}", "form": {"amount": "500,000", "day": "2026-11-24"}}, JUDGE),
    "coach-hours": (lambda i: {"meta": f"{i['ken']}", "form": {"day-0": "16:00-18:00", "minutes": "20"}}, COACHES),
    "practice-other-time": (lambda i: {"meta": f"{i['to come']}", "form": {"slot": "2026-11-25T16:00:00+09:00"}}, COACHES),
    "practice-skip": (lambda i: {"meta": f"{i['to come']}", "form": {"reason": "A customer came"}}, COACHES),
    "setup-closed": (lambda _: {"form": {"day": "2026-12-28", "kind": "closed"}}, MANAGE),
    "setup-leave": (lambda i: {"form": {"who": f"{i['hana']}", "first": "2026-12-07"}, "field_id": "who"}, {"hana"} | OURS),
    "setup-left": (lambda i: {"form": {"who": f"{i['tom']}"}, "field_id": "who"}, OURS),
    "setup-members": (lambda _: {"form": {"manager": ["U0MIO", "U0ANN", "U0RIN", "U0EVE"], "rep": ["U0HANA"]}}, MANAGE),
    "setup-post": (lambda _: {"meta": "gap", "form": {"wanted": "on", "times": "15:00"}}, MANAGE),
    "setup-post-hours": (
        lambda _: {"form": {"quiet-from": "21:00", "quiet-until": "07:00", "window": "60", "closing": "3"}},
        MANAGE,
    ),
    "setup-rep": (lambda i: {"form": {"rep": f"{i['hana']}", "mentor": f"{i['ken']}", "start": ""}, "field_id": "rep"}, OURS),
    "setup-score": (lambda _: {"form": {"weight-meetings": "5", "weight-qualified": "4", "weight-revenue": "1"}}, MANAGE),
    "setup-shares": (lambda i: {"form": {f"weight-{i['sora']}": "200"}}, MANAGE),
    "setup-team": (lambda _: {"form": TEAM | {"opens": "09:00", "closes": "18:00", "channel": "C0NEW"}}, MANAGE),
    "setup-visibility": (lambda _: {"form": {"visibility": "open", "top-n": "3"}}, MANAGE),
}


#: What commands name: Hana's, another team's (Kai's) and another workspace's (Eve's); and who manages, or judges, each.
WHOSE: dict[str, dict[str, Any]] = {
    "hana": {"person": "<@U0HANA|hana>", "name": "Hana Sato", "lead": "Himitsudue", "held": "Himitsuheld"},
    "kai": {"person": "<@U0KAI|kai>", "name": "@kai", "lead": "Osaka KKkai", "held": "Osaka KKkaiheld"},
    "eve": {"person": "<@U0EVE|eve>", "name": "@eve", "lead": "Osaka KKeve", "held": "Osaka KKeveheld"},
}
LEADS = tuple(about[which] for about in WHOSE.values() for which in ("held", "lead"))
MANAGERS = {"hana": OURS, "kai": {"rin"}, "eve": {"eve"}}
OWN = {whose: {whose} | managers for whose, managers in MANAGERS.items()}
RECORDS = OWN | {"hana": RECORD}
JUDGES = MANAGERS | {"hana": JUDGE}
SEES = OWN | {"hana": {"hana", "mio", "ann", "rin"}, "kai": {"kai", "rin", "mio", "ann"}}  # a manager sees every team's numbers
#: Every command that names somebody's thing, and by whose it is who may use it so. (`/log undo` names nothing: it lists one's own.)
COMMANDS: dict[str, dict[str, set[str]]] = {
    "/meeting held {lead}": RECORDS,
    "/meeting moved {lead} 11/27 10:00": RECORDS,
    "/meeting no-show {lead}": RECORDS,
    "/meeting cancelled {lead}": RECORDS,
    "/meeting qualified {lead}": JUDGES,
    "/meeting unqualified {held}": JUDGES,
    "/meeting won {held} 500": JUDGES,
    "/onpace meeting held {lead}": RECORDS,
    "/goal {person} meetings 9": MANAGERS,
    "/goal {name} meetings 9": MANAGERS,
    "/kpi {person}": SEES,
    "/kpi {name}": SEES,
    "/kpi split {person}": SEES,
    "/kpi later {person}": SEES,
    "/coach {person}": OWN,
    "/coach {name}": OWN,
    "/coach score {person}": {"hana": COACHES, "kai": {"rin"}},  # Eve has nobody to score but herself
    "/onpace leave {person}": OWN,
    "/onpace leave {person} 12/7": OWN,
    "/onpace left {person}": MANAGERS,
    "/onpace left {name}": MANAGERS,
}
LINES = [f"line {line} of {whose}" for line in COMMANDS for whose in COMMANDS[line]]


def deed(name: str, ids: dict[str, int]) -> Deed:
    """The payload of `button X`, `form X` or `line /x … of Y`."""
    kind, _, row = name.partition(" ")
    if kind == "line":
        line, _, whose = row.rpartition(" of ")
        command, _, words = line.format(**WHOSE[whose]).partition(" ")
        return Deed("command", command, COMMANDS[line][whose], value=words)
    if kind == "button":
        value, allowed = BUTTONS[row]
        return Deed("action", row, allowed, value=value(ids))
    more, allowed = SENT[row]
    return Deed("form", row, allowed, **more(ids))


ROWS = [f"button {name}" for name in sorted(BUTTONS)] + [f"form {name}" for name in sorted(SENT)]
#: Of these the payload points at something by its id: at what of another team's and of another workspace's it is pointed instead.
MEETINGS, ENTRIES, PEOPLE = ("of kai", "of eve"), ("kai's entry", "eve's entry"), ("kai", "eve")
TO_COME = ("to come of kai", "to come of eve")
POINTED = {
    **dict.fromkeys(("button log-ae", "button log-correct", "button log-lead", "button undo"), ENTRIES),
    **dict.fromkeys(("button meeting", "button meeting-held-sure", "button meeting-which", "button meeting-won-again"), MEETINGS),
    **dict.fromkeys(("form meeting-moved", "form meeting-won", "form meeting-won-again", "button setup-leave-remove"), MEETINGS),
    **dict.fromkeys(("button coach-again", "button coach-decline", "button coach-graduate", "form coach-decline"), PEOPLE),
    **dict.fromkeys(("button coach-answer", "form coach-answer"), ("mark of kai", "mark of eve")),
    **dict.fromkeys(("button coach-scenario-back", "button coach-scenario-edit"), ("scenario of kai", "scenario of eve")),
    **dict.fromkeys(("button coach-scenario-retire", "form coach-scenario"), ("scenario of kai", "scenario of eve")),
    **dict.fromkeys(("button coach-score", "form coach-score"), ("practice of kai", "practice of eve")),
    **dict.fromkeys([f"button practice{deed}" for deed in ("", "-accept", "-cancel", "-other-time", "-skip")], TO_COME),
    **dict.fromkeys(("form practice-other-time", "form practice-skip"), TO_COME),
    **dict.fromkeys(("button practice-schedule", "button practice-mentor", "button practice-take"), PEOPLE),
    **dict.fromkeys(("button coach-hours-form", "form coach-hours"), PEOPLE),
    **dict.fromkeys(("button coach-busy-form", "form coach-busy"), PEOPLE),
    "button coach-busy-remove": ("commitment of kai", "commitment of eve"),
    **dict.fromkeys(("button setup-back", "form setup-leave", "form setup-left", "form setup-rep"), PEOPLE),
}
#: No id at all is an answer there: no lead and nothing to correct; one's own leave and hours.
NO_MATTER = {("button log-lead", "0"), ("form setup-leave", "")}
_OWN = ("button coach-hours-form", "form coach-hours", "button coach-busy-form", "form coach-busy")
NO_MATTER |= {(one, "") for one in _OWN}
NO_ID = ("0", "-1", "9" * 30, "١٢", "acme", "1; DROP TABLE member", "", " ", "null", "{}", "1.5", "²")


def said(reply: Reply) -> str:
    """All a person reads."""
    modal = str(reply.modal.blocks) if isinstance(reply.modal, Modal) else ""
    return " ".join([reply.text, str(reply.blocks), modal, *reply.errors.values()])


def told(reply: Reply) -> str:
    """The same without the quoted name of a lead, which whoever reads it has typed."""
    return unquoted(said(reply))


def unquoted(text: str) -> str:
    for lead in LEADS:
        text = text.replace(f"“{lead}”", "").replace(f"「{lead}」", "")
    return text


def is_refusal(reply: Reply, language: str) -> bool:
    """A sentence in the reader's language that says who could do it or what to do; no apology for something that broke."""
    sentence = reply.text or next(iter(reply.errors.values()), "")
    japanese = any("\u3040" <= c <= "\u30ff" for c in sentence)
    broke = "went wrong" in sentence or "不具合" in sentence
    powerless = any(f"<@{PERSONAS[who][1]}>" in sentence for who in ("leo", "gus", "bot"))  # managers once, who can do nothing now
    return bool(sentence) and japanese == (language == "ja") and not broke and not powerless and not reply.modal and not reply.posts


def test_every_row_of_the_tables_has_its_case() -> None:
    assert (set(BUTTONS), set(SENT)) == (set(ACTIONS), set(FORMS))


@pytest.mark.parametrize("name", ROWS + LINES)
def test_who_may_not_writes_nothing_and_sees_nothing(world: World, name: str) -> None:
    asked = deed(name, world.ids)
    before = world.rows()
    for who in sorted(EVERYBODY - asked.may):
        reply = asked.by(world.office, who)
        assert is_refusal(reply, PERSONAS[who][2]), f"{who}: {said(reply)}"
        assert not any(secret in told(reply) for secret in SECRETS), f"{who}: {said(reply)}"
    after = world.rows()
    assert {table for table in after if after[table] != before[table]} == set()


def allowed(name: str, ids: dict[str, int]) -> Sequence[str]:
    """One of each kind of those who may, so that it stays quick."""
    return sorted(deed(name, ids).may & {"hana", "tom", "sora", "ann", "ken"})


@pytest.mark.parametrize("name", ROWS)
def test_who_may_can(world: World, name: str) -> None:
    """The same payloads work in the hands they were made for: what is refused above is refused for the person's sake."""
    asked = deed(name, world.ids)
    who = allowed(name, world.ids)[0]
    reply = asked.by(world.office, who)
    kind = reply.text or str(reply.modal)
    assert kind
    refused = ("NotAllowed", "not there any more", "もうありません", "went wrong", "不具合", "can do it", "no team")
    assert not any(word in said(reply) for word in refused), said(reply)


@pytest.mark.parametrize("name", POINTED)
@pytest.mark.parametrize("whose", ["another team's", "another workspace's", "nonsense"])
def test_other_ids_in_it_are_gone(world: World, name: str, whose: str) -> None:
    asked = deed(name, world.ids)
    theirs, elsewhere = POINTED[name]
    wrong = {"another team's": [theirs], "another workspace's": [elsewhere]}.get(whose, [])
    words = [str(world.ids[key]) for key in wrong] or [word for word in NO_ID if (name, word) not in NO_MATTER]
    before = world.rows()
    for who in allowed(name, world.ids):
        for word in words:
            reply = asked.with_id(word).by(world.office, who)
            assert is_refusal(reply, PERSONAS[who][2]), f"{who} {word!r}: {said(reply)}"
            assert not any(secret in said(reply) for secret in SECRETS), f"{who} {word!r}: {said(reply)}"
    after = world.rows()
    assert {table for table in after if after[table] != before[table]} == set()


LOOKS = ("/kpi", "/coach", "/onpace leave {person} of")


@pytest.mark.parametrize("name", LINES)
def test_a_line_works_for_who_may(world: World, name: str) -> None:
    asked = deed(name, world.ids)
    before = world.rows()
    who = sorted(asked.may & {"ann", "rin", "eve"})[0]
    reply = asked.by(world.office, who)
    refused = (
        "can do it",
        "can see them",
        "no team",
        "There is no meeting with",
        "nobody",
        "I could not",
        "not there any more",
        "went wrong",
    )
    assert not any(word in said(reply) for word in refused), said(reply)
    last = "only manager" in said(reply)
    assert (world.rows()["entry"] != before["entry"]) == (not name.removeprefix("line ").startswith(LOOKS) and not last), said(reply)


def elsewhere(whose: str) -> set[str]:
    """Who is in no team this is of, and manages none."""
    return MEMBERS - {"hana": TOKYO_ROLES, "kai": {"kai", "rin"}, "eve": {"eve"}}[whose]


@pytest.mark.parametrize("whose", WHOSE)
@pytest.mark.parametrize("line", [line for line in COMMANDS if "/meeting" in line])
def test_a_meeting_of_another_team_is_answered_as_none(world: World, line: str, whose: str) -> None:
    name = f"line {line} of {whose}"
    asked = deed(name, world.ids)
    for who in sorted(elsewhere(whose)):
        there = asked.by(world.office, who)
        nowhere = replace(asked, value=asked.value.replace("Himitsu", "Nazo").replace("Osaka", "Kyoto")).by(world.office, who)
        assert said(there) == said(nowhere).replace("Nazo", "Himitsu").replace("Kyoto", "Osaka"), who


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith(("/goal", "/onpace le"))])
@pytest.mark.parametrize(("whose", "who", "managers"), [("kai", "ann", {"rin"}), ("hana", "rin", {"mio", "ann"})])
def test_who_manages_the_other_team_is_named(world: World, line: str, whose: str, who: str, managers: set[str]) -> None:
    sentence = deed(f"line {line} of {whose}", world.ids).by(world.office, who).text
    assert {name for name, (_, slack_id, _) in PERSONAS.items() if f"<@{slack_id}>" in sentence} == managers


def test_of_two_teams_meetings_with_one_lead_the_managers_own_is_meant(world: World) -> None:
    world.office.at("2026-11-20 09:05")
    for who, at in (("hana", "15:00"), ("kai", "16:00")):
        Deed("command", "/log", set(), f"appointment Acme 11/23 {at}").by(world.office, who)
    world.office.at("2026-11-24 10:00")
    for who, team in (("ann", "Tokyo"), ("rin", "Osaka")):
        reply = Deed("command", "/meeting", set(), "held Acme").by(world.office, who)
        assert "recorded as held" in said(reply), said(reply)
        with reading(world.office.engine) as session:
            held = "SELECT t.name FROM meeting m JOIN team t ON t.id = m.team_id JOIN lead l ON l.id = m.lead_id "
            found = session.execute(text(held + "WHERE l.name = 'Acme' AND m.state = 'held' ORDER BY m.id")).scalars().all()
        assert team in found
        assert len(found) == {"ann": 1, "rin": 2}[who]


@pytest.mark.parametrize("who", sorted(MEMBERS - {"hana", "sora", "mio"}))
def test_undo_lists_only_ones_own(world: World, who: str) -> None:
    reply = Deed("command", "/log", set(), "undo").by(world.office, who)
    assert "Himitsu" not in said(reply)
    assert ("Osaka KK" in said(reply)) == (who in ("rin", "eve"))  # Kai’s are older than a day


#: Design §8, role by role.
DEEDS = {
    "log": "button log-tap",
    "record Hana's meeting": "button meeting",
    "win": "form meeting-won",
    "Hana's numbers": "button kpi",
    "goals": "form goal",
    "settings": "form setup-visibility",
    "members": "form setup-members",
    "Hana's leave": "form setup-leave",
    "Hana's undo": "button undo",
}
#        role: log, record, win, numbers, goals, settings, members, leave, undo
TABLE = {
    "hana": "yes yes no  yes no  no  no  yes yes",
    "tom":  "yes no  no  no  no  no  no  no  no",
    "ken":  "yes no  no  no  no  no  no  no  no",
    "sora": "no  yes yes no  no  no  no  no  no",
    "lena": "no  no  no  no  no  no  no  no  no",
    "ann":  "yes yes yes yes yes yes yes yes no",
    "zoe":  "no  no  no  no  no  no  no  no  no",
}  # fmt: skip


@pytest.mark.parametrize("who", TABLE)
def test_the_table_of_roles_and_deeds_is_design_8(world: World, who: str) -> None:
    told = dict(zip(DEEDS, TABLE[who].split(), strict=True))
    assert told == {what: "yes" if who in deed(row, world.ids).may else "no" for what, row in DEEDS.items()}


@pytest.mark.parametrize(
    ("name", "who", "meanwhile", "language"),
    [
        ("button log-correct", "hana", [("hana", "/log undo")], "ja"),
        ("button meeting-won-again", "tom", [], "en"),
        ("button setup-back", "tom", [], "en"),
        ("button undo", "leo", [], "en"),
    ],
)
def test_a_stale_button_says_what_to_do(world: World, name: str, who: str, meanwhile: list[tuple[str, str]], language: str) -> None:
    asked = deed(name, world.ids)
    if meanwhile:
        deed("button undo", world.ids).by(world.office, who)
    before = world.rows()
    reply = asked.by(world.office, who)
    assert is_refusal(reply, language)
    assert world.rows() == before


@pytest.mark.parametrize("name", ["button meeting", "button meeting-which", "form meeting-moved"])
def test_a_meeting_that_was_held_meanwhile_is_held_once(world: World, name: str) -> None:
    deed("button meeting", world.ids).by(world.office, "sora")
    before = world.rows()
    reply = deed(name, world.ids).by(world.office, "hana")
    assert "went wrong" not in said(reply)
    assert "不具合" not in said(reply)
    assert world.rows()["meetingevent"] == before["meetingevent"]


@pytest.mark.parametrize("name", [name for name in ROWS if name != "button dismiss"])
def test_in_the_hands_of_who_left_meanwhile_nothing_works(world: World, name: str) -> None:
    """Member gone: the person who could use it is deactivated by a manager, and a guest since."""
    asked = deed(name, world.ids)
    who = allowed(name, world.ids)[0]
    with writing(world.office.engine) as session:
        members.ensure(session, workspace_id=1, slack_id=PERSONAS[who][1], now=START).active = False
    before = world.rows()
    assert is_refusal(asked.by(world.office, who), PERSONAS[who][2])
    with writing(world.office.engine) as session:
        members.ensure(session, workspace_id=1, slack_id=PERSONAS[who][1], now=START).active = True
    world.office.outsider(PERSONAS[who][1], who)
    reply = asked.by(world.office, who)
    assert "OnPace" in reply.text or "OnPace" in str(reply.errors)
    assert {t for t, rows in world.rows().items() if rows != before[t] and t != "member"} == set()


def test_a_renamed_team_keeps_its_buttons(world: World) -> None:
    with writing(world.office.engine) as session:
        team = teams.by_name(session, workspace_id=1, name="Tokyo")
        assert team
        team.name = "Shibuya"
    reply = deed("button meeting", world.ids).by(world.office, "hana")
    assert "Himitsudue" in said(reply)


def test_a_closed_month_is_not_what_a_late_button_changes_quietly(world: World) -> None:
    """A win of November told in January counts in the month it was won, and the day stands in the answer."""
    world.office.at("2027-01-20 10:00")
    before = world.rows()
    reply = replace(deed("form meeting-won", world.ids), form={"amount": "500,000", "day": "2027-01-20"}).by(world.office, "sora")
    assert "500,000" in said(reply)
    assert world.rows()["meetingevent"] > before["meetingevent"]
    assert date(2027, 1, 20).isoformat() in str(world.rows()["meeting"] - before["meeting"])
