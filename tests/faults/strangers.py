"""Every button, form and command in the hands of whom it was not made for, at the real process: nothing is written, nothing is shown.

Also in the hands of the same people in another workspace, where they may do as much: of this one they reach nothing, and an id of it is
answered there as one that nothing has.
"""

import json
import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Any
from urllib.parse import urlencode

import httpx
import yaml
from sqlmodel import SQLModel

from bot import delivery
from bot.schedule import LOOK_EVERY
from sandbox.clock import Clock
from sandbox.people import read_cast
from sandbox.server import Server, serve
from sandbox.workspace import Workspace
from storage import outbox
from storage.engine import connect
from storage.tables import Member, Outgoing
from tests.bot.test_authorisation import (
    EVERYBODY,
    LINES,
    PERSONAS,
    POINTED,
    ROWS,
    SECRETS,
    Deed,
    World,
    allowed,
    deed,
    element,
    template,
    unquoted,
)
from tests.faults.finding import Finding, Stage
from tests.faults.kills import signed
from tests.living import TOKENS, workspace
from tests.office import START, WORKSPACE, Office, furnish
from tests.patience import until
from tests.people import CAST, TEAM_CHANNEL
from tests.processes import ROOT, settings, started

Sent = tuple[Deed, str, str]  # a payload, the workspace it comes from (its Slack id), who sends it
Rows = dict[str, set[tuple[Any, ...]]]
BROKE = ("went wrong", "不具合")
GUESTS: tuple[dict[str, Any], ...] = (
    {"id": "U0GUS", "name": "gus", "real_name": "Gus Guest", "is_restricted": True},
    {"id": "U0ROBOT", "name": "robot", "real_name": "Robot", "is_bot": True},
)
#: Who else writes here in the table of authorisation: they must be there to be answered in their DM.
AROUND = tuple({"id": PERSONAS[who][1], "name": who, "real_name": who.title()} for who in ("kai", "rin", "eve", "leo", "new"))
TWIN = "T0TWIN"  # another workspace with the same people, team and roles
NOBODYS = "987654321"
_count = count(1)


def trials(stage: Stage) -> Iterator[Finding]:
    """Those who may not; then those who may, with ids of another team's and another workspace's in the payload; then who may elsewhere."""
    path, ids = template()
    file = stage.folder / "onpace.db"
    shutil.copy(path, file)
    engine = connect(f"sqlite:///{file}")
    world = World(Office(engine), ids)
    furnish(engine, TWIN)
    words = ("bot", "run", "--transport", "http", "--port", "0")
    with serve(town()) as server, started(stage.folder / "log", *words, **settings(server, f"sqlite:///{file}")) as bot:
        port = bot.said("listening")["port"]
        server.workspace.rates.enforce(False)  # hundreds are answered in their DMs
        planned(world)
        rows = sampled(stage, ROWS)
        deeds = [(deed(name, ids), who) for name in rows for who in sorted(EVERYBODY - deed(name, ids).may)]
        found = refused(server, port, world, f"{len(rows)} buttons and forms by who may not", deeds)
        yield noted(stage, found, rows, ROWS)
        lines = sampled(stage, LINES)
        typed = [(deed(name, ids), who) for name in lines for who in sorted(EVERYBODY - deed(name, ids).may)]
        found = refused(server, port, world, f"{len(lines)} commands about others' by who may not", typed)
        yield noted(stage, found, lines, LINES)
        pointed = [(deed(name, ids).with_id(str(ids[key])), who) for name in POINTED for key in POINTED[name] for who in allowed(name, ids)]
        yield refused(server, port, world, "ids of another team and another workspace in them", pointed)
        elsewhere = [
            (deed(name, ids).with_id(str(ids[POINTED[name][1]])), WORKSPACE, who) for name in POINTED for who in allowed(name, ids)
        ]
        elsewhere += [(deed(name, ids), TWIN, who) for name in POINTED for who in allowed(name, ids)]
        yield alike(server, port, elsewhere)
        twins = [(deed(name, ids), TWIN, who) for name in ROWS for who in allowed(name, ids)]
        yield beside(server, port, world, twins)
        own = [(deed("button log-tap", ids), WORKSPACE, who) for who in ("hana", "tom", "ann")]
        yield taken(server, port, world, own)
        held = [(deed(f"line /meeting held {{lead}} of {whose}", ids), WORKSPACE, who) for whose, who in (("hana", "ann"), ("kai", "rin"))]
        yield taken(server, port, world, held, "/meeting held by each team's manager", "meetingevent")
    engine.dispose()


def planned(world: World) -> None:
    """Wait until the morning's practices are written and told: what the bot does by itself must not be taken for a stranger's deed."""
    until(lambda: world.rows()["practiceplan"], 60)
    before = None
    while before != (now := kept(world)):
        before = now
        time.sleep(LOOK_EVERY + 1)


def sampled(stage: Stage, every: Sequence[str]) -> Sequence[str]:
    """Every row of a table, or in the short form a third of them: another each day."""
    return sorted(random.Random(stage.seed).sample(every, -(-len(every) // 3))) if stage.short else every


def noted(stage: Stage, found: Finding, rows: Sequence[str], every: Sequence[str]) -> Finding:
    """With what was sampled, so that it can be done again."""
    return replace(found, note=f"{found.note}; {len(rows)} of {len(every)} by --seed {stage.seed}") if stage.short else found


def town() -> Workspace:
    """The cast's workspace with a guest and a bot who were managers; on the morning the template ends."""
    there = workspace(Clock(START))
    people = [{"id": p.slack_id, "name": key, "real_name": p.name, "locale": p.language} for key, p in CAST.items()]
    told = {
        "team": {"id": WORKSPACE, "name": "Office", "domain": "office"},
        "bot": {"id": "U0BOT", "name": "onpace", "real_name": "OnPace"},
        "people": [*people, *AROUND, *GUESTS],
        "channels": [{"id": TEAM_CHANNEL, "name": "sales", "members": [p["id"] for p in people]}],
    }
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    return Workspace(read_cast(told | TOKENS), manifest, clock=there.clock)


def payload(server: Server, asked: Deed, team: str, who: str) -> dict[str, Any]:
    """What Slack would send: a tap, a submitted form or a slash command."""
    person = PERSONAS[who][1]
    stamp = f"{time.time():.3f}{next(_count):06}"
    body: dict[str, Any] = {"user": {"id": person}, "team": {"id": team}, "channel": {"id": TEAM_CHANNEL}, "trigger_id": stamp}
    if asked.kind == "command":
        typed = {"command": asked.name, "text": asked.value, "user_id": person, "team_id": team, "channel_id": TEAM_CHANNEL}
        return typed | {"trigger_id": stamp, "response_url": server.workspace.response_url(CAST["zoe"].slack_id, TEAM_CHANNEL)}
    if asked.kind == "action":
        tap = {"action_id": asked.name, "block_id": "b", "type": "button", "value": asked.value, "action_ts": stamp}
        answers = {"response_url": server.workspace.response_url(CAST["zoe"].slack_id, TEAM_CHANNEL)}
        return body | answers | {"type": "block_actions", "actions": [tap]}
    outer = delivery.wrapped(delivery.Delivery("", "", "", "", team, person, channel=TEAM_CHANNEL), asked.meta)
    values = {name: {name: element(value)} for name, value in asked.form.items()}
    view = {"id": f"V{stamp}", "type": "modal", "callback_id": asked.name, "private_metadata": outer, "state": {"values": values}}
    return body | {"type": "view_submission", "view": view}


def sent(server: Server, port: int, deeds: Sequence[Sent]) -> list[str]:
    """Each once; what was answered: at once, to Zoe where the taps were, or in DMs."""
    before, told = len(answers(server)), list[str]()
    waited = 0
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=10, trust_env=False) as web:
        for asked, team, who in deeds:
            form = payload(server, asked, team, who)
            body = urlencode(form if asked.kind == "command" else {"payload": json.dumps(form)}).encode()
            answer = web.post("/slack/events", content=body, headers=signed(body))
            told.append(readable(answer.text) if answer.status_code == 200 else f"{BROKE[0]}: {answer.status_code}")
            waited += asked.kind == "action" or (not answer.text and who != "bot")  # Slack opens no DM between bots
    until(lambda: len(answers(server)) >= before + waited, 30)
    return told + answers(server)[before:]


def readable(body: str) -> str:
    """What was answered at once, with its letters as they are read."""
    return json.dumps(json.loads(body), ensure_ascii=False) if body.startswith("{") else body


def kept(world: World, of: str = "") -> Rows:
    """All that is written (`of` one workspace's row), but for what the poster notes meanwhile: of the outbox only which messages there are
    and which of them were put aside, and no DM of anybody's.
    """
    rows = world.rows()
    if of:
        rows = {name: {row for row in found if owner(name, row) == of} for name, found in rows.items()}
    dm, state = list(Member.model_fields).index("dm_id"), list(Outgoing.model_fields).index("state")
    messages = {
        (row[2], row[state] in (outbox.PARKED, outbox.DISCARDED)) for row in rows["outgoing"] if not row[2].startswith(outbox.NOTICE)
    }
    return rows | {"outgoing": messages, "member": {row[:dm] + row[dm + 1 :] for row in rows["member"]}}


def owner(table: str, row: tuple[Any, ...]) -> str:
    """The workspace's row that a row belongs to."""
    columns = SQLModel.metadata.tables[table].c.keys()
    return str(row[columns.index("workspace_id" if "workspace_id" in columns else "id")])


def answers(server: Server) -> list[str]:
    """What was answered to taps, all of it where Zoe sees it, and in DMs; not what was posted."""
    said = sorted(server.workspace.said, key=lambda message: message.ts)
    told = [message for message in said if message.only_for or (message.channel.startswith("D") and "metadata" not in message.data)]
    return [json.dumps({name: one.data.get(name) for name in ("text", "blocks")}, ensure_ascii=False) for one in told]


def refused(server: Server, port: int, world: World, what: str, deeds: list[tuple[Deed, str]]) -> Finding:
    """Each is answered, and nothing is written or given away."""
    before = kept(world)
    told = sent(server, port, [(asked, PERSONAS[who][0], who) for asked, who in deeds])
    return judged(what, len(deeds), told, before, kept(world), refused=len(deeds))


def beside(server: Server, port: int, world: World, deeds: Sequence[Sent]) -> Finding:
    """The same people in another workspace, where they may: nothing of this one is written or given away."""
    before = kept(world, of="1")
    told = sent(server, port, deeds)
    return judged("by the same people in another workspace", len(deeds), told, before, kept(world, of="1"))


def judged(what: str, times: int, told: list[str], before: Rows, after: Rows, refused: int = 0) -> Finding:
    """Passed when the rows are the same, no secret was told and nothing broke."""
    changed = sorted(table for table in after if after[table] != before[table])
    leaks = sum(secret in unquoted(one) for one in told for secret in SECRETS)
    broke = sum(word in one for one in told for word in BROKE)
    note = ", ".join(changed) or f"{leaks} shown, {broke} broke"
    return Finding(what, times, not changed and not leaks and not broke, leaks + broke, len(changed), refused, note)


def alike(server: Server, port: int, deeds: Sequence[Sent]) -> Finding:
    """What is another workspace's is answered as what there is nowhere: else one could find out by trying."""
    there = Counter(words(one) for one in sent(server, port, deeds))
    nowhere = Counter(words(one) for one in sent(server, port, [(asked.with_id(NOBODYS), team, who) for asked, team, who in deeds]))
    told = sum((there - nowhere).values())
    return Finding("ids of another workspace, and of nothing at all", 2 * len(deeds), not told, told, note=f"{told} told apart")


def words(answer: str) -> str:
    """An answer without the ids its buttons carry."""
    return " ".join(re.findall(r'"text": ?"((?:[^"\\]|\\.)*)"', answer)) or answer


def taken(
    server: Server, port: int, world: World, deeds: Sequence[Sent], what: str = "a tap on the pad by who may", table: str = "call"
) -> Finding:
    """The same way, in the hands of who may: it is recorded, or the refusals above would prove nothing."""
    before = len(kept(world)[table])
    sent(server, port, deeds)
    rows = len(kept(world)[table]) - before
    return Finding(what, len(deeds), rows == len(deeds), max(len(deeds) - rows, 0), max(rows - len(deeds), 0))
