"""What OnPace says unasked: the whole table on one page."""

from bot.jobs.numbers import numbers
from bot.jobs.rounds import Writer
from coaching.posts import Job

JOBS: dict[Job, Writer] = {
    Job.NUMBERS: numbers,
}
