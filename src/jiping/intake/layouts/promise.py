"""Goals of a department told in sentences: what is measured and how much of it, in one cell."""

from __future__ import annotations

import re

from jiping.intake import labels
from jiping.intake.form_text import Row

from .strips import Strip

#: A goal in a sentence: what is measured, and how much of it.
_MEASURED = re.compile(
    r"(?P<name>[^\d≥≤><=]{2,40}?)(?P<value>[≥≤><=]{0,2}\d[\d.,]*(?!年)[^\d]{0,8})"
)


#: Headings of a table whose goals are sentences.
PROMISE = ("评价内容", "绩效目标", "完成情况")


def part_promise(found: Row) -> None:
    """Part a goal told in a sentence into name and target; one that cannot be parted is both."""
    if "name" not in found:
        return
    found["target"] = whole = found["name"]
    if match := _MEASURED.fullmatch(whole.text.strip()):
        found["name"] = whole._replace(text=match["name"])
        found["target"] = whole._replace(text=match["value"])


def take_promise(found: Row, strip: Strip) -> None:
    """Give a goal told in a sentence its levels, which stand in front of it, and itself as target."""
    part_promise(found)
    for cell in strip.cells:
        level2, level1 = labels.level2_of(cell.text), labels.level1_of(cell.text)
        if level1 and not level2:
            found["level1"] = strip.found(cell)
        elif level2:
            found["level2"] = strip.found(cell)
