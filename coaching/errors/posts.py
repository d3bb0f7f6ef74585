"""What cannot be with the posts a team gets."""

from dataclasses import dataclass

from coaching.errors.refusal import Refusal


@dataclass(eq=False)
class BadPost(Refusal):
    """A post cannot be so; `why`: time (none of the day), many (times a day), once (a day at most), at_once (it has no time),
    personal (it has no channel), days (it has none), channel (none we can see), quiet (no span), closed (the team is, by then),
    lines (of the pace: none, or not one below the other), window or closing_day (out of range). `what`: the job, for at_once and once."""

    word: str
    why: str
    what: str = ""
