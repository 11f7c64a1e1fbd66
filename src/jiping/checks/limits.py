"""The thresholds of the checks in one place, so that a standard or a project may set its own."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple


class Limits(NamedTuple):
    """Thresholds; rates and shares are fractions, points are points. Sources beside each."""

    #: 预算调整率 that asks for a cause (惯例 30 %; 财预〔2013〕53号 names 0 as the aim).
    adjustment: Decimal = Decimal("0.3")
    #: Execution below which a warning, and below which a notice (财预〔2020〕10号: 单独说明).
    execution_warning: Decimal = Decimal("0.6")
    execution_notice: Decimal = Decimal("0.8")
    #: Share of 302 in basic expenditure that asks for an explanation (惯例).
    goods_share: Decimal = Decimal("0.6")
    #: How far a self score may stand above or off the rule score, as a share of the weight.
    score_off: Decimal = Decimal("0.05")
    #: … and in points, for a partly met target.
    score_off_points: Decimal = Decimal("0.1")
    #: Times the target, and fraction of it, that look like a slip of unit or magnitude.
    magnitude_high: Decimal = Decimal(3)
    magnitude_low: Decimal = Decimal("0.1")
    #: Points above a grade limit that count as standing on it.
    grade_margin: Decimal = Decimal("0.5")
    #: Share of deductions alike, how many at least, and how small they are.
    alike_share: Decimal = Decimal("0.6")
    alike_least: int = 3
    alike_points: Decimal = Decimal(1)
    #: Self total against rule total, points.
    totals_apart: Decimal = Decimal(5)
    #: Results ahead of the money spent (red lamp of the integrated system).
    results_ahead: Decimal = Decimal("0.05")
    #: Execution at which "everything achieved" is doubtful.
    idle_money: Decimal = Decimal("0.5")
    #: Shares of points that differ although the fulfilment is the same.
    share_apart: Decimal = Decimal("0.03")
    #: A deviation that needs more than a few words, and how many words those are.
    grave: Decimal = Decimal("0.2")
    brief: int = 20
    #: Reasons with the same words.
    same_reason: int = 3
    #: An indicator's weight from … to.
    weight_high: Decimal = Decimal(20)
    weight_low: Decimal = Decimal(1)
    #: Share of rows whose actual equals the target, among at least so many.
    equal_share: Decimal = Decimal("0.8")
    equal_least: int = 5
    #: Times the target that make the target look low.
    low_target: Decimal = Decimal("1.5")
    #: Likeness of texts, 0 to 100 (rapidfuzz).
    goal_likeness: int = 85
    name_likeness: int = 80
    #: Change on last year that needs a cause with figures.
    growth: Decimal = Decimal("0.2")
    #: … and one that a staff phrase alone cannot carry.
    staff_growth: Decimal = Decimal("0.3")
    #: A section shorter than this says nothing.
    short_section: int = 20
    #: Share of the performance section that is a list of duties.
    duties_share: Decimal = Decimal("0.6")
    #: Result figures that a performance section has at least.
    result_figures: int = 3
    #: Share of its weight that an indicator missed last year may lose.
    lightened: Decimal = Decimal("0.3")
    #: Likeness of a text with last year's, and of a paragraph with another unit's, in percent.
    same_as_last_year: int = 90
    paragraph_likeness: int = 85
    #: Robust z-score of an outlier, and how many peers tell one (Iglewicz and Hoaglin 1993).
    outlier: Decimal = Decimal("3.5")
    peers_least: int = 8
    #: Self scores of a department's units that lie closer together than this tell nothing, points.
    scores_spread: Decimal = Decimal(2)


DEFAULT = Limits()
