"""Hostile texts in every place of every command, over the real process: each is answered, and whoever looks reads plain text."""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from urllib.parse import quote_plus

from sqlalchemy import text as sql

from storage.engine import connect, reading
from tests.bot.test_injection import BEGIN, END, LINES, LONG, PIECES, as_typed, plain, texts
from tests.faults.finding import Finding, Stage
from tests.living import Person, furnished, lived
from tests.patience import until
from tests.people import CAST, TEAM_CHANNEL

WHO = ("hana", "tom", "ann", "sora")
BROKE = ("went wrong", "不具合")


def trials(stage: Stage) -> Iterator[Finding]:
    """Some of all combinations, always the same."""
    url = furnished(f"sqlite:///{stage.folder / 'onpace.db'}")
    fate, times = random.Random(3), stage.times(1000, 120)
    sayable = [piece for piece in (*PIECES, *LONG) if can_be_sent(piece)]
    with lived(stage.folder, "http", url) as hana:
        said = [(fate.choice(WHO), fate.choice(LINES), fate.choice(sayable)) for _ in range(times)]
        yield answered(hana, said)
        yield looked_at(hana)
        tracebacks = hana.bot.output.count("Traceback")
        members = rows(url)
        yield Finding("then: members there, tracebacks in its log", 1, members >= len(WHO) and not tracebacks, refused=tracebacks)


def can_be_sent(text: str) -> bool:
    """Whether HTTP can carry it: no half letters, and below the gate's 256 KiB (40,000 Japanese letters are 360 KB in a form)."""
    return text.isascii() or (text.encode("utf-8", "ignore").decode() == text and len(quote_plus(text)) < 250_000)


def answered(hana: Person, said: Iterable[tuple[str, str, str]]) -> Finding:
    """Each gets an answer of its own, in which it is only text."""
    silent, live, times, note = 0, 0, 0, ""
    for who, line, text in said:
        person, times = CAST[who].slack_id, times + 1
        there = hana.server.workspace
        before = len(there.messages(TEAM_CHANNEL, person))
        failed = there.write(person, TEAM_CHANNEL, line.format(f"{BEGIN}{text}{END}"))
        shown = there.messages(TEAM_CHANNEL, person)[before:]
        there.clock.move(timedelta(seconds=5))
        broke = any(word in str(message.data) for message in shown for word in BROKE)
        silent += bool(failed or broke)
        wrong = "" if failed else first_live([message.data for message in shown])
        live += bool(wrong)
        note = note or wrong or (f"{line}: {failed or 'broke'}" if failed or broke else "")
    return Finding("hostile texts in every place of every command", times, not silent and not live, silent, live, note=note[:90])


def looked_at(hana: Person) -> Finding:
    """App Home and the channel as each of them sees it afterwards."""
    there, live, note, seen = hana.server.workspace, 0, "", 0
    for who in WHO:
        person = CAST[who].slack_id
        there.open_home(person)
        home = until(shown_home(hana, person), 15)
        things = [message.data for message in there.messages(TEAM_CHANNEL, person)] + [home]
        seen += len(things)
        wrong = [one for one in (first_live([thing]) for thing in things) if one]
        live, note = live + len(wrong), note or (wrong or [""])[0]
    return Finding("the channel and App Home, as four people see them", seen, not live, 0, live, note=note[:90])


def shown_home(hana: Person, person: str) -> Callable[[], object]:
    """The home's blocks, once there."""

    def found() -> object:
        home = hana.server.workspace.home_of(person)
        return home and home.data

    return found


def first_live(things: list[object]) -> str:
    """The first text in which something typed came to life; "" when none."""
    for thing in things:
        whole = thing.get("text") if isinstance(thing, dict) else None
        try:
            if isinstance(whole, str):
                as_typed(whole)
            for marked, text in texts(thing):
                (as_typed if marked else plain)(text)
        except AssertionError as wrong:
            return f"live: {str(wrong)!a}"
    return ""


def rows(url: str) -> int:
    """How many members there are."""
    engine = connect(url)
    with reading(engine) as session:
        found = session.execute(sql("SELECT count(*) FROM member")).scalar_one()
    engine.dispose()
    return int(found)
