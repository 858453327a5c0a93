"""What the PDF of any report must keep: text by the tree, tags, links, bytes."""

from __future__ import annotations

import datetime as dt
import os
import stat
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from reports.pdf_reader import Reader, made, spoken, squeezed
from reports.sample_reports import (
    KEPT,
    PRIVILEGE,
    STATE,
    authorities,
    exhibit,
    exhibit_list,
    memo,
    picture_memo,
    report,
    said,
    status_table,
    timeline,
)

from casefile.errors import Cancelled, EnvironmentFault
from casefile.jobs import JobContext
from casefile.reports.render.pdf import write_pdf
from casefile.reports.report import (
    BlockQuote,
    Cite,
    Column,
    ExhibitPage,
    Grid,
    GridRow,
    Heading,
    ItemList,
    KeptText,
    ListItem,
    Note,
    PageBreak,
    PageSetup,
    Paper,
    Paragraph,
    PartOf,
    Report,
    Row,
    Rule,
    Section,
    SentenceKind,
    Table,
    WebPage,
    bold,
    italic,
)

NOTE = Note((said("Stated in the letter.", kind=STATE),))
OTHER_NOTE = Note((said("Not computed.", cites=(exhibit("1", "1"),)),))
ITEMS = ItemList(
    (
        ListItem((said("One."),), lead=(italic("First."),)),
        ListItem((said("Two", NOTE, "."),), nested=ItemList((ListItem((said("Inner."),)),), numbered=False)),
        ListItem((said("Asked?"),), label="Q-1."),
    )
)
BLOCKS: dict[str, tuple[Any, ...]] = {
    "headings": (
        Heading(2, "One", "I."),
        Heading(3, ("Of ", italic("two")), "A."),
        Heading(4, "Three"),
        Heading(2, "Four"),
    ),
    "grid": (Grid((GridRow("To", "The file"), GridRow("Re", ("An order", NOTE)))),),
    "paragraph": (
        Paragraph(
            (said("A fact.", cites=(exhibit("1", "1"), exhibit("2", "1"))), said("More")), lead=(bold("A. Head."),)
        ),
    ),
    "notes": (Paragraph((said("First", NOTE, " and second.", OTHER_NOTE),)), Paragraph((said("Again.", NOTE),))),
    "quote": (
        BlockQuote("Words of others.", SentenceKind.LAW, cites=(exhibit("4", "1"),), after=(said("Then more."),)),
    ),
    "lists": (ITEMS,),
    "table": (status_table(), exhibit_list(), authorities()),
    "table notes": (
        Table(
            (Column("A", 1), Column("B", 1)), (Row((("a", NOTE), ("b", OTHER_NOTE))), Row((("c", NOTE), "d"))), "Title"
        ),
    ),
    "empty table": (Table((Column("A", 1),), (), summary="Nothing yet"),),
    "kept": (
        KeptText(((said("Mine.", kind=KEPT),), (said("Also mine.", kind=KEPT),)), "Written by a person.", "Old."),
    ),
    "languages": (Paragraph((said("So, ", italic("inter alia", language="la"), "."),)),),
    "rule and break": (Paragraph((said("Before."),)), Rule(), PageBreak(), Paragraph((said("After."),))),
    "picture": (*picture_memo(), Heading(2, "Exhibits"), exhibit_list()),
}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return made(memo())[0]


@pytest.mark.parametrize("name", BLOCKS)
def test_the_tree_reads_as_the_value(name: str) -> None:
    """Given one kind of block, when it is printed, a screen reader hears the value's words in their order."""
    value = report(*BLOCKS[name], subtitle="A subtitle")
    found, _ = made(value)
    assert found.text() == spoken(value)
    assert all(page.loose == [] for page in found.pages), "content outside tags"


def test_a_final_report_has_no_draft_labels() -> None:
    value = report(*BLOCKS["kept"], is_draft=False)
    text = made(value)[0].text()
    assert text == spoken(value) == "Memorandum Mine. Also mine."


def test_painting_order_is_the_reading_order(reader: Reader) -> None:
    reading = list(reader.contents(reader.root.K))
    assert len(reading) == len(set(reading)), "content belongs to two elements"
    for number, page in enumerate(reader.pages):
        assert [mcid for at, mcid in reading if at == number] == page.order


def test_parent_tree_leads_back(reader: Reader) -> None:
    nums = list(reader.root.ParentTree.Nums)
    tree = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
    assert list(tree) == sorted(tree)
    assert reader.root.ParentTreeNextKey == len(tree)
    owners: dict[tuple[int, int], Any] = {}
    for element in reader.elements():
        kids = [k for k in reader.kids(element) if not isinstance(k, pikepdf.Dictionary) or k.get("/Type") == "/MCR"]
        own = pikepdf.Dictionary(K=pikepdf.Array(kids), Pg=element.get("/Pg"))
        owners |= dict.fromkeys(reader.contents(own) if kids else (), element.objgen)
    for number, page in enumerate(reader.pdf.pages):
        parents: Any = tree[int(page.StructParents)]
        assert [p.objgen for p in parents] == [owners[number, mcid] for mcid in range(len(parents))]


def test_every_link_has_words_and_a_way_back(reader: Reader) -> None:
    nums = list(reader.root.ParentTree.Nums)
    tree = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
    annotations = reader.annotations()
    assert len(annotations) > 20
    for annotation in annotations:
        link: Any = tree[int(annotation.StructParent)]
        assert link.S == "/Link"
        assert str(annotation.Contents).strip()
        assert annotation.objgen in [
            k.Obj.objgen for k in reader.kids(link) if isinstance(k, pikepdf.Dictionary) and "/Obj" in k
        ]
        assert reader.text(link)


def test_a_cite_leads_to_its_exhibit_and_else_is_words() -> None:
    """Given a cite of a listed and one of an unlisted exhibit, only the first is a link."""
    cites = Paragraph((said("Cited.", cites=(exhibit("4", "1"), exhibit("99", "1"))),))
    found, rendered = made(report(cites, PageBreak(), exhibit_list()))
    (annotation,) = found.annotations()
    assert found.number[annotation.Dest[0].objgen] + 1 == rendered.places["exhibit:4"] == 2
    assert str(annotation.Contents) == "Ex. 4, at 1: Exhibit 4, page 1"
    assert "Ex. 99, at 1." in found.text()


def test_a_part_and_an_address_are_links() -> None:
    text = Paragraph(
        (
            said(
                "See ",
                Cite("Part I", PartOf("I")),
                " and ",
                Cite("the rule", WebPage("https://example.org/r?a=1&b=2")),
                ".",
            ),
        )
    )
    found, _ = made(report(Heading(2, "Facts", "I.", PartOf("I").anchor), text))
    to_part, to_web = found.annotations()
    assert found.number[to_part.Dest[0].objgen] == 0
    assert str(to_web.A.URI) == "https://example.org/r?a=1&b=2"


def test_contents_name_the_pages_they_lead_to(reader: Reader) -> None:
    entries = list(reader.elements("TOCI"))
    assert len(entries) == 7
    for entry in entries:
        reference, page = reader.kids(entry)
        (link,) = reader.elements("Link", reference)
        annotation = next(k.Obj for k in reader.kids(link) if isinstance(k, pikepdf.Dictionary) and "/Obj" in k)
        assert int(reader.text(page)) == reader.number[annotation.Dest[0].objgen] + 1


def test_outline_follows_the_headings(reader: Reader) -> None:
    with reader.pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Memorandum"]
        titles = [squeezed(item.title) for item in outline.root[0].children]
        assert titles[:2] == ["I. Question presented", "II. Short answer"]
        assert [squeezed(i.title) for i in outline.root[0].children[4].children] == [
            "A. Clause 1 under § 1373(a): detainer holds"
        ]


def test_furniture_is_on_every_page_and_no_content(reader: Reader) -> None:
    count = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        artifacts = [squeezed(text) for text in page.artifacts]
        assert f"{PRIVILEGE} · DRAFT OF NOVEMBER 27, 2017" in artifacts
        assert f"Page {number} of {count}" in artifacts
        assert {"Philadelphia · EO 5-16 · § 1373(a)", "Privileged and confidential"} <= set(artifacts)
    assert "PRIVILEGED" not in reader.text()
    assert list(reader.pdf.Root.PageLabels.Nums)[1].S == "/D"


def test_outward_pages_have_no_privilege_line() -> None:
    found, _ = made(report(Paragraph((said("Text."),)), mode="court"))
    assert [squeezed(text) for text in found.pages[0].artifacts if text.strip()] == ["Page 1 of 1"]


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
def test_a_pdf_may_be_read_by_those_who_may_read_any_new_file(tmp_path: Path, mask: int, mode: int) -> None:
    out = tmp_path / "memo.pdf"
    out.touch(mode=0o600)
    before = os.umask(mask)
    try:
        write_pdf(report(Paragraph((said("Text."),))), out)
    finally:
        os.umask(before)
    assert stat.S_IMODE(out.stat().st_mode) == mode
    assert [one.name for one in tmp_path.iterdir()] == ["memo.pdf"]


def test_notes_stand_on_the_page_that_cites_them() -> None:
    filler = [
        Paragraph((said("The clerk took no note but confirmed that the letter was on file. " * 6),)) for _ in range(8)
    ]
    cited = [Paragraph((said(f"Cited {n}.", Note((said(f"Note text {n}.", kind=STATE),))),)) for n in range(12)]
    blocks = [block for pair in zip(filler + filler[:4], cited, strict=True) for block in pair]
    value = report(*blocks)
    found, _ = made(value)
    assert len(found.pages) > 2
    assert found.text() == spoken(value)
    notes = list(found.elements("Note"))
    assert [str(x) for x in found.root.IDTree.Names[::2]] == sorted(str(n.ID) for n in notes)
    for element in found.elements():
        siblings = [k for k in found.kids(element) if isinstance(k, pikepdf.Dictionary) and "/S" in k]
        for paragraph, note in pairwise(siblings):
            if note.S == "/Note":
                cite = next(found.elements("Reference", paragraph))
                assert {at for at, _ in found.contents(cite)} == {at for at, _ in found.contents(note)}


def test_a_long_table_repeats_its_header() -> None:
    rows = tuple(Row((f"Day {number}", "What happened on that day, at some length. " * 2)) for number in range(200))
    table = Table((Column("Date", 1, is_header=True), Column("Event", 4)), rows)
    found, _ = made(report(Heading(2, "Chronology"), table))
    assert len(found.pages) > 5
    assert all("What" in " ".join(page.texts.values()) for page in found.pages)
    assert all("Event" in " ".join(page.artifacts) for page in found.pages[1:]), "the repeated header is an artifact"
    (tag,) = found.elements("Table")
    assert len(list(found.elements("TR", tag))) == 201
    assert sum(1 for cell in found.elements("TH", tag) if cell.A.Scope == "/Row") == 200
    assert found.text().count("Event") == 1


def test_rows_stay_whole_but_one_that_no_page_holds() -> None:
    short = tuple(Row((f"Row {number}", "Three lines of text in a narrow column. " * 3)) for number in range(60))
    found, _ = made(report(Table((Column("A", 1), Column("B", 2)), short)))
    for row in found.elements("TR"):
        assert len({page for page, _ in found.contents(row)}) == 1
    value = report(Table((Column("A", 1), Column("B", 1)), (Row(("x", "A long statement. " * 900)),)))
    found, _ = made(value)
    assert len(found.pages) > 1
    assert found.text() == spoken(value)


def test_a_heading_stays_with_what_follows() -> None:
    blocks: list[Any] = []
    for number in range(40):
        blocks += [Heading(2, f"Heading {number}"), Paragraph((said(f"Text {number}. " * 40),))]
    found, _ = made(report(*blocks))
    for heading, paragraph in zip(found.elements("H2"), found.elements("P"), strict=True):
        assert next(found.contents(heading))[0] == next(found.contents(paragraph))[0]


@pytest.mark.parametrize("levels", [(3,), (2, 4), (1,), (2, 3, 5)])
def test_a_skipped_heading_level_is_refused(levels: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="heading of level"):
        made(report(*(Heading(level, "Text") for level in levels)))


def test_metadata_is_the_report_s_own(reader: Reader) -> None:
    root, info = reader.pdf.Root, {key: str(value) for key, value in reader.pdf.docinfo.items()}
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert root.Lang == "en-US"
    xmp = reader.pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False)
    assert xmp["pdfuaid:part"] == "1"
    assert xmp["dc:title"] == info["/Title"] == "Memorandum: Executive Order 5-16"
    assert xmp["dc:creator"] == [info["/Author"]] == ["M. Alvarez"]
    assert info["/CreationDate"] == info["/ModDate"] == "D:20171127170000+00'00'"


def test_every_font_is_an_embedded_subset(reader: Reader) -> None:
    fonts = [font for page in reader.pdf.pages for font in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font.FontDescriptor
        assert str(font.BaseFont)[7] == "+"


def test_same_value_same_bytes_in_another_process(reader: Reader, tmp_path: Path) -> None:
    out = tmp_path / "again.pdf"
    code = (
        "from pathlib import Path; from reports.sample_reports import memo;"
        "from casefile.reports.render.pdf import write_pdf;"
        f"write_pdf(memo(), Path({str(out)!r}))"
    )
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join((str(root), str(root / "tests")))}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, cwd=tmp_path)
    assert out.read_bytes() == reader.data


@pytest.mark.parametrize("value", [memo(), timeline(), report()], ids=["memo", "timeline", "empty"])
def test_pdfua_finds_nothing(value: Report, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    write_pdf(value, out)
    program = Path(sys.executable).parent / "pdfua"
    done = subprocess.run([program, "check", out], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "PASS" in done.stdout


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("landscape", [False, True])
def test_every_paper(paper: Paper, landscape: bool) -> None:
    found, _ = made(report(status_table(), page=PageSetup(paper, landscape)))
    width, height = (float(x) for x in list(found.pdf.pages[0].MediaBox)[2:])
    assert (width > height) == landscape


def test_a_cancelled_export_leaves_the_old_file(tmp_path: Path) -> None:
    out, context = tmp_path / "memo.pdf", JobContext()
    out.write_bytes(b"old")
    context.cancel()
    with pytest.raises(Cancelled):
        write_pdf(memo(), out, context=context)
    assert [path.name for path in tmp_path.iterdir()] == ["memo.pdf"]
    assert out.read_bytes() == b"old"


def test_an_unwritable_place_is_the_machine_s_fault(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"memo\.pdf"):
        write_pdf(report(), tmp_path / "missing" / "memo.pdf")


def test_progress_is_reported() -> None:
    context = JobContext()
    write_pdf(report(*BLOCKS["paragraph"] * 5), BytesIO(), context=context)
    assert context.progress.done == context.progress.total > 5


def test_a_report_needs_title_and_zone() -> None:
    with pytest.raises(ValueError, match="title"):
        report(title=" ")
    with pytest.raises(ValueError, match="zone"):
        replace(report(), prepared_at=dt.datetime(2017, 11, 27, 12))  # noqa: DTZ001


def test_sections_follow_one_another() -> None:
    value = replace(report(), sections=(Section("a", BLOCKS["quote"]), Section("b", BLOCKS["lists"])))
    assert made(value)[0].text() == spoken(value)


def test_the_first_of_two_blocks_with_one_anchor_is_the_target() -> None:
    twice = [Paragraph((said(f"Exhibit {n}"),), anchor=ExhibitPage("4").anchor) for n in range(2)]
    _, rendered = made(report(twice[0], PageBreak(), twice[1]))
    assert rendered.places == {"exhibit:4": 1}
