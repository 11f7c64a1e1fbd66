"""What is only planned: money by labels with an amount behind each, without any heading.

`年度资金总额: | 854 | 其中:财政拨款 | 854`. Where the plan of the whole period stands beside that of
the year, each part and each indicator is named twice in a row, and the second is the year's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from jiping.filing.text import squeeze
from jiping.intake import labels
from jiping.intake.amounts import amount, blank
from jiping.intake.currency import is_currency
from jiping.intake.document import Found
from jiping.intake.form_text import FormText, Row

#: A label of the total that elsewhere heads a column.
_BUDGET = "预算数"
_AMOUNT = "金额"
_PART = re.compile(r"其中[:：]?[\u4e00-\u9fff]{0,10}(?:资金|拨款|补助)")
#: What an amount is made up of: `854万（其中道路159万元）`.
_ASIDE = re.compile(r"[(（].*[)）]\s*", re.DOTALL)
#: What a row of planned money tells, and what an indicator tells that is more than planned.
_PLANNED = {"item", "label", "initial"}
_DONE = {"actual", "weight", "score"}
#: So many indicators named twice are no chance.
_FEWEST = 2
#: A cell of a row by its number as published, or a part of its text.
Finder = Callable[[int, str | None], Found]


def keep_the_year(form: FormText) -> None:
    """Drop the plan of the whole period where it stands beside the year's."""
    budget = form.budget
    if budget and all(row.keys() <= _PLANNED for row in budget):
        following = [*map(_label, budget[1:]), None]
        form.budget = [
            row for row, after in zip(budget, following, strict=True) if _label(row) != after
        ]
    first, second = form.indicators[::2], form.indicators[1::2]
    if len(second) < _FEWEST or any(row.keys() & _DONE for row in form.indicators):
        return
    if all(_name(row) == _name(twin) for row, twin in zip(first, second, strict=False)):
        form.indicators = second
        form.complete = form.complete and len(first) == len(second)


def _label(row: Row) -> str | None:
    return labels.core(row["label"].text) if "label" in row else None


def _name(row: Row) -> str | None:
    return squeeze(row["name"].text) if "name" in row else None


def total_at(texts: Sequence[str]) -> int | None:
    """The cell that names the year's total in front of its amount: `年度资金总额: | 214.06`."""
    return next((at for at in range(len(texts) - 1) if is_total(texts, at)), None)


def is_total(texts: Sequence[str], at: int) -> bool:
    """Whether the year's total stands at *at*, its amount behind it or the heading of the amounts."""
    if at + 1 >= len(texts):
        return False
    if figure_in(texts[at + 1]) is None and labels.core(texts[at + 1]) != _AMOUNT:
        return False
    label = labels.core(texts[at])
    if label == _BUDGET:
        return at + 2 < len(texts) and _is_part(texts[at + 2])
    return labels.row_of(texts[at]) == "total" and label not in labels.TOTALS


def planned_in(texts: Sequence[str], found: Finder, total: int | None = None) -> list[Row]:
    """The planned money that the cells of a row tell, the label of the total at *total* if it is there."""
    rows: list[Row] = []
    for at in range(total or 0, len(texts)):
        if at != total and not _is_part(texts[at]):
            continue
        figure = figure_in(texts[at + 1]) if at + 1 < len(texts) else None
        if figure is None and at != total and labels.row_of(texts[at]) is None:
            continue
        row: Row = {"label": found(at, None)}
        if at == total:
            row["item"] = found(at, "total")
        if figure is not None:
            row["initial"] = found(at + 1, figure)
        rows.append(row)
    return rows


def _is_part(text: str) -> bool:
    return labels.row_of(text) is not None or _PART.fullmatch(labels.core(text)) is not None


def figure_in(text: str) -> str | None:
    """The amount that a cell tells, without what it is made up of; None where it tells none."""
    if blank(text) or is_currency(text):
        return None
    told = text if amount(text) is not None else _ASIDE.sub("", text)
    return told if amount(told) is not None else None
