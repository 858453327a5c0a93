"""Any run of acts, undos and redos leaves what a plain list of states says."""

from __future__ import annotations

import copy
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import pytest
from factories import K, claim, edit, excerpt, letter
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from casefile.domain.enums import Stance
from casefile.domain.refs import RecordKind
from casefile.jobs import JobContext
from casefile.services import runner
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords, DeleteRecords, SetSequestered
from casefile.store.models import MODELS

WORDS = st.text("ab é\n'\"", min_size=1, max_size=6).filter(str.strip)
F = TypeVar("F", bound=Callable[..., Any])
State = dict[RecordKind, dict[int, Any]]


@cache
def empty_file() -> Path:
    path = Path(tempfile.mkdtemp()) / "empty.casefile"
    Case.new(path).close()
    return path


def has(*kinds: RecordKind) -> Callable[[F], F]:
    return precondition(lambda self: all(self.past[-1][kind] for kind in kinds))


class UndoMachine(RuleBasedStateMachine):
    """The model: claims and documents by id, supports as (claim, document, stance) by id."""

    def __init__(self) -> None:
        super().__init__()
        self.directory = tempfile.TemporaryDirectory()
        self.path = Path(self.directory.name) / "c.casefile"
        shutil.copy(empty_file(), self.path)
        self.case = Case.open(self.path, watch=False)
        self.past: list[State] = [{K.CLAIM: {}, K.DOCUMENT: {}, K.SUPPORT: {}}]
        self.future: list[State] = []

    def become(self, change: Callable[[State], object]) -> None:
        state = copy.deepcopy(self.past[-1])
        change(state)
        self.past.append(state)
        self.future.clear()

    def pick(self, data: st.DataObject, kind: RecordKind) -> int:
        return data.draw(st.sampled_from(sorted(self.past[-1][kind])))

    @rule(statement=WORDS)
    def add(self, statement: str) -> None:
        (ref,) = self.case.do(claim(statement)).refs
        self.become(lambda state: state[K.CLAIM].update({ref.id: (statement, False)}))

    @rule(title=WORDS)
    def add_document(self, title: str) -> None:
        refs = self.case.do(letter(title)).refs
        (id,) = [ref.id for ref in refs if ref.kind is K.DOCUMENT]
        self.become(lambda state: state[K.DOCUMENT].update({id: f"Letter {title}"}))

    @has(K.CLAIM)
    @rule(data=st.data(), statement=WORDS)
    def edit(self, data: st.DataObject, statement: str) -> None:
        which = self.pick(data, K.CLAIM)
        if self.case.do(edit(self.case, K.CLAIM, which, statement=statement)).step:
            hidden = self.past[-1][K.CLAIM][which][1]
            self.become(lambda state: state[K.CLAIM].update({which: (statement, hidden)}))

    @has(K.CLAIM)
    @rule(data=st.data(), hidden=st.booleans())
    def sequester(self, data: st.DataObject, hidden: bool) -> None:
        which = self.pick(data, K.CLAIM)
        (own,) = [own.ref for own in self.rows(K.CLAIM) if own.id == which]
        if self.case.do(SetSequestered((own,), hidden, "order")).step:
            statement = self.past[-1][K.CLAIM][which][0]
            self.become(lambda state: state[K.CLAIM].update({which: (statement, hidden)}))

    @has(K.CLAIM, K.DOCUMENT)
    @rule(data=st.data(), stance=st.sampled_from(Stance))
    def cite(self, data: st.DataObject, stance: Stance) -> None:
        which, document = self.pick(data, K.CLAIM), self.pick(data, K.DOCUMENT)
        (quoted,) = self.case.do(excerpt(document, 0, 3)).refs
        self.become(lambda state: None)
        values = {"claim_id": which, "excerpt_id": quoted.id, "stance": stance}
        (support,) = self.case.do(AddRecords([(K.SUPPORT, values)])).refs
        self.become(lambda state: state[K.SUPPORT].update({support.id: (which, document, stance)}))

    @rule(data=st.data(), kind=st.sampled_from([K.CLAIM, K.DOCUMENT]))
    def delete_with_links(self, data: st.DataObject, kind: RecordKind) -> None:
        if not self.past[-1][kind]:
            return
        which = self.pick(data, kind)
        self.case.do(DeleteRecords(tuple(own.ref for own in self.rows(kind) if own.id == which), with_links=True))

        def change(state: State) -> None:
            del state[kind][which]
            side = 0 if kind is K.CLAIM else 1
            state[K.SUPPORT] = {key: link for key, link in state[K.SUPPORT].items() if link[side] != which}

        self.become(change)

    @rule(statements=st.lists(WORDS, min_size=1, max_size=4), budget=st.sampled_from([0.0, 1.0]))
    def batch(self, statements: list[str], budget: float) -> None:
        with patch.object(runner, "SLICE_S", budget):
            refs = self.case.batch("Accept", map(claim, statements), JobContext()).refs
        made = zip(sorted(ref.id for ref in refs), ((one, False) for one in statements), strict=True)
        self.become(lambda state: state[K.CLAIM].update(made))

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo(self) -> None:
        self.case.undo()
        self.future.append(self.past.pop())

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.case.redo()
        self.past.append(self.future.pop())

    @rule()
    def restart(self) -> None:
        self.case.close()
        self.case = Case.open(self.path, watch=False)

    def rows(self, kind: RecordKind) -> list[Any]:
        """Records of a kind, sequestered ones as well."""
        with self.case._store.reading() as session:
            return [row.frozen() for row in session.query(MODELS[kind])]

    @invariant()
    def agrees(self) -> None:
        quoted = {own.id: own.document_id for own in self.rows(K.EXCERPT)}
        assert self.past[-1] == {
            K.CLAIM: {own.id: (own.statement, own.sequestered) for own in self.rows(K.CLAIM)},
            K.DOCUMENT: {own.id: own.title for own in self.rows(K.DOCUMENT)},
            K.SUPPORT: {own.id: (own.claim_id, quoted[own.excerpt_id], own.stance) for own in self.rows(K.SUPPORT)},
        }

    def teardown(self) -> None:
        try:
            assert self.case.check() == []
        finally:
            self.case.close()
            self.directory.cleanup()


class TestUndo(UndoMachine.TestCase):  # type: ignore[valid-type,misc]
    settings = settings(max_examples=6, stateful_step_count=20, deadline=None)


@pytest.mark.slow
class TestUndoAtLength(UndoMachine.TestCase):  # type: ignore[valid-type,misc]
    settings = settings(
        max_examples=200, stateful_step_count=50, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
