"""Words from the case file in places where Qt would look for markup or shortcuts."""

from __future__ import annotations

import html

from PySide6.QtWidgets import QWidget


def tip(words: str) -> str:
    """Words for a tool tip: Qt shows what looks like HTML as HTML, so that is escaped.

    >>> tip("Ex. 4, page 1")
    'Ex. 4, page 1'
    >>> tip("<b>Ex. 4</b>")
    '<qt>&lt;b&gt;Ex. 4&lt;/b&gt;</qt>'
    """
    if "<" not in words:  # what Qt goes by, too
        return words
    return f"<qt>{html.escape(words, quote=False)}</qt>".replace("\n", "<br>")


def set_tip(widget: QWidget, words: str) -> None:
    """Gives a widget a tool tip of plain words; none when empty."""
    widget.setToolTip(tip(words))


def menu_words(words: str) -> str:
    """Words for a menu entry or a button, where Qt reads `&` as a mnemonic.

    >>> menu_words("Sessions & Landrieu")
    'Sessions && Landrieu'
    """
    return words.replace("&", "&&")
