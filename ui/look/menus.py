"""Menus from plain values: the menu bar's, and those that open on a row or a button."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.look import icons
from ui.look.tips import tip


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of a menu.

    Attributes:
        words: As shown; `&` before a letter makes it the mnemonic (words of a record go through `menu_words`).
        then: What it does.
        keys: Its shortcut, as QKeySequence reads it ("Ctrl+Shift+M").
        icon: Of the kit, without a file name's ending; menus of the menu bar have none.
        enabled: Whether it can be chosen.
        why: One sentence for an entry that cannot.
        checked: None for an entry that is not a switch.
        items: Entries of a submenu, None among them for a line.
    """

    words: str
    then: Callable[[], object] = bool
    keys: str = ""
    icon: str = ""
    enabled: bool = True
    why: str = ""
    checked: bool | None = None
    items: tuple[MenuItem | None, ...] = ()


Entries = Sequence[MenuItem | QAction | None]


def fill(menu: QMenu, entries: Entries) -> None:
    """Puts entries into a menu; None is a line between groups, a QAction comes as it is."""
    menu.setToolTipsVisible(True)
    menu.aboutToShow.connect(lambda: tick(menu))
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        elif isinstance(entry, QAction):
            menu.addAction(entry)
        elif entry.items:
            fill(menu.addMenu(entry.words), entry.items)
        else:
            _add(menu, entry)


def tick(menu: QMenu) -> None:
    """Gives the switches of a menu the kit's check mark; the style's own stays black in the dark scheme."""
    for action in menu.actions():
        if action.isCheckable():
            action.setIcon(icons.icon("check", "text") if action.isChecked() else icons.blank())


def _add(menu: QMenu, entry: MenuItem) -> None:
    action = QAction(entry.words, menu)
    if entry.icon:
        action.setIcon(icons.icon(entry.icon))
    if entry.keys:
        action.setShortcut(QKeySequence(entry.keys))
        action.setShortcutVisibleInContextMenu(True)
    if entry.checked is not None:
        action.setCheckable(True)
        action.setChecked(entry.checked)
    action.setEnabled(entry.enabled)
    if entry.why:
        action.setToolTip(tip(entry.why))
    action.triggered.connect(lambda _checked=False: entry.then())
    menu.addAction(action)


def popup(parent: QWidget, entries: Entries, at: QPoint) -> QMenu:
    """Opens a menu at a point of the screen; it deletes itself when it closes."""
    menu = QMenu(parent)
    fill(menu, entries)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    return menu
