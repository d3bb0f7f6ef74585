"""Files in: any CSV of calls, meetings, wins, leads or members, bad rows told and good ones kept, twice the same as once."""

from bot.importing.plan import Bad, Plan, Result, WrongPlan
from bot.importing.take import take

__all__ = ["Bad", "Plan", "Result", "WrongPlan", "take"]
