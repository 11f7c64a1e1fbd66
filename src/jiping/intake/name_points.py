"""Scoring sheets without a column of weights print the points behind each name: `…控制率(5分)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .amounts import points
from .form_text import Row

_POINTS = re.compile(r"\s*[(（](?:满分)?\s*(?P<points>\d+(?:\.\d+)?)\s*分[)）]\s*$")


def with_points_of_names(rows: Sequence[Row]) -> list[Row]:
    """The indicators with the points behind their names as weights, where every scored one has them.

    One that has none, or a score above its points, shows that the brackets say something else.
    """
    taken: list[Row] = []
    for row in rows:
        name, score = row.get("name"), row.get("score")
        match = _POINTS.search(name.text) if name else None
        if "weight" in row or (match is None and score is not None):
            return list(rows)
        if match is None or name is None:
            taken.append(row)
            continue
        full, got = points(match["points"]), points(score.text) if score else None
        if full is None or (got is not None and got > full):
            return list(rows)
        weight = name._replace(text=match["points"])
        name = name._replace(text=name.text[: match.start()])
        taken.append({**row, "name": name, "weight": weight})
    return taken
