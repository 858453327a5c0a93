"""From one schema version to the next: a copy first, one transaction, one barrier step."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import NOON, K, claim, excerpt, get, letter, supports
from sqlalchemy import select, text

from casefile.errors import EnvironmentFault
from casefile.services.case import Case
from casefile.store import audit, keeping, migrate, search
from casefile.store.content import step
from casefile.store.engine import Store
from casefile.store.journal import Author

NEXT = Path(__file__).with_name("next_version")


@pytest.mark.parametrize("passphrase", [None, "sesame"])
def test_migration_copies_first_keeps_children_and_journals_what_it_did(path: Path, passphrase: str | None) -> None:
    with Case.new(path, passphrase=passphrase) as case:
        case.do(letter(1))
        case.do(claim("one"))
        case.do(excerpt(1, 0, 8))
        case.do(supports(1, 1))
    store = Store(path, passphrase=passphrase)
    copy = migrate.upgrade(store, Author("Ana"), NOON, versions=NEXT)
    with store.writing() as session:
        connection = session.connection()
        assert list(connection.scalars(text("SELECT file_number FROM document"))) == ["1"]
        assert list(connection.scalars(text("SELECT count(*) FROM support"))) == [1]
        assert list(audit.verify_chain(connection)) == []
        assert list(audit.drifts(connection, migrate._tables(connection))) == []
        last = connection.execute(select(step).order_by(step.c.id.desc()).limit(1)).one()
        assert (last.kind, last.label, last.undo_next) == ("barrier", "Upgrade of the case file", None)
        assert keeping.index_faults(connection) == []
        assert [found.kind for found in search.hits(connection, '"Letter 1"', limit=9)] == [K.DOCUMENT]
        schema = connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'document'"))
        assert schema is not None and "AUTOINCREMENT" in schema and "INITIALLY DEFERRED" in schema
    assert store.outside("PRAGMA foreign_keys") == [(1,)]
    assert store.schema_version() == 2  # or it would be brought up to date at every opening
    store.close()
    with pytest.raises(EnvironmentFault, match="newer Casefile"):
        Case.open(path, passphrase=passphrase)
    with Case.open(copy, passphrase=passphrase) as before:
        assert before.check() == [] and before.undo().label == "Undo Add support"
        assert get(before, K.DOCUMENT, 1).title == "Letter 1"


def test_migration_refuses_a_file_edited_behind_its_journal(path: Path) -> None:
    with Case.new(path) as case:
        case.do(claim("one"))
    store = Store(path)
    store.outside("UPDATE claim SET statement = 'planted'")
    with pytest.raises(EnvironmentFault, match="behind its journal"):
        migrate.upgrade(store, Author("Ana"), NOON, versions=NEXT)
    assert store.outside("SELECT version_num FROM alembic_version") == [("0001",)]
    assert store.schema_version() == 1
    store.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path, tmp_path: Path) -> None:
    with Case.new(path) as case:
        case.do(claim("one"))
    broken = tmp_path / "versions"
    broken.mkdir()
    for made in NEXT.glob("*.py"):
        (broken / made.name).write_text(made.read_text())
    with (broken / "0002_file_number.py").open("a") as file:
        file.write('    op.execute("DELETE FROM no_such_table")\n')
    store = Store(path)
    with pytest.raises(Exception, match="no_such_table"):
        migrate.upgrade(store, Author("Ana"), NOON, versions=broken)
    store.close()
    with Case.open(path) as case:
        assert case.check() == [] and get(case, K.CLAIM, 1).statement == "one"
