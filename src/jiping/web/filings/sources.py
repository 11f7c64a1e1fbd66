"""What a unit can take over into its form: last year's filing, the campaign's figures, the frame."""

from __future__ import annotations

from typing import Any

from jiping import standards

from .assess import last_year_of
from .begin import frame
from .models import Filing


def sources_json(filing: Filing) -> dict[str, Any]:
    """`last_year` (the contract, or null), `figures` (万元), `frame`, `outline`, `form`."""
    standard = standards.load(filing.standard_name)
    last = last_year_of(filing)
    form = standard.form_of(filing.kind)  # type: ignore[arg-type]
    return {
        "last_year": last.model_dump(mode="json", exclude_none=True) if last else None,
        "figures": filing.figures,
        "frame": frame(standard),
        "outline": [one.model_dump(mode="json") for one in standard.outline.sections],
        "form": form.model_dump(mode="json"),
    }
