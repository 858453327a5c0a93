"""Verified copies of a case file, where they are, and what they still hold.

Copies made here are noted in `backups/index.jsonl` under `CASEFILE_HOME`: where,
when, of which case file, and the hash of the copy. Nothing of a case's content.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile import paths
from casefile.domain.records import Profile
from casefile.domain.refs import RecordRef
from casefile.errors import CasefileError, EnvironmentFault, UserError
from casefile.services.case import Access, Case
from casefile.services.queries.records import all_of
from casefile.store import keeping
from casefile.store.content import change, image
from casefile.store.journal import Operation


@dataclass(frozen=True, slots=True)
class Backup:
    """Attributes:
    case: The uid of the case file's profile, the same in every copy of it.
    sha256: Of the copy itself, when it was made.
    """

    path: str
    at: str
    case: str
    sha256: str
    bytes: int

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"exists": Path(self.path).exists()}


@dataclass(frozen=True, slots=True)
class CaseUid:
    def read(self, session: Session) -> str:
        return all_of(session, Profile)[0].uid


def back_up(case: Case, folder: Path | None = None) -> Backup:
    """Copies, checks the copy and notes it.

    Raises:
        EnvironmentFault: The copy could not be made, or is not sound; none is left.
    """
    folder = (folder or paths.backups()).absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(f"There can be no folder {folder}.", hint=f"The system says: {error}.") from error
    at = case.clock().astimezone(dt.UTC)
    target = _free(folder, f"{case.path.stem}-{at:%Y%m%dT%H%M%SZ}")
    case.back_up(target)
    try:
        faults = verified(target, case._store.passphrase)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    if faults:
        target.unlink(missing_ok=True)
        raise EnvironmentFault(f"The copy is not sound: {faults[0]}", hint="Run casefile check on the file.")
    found = Backup(
        str(target), f"{at:%Y-%m-%dT%H:%M:%SZ}", case.ask(CaseUid()), keeping.file_hash(target), target.stat().st_size
    )
    _note(found)
    return found


def _free(folder: Path, stem: str) -> Path:
    for number in range(1, 1000):
        path = folder / f"{stem}{'' if number == 1 else f'-{number}'}.casefile"
        if not path.exists():
            return path
    raise EnvironmentFault("There are too many copies of this second.")


def verified(copy: Path, passphrase: str | None) -> list[str]:
    """What is wrong with a copy, one sentence a fault."""
    with Case.open(copy, passphrase=passphrase, access=Access.READ, watch=False) as case:
        return case.check()


def _index() -> Path:
    return paths.backups() / "index.jsonl"


def _note(backup: Backup) -> None:
    _index().parent.mkdir(parents=True, exist_ok=True)
    with _index().open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(backup)) + "\n")


def of_case(uid: str) -> list[Backup]:
    """Every copy noted of a case file, oldest first; a line that a crash cut off is passed over."""
    if not _index().exists():
        return []
    found = []
    for line in _index().read_text(encoding="utf-8", errors="replace").splitlines():
        with suppress(ValueError, TypeError, KeyError):
            noted = json.loads(line)
            found.append(Backup(**{name: noted[name] for name in Backup.__slots__}))
    return [backup for backup in found if backup.case == uid]


def still_holding(case: Case, refs: Iterable[RecordRef]) -> list[str]:
    """Copies that still hold any of the records, or that cannot be looked into."""
    wanted = tuple(refs)
    found = []
    for backup in of_case(case.ask(CaseUid())):
        path = Path(backup.path)
        if not path.exists():
            continue
        try:
            with Case.open(path, passphrase=case._store.passphrase, access=Access.READ, watch=False) as copy:
                holds = copy.ask(_Holds(wanted))
        except CasefileError:
            holds = True  # it may: nobody can say that it does not
        if holds:
            found.append(backup.path)
    return found


@dataclass(frozen=True, slots=True)
class _Holds:
    refs: tuple[RecordRef, ...]

    def read(self, session: Session) -> bool:
        """Images are kept of live and of deleted records alike, until a purge."""
        for ref in self.refs:
            query = select(image.c.change_id).join(change).where(change.c.kind == ref.kind.value)
            kept = query.where(change.c.uid == ref.uid, change.c.operation != Operation.PURGE)
            if session.execute(kept.limit(1)).first() is not None:
                return True
        return False


def restore(backup: Path, target: Path, *, passphrase: str | None) -> None:
    """Puts a sound copy in a new place; never over another file.

    Raises:
        UserError: Something is at `target` already.
        EnvironmentFault: The copy is not a sound case file.
    """
    if target.exists() or target.is_symlink():
        raise UserError(f"{target.name} is there already.", hint="Choose another name.")
    if not backup.is_file():
        raise UserError(f"There is no backup {backup}.", hint="casefile backups FILE lists them.")
    part = target.with_name(target.name + ".part")
    try:
        shutil.copyfile(backup, part)
        faults = verified(part, passphrase)
        if faults:
            raise EnvironmentFault(f"The backup is not sound: {faults[0]}", hint="Try an older one.")
        keeping.settle(part, target)
    except OSError as error:
        raise EnvironmentFault(f"{target.name} could not be written.", hint=f"The system says: {error}.") from error
    finally:
        part.unlink(missing_ok=True)
