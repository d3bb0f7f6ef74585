"""What OnPace says unasked: the whole table on one page."""

from bot.jobs.briefs import briefs
from bot.jobs.closes import closes
from bot.jobs.drops import drops
from bot.jobs.numbers import numbers
from bot.jobs.requests import nudges, verdicts
from bot.jobs.rounds import Writer
from coaching.posts import Job

JOBS: dict[Job, Writer] = {
    Job.BRIEF: briefs,
    Job.NUMBERS: numbers,
    Job.DROP: drops,
    Job.VERDICT: verdicts,
    Job.GAP: nudges,
    Job.CLOSE: closes,
}
