"""Forms and questions in a real browser: filled by keyboard, refused, mended, stacked, never lost."""

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from sandbox.server import Server
from tests.browsers import go, last, write
from tests.sandboxes import TARO

pytestmark = pytest.mark.browser


def test_a_question_is_asked_before_a_dangerous_button_acts(echoing: Server, page: Page) -> None:
    go(page, echoing)
    write(page, "/echo one")
    page.get_by_role("button", name="Cancel…").click()
    question = page.get_by_role("dialog", name="Cancel Acme?")
    expect(question).to_contain_text("It cannot be undone.")
    question.get_by_role("button", name="Keep it").click()
    expect(question).to_be_hidden()
    expect(last(page)).to_contain_text("You said one")
    page.get_by_role("button", name="Cancel…").click()
    question.get_by_role("button", name="Cancel it").click()
    expect(last(page)).to_contain_text("cancel: cancel")


def test_a_form_is_filled_by_keyboard_refused_mended_and_saved(echoing: Server, page: Page) -> None:
    go(page, echoing)
    write(page, "/form")
    form = page.get_by_role("dialog", name="Log a call")
    lead = form.get_by_label("Lead", exact=True)
    expect(lead).to_be_focused()
    page.keyboard.press("Enter")
    expect(form.locator("[data-block=lead] .error")).to_have_text("Please complete this field.")
    page.keyboard.type("bad")
    page.keyboard.press("Enter")
    expect(form.locator("[data-block=lead] .error")).to_have_text("Which <Acme>?")
    expect(lead).to_have_value("bad")
    expect(lead).to_have_attribute("aria-invalid", "true")
    expect(lead).to_be_focused()
    lead.fill("Acme")
    form.get_by_label("Outcome").select_option("held")
    form.get_by_role("button", name="Save").click()
    expect(form).to_be_hidden()
    expect(last(page)).to_contain_text("Saved Acme, held")
    expect(page.locator("#composer textarea")).to_be_focused()


def test_a_stacked_form_gives_back_what_was_typed_below_it(echoing: Server, page: Page) -> None:
    go(page, echoing)
    write(page, "/form")
    page.get_by_label("Lead", exact=True).fill("half a na")
    page.get_by_role("button", name="New lead…").click()
    second = page.get_by_role("dialog", name="New lead")
    expect(second).to_contain_text("Log a call ›")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Log a call")).to_be_visible()
    expect(page.get_by_label("Lead", exact=True)).to_have_value("half a na")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert echoing.workspace.modals_of(TARO) == []


def test_focus_stays_within_a_form(echoing: Server, page: Page) -> None:
    go(page, echoing)
    write(page, "/form")
    expect(page.get_by_label("Lead", exact=True)).to_be_focused()
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")


def test_news_leave_a_half_filled_form_alone(echoing: Server, page: Page, slack: WebClient) -> None:
    go(page, echoing)
    write(page, "/form")
    page.get_by_label("Lead", exact=True).press_sequentially("half a na")
    slack.chat_postMessage(channel=TARO, text="News")
    expect(last(page)).to_contain_text("News")
    expect(page.get_by_label("Lead", exact=True)).to_be_focused()
    page.keyboard.type("me")
    page.get_by_label("Outcome").focus()
    view = echoing.workspace.modals_of(TARO)[0]
    changed = {key: view.data[key] for key in ("type", "callback_id", "title", "submit")}
    slack.views_update(view_id=view.id, view={**changed, "title": {"type": "plain_text", "text": "Renamed"}, "blocks": view.data["blocks"]})
    expect(page.get_by_role("dialog", name="Renamed")).to_be_visible()
    expect(page.get_by_label("Lead", exact=True)).to_have_value("half a name")
    expect(page.get_by_label("Outcome")).to_be_focused()
