"""Several indicators in one row of a true table, a line each: an office that did not part its rows.

`保洁面积⏎清运量` beside `≥260万㎡⏎≥6万吨` and `10⏎10` are two indicators. Only where name, values and
points all have the same number of lines, and each line of the points is a figure, are they parted.
"""

from __future__ import annotations

from jiping.intake.amounts import points
from jiping.intake.document import Found
from jiping.intake.form_text import Row

_PARTED = ("name", "target", "actual", "weight", "score")
_POINTS = ("weight", "score")


def parted(row: Row) -> list[Row]:
    """The indicators of *row*, mostly itself alone."""
    if "name" not in row or "\n" not in row["name"].text:
        return [row]
    lines = {kind: _lines(row[kind]) for kind in _PARTED if kind in row and row[kind].text.strip()}
    figures = [lines[kind] for kind in _POINTS if kind in lines]
    count = len(lines["name"])
    if not figures or any(len(each) != count for each in lines.values()):
        return [row]
    if any(points(text) is None for each in figures for text in each):
        return [row]
    # What is said once for all of them, as a reason, stays with the first.
    rest = {kind: row[kind] for kind in ("level1", "level2", "operator") if kind in row}
    return [
        (row if number == 0 else rest)
        | {kind: Found(each[number], row[kind].place) for kind, each in lines.items()}
        for number in range(count)
    ]


def _lines(found: Found) -> list[str]:
    return [line.strip() for line in found.text.splitlines() if line.strip()]
