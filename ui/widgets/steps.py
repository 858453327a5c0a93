"""How a date was worked out: its steps, the readings, what to look at, the day itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.values import MONTHS
from ui.look import paint
from ui.look.base import EXPANDING, FIXED, Label, Legend, Pane, Scroll
from ui.look.paint import Run
from ui.look.theme import theme
from ui.look.tokens import Type
from ui.widgets.days import day_words, long_day

Worked = Mapping[str, Any]  # the deadline object of the command line, as a record keeps it


def step_lines(title: str, worked: Worked) -> str:
    """The working as plain text, for the clipboard.

    >>> print(step_lines("Appeal", {"due": "2018-01-16", "safe": "2018-01-16", "steps": [
    ...     {"n": 1, "date": "2017-11-15", "text": "Entry, not counted.", "authority": "FRAP 26(a)(1)(A)"}]}))
    Appeal
    1. Wed, Nov 15, 2017: Entry, not counted. (FRAP 26(a)(1)(A))
    Due Tue, Jan 16, 2018.
    """
    lines = [title]
    for own in worked.get("steps", ()):
        lines.append(f"{own['n']}. {_day(own['date'])}: {own['text']} ({own['authority']})")
    for own in worked.get("readings", ())[1:]:
        lines.append(f"Another reading: {_day(own['due'])}. {own['when']}")
    lines += [str(words) for words in worked.get("warnings", ())]
    if worked.get("due"):
        safe = "" if worked["safe"] == worked["due"] else f" Work to {_day(worked['safe'])}."
        lines.append(f"Due {_day(worked['due'])}.{safe}")
    return "\n".join(lines)


def _day(text: str) -> str:
    return day_words(dt.date.fromisoformat(text))


class StepRow(QWidget):
    """One step: its number in a ring on the line that joins them, day and authority, and what happened."""

    def __init__(self, step: Mapping[str, Any], last: bool) -> None:
        super().__init__()
        self.number, self.last = str(step["n"]), last
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Label(_day(step["date"]), Type.BODY_MEDIUM))
        source = Label(step["authority"], Type.SECONDARY, "text3", elide=True)
        source.setAlignment(Qt.AlignmentFlag.AlignRight)
        top.addStretch(1)
        top.addWidget(source)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme().px(34), 0, 0, 10)
        box.setSpacing(1)
        box.addLayout(top)
        box.addWidget(Label(step["text"], Type.SECONDARY, "text2", lines=8))
        self.setAccessibleName(f"Step {step['n']}, {_day(step['date'])}: {step['text']} {step['authority']}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), theme()
        ring = QRectF(0.5, 0.5, t.px(21), t.px(21))
        if not self.last:
            painter.fillRect(QRectF(ring.center().x(), ring.bottom(), 1, self.height()), t.color("line2"))
        paint.box(painter, ring, "surface", "ctl", ring.width() / 2)
        laid = paint.lay(self.number, Type.FLOOR_SEMI)
        at = ring.center()
        paint.draw_text(painter, laid, "text", at.x() - laid.width / 2, at.y() - laid.height / 2)


class DayRibbon(QWidget):
    """The period as a row of days from its event to its end; what the last day moved over stands out."""

    MOST = 370  # days; a longer period says nothing in a pane's width

    def __init__(self, first: dt.date, raw: dt.date, due: dt.date) -> None:
        super().__init__()
        self.first, self.raw, self.due = first, raw, due
        self.setAccessibleName(f"{abs((due - first).days)} days from {day_words(first)} to {day_words(due)}")
        self.setSizePolicy(EXPANDING, FIXED)
        theme().scaled.connect(self._fix)
        self._fix()

    def _fix(self) -> None:
        self.setFixedHeight(theme().px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t = QPainter(self), theme()
        low, high = sorted((self.first, self.due))
        days = (high - low).days + 1
        step, foot = self.width() / days, t.px(22)
        for n in range(days):
            day = low + dt.timedelta(days=n)
            tone, tall = self._look(day)
            wide = max(1.0, step - (2 if step > 4 else 1 if step > 2 else 0))
            painter.fillRect(QRectF(n * step, foot - t.px(tall), wide, t.px(tall)), t.color(tone))
        left, right = paint.lay(_short(low), Type.FLOOR), paint.lay(_short(high), Type.FLOOR_SEMI)
        paint.draw_text(painter, left, "text2", 0, foot + 5)
        paint.draw_text(painter, right, "text", self.width() - right.width - 1, foot + 5)

    def _look(self, day: dt.date) -> tuple[str, int]:
        if day == self.due:
            return "accent", 19
        if day == self.first:
            return "text2", 14
        if day == self.raw:
            return "amber", 14
        moved = self.raw < day < self.due or self.due < day < self.raw
        return ("red", 14) if moved else ("line2", 9)


def _short(day: dt.date) -> str:
    return f"{MONTHS[day.month - 1][:3]} {day.day}"


class DayBox(Pane):
    """A day in large type on a soft ground, with the word for it and what is to be said of it."""

    def __init__(self, word: str, day: dt.date, remark: str, fill: str, tone: str = "text2") -> None:
        super().__init__(fill, radius=6, border="")
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 14, 10)
        box.setSpacing(1)
        box.addWidget(Label(word, Type.SECONDARY_MEDIUM, tone))
        box.addWidget(Label(long_day(day), Type.DAYS, elide=True))
        if remark:
            box.addWidget(Label(remark, Type.SECONDARY, "text2", lines=4))
        self.setAccessibleName(f"{word}: {long_day(day)}. {remark}")


class Warning(QWidget):
    """One sentence that a person should see, with its icon."""

    def __init__(self, words: str, tone: str = "amber", icon: str = "octagon-alert") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        art = Legend((Run("", Type.SECONDARY, tone, icon, icon_size=14),), "Note")
        row.addWidget(art, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(words, Type.SECONDARY, tone, lines=8), 1)


class Computation(Scroll):
    """Shows a working; `parts` under it are the caller's (source, checked by)."""

    def __init__(self) -> None:
        super().__init__(QWidget())
        self.worked: Worked = {}
        self.setAccessibleName("How this date was computed")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_words(self, words: str, tone: str = "text2") -> None:
        """Says why there is no working."""
        self.worked = {}
        self._put([Warning(words, tone, "info" if tone != "red" else "circle-alert")])

    def show_working(self, worked: Worked, parts: Sequence[QWidget] = ()) -> None:
        """Shows a deadline object: steps, day, readings, warnings."""
        self.worked = worked
        rows: list[QWidget] = []
        steps = list(worked.get("steps", ()))
        first, due = (dt.date.fromisoformat(steps[0]["date"]), _end(worked)) if steps else (None, None)
        if first and due and 1 < abs((due - first).days) <= DayRibbon.MOST:
            rows.append(DayRibbon(first, dt.date.fromisoformat(worked.get("raw") or worked["due"]), due))
        rows += [StepRow(step, n == len(steps) - 1) for n, step in enumerate(steps)]
        if worked.get("due"):
            rows += self._days(worked)
        others = list(worked.get("readings", ()))[1:]
        if others:
            rows.append(Label("Other readings", Type.BODY_SEMI))
            rows += [Label(f"{_day(own['due'])}: {own['when']}", Type.SECONDARY, "text2", lines=6) for own in others]
        rows += [Warning(str(words)) for words in worked.get("warnings", ())]
        self._put([*rows, *parts])

    def _days(self, worked: Worked) -> list[QWidget]:
        due, safe = dt.date.fromisoformat(worked["due"]), dt.date.fromisoformat(worked["safe"])
        clock = f"At {worked['time']}, {_zone(worked.get('zone'))}" if worked.get("time") else ""
        found: list[QWidget] = [DayBox("Due", due, clock.rstrip(", "), "sel")]
        if safe != due:
            found.append(DayBox("Work to", safe, "The safe date: no reading falls before it.", "amber_soft", "amber"))
        return found

    def _put(self, rows: Sequence[QWidget]) -> None:
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(8)
        for row in rows:
            if isinstance(row, StepRow):
                box.addWidget(row)
                box.addSpacing(-8)
            else:
                box.addWidget(row)
        box.addStretch(1)
        self.setWidget(body)
        body.setAutoFillBackground(False)


def _end(worked: Worked) -> dt.date | None:
    return dt.date.fromisoformat(worked["due"]) if worked.get("due") else None


def _zone(name: str | None) -> str:
    return (name or "").split("/")[-1].replace("_", " ") + " time" if name else ""
