"""Installations begin and end whatever the order of events, and an erased workspace leaves no row and takes none of another's."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func
from sqlmodel import Session, col, select

from storage import erasing, installations, members, outbox, workspaces
from storage.dialect import stored
from storage.engine import reading, writing
from storage.tables import Installation, Member, Passage, Workspace, id_of
from tests.storage.desk import NOW, Desk
from tests.storage.filled import filled

DAY = timedelta(days=1)
GRANT = {"token": "sealed", "bot_user_id": "U0BOT", "app_id": "A1", "scopes": "commands", "installed_by": "U0HANA"}


def _installed(session: Session, slack_id: str = "T0ONE", **more: object) -> int:
    workspace = stored(workspaces.ensure(session, slack_id=slack_id, now=NOW).id)
    installations.begin(session, workspace_id=workspace, now=NOW, **(GRANT | more))  # type: ignore[arg-type]
    return workspace


def _row(session: Session, slack_id: str = "T0ONE") -> Installation:
    session.expire_all()
    found = installations.find(session, slack_id=slack_id)
    assert found
    return found


def test_the_end_deletes_the_token_and_what_waits_once(session: Session) -> None:
    workspace = _installed(session)
    outbox.put(session, workspace_id=workspace, key="a", to="C1", body={}, due_at=NOW)
    assert installations.end(session, slack_id="T0ONE", happened=NOW, now=NOW + DAY) is True
    assert installations.end(session, slack_id="T0ONE", happened=NOW, now=NOW + 2 * DAY) is False
    row = _row(session)
    assert (row.token, row.uninstalled_at, outbox.counts(session)) == ("", NOW + DAY, {"parked": 1})
    assert installations.active(session) == []


def test_installing_again_begins_anew(session: Session) -> None:
    workspace = _installed(session)
    installations.end(session, slack_id="T0ONE", happened=NOW, now=NOW)
    installations.begin(session, workspace_id=workspace, now=NOW + DAY, **(GRANT | {"token": "newer"}))
    row = _row(session)
    assert (row.token, row.uninstalled_at, row.installed_at) == ("newer", None, NOW + DAY)
    assert session.exec(select(func.count()).select_from(Installation)).one() == 1


@pytest.mark.parametrize(("seconds", "ends"), [(-300, False), (-1, False), (0, True), (0.9, True), (5, True)])
def test_an_end_counts_from_the_second_of_the_installation_on(session: Session, seconds: float, ends: bool) -> None:
    """Slack tells whole seconds; the installation was in the middle of one."""
    workspace = _installed(session)
    installations.begin(session, workspace_id=workspace, now=NOW + timedelta(milliseconds=900), **GRANT)
    assert installations.end(session, slack_id="T0ONE", happened=NOW + timedelta(seconds=seconds), now=NOW + DAY) is ends
    assert bool(_row(session).token) is not ends


def test_without_oauth_only_the_end_is_noted_and_taken_back(session: Session) -> None:
    workspaces.ensure(session, slack_id="T0ONE", now=NOW)
    assert installations.end(session, slack_id="T0NEVER", happened=NOW, now=NOW) is False
    assert installations.resume(session, slack_id="T0ONE", now=NOW) is False
    assert [installations.end(session, slack_id="T0ONE", happened=NOW, now=NOW) for _ in range(2)] == [True, False]
    assert (_row(session).token, len(installations.ended(session, before=NOW))) == ("", 1)
    assert installations.resume(session, slack_id="T0ONE", now=NOW + DAY) is True
    assert installations.ended(session, before=NOW + 9 * DAY) == []
    assert installations.end(session, slack_id="T0ONE", happened=NOW, now=NOW + DAY) is False, "it happened before the return"


def test_a_passage_is_open_once_and_for_its_time(session: Session) -> None:
    for digest in ("one", "two"):
        installations.open_passage(session, digest=digest, now=NOW, lasts=timedelta(minutes=10))
    late = NOW + timedelta(minutes=10)
    told = [
        installations.pass_through(session, digest=digest, now=now)
        for digest, now in [("one", NOW), ("one", NOW), ("two", late), ("no", NOW)]
    ]
    assert told == [True, False, False, False]
    installations.open_passage(session, digest="three", now=late, lasts=timedelta(minutes=10))
    assert session.exec(select(Passage.digest)).all() == ["three"], "what nobody came back with does not stay"


def _counts(engine: Engine) -> dict[str, dict[int, int]]:
    """Rows of each table by workspace."""
    with reading(engine) as session:
        asked = {table.name: select(table.c.workspace_id, func.count()).group_by(table.c.workspace_id) for table in erasing.owned()}
        return {name: {row[0]: row[1] for row in session.execute(each)} for name, each in asked.items()}


@pytest.mark.parametrize("most", [2, 2000])
def test_no_table_keeps_a_row_of_who_left_and_others_keep_all_theirs(engine: Engine, most: int) -> None:
    with writing(engine) as session:
        desks = [filled(session, slack_id).desk for slack_id in ("T0ONE", "T0TWO")]
        for desk in desks:
            installations.begin(session, workspace_id=desk.workspace_id, now=NOW, **GRANT)
            _learns_from_a_newer_member(session, desk)
        one, two = (desk.workspace_id for desk in desks)
    before = _counts(engine)
    assert all({one, two} <= owners.keys() for owners in before.values()), "every table has something to lose"
    with writing(engine) as session:
        installations.end(session, slack_id="T0ONE", happened=NOW, now=NOW)
    for _ in range(200):
        with writing(engine) as session:
            if done := erasing.erase(session, workspace_id=one, before=NOW, most=most):
                break
    assert done
    assert _counts(engine) == {name: {two: owners[two]} for name, owners in before.items()}
    with reading(engine) as session:
        assert session.exec(select(Workspace.slack_id)).all() == ["T0TWO"]


def _learns_from_a_newer_member(session: Session, desk: Desk) -> None:
    newer = members.ensure(session, workspace_id=desk.workspace_id, slack_id="U0NEWER", now=NOW)
    session.get_one(Member, desk.hana).mentor_id = id_of(newer)


def test_who_came_back_in_time_is_not_erased(engine: Engine) -> None:
    with writing(engine) as session:
        one = _installed(session)
        installations.end(session, slack_id="T0ONE", happened=NOW, now=NOW)
        installations.begin(session, workspace_id=one, now=NOW, **GRANT)
    before = _counts(engine)
    with writing(engine) as session:
        assert erasing.erase(session, workspace_id=one, before=NOW + 9 * DAY) is True
    assert _counts(engine) == before


def test_who_comes_back_while_erasing_starts_anew(engine: Engine) -> None:
    with writing(engine) as session:
        one = filled(session, "T0ONE").desk.workspace_id
        installations.begin(session, workspace_id=one, now=NOW, **GRANT)
        installations.end(session, slack_id="T0ONE", happened=NOW, now=NOW)
    with writing(engine) as session:
        assert erasing.erase(session, workspace_id=one, before=NOW, most=1) is False
        again = _installed(session)
    for _ in range(40):
        with writing(engine) as session:
            if erasing.erase(session, workspace_id=one, before=NOW):
                break
    with reading(engine) as session:
        found = workspaces.find(session, slack_id="T0ONE")
        assert (found and found.id, session.exec(select(col(Installation.workspace_id))).all()) == (again, [again])
        assert session.exec(select(Workspace.id)).all() == [again]
