"""What a window remembers between runs, through whatever the program keeps settings in."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget


class Settings(Protocol):
    """Text by key. The window never learns where it is kept."""

    def get(self, key: str) -> str:
        """What was set last; empty when nothing was."""

    def set(self, key: str, value: str) -> None:
        """Keeps `value` under `key`."""


class Forgetful:
    """Settings that last as long as the object: for tests and for windows without a file.

    >>> settings = Forgetful()
    >>> settings.set("look/scheme", "dark")
    >>> settings.get("look/scheme"), settings.get("look/scale")
    ('dark', '')
    """

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def get(self, key: str) -> str:
        return self.kept.get(key, "")

    def set(self, key: str, value: str) -> None:
        self.kept[key] = value


class Split(QSplitter):
    """Panes side by side; the last one is the inspector, whose width is remembered under `key`.

    The hairline is 1 px; Qt makes the part that takes the mouse 5 px wide.
    """

    def __init__(self, *panes: QWidget, inspector: int = 0, key: str = "", settings: Settings | None = None) -> None:
        super().__init__()
        self.key, self.settings, self.inspector = key, settings, inspector
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in panes:
            self.addWidget(pane)
        self.setStretchFactor(0, 1)
        self.restore()
        self.splitterMoved.connect(self._keep)

    def restore(self) -> None:
        """Gives the panes their remembered sizes, or the inspector the width it was made with."""
        kept = self.settings.get(self.key) if self.settings and self.key else ""
        sizes = [int(n) for n in kept.split(",") if n.isdigit()]
        if len(sizes) == self.count():
            self.setSizes(sizes)
        elif self.inspector:
            self.setSizes([100_000] * (self.count() - 1) + [self.inspector])

    def _keep(self, _at: int, _handle: int) -> None:
        if self.settings and self.key:
            self.settings.set(self.key, ",".join(map(str, self.sizes())))

    def createHandle(self) -> QSplitterHandle:
        handle = super().createHandle()
        handle.setAccessibleName("Divider between panes")
        return handle
