"""The names of many units, found in a text by one walk over it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from jiping.filing.identity import name_key, short_name

_TOWNSHIP = ("镇", "乡", "街道")
#: What is shorter is nobody's name.
_SHORTEST = 2


def names_of(unit: str) -> Iterator[str]:
    """The names that are this unit's alone: the whole one, and the short one of a township."""
    yield name_key(unit)
    short = short_name(unit)
    if short.endswith(_TOWNSHIP) and len(short) > _SHORTEST:
        yield short


class UnitNames:
    """The names of units by how they begin, so that a text costs the same beside few and many."""

    def __init__(self, units: Iterable[str]) -> None:
        """Take the names of all *units*, which go by their number from now on."""
        self._numbers: defaultdict[str, list[int]] = defaultdict(list)
        self._by_start: defaultdict[str, list[str]] = defaultdict(list)
        for number, unit in enumerate(units):
            for name in names_of(unit):
                if len(name) < _SHORTEST:
                    continue
                if name not in self._numbers:
                    self._by_start[name[:_SHORTEST]].append(name)
                self._numbers[name].append(number)
        signs = "".join(sorted({start[0] for start in self._by_start}))
        self._start = re.compile(f"[{re.escape(signs)}]") if signs else None

    def within(self, text: str, but: str = "") -> list[int]:
        """The units whose names stand in *text*, in their order; not those told within *but*."""
        if self._start is None:
            return []
        found: set[str] = set()
        for match in self._start.finditer(text):
            at = match.start()
            for name in self._by_start.get(text[at : at + _SHORTEST], ()):
                if name not in found and text.startswith(name, at):
                    found.add(name)
        return sorted({n for name in found if name not in but for n in self._numbers[name]})
