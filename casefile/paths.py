"""Where things live: on this machine, and in what we ship."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs


def home() -> Path:
    """Settings, logs and backups; `CASEFILE_HOME` moves them.

    >>> os.environ["CASEFILE_HOME"] = "elsewhere"
    >>> home().name
    'elsewhere'
    >>> del os.environ["CASEFILE_HOME"]
    """
    moved = os.environ.get("CASEFILE_HOME")
    return Path(moved) if moved else Path(platformdirs.user_data_dir("Casefile", appauthor=False))


def logs() -> Path:
    return home() / "logs"


def backups() -> Path:
    return home() / "backups"


def resource(*parts: str) -> Path:
    """A file or folder that we ship, such as fonts or rule texts.

    >>> resource("fonts", "Inter-Regular.ttf").exists()
    True
    """
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
    return root.joinpath("resources", *parts)
