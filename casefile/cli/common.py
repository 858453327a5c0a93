"""What all commands share: opening a FILE, saying an answer, naming a record."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import update_wrapper
from pathlib import Path
from typing import Any

import click

from casefile.domain.refs import ChangeSet, RecordKind, RecordRef
from casefile.errors import UserError
from casefile.jobs import JobContext
from casefile.services.case import Access, Case, may_be_encrypted
from casefile.services.commands.records import counted
from casefile.services.queries.records import Resolve, ResolveEver

CHECK_FAILED = 3
TEAM_STORE = "A team store is not there yet."


class CaseFile(click.Path):
    """A FILE argument; a team store's name is told to be not there yet."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if str(value).startswith(("postgresql:", "postgres:")):
            raise click.UsageError(TEAM_STORE)
        return super().convert(value, param, ctx)


class Kind(click.Choice[str]):
    """A record kind; the words of the contract, and those added since."""

    def __init__(self) -> None:
        super().__init__([kind.value for kind in RecordKind])


FILE = CaseFile()
MOST = 2**63 - 1  # what SQLite counts to
COUNT = click.IntRange(min=0, max=MOST)
KIND = Kind()
as_json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
passphrase_option = click.option(
    "--passphrase-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="F",
    help="Passphrase of an encrypted file; else CASEFILE_PASSPHRASE, else a prompt.",
)  # fmt: skip


def on_case(access: Access) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A command whose first argument is a FILE; it gets the open case and `as_json`."""

    def decorate(work: Callable[..., Any]) -> Callable[..., Any]:
        def command(file: Path, passphrase_file: Path | None, **options: Any) -> Any:
            with opened(file, passphrase_file, access) as case:
                return work(case, **options)

        command = update_wrapper(command, work)
        for option in (as_json_option, passphrase_option, click.argument("file", type=FILE)):
            command = option(command)
        return command

    return decorate


reads = on_case(Access.READ)
writes = on_case(Access.WRITE)
reads_and_logs = on_case(Access.WRITE_OR_READ)  # notes what it did where it may


def opened(file: Path, passphrase_file: Path | None, access: Access) -> Case:
    passphrase = None
    if file.is_file() and may_be_encrypted(file):
        passphrase = passphrase_of(passphrase_file, ask=True)
    return Case.open(file, passphrase=passphrase, access=access, watch=False)


def passphrase_of(file: Path | None, *, ask: bool = False, confirm: bool = False) -> str | None:
    """From a file, the environment, or (on a terminal) a prompt; never from an argument.

    Raises:
        UserError: The file holds none.
    """
    if file is not None:
        try:
            found = file.read_text(encoding="utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise UserError(f"{file.name} is no text.", hint="It holds the passphrase in UTF-8.") from None
        if not found:
            raise UserError(f"{file.name} holds no passphrase.")
        return found
    found = os.environ.get("CASEFILE_PASSPHRASE", "")
    if not found and ask and sys.stdin.isatty():
        found = str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True))
    return found or None


def say_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=None))


def change_json(changes: ChangeSet) -> dict[str, Any]:
    return {"step": changes.step, "label": changes.label, "refs": [str(ref) for ref in sorted(changes.refs)]}


def say_change(changes: ChangeSet, as_json: bool, **more: Any) -> None:
    if as_json:
        say_json(change_json(changes) | more)
    elif changes.refs:
        click.echo(f"{changes.label}: {counted(len(changes.refs), 'record')}")
    else:
        click.echo("Nothing to change.")


def resolver(case: Case, *, hidden: bool = False) -> Callable[[RecordKind, str], int]:
    return lambda kind, name: case.ask(Resolve(kind, name, hidden)).id


def resolved_ever(case: Case, kind: str, names: Iterable[str]) -> tuple[RecordRef, ...]:
    """Also what is sequestered, and by uid what was deleted."""
    return tuple(dict.fromkeys(case.ask(ResolveEver(RecordKind(kind), name)) for name in names))


def resolved(case: Case, kind: str, names: Iterable[str], *, hidden: bool = False) -> tuple[RecordRef, ...]:
    return tuple(dict.fromkeys(case.ask(Resolve(RecordKind(kind), name, hidden)) for name in names))


def pairs(texts: Iterable[str]) -> dict[str, str]:
    """F=V arguments as a mapping."""
    found = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign:
            raise click.UsageError(f"Fields are given as NAME=VALUE, not {text!r}.")
        found[name] = value
    return found


class Progress(JobContext):
    """Shows a job's progress on a terminal, nothing on a pipe."""

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""

    def report(self, done: int, total: int, message: str = "") -> None:
        super().report(done, total, message)
        if sys.stderr.isatty():
            line = f"\r{message[:50]} {done}" + (f" of {total}" if total else "")
            if line != self._shown:
                click.echo(f"{line:<78}", nl=False, err=True)
                self._shown = line

    def done(self) -> None:
        if self._shown:
            click.echo(f"\r{'':<78}\r", nl=False, err=True)
