"""The project's own files: what is pinned, what is licensed, what may not be in them."""

from __future__ import annotations

import importlib.metadata as metadata
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import casefile

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCK = (ROOT / "requirements.lock").read_text()
BINARY = {".ttf", ".png", ".pdf", ".casefile", ".docx", ".xlsx", ".ico", ".icns", ".jpg", ".eml", ".msg"}
REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)((?:\s*;[^\\\n]+)?(?: \\\n +--hash=sha256:[0-9a-f]{64})+)$", re.M)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def tracked() -> list[Path]:
    """Text files of the project, those not committed yet included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("not a checkout")
    files = [ROOT / name for name in done.stdout.split("\0") if name]
    return [path for path in files if path.is_file() and path.suffix not in BINARY]


# --- what is pinned ---


def test_the_lock_pins_every_dependency_with_hashes_and_names_no_address() -> None:
    pinned = {plain(name): version for name, version, _ in REQUIREMENT.findall(LOCK)}
    lines = [line for line in LOCK.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(lines) == len(pinned) > 20, "a line without a pin or a hash"
    assert "://" not in LOCK and not re.search(r"^\s*(--index|--extra|--find|--trusted|-i|-e|-r)\b", LOCK, re.M)
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    missing = [own for own in wanted if plain(re.match(r"[A-Za-z0-9._-]+", own)[0]) not in pinned]  # type: ignore[index]
    assert not missing


def test_what_is_installed_is_what_is_pinned() -> None:
    pinned = {plain(name): version for name, version, _ in REQUIREMENT.findall(LOCK)}
    installed = {plain(own.metadata["Name"]): own.version for own in metadata.distributions()}
    assert {name: version for name, version in pinned.items() if installed.get(name, version) != version} == {}


def test_the_version_is_said_once() -> None:
    assert casefile.__version__ == PROJECT["version"]


# --- licences ---


def product() -> Iterator[metadata.Distribution]:
    """Every distribution that the product needs to run, dev tools aside, by following what each requires."""
    waiting, seen = [re.match(r"[A-Za-z0-9._-]+", own)[0] for own in PROJECT["dependencies"]], set()  # type: ignore[index]
    while waiting:
        name = plain(waiting.pop())
        if name in seen:
            continue
        seen.add(name)
        try:
            own = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # for another platform
        yield own
        for requirement in own.requires or []:
            if "extra ==" not in requirement:
                waiting.append(re.match(r"[A-Za-z0-9._-]+", requirement)[0])  # type: ignore[index]


def licence(own: metadata.Distribution) -> str:
    told = own.metadata.json
    said = [str(told.get("license_expression", "")), str(told.get("license", ""))[:200]]
    return "; ".join([*said, *(c for c in own.metadata.get_all("Classifier") or [] if c.startswith("License"))])


def copyleft(text: str) -> bool:
    """GPL or AGPL with no other licence to choose; the LGPL binds the library alone."""
    words = re.sub(r"LGPL[\w.+-]*|GNU (Library or )?Lesser General Public License[^;]*", "", text, flags=re.I)
    found = re.search(r"\bA?GPL|Affero|GNU General Public", words, re.I)
    chosen = re.search(r"\bOR\b", text) and re.search(r"LGPL|MIT|BSD|Apache|MPL", text)
    return bool(found and not chosen)


def test_no_gpl_in_the_product() -> None:
    found = {own.metadata["Name"]: licence(own) for own in product()}
    assert len(found) > 15 and {"SQLAlchemy", "reportlab"} <= found.keys()
    assert {name: text for name, text in found.items() if copyleft(text)} == {}
    banned = {"pymupdf", "lexdays", "extract-msg", "pyqt6", "pyqt5"}
    assert not banned & {plain(name) for name in found}


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("GPL-3.0-or-later", True), ("GNU AGPLv3", True),
        ("License :: OSI Approved :: GNU General Public License v3", True),
        ("LGPL-3.0-only", False), ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", False), ("MIT", False),
        ("GNU Lesser General Public License v2", False),
    ],
)  # fmt: skip
def test_the_licence_test_sees(text: str, bound: bool) -> None:
    assert copyleft(text) is bound


# --- what may not be in any file ---

HOSTS = ("pypi.org", "pythonhosted.org", "test.pypi", "npmjs.org", "proxy.golang.org")
ABSOLUTE = re.compile(r"(?<![\w.:/~<$}])/(?:home|Users|root|work|tmp|mnt|private|var/folders|opt)/[\w.-]+")
ALLOWED = {"tests/store/test_store.py": ("/mnt/law",)}  # names of a mount, to be judged by their form


def test_no_absolute_paths_and_no_registry_hosts() -> None:
    faults, own = [], Path(__file__).resolve()
    for path in tracked():
        if path.resolve() == own:
            continue
        text, name = path.read_text(encoding="utf-8", errors="replace"), path.relative_to(ROOT).as_posix()
        faults += [f"{name}: {host}" for host in HOSTS if host in text]
        found = {match[0] for match in ABSOLUTE.finditer(text)} - set(ALLOWED.get(name, ()))
        faults += [f"{name}: {match}" for match in sorted(found)]
    assert faults == []


def test_files_are_small_enough_to_read() -> None:
    """Files stay under 500 lines; the list of records and the list of tables are one thing each."""
    long = {"casefile/domain/records.py", "casefile/store/models.py"}
    sources = [path for path in tracked() if path.suffix == ".py" and path.parts[len(ROOT.parts)] in ("casefile", "ui")]
    counted = {path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines()) for path in sources}
    assert {name: lines for name, lines in counted.items() if lines >= 500 and name not in long} == {}


def test_nothing_is_left_to_do() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK")
    faults = [
        f"{path.relative_to(ROOT)}: {mark}"
        for path in tracked()
        if path.suffix in {".py", ".toml", ".md"} and "statutes" not in path.parts
        for mark in marks
        if re.search(rf"\b{mark}\b", path.read_text(encoding="utf-8"))
    ]
    assert faults == []


def test_tests_leave_nothing_behind_in_the_tree() -> None:
    """Whatever a test makes lies in its own folder: no case file, log or paper in the sources."""
    made = [
        found.relative_to(ROOT).as_posix()
        for pattern in ("*.casefile*", "*.part", "*.log", "*.bak")
        for folder in ("casefile", "ui", "tests", "resources")
        for found in (ROOT / folder).rglob(pattern)
    ]
    assert [name for name in made if not name.startswith("tests/golden/")] == []


# --- the changelog ---

ENTRY = re.compile(r"^## (?:(\d+\.\d+\.\d+) \(\d{4}-\d{2}-\d{2}\)|Unreleased)$", re.M)
KINDS = {"Added", "Changed", "Fixed", "Removed", "Security"}


def test_the_changelog_parses() -> None:
    """Newest first, each version once with its day, what is not released yet at the top; nothing said twice."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## .*$", text, re.M)
    assert text.startswith("# ") and headings and all(ENTRY.fullmatch(heading) for heading in headings), headings
    versions = [tuple(map(int, own.split("."))) for own in ENTRY.findall(text) if own]
    assert versions == sorted(set(versions), reverse=True)
    assert headings.count("## Unreleased") <= 1 and "## Unreleased" not in headings[1:]
    assert "## Unreleased" in headings or versions[0] == tuple(map(int, PROJECT["version"].split(".")))
    assert set(re.findall(r"^### (.*)$", text, re.M)) <= KINDS
    assert all(re.search(r"^- \S", part, re.M) for part in ENTRY.split(text)[2::2]), "a version that says nothing"
