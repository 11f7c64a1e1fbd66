"""A log file a day: several server processes may write to it, and what is old enough goes."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path


class DailyLog(logging.Handler):
    """Appends each line to `jiping-YYYY-MM-DD.log` of a folder; keeps the files of some days."""

    def __init__(self, folder: Path, days: int) -> None:
        """Write below *folder*, made with the first line, and keep *days* files' days."""
        super().__init__()
        self._folder, self._days = Path(folder), days
        self._pruned: dt.date | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; a full disk must not stop the work that is logged."""
        try:
            today = dt.date.today()
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with (self._folder / f"jiping-{today}.log").open("a", encoding="utf-8") as file:
                file.write(self.format(record) + "\n")
            if self._pruned != today:
                self._prune(today)
        except OSError:
            self.handleError(record)

    def _prune(self, today: dt.date) -> None:
        oldest = f"jiping-{today - dt.timedelta(days=self._days)}.log"
        for file in self._folder.glob("jiping-????-??-??.log"):
            if file.name < oldest:
                file.unlink(missing_ok=True)
        self._pruned = today
