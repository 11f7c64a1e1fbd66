"""The readings that a batch keeps as JSON, found by the hash of their document."""

from __future__ import annotations

import zipfile
from functools import lru_cache
from pathlib import Path

#: Archives that are open at a time: a filing's and its year before's take turns.
_OPEN = 8


class Readings:
    """All readings of a folder. Where each lies is looked up once; 100,000 take some 20 MB."""

    def __init__(self, folder: Path) -> None:
        """Look through the archives in *folder*."""
        self._where: dict[bytes, Path] = {}
        for path in sorted(folder.rglob("*.zip")):
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    self._where.setdefault(_key(name.removesuffix(".json")), path)
        self._opened = lru_cache(_OPEN)(zipfile.ZipFile)

    def text(self, sha256: str) -> bytes:
        """The reading of a document; raises KeyError where there is none."""
        return self._opened(self._where[_key(sha256)]).read(f"{sha256}.json")


def _key(sha256: str) -> bytes:
    return bytes.fromhex(sha256)
