"""The parts of a letter by their place: letterhead, date, address, Re, salutation, body, closing, copies."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from casefile.intake.letters.dates import find_dates
from casefile.intake.letters.flow import Line
from casefile.intake.letters.words import CITY_LINE, COURTESY, FURNITURE_PAGE, STREET

SALUTATION = re.compile(
    r"^[^A-Za-z]{0,4}(?:Dear|DEAR)\s+[A-Z(\[].{0,140}$"
    r"|^(?:Gentlemen|Ladies and Gentlemen|To Whom It May Concern|To whom it may concern|Sirs?|Madam|Greetings"
    r"|M(?:r|adam)\.? (?:Mayor|Secretary|Chairman|President|Attorney General))\s*[:,]$"
)
CLOSING = re.compile(
    r"^[^A-Za-z]{0,8}(?:(?:Very\s+)?(?:Sincerely|Respectfully|Truly|Cordially|Faithfully)(?:\s+(?:yours|submitted))?"
    r"|Yours\s+(?:very\s+)?(?:truly|sincerely|faithfully)|Very\s+truly\s+yours|(?:Best|Kind|Warm(?:est)?)\s+regards"
    r"|Regards|Best\s+wishes|With\s+(?:every\s+)?(?:good|best|kind|warm)\s+(?:wish(?:es)?|regards),?(?:\s+I\s+am)?"
    r"|Thank\s+you)\s*[,.;:]?$",
    re.IGNORECASE,
)
RE_LINE = re.compile(r"^(?:RE|Re|Subject|SUBJECT|Subj|SUBJ|In\s+[Rr]e|IN\s+RE)\s*[:;.]\s*(?=\S|$)")
COPIES = re.compile(
    r"^(?:[bce]c|CC|Cc|Copies to|Copy to|Copies|With copies to|x?cc)\s*[:;.](?:\s+|$)|^(?:cc|CC)\s+(?=[A-Z])"
)
ENCLOSURES = re.compile(
    r"^(?:(?:\d+\s+)?(?:Classified\s+|Unclassified\s+)?(?:Enclosures?|ENCLOSURES?|Encls?\.?|Attachments?|ATTACHMENTS?))"
    r"\b[\s:.()\d-]*"
)
DELIVERY = re.compile(
    r"^[^A-Za-z]{0,3}(?:(?:SENT\s+|DELIVERED\s+)?(?:VIA|BY)\s+|HAND[- ]?DELIVER|CERTIFIED\s+MAIL|REGISTERED\s+MAIL"
    r"|OVERNIGHT|RETURN\s+RECEIPT|(?:U\.?\s?S\.?\s+)?FIRST[- ]CLASS|U\.?\s?S\.?\s+MAIL|FACSIMILE|ELECTRONIC\s+(?:MAIL|"
    r"TRANSMISSION)|E-?MAIL\b(?!:)|FED\s?EX|COURIER|IMMEDIATE\s+ATTENTION|PERSONAL\s+AND\s+CONFIDENTIAL|MAIL\s+STOP"
    r"|(?:PRIVILEGED|CONFIDENTIAL)\b)",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"^(?:(?P<label>TO|FROM|CC|BCC|DATE|SUBJECT|SUBJ|THRU|THROUGH|ATTENTION|ATTN|To|From|Cc|Date|Subject|Sent|Through)\s*:"
    r"|MEMORANDUM\s+(?:FOR|TO)\b(?!\s+THE\s+(?:RECORD|FILE)):?)\s*"
)
FAX_LINE = re.compile(r"\bFAX\b|\b\d{1,2}:\d\d\b.*\b\d{3}[ -]\d{3}[ -]\d{4}\b", re.IGNORECASE)
RECEIVED = re.compile(r"\bRE(?:C['’]?D|CEIVED)\b|\bRELEASED?\b.*\bACT\b", re.IGNORECASE)
_MASTHEAD = re.compile(r"^[A-Z][^:]{4,30}:\s+\S.*\s[+«»•*·,¢-]\s.*\s[+«»•*·-]\s")
_LETTERS_ONLY = re.compile(r"[\W\d]+")
_DIGIT = re.compile(r"[0-9]")
_STARTS_IN_FIGURES = re.compile(r"\W*\d")
_STAMP = re.compile(r"\d{1,3}-\d{4,6},?|[gioq{]?\d{3}")
_DUE_LABEL = re.compile(r"\b(?:suspense|due|deadline|respon(?:d|se)|reply)\b", re.IGNORECASE)
_WORDS = re.compile(r"[A-Za-z]{2,}")


@dataclass(slots=True)
class Layout:
    """The lines of one letter by what they are; every line is in one list at most."""

    letterhead: list[Line] = field(default_factory=list)
    date_line: Line | None = None
    delivery: list[Line] = field(default_factory=list)
    address: list[Line] = field(default_factory=list)
    re_block: list[Line] = field(default_factory=list)
    salutation: Line | None = None
    labels: dict[str, list[Line]] = field(default_factory=dict)
    body: list[Line] = field(default_factory=list)
    closing: Line | None = None
    signature: list[Line] = field(default_factory=list)
    copies: list[Line] = field(default_factory=list)
    enclosures: list[Line] = field(default_factory=list)
    tail: list[Line] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)

    @property
    def head(self) -> list[Line]:
        """Everything above the body, in reading order."""
        lines = [*self.letterhead, *self.delivery, *self.address, *self.re_block]
        lines.extend(line for block in self.labels.values() for line in block)
        if self.date_line:
            lines.append(self.date_line)
        return sorted(lines, key=lambda line: line.start)


def is_prose(text: str) -> bool:
    """Whether a line reads as running text, not as a line of a letter's head.

    >>> is_prose("Office of Justice Programs"), is_prose("A copy of the text of the Senator's letter follows here.")
    (False, True)
    """
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return len(words) >= 7 and small >= (0.4 if len(words) < 12 else 0.33) * len(words)


def is_noise(text: str) -> bool:
    """Whether a scanner made the line up: hardly a letter in it."""
    if text[:12].replace(" ", "").isalpha() and len(text) > 12:
        return False
    letters = sum(map(str.isalpha, text))
    return letters < 2 or (letters < 0.45 * len(text) and not any(char.isdigit() for char in text))


def salutation_at(line: Line) -> bool:
    """Whether the line is a salutation."""
    return (
        len(line.text) < 150
        and SALUTATION.match(line.text) is not None
        and not line.text.startswith("Dear Colleague Letter")
    )


def find_furniture(lines: Sequence[Line]) -> set[int]:
    """Starts of lines that belong to the page and not to the text.

    Page numbers, the lines repeated above or below every page, and the name and
    date that stand above "Page 2" of a letter.
    """
    found: set[int] = set()
    pages = {line.page for line in lines}
    edge = _edges(lines)
    keys = {index: _LETTERS_ONLY.sub("", lines[index].text).lower() for index in edge} if len(pages) > 1 else {}
    seen = Counter(keys.values())
    masthead = -9
    for index, line in enumerate(lines):
        text = line.text
        if ":" in text and (_MASTHEAD.match(text) or (masthead == index - 1 and len(text) < 90)):
            masthead = index
            found.add(line.start)
            continue
        if len(text) > 70 or not _DIGIT.search(text):
            if index not in edge:
                continue
        elif (_STARTS_IN_FIGURES.match(text) and FAX_LINE.search(text)) or _STAMP.fullmatch(text):
            found.add(line.start)  # a fax machine's line, an archive's stamp
            continue
        if FURNITURE_PAGE.match(text):
            if "age" in text.lower() or index in edge or len(pages) == 1:
                found.add(line.start)
            if "age" in text.lower():
                found.update(_page_heading(lines, index))
            continue
        key = keys.get(index, "")
        if (
            key
            and len(text) < 160
            and max(2, len(pages) // 2) <= seen[key] <= 2 * len(pages)
            and line.page > 0
            and not is_prose(text)
        ):
            found.add(line.start)
    return found


def _edges(lines: Sequence[Line]) -> set[int]:
    """Indexes of the first three and last three lines of each page."""
    edge: set[int] = set()
    tops = [index for index, line in enumerate(lines) if line.top] or [0]
    for first, last in zip(tops, [*tops[1:], len(lines)], strict=True):
        edge.update(range(first, min(first + 3, last)))
        edge.update(range(max(first, last - 3), last))
    return edge


def _page_heading(lines: Sequence[Line], index: int) -> set[int]:
    """The name, place and date above a line "Page 2"."""
    heading: list[Line] = []
    for line in reversed(lines[max(0, index - 4) : index]):
        if (
            is_prose(line.text)
            or len(line.text) > 70
            or re.search(r"(?<!Esq)(?<!Jr)(?<!Sr)[.;:?!,][\"”’]?$", line.text)
        ):
            break
        heading.append(line)
        if line.top or line.blanks >= 2:
            break
    dated = any(find_dates(line.text) for line in heading)
    return {line.start for line in heading} if dated or lines[max(0, index - 1)].top else set()


def lay_out(lines: Sequence[Line]) -> Layout:
    """Sorts the lines of one letter into its parts.

    Args:
        lines: Lines of one part of a document, in reading order.
    """
    layout = Layout()
    furniture = find_furniture(lines)
    layout.furniture = [line for line in lines if line.start in furniture]
    kept = [line for line in lines if line.start not in furniture]
    greeting = next((index for index, line in enumerate(kept) if salutation_at(line)), None)
    if greeting is None:
        rest = _lay_out_memo(layout, kept)
    else:
        layout.salutation = kept[greeting]
        _lay_out_head(layout, kept[:greeting])
        rest = kept[greeting + 1 :]
        if rest and RE_LINE.match(rest[0].text) and not layout.re_block:
            count = 1
            while count < min(len(rest), 5) and not rest[count].blanks and not is_prose(rest[count].text):
                count += 1
            layout.re_block, rest = list(rest[:count]), rest[count:]
    _lay_out_rest(layout, list(rest))
    return layout


def date_line(lines: Sequence[Line]) -> Line | None:
    """The line that dates the letter, if one does: best a date alone, else one that begins with it."""
    best: tuple[float, Line] | None = None
    for position, line in enumerate(lines):
        score = _date_score(line.text)
        if score and (best is None or score - 0.01 * position > best[0]):
            best = (score - 0.01 * position, line)
    return best[1] if best else None


def _date_score(text: str) -> float:
    if (
        len(text) > 140
        or FAX_LINE.search(text)
        or _DUE_LABEL.search(text)
        or RECEIVED.search(text)
        or RE_LINE.match(text)
    ):
        return 0.0
    full = [hit for hit in find_dates(text) if hit.year]
    label = LABEL.match(text)
    if full and label and (label["label"] or "").lower() in ("date", "sent"):
        return 0.97
    if not full or is_prose(text):
        return 0.0
    hit = full[0]
    before, after = text[: hit.start].strip(), text[hit.end :].strip()
    if not _WORDS.search(before) and not _WORDS.search(after):
        return 1.0
    if re.fullmatch(
        r"(?:Original\s+)?(?:Release\s*)?(?:Date[d]?|Issued|Posted|Published)(?:\s+on)?\s*:?", before, re.IGNORECASE
    ):
        return 0.95
    if re.fullmatch(r"[A-Z][A-Za-z .]+,?|FOR\s+IMMEDIATE\s+RELEASE.*", before) and not after and len(before) < 40:
        return 0.6  # "Washington, June 1, 2017", "FOR IMMEDIATE RELEASE Thursday, ..."
    if not _WORDS.search(before):
        return 0.8 if not any(char.islower() for char in after) or len(after) < 8 else 0.5
    return 0.3 if not _WORDS.search(after) and not text.rstrip().endswith(".") and len(before.split()) < 6 else 0.0


def _lay_out_head(layout: Layout, head: list[Line]) -> None:
    layout.labels, head = _take_labels(head)
    for index in range(len(head) - 1, -1, -1):
        if RE_LINE.match(head[index].text):
            layout.re_block = _re_block(head, index)
            taken = {line.start for line in layout.re_block}
            head = [line for line in head if line.start not in taken]
            break
    layout.date_line = date_line(head) or date_line(layout.labels.get("date", []))
    layout.delivery = [line for line in head if DELIVERY.match(line.text) and line is not layout.date_line]
    rest = [line for line in head if line is not layout.date_line and line not in layout.delivery]
    split = _address_start(rest, layout)
    layout.letterhead, layout.address = rest[:split], rest[split:]


def _re_block(head: list[Line], index: int) -> list[Line]:
    block = [head[index]]
    for line in head[index + 1 :]:
        if CITY_LINE.search(line.text) or (line.blanks and (COURTESY.match(line.text) or len(block) > 5)):
            break
        if not is_noise(line.text):
            block.append(line)
    return block


def _take_labels(lines: list[Line]) -> tuple[dict[str, list[Line]], list[Line]]:
    """Blocks under TO:, FROM:, SUBJECT: and the like, and the lines that are left."""
    labels: dict[str, list[Line]] = {}
    left: list[Line] = []
    current: list[Line] | None = None
    for line in lines:
        match = LABEL.match(line.text)
        if match:
            current = labels.setdefault((match["label"] or "to").lower(), [])
            current.append(line)
        elif current is not None and not line.blanks and not is_prose(line.text) and not DELIVERY.match(line.text):
            current.append(line)
        else:
            if line.blanks or is_prose(line.text):
                current = None
            left.append(line)
    bare = [block for block in labels.values() if not LABEL.sub("", block[0].text)]
    if any(len(block) == 1 for block in bare):
        for block in bare:  # labels in one column, values in another: which belongs to which cannot be told
            left.extend(block[1:])
            block.clear()
        left.sort(key=lambda line: line.start)
    if len(labels) < 2:  # one "To:" alone is no memorandum's head
        return {}, lines
    return labels, left


def _address_start(rest: list[Line], layout: Layout) -> int:
    """Index in `rest` where the address block begins: after date and delivery lines, else by the last ZIP code."""
    marks = [line.start for line in (layout.date_line, *layout.delivery) if line is not None]
    after_marks = [index for index, line in enumerate(rest) if marks and line.start > max(marks)]
    if len(after_marks) >= 2:
        return after_marks[0]
    if layout.date_line is not None:
        after_date = [index for index, line in enumerate(rest) if line.start > layout.date_line.start]
        if len(after_date) >= 2:
            return after_date[0]
    cities = [index for index, line in enumerate(rest) if CITY_LINE.search(line.text)]
    if not cities:
        named = [index for index, line in enumerate(rest) if COURTESY.match(line.text)]
        return (after_marks or named or [len(rest)])[0]
    last = cities[-1]
    for index in range(last, -1, -1):
        if COURTESY.match(rest[index].text):
            return index
        if index in cities[:-1]:
            return index + 1
        if index and rest[index].blanks and last - index >= 2:
            return index
    return 0 if STREET.search(rest[last].text) or last >= 2 else last


def _lay_out_memo(layout: Layout, lines: list[Line]) -> list[Line]:
    """Head of a paper without a salutation; what is left is its body."""
    end = 0
    for index, line in enumerate(lines[:40]):
        if LABEL.match(line.text):
            end = index + 1
    if end:
        while end < len(lines) and not lines[end].blanks and not is_prose(lines[end].text) and end < 45:
            end += 1
        layout.labels, left = _take_labels(lines[:end])
    if not layout.labels:
        end = next((index for index, line in enumerate(lines) if is_prose(line.text)), min(len(lines), 12))
        left = lines[:end]
    dated = [line for line in lines[end:] if re.match(r"(?:Date|DATE)\s*:", line.text)]
    layout.date_line = date_line([*left, *layout.labels.get("date", []), *layout.labels.get("sent", [])]) or date_line(
        dated
    )
    due = [line for line in left if _DUE_LABEL.search(line.text) and find_dates(line.text)]
    layout.letterhead = [line for line in left if line is not layout.date_line and line not in due]
    return [*due, *(line for line in lines[end:] if line is not layout.date_line)]


def _lay_out_rest(layout: Layout, rest: list[Line]) -> None:
    closing = next((index for index in range(len(rest) - 1, -1, -1) if CLOSING.match(rest[index].text)), None)
    end = closing if closing is not None else _foot_start(rest)
    if closing and CLOSING.match(rest[closing - 1].text):
        end = closing - 1  # "Best regards." above "Sincerely yours,"
    layout.body = [line for line in rest[:end] if not is_noise(line.text)]
    if closing is not None:
        layout.closing = rest[closing]
        end = closing + 1
    _lay_out_foot(layout, rest[end:])


def _foot_start(rest: list[Line]) -> int:
    """Where copies and enclosures begin in a paper without a closing."""
    for index, line in enumerate(rest):
        text = line.text
        if index and len(text) < 120 and (COPIES.match(text) or (ENCLOSURES.match(text) and len(text) < 40)):
            return index
    return len(rest)


def _lay_out_foot(layout: Layout, foot: list[Line]) -> None:
    where = layout.signature
    for index, line in enumerate(foot):
        if COPIES.match(line.text):
            where = layout.copies
        elif ENCLOSURES.match(line.text) and len(line.text) < 100:
            where = layout.enclosures
        elif (where is not layout.tail and _leaves_foot(line, where is layout.signature and index < 14)) or (
            (where is layout.copies or where is layout.enclosures) and line.blanks >= 2
        ):
            where = layout.tail
        where.append(line)


def _leaves_foot(line: Line, in_signature: bool) -> bool:
    if line.top:
        return True
    if in_signature:
        return is_prose(line.text) or (line.text.endswith(":") and len(line.text) > 40)
    return is_prose(line.text) or (
        line.blanks > 0 and bool(re.match(r"(?:Telephone|Tel|Distribution|DOJ|Rev)\b", line.text))
    )
