"""Tokens and type applied to a QApplication.

The tokens (`LIGHT`, `DARK`) and the type scale (`SPECS`) feed three consumers: the QPalette, the style sheet, and
everything that paints itself (rows, buttons). `Theme` is the only object that touches the application's palette, style
sheet and fonts; widgets read `theme()` when they paint, so a switch needs no per-widget code.
"""

from __future__ import annotations

import sys
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF
from PySide6.QtWidgets import QApplication, QStyleFactory

from casefile.paths import resource
from ui.look.style import from_palette, palette, qss
from ui.look.tokens import DARK, LIGHT, SPECS, Spec, Type


class Scheme(StrEnum):
    """What the person chose; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Owns palette, style sheet, fonts, text scale and density of the application. Make one before the first window."""

    changed = Signal()  # colours: for the few who keep one; what paints from tokens is repainted anyway
    scaled = Signal()  # text size or density: sizes must be taken again

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(app)
        self.app, self.icons, self.scheme = app, resource("icons"), scheme
        self.scale, self.compact, self.revision = 1.0, False, 0
        self.factor = 1.0  # of lengths: the chosen text size times the desktop's own (fonts get that one from Qt)
        self.tokens, self.native = LIGHT, False  # native: high contrast, the system's palette and no style sheet
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[Type, QFont] = {}
        self._metrics: dict[Type, tuple[float, float]] = {}
        for file in sorted(resource("fonts").glob("*.ttf")):
            if QFontDatabase.addApplicationFont(str(file)) < 0:
                raise FileNotFoundError(f"font cannot be read: {file}")
        # A QStyle made here and kept by the application: QSS wraps it, so Fusion's own drawing is only the fallback.
        app.setStyle(QStyleFactory.create("Fusion"))
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)
        app.primaryScreen().logicalDotsPerInchChanged.connect(lambda _dpi: self._apply(scaled=True))
        _set(self)
        self.set_scheme(scheme)

    # what widgets read while painting

    def color(self, name: str) -> QColor:
        """The token as a QColor; the object is shared, do not change it."""
        found = self._colors.get(name)
        if found is None:
            found = self._colors[name] = QColor(getattr(self.tokens, name))
        return found

    def font(self, role: Type) -> QFont:
        """The role's font at the present text size; the object is shared, do not change it."""
        found = self._fonts.get(role)
        if found is None:
            found = self._fonts[role] = self._make_font(SPECS[role])
        return found

    def line(self, role: Type) -> int:
        """Line height in pixels at the present text scale."""
        return self.px(SPECS[role].line)

    def metrics(self, role: Type) -> tuple[float, float]:
        """(ascent, descent) of the role's font."""
        found = self._metrics.get(role)
        if found is None:
            measure = QFontMetricsF(self.font(role))
            found = self._metrics[role] = (measure.ascent(), measure.descent())
        return found

    def baseline(self, role: Type) -> int:
        """Where the baseline lies in a line of the role's height; a whole pixel, as print and browsers set it."""
        ascent, descent = (int(n + 0.5) for n in self.metrics(role))
        return (self.line(role) - ascent - descent) // 2 + ascent

    def px(self, n: float) -> int:
        """A length that must grow with the text (row heights, control heights, column widths)."""
        return round(n * self.factor)

    @property
    def row_pad(self) -> int:
        """Space above plus below the lines of a row."""
        return 8 if self.compact else 16

    # what the View menu and the settings change

    def set_scheme(self, scheme: Scheme) -> None:
        """System, Light or Dark. Also told to Qt, so native title bars and file dialogs follow."""
        self.scheme = scheme
        hints = self.app.styleHints()
        hints.blockSignals(True)
        if scheme is Scheme.SYSTEM:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if scheme is Scheme.DARK else Qt.ColorScheme.Light)
        hints.blockSignals(False)
        self._apply()

    def set_scale(self, scale: float) -> None:
        """Text size, 1.0 to 2.0."""
        self.scale = min(2.0, max(1.0, scale))
        self._apply(scaled=True)

    def set_compact(self, compact: bool) -> None:
        """Rows with half the padding."""
        self.compact = compact
        self._apply(scaled=True)

    # application

    def _system_changed(self) -> None:
        self._apply()

    def _apply(self, scaled: bool = False) -> None:
        hints = self.app.styleHints()
        contrast = self.native = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        dark = self.scheme is Scheme.DARK
        if self.scheme is Scheme.SYSTEM:
            dark = hints.colorScheme() == Qt.ColorScheme.Dark
        style = self.app.style()
        self.tokens = from_palette(style.standardPalette()) if contrast else (DARK if dark else LIGHT)
        self._colors = {}
        plain_dpi = 72 if sys.platform == "darwin" else 96
        self.factor = self.scale * self.app.primaryScreen().logicalDotsPerInch() / plain_dpi
        if scaled:
            self.revision += 1
            self._fonts, self._metrics = {}, {}
        windows = [w for w in self.app.topLevelWidgets() if w.isVisible()]
        for window in windows:  # one repaint at the end instead of one per step: no half-changed frame
            window.setUpdatesEnabled(False)
        self.app.setPalette(style.standardPalette() if contrast else palette(self.tokens))
        self.app.setFont(self.font(Type.BODY))
        self.app.setStyleSheet("" if contrast else qss(self.tokens, self.font(Type.SECONDARY_MEDIUM).pointSizeF()))
        self.changed.emit()
        if scaled:
            self.scaled.emit()
        for window in windows:
            window.setUpdatesEnabled(True)

    def _make_font(self, spec: Spec) -> QFont:
        font = QFont(spec.family)
        font.setPointSizeF(spec.pt * self.scale * (4 / 3 if sys.platform == "darwin" else 1))  # macOS counts 72 dpi
        font.setWeight(QFont.Weight(spec.weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # same widths on every system
        if spec.tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font


_current: list[Theme] = []


def _set(new: Theme) -> None:
    _current[:] = [new]


def theme() -> Theme:
    """The application's theme."""
    return _current[0]
