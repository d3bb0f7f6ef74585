"""What is unclear, misspelt, missing or not allowed at the page: a sentence in the reader's language, and a way on."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import write
from tests.staging import answer, be, shown, tap

pytestmark = pytest.mark.browser


def form(page: Page, label: str) -> None:
    """Open a form from the pad."""
    write(page, "/log")
    shown(page, re.compile("Today|今日"))
    tap(page, label)
    expect(page.get_by_role("dialog")).to_be_visible()


def send(page: Page) -> None:
    """Press the form's button."""
    page.locator("dialog button[type=submit]").click()


def test_an_unclear_lead_is_asked_about_and_one_tap_answers(demo: str, page: Page) -> None:
    be(page, demo, "emma")
    write(page, "/log contact Cedar 5m")
    shown(page, "Which Cedar? Nothing was recorded yet.")
    offered = answer(page).get_by_role("button", name="Cedar ").first
    name = offered.inner_text().partition(" (")[0]  # its source stands beside it
    offered.click()
    shown(page, f"Recorded: contact — {name}, 5 min talk.")
    write(page, "/log contact Cedar 5m")
    shown(page, "Which Cedar?")
    tap(page, "A new lead “Cedar”")
    shown(page, "Recorded: contact — Cedar, 5 min talk.", "“Cedar” is a new lead.")


def test_a_misspelt_word_gets_a_suggestion_and_an_example(demo: str, page: Page) -> None:
    be(page, demo, "emma")
    write(page, "/log apointment Acme tomorrow")
    shown(page, "I could not read “apointment”. Did you mean “appointment”? Nothing was recorded.", "Example: /log appointment Acme")
    expect(answer(page).get_by_role("button")).to_have_text(["Open the pad", "Details…"])


def test_the_appointment_form_says_what_is_missing_then_books_by_pickers(demo: str, page: Page) -> None:
    be(page, demo, "hana")
    form(page, "アポ…")
    send(page)
    expect(page.locator("dialog .error:visible")).to_have_text(
        ["アポには会社名かお名前が必要です。", "アポには日付が必要です。", "アポには時刻が必要です。"]
    )
    page.get_by_label("リード").fill("青葉商事")
    page.get_by_label("アポ・再コールの日").fill("2026-11-26")
    page.get_by_label("時刻").fill("10:30")
    page.get_by_label("担当者(フィールドセールス)").select_option(label="加藤 大輝")
    send(page)
    expect(page.get_by_role("dialog")).to_have_count(0)
    shown(page, "アポを記録しました: 青葉商事、11月26日(木) 10:30、担当 @加藤 大輝。")


def test_the_details_form_keeps_what_was_typed_when_something_is_wrong(demo: str, page: Page) -> None:
    be(page, demo, "liam")
    form(page, "Details…")
    send(page)
    expect(page.locator("dialog .error:visible")).to_have_text(["Please complete this field."])
    page.get_by_label("Outcome").select_option(label="Contact")
    page.get_by_label("Talk").fill("five")
    page.get_by_label("Notes").fill("asks for the price <!channel>")
    send(page)
    expect(page.locator("dialog .error:visible")).to_have_count(1)
    expect(page.get_by_label("Notes")).to_have_value("asks for the price <!channel>")
    page.get_by_label("Talk").fill("5")
    send(page)
    shown(page, "Recorded: contact — 5 min talk, “asks for the price <!channel>”.")
    expect(page.locator(".everybody")).to_have_count(0)


@pytest.mark.parametrize(
    ("who", "words", "says"),
    [
        ("sofia", "/goal team meetings 400", "Goals, members and settings are set by a manager: @山本 美緒 can do it."),
        ("sofia", "/kpi @hana", "Another person’s numbers are shown to their mentor and the managers: @山本 美緒 can see them."),
        ("lena", "/log 3 no-answer", "Calls are logged by reps, mentors and managers"),
        ("mei", "/goal チーム 商談 400", "目標・メンバー・設定は、マネージャーが変更します。@山本 美緒 が変更できます。"),
        ("mei", "/kpi @emma", "ほかの方の数字は、担当メンターとマネージャーが見られます。@山本 美緒 が見られます。"),
        ("mei", "/log アポ 山田商事 11/31 10時", "「11/31」という日時はありません。"),
        ("mei", "/log アポ 山田商事 12/1(月) 10時", "日付と曜日が合っていません。"),
        ("mei", "/log アポ 山田商事", "日時が入っていません。何も記録していません。"),
        ("sofia", "/log appointment Acme Foods 10:00 yesterday", "has already passed."),
        ("sofia", "/log 99999 no-answer", "99,999 is more than one line takes: 500 at most."),
    ],
)
def test_a_refusal_says_why_and_who_could(demo: str, page: Page, who: str, words: str, says: str) -> None:
    be(page, demo, who)
    write(page, words)
    shown(page, says)


def test_nothing_is_recorded_by_leaving_a_question_alone(demo: str, page: Page) -> None:
    be(page, demo, "yuto")
    write(page, "/log アポ 山田商事 水曜11時 @sora")
    shown(page, "11月25日(水) 11:00")
    write(page, "/meeting 実施 山田商事")
    shown(page, "山田商事は11月25日(水) 11:00の予定で、まだその時間になっていません。")
    answer(page).get_by_role("button").last.click()
    shown(page, "何も変更していません。")
