"""One delivery, one answer: counted once, rolled back whole when something breaks, said in the reader's language."""

import re
from collections.abc import Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine
from structlog.testing import capture_logs

from bot import commands, delivery
from bot.answering import Answering
from bot.charts import Bars, Drawing
from bot.delivery import Delivery
from bot.schedule import Ticker
from bot.talk import Ask, Picture, Post, Profile, Reply
from bot.text import Words
from storage import entries, leads, members, teams, workspaces
from storage.engine import connect, writing
from storage.tables import Answer, Call, Entry, Lead, Meeting, Member, Workspace
from tests.furniture import move_in
from tests.office import START, TOKYO, WORKSPACE, Office
from tests.people import CAST, TEAM_CHANNEL
from tests.rows import rows


@pytest.fixture
def anywhere(engine: Engine) -> Office:
    """The office on SQLite and on PostgreSQL."""
    move_in(engine)
    return Office(engine)


def said(language: str, key: str, **values: object) -> str:
    """A sentence of ours."""
    return Words(language, TOKYO)(key, **values)


# One delivery counts once


@pytest.mark.parametrize("text", ["/log 不在 12", "/log アポ 山田商事 明日14時", "/log email 20"])
def test_the_same_delivery_again_gets_the_same_answer_and_no_second_row(office: Office, text: str) -> None:
    first = office.say("hana", text, key="7.1")
    before = [rows(office, table) for table in (Call, Meeting, Entry, Lead)]
    office.later(hours=1)
    assert office.say("hana", text, key="7.1").reply == replace(first.reply, modal=None)
    assert [rows(office, table) for table in (Call, Meeting, Entry, Lead)] == before


def test_a_tap_and_a_form_sent_again_count_once(office: Office) -> None:
    pad = office.say("hana", "/log")
    assert pad.press("不在", key="8.1").text == pad.press("不在", key="8.1").text
    assert len(rows(office, Call)) == 1
    form = office.say("hana", "/meeting", key="8.2")
    assert form.reply == office.say("hana", "/meeting", key="8.2").reply


def test_two_deliveries_of_the_same_words_are_two_entries(office: Office) -> None:
    office.say("hana", "/log 不在 12")
    office.say("hana", "/log 不在 12")
    assert len(rows(office, Call)) == 24


def test_the_same_delivery_with_other_content_is_refused_and_writes_nothing(office: Office) -> None:
    office.say("hana", "/log 不在 12", key="7.1")
    refused = office.say("hana", "/log 不在 13", key="7.1")
    assert refused.reply.text == said("ja", "refusal-same-key-other-content")
    assert (len(rows(office, Call)), len(rows(office, Entry))) == (12, 1)


def test_the_same_delivery_of_somebody_else_is_refused(office: Office) -> None:
    office.say("hana", "/log 不在 12", key="7.1")
    assert office.say("tom", "/log 不在 12", key="7.1").reply.text == said("en", "refusal-same-key-other-content")


def errors(logged: list[MutableMapping[str, Any]]) -> list[MutableMapping[str, Any]]:
    """What is logged as broken. (That Slack cannot be asked after people here is a warning.)"""
    return [line for line in logged if line["log_level"] == "error"]


def at_once(office: Office, *texts: str) -> list[Reply]:
    """The same delivery in as many threads, each with its own content."""
    with ThreadPoolExecutor(len(texts)) as pool:
        return list(pool.map(lambda text: office.say("hana", text, key="9.1").reply, texts))


def test_the_same_delivery_eight_times_at_once_counts_once(anywhere: Office) -> None:
    replies = at_once(anywhere, *["/log アポ 山田商事 明日14時"] * 8)
    assert all(reply == replies[0] for reply in replies)
    assert "山田商事" in replies[0].text
    assert [len(rows(anywhere, table)) for table in (Call, Meeting, Entry, Lead, Answer)] == [1] * 5


def test_of_eight_contents_at_once_one_stands(anywhere: Office) -> None:
    replies = at_once(anywhere, *(f"/log 不在 {n}" for n in range(11, 19)))
    refused = [reply.text for reply in replies if reply.text == said("ja", "refusal-same-key-other-content")]
    assert (len(refused), len(rows(anywhere, Entry))) == (7, 1)
    assert 11 <= len(rows(anywhere, Call)) <= 18


def test_the_first_words_of_eight_people_at_once_are_all_heard(anywhere: Office) -> None:
    """In a workspace nobody wrote in before: it and its people are made once."""
    asked = [Delivery("command", "/log", f"command {n}", "f", "T0NEW", f"U0NEW{n % 2}", text="不在 1") for n in range(8)]
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(anywhere.answering.answer, asked))
    assert {reply.text for reply in replies} == {said("en", "refusal-not-set-up")}


def test_answers_are_kept_a_day(office: Office) -> None:
    office.say("hana", "/log 不在 12")
    ticker = Ticker(office.engine, lambda: office.now)
    office.later(hours=23)
    ticker.forget_answers()
    assert len(rows(office, Answer)) == 1
    office.later(hours=2)
    ticker.forget_answers()
    assert rows(office, Answer) == []


# What breaks is told, and nothing stays


def breaks(ask: Ask) -> Reply:
    """A command that writes, posts, and then breaks."""
    workspace = ask.workspace.id or 0
    who = ask.member.id or 0
    entries.open_entry(ask.session, workspace_id=workspace, actor_id=who, key=ask.key, fingerprint="f", kind="calls", now=ask.now)
    leads.add(ask.session, workspace_id=workspace, team_id=None, name="Half", now=ask.now)
    raise ZeroDivisionError("secret words of a person")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(commands.COMMANDS, "/break", breaks)


@pytest.mark.parametrize("who", ["hana", "tom"])
def test_what_breaks_is_an_apology_with_a_number_and_writes_nothing(office: Office, broken: None, who: str) -> None:
    with capture_logs() as logged:
        shown = office.say(who, "/break now", key="5.5").text
    (line,) = errors(logged)
    language, ref = CAST[who].language, line["ref"]
    assert shown == said(language, "app-broke-ask", ref=ref, manager="U0MIO", ending="recorded").replace("U0MIO", "<@U0MIO>")
    assert re.fullmatch("[0-9a-f]{6}", ref)
    assert (line["name"], line["key"], line["user"]) == ("/break", "command 5.5", CAST[who].slack_id)
    assert (rows(office, Entry), rows(office, Lead), rows(office, Answer)) == ([], [], [])


def test_after_something_broke_the_same_delivery_may_succeed(office: Office, broken: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with capture_logs():
        office.say("hana", "/break", key="5.5")
    monkeypatch.setitem(commands.COMMANDS, "/break", lambda _: Reply("fine"))
    assert office.say("hana", "/break", key="5.5").text == "fine"


def test_a_database_that_does_not_answer_is_an_apology_too(office: Office) -> None:
    """In the language of who nothing is known of: not even that can be looked up."""
    nowhere = connect("sqlite:///:memory:")
    answering = Answering(engine=nowhere, clock=lambda: office.now, directory=office.directory, language="ja")
    with capture_logs() as logged:
        reply = answering.answer(Delivery("command", "/log", "k", "f", WORKSPACE, "U0HANA", text="12"))
    assert reply.text == said("ja", "app-broke", ref=errors(logged)[0]["ref"], ending="recorded")
    nowhere.dispose()


@pytest.mark.parametrize(("kind", "name"), [("action", "of-last-year"), ("form", "of-last-year"), ("command", "/retired")])
def test_what_is_no_longer_known_is_gone_and_no_error(office: Office, kind: str, name: str) -> None:
    with capture_logs() as logged:
        reply = office.answering.answer(Delivery(kind, name, "k", "f", WORKSPACE, "U0HANA"))
    assert (reply.text, errors(logged)) == (said("ja", "refusal-gone"), [])


# What follows the answer


PICTURE = Picture(Bars("Title", ""), "Title", "Alt")


@pytest.fixture
def posting(monkeypatch: pytest.MonkeyPatch) -> None:
    reply = Reply("said", picture=PICTURE, posts=(Post("k1", TEAM_CHANNEL, "to the team"),))
    monkeypatch.setitem(commands.COMMANDS, "/post", lambda _: reply)
    monkeypatch.setitem(commands.COMMANDS, "/look", lambda _: reply)
    monkeypatch.setattr(commands, "READS", commands.READS | {"/look"})


@pytest.mark.parametrize("command", ["/post", "/look"])
def test_pictures_and_posts_wait_in_the_outbox_once(office: Office, posting: None, command: str) -> None:
    office.say("hana", command, key="6.1")
    office.say("hana", command, key="6.1")
    waiting = office.outgoing()
    assert [(row.key, row.to) for row in waiting] == [("k1", TEAM_CHANNEL), ("picture command 6.1", "U0HANA")]
    picture = waiting[1].body["picture"]
    assert (Drawing.of_json(picture["chart"]), picture["title"], picture["alt"]) == (PICTURE.chart, "Title", "Alt")


def test_the_picture_of_who_asks_in_their_dm_comes_there(office: Office, posting: None) -> None:
    office.say("hana", "/post", channel="D0HANA")
    assert office.outgoing()[1].to in ("D0HANA", "U0HANA")


def test_the_poster_is_woken_when_something_waits_and_only_then(office: Office, posting: None) -> None:
    woken: list[int] = []
    office.answering = replace(office.answering, wake=lambda: woken.append(1))
    office.say("hana", "/log 不在 1")
    assert woken == []
    office.say("hana", "/post")
    assert woken == [1]


# Who asks


def learnt(office: Office, slack_id: str) -> Member:
    """What is kept of somebody."""
    return next(row for row in rows(office, Member) if row.slack_id == slack_id)


def test_people_are_learnt_from_slack(office: Office, seen: Callable[[], Ask]) -> None:
    office.directory.learn(WORKSPACE, {"id": "U0NEW", "locale": "ja-JP", "profile": {"display_name": "Nao"}})
    office.answering.answer(Delivery("command", "/see", "k", "f", WORKSPACE, "U0NEW"))
    new = learnt(office, "U0NEW")
    assert (new.name, new.slack_language, new.language, new.team_id) == ("Nao", "ja", "", None)


def test_a_name_not_known_at_first_is_filled_in(office: Office, seen: Callable[[], Ask]) -> None:
    """Slack is asked in the background; the person does not wait."""
    office.answering.answer(Delivery("command", "/see", "k", "f", WORKSPACE, "U0NEW"))
    assert learnt(office, "U0NEW").name == ""
    office.directory.learn(WORKSPACE, {"id": "U0NEW", "locale": "en-GB", "real_name": "Nao Abe"})
    office.answering.answer(Delivery("command", "/see", "k2", "f", WORKSPACE, "U0NEW"))
    assert (learnt(office, "U0NEW").name, learnt(office, "U0NEW").slack_language) == ("Nao Abe", "en")


def test_a_language_changed_in_slack_is_followed(office: Office) -> None:
    office.directory.learn(WORKSPACE, {"id": "U0HANA", "locale": "en-US", "real_name": "Hana Sato"})
    assert office.say("hana", "/log nonsense").text.startswith("I could not read")
    office.say("hana", "/log 1 no-answer")
    assert (learnt(office, "U0HANA").slack_language, learnt(office, "U0HANA").name) == ("en", "Hana Sato")


def test_a_payload_without_a_language_forgets_none(office: Office) -> None:
    office.directory.learn(WORKSPACE, {"id": "U0HANA", "real_name": "Hana Abe"})
    assert office.directory.known(WORKSPACE)["U0HANA"] == Profile("Hana Abe", "ja")


@pytest.mark.parametrize(
    ("chosen", "slack", "team", "default", "spoken"),
    [
        ("en", "ja", "ja", "ja", "en"),
        ("ja", "en", "en", "en", "ja"),
        ("", "en", "ja", "ja", "en"),
        ("", "", "en", "ja", "en"),
        ("", "", "ja", "en", "ja"),
        ("", "", None, "ja", "ja"),
        ("", "", None, "en", "en"),
    ],
)
def test_the_language_is_chosen_then_slacks_then_the_teams_then_the_default(
    office: Office, seen: Callable[[], Ask], chosen: str, slack: str, team: str | None, default: str, spoken: str
) -> None:
    with writing(office.engine) as session:
        workspace = workspaces.ensure(session, slack_id="T0LANG", now=START)
        if team:
            teams.create(session, workspace_id=workspace.id or 0, name="Team", now=START, language=team)
        row = members.ensure(session, workspace_id=workspace.id or 0, slack_id="U0WHO", now=START, name="Who")
        row.language, row.slack_language = chosen, slack
    answering = replace(office.answering, language=default)
    asked = Delivery("action", "gone", "k", "f", "T0LANG", "U0WHO")
    assert answering.answer(asked).text == said(spoken, "refusal-gone"), "after everything was rolled back"
    answering.answer(Delivery("command", "/see", "k", "f", "T0LANG", "U0WHO"))
    assert seen().language == spoken


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Ask]:
    """The last ask of /see."""
    asks: list[Ask] = []

    def see(ask: Ask) -> Reply:
        asks.append(ask)
        return Reply("seen")

    monkeypatch.setitem(commands.COMMANDS, "/see", see)
    return lambda: asks[-1]


def test_members_ask_for_their_team_and_others_for_the_only_one(office: Office, seen: Callable[[], Ask]) -> None:
    office.say("hana", "/see")
    assert seen().team.name == "Tokyo"
    office.say("zoe", "/see")
    assert seen().team.name == "Tokyo"
    with writing(office.engine) as session:
        teams.create(session, workspace_id=seen().workspace.id or 0, name="Osaka", now=START)
    office.say("zoe", "/see")
    assert seen().home is None, "which of two cannot be known"
    office.say("hana", "/see")
    assert seen().team.name == "Tokyo"


def test_the_same_person_in_two_workspaces_is_two_members(office: Office, seen: Callable[[], Ask]) -> None:
    office.answering.answer(Delivery("command", "/see", "k", "f", "T0OTHER", "U0HANA"))
    assert (seen().home, members.roles(seen().member)) == (None, frozenset())
    office.say("hana", "/see")
    assert members.roles(seen().member) == CAST["hana"].roles
    assert len(rows(office, Workspace)) == 2


def test_an_ask_says_where_and_when_it_was(office: Office, seen: Callable[[], Ask]) -> None:
    office.say("ken", "/see some words", channel="D0KEN")
    ask = seen()
    assert (ask.text, ask.channel, ask.in_dm, ask.command, ask.now) == ("some words", "D0KEN", True, "/see", START)
    assert (ask.zone, ask.language, ask.known["U0HANA"].name) == (TOKYO, "ja", "Hana Sato")


# Every command is a word of /onpace too


@pytest.mark.parametrize(
    "text", ["log 不在 12", "LOG 不在 12", "  log   不在 12 ", "/log 不在 12", "ｌｏｇ　不在　１２", "log\u3000不在 12"]
)
def test_every_command_is_a_word_of_onpace(office: Office, text: str) -> None:
    assert office.say("hana", f"/onpace {text}").text == office.say("hana", "/log 不在 12").text.replace("24", "12")
    assert len(rows(office, Call)) == 24


@pytest.mark.parametrize("text", ["meeting", "kpi me", "goal", "onpace"])
def test_onpace_hands_on_and_never_to_itself(office: Office, text: str) -> None:
    with capture_logs() as logged:
        assert office.say("hana", f"/onpace {text}").text
    assert errors(logged) == []


# App Home


def test_home_shows_what_the_last_tap_did(office: Office) -> None:
    asked = Delivery("event", "app_home_opened", "k", "", WORKSPACE, "U0HANA")
    assert office.answering.home(asked, "Done.")[0]["text"]["text"] == "Done."
    assert office.answering.home(asked) == office.home("hana")


def test_home_waits_for_nobody_who_writes_and_keeps_nobody_waiting(office: Office) -> None:
    asked = Delivery("event", "app_home_opened", "k", "", WORKSPACE, "U0HANA")
    shown = office.answering.home(asked)
    with writing(office.engine), ThreadPoolExecutor(1) as another:
        assert another.submit(office.answering.home, asked).result(timeout=10) == shown


def test_a_form_that_came_too_late_is_said_in_the_readers_language(office: Office) -> None:
    body = {"command": "/log", "trigger_id": "t", "user_id": "U0TOM", "team_id": WORKSPACE}
    assert office.answering.form_did_not_open(delivery.of_command(body)).text == said("en", "app-form-did-not-open")


def test_a_form_that_breaks_stays_open_with_what_was_typed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    form = office.say("tom", "/log").press("Details…")

    def broken(ask: Ask) -> Reply:
        raise RuntimeError(ask.key)

    monkeypatch.setitem(commands.FORMS, "log-details", broken)
    assert form.modal
    assert "Something went wrong on our side" in next(iter(form.fill(lead="Acme").errors.values()))


@pytest.mark.parametrize(
    ("line", "says"), [("/onpace ログ 不在 2", "不在 2件を記録しました"), ("/onpace 目標", "目標"), ("/onpace 数字　チーム", "商談")]
)
def test_commands_are_words_of_onpace_in_japanese_too(office: Office, line: str, says: str) -> None:
    assert says in office.say("hana", line).text
