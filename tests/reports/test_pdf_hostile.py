"""Text is data: whatever a person or a letter wrote is printed as written, or said to be unprintable."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Image
from reportlab.platypus import Paragraph as BareParagraph
from reports.pdf_reader import made, spoken, squeezed
from reports.sample_reports import report, said

from casefile.reports.render.pdf import structure
from casefile.reports.render.pdf.tagged_flowables import TaggedParagraph
from casefile.reports.report import (
    BlockQuote,
    Cite,
    Column,
    ExhibitPage,
    Grid,
    GridRow,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    Row,
    SentenceKind,
    StatusCell,
    StickerCell,
    Table,
    WebPage,
)
from casefile.reports.timeline_figure import Lane, TimelineFigure

HOSTILE = (
    '<a href="javascript:alert(1)">click</a>',
    '<img src="file:///etc/passwd"/>',
    "<b>unclosed & <i>crossed</b> </i>",
    "&amp; &#x41; <!-- comment --> <para/>",
    "%page-of%",
    "=1+1 {braces} %page-of% \\(escape\\) ) Tj ET",
    '" onclick="x" \' </super></u></a>',
    "tag:0 <a href='tag:0'>x</a>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_is_printed_and_not_obeyed(text: str) -> None:
    table = Table(
        (Column(text, 1), Column("Status", 1), Column("Ex.", 1)),
        (Row((text, StatusCell("check", text), StickerCell(text)), anchor=ExhibitPage(text).anchor),),
        text,
        text,
    )
    blocks: tuple[Any, ...] = (
        Heading(2, text, "I."),
        Grid((GridRow(text, text),)),
        Paragraph((said(text, Cite(text, ExhibitPage(text))),), lead=text),
        table,
    )
    value = report(*blocks, title=text, subtitle=text, author=text, privilege_line=text, footer_left=text)
    found, rendered = made(value)
    assert found.text() == spoken(value)
    assert rendered.warnings == ()
    assert all("/A" not in annotation for annotation in found.annotations())
    assert len(found.annotations()) >= 1
    assert b"/Image" not in found.data


def test_only_web_addresses_become_links() -> None:
    for url in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a b",
        "https://é.example",
        "data:text/html,x",
        "",
    ):
        with pytest.raises(ValueError, match="Not an address"):
            WebPage(url)


def test_control_and_invisible_characters_are_left_out() -> None:
    found, rendered = made(
        report(Paragraph((said("of\x00fi\x07ce\tTo\nall\u200b \u202esecret\u2069 co\u00adop non\u2011stop"),)))
    )
    assert found.text() == "Memorandum office To all secret coop non-stop"
    assert rendered.warnings == ()


def test_what_our_type_lacks_is_marked_and_reported() -> None:
    found, rendered = made(report(Paragraph((said("Mayor 漢字 wrote 😀."),)), footer_left="東"))
    assert found.text() == "Memorandum Mayor [?] wrote [?]."
    assert len(rendered.warnings) == 3
    assert "U+6F22 U+5B57" in rendered.warnings[0]
    assert "Mayor" in rendered.warnings[0]


def test_a_decomposed_accent_is_composed() -> None:
    found, rendered = made(report(Paragraph((said("Jose\u0301"),))))
    assert found.text() == "Memorandum José"
    assert rendered.warnings == ()


def test_a_lone_surrogate_does_not_stop_an_export() -> None:
    found, rendered = made(report(Paragraph((said("bad \ud800 name"),)), title="T\udfff", author="\ud800"))
    assert found.text() == "T[?] bad [?] name"
    assert rendered.warnings


@pytest.mark.parametrize("length", [100, 4000])
def test_long_words_break_without_false_spaces(length: int) -> None:
    word = "Donaudampfschiff" * (length // 16)
    value = report(
        Heading(2, word[:200]),
        Paragraph((said("one ", word, " two ", Cite(word, WebPage("https://example.org")), " three"),)),
        Table((Column("A", 1), Column("B", 5)), (Row((word[:300], "b")),)),
    )
    found, _ = made(value)
    assert found.text() == spoken(value)


def test_empty_words_everywhere() -> None:
    value = report(
        Heading(2, "", "I."),
        Heading(2, ""),
        BlockQuote("", SentenceKind.LAW),
        ItemList((ListItem(()),)),
        Paragraph(()),
        Paragraph((said(""),)),
        Grid((GridRow("", ""),)),
        Table((Column("", 1), Column("", 1)), (Row(("", "")),)),
        TimelineFigure((Lane(""),), report().as_of, report().as_of),
    )
    found, _ = made(value)
    assert found.text().startswith("Memorandum I.")
    assert not list(found.elements("P"))


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.text("ab <&>\u00a0é—§", max_size=200))
def test_any_text_comes_out(any_text: str, our_text: str) -> None:
    """Given any text at all an export succeeds; given text in our type it reads back as written."""
    value = report(Paragraph((said(our_text, "|"),)), Table((Column(any_text, 1),), (Row((any_text,)),), any_text))
    found, _ = made(value)
    assert found.text().startswith(squeezed(f"Memorandum {our_text}|"))


# What no renderer of ours does, and the canvas refuses all the same


def draw(flowable: Any) -> None:
    from functools import partial
    from io import BytesIO

    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    from casefile.reports.render.pdf.tagged import TaggedCanvas

    document = BaseDocTemplate(BytesIO(), invariant=1, initialFontName="Sans")
    document.addPageTemplates(PageTemplate("page", [Frame(72, 72, 300, 120, 0, 0, 0, 0)]))
    made(report())  # registers our typefaces
    tree = structure.StructTree(structure.Metadata("T", "", report().prepared_at))
    document.build([flowable(tree)], canvasmaker=partial(TaggedCanvas, tree=tree))


STYLE = ParagraphStyle("test", fontName="Serif")


def test_untagged_text_is_refused() -> None:
    with pytest.raises(structure.UntaggedContent, match="Text outside"):
        draw(lambda tree: BareParagraph("plain", STYLE))


def test_a_picture_outside_a_figure_is_refused() -> None:
    from io import BytesIO

    import PIL.Image

    PIL.Image.new("RGB", (4, 4)).save(dot := BytesIO(), "PNG")
    dot.seek(0)
    with pytest.raises(structure.UntaggedContent, match="picture"):
        draw(lambda tree: Image(dot))


def test_a_font_that_would_not_be_embedded_is_refused() -> None:
    style = ParagraphStyle("bad", STYLE, fontName="Helvetica")
    with pytest.raises(structure.UntaggedContent, match="embedded"):
        draw(lambda tree: TaggedParagraph("text", style, element=tree.add(tree.root, "P")))


def test_a_character_without_a_glyph_is_refused() -> None:
    with pytest.raises(structure.MissingGlyph, match="Serif has no glyph"):
        draw(lambda tree: TaggedParagraph("漢", STYLE, element=tree.add(tree.root, "P")))


def test_an_address_in_markup_is_refused() -> None:
    with pytest.raises(structure.UntaggedContent, match="inline"):
        draw(lambda tree: TaggedParagraph('<a href="https://e.org">x</a> y', STYLE, element=tree.add(tree.root, "P")))


def test_an_element_that_is_never_drawn_is_refused() -> None:
    def flowable(tree: structure.StructTree) -> TaggedParagraph:
        tree.add(tree.root, "P")
        return TaggedParagraph("text", STYLE, element=tree.add(tree.root, "P"))

    with pytest.raises(structure.UntaggedContent, match="never drawn"):
        draw(flowable)
