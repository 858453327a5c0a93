"""Commands on letters: read, import, review."""

from __future__ import annotations

import click

COMMANDS: list[click.Command] = []
