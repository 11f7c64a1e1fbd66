"""Rows of a table whose cells do not stand under their headings."""

from __future__ import annotations

import re

from jiping.filing.text import fold, squeeze
from jiping.intake import labels
from jiping.intake.form_text import Row

_BARE_FIGURE = re.compile(r"[≥≤=<>]?\d+(?:\.\d+)?%?")


def is_shifted(found: Row) -> bool:
    """Whether a row does not stand under its headings: a category as level 1, a figure as name."""
    level1, name = found.get("level1"), found.get("name")
    target, actual = found.get("target"), found.get("actual")
    if target and actual and "≥" in fold(actual.text) and not any(map(str.isdigit, target.text)):
        return bool(name and labels.level2_of(name.text))
    level2 = found.get("level2")
    if level1 and level2 and labels.level2_of(level1.text) and not labels.level1_of(level1.text):
        return labels.level2_of(level2.text) is None
    return bool(name and _BARE_FIGURE.fullmatch(squeeze(name.text)))
