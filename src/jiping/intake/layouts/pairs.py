"""Labels with their values beside them, in true tables: heading fields, and budgets in pairs.

`项目名称 | 修路`, `项目名称：修路` in one cell, and `预算数： | 312 | 执行数： | 312`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from jiping.intake import labels
from jiping.intake.amounts import blank
from jiping.intake.document import Found
from jiping.intake.form_text import Row

from .strips import Strip

_GAP = re.compile(r"[ \t\u3000\xa0]{2,}|[\r\n]+|(?<=\S) (?=[^\s:：]{2,12}[:：])")
_OWN = re.compile(r"\s*(?P<label>[^:：]{2,24})[:：]\s*(?P<value>\S.*)", re.DOTALL)
_CURRENCY = re.compile(r"(?:人民币)?万?元")
_FIGURE = re.compile(r"[-+]?[\d.,，\s]*\d\s*(?:万?元)?")


def fields_of(strip: Strip) -> Iterator[tuple[str, str, Found]]:
    """The fields of a row with their labels: the cell to the right, or what stands behind a colon."""
    for label, value in pairwise(strip.begun):
        kind = labels.field_of(label.text)
        if kind and not labels.field_of(value.text) and not blank(value.text):
            yield kind, label.text, strip.found(value)
    for cell in strip.begun:
        if ":" in cell.text or "：" in cell.text:
            for part in _GAP.split(cell.text):
                match = _OWN.fullmatch(part)
                if match and (kind := labels.field_of(match["label"])) and _says(match["value"]):
                    yield kind, match["label"], strip.found(cell, match["value"].strip())


def _says(value: str) -> bool:
    return not blank(value) and not _CURRENCY.fullmatch(value.strip())


def budget_in_pairs(strip: Strip) -> Row | None:
    """The row of `预算数： 312 执行数： 312`, or of a part of it named twice; None where it is none."""
    said = strip.begun
    row: Row = {}
    for number, cell in enumerate(said):
        column = labels.column_of(cell.text)
        if column not in ("initial", "adjusted", "executed") or column in row:
            continue
        value = said[number + 1] if number + 1 < len(said) else None
        if value is not None and _FIGURE.fullmatch(value.text):
            row[column] = strip.found(value)
    return row if {"adjusted", "executed"} <= row.keys() else None


def part_in_pairs(strip: Strip) -> Row | None:
    """The row of `其中：中央补助 | 2.38 | 其中：中央补助 | 2.38`; None where it is none."""
    named = [n for n, cell in enumerate(strip.begun) if labels.row_of(cell.text)]
    if len(named) != 2 or _name(strip, named[0]) != _name(strip, named[1]):
        return None
    row: Row = {"label": strip.found(strip.begun[named[0]])}
    for column, start, stop in (
        ("adjusted", named[0], named[1]),
        ("executed", named[1], len(strip.begun)),
    ):
        values = strip.begun[start + 1 : stop]
        if values and _FIGURE.fullmatch(values[0].text):
            row[column] = strip.found(values[0])
    return row


def _name(strip: Strip, number: int) -> str:
    return labels.core(strip.begun[number].text)
