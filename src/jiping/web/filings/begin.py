"""The document with which a filing begins: its head, the form's rows, the campaign's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jiping import standards
from jiping.filing.model import MONEY
from jiping.filing.numbers import plain
from jiping.standards import Standard

if TYPE_CHECKING:
    from .models import Filing


def begin(filing: Filing) -> dict[str, Any]:
    """The same document whenever it is asked for, until the first edit is saved."""
    standard = standards.load(filing.standard_name)
    form = standard.form_of(filing.kind)  # type: ignore[arg-type]
    head = {
        "kind": filing.kind,
        "unit": filing.unit.name,
        "supervisor": filing.unit.parent.name if filing.unit.parent_id else None,
        "project": filing.project.name if filing.project else None,
        "fiscal_year": filing.campaign.year,
        "standard": filing.standard_name,
        "currency_unit": form.currency_unit,
    }
    return {
        **{name: told for name, told in head.items() if told is not None},
        "budget": {"rows": [_row(filing, standard, row.item, row.label) for row in form.rows]},
        "indicators": frame(standard),
        "total": {"weight": plain(standard.execution.weight)},
    }


def _row(filing: Filing, standard: Standard, item: str, label: str) -> dict[str, Any]:
    row: dict[str, Any] = {"item": item, "label": label}
    if item == "total":
        row |= {name: filing.figures[name] for name in MONEY if name in filing.figures}
        row["weight"] = plain(standard.execution.weight)
    return row


def frame(standard: Standard) -> list[dict[str, Any]]:
    """An empty row for each level-2 category that the standard wants."""
    return [
        {"level1": level.name, "level2": name}
        for level in standard.frame.level1
        for name in (level.compulsory or level.level2)
    ]
