"""The hash chain: what is hashed, how, and whether a chain of entries is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from .models import Entry

#: What stands before the first entry.
GENESIS = "0" * 64
_FIELDS = (
    "seq", "at", "act", "actor", "actor_name", "role", "address", "action", "unit", "filing",
    "detail", "previous",
)  # fmt: skip


def sm3(text: str) -> str:
    """The SM3 hash (GB/T 32905-2016) of *text* in UTF-8, hexadecimal."""
    return hashlib.new("sm3", text.encode("utf-8", "surrogatepass")).hexdigest()


def hash_of(entry: Entry) -> str:
    """The hash of an entry over all its fields and the hash before it."""
    told: list[Any] = [getattr(entry, name) for name in _FIELDS]
    told[1] = entry.at.isoformat(timespec="microseconds")
    told[2] = str(entry.act)
    return sm3(json.dumps(told, ensure_ascii=False, separators=(",", ":")))


class Break(NamedTuple):
    """The first entry at which the chain is broken, and how."""

    seq: int
    message: str


def first_break(entries: Iterable[Entry]) -> tuple[int, str, Break | None]:
    """(how many entries are whole, the hash of the last one, where the chain breaks).

    *entries* come from the first on.
    """
    count, before = 0, GENESIS
    for entry in entries:
        if entry.seq != count + 1:
            missing = f"缺少第 {count + 1} 条（下一条是第 {entry.seq} 条）"
            return count, before, Break(count + 1, missing)
        if entry.previous != before:
            return count, before, Break(entry.seq, f"第 {entry.seq} 条与前一条的散列不衔接")
        if entry.hash != hash_of(entry):
            return count, before, Break(entry.seq, f"第 {entry.seq} 条的内容被改动过")
        count, before = count + 1, entry.hash
    return count, before, None
