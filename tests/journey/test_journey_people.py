"""The other people of the demo at the page: the manager, an English rep, somebody new, somebody with a phone or only a keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import write
from tests.staging import answer, be, picture, shown, speak, tap

pytestmark = pytest.mark.browser

TEAM = "C0INSIDE"
FITS = "document.documentElement.scrollWidth <= innerWidth && document.querySelector('#log').scrollWidth <= innerWidth"


def test_the_manager_sees_the_team_and_shares_it(demo: str, page: Page) -> None:
    be(page, demo, "mio", TEAM)
    write(page, "/kpi team")
    shown(page, "あなただけに表示されています", "目標300件", "チャネル別", "グラフはOnPaceとのDMに届きます。")
    held = re.search(r"商談 (\d+)件", answer(page).inner_text())
    assert held
    tap(page, "共有")
    expect(page.locator("#confirm")).to_contain_text("このチャンネルの全員に見える形で、文とグラフを投稿します")
    page.locator("#confirm button[value=yes]").click()
    assert f"商談 {held[1]}件" in picture(page)
    be(page, demo, "emma", TEAM)
    shared = page.locator("article", has_text="@山本 美緒 さんが共有")
    expect(shared).to_contain_text(f"商談 {held[1]}件 / 目標300件")
    assert f"商談 {held[1]}件" in picture(page)
    expect(page.get_by_role("button", name="共有")).to_have_count(0)
    be(page, demo, "mio")
    assert f"商談 {held[1]}件" in picture(page)


def test_an_english_rep_has_the_same_in_english(demo: str, page: Page) -> None:
    be(page, demo, "emma")
    write(page, "/log")
    shown(page, re.compile(r"Today: \d+ calls · \d+ contacts · \d+ appointment"))
    tap(page, "No answer")
    shown(page, "Recorded: no answer.")
    tap(page, "Undo")
    shown(page, "Taken back: no answer.")
    write(page, "/log appointment Acme Foods Tuesday 14:00 @sora source:webinar")
    shown(page, "Recorded: appointment — Acme Foods, Tue, Nov 24, 14:00, with @小林 空, webinar.", "Held on Tue, Nov 24, it makes")
    write(page, "/meeting held Acme Foods")
    shown(page, "Acme Foods is booked for Tue, Nov 24, 14:00, which has not come yet.")
    expect(answer(page).get_by_role("button")).to_have_text(["It was held earlier", "Leave it"])
    write(page, "/kpi me")
    chance = r"(over |under )?\d+% chance of reaching 34"
    assert re.search(rf"\d+ meetings – [\d.]+ (ahead of|behind) pace · {chance} · .* · held \d+ · goal 34", picture(page))
    said = page.locator("article", has_text="your numbers").last
    expect(said).to_contain_text(re.compile(r"\d+ of 34 meetings held — [\d.]+ expected by now: [\d.]+ (ahead|behind)"))


def test_the_language_changes_by_one_click_and_the_bot_follows(demo: str, page: Page) -> None:
    be(page, demo, "liam")
    write(page, "/log")
    shown(page, "Today: ")
    speak(page, "日本語", "送信")
    write(page, "/kpi team")
    shown(page, "チャネル別")
    picture(page)  # which would else come between the next answer and our look at it
    write(page, "/log 不在 2")
    shown(page, "不在 2件を記録しました。")
    speak(page, "EN", "Send")
    write(page, "/log 2 no-answer")
    shown(page, "Recorded: 2 × no answer.")


@pytest.mark.parametrize(
    ("who", "says", "button"),
    [
        ("yui", ("11月20日(金)", "件 / 目標8.5件 — ペース", "今日は", "これからの商談"), "自分の今月"),
        ("noah", ("Fri, Nov 20", "Today: "), "My month"),
        ("mio", ("インサイドセールス: 商談", "目標300件", "判定待ち"), "チームの今月"),
        ("lena", ("of 300 meetings held", "Waiting for a verdict"), "Team’s month"),
    ],
)
def test_home_opens_for_every_role(demo: str, page: Page, who: str, says: tuple[str, ...], button: str) -> None:
    be(page, demo, who, "home")
    for words in says:
        expect(page.locator("#log")).to_contain_text(words)
    expect(page.get_by_role("button", name=button)).to_be_visible()


def test_a_tap_on_home_counts_and_is_taken_back_there(demo: str, page: Page) -> None:
    be(page, demo, "aoi", "home")
    log = page.locator("#log")
    expect(log).to_contain_text("今日は")
    log.get_by_role("button", name="受付").click()
    expect(log).to_contain_text("受付を記録しました。")
    expect(log).to_contain_text(re.compile(r"直近の記録: 15:\d\d 受付"))
    log.get_by_role("button", name="取り消す").click()
    expect(log).to_contain_text("受付を取り消しました。")


def test_a_call_is_logged_by_keys_alone(demo: str, page: Page) -> None:
    be(page, demo, "ren")
    page.locator("#composer textarea").focus()
    page.keyboard.type("/lo")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    shown(page, "今日は")
    page.keyboard.press("Shift+Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.textContent") == "不在":
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    shown(page, "不在を記録しました。")


def test_a_phone_shows_every_step_without_sideways_scrolling(demo: str, phone: Page) -> None:
    be(phone, demo, "sofia")
    for words, says in (
        ("/log", "Today: "),
        ("/log appointment Acme Health Friday 15:30", "turn."),
        ("/meeting", "Next"),
        ("/goal", "You: 34 meetings"),
        ("/onpace", "As a rep"),
    ):
        write(phone, words)
        shown(phone, says)
        assert phone.evaluate(FITS), words
    write(phone, "/kpi me")
    picture(phone)
    assert phone.evaluate(FITS)
    size = phone.locator("article img.large").last.bounding_box()
    assert size
    assert size["width"] > 300
