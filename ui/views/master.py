"""A screen with a list and an inspector: side by side where there is room, one after the other where there is not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.look.bars import PageHeader
from ui.look.keep import Split
from ui.look.screen import Screen
from ui.look.theme import theme


class MasterScreen(Screen):
    """`arrange` gets the two panes; Enter goes to the inspector, Esc back, Ctrl+Alt+I hides and shows it."""

    def __init__(self, header: PageHeader, desk: Desk) -> None:
        super().__init__(header)
        self.desk, self.narrow, self.folded = desk, False, False
        self.master: QWidget | None = None
        self.side: QWidget | None = None
        self._list: QWidget | None = None

    def arrange(self, master: QWidget, side: QWidget, rows: QWidget, *, key: str, wide: int = 432) -> None:
        """Puts list and inspector into the body; `rows` is what gets the focus back."""
        self.master, self.side, self._list = master, side, rows
        side.setMinimumWidth(min(520, theme().px(340)))
        side.setMaximumWidth(theme().px(560))
        self.split = Split(master, side, inspector=theme().px(wide), key=f"split/{key}", settings=self.desk.settings)
        self.set_body(self.split)
        self.panes = [rows, side]
        for keys, owner, then in (
            ("Ctrl+Alt+I", self, self.fold_side),
            ("Esc", side, self.leave_side),
        ):
            shortcut = QShortcut(QKeySequence(keys), owner, then)
            if owner is not self:
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._show_panes(in_side=False)

    def set_narrow(self, narrow: bool) -> None:
        if narrow != self.narrow:
            self.narrow = narrow
            self._show_panes(in_side=False)

    def enter_side(self) -> None:
        """Goes to the inspector."""
        if self.side is None:
            return
        self.folded = False
        self._show_panes(in_side=True)
        self.side.setFocus(Qt.FocusReason.TabFocusReason)

    def leave_side(self) -> None:
        """Goes back to the list."""
        if self._list is None:
            return
        self._show_panes(in_side=False)
        self._list.setFocus(Qt.FocusReason.TabFocusReason)

    def fold_side(self) -> None:
        """Hides or shows the inspector; the splitter keeps its width."""
        if self.side is None:
            return
        if self.narrow:
            self.leave_side() if self.side.isVisible() else self.enter_side()
            return
        self.folded = not self.folded
        self._show_panes(in_side=False)
        if self.folded and self._list is not None:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_panes(self, in_side: bool) -> None:
        if self.master is None or self.side is None:
            return
        self.side.setMaximumWidth(16777215 if self.narrow else theme().px(560))
        self.master.setVisible(not (self.narrow and in_side))
        self.side.setVisible(in_side if self.narrow else not self.folded)
