"""Goals of a department told in sentences: what is measured and how much of it, in one cell."""

from __future__ import annotations

import re

from jiping.intake import labels
from jiping.intake.form_text import Row

from .strips import Strip

#: A goal in a sentence: what is measured, and how much of it.
_SIGN = "≥≤><=≧≦⩾⩽﹥﹤＞＜＝"
_WORDS = "不低于|不少于|不小于|不超过|不高于|不大于|不多于|大于等于|小于等于|大于或等于|小于或等于|大于|小于|高于|低于|达到|超过|至少"
_MEASURED = re.compile(
    rf"(?P<name>[^\d{_SIGN}]{{2,40}}?)(?P<value>(?:[{_SIGN}]|{_WORDS}){{0,2}}\d[\d.,]*(?!年)[^\d]{{0,8}})"
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
