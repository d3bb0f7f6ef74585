"""`python -m tests.undisturbed run …`: the bot as it is, but nothing falls due by itself, so whatever happens comes of what was said."""

from bot import schedule
from bot.__main__ import cli

DAY = 86_400  # seconds: longer than any conversation

if __name__ == "__main__":
    schedule.LOOK_EVERY = schedule.CLOSE_EVERY = DAY
    cli()
