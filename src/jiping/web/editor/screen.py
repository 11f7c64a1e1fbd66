"""The official form for the screen: the cells that the writers print, as JSON for the editor.

The layout is the writers' own (`jiping.writers.form`); here each field only gets the place that the
editor may write to. Amounts are edited in 万元, whatever unit the form is printed in.
"""

from __future__ import annotations

import re
from typing import Any

from jiping.filing import Filing as Document
from jiping.filing.numbers import plain
from jiping.intake.labels import COLUMNS, TOTALS
from jiping.standards import Form, Standard
from jiping.writers.form import lay_out
from jiping.writers.form.cells import Cell
from jiping.writers.form.plan import plan

_BUDGET_ROW = re.compile(r"/budget/rows/(?:\d+|-)/(\w+)")
#: Fields that the campaign sets, or that follow from others.
_GIVEN = frozenset({"/unit", "/project", "/fiscal_year"})
#: The columns of a pasted table that have a place in the form.
_PASTED = frozenset({"level1", "level2", "name", "target", "actual", "weight", "score", "reason"})
_KINDS = {"target": "value", "actual": "value", "execution_rate": "rate"}


def screen(document: Document, standard: Standard) -> dict[str, Any]:
    """The form of *standard* with the pointers of *document*, as the editor draws it.

    A budget row that the document does not have yet has the pointer `/budget/rows/!2/…` with its
    place among the printed rows; `missing` are the rows to insert before it is written to. By
    `spellings`, heading → field, and `totals` the editor knows the columns of a pasted table.
    """
    document, standard = _in_wan(document, standard)
    sheet = lay_out(document, standard)
    planned = plan(document, standard)
    rows = planned.rows
    first = min(
        (c.row for c in sheet.cells if c.field and _BUDGET_ROW.fullmatch(c.field)), default=0
    )
    return {
        "title": sheet.title,
        "subtitle": sheet.subtitle,
        "mark": sheet.mark,
        "heading": sheet.heading,
        "height": sheet.height,
        "cuts": sheet.cuts,
        "cells": [_cell(cell, rows, cell.row - first) for cell in sheet.cells],
        "missing": [
            {"place": place, "item": row.item, "label": row.label}
            for place, (number, row) in enumerate(rows)
            if number is None
        ],
        "template": []
        if document.indicators
        else [one.model_dump(include={"level1", "level2"}) for one in planned.indicators],
        "levels": [
            {
                "name": level.name,
                "points": None if level.weight is None else plain(level.weight),
                "level2": level.level2,
            }
            for level in standard.frame.level1
        ],
        "signature": sheet.signature,
        "spellings": {word: name for word, name in COLUMNS.items() if name in _PASTED},
        "totals": sorted(TOTALS),
    }


def _in_wan(document: Document, standard: Standard) -> tuple[Document, Standard]:
    """Both with 万元 as the unit of money, in which the filing holds its amounts."""

    def wan(form: Form) -> Form:
        return form.model_copy(update={"currency_unit": "万元"})

    forms = {kind: wan(form) for kind, form in standard.forms.items()}
    return (
        document.model_copy(update={"currency_unit": "万元"}),
        standard.model_copy(update={"form": wan(standard.form), "forms": forms}),
    )


def _cell(cell: Cell, rows: tuple[tuple[int | None, object], ...], line: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "row": cell.row, "left": cell.left, "right": cell.right, "rows": cell.rows,
        "look": cell.look, "text": cell.text.replace("\n", ""),
    }  # fmt: skip
    if cell.open:
        told["open"] = cell.open
    if cell.choices:
        told["choices"] = cell.choices
    if not cell.field:
        return told
    told["at"] = cell.field
    if match := _BUDGET_ROW.fullmatch(cell.field):
        number = rows[line][0]
        told["line"] = line
        told["at"] = f"/budget/rows/{f'!{line}' if number is None else number}/{match[1]}"
    if cell.field not in _GIVEN and not cell.field.endswith(("/level1", "/level2")):
        told["kind"] = _kind(cell)
    return told


def _kind(cell: Cell) -> str:
    name = (cell.field or "").rpartition("/")[2]
    if name in _KINDS:
        return _KINDS[name]
    if cell.field and cell.field.startswith("/goals/"):
        return "long"
    return "number" if cell.look == "figure" else "text"
