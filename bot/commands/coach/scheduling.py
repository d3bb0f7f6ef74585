"""A practice by hand: `/coach practice @rep [when]`, the next free time by one tap, and somebody the morning left out."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.commands.coach.seen import must_coach
from bot.parsing import words as known
from bot.parsing.dates import read_when
from bot.parsing.numbers import row_id
from bot.scoreboard.pairs import Pair, evidence, pairs
from bot.scoreboard.practices import COUNTED, days_ahead, offered
from bot.scoreboard.trainees import trainees
from bot.scoreboard.wanted import Hindrance, wanted
from bot.talk import Ask, Reply
from bot.views import practice_offers as view
from bot.views.month import today_of
from bot.views.naming import label
from bot.views.permission import managers_of, managers_of_team, must, reachable
from bot.views.person import named
from bot.views.practice import Reader
from bot.views.practice_said import heard, news, said
from coaching.errors import BadDate, Gone, Missing, NotAllowed, NotAMentor, NotARep, NotUnderstood
from coaching.permissions import May
from coaching.practice import weakest
from coaching.terms import Role
from storage import members, practices, scenarios
from storage.tables import Member, id_of

_WITH = re.compile(r"(?:^|\s)(?:with|mentor|担当|メンター)[\s:は]*(<@[^>]+>|member:\d+|@?[^\s@<]+?)(?:さん)?(?:と)?(?=\s|$)")


def practice(ask: Ask) -> Reply:
    """`@rep tomorrow 16:00 with @mentor`, `@佐藤 明日16時 担当 @健`; without a time those that both have."""
    must(ask, May.COACH)
    said = known.normal(ask.text)
    by = _WITH.search(said)
    rep, rest = _whom(ask, (said[: by.start()] + said[by.end() :] if by else said).split())
    today = today_of(ask)
    when = read_when(rest, today=today, forward=True, now=ask.now.astimezone(ask.zone))
    if when.rest:
        raise NotUnderstood(when.rest, "", "coach-practice")
    if when.is_gone(today):
        raise BadDate(when.said, "in_the_past")
    mentor = _mentor(ask, rep, named(ask, by[1])) if by else _mentor_for(ask, rep)
    if mentor is None:
        return view.no_mentor(ask.words, rep, _mentors(ask, rep))
    at = when.at(ask.zone, today)
    return _offer(ask, rep, mentor, [when.day] if when.day else None) if at is None else _at(ask, rep, mentor, at)


def _whom(ask: Ask, said: list[str]) -> tuple[Member, str]:
    """The rep meant, and the words around. Raises Missing."""
    if not said:
        raise Missing("person", "coach-practice")
    at = next((n for n, word in enumerate(said) if word.startswith(("<@", "@"))), 0)
    rep = named(ask, said[at])
    return _rep(ask, rep), " ".join(said[:at] + said[at + 1 :])


def _rep(ask: Ask, rep: Member) -> Member:
    """A rep of the asker's team, and not themselves. Raises NotAllowed, NotARep."""
    if rep.team_id != ask.team_id:
        raise NotAllowed("trainee", managers_of_team(ask, rep.team_id) if rep.team_id else managers_of(ask))
    if rep.id == ask.member_id:
        must_coach(ask, rep)
    if Role.REP not in members.roles(rep):
        raise NotARep(rep.name or str(rep.slack_id))
    return rep


def _mentor_for(ask: Ask, rep: Member) -> Member | None:
    """Who practises with them: who asks, if they mentor, else their own mentor."""
    if Role.MENTOR in members.roles(ask.member):
        return ask.member
    own = members.find(ask.session, workspace_id=ask.workspace_id, member_id=rep.mentor_id) if rep.mentor_id else None
    return own if own and Role.MENTOR in members.roles(own) and own.team_id == ask.team_id else None


def _mentors(ask: Ask, rep: Member) -> Sequence[Member]:
    """Who could practise with a rep: everybody who mentors in the team but themselves."""
    found = members.of_team(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id, role=Role.MENTOR)
    return [one for one in found if one.id != rep.id]


def _mentor(ask: Ask, rep: Member, wanted: Member) -> Member:
    """Who was named to practise with a rep. Raises NotAMentor."""
    there = _mentors(ask, rep)
    if wanted.id not in [one.id for one in there]:
        raise NotAMentor(label(wanted), reachable(ask, there))
    return wanted


def with_mentor(ask: Ask) -> Reply:
    """A mentor was chosen from the menu of an offer; the value is `<rep id> <mentor id>`."""
    must(ask, May.COACH)
    number, _, other = ask.text.partition(" ")
    rep = _by_id(ask, number)
    return replace(_offer(ask, rep, _chosen(ask, rep, other), None), replace=True)


def _chosen(ask: Ask, rep: Member, number: str) -> Member:
    """The mentor a button or menu carries. Raises Gone for nobody of the team, NotAMentor."""
    found = members.find(ask.session, workspace_id=ask.workspace_id, member_id=row_id(number) or 0)
    if found is None or found.team_id != ask.team_id:
        raise Gone
    return _mentor(ask, rep, found)


def _free(ask: Ask, rep: Member, mentor: Member, days: Sequence[date] | None = None) -> Sequence[datetime]:
    wanted_days = days or days_ahead(ask.session, team=ask.team, now=ask.now)
    return offered(ask.session, team=ask.team, mentor=mentor, rep_id=id_of(rep), now=ask.now, days=wanted_days)


def _offer(ask: Ask, rep: Member, mentor: Member, days: Sequence[date] | None) -> Reply:
    """The times both have, the next one first."""
    slots = _free(ask, rep, mentor, days)
    there = _ahead(ask, rep)
    if not slots and days:
        return view.offer(Reader.of(ask), rep, mentor, _free(ask, rep, mentor), there, mentors=_mentors(ask, rep), none_on=days[0])
    return view.offer(Reader.of(ask), rep, mentor, slots, there, mentors=_mentors(ask, rep))


def _ahead(ask: Ask, rep: Member) -> Sequence[Pair]:
    """What the rep practises in the next days."""
    end = datetime.combine(max(days_ahead(ask.session, team=ask.team, now=ask.now), default=today_of(ask)), datetime.max.time(), ask.zone)
    rows = practices.taken(ask.session, workspace_id=ask.workspace_id, member_ids=[id_of(rep)], start=ask.now, end=end)
    return pairs(ask.session, workspace_id=ask.workspace_id, found=[row for row in rows if row.rep_id == rep.id])


def tapped(ask: Ask) -> Reply:
    """One tap: `<rep id>` at the next time both have, `<rep id> <moment> <mentor id>` at that one, with ` also` a second one that day.

    Who already practises is not asked twice.

    Only an offer of times gives way to the answer: a prompt or a morning's message holds more that is still to be decided.
    """
    found = _tapped(ask)
    return found if " " in ask.text else replace(found, replace=False)


def _tapped(ask: Ask) -> Reply:
    must(ask, May.COACH)
    number, moment, by, also = (*ask.text.split(" "), "", "", "")[:4]
    rep = _by_id(ask, number)
    mentor = _chosen(ask, rep, by) if by else _mentor_for(ask, rep)
    if mentor is None:
        return view.no_mentor(ask.words, rep, _mentors(ask, rep))
    practices.hold(ask.session, member_ids=[id_of(rep), id_of(mentor)])
    if moment:
        return _at(ask, rep, mentor, view.moment_of(moment), also=bool(also))
    if there := _ahead(ask, rep):
        return _there(ask, there[0])
    slots = _free(ask, rep, mentor)
    return _at(ask, rep, mentor, slots[0]) if slots else view.offer(Reader.of(ask), rep, mentor, slots, (), mentors=_mentors(ask, rep))


def take(ask: Ask) -> Reply:
    """[Take]: a mentor gives a rep whom the morning left out their practice of that day; the value is `<rep id> <day>`."""
    must(ask, May.COACH)
    number, _, day = ask.text.partition(" ")
    rep, wanted_day = _by_id(ask, number), view.day_of(day)
    if Role.MENTOR not in members.roles(ask.member):
        raise NotAllowed("mentor", view.mentors_of(ask))
    practices.hold(ask.session, member_ids=[id_of(rep), ask.member_id])
    there = next((pair for pair in _ahead(ask, rep) if pair.practice.day == wanted_day), None)
    if there:
        return _there(ask, there)
    if wanted_day < today_of(ask):
        return view.too_late(ask.words, rep, wanted_day)
    slots = _free(ask, rep, ask.member, [wanted_day])
    return _at(ask, rep, ask.member, slots[0]) if slots else _offer(ask, rep, ask.member, [wanted_day])


def _by_id(ask: Ask, number: str) -> Member:
    """A rep of the team by the id a button carries. Raises Gone, NotAllowed."""
    found = members.find(ask.session, workspace_id=ask.workspace_id, member_id=row_id(number) or 0)
    if found is None or found.team_id != ask.team_id:
        raise Gone
    return _rep(ask, found)


def _there(ask: Ask, pair: Pair) -> Reply:
    """Somebody was quicker: who it is, and when."""
    return said(ask, view.taken(Reader.of(ask), pair), [pair] if Reader.of(ask).coaches(pair) else [])


def _at(ask: Ask, rep: Member, mentor: Member, at: datetime, *, also: bool = False) -> Reply:
    """At this very time, or why not with what is free. `also`: a second one on a day is meant; else that is asked first."""
    practices.hold(ask.session, member_ids=[id_of(rep), id_of(mentor)])
    found = wanted(ask.session, team=ask.team, mentor=mentor, rep=rep, at=at, now=ask.now)
    if found.hindrance:
        other = pairs(ask.session, workspace_id=ask.workspace_id, found=[found.other] if found.other else [])
        if found.hindrance is Hindrance.REP_BUSY and other and other[0].mentor.id == mentor.id:
            return _there(ask, other[0])
        return view.hindered(Reader.of(ask), found, other[0] if other else None, _free(ask, rep, mentor))
    if not also and (there := _that_day(ask, rep, at)):
        return view.second(Reader.of(ask), there, mentor, at)
    entry_id = ask.entry("practice-scheduled")
    pair = _scheduled(ask, rep, mentor, at, found.minutes, entry_id)
    text = heard(ask, ask.words("practice-scheduled", when=Reader.of(ask).when(at)), pair)
    return said(ask, text, [pair], undo=entry_id, posts=news(ask, pair, "scheduled", when=at))


def _that_day(ask: Ask, rep: Member, at: datetime) -> Pair | None:
    """What the rep practises that day, or did."""
    day = at.astimezone(ask.zone).date()
    rows = practices.of_rep(ask.session, workspace_id=ask.workspace_id, rep_id=id_of(rep), since=day)
    found = [row for row in rows if row.day == day and row.state in COUNTED]
    return pairs(ask.session, workspace_id=ask.workspace_id, found=found[:1])[0] if found else None


def _scheduled(ask: Ask, rep: Member, mentor: Member, at: datetime, minutes: int, entry_id: int) -> Pair:
    """Write it, and nobody counts as left out any more. The morning's key stays free: when this is taken back, it plans the rep."""
    stand = trainees(ask.session, team=ask.team, reps=[rep], now=ask.now)[0]
    step, day = weakest(stand.readings), at.astimezone(ask.zone).date()
    version = scenarios.for_step(ask.session, team=ask.team, step=step, now=ask.now, rep_id=id_of(rep))
    about: dict[str, Any] = {"workspace_id": ask.workspace_id, "team_id": ask.team_id, "rep_id": id_of(rep), "mentor_id": id_of(mentor)}
    about |= {"version_id": id_of(version), "step": step.value if step else "", "day": day, "starts_at": at, "minutes": minutes}
    about |= {"need": "", "evidence": evidence(stand), "now": ask.now, "actor_id": ask.member_id, "entry_id": entry_id}
    row = practices.propose(ask.session, **about, key=ask.key)
    if row is None:
        raise Gone
    _served(ask, rep, day)
    return pairs(ask.session, workspace_id=ask.workspace_id, found=[row])[0]


def _served(ask: Ask, rep: Member, day: date) -> None:
    plan = practices.plan_of(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id, day=day, lock=True)
    if plan and str(rep.id) in plan.unserved:
        left = {int(one): why for one, why in plan.unserved.items() if one != str(rep.id)}
        practices.replan(ask.session, plan=plan, unserved=left)
