"""Documents of any kind → filings with evidence."""

from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    if name in ("extract", "extract_all"):
        from . import extract as module

        return getattr(module, name)
    raise AttributeError(name)
