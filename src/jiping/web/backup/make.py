"""Making a backup: written beside, checked, then put in its place under its name."""

from __future__ import annotations

import datetime as dt
import os
import tarfile
import tempfile
from pathlib import Path

from django.conf import settings

from jiping import __version__
from jiping.web.evidence.models import Attachment
from jiping.web.evidence.store import path_of
from jiping.web.filings.models import Reading

from .databases import copy_database
from .manifest import FORMAT, NAME, BackupError, Manifest, sm3_of


def make_backup(target: Path) -> Manifest:
    """Write a backup to *target* (.tar.gz), while the site may go on working.

    Raises BackupError where the target exists or the database or an evidence file is damaged.
    """
    if target.exists():
        raise BackupError(f"{target} 已存在，没有覆盖。")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as name:
        folder = Path(name)
        copy = copy_database(folder)
        # Evidence after the database: what the copy speaks of is there, more does no harm.
        files = {copy.name: sm3_of(folder / copy.name), **_evidence()}
        manifest = Manifest(
            format=FORMAT,
            version=__version__,
            made=dt.datetime.now(dt.UTC),
            database=copy.name,
            entries=copy.entries,
            head=copy.head,
            files=files,
        )
        (folder / NAME).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
        part = folder / "backup.part"
        with tarfile.open(part, "w:gz", compresslevel=6) as archive:
            archive.add(folder / NAME, NAME)
            archive.add(folder / copy.name, copy.name)
            for told, sm3 in files.items():
                if told != copy.name:
                    archive.add(path_of(sm3), told)
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.chmod(0o600)
        part.replace(target)
    return manifest


def _evidence() -> dict[str, str]:
    """Every evidence file and every document that was read, held against its hash."""
    hashes = set(Attachment.objects.values_list("sm3", flat=True))
    hashes |= set(Reading.objects.values_list("sm3", flat=True))
    found = {}
    for sm3 in sorted(hashes):
        path = path_of(sm3)
        if not path.is_file() or sm3_of(path) != sm3:
            raise BackupError(
                f"文件 {settings.MEDIA_ROOT}/{sm3[:2]}/{sm3} 丢失或被改动，没有备份。"
            )
        found[f"evidence/{sm3[:2]}/{sm3}"] = sm3
    return found
