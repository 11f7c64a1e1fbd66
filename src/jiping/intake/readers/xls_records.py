"""The records of Excel 97–2003 workbooks ([MS-XLS]): what they hold, and the strings in them."""

from __future__ import annotations

import struct
from collections.abc import Iterator

BOF, EOF, FILEPASS, SHEET, DATE_MODE = 0x0809, 0x0A, 0x2F, 0x85, 0x22
FONT, FORMAT, STYLE, STRINGS, ROW, COLUMNS, MERGED = 0x31, 0x041E, 0xE0, 0xFC, 0x0208, 0x7D, 0xE5
NUMBER, RK, MULTIPLE_RK, FORMULA, RESULT = 0x0203, 0x027E, 0xBD, 0x06, 0x0207
SHARED_TEXT, TEXT, RICH_TEXT, TRUTH = 0xFD, 0x0204, 0xD6, 0x0205
BIFF8 = 0x0600
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip

_WIDE, _EXTENDED, _RICH = 1, 4, 8


def records(stream: bytes, at: int) -> Iterator[tuple[int, list[bytes]]]:
    """The records from *at* to the end of their part: number, and content with continuations."""
    depth = 0
    while at + 4 <= len(stream):
        number, length = struct.unpack_from("<HH", stream, at)
        parts = [stream[at + 4 : at + 4 + length]]
        at += 4 + length
        while stream[at : at + 2] == b"\x3c\x00" and at + 4 <= len(stream):
            length = struct.unpack_from("<H", stream, at + 2)[0]
            parts.append(stream[at + 4 : at + 4 + length])
            at += 4 + length
        yield number, parts
        depth += number == BOF
        depth -= number == EOF
        if depth <= 0:
            return


class Strings:
    """Reads the strings of a record that may go on in continuations."""

    def __init__(self, parts: list[bytes], at: int) -> None:
        """Begin at byte *at* of the first part."""
        self._parts = parts
        self._part = 0
        self._at = at

    def text(self, length_bytes: int = 2) -> str:
        """The next string, by its length, flags and characters; formatting is passed over."""
        length = int.from_bytes(self._take(length_bytes), "little")
        flags = self._take(1)[0]
        runs = int.from_bytes(self._take(2), "little") if flags & _RICH else 0
        extra = int.from_bytes(self._take(4), "little") if flags & _EXTENDED else 0
        text = self._characters(length, flags)
        self._take(4 * runs + extra)
        return text

    def _characters(self, length: int, flags: int) -> str:
        units = b""  # UTF-16: a character beyond the basic plane counts as two
        while True:
            wide = flags & _WIDE
            raw = self._here((2 if wide else 1) * (length - len(units) // 2))
            units += raw if wide else raw.decode("latin-1").encode("utf-16-le")
            if len(units) >= 2 * length or self._part + 1 >= len(self._parts):
                return units.decode("utf-16-le", "replace")
            # Characters that go on in the next part begin with flags of their own.
            self._part, self._at = self._part + 1, 0
            flags = self._here(1)[0]

    def _here(self, count: int) -> bytes:
        """At most *count* bytes from the part that is being read."""
        raw = self._parts[self._part][self._at : self._at + count]
        self._at += len(raw)
        return raw

    def _take(self, count: int) -> bytes:
        """*count* bytes, over the ends of parts; raises IndexError where they are missing."""
        raw = self._here(count)
        while len(raw) < count:
            self._part, self._at = self._part + 1, 0
            raw += self._here(count - len(raw))
        return raw


def number_of(rk: int) -> int | float:
    """A number in 30 bits: an integer, or the upper half of a double; perhaps in hundredths."""
    if rk & 2:
        value: int | float = (rk >> 2) - (1 << 30 if rk & 0x80000000 else 0)
    else:
        value = struct.unpack("<d", struct.pack("<II", 0, rk & 0xFFFFFFFC))[0]
    return value / 100 if rk & 1 else value
