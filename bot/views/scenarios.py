"""The team's scenarios: the list, the form, and what was changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.blocks import actions, button, confirm, context, field, line, menu, section
from bot.talk import Block, Modal, Reply
from bot.text import Markup, Words
from bot.views.naming import who
from bot.views.undo import undoable
from coaching.funnel import Step
from coaching.rubric import PASS_MARK, Rubric
from storage import scenarios
from storage.tables import Member, Scenario, ScenarioVersion

#: What a scenario can be for, in the order of a call; "" is the whole call.
STEPS = (Step.CONTACT.value, Step.APPOINTMENT.value, "", Step.HELD.value, Step.QUALIFIED.value)
NEW = "new"  # what a form of no scenario yet is about
WHOLE = "whole"  # how the form says ""
ITEMS = 5  # fields of them
#: Characters: an anchor and a blocker stand on a phone's line, and with a number within an option of Slack's.
MOST_TITLE, MOST_NAME, MOST_ANCHOR, MOST_BRIEF = 60, 40, 66, 600
MOST_ITEM = 1 + MOST_NAME + 5 * (MOST_ANCHOR + 10)
BLOCKERS = 5


@dataclass(frozen=True)
class Listed:
    """One scenario with its latest version and who made that."""

    scenario: Scenario
    version: ScenarioVersion
    maker: Member | None = None


@dataclass(frozen=True)
class Sheet:
    """What the form starts with; `meta` says what it is about."""

    title: str = ""
    step: str = Step.APPOINTMENT.value
    rep: str = ""
    mentor: str = ""
    items: Sequence[str] = ()
    blockers: Sequence[str] = ()
    pass_mark: int = PASS_MARK
    meta: str = NEW

    @classmethod
    def of(cls, words: Words, one: Listed) -> "Sheet":
        """A scenario as it is now."""
        version, language = one.version, words.language
        rubric = scenarios.rubric(version, language)
        return cls(
            title=scenarios.title(version, language),
            step=one.scenario.step,
            rep=scenarios.brief(version, language),
            mentor=scenarios.brief(version, language, mentor=True),
            items=item_lines(rubric),
            blockers=list(rubric.blockers.values()),
            pass_mark=rubric.pass_mark,
            meta=f"{one.scenario.id}:{version.number}",
        )


def item_lines(rubric: Rubric) -> list[str]:
    """Each item as its field reads it back: the name, then what 1 to 5 look like, a line each."""
    return ["\n".join([item.name, *(anchor for anchor in item.anchors if anchor)]) for item in rubric.items]


def form(words: Words, sheet: Sheet) -> Modal:
    """Title, what for, two briefs, the items a field each, blockers, pass mark."""
    steps = [(words.plain(f"scenario-step-{step or WHOLE}"), step or WHOLE) for step in STEPS]
    blocks = (
        _entry(words, "title", line("title", sheet.title, most=MOST_TITLE)),
        _entry(words, "step", menu("step", steps, sheet.step or WHOLE), hint=True),
        _entry(words, "rep", line("rep", sheet.rep, most=MOST_BRIEF, several_lines=True)),
        _entry(words, "mentor", line("mentor", sheet.mentor, most=MOST_BRIEF, several_lines=True), hint=True),
        *(_item(words, number, sheet.items) for number in range(1, ITEMS + 1)),
        _entry(words, "blockers", _blockers(sheet), optional=True, hint=True),
        _entry(words, "pass-mark", line("pass-mark", str(sheet.pass_mark), most=4), hint=True),
    )
    title = words.plain("scenario-new-title" if sheet.meta == NEW else "scenario-edit-title")
    return Modal("coach-scenario", title, blocks, words.plain("save"), words.plain("cancel"), meta=sheet.meta)


def _entry(words: Words, name: str, element: dict[str, Any], *, optional: bool = False, hint: bool = False) -> Block:
    said = words.plain(f"scenario-hint-{name}") if hint else ""
    return field(words.plain(f"scenario-field-{name}"), element, optional=optional, hint=said)


def _item(words: Words, number: int, items: Sequence[str]) -> Block:
    start = items[number - 1] if number <= len(items) else ""
    example, hint = (words.plain(f"scenario-{key}-item") if number == 1 else "" for key in ("example", "hint"))
    element = line(f"item-{number}", start, example, most=MOST_ITEM, several_lines=True)
    return field(words.plain("scenario-field-item", number=number), element, optional=number > 1, hint=hint)


def _blockers(sheet: Sheet) -> dict[str, Any]:
    return line("blockers", "\n".join(sheet.blockers), most=BLOCKERS * (MOST_ANCHOR + 1), several_lines=True)


def listed(words: Words, used: Sequence[Listed], retired: Sequence[Listed]) -> Reply:
    """Those in use with their buttons, [New], and the retired with [Bring back]."""
    head = words("scenario-head", count=len(used))
    lines = [_line(words, one) for one in used]
    blocks: list[Block] = [section(head)]
    for one, text in zip(used, lines, strict=True):
        blocks += [section(text), actions(*_deeds(words, one, last=len(used) == 1))]
    blocks += [actions(button(words.plain("scenario-button-new"), "coach-scenario-new", style="primary")), context(words("scenario-how"))]
    for one in retired:
        back = button(words.plain("scenario-button-back"), f"coach-scenario-back:{one.scenario.id}", str(one.scenario.id))
        blocks.append(section(words("scenario-retired-line", title=scenarios.title(one.version, words.language)), back))
    return Reply("\n".join([head, *lines]), tuple(blocks))


def _line(words: Words, one: Listed) -> Markup:
    rubric = scenarios.rubric(one.version, words.language)
    made = words("scenario-made-by", who=who(one.maker)) if one.maker else Markup("")
    return words(
        "scenario-line",
        title=scenarios.title(one.version, words.language),
        step=words(f"scenario-step-{one.scenario.step or WHOLE}"),
        items=len(rubric.items),
        pass_mark=rubric.pass_mark,
        number=one.version.number,
        day=words.day(one.version.made_at.astimezone(words.zone).date()),
        made=made,
    )


def _deeds(words: Words, one: Listed, *, last: bool) -> list[Block]:
    """[Edit] and, unless it is the last one, [Retire], which asks first."""
    value = str(one.scenario.id)
    edit = button(words.plain("scenario-button-edit"), "coach-scenario-edit", value)
    asked = confirm(*(words.plain(f"scenario-retire-{part}") for part in ("title", "text", "yes", "no")))
    return [edit] if last else [edit, button(words.plain("scenario-button-retire"), "coach-scenario-retire", value, ask_first=asked)]


def changed(words: Words, one: Listed, key: str, entry_id: int) -> Reply:
    """What was kept (`key`: made, changed, retired, back), what it means for practices scheduled already, and Undo."""
    values: Mapping[str, Any] = {"title": scenarios.title(one.version, words.language), "number": one.version.number}
    return undoable(words, words(f"scenario-{key}", **values), entry_id)
