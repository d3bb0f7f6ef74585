"""Promises of the whole repository: both languages, the manifest, the rooms, the words we keep out."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from bot import commands, text
from bot.sentences import LOCALES
from coaching import errors

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "coaching", "storage", "sandbox")
TRACKED = subprocess.run(
    ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.splitlines()
CODE = [ROOT / name for name in TRACKED if name.endswith(".py") and name.split("/")[0] in ROOMS and (ROOT / name).exists()]


def _messages(language: str) -> dict[str, ftl.Message]:
    found: dict[str, ftl.Message] = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{path}: {(entry.content or '')[:80]}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{language}: {entry.id.name} is said twice"
                found[entry.id.name] = entry
    return found


def _variables(message: ftl.Message) -> set[str]:
    return {node.id.name for node in _nodes(message) if isinstance(node, ftl.VariableReference)}


def _strings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_both_languages_say_the_same_things() -> None:
    english, japanese = _messages("en"), _messages("ja")
    assert english.keys() == japanese.keys() == text.keys("en") == text.keys("ja")
    different = [key for key in english if _variables(english[key]) ^ _variables(japanese[key]) and not _chooses(english[key])]
    assert not different


def _chooses(message: ftl.Message) -> bool:
    """Whether English needs a number Japanese says without: a plural is the one difference allowed."""
    return any(isinstance(node, ftl.SelectExpression) for node in _nodes(message))


def _nodes(node: object) -> Iterator[object]:
    if isinstance(node, ftl.BaseNode):
        yield node
        for value in vars(node).values():
            for item in value if isinstance(value, list) else [value]:
                yield from _nodes(item)


def test_no_sentence_shouts_or_blames() -> None:
    for language in text.LANGUAGES:
        for path in (LOCALES / language).glob("*.ftl"):
            said = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
            assert not re.search(r"[!！]", said), path
            assert not re.search(r"you forgot|you failed|your fault|忘れました|怠", said, re.IGNORECASE), path


def test_every_refusal_has_its_sentence() -> None:
    names = [cls.__name__ for cls in errors.Refusal.__subclasses__()]
    wanted = {"refusal" + re.sub("([A-Z])", lambda m: "-" + m[1].lower(), name) for name in names}
    assert wanted <= text.keys("en")


def test_every_sentence_is_used_and_every_used_one_exists() -> None:
    used = {word for path in CODE if "bot" in path.parts for word in _strings(path) if re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", word)}
    starts = {word for path in CODE if "bot" in path.parts for word in _strings(path) if re.fullmatch(r"[a-z][a-z0-9-]*-", word)}
    unused = {k for k in text.keys("en") if k not in used and not any(k.startswith(s) for s in starts) and not k.startswith("refusal-")}
    assert not unused


def test_the_manifest_lists_what_the_code_answers() -> None:
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    assert {c["command"] for c in manifest["features"]["slash_commands"]} == set(commands.COMMANDS)
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == {
        "app_home_opened",
        "app_uninstalled",
        "tokens_revoked",
        "user_change",
    }
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"`{scope}`" in readme for scope in manifest["oauth_config"]["scopes"]["bot"])


def test_sql_stays_in_storage() -> None:
    for path in CODE:
        if path.relative_to(ROOT).parts[0] != "storage":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("sqlmodel", "sqlalchemy"):
                    assert not {alias.name for alias in node.names} & {"select", "insert", "update", "delete", "text", "func"}, path


def test_only_the_edge_commits() -> None:
    assert [path.name for path in CODE if ".commit(" in path.read_text(encoding="utf-8")] in ([], ["engine.py"])


def test_only_the_edge_reads_the_clock() -> None:
    for path in CODE:
        if path not in (ROOT / "bot/__main__.py", ROOT / "sandbox/clock.py"):
            assert not re.search(r"datetime\.(now|utcnow|today)\(|date\.today\(", path.read_text(encoding="utf-8")), path


def test_commands_catch_nothing() -> None:
    for path in (ROOT / "bot" / "commands").rglob("*.py"):
        assert not any(isinstance(node, ast.Try) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))), path


def test_no_file_is_longer_than_a_page_of_thought() -> None:
    long = {
        str(path.relative_to(ROOT)): n
        for path in CODE
        if (n := sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line.strip())) > 250
    }
    assert not long


@pytest.mark.parametrize("name", ["utils", "helpers", "services", "managers", "core", "common"])
def test_no_room_is_called(name: str) -> None:
    assert not [path for path in CODE if path.stem == name or name in path.parts]


def test_nothing_names_a_registry_or_this_machine() -> None:
    hosts = "|".join(["python" + "hosted", "pypi" + r"\.org", "npm" + "js", r"deb\." + "debian", "/wo" + "rk/", "/ro" + "ot/"])
    for name in TRACKED:
        path = ROOT / name
        if path.exists() and path.suffix not in (".png", ".gif"):
            found = re.search(hosts, path.read_text(encoding="utf-8", errors="replace"))
            assert not found, f"{name}: {found}"
