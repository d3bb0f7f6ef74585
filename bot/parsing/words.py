"""Single words: outcomes, directions, sources, activities, verbs of a meeting; with the nearest known word for a misspelt one."""

from collections.abc import Iterable
from decimal import Decimal

from coaching.terms import Activity, Direction, Happening, Kpi, Outcome


def normal(text: str) -> str:
    """NFKC, full-width spaces to spaces, runs of spaces to one; case kept."""
    raise NotImplementedError


def outcome(word: str) -> Outcome | None:
    """no-answer, 不在, no answer …; case, hyphen and underscore do not matter."""
    raise NotImplementedError


def direction(word: str) -> Direction | None:
    """inbound, 着信, インバウンド …."""
    raise NotImplementedError


def activity(word: str) -> Activity | None:
    """email, メール, opened 開封 …."""
    raise NotImplementedError


def verb(word: str) -> Happening | None:
    """held 実施, moved リスケ, no-show 来社なし/ノーショー, cancelled キャンセル, qualified 有効, unqualified 無効, won 受注."""
    raise NotImplementedError


def kpi(word: str) -> Kpi | None:
    """meetings 商談, qualified 有効率, revenue 売上."""
    raise NotImplementedError


def source(word: str) -> str:
    """A source's one spelling: セミナー and seminar → webinar, ウェブ/web/サイト → web, 紹介 → referral …; unknown names are kept, case folded."""
    raise NotImplementedError


def nearest(word: str, among: Iterable[str]) -> str:
    """The known word closest to a misspelt one; "" when none is close (rapidfuzz)."""
    raise NotImplementedError


def amount(text: str) -> Decimal | None:
    """Money: 1,200,000 ¥1,200,000 120万 1.2億 $12k 1.2m 12,000.50; None when it is none. Raises BadAmount for a negative, zero or absurd (> 10^15) one."""
    raise NotImplementedError


def count(text: str) -> int | None:
    """12, １２, 12件, x12, 12x, 十二 is not read; None when it is none."""
    raise NotImplementedError


def percent(text: str) -> Decimal | None:
    """60%, 60 %, 0.6, 60パーセント → 0.6; None when it is none."""
    raise NotImplementedError


def minutes(text: str) -> int | None:
    """30m, 30min, 1h, 1h30m, 5分, 1時間半, 90s → seconds; None when it is none."""
    raise NotImplementedError


def person(word: str) -> str | None:
    """<@U123|hana> or <@U123> → "U123"; None for anything else (a bare @name stays a name)."""
    raise NotImplementedError
