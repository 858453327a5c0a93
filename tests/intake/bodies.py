"""A federal letter to a made-up city around the body that a test is about."""

from __future__ import annotations

from casefile.domain.letters import Letter, LetterField, PageText
from casefile.intake.letters import read_letters

HEAD = (
    "U.S. Department of Justice\nWashington, D.C. 20530\n\nApril 21, 2017\n\n"
    "The Honorable Ann Poe\nMayor\nCity of Fairhaven\nFairhaven, OH 44999\n\nDear Mayor Poe:\n\n"
)
FOOT = "\n\nSincerely,\n\nJohn Q. Roe\nDirector\n"


def read(body: str, dated: str = "April 21, 2017") -> Letter:
    """The letter with this body, dated as given."""
    (letter,) = read_letters([PageText(1, HEAD.replace("April 21, 2017", dated) + body + FOOT)])
    return letter


def deadlines(body: str, dated: str = "April 21, 2017") -> list[LetterField]:
    """What its body sets."""
    return [item for item in read(body, dated).fields if item.name == "deadline"]
