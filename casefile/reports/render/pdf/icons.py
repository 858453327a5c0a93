"""Lucide's outline icons as vector paths: a reader for the few SVG shapes that they are made of."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.colors import Color

from casefile.paths import resource

GRID = 24.0  # all icons are drawn on 24 by 24
KAPPA = 0.5522847498  # a quarter circle as a Bézier curve
_TOKEN = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_FLAGS_AT = (3, 4)  # of an arc's seven numbers, the two that may stand without a separator
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}


@dataclass(frozen=True, slots=True)
class Move:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic Bézier curve: two control points and the end."""

    points: tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Close:
    pass


Step = Move | Line | Curve | Close


@cache
def icon(name: str) -> tuple[Step, ...]:
    """The strokes of an icon, y downwards as in SVG.

    Raises:
        KeyError: There is no icon of this name.

    >>> icon("check")[0]
    Move(x=20.0, y=6.0)
    """
    if not re.fullmatch(r"[a-z0-9-]+", name) or not (path := resource("icons", f"{name}.svg")).is_file():
        raise KeyError(f"No icon named {name!r}")
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # our own files, never a user's
    return tuple(step for shape in root.iter() for step in _shape(shape))


def draw_icon(canvas: Any, name: str, x: float, y: float, size: float, color: Color, stroke: float = 1.75) -> None:
    """Strokes an icon with its lower left corner at (x, y); `stroke` is in units of the 24 grid."""
    scale = size / GRID
    path = canvas.beginPath()
    for step in icon(name):
        match step:
            case Move(px, py):
                path.moveTo(x + px * scale, y + size - py * scale)
            case Line(px, py):
                path.lineTo(x + px * scale, y + size - py * scale)
            case Curve(points):
                ends = [x + p * scale if i % 2 == 0 else y + size - p * scale for i, p in enumerate(points)]
                path.curveTo(*ends)
            case Close():
                path.close()
    canvas.saveState()
    canvas.setStrokeColor(color)
    canvas.setLineWidth(stroke * scale)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def _shape(shape: ET.Element) -> Iterator[Step]:
    def number(name: str, default: float = 0.0) -> float:
        return float(shape.get(name, default))

    match shape.tag.rpartition("}")[2]:
        case "path":
            yield from _path(shape.get("d", ""))
        case "line":
            yield Move(number("x1"), number("y1"))
            yield Line(number("x2"), number("y2"))
        case "polyline" | "polygon" as kind:
            values = [float(token) for token in _TOKEN.findall(shape.get("points", ""))]
            for position, (x, y) in enumerate(zip(values[::2], values[1::2], strict=True)):
                yield Line(x, y) if position else Move(x, y)
            if kind == "polygon":
                yield Close()
        case "circle":
            yield from _ellipse(number("cx"), number("cy"), number("r"), number("r"))
        case "ellipse":
            yield from _ellipse(number("cx"), number("cy"), number("rx"), number("ry"))
        case "rect":
            radius = number("rx", number("ry"))
            yield from _rectangle(number("x"), number("y"), number("width"), number("height"), radius)


def _ellipse(cx: float, cy: float, rx: float, ry: float) -> Iterator[Step]:
    kx, ky = KAPPA * rx, KAPPA * ry
    yield Move(cx + rx, cy)
    yield Curve((cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry))
    yield Curve((cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy))
    yield Curve((cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry))
    yield Curve((cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy))
    yield Close()


def _rectangle(x: float, y: float, width: float, height: float, r: float) -> Iterator[Step]:
    k, right, low = r * (1 - KAPPA), x + width, y + height
    yield Move(x + r, y)
    yield Line(right - r, y)
    yield Curve((right - k, y, right, y + k, right, y + r))
    yield Line(right, low - r)
    yield Curve((right, low - k, right - k, low, right - r, low))
    yield Line(x + r, low)
    yield Curve((x + k, low, x, low - k, x, low - r))
    yield Line(x, y + r)
    yield Curve((x, y + k, x + k, y, x + r, y))
    yield Close()


class _Pen:
    """Where an SVG path is, where its part began, and the last control point (for S)."""

    def __init__(self) -> None:
        self.x = self.y = self.start_x = self.start_y = 0.0
        self.control: tuple[float, float] | None = None


def _path(data: str) -> Iterator[Step]:
    """The steps of a path's `d`: M L H V C S Q A Z, absolute and relative."""
    pen = _Pen()
    for letter, numbers in _commands(data):
        upper = letter.upper()
        absolute = _absolute(numbers, upper, pen) if letter.islower() else numbers
        yield from _STEPS[upper](pen, absolute)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers; what repeats without a letter gets one."""
    for letter, rest in re.findall(r"([MmLlHhVvCcSsQqAaZz])([^A-Za-z]*)", data):
        count, values = _COUNTS[letter.upper()], _numbers(rest, letter.upper() == "A")
        yield letter, values[:count]
        following = {"M": "L", "m": "l"}.get(letter, letter)
        for start in range(count, len(values), count or 1):
            yield following, values[start : start + count]


def _numbers(text: str, is_arc: bool) -> list[float]:
    """The numbers; an arc's flags are one digit each, and may touch what follows ("a2 2 0 012 2")."""
    values: list[float] = []
    position = 0
    while match := _TOKEN.search(text, position):
        if is_arc and len(values) % 7 in _FLAGS_AT:
            values.append(float(match[0][0]))
            position = match.start() + 1
        else:
            values.append(float(match[0]))
            position = match.end()
    return values


def _absolute(numbers: list[float], letter: str, pen: _Pen) -> list[float]:
    if letter == "H":
        return [numbers[0] + pen.x]
    if letter == "V":
        return [numbers[0] + pen.y]
    if letter == "A":
        return [*numbers[:5], numbers[5] + pen.x, numbers[6] + pen.y]
    return [value + (pen.y if position % 2 else pen.x) for position, value in enumerate(numbers)]


def _move(pen: _Pen, n: list[float]) -> Iterator[Step]:
    pen.x, pen.y = pen.start_x, pen.start_y = n[0], n[1]
    pen.control = None
    yield Move(pen.x, pen.y)


def _line(pen: _Pen, n: list[float]) -> Iterator[Step]:
    pen.x, pen.y, pen.control = n[0], n[1], None
    yield Line(pen.x, pen.y)


def _horizontal(pen: _Pen, n: list[float]) -> Iterator[Step]:
    return _line(pen, [n[0], pen.y])


def _vertical(pen: _Pen, n: list[float]) -> Iterator[Step]:
    return _line(pen, [pen.x, n[0]])


def _cubic(pen: _Pen, n: list[float]) -> Iterator[Step]:
    pen.control, pen.x, pen.y = (n[2], n[3]), n[4], n[5]
    yield Curve((n[0], n[1], n[2], n[3], n[4], n[5]))


def _smooth(pen: _Pen, n: list[float]) -> Iterator[Step]:
    cx, cy = pen.control or (pen.x, pen.y)
    return _cubic(pen, [2 * pen.x - cx, 2 * pen.y - cy, *n])


def _quadratic(pen: _Pen, n: list[float]) -> Iterator[Step]:
    qx, qy, x, y = n
    first = (pen.x + 2 * (qx - pen.x) / 3, pen.y + 2 * (qy - pen.y) / 3)
    return _cubic(pen, [*first, x + 2 * (qx - x) / 3, y + 2 * (qy - y) / 3, x, y])


def _arc(pen: _Pen, n: list[float]) -> Iterator[Step]:
    """An elliptical arc as curves of a quarter turn at most (SVG 1.1, appendix F.6)."""
    rx, ry, turn, large, sweep, x, y = n
    start_x, start_y = pen.x, pen.y
    pen.x, pen.y, pen.control = x, y, None
    if not rx or not ry or (start_x, start_y) == (x, y):
        yield Line(x, y)
        return
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    half_x, half_y = (start_x - x) / 2, (start_y - y) / 2
    px, py = cos * half_x + sin * half_y, cos * half_y - sin * half_x
    rx, ry = abs(rx), abs(ry)
    if (excess := (px / rx) ** 2 + (py / ry) ** 2) > 1:
        rx, ry = rx * math.sqrt(excess), ry * math.sqrt(excess)
    under = max(0.0, (rx * ry) ** 2 - (rx * py) ** 2 - (ry * px) ** 2)
    factor = math.sqrt(under / ((rx * py) ** 2 + (ry * px) ** 2)) * (1 if large != sweep else -1)
    mx, my = factor * rx * py / ry, -factor * ry * px / rx
    cx, cy = cos * mx - sin * my + (start_x + x) / 2, sin * mx + cos * my + (start_y + y) / 2
    begin = math.atan2((py - my) / ry, (px - mx) / rx)
    span = math.atan2((-py - my) / ry, (-px - mx) / rx) - begin
    span += 2 * math.pi * ((sweep and span < 0) - (not sweep and span > 0))
    pieces = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
    step = span / pieces
    k = 4 / 3 * math.tan(step / 4)

    def at(u: float, v: float) -> tuple[float, float]:
        return cx + cos * rx * u - sin * ry * v, cy + sin * rx * u + cos * ry * v

    for piece in range(pieces):
        a, b = begin + piece * step, begin + (piece + 1) * step
        one = at(math.cos(a) - k * math.sin(a), math.sin(a) + k * math.cos(a))
        two = at(math.cos(b) + k * math.sin(b), math.sin(b) - k * math.cos(b))
        yield Curve((*one, *two, *at(math.cos(b), math.sin(b))))


def _close(pen: _Pen, _: list[float]) -> Iterator[Step]:
    pen.x, pen.y, pen.control = pen.start_x, pen.start_y, None
    yield Close()


_STEPS: dict[str, Callable[[_Pen, list[float]], Iterator[Step]]] = {
    "M": _move,
    "L": _line,
    "H": _horizontal,
    "V": _vertical,
    "C": _cubic,
    "S": _smooth,
    "Q": _quadratic,
    "A": _arc,
    "Z": _close,
}
