"""The demo team: seventeen people who do not exist, and the companies they call."""

from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random

from coaching.terms import Role

WORKSPACE = "T0DEMO"
CHANNEL = "C0INSIDE"
TEAM = "インサイドセールス"


@dataclass(frozen=True)
class Person:
    """Somebody of the demo team."""

    slack_id: str
    name: str  # handle
    real_name: str
    language: str
    roles: frozenset[Role]
    title: str
    mentor: str = ""
    start_date: date | None = None
    weight: int = 100


def _rep(handle: str, name: str, language: str = "ja", mentor: str = "", start: date | None = None) -> Person:
    title = "new rep · 新人" if start else "rep"
    return Person(f"U0{handle.upper()}", handle, name, language, frozenset({Role.REP}), title, mentor, start)


CAST = (
    _rep("hana", "佐藤 花"),
    _rep("yuto", "鈴木 悠斗"),
    _rep("emma", "Emma Clark", "en"),
    _rep("ren", "高橋 蓮"),
    _rep("aoi", "田中 葵", mentor="U0KEN"),
    _rep("liam", "Liam Novak", "en"),
    _rep("mei", "伊藤 芽衣"),
    _rep("sofia", "Sofia Marino", "en"),
    _rep("yui", "森 結衣", mentor="U0KEN", start=date(2026, 10, 1)),
    _rep("noah", "Noah Lee", "en", mentor="U0GRACE", start=date(2026, 11, 2)),
    Person("U0KEN", "ken", "渡辺 健", "ja", frozenset({Role.MENTOR}), "mentor"),
    Person("U0GRACE", "grace", "Grace Kim", "en", frozenset({Role.MENTOR}), "mentor"),
    Person("U0MIO", "mio", "山本 美緒", "ja", frozenset({Role.MANAGER}), "manager"),
    Person("U0SORA", "sora", "小林 空", "ja", frozenset({Role.AE}), "AE", weight=200),
    Person("U0LENA", "lena", "Lena Fox", "en", frozenset({Role.AE}), "AE"),
    Person("U0DAIKI", "daiki", "加藤 大輝", "ja", frozenset({Role.AE}), "AE"),
    _rep("kaito", "中村 海斗", mentor="U0KEN", start=date(2026, 11, 24)),  # begins the morning after the demo does
)
#: Who went through it before the demo begins.
GRADUATES = {"U0AOI": date(2026, 9, 18)}

_STEMS = """
    青葉 暁 旭 泉 梅田 大空 霞 桂 北斗 桐生 光洋 駒沢 桜井 三和 白鳥 新星 杉本 瀬戸 高嶺 竹内 千歳
    椿 東洋 常盤 中央 渚 南海 日新 萩原 花園 ひかり 富士見 双葉 星野 松風 三笠 緑川 武蔵 八雲 山田 若葉
    秋月 朝霧 天野 有明 五十鈴 稲穂 岩城 雲海 永和 越前 大和田 沖 音羽 加賀 風見 鎌田 神代 菊水 清流 銀河
    久遠 黒潮 恵比寿 湖北 琴平 幸和 相模 里見 塩川 四季 清水谷 昭栄 白樺 翠 鈴鹿 清和 泰山 多摩川 月見 鶴見
    東亜 遠山 徳永 七星 楠 西海 野々村 白山 初音 浜松屋 疾風 飛鳥 日向 藤波 平安 宝来 真砂 美空 明和 雪村
"""
_TRADES = "商事 電機 建設 食品 物流 システム 不動産 製作所 化学 印刷 薬品 設備 運輸 精機 繊維 ソフト 観光 教育 住宅 鉄工"
_FIRST = """
    Acme Alder Beacon Birch Cedar Cobalt Delta Ember Falcon Gamma Harbor Indigo Juniper Keystone Lumen Maple Nimbus Orchid Pioneer Quartz
    Ridge Sable Tidal Umber Vale Willow Zephyr Arbor Cinder Fable
"""
_SECOND = "Logistics Foods Systems Works Energy Retail Health Media Labs Freight Textiles Motors Bank Travel Design Supply"


def companies(seed: int) -> list[str]:
    """Names of companies to call, in any order; most are Japanese."""
    names = [f"{stem}{trade}" for stem, trade in product(_STEMS.split(), _TRADES.split())]
    names += [f"{first} {second}" for first, second in product(_FIRST.split(), _SECOND.split())]
    Random(f"{seed}:companies").shuffle(names)
    return names
