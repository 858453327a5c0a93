"""A page of the window: its header, the place for messages and progress, its body."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look.bars import PageHeader


class Screen(QWidget):
    """A page of the stack.

    A subclass fills the body with `set_body`, sets `hints` and `panes`, and reads what it shows in `refresh`. A change
    marks it stale: a hidden screen waits until it is shown, a visible one is read again at once.

    Attributes:
        hints: (keys, what they do) of the pane that has the focus, for the status bar.
        state: Words and icon that stand in place of "All changes saved"; None for the usual.
        panes: What F6 visits, in order.
    """

    hints: Sequence[tuple[str, str]] = ()
    state: tuple[str, str] | None = None

    def __init__(self, header: PageHeader | None = None) -> None:
        super().__init__()
        self.panes: list[QWidget] = []
        self.header, self.stale = header, True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        if header is not None:
            self.column.addWidget(header)

    def set_body(self, body: QWidget) -> None:
        """Puts the body under the header."""
        self.column.addWidget(body, 1)

    def host(self, notices: QWidget) -> None:
        """Takes the window's messages and progress in, under the header."""
        self.column.insertWidget(0 if self.header is None else 1, notices)

    def set_narrow(self, narrow: bool) -> None:
        """Called when the window crosses the narrow width."""

    def refresh(self) -> None:
        """Reads again what is shown; called when the screen is visible and was stale."""

    def mark_stale(self) -> None:
        """Says that what is shown may have changed."""
        self.stale = True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.stale:
            self._read()

    def _read(self) -> None:
        self.stale = False
        self.refresh()
