"""The signing key of a local start: made once, kept in the data folder, readable by its owner."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def new_key() -> str:
    """A key good enough for JIPING_SECRET_KEY."""
    return secrets.token_urlsafe(48)


def local_key(folder: Path) -> str:
    """The key in *folder*, made if there is none."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = folder / "secret.key"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(new_key())
    return file.read_text(encoding="ascii").strip()
