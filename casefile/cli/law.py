"""Commands of the law: computing dates, the rule catalogue, deadlines, standing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import click

from casefile.cli.common import as_json_option, reads, say_json
from casefile.domain.deadlines import Deadline as Answer
from casefile.domain.enums import DeadlineStatus
from casefile.domain.refs import RecordKind
from casefile.domain.values import short_date
from casefile.errors import UserError
from casefile.law.deadline_requests import request_from
from casefile.law.deadlines import compute as computed
from casefile.services.case import Case
from casefile.services.commands.dates import book
from casefile.services.commands.records import counted
from casefile.services.queries.law import Deadlines, Standings, standing_json
from casefile.services.queries.records import Resolve
from casefile.services.settings import today


class Day(click.ParamType[dt.date]):
    """A local date, `2017-06-30`."""

    name = "D"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date; dates are written 2017-06-30", param, ctx)


DAY = Day()


@click.command()
@click.option("--trigger", metavar="DATE|DATETIME", help="The day or instant of the event.")
@click.option("--period", metavar="P", help='"21 days", "14 business days", "3 months", "72 hours"')
@click.option("--direction", metavar="after|before", help="Counted after the event, or before it.")
@click.option("--service", metavar="S", help="hand, electronic, mail, clerk or consented")
@click.option("--regime", metavar="R", help="frcp, frap, letter or statute")
@click.option("--rule", metavar="KEY", help="Period, direction and regime from the catalogue.")
@click.option("--state", metavar="XX", multiple=True, help="State whose holidays count; repeat on appeal.")
@click.option("--closed", metavar="DATE", multiple=True, help="Day on which the clerk's office could not be reached.")
@click.option("--zone", metavar="Z", help="Time zone, such as America/New_York.")
@click.option("--as-of", metavar="D", help="Day on which the text of the rules is taken.")
@click.option("--batch", type=click.File("rb"), metavar="F", help="JSON Lines with the same keys.")
@as_json_option
def compute(batch: BinaryIO | None, as_json: bool, **options: Any) -> None:
    """Compute a deadline and show every step."""
    if batch is not None:
        if any(options.values()):
            raise click.UsageError("With --batch the options stand in its lines.")
        _batch(batch)
        return
    given = {name: list(value) if isinstance(value, tuple) else value for name, value in options.items() if value}
    try:
        answer = computed(request_from(given, book()))
    except UserError as error:
        raise click.UsageError(f"{error} {error.hint}".strip()) from None
    if as_json:
        say_json(answer.to_json())
    else:
        _print(answer)


def _batch(lines: BinaryIO) -> None:
    failed = total = 0
    for number, answer in _answers(lines):
        total += 1
        failed += "error" in answer
        say_json({"n": number, **answer})
    if failed:
        raise UserError(f"{failed} of {counted(total, 'line')} could not be computed.", hint="Each says why.")


def _answers(lines: BinaryIO) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line.decode("utf-8-sig"))
            if not isinstance(given, dict):
                raise UserError("The line is not an object.")
            yield number, computed(request_from(given, book())).to_json()
        except (ValueError, RecursionError) as error:
            yield number, {"error": f"The line is not JSON: {error}."}
        except UserError as error:
            yield number, {"error": f"{error} {error.hint}".strip()}


def _print(answer: Answer) -> None:
    for step in answer.steps:
        click.echo(f"{step.n:>3}  {short_date(step.date):18} {step.text}  {step.authority}")
    hour = f", {answer.time:%H:%M} {answer.zone}" if answer.time else ""
    click.echo(f"Due {short_date(answer.due)}{hour}. Safe date: {short_date(answer.safe)}.")
    for reading in answer.readings[1:] if len(answer.readings) > 1 else ():
        click.echo(f"     {short_date(reading.due)}, if {reading.when[:1].lower()}{reading.when[1:]}")
    for warning in answer.warnings:
        click.echo(f"     Warning: {warning}")


@click.command()
@click.option("--search", "word", metavar="WORD", help="Only rules with these words.")
@as_json_option
def rules(word: str | None, as_json: bool) -> None:
    """List the rule catalogue."""
    found = book().search(word) if word else tuple(book())
    if as_json:
        say_json([rule.to_json() for rule in found])
        return
    for rule in found:
        mark = "" if rule.verified else " (unverified)"
        click.echo(
            f"{rule.key}: {rule.title}. {rule.period} {rule.direction.value} {rule.trigger}. {rule.authority}{mark}"
        )


@click.command()
@reads
@click.option("--from", "first", type=DAY, help="Earliest safe date.")
@click.option("--to", "last", type=DAY, help="Latest safe date.")
@click.option("--status", type=click.Choice([word.value for word in DeadlineStatus]), help="Only with this status.")
@click.option("--jurisdiction", metavar="J", help="Only of this jurisdiction.")
def deadlines(
    case: Case, first: dt.date | None, last: dt.date | None, status: str | None, jurisdiction: str | None, as_json: bool
) -> None:  # fmt: skip
    """List deadlines in order of their safe dates."""
    place = case.ask(Resolve(RecordKind.JURISDICTION, jurisdiction)).id if jurisdiction else None
    query = Deadlines(today(), first, last, DeadlineStatus(status) if status else None, place)
    found = case.ask(query)
    if as_json:
        say_json([due.to_json() for due in found])
        return
    for due in found:
        own = due.record
        day = short_date(own.safe_on) if own.safe_on else "No date"
        beside = f" (due {short_date(own.due_on)})" if own.due_on and own.due_on != own.safe_on else ""
        left = "" if due.days_left is None or own.status is not DeadlineStatus.OPEN else f", {due.days_left} days left"
        click.echo(f"{day:18}{beside}  {own.status.value}{left}  {own.title}  {due.jurisdiction}  {own.basis.label}")


@click.command()
@reads
@click.option("--claim", metavar="ID", help="Only this claim.")
@click.option("--exclude", metavar="EXHIBIT", multiple=True, help="Assume the exhibit inadmissible; repeat for more.")
def standing(case: Case, claim: str | None, exclude: tuple[str, ...], as_json: bool) -> None:
    """Say where claims stand, and why."""
    numbers = frozenset(_exhibit_number(case, name) for name in exclude)
    found = case.ask(Standings(numbers))
    if claim:
        wanted = case.ask(Resolve(RecordKind.CLAIM, claim)).id
        found = tuple(own for own in found if own.claim_id == wanted)
    if as_json:
        say_json([standing_json(own) for own in found])
        return
    for own in found:
        click.echo(f"{own.number:8} {own.standing.label:12} {own.why}")


def _exhibit_number(case: Case, name: str) -> str:
    """An exhibit is meant by its number first, then by id, uid or title."""
    from casefile.domain.records import Exhibit
    from casefile.services.queries.records import Get, Records

    numbered = case.ask(Records(RecordKind.EXHIBIT, {"number": name}))
    if not numbered:
        numbered = [case.ask(Get(RecordKind.EXHIBIT, case.ask(Resolve(RecordKind.EXHIBIT, name)).id))]
    own = numbered[0]
    assert isinstance(own, Exhibit)
    return own.number


COMMANDS: list[click.Command] = [compute, rules, deadlines, standing]
