"""Everything the bot can send, in both languages: Slack would take it, and nothing is left out."""

import pytest
from slack_sdk.errors import SlackObjectFormationError

from bot import commands
from bot.text import keys
from coaching import errors
from sandbox.errors import SlackError
from tests.gallery.catalogue import produced
from tests.gallery.checks import check
from tests.gallery.stage import Item, Produced
from tests.gallery.tongue import TONGUES

pytestmark = pytest.mark.timeout(400)  # the first to ask has everything made, more than a thousand things

#: Sentences no scene shows, with the reason.
UNSAID = {
    "goal-missing-appointments": "where meetings were won there is a held rate",
    "goal-missing-calls": "where contacts became appointments there is a contact rate",
    "happening-booked": "nobody is told that a meeting is booked already",
    "undo-activity": "an entry an older version kept without its words",
    "undo-appointment": "an entry an older version kept without its words",
    "refusal-nothing": "the end of other sentences",
    "refusal-and-nothing": "the end of other sentences",
    "undo-other": "an entry a later version made",
}
ON_PAGES = "install-"  # said by the pages of an installation, which are no messages
OTHER = {"en": {"language-switch-en"}, "ja": {"language-switch-ja"}}  # the way to the language one reads already


@pytest.fixture(scope="module", params=["en", "ja"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Produced]:
    """The whole catalogue in one language."""
    return request.param, produced(request.param, tmp_path_factory.mktemp("gallery"))


def trouble(item: Item) -> str:
    """What Slack would say against it; "" nothing."""
    try:
        check(item)
    except (SlackError, SlackObjectFormationError, UserWarning, AssertionError) as wrong:
        return f"{wrong!r} {getattr(wrong, 'messages', '')}"
    return ""


def test_slack_would_take_every_item(made: tuple[str, Produced]) -> None:
    assert {item.name: told for item in made[1].items if (told := trouble(item))} == {}


def test_every_row_of_the_tables_answers(made: tuple[str, Produced]) -> None:
    tables = {"command": commands.COMMANDS, "action": commands.ACTIONS, "form": commands.FORMS}
    assert {(kind, name) for kind, table in tables.items() for name in table} <= made[1].answered


def test_every_sentence_is_said_somewhere(made: tuple[str, Produced]) -> None:
    language, kept = made
    unsaid = {key for key in keys(language) - kept.said if not key.startswith(ON_PAGES)}
    assert unsaid == UNSAID.keys() | OTHER[language]


def test_every_refusal_is_told(made: tuple[str, Produced]) -> None:
    kinds = {name for name in dir(errors) if isinstance(getattr(errors, name), type) and issubclass(getattr(errors, name), errors.Refusal)}
    names = {"refusal" + "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in kind) for kind in kinds}
    assert names <= made[1].said


def test_the_longest_names_are_shown(made: tuple[str, Produced]) -> None:
    assert len(TONGUES[made[0]].lead) == 40
    assert any(TONGUES[made[0]].lead in str(item.body) for item in made[1].items)
