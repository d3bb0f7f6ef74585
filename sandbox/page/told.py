"""Slack's own sentences in the reader's language, as Slack's clients say them; what the bot says is left as it is."""

import re

from sandbox.inputs import REQUIRED
from sandbox.page.words import say
from sandbox.workspace import BARRED, GONE, NO_COMMAND, TROUBLE

_KEYS = {TROUBLE: "trouble", GONE: "gone", REQUIRED: "required"} | {sentence: reason for reason, sentence in BARRED.items()}
_PATTERNS = {
    re.compile(r'(?P<command>/\S+) failed with the error "(?P<error>\w+)"'): "command_failed",
    re.compile(re.escape(NO_COMMAND).replace(re.escape("{command}"), r"(?P<command>/\S*)")): "no_command",
    re.compile(r"Please enter at least (?P<least>\d+) characters\."): "too_short",
    re.compile(r"Please enter no more than (?P<most>\d+) characters\."): "too_long",
}


def told(sentence: str, lang: str) -> str:
    """What the workspace tells a person, as the page says it: in English Slack's words as they are."""
    if lang == "en":
        return sentence
    if key := _KEYS.get(sentence):
        return say(key, lang)
    found = next(((key, match) for pattern, key in _PATTERNS.items() if (match := pattern.fullmatch(sentence))), None)
    return say(found[0], lang, **found[1].groupdict()) if found else sentence
