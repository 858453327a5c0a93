"""What every test gets: a home of its own, no words from this machine, and a failure for any warning passed over."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import Cli

from casefile.services.case import Case


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty `CASEFILE_HOME`; clock and passphrase are not fixed from outside."""
    folder = tmp_path_factory.mktemp("home", numbered=True)
    monkeypatch.setenv("CASEFILE_HOME", str(folder))
    monkeypatch.delenv("CASEFILE_NOW", raising=False)
    monkeypatch.delenv("CASEFILE_PASSPHRASE", raising=False)
    return folder


@pytest.fixture(autouse=True)
def _no_warnings_passed_over(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A test that expects a warning in the log looks at it, then calls `caplog.clear()`."""
    yield
    told = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not told, f"unexpected in the log: {told}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "round.casefile"


@pytest.fixture
def case(path: Path) -> Iterator[Case]:
    """An open, empty case file that a test writes to."""
    with Case.new(path) as case:
        yield case


@pytest.fixture
def cli(path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The command line on a new case file, with a fixed clock."""
    monkeypatch.setenv("CASEFILE_NOW", "2017-06-30T12:00:00Z")
    cli = Cli(path, capfd)
    cli("new", "--title", "Round")
    return cli
