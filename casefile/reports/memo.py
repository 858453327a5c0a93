"""The compliance memo of one jurisdiction, as a `Report` value made from records alone.

Sentences follow the memo's numbered patterns (S1 to S65): each names its records, absences are said in words that
each mean one thing, and nothing dated after `as_of` is printed or hinted at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from casefile.domain.privilege import Mode
from casefile.errors import UserError
from casefile.law.standing import compute_standing
from casefile.reports import memo_head
from casefile.reports.docket import Docket, argument_graph
from casefile.reports.memo_analysis import analysis
from casefile.reports.memo_background import background
from casefile.reports.memo_deadlines import deadlines
from casefile.reports.memo_defenses import defenses, weaknesses
from casefile.reports.memo_desk import Desk, MemoOptions
from casefile.reports.memo_facts import facts
from casefile.reports.memo_head import PRIVILEGES, page_line
from casefile.reports.memo_lists import authorities, exhibits, open_questions, signature
from casefile.reports.memo_risk import recommendation, risk
from casefile.reports.memo_terms import define_terms, terms_of
from casefile.reports.outward import held_back, only_marked
from casefile.reports.report import Report, Section
from casefile.reports.wording import hold_together, listing

MODES = tuple(mode.value for mode in Mode)
FOOTER_ROOM = 44  # characters left of the privilege line's short form

__all__ = ["MemoOptions", "memo"]


def memo(docket: Docket, options: MemoOptions) -> Report:
    """The memo on one jurisdiction.

    Args:
        docket: The whole case file; what is later than `as_of` is left out here.
        options: `standings` must come from the same records, as of the same day.

    Raises:
        UserError: No such jurisdiction or mode; a final memo with unwritten parts; an outward memo with records
            that nobody marked outward.
    """
    if options.mode not in MODES:
        raise UserError(f"There is no mode {options.mode!r}.", hint=f"The modes are {listing(MODES)}.")
    known = docket.as_of(options.as_of)
    later = tuple(one for one in docket.authorities if one.decided_on and one.decided_on.certainly_after(options.as_of))
    shown, withheld = held_back(known, options.mode)

    def make(part: Docket) -> Report:
        settings = options
        if part is not shown:  # a standing rests on all claims in view
            settings = replace(options, standings=compute_standing(argument_graph(part)))
        return _memo(partial(Desk, part, settings, later=later, withheld=withheld, whole=known))

    return only_marked(shown, options.mode, make, "memo") if Mode(options.mode).is_outward else make(shown)


def _memo(desk_with: Callable[..., Desk]) -> Report:
    """Written twice: Part VII names the reconstructions that the memo cites, before the last of them is cited."""
    draft = desk_with()
    _sections(draft)
    desk = desk_with(reconstructed=[number for number, one in draft.book.documents.items() if one.reconstructed])
    report = _report(desk, _sections(desk))
    if desk.options.final and desk.missing:
        raise UserError(
            f"The memo is not final: {listing(list(dict.fromkeys(desk.missing)))} still empty.",
            hint="Write these parts, or export a draft.",
        )
    return report


def _sections(desk: Desk) -> tuple[Section, ...]:
    """Every Part in reading order: first cites, dates and definitions depend on it."""
    body = (
        memo_head.head(desk),
        memo_head.questions(desk),
        memo_head.short_answers(desk),
        background(desk),
        facts(desk),
        analysis(desk),
        defenses(desk),
        weaknesses(desk),
        risk(desk),
        recommendation(desk),
        deadlines(desk),
        open_questions(desk),
        exhibits(desk),
        authorities(desk),
        signature(desk),
    )
    return define_terms(body, terms_of(desk))


def _report(desk: Desk, sections: tuple[Section, ...]) -> Report:
    options, profile = desk.options, desk.docket.profile
    name = desk.jurisdiction.name
    policies = [one.number for one in desk.policies if one.number][:1]
    footer = " · ".join([name, *policies, "§ 1373"])
    if len(footer) > FOOTER_ROOM:  # the middle of the line is taken
        footer = f"{name} · § 1373"
    is_privileged = options.mode in PRIVILEGES
    return Report(
        title="Memorandum",
        as_of=options.as_of,
        prepared_at=dt.datetime.combine(options.today, dt.time(12), dt.UTC),
        sections=sections,
        document_title=f"Memorandum: {name}, as of {options.as_of.isoformat()}",
        subject=f"{name}: compliance with 8 U.S.C. § 1373",
        author=profile.author,
        mode=options.mode,
        is_draft=not options.final,
        privilege_line=page_line(options.mode, options.as_of, final=options.final),
        footer_left=hold_together(footer),
        footer_center="Privileged and confidential" if is_privileged else "",
    )
