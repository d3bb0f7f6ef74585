"""The scenarios every team starts with: their texts in both languages, from <language>.yml beside this file."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("en", "ja")
FOLDER = Path(__file__).parent


@cache
def _read(language: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / f"{language}.yml").read_text(encoding="utf-8"))
    return found


def every() -> list[str]:
    """The scenarios' keys in the order a call goes."""
    return list(_read(LANGUAGES[0]))


def step(key: str) -> str:
    """The step a scenario is for (coaching.funnel.Step); "": the whole call."""
    return str(_read(LANGUAGES[0])[key]["step"])


def texts(key: str) -> dict[str, Any]:
    """A scenario as its first version keeps it: language → title, rep, mentor, items (key, name, anchors 1 to 5), blockers (key → text)."""
    return {language: _texts(_read(language)[key]) for language in LANGUAGES}


def _texts(told: dict[str, Any]) -> dict[str, Any]:
    items = [{"key": name, "name": item["name"], "anchors": list(item["anchors"])} for name, item in told["items"].items()]
    return {"title": told["title"], "rep": told["rep"], "mentor": told["mentor"], "items": items, "blockers": dict(told["blockers"])}
