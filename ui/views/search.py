"""What is found for some words, in all records and on all pages."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import QStackedWidget

from casefile.domain.refs import ChangeSet, RecordKind, RecordRef
from casefile.services.queries.search import Hit, Hits, Search, first_match
from ui.desk import Desk
from ui.look import icons, paint
from ui.look.bars import EmptyState, PageHeader
from ui.look.base import Label, Pane, lay_column
from ui.look.buttons import Button
from ui.look.cells import ROW, Column, Index, RowsModel, text
from ui.look.delegates import RowDelegate
from ui.look.fields import SearchField, Select
from ui.look.rows import RowList
from ui.look.screen import Screen
from ui.look.theme import theme
from ui.look.tokens import Type
from ui.models.kinds import ICONS

LIMIT = 200  # hits shown


def place(hit: Hit) -> str:
    """What was found and where: "Document, page 3"."""
    kind = hit.kind.words.capitalize()
    return f"{kind}, page {hit.page}" if hit.page else kind


def sentence(hit: Hit) -> str:
    """For screen readers."""
    return f"{hit.title or hit.kind.words}, {place(hit)}. {hit.snippet}"


def pieces(hit: Hit, words: str) -> tuple[str, str, str]:
    """The snippet before its first match, the match, and the rest.

    >>> hit = Hit(RecordKind.FACT, 1, "u", "Fact", "Two detainer logs.", None, None, 1.0)
    >>> pieces(hit, "DETAINER")
    ('Two ', 'detainer', ' logs.')
    """
    span = first_match(hit.snippet, words)
    if span is None:
        return hit.snippet, "", ""
    return hit.snippet[: span[0]], hit.snippet[span[0] : span[1]], hit.snippet[span[1] :]


class HitDelegate(RowDelegate):
    """Kind and title, and under them the passage with the words found in it marked."""

    words = ""

    def content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        hit, t = index.data(ROW), theme()
        if not isinstance(hit, Hit):
            return
        x, right = rect.x() + 16, rect.right() - 16
        y = rect.y() + (rect.height() - t.line(Type.BODY) - t.line(Type.SECONDARY)) // 2
        line = QRect(x, y, right - x, t.line(Type.BODY))
        icons.draw(painter, ICONS[hit.kind], "text2", 16, x, y + (t.line(Type.BODY) - t.px(16)) / 2)
        where = paint.write(painter, place(hit), Type.SECONDARY, "text3", line, right=True)
        left = x + t.px(16) + 10
        title = " ".join((hit.title or hit.kind.words.capitalize()).split())
        room = QRect(left, y, right - left - int(where.width) - 16, t.line(Type.BODY))
        paint.write(painter, title, Type.BODY_MEDIUM, "text", room)
        self.passage(painter, hit, left, y + t.line(Type.BODY), right - left)

    def passage(self, painter: QPainter, hit: Hit, x: float, y: float, width: float) -> None:
        """The snippet on one line."""
        t, end = theme(), x + width
        high = t.line(Type.SECONDARY)
        for part, marked in zip(pieces(hit, self.words), (False, True, False), strict=True):
            laid = paint.lay(part.replace("\n", " "), Type.SECONDARY)
            space = QRectF(x, y, max(0.0, end - x), high)
            if marked and part:
                hit_box = QRectF(x - 2, y, min(laid.width, space.width()) + 4, high)
                paint.box(painter, hit_box, "mark", "", 3)
            if part and space.width() > 8:
                paint.write(painter, part, Type.SECONDARY, "text" if marked else "text2", space)
            x += laid.width


class SearchView(Screen):
    hints = (("Ctrl F", "Find"), ("Enter", "Open"), ("Esc", "Back to the field"), ("F6", "Next pane"))

    def __init__(self, desk: Desk) -> None:
        header = PageHeader("Find", "")
        header.search.hide()
        super().__init__(header)
        self.desk, self.words, self._asked = desk, "", 0
        self.hits: tuple[Hit, ...] = ()
        self.total = 0
        self.field = SearchField("Find in case file", "Enter")
        self.kinds: list[RecordKind | None] = [None]
        self.kind = Select("Kind", ["All kinds"], button=True)
        self.shown, bar = Label("", Type.SECONDARY, "text3"), Pane("surface", "b", 46)
        self.button = Button("Find", "search", small=True)
        bar.row(self.field, self.button, self.kind, 1, self.shown, gap=10)
        self.model = RowsModel([Column("Found", lambda hit: text(hit.title))], [], sentence, self)
        self.list = RowList("Found", self.model)
        self.delegate = HitDelegate(self.list, (Type.BODY, Type.SECONDARY))
        self.list.setItemDelegate(self.delegate)
        self.none = EmptyState("search-x", "No match", "", "Clear search")
        self.start = EmptyState("search", "Find in case file", "Words of records and of every page that was read.")
        self.stack = QStackedWidget()
        for widget in (self.start, self.list, self.none):
            self.stack.addWidget(widget)
        page = Pane("surface")
        lay_column(page, bar, self.stack, stretch=1)
        self.set_body(page)
        self.panes = [self.field, self.list]
        self._connect()

    def _connect(self) -> None:
        self.field.returnPressed.connect(lambda: self.search(self.field.text()))
        self.button.clicked.connect(lambda: self.search(self.field.text()))
        self.kind.activated.connect(lambda _n: self._fill())
        self.list.on_open(self._open)
        self.none.button.clicked.connect(self.clear)
        self.desk.changed.connect(self._changed)
        back = QShortcut(QKeySequence("Esc"), self.list, self.field.setFocus)
        back.setContext(Qt.ShortcutContext.WidgetShortcut)

    def search(self, words: str) -> None:
        """Looks for words and shows what is found; the latest search wins."""
        self.words = " ".join(words.split())
        self.field.setText(words)
        self._asked += 1
        if not any(char.isalnum() for char in self.words):
            self.hits = ()
            self.shown.setText("")
            self.stack.setCurrentWidget(self.start)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        asked = self._asked
        self.desk.look_up(
            Search(self.words, limit=LIMIT), f"Looking for “{self.words}”", lambda found: self._found(asked, found)
        )

    def refresh(self) -> None:
        """Looks again for the same words after a change."""
        if self.words:
            self.search(self.words)

    def _changed(self, _changes: ChangeSet) -> None:
        if self.words:
            self.mark_stale()

    def _found(self, asked: int, found: Hits) -> None:
        if asked != self._asked:
            return
        self.hits, self.total = found.hits, found.total
        kinds = sorted({hit.kind for hit in found.hits}, key=lambda kind: kind.words)
        self.kinds = [None, *kinds]
        self.kind.set_options(["All kinds", *(kind.words.capitalize() for kind in kinds)])
        self._fill()

    def _fill(self) -> None:
        wanted = self.kinds[max(0, self.kind.currentIndex())]
        shown = [hit for hit in self.hits if wanted in (None, hit.kind)]
        kept = self.list.current()
        self.delegate.words = self.words
        self.model.set_rows(shown)
        if not shown:
            self.none.heading.setText("No match")
            self.none.sentence.setText(f"No match for “{self.words}” in this case file.")
            self.none._fit()
        self.stack.setCurrentWidget(self.list if shown else self.none)
        more = self.total > len(self.hits)
        self.shown.setText(f"First {len(self.hits)} of {self.total:,}" if more else f"{len(shown):,} found")
        if shown:
            same = (n for n, hit in enumerate(shown) if isinstance(kept, Hit) and hit.uid == kept.uid)
            self.list.select_row(next(same, 0))
            if self.field.hasFocus() or not isinstance(kept, Hit):
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, hit: Hit) -> None:
        ref = RecordRef(hit.kind, hit.id, hit.uid)
        self.desk.go("document-page" if hit.page else hit.kind.value, ref)

    def clear(self) -> None:
        """Starts over."""
        self.field.clear()
        self.search("")
