"""The argument as a tree: jurisdictions, their claims, and under each claim what answers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from casefile.domain.enums import Stance
from casefile.law.standing import number_key
from casefile.services.queries.claims import Argued, Argument
from ui.look.cells import Cell, Column, Node, NodesModel, text
from ui.look.paint import Run
from ui.look.tokens import Type
from ui.look.words import SIDES, STANDINGS

NOWHERE = "No jurisdiction"


def parents(claims: Mapping[int, Argued]) -> dict[int, int | None]:
    """The claim under which each claim stands: the first that it answers, unless that would close a ring."""
    above: dict[int, int | None] = dict.fromkeys(claims)
    for own in sorted(claims, key=lambda id_: number_key(claims[id_].claim.number)):
        for tie in claims[own].answers:
            if tie.other != own and own not in _upwards(above, tie.other):
                above[own] = tie.other
                break
    return above


def _upwards(above: Mapping[int, int | None], start: int) -> Iterator[int]:
    step: int | None = start
    while step is not None:
        yield step
        step = above[step]


def forest(argument: Argument, wanted: Callable[[Argued], bool] = bool) -> list[Node]:
    """A heading for each jurisdiction with the wanted claims under it.

    A reply whose claim is not wanted stands under the nearest claim that is.
    """
    claims, above = argument.claims, parents(argument.claims)
    kept = {id_ for id_, own in claims.items() if wanted(own)}
    below: dict[int | None, list[int]] = defaultdict(list)
    for id_ in sorted(kept, key=lambda own: number_key(claims[own].claim.number)):
        higher = (own for own in _upwards(above, id_) if own != id_ and own in kept)
        below[next(higher, None)].append(id_)

    def node(id_: int) -> Node:
        return Node(claims[id_], [node(own) for own in below[id_]])

    places: dict[int | None, list[Node]] = defaultdict(list)
    for id_ in below[None]:
        places[claims[id_].claim.jurisdiction_id].append(node(id_))
    named = [(argument.places.get(place or 0, NOWHERE), nodes) for place, nodes in places.items()]
    named.sort(key=lambda own: (own[0] == NOWHERE, own[0]))
    return [Node(None, nodes, name, _note(nodes)) for name, nodes in named]


def _note(nodes: list[Node]) -> str:
    rows = [own.row for top in nodes for own in top.walk()]
    bare = sum(not row.offered for row in rows)
    claims = f"{len(rows)} claim{'s' * (len(rows) != 1)}"
    return f"{claims}, {bare} without evidence" if bare else claims


def counts(own: Argued) -> tuple[int, int]:
    """How many of what is offered support it, and how many contradict it."""
    plus = sum(one.support.stance is Stance.SUPPORTS for one in own.offered)
    return plus, len(own.offered) - plus


def element(own: Argued) -> str:
    """What the claim is about: its part of the statute, or its issue."""
    return own.claim.subsection.label if own.claim.subsection else own.claim.issue.label


def _claim(own: Argued) -> Cell:
    side = SIDES[own.claim.side.value]
    code = Run(own.claim.number, Type.BODY_SEMI, side.tone, side.icon, icon_size=16, gap=5)
    return Cell(((code,),), body=own.claim.statement)


def _evidence(own: Argued) -> Cell:
    plus, minus = counts(own)
    return Cell(((
        Run(str(plus), Type.BODY, "text", "circle-plus", "green", 15, 3, 11, slot=32),
        Run(str(minus), Type.BODY, "text", "circle-minus", "red", 15, 3),
    ),))  # fmt: skip


def evidence_words(own: Argued) -> str:
    """The two counts: "1 supports, 2 contradict"."""
    plus, minus = counts(own)
    return f"{plus} {'supports' if plus == 1 else 'support'}, {minus} {'contradicts' if minus == 1 else 'contradict'}"


COLUMNS = (
    Column("Claim", _claim),
    Column("Statute element", lambda own: text(element(own), Type.SECONDARY, "text2"), 133, optional=2),
    Column("Evidence", _evidence, 90, words=evidence_words, optional=1),
    Column("Standing", lambda own: Cell(((STANDINGS[own.standing.standing.value].run(),),)), 132),
)


class ClaimTreeModel(NodesModel):
    """Keeps its rows where it can: a change that moves no claim repaints the rows that differ."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(COLUMNS, [], self._say, parent)
        self.argument = Argument({}, {})

    def _say(self, own: Argued) -> str:
        ties = [f"{tie.relation.value} {self.argument.claims[tie.other].claim.number}" for tie in own.answers]
        parts = [own.claim.number, own.claim.side.value, *ties, own.standing.standing.value, evidence_words(own)]
        return f"{', '.join(parts)}. {own.claim.statement}"

    def show(self, argument: Argument, wanted: Callable[[Argued], bool]) -> bool:
        """Shows an argument.

        Returns:
            Whether the tree was built anew; selection and folds are gone then.
        """
        self.argument = argument
        new = Node(None, forest(argument, wanted))
        if _outline(new) != _outline(self.top):
            self.set_roots(new.children)
            return True
        for old, now in zip(self.top.walk(), new.walk(), strict=True):
            if old is not self.top and (old.row, old.note) != (now.row, now.note):
                old.row, old.note = now.row, now.note
                self.changed(self._index_of(old))
        return False

    def shown(self) -> int:
        """How many claims stand in the tree."""
        return sum(1 for node in self.top.walk() if node.row is not None)


def _outline(node: Node) -> tuple[Any, ...]:
    own = node.row.claim.id if isinstance(node.row, Argued) else node.group
    return own, tuple(_outline(child) for child in node.children)
