"""The outbox worker and what it knows of Slack's answers and limits."""

from bot.posting.answers import Refused, Trouble
from bot.posting.ledger import GIVE_UP_AFTER
from bot.posting.sending import carries, file_name
from bot.posting.worker import Poster

__all__ = ["GIVE_UP_AFTER", "Poster", "Refused", "Trouble", "carries", "file_name"]
