"""PostgreSQL as well as SQLite: the same tests on a throw-away cluster, and many people at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .postgres import cluster, programs
from .test_faults import JIPING, run

HERE = Path(__file__).parent
FILES = ("test_edits.py", "test_way.py", "test_history.py", "test_campaign.py", "test_accounts.py")
inside = os.environ.get("JIPING_TEST_POSTGRES") == "1"
pytestmark = [
    pytest.mark.skipif(programs() is None, reason="PostgreSQL is not installed"),
    pytest.mark.skipif(inside, reason="this is the run on PostgreSQL itself"),
]


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    with cluster() as url:
        yield url


def test_the_same_tests_hold_on_postgresql() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider",
         *(str(HERE / name) for name in FILES)],
        env={**os.environ, "JIPING_TEST_POSTGRES": "1"}, capture_output=True, text=True,
        cwd=HERE.parents[1],
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]


def test_many_people_save_at_one_filing_at_once(database: str, tmp_path: Path) -> None:
    done = run(sys.executable, str(HERE / "together.py"), data=tmp_path, DATABASE_URL=database)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told == {
        "failed": [], "faults": [], "edits": 48, "reasons": [f"{n}:7" for n in range(6)],
    }  # fmt: skip


def test_a_backup_of_postgresql_is_restored(database: str, tmp_path: Path) -> None:
    target = tmp_path / "backup.tar.gz"
    done = run(*JIPING, "backup", str(target), data=tmp_path / "a", DATABASE_URL=database)
    assert done.returncode == 0, done.stderr
    with cluster() as other:
        back = run(*JIPING, "restore", str(target), data=tmp_path / "b", DATABASE_URL=other)
        assert back.returncode == 0, back.stderr
        assert done.stdout.split("最后散列 ")[1] == back.stdout.split("最后散列 ")[1]


def test_many_people_save_at_one_filing_at_once_on_sqlite(tmp_path: Path) -> None:
    done = run(sys.executable, str(HERE / "together.py"), data=tmp_path)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["failed"], told["faults"], told["edits"]) == ([], [], 48)
