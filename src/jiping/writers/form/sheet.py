"""A filing laid out as the form of its standard: which cell shows which field, and where."""

from __future__ import annotations

from jiping.filing import Filing
from jiping.standards import Form, Standard

from .budget import budget
from .cells import Cell, Sheet, stacked
from .closing import closing
from .goals import goals
from .head import head
from .indicators import indicators
from .management import management
from .plan import plan as planned
from .widths import broken

_BLOCKS = {
    "budget": budget, "management": management, "goals": goals, "indicators": indicators,
}  # fmt: skip
#: What stands for a year that is not known, to be filled in.
_NO_YEAR = "　　　"


def lay_out(filing: Filing, standard: Standard) -> Sheet:
    """The form of *standard* for filings of this kind, filled in with *filing*.

    What the filing does not hold stays an empty cell, and what the form has no place for is not
    printed. Without indicators there is an empty row for each category of the frame.
    """
    plan = planned(filing, standard)
    form = plan.form
    blocks = [head(plan), *(_BLOCKS[name](plan) for name in form.blocks), closing(plan)]
    cells = stacked(blocks)
    year = _NO_YEAR if filing.fiscal_year is None else str(filing.fiscal_year)
    return broken(
        Sheet(
            kind=filing.kind,
            standard=standard.id,
            title=form.title.format(year=year, unit=filing.unit or ""),
            subtitle=form.subtitle.format(year=year, unit=filing.unit or ""),
            mark=form.mark,
            unit_of_money=plan.unit,
            landscape=form.landscape,
            cells=cells,
            heading=_heading(cells, form),
            signature=form.signature,
            notes=form.notes,
        )
    )


def _heading(cells: tuple[Cell, ...], form: Form) -> int | None:
    """The row of the indicators' headings."""
    first = form.indicators[0].label
    return max((c.row for c in cells if c.look == "heading" and c.text == first), default=None)
