"""Lucide icons tinted by token, rendered at the device's pixel ratio, cached."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.look.theme import theme


@lru_cache(maxsize=128)
def _source(folder: Path, name: str) -> str:
    return (folder / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def render(folder: Path, name: str, color: str, size: int, ratio: float) -> QPixmap:
    """An SVG of `folder` in one colour, `size` logical pixels square, at the device's pixel `ratio`."""
    stroke = 1.75 * max(1.0, 16 / size)  # small icons keep the line of a 16 px one, or they look thin beside words
    svg = (
        _source(folder, name).replace("currentColor", color).replace('stroke-width="2"', f'stroke-width="{stroke:.2f}"')
    )
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def pixmap(name: str, tone: str, size: int, ratio: float) -> QPixmap:
    """The icon in a token's colour; `size` in logical pixels at 100% text, grown with the text scale."""
    t = theme()
    return render(t.icons, name, getattr(t.tokens, tone), t.px(size), ratio)


def draw(painter: QPainter, name: str, tone: str, size: int, x: float, y: float) -> None:
    """Draws the icon with its top left at (x, y), set on a device pixel so that it stays sharp."""
    device = painter.device()
    ratio = device.devicePixelRatio() if device else 1.0
    at = QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio)
    painter.drawPixmap(at, pixmap(name, tone, size, ratio))


def icon(name: str, tone: str = "text2", size: int = 16) -> QIcon:
    """A QIcon for what Qt paints itself (menus, tool buttons), at one and two device pixels."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, tone, size, ratio))
        made.addPixmap(pixmap(name, "text3", size, ratio), QIcon.Mode.Disabled)
    return made


def blank(size: int = 16) -> QIcon:
    """As much room as an icon takes, with nothing in it."""
    empty = QPixmap(theme().px(size), theme().px(size))
    empty.fill(Qt.GlobalColor.transparent)
    return QIcon(empty)
