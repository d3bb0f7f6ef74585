"""Every table. Each row carries its workspace; times are UTC; `day` is the team's local date, stored at write time."""

from storage.tables.coached import Milestone, Threshold
from storage.tables.columns import Exact, Moment, id_of
from storage.tables.doors import Installation, Passage
from storage.tables.messages import Answer, Outgoing
from storage.tables.people import Closure, Goal, Leave, Member, Scheme, Team, Workspace
from storage.tables.work import Call, Effort, Entry, Lead, Meeting, MeetingEvent, Tally

__all__ = [
    "Answer",
    "Call",
    "Closure",
    "Effort",
    "Entry",
    "Exact",
    "Goal",
    "Installation",
    "Lead",
    "Leave",
    "Meeting",
    "MeetingEvent",
    "Member",
    "Milestone",
    "Moment",
    "Outgoing",
    "Passage",
    "Scheme",
    "Tally",
    "Team",
    "Threshold",
    "Workspace",
    "id_of",
]
