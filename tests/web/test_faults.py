"""Faults: processes killed, a full disk, a locked database; and backups taken while people save."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection

from jiping.web.faults import said_of
from jiping.web.filings.models import Filing

SCRIPT = Path(__file__).parent / "killed.py"
JIPING = (sys.executable, "-m", "jiping.cli")
ROUNDS = 100


def surroundings(data: Path, **more: str) -> dict[str, str]:
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("JIPING", "DJANGO", "DATABASE"))
    }
    return {**kept, "JIPING_DATA": str(data), **more}


def run(*command: str, data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=surroundings(data, **more), capture_output=True, text=True, timeout=300
    )


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    folder = tmp_path_factory.mktemp("killed")
    backup = folder / "backup.tar.gz"
    done = run(
        sys.executable, str(SCRIPT), str(ROUNDS), data=folder / "data", JIPING_BACKUP=str(backup)
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), folder


def test_every_acknowledged_save_is_there_and_no_import_is_half(killed: Any) -> None:
    told, _ = killed
    assert told["faults"] == []
    assert told["saves"] >= ROUNDS * 3 // 4
    assert told["imports"] > 0, "some kills should fall after the commit"


def test_a_backup_taken_while_people_save_restores_to_an_identical_chain(
    killed: Any, tmp_path: Path
) -> None:
    told, folder = killed
    done = run(*JIPING, "restore", str(folder / "backup.tar.gz"), data=tmp_path / "new")
    assert done.returncode == 0, done.stderr
    assert told["backup"]["head"] in done.stdout
    done = run(*JIPING, "verify-log", data=tmp_path / "new")
    assert (
        done.stdout
        == f"日志 {told['backup']['entries']} 条，完好；最后散列 {told['backup']['head']}\n"
    )

    again = run(*JIPING, "restore", str(folder / "backup.tar.gz"), data=tmp_path / "new")
    assert (again.returncode, again.stdout) == (2, "")
    assert "不是空的" in again.stderr


def test_a_backup_that_was_changed_is_not_restored(killed: Any, tmp_path: Path) -> None:
    _, folder = killed
    data = bytearray((folder / "backup.tar.gz").read_bytes())
    data[len(data) // 2] ^= 255
    (tmp_path / "bad.tar.gz").write_bytes(data)
    done = run(*JIPING, "restore", str(tmp_path / "bad.tar.gz"), data=tmp_path / "new")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "new" / "jiping.sqlite3").exists()


def save(post: Any, client: Any, filing: Filing, base: int, number: int) -> tuple[int, Any]:
    edit = {"op": "set", "at": "/goals/expected", "value": "很长的目标" * 2000}
    body = {"base": base, "client": f"c6a1c0de-0000-4000-8000-{number:012}", "edits": [edit]}
    return post(client, f"/filings/{filing.pk}/edits", body)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="bounds the pages of an SQLite file")
def test_a_full_disk_is_told_and_nothing_is_lost(county: Any, post: Any) -> None:
    filing, client = county.filing(), county.client("preparer@104001")
    assert save(post, client, filing, 0, 1)[0] == 200
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        for number in range(2, 60):
            status, told = save(post, client, filing, number - 1, number)
            if status != 200:
                break
        cursor.execute("PRAGMA max_page_count = 1000000")
    assert (status, told["error"]) == (507, "disk_full")
    assert "不会丢失" in told["message"]
    assert save(post, client, filing, number - 1, number)[0] == 200


def test_a_locked_database_is_told(county: Any, post: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    filing, client = county.filing(), county.client("preparer@104001")

    def busy(*_args: Any, **_kwargs: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("jiping.web.filings.views.save_edits", busy)
    status, told = save(post, client, filing, 0, 1)
    assert (status, told["error"]) == (503, "busy")


def test_what_a_locked_sqlite_says_is_understood(tmp_path: Path) -> None:
    first, second = (sqlite3.connect(tmp_path / "x", timeout=0) for _ in range(2))
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as locked:
        second.execute("BEGIN IMMEDIATE")
    status, code, _ = said_of(OperationalError(str(locked.value))) or (0, "", "")
    assert (status, code) == (503, "busy")


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"JIPING_HOSTS": "jx.example.gov.cn"}, "JIPING_SECRET_KEY"),
        ({"JIPING_SECRET_KEY": "short"}, "JIPING_SECRET_KEY"),
        ({"JIPING_SECRET_KEY": "k" * 48}, "JIPING_HOSTS"),
    ],
)
def test_it_refuses_to_start_in_production_without_key_or_hosts(
    tmp_path: Path, environment: dict[str, str], said: str
) -> None:
    done = run(*JIPING, "serve", "--host", "0.0.0.0", data=tmp_path, **environment)  # noqa: S104
    assert done.returncode == 2
    assert "拒绝启动" in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command",
    [("backup", "b.tar.gz"), ("verify-log",), ("manage", "remind")],
    ids=lambda told: " ".join(told),
)
def test_a_database_that_was_never_set_up_is_told_with_what_to_do(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    done = run(*JIPING, *command, data=tmp_path / "new")
    assert done.returncode == 2
    assert "还没有建立网页版的数据库" in done.stderr
    assert "请先用 jiping serve 启动一次" in done.stderr
    assert not (tmp_path / "new" / "jiping.sqlite3").exists()


def test_a_backup_to_where_nothing_can_be_written_is_told(tmp_path: Path, db: None) -> None:  # noqa: ARG001
    from jiping.web.run import backup

    (tmp_path / "file").touch()
    done, said = backup(tmp_path / "file" / "b.tar.gz")
    assert not done
    assert said.startswith("没有备份：不能写入")


def test_an_archive_with_links_and_other_places_writes_nothing(tmp_path: Path) -> None:
    from jiping.web.backup.manifest import BackupError
    from jiping.web.backup.restore import _unpacked

    link = tarfile.TarInfo("manifest.json")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
    away = tarfile.TarInfo("evidence/../../away")
    with tarfile.open(tmp_path / "b.tar.gz", "w:gz") as archive:
        archive.addfile(link)
        archive.addfile(away)
    (tmp_path / "into").mkdir()
    with pytest.raises(BackupError, match="不是完整的备份文件"):
        _unpacked(tmp_path / "b.tar.gz", tmp_path / "into")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["b.tar.gz", "into"]
