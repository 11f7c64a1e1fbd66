"""A form and a report that lie in two files, joined to the one filing that they are."""

from __future__ import annotations

from collections.abc import Iterable

from .identity import same_name
from .model import Filing


def report_of(filing: Filing, candidates: Iterable[Filing]) -> Filing | None:
    """The filing among *candidates* whose report goes with *filing*, or None where none or several fit.

    A report that does not name its unit or year is taken where it is the only one.
    """
    fits = [
        one
        for one in candidates
        if one.report is not None
        and (not one.unit or not filing.unit or same_name(one.unit, filing.unit))
        and (not one.fiscal_year or filing.fiscal_year in (None, one.fiscal_year))
    ]
    named = [one for one in fits if one.unit and filing.unit]
    found = named or fits
    return found[0] if len(found) == 1 else None


def with_report(filing: Filing, told: Filing) -> Filing:
    """The form of *filing* with the report of *told*; complete where both are."""
    own = {at: one for at, one in filing.evidence.items() if not at.startswith("/report")}
    theirs = {at: one for at, one in told.evidence.items() if at.startswith("/report")}
    return filing.model_copy(
        update={
            "report": told.report,
            "unit": filing.unit or told.unit,
            "fiscal_year": filing.fiscal_year or told.fiscal_year,
            "complete": filing.complete and told.complete,
            "evidence": own | theirs,
        }
    )


def placed_in(filing: Filing, file: str) -> Filing:
    """The filing with the name of its *file* in all its places, for when it is shown with another."""
    placed = {
        at: one._replace(where=one.where._replace(file=file)) for at, one in filing.evidence.items()
    }
    return filing.model_copy(update={"evidence": placed})
