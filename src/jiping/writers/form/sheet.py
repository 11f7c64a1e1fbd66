"""A filing laid out as the form of its standard: which cell shows which field, and where."""

from __future__ import annotations

from jiping.filing import Filing
from jiping.standards import Form, Standard

from .budget import Places, budget, money_places
from .cells import Cell, Sheet, places_of, stacked
from .cuts import indicator_cuts
from .goals import goals
from .head import head
from .indicators import closing, indicators


def lay_out(filing: Filing, standard: Standard) -> Sheet:
    """The form of *standard* for filings of this kind, filled in with *filing*.

    Amounts are printed in the form's unit of money. What the filing does not hold stays an empty
    cell, and what the form has no place for is not printed.
    """
    form = standard.form_of(filing.kind)
    cuts = indicator_cuts(form)
    places = _places(filing, form)
    blocks = {
        "budget": tuple(budget(filing, form, cuts, places)),
        "goals": tuple(goals(filing, form, cuts)),
        "indicators": tuple(indicators(filing, standard, form, cuts, places)),
    }
    order = [tuple(head(filing, form, cuts)), *(blocks[name] for name in form.blocks)]
    cells = stacked([*order, tuple(closing(filing, standard, form, cuts, places))])
    year = "" if filing.fiscal_year is None else str(filing.fiscal_year)
    return Sheet(
        kind=filing.kind,
        standard=standard.id,
        title=form.title.format(year=year, unit=filing.unit or ""),
        subtitle=form.subtitle.format(year=year or "　　　", unit=filing.unit or ""),
        mark=form.mark,
        unit_of_money=form.currency_unit,
        landscape=form.landscape,
        cells=cells,
        heading=_heading(cells, form),
        signature=form.signature,
        notes=form.notes,
    )


def _places(filing: Filing, form: Form) -> Places:
    rows, own = filing.budget.rows, filing.indicators
    return Places(
        money=money_places(filing, form.currency_unit),
        weight=places_of(
            [*(r.weight for r in rows), *(i.weight for i in own), filing.total.weight]
        ),
        score=places_of([*(r.score for r in rows), *(i.score for i in own), filing.total.score]),
    )


def _heading(cells: tuple[Cell, ...], form: Form) -> int | None:
    """The row of the indicators' headings."""
    first = form.indicators[0].label
    return max((c.row for c in cells if c.look == "heading" and c.text == first), default=None)
