"""The starter set: both languages say the same things, within what a phone shows, without blame."""

import re
from typing import Any

import pytest

from coaching.funnel import Step
from storage import starter

MOST = 66  # characters of an anchor or blocker: with its number it fits an option of Slack's (75)
KEYS = ("opening", "gatekeeper", "needs", "objection", "date", "confirming", "qualification", "whole_call")


def shape(told: dict[str, Any]) -> tuple[Any, ...]:
    """What both languages must share."""
    items = [(item["key"], len(item["anchors"])) for item in told["items"]]
    return items, list(told["blockers"])


def test_it_covers_a_call_from_the_opening_to_qualification() -> None:
    assert tuple(starter.every()) == KEYS
    assert {starter.step(key) for key in KEYS} == {Step.CONTACT, Step.APPOINTMENT, Step.HELD, Step.QUALIFIED, ""}


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_have_the_same_keys(key: str) -> None:
    english, japanese = (starter.texts(key)[language] for language in starter.LANGUAGES)
    assert shape(english) == shape(japanese)
    assert english["title"] != japanese["title"]


@pytest.mark.parametrize("language", starter.LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_a_scenario_is_whole_and_fits_a_phone(key: str, language: str) -> None:
    told = starter.texts(key)[language]
    assert 3 <= len(told["items"]) <= 5
    assert 1 <= len(told["blockers"]) <= 3
    for item in told["items"]:
        assert len(set(item["anchors"])) == 5
        assert all(0 < len(anchor) <= MOST for anchor in item["anchors"])
        assert len(item["name"]) <= 40
    assert all(0 < len(text) <= MOST for text in told["blockers"].values())
    assert len(told["title"]) <= 40
    assert all(30 <= len(told[brief]) <= 300 for brief in ("rep", "mentor"))


@pytest.mark.parametrize("language", starter.LANGUAGES)
def test_no_line_shouts(language: str) -> None:
    said = (starter.FOLDER / f"{language}.yml").read_text(encoding="utf-8")
    assert not re.search(r"[!！]|\b(bad|good|poor|excellent)\b|素晴らしい|ダメ|だめ", said)
