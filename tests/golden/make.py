"""Makes the small case file of today's schema version, which every later version must be able to open.

Run once for each schema version, with its number as name; the file made is kept as it is:

    python tests/golden/make.py tests/golden/v1.casefile
"""

from __future__ import annotations

import datetime as dt
import os
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from factories import K, claim, edit, excerpt, letter, ref, supports  # noqa: E402

from casefile.domain.values import Money, PartialDate  # noqa: E402
from casefile.services.case import Case  # noqa: E402
from casefile.services.commands.records import AddRecords, DeleteRecords, SetSequestered  # noqa: E402

NOON = dt.datetime(2017, 6, 30, 12, tzinfo=dt.UTC)


def fill(case: Case) -> None:
    """Something of everything that a migration could break: references, JSON, dates, history to be undone."""
    case.do(AddRecords([(K.JURISDICTION, {"name": "Louisville, KY", "state": "KY"})]))
    case.do(AddRecords([(K.MATTER, {"title": "Inquiry of 2017", "jurisdiction_id": 1})]))
    case.do(letter(1))
    case.do(letter(2, words="Detainer requests are voluntary under 8 U.S.C. § 1373."))
    case.do(claim("The city complies", "local"))
    case.do(claim("The city does not comply", "federal"))
    case.do(excerpt(1, 0, 8))
    case.do(supports(1, 1))
    case.do(AddRecords([(K.ANSWER, {"claim_id": 1, "target_id": 2})]))
    case.do(
        AddRecords([(K.POLICY, {"title": "Ordinance", "jurisdiction_id": 1, "enacted_on": PartialDate("2017-10~")})])
    )
    case.do(AddRecords([(K.CLAUSE, {"policy_id": 1, "label": "Section 1"})]))
    case.do(AddRecords([(K.ASSESSMENT, {"clause_id": 1, "subsection": "1373(a)", "tests": {"E1": "met"}})]))
    case.do(AddRecords([(K.AWARD, {"name": "JAG 2016", "jurisdiction_id": 1, "amount": Money(26583200)})]))
    case.do(AddRecords([(K.CUSTODY_ENTRY, {"item": "Letter 1", "on": dt.date(2017, 6, 30)})]))
    case.do(AddRecords([(K.NOTE, {"text": "Hidden words", "written_at": NOON})]))
    case.do(SetSequestered((ref(case, K.NOTE, 1),), True, "order"))
    case.do(AddRecords([(K.NOTE, {"text": "Purged words"})]))
    case.purge([ref(case, K.NOTE, 2)], "clawback")
    case.do(claim("Deleted, to be brought back"))
    case.do(DeleteRecords((ref(case, K.CLAIM, 3),)))
    case.do(edit(case, K.CLAIM, 1, statement="The city has always complied"))
    case.undo()


def main(path: str) -> None:
    os.environ["LOGNAME"] = "founder"
    socket.gethostname = lambda: "office"  # whoever made it, and where, is of no interest
    with Case.new(Path(path), title="Golden", clock=lambda: NOON) as case:
        fill(case)


if __name__ == "__main__":
    main(*sys.argv[1:])
