"""What may leave the office: an allow-list of the records that a person marked outward.

A paper for others is made twice, of all records and of the marked ones alone. If the two differ by a word, it rests on
something that nobody marked, and is refused; what leaves is always the second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.privilege import Mode, leaves
from casefile.domain.schema import Record
from casefile.errors import UserError
from casefile.reports.docket import Docket, changed
from casefile.reports.reading import rests_on
from casefile.reports.report import Report
from casefile.reports.wording import listing

Make = Callable[[Docket], Report]
_NAMED = 8  # records up to which an error names each
# Who signs is known from the paper itself, and a cite says no more than the two records that it joins.
_UNMARKED = (r.Profile, r.Cite)


def held_back(docket: Docket, mode: str) -> tuple[Docket, tuple[r.Document, ...]]:
    """The docket without the papers that a mode holds back whoever marked them, and those of them that are quoted."""
    withheld = [one for one in docket.documents if _is_withheld(one, Mode(mode))]
    quoted = {one.document_id for one in docket.excerpts}
    return docket.without(withheld), tuple(one for one in withheld if one.id in quoted)


def _is_withheld(document: r.Document, mode: Mode) -> bool:
    """Privileged or designated, and from a client also what a court keeps from clients."""
    closed = (e.Designation.ATTORNEYS_EYES_ONLY, e.Designation.SEALED)
    return not leaves(changed(document, outward=True), mode) or (mode is Mode.CLIENT and document.designation in closed)


def not_marked(docket: Docket, mode: str) -> tuple[Record, ...]:
    """The records that a mode leaves out because nobody marked them, in the order of the docket.

    >>> person = r.Person(id=1, uid="p", version=1, name="A. B.")
    >>> bare = Docket(r.Profile(id=1, uid="u", version=1, title="Demo"), persons=(person,))
    >>> [one.title_text for one in not_marked(bare, "court")], not_marked(bare, "internal")
    (['A. B.'], ())
    """
    return tuple(one for one in docket.records if not isinstance(one, _UNMARKED) and not leaves(one, Mode(mode)))


def only_marked(docket: Docket, mode: str, make: Make, what: str) -> Report:
    """A paper of marked records, equal to the one of all records.

    Args:
        docket: As of the paper's day, without what is `held_back`.
        make: Makes the paper of a docket.
        what: What the error calls it: "memo".

    Raises:
        UserError: It rests on records that nobody marked outward; these are named.
    """
    profile = docket.profile if docket.profile.outward else changed(docket.profile, title="")
    docket = replace(docket, profile=profile, history_head="", steps=0)
    unmarked = not_marked(docket, mode)
    whole = make(docket)
    refs = set(_behind(docket, rests_on(whole)))
    printed: Sequence[Record] = [one for one in unmarked if str(one.ref) in refs]
    if not printed:  # what shows though no sentence names it: a lane, a defined term, a claim's standing

        def differs(records: Sequence[Record]) -> bool:
            try:
                return make(docket.without(records)) != whole
            except UserError:  # not even made without them
                return True

        printed = list(islice(_deciding(unmarked, differs), 2 * _NAMED))
    if printed:
        _refuse(docket, printed, what)
    return make(docket.without(unmarked))


def _behind(docket: Docket, refs: frozenset[str]) -> Iterator[str]:
    """The records named; of an excerpt its document, of a document its number, of anything its jurisdiction."""
    found = [docket.by_ref[ref] for ref in refs if ref in docket.by_ref]
    for one in found:
        paper = docket.find(r.Document, one.document_id) if isinstance(one, r.Excerpt) else one
        exhibit = docket.exhibit_of(paper.id) if isinstance(paper, r.Document) else None
        place = docket.find(r.Jurisdiction, getattr(one, "jurisdiction_id", None))
        yield from (str(part.ref) for part in (one, paper, exhibit, place) if part is not None)


def _deciding(records: Sequence[Record], differs: Callable[[Sequence[Record]], bool]) -> Iterator[Record]:
    """Those without which the paper is another, sought by halves; all, where only together they make a difference."""
    if not records or not differs(records):
        return
    if len(records) == 1:
        yield records[0]
        return
    half = len(records) // 2
    found = False
    for part in (records[:half], records[half:]):
        for one in _deciding(part, differs):
            found = True
            yield one
    if not found:
        yield from records


def _refuse(docket: Docket, records: Sequence[Record], what: str) -> None:
    names = [_name(docket, one) for one in records]
    if len(names) > _NAMED:  # one of each kind, and how many more
        kinds = Counter(one.kind for one in records)
        firsts = {one.kind: name for one, name in zip(reversed(records), reversed(names), strict=True)}
        names = [firsts[kind] + (f" and {count - 1} more" if count > 1 else "") for kind, count in kinds.items()]
    raise UserError(
        f"This {what} cannot leave the office: not marked outward {'is' if len(records) == 1 else 'are'} "
        f"{listing(names)}.",
        hint=f"Mark what may leave, or export the {what} as internal or client.",
    )


def _name(docket: Docket, record: Record) -> str:
    title = record.title_text
    match record:
        case r.Assessment(clause_id=clause_id, subsection=subsection):
            clause = docket.find(r.Clause, clause_id)
            title = f"{clause.label if clause else 'a clause'} under {subsection.label}"
        case r.Claim() | r.Demand() | r.Question():
            title = record.number
        case r.Support(claim_id=claim_id) | r.Answer(claim_id=claim_id):
            claim = docket.find(r.Claim, claim_id)
            title = f"of {claim.number}" if claim else title
    return f"{record.kind.words} “{title}”"
