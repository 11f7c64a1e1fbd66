"""Restoring a backup into an empty installation, and holding it against what it says of itself."""

from __future__ import annotations

import re
import shutil
import tarfile
import tempfile
import zlib
from pathlib import Path

from django.conf import settings
from pydantic import ValidationError

from jiping.web.history.verify import verify

from .databases import put_database
from .manifest import FORMAT, NAME, BackupError, Manifest, sm3_of

_EVIDENCE = re.compile(r"evidence/[0-9a-f]{2}/[0-9a-f]{64}")
_PART = re.compile(rf"{re.escape(NAME)}|jiping\.(?:sqlite3|pgdump)|{_EVIDENCE.pattern}")


def restore_backup(source: Path) -> Manifest:
    """Restore *source*; afterwards the log has the same length and the same last hash.

    Raises BackupError where the file is no whole backup or the installation is not empty.
    """
    settings.DATA.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".restore-") as name:
        folder = Path(name)
        manifest = _unpacked(source, folder)
        put_database(folder / manifest.database)
        for told in manifest.files:
            if told != manifest.database:
                kept = Path(settings.MEDIA_ROOT) / told.removeprefix("evidence/")
                kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                shutil.move(folder / told, kept)
    found = verify()
    if found.faults or (found.entries, found.head) != (
        manifest.entries,
        manifest.head or found.head,
    ):
        raise BackupError(
            f"恢复后的日志与备份不一致：{'；'.join(found.faults) or '长度或散列不同'}"
        )
    return manifest


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Write what a backup is made of, under its own names alone; no links, no other places."""
    for member in archive:
        if not member.isreg() or not _PART.fullmatch(member.name):
            continue
        path = folder / member.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if (held := archive.extractfile(member)) is not None:
            with path.open("wb") as file:
                shutil.copyfileobj(held, file)


def _unpacked(source: Path, folder: Path) -> Manifest:
    """The parts of the archive that its manifest names, each with the hash that it names."""
    try:
        with tarfile.open(source, "r:gz") as archive:
            _unpack(archive, folder)
        manifest = Manifest.model_validate_json((folder / NAME).read_bytes())
    except (tarfile.TarError, OSError, EOFError, zlib.error, ValidationError) as error:
        raise BackupError(f"{source} 不是完整的备份文件。") from error
    if manifest.format != FORMAT:
        raise BackupError(f"不认识的备份格式 {manifest.format}。")
    for told, sm3 in manifest.files.items():
        path = folder / told
        usual = told == manifest.database or _EVIDENCE.fullmatch(told)
        if not usual or not path.is_file() or sm3_of(path) != sm3:
            raise BackupError(f"备份中的 {told} 丢失或被改动，没有恢复。")
    return manifest
