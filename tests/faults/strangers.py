"""Every button and form in the hands of everybody it was not made for, sent to the real process: nothing is written, nothing is shown."""

import json
import shutil
import time
from collections.abc import Iterator
from datetime import datetime
from itertools import count
from typing import Any
from urllib.parse import urlencode

import httpx
import yaml

from bot import delivery
from sandbox.clock import Clock
from sandbox.people import read_cast
from sandbox.server import Server, serve
from sandbox.workspace import Workspace
from storage import outbox
from storage.engine import connect
from storage.tables import Member
from tests.bot.test_authorisation import EVERYBODY, PERSONAS, POINTED, ROWS, SECRETS, Deed, World, allowed, deed, element, template
from tests.faults.finding import Finding, Stage
from tests.faults.kills import signed
from tests.living import TOKENS, workspace
from tests.office import TOKYO, WORKSPACE, Office
from tests.patience import until
from tests.people import CAST, TEAM_CHANNEL
from tests.processes import ROOT, settings, started

BROKE = ("went wrong", "不具合")
GUESTS: tuple[dict[str, Any], ...] = (
    {"id": "U0GUS", "name": "gus", "real_name": "Gus Guest", "is_restricted": True},
    {"id": "U0ROBOT", "name": "robot", "real_name": "Robot", "is_bot": True},
)
_count = count(1)


def trials(stage: Stage) -> Iterator[Finding]:
    """Those who may not; then those who may, with ids of another team's and another workspace's in the payload."""
    path, ids = template()
    file = stage.folder / "onpace.db"
    shutil.copy(path, file)
    engine = connect(f"sqlite:///{file}")
    world = World(Office(engine), ids)
    words = ("bot", "run", "--transport", "http", "--port", "0")
    with serve(town()) as server, started(stage.folder / "log", *words, **settings(server, f"sqlite:///{file}")) as bot:
        port = bot.said("listening")["port"]
        rows = ROWS[:: 1 if not stage.short else 3]
        deeds = [(deed(name, ids), who) for name in rows for who in sorted(EVERYBODY - deed(name, ids).may)]
        yield refused(server, port, world, f"{len(rows)} buttons and forms by who may not", deeds)
        pointed = [(deed(name, ids).with_id(str(ids[key])), who) for name in POINTED for key in POINTED[name] for who in allowed(name, ids)]
        yield refused(server, port, world, "ids of another team and another workspace in them", pointed)
        own = [(deed("button log-tap", ids), who) for who in ("hana", "tom", "ann")]
        yield taken(server, port, world, own)
    engine.dispose()


def town() -> Workspace:
    """The cast's workspace with a guest and a bot who were managers; on the morning the template ends."""
    there = workspace(Clock(datetime(2026, 11, 24, 10, tzinfo=TOKYO)))
    people = [{"id": p.slack_id, "name": key, "real_name": p.name, "locale": p.language} for key, p in CAST.items()]
    told = {
        "team": {"id": WORKSPACE, "name": "Office", "domain": "office"},
        "bot": {"id": "U0BOT", "name": "onpace", "real_name": "OnPace"},
        "people": [*people, *GUESTS],
        "channels": [{"id": TEAM_CHANNEL, "name": "sales", "members": [p["id"] for p in people]}],
    }
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    return Workspace(read_cast(told | TOKENS), manifest, clock=there.clock)


def payload(server: Server, asked: Deed, who: str) -> dict[str, Any]:
    """What Slack would send: a tap or a submitted form."""
    team, person, _ = PERSONAS[who]
    stamp = f"{time.time():.3f}{next(_count):06}"
    body: dict[str, Any] = {"user": {"id": person}, "team": {"id": team}, "channel": {"id": TEAM_CHANNEL}, "trigger_id": stamp}
    if asked.kind == "action":
        tap = {"action_id": asked.name, "block_id": "b", "type": "button", "value": asked.value, "action_ts": stamp}
        answers = {"response_url": server.workspace.response_url(CAST["zoe"].slack_id, TEAM_CHANNEL)}
        return body | answers | {"type": "block_actions", "actions": [tap]}
    outer = delivery.wrapped(delivery.Delivery("", "", "", "", team, person, channel=TEAM_CHANNEL), asked.meta)
    values = {name: {name: element(value)} for name, value in asked.form.items()}
    view = {"id": f"V{stamp}", "type": "modal", "callback_id": asked.name, "private_metadata": outer, "state": {"values": values}}
    return body | {"type": "view_submission", "view": view}


def sent(server: Server, port: int, deeds: list[tuple[Deed, str]]) -> list[str]:
    """Each once; what came back at once."""
    said = []
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=10, trust_env=False) as web:
        for asked, who in deeds:
            body = urlencode({"payload": json.dumps(payload(server, asked, who))}).encode()
            answer = web.post("/slack/events", content=body, headers=signed(body))
            said.append(answer.text if answer.status_code == 200 else f"{BROKE[0]}: {answer.status_code}")
    return said


def kept(world: World) -> dict[str, set[tuple[Any, ...]]]:
    """All that is written, but for what the poster notes meanwhile: of the outbox only which messages there are, and no DM of anybody's."""
    rows, dm = world.rows(), list(Member.model_fields).index("dm_id")
    keys = {row[2] for row in rows["outgoing"]}
    messages = {(key,) for key in keys if not key.startswith(outbox.NOTICE)}
    return rows | {"outgoing": messages, "member": {row[:dm] + row[dm + 1 :] for row in rows["member"]}}


def answers(server: Server) -> list[str]:
    """What was answered to taps: all of it where Zoe sees it."""
    zoe = CAST["zoe"].slack_id
    return [json.dumps(message.data, ensure_ascii=False) for message in server.workspace.messages(TEAM_CHANNEL, zoe)]


def refused(server: Server, port: int, world: World, what: str, deeds: list[tuple[Deed, str]]) -> Finding:
    """Each is answered, and nothing is written or given away."""
    before, seen = kept(world), len(answers(server))
    told = sent(server, port, deeds)
    taps = sum(asked.kind == "action" for asked, _ in deeds)
    until(lambda: len(answers(server)) >= seen + taps, 30)
    after = kept(world)
    changed = sorted(table for table in after if after[table] != before[table])
    told += answers(server)[seen:]
    leaks = sum(secret in one for one in told for secret in SECRETS)
    broke = sum(word in one for one in told for word in BROKE)
    note = ", ".join(changed) or f"{leaks} shown, {broke} broke"
    return Finding(what, len(deeds), not changed and not leaks and not broke, leaks + broke, len(changed), len(deeds), note)


def taken(server: Server, port: int, world: World, deeds: list[tuple[Deed, str]]) -> Finding:
    """The same way, in the hands of who may: it is recorded, or the refusals above would prove nothing."""
    before = len(kept(world)["call"])
    sent(server, port, deeds)
    rows = len(kept(world)["call"]) - before
    return Finding("a tap on the pad by who may", len(deeds), rows == len(deeds), max(len(deeds) - rows, 0), max(rows - len(deeds), 0))
