"""A form and a report that lie in two files, joined to the one filing that they are."""

from __future__ import annotations

from msgspec.structs import replace

from .model import Filing


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
        at: replace(one, where=replace(one.where, file=file)) for at, one in filing.evidence.items()
    }
    return filing.model_copy(update={"evidence": placed})
