"""Commands of the law: computing dates, rules, deadlines, standing."""

from __future__ import annotations

import click

COMMANDS: list[click.Command] = []
