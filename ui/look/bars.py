"""What stands over or in place of content: page header, messages, conflicts, progress, empty states, key hints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.look import icons, paint
from ui.look.base import EXPANDING, FIXED, Label, Legend, Pane, announce, lay_column, lay_row
from ui.look.buttons import Button
from ui.look.fields import SearchField
from ui.look.theme import theme
from ui.look.tokens import Type


class PageHeader(Pane):
    """Title, subtitle, search field, one primary button and, before it, whatever else the screen needs."""

    def __init__(self, title: str, subtitle: str, *more: QWidget, side: int = 16) -> None:
        super().__init__("surface", "b", 60)
        self.words, self.search = title, SearchField("Find in case file", "Ctrl F")
        self.title = Legend((paint.Run("-"),), elide=True)  # one line of runs, so that both share a baseline
        self.set_subtitle(subtitle)
        self.row(self.title, self.search, *more, sides=(side, side), gap=12).setStretch(0, 1)

    def set_subtitle(self, subtitle: str) -> None:
        """Says what is shown: "58 in 9 jurisdictions"."""
        runs = (paint.Run(self.words, Type.TITLE, after=11), paint.Run(subtitle, Type.BODY, "text3"))
        self.title.set_runs(runs if subtitle else runs[:1], f"{self.words}, {subtitle}" if subtitle else self.words)


class StandingBox(Pane):
    """Read-only standing: icon, word, the sentence that gives its reason, and the way to the working."""

    def __init__(self) -> None:
        super().__init__("amber_soft", radius=6, border="")
        self.legend, self.reason = Legend((paint.Run("-"),)), Label("", Type.BODY, lines=6)
        self.link, top = Button("How this is worked out", kind="link"), QWidget()
        self.link.role = Type.SECONDARY
        lay_row(top, self.legend, 1, self.link)
        box = lay_column(self, top, self.reason)
        box.setContentsMargins(12, 9, 12, 10)
        box.setSpacing(3)

    def set(self, word: str, tone: str, icon: str, reason: str) -> None:
        """Shows a standing and the sentence that says why."""
        self.fill = f"{tone}_soft"
        self.legend.set_runs((paint.Run(word, Type.SECONDARY_MEDIUM, tone, icon),), f"Standing: {word}")
        self.reason.setText(reason)
        self.update()


class EmptyState(QWidget):
    """Icon, heading, one sentence, one button (none when its words are empty); centred, 360 px wide at most."""

    def __init__(self, icon: str, heading: str, sentence: str, button: str = "") -> None:
        super().__init__()
        self.icon_name = icon
        self.button = Button(button)
        self.heading, self.sentence = Label(heading, Type.CARD), Label(sentence, Type.BODY, "text2", lines=4)
        self.sentence.centre = True
        box = QVBoxLayout(self)
        box.setSpacing(8)
        box.addStretch(1)
        box.addSpacing(44)
        for widget in (self.heading, self.sentence, self.button):
            box.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.setVisible(bool(button))
        box.addStretch(1)
        theme().scaled.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        # Sized here: a layout asks a wrapping label its height for the whole width, whatever its own maximum.
        wide = min(theme().px(360), self.width() - 24, self.sentence.sizeHint().width())
        self.sentence.setFixedSize(wide, self.sentence.heightForWidth(wide))

    def paintEvent(self, event: QPaintEvent) -> None:
        x, y = (self.width() - theme().px(32)) / 2, self.heading.y() - theme().px(40)
        icons.draw(QPainter(self), self.icon_name, "text3", 32, x, y)


@dataclass(frozen=True, slots=True)
class Message:
    """What happened, and what to do.

    Attributes:
        words: One sentence.
        hint: What the person can do next; empty when there is nothing.
        tone: "red" for what failed, "amber" for a warning, "green" for what is done, "blue" for a remark.
        action: A button's words and what it does.
    """

    words: str
    hint: str = ""
    tone: str = "red"
    action: tuple[str, Callable[[], object]] | None = None


MESSAGE_ICONS = {"red": "circle-alert", "amber": "octagon-alert", "green": "circle-check", "blue": "info"}


class MessageBar(Pane):
    """The latest message, until it is closed; an alert to screen readers when it shows."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__("red_soft", "b")
        self.message: Message | None = None
        self.art = Legend((paint.Run("-"),), "Problem")
        self.label = Label("", Type.BODY, lines=4)
        self.button, self.close_button = Button(small=True), Button("", "x", "tool", name="Close this message")
        box = self.row(self.art, self.label, self.button, self.close_button, gap=12)
        box.setContentsMargins(16, 8, 16, 9)
        box.setStretch(1, 1)
        self.button.clicked.connect(self._act)
        self.close_button.clicked.connect(self.clear)
        self.button.hide()
        self.hide()

    def say(self, message: Message) -> None:
        """Shows a message in place of the last one."""
        self.message = message
        words = f"{message.words} {message.hint}".rstrip()
        self.fill = f"{message.tone}_soft"
        art = paint.Run("", Type.BODY, message.tone, MESSAGE_ICONS[message.tone], icon_size=16)
        self.art.set_runs((art,), "Problem" if message.tone == "red" else "Note")
        self.label.setText(words)
        self.setAccessibleName(words)
        self.button.setText(message.action[0] if message.action else "")
        self.button.setVisible(message.action is not None)
        self.show()
        self.update()
        announce(self, words)

    def clear(self) -> None:
        """Takes the message away."""
        self.message = None
        self.hide()
        self.closed.emit()

    def _act(self) -> None:
        action = self.message.action if self.message else None
        self.clear()
        if action:
            action[1]()


class ConflictStrip(Pane):
    """Somebody else changed the record meanwhile: keep mine, keep theirs, or compare."""

    mine = Signal()
    theirs = Signal()
    compare = Signal()

    def __init__(self) -> None:
        super().__init__("amber_soft", "b")
        self.art = Legend((paint.Run("", Type.BODY, "amber", "git-merge", icon_size=16),), "Conflict")
        self.label = Label("", Type.BODY, lines=3)
        right, low = QWidget(), QWidget()
        ways = (("Keep mine", self.mine), ("Keep theirs", self.theirs), ("Compare", self.compare))
        buttons = []
        for words, signal in ways:
            button = Button(words, small=True)
            button.clicked.connect(signal)
            buttons.append(button)
        lay_row(low, *buttons, 1)
        lay_column(right, self.label, low).setSpacing(8)
        box = self.row(self.art, right, gap=10)
        box.setAlignment(self.art, Qt.AlignmentFlag.AlignTop)
        box.setContentsMargins(16, 9, 16, 10)
        box.setStretch(1, 1)
        self.hide()

    def say(self, who: str, what: str, when: str) -> None:
        """Names who changed what and when: "J. Whitfield changed this claim at 11:02 AM"."""
        self.label.setText(f"{who} changed {what} at {when}.")
        self.setAccessibleName(self.label.text())
        self.show()
        announce(self, self.label.text())


class ProgressStrip(QWidget):
    """A 2 px bar under the page header and a status line with a count and Cancel; nothing for the first moment."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.done, self.total, self.beat = 0, 0, 0
        self.bar = _Bar(self)
        self.words = Label("", Type.SECONDARY, "text2", elide=True)
        self.count = Label("", Type.SECONDARY, "text3")
        self.cancel = Button("Cancel", "x", "quiet", small=True)
        line = Pane("surface", "b", 30)
        line.row(self.words, self.count, self.cancel, gap=12, sides=(16, 8)).setStretch(0, 1)
        lay_column(self, self.bar, line)
        self.setSizePolicy(EXPANDING, FIXED)
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.show)
        self.cancel.clicked.connect(self._stop)
        self.hide()

    def start(self, words: str, delay_ms: int = 300, can_cancel: bool = True) -> None:
        """Shows the strip after `delay_ms`, unless `finish` comes first."""
        self.cancel.setVisible(can_cancel)
        self.cancel.setEnabled(True)
        self.cancel.setText("Cancel")
        self.set(0, 0, words)
        if not self.isVisible():
            self.timer.start(delay_ms)

    def set(self, done: int, total: int, words: str) -> None:
        """Takes a count; a total of 0 means that nobody knows how much there is."""
        self.done, self.total, self.beat = done, total, self.beat + 1
        self.words.setText(words)
        self.count.setText(f"{done:,} of {total:,}" if total else f"{done:,}" if done else "")
        self.setAccessibleName(f"{words} {self.count.text()}".strip())
        self.bar.update()

    def finish(self) -> None:
        """Takes the strip away."""
        self.timer.stop()
        self.hide()

    def _stop(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel.setText("Stopping")
        self.cancelled.emit()


class _Bar(QLabel):
    """A QLabel, so that assistive technology has a name for it."""

    def __init__(self, strip: ProgressStrip) -> None:
        super().__init__("Progress")
        self.strip = strip
        self.setFixedHeight(2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, wide = QPainter(self), self.width()
        painter.fillRect(self.rect(), theme().color("line"))
        if self.strip.total:
            painter.fillRect(
                0, 0, round(wide * min(1.0, self.strip.done / self.strip.total)), 2, theme().color("accent")
            )
        else:  # not known how much: a piece that moves on with each report, without an animation of its own
            painter.fillRect(self.strip.beat * 40 % max(1, wide) - 60, 0, 120, 2, theme().color("accent"))


class KeyHints(QLabel):
    """Keys of the pane that has focus, for the status bar; those that do not fit are left out, never cut."""

    def __init__(self) -> None:
        super().__init__()
        self.hints: Sequence[tuple[str, str]] = ()
        self.setSizePolicy(EXPANDING, EXPANDING)

    def sizeHint(self) -> QSize:
        return QSize(200, theme().px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme().px(24))

    def set(self, hints: Sequence[tuple[str, str]]) -> None:
        """Shows (keys, what they do) pairs, the most useful first."""
        self.hints = hints
        self.setText("Keys: " + ", ".join(f"{keys} {what}" for keys, what in hints))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, t, x = QPainter(self), theme(), theme().px(16) - 3
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for keys, what in self.hints:
            laid = paint.lay(what, Type.SECONDARY)
            if x + paint.key_width(keys) + 6 + laid.width > self.width() - t.px(12):
                break
            x += paint.draw_key(painter, keys, x, self.height() / 2) + t.px(6)
            paint.draw_text(painter, laid, "text2", x, (self.height() - laid.height) / 2)
            x += int(laid.width) + t.px(17)
