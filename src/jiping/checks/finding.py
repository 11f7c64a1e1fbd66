"""A finding: what does not hold, where, on what basis, and what to do about it."""

from __future__ import annotations

from typing import Any, NamedTuple

from jiping.filing import Place

from .registry import SEVERITIES, Severity


class Finding(NamedTuple):
    """One thing that does not hold; `where` is None where the field has no known place.

    `note` is why a standard or project changed its severity or switched its check off.
    """

    code: str
    severity: Severity
    title: str
    pointer: str
    where: Place | None
    message: str
    basis: str
    remedy: str
    note: str = ""

    @property
    def severity_zh(self) -> str:
        """The severity as a Chinese user reads it (错误, 疑点, 提示)."""
        return SEVERITIES[self.severity]

    def as_json(self) -> dict[str, Any]:
        """The finding as JSON-able data."""
        found = self._asdict()
        found["where"] = self.where.as_json() if self.where else None
        if not self.note:
            del found["note"]
        return found
