"""Letters made for the tests: as text for the readers, and as a reader's answer with places of our choosing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from factories import DAY

from casefile.domain.enums import Direction, LetterKind
from casefile.domain.letters import Letter, LetterField, PageText
from casefile.services.case import Case
from casefile.services.commands.documents import ImportDocument

TEXT = """U.S. Department of Justice
Office of Justice Programs
Washington, D.C. 20531

April 21, 2017

Ms. Dana Whitlock
City Manager
City of {city}
12 Harbor Street
{city}, {state} 97199

Dear Ms. Whitlock:

Your jurisdiction holds award {award} under the Edward Byrne Memorial Justice Assistance
Grant Program, subject to 8 U.S.C. § 1373. On May 31, 2016, the Inspector General wrote about it.

Please submit an official legal opinion of your counsel. We must receive your response {due}.
This is not a final determination.

Sincerely,

Alex R. Moreno
Acting Assistant Attorney General
"""

Given = tuple[str, str | None, str] | tuple[str, str | None, str, Mapping[str, str | None]]


def text(
    city: str = "Marlow", state: str = "OR", award: str = "2016-DJ-BX-0999", due: str = "no later than June 30, 2017"
) -> str:
    """A letter of the spring 2017 round."""
    return TEXT.format(city=city, state=state, award=award, due=due)


def part(
    page: str, fields: Sequence[Given], *, number: int = 1, parts: int = 1, warnings: tuple[str, ...] = (),
    kind: LetterKind = LetterKind.INQUIRY, direction: Direction = Direction.FROM_FEDERAL, sure: float = 0.98,
) -> Letter:  # fmt: skip
    """A reader's answer; each field is its name, value, the words as printed and, for a deadline, what more it has."""
    found = []
    for name, value, raw, *more in fields:
        start = page.index(raw)
        extra: Mapping[str, Any] = more[0] if more else {}
        found.append(LetterField(name, value, raw, 1, (start, start + len(raw)), sure, "made", extra=extra))
    return Letter(
        "made.txt", part=number, parts=parts, kind=kind, direction=direction, fields=tuple(found), warnings=warnings
    )


def stored(case: Case, page: str, *letters: Letter, name: str = "made.txt") -> list[int]:
    """Imports a page of text with a reader's answer; ids of the proposals, in reading order."""
    data = f"{name}\n{page}".encode()
    command = ImportDocument(data, name, "text/plain", "text 1", (PageText(1, page),), letters, DAY, "tester")
    case.do(command)
    return command.proposals
