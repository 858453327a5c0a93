"""From the text of pages to letters: layout first, then fields by their place and their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casefile.domain.letters import Letter, PageText
from casefile.intake.letters.fields import read_part
from casefile.intake.letters.flow import Source
from casefile.intake.letters.packets import parts, unrolled

__all__ = ["read_letters"]


def read_letters(pages: Sequence[PageText], source: str = "", *, media_type: str = "text/plain") -> tuple[Letter, ...]:
    """The letters in a document, in the order in which they stand.

    A pure function: it touches neither the file nor any PDF library, and what is
    not in the text is absent from its answer.

    Args:
        pages: Texts of the pages.
        source: Name of the file.
        media_type: Of the file.

    >>> text = "June 1, 2017\\n\\nDear Mayor:\\n\\nPlease reply by June 30, 2017.\\n\\nSincerely,\\nAnn Poe"
    >>> letter, = read_letters([PageText(1, text)])
    >>> letter.values("letter_date"), letter.values("deadline"), letter.values("signatory")
    (['2017-06-01'], ['2017-06-30'], ['Ann Poe'])
    """
    document = Source(pages)
    groups = parts(unrolled(document.lines))
    letters = [read_part(document, lines, pages, source, media_type) for lines in groups]
    count = len(letters)
    return tuple(replace(letter, part=part, parts=count) for part, letter in enumerate(letters, 1))
