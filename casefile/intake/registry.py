"""Which reader fits which bytes. Names lie, so the first bytes decide."""

from __future__ import annotations

from casefile.intake.base import DocumentReader, Unreadable
from casefile.intake.readers.text import TextReader, looks_like_text

# First bytes of what people drop by mistake, and what to tell them.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "This is a ZIP archive or an Office document; only PDF and plain text can be read."),
    (b"\xff\xd8\xff", "This is a JPEG picture; only PDF and plain text can be read."),
    (b"\x89PNG", "This is a PNG picture; only PDF and plain text can be read."),
    (b"II*\x00", "This is a TIFF picture; only PDF and plain text can be read."),
    (b"MM\x00*", "This is a TIFF picture; only PDF and plain text can be read."),
    (b"GIF8", "This is a GIF picture; only PDF and plain text can be read."),
    (b"\xd0\xcf\x11\xe0", "This is an Outlook message or an old Office document; only PDF and plain text can be read."),
    (b"{\\rtf", "This is a rich-text (RTF) file; only PDF and plain text can be read."),
    (b"\x1f\x8b", "This is a compressed archive; only PDF and plain text can be read."),
    (b"7z\xbc\xaf", "This is a compressed archive; only PDF and plain text can be read."),
    (b"MZ", "This is a program; only PDF and plain text can be read."),
    (b"\x7fELF", "This is a program; only PDF and plain text can be read."),
    (b"SQLite format 3", "This is a database; only PDF and plain text can be read."),
)
_PDF_WITHIN = 1024  # Acrobat too looks for the header in the first kilobyte


def reader_for(data: bytes) -> DocumentReader:
    """The reader that fits the bytes.

    Raises:
        Unreadable: None does; the message says what the file is.

    >>> reader_for(b"Dear Mayor:").name
    'text'
    >>> reader_for(b"PK\\x03\\x04...")
    Traceback (most recent call last):
    ...
    casefile.intake.base.Unreadable: This is a ZIP archive or an Office document; only PDF and plain text can be read.
    """
    if not data:
        raise Unreadable("The file is empty.")
    if b"%PDF-" in data[:_PDF_WITHIN]:
        from casefile.intake.readers.pdf import PdfReader  # pdfium is loaded in the child only

        return PdfReader()
    for start, reason in _SIGNATURES:
        if data.startswith(start):
            raise Unreadable(reason)
    if looks_like_text(data):
        return TextReader()
    raise Unreadable("This is neither a PDF nor a text file.")
