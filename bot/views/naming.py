"""How people, leads, sources and moments are called in a sentence."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.talk import Ask
from bot.text import Markup, Words, escaped, mention
from storage import leads
from storage.tables import Lead, Member


def who(member: Member) -> Markup:
    """A person: a mention, or the name of somebody who is not in Slack."""
    return mention(member.slack_id) if member.slack_id else escaped(member.name)


def unmentioned(line: str, people: Iterable[Member]) -> Markup:
    """A line with names in place of mentions: in a channel those would call everybody named in it, twice a day."""
    for one in people:
        if one.slack_id:
            line = line.replace(who(one), escaped(one.name))
    return Markup(line)


def words_of(ask: Ask, member: Member) -> Words:
    """The sentences of another member of the team, for what they are told."""
    return Words(member.language or member.slack_language or ask.team.language, ask.zone, ask.team.currency)


def label(member: Member) -> str:
    """A person in a menu, where mentions are not shown."""
    return member.name or member.slack_id or "–"


def source_name(words: Words, source: str) -> str:
    """A source in the reader's language, or as the team calls it."""
    key = f"source-{source.replace(' ', '-')}"
    return words(key) if source and words.has(key) else source


def lead_name(ask: Ask, lead_id: int | None) -> str:
    """A lead's name, for a sentence: not yet made harmless."""
    lead = leads.find(ask.session, workspace_id=ask.workspace_id, lead_id=lead_id) if lead_id else None
    return lead.name if lead else ask.words.plain("unnamed-lead")


def call_back(words: Words, lead: str, at: datetime, now: datetime) -> Markup:
    """Acme 15:00, with its date where that is not today."""
    today = at.astimezone(words.zone).date() == now.astimezone(words.zone).date()
    return words("pad-call-back", lead=lead, when=words.clock(at) if today else words.when(at))


def lead_line(ask: Ask, lead: Lead) -> str:
    """A lead on a button: its name, and where it came from when that is known."""
    source = source_name(ask.words, lead.source)
    return f"{lead.name} ({source})" if source else lead.name


def told_apart(labels: Sequence[str]) -> list[str]:
    """The same labels, those that are alike numbered: no two buttons of a question read the same."""
    return [f"({labels[: at + 1].count(one)}) {one}" if labels.count(one) > 1 else one for at, one in enumerate(labels)]


def moment(ask: Ask, at: datetime) -> Markup:
    """today 10:00 · yesterday 16:00 · Wed, Nov 25, 14:00."""
    return near(ask.words, ask.now, at)


def near(words: Words, now: datetime, at: datetime) -> Markup:
    """The same for any reader, in the team's zone."""
    today = now.astimezone(words.zone).date()
    named = {today: "today", today - timedelta(days=1): "yesterday", today + timedelta(days=1): "tomorrow"}
    name = named.get(at.astimezone(words.zone).date())
    return Markup(f"{words(name)} {words.clock(at)}") if name else words.when(at)
