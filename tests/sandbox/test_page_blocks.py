"""Each block and element of Block Kit the bot uses is drawn, its words escaped, its start shown."""

import json
from typing import Any

import pytest

from sandbox.page.drawing import TEMPLATES, Look
from sandbox.workspace import Channel, Person

EVIL = '"><img src=x onerror=alert(1)>'
HARMLESS = "&#34;&gt;&lt;img src=x onerror=alert(1)&gt;"
HANA = Person("U1", "hana", "Hana", locale="en-US")
BOT = Person("UB", "onpace", "OnPace", is_bot=True)
LOOK = Look(HANA, BOT, [HANA, Person("U2", "sora", EVIL)], [Channel("C1", "sales"), Channel("D1", "dm", is_im=True)])

Json = dict[str, Any]


def plain(text: str, emoji: bool = False) -> Json:
    return {"type": "plain_text", "text": text, "emoji": emoji}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(label: str, value: str) -> Json:
    return {"text": plain(label), "value": value}


A, B = option("One", "a"), option("Two", "b")


def drawn(block: Json) -> str:
    page = TEMPLATES.from_string('{% from "blocks.html" import one %}{{ one(block, look, "here") }}').render(block=block, look=LOOK)
    return " ".join(page.split())


def acting(element: Json) -> str:
    return drawn({"type": "actions", "block_id": "b", "elements": [{"action_id": "e", **element}]})


def asked(element: Json, **more: Any) -> str:
    return drawn({"type": "input", "block_id": "b", "label": plain("Label"), "element": {"action_id": "e", **element}, **more})


@pytest.mark.parametrize(
    ("block", "parts"),
    [
        ({"type": "section", "text": mrkdwn("*x* <b>")}, ["<strong>x</strong> b"]),
        ({"type": "section", "fields": [mrkdwn("*k*"), plain("v & w")]}, ["<strong>k</strong>", "v &amp; w"]),
        (
            {"type": "context", "elements": [mrkdwn("_small_"), {"type": "image", "image_url": "https://a/b.png", "alt_text": "pic"}]},
            ["<em>small</em>", 'alt="pic"'],
        ),
        ({"type": "divider"}, ["<hr>"]),
        ({"type": "header", "text": plain("Hi :dart:", emoji=True)}, ['<h3 class="header">Hi 🎯</h3>']),
        ({"type": "header", "text": plain("Hi :dart: &lt;")}, ["Hi :dart: &amp;lt;"]),
        (
            {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "9 held", "title": plain("Pace")},
            ['src="page/file/F1"', 'alt="9 held"', "Pace"],
        ),
        ({"type": "image", "image_url": "javascript:x", "alt_text": "9 held"}, ['<span class="unknown">9 held</span>']),
        (
            {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "<i>"}]}]},
            ["<p>&lt;i&gt;</p>"],
        ),
        ({"type": "markdown", "text": "**b**"}, ["<strong>b</strong>"]),
        ({"type": "video"}, ["does not draw “video”"]),
    ],
)
def test_blocks(block: Json, parts: list[str]) -> None:
    assert [part for part in parts if part not in drawn(block)] == []


@pytest.mark.parametrize(
    ("element", "parts"),
    [
        ({"type": "button", "text": plain("Go"), "style": "primary"}, ['class="button primary"', 'data-act="b e"', ">Go</button>"]),
        ({"type": "button", "text": plain("Off"), "style": "danger"}, ['class="button danger"']),
        (
            {"type": "button", "text": plain("Out"), "url": "https://a.example"},
            ['href="https://a.example" target="_blank"', 'data-act="b e"'],
        ),
        ({"type": "button", "text": plain("Out"), "url": "javascript:x"}, ['href="#"']),
        (
            {"type": "static_select", "options": [A, B], "initial_option": B},
            ['<option value="a">One</option>', '<option value="b" selected>Two</option>'],
        ),
        ({"type": "static_select", "option_groups": [{"label": plain("G"), "options": [A]}]}, ['<optgroup label="G">', "One"]),
        (
            {"type": "multi_static_select", "options": [A, B], "initial_options": [A]},
            ['type="checkbox" value="a" name="b e" data-act="b e" checked'],
        ),
        ({"type": "users_select", "initial_user": "U1"}, ['<option value="U1" selected>Hana</option>', HARMLESS]),
        ({"type": "multi_users_select", "initial_users": ["U2"]}, ['value="U2" name="b e" data-act="b e" checked']),
        ({"type": "conversations_select", "initial_conversation": "C1"}, ['<option value="C1" selected>#sales</option>']),
        ({"type": "datepicker", "initial_date": "2026-11-24"}, ['type="date"', 'value="2026-11-24"']),
        ({"type": "timepicker", "initial_time": "14:00"}, ['type="time"', 'value="14:00"']),
        ({"type": "overflow", "options": [A, B]}, ["<details", 'data-choice="a"', "Two</button>"]),
        ({"type": "checkboxes", "options": [A, B | {"description": plain("more")}]}, ['type="checkbox"', "<small>more</small>"]),
        ({"type": "radio_buttons", "options": [A, B], "initial_option": A}, ['type="radio" value="a" name="b e" data-act="b e" checked']),
        ({"type": "image", "image_url": "https://a/b.png", "alt_text": "pic"}, ['src="https://a/b.png" alt="pic"']),
        ({"type": "file_input"}, ["does not draw “file_input”"]),
    ],
)
def test_elements(element: Json, parts: list[str]) -> None:
    assert [part for part in parts if part not in acting(element)] == []


@pytest.mark.parametrize(
    ("element", "parts"),
    [
        (
            {"type": "plain_text_input", "initial_value": "Acme", "max_length": 80, "placeholder": plain("Who")},
            ['value="Acme"', 'maxlength="80"', 'placeholder="Who"'],
        ),
        ({"type": "plain_text_input", "multiline": True, "initial_value": "\n</textarea>"}, ["<textarea", "&lt;/textarea&gt;</textarea>"]),
        ({"type": "number_input", "initial_value": "5"}, ['inputmode="numeric"', 'value="5"']),
        ({"type": "number_input", "is_decimal_allowed": True}, ['inputmode="decimal"']),
    ],
)
def test_inputs(element: Json, parts: list[str]) -> None:
    assert [part for part in parts if part not in asked(element)] == []


def test_an_input_has_its_label_hint_and_place_for_an_error() -> None:
    page = asked({"type": "plain_text_input"}, optional=True, hint=plain("As on the card"))
    uid = LOOK.uid("here", "b")
    for part in (
        f'for="{uid}"',
        f'id="{uid}"',
        "(optional)",
        "As on the card",
        f'id="{uid}-error" hidden',
        f'aria-describedby="{uid}-hint {uid}-error"',
    ):
        assert part in page
    assert "data-act" not in page


def test_an_input_that_acts_at_once_says_so() -> None:
    assert 'data-act="b e"' in asked({"type": "static_select", "options": [A]}, dispatch_action=True)


def test_a_question_before_acting_is_carried_as_words() -> None:
    confirm = {"title": plain("Sure?"), "text": mrkdwn("a &amp; b"), "confirm": plain("Yes"), "deny": plain(EVIL)}
    page = acting({"type": "button", "text": plain("Go"), "confirm": confirm})
    assert "<img" not in page
    asked_first = LOOK.question({"confirm": confirm})
    assert json.loads(asked_first) == {"title": "Sure?", "text": "a & b", "confirm": "Yes", "deny": EVIL, "style": ""}


OPTION = option(EVIL, EVIL)
EVERY: list[Json] = [
    {"type": "button", "text": plain(EVIL), "value": EVIL, "url": "https://" + EVIL},
    {"type": "button", "text": plain(EVIL), "accessibility_label": EVIL, "style": EVIL},
    {"type": "static_select", "options": [OPTION], "placeholder": plain(EVIL)},
    {"type": "static_select", "option_groups": [{"label": plain(EVIL), "options": [OPTION]}]},
    {"type": "multi_static_select", "options": [OPTION]},
    {"type": "users_select"},
    {"type": "multi_users_select"},
    {"type": "conversations_select", "placeholder": plain(EVIL)},
    {"type": "datepicker", "initial_date": EVIL},
    {"type": "timepicker", "initial_time": EVIL},
    {"type": "overflow", "options": [OPTION]},
    {"type": "checkboxes", "options": [OPTION | {"description": plain(EVIL)}]},
    {"type": "radio_buttons", "options": [OPTION]},
    {"type": "plain_text_input", "initial_value": EVIL, "placeholder": plain(EVIL)},
    {"type": "plain_text_input", "initial_value": EVIL, "multiline": True},
    {"type": "number_input", "initial_value": EVIL},
    {"type": "image", "image_url": "https://" + EVIL, "alt_text": EVIL},
    {"type": EVIL},
]


@pytest.mark.parametrize("element", EVERY, ids=lambda e: str(e["type"])[:20])
def test_no_words_become_html_in_any_element(element: Json) -> None:
    for page in (acting(element | {"action_id": EVIL}), asked(element, hint=plain(EVIL))):
        assert "<img src=x" not in page
        assert HARMLESS in page or element["type"] in ("multi_users_select",)
