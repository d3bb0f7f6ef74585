"""How workspaces come in and go: their installations, and the passages under way through Slack's page."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.tables.columns import Moment


class Installation(SQLModel, table=True):
    """What a workspace granted OnPace. The token is kept encrypted, and not at all once the workspace took OnPace off."""

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id", unique=True)
    token: str = ""  # Fernet; "" where the one token comes from the environment, and after uninstalling
    bot_user_id: str = ""
    app_id: str = ""
    scopes: str = ""  # as Slack says them, separated by commas
    installed_by: str = ""  # a person's Slack id
    installed_at: datetime = Field(sa_type=Moment)
    uninstalled_at: datetime | None = Field(default=None, sa_type=Moment, index=True)


class Passage(SQLModel, table=True):
    """An installation somebody began: the state that must come back with them from Slack, once and in time."""

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(unique=True)  # SHA-256 of the state: who reads the database cannot use it
    until: datetime = Field(sa_type=Moment, index=True)
