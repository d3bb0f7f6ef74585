"""Three months of a full team: thirty reps, long names, meetings in every state, goals, leave, a closed day."""

from coaching.terms import Kpi
from tests.gallery.tongue import Tongue
from tests.month import Month
from tests.office import Office

SOURCES = ("web", "webinar", "referral", "event", "outbound list")
REPS = ("tom", "hana", "yui", "ken")


def seed(office: Office, tongue: Tongue) -> None:
    """Fill the office; its clock ends where every scene begins."""
    now, month = office.now, Month(office)
    month.goal("300")
    month.goal("30", each=True)
    month.goal("0.6", Kpi.QUALIFIED)
    month.goal("12000000", Kpi.REVENUE)
    month.goal("3500000", Kpi.REVENUE, each=True)
    month.hire(26, tongue.rep)
    for year_month in ("2026-09", "2026-10"):
        past(month, year_month, tongue)
    this_month(month, tongue)
    booked(office, tongue)
    office.now = now


def past(month: Month, year_month: str, tongue: Tongue) -> None:
    """A month that is over."""
    for day in ("16",):
        for number, who in enumerate(REPS):
            source = SOURCES[number]
            month.calls(who, f"{year_month}-{day}", source, no_answer=60, gatekeeper=18, contact=14, not_interested=8, appointment=3)
            month.meeting(who, f"{year_month}-{day} 14:00", "held", "qualified", source=source, won=2_400_000)
            month.meeting(who, f"{year_month}-{day} 15:00", "held", "unqualified", source=tongue.source, ae="lena")
            month.meeting(who, f"{year_month}-{day} 16:00", "no_show", source=source, email=True)


def this_month(month: Month, tongue: Tongue) -> None:
    """The month so far."""
    for number, who in enumerate(REPS):
        for day in ("05", "12", "19"):
            month.calls(who, f"2026-11-{day}", SOURCES[number], no_answer=70, contact=9, callback=3, appointment=2, wrong_number=4)
            month.meeting(who, f"2026-11-{day} 11:00", "held", "qualified", source=SOURCES[number], won=1_800_000 if day == "05" else 0)
            month.meeting(who, f"2026-11-{day} 13:00", "held", source=tongue.source, ae="lena")
            month.meeting(who, f"2026-11-{day} 16:30", source=SOURCES[number])


def booked(office: Office, tongue: Tongue) -> None:
    """Meetings with the longest names: some past their time, some to come; who is to be called back; efforts; leave."""
    office.at("2026-11-17 10:00")
    for number, lead in enumerate((tongue.lead, *tongue.others)):
        for who in ("tom", "hana"):
            office.say(who, f"/log appointment {lead} 11/{18 + number % 3} {14 + number % 3}:00 @sora source:webinar")
            office.say(who, f"/log appointment {lead} 12/{1 + number} 10:00 @lena")
    office.at("2026-11-20 18:00")
    for number, lead in enumerate((tongue.lead, *tongue.others)):
        office.say("tom", f"/log callback {lead} 11/24 {11 + number}:00")
    for line in ("email 240", "email opened 88", "email clicked 12", "work 150m", f"contact {tongue.lead} 12m inbound wrap:4m"):
        office.say("tom", f"/log {line}")
    office.say("mio", "/onpace leave @yui 12/1 12/4")
    office.say("mio", "/onpace leave @ken 12/24")
