"""The real letters of the development samples, where they are at hand, against answers written by hand.

`D` is a stated day, `P` a period with what it runs from.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from casefile.domain.letters import Letter, PageText
from casefile.intake.letters import read_letters

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "samples" / "letters"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the development samples are not here")

type_of_period = tuple[str, str]


@dataclass(frozen=True)
class Expected:
    """What one part of a file must give."""

    kind: str
    direction: str
    date: str | None
    recipients: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    periods: tuple[type_of_period, ...] = ()


RELEASE = Expected("press-release", "other", None)
LETTERS: dict[str, list[Expected]] = {
    "001": [Expected("inquiry", "from-federal", "1995-06-20", ("John Pereira",), ("1995-07-10",))],
    "002": [Expected("inquiry", "from-federal", "1995-08-23", ("John A. Hartingh",))],
    "004": [
        Expected(
            "inquiry", "from-federal", "1996-11-27", ("John M. Deutch",), ("1996-12-09", "1997-01-06", "1997-07-01")
        )
    ],
    "005": [Expected("response", "from-federal", "1996-12-09", ("David G. Marwell",))],
    "006": [
        Expected("inquiry", "from-federal", "1997-10-17", ("John Pergfja",)),
        Expected("other", "from-federal", "1997-10-30", ("J. Barry Harrelson",), ("1997-11-30",)),
        Expected("inquiry", "from-federal", "1998-02-11", ("J. Barry Harrelson",), ("1998-03-16",)),
    ],
    "008": [Expected("inquiry", "from-federal", "1997-08-11", ("Office of Personnel Management",), ("1997-10-01",))],
    "009": [Expected("inquiry", "from-federal", "1997-08-11", ("Office of Personnel Management",), ("1997-10-01",))],
    "011": [Expected("inquiry", "from-federal", "1997-10-16", ("J. Barry Harrelson",), ("1997-11-06",))],
    "013": [
        Expected("inquiry", "from-federal", "1997-10-28", ("David W. Carey",)),
        Expected("response", "from-federal", "1997-11-21", ("T. Jeremy Gunn",)),
    ],
    "015": [
        Expected("determination", "from-federal", "1997-12-18", ("George Tenet",), (), (("7 days", "other"),)),
    ],
    "016": [Expected("inquiry", "from-federal", "1998-02-11", ("J. Barry Harrelson",), ("1998-03-16",))],
    "019": [
        Expected("other", "other", "1998-09-14", (), ("1998-09-21",)),
        Expected("other", "other", None, ("Georg Tenet",)),
        Expected("inquiry", "from-federal", "1998-09-14", ("George Tenet",), ("1998-09-21",)),
    ],
    "021": [Expected("inquiry", "from-federal", "1998-09-16", ("Robert M. McNamara, Jr.", "Gary M. Stern"))],
    "022": [Expected("memorandum", "from-federal", "2016-09-27", (), ("2016-11-11",), (("30 days", "other"),))],
    "023": [Expected("memorandum", "from-federal", "2016-10-17", (), ("2016-11-10",))],
    "024": [
        Expected(
            "memorandum", "from-federal", "2017-09-13", (), ("2017-10-13", "2017-11-12", "2017-12-12"),
            (("30 days", "other"),),
        )
    ],
    "026": [Expected("memorandum", "from-federal", "2020-01-14", (), ("2020-01-17", "2020-01-29"))],
    "027": [Expected("memorandum", "from-federal", None, ("Agency POC",), (), (("30 days", "other"),))],
    "028": [
        Expected("inquiry", "from-federal", "2016-09-14", ("Didier Hirsch",), (), (("10 business days", "other"),))
    ],
    "031": [Expected("inquiry", "from-federal", "2018-01-30", ("Christa Davies",))],
    "036": [
        RELEASE,
        Expected("document-request", "other", "2006-04-13", ("Mark McClellan",), ("2006-04-19", "2006-04-28")),
    ],
    "039": [RELEASE, Expected("inquiry", "other", "2008-03-03", ("Ed Schafer",), ("2008-03-10",))],
    "040": [RELEASE, Expected("inquiry", "other", "2006-10-06", ("Stephen Johnson",), ("2006-10-16",))],
    "041": [RELEASE, Expected("inquiry", "other", "2004-06-22", ("Tom Ridge", "Asa Hutchinson"), ("2004-07-06",))],
    "044": [RELEASE, Expected("inquiry", "other", None, ("Robert S. Mueller, III",), ("2008-01-25",))],
    "046": [
        RELEASE,
        Expected("response", "other", "2007-03-05", ("Michael Chertoff",)),
        Expected("response", "from-federal", "2007-02-27", ("Dianne Feinstein",)),
    ],
    "049": [RELEASE, Expected("inquiry", "other", "2006-08-10", ("Kathleen Babineaux Blanco",))],
    "050": [RELEASE, Expected("inquiry", "other", None, ("Emily Lloyd",))],
    "051": [RELEASE],
}  # fmt: skip


def answer(letter: Letter) -> Expected:
    """The same five answers from what was read."""
    deadlines = [item for item in letter.fields if item.name == "deadline"]
    date = letter.values("letter_date")
    return Expected(
        letter.kind.value,
        letter.direction.value,
        date[0] if date else None,
        tuple(str(value) for value in letter.values("recipient")),
        tuple(sorted(item.value for item in deadlines if item.value)),
        tuple((str(item.extra["period"]), str(item.extra["from"])) for item in deadlines if item.value is None),
    )


@pytest.mark.parametrize("number", LETTERS)
def test_real_letter_gives_the_answers_written_by_hand(number: str) -> None:
    """Given a real letter, its kind, direction, date, addressees and deadlines are those a person reads in it."""
    (path,) = FOLDER.glob(f"{number}-*.txt")
    letters = read_letters([PageText(1, path.read_text(encoding="utf-8", errors="replace"))], source=path.name)
    assert [answer(letter) for letter in letters] == LETTERS[number]
