"""What is kept of a rep's coaching, for `/coach @rep`: the latest scored practices with the answers, and what was decided of graduation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.blocks import section
from bot.talk import Ask, Block, Reply
from bot.text import Markup
from bot.views.coach_ways import TOLD
from bot.views.coached import said_of
from bot.views.naming import who
from bot.views.score_told import together
from coaching.agreement import State
from coaching.trainee import Way
from storage import marks, members, milestones, practices, scenarios
from storage.tables import Mark, Member, Milestone, Practice, ScenarioVersion, id_of

MOST_PRACTICES, MOST_TURNS = 3, 5


def with_record(ask: Ask, reply: Reply, rep: Member) -> Reply:
    """The answer with the record beneath; for who may see this rep's standing (their own, their trainee's, a manager everybody's).

    The rep reads what they were told: not that a graduation was put off, and no reason.
    """
    record = _Record(ask, rep)
    parts: list[Markup] = [*record.practices(), *record.way()]
    blocks: list[Block] = [section(text) for text in parts]
    return replace(reply, text=Markup("\n".join([reply.text, *parts])), blocks=(*reply.blocks, *blocks)) if parts else reply


@dataclass(frozen=True)
class _Record:
    ask: Ask
    rep: Member

    def practices(self) -> list[Markup]:
        """The latest scored, newest first, each with its marks."""
        ask, words = self.ask, self.ask.words
        had = practices.of_rep(ask.session, workspace_id=ask.workspace_id, rep_id=id_of(self.rep))
        done = [one for one in had if one.state == State.DONE][::-1]
        shown = done[:MOST_PRACTICES]
        if not shown:
            return []
        found = marks.of(ask.session, workspace_id=ask.workspace_id, practice_ids=[id_of(one) for one in shown])
        versions = scenarios.versions(ask.session, workspace_id=ask.workspace_id, version_ids=[one.version_id for one in shown])
        people = self._people([mark.scorer_id for said in found.values() for mark in said])
        head = words("record-practices", shown=len(shown), count=len(done))
        return [head, *(text for one in shown for text in self._scored(one, versions[one.version_id], found.get(id_of(one), []), people))]

    def _scored(self, practice: Practice, version: ScenarioVersion, given: Sequence[Mark], people: dict[int, Member]) -> list[Markup]:
        """Each scorer's word, and what several come to."""
        return [*(self._marked(practice, version, mark, people) for mark in given), *together(self.ask.words, given)]

    def _people(self, ids: Sequence[int]) -> dict[int, Member]:
        return dict(members.some(self.ask.session, workspace_id=self.ask.workspace_id, member_ids=set(ids)))

    def _marked(self, practice: Practice, version: ScenarioVersion, mark: Mark, people: dict[int, Member]) -> Markup:
        words = self.ask.words
        said = words("coached-passed" if mark.passed else "coached-again")
        about = {"title": scenarios.title(version, words.language), "mark": words.number(mark.total, 0), "said": said}
        lines = [words("record-mark", day=words.day(practice.day), who=_name(people, mark.scorer_id), **about), *said_of(words, mark)]
        lines += [words("record-answer", who=who(self.rep), text=mark.answer)] if mark.answer else []
        return Markup("\n".join(lines))

    def way(self) -> list[Markup]:
        """Graduations, relapses and both declined, newest first."""
        ask, words = self.ask, self.ask.words
        rows = milestones.of(ask.session, workspace_id=ask.workspace_id, member_ids=[id_of(self.rep)]).get(id_of(self.rep), [])
        known = [row for row in rows if not self._own or row.kind in TOLD][::-1]
        shown = known[:MOST_TURNS]
        if not shown:
            return []
        people = self._people([row.actor_id for row in shown])
        more = Markup("yes" if len(known) > len(shown) else "no")
        head = words("record-way", shown=len(shown), count=len(known), more=more)
        return [Markup("\n".join([head, *(self._turn(row, people) for row in shown)]))]

    @property
    def _own(self) -> bool:
        return self.rep.id == self.ask.member.id

    def _turn(self, row: Milestone, people: dict[int, Member]) -> Markup:
        words = self.ask.words
        lines = [words(f"record-{Way(row.kind).value}", day=words.day(row.day), who=_name(people, row.actor_id))]
        if not self._own:
            lines += [words("record-reason", text=row.reason)] if row.reason else []
            lines += self._evidence(row)
        return Markup("\n".join(lines))

    def _evidence(self, row: Milestone) -> list[Markup]:
        """The rates as they stood, those nothing was tried of left out."""
        words = self.ask.words
        said = [words("record-rate", step=words(f"coach-rate-{one['step']}"), k=one["k"], n=one["n"]) for one in row.evidence if one["n"]]
        return [words("record-evidence", rates=Markup(words("separator").join(said)))] if said else []


def _name(people: dict[int, Member], member_id: int) -> Markup:
    return who(people[member_id]) if member_id in people else Markup("–")
