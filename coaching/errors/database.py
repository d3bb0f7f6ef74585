"""What the database does not take."""

from dataclasses import dataclass

from coaching.errors.refusal import Refusal


@dataclass(eq=False)
class DatabaseBusy(Refusal):
    """Others have been writing for longer than a person can wait; nothing was written."""


@dataclass(eq=False)
class DatabaseFull(Refusal):
    """The disk takes nothing more; nothing was written."""


@dataclass(eq=False)
class DatabaseReadOnly(Refusal):
    """The database may be read but not written; nothing was written."""


@dataclass(eq=False)
class DatabaseAway(Refusal):
    """The database cannot be reached; nothing was written."""


@dataclass(eq=False)
class DatabaseUnsure(Refusal):
    """The database was lost in the very moment of recording: it may be recorded or not."""
