"""Commands that make papers: export, and the demo docket."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import click

from casefile.cli.common import CHECK_FAILED, Progress, as_json_option, reads_and_logs, say_json
from casefile.cli.law import DAY
from casefile.domain.privilege import Mode
from casefile.domain.refs import RecordKind
from casefile.services.case import Case
from casefile.services.commands.records import counted
from casefile.services.queries.records import Resolve
from casefile.services.settings import now

OUT = click.Path(dir_okay=False, path_type=Path)


@click.command()
@reads_and_logs
@click.argument("report")
@click.option("-o", "out", type=OUT, required=True, help="The file; its suffix picks the form.")
@click.option("--jurisdiction", metavar="J", help="The jurisdiction it is about; a memo needs one.")
@click.option("--mode", type=click.Choice([mode.value for mode in Mode]), default="internal", help="Whom it is for.")
@click.option("--profile", metavar="P", help="Court profile.")
@click.option("--as-of", "as_of", type=DAY, help="Nothing later is printed.")
@click.option("--final", is_flag=True, help="Not a draft: every part that a person writes must be written.")
@click.option("--force", is_flag=True, help="Go on although sentences have no support; that is logged.")
def export(
    case: Case, report: str, out: Path, jurisdiction: str | None, mode: str, profile: str | None,
    as_of: dt.date | None, final: bool, force: bool, as_json: bool,
) -> int:  # fmt: skip
    """Make a paper of the case file: memo, timeline, or json."""
    from casefile.services.reporting import export as exported

    if profile:
        raise click.UsageError("Court profiles are not there yet: leave --profile out.")
    place = case.ask(Resolve(RecordKind.JURISDICTION, jurisdiction)) if jurisdiction else None
    progress = Progress()
    done = exported(
        case, report, out, jurisdiction=place, mode=mode, as_of=as_of, final=final, force=force, context=progress
    )
    progress.done()
    if as_json:
        say_json(done.to_json())
    elif done.written:
        click.echo(
            f"{done.out}: {counted(done.pages, 'page')}" + (f", {done.withheld} withheld" if done.withheld else "")
        )
    if not as_json:
        for sentence in done.unsupported:
            click.echo(f"    without support: {sentence}")
        for link in done.broken_links:
            click.echo(f"    leads nowhere: {link}")
        for warning in done.warnings:
            click.echo(f"    {warning}")
    if not done.written:
        if not as_json:
            click.echo("Nothing was written; --force goes on all the same.")
        return CHECK_FAILED
    return 0


@click.command()
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--no-window", is_flag=True, help="Open no window.")
@click.option("--again", is_flag=True, hidden=True, help="Use what is there already.")
@as_json_option
def demo(folder: Path | None, no_window: bool, again: bool, as_json: bool) -> None:
    """Make the demo docket: a case file, its letters, and papers of it; open the window on it."""
    from casefile.cli.main import start_window
    from casefile.services.demo import build

    progress = Progress()
    made = build(folder or Path("casefile-demo"), clock=now, context=progress, again=again)
    progress.done()
    if as_json:
        say_json({
            "casefile": str(made.casefile), "letters": [str(path) for path in made.letters],
            "exports": [str(path) for path in made.exports],
        })  # fmt: skip
    else:
        click.echo(f"Case file: {made.casefile}")
        click.echo(f"Letters:   {counted(len(made.letters), 'file')} in {made.letters[0].parent}")
        for path in made.exports:
            click.echo(f"Paper:     {path}")
    if no_window:
        return
    if has_screen():
        start_window(made.casefile)
    if as_json:
        return
    if has_screen():
        click.echo("The window is open on it.")
    else:
        click.echo(f"There is no screen here. With one: casefile {made.casefile}")


def has_screen() -> bool:
    """Whether a window can be shown: always on Windows and macOS, elsewhere where a display is named."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


COMMANDS: list[click.Command] = [export, demo]
