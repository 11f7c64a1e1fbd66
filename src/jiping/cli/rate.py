"""How quickly work goes on, and how long the rest takes."""

from __future__ import annotations

import time
from collections import deque

#: The rate is that of the last so many seconds.
_WINDOW = 30
#: Of fewer seconds no rate is told: it would be that of a moment.
_SHORTEST = 1.0


class Rate:
    """Work done per second of late."""

    def __init__(self) -> None:
        """Begin now."""
        self._marks: deque[tuple[float, int]] = deque([(time.monotonic(), 0)])

    def note(self, done: int) -> None:
        """Note that *done* pieces of work are done; fewer than before begin a new count."""
        now = time.monotonic()
        if done < self._marks[-1][1]:
            self._marks.clear()
        if not self._marks or now - self._marks[-1][0] > 0.5:
            self._marks.append((now, done))
        while len(self._marks) > 2 and now - self._marks[0][0] > _WINDOW:
            self._marks.popleft()

    def per_second(self, done: int) -> int:
        """Pieces of work per second; 0 as long as it is not known."""
        since, before = self._marks[0]
        passed = time.monotonic() - since
        return int((done - before) / passed) if passed >= _SHORTEST else 0

    def left(self, rest: int, done: int) -> str:
        """The time that the *rest* takes, in words, or nothing where it is not known."""
        rate = self.per_second(done)
        if rest <= 0 or rate <= 0:
            return ""
        return in_words(rest // rate) if rest >= rate else ""


def in_words(seconds: int) -> str:
    """A span of time: `1小时05分`, `3分07秒`, `12秒`."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}小时{minutes:02}分"
    return f"{minutes}分{seconds:02}秒" if minutes else f"{seconds}秒"
