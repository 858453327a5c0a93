"""Builds the demo docket in a folder, by the same commands that a person has.

Its words are data in `resources/demo`: letters and source notes (TOML), records (JSON). `README.md` there says what it
is and is not. This module only carries them in: papers are printed and imported, what the reader proposes is accepted
but for what a person would reject, records are added one act a topic.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from sqlalchemy.orm import Session

from casefile.domain import records as r
from casefile.domain.refs import RecordKind, RecordRef
from casefile.errors import UserError
from casefile.jobs import JobContext
from casefile.law.standing import number_key
from casefile.paths import resource
from casefile.reports.letter import DemoLetter, SourceNote, letters_from, note_from
from casefile.reports.render.pdf import write_pdf
from casefile.reports.render.pdf.letter import write_letter
from casefile.services import texts
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords, EditRecord, counted, loaded
from casefile.services.commands.review import AcceptProposals, RejectProposals
from casefile.services.intake import Original, Pages, PageTexts, import_documents
from casefile.services.queries.records import Records
from casefile.services.reporting import export
from casefile.services.runner import Clock, Command

AS_OF = dt.date(2017, 11, 27)  # the day of the demo's memo
_SOURCE = re.compile(r"(?P<paper>[\w-]+) at (?P<page>\d+): (?P<words>.+)", re.DOTALL)
LAST = 99  # place of a letter without one
LINKS = ("cites", "supports", "answers", "tags")  # a record's own lists, which become records of their own
OWNERS = {RecordKind.AUTHORITY: "source_authority"}  # fields of a cite that are not named for the kind


@dataclass(frozen=True, slots=True)
class Demo:
    """Where everything is.

    Attributes:
        letters: Reconstructed letters.
        sources: Notes about public sources.
        exports: Papers made of the case file.
    """

    casefile: Path
    letters: list[Path]
    sources: list[Path]
    exports: list[Path]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a page of one of the demo's papers: "order-draft at 1: judicial warrant".

    >>> Quote.read("order-draft at 1: judicial warrant").paper
    'order-draft'
    """

    paper: str
    page: int
    words: str

    @classmethod
    def read(cls, text: str) -> Quote:
        """Raises:
        UserError: Not a paper, a page and its words.
        """
        match = _SOURCE.fullmatch(text)
        if match is None:
            raise UserError(f"{text!r} names no words of a page.", hint="Write: paper at 1: words.")
        return cls(match["paper"], int(match["page"]), match["words"])

    def span(self, page: str) -> tuple[int, int]:
        """Characters [start, end) of the words, whatever their line ends.

        Raises:
            UserError: They are not on the page.

        >>> Quote("a", 1, "held for civil detainers").span("No one is held for\\ncivil detainers.")
        (10, 34)
        """
        words = (re.escape(word).replace(r"\-", "[-\u00ad]") for word in self.words.split())
        pattern = r"\s+".join(words)  # a hyphen at the end of a line is read as a soft one
        match = re.search(pattern, page)
        if match is None:
            raise UserError(f"{self.words!r} is not on page {self.page} of {self.paper}.")
        return match.span()


@dataclass(frozen=True, slots=True)
class Topic:
    """Records of one kind that are added, or edited, as one act."""

    kind: RecordKind
    records: Sequence[Mapping[str, Any]]
    is_edit: bool = False


class Content:
    """What `resources/demo` holds, read and put in order; nothing here knows a case file."""

    @cached_property
    def _letter_files(self) -> list[dict[str, Any]]:
        paths = sorted(resource("demo", "letters").glob("*.toml"))
        return [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]

    @cached_property
    def _sent(self) -> dict[str, dict[str, Any]]:
        """Who gets each letter, in the order in which they are imported and their demands numbered."""
        found = [(to, data["on"]) for data in self._letter_files for to in data["to"]]
        found.sort(key=lambda item: (item[0].get("order", LAST), item[1]))
        return {to["key"]: to for to, _ in found}

    @cached_property
    def letters(self) -> dict[str, DemoLetter]:
        """By key."""
        found = {key: letter for data in self._letter_files for key, letter in letters_from(data).items()}
        return {key: found[key] for key in self._sent}

    @cached_property
    def rejected(self) -> dict[str, tuple[str, ...]]:
        """By letter: proposals that a person would reject, as a field or the beginning of its value."""
        return {to["key"]: tuple(data["reject"]) for data in self._letter_files for to in data["to"]}

    @property
    def waiting(self) -> frozenset[str]:
        """Letters whose proposals stay open, for whoever wants to try the review."""
        return frozenset(key for key, to in self._sent.items() if to.get("waits"))

    @cached_property
    def _sources(self) -> dict[str, dict[str, Any]]:
        return tomllib.loads(resource("demo", "sources.toml").read_text(encoding="utf-8"))

    @cached_property
    def notes(self) -> dict[str, SourceNote]:
        """By key."""
        return {key: note_from(data) for key, data in self._sources.items()}

    def papers(self) -> Iterator[Topic]:
        """What each paper is: fields of its document, then what it was offered as, then its exhibit number."""
        documents: list[dict[str, Any]] = []
        evidence: list[dict[str, Any]] = []
        exhibits: list[dict[str, Any]] = []
        for key, data in (self._sent | self._sources).items():
            letter = self.letters.get(key)
            own: dict[str, Any] = {"of": f"@{key}", "title": data["title"], "public": True}
            if letter is not None:
                own |= {"reconstructed": True, "dated_on": letter.on.isoformat()}
            else:
                own |= {"source": data["address"], "second_hand": data.get("second_hand", False)}
                own |= {"dated_on": data["dated"]} if "dated" in data else {}
            documents.append(own)
            offered = {"title": data["title"], "document": f"@{key}", "type": data.get("evidence", "letter")}
            offered |= {"as": f"{key}.evidence", "admissibility": data.get("admissibility", "admissible")}
            evidence.append(offered | ({"strength": "weak"} if data.get("second_hand") else {}))
            links = {"document": f"@{key}", "evidence": f"@{key}.evidence"}
            exhibits.append({"number": data["exhibit"], "title": data["title"]} | links)
        exhibits.sort(key=lambda record: number_key(record["number"]))
        yield Topic(RecordKind.DOCUMENT, documents, is_edit=True)
        yield Topic(RecordKind.EVIDENCE, evidence)
        yield Topic(RecordKind.EXHIBIT, exhibits)

    def topics(self, stage: str) -> Iterator[Topic]:
        """Acts of a stage ("before" the import, or "after" it), then the links of their records."""
        own = [_topic(item) for path in self._record_files(stage) for item in json.loads(path.read_text("utf-8"))]
        for topic in own:
            yield Topic(topic.kind, [_without_links(record) for record in topic.records], topic.is_edit)
        yield from _links(own)

    @staticmethod
    def _record_files(stage: str) -> list[Path]:
        return sorted(resource("demo", "records", stage).glob("*.json"))

    def quotes(self) -> dict[str, Quote]:
        """Every quoted passage that a record names, by its own text."""
        found: dict[str, Quote] = {}
        for topic in (*self.topics("before"), *self.topics("after")):
            for record in topic.records:
                if isinstance(text := record.get("excerpt"), str):
                    found[text] = Quote.read(text)
        return found


def _topic(item: Mapping[str, Any]) -> Topic:
    kind = RecordKind(item.get("add") or item["edit"])
    return Topic(kind, [{**item.get("all", {}), **record} for record in item["records"]], "edit" in item)


def _without_links(record: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in LINKS}


def _links(topics: Iterable[Topic]) -> Iterator[Topic]:
    """Supports, answers, cites and tags that stand inside other records, as topics of their own."""
    found: dict[RecordKind, list[dict[str, Any]]] = defaultdict(list)
    for topic in topics:
        for record in topic.records:
            name = str(record.get("as") or record.get("of"))
            owner = {OWNERS.get(topic.kind, topic.kind.table): f"@{name.removeprefix('@')}"}
            for cite in record.get("cites", ()):
                found[RecordKind.CITE].append(owner | ({"excerpt": cite} if isinstance(cite, str) else cite))
            for support in record.get("supports", ()):
                found[RecordKind.SUPPORT].append(owner | support)
            for answer in record.get("answers", ()):
                found[RecordKind.ANSWER].append(owner | answer)
            for tag in record.get("tags", ()):
                found[RecordKind.TAGGING].append({"tag": tag, "about": next(iter(owner.values()))})
    for kind, records in found.items():
        yield Topic(kind, records)


def build(folder: Path, *, clock: Clock, context: JobContext, again: bool = False) -> Demo:
    """Makes the demo docket: its papers, `demo.casefile`, and a memo and a timeline of it.

    Args:
        folder: Made if it is not there.
        clock: Gives the instants of the history, in UTC.
        again: Take what is there already.

    Raises:
        UserError: There is a demo docket in the folder already.
        Cancelled: The context was cancelled; no case file is left.
        EnvironmentFault: The folder cannot be written.
    """
    content, path = Content(), folder / "demo.casefile"
    papers = {key: folder / "letters" / f"{key}.pdf" for key in content.letters}
    notes = {key: folder / "sources" / f"{key}.pdf" for key in content.notes}
    if not (again and path.exists()):
        folder.mkdir(parents=True, exist_ok=True)
        with Case.new(path, title="April 2017 letters", clock=clock, watch=False) as case:
            try:
                _print(content, papers, notes, context)
                _Builder(case, content, context).build({**papers, **notes})
                _export(case, folder, context)
            except BaseException:
                case.close()
                path.unlink()
                raise
    exports = sorted(folder.glob("*.pdf"))
    return Demo(path, list(papers.values()), list(notes.values()), exports)


def _print(content: Content, papers: Mapping[str, Path], notes: Mapping[str, Path], context: JobContext) -> None:
    paths = {**papers, **notes}
    for number, (key, path) in enumerate(paths.items()):
        context.report(number, len(paths), "Printing letters and source notes")
        path.parent.mkdir(exist_ok=True)
        if key in papers:
            write_letter(content.letters[key], path)
        else:
            write_pdf(content.notes[key].report(), path)


def _export(case: Case, folder: Path, context: JobContext) -> None:
    place = next(one.ref for one in case.ask(Records(RecordKind.JURISDICTION)) if one.title_text == "Philadelphia")
    export(case, "memo", folder / "memo-philadelphia.pdf", jurisdiction=place, as_of=AS_OF, context=context)
    export(case, "timeline", folder / "deadline-timeline.pdf", as_of=AS_OF, context=context)


@dataclass(frozen=True, slots=True)
class _Together:
    """Several commands as one act."""

    label: str
    commands: Sequence[Command]

    def apply(self, session: Session) -> None:
        for command in self.commands:
            command.apply(session)


@dataclass(frozen=True, slots=True)
class _EditNow:
    """Sets fields of a record as it is at that moment."""

    ref: RecordRef
    values: Mapping[str, Any]
    label: str = "Edit record"

    def apply(self, session: Session) -> None:
        version = loaded(session, self.ref.kind, self.ref.id).version
        EditRecord(self.ref.kind, self.ref.id, self.values, version).apply(session)


@dataclass
class _Builder:
    """Carries the content into a new case file; `names` are its records by the names that the content gives them."""

    case: Case
    content: Content
    context: JobContext
    names: dict[str, RecordRef] = field(default_factory=dict)

    def build(self, papers: Mapping[str, Path]) -> None:
        self.names["profile"] = self.case.ask(Records(RecordKind.PROFILE))[0].ref
        for topic in self.content.topics("before"):
            self._take(topic)
        self._import(papers)
        self._review()
        self._name_letters()
        self._quote()
        for topic in (*self.content.papers(), *self.content.topics("after")):
            self._take(topic)

    # --- papers ---

    def _import(self, papers: Mapping[str, Path]) -> None:
        results = import_documents(self.case, list(papers.values()), accept="none", context=self.context)
        refused = [f"{result.source}: {result.error}" for result in results if result.document_id is None]
        if refused:
            raise UserError(f"A paper of the demo cannot be read: {refused[0]}")
        documents = {record.id: record.ref for record in self.case.ask(Records(RecordKind.DOCUMENT))}
        for key, result in zip(papers, results, strict=True):
            self.names[key] = documents[result.document_id or 0]

    def _review(self) -> None:
        """Letters are accepted but for what a person would reject; notes propose nothing that anybody wants."""
        accepted: list[int] = []
        rejected: list[int] = []
        keys = {ref.id: key for key, ref in self.names.items() if ref.kind is RecordKind.DOCUMENT}
        for row in cast("list[r.Proposal]", self.case.ask(Records(RecordKind.PROPOSAL))):
            key = keys[row.document_id]
            if key in self.content.waiting:
                continue
            value = f"{row.name}: {row.value.get('value')}"
            unwanted = key in self.content.notes or value.startswith(self.content.rejected[key])
            (rejected if unwanted else accepted).append(row.id)
        self.case.do(RejectProposals(tuple(rejected)))
        self.case.do(AcceptProposals(tuple(accepted), by_person=True))

    def _name_letters(self) -> None:
        """`@notice-cook.letter`, its `.deadline`, and its demands from `.demand-1`."""
        keys = {ref.id: key for key, ref in self.names.items() if ref.kind is RecordKind.DOCUMENT}
        letters: dict[int, str] = {}
        for letter in cast("list[r.Correspondence]", self.case.ask(Records(RecordKind.CORRESPONDENCE))):
            letters[letter.id] = keys[letter.document_id or 0]
            self.names[f"{letters[letter.id]}.letter"] = letter.ref
        for deadline in cast("list[r.Deadline]", self.case.ask(Records(RecordKind.DEADLINE))):
            self.names[f"{letters[deadline.correspondence_id or 0]}.deadline"] = deadline.ref
        for demand in cast("list[r.Demand]", self.case.ask(Records(RecordKind.DEMAND))):
            key = letters[demand.correspondence_id]
            number = sum(name.startswith(f"{key}.demand-") for name in self.names) + 1
            self.names[f"{key}.demand-{number}"] = demand.ref

    def _quote(self) -> None:
        """Every passage that a record names becomes an excerpt, with its boxes on the page."""
        pages: dict[tuple[str, int], list[tuple[str, Quote]]] = defaultdict(list)
        for text, quote in self.content.quotes().items():
            pages[quote.paper, quote.page].append((text, quote))
        drawn, rows, order = Pages(), list[tuple[RecordKind, Mapping[str, Any]]](), list[str]()
        try:
            for done, ((paper, page), group) in enumerate(pages.items()):
                self.context.report(done, len(pages), "Finding quoted words")
                document = self.names[paper]
                words = self.case.ask(PageTexts(document.id))
                if page > len(words):
                    raise UserError(f"{paper} has no page {page}.")
                spans = [quote.span(words[page - 1]) for _, quote in group]
                boxes = drawn.boxes(self.case.ask(Original(document.id)), page, spans)
                for (text, _), (start, end), found in zip(group, spans, boxes, strict=True):
                    values = {"document_id": document.id, "page": page, "start": start, "end": end}
                    rows.append((RecordKind.EXCERPT, values | {"boxes": [list(box) for box in found]}))
                    order.append(text)
        finally:
            drawn.close()
        self.names |= dict(zip(order, self._added(RecordKind.EXCERPT, rows), strict=True))

    # --- records ---

    def _take(self, topic: Topic) -> None:
        self.context.report(len(self.names), 0, f"Entering {topic.kind.words} records")
        if topic.is_edit:
            edits = [_EditNow(self._ref(record["of"]), self._values(topic.kind, record)) for record in topic.records]
            self.case.do(_Together(f"Edit {counted(len(edits), topic.kind.words)}", edits))
            return
        rows = [(topic.kind, self._values(topic.kind, record, new=True)) for record in topic.records]
        for record, ref in zip(topic.records, self._added(topic.kind, rows), strict=True):
            if "as" in record:
                self.names[record["as"]] = ref

    def _added(self, kind: RecordKind, rows: Sequence[tuple[RecordKind, Mapping[str, Any]]]) -> list[RecordRef]:
        """Adds records of one kind as one act; their refs in the same order (ids are given in that order)."""
        changes = self.case.do(AddRecords(rows))
        return sorted((ref for ref in changes.refs if ref.kind is kind), key=lambda ref: ref.id)

    def _values(self, kind: RecordKind, record: Mapping[str, Any], *, new: bool = False) -> dict[str, Any]:
        given = {name: value for name, value in record.items() if name not in ("as", "of")}
        if "about" in given:  # the one kind of reference that is kept as words
            given["about"] = str(self._ref(given["about"]))
        return texts.parsed(kind, given, lambda _, name: self._ref(name).id, new=new)

    def _ref(self, name: str) -> RecordRef:
        """Raises:
        UserError: No record has this name.
        """
        found = self.names.get(name.removeprefix("@"))
        if found is None:
            raise UserError(f"The demo has no record {name}.")
        return found
