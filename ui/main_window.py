"""The window on one case file: its screens, its menus, and what ties them together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTextEdit

from casefile.domain.refs import ChangeSet, RecordKind, RecordRef
from casefile.services.case import Case
from casefile.services.queries.home import NavCounts
from casefile.services.queries.info import CaseProfile
from ui.desk import Desk
from ui.errors import Errors
from ui.look.bars import Message
from ui.look.keep import Settings
from ui.look.menus import Entries, MenuItem
from ui.look.navigation import Navigation, NavItem
from ui.look.screen import Screen
from ui.look.window import VIEW, Window
from ui.views.claims import ClaimsView
from ui.views.deadlines import DeadlinesView
from ui.views.docket import DocketView
from ui.views.document import DocumentView
from ui.views.exports import ExportsView
from ui.views.help import HelpView
from ui.views.history import HistoryView
from ui.views.records import RecordsView
from ui.views.review import ReviewView
from ui.views.search import SearchView

if TYPE_CHECKING:
    from ui.app import Application

K = RecordKind
NAV = (
    NavItem("Docket", "house", None, "docket"),
    NavItem("Jurisdictions", "map-pin", 0, "jurisdiction"),
    NavItem("Local policies", "scroll-text", 0, "policy"),
    NavItem("Claims", "scale", 0, "claim"),
    NavItem("Evidence", "paperclip", 0, "exhibit"),
    NavItem("Correspondence", "mail", 0, "correspondence"),
    NavItem("Deadlines", "calendar-days", 0, "deadline"),
    NavItem("Records"),
    NavItem("Facts", "list-tree", 0, "fact"),
    NavItem("Demands", "clipboard", 0, "demand"),
    NavItem("Awards", "hand-coins", 0, "award"),
    NavItem("Authorities", "book-marked", 0, "authority"),
    NavItem("People", "users", 0, "person"),
    NavItem("Output"),
    NavItem("Exports", "file-output", None, "exports"),
    NavItem("History", "history", None, "history"),
)
PLACE_OF = {"review": "correspondence"}  # screens that are reached through another one's place
TITLE_BAR = 36  # logical px that a window manager may put around the window
CASE_KINDS = {kind.value: kind for kind in K}
MORE = {  # kinds without a place in the navigation, reached from other records
    K.MATTER: "Matters", K.FILING: "Filings", K.CLAUSE: "Clauses", K.ASSESSMENT: "Assessments", K.DOCUMENT: "Documents",
    K.EXCERPT: "Excerpts", K.EVIDENCE: "Things offered", K.PARTY: "Parties", K.REMEDY: "Remedies", K.HOLD: "Holds",
    K.NOTE: "Notes", K.QUESTION: "Open questions", K.TAG: "Tags", K.CUSTODY_ENTRY: "Custody", K.ROLE: "Roles",
    K.SUPPORT: "Support", K.ANSWER: "Answers", K.CITE: "Cites", K.SLOT: "Written parts", K.PROFILE: "Case file",
}  # fmt: skip


class MainWindow(Window):
    """Signals:
    closed: After the window and its case file were closed.
    """

    closed = Signal()

    def __init__(self, case: Case, settings: Settings, errors: Errors, application: Application | None = None) -> None:
        self.case, self.errors, self.application = case, errors, application
        profile = case.ask(CaseProfile())
        nav = Navigation(profile.title, profile.subtitle, NAV, profile.side.value, "You see both sides’ positions")
        super().__init__(f"{profile.title} · Casefile", nav, {}, settings=settings)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.desk = Desk(case, self.jobs, settings, self)
        for screen_name, screen in self._screens().items():
            self.screens[screen_name] = screen
            self.stack.addWidget(screen)
            screen.set_narrow(self.narrow)
            if screen.header is not None:
                screen.header.search.returnPressed.connect(partial(self._find_from, screen.header.search))
        self.desk.changed.connect(self._changed)
        self.desk.message.connect(self.say)
        self.desk.going.connect(self._go)
        self.desk.saving.connect(self._saving)
        errors.message.connect(self.say)
        for name, entries in self._menus():
            self.add_menu(name, entries)
        self._count()
        self._saving(False)
        if not settings.get("window/geometry"):
            room = self.screen().availableGeometry()
            self.resize(min(1440, room.width()), min(900, room.height() - TITLE_BAR))
        if case.read_only:
            self.say(Message(case.read_only, "You can look at everything and change nothing.", "amber"))
        elif case.shared:
            self.say(Message(f"This file lies in {case.shared}.", "One person at a time can change it.", "blue"))
        nav.select("docket")

    def _screens(self) -> dict[str, Screen]:
        """Every screen by its name; a kind's own screen bears the kind's name."""
        desk = self.desk
        screens: dict[str, Screen] = {
            "docket": DocketView(desk), "claim": ClaimsView(desk), "deadline": DeadlinesView(desk),
            "review": ReviewView(desk), "document-page": DocumentView(desk), "exports": ExportsView(desk),
            "history": HistoryView(desk), "search": SearchView(desk), "help": HelpView(),
        }  # fmt: skip
        titles = {K(item.screen): item.title for item in NAV if item.screen in set(K)} | MORE
        for kind, title in titles.items():
            screens.setdefault(kind.value, RecordsView(desk, kind, title))
        return screens

    # --- going about ---

    def _go(self, screen: str, ref: RecordRef | None) -> None:
        """Shows a screen, and a record on it. A screen that is not in the navigation leaves it unselected."""
        if screen not in self.screens:
            screen = ref.kind.value if ref is not None else "docket"
        self._mark(PLACE_OF.get(screen, screen))
        self.show_screen(screen)
        show = getattr(self.screens[screen], "show_ref", None)
        if ref is not None and show is not None:
            show(ref)
        here = self.screens[screen]
        panes = [pane for pane in here.panes if pane.isVisible()]
        if panes and not here.isAncestorOf(self.focusWidget() or self):
            (here.list if isinstance(here, ReviewView) else panes[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self, screen: str) -> None:
        """Marks a place of the navigation, or none, without going there."""
        self.nav.blockSignals(True)
        if any(item.screen == screen for item in self.nav.items):
            self.nav.select(screen)
        else:
            self.nav.list.setCurrentIndex(QModelIndex())
            self.nav.list.clearSelection()
        self.nav.blockSignals(False)

    def find_words(self, words: str) -> None:
        """Shows what is found for words that somebody typed in a screen's header."""
        self._go("search", None)
        view = self.screens["search"]
        assert isinstance(view, SearchView)
        view.search(words)

    def _find_from(self, field: QLineEdit) -> None:
        if field.text().strip():
            self.find_words(field.text())

    def import_files(self, paths: list[Path] | None = None) -> None:
        """Reads letters and shows what they propose; asks which where none are given."""
        if paths is None:
            names, _ = QFileDialog.getOpenFileNames(self, "Import letters", "", "Letters (*.pdf *.txt);;All files (*)")
            paths = [Path(name) for name in names]
        self._go("review", None)
        view = self.screens["review"]
        assert isinstance(view, ReviewView)
        if paths:
            view.import_files(paths)

    def _export(self, report: str) -> None:
        self._go("exports", None)
        view = self.screens["exports"]
        assert isinstance(view, ExportsView)
        view.export(report)

    # --- what changed ---

    def _changed(self, changes: ChangeSet) -> None:
        self._count()
        if changes.touches(K.PROFILE):
            profile = self.case.ask(CaseProfile())
            self.nav.set_case(profile.title, profile.subtitle, profile.side.value)
            self.setWindowTitle(f"{profile.title} · Casefile")

    def _count(self) -> None:
        counts = self.case.ask(NavCounts())
        for item in self.nav.items:
            if item.screen in counts:
                self.nav.set_count(item.screen, counts[item.screen])

    def _saving(self, waiting: bool) -> None:
        if self.case.read_only:
            self.set_saved("Read only")
        elif not waiting:
            at = dt.datetime.now().astimezone()
            self.set_saved(f"All changes saved, {at.hour % 12 or 12}:{at:%M %p}")

    # --- menus ---

    def _menus(self) -> list[tuple[str, Entries]]:
        desk = self.desk
        go = desk.go

        def to(screen: str) -> Callable[[], None]:
            return lambda: go(screen, None)

        return [
            ("&File", [
                MenuItem("&New case file…", self._new_file), MenuItem("&Open case file…", self._open_file, "Ctrl+O"),
                None, MenuItem("&Import letters…", self.import_files, "Ctrl+I"),
                MenuItem("&Back up now", self._back_up), None,
                MenuItem("&Close window", self.close, "Ctrl+W"),
                MenuItem("&Quit", QApplication.closeAllWindows, "Ctrl+Q"),
            ]),
            ("&Edit", [
                MenuItem("&Undo", self._undo, "Ctrl+Z"), MenuItem("&Redo", self._redo, "Ctrl+Y"), None,
                MenuItem("&Find in case file", self.find_in_case),
                MenuItem("&Go to anything…", self._palette, "Ctrl+K"),
                None, MenuItem("&History", to("history")),
            ]),
            (VIEW, [MenuItem("&Docket", to("docket")), MenuItem("&Review import", to("review"))]),
            ("&Case", [
                MenuItem("Case file and &author", to(K.PROFILE.value)), MenuItem("&Matters", to(K.MATTER.value)),
                MenuItem("&Jurisdictions", to(K.JURISDICTION.value)), MenuItem("&Policies", to(K.POLICY.value)),
                MenuItem("C&lauses", to(K.CLAUSE.value)), MenuItem("&Assessments", to(K.ASSESSMENT.value)),
                MenuItem("&Remedies", to(K.REMEDY.value)), MenuItem("Open &questions", to(K.QUESTION.value)),
                MenuItem("&Holds", to(K.HOLD.value)), MenuItem("&Tags", to(K.TAG.value)),
            ]),
            ("E&vidence", [
                MenuItem("&Exhibits", to(K.EXHIBIT.value)), MenuItem("&Documents", to(K.DOCUMENT.value)),
                MenuItem("E&xcerpts", to(K.EXCERPT.value)), MenuItem("&Custody", to(K.CUSTODY_ENTRY.value)),
                MenuItem("&Facts", to(K.FACT.value)), MenuItem("&Authorities", to(K.AUTHORITY.value)),
            ]),
            ("&Deadlines", [
                MenuItem("&All deadlines", to(K.DEADLINE.value)), MenuItem("De&mands", to(K.DEMAND.value)),
            ]),
            ("E&xport", [
                MenuItem("Compliance &memo…", lambda: self._export("memo"), "Ctrl+Shift+M"),
                MenuItem("Deadline &timeline…", lambda: self._export("timeline")), None,
                MenuItem("&Exports", to("exports")),
            ]),
            ("&Help", [MenuItem("&Help", to("help"), "F1"), MenuItem("&About Casefile", self._about)]),
        ]  # fmt: skip

    def _undo(self) -> None:
        """A text field that has the focus takes back its own typing first."""
        field = self.focusWidget()
        if (isinstance(field, QLineEdit) and not field.isReadOnly() and field.isUndoAvailable()) or (
            isinstance(field, QTextEdit) and not field.isReadOnly() and field.document().isUndoAvailable()
        ):
            field.undo()
        elif not self._taken_back():
            self.desk.undo()

    def _taken_back(self) -> bool:
        """In a review, Undo first takes back decisions that are not in the case file yet."""
        current = self.current_screen()
        return isinstance(current, ReviewView) and current.take_back()

    def _redo(self) -> None:
        field = self.focusWidget()
        if (isinstance(field, QLineEdit) and not field.isReadOnly() and field.isRedoAvailable()) or (
            isinstance(field, QTextEdit) and not field.isReadOnly() and field.document().isRedoAvailable()
        ):
            field.redo()
        else:
            self.desk.redo()

    def _palette(self) -> None:
        from ui.dialogs.palette import Palette

        places = [(item.title, item.screen) for item in self.nav.items if item.screen]
        Palette(self, self.desk, [*places, ("Review import", "review"), ("Help", "help")]).open()

    def _new_file(self) -> None:
        if self.application is not None:
            self.application.welcome()

    def _open_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Open case file", "", "Case files (*.casefile)")
        if name and self.application is not None:
            self.application.open(Path(name))

    def _back_up(self) -> None:
        from casefile.services.backups import back_up

        self.desk.start(
            lambda _context: back_up(self.case), "Making a checked copy",
            lambda made: self.desk.say("The copy is made and checked.", f"It is {made.path}."),
        )  # fmt: skip

    def _about(self) -> None:
        from ui.dialogs.about import About

        About(self, self.case).open()

    # --- the window itself ---

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        cases = [path for path in paths if path.suffix == ".casefile"]
        for path in cases:
            if self.application is not None:
                self.application.open(path)
        if letters := [path for path in paths if path not in cases]:
            self.import_files(letters)

    def closeEvent(self, event: QCloseEvent) -> None:
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()  # a field that is being edited is saved when it is left
        self.desk.close()
        for screen in self.screens.values():
            end = getattr(screen, "shut", None)
            if end is not None:
                end()
        super().closeEvent(event)
        self.case.close()
        self.closed.emit()
