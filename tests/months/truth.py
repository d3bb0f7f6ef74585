"""What the demo's people truly do in the month: seeded, and known before the bot says a word about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice, product
from random import Random

from bot.demo import seeding
from bot.demo.cast import CAST, TEAM
from bot.holidays import calendar_of
from coaching.terms import Role
from storage.tables import Team

SEED = 904
DAYS = 23  # business days; the month before closes on the tenth
REPS = tuple(one.name for one in CAST if Role.REP in one.roles)
AES = tuple(one.name for one in CAST if Role.AE in one.roles)
FELL = "referral"  # the source that brings nothing any more
FALLS = 1  # from this day on (0 is the first)
SILENT, FORGOT = 0, "liam"  # the day on which somebody logs nothing
LEAVE, AWAY = 1, "mei"  # the day on which somebody is on leave
MUTE = (5, 6, 7)  # the first business days of December: nobody says what became of any meeting, and the pace breaks
RAISED, MANAGER, GOAL = 5, "mio", 460  # the day on which somebody sets the team's new month a goal that it just reaches
LATE, EVERY = "daiki", 3  # the AE who judges on every third day only
BATTERY = 8  # the most buttons one person uses at a time
NAMES = {
    "en": (
        "Aster Bayside Corvid Dovetail Everly Foxglove Granite Halcyon Ironwood Jasmine Larkspur Meridian Northgate Oakfield Pinnacle "
        "Quarry Rosewood Saffron Thornton Upland Verbena Westbrook Yarrow Zenith",
        "Print Clinics Marine Robotics Dairy Optics Rail Paper "
        "Garden Metals Studio Legal Books Tools Sport Glass Timber Water Shoes Toys Lamps Coffee Hotels Farms",
    ),
    "ja": (
        "朝倉 石橋 上野原 海老名 岡本 神崎 木曽 熊野 小金井 早乙女 志摩 須磨 善光 染谷 高砂 千曲 津軽 豊岡 長良 西陣 沼津 根岸 能登 穂高",
        "海運 酒造 金属 ガラス 家具 靴店 農園 書店 歯科 法務 測量 造園 製茶 紙業 木材 造船 時計 楽器 玩具 製菓 光学 水産 牧場 印章",
    ),
}


@dataclass(frozen=True)
class Worked:
    """A rep's day: calls that reached nobody, calls to the source that fell, contacts, and the meetings booked: (lead, day, time, AE)."""

    unreached: int
    fallen: int
    contacts: int
    booked: tuple[tuple[str, date, str, str], ...]


def worked(who: str, number: int, names: Iterator[str]) -> Worked | None:
    """What somebody does on the so manyth day; None: nothing they tell of."""
    day = business_days()[number]
    if (who, number) in ((FORGOT, SILENT), (AWAY, LEAVE)):
        return None
    chance, place = Random(f"{SEED}:{who}:{number}"), REPS.index(who)
    booked = []
    for one in range(chance.choice((1, 2, 2, 3))):
        later = business_days()[number + chance.randint(1, 4)]
        booked.append((next(names), later, f"{10 + (2 * one + number) % 6}:{5 * place:02}", AES[(place + one + number) % len(AES)]))
    calls = round(30 * chance.uniform(0.8, 1.2))
    assert day < booked[0][1]
    return Worked(calls, 9 if number >= FALLS else 2, round(calls * 0.2), tuple(booked))


def typed(done: Worked) -> Iterator[str]:
    """What they type for it."""
    yield f"/log {done.unreached} no-answer source:web"
    yield f"/log {done.fallen} no-answer source:{FELL}"
    yield f"/log {done.contacts} contact source:web"
    for lead, day, at, ae in done.booked:
        yield f"/log appointment {lead} {day.month}/{day.day} {at} @{ae} source:web"


def leads(language: str) -> Iterator[str]:
    """Names of companies nobody called yet, each once."""
    first, second = (words.split() for words in NAMES[language or "en"])
    found = [f"{one}{'' if language == 'ja' else ' '}{other}" for one, other in product(first, second)]
    Random(SEED).shuffle(found)
    return iter(found)


@cache
def business_days() -> tuple[date, ...]:
    """The demo team's, from the day after the demo begins on; a few more than the month has."""
    first = seeding.BEGINS.date() + timedelta(days=1)
    usual = Team(workspace_id=0, name=TEAM, created_at=seeding.BEGINS)
    return tuple(islice(calendar_of(usual, (), years=(2026, 2027)).days(first, first + timedelta(days=60)), DAYS + 5))
