"""Our own sample letters: each text has the expected answer beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casefile.domain.letters import Letter, PageText
from casefile.intake.letters import read_letters

SAMPLES = Path(__file__).parents[1] / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt"))


def read(name: str) -> tuple[Letter, ...]:
    text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    return read_letters([PageText(1, text)], source=f"{name}.txt")


def answers(letter: Letter, names: list[str]) -> dict[str, list[str | None]]:
    return {name: sorted(set(letter.values(name)), key=lambda value: value or "~") for name in names}


@pytest.mark.parametrize("name", NAMES)
def test_sample_gives_the_answers_beside_it(name: str) -> None:
    """Given a letter of known content, when it is read, every field named beside it has exactly those values."""
    expected = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))["parts"]
    letters = read(name)
    found = [
        {
            "kind": letter.kind.value,
            "direction": letter.direction.value,
            "fields": answers(letter, list(part["fields"])),
        }
        for letter, part in zip(letters, expected, strict=True)
    ]
    assert found == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_span_holds_the_raw_words(name: str) -> None:
    """The words at a field's span are its raw words, and confidence and reason are given."""
    text = (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    for letter in read(name):
        for item in letter.fields:
            assert text[slice(*item.span)] == item.raw
            assert 0 < item.confidence <= 1
            assert item.why
