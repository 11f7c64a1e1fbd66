"""Chance that is the same on every machine and in every version: numbers hashed from a named seed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from hashlib import blake2b
from typing import TypeVar

from jiping.filing.numbers import round_half_up

T = TypeVar("T")
_BITS = 32


class Dice:
    """Draws for one subject: the same words of the seed give the same draws, in the same order."""

    def __init__(self, *seed: object) -> None:
        """Begin the draws that these words name."""
        self._seed = "/".join(map(str, seed)).encode()
        self._left: list[int] = []
        self._turn = 0

    def _next(self) -> int:
        """The next number of 32 bits."""
        if not self._left:
            block = blake2b(self._seed, salt=self._turn.to_bytes(16, "little")).digest()
            self._left = [int.from_bytes(block[at : at + 4], "little") for at in range(0, 64, 4)]
            self._turn += 1
        return self._left.pop()

    def whole(self, low: int, high: int) -> int:
        """A whole number from *low* to *high*, both included."""
        span = high - low + 1
        if span >> _BITS:
            return low + ((self._next() << _BITS | self._next()) * span >> 2 * _BITS)
        return low + (self._next() * span >> _BITS)

    def decimal(self, low: str | Decimal, high: str | Decimal, places: int = 2) -> Decimal:
        """A number of *places* decimals from *low* to *high*."""
        first, last = int(Decimal(low).scaleb(places)), int(Decimal(high).scaleb(places))
        return Decimal(self.whole(first, max(first, last))).scaleb(-places)

    def times(
        self, value: Decimal, low: str | Decimal, high: str | Decimal, places: int = 2
    ) -> Decimal:
        """*value* times a factor from *low* to *high*, rounded half up."""
        return round_half_up(value * self.decimal(low, high, 4), places)

    def one(self, choices: Sequence[T]) -> T:
        """One of *choices*."""
        return choices[self.whole(0, len(choices) - 1)]

    def some(self, choices: Sequence[T], count: int) -> tuple[T, ...]:
        """*count* of *choices*, in their own order."""
        places = sorted(self.shuffled(range(len(choices)))[:count])
        return tuple(choices[place] for place in places)

    def shuffled(self, choices: Sequence[T]) -> list[T]:
        """All of *choices* in another order (Fisher and Yates)."""
        mixed = list(choices)
        for last in range(len(mixed) - 1, 0, -1):
            at = self.whole(0, last)
            mixed[at], mixed[last] = mixed[last], mixed[at]
        return mixed

    def chance(self, percent: int) -> bool:
        """True in *percent* of a hundred draws."""
        return self.whole(0, 99) < percent

    def of_a_hundred(self, shares: Sequence[tuple[int, T]]) -> T | None:
        """What a draw of a hundred falls on: (how many, what) in turn; None behind them all."""
        left = self.whole(0, 99)
        for share, what in shares:
            if left < share:
                return what
            left -= share
        return None

    def shares(self, total: int, parts: int, least: int = 2, most: int = 20) -> list[int]:
        """*parts* whole numbers from *least* to *most* that are *total* together."""
        found = [least] * parts
        for _ in range(total - least * parts):
            open_ = [at for at, share in enumerate(found) if share < most]
            found[self.one(open_)] += 1
        return found
