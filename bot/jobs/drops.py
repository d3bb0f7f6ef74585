"""A source that fell by more than chance brings: its managers hear of it, once a month for each source."""

from bot.jobs.edition import Edition
from bot.scoreboard.drops import fallen
from bot.talk import Post
from bot.views.drop import told
from storage.tables import id_of


def drops(edition: Edition) -> list[Post]:
    """To each manager, each source that fell."""
    found = fallen(edition.session, team=edition.team, now=edition.now)
    where = f"{id_of(edition.team)} {edition.day:%Y-%m}"
    return [
        Post(f"drop {where} {drop.source} {one.id}", str(one.slack_id), *told(edition.words(one), edition.team, drop))
        for drop in found
        for one in edition.managers
    ]
