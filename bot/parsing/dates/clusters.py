"""Where in a text its dates and times stand: runs of atoms between word boundaries."""

import re
from dataclasses import dataclass

from bot.parsing.dates.atoms import ATOMS, Atom, Slot

_STARTS = re.compile(r"(?:(?<=^)|(?<=[\s,、(「]))(?=[\w(@])")
_GAP = re.compile(r"(?:[\s,、]*(?:\b(?:at|on|the|from)\s+|@\s?(?=[0-9])|の|T(?=[0-9]))?)")
_END = re.compile(r"(?:から|に|より|開始|スタート|で|へ|まで|頃|ごろ|の|[~〜])?(?=$|[\s,.、。;!?)])")
_GLUED = re.compile(r"(?=[^\s]{0,40}[0-9](?:時|:[0-9]))[\u3040-\u30ff\u3400-\u9fff々][^\s]{1,40}(?=$|\s)")


@dataclass(frozen=True)
class Cluster:
    """Words that together say a day, a time, or both. `plain`: nothing but one English word, which may be a part of a name."""

    start: int
    end: int
    atoms: tuple[tuple[Atom, re.Match[str]], ...]

    @property
    def fills(self) -> Slot:
        """What they say together."""
        slots = Slot.NONE
        for atom, _ in self.atoms:
            slots |= atom.fills
        return slots

    @property
    def has_day(self) -> bool:
        """Whether a day is among it."""
        return bool(self.fills & (Slot.DAY | Slot.WEEKDAY))

    @property
    def has_clock(self) -> bool:
        """Whether a time of day is among it."""
        return Slot.CLOCK in self.fills

    def may_be_name(self, text: str) -> bool:
        """A capitalised English word with more words behind it: Friday Beers, Sun Microsystems."""
        said = text[self.start : self.end].rstrip(" .,")
        return said.isascii() and said[:1].isupper() and said.replace(" ", "").isalpha()


def _next_atom(text: str, at: int, filled: Slot) -> tuple[Atom, re.Match[str]] | None:
    for atom in ATOMS:
        if filled & atom.fills or filled & ~atom.then or atom.after & ~filled:
            continue
        if found := atom.pattern.match(text, at):
            return atom, found
    return None


def cluster_at(text: str, start: int) -> Cluster | None:
    """The longest cluster beginning at a place and ending with a word."""
    atoms: list[tuple[Atom, re.Match[str]]] = []
    filled, at, good = Slot.NONE, start, (0, start)
    while found := _next_atom(text, at, filled):
        atoms.append(found)
        filled |= found[0].fills
        at = found[1].end()
        if end := _END.match(text, at):
            good = (len(atoms), end.end())
        gap = _GAP.match(text, at)
        at = gap.end() if gap else at
    return Cluster(start, good[1], tuple(atoms[: good[0]])) if good[0] else None


def clusters(text: str) -> list[Cluster]:
    """Every cluster of a text, left to right, none overlapping."""
    found: list[Cluster] = []
    for place in _STARTS.finditer(text):
        if found and place.start() < found[-1].end:
            continue
        if cluster := cluster_at(text, place.start()) or _glued(text, place.start()):
            found.append(cluster)
    return found


def _glued(text: str, start: int) -> Cluster | None:
    """山田商事明日14時: a time at the end of a Japanese word that begins as a name."""
    word = _GLUED.match(text, start)
    if word is None:
        return None
    for at in range(start + 1, word.end()):
        if text[at - 1].isdigit() or not (text[at - 1].isalnum() or text[at - 1] == "ー"):
            continue
        cluster = cluster_at(text, at)
        if cluster and cluster.has_clock and cluster.end >= word.end():
            return cluster
    return None


def chosen(text: str, *, soon: bool) -> list[Cluster]:
    """The clusters that tell when: what ends the text, then what it leaves open from further left; a name is left alone.

    `soon`: whether `in 30 min` can be told, which takes a clock.
    """
    found = [cluster for cluster in clusters(text) if soon or cluster.atoms[0][0].name != "soon"]
    picked: list[Cluster] = []
    day = clock = False
    for cluster in reversed(found):
        last = not text[cluster.end :].strip(" ,.、。;!?")
        if (cluster.has_day and day) or (cluster.has_clock and clock):
            continue
        if last or (not cluster.may_be_name(text)):
            picked.append(cluster)
            day, clock = day or cluster.has_day, clock or cluster.has_clock
    return picked[::-1]
