"""The bundled typefaces, and what to do with a character that none of them has."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable

from reportlab.lib.fonts import ps2tt, tt2ps
from reportlab.pdfbase.pdfmetrics import getFont, registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont

from casefile.paths import resource
from casefile.reports.render.pdf import kerning

SERIF, SERIF_BOLD, SERIF_BOLD_ITALIC = "Serif", "Serif-Bold", "Serif-BoldItalic"
SANS, SANS_MEDIUM, SANS_BOLD = "Sans", "Sans-Medium", "Sans-Bold"
FACES = {
    SERIF: "SourceSerif4-Regular",
    "Serif-Italic": "SourceSerif4-Italic",
    SERIF_BOLD: "SourceSerif4-SemiBold",
    SERIF_BOLD_ITALIC: "SourceSerif4-SemiBoldItalic",
    SANS: "Inter-Regular",
    SANS_MEDIUM: "Inter-Medium",
    SANS_BOLD: "Inter-SemiBold",
}
UNKNOWN = "[?]"  # printed in the place of characters that our type does not have
FOLDED = {"\u2010": "-", "\u2011": "-", "\u202f": "\u00a0", "\u2007": "\u00a0", "\u00ad": ""}
_registered = False
_registering = threading.Lock()

OnMissing = Callable[[str, str], None]


def register() -> None:
    """Makes the faces known to ReportLab, once for the process."""
    global _registered
    with _registering:
        if _registered:
            return
        for name, file in FACES.items():
            registerFont(TTFont(name, str(resource("fonts", f"{file}.ttf"))))
        registerFontFamily(SERIF, SERIF, SERIF_BOLD, "Serif-Italic", SERIF_BOLD_ITALIC)
        registerFontFamily(SANS, SANS, SANS_BOLD, SANS, SANS_BOLD)
        registerFontFamily(SANS_MEDIUM, SANS_MEDIUM, SANS_BOLD, SANS_MEDIUM, SANS_BOLD)
        kerning.install()
        _registered = True


def emphasised(face: str, *, bold: bool, italic: bool) -> str:
    """The face for emphasised words within text set in `face`."""
    family, is_bold, is_italic = ps2tt(face)
    return str(tt2ps(family, is_bold or bold, is_italic or italic))


def printable(text: str, face: str, on_missing: OnMissing) -> str:
    """Text that `face` can show: no control characters, and a mark where it has no glyph.

    Each run of characters without glyph becomes one `UNKNOWN`; `on_missing` hears of it (the characters and the
    text around them), so that nobody finds out from the court.

    >>> register()
    >>> seen = []
    >>> printable("O\\x07ffice\\tof 漢字, \\u202etrap", SERIF, lambda what, where: seen.append(what))
    'Office of [?], trap'
    >>> seen
    ['漢字']
    """
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text)  # accents are not placed by our kerning
    glyphs = getFont(face).face.charToGlyph
    if text.isprintable() and all(ord(character) in glyphs for character in text):
        return text
    kept: list[str] = []
    missing: list[str] = []
    for character in [*(c for raw in text for c in _folded(raw)), ""]:
        if character and ord(character) not in glyphs:
            missing.append(character)
            continue
        if missing:
            on_missing("".join(missing), text)
            kept.append(UNKNOWN)
            missing.clear()
        kept.append(character)
    return "".join(kept)


def _folded(character: str) -> str:
    """White space of any kind as a space; controls and invisible signs (direction, joiners) as nothing."""
    if character in FOLDED:
        return FOLDED[character]
    if character.isspace() and character != "\u00a0":
        return " "
    return "" if unicodedata.category(character) in {"Cc", "Cf"} else character
