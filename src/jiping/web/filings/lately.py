"""What acceptances decide, remembered for some seconds: else every save would ask anew.

The process that accepts or takes back forgets at once; others learn of it within SECONDS.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")
SECONDS = 10
_FORGET: list[Callable[[], None]] = []


def lately(ask: Callable[..., T]) -> Callable[..., T]:
    """*ask*, whose answers are remembered for at most SECONDS by this process."""

    @lru_cache(maxsize=1024)
    def held(_moment: int, *about: object) -> T:
        return ask(*about)

    @wraps(ask)
    def asked(*about: object) -> T:
        return held(int(time.monotonic() // SECONDS), *about)

    _FORGET.append(held.cache_clear)
    return asked


def forget() -> None:
    """Ask anew from now on."""
    for clear in _FORGET:
        clear()
