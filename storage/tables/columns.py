"""Column types that keep moments and amounts exactly, alike in both databases."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Protocol

from sqlalchemy import BigInteger, DateTime, Dialect
from sqlalchemy.types import TypeDecorator


class Row(Protocol):
    """A row of any table that numbers its rows."""

    id: int | None


def id_of(row: Row) -> int:
    """The id of a row that was stored; a row not flushed yet has none, which is a mistake of ours."""
    assert row.id is not None
    return row.id


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as naive UTC in both databases."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.replace(tzinfo=UTC)


class Exact(TypeDecorator[Decimal]):
    """A number with up to four decimals, kept as an integer of ten-thousandths: SQLite knows no decimals, and sums must be exact."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else round(Decimal(value) * 10_000)

    def process_result_value(self, value: int | Decimal | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        if value is None:
            return None
        exact = Decimal(value) / 10_000
        return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()
