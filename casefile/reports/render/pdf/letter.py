"""A reconstructed letter as an accessible PDF, on the pages and typefaces of every other paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from casefile.reports.letter import DemoLetter, Lines
from casefile.reports.render.pdf.blocks import add
from casefile.reports.render.pdf.builder import Builder
from casefile.reports.render.pdf.writer import Rendered, write_pdf
from casefile.reports.report import Block as ReportBlock
from casefile.reports.report import Section


@add.register
def _lines(block: Lines, builder: Builder) -> None:
    """Each line is a paragraph of its own, so that a reader pauses where the eye does."""
    for position, line in enumerate(block.lines):
        made = builder.paragraph(line, "grid", builder.tree.add(builder.tree.root, "P"))
        if position == len(block.lines) - 1:
            made.style = made.style.clone("grid-last", spaceAfter=block.space_after_pt)
        builder.story.append(made)


def write_letter(letter: DemoLetter, out: Path | BinaryIO) -> Rendered:
    """Writes the letter; the same value gives the same bytes.

    Args:
        out: A path, replaced only when the whole file is written, or a binary stream.

    Raises:
        EnvironmentFault: The file cannot be written.
    """
    blocks = cast("tuple[ReportBlock, ...]", tuple(letter.blocks))  # `Lines` is a block of this renderer alone
    return write_pdf(replace(letter.report(), sections=(Section("letter", blocks),)), out)
