"""The pages of the public site as text; every page works without scripts and without a network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from jiping import __version__
from jiping.filing import Section
from jiping.filing.numbers import HUNDRED, round_half_up
from jiping.writers.page import number, percent

from .data import FILING_COLUMNS, INDICATOR_COLUMNS, MEANINGS
from .rows import Row, summary_of


class About(NamedTuple):
    """What every page says of the site."""

    title: str
    publisher: str
    published_on: dt.date


def list_page(site: About, year: str, years: Sequence[str], rows: Sequence[Row], root: str) -> str:
    """The filings of one year."""
    return _render(
        "list", site, root, "list", year=year, year_name=year_name(year), years=years, rows=rows,
        summary=summary_of(rows), of_unit=False,
    )  # fmt: skip


def unit_page(site: About, rows: Sequence[Row]) -> str:
    """All filings of one unit, the newest first."""
    one = rows[0].one
    return _render(
        "unit", site, "../../", "list", unit=one.unit, supervisor=one.filing.supervisor, rows=rows,
        of_unit=True,
    )  # fmt: skip


def filing_page(site: About, row: Row, form: str, downloads: Sequence[tuple[str, str]]) -> str:
    """One filing: the form (HTML of our own writer), the report, what may be downloaded."""
    return _render(
        "filing", site, "../../", "list", one=row.one, row=row, downloads=downloads,
        form=Markup(form),  # noqa: S704 (escaped by the form's writer)
    )  # fmt: skip


def search_page(site: About) -> str:
    """Where the search answers."""
    return _render("search", site, "../", "search")


def data_page(site: About) -> str:
    """What the open data hold."""
    tables = (("filings.csv", FILING_COLUMNS), ("indicators.csv", INDICATOR_COLUMNS))
    return _render("data", site, "../", "data", tables=tables, meanings=MEANINGS)


def by_unit(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each unit together, in the order of its first."""
    ordered = sorted(rows, key=lambda row: row.one.unit_path)
    return [list(group) for _, group in groupby(ordered, key=lambda row: row.one.unit_path)]


def _render(name: str, site: About, root: str, current: str, **context: object) -> str:
    return (
        _environment()
        .get_template(f"{name}.jinja")
        .render(site=site, root=root, current=current, version=__version__, **context)
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("jiping.writers.site"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {
        "wan": _wan, "percent": percent, "points": number, "year": year_name,
        "lined": _lined, "lined_percent": _lined_percent, "grade_class": _grade_class, "heading": _heading, "paragraphs": _paragraphs,
    }  # fmt: skip
    return environment


def year_name(year: str) -> str:
    """A year as it is read: `2022年度`."""
    return f"{year}年度" if year != "0" else "未写年度"


def _wan(value: Decimal | None) -> str:
    return "" if value is None else f"{round_half_up(value, 2):,}"


def _lined(value: Decimal | None) -> str:
    """A score in a list: two decimals at least, so that the points stand below one another."""
    return (
        "" if value is None else f"{value:.2f}" if round_half_up(value) == value else number(value)
    )


def _lined_percent(value: Decimal | None) -> str:
    return "" if value is None else f"{round_half_up(value * HUNDRED):.2f}%"


#: Grade → the colour it is shown in.
_CLASSES = {"优": "good", "良": "well", "中": "fair", "差": "poor"}


def _grade_class(grade: str) -> str:
    return _CLASSES.get(grade, "plain")


def _heading(section: Section) -> str:
    number = section.number or ""
    glue = "" if not number or number.endswith(("、", "）", ")", ".")) else "、"
    return f"{number}{glue}{section.heading}"


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
