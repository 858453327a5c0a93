"""Report values for tests: every kind of block, and the two pages that the design shows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from casefile.reports.report import (
    Align,
    AuthorityEntry,
    Block,
    BlockQuote,
    Cite,
    Column,
    Contents,
    ExhibitPage,
    Grid,
    GridRow,
    Heading,
    Ink,
    ItemList,
    KeptText,
    ListItem,
    Note,
    PageSetup,
    Paragraph,
    PartOf,
    Report,
    Row,
    Rule,
    Section,
    Sentence,
    SentenceKind,
    StatusCell,
    StickerCell,
    Table,
    WebPage,
    bold,
    italic,
)
from casefile.reports.timeline_figure import Event, Flag, FlagState, Lane, Span, TimelineFigure

NOON = dt.datetime(2017, 11, 27, 17, 0, tzinfo=dt.UTC)
PRIVILEGE = "PRIVILEGED AND CONFIDENTIAL · ATTORNEY WORK PRODUCT"
FACT, LAW, STATE = SentenceKind.FACT, SentenceKind.LAW, SentenceKind.FILE_STATE
POSITION, KEPT = SentenceKind.POSITION, SentenceKind.KEPT


def exhibit(number: str, at: str, link: str = "at") -> Cite:
    return Cite(f"Ex.\u00a0{number}, {link}\u00a0{at}", ExhibitPage(number, at), ref=f"excerpt:ex{number}-{at}")


STATUTE = Cite("8 U.S.C. §\u00a01373(a)", AuthorityEntry("8-usc-1373"), ref="authority:8-usc-1373")


def report(*blocks: Block, **fields: Any) -> Report:
    """A report of one section, with these blocks."""
    settings: dict[str, Any] = {"title": "Memorandum", "as_of": NOON.date(), "prepared_at": NOON}
    return Report(**settings | fields, sections=(Section("all", blocks),))


def said(*text: Any, kind: SentenceKind = FACT, cites: tuple[Cite, ...] = ()) -> Sentence:
    return Sentence(text, kind, refs=("fact:1",), cites=cites)


def status_table() -> Table:
    met, disputed = StatusCell("check", "Met", Ink.GREEN), StatusCell("scale", "Disputed", Ink.AMBER)
    columns = (
        Column("Element of § 1373(a)", 112.5, is_header=True),
        Column("What the order does", 168),
        Column("Assessment", 78),
        Column("Exhibits", 109.5),
    )
    rows = (
        Row(("Covered actor", "The Mayor is a local official.", met, (exhibit("4", "1"),)), FACT, ("test:E1",)),
        Row(
            (
                "Prohibits or restricts",
                "Bars holds and release notices, with one exception.",
                disputed,
                (exhibit("4", "1", "§"), "; ", exhibit("1", "1")),
            ),
            FACT,
            ("test:E2",),
        ),
        Row(
            (
                "Protected act: sending",
                "Does not mention sending status to DHS.",
                StatusCell("circle-check", "Consistent", Ink.GREEN),
                (exhibit("4", "1", "§"), "; ", exhibit("9", "3")),
            )
        ),
        Row(
            (
                "Information type",
                "Release dates; whether these regard status is open.",
                StatusCell("circle-question-mark", "Arguable", Ink.AMBER),
                (exhibit("2", "1"), "; ", exhibit("31", "1")),
            )
        ),
        Row(("Savings clause", "None in the order.", StatusCell("circle-slash", "None recorded", Ink.GREY), "None")),
    )
    return Table(columns, rows, summary="Each element of the statute with its result and exhibits.")


def exhibit_list() -> Table:
    titles = {
        "1": "OJP to City, notice",
        "2": "OJP to City, preliminary assessment",
        "4": "The Order, draft text as published",
        "9": "City Solicitor to Bureau of Justice Assistance",
        "31": "Preliminary injunction order",
    }
    columns = (Column("Exhibit", 52), Column("Title", 300), Column("Pages", 60, Align.RIGHT, is_sans=True))
    rows = tuple(
        Row((StickerCell(f"Ex. {number}"), title, str(3 * place)), anchor=ExhibitPage(number).anchor)
        for place, (number, title) in enumerate(titles.items(), 1)
    )
    return Table(columns, rows)


def authorities() -> Table:
    galarza = (italic("Galarza v. Szalczyk"), ", 745 F.3d 634*")
    return Table(
        (Column("Authority", 400), Column("Part", 60)),
        (
            Row((galarza, "V"), anchor=AuthorityEntry("galarza").anchor),
            Row(("8 U.S.C. § 1373", "passim"), anchor=AuthorityEntry("8-usc-1373").anchor),
        ),
    )


def picture_memo() -> tuple[Block, ...]:
    """What the design's picture of a memo shows."""
    order = Cite("Executive Order 5-16", ExhibitPage("4"))
    dates = Note(
        (
            said(
                "Both dates are stated in the letters. Neither is computed, so no weekend or holiday rule applies.",
                kind=STATE,
            ),
        )
    )
    return (
        Grid(
            (
                GridRow("To", "City Solicitor, City of Philadelphia"),
                GridRow("From", "M. Alvarez, Senior Attorney, Litigation Group"),
                GridRow("Date", "November 27, 2017"),
                GridRow("Re", "Executive Order 5-16 under 8 U.S.C. § 1373(a); FY2017 Byrne JAG award"),
            )
        ),
        Heading(2, "Question presented", "I.", PartOf("I").anchor),
        Paragraph(
            (
                said(
                    "Does section 1 of ",
                    order,
                    ", which limits civil detainer holds and advance notice of release, prohibit or in any way "
                    "restrict a City official from sending to federal immigration authorities “information "
                    "regarding the citizenship or immigration status” of any individual?",
                    kind=LAW,
                    cites=(STATUTE,),
                ),
            )
        ),
        Heading(2, "Short answer", "II.", PartOf("II").anchor),
        Paragraph(
            (
                said(
                    "Probably not. The order is silent on status, and nothing in it stops an official from sending "
                    "status to the Department of Homeland Security.",
                    cites=(exhibit("4", "1", "§"),),
                ),
                said(
                    "The contrary reading depends on treating a release date as information “regarding” status. "
                    "That reading is contested, and the order has no savings clause that would settle it. We rate "
                    "the question ",
                    bold("arguable, favoring the City"),
                    ".",
                    kind=KEPT,
                ),
            )
        ),
        Heading(2, "Element-by-element result", "III.", PartOf("III").anchor),
        status_table(),
        Heading(2, "The demand and our response", "IV.", PartOf("IV").anchor),
        Paragraph(
            (
                said(
                    "By letter of April 21, 2017, the Office of Justice Programs asked nine recipients to validate "
                    "compliance and to send an official legal opinion of counsel by June 30, 2017.",
                    cites=(exhibit("1", "1"),),
                ),
                said(
                    "The City replied to the Bureau of Justice Assistance on June 22, 2017.",
                    cites=(exhibit("9", "1–3"),),
                ),
                said(
                    "The Department’s preliminary assessment of October 11, 2017, followed, "
                    "with a reply due October 27, 2017.",
                    dates,
                ),
            )
        ),
    )


def memo() -> Report:
    """Every kind of block, over several pages."""
    quote = (
        "Notwithstanding any other provision of Federal, State, or local law, a Federal, State, or local government "
        "entity or official may not prohibit, or in any way restrict, any government entity or official from "
        "sending to, or receiving from, the Immigration and Naturalization Service information regarding the "
        "citizenship or immigration status, lawful or unlawful, of any individual."
    )
    stated = Note((said("Stated in the letter, not computed, so no weekend or holiday rule applies.", kind=STATE),))
    galarza = Cite(
        (italic("Galarza v. Szalczyk"), ", 745 F.3d 634 (3d Cir. 2014) (unverified)"),
        AuthorityEntry("galarza"),
        "authority:galarza",
    )
    letters = Table(
        (Column("Letter", 200), Column("Date set", 100), Column("Answer", 80)),
        (
            Row(
                (
                    ("April 21, 2017, OJP to City. ", exhibit("1", "1"), "."),
                    ("June 30, 2017", stated),
                    (exhibit("9", "1"),),
                )
            ),
            Row((("October 11, 2017. ", exhibit("2", "1"), "."), ("October 27, 2017", stated), "Not entered")),
        ),
        caption="Letters and answers",
    )
    later: tuple[Block, ...] = (
        Heading(2, "Background", "V.", PartOf("V").anchor),
        Paragraph((said("Subsection (a) provides:", kind=STATE),), lead=(bold("A. The statute."),)),
        BlockQuote(
            quote, LAW, cites=(STATUTE,), after=(said("The text mentions no detainer.", kind=LAW, cites=(STATUTE,)),)
        ),
        letters,
        Heading(3, ("Clause 1 under §\u00a01373(a): ", italic("detainer holds")), "A.", PartOf("V.A").anchor),
        Paragraph(
            (said("In this circuit a detainer is a request, not a command.", kind=LAW, cites=(galarza,)),),
            lead=(italic("Controlling precedent."),),
        ),
        Paragraph(
            (said("Refusing detainers obstructs detention.", kind=POSITION),), lead=(italic("Counter-argument (F-1)."),)
        ),
        ItemList(
            (
                ListItem((said("No reply to the October 11 letter is entered.", kind=STATE),)),
                ListItem(
                    (said("Our text of the Order is a draft.", cites=(exhibit("4", "1"),)),),
                    nested=ItemList(
                        (ListItem((said("The signed Order is not entered.", kind=STATE),)),), numbered=False
                    ),
                ),
            )
        ),
        ItemList((ListItem((said("Was the letter answered, and when?", kind=STATE),), label="Q-1."),), numbered=False),
        KeptText(
            (
                (
                    Sentence(
                        ("Find the reply; see ", Cite("Part V.A", PartOf("V.A")), "."), KEPT, slot="memo/recommendation"
                    ),
                ),
            ),
            label="Written by the attorney. Casefile prints it and never changes it.",
            remark="Written before 2 changes.",
        ),
        Rule(),
        Paragraph(
            (
                said(
                    "The rule is ",
                    Cite("online", WebPage("https://www.law.cornell.edu/rules/frcp/rule_6")),
                    ".",
                    kind=LAW,
                ),
            )
        ),
        Heading(2, "Exhibits cited", "VI."),
        exhibit_list(),
        Heading(2, "Table of authorities", "VII."),
        authorities(),
    )
    return report(
        Contents(2),
        *picture_memo(),
        *later,
        document_title="Memorandum: Executive Order 5-16",
        author="M. Alvarez",
        privilege_line=f"{PRIVILEGE} · DRAFT OF NOVEMBER 27, 2017",
        footer_left="Philadelphia · EO 5-16 · § 1373(a)",
        footer_center="Privileged and confidential",
    )


def timeline_lanes() -> tuple[Lane, ...]:
    def day(month: int, number: int, year: int = 2017) -> dt.date:
        return dt.date(year, month, number)

    one = Flag(day(6, 30), 1, FlagState.MET)
    two = Flag(day(10, 27), 2, FlagState.MET)
    sent = "Reply sent"
    early = Span(day(8, 1), day(8, 9), "Cleared, early August")
    return (
        Lane(
            "Philadelphia",
            (
                Event(day(6, 22), "send", sent),
                one,
                Event(day(8, 30), "gavel", "Court", "Suit filed"),
                two,
                Event(day(11, 15), "gavel", "Court", "Injunction"),
                Flag(day(1, 16, 2018), 4, FlagState.AHEAD),
            ),
        ),
        Lane(
            "Chicago",
            (
                one,
                Event(day(8, 7), "gavel", "Court", "Suit filed"),
                Event(day(9, 15), "gavel", "Court", "Order"),
                two,
                Flag(day(1, 19, 2018), 5, FlagState.AHEAD),
            ),
        ),
        Lane("New York City", (one, two)),
        Lane("New Orleans", (one, two, Flag(day(12, 6), 3, FlagState.AHEAD))),
        Lane("Cook County", (one, two)),
        Lane(
            "Milwaukee County",
            (Event(day(6, 20), "send", sent), one, Event(day(10, 11), "badge-check", "Cleared by DOJ", "Cleared")),
        ),
        Lane("Clark County", (Event(day(5, 30), "send", sent, "Reply"), one, early)),
        Lane("Miami-Dade County", (one, early)),
        Lane(
            "California",
            (
                one,
                Event(day(8, 14), "gavel", "Court", "Suit filed"),
                Event(day(10, 5), "scroll-text", "Law", "SB 54 signed"),
            ),
        ),
    )


def dates_table() -> Table:
    met, ahead = StatusCell("check", "Met", Ink.GREEN), StatusCell("calendar", "Ahead", Ink.BLUE)
    columns = (
        Column("No.", 21, is_header=True, is_sans=True),
        Column("Date", 93, is_header=True),
        Column("What is due", 174),
        Column("Jurisdiction", 84),
        Column("How the date is set", 196.5),
        Column("Source", 61.5),
        Column("Status", 48),
    )
    lines = (
        (
            "Fri, Jun 30, 2017",
            "Replies to the April 21 letters",
            "Nine recipients",
            "Stated in letter",
            exhibit("1", "1"),
            met,
        ),
        (
            "Fri, Oct 27, 2017",
            "Replies to preliminary assessments",
            "Five recipients",
            "Stated in letter",
            exhibit("17", "3"),
            met,
        ),
        (
            "Wed, Dec 6, 2017",
            "OJP’s answer to records request",
            "New Orleans",
            "20 working days; sent Nov 6; Nov 10 and 23 are holidays",
            exhibit("22", "1"),
            ahead,
        ),
        (
            "Tue, Jan 16, 2018",
            "Notice of appeal, preliminary injunction",
            "Philadelphia",
            "60 days; Sun Jan 14, then Mon Jan 15 (holiday), rolled",
            exhibit("31", "1"),
            ahead,
        ),
        (
            "Fri, Jan 19, 2018",
            "Oral argument, 7th Cir. No. 17-2991",
            "Chicago",
            "Court notice",
            exhibit("28", "1"),
            ahead,
        ),
    )
    rows = tuple(
        Row((str(number), date, due, who, how, (cite,), status), FACT, (f"deadline:{number}",))
        for number, (date, due, who, how, cite, status) in enumerate(lines, 1)
    )
    return Table(columns, rows)


def timeline(lanes: tuple[Lane, ...] | None = None) -> Report:
    """What the design's picture of a timeline shows, and the exhibits that it cites."""
    figure = TimelineFigure(
        timeline_lanes() if lanes is None else lanes, dt.date(2017, 4, 21), dt.date(2018, 1, 31), NOON.date()
    )
    sources = tuple(
        Row((f"Ex. {number}", "Source"), anchor=ExhibitPage(number).anchor) for number in ("1", "17", "22", "28", "31")
    )
    return report(
        figure,
        dates_table(),
        Heading(2, "Exhibits"),
        Table((Column("Ex.", 40), Column("Title", 300)), sources),
        title="Deadline timeline",
        subtitle="April 2017 letters under 8 U.S.C. § 1373",
        privilege_line=PRIVILEGE,
        footer_left="April 2017 letters · Deadline timeline",
        footer_center="Privileged and confidential",
        page=PageSetup(is_landscape=True, margin_pt=57.0),
    )
