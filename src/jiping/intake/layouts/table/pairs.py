"""Labels with their values beside them, in true tables: heading fields, and budgets in pairs.

`项目名称 | 修路`, `项目名称：修路` in one cell, and `预算数： | 312 | 执行数： | 312`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from jiping.filing.model import MONEY
from jiping.intake import labels
from jiping.intake.amounts import blank
from jiping.intake.currency import is_currency
from jiping.intake.document import Cell, Found
from jiping.intake.form_text import Row
from jiping.intake.layouts.planned import planned_in, total_at

from .columns import Columns
from .strips import Strip

_GAP = re.compile(r"[ \t\u3000\xa0]{2,}|[\r\n]+|(?<=\S) (?=[^\s:：]{2,12}[:：])")
_OWN = re.compile(r"\s*(?P<label>[^:：]{2,24})[:：]\s*(?P<value>\S.*)", re.DOTALL)
#: Labels of the head by which forms without a block of money tell that of the year.
YEAR_MONEY = {
    "当年预算数": "adjusted", "当年预算执行数": "executed", "预算执行率": "execution_rate",
    "转移支付预算数": "adjusted", "转移支付执行数": "executed",
}  # fmt: skip
_FIGURE = re.compile(r"[-+]?[\d.,，\s]*\d\s*(?:万?元|万)?")
_RATE = re.compile(r"\s*\d+(?:\.\d+)?\s*[%％]?\s*")
_SCORED = re.compile(r"\s*\d+(?:\.\d+)?\s*分?\s*")
#: What stands beside the money of a budget in pairs.
_BESIDE_MONEY = {"execution_rate": _RATE, "weight": _SCORED, "score": _SCORED}
_PAIRED = dict.fromkeys(MONEY, _FIGURE) | _BESIDE_MONEY


def fields_of(strip: Strip) -> Iterator[tuple[str, str, Found]]:
    """The fields of a row with their labels: the cell to the right, or what stands behind a colon."""
    for label, value in pairwise(strip.begun):
        kind = labels.field_of(label.text)
        if kind and not labels.field_of(value.text) and not blank(value.text):
            yield kind, label.text, strip.found(value)
    for cell in strip.begun:
        for kind, own_label, own_value in fields_told(cell.text):
            yield kind, own_label, strip.found(cell, own_value)


def fields_told(text: str) -> Iterator[tuple[str, str, str]]:
    """The fields that a text tells with labels of its own: kind, label, value.

    >>> list(fields_told("项目名称：修路　　单位：万元"))
    [('project', '项目名称', '修路')]
    """
    if ":" not in text and "：" not in text:
        return
    for part in _GAP.split(text):
        match = _OWN.fullmatch(part)
        if match and (kind := labels.field_of(match["label"])) and _says(match["value"]):
            yield kind, match["label"], match["value"].strip()


def _says(value: str) -> bool:
    return not blank(value) and not is_currency(value)


def budget_in_pairs(strip: Strip, upper: Strip | None = None) -> Row | None:
    """The row of `预算数： 312 执行数： 312`, or of a part of it named twice; None where it is none.

    Points and rate may stand in it with labels of their own (`得分：9.49`), a rate also below its
    heading in the row *upper* of the headings of the block.
    """
    said = strip.begun
    row: Row = {}
    for number, cell in enumerate(said):
        column = labels.column_of(cell.text)
        if column not in _PAIRED or column in row:
            continue
        value = said[number + 1] if number + 1 < len(said) else None
        if value is not None and _PAIRED[column].fullmatch(value.text):
            row[column] = strip.found(value)
    if not {"adjusted", "executed"} <= row.keys():
        return None
    for cell in said:
        told = _OWN.fullmatch(cell.text)
        column = labels.column_of(told["label"]) if told else _headed(cell, upper)
        figure = told["value"] if told else cell.text
        if column in _BESIDE_MONEY and column not in row and _PAIRED[column].fullmatch(figure):
            row[column] = strip.found(cell, figure)
    return row


def _headed(cell: Cell, upper: Strip | None) -> str | None:
    """What the heading says in the row above that begins a group of cells with *cell*."""
    above = next((c for c in upper.begun if c.column == cell.column), None) if upper else None
    return labels.column_of(above.text) if above else None


def part_in_pairs(strip: Strip, columns: Columns) -> Row | None:
    """The row of `其中：中央补助 | 2.38 | 其中：中央补助 | 2.38`; None where it is none.

    The name of the part stands under each label of the row *columns* that opened the block.
    """
    heads = {h.start: h.kind for h in columns.headings if h.kind in MONEY}
    named = [n for n, cell in enumerate(strip.begun) if cell.column in heads]
    names = {labels.core(strip.begun[n].text) for n in named}
    if len(named) < 2 or len(names) != 1 or not labels.row_of(*names):
        return None
    row: Row = {"label": strip.found(strip.begun[named[0]])}
    for number in named:
        kind = heads[strip.begun[number].column]
        value = strip.begun[number + 1] if number + 1 < len(strip.begun) else None
        if kind and value and number + 1 not in named and _FIGURE.fullmatch(value.text):
            row[kind] = strip.found(value)
    return row


@dataclass(slots=True)
class HeadMoney:
    """Money told in the head, without a block of its own: the year's, or what is planned."""

    year: Row = field(default_factory=dict)
    planned: list[Row] = field(default_factory=list)

    def take(self, strip: Strip) -> None:
        """Keep what a row tells, a figure behind each label: `当年预算数（元）： | 312`."""
        texts = [cell.text for cell in strip.begun]
        for label, value in pairwise(strip.begun):
            kind = YEAR_MONEY.get(labels.core(label.text))
            if kind and _BESIDE_MONEY.get(kind, _FIGURE).fullmatch(value.text):
                self.year[kind] = strip.found(value)
        total = None if self.planned else total_at(texts)
        if self.planned or total is not None:
            self.planned += planned_in(
                texts, lambda at, part: strip.found(strip.begun[at], part), total
            )

    def rows(self, kinds: Container[str]) -> list[Row]:
        """The rows of the budget, above indicators of these *kinds* of columns."""
        if {"adjusted", "executed"} <= self.year.keys():
            return [self.year]
        return [] if "actual" in kinds else self.planned
