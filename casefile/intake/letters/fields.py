"""A letter's parts made into proposed fields, each with its place, confidence and reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefile.domain.enums import Direction, LetterKind
from casefile.domain.letters import Letter, LetterField, PageText
from casefile.intake.letters import deadlines, demands, kinds, parties, places, references
from casefile.intake.letters.asking import tells_own_act
from casefile.intake.letters.dates import DateHit, find_dates
from casefile.intake.letters.flow import Flow, Line, Source
from casefile.intake.letters.layout import LABEL, RE_LINE, Layout, is_noise, lay_out
from casefile.intake.letters.words import COURTESY

_MOST_DEMANDS = 400  # a list longer than this is no letter's


@dataclass(slots=True)
class Reading:
    """One letter in hand: its lines, its flows, and the fields found so far."""

    source: Source
    layout: Layout
    body: Flow
    fields: list[LetterField]
    warnings: list[str]

    def add(
        self, name: str, value: str | None, start: int, end: int, confidence: float, why: str, **extra: str | None
    ) -> None:
        """Adds a field; `start` and `end` count in the whole document's characters."""
        place = self.source.place(start, end)
        confidence = round(min(1.0, max(0.05, confidence)), 2)
        span = (place.start, place.end)
        self.fields.append(LetterField(name, value, place.raw, place.page, span, confidence, why, extra=extra))

    def add_lines(self, name: str, value: str, lines: Sequence[Line], confidence: float, why: str) -> None:
        """Adds a field that takes whole lines."""
        if value and lines:
            self.add(name, value, lines[0].start, lines[-1].end, confidence, why)

    def add_flow(
        self, name: str, value: str | None, start: int, end: int, confidence: float, why: str, **extra: str | None
    ) -> None:
        """Adds a field from a stretch of the body."""
        if self.body.was_repaired(start, end):
            confidence, why = confidence - 0.1, f"{why}; letters lost by a scanner were put back"
        self.add(name, value, self.body.origin(start), self.body.origin(end - 1) + 1, confidence, why, **extra)


def read_part(source: Source, lines: Sequence[Line], pages: Sequence[PageText], name: str, media_type: str) -> Letter:
    """One letter from its lines.

    Args:
        source: The whole document.
        lines: Lines of this letter.
        pages: Pages of the whole document.
        name: Name of the file.
        media_type: Of the file.
    """
    layout = lay_out(lines)
    reading = Reading(source, layout, Flow(source, layout.body), [], [])
    day = _letter_date(reading)
    heads = _add_parties(reading)
    found = demands.demands(reading.body)[:_MOST_DEMANDS]
    head = "\n".join(line.text for line in layout.head)
    texts = [reading.body.text[item.start : item.end] for item in found]
    local_writer = places.names_local_government(heads.writer.split("\n")) and not kinds.is_federal(heads.writer)
    kind = kinds.kind_of(layout, head, reading.body.text, texts, local_writer=local_writer)
    direction = kinds.direction_of(heads, reading.body.text, kind, asked=bool(found))
    _add_references(reading)
    _add_days(reading, day, kind, direction)
    if kind in (LetterKind.PRESS_RELEASE, LetterKind.OTHER) and layout.salutation is None:
        found = []  # a report about a demand makes none
    if direction is Direction.FROM_FEDERAL:
        found = [item for item in found if not tells_own_act(reading.body.text[item.start : item.end])]
    for field_name, stretches in (
        ("demand", found),
        ("consequence", demands.consequences(reading.body)),
        ("not_final", demands.not_final(reading.body)),
    ):
        for item in stretches:
            value = _value(reading.body.text[item.start : item.end])
            reading.add_flow(field_name, value, item.start, item.end, item.confidence, item.why)
    _add_jurisdiction(reading, kind, direction)
    _warn_of_tail(reading)
    reading.fields.sort(key=lambda item: (item.page, item.span))
    return Letter(
        name,
        media_type=media_type,
        pages=len(pages),
        kind=kind,
        direction=direction,
        fields=tuple(reading.fields),
        warnings=tuple(dict.fromkeys(reading.warnings)),
    )


def _value(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _letter_date(reading: Reading) -> DateHit | None:
    line = reading.layout.date_line
    if line is None:
        return None
    hit = next((hit for hit in find_dates(line.text) if hit.year), None)
    if hit is None or hit.date is None:
        return None
    alone = not re.search(r"[A-Za-z]{3}", line.text[: hit.start] + line.text[hit.end :])
    confidence = 0.98 if alone else 0.85
    why = "the date line above the letter" if alone else "the date in a line of the head"
    if hit.repaired:
        confidence, why = 0.65, f"{why}, put right after a scanner broke it"
    reading.add("letter_date", hit.date.isoformat(), line.start + hit.start, line.start + hit.end, confidence, why)
    _compare_page_headings(reading, hit)
    return hit


def _compare_page_headings(reading: Reading, hit: DateHit) -> None:
    for line in reading.layout.furniture:
        for other in find_dates(line.text):
            if other.date and other.date != hit.date:
                page = reading.source.place(line.start, line.end).page
                where = f"Page {page}" if len(reading.source.pages) > 1 else "The heading of a later page"
                reading.warnings.append(f"{where} bears another date: {line.text[other.start : other.end]}.")


def _add_parties(reading: Reading) -> kinds.Heads:
    layout = reading.layout
    head = parties.letterhead(layout.letterhead)
    reading.add_lines("sender_office", head.office, head.office_lines, 0.9, "the letterhead")
    reading.add_lines("sender_address", head.address, head.address_lines, 0.88, "the address in the letterhead")
    to = parties.recipients(layout.address) or parties.from_label(layout.labels.get("to", []))
    for party in to:
        _add_recipient(reading, party)
    signed = parties.signatories(layout.signature) or parties.from_label(layout.labels.get("from", []))
    for party in signed:
        why = "the name under the closing" if layout.closing else "the name under FROM"
        reading.add_lines("signatory", party.name, party.name_lines, 0.95, why)
        title = party.title or party.office or party.rank
        lines = party.title_lines or party.office_lines or party.name_lines
        reading.add_lines("signatory_title", title, lines, 0.92, "the line below the name")
    if not head.office and signed and signed[0].office_lines:
        reading.add_lines(
            "sender_office", signed[0].office, signed[0].office_lines, 0.8, "the office below the signature"
        )
    _add_small_fields(reading)
    writer = [line.text for line in (*head.office_lines, *head.address_lines)]
    for party in signed:
        writer.extend(line.text for line in (*party.name_lines, *party.title_lines, *party.office_lines))
    writer.extend(line.text for line in layout.labels.get("from", []))
    addressee = [line.text for line in (*layout.address, *layout.labels.get("to", []))]
    if layout.salutation:
        addressee.append(layout.salutation.text)
    writer.extend(_known_ranks(reading, signed))
    return kinds.Heads("\n".join(writer), "\n".join(addressee), signed[0].office if signed else "")


def _known_ranks(reading: Reading, signed: Sequence[parties.Party]) -> list[str]:
    """Ranks that the document gives to those who signed without one: "Senator Roe"."""
    text = "\n".join(page.text for page in reading.source.pages[:3])[:30_000]
    found = []
    for party in signed:
        last = re.split(r",|\s+(?:Jr|III)", party.name)[0].split()[-1:]
        if last and not (party.title or party.office):
            match = re.search(
                rf"\b(?:Senators?|Sens?\.|Rep\.|Congress(?:man|woman))\s+(?:[\w.]+\s+){{0,4}}?{re.escape(last[0])}\b",
                text,
            )
            found.extend(["United States Senator or Member of Congress"] if match else [])
    return found


def _add_recipient(reading: Reading, party: parties.Party) -> None:
    office = party.office
    greeted = re.sub(r"^Dear\s+|[:,]$", "", reading.layout.salutation.text) if reading.layout.salutation else ""
    if not party.name and greeted and office.startswith(greeted):
        office = greeted  # the salutation repeats the office without the scanner's scraps
    if party.name:
        reading.add_lines("recipient", party.name, party.name_lines, 0.95, "the first line of the address block")
    elif office and not (party.title or party.rank):
        reading.add_lines("recipient", office, party.office_lines, 0.8, "the address block names an office, no person")
    title, lines = party.title, party.title_lines
    if not title and party.rank:
        title, lines = party.rank, party.name_lines
    reading.add_lines("recipient_title", title, lines, 0.93, "the title in the address block")
    reading.add_lines("recipient_office", office, party.office_lines, 0.9, "the office in the address block")
    reading.add_lines("recipient_care_of", party.care_of, party.care_lines, 0.93, 'the line that begins with "c/o"')


def _add_small_fields(reading: Reading) -> None:
    layout = reading.layout
    if layout.salutation:
        value = re.sub(r"^[^A-Za-z]+|[\s:,;.]+$", "", layout.salutation.text)
        reading.add_lines("salutation", value, [layout.salutation], 0.97, "the line that greets the addressee")
    re_lines = layout.re_block or layout.labels.get("subject", []) or layout.labels.get("subj", [])
    if re_lines:
        text = _value(" ".join(line.text for line in re_lines if not is_noise(line.text)))
        value = LABEL.sub("", RE_LINE.sub("", text)).strip()
        reading.add_lines("reference", value, re_lines, 0.95, "the Re block")
    for value, line in parties.copies([*layout.copies, *layout.labels.get("cc", [])]):
        at = max(0, line.text.find(value))
        reading.add(
            "copy_to",
            value,
            line.start + at,
            line.start + at + min(len(value), len(line.text)),
            0.9,
            "the list of copies",
        )
    for value, line in parties.enclosures(layout.enclosures):
        reading.add_lines("enclosure", value, [line], 0.9, "the enclosure line")
    short = [*layout.re_block, *parties.head_lines(layout)]
    for value, line, start, end in references.file_numbers(short):
        reading.add(
            "file_number", value, line.start + start, line.start + end, 0.85, "a file number in the head or at the foot"
        )


def _add_references(reading: Reading) -> None:
    """Law, programs and awards, from the Re block first and then the body; each value once."""
    layout = reading.layout
    re_lines = layout.re_block or layout.labels.get("subject", [])
    head, body = Flow(reading.source, re_lines), reading.body
    text = f"{head.text}\n{body.text}"
    found: list[tuple[str, Iterable[references.Reference]]] = [
        ("authority", references.authorities(text)),
        ("award_number", references.awards(text)),
        ("program", references.programs(text)),
    ]
    for name, items in found:
        for item in items:
            flow, before = (head, 0) if item.start < len(head.text) else (body, len(head.text) + 1)
            start, end = flow.origin(item.start - before), flow.origin(item.end - 1 - before) + 1
            reading.add(name, item.value, start, end, item.confidence, item.why)


def _add_days(reading: Reading, day: DateHit | None, kind: LetterKind, direction: Direction) -> None:
    told = kind is LetterKind.RESPONSE or (direction is Direction.TO_FEDERAL and kinds.is_reply(reading.body.text))
    manner = deadlines.Manner(
        press=kind is LetterKind.PRESS_RELEASE, reply=told, federal=direction is Direction.FROM_FEDERAL
    )
    days = deadlines.find_days(reading.body, day.date if day else None, manner)
    reading.warnings.extend(days.warnings)
    taken = {day.date if day else None}
    for item in days.deadlines:
        value = item.value.isoformat() if item.value else None
        reading.add_flow(
            "deadline", value, item.start, item.end, item.confidence, item.why,
            trigger=item.trigger, basis=item.basis, time=item.time, period=item.period, **{"from": item.runs_from},
        )  # fmt: skip
        taken.add(item.value)
    for hit in days.mentioned:
        if hit.date in taken or hit.date is None:
            continue
        taken.add(hit.date)
        confidence = 0.7 if hit.repaired else 0.95
        reading.add_flow(
            "mentioned_date", hit.date.isoformat(), hit.start, hit.end, confidence, "a date that sets nothing due"
        )


def _add_jurisdiction(reading: Reading, kind: LetterKind, direction: Direction) -> None:
    layout = reading.layout
    if kind is LetterKind.PRESS_RELEASE:
        _add_listed(reading)
        return
    address_lines = layout.address or layout.labels.get("to", [])
    sender_lines = [*layout.letterhead, *layout.signature]
    to_local = direction is not Direction.TO_FEDERAL
    texts = {"address": address_lines, "sender": sender_lines, "re": layout.re_block}
    joined = {key: "\n".join(COURTESY.sub("", line.text) for line in lines) for key, lines in texts.items()}
    body = reading.body.text[:20_000]
    for where, place in places.of_letter(joined["address"], joined["sender"], joined["re"], body, to_local=to_local):
        if where == "body":
            reading.add_flow("jurisdiction", place.value, place.start, place.end, place.confidence, place.why)
            continue
        number = joined[where].count("\n", 0, place.start)
        line = texts[where][number]
        words = joined[where][place.start : place.end].split("\n")[0]
        at = max(0, line.text.find(words))
        reading.add(
            "jurisdiction", place.value, line.start + at, line.start + at + len(words), place.confidence, place.why
        )


def _add_listed(reading: Reading) -> None:
    text = "\n".join(line.text for line in reading.layout.body)
    starts = [0]
    for line in reading.layout.body:
        starts.append(starts[-1] + len(line.text) + 1)
    for place in places.listed(text):
        index = bisect_right(starts, place.start) - 1
        line, at = reading.layout.body[index], place.start - starts[index]
        end = min(line.end, line.start + at + place.end - place.start)
        reading.add("jurisdiction", place.value, line.start + at, end, place.confidence, place.why)


def _warn_of_tail(reading: Reading) -> None:
    length = sum(len(line.text) for line in reading.layout.tail)
    if length > 400:
        reading.warnings.append(
            "Text after the signature was taken as an enclosure and not searched for demands or deadlines."
        )
