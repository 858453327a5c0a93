"""Pictures of every screen, light and dark, and of every page of every report: `python tests/shots.py OUT`.

A script, not a test: for looking at beside the design. `QT_SCALE_FACTOR=2` gives the pictures at 2x.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("CASEFILE_NOW", "2017-11-27T19:14:00Z")

from PySide6.QtCore import QEventLoop, QTimer

from casefile.jobs import JobContext
from casefile.services.case import Case
from casefile.services.demo import build
from casefile.services.queries.records import Records
from casefile.services.settings import now
from ui.app import Application
from ui.look.theme import Scheme, theme
from ui.main_window import CASE_KINDS, MainWindow

SIZES = ((1440, 900), (1024, 700))
SETTLE_MS = 700


def settle(milliseconds: int = SETTLE_MS) -> None:
    """Lets jobs end and the window paint."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def shoot(window: MainWindow, out: Path) -> None:
    for name in window.screens:
        ref = None
        if name in CASE_KINDS:
            found = window.case.ask(Records(CASE_KINDS[name], limit=1))
            ref = found[0].ref if found else None
        window.desk.go(name, ref)
        settle()
        for scheme in (Scheme.LIGHT, Scheme.DARK):
            theme().set_scheme(scheme)
            for width, height in SIZES:
                window.resize(width, height)
                settle(150)
                window.grab().save(str(out / f"{name}_{scheme.value}_{width}x{height}.png"))
        theme().set_scheme(Scheme.LIGHT)


def pages(papers: list[Path], out: Path) -> None:
    if shutil.which("pdftoppm") is None:
        sys.stderr.write("pdftoppm is not there: no pictures of the reports.\n")
        return
    for paper in papers:
        subprocess.run(["pdftoppm", "-r", "96", "-png", str(paper), str(out / paper.stem)], check=True)


def main(out: Path) -> None:
    os.environ.setdefault("CASEFILE_HOME", str(out / "home"))
    shutil.rmtree(out / "demo", ignore_errors=True)
    shots, reports = out / "shots", out / "reports"
    for folder in (shots, reports):
        folder.mkdir(parents=True, exist_ok=True)
    made = build(out / "demo", clock=now, context=JobContext())
    pages([*made.exports, *made.letters[:3]], reports)
    application = Application(sys.argv[:1])
    window = MainWindow(Case.open(made.casefile), application.settings, application.errors, application)
    window.show()
    settle()
    shoot(window, shots)
    window.close()  # which closes the case file, too
    settle()


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
