"""Gaps that a draft of the report marks to be filled in: `【待填：…】`; none may be submitted."""

from __future__ import annotations

import re
from typing import Any

from jiping.filing import Filing as Document

_GAP = re.compile(r"【待[填补核][^】]{0,200}】")


def gaps(document: Document) -> list[dict[str, Any]]:
    """The marked gaps of the report with the pointer of their section."""
    sections = document.report.sections if document.report else ()
    return [
        {"at": f"/report/sections/{number}/text", "text": match[0]}
        for number, section in enumerate(sections)
        for match in _GAP.finditer(section.text)
    ]
