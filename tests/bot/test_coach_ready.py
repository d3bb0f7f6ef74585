"""Who is called ready, and who not: while a rate is below, and on the day a threshold was changed or a slip mended."""

from collections.abc import Callable

from tests.bot.test_coach import work
from tests.office import Office, Shown

Say = Callable[..., Shown]


def test_a_slip_mended_on_the_same_day_leaves_the_trials_alone(office: Office, say: Say) -> None:
    work(office, "yui", contacts=6, appointments=1)
    say("ann", "/coach threshold contact 12%")
    office.later(days=1)
    assert "begin anew" in say("ann", "/coach threshold contact 21%").text
    assert "the trials go on as they were" in say("ann", "/coach threshold contact 12%").text
    assert "210 of 1,200" in say("ann", "/coach @yui").text


def test_a_threshold_off_and_on_again_takes_no_restart_back(office: Office, say: Say) -> None:
    work(office, "yui", contacts=8, appointments=1)
    say("ann", "/coach threshold contact 12%")
    office.later(days=1)
    say("ann", "/coach threshold contact 20%")
    say("ann", "/coach threshold contact off")
    office.later(days=1)
    assert "begin anew" in say("ann", "/coach threshold contact 20%").text, "that day's last word was off"
    say("ann", "/coach threshold contact off")
    office.later(days=1)
    say("ann", "/coach threshold contact 20%")
    office.later(days=1)
    say("ann", "/coach threshold contact off")
    office.later(days=1)
    assert "the trials go on as they were" in say("ann", "/coach threshold contact 20%").text
    assert "Fri, Nov 27, when the count began anew (the threshold was changed); threshold 20%" in say("ann", "/coach @yui").text


def test_a_raised_threshold_makes_nobody_ready_that_day(office: Office, say: Say) -> None:
    work(office, "yui", contacts=6, appointments=1)
    say("ann", "/coach threshold contact 12%")
    say("ann", "/coach threshold appointment 20%")
    office.later(days=1)
    say("ann", "/coach threshold appointment 22%")
    shown = say("ann", "/coach @yui")
    begun = "nothing tried since Wed, Nov 25, when the count began anew (the threshold was changed); threshold 22%"
    assert f"○ contact → appointment: {begun}" in shown.text
    assert begun in say("ann", "/coach").text
    assert "To graduate, each of these is ready:\n● call → contact: ready\n○ contact → appointment: ▱▱▱▱▱▱▱▱▱▱" in shown.text
    assert "Confirm graduation" not in shown.buttons


def test_a_rate_below_with_few_tries_holds_graduation_up(office: Office, say: Say) -> None:
    work(office, "yui", contacts=1, appointments=0)
    say("ann", "/coach threshold contact 1%")
    say("ann", "/coach threshold appointment 30%")
    shown = say("ann", "/coach @yui")
    assert "▼ contact → appointment: below its threshold, practice goes on" in shown.text
    assert "Confirm graduation" not in shown.buttons
    assert "1 below · 0 ready to graduate" in say("ann", "/coach").text
