"""PDF/UA-1 output with ReportLab; nothing else in casefile imports ReportLab."""

from casefile.reports.render.pdf.writer import Rendered, write_pdf

__all__ = ["Rendered", "write_pdf"]
