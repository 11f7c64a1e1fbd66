"""What the explanation of published accounts tells in sentences, where its tables are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jiping.filing import Place
from jiping.filing.text import squeeze
from jiping.intake.document import Line

_AMOUNT = r"([\d,]+(?:\.\d+)?)(万?元)"
_PAIR = rf"(?:支出)?(?:年初)?预算数?为?{_AMOUNT}[,，;；](?:支出)?决算数?为?{_AMOUNT}"
#: What must fit, and the fields of its amounts in their order.
_TELLINGS = (
    (
        re.compile(rf"本年支出合计{_AMOUNT}[,，;；]其中[:：]?基本支出(?:为)?{_AMOUNT}[^。]{{0,30}}?项目支出(?:为)?{_AMOUNT}"),
        ("expenditure", "basic", "project"),
    ),
    (re.compile(rf"本年收入合计{_AMOUNT}"), ("income",)),
    (re.compile(rf"本年支出合计{_AMOUNT}"), ("expenditure",)),
    (re.compile(rf"一般公共预算财政拨款基本支出{_AMOUNT}"), ("general_basic",)),
    (
        re.compile(rf"[\"“]?三公[\"”]?经费(?:财政拨款)?{_PAIR}"),
        ("three_public_budget/total", "three_public/total"),
    ),
    (
        re.compile(rf"因公出国[(（]境[)）]费用?{_PAIR}"),
        ("three_public_budget/abroad", "three_public/abroad"),
    ),
    (
        re.compile(rf"公务接待费{_PAIR}"),
        ("three_public_budget/reception", "three_public/reception"),
    ),
    (
        re.compile(rf"公务用车购置[及和]运行(?:维护)?费{_PAIR}"),
        ("three_public_budget/vehicles", "three_public/vehicles"),
    ),
)  # fmt: skip


class Told(NamedTuple):
    """An amount told for the field at `pointer`."""

    pointer: str
    raw: str
    place: Place


def told(lines: Sequence[Line], file: str) -> Iterator[Told]:
    """The amounts that the sentences tell, each sentence within its line."""
    for line in lines:
        text = squeeze(line.text)
        for pattern, fields in _TELLINGS:
            for match in pattern.finditer(text):
                groups = match.groups()
                place = Place(file, line.page, line.sheet, line=line.number)
                for at, field in enumerate(fields):
                    yield Told(f"/{field}", groups[2 * at] + groups[2 * at + 1], place)
