"""Gaps that a draft of the report marks to be filled in: `【待填：…】`; none may be submitted."""

from __future__ import annotations

from typing import Any

from jiping.filing import Filing as Document
from jiping.filing import bound


def gaps(document: Document) -> list[dict[str, Any]]:
    """The marked gaps of the report with the pointer of their section."""
    sections = document.report.sections if document.report else ()
    return [
        {"at": f"/report/sections/{number}/text", "text": gap}
        for number, section in enumerate(sections)
        for gap in bound.gaps(section.text)
    ]
