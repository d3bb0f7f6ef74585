"""Settings that cannot be meant are told in a sentence each, by every command that reads them; none ends in a traceback."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.mistyped import unknown
from bot.settings import Settings

COPY = "copy the whole of it from your app's page."
WRONG = [
    ("ONPACE_HEALTH_PORT", "abc", "ONPACE_HEALTH_PORT is 'abc'; it should be a port from 0 to 65535. Example: ONPACE_HEALTH_PORT=8080"),
    ("ONPACE_HEALTH_PORT", "99999", "ONPACE_HEALTH_PORT is '99999'; it should be a port from 0 to 65535."),
    ("ONPACE_KEEP_DAYS", "thirty", "ONPACE_KEEP_DAYS is 'thirty'; it should be a whole number of days"),
    ("ONPACE_KEEP_DAYS", "-1", "ONPACE_KEEP_DAYS is '-1'; it should be a whole number of days"),
    ("ONPACE_KEEP_DAYS", "9" * 30, "it should be a whole number of days from 0 to 36500"),
    ("ONPACE_CLOCK_EVERY", "x", "ONPACE_CLOCK_EVERY is 'x'; it should be a number of seconds"),
    ("ONPACE_CLOCK_EVERY", "nan", "ONPACE_CLOCK_EVERY is 'nan'; it should be a number of seconds"),
    (
        "SLACK_API_URL",
        "hello",
        "SLACK_API_URL is 'hello'; it should be an address of the web. Example: SLACK_API_URL=https://slack.com/api/",
    ),
    ("SLACK_API_URL", "https://slack.example…/", "SLACK_API_URL is 'https://slack.example…/'; it should be an address of the web."),
    ("SLACK_AUTHORIZE_URL", "hello", "SLACK_AUTHORIZE_URL is 'hello'; it should be an address of the web."),
    ("ONPACE_PUBLIC_URL", "hello", "ONPACE_PUBLIC_URL is 'hello'; it should be an address of the web. Example: ONPACE_PUBLIC_URL=https://"),
    ("ONPACE_LANGUAGE", "klingon", "ONPACE_LANGUAGE is 'klingon'; it should be en or ja. Example: ONPACE_LANGUAGE=en"),
    ("SLACK_BOT_TOKEN", "xoxb-…", f"SLACK_BOT_TOKEN holds “…” (an example was copied?), which no token or secret does: {COPY}"),
    ("SLACK_APP_TOKEN", "xapp-hidden 2", f"SLACK_APP_TOKEN holds a space, which no token or secret does: {COPY}"),
]


@pytest.mark.parametrize("command", [["doctor"], ["run"], ["kpi"]], ids=lambda words: words[0])
@pytest.mark.parametrize(("name", "value", "sentence"), WRONG, ids=[f"{name}={value[:9]}" for name, value, _ in WRONG])
def test_a_setting_that_cannot_be_meant_is_one_sentence(
    command: list[str], name: str, value: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.__main__._logging", lambda: None)
    result = CliRunner().invoke(cli, command, env={name: value})
    (said,) = result.output.splitlines()
    assert (result.exit_code, type(result.exception), "hidden" in said) == (1, SystemExit, False)
    assert sentence in said


def test_each_wrong_setting_has_its_sentence() -> None:
    result = CliRunner().invoke(cli, ["doctor"], env={"ONPACE_KEEP_DAYS": "x", "ONPACE_LANGUAGE": "x", "ONPACE_HEALTH_PORT": "x"})
    assert [line.split()[2] for line in result.output.splitlines()] == ["ONPACE_KEEP_DAYS", "ONPACE_HEALTH_PORT", "ONPACE_LANGUAGE"]


def test_an_empty_setting_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Settings()
    for name in Settings.model_fields:
        monkeypatch.setenv(name.upper(), "")
    assert Settings() == before


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        ("SLACK_BOT_TOKN", ["SLACK_BOT_TOKN is no setting; did you mean SLACK_BOT_TOKEN?"]),
        ("ONPACE_KEP_DAYS", ["ONPACE_KEP_DAYS is no setting; did you mean ONPACE_KEEP_DAYS?"]),
        ("onpace_kep_days", ["onpace_kep_days is no setting; did you mean ONPACE_KEEP_DAYS?"]),
        ("SLACK_XYZ", ["SLACK_XYZ is no setting of OnPace."]),
        ("ONPACE_KEEP_DAYS", []),
        ("ONPACE_REQUIRE_BROWSER", []),
        ("PATH", []),
    ],
)
def test_a_name_that_is_no_setting_is_told(name: str, sentences: list[str]) -> None:
    assert unknown({name: "1"}) == sentences


NOWHERE = {"SLACK_API_URL": "http://127.0.0.1:9/api/", "SLACK_BOT_TOKEN": "xoxb-1", "ONPACE_CLOCK_URL": ""}


def test_the_doctor_tells_a_misspelt_name_and_makes_no_database(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "er" / "x.db"
    result = CliRunner().invoke(cli, ["doctor"], env=NOWHERE | {"ONPACE_DATABASE_URL": f"sqlite:///{file}", "ONPACE_KEP_DAYS": "3"})
    assert "!   setting: ONPACE_KEP_DAYS is no setting; did you mean ONPACE_KEEP_DAYS?" in result.output
    assert f"--  database: {file} does not exist yet; `onpace run` will make it" in result.output
    assert not (tmp_path / "deep").exists()


@pytest.mark.parametrize("words", [["run"], ["kpi", "--workspace", "T1"], ["import", "calls", "FILE", "--workspace", "T1"], ["doctor"]])
def test_a_database_of_a_newer_onpace_is_told(
    words: list[str], tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.__main__._logging", lambda: None)
    monkeypatch.setattr("bot.running.until_signal", lambda: None)
    file = tmp_path / "onpace.db"
    file.write_bytes(sqlite_template.read_bytes())
    with closing(sqlite3.connect(file)) as own:
        own.execute("UPDATE alembic_version SET version_num = 'zzz9'")
        own.commit()
    env = NOWHERE | {"ONPACE_DATABASE_URL": f"sqlite:///{file}", "SLACK_SIGNING_SECRET": "s"}
    result = CliRunner().invoke(cli, [*words, *(["--transport", "http", "--port", "0"] if words == ["run"] else [])], env=env)
    assert (result.exit_code, type(result.exception)) == (1, SystemExit)
    assert "This database was made by a newer OnPace (revision zzz9): update OnPace." in result.output
