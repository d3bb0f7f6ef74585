"""Somebody moves a practice in the very moment its message is written: nobody is told a time it has no more."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from bot import mornings
from coaching.agreement import Deed
from storage import practices
from storage.engine import writing
from storage.tables import Practice, id_of
from tests.dawn import TODAY, Dawn
from tests.furniture import move_in
from tests.month import moment
from tests.office import Office
from tests.rows import rows

MORNING = f"{TODAY} 08:45"


@pytest.fixture
def dawn(engine: Engine) -> Dawn:
    """Yui is new, and Ken mentors her; on a database where others read while one writes."""
    if engine.dialect.name == "sqlite":
        pytest.skip("one writer at a time there")
    move_in(engine)
    dawn = Dawn(Office(engine))
    dawn.trains("ken", "yui")
    return dawn


@contextmanager
def moving(dawn: Dawn, at: str) -> Iterator[Session]:
    """Said, and not written yet."""
    (row,) = rows(dawn.office, Practice)
    with writing(dawn.office.engine) as session:
        found = practices.find(session, workspace_id=row.workspace_id, practice_id=id_of(row), lock=True)
        assert found
        practices.say(session, practice=found, kind=Deed.MOVED, actor_id=found.mentor_id, now=dawn.office.now, starts_at=moment(at))
        yield session


def test_the_morning_tells_the_time_it_has(dawn: Dawn, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(mornings, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            dawn.look(MORNING)
    dawn.mornings = dawn.another()
    with moving(dawn, f"{TODAY} 17:30"):
        dawn.look()
        assert dawn.rows() == []
    dawn.look()
    assert ["17:30" in text for text in dawn.heard("ken", "practices ")] == [True]


def test_the_reminder_is_of_the_time_it_has(dawn: Dawn) -> None:
    dawn.look(MORNING)
    dawn.post()
    dawn.office.now = moment(f"{TODAY} 15:51")
    with moving(dawn, f"{TODAY} 17:30"):
        dawn.look()
        assert dawn.heard("yui", "practice-soon") == []
    dawn.look()
    assert dawn.heard("yui", "practice-soon") == []
    dawn.look(f"{TODAY} 17:21")
    assert len(dawn.heard("yui", "practice-soon")) == 1
