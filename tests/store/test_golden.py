"""Case files of every schema version open, are brought up to date, and are sound."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from factories import K, all_of, claim, get
from sqlcipher3 import dbapi2 as sqlite

from casefile.domain.values import Money, PartialDate
from casefile.services.case import Case
from casefile.services.queries.records import Get
from casefile.services.queries.search import Search
from casefile.store.engine import SCHEMA_VERSION
from casefile.store.migrate import MIGRATIONS

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("v*.casefile"))


def test_there_is_one_for_every_version_and_migration() -> None:
    assert [int(path.stem[1:]) for path in GOLDEN] == list(range(1, SCHEMA_VERSION + 1))
    found = sorted(int(path.name[:4]) for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert found == list(range(1, SCHEMA_VERSION + 1))


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_it_opens_and_is_sound(golden: Path, path: Path) -> None:
    shutil.copyfile(golden, path)
    raw = sqlite.connect(str(path))
    assert raw.execute("PRAGMA user_version").fetchone()[0] == int(golden.stem[1:])
    raw.close()
    with Case.open(path) as case:
        assert case.check(deep=True) == []
        assert get(case, K.POLICY, 1).enacted_on == PartialDate("2017-10~")
        assert get(case, K.AWARD, 1).amount == Money(26583200)
        assert get(case, K.ASSESSMENT, 1).tests == {"E1": "met"}
        assert get(case, K.CLAIM, 1).statement == "The city complies"
        assert case.ask(Search("§ 1373")).total == 1 and case.ask(Search("hidden")).total == 0
        assert case.ask(Get(K.NOTE, 1)).title_text == "Hidden words" and all_of(case, K.NOTE) == []
        assert case.do(claim("new")).step and case.check() == []
        assert case.undo().label == "Undo Add claim"
        if int(golden.stem[1:]) == SCHEMA_VERSION:  # a migration is a barrier
            assert case.undo().label == "Undo Delete claim"
            assert get(case, K.CLAIM, 3).statement == "Deleted, to be brought back"
        assert case.check(deep=True) == []


def test_the_newest_golden_file_has_todays_tables(path: Path) -> None:
    """A change of the tables without a new version would make files that nobody can tell apart."""

    def schema(file: Path) -> list[str]:
        raw = sqlite.connect(str(file))
        rows = raw.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
        raw.close()
        return sorted(re.sub(r"\s+", " ", sql) for (sql,) in rows)

    shutil.copyfile(GOLDEN[-1], path)
    today = path.with_name("today.casefile")
    Case.new(today).close()
    assert schema(path) == schema(today)
