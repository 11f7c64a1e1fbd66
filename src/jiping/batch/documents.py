"""The documents of a file: itself, the members of a zip, the lines of a file of stored readings.

Each has its own address behind that of the file and is reached without the others, so that a zip
of a country's documents is read member by member, never as a whole.
"""

from __future__ import annotations

import atexit
import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO, NamedTuple

from jiping.intake import UnreadableError
from jiping.intake.readers import limits
from jiping.intake.readers.archive import is_skipped, member_name
from jiping.intake.readers.package import DAMAGE, inflate

from .addresses import open_address

MEMBERS = 2_000_000
#: An archive may inflate to so many times its size, beyond what every archive may: no zip bomb.
_SWELLING = 30
#: A stored reading says at its beginning which document it was read from.
_STORED = re.compile(
    rb'\s*\{\s*"schema":\s*"jiping/filing/1",\s*"source":\s*\{[^{}]*"sha256":\s*"([0-9a-f]{64})"'
)
_OFFICE = frozenset(("[Content_Types].xml", "mimetype", "OFD.xml"))


class Spot(NamedTuple):
    """Where the bytes of a document are: a file, or a part of it.

    `part` is the number of an archive's entry, or offset and length of a line; none for the file.
    """

    file: str
    name: str
    part: tuple[int, ...] = ()


class Seen(NamedTuple):
    """A document that was found: its content by SHA-256, or why it cannot be had."""

    spot: Spot
    sha256: str | None
    size: int = 0
    fault: str = ""


def look(file: str) -> Iterator[Seen]:
    """All documents of one file, each with the hash of its content.

    A stored reading goes by the hash of the document it was read from, so that a document and its
    reading are one.
    """
    try:
        with open_address(file) as stream:
            yield from _inside(file, stream)
    except UnreadableError as error:
        yield Seen(Spot(file, file), None, 0, str(error))
    except OSError as error:
        yield Seen(Spot(file, file), None, 0, f"读取中断（{error}），请检查磁盘或网络。")


def open_spot(spot: Spot) -> bytes:
    """The bytes of a document, at most one more than a file may have; raises UnreadableError."""
    if not spot.part:
        with open_address(spot.file) as stream:
            return stream.read(limits.FILE_BYTES + 1)
    if len(spot.part) == 2:
        _held.keep(spot.file).seek(spot.part[0])
        return _held.stream.read(spot.part[1])
    archive = _held.archive_of(spot.file)
    if spot.part[0] >= len(archive.filelist):
        raise UnreadableError("压缩包的内容已经变动，请重新运行。")
    return inflate(archive, archive.filelist[spot.part[0]], limits.FILE_BYTES, "文件展开后")


class _Held:
    """The file of many documents that was opened last: its directory is read once, not for each."""

    def __init__(self) -> None:
        self._file = ""
        self._archive: zipfile.ZipFile | None = None
        self.stream: IO[bytes] = io.BytesIO()

    def keep(self, file: str) -> IO[bytes]:
        if file != self._file:
            self.close()
            self.stream = open_address(file)
            self._file = file
        return self.stream

    def close(self) -> None:
        self.stream.close()
        self._file, self._archive = "", None

    def archive_of(self, file: str) -> zipfile.ZipFile:
        stream = self.keep(file)
        if self._archive is None:
            self._archive = _archive(stream)
        return self._archive


_held = _Held()
atexit.register(_held.close)


def digest(data: bytes) -> str:
    """What a document is known by: its SHA-256; of a stored reading, its document's."""
    return stored_of(data) or hashlib.sha256(data).hexdigest()


def stored_of(data: bytes) -> str | None:
    """Of a stored reading the SHA-256 of the document that it was read from; else None."""
    stored = _STORED.match(data[:4096])
    return stored[1].decode() if stored else None


def _inside(file: str, stream: IO[bytes]) -> Iterator[Seen]:
    head = stream.read(4)
    stream.seek(0)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        archive = _archive(stream)
        if _OFFICE.isdisjoint(archive.namelist()):
            yield from _members(file, archive, stream.seek(0, 2))
            return
        stream.seek(0)
    elif head.startswith(b"{") and _has_lines(stream):
        yield from _stored(file, stream)
        return
    yield _seen(Spot(file, file), stream.read(limits.FILE_BYTES + 1))


def _seen(spot: Spot, data: bytes) -> Seen:
    if len(data) > limits.FILE_BYTES:
        return Seen(spot, None, len(data), limits.too_large("文件", limits.FILE_BYTES))
    return Seen(spot, digest(data), len(data))


def _archive(stream: IO[bytes]) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(stream)
    except DAMAGE as error:
        raise UnreadableError("文件已损坏或不完整（压缩结构读不通），请重新取得原文件。") from error
    if len(archive.filelist) > MEMBERS:
        raise UnreadableError(f"压缩包内文件超过{MEMBERS}个，请分开后重试。")
    return archive


def _members(file: str, archive: zipfile.ZipFile, size: int) -> Iterator[Seen]:
    named = sorted(
        (member_name(member.filename, member.flag_bits), at)
        for at, member in enumerate(archive.filelist)
        if not member.is_dir()
    )
    named = [(name, at) for name, at in named if not is_skipped(name)]
    if not named:
        raise UnreadableError("压缩包中没有文件，请重新取得原文件。")
    left = limits.ARCHIVE_BYTES + size * _SWELLING
    for name, at in named:
        spot = Spot(file, f"{file}/{name}", (at,))
        if left <= 0:
            yield Seen(spot, None, 0, "压缩包展开后过大，其余文件不读，请解压后重试。")
            continue
        try:
            data = inflate(archive, archive.filelist[at], limits.FILE_BYTES, "文件展开后")
        except UnreadableError as error:
            yield Seen(spot, None, 0, str(error))
        else:
            left -= len(data)
            yield _seen(spot, data)


def _has_lines(stream: IO[bytes]) -> bool:
    """Whether a file that begins with `{` has one object a line; leaves the stream at its start."""
    first = stream.readline(limits.PAGE_BYTES)
    more = bool(stream.read(1))
    stream.seek(0)
    return more and first.rstrip().endswith(b"}")


def _stored(file: str, stream: IO[bytes]) -> Iterator[Seen]:
    offset, number = 0, 0
    while line := stream.readline(limits.PAGE_BYTES + 1):
        number += 1
        spot = Spot(file, f"{file} 第{number}行", (offset, len(line)))
        offset += len(line)
        if len(line) > limits.PAGE_BYTES:
            yield Seen(spot, None, len(line), limits.too_large("数据文件", limits.PAGE_BYTES))
            while line and not line.endswith(b"\n"):
                line = stream.readline(limits.MEGABYTE)
                offset += len(line)
        elif line.strip():
            yield _seen(spot, line)
