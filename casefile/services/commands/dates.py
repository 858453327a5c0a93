"""Works out a deadline's day from what its record holds, by the engine in `law`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from casefile.domain.deadlines import Deadline
from casefile.domain.enums import Basis
from casefile.errors import UserError
from casefile.law import deadlines, rulebook
from casefile.law.deadline_requests import request_from
from casefile.law.rulebook import Rulebook

INPUTS = frozenset({
    "basis", "due_on", "time", "zone", "trigger_on", "period", "counted_from", "rule_key", "direction", "service",
    "states",
})  # fmt: skip
READ = INPUTS
COUNTED = (Basis.COURT_RULE, Basis.STATUTE)
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
    """The engine's answer, or None while a day is missing."""
    basis = Basis(given["basis"])
    if given["rule_key"] or (given["period"] and basis in (*COUNTED, Basis.COURT_ORDER, Basis.GRANT_CONDITION)):
        return _counted(given, basis)
    if given["period"] and basis is Basis.PERIOD_IN_LETTER:
        return _in_letter(given)
    if given["due_on"] is None:
        return None
    time = dt.time.fromisoformat(given["time"]) if given["time"] else None
    return deadlines.stated(given["due_on"], time=time, zone=given["zone"] or None, source=SOURCES[basis])


def _counted(given: Mapping[str, Any], basis: Basis) -> Deadline | None:
    if given["trigger_on"] is None:
        return None
    options: dict[str, Any] = {"trigger": given["trigger_on"].isoformat()}
    if given["rule_key"]:
        options["rule"] = given["rule_key"]
    else:
        options["period"] = given["period"]
        options["regime"] = "statute" if basis is Basis.STATUTE else "frcp"
    for name in ("direction", "service", "zone"):
        if given[name]:
            options[name] = given[name]
    if given["states"]:
        options["state"] = [code.strip() for code in given["states"].replace(";", ",").split(",") if code.strip()]
    return deadlines.compute(request_from(options, book()))


def _in_letter(given: Mapping[str, Any]) -> Deadline | None:
    """A period that a letter sets. What runs from receipt, or from a later paper, waits for that day."""
    if given["trigger_on"] is None:
        return None
    start = given["counted_from"] or "unclear"
    if start not in ("letter_date", "receipt", "other", "unclear"):
        raise UserError(f"A period runs from letter_date, receipt or other, not from {start!r}.")
    if start == "receipt":
        return deadlines.period_in_letter(given["period"], given["trigger_on"], given["trigger_on"], "receipt")
    runs_from = "unclear" if start == "unclear" else "letter_date"
    return deadlines.period_in_letter(given["period"], given["trigger_on"], None, runs_from)
