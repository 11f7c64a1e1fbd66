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

#: Threshold → what it means to a Chinese user, for the pages of the checks and the guide.
MEANINGS = {
    "adjustment": "预算调整率超过多少要说明原因",
    "execution_warning": "执行率低于多少列为疑点",
    "execution_notice": "执行率低于多少列为提示",
    "goods_share": "商品和服务支出占基本支出多少要说明",
    "score_off": "自评得分与规则得分相差多少（占分值）",
    "score_off_points": "自评得分与规则得分相差多少（分）",
    "magnitude_high": "完成值是指标值的多少倍，疑为单位或位数写错",
    "magnitude_low": "完成值不到指标值的多少，疑为单位或位数写错",
    "grade_margin": "总分高出等级界限不到多少分算压线",
    "alike_share": "扣分相同的占多少",
    "alike_least": "扣分相同的至少几项",
    "alike_points": "扣多少分以内算小扣",
    "totals_apart": "自评总分与规则总分相差多少分",
    "results_ahead": "完成情况超过资金进度多少",
    "idle_money": "执行率低于多少，“全部完成”可疑",
    "share_apart": "完成程度相同而得分率相差多少",
    "grave": "偏差多大要详细说明",
    "brief": "少于多少字算简单",
    "same_reason": "同样的原因出现几次",
    "weight_high": "一项指标最多几分",
    "weight_low": "一项指标最少几分",
    "equal_share": "完成值等于指标值的占多少",
    "equal_least": "至少有几项指标才看上一条",
    "low_target": "完成值是指标值的多少倍，目标偏低",
    "goal_likeness": "预期目标与完成情况相似度（0—100）",
    "name_likeness": "指标名称相似度（0—100）",
    "growth": "比上年增减多少要有带数字的原因",
    "staff_growth": "比上年增减多少不能只用人员变动解释",
    "short_section": "报告一节少于多少字算空话",
    "duties_share": "绩效一节中职责清单占多少",
    "result_figures": "绩效一节至少有几个成果数字",
    "lightened": "上年未完成的指标，分值减少多少须提示",
    "same_as_last_year": "与上年文字相似到多少（百分数）算雷同",
    "paragraph_likeness": "与其他单位的段落相似到多少（百分数）算雷同",
    "outlier": "偏离同类单位多远（稳健z值）须提示",
    "peers_least": "至少有几个同类单位才比较",
    "scores_spread": "一个部门各单位的自评分相差不到多少分算没有区分度",
}
