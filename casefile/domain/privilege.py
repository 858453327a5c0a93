"""What leaves the file, decided in one place, as an allow-list.

Everything authored here is work product. Internal and client exports carry it
under the privilege line; an export to anyone else holds only what a person
marked outward, and of documents only those without privilege or designation.
"""

from __future__ import annotations

from casefile.domain.enums import Designation, Privilege, Word
from casefile.domain.records import Document
from casefile.domain.schema import Record


class Mode(Word):
    """Whom an export is for."""

    INTERNAL = "internal"
    CLIENT = "client"
    OPPOSING = "opposing"
    COURT = "court"
    PUBLIC = "public"

    @property
    def is_outward(self) -> bool:
        return self not in (Mode.INTERNAL, Mode.CLIENT)


def leaves(record: Record, mode: Mode) -> bool:
    """Whether a record may stand in an export.

    >>> from casefile.domain.records import Tag
    >>> leaves(Tag(id=1, uid="u", version=1, name="key"), Mode.COURT)
    False
    """
    if record.sequestered:
        return False
    if not mode.is_outward:
        return True
    if isinstance(record, Document) and record.privilege is not Privilege.NONE:
        return False
    if isinstance(record, Document) and record.designation is not Designation.NONE and mode is not Mode.COURT:
        return False
    return record.outward
