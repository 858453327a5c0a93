"""Small PDFs for the tests, written by hand so that every byte is known."""

from __future__ import annotations

from collections.abc import Sequence


def pdf(pages: Sequence[Sequence[str]], *, rotate: int = 0, label: str = "") -> bytes:
    """A PDF of text pages in Helvetica 12, top line at 72 points from the top of US Letter."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    labels = " /PageLabels << /Nums [0 << /S /r >>] >>" if label == "roman" else ""
    objects.append(f"<< /Type /Catalog /Pages 2 0 R{labels} >>".encode())
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for index, lines in enumerate(pages):
        content = _content(lines)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate {rotate} "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * index} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _file(objects)


def _content(lines: Sequence[str]) -> bytes:
    if not lines:
        return b""
    shown = []
    for line in lines:
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        shown.append(f"({escaped}) Tj T*".encode("cp1252"))
    return b"BT /F1 12 Tf 14 TL 72 708 Td\n" + b"\n".join(shown) + b"\nET"


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


LETTER = (
    "U.S. Department of Justice",
    "Office of Justice Programs",
    "Washington, D.C. 20531",
    "",
    "April 24, 2017",
    "",
    "The Honorable Maria T. Delgado",
    "Mayor",
    "City of Fairhaven",
    "Fairhaven, Ohio 44999",
    "",
    "Dear Mayor Delgado:",
    "",
    "Your award 2016-DJ-BX-0991 is subject to 8 U.S.C. \u00a7 1373. Please submit all",
    "documentation to this office by June 30, 2017.",
    "",
    "Sincerely,",
    "",
    "Peter L. Hargrove",
    "Acting Assistant Attorney General",
)
