"""The catalogue of rules: one TOML entry a period, with its authority and examples."""

from __future__ import annotations

import datetime as dt
import difflib
import functools
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from casefile.domain.deadlines import Counting, Direction, Example, Regime, Rule
from casefile.errors import UserError
from casefile.law.deadline_counting import COUNTING_OF
from casefile.law.periods import parse_period
from casefile.paths import resource


class Rulebook:
    """The rules of the catalogue, in order of their keys.

    A key may stand for several texts of one provision that were in force one
    after the other.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = tuple(sorted(rules, key=lambda rule: (rule.key, rule.in_force_from)))
        self._by_key: dict[str, list[Rule]] = {}
        for rule in self._rules:
            self._by_key.setdefault(rule.key, []).append(rule)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)

    def rule(self, key: str, on: dt.date) -> Rule:
        """The text of a rule that was in force on a day.

        Raises:
            UserError: There is no such key (near ones are suggested), or no
                text of it in force on that day.
        """
        texts = self._by_key.get(key)
        if texts is None:
            near = difflib.get_close_matches(key.lower(), self._by_key, n=3, cutoff=0.5)
            hint = f"Did you mean {' or '.join(near)}?" if near else "`casefile rules` lists the keys."
            raise UserError(f'There is no rule "{key}".', hint=hint)
        for rule in texts:
            if rule.in_force_on(on):
                return rule
        known = " or ".join(_span(rule) for rule in texts)
        hint = "Give `as_of` the day on which the text of the rule is to be taken, or a period instead of the rule."
        raise UserError(f"The text of {key} on {on} is not in the catalogue, only that in force {known}.", hint=hint)

    def search(self, words: str) -> tuple[Rule, ...]:
        """The rules in which every word occurs, in key, title, authority, trigger or notes.

        >>> [rule.key for rule in load().search("counterclaim answer 21")]
        ['frcp-12-a1B']
        """
        wanted = words.lower().split()
        return tuple(rule for rule in self._rules if all(word in _haystack(rule) for word in wanted))


@functools.cache
def load() -> Rulebook:
    """The catalogue that ships with the program."""
    return Rulebook(tuple(read(sorted(resource("rules").glob("*.toml")))))


def read(paths: list[Path]) -> Iterator[Rule]:
    """Reads catalogue files.

    A file opens with what its rules share (`checked_on`, `checked_against`,
    `regime`, `verified` ...); an entry may set its own.

    Raises:
        ValueError: An entry lacks a field or has an unknown one.
    """
    for path in paths:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        shared = {key: value for key, value in document.items() if key != "rule"}
        for entry in document["rule"]:
            yield _rule({**shared, **entry}, path)


def _rule(entry: Mapping[str, Any], path: Path) -> Rule:
    fields = dict(entry)
    try:
        regime = Regime(fields.pop("regime"))
        in_force = fields.pop("in_force")
        return Rule(
            period=parse_period(fields.pop("period")),
            direction=Direction(fields.pop("direction", "after")),
            regime=regime,
            counting=Counting(fields.pop("counting", COUNTING_OF[regime])),
            runs_from_service=fields.pop("runs_from_service", False),
            states_count=fields.pop("states_count", True),
            in_force_from=in_force["from"],
            in_force_until=in_force.get("until"),
            examples=tuple(Example(**example) for example in fields.pop("example", ())),
            **fields,
        )
    except (KeyError, TypeError, ValueError, UserError) as error:
        raise ValueError(f"{path.name}, {entry.get('key', 'an entry without key')}: {error}") from error


def _span(rule: Rule) -> str:
    until = f" until {rule.in_force_until}" if rule.in_force_until else ""
    return f"from {rule.in_force_from}{until}"


def _haystack(rule: Rule) -> str:
    parts = (rule.key, rule.title, rule.authority, rule.trigger, str(rule.period), rule.regime.value, rule.notes)
    return " ".join(parts).lower()
