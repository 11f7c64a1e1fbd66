"""The bytes of evidence files: under their SM3 hash, written whole or not at all, never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile


def keep(upload: UploadedFile) -> tuple[str, int]:
    """(SM3 of the content, its bytes) of an upload that is now kept durably."""
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.new("sm3"), 0
    handle, name = tempfile.mkstemp(dir=folder, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in upload.chunks():
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        kept = path_of(digest.hexdigest())
        kept.parent.mkdir(exist_ok=True, mode=0o700)
        Path(name).replace(kept)
    finally:
        Path(name).unlink(missing_ok=True)
    return digest.hexdigest(), size


def path_of(sm3: str) -> Path:
    """Where the bytes of this hash lie."""
    return Path(settings.MEDIA_ROOT) / sm3[:2] / sm3
