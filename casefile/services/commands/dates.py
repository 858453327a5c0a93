"""Works out a deadline's day from what its record holds, by the engine in `law`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from casefile.domain.deadlines import Deadline, Regime, Request, Unit
from casefile.domain.enums import Basis
from casefile.errors import UserError
from casefile.law import deadlines, rulebook
from casefile.law.calendars import state_code
from casefile.law.deadline_requests import request_from, zone_name
from casefile.law.periods import parse_period
from casefile.law.rulebook import Rulebook

INPUTS = frozenset({
    "basis", "due_on", "time", "zone", "trigger_on", "period", "counted_from", "rule_key", "direction", "service",
    "states",
})  # fmt: skip
READ = INPUTS
# How a period is counted that names no rule: a court's rules count where they apply, a condition by its own words.
REGIMES = {
    Basis.COURT_RULE: Regime.FRCP, Basis.COURT_ORDER: Regime.FRCP, Basis.STATUTE: Regime.STATUTE,
    Basis.GRANT_CONDITION: Regime.LETTER,
}  # fmt: skip
STARTS = {"letter_date": "Date of the letter", "receipt": "Day of receipt", "other": "Day of the event"}
SOURCES = {
    Basis.STATED_DATE: "the letter", Basis.COURT_ORDER: "the order", Basis.GRANT_CONDITION: "the condition",
    Basis.STATUTE: "the statute", Basis.COURT_RULE: "the rule", Basis.OFFICE_DATE: "our own calendar",
    Basis.PERIOD_IN_LETTER: "the letter",
}  # fmt: skip


@cache
def book() -> Rulebook:
    return rulebook.load()


def worked_out(given: Mapping[str, Any]) -> dict[str, Any]:
    """`due_on`, `safe_on` and `computation` of a deadline; all empty while its trigger is unknown.

    Args:
        given: The deadline's fields that `READ` names.

    Raises:
        UserError: They do not fit together.
    """
    answer = answered(given)
    if answer is None:
        return {"due_on": None, "safe_on": None, "computation": {}}
    found: dict[str, Any] = {"due_on": answer.due, "safe_on": answer.safe, "computation": answer.to_json()}
    if answer.time is not None and not given["time"]:
        found |= {"time": answer.time.strftime("%H:%M"), "zone": answer.zone or ""}
    return found


def answered(given: Mapping[str, Any]) -> Deadline | None:
    """The engine's answer, or None while a day is missing.

    A day that a person set on a period whose start is not known counts as stated until it is.
    """
    basis = Basis(given["basis"])
    if is_counted(given):
        counted = _in_letter(given) if basis is Basis.PERIOD_IN_LETTER else _counted(given, basis)
        if counted is not None:
            return counted
    if given["due_on"] is None:
        return None
    return deadlines.stated(
        given["due_on"], time=_clock(given["time"]), zone=zone_name(given["zone"]) if given["zone"] else None,
        states=_states(given), source=SOURCES[basis],
    )  # fmt: skip


def is_counted(given: Mapping[str, Any]) -> bool:
    """Whether its day comes of a rule or a period, not of a date that somebody stated."""
    basis = Basis(given["basis"])
    return bool(given["rule_key"] or (given["period"] and (basis in REGIMES or basis is Basis.PERIOD_IN_LETTER)))


def _clock(text: str) -> dt.time | None:
    if not text:
        return None
    try:
        return dt.datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 - a wall clock
    except ValueError:
        raise UserError(f"{text!r} is no time of day.", hint="Write hour and minute as 17:00.") from None


def _states(given: Mapping[str, Any]) -> tuple[str, ...]:
    codes = (given["states"] or "").replace(";", ",").split(",")
    return tuple(dict.fromkeys(state_code(code.strip()) for code in codes if code.strip()))


def _counted(given: Mapping[str, Any], basis: Basis) -> Deadline | None:
    if given["trigger_on"] is None:
        return None
    options: dict[str, Any] = {"trigger": given["trigger_on"].isoformat()}
    if given["rule_key"]:
        options["rule"] = given["rule_key"]
    else:
        options["period"] = given["period"]
        options["regime"] = REGIMES[basis].value
    for name in ("direction", "service", "zone"):
        if given[name]:
            options[name] = given[name]
    options["state"] = list(_states(given))
    return deadlines.compute(request_from(options, book()))


def _in_letter(given: Mapping[str, Any]) -> Deadline | None:
    """A period that a letter sets. What runs from receipt, or from a later paper, waits for that day."""
    start = given["counted_from"] or "unclear"
    if start not in (*STARTS, "unclear"):
        raise UserError(f"A period runs from letter_date, receipt or other, not from {start!r}.")
    period, trigger = parse_period(given["period"]), given["trigger_on"]
    if trigger is None or period.unit is Unit.HOURS:  # hours run from an instant, and a letter has a day only
        return None
    if start == "unclear":
        return deadlines.period_in_letter(period, trigger, states=_states(given))
    return deadlines.compute(Request(trigger, period, regime=Regime.LETTER, states=_states(given), start=STARTS[start]))
