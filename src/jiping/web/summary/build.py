"""Building the summaries of all years: as data for the pages, as workbook, as paper."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
from django.conf import settings
from django.utils import timezone

from jiping.batch.summary import Scope, Summary, Table, summarise
from jiping.batch.summary.paper import paper
from jiping.batch.summary.shown import drawn, shown
from jiping.batch.summary.workbook import workbook
from jiping.web.history.chain import sm3

from .base import bring_up_to_date, versions

#: The name of this work (`builds`).
SUMMARY = "summary"
#: Tables of more than one county say nothing within one.
_OF_A_COUNTRY = ("region", "prefecture", "county")


def folder() -> Path:
    """Where the summaries lie."""
    return settings.DATA / "summary"


def state_of_filings() -> str:
    """A mark of the filings that count: another one means that the summaries are old."""
    held = versions().order_by("filing_id").values_list("filing_id", "number")
    return sm3("\n".join(f"{pk} {number}" for pk, number in held))


def build_summary() -> dict[str, Any]:
    """Bring every year's summary up to date and say what was done. Raises OSError."""
    mark = state_of_filings()
    base = folder() / "base.duckdb"
    new = bring_up_to_date(base)
    with duckdb.connect(str(base)) as held:
        years = [
            year for (year,) in held.execute(
                "select distinct year from filings where year > 0 order by 1"
            ).fetchall()
        ]  # fmt: skip
        whole = summarise(held)
        for year in years:
            _write(year, _of_year(summarise(held, Scope(year=year)), whole))
    shutil.copyfile(base, folder() / "read.new")
    (folder() / "read.new").replace(read_path())
    return {"mark": mark, "new": new, "years": years}


def read_path() -> Path:
    """The data sets as they were when the summaries were built, for the ways into them."""
    return folder() / "read.duckdb"


def _of_year(summary: Summary, whole: Summary) -> Summary:
    """One year's tables; the years themselves are compared over all."""
    tables = tuple(
        whole.table("years") if one.key == "years" else one
        for one in summary.tables
        if one.key not in _OF_A_COUNTRY
    )
    return replace(summary, tables=tables, exhibits={**whole.exhibits, **summary.exhibits})


def _write(year: int, summary: Summary) -> None:
    told = {"title": summary.title, "tables": [_table(one) for one in summary.tables]}
    _put(f"{year}.json", json.dumps(told, ensure_ascii=False).encode())
    _put(f"{year}.xlsx", workbook(summary))
    _put(f"{year}.pdf", paper(summary, "", timezone.localdate()))


def _put(name: str, content: bytes) -> None:
    new = folder() / f"{name}.new"
    new.write_bytes(content)
    new.replace(folder() / name)


def _table(one: Table) -> dict[str, Any]:
    """A table as the page shows it: cells as people read them, numbers for the picture."""
    forms = [heading.form for heading in one.headings]
    return {
        "key": one.key,
        "title": one.title,
        "about": one.about,
        "headings": [{"title": heading.title, "form": heading.form} for heading in one.headings],
        "lines": [
            {
                "cells": [shown(cell, form) for cell, form in zip(line.cells, forms, strict=True)],
                "numbers": [
                    drawn(cell, form) for cell, form in zip(line.cells, forms, strict=True)
                ],
                "where": line.where,
            }
            for line in one.lines
        ],
        "chart": one.chart and one.chart._asdict(),
        # The column whose cells lead on: the first of words, or the first at all.
        "link": next((at for at, form in enumerate(forms) if form == "text"), 0),
    }
