"""Every table. Each row carries its workspace; times are UTC; `day` is the team's local date, stored at write time."""

from storage.tables.coached import Milestone, Reached, Threshold
from storage.tables.columns import Exact, Moment, id_of
from storage.tables.doors import Installation, Passage
from storage.tables.messages import Answer, Outgoing
from storage.tables.people import Closure, Goal, Leave, Member, Scheme, Team, Workspace
from storage.tables.posted import Alarm, ClosedMonth, Hush, LiveBoard, PostPlan, Round
from storage.tables.practised import Commitment, Mark, Mentoring, Practice, PracticeEvent, PracticePlan, Scenario, ScenarioVersion
from storage.tables.work import Call, Effort, Entry, Lead, Meeting, MeetingEvent, Tally

__all__ = [
    "Alarm",
    "Answer",
    "Call",
    "ClosedMonth",
    "Closure",
    "Commitment",
    "Effort",
    "Entry",
    "Exact",
    "Goal",
    "Hush",
    "Installation",
    "Lead",
    "Leave",
    "LiveBoard",
    "Mark",
    "Meeting",
    "MeetingEvent",
    "Member",
    "Mentoring",
    "Milestone",
    "Moment",
    "Outgoing",
    "Passage",
    "PostPlan",
    "Practice",
    "PracticeEvent",
    "PracticePlan",
    "Reached",
    "Round",
    "Scenario",
    "ScenarioVersion",
    "Scheme",
    "Tally",
    "Team",
    "Threshold",
    "Workspace",
    "id_of",
]
