"""A team that is asked for words and figures: the ticker looks at moments of Tokyo, and people use the message of their day."""

from dataclasses import dataclass
from typing import Any

from bot.jobs.requests import Requests
from coaching.posts import Job
from storage import outbox
from storage.engine import writing
from storage.tables import Member, Outgoing, id_of
from tests.month import Month
from tests.office import Office, Shown, _elements, _labels, _texts
from tests.press import Press
from tests.rows import rows


@dataclass
class Asking:
    """`desk.look("2026-11-24 11:00")`, then `desk.heard("lena")`, `desk.press("lena", "Later")`."""

    press_of: Press
    month: Month
    requests: Requests
    known: dict[str, Any]

    @classmethod
    def of(cls, office: Office) -> "Asking":
        """In an office whose team wants requests and nothing else."""
        press = Press(office)
        press.wants_only(Job.VERDICT, Job.OUTCOME, Job.GAP)
        known: dict[str, Any] = {}
        return cls(press, Month(office), cls.replica(press, known), known)

    @staticmethod
    def replica(press: Press, known: dict[str, Any]) -> Requests:
        """A process that looks."""
        return Requests(press.office.engine, lambda: press.office.now, press._wake, lambda _: known)

    @property
    def office(self) -> Office:
        """Where they work."""
        return self.press_of.office

    def book(self, who: str, lead: str, when: str, ae: str = "", *, at: str = "2026-11-20 10:00") -> None:
        """Somebody logs an appointment, by default the Friday before."""
        self.office.at(at)
        shown = self.office.say(who, f"/log appointment {lead} {when} {f'@{ae}' if ae else ''}")
        assert lead in shown.text, shown.text

    def member(self, who: str, **changes: Any) -> None:
        """Change what somebody is."""
        row = self.press_of.member(who)
        with writing(self.office.engine) as session:
            found = session.get_one(Member, id_of(row))
            for name, value in changes.items():
                setattr(found, name, value)
            session.add(found)

    def look(self, at: str = "") -> None:
        """The ticker looks at this moment of Tokyo: the rounds, then the requests, twice as a ticker does."""
        self.press_of.look(at)
        self.requests.look()

    def heard(self, whom: str) -> list[Outgoing]:
        """The messages a person was asked in."""
        return self.press_of.heard(whom, "requests ")

    def blocks(self, whom: str) -> list[dict[str, Any]]:
        """What the latest of them shows."""
        return list(self.heard(whom)[-1].body["blocks"])

    def text(self, whom: str) -> str:
        """All of it as text."""
        return "\n".join(_texts(self.blocks(whom)))

    def labels(self, whom: str) -> list[str]:
        """Its buttons."""
        return [label for element in _elements(self.blocks(whom)) for label in _labels(element)]

    def press(self, whom: str, label: str, at: int = 0, *, key: str = "") -> Shown:
        """Use the `at`th button of it with this label."""
        found = [one for one in _elements(self.blocks(whom)) if label in _labels(one)]
        element = found[at]
        action = {name: element[name] for name in ("action_id", "type", "value")} | {"action_ts": key or self.office.stamp()}
        return self.office.tap(whom, action, channel=f"D0{whom.upper()}")

    def post(self) -> None:
        """Everything that waits is posted."""
        with writing(self.office.engine) as session:
            for row in rows(self.office, Outgoing):
                if row.state == outbox.WAITING and row.due_at <= self.office.now:
                    outbox.confirm(session, outgoing_id=id_of(row), now=self.office.now, ts=row.ts or f"{id_of(row)}.000001")
