"""Command line: the same services as the window, for scripts and tests."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

import click

from casefile import __version__, paths
from casefile.cli import files, law, letters, records, reports
from casefile.cli.common import FILE
from casefile.errors import Ambiguous, Cancelled, CasefileError, EnvironmentFault, InUse, StaleRecord, UserError
from casefile.services.settings import now

LATER = ("salvage", "matrix", "holes", "rekey", "send", "merge", "copy")


class FileOrCommand(click.Group):
    """The first word is a command if it is one, else a FILE to open in the window."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[Any, Any, list[str]]:
        if args[0] in LATER:
            raise click.UsageError(f"casefile {args[0]} is not there yet.")
        if args[0] not in self.commands and not args[0].startswith("-"):
            return "open", self.commands["open"], args
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # whoever read us has gone; nothing is left to say, not even when the program ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return None


@click.group(cls=FileOrCommand, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.pass_context
def main(context: click.Context) -> None:
    """Keep a case file of a dispute under 8 U.S.C. § 1373. With no command, or with a FILE alone: open the window."""
    if context.invoked_subcommand is None:
        context.invoke(open_window)


@main.command("open", hidden=True)
@click.argument("file", type=FILE, required=False)
def open_window(file: Path | None = None) -> None:
    """Start the window as another process: this one never loads Qt."""
    if file is not None and not file.is_file():
        raise UserError(
            f"There is no case file {file}.", hint="casefile new makes one; casefile --help lists commands."
        )
    start_window(file)


def start_window(file: Path | None) -> None:
    """In a bundle the desktop program lies beside this one."""
    beside = Path(sys.executable).with_name("casefile-desktop" + Path(sys.executable).suffix)
    program = [str(beside)] if getattr(sys, "frozen", False) else [sys.executable, "-m", "ui"]
    nowhere = subprocess.DEVNULL  # a pipe that reads us must not wait for the window to close
    subprocess.Popen(
        [*program, *([str(file)] if file else [])],
        start_new_session=True,
        stdin=nowhere,
        stdout=nowhere,
        stderr=nowhere,
    )


for family in (files, records, letters, law, reports):
    for command in family.COMMANDS:
        main.add_command(command)


def run(arguments: list[str] | None = None) -> int:
    """Runs one command and says how it went: never a traceback, always one of the exit codes."""
    as_json = "--json" in (sys.argv if arguments is None else arguments)
    try:
        code = main.main(arguments, prog_name="casefile", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except SystemExit as done:
        return int(done.code or 0)
    except click.UsageError as error:
        hint = "" if error.ctx is None else f"See {error.ctx.command_path} --help."
        return _say(error.format_message(), hint, 2)
    except (click.Abort, KeyboardInterrupt, Cancelled):
        return 130
    except CasefileError as error:
        return _refused(error, as_json)
    except OSError as error:
        return _say(f"The system refused: {error.strerror or error}", f"It was {error.filename or 'no file'}.", 4)
    except UnicodeEncodeError:
        return _say("The arguments hold bytes that are no text.", "Words are given in UTF-8.", 2)
    except Exception:
        return _bug()
    return code if isinstance(code, int) else 0


def _refused(error: CasefileError, as_json: bool) -> int:
    more: dict[str, Any] = {}
    if isinstance(error, StaleRecord):
        more = {"mine": error.mine, "theirs": error.theirs}
    elif isinstance(error, InUse):
        more = {"refs": [str(ref) for ref in error.refs]}
    elif isinstance(error, Ambiguous):
        more = {"candidates": list(error.candidates)}
    if more and as_json:
        click.echo(json.dumps({"error": str(error), **more}, ensure_ascii=False))
    texts = f" mine: {_brief(more['mine'])}; theirs: {_brief(more['theirs'])}." if "mine" in more else ""
    return _say(f"{error}{texts}", error.hint, 4 if isinstance(error, EnvironmentFault) else 1)


def _brief(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _bug() -> int:
    try:
        log = paths.logs() / f"{now():%Y%m%dT%H%M%S}.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(traceback.format_exc(), encoding="utf-8")
    except (OSError, UserError) as error:
        return _say("This is a bug in Casefile.", f"Its details could not be written: {error}.", 70)
    return _say("This is a bug in Casefile.", f"Details are in {log}.", 70)


def _say(what: str, hint: str, code: int) -> int:
    line = " ".join(f"{what.rstrip('.')}. {hint}".split())
    click.echo(f"casefile: error: {line}", err=True)
    return code


def entry() -> None:
    """The installed program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    logging.getLogger("casefile").addHandler(logging.NullHandler())
    sys.exit(run())
