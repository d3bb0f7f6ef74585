"""A rep's days from the first tap to the month's numbers, in Japanese, in a browser, with the real bot behind the sandbox."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import write
from tests.staging import answer, be, forward, picture, shown, tap

pytestmark = pytest.mark.browser

COUNTS = re.compile(r"今日は(\d+)コール・接触(\d+)・アポ(\d+)。")


def counts(page: Page) -> list[int]:
    """Calls, contacts, appointments of today, as the newest message says them."""
    found = COUNTS.search(shown(page, COUNTS).inner_text())
    assert found
    return [int(number) for number in found.groups()]


def test_from_the_first_tap_to_a_meeting_held_and_the_month_with_its_picture(demo: str, page: Page) -> None:
    be(page, demo, "hana")
    _taps_and_takes_back(page)
    _books(page)
    before = _month(page)
    forward(page, days=4, reads="11月24日(火)")
    write(page, "/log")
    shown(page, "今日は0コール・接触0・アポ0。")  # the bot goes by the same clock
    _holds(page)
    assert _month(page) == before + 1
    assert f"商談 {before + 1}件" in picture(page)


def _taps_and_takes_back(page: Page) -> None:
    write(page, "/log")
    calls, contacts, appointments = counts(page)
    tap(page, "不在")
    shown(page, "不在を記録しました。", f"今日は{calls + 1}コール・接触{contacts}・アポ{appointments}。")
    tap(page, "接触")
    shown(page, "接触を記録しました。", f"今日は{calls + 2}コール・接触{contacts + 1}・アポ{appointments}。")
    tap(page, "取り消す")
    shown(page, "接触を取り消しました。", f"今日は{calls + 1}コール・接触{contacts}・アポ{appointments}。")
    expect(answer(page).get_by_role("button", name="取り消す")).to_have_count(0)


def _books(page: Page) -> None:
    write(page, "/log アポ 山田商事 明日14時 @sora")
    shown(page, "アポを記録しました: 山田商事、11月21日(土) 14:00、担当 @小林 空。", "11月21日(土)はチームの休業日です。")
    tap(page, "取り消す")
    shown(page, "を取り消しました。")
    write(page, "/log アポ 山田商事 火曜14時 @sora source:セミナー")
    shown(page, "アポを記録しました: 山田商事、11月24日(火) 14:00、担当 @小林 空、セミナー。", "11月24日(火)に実施されると")


def _holds(page: Page) -> None:
    write(page, "/meeting")
    row = shown(page, "結果待ちの商談が", "これからの商談").locator(".section", has_text="山田商事、今日 14:00、担当 @小林 空")
    row.locator("xpath=following-sibling::div[1]").get_by_role("button", name="実施", exact=True).click()
    shown(page, "山田商事(11月24日(火) 14:00)を実施として記録しました。")


def _month(page: Page) -> int:
    """Meetings held this month by /kpi me, whose picture has arrived."""
    pictures = page.locator("article img.large").count()
    write(page, "/kpi me")
    expect(page.locator("article img.large")).to_have_count(pictures + 1, timeout=20_000)
    said = page.locator("article", has_text="残り").last.inner_text()
    found = re.search(r"商談 (\d+)件 / 目標34件 — ペース[\d.]+、[\d.]+件(遅れ|先行)", said)
    assert found, said
    return int(found[1])
