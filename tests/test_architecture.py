"""The import contracts hold, and each of them has been seen to fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BAD = {
    "window": ("casefile/services/case.py", "import ui.bridge"),
    "layers": ("casefile/intake/base.py", "import casefile.store.models"),
    "no-qt": ("casefile/services/case.py", "import PySide6.QtCore"),
    "pure": ("casefile/law/deadlines.py", "import sqlalchemy"),
    "reportlab": ("casefile/reports/report.py", "import reportlab"),
    "one-sqlite": ("casefile/store/engine.py", "import sqlite3"),
    "front-ends": ("ui/bridge.py", "import casefile.store.models"),
    "apart": ("ui/bridge.py", "import casefile.cli.main"),
}
OTHERWISE = {
    "law upwards": ("casefile/law/deadlines.py", "import casefile.store.models"),
    "store and reports": ("casefile/store/engine.py", "import casefile.reports.report"),
    "domain upwards": ("casefile/domain/values.py", "import casefile.law.periods"),
    "command line past the services": ("casefile/cli/common.py", "import casefile.store.engine"),
}


def lint(where: Path, *options: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    command = [sys.executable, "-c", code, "--no-cache", *options]
    env = os.environ | {"PYTHONPATH": str(where)}
    return subprocess.run(command, cwd=where, env=env, capture_output=True, text=True)


def test_contracts_hold() -> None:
    done = lint(ROOT)
    assert done.returncode == 0 and f"{len(BAD)} kept, 0 broken" in done.stdout, done.stdout


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources, copied once; a test takes its own line out again."""
    where = tmp_path_factory.mktemp("sources")
    for part in ("casefile", "ui"):
        shutil.copytree(ROOT / part, where / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", where)
    return where


@pytest.mark.parametrize("contract", [*BAD, *OTHERWISE])
def test_contract_breaks(contract: str, copied: Path) -> None:
    place, line = (BAD | OTHERWISE)[contract]
    was = (copied / place).read_text()
    (copied / place).write_text(f"{was}\n{line}\n")
    name = contract if contract in BAD else "front-ends" if "command line" in contract else "layers"
    try:
        done = lint(copied, "--contract", name)
    finally:
        (copied / place).write_text(was)
    assert done.returncode == 1 and "0 kept, 1 broken" in done.stdout, done.stdout + done.stderr


def test_a_new_room_must_be_placed(copied: Path) -> None:
    (copied / "casefile" / "gossip.py").touch()
    try:
        done = lint(copied, "--contract", "layers")
    finally:
        (copied / "casefile" / "gossip.py").unlink()
    assert done.returncode == 1, done.stdout


HEAVY = ("PySide6", "shiboken6", "reportlab", "pikepdf", "pypdfium2", "eyecite")


def loaded(code: str) -> list[str]:
    probe = f"import sys\n{code}\nprint('\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [name for name in done.stderr.splitlines() if name.split(".")[0] in (*HEAVY, "ui", "sqlite3")]


def test_help_loads_neither_qt_nor_what_only_papers_need() -> None:
    found = loaded("from casefile.cli.main import run; assert run(['--help']) == 0")
    assert not [name for name in found if name.split(".")[0] in ("PySide6", "shiboken6", "ui")]


def test_the_store_needs_no_heavy_library_and_one_sqlite() -> None:
    assert loaded("import casefile.services.case, casefile.services.commands.records, casefile.store.migrate") == []
