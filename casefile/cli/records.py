"""Commands on records: what a person adds, changes, links, looks up and takes back."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from casefile.cli.common import (
    COUNT,
    KIND,
    MOST,
    Progress,
    as_json_option,
    change_json,
    pairs,
    reads,
    resolved,
    resolved_ever,
    resolver,
    say_change,
    say_json,
    writes,
)
from casefile.domain.enums import Admissibility, Relation, Stance, Strength
from casefile.domain.refs import RecordKind
from casefile.domain.schema import OWN
from casefile.errors import UserError
from casefile.services import backups
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords, DeleteRecords, EditRecord, SetSequestered, counted
from casefile.services.queries.history import History
from casefile.services.queries.records import Get, Links, Records, Resolve
from casefile.services.queries.search import Search
from casefile.services.texts import an, field_named, kinds_json, parsed, record_json, value_of


@click.command()
@as_json_option
def kinds(as_json: bool) -> None:
    """List every record kind with its fields, types and allowed values."""
    found = kinds_json()
    if as_json:
        say_json(found)
        return
    for kind in found:
        click.echo(f"{kind['kind']}: {kind['about']}")
        for own in kind["fields"]:
            words = f" ({', '.join(own['values'])})" if "values" in own else ""
            target = f" to {own['refers_to']}" if "refers_to" in own else ""
            click.echo(f"    {own['name']}: {own['type']}{target}{words}{' *' if own['required'] else ''}")


@click.command()
@writes
@click.argument("kind", type=KIND)
@click.argument("fields", metavar="[F=V]...", nargs=-1)
@click.option("--from", "source", metavar="JSON|-", help="Values from a JSON file, or JSON Lines from stdin: one act.")
def add(case: Case, kind: str, fields: tuple[str, ...], source: str | None, as_json: bool) -> None:
    """Add a record, or many as one act."""
    given = pairs(fields)
    rows = [row | given for row in _rows(source, kind)] if source else [given]
    if not rows:
        raise UserError("There is nothing to add.")
    own = RecordKind(kind)
    records = [(own, parsed(own, row, resolver(case), new=True)) for row in rows]
    say_change(case.do(AddRecords(records)), as_json)


def _rows(source: str, kind: str) -> Iterator[dict[str, Any]]:
    """Objects of a JSON file (one, or a list), or of JSON Lines on stdin, without what every record has of its own.

    Raises:
        UserError: They cannot be read, or say that they are of another kind.
    """
    try:
        if source == "-":
            found = [json.loads(line) for line in sys.stdin if line.strip()]
        else:
            whole = json.loads(Path(source).read_text(encoding="utf-8"))
            found = whole if isinstance(whole, list) else [whole]
    except (ValueError, RecursionError) as error:
        raise UserError(f"{'stdin' if source == '-' else source} is not JSON.", hint=f"{error}.") from None
    except OSError as error:
        raise UserError(f"{source} cannot be read.", hint=f"The system says: {error.strerror}.") from None
    for number, row in enumerate(found, start=1):
        if not isinstance(row, dict):
            raise UserError(f"Line {number} is not an object.")
        if row.get("kind", kind) != kind:
            raise UserError(f"Line {number} is {an(str(row['kind']))}, not {an(kind)}.")
        ours = ("kind", *OWN) if row.get("sequestered") else ("kind", "sequestered", *OWN)  # so that `list` can be read
        yield {name: value for name, value in row.items() if name not in ours}


@click.command()
@writes
@click.argument("kind", type=KIND)
@click.argument("name", metavar="ID")
@click.argument("fields", metavar="F=V...", nargs=-1, required=True)
@click.option("--version", type=int, metavar="N", help="The version that you read; a later one is a conflict.")
def edit(case: Case, kind: str, name: str, fields: tuple[str, ...], version: int | None, as_json: bool) -> None:
    """Set fields of one record."""
    own = RecordKind(kind)
    values = parsed(own, pairs(fields), resolver(case), new=False)
    (ref,) = resolved(case, kind, [name])
    seen = case.ask(Get(own, ref.id)).version if version is None else version
    say_change(case.do(EditRecord(own, ref.id, values, seen)), as_json)


@click.command()
@writes
@click.argument("kind", type=KIND)
@click.argument("names", metavar="ID...", nargs=-1, required=True)
@click.option("--with-links", is_flag=True, help="Delete what relies on them, too.")
def delete(case: Case, kind: str, names: tuple[str, ...], with_links: bool, as_json: bool) -> None:
    """Delete records; what others rely on stays unless --with-links takes them along."""
    say_change(case.do(DeleteRecords(resolved(case, kind, names), with_links)), as_json)


@click.command("list")
@reads
@click.argument("kind", type=KIND)
@click.option(
    "--where", "conditions", metavar="F=V", multiple=True, help="Only records with this value; repeat for more."
)
@click.option("--limit", type=COUNT, metavar="N", help="At most so many; else all.")
@click.option("--offset", type=COUNT, metavar="N", default=0, help="Leave the first so many out.")
def list_records(
    case: Case, kind: str, conditions: tuple[str, ...], limit: int | None, offset: int, as_json: bool
) -> None:
    """List records of a kind."""
    own = RecordKind(kind)
    where: dict[str, Any] = {}
    for name, text in pairs(conditions).items():
        if name in OWN:
            where[name] = _own(name, text)
            continue
        field = field_named(own, name)
        where[field.name] = value_of(field, text, resolver(case))
    found = case.ask(Records(own, where, limit=limit, offset=offset))
    if as_json:
        say_json([record_json(record) for record in found])
    else:
        for record in found:
            number = getattr(record, "number", "")
            click.echo(f"{record.id:>6}  {number + '  ' if number else ''}{' '.join(record.title_text.split())[:100]}")


def _own(name: str, text: str) -> str | int:
    if name == "uid":
        return text
    if not (text.isascii() and text.isdecimal() and int(text) <= MOST):
        raise UserError(f"{text!r} does not fit {name}.", hint="It is a number.")
    return int(text)


@click.command()
@reads
@click.argument("kind", type=KIND)
@click.argument("name", metavar="ID")
def show(case: Case, kind: str, name: str, as_json: bool) -> None:
    """Show one record with its links and history."""
    ref = case.ask(Resolve(RecordKind(kind), name))
    found = record_json(case.ask(Get(ref.kind, ref.id)))
    links: list[dict[str, Any]] = [
        {"field": link.field, "kind": link.record.kind.value, "id": link.record.id, "uid": link.record.uid,
         "title": link.record.title_text, "direction": "in" if link.inward else "out"}
        for link in case.ask(Links(ref.kind, ref.id))
    ]  # fmt: skip
    history = [step.to_json() for step in case.ask(History(ref, limit=None))]
    if as_json:
        say_json(found | {"links": links, "history": history})
        return
    for field, value in found.items():
        if value not in ("", None, [], {}, False):
            click.echo(f"{field}: {value}")
    for link in links:
        click.echo(f"  {'<-' if link['direction'] == 'in' else '->'} {link['kind']} {link['id']}: {link['title'][:80]}")
    for step in history:
        click.echo(f"  {step['at']}  {step['actor']}: {step['label']}")


@click.command()
@writes
@click.argument("claim")
@click.argument("source", metavar="KIND:ID")
@click.option("--supports", "stance", flag_value="supports", help="It speaks for the claim.")
@click.option("--contradicts", "stance", flag_value="contradicts", help="It speaks against the claim.")
@click.option(
    "--strength", type=click.Choice([word.value for word in Strength]), default="fair", help="How much it carries."
)
@click.option(
    "--admissibility",
    type=click.Choice([word.value for word in Admissibility]),
    default="admissible",
    help="Whether it may be used for this claim.",
)
@click.option("--pin", default="", help="Of an authority: the page or section.")
@click.option("--test", default="", help="The element test it bears on: E7.")
def link(
    case: Case, claim: str, source: str, stance: str | None, strength: str, admissibility: str, pin: str, test: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Link an excerpt, a fact or an authority to a claim."""
    kind, _, name = source.partition(":")
    if kind not in ("excerpt", "fact", "authority") or not name:
        raise click.UsageError("KIND:ID is an excerpt, a fact or an authority, such as fact:3.")
    if stance is None:
        raise click.UsageError("Say --supports or --contradicts.")
    values = {
        "claim_id": case.ask(Resolve(RecordKind.CLAIM, claim)).id,
        f"{kind}_id": case.ask(Resolve(RecordKind(kind), name)).id,
        "stance": Stance(stance), "strength": Strength(strength), "admissibility": Admissibility(admissibility),
        "pin": pin, "test": test,
    }  # fmt: skip
    say_change(case.do(AddRecords([(RecordKind.SUPPORT, values)])), as_json)


@click.command()
@writes
@click.argument("claim")
@click.argument("other")
@click.option("--rebuts", "relation", flag_value="rebuts", help="CLAIM denies what OTHER concludes.")
@click.option("--undercuts", "relation", flag_value="undercuts", help="CLAIM denies that OTHER follows.")
@click.option("--attacks-premise", "relation", flag_value="attacks-premise", help="CLAIM denies a premise of OTHER.")
@click.option("--supports", "relation", flag_value="supports", help="CLAIM speaks for OTHER.")
def answer(case: Case, claim: str, other: str, relation: str | None, as_json: bool) -> None:
    """Let CLAIM answer OTHER."""
    if relation is None:
        raise click.UsageError("Say --rebuts, --undercuts, --attacks-premise or --supports.")
    values = {
        "claim_id": case.ask(Resolve(RecordKind.CLAIM, claim)).id,
        "target_id": case.ask(Resolve(RecordKind.CLAIM, other)).id,
        "relation": Relation(relation),
    }
    say_change(case.do(AddRecords([(RecordKind.ANSWER, values)])), as_json)


@click.command()
@reads
@click.argument("query")
@click.option("--advanced", is_flag=True, help="QUERY is in FTS5's syntax: detainer AND NOT jail.")
@click.option("--kind", type=KIND, help="Only records of this kind; pages of text count as documents.")
@click.option("--limit", type=click.IntRange(min=1, max=MOST), default=50, metavar="N", help="At most so many hits.")
def search(case: Case, query: str, advanced: bool, kind: str | None, limit: int, as_json: bool) -> None:
    """Find words in all records and documents; plain words by default, all of them wanted."""
    found = case.ask(Search(query, advanced, RecordKind(kind) if kind else None, limit))
    if as_json:
        say_json({"total": found.total, "hits": [hit.to_json() for hit in found.hits]})
        return
    for hit in found.hits:
        place = f", page {hit.page}" if hit.page else ""
        click.echo(f"{hit.kind.value} {hit.id}{place}: {hit.title[:60]}\n    {hit.snippet}")
    click.echo(counted(found.total, "hit") if found.total else "No match.")


@click.command()
@reads
@click.option("--record", metavar="KIND:ID", help="Only what changed this record.")
@click.option("--limit", type=COUNT, metavar="N", help="At most so many steps; else all.")
def history(case: Case, record: str | None, limit: int | None, as_json: bool) -> None:
    """Say who changed what, newest first."""
    ref = None
    if record:
        kind, _, name = record.partition(":")
        if kind not in [own.value for own in RecordKind] or not name:
            raise click.UsageError("--record takes KIND:ID, such as claim:3.")
        ref = case.ask(Resolve(RecordKind(kind), name))
    steps = case.ask(History(ref, limit=limit))
    if as_json:
        say_json([step.to_json() for step in steps])
    else:
        for step in steps:
            click.echo(f"{step.number:>6}  {step.at}  {step.actor}: {step.label}  {step.hash[:12]}")


@click.command()
@writes
def undo(case: Case, as_json: bool) -> None:
    """Take the newest act back."""
    say_change(case.undo(Progress()), as_json)


@click.command()
@writes
def redo(case: Case, as_json: bool) -> None:
    """Do again what was undone last."""
    say_change(case.redo(Progress()), as_json)


reason_option = click.option("--reason", required=True, metavar="R", help="Kept in history for good: name no content.")


@click.command()
@writes
@click.argument("kind", type=KIND)
@click.argument("names", metavar="ID...", nargs=-1, required=True)
@reason_option
def sequester(case: Case, kind: str, names: tuple[str, ...], reason: str, as_json: bool) -> None:
    """Hide records from views, search and exports until release."""
    say_change(case.do(SetSequestered(resolved(case, kind, names, hidden=True), True, _line(reason))), as_json)


@click.command()
@writes
@click.argument("kind", type=KIND)
@click.argument("names", metavar="ID...", nargs=-1, required=True)
@reason_option
def release(case: Case, kind: str, names: tuple[str, ...], reason: str, as_json: bool) -> None:
    """Show sequestered records again."""
    say_change(case.do(SetSequestered(resolved(case, kind, names, hidden=True), False, _line(reason))), as_json)


@click.command()
@writes
@click.argument("kind", type=KIND)
@click.argument("names", metavar="ID...", nargs=-1, required=True)
@reason_option
def purge(case: Case, kind: str, names: tuple[str, ...], reason: str, as_json: bool) -> None:
    """Destroy content for good, with all that rests on it; history still verifies."""
    refs = resolved_ever(case, kind, names)
    holding = backups.still_holding(case, refs)
    changes, originals = case.purge(refs, _line(reason))
    (step,) = case.ask(History(limit=1))
    destroyed = [str(own.ref) for own in step.changes if own.operation == "purge"]
    if as_json:
        say_json(change_json(changes) | {"destroyed": destroyed, "originals": originals, "backups": holding})
        return
    click.echo(f"{changes.label}: {counted(len(destroyed), 'record')} destroyed.")
    click.echo("\n".join(["These backups still hold it:", *holding]) if holding else "No noted backup holds it.")


def _line(reason: str) -> str:
    line = " ".join(reason.split())
    if not line:
        raise UserError("A reason is wanted.")
    return line


COMMANDS = [
    kinds, add, edit, delete, list_records, show, link, answer, search, history, undo, redo, sequester, release, purge,
]  # fmt: skip
