"""Makes papers of a case file: built from one snapshot, checked, rendered, logged."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casefile.domain.privilege import Mode
from casefile.domain.records import Claim, Excerpt, Fact
from casefile.domain.refs import RecordRef
from casefile.domain.schema import Record
from casefile.errors import EnvironmentFault, UserError
from casefile.jobs import JobContext
from casefile.law.standing import compute_standing
from casefile.reports import gate
from casefile.reports.docket import Docket, argument_graph
from casefile.reports.memo import MemoOptions, memo
from casefile.reports.outward import held_back, not_marked
from casefile.reports.reading import rests_on
from casefile.reports.render.text import to_text
from casefile.reports.report import Report
from casefile.reports.timeline import TimelineOptions, timeline
from casefile.services.case import Case
from casefile.services.queries.docket import Snapshot
from casefile.services.queries.quotes import Misquotes
from casefile.services.settings import today
from casefile.services.transfer import Whole
from casefile.store.keeping import settle

UNSUPPORTED = ("uncited-fact", "uncited-law", "uncited-kept", "no-claim-number", "no-record")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export was asked for.

    Attributes:
        as_of: Nothing later than this local date is printed or hinted at.
        final: The pages do not say draft; what a person has to write must be written.
    """

    jurisdiction: RecordRef | None = None
    mode: Mode = Mode.INTERNAL
    as_of: dt.date | None = None
    final: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, or, with `pages` 0, why nothing was.

    Attributes:
        withheld: Documents that the mode held back.
        unsupported: Sentences that assert without a source, in the order of the paper.
        broken_links: Cites that lead nowhere.
    """

    out: Path
    pages: int
    sha256: str
    withheld: int = 0
    unsupported: tuple[str, ...] = ()
    broken_links: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def written(self) -> bool:
        return bool(self.sha256)

    def to_json(self) -> dict[str, Any]:
        return {
            "out": str(self.out) if self.written else None, "pages": self.pages, "sha256": self.sha256 or None,
            "withheld": self.withheld, "unsupported": list(self.unsupported), "broken_links": list(self.broken_links),
            "warnings": list(self.warnings),
        }  # fmt: skip


Builder = Callable[[Case, Docket, Asked], Report]


def _memo(case: Case, docket: Docket, asked: Asked) -> Report:
    if asked.jurisdiction is None:
        raise UserError("A memo is about one jurisdiction.", hint="Name it: --jurisdiction NAME.")
    day = asked.as_of or today()
    standings = compute_standing(argument_graph(docket.as_of(day)))
    return memo(
        docket,
        MemoOptions(
            jurisdiction_id=asked.jurisdiction.id, mode=asked.mode.value, as_of=day, today=today(), final=asked.final,
            standings=standings,
        ),
    )  # fmt: skip


def _timeline(case: Case, docket: Docket, asked: Asked) -> Report:
    place = asked.jurisdiction.id if asked.jurisdiction else None
    options = TimelineOptions(
        jurisdiction_id=place, mode=asked.mode.value, as_of=asked.as_of or today(), today=today(), final=asked.final
    )
    return timeline(docket, options)


REPORTS: Mapping[str, Builder] = {"memo": _memo, "timeline": _timeline}
SUFFIXES = {"memo": ("pdf", "txt"), "timeline": ("pdf", "txt"), "json": ("json",)}
LATER = frozenset({
    "brief", "binder", "chronology", "exhibits", "matrix", "claims", "privilege-log", "demands", "dossier", "response",
    "book", "deadlines", "calendar", "csv", "xlsx",
})  # fmt: skip


def export(
    case: Case, report: str, out: Path, *, jurisdiction: RecordRef | None = None, mode: str = "internal",
    as_of: dt.date | None = None, final: bool = False, force: bool = False, context: JobContext | None = None,
) -> Exported:  # fmt: skip
    """Writes one report, whole or not at all.

    Args:
        out: Its suffix picks the form: pdf, txt or json.
        force: Goes on although sentences have no support; that is logged.

    Returns:
        What was written; with unsupported sentences and no `force`, nothing was.

    Raises:
        UserError: It cannot be made as asked.
        EnvironmentFault: It could not be written; what was there before is as it was.
    """
    context = context or JobContext()
    suffix = out.suffix.lower().removeprefix(".")
    if report not in SUFFIXES:
        raise UserError(
            f"The report {report} is not there yet." if report in LATER else f"There is no report {report}."
        )
    if suffix not in SUFFIXES[report]:
        raise UserError(f"{report} is written as {' or '.join(SUFFIXES[report])}, not {suffix or 'nothing'}.")
    if not out.absolute().parent.is_dir():
        raise UserError(f"There is no folder {out.parent}.", hint="Make it first.")
    if out.exists() and out.samefile(case.path):
        raise UserError(f"{out.name} is the case file itself.", hint="Choose another name.")
    asked = Asked(jurisdiction, Mode(mode), as_of, final)
    context.report(0, 3, "Reading the case file")
    done = _json(case, out, asked) if report == "json" else _paper(case, report, out, asked, context, force=force)
    if done.written:
        case.log_export(
            report=report, mode=mode, as_of=(as_of or today()).isoformat(), sha256=done.sha256, pages=done.pages,
            withheld=done.withheld, unsupported=len(done.unsupported),
        )  # fmt: skip
    return done


def _paper(case: Case, report: str, out: Path, asked: Asked, context: JobContext, *, force: bool) -> Exported:
    docket = case.ask(Snapshot())  # whole: the report itself withholds, counts and refuses
    value = REPORTS[report](case, docket, asked)
    findings = gate.check(value)
    unsupported = tuple(f"{found.place}: {found.text}" for found in findings if found.rule in UNSUPPORTED)
    broken = tuple(found.message for found in findings if found.rule == "broken-link")
    unsourced = tuple(f"{found.message} {found.text}" for found in findings if found.rule == "fact-without-source")
    unwritten = [found.message for found in findings if found.rule == "not-written"]
    if asked.final and unwritten:
        raise UserError(f"{unwritten[0].rstrip('.')}.", hint="A final paper needs every part that a person writes.")
    unsupported += _misquoted(case, value, docket)
    withheld = _withheld(docket, asked.mode.value)
    if unsupported and not force:
        return Exported(out, 0, "", withheld, unsupported, broken, unsourced)
    context.report(1, 3, "Laying out the pages")
    pages, sha256, warnings = _rendered(value, out, context)
    return Exported(out, pages, sha256, withheld, unsupported, broken, unsourced + warnings)


def _withheld(docket: Docket, mode: str) -> int:
    """Documents that the mode leaves out, marked or not."""
    shown = held_back(docket, mode)[0]
    return len(docket.documents) - len(shown.without(not_marked(shown, mode)).documents)


def _misquoted(case: Case, value: Report, docket: Docket) -> tuple[str, ...]:
    """Quotes of this paper that their page does not hold: the words of an excerpt are compared with it again."""
    return case.ask(Misquotes(frozenset(_quoted(docket, rests_on(value)))))


def _quoted(docket: Docket, refs: frozenset[str]) -> Iterator[int]:
    """The excerpts that some records are, name, or rest on."""
    for record in (docket.by_ref[ref] for ref in refs if ref in docket.by_ref):
        if isinstance(record, Excerpt):
            yield record.id
        links: list[Record] = [record, *docket.cites_of(record)]
        for support in docket.supports_of(record) if isinstance(record, Claim) else ():
            fact = docket.find(Fact, support.fact_id)
            links += [support, *(docket.cites_of(fact) if fact else ())]
        yield from filter(None, (getattr(one, "excerpt_id", None) for one in links))


def _rendered(value: Report, out: Path, context: JobContext) -> tuple[int, str, tuple[str, ...]]:
    if out.suffix.lower() == ".txt":
        data = to_text(value).encode("utf-8")
        return 1, _put(out, data), ()
    from casefile.reports.render.pdf import write_pdf  # ReportLab takes its time to load

    done = write_pdf(value, out, context=context)
    return done.pages, done.sha256, tuple(done.warnings)


def _json(case: Case, out: Path, asked: Asked) -> Exported:
    if asked.mode.is_outward:
        raise UserError("The whole case file leaves in no outward mode.", hint="Export it internally.")
    if asked.jurisdiction or asked.as_of:
        raise UserError("json is the whole case file, as it is now.", hint="Leave --jurisdiction and --as-of out.")
    data = json.dumps(case.ask(Whole()), ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8")
    return Exported(out, 1, _put(out, data))


def _put(out: Path, data: bytes) -> str:
    part = out.with_name(out.name + ".part")
    try:
        part.write_bytes(data)
        settle(part, out)
    except OSError as error:
        raise EnvironmentFault(f"{out.name} could not be written.", hint=f"The system says: {error}.") from error
    finally:
        part.unlink(missing_ok=True)
    return hashlib.sha256(data).hexdigest()
