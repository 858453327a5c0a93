"""The window: menu bar, navigation, stacked screens, messages, status bar, pane cycling, and the narrow form."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QActionGroup, QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QStatusBar, QWidget

from ui.look import paint
from ui.look.bars import KeyHints, Message, MessageBar, ProgressStrip
from ui.look.base import EXPANDING, MINIMUM, Legend, announce, lay_column, lay_row
from ui.look.focus import FocusRing
from ui.look.keep import Forgetful, Settings
from ui.look.menus import Entries, fill
from ui.look.navigation import Navigation
from ui.look.screen import Screen
from ui.look.theme import Scheme, theme
from ui.look.tokens import Type
from ui.workers import Jobs

VIEW = "&View"  # the menu that gets the scheme, the density and the text size


class Window(QMainWindow):
    """The shell.

    Args:
        title: Of the window.
        nav: The rail.
        screens: By the name that the rail uses.
        menus: (words with a mnemonic, entries) from left to right; "&View" gets scheme and text size besides.
        settings: Where it keeps its place on the screen, the scheme and the text size.

    Attributes:
        jobs: Long work; shown under the page header, cancelled and waited for when the window closes. An error that
            nobody listens to goes to `sys.excepthook`, which `ui.errors.Errors` has taken over.
    """

    NARROW = 1100  # logical px at 100 % text

    def __init__(
        self,
        title: str,
        nav: Navigation,
        screens: Mapping[str, Screen],
        menus: Sequence[tuple[str, Entries]] = (),
        settings: Settings | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self.nav, self.screens, self.narrow = nav, dict(screens), False
        self.settings: Settings = settings or Forgetful()
        self._restore_look()
        self.messages, self.progress = MessageBar(), ProgressStrip()
        self.notices = QWidget()
        self.notices.setSizePolicy(EXPANDING, MINIMUM)
        lay_column(self.notices, self.progress, self.messages)
        self.jobs = Jobs(self.progress, _unheard, self)
        self.stack = QStackedWidget()
        for screen in self.screens.values():
            self.stack.addWidget(screen)
        body = QWidget()
        lay_row(body, nav, self.stack, gap=0).setStretch(1, 1)
        self.setCentralWidget(body)
        for name, entries in menus:
            self.add_menu(name, entries)
        self._status_bar()
        self.ring = FocusRing(self)
        nav.chosen.connect(self.show_screen)
        self._shortcuts()
        theme().scaled.connect(self._restyle)
        self._restyle()
        self.setMinimumSize(900, 600)
        self.restoreGeometry(QByteArray.fromBase64(self.settings.get("window/geometry").encode()))

    def add_menu(self, name: str, entries: Entries) -> QMenu:
        """Adds a menu to the bar."""
        menu = self.menuBar().addMenu(name)
        fill(menu, entries)
        if name == VIEW:
            self._look_entries(menu)
        return menu

    def say(self, message: Message) -> None:
        """Shows a message under the page header, whichever screen is shown."""
        self.messages.say(message)

    def set_saved(self, words: str, ok: bool = True) -> None:
        """Said by the store: that all changes are saved, or that they are not and what to do."""
        self.store = (words, "check") if ok else (words, "circle-alert")
        self._say_state()
        if not ok:
            announce(self.saved, words)

    def show_screen(self, name: str) -> None:
        """Brings a screen to the front; a name without a screen changes nothing."""
        screen = self.screens.get(name)
        if screen is None:
            return
        screen.host(self.notices)
        self.stack.setCurrentWidget(screen)
        self.keys.set(screen.hints)
        self._say_state()

    def current_screen(self) -> Screen | None:
        """The screen in front."""
        current = self.stack.currentWidget()
        return current if isinstance(current, Screen) else None

    def mark_stale(self) -> None:
        """Every screen reads again what it shows: the visible one now, the others when they are shown."""
        for screen in self.screens.values():
            screen.mark_stale()

    def cycle(self, step: int) -> None:
        """F6: navigation, then the screen's panes."""
        current = self.current_screen()
        panes = [pane for pane in (self.nav.list, *(current.panes if current else ())) if pane.isVisible()]
        here = self.focusWidget()
        at = next((n for n, pane in enumerate(panes) if here and (pane is here or pane.isAncestorOf(here))), -1)
        if at < 0 and step < 0:
            at = 0
        panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def find_in_case(self) -> None:
        """Goes to the search field of the screen."""
        current = self.current_screen()
        if current is not None and current.header is not None:
            current.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _status_bar(self) -> None:
        self.keys, self.saved = KeyHints(), Legend((paint.Run("-"),))
        self.store = ("All changes saved", "check")
        status = QStatusBar()
        status.setAccessibleName("Status")
        status.setSizeGripEnabled(False)
        status.setContentsMargins(0, 0, 0, 0)
        status.addWidget(self.keys, 1)
        holder = QWidget()  # QStatusBar makes its layout anew when it likes: margins of our own survive that
        lay_row(holder, self.saved, sides=(0, 14))
        status.addPermanentWidget(holder)
        self.setStatusBar(status)

    def _shortcuts(self) -> None:
        QShortcut(QKeySequence("F6"), self, partial(self.cycle, 1))
        QShortcut(QKeySequence("Shift+F6"), self, partial(self.cycle, -1))
        QShortcut(QKeySequence("Ctrl+F"), self, self.find_in_case)
        for n, item in enumerate([item for item in self.nav.items if item.icon][:9], 1):
            QShortcut(QKeySequence(f"Ctrl+{n}"), self, partial(self.nav.select, item.screen))

    def _look_entries(self, menu: QMenu) -> None:
        menu.addSeparator()
        schemes, sizes = QActionGroup(self), QActionGroup(self)
        for scheme in Scheme:
            action = schemes.addAction(menu.addAction(scheme.capitalize()))
            action.setCheckable(True)
            action.setChecked(theme().scheme is scheme)
            action.triggered.connect(partial(self._set_scheme, scheme))
        menu.addSeparator()
        compact = menu.addAction("Compact rows")
        compact.setCheckable(True)
        compact.setChecked(theme().compact)
        compact.toggled.connect(self._set_compact)
        menu.addSeparator()
        for percent in (100, 125, 150, 200):
            action = sizes.addAction(menu.addAction(f"Text {percent}%"))
            action.setCheckable(True)
            action.setChecked(round(theme().scale * 100) == percent)
            action.triggered.connect(partial(self._set_scale, percent))

    def _set_scheme(self, scheme: Scheme, _on: bool = True) -> None:
        theme().set_scheme(scheme)
        self.settings.set("look/scheme", scheme)

    def _set_compact(self, compact: bool) -> None:
        theme().set_compact(compact)
        self.settings.set("look/compact", "1" if compact else "")

    def _set_scale(self, percent: int, _on: bool = True) -> None:
        theme().set_scale(percent / 100)
        self.settings.set("look/scale", str(percent))

    def _restore_look(self) -> None:
        scheme, scale = self.settings.get("look/scheme"), self.settings.get("look/scale")
        if scheme in tuple(Scheme):
            theme().set_scheme(Scheme(scheme))
        if scale.isdigit():
            theme().set_scale(int(scale) / 100)
        if self.settings.get("look/compact"):
            theme().set_compact(True)

    def _say_state(self) -> None:
        current = self.current_screen()
        failed = self.store[1] == "circle-alert"  # a save that failed is said on every screen
        words, icon = current.state if current and current.state and not failed else self.store
        run = paint.Run(words, Type.SECONDARY, "red" if icon == "circle-alert" else "text2", icon, gap=8, icon_size=14)
        self.saved.set_runs((run,), words)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.jobs.close()
        self.settings.set("window/geometry", self.saveGeometry().toBase64().toStdString())
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        narrow = self.width() < theme().px(self.NARROW)
        if narrow != self.narrow:
            self.narrow = narrow
            self.nav.set_narrow(narrow)
            for screen in self.screens.values():
                screen.set_narrow(narrow)

    def _restyle(self) -> None:
        self.menuBar().setFixedHeight(theme().px(30))
        self.statusBar().setFixedHeight(theme().px(26))
        self._fold()


def _unheard(error: BaseException) -> None:
    sys.excepthook(type(error), error, error.__traceback__)
