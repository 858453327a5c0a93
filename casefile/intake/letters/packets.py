"""Several papers in one file: where each begins. And letters without line breaks: where the lines were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from casefile.intake.letters.dates import find_dates
from casefile.intake.letters.flow import LIST_MARK, Line
from casefile.intake.letters.layout import CLOSING, DELIVERY, FAX_LINE, date_line, is_prose, salutation_at
from casefile.intake.letters.words import COURTESY, RANK, ZIP

_LONG_LINE = 300  # characters; above it a "line" is a whole paragraph, or a letter without line breaks
_MOST_HEAD = 40  # lines a letter's head may have
_FORM = re.compile(
    r"\b(?:ROUTING\s+SLIP|FAX\s+(?:TRANSMISSION|COVER)|FACSIMILE\s+(?:TRANSMITTAL|COVER)|TRANSMITTAL\s+(?:SHEET|SLIP)"
    r"|MEMORANDUM\s+(?:FOR|TO|FROM)|FOR\s+IMMEDIATE\s+RELEASE|PRESS\s+RELEASE|NEWS\s+RELEASE)\b"
)
_SALUTATION_INSIDE = re.compile(
    r"\bDear\s+(?:[A-Z][\w.'’-]*|and|of|the|Members|Sirs?)(?:\s(?:[A-Z][\w.'’-]*|and|of))*(?::|,(?=\s+[A-Z])"
    r"|(?=\s{3,}))"
)
_CLOSING_INSIDE = re.compile(
    r"(?<=[.?!”\"]\s)\s*(?:Sincerely(?: yours)?|Respectfully(?: yours| submitted)?|Very truly yours|Yours truly|"
    r"Cordially(?: yours)?)(?:,|\s{2,}|\s(?=/s/|[A-Z]))|\s{3,}(?:Sincerely(?: yours)?|Respectfully(?: yours)?)(?:,"
    r"|\s{2,})"
)
_TAIL_BREAKS = re.compile(r"(?=\b(?:cc|Enclosures?|Attachments?)\s*:)|(?=\s/s/)")
_HEAD_BREAKS = re.compile(
    r"(?=\bRe:\s)|(?=\bVia\s+(?:E-?[Mm]ail|Fax|Facsimile|U\.?S\.? Mail|Certified))|(?<=E-Mail)(?=\s)|(?<=E-mail)(?=\s)"
    r"|(?<=[A-Za-z.,]\s\d{5})(?=\s)|(?=\b\d+\w?\s+[A-Z][\w.]*(?:\s+[A-Z][\w.]*)*\s+(?:Street|St\.|Ave|Blvd|Road"
    r"|Rd\.|Drive|Boulevard|Lane|Plaza))"
    r"|(?<=Blvd\.)(?=\s)|(?<=Street)(?=\s[A-Z])|(?<=Avenue)(?=\s[A-Z])|(?<=Road)(?=\s[A-Z])|(?<=Drive)(?=\s[A-Z])"
)
_GREETING_RUNS_ON = re.compile(
    r"Dear [^,:]{2,60}[,:]\s+(?=(?:[a-z]+|I|We|The|This|On|In|Thank|Please|As|It|Your)\s\S+\s\S+)"
)
_CLOSED_LINE = re.compile(r"(?:Sincerely|Respectfully|Very truly|Yours|Cordially)[\w ]{0,20},\s{2,}[A-Z].{0,300}$")
_ITEMS = re.compile(r"(?<=[.?!:;a-z]\s)(?=\d{1,2}\.\s[A-Z])|(?<=\s)(?=[\uf0b7•]\s)|(?<=and )(?=[\uf0b7•]\s)")
_AFTER_ZIP = re.compile(
    r"(?<=\d{5})\s+(?=(?:The\s+)?Honorable\b|M(?:r|s|rs)\.\s)|(?<=-\d{4})\s+(?=(?:The\s+)?Honorable\b)"
)


def unrolled(lines: Sequence[Line]) -> list[Line]:
    """Lines as a reader would see them: letters on one line are cut, wide gaps become lines of their own.

    >>> flat = "June 1, 2017  Ms. Jo Roe  Mayor   Dear Mayor Roe:   " + "Please reply. " * 30 + "Sincerely,   Al Poe"
    >>> [line.text for line in unrolled([Line(flat, 0, 0)])][:4]
    ['June 1, 2017', 'Ms. Jo Roe', 'Mayor', 'Dear Mayor Roe:']
    """
    found: list[Line] = []
    in_head = True
    for line in lines:
        inside = _SALUTATION_INSIDE.search(line.text) if len(line.text) > _LONG_LINE else None
        if inside and "Dear Colleague" not in inside.group():
            found.extend(_cut_letter(line, inside))
            in_head = False
            continue
        found.extend(_cells(line, in_head))
        if in_head and salutation_at(line):
            in_head = False
        elif len(line.text) < 60 and CLOSING.match(line.text):
            in_head = True  # another letter may follow
    return found


def _piece(line: Line, start: int, end: int, first: bool) -> Line | None:
    text = line.text[start:end]
    stripped = text.strip()
    if not stripped:
        return None
    at = line.start + start + len(text) - len(text.lstrip())
    if first:
        return line._replace(text=stripped, start=at)
    return Line(stripped, at, line.page)


def _pieces(line: Line, cuts: Iterable[int]) -> list[Line]:
    edges = sorted({0, len(line.text), *cuts})
    found: list[Line] = []
    for start, end in pairwise(edges):
        piece = _piece(line, start, end, not found)
        if piece:
            found.append(piece)
    return found


def _cells(line: Line, in_head: bool) -> list[Line]:
    text = line.text
    if (
        "  " not in text
        and "\t" not in text
        and not (in_head and (_AFTER_ZIP.search(text) or text.startswith("Dear ")))
    ):
        return [line]
    greeting = _GREETING_RUNS_ON.match(text)
    if greeting:
        return _pieces(line, [greeting.end()])
    closing = _CLOSED_LINE.match(text)
    if closing:
        return _pieces(line, [match.end() for match in re.finditer(r"\s{2,}", text)])
    if len(text) > _LONG_LINE:
        return [line]
    mark = LIST_MARK.match(text)
    start = mark.end() if mark else 0
    gap = re.compile(r"(?<![.?!:])\s{2,}" if in_head and not is_prose(text) else r"\s{5,}|\t")
    cuts = [match.end() for match in gap.finditer(text, start) if match.start() > start]
    if in_head:
        cuts.extend(match.end() for match in _AFTER_ZIP.finditer(text))
    return _pieces(line, cuts)


def _cut_letter(line: Line, greeting: re.Match[str]) -> list[Line]:
    """Lines of a letter that came as one: head, salutation, paragraphs, closing, foot."""
    text = line.text
    closing = next(iter(_CLOSING_INSIDE.finditer(text, greeting.end())), None)
    body_end = closing.start() if closing else len(text)
    found = _cut_head(line, greeting.start())
    found.extend(_between(line, greeting.start(), greeting.end()))
    cuts = [match.start() for match in _ITEMS.finditer(text, greeting.end(), body_end)]
    cuts.extend(match.end() for match in re.finditer(r"\s{5,}", text[:body_end]) if match.start() > greeting.end())
    found.extend(_between(line, greeting.end(), body_end, cuts))
    if closing:
        found.extend(_between(line, closing.start(), closing.end()))
        tail = [match.start() for match in _TAIL_BREAKS.finditer(text, closing.end())]
        tail.extend(match.end() for match in re.finditer(r"\s{2,}", text) if match.start() >= closing.end())
        tail.extend(_signature_cuts(text, closing.end()))
        found.extend(_between(line, closing.end(), len(text), tail))
    return found


def _signature_cuts(text: str, start: int) -> list[int]:
    """After "/s/ Name" the name is printed again: cut before it."""
    match = re.search(r"/s/\s+((?:[A-Z][\w.'’-]*\s+){2,4}?)(?=\1)", text[start:] + " ")
    cuts = [start + match.end()] if match else []
    office = re.search(r"\s(?=Office of\s)", text[start:])
    return cuts + ([start + office.end()] if office else [])


def _between(line: Line, start: int, end: int, cuts: Iterable[int] = ()) -> list[Line]:
    edges = sorted({start, end, *(cut for cut in cuts if start < cut < end)})
    pieces = (_piece(line, first, last, False) for first, last in pairwise(edges))
    return [piece._replace(blanks=1) for piece in pieces if piece]


def _cut_head(line: Line, end: int) -> list[Line]:
    text = line.text[:end]
    last = 0
    for match in re.finditer(r"\s{6,}", text.rstrip()):
        last = match.end()  # what stands before a wide gap is a release or a lead-in
    prose_end = last if last and len(text) - last < 700 else max(0, len(text) - 700)
    prose_end = prose_end if len(text) > 700 else 0
    head = text[prose_end:]
    cuts = [prose_end + match.start() for match in _HEAD_BREAKS.finditer(head)]
    cuts.extend(prose_end + match.end() for match in re.finditer(r"(?<![.])\s{2,}|(?<=[a-z]\.)\s{3,}", head))
    for hit in find_dates(head):
        if hit.year and "Re:" not in head[: hit.start]:
            cuts.extend((prose_end + hit.start, prose_end + hit.end))
    cuts.extend(prose_end + at for at in _title_cuts(head))
    found = _between(line, 0, prose_end) if prose_end else []
    pieces = [piece._replace(blanks=0) for piece in _between(line, prose_end, end, cuts)]
    return [*found, *_joined_courtesy(pieces, line)]


def _joined_courtesy(pieces: list[Line], line: Line) -> list[Line]:
    """A lone "Ms" belongs to the name after it."""
    found: list[Line] = []
    for piece in pieces:
        if found and re.fullmatch(r"M(?:r|s|rs)\.?|Dr\.?|Honorable|The Honorable", found[-1].text):
            before = found.pop()
            text = line.text[before.start - line.start : piece.end - line.start]
            piece = before._replace(text=text)
        found.append(piece)
    return found


def _title_cuts(head: str) -> list[int]:
    """In an address run together, where the name ends and the title begins, and where the office begins."""
    cuts = []
    stop = head.find("Re:")
    head = head[: stop if stop >= 0 else len(head)]
    title = re.search(
        r"(?<=[a-z.] )(?=(?:(?:Senior|Executive|Acting|Deputy|Vice|Assistant|Associate|Chief|Interim)\s+)*"
        r"(?:Vice President|President|Chief|Mayor|Director|Secretary|Commissioner|Administrator|Chair|General Counsel|"
        r"Superintendent|Sheriff|Governor|Manager|Attorney)\b)",
        head,
    )
    if title:
        cuts.append(title.start())
        office = re.search(
            r"(?:Officer|Counsel|Director|Commissioner|Secretary|Superintendent) (?=[A-Z])", head[title.start() :]
        )
        if office:
            cuts.append(title.start() + office.end())
    return cuts


def parts(lines: Sequence[Line]) -> list[list[Line]]:
    """The papers of a file, each as its lines.

    A new letter begins at its letterhead or date, once the letter before it has closed
    or a page has turned; what stands before the first letter's head is a paper of its own
    when it is prose (a release, a slip, a cover sheet).
    """
    starts = _letter_starts(lines)
    if starts and starts[0] > 0 and not _is_paper(lines[: starts[0]]):
        starts[0] = 0
    edges = sorted({0, *starts, *_form_starts(lines, starts), len(lines)})
    return [list(lines[first:last]) for first, last in pairwise(edges) if last > first]


def _letter_starts(lines: Sequence[Line]) -> list[int]:
    found: list[int] = []
    last_greeting = -1
    for index, line in enumerate(lines):
        if not salutation_at(line):
            continue
        if last_greeting < 0:
            found.append(_head_start(lines, 0, index))
            last_greeting = index
            continue
        closed = [at for at in range(last_greeting + 1, index) if CLOSING.match(lines[at].text)]
        lower = (closed[-1] if closed else last_greeting) + 1
        start = _head_start(lines, lower, index)
        dated = date_line(lines[start:index]) is not None
        turned = lines[start].top or lines[start].blanks >= 2
        if (closed and index - start >= 1) or (dated and turned):
            found.append(start)
            last_greeting = index
    return found


def _head_start(lines: Sequence[Line], lower: int, greeting: int) -> int:
    """Walks up from a salutation over what looks like a letter's head."""
    start = greeting
    dated = addressed = False
    for index in range(greeting - 1, max(lower, greeting - _MOST_HEAD) - 1, -1):
        line = lines[index]
        if is_prose(line.text) or len(line.text) > 160:
            break
        if line.text.endswith(":") and len(line.text) > 30 and not RANK.match(line.text):
            break  # "The text of the letter follows:"
        start = index
        dated = dated or (any(hit.year for hit in find_dates(line.text)) and not FAX_LINE.search(line.text))
        addressed = addressed or bool(re.search(ZIP, line.text))
        if (line.top or line.blanks >= 2) and dated:
            break
    return _below_signature(lines, start, lower, greeting)


def _below_signature(lines: Sequence[Line], start: int, lower: int, greeting: int) -> int:
    """Names under the closing of the letter before are not the head of this one."""
    if lower == 0 or start > lower:
        return start
    for index in range(lower, greeting):
        line = lines[index]
        if index > lower and (line.top or line.blanks >= 2):
            return index
    date = date_line(lines[lower:greeting])
    if date is not None:
        return next(index for index in range(lower, greeting) if lines[index] is date)
    for index in range(lower, greeting):
        if COURTESY.match(lines[index].text) or DELIVERY.match(lines[index].text):
            return index
    return start


def _is_paper(lines: Sequence[Line]) -> bool:
    """Whether lines before a letter's head are a paper of their own."""
    return sum(len(line.text) for line in lines if is_prose(line.text)) > 100 or any(
        _FORM.search(line.text) for line in lines
    )


def _form_starts(lines: Sequence[Line], starts: Sequence[int]) -> list[int]:
    """Slips, cover sheets, memoranda and releases that begin at the top of a page."""
    found = []
    for index, line in enumerate(lines):
        if index and line.text.isupper() and _FORM.search(line.text):
            top = next(
                (at for at in range(index, max(-1, index - 5), -1) if lines[at].top or lines[at].blanks >= 2), None
            )
            before = max((start for start in starts if start < (top or 0)), default=0)
            if top and _is_paper(lines[before:top]) and not (before in starts and _inside_letter(lines, before, top)):
                found.append(top)
    return found


def _inside_letter(lines: Sequence[Line], start: int, at: int) -> bool:
    return not any(CLOSING.match(line.text) for line in lines[start:at])
