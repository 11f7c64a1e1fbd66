"""Zip archives of documents: their members one by one, within the bounds of all together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from jiping.intake.document import UnreadableError

from . import limits
from .package import inflate, open_zip

_UTF8_NAME = 0x800
_SKIPPED = (".", "~$", "__MACOSX")


class Member(NamedTuple):
    """A file in an archive; `load` inflates it, and raises UnreadableError where it cannot."""

    name: str
    load: Callable[[], bytes]


def members(data: bytes) -> Iterator[Member]:
    """The files of an archive by name; hidden files and lock files are passed over.

    Nothing is ever written to disk, so a name that climbs out (`../`) is only a name.
    """
    archive = open_zip(data)
    left = limits.ARCHIVE_BYTES
    listed = sorted(
        ((member_name(m.filename, m.flag_bits), m) for m in archive.filelist),
        key=lambda item: item[0],
    )
    listed = [(name, m) for name, m in listed if not m.is_dir() and not is_skipped(name)]
    if not listed:
        raise UnreadableError("压缩包中没有文件，请重新取得原文件。")
    for name, member in listed:

        def load(member=member) -> bytes:  # type: ignore[no-untyped-def]
            nonlocal left
            if left <= 0:
                raise UnreadableError(limits.too_large("压缩包展开后", limits.ARCHIVE_BYTES))
            content = inflate(archive, member, limits.FILE_BYTES, "文件展开后")
            left -= len(content)
            return content

        yield Member(name, load)


def member_name(name: str, flags: int) -> str:
    """The name as it was meant: Chinese Windows stores it in GBK without saying so."""
    if not flags & _UTF8_NAME:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
    return name


def is_skipped(name: str) -> bool:
    """Whether a member is a hidden file or a lock file."""
    return any(part.startswith(_SKIPPED) and part != ".." for part in name.split("/"))
