"""The column header of tables and trees, painted from tokens."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget

from ui.look import icons, paint
from ui.look.delegates import EDGE, GUTTER
from ui.look.theme import theme
from ui.look.tokens import Type


class Header(QHeaderView):
    """Painted from tokens: no bevels, sort arrow beside the word, the last section's edge padding."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(29) + 1)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        t, model = theme(), self.model()
        painter.save()
        painter.fillRect(rect, t.color("sunken"))
        paint.hairline(painter, rect.x(), rect.bottom(), rect.width())
        space = rect.adjusted(
            EDGE if section == 0 else GUTTER, 0, -(EDGE if section == self.count() - 1 else GUTTER), -1
        )
        flag = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        right = bool(flag and flag & Qt.AlignmentFlag.AlignRight)
        words = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        size = t.px(13)
        if sorted_here:
            arrow = "chevron-up" if self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder else "chevron-down"
            space = space.adjusted(0, 0, 0 if right else -size - 4, 0)
        laid = paint.write(painter, words, Type.SECONDARY_MEDIUM, "text2" if sorted_here else "text3", space, right)
        if sorted_here:
            x = space.right() - laid.width - size - 4 if right else space.x() + laid.width + 4
            icons.draw(painter, arrow, "text2", 13, x, rect.y() + (rect.height() - size) / 2)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme().color("sunken"))
        paint.hairline(painter, 0, self.viewport().height() - 1, self.viewport().width())
        painter.end()
        super().paintEvent(event)


class Corner(QWidget):
    """The header's ground above a scroll bar, so that no corner of another colour meets it."""

    def __init__(self, header: QHeaderView) -> None:
        super().__init__()
        self.header = header
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(13, self.header.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("sunken"))
        paint.hairline(painter, 0, self.height() - 1, self.width())
