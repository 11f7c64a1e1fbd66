"""A library of indicators for the example county: those of its trades' filings, by sector."""

from __future__ import annotations

from jiping import standards, synth
from jiping.web.library.models import Entry

from .sectors import SECTORS


def load_library(seed: int = 1) -> int:
    """Enter each trade's indicators once, for units and for projects; tells how many."""
    standard = standards.load("hunan-2022")
    rows = {}
    for unit in synth.county(seed).units:
        filing = synth.department_filing(unit, 2022, standard)
        for one in filing.indicators:
            sector = SECTORS.get(unit.trade.key, "其他")
            for kind in ("department", "project"):
                rows.setdefault(
                    (sector, kind, one.level2, one.name),
                    Entry(
                        sector=sector, kind=kind, level1=one.level1 or "", level2=one.level2 or "",
                        name=one.name or "", target=one.target.raw if one.target else "",
                        source=standard.title.zh,
                    ),
                )  # fmt: skip
    return len(Entry.objects.bulk_create(rows.values()))
