"""How far a batch is, told while it runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Progress:
    """How far a batch is; `phase` is `look`, `read`, `join`, `write`, `compare` or `done`."""

    phase: str = "look"
    seen: int = 0
    faults: int = 0
    total: int = 0
    before: int = 0
    texts: int = 0
    to_compare: int = 0
    compared: int = 0
    not_compared: int = 0
    reports_alone: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def read(self) -> int:
        """Documents that were read in this run, whatever came of it."""
        return self.counts.total()


Tell = Callable[[Progress], None]
