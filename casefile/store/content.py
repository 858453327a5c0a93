"""Tables that are not records: content by its hash, the journal, who holds the file, what was exported."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from casefile.store.models import Base

# Content, addressed by its hash and not journaled.
chunk = Table(
    "chunk", Base.metadata,
    Column("sha256", String(64), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)  # fmt: skip
page_text = Table(
    "page_text", Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("page", Integer, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("sha256", "page"),
)  # fmt: skip

# The journal. Rows are only ever added; triggers say so too.
step = Table(
    "step", Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),  # never holds content: a purge could not reach it
    Column("actor", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("process", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("batch_id", Integer, nullable=False, index=True),  # first step of the act; alone: its own id
    Column("inverts_id", Integer, unique=True),  # no step is ever turned around twice
    Column("undo_next", Integer),  # what Undo would take after this step: a batch_id
    Column("redo_next", Integer),
    Column("previous", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)  # fmt: skip
change = Table(
    "change", Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("step_id", ForeignKey("step.id", deferrable=True, initially="DEFERRED"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("uid", String(36), nullable=False),
    Column("row_id", Integer, nullable=False),  # local, outside the hash
    Column("operation", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Index("ix_change_kind_uid", "kind", "uid"),
)  # fmt: skip
image = Table(
    "image", Base.metadata,
    Column("change_id", ForeignKey("change.id"), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("content", Text, nullable=False),
)  # fmt: skip

holder = Table(
    "holder", Base.metadata,
    Column("process", Text, primary_key=True),
    Column("actor", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("since", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
)  # fmt: skip

# Outside the chain, so that an export does not change what is exported.
export_log = Table(
    "export_log", Base.metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("report", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("as_of", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("pages", Integer, nullable=False),
    Column("withheld", Integer, nullable=False),
    Column("unsupported", Integer, nullable=False),  # sentences that a person let pass
    sqlite_autoincrement=True,
)  # fmt: skip

# Work on the file itself that a crash must not lose: a purge's sweep.
pending = Table("pending", Base.metadata, Column("work", Text, primary_key=True))
