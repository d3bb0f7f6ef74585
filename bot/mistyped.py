"""Settings that cannot be meant: a sentence for each that names it, what it is, and an example."""

import re
from collections.abc import Mapping, Sequence

from pydantic import SecretStr, ValidationError

from bot.settings import Settings

#: What a setting should be, and an example.
MEANT = {
    "SLACK_API_URL": ("an address of the web", "https://slack.com/api/"),
    "SLACK_AUTHORIZE_URL": ("an address of the web", "https://slack.com/oauth/v2/authorize"),
    "ONPACE_PUBLIC_URL": ("an address of the web", "https://onpace.example.com"),
    "ONPACE_CLOCK_URL": ("an address of the web", "http://127.0.0.1:8700/clock"),
    "ONPACE_INSTALLS_A_MINUTE": ("a whole number from 1", "20"),
    "ONPACE_KEEP_DAYS": ("a whole number of days from 0 to 36500", "30"),
    "ONPACE_KEEP_POSTS_DAYS": ("a whole number of days from 62 to 36500", "90"),
    "ONPACE_HEALTH_PORT": ("a port from 0 to 65535", "8080"),
    "ONPACE_CLOCK_EVERY": ("a number of seconds from 0", "0.2"),
    "ONPACE_LANGUAGE": ("en or ja", "en"),
}
#: Of the tests, the Makefile and the sandbox.
OTHERS = {"ONPACE_MANIFEST_SCHEMA", "ONPACE_REFERENCE", "ONPACE_REQUIRE_BROWSER", "ONPACE_REQUIRE_POSTGRES", "ONPACE_SLACK_SAMPLES"}
ALIKE = 80  # of 100


def sentences(wrong: ValidationError) -> Sequence[str]:
    """What is wrong with each setting; a secret's value is never among it."""
    return [_sentence(str(error["loc"][0]).upper(), error["input"]) for error in wrong.errors() if error["loc"]]


def _sentence(name: str, told: object) -> str:
    if name not in MEANT:
        return f"{name} holds {_strange(told)}, which no token or secret does: copy the whole of it from your app's page."
    meant, example = MEANT[name]
    return f"{name} is {str(told)[:80]!r}; it should be {meant}. Example: {name}={example}"


def _strange(told: object) -> str:
    text = told.get_secret_value() if isinstance(told, SecretStr) else str(told)
    found = re.search(r"[^!-~]", text)
    if not found:
        return "something"
    return "a space" if found[0].isspace() else f"“{found[0]}” (an example was copied?)"


def unknown(environment: Mapping[str, str]) -> Sequence[str]:
    """A sentence for each ONPACE_… and SLACK_… that is no setting."""
    known = {name.upper() for name in Settings.model_fields}
    strange = sorted(name for name in environment if re.match("(ONPACE|SLACK)_", name.upper()) and name.upper() not in known | OTHERS)
    return [_unknown(name, known) for name in strange]


def _unknown(name: str, known: set[str]) -> str:
    from rapidfuzz.fuzz import ratio  # every start would pay for it
    from rapidfuzz.process import extractOne

    meant = extractOne(name.upper(), sorted(known), scorer=ratio, score_cutoff=ALIKE)
    return f"{name} is no setting; did you mean {meant[0]}?" if meant else f"{name} is no setting of OnPace."
