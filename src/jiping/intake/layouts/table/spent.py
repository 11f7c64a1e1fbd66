"""What a unit spent in the year, told in a table of its own: `支出合计 | 基本支出 | … | 项目支出`."""

from __future__ import annotations

from jiping.intake import labels
from jiping.intake.amounts import amount, blank
from jiping.intake.document import Found
from jiping.intake.form_text import FormText

from .strips import Strip

_SPENT = {"支出合计": "total", "基本支出": "basic", "项目支出": "project"}

#: Where the figures stand: grid column → what is told there.
Spent = dict[int, str]


def spent_columns(strip: Strip) -> Spent | None:
    """The columns of a heading that names the sum and both of its parts, else None."""
    named = {c.column: key for c in strip.cells if (key := _SPENT.get(labels.core(c.text)))}
    return named if sorted(named.values()) == sorted(_SPENT.values()) else None


def take_spent(strip: Strip, columns: Spent, form: FormText) -> None:
    """Take the figures of the row under the heading, where all three are there and add up."""
    told: dict[str, Found] = {
        columns[cell.column]: strip.found(cell)
        for cell in strip.cells
        if cell.column in columns and not blank(cell.text)
    }
    figures = {key: amount(found.text) for key, found in told.items()}
    if len(figures) < len(_SPENT) or None in figures.values() or form.budget:
        return
    parts = [figures[key] or 0 for key in ("basic", "project")]
    if sum(parts) != figures["total"]:
        return
    total = told.pop("total")
    form.budget.append({"item": Found("total", total.place), "executed": total})
    form.expenditure.update(told)
