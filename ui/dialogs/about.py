"""What this program is, and what the open file's history ends in."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtWidgets import QWidget

from casefile.services.case import Case
from casefile.services.queries.history import Head
from ui.look.base import Label
from ui.look.dialogs import Dialog
from ui.look.tokens import Type


class About(Dialog):
    def __init__(self, parent: QWidget, case: Case) -> None:
        super().__init__(parent, "About Casefile", "Close", f"Casefile {installed()}. MIT licence.", cancel="")
        steps, head = case.ask(Head())
        lines = (
            "It sends nothing: no telemetry, no network.",
            f"This case file: {case.path}",
            f"{steps} steps of history. Its head is {head}.",
            "Type: Inter and Source Serif 4 (SIL OFL 1.1). Icons: Lucide (ISC).",
        )
        for line in lines:
            self.box.addWidget(Label(line, Type.BODY, "text2", lines=4))


def installed() -> str:
    """The version that is installed, or "" where it runs from its source."""
    try:
        return version("casefile")
    except PackageNotFoundError:
        return "(from source)"
