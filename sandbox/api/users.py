"""Methods users.*: people as the bot may know them (docs.slack.dev/reference/methods)."""

from typing import Any

from sandbox.api.arguments import Arguments
from sandbox.errors import SlackError
from sandbox.ground import Ground
from sandbox.people import Person, user_json

# In every team, and not marked as a bot (bolt-js issue 794; docs.slack.dev, user object: is_bot).
SLACKBOT = Person("USLACKBOT", "slackbot", "Slackbot", tz="America/Los_Angeles")


def info(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """One person, or Slackbot ([R] users.info). SlackError user_not_found."""
    user = asked.text("user", "user_not_found")
    person = SLACKBOT if user == SLACKBOT.id else workspace.by_id.get(user)
    if person is None:
        raise SlackError("user_not_found")
    return {"user": user_json(person, workspace.team_id, workspace.clock.now(), asked.flag("include_locale"))}


def list_(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """Everybody of the team, the bot, Slackbot and those deactivated among them; who is here by Slack Connect is of another team
    ([R] users.list).
    """
    page, onward = asked.page([SLACKBOT, *(person for person in workspace.by_id.values() if not person.is_stranger)])
    now, with_locale = workspace.clock.now(), asked.flag("include_locale")
    return {
        "members": [user_json(person, workspace.team_id, now, with_locale) for person in page],
        "cache_ts": int(now.timestamp()),
        **onward,
    }
