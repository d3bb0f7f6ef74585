"""What is in an office's database, for tests that ask what was written."""

from typing import TypeVar

from sqlmodel import SQLModel, select

from storage.engine import reading
from tests.office import Office

T = TypeVar("T", bound=SQLModel)


def rows(office: Office, table: type[T]) -> list[T]:
    """Every row of a table, in order."""
    with reading(office.engine) as session:
        found = list(session.exec(select(table)).all())
        session.expunge_all()
    return sorted(found, key=lambda row: getattr(row, "id", 0) or 0)
