"""Rows of true tables that the end of a page broke: their rest stands on top of the next."""

from __future__ import annotations

from jiping.intake import labels
from jiping.intake.document import Found

from .columns import under
from .reading import Reading
from .strips import Strip


def goes_on(strip: Strip, reading: Reading) -> bool:
    """Take the rest of a row that the end of a page broke: words alone, no label and no figure."""
    form = reading.form
    if reading.state == "after goals" and len(strip.cells) - len(reading.goals) in (0, 1):
        goals = [name for _, name in sorted(reading.goals.items())]
        parts = dict(zip(goals, strip.cells[-len(goals) :], strict=True))
        if strip.begun[0] not in parts.values() or labels.column_of(strip.begun[0].text):
            return False
        for name, cell in parts.items():
            before: Found | None = getattr(form, name, None)
            if before is not None and cell.text.strip():
                setattr(form, name, before._replace(text=f"{before.text}\n{cell.text}"))
        return True
    if reading.state != "indicators" or not form.indicators:
        return False
    found = {kind: cell for kind, cell in under(strip, reading.columns) or () if cell.text.strip()}
    last = form.indicators[-1]
    if not found or not found.keys() <= {"name", "reason"} & last.keys():
        return False
    for kind, cell in found.items():
        last[kind] = last[kind]._replace(text=f"{last[kind].text}\n{cell.text}")
    return True
