"""What must hold for every deadline, whatever the date."""

from __future__ import annotations

import datetime as dt
import functools

import holidays
from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.deadlines import Direction, Period, Regime, Request, Service, Unit
from casefile.law.calendars import Calendar, calendar_of, previous_business_day
from casefile.law.deadline_counting import Assumed, walk
from casefile.law.deadline_days import Holiday, listed_states
from casefile.law.deadlines import compute, stated

DAY = dt.timedelta(days=1)

days = st.dates(dt.date(2010, 1, 1), dt.date(2045, 12, 31))
directions = st.sampled_from(Direction)
calendar_periods = st.one_of(
    st.builds(Period, st.integers(1, 400), st.just(Unit.DAYS)),
    st.builds(Period, st.integers(1, 60), st.just(Unit.WEEKS)),
    st.builds(Period, st.integers(1, 40), st.just(Unit.MONTHS)),
    st.builds(Period, st.integers(1, 8), st.just(Unit.YEARS)),
)
periods = calendar_periods | st.builds(Period, st.integers(1, 60), st.just(Unit.BUSINESS_DAYS))
services = st.none() | st.sampled_from(Service)
court_regimes = st.sampled_from([Regime.FRCP, Regime.FRAP])


@st.composite
def any_request(draw: st.DrawFn) -> Request:
    trigger = draw(days)
    service = draw(services)
    return Request(
        trigger=trigger,
        period=draw(periods),
        direction=draw(directions),
        service=service,
        regime=draw(st.sampled_from(Regime)),
        states=tuple(draw(st.lists(st.sampled_from([*listed_states(), "GA", "PR"]), max_size=1))),
        closed=tuple(draw(st.lists(st.integers(-500, 500).map(lambda n: trigger + n * DAY), max_size=3))),
        runs_from_service=draw(st.booleans()),
    )


@given(any_request())
def test_every_answer_hangs_together(request: Request) -> None:
    found = compute(request)

    assert found.steps[-1].date == found.due
    assert found.steps[0].date == request.trigger
    assert [step.n for step in found.steps] == list(range(1, len(found.steps) + 1))
    assert all(step.text.endswith(".") and step.authority for step in found.steps)
    assert found.safe <= min(reading.due for reading in found.readings)
    assert found.readings[0].due == found.due
    assert len({reading.due for reading in found.readings}) == len(found.readings)
    assert all(reading.when.endswith(".") for reading in found.readings)
    assert len(set(found.warnings)) == len(found.warnings)


@given(days, periods, directions, services, court_regimes)
def test_never_due_on_a_closed_day(
    trigger: dt.date, period: Period, direction: Direction, service: Service | None, regime: Regime
) -> None:
    found = compute(Request(trigger, period, direction, service, regime))
    assert not calendar_of().is_closed(found.due)


@given(days, st.integers(0, 400), periods, directions, services, court_regimes)
def test_a_later_event_is_never_due_earlier(
    trigger: dt.date, later: int, period: Period, direction: Direction, service: Service | None, regime: Regime
) -> None:
    first = compute(Request(trigger, period, direction, service, regime))
    second = compute(Request(trigger + later * DAY, period, direction, service, regime))
    assert first.due <= second.due
    assert first.safe <= second.safe


@given(days, st.integers(1, 300), st.integers(1, 300), directions)
def test_a_longer_period_never_ends_nearer(trigger: dt.date, one: int, more: int, direction: Direction) -> None:
    near = compute(Request(trigger, Period(one, Unit.DAYS), direction)).due
    far = compute(Request(trigger, Period(one + more, Unit.DAYS), direction)).due
    assert (far - near).days * direction.sign >= 0


@given(days, periods)
def test_three_days_are_never_lost(trigger: dt.date, period: Period) -> None:
    plain = compute(Request(trigger, period, service=Service.HAND, runs_from_service=True)).due
    mailed = compute(Request(trigger, period, service=Service.MAIL, runs_from_service=True)).due
    assert mailed >= plain + 3 * DAY


@given(days, periods)
def test_service_left_open_keeps_both_readings(trigger: dt.date, period: Period) -> None:
    unknown = compute(Request(trigger, period, runs_from_service=True))
    mailed = compute(Request(trigger, period, service=Service.MAIL, runs_from_service=True))
    assert mailed.due in {reading.due for reading in unknown.readings}
    assert unknown.safe <= unknown.due < mailed.due


class Mirror(Calendar):
    """The calendar of closed days, reflected in one day."""

    __slots__ = ("_axis",)

    def __init__(self, axis: dt.date) -> None:
        super().__init__()
        self._axis = axis

    def reflect(self, day: dt.date) -> dt.date:
        return self._axis + (self._axis - day)

    def holiday(self, day: dt.date) -> Holiday | None:
        return super().holiday(self.reflect(day))

    def is_closed(self, day: dt.date) -> bool:
        return calendar_of().is_closed(self.reflect(day))


@given(
    days,
    st.integers(1, 300),
    st.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.BUSINESS_DAYS]),
)
def test_backward_is_forward_in_the_mirror(trigger: dt.date, count: int, unit: Unit) -> None:
    mirror = Mirror(trigger)
    period = Period(count // 7 + 1 if unit is Unit.WEEKS else count, unit)
    back = walk(Request(trigger, period, Direction.BEFORE), calendar_of(), Assumed(), None)
    forth = walk(Request(trigger, period, Direction.AFTER), mirror, Assumed(), None)
    assert back.end == mirror.reflect(forth.end)
    assert back.raw == mirror.reflect(forth.raw)


@functools.cache
def library_days() -> frozenset[dt.date]:
    return frozenset(holidays.country_holidays("US", years=range(2009, 2056)))


@given(st.dates(dt.date(2022, 1, 1), dt.date(2045, 12, 31)), calendar_periods, directions, services)
def test_against_another_reckoning(
    trigger: dt.date, period: Period, direction: Direction, service: Service | None
) -> None:
    """The days are taken from the `holidays` library and walked one by one."""

    def open_from(day: dt.date) -> dt.date:
        while day.weekday() in (5, 6) or day in library_days():
            day = day + DAY if direction is Direction.AFTER else day - DAY
        return day

    found = compute(Request(trigger, period, direction, service))
    due = open_from(found.raw)
    if direction is Direction.AFTER and service in (Service.MAIL, Service.CLERK, Service.CONSENTED):
        due = open_from(due + 3 * DAY)
    assert found.due == due


@given(days)
def test_a_stated_date_stays_where_it_is(day: dt.date) -> None:
    found = stated(day)
    assert (found.due, found.raw) == (day, day)
    assert found.safe == previous_business_day(day)
    assert day - 5 * DAY < found.safe <= day


@given(days, calendar_periods)
def test_a_period_in_a_letter_never_moves(trigger: dt.date, period: Period) -> None:
    found = compute(Request(trigger, period, regime=Regime.LETTER))
    assert found.due == found.raw
    assert not calendar_of().is_closed(found.safe)


@given(days, calendar_periods, directions)
def test_a_statute_is_safe_unmoved(trigger: dt.date, period: Period, direction: Direction) -> None:
    found = compute(Request(trigger, period, direction, regime=Regime.STATUTE))
    assert found.safe <= found.raw
    assert found.safe == found.raw or direction is Direction.BEFORE
