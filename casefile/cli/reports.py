"""Commands that make papers: export and the demo docket."""

from __future__ import annotations

import click

COMMANDS: list[click.Command] = []
