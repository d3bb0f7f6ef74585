"""/coach scenarios: what the team practises: the list, a new one, another version, retired and brought back; each with Undo."""

from typing import Any

from bot.commands.coach.written import Written
from bot.parsing.numbers import row_id
from bot.talk import Ask, Reply
from bot.views import scenarios as view
from bot.views.permission import must
from coaching.errors import Gone
from coaching.permissions import May
from storage import entries, members, scenarios
from storage.tables import Scenario, ScenarioVersion, id_of

MOST = 15  # in use at once: what one message shows
MOST_RETIRED = 5  # shown, the latest


def listing(ask: Ask) -> Reply:
    """Every scenario in use, and the latest retired ones."""
    must(ask, May.COACH)
    scenarios.in_use(ask.session, team=ask.team, now=ask.now)  # the starter set, the first time
    found = [view.Listed(scenario, version, _maker(ask, version)) for scenario, version in scenarios.every(ask.session, team=ask.team)]
    retired = sorted((o for o in found if o.scenario.retired_at), key=lambda o: str(o.scenario.retired_at), reverse=True)
    return view.listed(ask.words, [one for one in found if not one.scenario.retired_at], retired[:MOST_RETIRED])


def _maker(ask: Ask, version: ScenarioVersion) -> Any:  # noqa: ANN401 - a member or nobody
    return members.find(ask.session, workspace_id=ask.workspace_id, member_id=version.made_by) if version.made_by else None


def open_new(ask: Ask) -> Reply:
    """[New]: an empty form."""
    must(ask, May.COACH)
    if _too_many(ask):
        return Reply(ask.words("scenario-too-many", most=MOST))
    return Reply(modal=view.form(ask.words, view.Sheet()))


def _too_many(ask: Ask) -> bool:
    return len(scenarios.in_use(ask.session, team=ask.team, now=ask.now)) >= MOST


def open_edit(ask: Ask) -> Reply:
    """[Edit]: the form with what is in it now."""
    return Reply(modal=view.form(ask.words, view.Sheet.of(ask.words, _one(ask, ask.text))))


def _one(ask: Ask, value: str) -> view.Listed:
    """A scenario of the team. Raises Gone, NotAllowed."""
    must(ask, May.COACH)
    scenario_id = row_id(value)
    found = scenarios.find(ask.session, workspace_id=ask.workspace_id, scenario_id=scenario_id, lock=True) if scenario_id else None
    if found is None or found[0].team_id != ask.team_id:
        raise Gone
    return view.Listed(*found)


def sent(ask: Ask) -> Reply:
    """Keep a new scenario, or a new version of one; one that says the same as before is none."""
    number, _, seen = ask.meta.partition(":")
    must(ask, May.COACH)
    former = None if number == view.NEW else _one(ask, number)
    if former and str(former.version.number) != seen:
        return Reply(errors={"title": ask.words.plain("scenario-error-changed")})
    written = Written(ask, scenarios.rubric(former.version, ask.language) if former else None)
    texts, step, pass_mark = written.texts(), written.step(), written.pass_mark()
    if written.errors:
        return Reply(errors=written.errors)
    if former is None:
        return _made(ask, texts, step, pass_mark)
    return _changed(ask, former, texts, step, pass_mark)


def _made(ask: Ask, texts: dict[str, Any], step: str, pass_mark: int) -> Reply:
    if _too_many(ask):
        return Reply(ask.words("scenario-too-many", most=MOST))
    entry_id = ask.entry("scenario")
    scenario = scenarios.create(ask.session, team=ask.team, key=f"own-{entry_id}", step=step)
    return _kept(ask, scenario, {ask.language: texts}, pass_mark, entry_id, step_before=step, key="made")


def _changed(ask: Ask, former: view.Listed, texts: dict[str, Any], step: str, pass_mark: int) -> Reply:
    """A changed text is said in the writer's language only; a changed pass mark alone leaves the other language too."""
    scenario, before = former.scenario, former.version
    same = texts in before.texts.values()
    if same and (step, pass_mark) == (scenario.step, before.pass_mark):
        return Reply(ask.words("scenario-unchanged"))
    entry_id, step_before = ask.entry("scenario"), scenario.step
    scenario.step = step
    kept = before.texts if same else {ask.language: texts}
    return _kept(ask, scenario, kept, pass_mark, entry_id, step_before=step_before, key="changed")


def _kept(ask: Ask, scenario: Scenario, texts: dict[str, Any], pass_mark: int, entry_id: int, *, step_before: str, key: str) -> Reply:
    version = scenarios.append(ask.session, scenario=scenario, texts=texts, pass_mark=pass_mark, made_by=ask.member_id, now=ask.now)
    retired = scenario.retired_at is not None
    _undoable(ask, entry_id, scenario, version, step=step_before, retired=retired, made=True)
    return view.changed(ask.words, view.Listed(scenario, version), key, entry_id)


def _undoable(
    ask: Ask, entry_id: int, scenario: Scenario, version: ScenarioVersion, *, step: str, retired: bool, made: bool = False
) -> None:
    """What Undo puts back, as storage.scenarios.put_back reads it."""
    change: dict[str, Any] = {"scenario": id_of(scenario), "version": id_of(version), "step": step, "retired": retired, "made": made}
    change["name"] = scenarios.title(version, ask.language)
    entries.retell(ask.session, entry_id=entry_id, summary=change)


def retire(ask: Ask) -> Reply:
    """[Retire]: it is not picked any more; what was scheduled with it stays. The last one stays in use."""
    one = _one(ask, ask.text)
    if one.scenario.retired_at or len(scenarios.in_use(ask.session, team=ask.team, now=ask.now)) < 2:
        raise Gone
    return _turned(ask, one, retired=True)


def bring_back(ask: Ask) -> Reply:
    """[Bring back]: it is picked again."""
    one = _one(ask, ask.text)
    if not one.scenario.retired_at:
        raise Gone
    if _too_many(ask):
        return Reply(ask.words("scenario-too-many", most=MOST))
    return _turned(ask, one, retired=False)


def _turned(ask: Ask, one: view.Listed, *, retired: bool) -> Reply:
    entry_id = ask.entry("scenario")
    one.scenario.retired_at = ask.now if retired else None
    ask.session.flush()
    _undoable(ask, entry_id, one.scenario, one.version, step=one.scenario.step, retired=not retired)
    return view.changed(ask.words, one, "retired" if retired else "back", entry_id)
