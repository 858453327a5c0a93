"""Whether a file lies where SQLite's locks cannot be trusted: a network share or a sync folder."""

from __future__ import annotations

import os
import re
from pathlib import Path

NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "fuse.rclone", "davfs", "ncpfs"}
SYNC = re.compile(
    r"OneDrive( - .+)?|Dropbox( \(.+\))?|Google ?Drive|iCloud ?Drive|com~apple~CloudDocs|Mobile Documents|CloudStorage"
    r"|Box( Sync)?|Nextcloud|ownCloud|Sync",
    re.IGNORECASE,
)


def shared(path: Path) -> str | None:
    """Why a path counts as shared, in a few words; None on a local disk.

    >>> from pathlib import PurePosixPath
    >>> shared(Path("Users/a/OneDrive - Law Dept/round.casefile"))
    'a sync folder (OneDrive - Law Dept)'
    """
    if str(path).startswith(("\\\\", "//")):
        return "a network share"
    for part in path.parts[:-1]:
        if SYNC.fullmatch(part):
            return f"a sync folder ({part})"
    kind = _mount_type(path)
    return f"a network share ({kind})" if kind in NETWORK else None


def _mount_type(path: Path) -> str | None:
    """File system of the nearest mount point, where the system tells."""
    table = Path("/proc/self/mountinfo")
    if not table.exists():
        return None
    target, best, found = str(path.absolute()), "", None
    for line in table.read_text(errors="replace").splitlines():
        left, _, right = line.partition(" - ")
        point = left.split()[4].replace("\\040", " ")
        if (target + os.sep).startswith(point.rstrip(os.sep) + os.sep) and len(point) >= len(best):
            best, found = point, right.split()[0]
    return found
