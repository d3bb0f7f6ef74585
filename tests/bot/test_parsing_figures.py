"""Numbers written as words, in both languages."""

import pytest

from bot.parsing.figures import ascii_digits, in_digits, spoken


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("twelve", 12),
        ("Twenty five", 25),
        ("half a dozen", 6),
        ("a hundred", 100),
        ("十", 10),
        ("二十五", 25),
        ("百二十", 120),
        ("一〇", 10),
    ]
    + [(none, None) for none in ("", "acme", "twenty twelve", "万", "十社", "five five")],
)
def test_numbers_in_words(words: str, number: int | None) -> None:
    assert spoken(words) == number


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("明日 十四時半 に", "明日 14時半 に"),
        ("十分", "10分"),
        ("三日月 十六銀行", "三日月 十六銀行"),
        ("一二三", "一二三"),
        ("二十日に", "20日に"),
    ],
)
def test_kanji_numbers_with_their_unit_are_digits(said: str, digits: str) -> None:
    assert in_digits(said) == digits


@pytest.mark.parametrize(("typed", "read"), [("١٢", "12"), ("१२ x", "12 x"), ("12", "12"), ("Ⅻ 十二", "Ⅻ 十二")])
def test_the_digits_of_every_script_are_read(typed: str, read: str) -> None:
    assert ascii_digits(typed) == read
