"""Leads are found again by name, offered when it is not clear which, and made when new."""

import pytest

from storage.tables import Call, Lead
from tests.office import Office
from tests.rows import rows


@pytest.mark.parametrize("again", ["Acme", "ACME", "ａｃｍｅ", "Acme Inc.", "acme"])
def test_a_lead_is_found_again_by_its_folded_name(office: Office, again: str) -> None:
    office.say("tom", "/log contact Acme")
    shown = office.say("tom", f"/log contact {again}")
    assert "new lead" not in shown.text
    assert "Acme" in shown.text
    assert len(rows(office, Lead)) == 1


@pytest.mark.parametrize("again", ["山田商事", "株式会社山田商事", "山田商事(株)", "㈱山田商事"])
def test_a_company_form_does_not_matter(office: Office, again: str) -> None:
    office.say("hana", "/log 接触 山田商事")
    office.say("hana", f"/log 接触 {again}")
    assert [lead.name for lead in rows(office, Lead)] == ["山田商事"]


def test_the_beginning_of_a_name_is_a_question(office: Office) -> None:
    office.say("tom", "/log contact Acme Logistics")
    shown = office.say("tom", "/log contact Acme 5m")
    assert "Which Acme? Nothing was recorded yet." in shown.text
    assert list(shown.buttons) == ["Acme Logistics", "A new lead “Acme”"]
    assert len(rows(office, Call)) == 1


def test_the_chosen_lead_gets_the_call_as_it_was_said(office: Office) -> None:
    office.say("tom", "/log contact Acme Logistics")
    office.say("tom", "/log contact Acme Travel")
    question = office.say("tom", "/log contact Acme 5m inbound")
    shown = question.press("Acme Logistics")
    assert "Recorded: contact — Acme Logistics, inbound, 5 min talk." in shown.text
    assert shown.reply.replace
    assert (rows(office, Call)[-1].talk_seconds, rows(office, Call)[-1].direction) == (300, "inbound")
    assert len(rows(office, Lead)) == 2


def test_a_new_lead_can_be_chosen(office: Office) -> None:
    office.say("tom", "/log contact Acme Logistics")
    assert "“Acme” is a new lead." in office.say("tom", "/log contact Acme").press("A new lead “Acme”").text
    assert [lead.name for lead in rows(office, Lead)] == ["Acme Logistics", "Acme"]


def test_tomorrow_stays_the_day_that_was_meant(office: Office) -> None:
    office.say("tom", "/log contact Acme Logistics")
    question = office.say("tom", "/log appointment Acme tomorrow 14:00")
    office.at("2026-11-25 09:00")
    assert "Wed, Nov 25, 14:00" in question.press("Acme Logistics").text


def test_an_answer_that_is_no_plan_is_gone(office: Office) -> None:
    for value in ("", "{", "[]", '{"outcome":"sold"}', '{"color":1}', '{"outcome":"contact","lead":"Acme","lead_id":99}'):
        shown = office.tap("tom", {"action_id": "log-lead:1", "type": "button", "value": value, "action_ts": f"1.{len(value)}"})
        assert "This is not there any more" in shown.text, value
    assert rows(office, Call) == []


def test_undo_takes_the_new_lead_along(office: Office) -> None:
    office.say("tom", "/log contact Amce").press("Undo")
    assert rows(office, Lead) == []
