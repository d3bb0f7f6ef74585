"""Tokens are sealed: nobody reads them in the database, keys can be changed, and a wrong key says so without saying more."""

from collections.abc import Callable

import pytest

from bot.sealing import Seal, WrongKeyError, new_key

TOKEN = "xoxb-not-a-real-token"


def test_what_is_sealed_is_opened_again_and_never_looks_the_same() -> None:
    seal = Seal(new_key())
    sealed = [seal.seal("T0WORKSPACE", TOKEN) for _ in range(5)]
    assert len(set(sealed)) == 5
    assert not any(TOKEN in each or "WORKSPACE" in each for each in sealed)
    assert {seal.open("T0WORKSPACE", each) for each in sealed} == {TOKEN}


def test_a_new_key_seals_and_the_old_one_still_opens() -> None:
    old, new = new_key(), new_key()
    before = Seal(old).seal("T1", TOKEN)
    both = Seal(f"{new}, {old}")
    assert (both.open("T1", before), both.is_newest(before)) == (TOKEN, False)
    after = both.seal("T1", TOKEN)
    assert (Seal(new).open("T1", after), both.is_newest(after)) == (TOKEN, True)


@pytest.mark.parametrize(
    "change",
    [
        lambda sealed: sealed[:-2],
        lambda sealed: sealed[:20] + ("A" if sealed[20] != "A" else "B") + sealed[21:],
        lambda sealed: Seal(new_key()).seal("T1", sealed),
        lambda sealed: sealed[:0],
        lambda sealed: f"plain {sealed}",
    ],
)
def test_what_was_changed_or_sealed_with_another_key_does_not_open(change: Callable[[str], str]) -> None:
    seal = Seal(new_key())
    with pytest.raises(WrongKeyError, match="does not open the token of T1"):
        seal.open("T1", change(seal.seal("T1", TOKEN)))


def test_another_workspaces_token_does_not_open() -> None:
    seal = Seal(new_key())
    with pytest.raises(WrongKeyError) as wrong:
        seal.open("T2", seal.seal("T1", TOKEN))
    assert TOKEN not in str(wrong.value)


@pytest.mark.parametrize("keys", ["", " , ", "secret", "a" * 44, f"{'a' * 43}", "キー"])
def test_what_is_no_key_is_told_with_what_to_do_and_never_repeated(keys: str) -> None:
    with pytest.raises(WrongKeyError, match="onpace key") as wrong:
        Seal(keys)
    assert not keys.strip(" ,") or keys not in str(wrong.value)
