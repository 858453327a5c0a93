"""Commands on the case file itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from casefile.cli.common import (
    CHECK_FAILED,
    FILE,
    Progress,
    as_json_option,
    passphrase_of,
    passphrase_option,
    reads,
    say_json,
)
from casefile.domain.enums import Side
from casefile.errors import UserError
from casefile.services import backups as copies
from casefile.services.case import Case, is_plain, rekey
from casefile.services.queries.info import Info


@click.command()
@click.argument("file", type=FILE)
@click.option("--title", help="Title of the case file; else the file's name.")
@click.option(
    "--side", type=click.Choice([side.value for side in Side]), default="local", help="The side it is kept for."
)
@click.option("--encrypt", is_flag=True, help="Encrypt the file with a passphrase.")
@click.option(
    "--from", "source", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="An exported JSON."
)
@passphrase_option
@as_json_option
def new(
    file: Path,
    title: str | None,
    side: str,
    encrypt: bool,
    source: Path | None,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Make a new case file, empty or from an exported JSON; never over another."""
    from casefile.services.transfer import load

    if passphrase_file and not encrypt:
        raise click.UsageError("--passphrase-file goes with --encrypt: without it the file would be plain.")
    passphrase = passphrase_of(passphrase_file, ask=True, confirm=True) if encrypt else None
    if encrypt and not passphrase:
        raise UserError("There is no passphrase.", hint="Give --passphrase-file or CASEFILE_PASSPHRASE.")
    exported = _parsed(source) if source else None
    with Case.new(file, passphrase=passphrase, title=title, side=Side(side), watch=False) as case:
        try:
            if exported is not None:
                load(case, exported, Progress())
        except BaseException:
            case.close()
            file.unlink()
            raise
        if as_json:
            say_json(case.ask(Info(case)))
        else:
            click.echo(f"Made {file}.")


def _parsed(source: Path) -> Any:
    try:
        return json.loads(source.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise UserError(f"{source.name} is not JSON.", hint=f"{error}.") from None


@click.command()
@reads
def info(case: Case, as_json: bool) -> None:
    """Say what a case file holds and how it is kept."""
    found = case.ask(Info(case))
    if as_json:
        say_json(found)
        return
    click.echo(f"{found['title']} ({found['side']} side)")
    for name, value in found.items():
        if name not in ("title", "side", "counts"):
            click.echo(f"  {name.replace('_', ' ')}: {value}")
    for kind, number in found["counts"].items():
        if number:
            click.echo(f"  {number:6} {kind}")


@click.command()
@reads
@click.option("--deep", is_flag=True, help="Also every index against its table, and every excerpt against its page.")
def check(case: Case, deep: bool, as_json: bool) -> None:
    """Check database, originals, history and search index; exit 3 with the faults."""
    faults = case.check(deep=deep)
    if as_json:
        say_json({"ok": not faults, "faults": faults})
    else:
        click.echo("\n".join(faults) or "No fault found.")
    if faults:
        raise SystemExit(CHECK_FAILED)


@click.command()
@reads
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(file_okay=False, path_type=Path))
def backup(case: Case, folder: Path | None, as_json: bool) -> None:
    """Make a copy, and check it."""
    made = copies.back_up(case, folder)
    if as_json:
        say_json(made.to_json())
    else:
        click.echo(f"{made.path}: {made.bytes} bytes, checked.")


@click.command("backups")
@reads
def list_backups(case: Case, as_json: bool) -> None:
    """List the copies made of a case file."""
    found = copies.of_case(case.ask(copies.CaseUid()))
    if as_json:
        say_json([own.to_json() for own in found])
    else:
        click.echo("\n".join(f"{own.at}  {own.bytes:>12}  {own.path}" for own in found) or "No backup is noted.")


@click.command()
@click.argument("copy", metavar="BACKUP", type=FILE)
@click.option("-o", "target", type=FILE, required=True, help="The new file.")
@passphrase_option
@as_json_option
def restore(copy: Path, target: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Put a backup in a new place; never over another file."""
    passphrase = None
    if copy.is_file() and not is_plain(copy):
        passphrase = passphrase_of(passphrase_file, ask=True)
    copies.restore(copy, target, passphrase=passphrase)
    if as_json:
        say_json({"restored": str(target), "from": str(copy)})
    else:
        click.echo(f"Restored {target}.")


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@as_json_option
def encrypt(file: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Encrypt a whole case file in its place."""
    if file.is_file() and not is_plain(file):
        raise UserError(f"{file.name} is encrypted already, or is no case file.")
    passphrase = passphrase_of(passphrase_file, ask=True, confirm=True)
    if not passphrase:
        raise UserError("There is no passphrase.", hint="Give --passphrase-file or CASEFILE_PASSPHRASE.")
    rekey(file, old=None, new=passphrase)
    _rewritten(file, "encrypted", as_json)


@click.command()
@click.argument("file", type=FILE)
@passphrase_option
@as_json_option
def decrypt(file: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """Take the encryption off a whole case file."""
    if file.is_file() and is_plain(file):
        raise UserError(f"{file.name} is not encrypted.")
    rekey(file, old=passphrase_of(passphrase_file, ask=True), new=None)
    _rewritten(file, "decrypted", as_json)


def _rewritten(file: Path, what: str, as_json: bool) -> None:
    """Says plainly what an encryption does not reach."""
    warning = "Backups made before, and disk blocks that the file left, are as they were."
    if as_json:
        say_json({"file": str(file), what: True, "warning": warning})
    else:
        click.echo(f"{file} is {what}. {warning}")


COMMANDS = [new, info, check, backup, list_backups, restore, encrypt, decrypt]
