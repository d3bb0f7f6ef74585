"""The longest real names of each language: people, companies, a source, notes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tongue:
    """What is written in one language. `lead` has 40 characters; `same` begins like it; `rep` names reps without a Slack account."""

    language: str
    team: str
    lead: str
    same: str
    others: tuple[str, ...]
    people: dict[str, str]
    rep: str
    source: str
    note: str


ENGLISH = Tongue(
    language="en",
    team="Inside Sales, Asia-Pacific and Middle East",
    lead="Consolidated International Logistics Ltd",
    same="Consolidated International",
    others=(
        "Northumberland & Berwick Agricultural Co",
        "Acme",
        "O’Shaughnessy-Featherstonehaugh Partners",
        "Universal Semiconductor Manufacturing SA",
        "Blue Ridge Community Hospitals & Clinics",
        "Zed",
    ),
    people={
        "hana": "Alexandrina Featherstonehaugh-Wellington",
        "tom": "Bartholomew Christopherson-Montgomery III",
        "yui": "Wilhelmina Oyelaran-Schwarzenberger",
        "ken": "Maximilian von und zu Hohenlohe-Langen",
        "mio": "Guadalupe Fernández de la Encarnación",
        "ann": "Ann Lee",
        "sora": "Konstantinos Papadimitropoulos-Andreou",
        "lena": "Lena Fox",
        "zoe": "Zoe Guest",
    },
    rep="Siobhán Llewellyn-Warrington",
    source="regional trade fairs and exhibitions",
    note="Asked for prices by Friday; decides together with the head of purchasing and the works council.",
)

JAPANESE = Tongue(
    language="ja",
    team="東日本第二インサイドセールスグループ（新規開拓チーム）",
    lead="株式会社北海道ソーシャルイノベーションホールディングス東日本第二営業統括本部支社",
    same="株式会社北海道ソーシャル",
    others=(
        "一般社団法人全国中小企業デジタルトランスフォーメーション推進支援協議会連合会本部",
        "山田商事",
        "三菱ケミカルエンジニアリング・アンド・コンストラクション・ソリューションズ株式会社",
        "独立行政法人国立高等専門学校機構情報戦略推進本部調達課",
        "東京ビジネスコンサルティング合同会社",
        "㈱青空",
    ),
    people={
        "hana": "勅使河原 龍之介",
        "tom": "クリストファーソン・モンゴメリー バーソロミュー",
        "yui": "東海林 小百合(新規開拓チーム・研修中)",
        "ken": "武者小路 宗一郎",
        "mio": "五十嵐 美緒(東日本第二営業統括本部長)",
        "ann": "李 安",
        "sora": "長谷川 空(エンタープライズ営業部)",
        "lena": "フォックス レナ",
        "zoe": "ゲスト ゾーイ",
    },
    rep="小鳥遊 麻衣子(派遣・第三チーム)",
    source="地方展示会・商工会議所主催セミナー",
    note="金曜日までに見積もりを希望。購買部長と情報システム部の承認が必要とのこと。来週あらためて連絡。",
)

TONGUES = {"en": ENGLISH, "ja": JAPANESE}
