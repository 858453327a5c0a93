"""Renders the screens of a small invented dispute to PNG: `python tests/ui/views/shots_a.py OUT [--only NAME]`.

Not a test. Made to be looked at beside the design; honours QT_SCALE_FACTOR.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from factories import AddLetter
from PySide6.QtWidgets import QApplication, QDialog

from casefile.domain import enums as e
from casefile.domain.refs import RecordKind, RecordRef
from casefile.domain.values import Money, PartialDate
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords, DeleteRecords, EditRecord
from casefile.services.queries.records import Get, Records
from ui.desk import Desk
from ui.look.keep import Forgetful
from ui.look.navigation import Navigation, NavItem
from ui.look.screen import Screen
from ui.look.theme import Scheme, Theme, theme
from ui.look.window import Window
from ui.views.claims import ClaimsView
from ui.views.docket import DocketView
from ui.views.history import HistoryView
from ui.views.records import RecordsView
from ui.views.search import SearchView

K = RecordKind
TODAY = dt.date(2017, 11, 27)
NAV = (
    NavItem("Docket", "house", None, "docket"), NavItem("Jurisdictions", "map-pin", 5, "jurisdiction"),
    NavItem("Claims", "scale", 9, "claim"), NavItem("Correspondence", "mail", 5, "correspondence"),
    NavItem("Facts", "list-tree", 14, "fact"), NavItem("Output"), NavItem("History", "history", None, "history"),
)  # fmt: skip
PAGE = (
    "The Police Department shall not hold a person on a civil detainer, nor shall notice of his or her pending release "
    "be provided, unless the request comes with a judicial warrant. Officers may send information regarding "
    "citizenship or immigration status to any federal office."
)


class Maker:
    """Puts records into a file."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def add(self, kind: RecordKind, **values: Any) -> int:
        changes = self.case.do(AddRecords([(kind, values)]))
        return next(ref.id for ref in changes.refs if ref.kind is kind)

    def letter(self, title: str, *pages: str) -> int:
        self.case.do(AddLetter(title, title.encode(), pages))
        return max(own.id for own in self.case.ask(Records(K.DOCUMENT)))

    def ref(self, kind: RecordKind, row_id: int) -> RecordRef:
        return self.case.ask(Get(kind, row_id)).ref


def places(make: Maker) -> list[int]:
    rows = (
        ("Maple Falls", e.JurisdictionType.CITY, e.Phase.IN_SUIT, "Injunction entered Nov 15, 2017", 1_600_000),
        ("Orchard County", e.JurisdictionType.COUNTY, e.Phase.ON_APPEAL, "Notice of appeal filed", 2_300_000),
        ("Port Amber", e.JurisdictionType.CITY, e.Phase.AWAITING_DECISION, "Answered Oct 27, 2017", 265_832),
        ("Quill Harbor", e.JurisdictionType.CITY, e.Phase.CLEARED, "Cleared by letter of Aug 4, 2017", None),
        ("Sandstone County", e.JurisdictionType.COUNTY, e.Phase.WATCH, "", None),
    )
    found = []
    for name, kind, phase, step, amount in rows:
        values = {"type": kind, "phase": phase, "last_step": step, "counsel": "City Attorney"}
        place = make.add(K.JURISDICTION, name=name, state="OH", **values)
        money = Money(amount * 100) if amount else None
        if phase not in (e.Phase.WATCH, e.Phase.CLEARED):
            make.add(K.AWARD, name="Byrne JAG", jurisdiction_id=place, fiscal_year=2016, amount=money)
        found.append(place)
    return found


def letters(make: Maker, cities: list[int]) -> None:
    status = e.DemandStatus
    for n, (city, states) in enumerate(zip(cities[:3], ("aaaa", "aaad", "aado"), strict=True)):
        letter = make.add(
            K.CORRESPONDENCE, title=f"Preliminary assessment, part {n + 1}", jurisdiction_id=city,
            letter_kind=e.LetterKind.PRELIMINARY_ASSESSMENT, letter_on=PartialDate("2017-10-11"),
            sender_office="Office of Grants", recipient="The Mayor",
        )  # fmt: skip
        for state in states:
            word = {"a": status.ANSWERED, "d": status.DRAFTED, "o": status.OPEN}[state]
            text = "Say whether officers may share release dates, and under which rule."
            make.add(K.DEMAND, text=text, correspondence_id=letter, jurisdiction_id=city, status=word)
        make.add(
            K.DEADLINE, title="Reply to the preliminary assessment", due_on=dt.date(2017, 12, 8),
            correspondence_id=letter, basis=e.Basis.STATED_DATE, jurisdiction_id=city,
        )  # fmt: skip
    make.add(
        K.CORRESPONDENCE,
        title="Clearance of Quill Harbor",
        letter_on=PartialDate("2017-08-04"),
        jurisdiction_id=cities[3],
    )
    for title, day, city in (
        ("Second review of the exhibit list", dt.date(2017, 12, 1), cities[1]),
        ("Answer to the records request", dt.date(2017, 11, 20), cities[2]),
        ("Oral argument", dt.date(2018, 1, 19), cities[1]),
    ):
        make.add(K.DEADLINE, title=title, due_on=day, basis=e.Basis.OFFICE_DATE, jurisdiction_id=city)


def argument(make: Maker, city: int, other: int) -> None:
    order = make.letter("Executive Order 5", PAGE)
    reply = make.letter("City Solicitor’s letter", PAGE, PAGE)
    make.add(K.EXHIBIT, title="Executive Order 5", document_id=order)
    make.add(K.EXHIBIT, title="City Solicitor’s letter", document_id=reply)

    def quote(document: int, words: str) -> int:
        return make.add(K.EXCERPT, document_id=document, page=1, text=words)

    release = quote(order, "nor shall notice of his or her pending release be provided")
    status = quote(order, "Officers may send information regarding citizenship or immigration status")
    warrant = quote(reply, "unless the request comes with a judicial warrant")
    fact = make.add(K.FACT, statement="Officers upload arrest data to databases that federal agents can read.",
                    jurisdiction_id=city, dated_on=PartialDate("2017-04"), topic=e.Topic.PRACTICE)  # fmt: skip
    law = make.add(K.AUTHORITY, title="Communication between government agencies", citation="8 U.S.C. § 1373(a)",
                   short_name="8 U.S.C. § 1373(a)", type=e.AuthorityType.STATUTE)  # fmt: skip
    claims: dict[str, int] = {}
    for key, place, about, statement in (
        ("F-1", city, e.Subsection.A, "Executive Order 5 stops officials from sending information regarding status."),
        ("L-1", city, e.Subsection.A, "The order limits holds and release notices. It says nothing about status."),
        ("F-2", city, e.Subsection.A, "A release date is information “regarding” status, so to withhold it restricts."),
        ("L-2", city, e.Subsection.A, "Congress names release dates separately when it wants them."),
        ("L-3", city, e.Subsection.A, "Officers upload arrest data to databases that agents read; nothing is blocked."),
        ("F-3", city, None, "The certification condition is a valid term of the award."),
        ("L-4", city, None, "A formula grant leaves no room for conditions that Congress did not write."),
        ("F-4", other, e.Subsection.B1, "The county’s ordinance bars asking about status and so restricts requests."),
        (
            "L-5",
            other,
            e.Subsection.B1,
            "The statute creates no duty to collect; not asking is no limit on asking DHS.",
        ),
    ):
        side = e.Side.FEDERAL if key.startswith("F") else e.Side.LOCAL
        issue = e.Issue.INFORMATION if about else e.Issue.SPENDING_CLAUSE
        values = {"number": key, "side": side, "statement": statement, "subsection": about, "issue": issue}
        claims[key] = make.add(K.CLAIM, jurisdiction_id=place, **values)
    for one, two in (("L-1", "F-1"), ("F-2", "L-1"), ("L-2", "F-2"), ("L-3", "F-1"), ("L-4", "F-3"), ("L-5", "F-4")):
        make.add(K.ANSWER, claim_id=claims[one], target_id=claims[two], relation=e.Relation.REBUTS)
    plus, minus = e.Stance.SUPPORTS, e.Stance.CONTRADICTS
    strong, fair, weak = e.Strength.STRONG, e.Strength.FAIR, e.Strength.WEAK
    for key, source, stance, strength in (
        ("F-1", {"excerpt_id": release}, plus, fair), ("F-1", {"excerpt_id": status}, minus, strong),
        ("L-1", {"excerpt_id": status}, plus, strong), ("L-1", {"authority_id": law}, plus, fair),
        ("F-2", {"authority_id": law}, plus, fair), ("F-2", {"excerpt_id": release}, minus, fair),
        ("F-2", {"excerpt_id": warrant}, minus, weak), ("L-2", {"authority_id": law}, plus, strong),
        ("L-3", {"fact_id": fact}, plus, strong), ("F-3", {"excerpt_id": warrant}, plus, weak),
    ):  # fmt: skip
        make.add(K.SUPPORT, claim_id=claims[key], stance=stance, strength=strength, **source)


def build(case: Case) -> None:
    make = Maker(case)
    cities = places(make)
    letters(make, cities)
    argument(make, cities[0], cities[1])
    for n, month in enumerate(
        ("2016-05", "2016-07-07", "2017-02", "2017-04-21", "2017-06-30", "2017-10-11", "2017-11-15")
    ):
        make.add(K.FACT, statement=f"Step {n + 1} of the dispute: the office wrote, and the city answered in writing.",
                 dated_on=PartialDate(month), jurisdiction_id=cities[n % 3], topic=list(e.Topic)[n % 5],
                 disputed=n % 3 == 1, side=(None, e.Side.FEDERAL, e.Side.LOCAL)[n % 3])  # fmt: skip
    place = case.ask(Get(K.JURISDICTION, cities[4]))
    case.do(
        EditRecord(K.JURISDICTION, place.id, {"last_step": "Letter announced", "phase": e.Phase.NOTICE}, place.version)
    )


Act = Callable[[Window], None]


def claim_two(window: Window) -> None:
    view = window.screens["claim"]
    assert isinstance(view, ClaimsView)
    view.show_ref(next(own.claim.ref for own in view.argument.claims.values() if own.claim.number == "F-2"))


def conflict(window: Window) -> None:
    view = window.screens["claim"]
    assert isinstance(view, ClaimsView)
    claim_two(window)
    inspector = view.inspector
    inspector.form.editors["statement"].show("A release date is information about status.")
    record = inspector.record
    assert record is not None
    view.desk.case.do(EditRecord(K.CLAIM, record.id, {"statement": "Release dates regard status."}, record.version))
    settle(window)


def search(window: Window) -> None:
    view = window.screens["search"]
    assert isinstance(view, SearchView)
    window.show_screen("search")
    view.search("status")


def no_match(window: Window) -> None:
    view = window.screens["search"]
    assert isinstance(view, SearchView)
    window.show_screen("search")
    view.search("detainer logs")


def inspector_only(window: Window) -> None:
    view = window.current_screen()
    if isinstance(view, (ClaimsView, RecordsView)) and window.narrow:
        view.enter_side()


def new_record(window: Window) -> None:
    view = window.screens["fact"]
    assert isinstance(view, RecordsView)
    view.add()


def several(window: Window) -> None:
    view = window.screens["fact"]
    assert isinstance(view, RecordsView)
    view.table.selectAll()
    view.edit_chosen()


def refusal(window: Window) -> None:
    view = window.screens["jurisdiction"]
    assert isinstance(view, RecordsView)
    view.show_ref(view.desk.ask(Get(K.JURISDICTION, 1)).ref)
    view.delete_chosen()


def reply(window: Window) -> None:
    claim_two(window)
    view = window.screens["claim"]
    assert isinstance(view, ClaimsView)
    view.add_reply()


def evidence(window: Window) -> None:
    claim_two(window)
    view = window.screens["claim"]
    assert isinstance(view, ClaimsView)
    view.add_evidence()


def explain(window: Window) -> None:
    claim_two(window)
    view = window.screens["claim"]
    assert isinstance(view, ClaimsView)
    view.inspector._explain()


def deleted(window: Window) -> None:
    view = window.screens["history"]
    assert isinstance(view, HistoryView)
    fact = view.desk.ask(Records(K.FACT))[-1]
    view.desk.case.do(DeleteRecords((fact.ref,)))


SHOTS: tuple[tuple[str, str, Act | None], ...] = (
    ("docket", "docket", None), ("claims", "claim", claim_two), ("claims_conflict", "claim", conflict),
    ("facts", "fact", None), ("jurisdictions", "jurisdiction", None), ("letters", "correspondence", None),
    ("history", "history", None), ("search", "search", search), ("search_none", "search", no_match),
    ("side", "claim", inspector_only), ("add", "fact", new_record), ("several", "fact", several),
    ("refusal", "jurisdiction", refusal), ("reply", "claim", reply), ("evidence", "claim", evidence),
    ("explain", "claim", explain),
)  # fmt: skip


def settle(window: Window) -> None:
    """Lets jobs and events come to rest."""
    until = time.monotonic() + 5
    quiet = 0
    while quiet < 12 and time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.01)
        quiet = 0 if window.jobs.busy() else quiet + 1


def window_on(case: Case) -> Window:
    nav = Navigation("Round of letters", "Five recipients, 2016 to 2018", NAV, "local", "You see both sides’ positions")
    window = Window("Round of letters · Casefile", nav, {}, settings=Forgetful())
    desk = Desk(case, window.jobs, window.settings, window)
    desk.message.connect(window.say)
    screens: dict[str, Screen] = {
        "docket": DocketView(desk, lambda: TODAY), "claim": ClaimsView(desk), "history": HistoryView(desk),
        "search": SearchView(desk), "fact": RecordsView(desk, K.FACT, "Facts"),
        "jurisdiction": RecordsView(desk, K.JURISDICTION, "Jurisdictions"),
        "correspondence": RecordsView(desk, K.CORRESPONDENCE, "Correspondence"),
    }  # fmt: skip
    for name, screen in screens.items():
        window.screens[name] = screen
        window.stack.addWidget(screen)
        screen.set_narrow(window.narrow)
    return window


def shoot(case: Case, out: Path, only: str) -> None:
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme().set_scheme(scheme)
        for wide, high in ((1440, 900), (1024, 700)):
            for name, screen, act in SHOTS:
                if only and only != name:
                    continue
                window = window_on(case)
                window.resize(wide, high)
                window.show()
                window.nav.select(screen)
                window.show_screen(screen)
                settle(window)
                if act is not None:
                    act(window)
                settle(window)
                stem = f"{name}_{wide}_{scheme}"
                window.grab().save(str(out / f"{stem}.png"))
                for dialog in window.findChildren(QDialog):
                    dialog.grab().save(str(out / f"{stem}_dialog.png"))
                    dialog.reject()
                window.close()
                settle(window)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    Theme(app, Scheme.LIGHT)
    with (
        tempfile.TemporaryDirectory() as folder,
        Case.new(Path(folder) / "a.casefile", title="Round of letters") as case,
    ):
        build(case)
        shoot(case, asked.out, asked.only)
    return 0


if __name__ == "__main__":
    sys.exit(main())
