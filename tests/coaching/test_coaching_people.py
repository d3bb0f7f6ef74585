"""Who may do what, whose turn it is, and when two names are one company."""

from collections import Counter
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.balance import due, next_ae
from coaching.leads import fold
from coaching.permissions import May, may
from coaching.terms import Role, Visibility

REP, MENTOR, AE, MANAGER = Role.REP, Role.MENTOR, Role.AE, Role.MANAGER
ALL = (REP, MENTOR, AE, MANAGER)


@pytest.mark.parametrize(
    ("what", "own", "allowed"),
    [
        (May.LOG, False, {REP, MENTOR, MANAGER}),
        (May.LOG, True, {REP, MENTOR, MANAGER}),
        (May.JUDGE, False, {MANAGER}),
        (May.JUDGE, True, {AE, MANAGER}),
        (May.MANAGE, False, {MANAGER}),
        (May.MANAGE, True, {MANAGER}),
        (May.COACH, False, {MENTOR, MANAGER}),
        (May.COACH, True, {MENTOR, MANAGER}),
        (May.RECORD_MEETING, False, {MANAGER}),
        (May.RECORD_MEETING, True, {REP, MENTOR, AE, MANAGER}),
        (May.SEE_MEMBER, True, {REP, MENTOR, AE, MANAGER}),
    ],
)
def test_each_role_may_do_its_own_work(what: May, own: bool, allowed: set[Role]) -> None:
    assert {role for role in ALL if may(what, {role}, own=own)} == allowed


@pytest.mark.parametrize(
    ("visibility", "trainee", "in_top", "allowed"),
    [
        (Visibility.PRIVATE, False, False, {MANAGER}),
        (Visibility.PRIVATE, True, False, {MENTOR, MANAGER}),
        (Visibility.PRIVATE, False, True, {MANAGER}),
        (Visibility.TOP_N, False, False, {MANAGER}),
        (Visibility.TOP_N, True, False, {MENTOR, MANAGER}),
        (Visibility.TOP_N, False, True, {REP, MENTOR, AE, MANAGER}),
        (Visibility.OPEN, False, False, {REP, MENTOR, AE, MANAGER}),
    ],
)
def test_anothers_numbers_are_seen_as_the_visibility_allows(
    visibility: Visibility, trainee: bool, in_top: bool, allowed: set[Role]
) -> None:
    seen = {role for role in ALL if may(May.SEE_MEMBER, {role}, trainee=trainee, visibility=visibility, in_top=in_top)}
    assert seen == allowed


@pytest.mark.parametrize(("what", "one", "other", "own", "trainee"), list(product(May, ALL, ALL, (True, False), (True, False))))
def test_roles_combine_and_never_take_away(what: May, one: Role, other: Role, own: bool, trainee: bool) -> None:
    both = may(what, {one, other}, own=own, trainee=trainee)
    assert both == any(may(what, {role}, own=own, trainee=trainee) for role in (one, other))


@pytest.mark.parametrize("what", [May.LOG, May.JUDGE, May.MANAGE, May.COACH, May.RECORD_MEETING, May.SEE_MEMBER])
def test_a_member_without_a_role_may_do_nothing_to_others(what: May) -> None:
    assert not may(what, set())


def share_out(weights: dict[int, int], meetings: int) -> Counter[int]:
    given_out: Counter[int] = Counter()
    for _ in range(meetings):
        ae = next_ae(weights, given_out)
        assert ae is not None
        given_out[ae] += 1
    return given_out


def test_sixty_meetings_are_shared_thirty_fifteen_fifteen() -> None:
    assert share_out({1: 200, 2: 100, 3: 100}, 60) == {1: 30, 2: 15, 3: 15}


@pytest.mark.parametrize(
    ("weights", "given_out", "turn"),
    [
        ({}, {}, None),
        ({1: 0, 2: -5}, {}, None),
        ({1: 0, 2: 100}, {2: 50}, 2),
        ({7: 100, 3: 100}, {}, 3),
        ({3: 100, 7: 200}, {7: 1}, 7),
        ({1: 100, 2: 100}, {1: 4, 2: 3}, 2),
        ({1: 100, 2: 100}, {1: 4}, 2),
        ({1: 100}, {9: 100}, 1),
    ],
)
def test_the_turn_goes_to_whom_the_share_is_owed(weights: dict[int, int], given_out: dict[int, int], turn: int | None) -> None:
    assert next_ae(weights, given_out) == turn


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=8), st.integers(0, 80))
def test_everybody_stays_within_one_meeting_of_their_share(weights: list[int], meetings: int) -> None:
    shared = share_out(dict(enumerate(weights)), meetings)
    assert all(abs(shared[ae] * sum(weights) - meetings * weight) < sum(weights) for ae, weight in enumerate(weights))


@pytest.mark.parametrize(
    ("weights", "given_out", "shares"),
    [
        ({1: 200, 2: 100, 3: 100}, {1: 28, 2: 17, 3: 15}, {1: "30", 2: "15", 3: "15"}),
        ({1: 100, 2: 100}, {1: 2, 2: 1}, {1: "1.5", 2: "1.5"}),
        ({1: 100, 2: 100, 4: 0}, {1: 4, 2: 2, 3: 9, 4: 1}, {1: "3", 2: "3", 4: "0"}),  # 3 left: theirs is nobody's to make up for
        ({1: 100, 2: 300}, {}, {1: "0", 2: "0"}),
        ({1: 0, 2: -5}, {1: 3}, {1: "0", 2: "0"}),
        ({}, {3: 1}, {}),
    ],
)
def test_each_has_a_share_of_what_was_given(weights: dict[int, int], given_out: dict[int, int], shares: dict[int, str]) -> None:
    assert due(weights, given_out) == {ae: Decimal(share) for ae, share in shares.items()}


@pytest.mark.parametrize(
    ("names", "folded"),
    [
        (("株式会社山田商事", "山田商事株式会社", "(株)山田商事", "（株）山田商事", "㈱山田商事", "山田 商事", "山田　商事㈱"), "山田商事"),
        (("Acme", "ACME Inc.", "acme, inc", "Ａｃｍｅ Co., Ltd.", "Acme K.K.", "Acme GmbH", "A.C.M.E. Corporation", "「Acme」"), "acme"),
        (("ヤマダ", "ﾔﾏﾀﾞ", "ヤマダ有限会社"), "ヤマダ"),
        (("O'Neil & Sons", "ONeil Sons", "O’Neil-Sons LLC"), "oneilsons"),
        (("Straße AG", "STRASSE"), "strasse"),
        (("合同会社 青空・企画", "青空企画"), "青空企画"),
    ],
)
def test_spellings_of_one_company_are_one(names: tuple[str, ...], folded: str) -> None:
    assert {fold(name) for name in names} == {folded}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Acme", "Acme Logistics"), ("山田商事", "山田商会"), ("ハハ", "パパ"), ("Coop", "Co-op East"), ("Incline", "Line"), ("A+B", "AB")],
)
def test_different_companies_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(("name", "kept"), [("株式会社", "株式会社"), ("Inc.", "inc"), ("!!!", "!!!"), ("🍣", "🍣"), ("", ""), ("  ", "")])
def test_a_name_of_nothing_else_keeps_what_it_has(name: str, kept: str) -> None:
    assert fold(name) == kept


PIECES = st.sampled_from(
    ["株式会社", "(株)", "㈱", "株式", "会社", "Inc.", "Co", ",", "Ltd", "K.K.", " ", "'", ".", "´", "ｶﾞ", "山田", "a", "İ", "ß"]
)


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=10).map("".join)))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_a_name_made_to_tire_is_folded_all_the_same() -> None:
    assert fold("株式" * 500 + "山田" + "会社" * 500) != ""
    assert fold("山田" + "株式" * 500 + "会社" * 500) == "山田"
    assert fold("a." * 2000) == "a" * 2000
