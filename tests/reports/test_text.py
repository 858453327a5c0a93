"""The plain text of a report: the same words, in lines that fit."""

from __future__ import annotations

from typing import Any

import pytest
from reports.pdf_reader import squeezed
from reports.sample_reports import STATE, exhibit, memo, report, said, status_table, timeline

from casefile.reports.render.text import to_text
from casefile.reports.report import Align, BlockQuote, Column, Heading, Note, Paragraph, Row, SentenceKind, Table


def lines(*blocks: Any) -> list[str]:
    return to_text(report(*blocks)).splitlines()[3:]


@pytest.mark.parametrize("value", [memo(), timeline()], ids=["memo", "timeline"])
@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_too_long(value: Any, width: int) -> None:
    allowed = max(width, max(len(line) for line in (value.privilege_line, value.subtitle)))
    body = [line for line in to_text(value, width=width).splitlines() if not set(line) <= set("=-_")]
    longest = max(body, key=len)
    assert len(longest) <= allowed + 20, longest


def test_every_kind_of_block_is_there() -> None:
    text = squeezed(to_text(memo()))
    for words in (
        "To City Solicitor",
        "I. Question presented",
        "Ex. 9, at 1–3.",
        "[2] Stated in the letter",
        "Q-1. Was",
        "Disputed",
    ):
        assert words in text


def test_a_shared_note_has_one_number() -> None:
    note = Note((said("Stated.", kind=STATE),))
    shared = Table((Column("A", 1), Column("B", 1)), (Row((("a", note), ("b", note))),))
    text = to_text(report(Paragraph((said("x", note),)), shared))
    assert [text.count(mark) for mark in ("[1]", "[2]", "[3]")] == [2, 3, 0]


def test_columns_align() -> None:
    table = Table((Column("Day", 1), Column("Pages", 1, Align.RIGHT)), (Row(("Monday", "7")), Row(("Friday", "12"))))
    assert [line.replace(" ", ".")[-4:] for line in lines(table)[2:]] == ["...7", "..12"]


def test_quotations_are_indented_and_cited_on_the_next_line() -> None:
    made = lines(BlockQuote("Words of others.", SentenceKind.LAW, cites=(exhibit("4", "1"),)))
    assert made == ["      Words of others.", "", "Ex.\u00a04, at\u00a01."]


def test_controls_are_left_out() -> None:
    text = to_text(report(Heading(2, "A\x1b[31mB\u202e"), Paragraph((said("a\x00b\nc"),)), title="T\r\nU"))
    assert "\x1b" not in text
    assert text.startswith("T  U\n====\n\nA[31mB\n-")
    assert "ab c" in text


def test_the_status_word_stands_without_its_icon() -> None:
    assert "Arguable" in "\n".join(lines(status_table()))
