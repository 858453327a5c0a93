"""Commands on letters: read, import, review."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from casefile.cli.common import Progress, as_json_option, reads, resolved, say_change, say_json, writes
from casefile.domain.letters import Letter
from casefile.domain.records import Proposal
from casefile.domain.refs import RecordKind
from casefile.errors import UserError
from casefile.jobs import JobContext
from casefile.services.case import Case
from casefile.services.commands.records import counted
from casefile.services.commands.review import AcceptProposals, RejectProposals
from casefile.services.intake import ImportResult, import_documents, read_letters
from casefile.services.queries.records import Records, Resolve

DOCUMENT = click.Path(path_type=Path)


@click.command()
@click.argument("documents", metavar="DOC...", nargs=-1, required=True, type=DOCUMENT)
@click.option("--ocr", type=click.Choice(["auto", "never", "always"]), default="auto", help="Read scans with OCR.")
@as_json_option
def read(documents: tuple[Path, ...], ocr: str, as_json: bool) -> None:
    """Read letters and say what is in them; stores nothing."""
    if ocr == "always":
        raise click.UsageError("OCR is not there yet: leave --ocr out.")
    progress, failed = Progress(), 0
    for path, letters, error in read_letters(documents, progress):
        progress.done()
        failed += error is not None
        for letter in letters:
            if as_json:
                say_json(letter.to_json())
            else:
                _print(path, letter)
    if failed:
        raise UserError(
            f"{failed} of {counted(len(documents), 'document')} could not be read.", hint="Its warning says why."
        )


def _print(path: Path, letter: Letter) -> None:
    part = f" (part {letter.part} of {letter.parts})" if letter.parts > 1 else ""
    click.echo(f"{path}{part}: {letter.kind.value}, {letter.direction.value}, {counted(letter.pages, 'page')}")
    for warning in letter.warnings:
        click.echo(f"    warning: {warning}")
    for own in letter.fields:
        more = "".join(f" {name}={value}" for name, value in own.extra.items() if value)
        words = " ".join((own.value or own.raw).split())[:90]
        click.echo(f"    {own.name:20} {words}{more}  [page {own.page}, {own.confidence:.0%}: {own.why}]")


@click.command("import")
@writes
@click.argument("documents", metavar="DOC...", nargs=-1, required=True, type=DOCUMENT)
@click.option(
    "--accept", type=click.Choice(["none", "sure", "all"]), default="none",
    help="What to accept without a person; it is marked unreviewed. Sure: 0.95 or more, no warning, never a deadline.",
)  # fmt: skip
@click.option("--jobs", type=click.IntRange(1, 16), default=1, metavar="N", help="Readers at once.")
def import_letters(case: Case, documents: tuple[Path, ...], accept: str, jobs: int, as_json: bool) -> None:
    """Store letters whole, and propose what is in them; one Undo takes the lot back."""
    progress = Progress()

    def told(result: ImportResult) -> None:
        progress.done()
        if as_json:
            say_json(result.to_json())
        else:
            more = f"{counted(result.proposals, 'proposal')}, {result.accepted} accepted"
            click.echo(f"{result.source}: {result.status}" + (f", {more}" if result.status == "imported" else ""))
            for remark in filter(None, (result.error, result.warning)):
                click.echo(f"    {remark}")

    with _stopped_by_ctrl_c(progress):
        results = import_documents(case, documents, accept=accept, jobs=jobs, context=progress, told=told)
    refused = sum(result.status == "refused" for result in results)
    if refused:
        raise UserError(
            f"{refused} of {counted(len(results), 'document')} could not be imported.", hint="The others are stored."
        )


@contextmanager
def _stopped_by_ctrl_c(context: JobContext) -> Iterator[None]:
    """The first Ctrl-C stops between two documents, so that what is stored is what was told; the second at once."""

    def stop(_number: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, before)
        context.cancel()

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@click.command()
@reads
@click.option("--document", metavar="ID", help="Only those of this document.")
def proposals(case: Case, document: str | None, as_json: bool) -> None:
    """List what readers proposed, and what became of it."""
    where = {"document_id": case.ask(Resolve(RecordKind.DOCUMENT, document)).id} if document else {}
    found = [own for own in case.ask(Records(RecordKind.PROPOSAL, where)) if isinstance(own, Proposal)]
    if as_json:
        say_json([proposal_json(own) for own in found])
        return
    for own in found:
        words = " ".join(str(own.value.get("value") or own.raw).split())[:80]
        click.echo(f"{own.id:>6}  {own.status.value:9} {own.name:20} {words}  [{own.confidence}%: {own.why}]")


DETAILS = ("value", "trigger", "basis", "time", "period", "from")  # a value may be edited to hold anything


def proposal_json(own: Proposal) -> dict[str, Any]:
    """A proposal as a field of the letter object, with its own id and state."""
    return {
        "kind": own.kind.value, "id": own.id, "uid": own.uid, "version": own.version, "document_id": own.document_id,
        "part": own.part, "name": own.name, **{name: own.value[name] for name in DETAILS if name in own.value},
        "raw": own.raw, "page": own.page,
        "span": None if own.start is None else [own.start, own.end], "boxes": own.boxes,
        "confidence": own.confidence / 100, "why": own.why, "warning": own.warning, "status": own.status.value,
        "made": own.made or None,
    }  # fmt: skip


@click.command()
@writes
@click.argument("names", metavar="ID...", nargs=-1, required=True)
def accept(case: Case, names: tuple[str, ...], as_json: bool) -> None:
    """Make records of proposals; they are marked unreviewed until a person looks at them in the window."""
    ids = tuple(ref.id for ref in resolved(case, "proposal", names))
    say_change(case.do(AcceptProposals(ids, by_person=False)), as_json)


@click.command()
@writes
@click.argument("names", metavar="ID...", nargs=-1, required=True)
def reject(case: Case, names: tuple[str, ...], as_json: bool) -> None:
    """Say of proposals that nothing comes of them."""
    say_change(case.do(RejectProposals(tuple(ref.id for ref in resolved(case, "proposal", names)))), as_json)


COMMANDS: list[click.Command] = [read, import_letters, proposals, accept, reject]
