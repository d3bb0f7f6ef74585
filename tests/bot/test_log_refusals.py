"""Every refusal has its sentence in both languages, says who or how, and offers its way on."""

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

import pytest

from bot.text import Words, keys
from bot.views.refusals import attempted, in_form, refused
from coaching import errors
from coaching.errors import BadAmount, BadDate, Missing, NotAllowed, NotUnderstood, NotYet, Refusal
from coaching.permissions import May

CLASSES = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Refusal) and kind is not Refusal]
SAMPLES: dict[Any, Any] = {
    str: "Acme",
    int: 12,
    tuple[str, ...]: ("U0MIO",),
    datetime: datetime(2026, 11, 27, 5, tzinfo=UTC),
    date: date(2026, 11, 27),
}
NAMED = {"what": "lead", "why": "too_far", "example": "log-call"}
EXAMPLES = [
    "log-call",
    "log-many",
    "log-appointment",
    "log-callback",
    "log-email",
    "log-work",
    "meeting-held",
    "meeting-moved",
    "meeting-won",
]


def _words(language: str) -> Words:
    return Words(language, ZoneInfo("Asia/Tokyo"))


def _sample(kind: type[Refusal]) -> Refusal:
    types = get_type_hints(kind)
    return kind(**{f.name: NAMED.get(f.name, SAMPLES[types[f.name]]) for f in fields(kind)})


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_sentence(kind: type[Refusal], language: str) -> None:
    reply = refused(_words(language), _sample(kind))
    assert reply.text
    assert "{" not in reply.text
    assert not reply.home
    assert "!" not in reply.text


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("what", list(May))
@pytest.mark.parametrize("who", [(), ("U0MIO",), ("U0MIO", "U0ANN")])
def test_a_permission_names_who_has_it(language: str, what: May, who: tuple[str, ...]) -> None:
    text = refused(_words(language), NotAllowed(what.value, who)).text
    assert [f"<@{slack_id}>" in text for slack_id in who] == [True] * len(who)
    other = refused(_words(language), NotAllowed("something else", who)).text
    assert text != other


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("what", ["lead", "when", "time", "amount", "outcome", "person", "count"])
def test_what_is_missing_is_named(language: str, what: str) -> None:
    words = _words(language)
    assert refused(words, Missing(what, "log-call")).text != refused(words, Missing("?", "log-call")).text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_reasons_of_a_bad_date_read_differently(language: str) -> None:
    reasons = ["no_such_day", "in_the_past", "in_the_future", "too_far", "backwards"]
    assert len({refused(_words(language), BadDate("2/30", why)).text for why in reasons}) == len(reasons)


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_exist(language: str, example: str) -> None:
    assert f"example-{example}" in keys(language)
    assert "/" in refused(_words(language), NotUnderstood("x", "", example)).text


def test_words_in_a_refusal_stay_words() -> None:
    text = refused(_words("en"), NotUnderstood("<!channel> *x*", "", "")).text
    assert "<!channel>" not in text
    assert "*x*" not in text


def test_in_a_form_it_is_plain_text() -> None:
    assert in_form(_words("en"), BadDate("2 < 3", "too_far")).startswith("“2 < 3” is too far away.")


def test_a_field_that_is_refused_gives_its_sentence() -> None:
    def read() -> int:
        raise BadAmount("-5")

    assert attempted(_words("en"), read)[1].startswith("“-5” is not an amount I can keep.")
    assert attempted(_words("en"), lambda: 5) == (5, "")


def test_before_its_time_there_is_a_way_on() -> None:
    reply = refused(_words("ja"), NotYet(7, "山田商事", datetime(2026, 11, 27, 5, tzinfo=UTC)))
    assert reply.text == "山田商事は11月27日(金) 14:00の予定で、まだその時間になっていません。何も記録していません。"
    assert [e["value"] for e in reply.blocks[1]["elements"]] == ["7", "-"]
