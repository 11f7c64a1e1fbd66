"""What follows from what was edited: rates, totals of points and scores, the amounts a report tells.

Only what an edit touched is computed anew, so a total that came from a document is shown as it
was printed until one of its parts is changed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from jiping.filing import BudgetRow, Section
from jiping.filing.numbers import plain, round_half_up
from jiping.intake.report import figures_told
from jiping.scoring.execution import rate_of

from .rebase import Edit

_MONEY = re.compile(r"/budget/rows/(\d+)/(?:initial|adjusted|executed)", re.ASCII)
_POINTS = re.compile(r"/(?:indicators|budget/rows)/\d+(?:/(weight|score))?", re.ASCII)
#: A section that was written, added, removed or moved. The figures are what the sections tell and
#: nothing else; those of a report that is taken over were read with it.
_REPORT = re.compile(r"/report/(?:sections/\d+(?:/(?:text|heading))?|figures/.+)", re.ASCII)
_RATE_PLACES = 4


def follow(document: dict[str, Any], edits: list[Edit]) -> list[Edit]:
    """Bring *document* up to date after *edits*; tells the sets that this came to."""
    done: list[Edit] = []
    rows = document.get("budget", {}).get("rows", [])
    for index in sorted({int(m[1]) for e in edits if (m := _MONEY.fullmatch(e["at"]))}):
        if index < len(rows):
            pointer = f"/budget/rows/{index}/execution_rate"
            done += _put(rows[index], "execution_rate", pointer, _rate(rows[index]))
    for name in ("weight", "score"):
        if any(_touches(edit, name) for edit in edits):
            total = document.setdefault("total", {})
            done += _put(total, name, f"/total/{name}", _sum(document, name))
    if any(_REPORT.fullmatch(edit["at"]) for edit in edits):
        report = document.get("report") or {}
        done += _put(report, "figures", "/report/figures", _figures(report))
        evidence = document.get("evidence") or {}
        for pointer in [p for p in evidence if p.startswith("/report/figures/")]:
            del evidence[pointer]
    return done


def _touches(edit: Edit, name: str) -> bool:
    match = _POINTS.fullmatch(edit["at"])
    return match is not None and match[1] in (None, name) and edit["op"] != "move"


def _put(holder: dict[str, Any], name: str, pointer: str, value: Any) -> list[Edit]:
    was = holder.get(name)
    if was == value:
        return []
    if value is None:
        holder.pop(name, None)
    else:
        holder[name] = value
    return [{"op": "set", "at": pointer, "value": value, "was": was, "follows": True}]


def _rate(row: dict[str, Any]) -> str | None:
    rate = rate_of(BudgetRow.model_validate(row))
    return None if rate is None else plain(round_half_up(rate, _RATE_PLACES))


def _figures(report: dict[str, Any]) -> list[dict[str, Any]] | None:
    sections = [Section.model_validate(one) for one in report.get("sections") or []]
    told = [one.model_dump(mode="json", exclude_none=True) for one in figures_told(sections)]
    return told or None


def _sum(document: dict[str, Any], name: str) -> str | None:
    """The points of the execution and of all indicators; None where there are none."""
    rows = document.get("budget", {}).get("rows", [])
    total = [row for row in rows if row.get("item") == "total"]
    told = [row.get(name) for row in (*total[:1], *document.get("indicators", []))]
    numbers = [Decimal(one) for one in told if one is not None]
    return plain(sum(numbers, Decimal(0))) if numbers else None
