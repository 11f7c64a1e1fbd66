"""PostgreSQL as well as SQLite: the same tests on a throw-away cluster, and many people at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

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


class Used(NamedTuple):
    """A database in which many people have saved, and what came of it."""

    url: str
    told: dict[str, Any]


@pytest.fixture(scope="module")
def used(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Used]:
    with cluster() as url:
        data = tmp_path_factory.mktemp("together")
        done = run(sys.executable, str(HERE / "together.py"), data=data, DATABASE_URL=url)
        assert done.returncode == 0, done.stderr
        yield Used(url, json.loads(done.stdout))


def test_the_same_tests_hold_on_postgresql() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider",
         *(str(HERE / name) for name in FILES)],
        env={**os.environ, "JIPING_TEST_POSTGRES": "1"}, capture_output=True, text=True,
        cwd=HERE.parents[1],
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]


def test_many_people_save_at_one_filing_at_once(used: Used) -> None:
    assert used.told == {
        "failed": [], "faults": [], "edits": 48, "reasons": [f"{n}:7" for n in range(6)],
    }  # fmt: skip


def test_a_backup_of_postgresql_is_restored(used: Used, tmp_path: Path) -> None:
    target = tmp_path / "backup.tar.gz"
    done = run(*JIPING, "backup", str(target), data=tmp_path / "a", DATABASE_URL=used.url)
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
