"""Scores as a whole: do the points given, taken together, look as if they followed from values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from operator import itemgetter

from jiping.filing.numbers import HUNDRED, ONE, ZERO

from .case import Case
from .examples import row as example_row
from .registry import Mark, check
from .rounding import percent
from .row import Row
from .words import say

_SCORED_LEAST = 3


@check(
    code="JP310",
    name="all-full",
    title="全部满分",
    title_en="Every indicator has full score",
    severity="warning",
    basis="审计常见问题：自评全部满分；财预〔2020〕10号：结果客观",
    explanation="执行率和每一项指标都得满分，自评没有区分度，复核时首先抽查。",
    remedy="逐项附佐证材料；如实反映未达标和超目标过多的指标。",
    parts=("indicators",),
    bad={
        "/budget/rows/0/executed": "500.00", "/budget/rows/0/execution_rate": "1",
        "/budget/rows/0/score": "10", "/budget/by_expenditure/project": "160.00",
        "/indicators/1/actual": "6100册", "/indicators/1/score": "8", "/indicators/1/reason": None,
        "/total/score": "100",
        "/report/sections/7/text": ("99.4分", "100分"),
    },
)  # fmt: skip
def all_full(case: Case) -> Iterator[Mark]:
    """Every line that carries points has all of them."""
    if not case.complete or len(case.scored) < _SCORED_LEAST or len(case.scored) != len(case.rows):
        return
    if all(weight == score for _, weight, score in case.points):
        yield Mark("/total/score", f"{len(case.points)}项全部得满分，请逐项附佐证材料。")


@check(
    code="JP311",
    name="total-at-grade-limit",
    title="总分恰在等级线上",
    title_en="Total exactly at a grade limit",
    severity="notice",
    basis="财预〔2020〕10号：90分以上为优、80分以上为良、60分以上为中；惯例",
    explanation="总分刚好够到上一等级（超出不足0.5分），容易引起疑问，应有逐项得分的依据。",
    remedy="备好逐项得分的依据。",
    limits=("grade_margin",),
    bad={"/indicators/9/actual": "较为满意", "/total/score": "90.1"},
    good={"/indicators/9/actual": "较为满意", "/total/score": "91.2"},
)
def total_at_grade_limit(case: Case) -> Iterator[Mark]:
    """Total from a grade's limit up to half a point above."""
    total = case.filing.total.score
    if total is None or case.filing.total.weight not in (None, HUNDRED):
        return
    for cut in case.standard.grades.cuts:
        if cut.at_least and cut.at_least <= total <= cut.at_least + case.limits.grade_margin:
            over = total - cut.at_least
            how = f"只比“{cut.name}”的等级线{say(cut.at_least)}分高{say(over)}分"
            if not over:
                how = f"恰在“{cut.name}”的等级线上"
            yield Mark("/total/score", f"总分{say(total)}分，{how}。")


@check(
    code="JP312",
    name="deductions-alike",
    title="扣分雷同",
    title_en="Most deductions are the same small figure",
    severity="notice",
    basis="惯例：扣分应当由完成情况得出",
    explanation="大多数扣分都是同一个小数目（如都扣1分），与各项完成情况无关，像是随意扣的。",
    remedy="按各项完成情况重新计算得分。",
    parts=("indicators",),
    limits=("alike_share", "alike_least", "alike_points"),
    bad={
        "/indicators": [
            example_row("新增馆藏图书册数", "≥6000册", "5400册", "10", "9"),
            example_row("更新书架组数", "≥20组", "19组", "20", "19"),
            example_row("修复古籍册数", "≥100册", "96册", "25", "24"),
        ]
    },
    good={
        "/indicators": [
            example_row("新增馆藏图书册数", "≥6000册", "5400册", "10", "9"),
            example_row("更新书架组数", "≥20组", "19组", "10", "9.5"),
            example_row("修复古籍册数", "≥100册", "96册", "15", "14.4"),
        ]
    },
)
def deductions_alike(case: Case) -> Iterator[Mark]:
    """At least 60 % of three or more deductions the same small figure."""
    if len(case.deductions) < case.limits.alike_least:
        return
    counted = Counter(row.deducted for row in case.deductions)
    points, times = counted.most_common(1)[0]
    if points is None or points > case.limits.alike_points or times < case.limits.alike_least:
        return
    if Decimal(times) >= case.limits.alike_share * len(case.deductions):
        yield Mark(
            "/total/score", f"{len(case.deductions)}项扣分中有{times}项都是扣{say(points)}分。"
        )


@check(
    code="JP313",
    name="largest-deviation-spared",
    title="偏离最大的指标扣分不是最多",
    title_en="The largest deviation does not carry the largest deduction",
    severity="warning",
    basis="财预〔2020〕10号：得分按完成程度计算",
    explanation="偏离指标值最远的一项，扣去的分占分值的比例反而小于已经达标或偏离较小的指标。",
    remedy="按完成程度重新计算得分。",
    parts=("indicators",),
    bad={
        "/indicators": [
            example_row("新增馆藏图书册数", "≥6000册", "5400册", "8", "7.4"),
            example_row("更新书架组数", "≥20组", "19组", "6", "5.5"),
        ]
    },
    good={
        "/indicators": [
            example_row("新增馆藏图书册数", "≥6000册", "5400册", "8", "7.2"),
            example_row("更新书架组数", "≥20组", "19组", "6", "5.7"),
        ]
    },
)
def largest_deviation_spared(case: Case) -> Iterator[Mark]:
    """Row with the largest deviation against every row with a larger share of points taken off."""
    known = [(row.far, row) for row in case.scored if row.weight and row.far is not None]
    far, worst = max(known, key=itemgetter(0), default=(ZERO, None))
    if worst is None or far <= ZERO:
        return
    lost = _lost(worst)
    harder = [
        (_lost(row), row)
        for other, row in known
        if other < far and _lost(row) > lost and not row.line.over
    ]
    if harder:
        _, row = max(harder, key=itemgetter(0))
        yield Mark(
            f"{worst.pointer}/score",
            f"“{worst.name}”偏离{percent(far)}，{_cost(worst)}；“{row.name}”"
            f"{f'偏离{percent(row.far)}' if row.far else '已达标'}，却{_cost(row)}。",
        )


def _cost(row: Row) -> str:
    """What a row's deduction is told as: `扣1分（分值10分）`."""
    return f"扣{say(row.deducted or ZERO)}分（分值{say(row.weight or ZERO)}分）"


def _lost(row: Row) -> Decimal:
    """The share of a row's points that was taken off."""
    return (row.deducted or ZERO) / (row.weight or ONE)


@check(
    code="JP314",
    name="self-far-from-rule",
    title="自评总分与规则总分差距大",
    title_en="Self total far from the rule total, or another grade",
    severity="warning",
    basis="财预〔2020〕10号计分规则；所用标准",
    explanation="按所用标准逐项计算的总分与自评总分相差5分以上，或者等级不同。",
    remedy="对照计分说明逐项核对，改正得分或说明理由。",
    limits=("totals_apart",),
    bad={"/total/score": "93.4"},
)
def self_far_from_rule(case: Case) -> Iterator[Mark]:
    """Self total and grade against the scorecard's, where every line could be scored."""
    card = case.scorecard
    if card.self_total is None or card.rule_total is None:
        return
    apart = card.self_total - card.rule_total
    other_grade = card.self_grade is not None and card.self_grade != card.rule_grade
    if abs(apart) <= case.limits.totals_apart and not other_grade:
        return
    grades = f"，等级{card.self_grade}/{card.rule_grade}" if other_grade else ""
    yield Mark(
        "/total/score",
        f"自评{say(card.self_total)}分，按规则{say(card.rule_total)}分，"
        f"{'高' if apart > 0 else '低'}{say(abs(apart))}分{grades}。",
    )


@check(
    code="JP315",
    name="results-ahead-of-money",
    title="绩效得分明显高于预算执行",
    title_en="Results scored far better than the money was spent",
    severity="warning",
    basis="预算管理一体化系统预警：（指标得分率−执行得分率）÷指标得分率大于5%",
    explanation="钱花得少而指标几乎全部完成：可能是预算编多了，也可能是完成情况填得偏高。",
    remedy="说明结余原因；预算编多的，相应核减下年预算。",
    parts=("indicators",),
    limits=("results_ahead",),
    bad={
        "/budget/rows/0/executed": "425.00", "/budget/rows/0/execution_rate": "0.85",
        "/budget/rows/0/score": "8.5", "/total/score": "98.1",
        "/budget/by_expenditure/project": "85.00",
        "/report/sections/7/text": ("99.4分", "98.1分"),
    },
)  # fmt: skip
def results_ahead_of_money(case: Case) -> Iterator[Mark]:
    """Share of indicator points against share of execution points."""
    own = case.total
    if own is None or not own.weight or own.score is None or not case.complete:
        return
    if not case.rows or len(case.scored) != len(case.rows):
        return
    weight = sum([row.weight for row in case.scored if row.weight], ZERO)
    results = sum([row.score for row in case.scored if row.score], ZERO)
    if weight <= ZERO or results <= ZERO:
        return
    got, spent = results / weight, own.score / own.weight
    if (got - spent) / got > case.limits.results_ahead:
        yield Mark(
            "/total/score",
            f"指标得分率{percent(got)}，执行率得分率{percent(spent)}，两者之差占指标得分率的{percent((got - spent) / got)}。",
        )


@check(
    code="JP316",
    name="achieved-without-money",
    title="执行率不到一半而产出全部达标",
    title_en="Everything achieved with less than half of the money",
    severity="warning",
    basis="财预〔2020〕10号：数据真实、结果客观",
    explanation="预算执行率不到50%，产出指标却全部达标：可能是预算编多了，也可能是完成情况填得偏高。",
    remedy="核实完成值；预算确实编多的，说明并核减。",
    parts=("indicators",),
    limits=("idle_money",),
    bad={
        "/budget/rows/0/executed": "240.00", "/budget/rows/0/execution_rate": "0.48",
        "/budget/rows/0/score": None, "/indicators/1/target": "≥5500册", "/indicators/1/score": "8",
    },
)  # fmt: skip
def achieved_without_money(case: Case) -> Iterator[Mark]:
    """Execution under half, and every output indicator met."""
    rate = case.rate
    if rate is None or not ZERO <= rate < case.limits.idle_money or not case.complete:
        return
    outputs = case.by_level1.get("产出指标", ())
    if len(outputs) >= _SCORED_LEAST and all(row.met is True for row in outputs):
        yield Mark(
            f"{case.total_at}/executed",
            f"预算执行率{percent(rate)}，{len(outputs)}项产出指标却全部达标。",
        )


@check(
    code="JP318",
    name="same-fulfilment-other-share",
    title="同样完成率得分不一",
    title_en="The same fulfilment got different shares of the points",
    severity="warning",
    basis="财预〔2020〕10号：同一计分规则",
    explanation="同一张表里完成程度相同的指标，得分占分值的比例却不同，说明没有按统一的规则计分。",
    remedy="按统一的计分规则重算。",
    parts=("indicators",),
    limits=("share_apart",),
    bad={
        "/indicators": [
            example_row("新增馆藏图书册数", "≥6000册", "5400册", "10", "9.4"),
            example_row("更新书架组数", "≥20组", "18组", "5", "4.5"),
        ]
    },
    good={
        "/indicators": [
            example_row("新增馆藏图书册数", "≥6000册", "5400册", "10", "9"),
            example_row("更新书架组数", "≥20组", "18组", "5", "4.5"),
        ]
    },
)
def same_fulfilment_other_share(case: Case) -> Iterator[Mark]:
    """Groups of rows with one degree of fulfilment (met counts as one) and unlike shares."""
    if not case.deductions:
        return
    alike: dict[Decimal, list[Row]] = {}
    for row in case.scored:
        # What is far over the target may have lost points for that.
        if row.far is None or not row.weight or (row.line.over and row.deducted):
            continue
        if row.deducted is not None and row.deducted >= ZERO:
            alike.setdefault(row.far, []).append(row)
    for far, rows in sorted(alike.items(), key=itemgetter(0)):
        # Where every score is full so is every share.
        if len(rows) < 2 or not any(row.deducted for row in rows):
            continue
        shares = [(row.score or ZERO) / (row.weight or ONE) for row in rows]
        if max(shares) - min(shares) <= case.limits.share_apart:
            continue
        # The share of most of them, of two the higher, is told by one; the others are the odd ones.
        usual = max(set(shares), key=lambda one: (shares.count(one), one))
        odd = [row for row, one in zip(rows, shares, strict=True) if one != usual]
        others = [row for row, one in zip(rows, shares, strict=True) if one == usual]
        told = "、".join(_scored(row) for row in odd)
        many = f"等{len(others)}项" if len(others) > 1 else ""
        said = "均已达标" if not far else f"完成程度同为{percent(ONE - far)}"
        yield Mark(
            f"{odd[0].pointer}/score",
            f"{said}，得分比例却不同：{told}，而{_scored(others[0])}{many}。",
        )


def _scored(row: Row) -> str:
    return f"“{row.name}”{say(row.score or ZERO)}/{say(row.weight or ONE)}分"


@check(
    code="JP320",
    name="grade-not-of-total",
    title="等级与总分不符",
    title_en="The grade does not belong to the total",
    severity="error",
    basis="财预〔2020〕10号：90分以上为优、80分以上为良、60分以上为中、60分以下为差；地方标准从其规定",
    explanation="自评等级应由总分按标准的分数线得出。",
    remedy="按总分改正等级，或核对总分。",
    bad={"/grade": "良"},
)
def grade_not_of_total(case: Case) -> Iterator[Mark]:
    """Printed grade against the standard's cuts."""
    total, grade = case.filing.total.score, (case.filing.grade or "").strip()
    names = {cut.name for cut in case.standard.grades.cuts}
    if total is None or grade not in names or not ZERO <= total <= HUNDRED:
        return
    due = case.standard.grades.of(total)
    if grade != due:
        yield Mark("/grade", f"总分{say(total)}分，等级应为“{due}”，填的是“{grade}”。")
