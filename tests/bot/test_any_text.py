"""Any text at all, in every command and form, ends in a sentence of the reader's language; nothing breaks, nothing becomes markup."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from bot.app import message, view
from bot.delivery import Delivery
from sandbox import blockkit
from storage.engine import reading
from tests.office import Office, Shown

COMMANDS = ("/log", "/meeting", "/kpi", "/goal", "/coach", "/onpace")
HOSTILE = (
    "<!channel> <!here|x>",
    "<@U0MIO> <#C1|x>",
    "*b* _i_ ~s~ `c` ```d```",
    "'; DROP TABLE call; --",
    "a\u202eb\u200bc\u0000d",
    "&lt;!channel&gt;",
    ":tada:",
)
GRAMMAR = """
    contact no-answer appointment アポ 不在 Acme 山田商事 <!channel> 明日14時 tomorrow 14:00 12 ９９ 5m
    held 実施 moved リスケ won 受注 1,200,000 120万 me team last-month 先月 2026-09 @mio @nobody
    source:セミナー by email meetings 300 60% from-revenue help settings yesterday 2/30 25:00 -5 undo
    practice ロープレ hours 稼働 busy 予定 week 今週 mon-thu 16:00-18:00 @yui @ken
"""

anything = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(GRAMMAR.split()), min_size=1, max_size=7).map(" ".join),
    st.tuples(st.sampled_from(GRAMMAR.split()), st.sampled_from(HOSTILE), st.sampled_from(GRAMMAR.split())).map(" ".join),
    st.sampled_from(["a" * 3000, "山" * 3000, "<!channel>" * 4000, "12 " * 5000]),
)
relaxed = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def open_office() -> Iterator[Office]:
    """One office for a module's worth of attempts."""
    with Office.opened() as office:
        office.say("hana", "/log アポ 山田商事 明日14時 @sora")
        office.say("tom", "/log appointment Acme tomorrow 15:00 @lena")
        yield office


def _rows(office: Office) -> dict[str, int]:
    with reading(office.engine) as session:
        names = SQLModel.metadata.tables.keys() - {"answer", "workspace", "outgoing"}
        counts = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in names)
        found = session.connection().exec_driver_sql(counts).all()  # at once: this is asked more than a thousand times
        return {name: int(count) for name, count in found}


def markup(blocks: Any) -> Iterator[str]:
    """Every text of blocks that Slack reads as markup; plain text stays as it is typed."""
    if isinstance(blocks, dict):
        if blocks.get("type") == "mrkdwn":
            yield blocks["text"]
        blocks = list(blocks.values())
    if isinstance(blocks, list):
        for block in blocks:
            yield from markup(block)


def _sane(shown: Shown) -> None:
    """What every answer keeps: a sentence, in the reader's language, within Slack's limits, with no live markup of a person's."""
    reply = shown.reply
    assert reply.text or reply.modal or reply.errors
    words = shown.text + " ".join(reply.errors.values())
    assert not re.search(r"(Ref|ref|番号) [0-9a-f]{6}", words), words
    marked = " ".join([reply.text, *markup([*reply.blocks, *(reply.modal.blocks if reply.modal else ())])])
    assert not re.search(r"<!|<#(?!C0TEAM)|<@(?!U0)", marked), marked
    assert "\u202e" not in words
    if shown.who == "hana":
        assert re.search("[ぁ-んァ-ヶ一-龠]", words), words
    if reply.text:
        body = message(reply)
        assert len(json.dumps(body)) < 250_000
        blockkit.refuse_wrong(body.get("blocks", []), "message")
    if reply.modal:
        asked = Delivery("", "", "", "", "T", "U", response_url="https://hooks.slack.com/x" + "x" * 80)
        shown_view = view(asked, reply.modal)
        blockkit.refuse_wrong(shown_view["blocks"], "modal")
        assert len(shown_view["private_metadata"]) <= 3000


@pytest.mark.parametrize("who", ["hana", "tom", "mio", "sora", "zoe"])
@pytest.mark.parametrize("command", COMMANDS)
@relaxed
@given(text=anything)
@example(text="")
@example(text="<!channel>")
@example(text="アポ <!channel> 明日14時")
def test_any_text_ends_in_a_sentence(open_office: Office, command: str, who: str, text: str) -> None:
    before = _rows(open_office)
    shown = open_office.say(who, f"{command} {text}")
    _sane(shown)
    after = _rows(open_office)
    if after != before and who != "zoe":
        assert after["entry"] > before["entry"] or command == "/onpace", "something was written without an entry to undo"


@pytest.mark.parametrize("who", ["hana", "tom"])
@relaxed
@given(words=st.lists(anything, min_size=3, max_size=3))
def test_any_words_in_the_details_form_end_in_a_sentence(open_office: Office, who: str, words: list[str]) -> None:
    form = next(b for label, b in (("hana", "詳細…"), ("tom", "Details…")) if label == who)
    pad = open_office.say(who, "/log")
    opened = pad.press(form)
    assert opened.modal
    lines = [b["element"]["action_id"] for b in opened.modal.blocks if b["type"] == "input" and b["element"]["type"] == "plain_text_input"]
    values = {name.replace("-", "_"): words[n % 3][:3000] for n, name in enumerate(lines)}
    _sane(opened.fill(**values))
