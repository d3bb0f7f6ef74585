"""A person at the page, in a real browser, with a real Bolt app behind it."""

import struct
import zlib
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from sandbox.server import Server
from tests.browsers import go, last, write
from tests.patience import until
from tests.sandboxes import HANA, SALES, TARO

pytestmark = pytest.mark.browser

LOW = "all => all.filter(e => e.offsetHeight < 40).map(e => e.outerHTML)"


def test_a_command_is_completed_by_keys_and_answered_to_its_writer_alone(echoing: Server, page: Page) -> None:
    go(page, echoing, TARO, SALES)
    box = page.locator("#composer textarea")
    box.press_sequentially("/")
    expect(page.get_by_role("option")).to_have_count(3)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    expect(box).to_have_value("/echo ")
    expect(page.get_by_role("option")).to_contain_text("[words]")
    box.press_sequentially("hi @ha")
    page.keyboard.press("Enter")
    expect(box).to_have_value("/echo hi @hana ")
    page.keyboard.press("Enter")
    expect(last(page)).to_contain_text("You said hi @佐藤 花")
    expect(last(page)).to_contain_text("Only visible to you")
    expect(last(page)).to_contain_text("bot")
    expect(box).to_have_value("")
    go(page, echoing, HANA, SALES)
    expect(page.locator("article")).to_have_count(0)


def test_escape_puts_the_offers_away(echoing: Server, page: Page) -> None:
    go(page, echoing)
    page.locator("#composer textarea").press_sequentially("/e")
    expect(page.locator("#offers")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#offers")).to_be_hidden()


def test_what_a_person_writes_stays_words(echoing: Server, page: Page) -> None:
    go(page, echoing, TARO, SALES)
    write(page, '<img src=x onerror="document.title=1"> <b>b</b> &lt; <!channel>')
    expect(last(page)).to_contain_text('<img src=x onerror="document.title=1"> <b>b</b> &lt; <!channel>')
    assert page.locator("article img, article b, .everybody").count() == 0


def test_a_tap_replaces_the_message(echoing: Server, page: Page) -> None:
    go(page, echoing)
    write(page, "/echo one")
    page.get_by_role("button", name="Tap").click()
    expect(last(page)).to_contain_text("tap: tap")
    expect(page.locator("article")).to_have_count(1)


def test_menus_and_pickers_tell_what_was_chosen(echoing: Server, page: Page) -> None:
    go(page, echoing)
    write(page, "/echo one")
    page.get_by_label("Outcome").select_option("moved")
    expect(last(page)).to_contain_text("menu: moved")
    page.locator("input[type=date]").fill("2026-12-01")
    expect(last(page)).to_contain_text("day: 2026-12-01")
    page.get_by_label("More").click()
    page.get_by_role("button", name="hide").click()
    expect(last(page)).to_contain_text("more: hide")
    page.get_by_label("Who").select_option(label="佐藤 花")
    expect(last(page)).to_contain_text(f"who: {HANA}")


def test_news_arrive_while_typing_and_disturb_nothing(echoing: Server, page: Page, slack: WebClient) -> None:
    go(page, echoing)
    page.locator("#composer textarea").press_sequentially("half a sentence")
    slack.chat_postMessage(channel=TARO, text="*News*")
    expect(last(page)).to_contain_text("News")
    expect(page.locator("#composer textarea")).to_have_value("half a sentence")
    expect(page.locator("#composer textarea")).to_be_focused()


def test_a_bot_that_does_not_answer_is_told_and_waiting_is_seen(echoing: Server, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sandbox.sockets.LIMIT_SECONDS", 4.0)  # long enough to be seen
    go(page, echoing)
    write(page, "/late")
    expect(page.get_by_role("button", name="Working…")).to_be_visible()
    expect(page.locator("#notice")).to_contain_text("/late failed with the error")
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    page.get_by_role("button", name="Dismiss").click()
    expect(page.locator("#notice")).to_be_hidden()


def test_person_and_language_change_by_one_click_each(echoing: Server, page: Page) -> None:
    go(page, echoing)
    expect(page.locator(".who")).to_contain_text("Taro Abe")
    page.get_by_role("button", name="日本語").click()
    expect(page.get_by_role("button", name="送信")).to_be_visible()
    assert echoing.workspace.by_id[TARO].locale == "ja-JP"
    page.get_by_role("link", name="佐藤 花").click()
    expect(page.locator(".who")).to_contain_text("佐藤 花")
    page.get_by_role("button", name="EN").click()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    assert echoing.workspace.by_id[HANA].locale == "en-US"


def test_the_clock_goes_to_the_next_morning_of_who_looks(sandbox: Server, page: Page) -> None:
    sandbox.workspace.clock.set(datetime(2026, 11, 20, 13, 30, tzinfo=UTC))
    go(page, sandbox, TARO)
    expect(page.locator(".clock time")).to_have_text("Fri, Nov 20, 08:30")
    page.get_by_role("button", name="Next 09:00").click()
    expect(page.locator(".clock time")).to_have_text("Fri, Nov 20, 09:00")
    page.get_by_role("button", name="+1 day").click()
    expect(page.locator(".clock time")).to_have_text("Sat, Nov 21, 09:00")
    page.get_by_role("button", name="+1 hour").click()
    expect(page.locator(".clock time")).to_have_text("Sat, Nov 21, 10:00")


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x12\x61\xa6" * width for _ in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def test_a_picture_is_large_tells_its_numbers_and_opens_in_full(echoing: Server, page: Page, slack: WebClient) -> None:
    direct = slack.conversations_open(users=TARO)["channel"]["id"]
    slack.files_upload_v2(channel=direct, filename="pace.png", content=png(1200, 800), title="Pace", alt_txt="9 held, 4.3 behind")
    go(page, echoing)
    picture = page.get_by_role("img", name="9 held, 4.3 behind")
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('article img').naturalWidth === 1200")
    size = picture.bounding_box()
    assert size is not None
    assert size["width"] > 600
    assert abs(size["width"] / size["height"] - 1.5) < 0.05
    with page.expect_popup() as opened:
        picture.click()
    assert "/page/file/" in opened.value.url


def test_home_is_opened_and_its_buttons_are_there(echoing: Server, page: Page) -> None:
    go(page, echoing, TARO, "home")
    expect(page.locator("#log")).to_contain_text("Your home, en-US")
    expect(page.get_by_role("button", name="Tap")).to_be_visible()


def test_a_message_elsewhere_is_marked_new_until_seen(echoing: Server, page: Page, slack: WebClient) -> None:
    go(page, echoing, TARO, SALES)
    slack.chat_postMessage(channel=TARO, text="In your DM")
    expect(page.locator("#side nav").first.locator(".count")).to_have_text("1 new")
    go(page, echoing, HANA, SALES)
    expect(page.get_by_role("link", name="Taro Abe")).to_contain_text("新着1件")
    page.get_by_role("link", name="Taro Abe").click()
    page.get_by_role("link", name="OnPace", exact=False).first.click()
    expect(last(page)).to_contain_text("In your DM")
    expect(page.locator("#side .count")).to_have_count(0)


def test_an_edited_message_says_so(echoing: Server, page: Page, slack: WebClient) -> None:
    sent = slack.chat_postMessage(channel=SALES, text="before")
    go(page, echoing, TARO, SALES)
    expect(last(page)).to_contain_text("before")
    slack.chat_update(channel=SALES, ts=sent["ts"], text="after")
    expect(last(page)).to_contain_text("after")
    expect(last(page)).to_contain_text("(edited)")


def test_a_phone_reaches_everything_without_sideways_scrolling(echoing: Server, phone: Page) -> None:
    go(phone, echoing)
    write(phone, "/echo " + "a-very-long-word" * 12)
    expect(last(phone)).to_contain_text("You said")
    for words in ("/form", ""):
        if words:
            write(phone, words)
            expect(phone.get_by_role("dialog")).to_be_visible()
        assert phone.evaluate(
            "document.documentElement.scrollWidth <= innerWidth && document.querySelector('#log').scrollWidth <= innerWidth"
        )
        reachable = phone.locator("button:visible, .button:visible, select:visible")
        until(lambda seen=reachable: seen.evaluate_all(LOW) == [])  # type: ignore[misc]  # a dialog just opened may still be growing
        phone.keyboard.press("Escape")
    expect(phone.get_by_role("dialog")).to_have_count(0)
    expect(phone.get_by_role("link", name="App Home")).to_be_hidden()
    phone.get_by_role("button", name="Channels and people").click()
    phone.get_by_role("link", name="App Home").click()
    expect(phone.locator("#log")).to_contain_text("Your home")
