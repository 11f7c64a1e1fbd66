"""The summary as one page that opens anywhere: pictures, tables, and behind each figure its filings.

ECharts stands in the page itself; nothing is loaded from anywhere, and the page may load nothing.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from .model import Exhibit, Summary, Table
from .shown import drawn, numeral, shown

_ECHARTS = "web/static/vendor/echarts-6.1.0.common.min.js"


def page(summary: Summary, folder: str) -> str:
    """The page; *folder* is where the batch lies, for the queries that lead on."""
    parts = {
        "title": summary.title,
        "folder": folder,
        "tables": [
            {"number": numeral(number), "key": one.key, "title": one.title, "about": one.about}
            for number, one in enumerate(summary.tables, 1)
        ],
        "overview": [
            {"name": line.cells[0], "value": shown(line.cells[1], "points"), "note": line.cells[2]}
            for line in summary.tables[0].lines
        ],
        "data": _embedded(
            {
                "folder": folder,
                "tables": {one.key: _table(one) for one in summary.tables},
                "filings": {name: _exhibit(one) for name, one in summary.exhibits.items()},
            }
        ),
        "style": _asset("batch/summary/page.css"),
        "script": _asset("batch/summary/page.js"),
        "echarts": _asset(_ECHARTS),
    }
    return str(_template().render(parts))


def _table(one: Table) -> dict[str, Any]:
    forms = [heading.form for heading in one.headings]
    return {
        "headings": [[heading.title, heading.form] for heading in one.headings],
        "lines": [
            {
                "cells": [shown(cell, form) for cell, form in zip(line.cells, forms, strict=True)],
                "numbers": [
                    drawn(cell, form) for cell, form in zip(line.cells, forms, strict=True)
                ],
                "where": line.where,
                "filings": line.filings,
            }
            for line in one.lines
        ],
        "chart": one.chart and one.chart._asdict(),
    }


def _exhibit(one: Exhibit) -> dict[str, Any]:
    return {
        "name": one.name,
        "year": one.year,
        "place": one.place,
        "kind": one.kind,
        "file": one.file,
        "self": shown(one.self_total, "points"),
        "rule": shown(one.rule_total, "points"),
        "rate": shown(one.execution_rate, "share"),
        "found": [tuple(found) for found in one.found],
    }


def _embedded(data: object) -> str:
    """Data inside a page: nothing in it can end the element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


@lru_cache(maxsize=8)
def _asset(name: str) -> str:
    """A file of the package; a script that would end its element is none that we ship."""
    return files("jiping").joinpath(name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _template() -> Any:
    loader = PackageLoader("jiping.batch", "summary")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("page.jinja")  # fmt: skip
