"""Writes a report as an accessible PDF (PDF/UA-1): the one entry to this package."""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf
from reportlab import rl_config
from reportlab.platypus import BaseDocTemplate

from casefile.errors import EnvironmentFault
from casefile.jobs import JobContext
from casefile.reports.render.pdf import fonts
from casefile.reports.render.pdf.blocks import fill
from casefile.reports.render.pdf.builder import Builder
from casefile.reports.render.pdf.footnotes import NoteFrame, NotePageTemplate
from casefile.reports.render.pdf.furniture import Furniture, ReportCanvas
from casefile.reports.render.pdf.styles import Measures
from casefile.reports.report import Contents, Report

MOST_PASSES = 5  # until the pages named in a table of contents are the pages found
_one_at_a_time = threading.Lock()  # ReportLab keeps settings and fonts for the process


@dataclass(frozen=True, slots=True)
class Rendered:
    """What was written.

    Attributes:
        sha256: Of the file, in hexadecimal.
        warnings: What a person should know, such as characters that our type cannot show.
        places: The page, from 1, of every anchor that cites lead to.
    """

    pages: int
    sha256: str
    warnings: tuple[str, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)


def write_pdf(report: Report, out: Path | BinaryIO, *, context: JobContext | None = None) -> Rendered:
    """Writes `report` as a tagged PDF; the same value gives the same bytes.

    Conforms to PDF/UA-1 (ISO 14289-1); public bodies must publish accessible documents (28 C.F.R. § 35.200).

    Args:
        out: A path, replaced only when the whole file is written, or a binary stream.
        context: Hears of progress in blocks, and may cancel.

    Raises:
        EnvironmentFault: The file cannot be written.
        Cancelled: The context was cancelled; a file at `out` is as before.

    >>> import datetime as dt
    >>> noon = dt.datetime(2017, 11, 27, 12, tzinfo=dt.UTC)
    >>> write_pdf(Report("Memorandum", noon.date(), noon, ()), BytesIO()).pages
    1
    """
    data, rendered = render(report, context or JobContext())
    if isinstance(out, Path):
        _replace(out, data)
    else:
        out.write(data)
    return rendered


def render(report: Report, context: JobContext) -> tuple[bytes, Rendered]:
    """The file's bytes, and what `write_pdf` tells about them."""
    fonts.register()
    with _one_at_a_time:
        rl_config.useA85 = 0  # text armour around each stream: bytes for nothing
        pages: dict[str, int] = {}
        for _ in range(MOST_PASSES):
            builder, raw, found = _build(report, pages, context)
            if found == pages or not any(isinstance(block, Contents) for block in report.blocks):
                break
            pages = found
    with pikepdf.open(BytesIO(raw)) as pdf:
        count = len(pdf.pages)
        packed = BytesIO()
        pdf.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    data = packed.getvalue()
    digest = hashlib.sha256(data).hexdigest()
    return data, Rendered(count, digest, tuple(builder.warnings), builder.places(found))


def _build(report: Report, pages: Mapping[str, int], context: JobContext) -> tuple[Builder, bytes, dict[str, int]]:
    """One pass: the builder, the file as ReportLab writes it, the page of every bookmark."""
    measures = Measures.of(report.page)
    builder = Builder(report, measures, pages)
    fill(builder)
    total = len(builder.story)
    out = BytesIO()
    document = BaseDocTemplate(
        out, pagesize=(measures.width, measures.height), invariant=1, pageCompression=1, initialFontName=fonts.SANS
    )
    frame = NoteFrame(
        measures.margin, measures.bottom, measures.text_width, measures.text_height, 0, 0, 0, 0, id="text"
    )
    furniture = Furniture(report, measures, builder.missing)
    document.addPageTemplates(NotePageTemplate("page", [frame], onPage=furniture))

    def progress(kind: str, value: Any) -> None:
        if kind == "PROGRESS":
            context.report(min(int(value), total), total, "Writing the pages")

    document.setProgressCallBack(progress)

    def canvas(*arguments: Any, **options: Any) -> ReportCanvas:
        made = ReportCanvas(*arguments, tree=builder.tree, **options)
        made.showOutline()
        made.addPageLabel(0, "ARABIC", 1)
        return made

    document.build(builder.story, canvasmaker=canvas)
    return builder, out.getvalue(), dict(document.canv.bookmark_pages)


def _replace(path: Path, data: bytes) -> None:
    """Puts `data` at `path` whole or not at all, readable by those who may read what is made in its folder.

    `tempfile` would make it readable to its owner alone, and a replaced file keeps the temporary one's permissions.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise EnvironmentFault(f"{path.name} cannot be written.", hint=f"{error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)
