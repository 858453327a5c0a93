"""Two short letters of our own, as text and as PDF. Names and numbers are invented."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

LETTER = """U.S. Department of Justice
Office of Justice Programs
Washington, D.C. 20531

April 24, 2017

The Honorable Maria T. Delgado
Mayor
City of Fairhaven
200 Harbor Street
Fairhaven, Ohio 44999

Dear Mayor Delgado:

The Office of Justice Programs (OJP) is writing about the terms of your Fiscal Year 2016 award under the
Edward Byrne Memorial Justice Assistance Grant Program (Byrne JAG), award number 2016-DJ-BX-0991. On May 31,
2016, the Inspector General of the Department identified your jurisdiction as having laws that potentially
violate 8 U.S.C. § 1373.

Please submit all documentation to OJP by June 30, 2017. Failure to comply with this condition could result
in the withholding of grant funds, suspension or termination of the grant, or ineligibility for future awards.

Sincerely,


Peter L. Hargrove
Acting Assistant Attorney General
"""
PERIODS = """U.S. Department of Justice
Civil Division
Washington, D.C. 20530

December 18, 2025

Sheriff Dana Whitlock
Pine County Sheriff's Office
100 Court Square
Millbrook, Tennessee 37999

Dear Sheriff Whitlock:

The Department is reviewing compliance with 8 U.S.C. § 1373(a).

Please provide a written response within 30 days of the date of this letter. You must also produce the records
listed in Attachment A within ten (10) business days of receipt of this letter.

Sincerely,

Rosalind Weir
Assistant Attorney General
"""


def pdf(path: Path, text: str, size: tuple[float, float] = (612, 792)) -> Path:
    """A letter as a PDF with a text layer."""
    canvas = Canvas(str(path), pagesize=size, invariant=1)
    lines = canvas.beginText(72, size[1] - 72)
    lines.setFont("Times-Roman", 10)
    for line in text.splitlines():
        lines.textLine(line)
    canvas.drawText(lines)
    canvas.save()
    return path
