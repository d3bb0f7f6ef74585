"""The catalogue: every scene, by name."""

from pathlib import Path

from tests.gallery import (
    asked,
    calls,
    coached,
    figures,
    homes,
    meetings,
    mornings,
    notices,
    posted,
    postplans,
    practised,
    refusals,
    scored,
    settings,
)
from tests.gallery.stage import Produced, Scene, play

SCENES: dict[str, tuple[str, Scene]] = {
    **calls.SCENES,
    **meetings.SCENES,
    **asked.SCENES,
    **figures.SCENES,
    **coached.SCENES,
    **homes.SCENES,
    **scored.SCENES,
    **practised.SCENES,
    **mornings.SCENES,
    **settings.SCENES,
    **postplans.SCENES,
    **posted.SCENES,
    **notices.SCENES,
    **refusals.SCENES,
}


def produced(language: str, folder: Path) -> Produced:
    """Everything, in one language."""
    return play(SCENES, language, folder)
