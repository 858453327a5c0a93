"""Parts XI to XIII of a memo and its end: open questions, exhibits, authorities, signature (S62 to S65)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.values import long_date
from casefile.law.citations import authority_sort_key
from casefile.law.standing import number_key
from casefile.reports.cites import CASES, Entry
from casefile.reports.memo_background import label
from casefile.reports.memo_desk import NOT_ENTERED, Desk, held, section
from casefile.reports.report import (
    AuthorityEntry,
    Block,
    CellContent,
    Column,
    ExhibitPage,
    ItemList,
    ListItem,
    Paragraph,
    Row,
    Rule,
    Section,
    Sentence,
    SentenceKind,
    StickerCell,
    Table,
)
from casefile.reports.wording import column_date, counted, hold_together, listing, unstop, upper_first

PASSIM = 5  # Parts that cite an authority, from which on their list says nothing
_TYPE_ORDER = (
    *(e.AuthorityType.DECISION, e.AuthorityType.ORDER, e.AuthorityType.STATUTE, e.AuthorityType.REGULATION),
    *(e.AuthorityType.RULE, e.AuthorityType.EXECUTIVE_ORDER, e.AuthorityType.OTHER),
)
MODES_WITH_HISTORY = frozenset({"internal", "client"})


# --- XI ---


def open_questions(desk: Desk) -> Section:
    """S62: questions by due date and number, then what is missing in the file, once for each record."""
    heading = desk.begin("XI", "Open questions")
    found = [one for one in desk.docket.questions if one.status is e.QuestionStatus.OPEN and desk.ours_or_common(one)]
    found.sort(key=lambda one: (one.due_on or dt.date.max, number_key(one.number)))
    items = [ListItem((_question(desk, one),), label=f"{label(one.number, 'Q')}.") for one in found]
    asked = {one.about for one in found}
    holes = [(ref, text) for ref, text in desk.open_points.items() if text and ref not in asked]
    items += [ListItem((desk.state(text, *desk.behind(ref)),), label="•") for ref, text in holes]
    blocks: list[Block] = [heading]
    if not items:
        return section("XI", (heading, Paragraph((desk.state("No question is open."),))))
    if found and not any(one.owner or one.due_on for one in found):
        blocks.append(Paragraph((desk.state("Owners and due dates: Not entered."),)))
    blocks.append(ItemList(tuple(items)))
    return section("XI", blocks)


def _question(desk: Desk, one: r.Question) -> Sentence:
    text = one.text.strip()
    text = text if text.endswith("?") else f"{unstop(text)}?"
    more = [f"Owner: {one.owner}." if one.owner else "", f"Due {long_date(one.due_on)}." if one.due_on else ""]
    return desk.state(" ".join([upper_first(text), *filter(None, more)]), one)


# --- XII ---


def exhibits(desk: Desk) -> Section:
    """S63: the exhibits that the memo cites and no other; columns whose cells are alike become a line."""
    heading = desk.begin("XII", "Exhibits cited")
    cited = sorted(desk.book.documents.items(), key=lambda pair: number_key(pair[0]))
    if not cited:
        return section("XII", (heading, Paragraph((desk.state("No exhibit is cited."),))))
    documents = [document for _, document in cited]
    owned = {number: desk.docket.exhibit_of(document.id) for number, document in cited}
    extra: list[tuple[str, list[str]]] = [
        ("Pages", [str(one.page_count) if one.page_count else NOT_ENTERED for one in documents]),
        ("Custodian", [_custodian(desk, owned[number], document) for number, document in cited]),
        ("Bates", [_bates(owned[number]) for number, _ in cited]),
        ("Privilege", [_privilege(one) for one in documents]),
        ("Designation", [upper_first(one.designation.label) for one in documents]),
    ]
    said, shown = _alike(desk, extra, documents)
    columns = (
        Column("Ex.", 54, is_header=True, is_sans=True),
        Column("Title", 252 - 60 * len(shown) if len(shown) < 3 else 130),
        Column("Date", 90),
        *(Column(title, 66) for title, _ in shown),
    )
    rows = tuple(
        Row(
            (
                _sticker(number, owned[number], document),
                held(document_title(owned[number], document)),
                column_date(document.dated_on),
                *(values[position] for _, values in shown),
            ),
            refs=(str(document.ref),),
            anchor=ExhibitPage(number).anchor,
        )
        for position, (number, document) in enumerate(cited)
    )
    table = Table(columns, rows, summary="Exhibits that this memo cites.")
    return section("XII", (heading, *([Paragraph(said)] if said else []), table))


def _sticker(number: str, exhibit: r.Exhibit | None, document: r.Document) -> CellContent:
    shown = number if exhibit else "No number"
    return StickerCell(f"{shown} R" if document.reconstructed else shown) if exhibit else shown


def document_title(exhibit: r.Exhibit | None, document: r.Document) -> str:
    """What a list calls an exhibit."""
    return exhibit.title if exhibit else document.title


def _custodian(desk: Desk, exhibit: r.Exhibit | None, document: r.Document) -> str:
    evidence = desk.docket.evidence_of(document.id)
    return (exhibit.custodian if exhibit else "") or (evidence.custodian if evidence else "") or NOT_ENTERED


def _bates(exhibit: r.Exhibit | None) -> str:
    if exhibit is None or not exhibit.bates_first:
        return NOT_ENTERED
    return "–".join(dict.fromkeys(filter(None, (exhibit.bates_first, exhibit.bates_last))))


def _privilege(document: r.Document) -> str:
    return "None claimed" if document.privilege is e.Privilege.NONE else document.privilege.label


def _alike(
    desk: Desk, extra: list[tuple[str, list[str]]], documents: list[r.Document]
) -> tuple[tuple[Sentence, ...], list[tuple[str, list[str]]]]:
    """Lines for the columns whose cells are all the same, and the columns that stay (G21)."""
    said, shown, empty = [], [], []
    if all(one.public or one.reconstructed for one in documents):
        has_r = any(one.reconstructed for one in documents)
        said.append("Public documents, except R (reconstruction)." if has_r else "Public documents.")
    elif any(one.reconstructed for one in documents):
        said.append("R: reconstruction.")
    plurals = {"Custodian": "Custodians", "Bates": "Bates numbers", "Pages": "Pages"}
    for title, values in extra:
        if len(set(values)) > 1:
            shown.append((title, values))
        elif values[0] == NOT_ENTERED:
            empty.append(plurals[title])
        elif title == "Pages":
            said.append(f"Each has {counted(int(values[0]), 'page')}.")
        elif title == "Custodian":
            said.append(f"Custodian: {values[0]}.")
        elif values[0] == "None claimed":
            said.append("Privilege: none claimed.")
        elif values[0] != "None":
            said.append(f"{title}: {values[0].lower()}.")
    if empty:
        names = listing([empty[0], *(one[:1].lower() + one[1:] if one == "Pages" else one for one in empty[1:])])
        said.insert(1 if said else 0, f"{names}: Not entered.")
    return tuple(desk.state(one) for one in said), shown


# --- XIII ---


def authorities(desk: Desk) -> Section:
    """S64: what the memo cites and no other; cases, statutes, rules, others; alphabetical, sections by number."""
    heading = desk.begin("XIII", "Table of authorities")
    desk.book.enter("")
    entries = sorted(desk.book.entries.values(), key=_entry_key)
    if not entries:
        return section("XIII", (heading, Paragraph((desk.state("No authority is cited."),))))
    lines = tuple(_authority_lines(desk, entries))
    history = _column(entries, _history)
    helps = _column(entries, _helps)
    columns = (
        Column("Authority", 300, is_header=False),
        Column("Part", 84),
        *([Column("Helps", 66)] if helps else []),
        *([Column("History", 90)] if history else []),
    )
    rows = tuple(
        Row(
            (
                held((*one.label, *(() if one.is_verified else ("*",)))),
                "passim" if len(one.parts) >= PASSIM else ", ".join(one.parts) or "None",
                *([_helps(one)] if helps else []),
                *([_history(one)] if history else []),
            ),
            refs=(str(one.authority.ref),) if one.authority else (),
            anchor=AuthorityEntry(one.key).anchor,
        )
        for one in entries
    )
    table = Table(columns, rows, summary="Authorities that this memo cites, and the Parts that cite them.")
    return section("XIII", (heading, *([Paragraph(lines)] if lines else []), table))


def _entry_key(entry: Entry) -> tuple[object, ...]:
    order = _TYPE_ORDER.index(entry.type)
    return max(order, 1) if entry.type in CASES else order, authority_sort_key(entry.sort_text)


def _column(entries: list[Entry], value: Callable[[Entry], str]) -> bool:
    """Whether a column has more than one word to say."""
    return len({value(one) for one in entries if one.type in CASES}) > 1


def _helps(entry: Entry) -> str:
    side = entry.authority.side_helped if entry.authority else None
    return side.label if side else "Not assessed" if entry.type in CASES else "–"


def _history(entry: Entry) -> str:
    if entry.type not in CASES or entry.authority is None:
        return "–"
    words = {e.HistoryStatus.NOT_CHECKED: "Not checked", e.HistoryStatus.NONE_KNOWN: "None known"}
    return words.get(entry.authority.history_status, entry.authority.history_status.label)


def _authority_lines(desk: Desk, entries: list[Entry]) -> Iterator[Sentence]:
    cases = [one for one in entries if one.type in CASES]
    if cases and not _column(entries, _history):
        word = _history(cases[0])
        said = "no decision checked" if word == "Not checked" else word.lower()
        yield desk.state(f"History: {said}.")
    if any(not one.is_verified for one in entries):
        yield desk.state("Asterisk: unverified.")


# --- End ---


def signature(desk: Desk) -> Section:
    """S65: who signs; for our own eyes also where the record history stood."""
    profile = desk.docket.profile
    name = profile.author or "[Author]"
    blocks: list[Block] = [Rule(), Paragraph((desk.say(name, SentenceKind.FILE_STATE, profile),))]
    if desk.options.mode in MODES_WITH_HISTORY and desk.docket.history_head:
        steps = desk.docket.steps
        text = f"Record history head {desk.docket.history_head}, {steps:,} {'change' if steps == 1 else 'changes'}."
        blocks.append(Paragraph((desk.state(hold_together(text)),)))
    return section("signature", blocks)
