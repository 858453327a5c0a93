"""Reads the options of `casefile compute`, or of one line of a batch, into a request."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from casefile.domain.deadlines import Direction, Period, Regime, Request, Rule, Service
from casefile.errors import UserError
from casefile.law.calendars import FIRST_YEAR, LAST_YEAR, state_code
from casefile.law.periods import parse_period
from casefile.law.rulebook import Rulebook

KEYS = ("trigger", "period", "direction", "service", "regime", "rule", "state", "closed", "zone", "as_of")

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:?\d\d)?", re.ASCII)

Choice = TypeVar("Choice", bound=StrEnum)


def request_from(options: Mapping[str, object], book: Rulebook) -> Request:
    """Reads the options of the command line, or of one batch line.

    Args:
        options: Text values under the keys `KEYS`; `state` and `closed` may be
            lists. Keys may be missing or None. With `rule`, the catalogue gives
            period, direction and regime, and an option that says otherwise is
            an error.
        book: The catalogue in which `rule` is looked up.

    Raises:
        UserError: A value cannot be read, a key is unknown, or the rule was
            not in force on the day of the trigger (or on `as_of`).

    >>> request = request_from({"trigger": "2026-05-29", "period": "21 days"}, Rulebook(()))
    >>> str(request.period), request.regime.value
    ('21 days', 'frcp')
    """
    unknown = [key for key in options if key not in KEYS and key != "n"]
    if unknown:
        raise UserError(f'"{unknown[0]}" is no option of a deadline.', hint=f"The options are {', '.join(KEYS)}.")
    trigger = _trigger(_text(options, "trigger"))
    as_of_text = _text(options, "as_of")
    as_of = parse_date(as_of_text, "as_of") if as_of_text else None
    zone = _text(options, "zone")
    service = _text(options, "service")
    rule = _rule(options, book, trigger, as_of)
    return Request(
        trigger=trigger,
        period=rule.period if rule else _period(options),
        direction=rule.direction if rule else _choice(Direction, _text(options, "direction") or "after", "direction"),
        service=_choice(Service, service, "service") if service else None,
        regime=rule.regime if rule else _choice(Regime, _text(options, "regime") or "frcp", "regime"),
        rule=rule,
        states=tuple(dict.fromkeys(state_code(text) for text in _texts(options, "state"))),
        closed=tuple(parse_date(text, "closed") for text in _texts(options, "closed")),
        zone=zone_name(zone) if zone else None,
        as_of=as_of,
        runs_from_service=rule.runs_from_service if rule else service is not None,
        notes=_rule_notes(rule) if rule else (),
    )


def parse_date(text: str, what: str = "date") -> dt.date:
    """Reads a day written as 2026-05-29.

    Raises:
        UserError: The text is written otherwise, or the calendar has no such day.

    >>> parse_date("2026-05-29")
    datetime.date(2026, 5, 29)
    """
    if not _DATE.fullmatch(text):
        raise UserError(f'"{text}" is no date ({what}).', hint="Write year, month and day as 2026-05-29.")
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UserError(f"The calendar has no {text} ({what}).", hint="Check month and day.") from error


@functools.lru_cache(maxsize=256)
def zone_name(text: str) -> str:
    """The name of an IANA time zone, checked.

    Raises:
        UserError: There is no such zone.

    >>> zone_name("America/New_York")
    'America/New_York'
    """
    try:
        return ZoneInfo(text).key
    except (LookupError, ValueError, OSError) as error:
        hint = "Use a name such as America/New_York or America/Los_Angeles."
        raise UserError(f'"{text}" is no time zone.', hint=hint) from error


def _trigger(text: str | None) -> dt.date | dt.datetime:
    if not text:
        raise UserError("The trigger is missing.", hint="Give the day of the event as 2026-05-29.")
    if _INSTANT.fullmatch(text):
        try:
            trigger: dt.date | dt.datetime = dt.datetime.fromisoformat(text)
        except ValueError as error:
            raise UserError(f"The calendar has no {text} (trigger).", hint="Check day and hour.") from error
    else:
        trigger = parse_date(text, "trigger")
    if not FIRST_YEAR <= trigger.year <= LAST_YEAR:
        raise UserError(f"{text} lies outside the years {FIRST_YEAR} to {LAST_YEAR}, for which the holidays are known.")
    return trigger


def _period(options: Mapping[str, object]) -> Period:
    text = _text(options, "period")
    if not text:
        raise UserError("Neither a period nor a rule was given.", hint='Give a period such as "21 days", or a rule.')
    return parse_period(text)


def _rule(
    options: Mapping[str, object], book: Rulebook, trigger: dt.date | dt.datetime, as_of: dt.date | None
) -> Rule | None:
    key = _text(options, "rule")
    if not key:
        return None
    day = as_of or (trigger.date() if isinstance(trigger, dt.datetime) else trigger)
    rule = book.rule(key, day)
    period = _text(options, "period")
    said = (
        ("period", parse_period(period) if period else None, rule.period),
        ("direction", _text(options, "direction"), rule.direction.value),
        ("regime", _text(options, "regime"), rule.regime.value),
    )
    for name, given, own in said:
        if given is not None and given != own:
            hint = f"Leave out the {name}, or the rule."
            raise UserError(f"The rule {rule.key} has its own {name}: {own}.", hint=hint)
    return rule


def _rule_notes(rule: Rule) -> tuple[str, ...]:
    if rule.verified:
        return ()
    return (f"{rule.authority} is unverified: its own words were not at hand, only {rule.checked_against}.",)


def _choice(kind: type[Choice], text: str, what: str) -> Choice:
    try:
        return kind(text.strip().lower())
    except ValueError as error:
        hint = f"Use one of: {', '.join(kind)}."
        raise UserError(f'"{text}" is no {what}.', hint=hint) from error


def _text(options: Mapping[str, object], key: str) -> str | None:
    value = options.get(key)
    if value is None or isinstance(value, str):
        return value
    raise UserError(f'The value of "{key}" must be text, not {value!r}.')


def _texts(options: Mapping[str, object], key: str) -> list[str]:
    value = options.get(key)
    if value is None:
        return []
    if isinstance(value, str):
        return [value] if value else []
    if isinstance(value, Iterable):
        items = list(value)
        if all(isinstance(item, str) for item in items):
            return items
    raise UserError(f'The value of "{key}" must be text or a list of texts, not {value!r}.')
