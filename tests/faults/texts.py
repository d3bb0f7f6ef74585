"""Hostile texts in every place of every command, and in forms, over the real process: each is answered, and all read plain text."""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote_plus

from sqlalchemy import text as sql

from sandbox.inputs import elements
from storage.engine import connect, reading
from tests.bot.test_injection import BEGIN, END, LINES, LONG, PIECES, as_typed, plain, texts
from tests.faults.finding import Finding, Stage
from tests.living import Person, answers, furnished, lived
from tests.patience import until
from tests.people import CAST, TEAM_CHANNEL

#: Forms where something can be typed: by whom, by which words and button they are opened, and what makes them whole.
FORMS: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "log-details": ("tom", "/log", "Details…", {"outcome": "contact"}),
    "goal": ("ann", "/goal", "Set goals", {}),
    "setup-team": ("ann", "/onpace settings", "Team", {}),
    "coach-threshold": ("ann", "/coach threshold", "Set thresholds", {}),
}
#: Where any text is taken: alone these are kept, while beside them numbers and times refuse the form.
FREE = {"log-details": ("lead", "new-source", "notes"), "setup-team": ("name",)}
TYPED = ("plain_text_input", "number_input")
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
        yield typed(hana, [(form, fate.choice(sayable)) for form in FORMS for _ in range(stage.times(12, 3))])
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
        wrong = "" if failed else first_live([message.data for message in shown], own=True)
        live += bool(wrong)
        note = note or wrong or (f"{line}: {failed or 'broke'}" if failed or broke else "")
    return Finding("hostile texts in every place of every command", times, not silent and not live, silent, live, note=note[:90])


def typed(hana: Person, sent: Iterable[tuple[str, str]]) -> Finding:
    """The same text in every field of a form at once: it is kept or told what is wrong with it, never taken for markup."""
    silent, live, times, wrongly, note = 0, 0, 0, 0, ""
    for name, text in sent:
        times += 1
        told, shown = submitted(hana, name, f"{BEGIN}{text}{END}", alone=times % 3 != 1)
        broke = told.get("") or (not told and not shown) or any(word in f"{told}{shown}" for word in BROKE)
        wrong = first_live([*shown, *([{"type": "plain_text", "text": sentence}] for sentence in told.values())])  # no message's text
        silent, live, wrongly = silent + bool(broke), live + bool(wrong), wrongly + bool(told)
        note = note or wrong or (f"{name}: {told.get('') or 'broke'}" if broke else "")
    passed = not silent and not live and 0 < wrongly < times  # some were kept
    return Finding("hostile texts in every field of four forms", times, passed, silent, live, wrongly, note[:90])


def submitted(hana: Person, name: str, text: str, *, alone: bool) -> tuple[dict[str, str], list[Any]]:
    """Open the form, fill it, send it: the sentences under its fields, and what was shown for it."""
    who, words, label, whole = FORMS[name]
    there, person = hana.server.workspace, CAST[who].slack_id
    before = len(there.messages(TEAM_CHANNEL, person))
    assert there.write(person, TEAM_CHANNEL, words) == ""
    found = until(lambda: offering(there.messages(TEAM_CHANNEL, person)[before:], label))
    press(hana, person, found, label)
    view = until(lambda: there.modals_of(person))[-1]
    assert view.data["callback_id"] == name
    before = len(there.messages(TEAM_CHANNEL, person))
    told = there.submit(person, view.id, filled(view.data["blocks"], text, whole, FREE.get(name, ()) if alone else ()))
    shown = [view.data, *([] if told else [one.data for one in until(lambda: answers(there.messages(TEAM_CHANNEL, person)[before:]))])]
    for open_form in reversed(there.modals_of(person)):
        there.close(person, open_form.id)
    there.clock.move(timedelta(seconds=5))
    return told, shown[0 if told else 1 :]


def offering(messages: Iterable[Any], label: str) -> dict[str, Any]:
    """The message with this button or choice, {} while it is not there: what was said before may come only now."""
    for message in messages:
        for _, element in elements(message.data.get("blocks", ())):
            labels = [element.get("text", {}).get("text"), *(option["text"]["text"] for option in element.get("options", ()))]
            if label in labels:
                found: dict[str, Any] = message.data
                return found
    return {}


def press(hana: Person, person: str, message: dict[str, Any], label: str) -> None:
    """Use the button, or choose the option, with this label."""
    for block, element in elements(message["blocks"]):
        chosen = next((option for option in element.get("options", ()) if option["text"]["text"] == label), None)
        if chosen or element.get("text", {}).get("text") == label:
            action = {"action_id": element["action_id"], "type": element["type"]}
            action |= {"selected_option": chosen} if chosen else {"value": element.get("value", "")}
            where = {"container": "message", "container_id": f"{TEAM_CHANNEL}:{message['ts']}", "block_id": block["block_id"]}
            assert hana.server.workspace.act(person, action=action, **where) == ""
            return
    raise AssertionError(f"no button {label}")


def filled(blocks: Iterable[dict[str, Any]], text: str, whole: dict[str, str], only: tuple[str, ...]) -> dict[str, Any]:
    """state.values: the text wherever one can be typed (or `only` there), as long as it may be; what makes the form whole is chosen."""
    state: dict[str, Any] = {}
    for block in blocks:
        element = block.get("element", {})
        name = element.get("action_id", "")
        if element.get("type") in TYPED and (not only or name in only):
            state[block["block_id"]] = {name: {"type": element["type"], "value": text[: element.get("max_length", 3000)]}}
        elif name in whole:
            chosen = next(option for option in element["options"] if option["value"] == whole[name])
            state[block["block_id"]] = {name: {"type": element["type"], "selected_option": chosen}}
    return state


def looked_at(hana: Person) -> Finding:
    """App Home and the channel as each of them sees it afterwards."""
    there, live, note, seen = hana.server.workspace, 0, "", 0
    for who in WHO:
        person = CAST[who].slack_id
        there.open_home(person)
        home = until(shown_home(hana, person), 15)
        things = [(message.data, bool(message.only_for)) for message in there.messages(TEAM_CHANNEL, person)] + [(home, False)]
        seen += len(things)
        wrong = [one for one in (first_live([thing], own=own) for thing, own in things) if one]
        live, note = live + len(wrong), note or (wrong or [""])[0]
    return Finding("the channel and App Home, as four people see them", seen, not live, 0, live, note=note[:90])


def shown_home(hana: Person, person: str) -> Callable[[], object]:
    """The home's blocks, once there."""

    def found() -> object:
        home = hana.server.workspace.home_of(person)
        return home and home.data

    return found


def first_live(things: list[object], *, own: bool = False) -> str:
    """The first text in which something typed came to life; "" when none. `own`: they answer who typed it, and nobody else reads them."""
    for thing in things:
        whole = thing.get("text") if isinstance(thing, dict) else None
        try:
            if isinstance(whole, str):
                as_typed(whole, own=own)
            for marked, text in texts(thing):
                as_typed(text, own=own) if marked else plain(text)
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
