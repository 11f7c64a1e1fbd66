"""What a backup says of itself: which database, the head of the log, every file with its SM3."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict

NAME = "manifest.json"
FORMAT = "jiping/backup/1"


class Manifest(BaseModel):
    """`head` and `entries` are those of the log inside the backup; `files` map names to SM3."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: str
    version: str
    made: dt.datetime
    database: str
    entries: int
    head: str
    files: dict[str, str]


class BackupError(Exception):
    """A backup cannot be made or restored; the message is a sentence for the administrator."""


def sm3_of(path: Path) -> str:
    """The SM3 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.new("sm3")).hexdigest()
