"""A form as text: which published piece of text a layout assigned to which field.

A layout (one per way of printing) only decides *what stands where*; reading the text as amounts and
values, units, evidence and problems is done once, in `assemble`, for all layouts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from jiping.filing import Problem

from .document import Found

#: Fields of a budget row and of an indicator row by the column names of `labels`.
Row = dict[str, Found]


@dataclass(slots=True)
class FormText:
    """One form as a layout found it.

    `budget` rows carry `label` besides the columns of `labels.BUDGET_COLUMNS`, `weight`, `score`,
    and `item` where the row's item does not follow from its label.
    `indicators` carry `level1 level2 name target operator measure actual weight score reason`.
    `fields` carry `unit supervisor project year self_score grade title` as found.
    `revenue` and `expenditure` are the two views of the Hunan form, `blocks` the scores printed for
    the blocks `goals` and `indicators` as a whole. A field that a layout could
    see but not assign with certainty is left out and named in `problems`. `labels` are the texts
    of the column headings, by which the standard is recognised.
    """

    fields: Row = field(default_factory=dict)
    currency: Found | None = None
    budget: list[Row] = field(default_factory=list)
    revenue: Row = field(default_factory=dict)
    expenditure: Row = field(default_factory=dict)
    expected: Found | None = None
    achieved: Found | None = None
    indicators: list[Row] = field(default_factory=list)
    blocks: Row = field(default_factory=dict)
    total: Row = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    complete: bool = True
    problems: list[Problem] = field(default_factory=list)
