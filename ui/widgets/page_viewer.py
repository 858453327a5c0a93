"""A document page by page: the tool bar over a `PageView`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.look.base import Label, Pane, lay_column
from ui.look.buttons import Button
from ui.widgets.page_view import LETTER, Mark, PageView, PageWord


class PageViewer(QWidget):
    """Turns pages, zooms, rotates, shows and hides highlights.

    Signals:
        picked: The key of a passage that was clicked.
        image_wanted: (page, width in device pixels); answer with `set_image`, now or later.
        page_changed: The page now shown; answer with `set_words` if text shall be selectable.
        selected: (page, start, end) of the characters selected, end exclusive.
    """

    picked = Signal(str)
    image_wanted = Signal(int, int)
    page_changed = Signal(int)
    selected = Signal(int, int, int)

    def __init__(self) -> None:
        super().__init__()
        self.view = PageView()
        self.marks: Sequence[Mark] = ()
        self.pages = 0
        self.size_of: Callable[[int], tuple[float, float]] = _letter
        self.back = Button("", "chevron-left", "tool", name="Previous page")
        self.on = Button("", "chevron-right", "tool", name="Next page")
        self.place = Label("")
        self.out = Button("", "zoom-out", "tool", name="Zoom out")
        self.into = Button("", "zoom-in", "tool", name="Zoom in")
        self.percent = Button("100%", kind="quiet", small=True, name="Fit the page to the width")
        self.rotate = Button("", "rotate-cw", "tool", name="Rotate page")
        self.shown = Button("Highlights on", "eye", small=True)
        self.tools = Pane("surface", "b", 44)
        self.tools.row(
            self.back, self.place, self.on, 1, self.out, self.percent, self.into, self.rotate, self.shown,
            sides=(12, 16), gap=6,
        )  # fmt: skip
        lay_column(self, self.tools, self.view, stretch=1)
        self.back.clicked.connect(lambda: self.show_page(self.view.page - 1))
        self.on.clicked.connect(lambda: self.show_page(self.view.page + 1))
        self.out.clicked.connect(lambda: self.view.step_zoom(False))
        self.into.clicked.connect(lambda: self.view.step_zoom(True))
        self.percent.clicked.connect(lambda: self.view.set_zoom(0))
        self.rotate.clicked.connect(self.view.rotate_page)
        self.shown.clicked.connect(lambda: self.show_marks(not self.view.marks_shown))
        self.view.turned.connect(lambda step: self.show_page(self.view.page + step))
        self.view.zoomed.connect(lambda percent: self.percent.setText(f"{percent}%"))
        self.view.picked.connect(self.picked)
        self.view.image_wanted.connect(self.image_wanted)
        self.view.selected.connect(lambda start, end: self.selected.emit(self.view.page, start, end))
        self.set_document(0, _letter)

    def set_document(
        self, pages: int, size_of: Callable[[int], tuple[float, float]], marks: Sequence[Mark] = ()
    ) -> None:
        """Shows the first page of a document.

        Args:
            pages: How many it has.
            size_of: A page's width and height in points.
            marks: Passages of all pages.
        """
        self.pages, self.size_of, self.marks = pages, size_of, marks
        self.view.turn = 0
        self.show_page(1)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Takes other passages for the same document."""
        self.marks = marks
        self.view.set_marks(marks)

    def set_image(self, page: int, png: bytes) -> None:
        """Takes the picture of a page."""
        self.view.set_image(page, png)

    def set_words(self, page: int, words: Sequence[PageWord]) -> None:
        """Takes the words of a page in reading order, so that text can be selected."""
        self.view.set_words(page, words)

    def show_page(self, page: int) -> None:
        """Turns to a page; outside the document it stays where it is."""
        if self.pages and not 1 <= page <= self.pages:
            return
        self.view.show_page(page, self.size_of(page) if self.pages else LETTER)
        self.view.set_marks(self.marks)
        self.place.setText(f"Page {page} of {self.pages}" if self.pages else "No pages")
        self.back.setEnabled(page > 1)
        self.on.setEnabled(page < self.pages)
        if self.pages:
            self.page_changed.emit(page)

    def show_marks(self, shown: bool) -> None:
        """Shows the highlights, or the bare page."""
        self.view.show_marks(shown)
        self.shown.icon_name = "eye" if shown else "eye-off"
        self.shown.setText("Highlights on" if shown else "Highlights off")

    def select(self, key: str) -> None:
        """Turns to a passage's page, outlines it and scrolls to it; an unknown key takes the outline away."""
        mark = next((mark for mark in self.marks if mark.key == key), None)
        if mark is not None and mark.page != self.view.page:
            self.show_page(mark.page)
        self.view.select(key)


def _letter(_page: int) -> tuple[float, float]:
    return LETTER
