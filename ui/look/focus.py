"""The focus ring of a window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QMenuBar,
    QScrollArea,
    QWidget,
)
from shiboken6 import isValid

from ui.look import paint


class FocusRing(QWidget):
    """One overlay a window: a 2 px accent ring, 1 px away, around whatever has the keyboard.

    Item views draw their own (on the current row). Clicking a button leaves it without a ring; a field always has one.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.target: QWidget | None = None
        self.watched: list[QObject] = []
        self.clip = QRegion()
        self.hide()
        self.timer = QTimer(self, singleShot=True, interval=0)
        self.timer.timeout.connect(self._place)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        for thing in filter(isValid, self.watched):  # some may have been deleted on the C++ side
            thing.removeEventFilter(self)
        self.watched = []
        mouse = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        plain = (
            new is None
            or new.window() is not self.window()
            or isinstance(new, (QAbstractItemView, QScrollArea, QMenuBar))
        )
        self.target = None if plain or (mouse and isinstance(new, QAbstractButton)) else new
        step: QWidget | None = self.target
        while step is not None and step is not self.window():
            self.watched.append(step)
            step.installEventFilter(self)
            step = step.parentWidget()
        self.timer.start()

    def eventFilter(self, thing: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self.timer.start()
        return False

    def _place(self) -> None:
        if self.target is None or not self.target.isVisible():
            self.hide()
            return
        at = self.target.mapTo(self.window(), QPoint(0, 0))
        area = QRect(at, self.target.size()).adjusted(-3, -3, 3, 3)
        shown, step = QRect(area), self.target.parentWidget()
        while step is not None and step is not self.window():  # a ring scrolled half away is cut where its field is
            if isinstance(step, QAbstractScrollArea):
                port = step.viewport()
                shown &= QRect(port.mapTo(self.window(), QPoint(0, 0)), port.size())
            step = step.parentWidget()
        self.clip = QRegion(shown.translated(-area.topLeft()))
        self.setGeometry(area)
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRegion(self.clip)
        inner = 4.0 if getattr(self.target, "kind", "") == "link" else 8.0
        paint.box(painter, self.rect(), "", "accent", inner, 2)
