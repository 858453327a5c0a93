"""A desk on a real case file, with a small dispute in it. Every name here is invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefile.domain import enums as e
from casefile.domain.refs import RecordKind, RecordRef
from casefile.domain.schema import Record
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords, EditRecord
from casefile.services.queries.records import Get
from ui.desk import Desk
from ui.look.bars import Message, ProgressStrip
from ui.look.keep import Forgetful
from ui.workers import Jobs

K = RecordKind


@dataclass
class Sight:
    """What the desk said, and where it was told to go."""

    messages: list[Message] = field(default_factory=list)
    went: list[tuple[str, RecordRef | None]] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.new(tmp_path / "a.casefile", title="Round of letters", watch=False) as case:
        yield case


@pytest.fixture
def sight() -> Sight:
    return Sight()


@pytest.fixture
def desk(qtbot: QtBot, theme: object, case: Case, sight: Sight) -> Iterator[Desk]:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    desk = Desk(case, Jobs(strip, sight.errors.append), Forgetful())
    desk.message.connect(sight.messages.append)
    desk.going.connect(lambda screen, ref: sight.went.append((screen, ref)))
    yield desk
    desk.close()
    assert not sight.errors


@dataclass
class File:
    """Puts records into the file and waits; as another window would, where a test says so."""

    case: Case

    def add(self, kind: RecordKind, **values: Any) -> RecordRef:
        changes = self.case.do(AddRecords([(kind, values)]))
        return next(ref for ref in changes.refs if ref.kind is kind)

    def edit(self, ref: RecordRef, **values: Any) -> None:
        self.case.do(EditRecord(ref.kind, ref.id, values, self.get(ref).version))

    def get(self, ref: RecordRef) -> Record:
        return self.case.ask(Get(ref.kind, ref.id))

    def value(self, ref: RecordRef, name: str) -> Any:
        return getattr(self.get(ref), name)


@pytest.fixture
def file(case: Case) -> File:
    return File(case)


@dataclass
class Dispute:
    """Two cities, four claims of one argument, and what is offered on them."""

    city: RecordRef
    other: RecordRef
    attack: RecordRef  # F-1
    defence: RecordRef  # L-1, rebuts F-1
    second: RecordRef  # F-2, in the other city
    fact: RecordRef
    law: RecordRef
    support: RecordRef  # of L-1 by the fact


@pytest.fixture
def dispute(file: File) -> Dispute:
    city = file.add(K.JURISDICTION, name="Maple Falls", phase=e.Phase.IN_SUIT)
    other = file.add(K.JURISDICTION, name="Orchard County", type=e.JurisdictionType.COUNTY)
    attack = file.add(
        K.CLAIM, side=e.Side.FEDERAL, statement="The order restricts sending.", jurisdiction_id=city.id,
        subsection=e.Subsection.A,
    )  # fmt: skip
    defence = file.add(K.CLAIM, side=e.Side.LOCAL, statement="The order limits holds alone.", jurisdiction_id=city.id)
    file.add(K.ANSWER, claim_id=defence.id, target_id=attack.id, relation=e.Relation.REBUTS)
    second = file.add(K.CLAIM, side=e.Side.FEDERAL, statement="The rule bars asking.", jurisdiction_id=other.id)
    fact = file.add(K.FACT, statement="Officers upload arrest data.", jurisdiction_id=city.id)
    law = file.add(K.AUTHORITY, title="Section 1373(a)", citation="8 U.S.C. § 1373(a)", type=e.AuthorityType.STATUTE)
    support = file.add(K.SUPPORT, claim_id=defence.id, fact_id=fact.id, strength=e.Strength.STRONG)
    return Dispute(city, other, attack, defence, second, fact, law, support)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Shows a view as a window of the usual size and takes it away after the test."""

    def shown(view: QWidget) -> None:
        qtbot.addWidget(view)
        view.resize(1180, 780)
        with qtbot.waitActive(view):  # without it neither focus nor shortcuts work
            view.show()
            view.activateWindow()

    return shown


TODAY = dt.date(2017, 11, 27)
