"""Figures of a unit among those of its kind: what lies far off, by statistics outliers do not move."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from jiping.filing.numbers import round_half_up
from jiping.standards import Standard

from .case import Case
from .limits import Limits
from .measures import MEASURES
from .peers import PROJECTS, Group
from .registry import Mark, check
from .rounding import percent
from .spread import Spread
from .words import say

_SCORE = "/total/score"
_BASIS = "惯例：同类单位横向比较；稳健z值（0.6745×|值−中位数|÷绝对中位差）大于3.5"


class Measure(NamedTuple):
    """How a measure is told, and the least difference from the median that matters.

    `least` is a share of the median where `relative`, else in the measure's own unit.
    """

    label: str
    say: Callable[[Decimal], str]
    least: Decimal
    relative: bool = False


def _money(value: Decimal) -> str:
    return f"{say(round_half_up(value))}万元"


def _points(value: Decimal) -> str:
    return f"{say(round_half_up(value))}分"


def _share(value: Decimal) -> str:
    return percent(value, 1)


_MEASURES = {
    "pay_per_head": Measure("人均工资福利支出", _money, Decimal("0.3"), True),
    "goods_per_head": Measure("人均商品和服务支出", _money, Decimal("0.5"), True),
    "rate": Measure("预算执行率", _share, Decimal("0.05")),
    "adjustment": Measure("预算调整率", _share, Decimal("0.1")),
    "score_gap": Measure("自评分减规则分", _points, Decimal(2)),
    "goods_share": Measure("商品和服务支出占比", _share, Decimal("0.1")),
    "heaviest": Measure("单项指标最高分值", _points, Decimal(5)),
    "indicators": Measure("指标数", lambda value: f"{say(value)}项", Decimal(4)),
}


#: What each check measures.
_MEASURED = {
    "JP921": ("pay_per_head", "goods_per_head"),
    "JP922": ("rate",),
    "JP923": ("score_gap",),
    "JP924": ("goods_share",),
    "JP925": ("adjustment",),
    "JP926": ("heaviest", "indicators"),
}


def stands_out(
    measured: Mapping[str, Decimal],
    group: Group,
    supervisor: str | None,
    standard: Standard,
    limits_of: Callable[[str], Limits],
) -> bool:
    """Whether a check of this module can speak of a filing of which this was *measured*.

    *limits_of* gives the thresholds that the check of a code goes by.
    """
    own = measured.get("self_total")
    return any(
        name in measured and _is_far_off(name, measured[name], group.spread(name), limits_of(code))
        for code, names in _MEASURED.items()
        for name in names
    ) or bool(_scores_alike(own, group, supervisor, standard, limits_of("JP927")))


def _is_far_off(name: str, value: Decimal, found: Spread | None, limits: Limits) -> bool:
    """Whether the value is far from that of enough peers, and the difference matters."""
    if found is None or found.size < limits.peers_least:
        return False
    z = found.z(value)
    if z is None or z <= limits.outlier:
        return False
    measure = _MEASURES[name]
    least = abs(found.median) * measure.least if measure.relative else measure.least
    return abs(value - found.median) >= least


def _said(name: str, value: Decimal, found: Spread, kind: str) -> str:
    told = _MEASURES[name]
    counted = "个项目" if kind == PROJECTS else f"家{kind or '同类单位'}"
    z = found.z(value) or Decimal(0)
    return (
        f"{told.label}{told.say(value)}，{found.size}{counted}的中位数为{told.say(found.median)}，"
        f"在{told.say(found.least)}至{told.say(found.most)}之间（稳健z值{say(round_half_up(z, 1))}）。"
    )


def _marks(case: Case, code: str, *pointers: str) -> Iterator[Mark]:
    if case.group is None:
        return
    for name, pointer in zip(_MEASURED[code], pointers, strict=True):
        value = MEASURES[name](case)
        if value is not None:
            found = case.group.spread(name)
            if found and _is_far_off(name, value, found, case.limits):
                yield Mark(pointer, _said(name, value, found, case.group.kind))


def _figure_at(case: Case, item: str) -> str:
    return next((at for at, figure in case.figures if figure.item == item), "/report")


@check(
    code="JP921",
    name="per-head-off-peers",
    title="人均支出偏离同类单位",
    title_en="Spending per head is far from that of peers",
    severity="notice",
    basis=_BASIS,
    explanation="人均工资福利支出或人均商品和服务支出，与同类单位相差悬殊。可能是人数或金额填错，"
    "也可能把项目支出列进了基本支出。",
    remedy="核对在职人数和决算数；确有原因的，在报告中说明。",
    needs="peers",
    limits=("outlier", "peers_least"),
    bad={"/report/sections/0/text": ("在职人员19人", "在职人员6人")},
)
def per_head_off_peers(case: Case) -> Iterator[Mark]:
    """Classes 301 and 302 by staff in post."""
    yield from _marks(case, "JP921", _figure_at(case, "301"), _figure_at(case, "302"))


@check(
    code="JP922",
    name="rate-off-peers",
    title="预算执行率偏离同类单位",
    title_en="The execution rate is far from that of peers",
    severity="notice",
    basis=_BASIS,
    explanation="预算执行率与同类单位相差悬殊。",
    remedy="核对全年预算数和执行数；确实偏低的，单独说明原因。",
    needs="peers",
    limits=("outlier", "peers_least"),
    bad={"/budget/rows/0/executed": "350.00"},
)
def rate_off_peers(case: Case) -> Iterator[Mark]:
    """Execution rate from the amounts."""
    yield from _marks(case, "JP922", f"{case.total_at}/executed")


@check(
    code="JP923",
    name="self-score-off-peers",
    title="自评分与规则分之差偏离同类单位",
    title_en="Self score minus rule score is far from that of peers",
    severity="warning",
    basis=_BASIS,
    explanation="同类单位的自评分与按规则计算的得分大多相近，本单位的差距明显更大，自评可能过宽或过严。",
    remedy="逐项对照规则得分，重新核定自评分。",
    needs="peers",
    limits=("outlier", "peers_least"),
    bad={"/indicators/2/actual": "40%", "/indicators/6/actual": "2.6万人次"},
)
def self_score_off_peers(case: Case) -> Iterator[Mark]:
    """Self total less the total by rule."""
    yield from _marks(case, "JP923", _SCORE)


@check(
    code="JP924",
    name="goods-share-off-peers",
    title="商品和服务支出占比偏离同类单位",
    title_en="The share of goods and services is far from that of peers",
    severity="notice",
    basis=_BASIS,
    explanation="商品和服务支出在各经济分类合计中的占比，与同类单位相差悬殊。",
    remedy="核对经济分类科目的使用，与决算公开06表一致。",
    needs="peers",
    limits=("outlier", "peers_least"),
    bad={
        "/report/sections/0/text": ("年末在职人员19人，", ""),
        "/report/figures/0/amount": "140.00", "/report/figures/1/amount": "166.50",
    },
)  # fmt: skip
def goods_share_off_peers(case: Case) -> Iterator[Mark]:
    """Class 302 as a share of the classes told."""
    yield from _marks(case, "JP924", _figure_at(case, "302"))


@check(
    code="JP925",
    name="adjustment-off-peers",
    title="预算调整率偏离同类单位",
    title_en="The adjustment rate is far from that of peers",
    severity="notice",
    basis=_BASIS,
    explanation="全年预算数比年初预算数增减的幅度，与同类单位相差悬殊。",
    remedy="说明追加、追减的来源和原因。",
    needs="peers",
    limits=("outlier", "peers_least"),
    bad={"/budget/rows/0/initial": "300.00"},
)
def adjustment_off_peers(case: Case) -> Iterator[Mark]:
    """(Adjusted − initial) ÷ initial."""
    yield from _marks(case, "JP925", f"{case.total_at}/adjusted")


@check(
    code="JP926",
    name="weights-off-peers",
    title="分值或指标数偏离同类单位",
    title_en="Weights or the number of indicators are far from those of peers",
    severity="notice",
    basis=_BASIS,
    explanation="单项指标的最高分值，或指标的项数，与同类单位相差悬殊：分值过于集中，或者指标过少、过多。",
    remedy="参照同类单位调整分值，覆盖主要职责。",
    needs="peers",
    limits=("outlier", "peers_least"),
    bad={"/indicators/2/weight": "26"},
)
def weights_off_peers(case: Case) -> Iterator[Mark]:
    """Heaviest indicator and number of indicators."""
    yield from _marks(case, "JP926", "/indicators", "/indicators")


@check(
    code="JP927",
    name="scores-without-spread",
    title="一个部门的自评没有区分度",
    title_en="Self scores of a department's units hardly differ",
    severity="warning",
    basis="审计常见问题：自评结果普遍为优；财预〔2020〕10号：结果客观",
    explanation="同一主管部门所属单位（项目）的自评分都在最高等级，或者高低相差不到2分，自评没有区分度。",
    remedy="主管部门统一打分尺度，抽查复核。",
    needs="peers",
    limits=("peers_least", "scores_spread"),
    bad={
        "/supervisor": "云溪县文化和旅游局",
        **{f"peers:/{number}/supervisor": "云溪县文化和旅游局" for number in range(9)},
    },
    good={
        "/supervisor": "云溪县文化和旅游局",
        **{f"peers:/{number}/supervisor": "云溪县文化和旅游局" for number in range(9)},
        "peers:/3/total/score": "78.6",
    },
)
def scores_without_spread(case: Case) -> Iterator[Mark]:
    """Self totals of all that have the same supervisor, and the highest grade's limit."""
    supervisor, own = case.filing.supervisor, case.scorecard.self_total
    if case.group is None:
        return
    if told := _scores_alike(own, case.group, supervisor, case.standard, case.limits):
        yield Mark(_SCORE, f"“{supervisor}”{told}")


def _scores_alike(
    own: Decimal | None, group: Group, supervisor: str | None, standard: Standard, limits: Limits
) -> str:
    """How the self totals of a supervisor's units hardly differ; nothing where they do."""
    if not supervisor or own is None or not standard.grades.cuts:
        return ""
    others = group.scores_under(supervisor)
    if others is None or others.size < limits.peers_least:
        return ""
    top = max(standard.grades.cuts, key=lambda cut: cut.at_least)
    low, high = min(own, others.least), max(own, others.most)
    if low < top.at_least and high - low >= limits.scores_spread:
        return ""
    return (
        f"所属{others.size + 1}份自评的得分在{say(low)}至{say(high)}分之间，"
        f"{f'全部为“{top.name}”' if low >= top.at_least else '几乎没有差别'}。"
    )
