"""The palette and the style sheet, made from the tokens."""

from __future__ import annotations

from dataclasses import fields

from PySide6.QtGui import QColor, QPalette

from ui.look.tokens import Tokens


def palette(t: Tokens) -> QPalette:
    """The tokens as palette roles; set before the style sheet, so that nothing flashes white."""
    role, made = QPalette.ColorRole, QPalette()
    # fmt: off
    pairs = {
        role.Window: t.window, role.WindowText: t.text, role.Base: t.surface, role.AlternateBase: t.sunken,
        role.Text: t.text, role.Button: t.surface, role.ButtonText: t.text, role.BrightText: t.red,
        role.Highlight: t.sel, role.HighlightedText: t.text, role.PlaceholderText: t.text3, role.Link: t.link,
        role.LinkVisited: t.link, role.ToolTipBase: t.surface, role.ToolTipText: t.text, role.Light: t.surface,
        role.Midlight: t.hover, role.Mid: t.line2, role.Dark: t.ctl, role.Shadow: t.line, role.Accent: t.accent,
    }
    # fmt: on
    for key, value in pairs.items():
        made.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(t.text3))
    return made


def from_palette(palette: QPalette) -> Tokens:
    """Tokens for a high-contrast desktop: the system's own colours in every place."""
    role = QPalette.ColorRole
    base, text, sel = (palette.color(r).name() for r in (role.Base, role.Text, role.Highlight))
    values: dict[str, str] = {}
    for field in fields(Tokens)[1:]:
        values[field.name] = text
    values |= dict.fromkeys(("window", "rail", "surface", "sunken", "hover", "on_accent", "mark"), base)
    values |= {n: base for n in values if n.endswith("_soft")} | {"sel": base, "accent": sel}
    return Tokens(dark=palette.color(role.Base).lightness() < 128, **values)


def qss(t: Tokens, small: float) -> str:
    """Only what Qt draws itself; `small` is the secondary text size in points.

    Buttons, rows, headers and the focus ring paint from the tokens in code.

    Type comes from the application's font, never from QWidget.setFont: a widget that a style sheet touches gets the
    font of its first polish back each time the sheet is set again.
    """
    return _menus(t) + _fields(t, small) + _views(t)


def _menus(t: Tokens) -> str:
    return f"""
QMainWindow {{ background: {t.window}; }}
QDialog {{ background: {t.surface}; }}
QMenuBar {{ background: {t.window}; border: 0; border-bottom: 1px solid {t.line}; padding: 4px 7px 0; spacing: 1px; }}
QMenuBar::item {{ background: transparent; color: {t.text}; padding: 4px 9px; border-radius: 5px; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {t.sel}; }}
QMenu {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line2}; padding: 4px; }}
QMenu::item {{ padding: 6px 28px 6px 12px; border-radius: 5px; }}
QMenu::icon {{ padding-left: 12px; }}
QMenu::icon:checked {{ background: transparent; border: 0; }}
QMenu::indicator {{ width: 0; height: 0; image: none; }}
QMenu::item:selected {{ background: {t.sel}; }}
QMenu::item:disabled {{ color: {t.text3}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
QToolTip {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line2}; padding: 2px 4px; }}
"""


def _fields(t: Tokens, small: float) -> str:
    return f"""
QLineEdit, QTextEdit, QComboBox, QAbstractSpinBox {{ background: {t.surface}; color: {t.text};
  border: 1px solid {t.ctl}; border-radius: 6px; selection-background-color: {t.sel}; selection-color: {t.text}; }}
QLineEdit, QAbstractSpinBox {{ padding: 0 9px; placeholder-text-color: {t.text3}; }}
QAbstractSpinBox QLineEdit {{ border: 0; padding: 0; background: transparent; }}
QTextEdit {{ padding: 8px 10px; }}
QComboBox {{ padding: 0 0 0 10px; combobox-popup: 0; }}
QComboBox:hover, QLineEdit:hover {{ background: {t.surface}; }}
QComboBox[button="true"] {{ font: 500 {small:.4g}pt "Inter"; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: 0; width: 28px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: none; width: 0; height: 0; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border; border: 0; width: 26px;
  background: transparent; }}
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow {{ image: none; width: 0; height: 0; }}
QComboBox QAbstractItemView {{ background: {t.surface}; border: 1px solid {t.line2}; padding: 4px; outline: 0; }}
QLineEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ background: {t.sunken};
  color: {t.text3}; border-color: {t.line2}; }}
QLineEdit[readOnly="true"], QTextEdit[readOnly="true"] {{ background: {t.sunken}; border-color: {t.line2}; }}
QAbstractSpinBox QLineEdit[readOnly="true"] {{ background: transparent; }}
QLineEdit[conflict="true"], QTextEdit[conflict="true"], QComboBox[conflict="true"],
  QAbstractSpinBox[conflict="true"] {{ border: 2px dashed {t.amber}; }}
QLineEdit[error="true"], QTextEdit[error="true"], QComboBox[error="true"], QAbstractSpinBox[error="true"] {{
  border: 1px solid {t.red}; }}
QTextEdit[conflict="true"] {{ padding: 7px 9px; }}
QLineEdit[conflict="true"], QAbstractSpinBox[conflict="true"], QComboBox[conflict="true"] {{ padding-left: 8px; }}
QListView[popup="true"] {{ background: {t.surface}; border: 1px solid {t.line2}; }}
QCalendarWidget {{ border: 1px solid {t.line2}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {t.surface}; border-bottom: 1px solid {t.line}; }}
QCalendarWidget QToolButton {{ background: transparent; color: {t.text}; border: 0; border-radius: 6px;
  padding: 4px 8px; margin: 3px; }}
QCalendarWidget QToolButton:hover {{ background: {t.hover}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QCalendarWidget QAbstractItemView {{ background: {t.surface}; color: {t.text}; outline: 0;
  selection-background-color: {t.sel}; selection-color: {t.text}; }}
"""


def _views(t: Tokens) -> str:
    return f"""
QScrollArea, QTableView, QTreeView, QListView {{ background: transparent; border: 0; outline: 0; }}
QScrollBar:vertical {{ background: transparent; width: 13px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 13px; margin: 0; }}
QScrollBar::handle {{ background: {t.line2}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ margin: 2px 3px; min-height: 36px; }}
QScrollBar::handle:horizontal {{ margin: 3px 2px; min-width: 36px; }}
QScrollBar::handle:vertical:hover {{ margin: 2px 1px; border-radius: 5px; background: {t.ctl}; }}
QScrollBar::handle:horizontal:hover {{ margin: 1px 2px; border-radius: 5px; background: {t.ctl}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page, QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QSplitter::handle {{ background: {t.line}; }}
QStatusBar {{ background: {t.window}; border-top: 1px solid {t.line}; }}
QStatusBar::item {{ border: 0; }}
"""
