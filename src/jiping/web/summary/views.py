"""Pages of the summary: a year's tables and pictures, and behind every figure its filings."""

from __future__ import annotations

import json
from typing import Any

import duckdb
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from jiping.web import builds
from jiping.web.accounts.gate import allowed
from jiping.web.filings.find import filings_for
from jiping.web.refusal import MissingError

from .build import SUMMARY, folder, read_path, state_of_filings
from .words import in_language, told

_SHOWN = 1000
_FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@require_GET
@allowed("see_summary")
def summaries(request: HttpRequest) -> HttpResponse:
    """The summary of the latest year; while there is none, its making."""
    status = _followed()
    if years := status.get("years"):
        return redirect("summary", year=years[-1])
    return render(request, "summary/none.html", {"status": status})


@require_GET
@allowed("see_summary")
def summary(request: HttpRequest, year: int) -> HttpResponse:
    """A year's summary."""
    status = _followed()
    held = _held(year)
    context = {
        "year": year,
        "years": status.get("years", []),
        "status": status,
        "title": held["title"],
        "overview": held["tables"][0],
        "tables": held["tables"][1:],
        "drawn": {one["key"]: _drawing(one) for one in held["tables"] if one["chart"]},
    }
    return render(request, "summary/summary.html", context)


@require_GET
@allowed("see_summary")
def behind(request: HttpRequest, year: int, key: str, line: int) -> HttpResponse:
    """The filings behind a figure."""
    table = next((one for one in _held(year)["tables"] if one["key"] == key), None)
    if table is None or line >= len(table["lines"]):
        raise MissingError(_("没有这个数字。"))
    chosen = table["lines"][line]
    numbers = _numbers(chosen["where"])
    found = filings_for(request.user).filter(pk__in=numbers[:_SHOWN])
    texts = [
        cell
        for cell, heading in zip(chosen["cells"], table["headings"], strict=True)
        if heading["form"] in ("text", "mark")
    ]
    context = {
        "year": year, "table": table, "line": chosen, "name": " · ".join(texts[:2]),
        "filings": found.order_by("-campaign__year", "unit__code", "project__code"),
        "count": len(numbers),
    }  # fmt: skip
    return render(request, "summary/behind.html", context)


@require_GET
@allowed("see_summary")
def export(request: HttpRequest, year: int, ending: str) -> HttpResponse:  # noqa: ARG001
    """The summary as a workbook or as paper."""
    if ending not in _FORMATS:
        raise MissingError(_("没有这种格式。"))
    try:
        content = (folder() / f"{year}.{ending}").open("rb")
    except FileNotFoundError as error:
        raise MissingError(_("没有这一年度的汇总。")) from error
    name = f"{year}年度预算绩效自评汇总分析.{ending}"
    return FileResponse(content, as_attachment=True, filename=name, content_type=_FORMATS[ending])


def _followed() -> dict[str, Any]:
    """The state of the summaries; where filings have come since, new ones are asked for."""
    status = builds.status(SUMMARY)
    if not status["pending"] and status.get("mark") != state_of_filings():
        builds.ask(SUMMARY)
        return {**status, "pending": True}
    return status


def _held(year: int) -> dict[str, Any]:
    try:
        held: dict[str, Any] = json.loads((folder() / f"{year}.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise MissingError(_("没有这一年度的汇总。")) from error
    return {
        "title": told(held["title"]),
        "tables": [in_language(one) for one in held["tables"]],
    }


def _numbers(where: str) -> list[int]:
    """The filings that meet the condition of a line; the condition is the summary's own."""
    if not where:
        return []
    with duckdb.connect(str(read_path()), read_only=True) as base:
        query = f"select file from filings where {where}"  # noqa: S608 (the summary's own words)
        rows = base.execute(query).fetchall()
    return [int(file) for (file,) in rows]


def _drawing(table: dict[str, Any]) -> dict[str, Any]:
    """What the page's script draws of a table."""
    chart = table["chart"]
    lines = table["lines"][: chart["lines"]]
    return {
        "drawing": chart["drawing"],
        "names": [line["cells"][chart["label"]] for line in lines],
        "titles": [table["headings"][at]["title"] for at in chart["values"]],
        "forms": [table["headings"][at]["form"] for at in chart["values"]],
        "values": [[line["numbers"][at] for line in lines] for at in chart["values"]],
    }
