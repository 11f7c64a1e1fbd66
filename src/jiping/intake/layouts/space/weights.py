"""Weights that cannot all be right: together they are more than a form has points."""

from __future__ import annotations

from collections.abc import Sequence

from jiping.filing import Problem
from jiping.filing.numbers import HUNDRED
from jiping.intake.form_text import FormText, Row
from jiping.intake.layouts.last_figure import sum_of


def hold_weights(rows: Sequence[Row], form: FormText) -> None:
    """Leave out the points of *rows* without an actual value, where all weights pass 100.

    `≥ 90 % 76 5` is read as target, weight and score, but may be target, actual value and weight.
    """
    if sum_of("weight", rows) <= HUNDRED:
        return
    for row in rows:
        if "actual" in row or not {"weight", "score"} <= row.keys():
            continue
        where = row.pop("weight").place
        del row["score"]
        message = "分值合计超过100，这一行的数可能是完成值和分值，分值、得分留空未读；请对照原表"
        form.problems.append(Problem(where=where, message=message))
