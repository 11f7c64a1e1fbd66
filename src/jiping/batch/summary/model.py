"""A summary as data: tables whose every line leads to its filings; writers only draw them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

#: What stands in a column: text, a count, a share (fraction), points, an amount in 万元, a year.
Form = Literal["text", "count", "share", "points", "amount", "rate", "mark"]
#: How a table is drawn: columns side by side, bars, lines over years, means with their intervals.
Drawing = Literal["columns", "bars", "lines", "intervals"]
Cell = str | int | Decimal | None


class Heading(NamedTuple):
    """A column of a table."""

    title: str
    form: Form = "text"


class Line(NamedTuple):
    """A line: its cells, the condition on `filings` that leads to its filings, and some of them."""

    cells: tuple[Cell, ...]
    where: str = ""
    filings: tuple[str, ...] = ()


class Chart(NamedTuple):
    """A table's picture: `label` is the column of names, `values` those that are drawn.

    Intervals are drawn from three columns: mean, lower and upper limit.
    """

    drawing: Drawing
    label: int
    values: tuple[int, ...]
    lines: int = 20


@dataclass(frozen=True)
class Table:
    """A question that was asked of all filings, and its answer."""

    key: str
    title: str
    about: str
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    chart: Chart | None = None


class Found(NamedTuple):
    """A finding of a filing that is shown, with its evidence."""

    code: str
    severity: str
    title: str
    place: str
    quote: str
    message: str


class Exhibit(NamedTuple):
    """A filing to which figures lead: whose it is, where it lies, what was found."""

    filing: str
    name: str
    year: int | None
    place: str
    kind: str
    file: str
    self_total: Decimal | None
    rule_total: Decimal | None
    execution_rate: Decimal | None
    found: tuple[Found, ...] = ()


@dataclass(frozen=True)
class Summary:
    """All tables, and the filings that they name."""

    title: str
    tables: tuple[Table, ...]
    exhibits: dict[str, Exhibit] = field(default_factory=dict)

    def table(self, key: str) -> Table:
        """The table of this key; KeyError where there is none."""
        for one in self.tables:
            if one.key == key:
                return one
        raise KeyError(key)
