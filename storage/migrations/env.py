"""What Alembic runs: `storage.engine.migrate` hands it a connection inside a transaction."""

from typing import Literal

from alembic import context
from sqlmodel import AutoString, SQLModel

from storage.tables import Exact, Moment

PLAIN = {Moment: "sa.DateTime()", Exact: "sa.BigInteger()", AutoString: "sa.String()"}


def plain(kind: str, item: object, _: object) -> str | Literal[False]:
    """A revision names the columns' SQL types: it must not change when our own types do."""
    return PLAIN.get(type(item), False) if kind == "type" else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    render_item=plain,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
