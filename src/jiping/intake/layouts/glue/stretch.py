"""A stretch of glued text, and the cells that are cut from it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache, wraps

from msgspec import Struct

_STOPS = re.compile(r"[\d≥≤><=]")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?")


#: No figure of a form has more digits before its point.
_MOST_DIGITS = 13


class Cell(Struct, frozen=True, gc=False):
    """A cell: its stretch, how well it is borne out, and its number and unit if it has them."""

    start: int
    end: int
    gain: int = 0
    number: str = ""
    unit: str = ""
    #: False where something stands that cannot be read.
    known: bool = True

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the cell."""
        return self.start == self.end

    @property
    def bounds(self) -> tuple[int, int]:
        """Where the cell begins and where it ends."""
        return self.start, self.end


Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a text that is read: it ends at *stop*; no number runs over one of *breaks*."""

    text: str
    stop: int
    breaks: frozenset[int] = frozenset()
    garbled: bool = False
    #: Whether a row may have no score.
    unscored: bool = False
    #: The line breaks inside the stretch, in order.
    line_ends: tuple[int, ...] = ()
    #: What was read at a place once is the same whatever stands before it.
    memory: dict[tuple[str, int], tuple[Cell, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def line_end(self, at: int) -> int:
        """The end of the line of *at*, or of the stretch."""
        number = bisect_right(self.line_ends, at)
        return self.line_ends[number] if number < len(self.line_ends) else self.stop

    def breaks_in(self, start: int, end: int) -> int:
        """How many line breaks stand between two places."""
        if not self.line_ends:
            return 0
        return bisect_left(self.line_ends, end) - bisect_right(self.line_ends, start)

    def digits_end(self, at: int, most: int = _MOST_DIGITS + 1) -> int:
        """The end of the run of digits at *at*, which is looked at for *most* digits only."""
        stop = min(self.stop, at + most)
        end = at
        while end < stop and self.text[end].isdigit() and (end == at or end not in self.breaks):
            end += 1
        return end

    def number_ends(self, at: int, decimals: int = 4) -> Iterator[int]:
        """Where a number that begins at *at* may end: no leading zeros, no lone point."""
        text, stop = self.text, self.digits_end(at, _MOST_DIGITS)
        if stop == at:
            return
        for end in range(at + 1, at + 2) if text[at] == "0" else range(at + 1, stop + 1):
            if not self._point_at(end):
                yield end
                continue
            last = self.digits_end(end + 1, decimals)
            yield from (e for e in range(end + 2, last + 1) if not self._point_at(e))
        grouped = _GROUPED.match(text, at, self.stop)
        if grouped and not self._point_at(grouped.end()):
            yield grouped.end()

    def _point_at(self, at: int) -> bool:
        """Whether a decimal point stands at *at*: no number ends in front of one."""
        return at + 1 < self.stop and self.text[at] == "." and self.digits_end(at + 1, 1) > at + 1

    def words_end(self, at: int) -> int:
        """The end of the words at *at*: where the next figure or operator or line begins."""
        stop = self.line_end(at)
        match = _STOPS.search(self.text, at, stop)
        return match.start() if match else stop


def stretch_of(
    text: str,
    start: int,
    stop: int,
    breaks: frozenset[int],
    *,
    garbled: bool,
    unscored: bool = False,
) -> Stretch:
    """The stretch from *start* to *stop* of a text with line breaks at *breaks*."""
    inside = tuple(sorted(b for b in breaks if start < b < stop))
    return Stretch(text, stop, frozenset(inside), garbled, unscored, inside)


@lru_cache(maxsize=16384)
def decimal(text: str) -> Decimal:
    """The exact number of a cell."""
    return Decimal(text.replace(",", ""))


#: Reads the cells that may begin at a place.
Reader = Callable[[Stretch, int], Iterator[Cell]]


def once(read: Reader) -> Callable[[Stretch, int], tuple[Cell, ...]]:
    """Let a reader read each place of a stretch once."""

    @wraps(read)
    def remembered(stretch: Stretch, at: int) -> tuple[Cell, ...]:
        key = (read.__name__, at)
        found = stretch.memory.get(key)
        if found is None:
            found = stretch.memory[key] = tuple(read(stretch, at))
        return found

    return remembered
