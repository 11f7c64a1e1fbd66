"""The database as one consistent copy while the site goes on, and back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import NamedTuple

from django.db import connection, connections, transaction

from .manifest import BackupError

_LAST = "SELECT seq, hash FROM history_entry ORDER BY seq DESC LIMIT 1"


class Copy(NamedTuple):
    """A copy in a file, with the log's length and head as they stand in it."""

    name: str
    entries: int
    head: str


def copy_database(folder: Path) -> Copy:
    """Write a consistent copy into *folder*."""
    return _sqlite(folder) if connection.vendor == "sqlite" else _postgresql(folder)


def _sqlite(folder: Path) -> Copy:
    target = folder / "jiping.sqlite3"
    source = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        if (found := copy.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise BackupError(f"数据库有损坏，没有备份：{found}")
        last = copy.execute(_LAST).fetchone() or (0, "")
    finally:
        copy.close()
        source.close()
    return Copy(target.name, *last)


def _postgresql(folder: Path) -> Copy:
    target = folder / "jiping.pgdump"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(_LAST)
        last = cursor.fetchone() or (0, "")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _run(
            "pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}"
        )
    return Copy(target.name, *last)


def put_database(file: Path) -> None:
    """Put a copy in the place of the empty database of this installation.

    Raises BackupError where the kinds do not match or the database is not empty.
    """
    if (file.suffix == ".sqlite3") != (connection.vendor == "sqlite"):
        raise BackupError("备份的数据库类型与当前设置（DATABASE_URL）不同。")
    if "history_entry" in connection.introspection.table_names():
        raise BackupError("当前数据库不是空的，没有恢复。请换一个空的数据文件夹或数据库。")
    connections.close_all()
    if connection.vendor == "sqlite":
        target = Path(connection.settings_dict["NAME"])
        target.unlink(missing_ok=True)
        shutil.copyfile(file, target)
    else:
        name = connection.settings_dict["NAME"]
        options = ("--no-owner", "--single-transaction", "--exit-on-error", f"--dbname={name}")
        _run("pg_restore", *options, str(file))


def _run(program: str, *arguments: str) -> None:
    """Run a PostgreSQL program on this database; the password travels in the environment."""
    connection.ensure_connection()
    told = connection.connection.info
    environment = {
        **os.environ,
        "PGHOST": told.host, "PGPORT": str(told.port), "PGUSER": told.user,
        "PGPASSWORD": told.password, "PGDATABASE": told.dbname,
    }  # fmt: skip
    try:
        subprocess.run([program, *arguments], env=environment, check=True, capture_output=True)  # noqa: S603
    except FileNotFoundError as error:
        raise BackupError(f"没有找到 {program}，请安装 postgresql-client。") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip()[-400:]
        raise BackupError(f"{program} 失败：{said}") from error
