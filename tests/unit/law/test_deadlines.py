"""Cases reckoned by hand with a calendar, each with the rule that decides it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from casefile.domain.deadlines import Deadline
from casefile.law import rulebook
from casefile.law.deadlines import compute, request_from

NEW_YORK = "America/New_York"


@dataclass(frozen=True)
class Case:
    cite: str
    options: dict[str, object]
    due: str
    safe: str
    others: tuple[str, ...]
    time: str | None

    def __str__(self) -> str:
        return f"{self.cite} {' '.join(str(value) for value in self.options.values())}".replace("::", ":")


def case(
    cite: str,
    trigger: str,
    period: str,
    due: str,
    *,
    safe: str | None = None,
    others: tuple[str, ...] = (),
    time: str | None = None,
    **options: object,
) -> Case:
    """`others` are the readings beside `due`; `safe` is `due` unless it is given."""
    given = {"trigger": trigger, "period": period, **options}
    return Case(cite, given, due, safe or due, others, time)


def answer(**options: object) -> Deadline:
    return compute(request_from(options, rulebook.load()))


DAYS_FORWARD = [
    case("6(a)(1)(C) King", "2026-01-02", "17 days", "2026-01-20"),
    case("6(a)(1)(C) Sunday, then Washington", "2026-01-16", "30 days", "2026-02-17"),
    case("6(a)(1)(C) ordinary Friday", "2026-05-01", "21 days", "2026-05-22"),
    case("6(a)(1)(C) Memorial Day", "2026-05-04", "21 days", "2026-05-26"),
    case("6(a)(1)(C) Saturday before Memorial Day", "2026-05-09", "14 days", "2026-05-26"),
    case("6(a)(6)(A) Juneteenth", "2026-06-05", "14 days", "2026-06-22"),
    case("6(a)(1) one day, Juneteenth", "2026-06-18", "1 day", "2026-06-22"),
    case("6(a)(1)(C) Labor Day", "2026-08-08", "30 days", "2026-09-08"),
    case("6(a)(1)(C) Columbus Day", "2026-09-28", "14 days", "2026-10-13"),
    case("6(a)(1)(C) Veterans Day", "2026-10-28", "14 days", "2026-11-12"),
    case("6(a)(1)(C) Thanksgiving", "2026-11-12", "14 days", "2026-11-27"),
    case("6(a)(1)(C) Christmas on a Friday", "2026-12-11", "14 days", "2026-12-28"),
    case("6(a)(1)(C) New Year on a Friday", "2026-12-18", "14 days", "2027-01-04"),
    case("26(a)(5) 2009 note: September 1, 2007", "2007-08-22", "10 days", "2007-09-04"),
    case("2009 note: the 14th day after a Monday", "2026-03-02", "14 days", "2026-03-16"),
    case("6(a)(1)(B) weekends in between count", "2026-03-05", "8 days", "2026-03-13"),
    case("6(a)(1)(C) Saturday", "2026-02-27", "1 day", "2026-03-02"),
    case("6(a)(1) leap day", "2024-02-28", "1 day", "2024-02-29"),
    case("6(a)(1) no leap day, Saturday", "2025-02-28", "1 day", "2025-03-03"),
    case("6(a)(1)(A) event on a holiday", "2026-12-25", "3 days", "2026-12-28"),
    case("12(a)(2) with King", "2024-11-21", "60 days", "2025-01-21"),
    case("Sunday Juneteenth, Monday observed", "2022-06-05", "15 days", "2022-06-21"),
    case("Sunday Christmas, Monday observed", "2022-12-12", "14 days", "2022-12-27"),
    case("Sunday New Year, Monday observed", "2022-12-19", "14 days", "2023-01-03"),
    case("Sunday July 4, Monday observed", "2027-06-21", "14 days", "2027-07-06"),
    case("no Juneteenth before the law", "2020-06-05", "14 days", "2020-06-19"),
    case("no Juneteenth before the law, Wednesday", "2019-06-05", "14 days", "2019-06-19"),
    case("6(a)(6)(B) Juneteenth, not yet listed", "2023-06-05", "14 days", "2023-06-20"),
]

SATURDAY_HOLIDAYS = [
    case("6103(b)(1) July 3", "2026-06-19", "14 days", "2026-07-06", safe="2026-07-03", others=("2026-07-03",)),
    case("6103(b)(1) the Saturday itself", "2026-06-20", "14 days", "2026-07-06"),
    case("6103(b)(1) Veterans 2023", "2023-10-27", "14 days", "2023-11-13", safe="2023-11-10", others=("2023-11-10",)),
    case("6103(b)(1) Veterans 2017", "2017-10-20", "21 days", "2017-11-13", safe="2017-11-10", others=("2017-11-10",)),
    case("6103(b)(1) New Year 2022", "2021-12-17", "14 days", "2022-01-03", safe="2021-12-31", others=("2021-12-31",)),
    case("6103(b)(1) Christmas 2027", "2027-12-10", "14 days", "2027-12-27", safe="2027-12-24", others=("2027-12-24",)),
    case(
        "6103(b)(1) Juneteenth 2027", "2027-06-04", "14 days", "2027-06-21", safe="2027-06-18", others=("2027-06-18",)
    ),
    case(
        "6103(b)(1) Juneteenth 2021", "2021-06-04", "14 days", "2021-06-21", safe="2021-06-18", others=("2021-06-18",)
    ),
    case("6(a)(5) back to July 3", "2026-07-10", "7 days", "2026-07-02", others=("2026-07-03",), direction="before"),
    case("6(a)(5) back from July 4", "2026-07-11", "7 days", "2026-07-02", others=("2026-07-03",), direction="before"),
]

DAYS_BACKWARD = [
    case("6(a)(5) Juneteenth", "2026-06-26", "7 days", "2026-06-18", direction="before"),
    case("26(f)(1) King and a weekend", "2027-02-08", "21 days", "2027-01-15", direction="before"),
    case("6(a)(5) Veterans Day", "2026-11-25", "14 days", "2026-11-10", direction="before"),
    case("26(a)(5) 2009 note: back to August 31", "2007-09-11", "10 days", "2007-08-31", direction="before"),
    case("6(a)(5) Christmas", "2026-12-28", "3 days", "2026-12-24", direction="before"),
    case("6(a)(5) Memorial Day", "2026-06-01", "7 days", "2026-05-22", direction="before"),
    case("6(a)(5) Monday observed", "2022-07-04", "14 days", "2022-06-17", direction="before"),
    case("6(a)(5) over the turn of the year", "2027-01-15", "14 days", "2026-12-31", direction="before"),
    case("6(a)(6)(C) Patriots' Day ignored", "2026-04-27", "7 days", "2026-04-20", direction="before", state="MA"),
    case(
        "6(a)(6)(C) day after Thanksgiving ignored",
        "2026-12-04",
        "7 days",
        "2026-11-27",
        direction="before",
        state="WA",
    ),
    case("6(a)(5) ordinary day", "2026-03-20", "7 days", "2026-03-13", direction="before"),
]

SERVICE = [
    case("6(d) onto Thanksgiving", "2026-11-09", "14 days", "2026-11-27", service="mail"),
    case("6(d) roll, add, roll", "2026-10-31", "14 days", "2026-11-19", service="mail"),
    case("6(d) plain", "2026-06-01", "14 days", "2026-06-18", service="mail"),
    case("6(d) left with the clerk", "2026-06-02", "14 days", "2026-06-22", service="clerk"),
    case("6(d) by hand", "2026-06-02", "14 days", "2026-06-16", service="hand"),
    case("6(d) electronically", "2026-06-02", "14 days", "2026-06-16", service="electronic"),
    case("6(d) other means consented to", "2026-06-08", "14 days", "2026-06-25", service="consented"),
    case("6(d) after a move over Memorial Day", "2026-05-09", "14 days", "2026-05-29", service="mail"),
    case("6(d) until 2016", "2016-11-01", "14 days", "2016-11-15", others=("2016-11-18",), service="electronic"),
    case("6(d) since 2016", "2016-12-01", "14 days", "2016-12-15", service="electronic"),
    case("6(d) as of 2017", "2016-11-01", "14 days", "2016-11-15", service="electronic", as_of="2017-01-01"),
    case("26(c) by mail", "2026-06-09", "10 days", "2026-06-25", service="mail", regime="frap"),
    case("26(c) delivered", "2026-06-09", "10 days", "2026-06-22", service="hand", regime="frap"),
    case(
        "26(c) carrier",
        "2026-06-22",
        "7 days",
        "2026-07-02",
        safe="2026-06-29",
        others=("2026-06-29",),
        service="consented",
        regime="frap",
    ),
    case("26(c) electronically", "2026-11-19", "7 days", "2026-11-27", service="electronic", regime="frap"),
    case("6(d) not backward", "2026-06-26", "7 days", "2026-06-18", service="mail", direction="before"),
    case("6(d) not for a letter", "2026-06-01", "14 days", "2026-06-15", service="mail", regime="letter"),
]

LONGER_UNITS = [
    case("6(a)(1) weeks", "2026-06-05", "2 weeks", "2026-06-22"),
    case("6(a)(1) month, shorter month", "2026-01-31", "1 month", "2026-03-02"),
    case("6(a)(1) year from a leap day", "2024-02-29", "1 year", "2025-02-28"),
    case("6(a)(1) half a year, shorter month", "2026-08-31", "6 months", "2027-03-01"),
    case("6(a)(1) quarter, shorter month", "2026-11-30", "3 months", "2027-03-01"),
    case("6(a)(5) month back", "2026-03-31", "1 month", "2026-02-27", direction="before"),
    case("6(a)(5) weeks back onto Thanksgiving", "2026-12-24", "4 weeks", "2026-11-25", direction="before"),
    case("60(c)(1) a year onto Columbus Day", "2025-10-12", "1 year", "2026-10-13"),
]

STATUTES = [
    case("28 USC 2401(a)", "2025-08-13", "6 years", "2031-08-13", regime="statute"),
    case(
        "28 USC 2401(b)",
        "2024-07-04",
        "2 years",
        "2026-07-06",
        safe="2026-07-04",
        others=("2026-07-04",),
        regime="statute",
    ),
    case(
        "28 USC 2107(b)",
        "2026-04-20",
        "60 days",
        "2026-06-22",
        safe="2026-06-19",
        others=("2026-06-19",),
        regime="statute",
    ),
    case(
        "5 USC 552(a)(4)(C)",
        "2026-06-03",
        "30 days",
        "2026-07-06",
        safe="2026-07-03",
        others=("2026-07-03",),
        regime="statute",
    ),
    case(
        "6(a)(5) statute back",
        "2026-06-26",
        "7 days",
        "2026-06-18",
        others=("2026-06-19",),
        regime="statute",
        direction="before",
    ),
]

LETTERS = [
    case("letter, never moved", "2026-05-20", "30 days", "2026-06-19", safe="2026-06-18", regime="letter"),
    case("letter, Sunday", "2026-03-06", "30 days", "2026-04-05", safe="2026-04-03", regime="letter"),
    case("letter, July 4 on a Saturday", "2026-06-04", "30 days", "2026-07-04", safe="2026-07-02", regime="letter"),
    case("letter, Christmas", "2026-12-11", "2 weeks", "2026-12-25", safe="2026-12-24", regime="letter"),
    case("letter, shorter month", "2026-01-31", "1 month", "2026-02-28", safe="2026-02-27", regime="letter"),
    case(
        "letter, Patriots' Day", "2026-03-21", "30 days", "2026-04-20", safe="2026-04-17", regime="letter", state="MA"
    ),
    case("letter, business days", "2026-06-15", "10 business days", "2026-06-30", regime="letter"),
    case(
        "letter, business days over July 3",
        "2026-06-29",
        "5 business days",
        "2026-07-07",
        safe="2026-07-06",
        others=("2026-07-06",),
        regime="letter",
    ),
    case(
        "letter, hours",
        "2026-05-22T09:00",
        "48 hours",
        "2026-05-24",
        safe="2026-05-22",
        time="09:00",
        regime="letter",
        zone=NEW_YORK,
    ),
]

BUSINESS_DAYS = [
    case("over Juneteenth", "2026-06-17", "3 business days", "2026-06-23"),
    case("back over Juneteenth", "2026-06-22", "2 business days", "2026-06-17", direction="before"),
    case("6(a)(6)(C) Patriots' Day", "2026-04-17", "1 business day", "2026-04-21", state="MA"),
    case("6(a)(6)(C) not backward", "2026-04-21", "1 business day", "2026-04-20", state="MA", direction="before"),
    case("working days", "2026-03-02", "5 working days", "2026-03-09"),
]

HOURS = [
    case("6(a)(2)(C) Memorial Day", "2026-05-22T15:00", "72 hours", "2026-05-26", time="15:00", zone=NEW_YORK),
    case("6(a)(2)(B) clocks back", "2026-10-30T10:23", "72 hours", "2026-11-02", time="09:23", zone=NEW_YORK),
    case("6(a)(2)(C) Juneteenth", "2026-06-18T14:00", "24 hours", "2026-06-22", time="14:00", zone=NEW_YORK),
    case("6(a)(2) clocks forward, Sunday", "2026-03-06T12:00", "48 hours", "2026-03-09", time="13:00", zone=NEW_YORK),
    case("6(a)(2) clocks forward", "2026-03-06T12:00", "72 hours", "2026-03-09", time="13:00", zone=NEW_YORK),
    case(
        "6(a)(2) no clock change in Phoenix",
        "2026-03-06T12:00",
        "72 hours",
        "2026-03-09",
        time="12:00",
        zone="America/Phoenix",
    ),
    case(
        "6(a)(2), (5) back from Thanksgiving",
        "2026-11-27T10:00",
        "24 hours",
        "2026-11-25",
        time="10:00",
        zone=NEW_YORK,
        direction="before",
    ),
    case("6(a)(2) instant with offset", "2026-05-22T19:00Z", "72 hours", "2026-05-26", time="15:00", zone=NEW_YORK),
    case(
        "6(a)(2)(C) over midnight into Saturday",
        "2026-10-30T23:30",
        "1 hour",
        "2026-11-02",
        time="00:30",
        zone=NEW_YORK,
    ),
    case(
        "6(a)(3)(B) office closed",
        "2026-01-26T10:00",
        "24 hours",
        "2026-01-28",
        time="10:00",
        zone=NEW_YORK,
        closed=["2026-01-27"],
    ),
    case("6(a)(2) no zone", "2026-05-22T15:00", "72 hours", "2026-05-26", time="15:00"),
    case("26(a)(2) appeal", "2026-05-22 15:00", "72 hours", "2026-05-26", time="15:00", zone=NEW_YORK, regime="frap"),
    case(
        "6(d) hours by mail", "2026-06-15T10:00", "24 hours", "2026-06-22", time="10:00", zone=NEW_YORK, service="mail"
    ),
]

CLOSED_OFFICE = [
    case("6(a)(3)(A) storm", "2026-01-05", "21 days", "2026-01-28", closed=["2026-01-26", "2026-01-27"]),
    case("6(a)(3)(A) Friday", "2026-01-09", "14 days", "2026-01-26", closed=["2026-01-23"]),
    case("6(a)(3)(A) Friday and Monday", "2026-01-09", "14 days", "2026-01-27", closed=["2026-01-23", "2026-01-26"]),
    case("6(a)(3)(A) Monday after a weekend", "2026-01-10", "14 days", "2026-01-27", closed=["2026-01-26"]),
    case("6(a)(3) not the last day", "2026-01-05", "21 days", "2026-01-26", closed=["2026-01-20"]),
    case(
        "26(a)(3) 2009 note: forward again",
        "2007-09-11",
        "10 days",
        "2007-09-04",
        direction="before",
        closed=["2007-08-31"],
    ),
    case(
        "6(a)(3), (d)",
        "2026-01-05",
        "14 days",
        "2026-01-23",
        others=("2026-01-26",),
        service="mail",
        closed=["2026-01-20"],
    ),
]

STATES = [
    case("MA Patriots' Day", "2026-03-30", "21 days", "2026-04-21", state="MA"),
    case("MA March 17, Suffolk", "2026-03-03", "14 days", "2026-03-17", others=("2026-03-18",), state="MA"),
    case(
        "MA no Friday for a Saturday",
        "2026-06-03",
        "30 days",
        "2026-07-06",
        safe="2026-07-03",
        others=("2026-07-03",),
        state="MA",
    ),
    case("none day after Thanksgiving", "2026-11-06", "21 days", "2026-11-27"),
    case("WA day after Thanksgiving", "2026-11-06", "21 days", "2026-11-30", state="WA"),
    case("TX day after Thanksgiving", "2026-11-06", "21 days", "2026-11-30", state="TX"),
    case("CA day after Thanksgiving", "2026-11-06", "21 days", "2026-11-27", others=("2026-11-30",), state="CA"),
    case("FL day after Thanksgiving", "2026-11-06", "21 days", "2026-11-27", others=("2026-11-30",), state="FL"),
    case("NM day after Thanksgiving", "2026-11-06", "21 days", "2026-11-27", state="NM"),
    case(
        "PA day after Thanksgiving, list unseen",
        "2026-11-06",
        "21 days",
        "2026-11-27",
        others=("2026-11-30",),
        state="PA",
    ),
    case("CT Friday by State law, in the year before", "2027-12-17", "14 days", "2028-01-03", state="CT"),
    case("CT Friday by State law", "2026-06-03", "30 days", "2026-07-06", state="CT"),
    case("OR Friday by State law", "2026-06-03", "30 days", "2026-07-06", state="OR"),
    case("DC Friday by D.C. law", "2026-06-03", "30 days", "2026-07-06", state="DC"),
    case("WA Friday by State law", "2026-06-03", "30 days", "2026-07-06", state="WA"),
    case(
        "VT Friday for State offices only",
        "2026-06-03",
        "30 days",
        "2026-07-06",
        safe="2026-07-03",
        others=("2026-07-03",),
        state="VT",
    ),
    case("VT Town Meeting Day", "2026-02-17", "14 days", "2026-03-04", state="VT"),
    case(
        "VT Bennington Battle Day on a Sunday",
        "2026-08-03",
        "14 days",
        "2026-08-17",
        others=("2026-08-18",),
        state="VT",
    ),
    case("RI Victory Day", "2026-07-27", "14 days", "2026-08-11", state="RI"),
    case("RI July 4 on a Saturday", "2026-06-20", "14 days", "2026-07-06", others=("2026-07-07",), state="RI"),
    case("RI Independence Day of the State", "2026-04-20", "14 days", "2026-05-05", state="RI"),
    case("NY Lincoln", "2026-01-29", "14 days", "2026-02-13", state="NY"),
    case("NY general election", "2026-10-20", "14 days", "2026-11-04", state="NY"),
    case("NY election in an odd year", "2027-10-19", "14 days", "2027-11-02", others=("2027-11-03",), state="NY"),
    case("IL Good Friday", "2026-03-20", "14 days", "2026-04-06", state="IL"),
    case("IL Pulaski", "2026-02-16", "14 days", "2026-03-03", state="IL"),
    case("CO Cabrini", "2026-09-21", "14 days", "2026-10-06", state="CO"),
    case("CO before Cabrini", "2019-09-23", "14 days", "2019-10-07", state="CO"),
    case("CA Cesar Chavez", "2026-03-17", "14 days", "2026-04-01", state="CA"),
    case("CA Native American Day", "2026-09-11", "14 days", "2026-09-28", state="CA"),
    case("CA Admission Day", "2026-08-26", "14 days", "2026-09-09", others=("2026-09-10",), state="CA"),
    case("CA Lunar New Year", "2026-02-03", "14 days", "2026-02-17", others=("2026-02-18",), state="CA"),
    case("DC Emancipation Day", "2026-04-02", "14 days", "2026-04-17", state="DC"),
    case("DC Emancipation Day on a Sunday", "2028-04-03", "14 days", "2028-04-18", state="DC"),
    case("DC Emancipation Day on a Saturday", "2022-04-01", "14 days", "2022-04-18", state="DC"),
    case("DC Inauguration Day", "2033-01-06", "14 days", "2033-01-21", state="DC"),
    case("Inauguration Day elsewhere", "2033-01-06", "14 days", "2033-01-20", state="NY"),
    case("TX December 24 to 26", "2026-12-10", "14 days", "2026-12-28", state="TX"),
    case("TX San Jacinto Day", "2026-04-07", "14 days", "2026-04-22", state="TX"),
    case("TX June 19 before the federal law", "2017-06-05", "14 days", "2017-06-20", state="TX"),
    case("NJ third Friday in June", "2025-06-06", "14 days", "2025-06-20", others=("2025-06-23",), state="NJ"),
    case(
        "26(a)(6)(C) district court's State", "2026-03-30", "21 days", "2026-04-21", regime="frap", state=["MA", "NY"]
    ),
    case("26(a)(6)(C) circuit clerk's State", "2026-01-29", "14 days", "2026-02-13", regime="frap", state=["MA", "CT"]),
]

PRESIDENT = [
    case("6(a)(6)(B) E.O. 13852", "2018-11-21", "14 days", "2018-12-05", others=("2018-12-06",)),
    case("6(a)(6)(B) E.O. 14129", "2024-12-10", "14 days", "2024-12-24", others=("2024-12-26",)),
    case(
        "6(a)(6)(B) backward",
        "2024-12-31",
        "7 days",
        "2024-12-24",
        safe="2024-12-23",
        others=("2024-12-23",),
        direction="before",
    ),
    case("6(a)(6)(B) E.O. 14133", "2024-12-26", "14 days", "2025-01-09", others=("2025-01-10",)),
]

CASES = [
    *(DAYS_FORWARD + SATURDAY_HOLIDAYS + DAYS_BACKWARD + SERVICE + LONGER_UNITS + STATUTES + LETTERS),
    *(BUSINESS_DAYS + HOURS + CLOSED_OFFICE + STATES + PRESIDENT),
]


@pytest.mark.parametrize("wanted", CASES, ids=str)
def test_case(wanted: Case) -> None:
    found = answer(**wanted.options)

    readings = {reading.due.isoformat() for reading in found.readings}
    assert (found.due.isoformat(), found.safe.isoformat()) == (wanted.due, wanted.safe)
    assert readings == {wanted.due, *wanted.others}
    assert (found.time and f"{found.time:%H:%M}") == wanted.time
    assert found.steps[-1].date == found.due
    assert [step.n for step in found.steps] == list(range(1, len(found.steps) + 1))


# The worked examples 1 to 14 of the domain notes, by the rule each is about.
WORKED = [
    ("1", {"trigger": "2026-05-29", "rule": "frcp-12-a1Ai"}, "2026-06-22", "2026-06-22"),
    ("2", {"trigger": "2026-05-05", "rule": "frcp-12-a2"}, "2026-07-06", "2026-07-06"),
    ("2b", {"trigger": "2026-06-03", "rule": "frcp-34-b2A", "service": "electronic"}, "2026-07-06", "2026-07-03"),
    (
        "2b, D. Conn.",
        {"trigger": "2026-06-03", "rule": "frcp-34-b2A", "service": "electronic", "state": "CT"},
        "2026-07-06",
        "2026-07-06",
    ),
    ("3", {"trigger": "2026-11-06", "rule": "frcp-15-a1B", "service": "electronic"}, "2026-11-27", "2026-11-27"),
    (
        "3, W.D. Wash.",
        {"trigger": "2026-11-06", "rule": "frcp-15-a1B", "service": "hand", "state": "WA"},
        "2026-11-30",
        "2026-11-30",
    ),
    ("4", {"trigger": "2026-11-09", "rule": "nysd-6.1b", "service": "mail"}, "2026-11-27", "2026-11-27"),
    ("4b", {"trigger": "2026-10-31", "rule": "mad-7.1-b2", "service": "mail"}, "2026-11-19", "2026-11-19"),
    ("5", {"trigger": "2026-03-30", "rule": "frcp-12-a1Ai", "state": "MA"}, "2026-04-21", "2026-04-21"),
    (
        "5b",
        {"trigger": "2026-04-27", "period": "7 days", "direction": "before", "state": "MA"},
        "2026-04-20",
        "2026-04-20",
    ),
    ("6", {"trigger": "2026-06-26", "period": "7 days", "direction": "before"}, "2026-06-18", "2026-06-18"),
    ("6b", {"trigger": "2027-02-08", "rule": "frcp-26-f1"}, "2027-01-15", "2027-01-15"),
    ("6c", {"trigger": "2026-11-25", "period": "14 days", "direction": "before"}, "2026-11-10", "2026-11-10"),
    ("7", {"trigger": "2026-05-22T15:00", "period": "72 hours", "zone": NEW_YORK}, "2026-05-26", "2026-05-26"),
    ("7b", {"trigger": "2026-10-30T10:23", "period": "72 hours", "zone": NEW_YORK}, "2026-11-02", "2026-11-02"),
    (
        "8",
        {"trigger": "2026-01-05", "period": "21 days", "closed": ["2026-01-26", "2026-01-27"]},
        "2026-01-28",
        "2026-01-28",
    ),
    ("9", {"trigger": "2026-04-20", "rule": "frap-4-a1B"}, "2026-06-22", "2026-06-22"),
    ("10", {"trigger": "2024-11-21", "rule": "frcp-12-a2"}, "2025-01-21", "2025-01-21"),
    ("11", {"trigger": "2026-11-20", "rule": "frcp-12-a2"}, "2027-01-19", "2027-01-19"),
    ("12", {"trigger": "2025-08-13", "rule": "usc-28-2401-a"}, "2031-08-13", "2031-08-13"),
]


@pytest.mark.parametrize(("number", "options", "due", "safe"), WORKED, ids=[row[0] for row in WORKED])
def test_worked_example(number: str, options: dict[str, object], due: str, safe: str) -> None:
    found = answer(**options)
    assert (found.due.isoformat(), found.safe.isoformat()) == (due, safe)


def test_the_example_of_the_command_line_contract() -> None:
    found = answer(trigger="2026-05-29", rule="frcp-12-a1Ai").to_json()

    assert found == {
        "due": "2026-06-22",
        "safe": "2026-06-22",
        "raw": "2026-06-19",
        "time": None,
        "zone": None,
        "steps": [
            {
                "n": 1,
                "date": "2026-05-29",
                "text": "Day of the event: not counted.",
                "authority": "Fed. R. Civ. P. 6(a)(1)(A)",
            },
            {
                "n": 2,
                "date": "2026-06-19",
                "text": "21 days later, a Friday.",
                "authority": "Fed. R. Civ. P. 12(a)(1)(A)(i)",
            },
            {
                "n": 3,
                "date": "2026-06-22",
                "text": "June 19 is Juneteenth, June 20 and 21 a weekend: moved to Monday.",
                "authority": "Fed. R. Civ. P. 6(a)(1)(C), 6(a)(6)(A)",
            },
        ],
        "readings": [{"due": "2026-06-22", "when": "As counted in the steps."}],
        "warnings": [],
    }
