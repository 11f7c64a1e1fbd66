"""Compound files (OLE2, [MS-CFB]): the container of Word and Excel before 2007, read only."""

from __future__ import annotations

import struct

from jiping.intake.document import UnreadableError

from . import limits

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = "文件已损坏或不完整，请重新取得原文件。"
_MAX_SECTOR = 0xFFFFFFFA  # above stand the marks: free, end of chain, table sectors
_STREAM, _ROOT = 2, 5
_ENTRY = 128


class Compound:
    """The streams of a compound file; a damaged table of sectors raises UnreadableError."""

    def __init__(self, data: bytes) -> None:
        """Read the tables and the directory."""
        if len(data) < 512:
            raise UnreadableError(_BROKEN)
        shift, mini_shift = struct.unpack_from("<HH", data, 0x1E)
        if shift not in (9, 12) or mini_shift != 6:
            raise UnreadableError(_BROKEN)
        self._data = data
        self._size = 1 << shift
        directory, self._cutoff, mini = (
            struct.unpack_from("<I", data, at)[0] for at in (0x30, 0x38, 0x3C)
        )
        self._next = self._table()
        self._streams: dict[str, tuple[int, int]] = {}
        root = (0, 0)
        entries = self._chain(directory)
        for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            entry = entries[at : at + _ENTRY]
            length, kind = struct.unpack_from("<HB", entry, 0x40)
            start, size = struct.unpack_from("<II", entry, 0x74)
            if kind == _STREAM and 2 <= length <= 64:
                self._streams.setdefault(_name(entry, length), (start, size))
            elif kind == _ROOT:
                root = (start, size)
        self._mini = self._chain(root[0], root[1])
        self._mini_next = _integers(self._chain(mini))

    def __contains__(self, name: str) -> bool:
        """Whether there is a stream of that name."""
        return name in self._streams

    def stream(self, name: str) -> bytes:
        """The bytes of a stream; b'' where there is none."""
        start, size = self._streams.get(name, (0, 0))
        if not size:
            return b""
        if size >= self._cutoff:
            return self._chain(start, size)
        parts, left, sector = [], size, start
        while left > 0:
            if sector >= len(self._mini_next):
                raise UnreadableError(_BROKEN)
            parts.append(self._mini[sector * 64 : sector * 64 + 64])
            left -= 64
            sector = self._mini_next[sector]
        return b"".join(parts)[:size]

    def _table(self) -> list[int]:
        """The successor of every sector."""
        sectors = list(struct.unpack_from("<109I", self._data, 0x4C))
        following, count = struct.unpack_from("<II", self._data, 0x44)
        per = self._size // 4
        for _ in range(min(count, len(self._data) // self._size)):
            if following >= _MAX_SECTOR:
                break
            more = _integers(self._sector(following))
            if len(more) < per:
                raise UnreadableError(_BROKEN)
            sectors += more[:-1]
            following = more[-1]
        table: list[int] = []
        for sector in sectors:
            if sector < _MAX_SECTOR:
                table += _integers(self._sector(sector))
        return table

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._data[start : start + self._size]

    def _chain(self, sector: int, size: int = limits.FILE_BYTES) -> bytes:
        parts, left = [], min(size, limits.FILE_BYTES)
        seen = 0
        while sector < _MAX_SECTOR and left > 0:
            if sector >= len(self._next) or seen > len(self._next):
                raise UnreadableError(_BROKEN)
            parts.append(self._sector(sector))
            left -= self._size
            sector = self._next[sector]
            seen += 1
        return b"".join(parts)[:size]


def _name(entry: bytes, length: int) -> str:
    return entry[: length - 2].decode("utf-16-le", "replace")


def _integers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))
