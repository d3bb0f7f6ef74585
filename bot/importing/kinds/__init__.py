"""Each kind of record: how a row's fields become columns (ValueError says what is wrong), and how a batch is written."""

from bot.importing.kinds.calls import CALLS
from bot.importing.kinds.desk import Desk, Draft, Kind
from bot.importing.kinds.meetings import MEETINGS
from bot.importing.kinds.people import LEADS, MEMBERS
from bot.importing.kinds.wins import WINS

__all__ = ["KINDS", "Desk", "Draft", "Kind"]

KINDS = {"calls": CALLS, "meetings": MEETINGS, "wins": WINS, "leads": LEADS, "members": MEMBERS}
