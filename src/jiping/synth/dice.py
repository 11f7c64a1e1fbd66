"""Chance that is the same on every machine: whole numbers from a named seed, exact decimals."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from jiping.filing.numbers import round_half_up

T = TypeVar("T")


class Dice:
    """Draws for one subject: the same words of the seed give the same draws, in the same order."""

    def __init__(self, *seed: object) -> None:
        """Begin the draws that these words name."""
        self._random = random.Random("/".join(map(str, seed)))  # noqa: S311 (examples, no secrets)

    def whole(self, low: int, high: int) -> int:
        """A whole number from *low* to *high*, both included."""
        return self._random.randint(low, high)

    def decimal(self, low: str | Decimal, high: str | Decimal, places: int = 2) -> Decimal:
        """A number of *places* decimals from *low* to *high*."""
        first, last = (int(Decimal(bound).scaleb(places)) for bound in (low, high))
        return Decimal(self._random.randint(first, max(first, last))).scaleb(-places)

    def times(
        self, value: Decimal, low: str | Decimal, high: str | Decimal, places: int = 2
    ) -> Decimal:
        """*value* times a factor from *low* to *high*, rounded half up."""
        return round_half_up(value * self.decimal(low, high, 4), places)

    def one(self, choices: Sequence[T]) -> T:
        """One of *choices*."""
        return choices[self._random.randrange(len(choices))]

    def some(self, choices: Sequence[T], count: int) -> tuple[T, ...]:
        """*count* of *choices*, in their own order."""
        places = sorted(self._random.sample(range(len(choices)), min(count, len(choices))))
        return tuple(choices[place] for place in places)

    def shuffled(self, choices: Sequence[T]) -> list[T]:
        """All of *choices* in another order."""
        mixed = list(choices)
        self._random.shuffle(mixed)
        return mixed

    def chance(self, percent: int) -> bool:
        """True in *percent* of a hundred draws."""
        return self._random.randrange(100) < percent

    def shares(self, total: int, parts: int, least: int = 2, most: int = 20) -> list[int]:
        """*parts* whole numbers from *least* to *most* that are *total* together."""
        found = [least] * parts
        for _ in range(total - least * parts):
            open_ = [at for at, share in enumerate(found) if share < most]
            found[self.one(open_)] += 1
        return found
