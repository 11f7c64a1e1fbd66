"""Defects of the form: arithmetic, budget, scores, reasons, indicators (JP1 to JP5)."""

from __future__ import annotations

from decimal import Decimal

from jiping.filing import Filing
from jiping.filing.numbers import HUNDRED, ZERO, plain, round_half_up
from jiping.synth.dice import Dice

from .edits import (
    any_place,
    indicator,
    is_ceiling,
    is_count,
    is_floor,
    is_missed,
    is_rate,
    number,
    places,
    rescored,
    row,
    section,
    summed,
    view,
    written,
)
from .table import Planted, Soil, defect

_TOTAL = "/budget/rows/0"
_OWNED = "由办公室在次年3月前落实"


def _score(at: int) -> str:
    return f"/indicators/{at}/score"


# --- arithmetic -----------------------------------------------------------------------------------


@defect("JP101", "一项指标多加了分值，合计不再是100", "JP103", "JP504")
def weights_beyond_hundred(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_floor)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    more = Decimal(dice.whole(2, 6))
    weight, score = (one.weight or ZERO) + more, (one.score or ZERO) + more
    changed = indicator(soil.filing, at, weight=weight, score=score)
    return Planted(summed(changed, soil.standard), ("/total/weight",))


@defect("JP105", "总分比各项得分之和多", "JP613", "JP314", "JP311", "JP320")
def total_beyond_scores(soil: Soil, dice: Dice) -> Planted | None:
    total = soil.filing.total
    more = dice.decimal("0.8", "2.4", 1)
    if total.score is None or total.score + more > HUNDRED:
        more = -more
    score = (total.score or ZERO) + more
    changed = soil.filing.model_copy(update={"total": total.model_copy(update={"score": score})})
    return Planted(changed, ("/total/score",))


@defect("JP106", "一项得分高于分值", "JP318", "JP315")
def score_beyond_weight(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_floor)
    if at is None:
        return None
    score = (soil.filing.indicators[at].weight or ZERO) + dice.decimal("0.5", "2", 1)
    return Planted(summed(indicator(soil.filing, at, score=score), soil.standard), (_score(at),))


@defect("JP107", "一项得分写成负数", "JP303", "JP401", "JP314", "JP318", "JP616", "JP313", "JP311")
def negative_score(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_floor)
    if at is None:
        return None
    changed = indicator(soil.filing, at, score=Decimal(-1))
    return Planted(summed(changed, soil.standard), (_score(at),))


@defect("JP109", "执行率与执行数、预算数算不拢", "JP319", "JP608")
def wrong_rate(soil: Soil, dice: Dice) -> Planted | None:
    first = soil.filing.budget.rows[0]
    if first.execution_rate is None or first.execution_rate == 1:
        return None
    rate = first.execution_rate - dice.decimal("0.02", "0.05", 3)
    return Planted(row(soil.filing, execution_rate=rate), (f"{_TOTAL}/execution_rate",))


@defect("JP110", "执行率得分没有按规则算", "JP315")
def wrong_rate_score(soil: Soil, dice: Dice) -> Planted | None:
    first = soil.filing.budget.rows[0]
    if first.score is None:
        return None
    changed = row(soil.filing, score=first.score - dice.decimal("0.5", "1.2", 1))
    return Planted(summed(changed, soil.standard), (f"{_TOTAL}/score",))


@defect("JP111", "按收入性质少列了一般公共预算", "JP113", "JPA04", "JP601")
def revenue_short(soil: Soil, dice: Dice) -> Planted | None:
    general = soil.filing.budget.by_revenue.general_public_budget
    if not general:
        return None
    less = dice.times(general, "0.02", "0.08")
    changed = view(soil.filing, "by_revenue", general_public_budget=general - less)
    return Planted(changed, ("/budget/by_revenue/general_public_budget",))


@defect("JP112", "按支出性质多列了项目支出", "JP606", "JP113", "JPA03", "JP621")
def expenditure_over(soil: Soil, dice: Dice) -> Planted | None:
    project = soil.filing.budget.by_expenditure.project
    if not project:
        return None
    more = dice.times(project, "0.03", "0.09")
    changed = view(soil.filing, "by_expenditure", project=project + more)
    return Planted(changed, ("/budget/by_expenditure/project",))


@defect("JP113", "收支两个口径不等而报告没有说结转")
def carry_over_untold(soil: Soil, dice: Dice) -> Planted | None:
    found = section(
        soil.filing, "一般公共预算支出情况", lambda text: text.partition("，")[0] + "。"
    )
    return Planted(found[0], ("/budget/by_expenditure",)) if found else None


@defect("JP114", "一个来源的金额大于年度资金总额", "JP115", "JP118", "JP109")
def part_beyond_whole(soil: Soil, dice: Dice) -> Planted | None:
    rows = list(soil.filing.budget.rows)
    if len(rows) < 2 or not rows[1].adjusted:
        return None
    more = dice.times(rows[1].adjusted, "0.10", "0.30")
    rows[1] = rows[1].model_copy(update={"adjusted": rows[1].adjusted + more})
    budget = soil.filing.budget.model_copy(update={"rows": tuple(rows)})
    return Planted(soil.filing.model_copy(update={"budget": budget}), ("/budget/rows/1/adjusted",))


@defect(
    "JP118",
    "完成数写成负数",
    "JP301",
    "JP304",
    "JP307",
    "JP615",
    "JP303",
    "JP314",
    "JP313",
    "JP906",
)
def negative_value(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_count(one) and "增" not in (one.name or ""))
    if at is None:
        return None
    one = soil.filing.indicators[at]
    changed = indicator(soil.filing, at, actual=f"-{written(one, number(one, 'actual'))}")
    return Planted(changed, (f"/indicators/{at}/actual",))


@defect("JP119", "金额写到元以下")
def too_many_decimals(soil: Soil, dice: Dice) -> Planted | None:
    initial = soil.filing.budget.rows[0].initial
    if initial is None or soil.filing.currency_unit != "万元":
        return None
    changed = row(soil.filing, initial=initial + Decimal("0.000012"))
    return Planted(changed, (f"{_TOTAL}/initial",))


@defect(
    "JP120", "年初预算数（没有调整）按元填写", "JP203", "JP208", "JP608", "JPA07", "JP213", "JP115"
)
def yuan_for_wan(soil: Soil, dice: Dice) -> Planted | None:
    adjusted = soil.filing.budget.rows[0].adjusted
    if not adjusted:
        return None
    return Planted(row(soil.filing, initial=adjusted * 10000), (f"{_TOTAL}/initial",))


@defect(
    "JP122",
    "执行率不足100%而写作100%",
    "JP112",
    "JP606",
    "JP608",
    "JPA01",
    "JP113",
    "JP115",
    "JP114",
)
def rounded_up_rate(soil: Soil, dice: Dice) -> Planted | None:
    first = soil.filing.budget.rows[0]
    if not first.adjusted or not first.executed or soil.standard.execution.kind == "steps":
        return None
    executed = first.adjusted - dice.times(first.adjusted, "0.0006", "0.0040")
    changed = row(soil.filing, executed=executed, execution_rate=executed / first.adjusted)
    changed = row(rescored(changed, soil.standard), execution_rate=Decimal(1))
    return Planted(changed, (f"{_TOTAL}/execution_rate",))


@defect("JP125", "执行率的百分号被除了两次", "JP109", "JP608")
def rate_of_rate(soil: Soil, dice: Dice) -> Planted | None:
    rate = soil.filing.budget.rows[0].execution_rate
    if rate is None:
        return None
    return Planted(row(soil.filing, execution_rate=rate / 100), (f"{_TOTAL}/execution_rate",))


# --- budget ---------------------------------------------------------------------------------------


@defect("JP201", "执行数超过全年预算数", "JP112", "JP109", "JP110", "JP606", "JP608", "JPA01", "JP113",
        "JP204", "JP111", "JP114", "JP115", "JP315")  # fmt: skip
def overspent(soil: Soil, dice: Dice) -> Planted | None:
    first = soil.filing.budget.rows[0]
    if not first.adjusted:
        return None
    executed = dice.times(first.adjusted, "1.02", "1.09")
    rate = round_half_up(executed / first.adjusted, 4)
    changed = row(soil.filing, executed=executed, execution_rate=rate)
    return Planted(rescored(changed, soil.standard), (f"{_TOTAL}/executed",))


@defect("JP202", "没有填年初预算数", "JP209", "JP117", "JPA07", "JP608")
def initial_missing(soil: Soil, dice: Dice) -> Planted | None:
    if not soil.filing.budget.rows[0].initial:
        return None
    return Planted(row(soil.filing, initial=ZERO), (f"{_TOTAL}/initial",))


@defect("JP203", "年初预算只有全年预算的一半，报告没有说明", "JP208", "JPA07", "JP608", "JP114")
def adjusted_far(soil: Soil, dice: Dice) -> Planted | None:
    adjusted = soil.filing.budget.rows[0].adjusted
    if not adjusted:
        return None
    initial = dice.times(adjusted, "0.45", "0.62")
    return Planted(row(soil.filing, initial=initial), (f"{_TOTAL}/adjusted",))


@defect(
    "JP204", "全年预算数按执行数倒填", "JP111", "JP113", "JPA07", "JP608", "JP114", "JP115", "JP315"
)
def filled_backwards(soil: Soil, dice: Dice) -> Planted | None:
    first = soil.filing.budget.rows[0]
    if not first.executed or first.executed == first.adjusted:
        return None
    general = soil.filing.budget.by_revenue.general_public_budget
    changed = row(soil.filing, adjusted=first.executed, execution_rate=Decimal(1))
    if general and first.adjusted:
        changed = view(
            changed, "by_revenue", general_public_budget=general - first.adjusted + first.executed
        )
    return Planted(rescored(changed, soil.standard), (f"{_TOTAL}/adjusted",))


@defect("JP205", "只执行了预算的一半", "JP112", "JP109", "JP606", "JP608", "JPA01", "JP315", "JP316", "JP206",
        "JP113", "JP314", "JP114", "JP115")  # fmt: skip
def half_spent(soil: Soil, dice: Dice) -> Planted | None:
    first = soil.filing.budget.rows[0]
    if not first.adjusted:
        return None
    executed = dice.times(first.adjusted, "0.42", "0.58")
    rate = round_half_up(executed / first.adjusted, 4)
    changed = row(soil.filing, executed=executed, execution_rate=rate)
    return Planted(rescored(changed, soil.standard), (f"{_TOTAL}/executed",))


@defect("JP209", "没有发生的收入留空，没有填0")
def blank_for_zero(soil: Soil, dice: Dice) -> Planted | None:
    if soil.filing.kind != "department":
        return None
    changed = view(soil.filing, "by_revenue", special_account_nontax=None, other=None)
    return Planted(changed, ("/budget/by_revenue/other",))


@defect("JP212", "在职人数多于编制", "JPA14", "JP717", "JP908")
def more_staff_than_posts(soil: Soil, dice: Dice) -> Planted | None:
    import re

    def grown(text: str) -> str:
        posts = re.search(r"编制(\d+)名", text)
        more = int(posts[1]) + dice.whole(2, 6) if posts else 0
        return re.sub(r"在职人员\d+人", f"在职人员{more}人", text) if posts else text

    found = section(soil.filing, "profile", grown)
    return Planted(found[0], (f"{found[1]}/text",)) if found else None


# --- scores ---------------------------------------------------------------------------------------


@defect("JP301", "没有完成的指标给了满分", "JP318", "JP304", "JP402", "JP310", "JP313")
def full_for_missed(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_missed)
    if at is None:
        return None
    changed = indicator(soil.filing, at, score=soil.filing.indicators[at].weight)
    return Planted(summed(changed, soil.standard), (_score(at),))


@defect("JP302", "成本超过上限一倍仍得高分", "JP307", "JP314", "JP304", "JP401", "JP615", "JP617", "JP616",
        "JP313", "JP318", "JP305")  # fmt: skip
def high_above_ceiling(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_ceiling(one) and (one.weight or ZERO) >= 3)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    actual = written(one, dice.times(number(one, "target"), "1.9", "2.4", 2))
    score = round_half_up((one.weight or ZERO) * Decimal("0.9"))
    reason = f"因材料涨价，比预计的单价高；{_OWNED}。"
    changed = indicator(soil.filing, at, actual=actual, score=score, reason=reason)
    return Planted(summed(changed, soil.standard), (_score(at),))


@defect("JP303", "达到指标值却扣了分，没有说依据", "JP401", "JP318", "JP616", "JP313", "JP314")
def cut_though_met(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_floor(one) and (one.weight or ZERO) >= 4)
    if at is None:
        return None
    weight = soil.filing.indicators[at].weight or ZERO
    changed = indicator(soil.filing, at, score=weight - dice.whole(1, 2))
    return Planted(summed(changed, soil.standard), (_score(at),))


@defect("JP304", "得分与完成比例不符", "JP318", "JP313")
def score_off_rate(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_missed(one) and (one.weight or ZERO) >= 4)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    score = round_half_up((one.score or ZERO) * Decimal("0.8"))
    changed = indicator(soil.filing, at, score=score)
    return Planted(summed(changed, soil.standard), (_score(at),))


@defect("JP307", "完成值多写了一个零", "JP410", "JP516", "JP306", "JP615", "JP614")
def one_zero_too_many(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_count)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    actual = written(one, number(one, "actual") * 10)
    changed = indicator(soil.filing, at, actual=actual)
    return Planted(rescored(changed, soil.standard), (f"/indicators/{at}/actual",))


@defect("JP310", "全部指标都是满分", "JP111", "JP112", "JP113", "JP204", "JP615", "JP606", "JP608", "JP617",
        "JPA01", "JPA07", "JP114", "JP115", "JP402", "JP404", "JP316", "JP619")  # fmt: skip
def all_full(soil: Soil, dice: Dice) -> Planted | None:
    changed = soil.filing
    for at in places(changed, is_missed):
        one = changed.indicators[at]
        better = (
            min(number(one, "target") * Decimal("1.02"), Decimal("99.9"))
            if one.target and one.target.unit == "%"
            else number(one, "target") + 1
        )
        changed = indicator(changed, at, actual=written(one, round_half_up(better, 1)), reason=None)
    first = changed.budget.rows[0]
    changed = row(changed, executed=first.adjusted, execution_rate=Decimal(1))
    return Planted(rescored(changed, soil.standard), ("/indicators",))


@defect("JP320", "等级高填了一级")
def wrong_grade(soil: Soil, dice: Dice) -> Planted | None:
    other = "良" if soil.filing.grade == "优" else "优"
    return Planted(soil.filing.model_copy(update={"grade": other}), ("/grade",))


# --- reasons --------------------------------------------------------------------------------------


@defect("JP401", "扣了分没有填原因", "JP616")
def no_reason(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_missed)
    if at is None:
        return None
    return Planted(indicator(soil.filing, at, reason=None), (f"/indicators/{at}/reason",))


def _reason(soil: Soil, dice: Dice, *ways: str) -> Planted | None:
    """The reason of a missed target in other words."""
    at = any_place(soil.filing, dice, is_missed)
    if at is None:
        return None
    return Planted(indicator(soil.filing, at, reason=dice.one(ways)), (f"/indicators/{at}/reason",))


@defect("JP402", "满分的指标填了没有完成的原因", "JP404")
def reason_for_full(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_floor)
    if at is None:
        return None
    changed = indicator(soil.filing, at, reason=f"因场地维修，部分工作未按期完成；{_OWNED}。")
    return Planted(changed, (f"/indicators/{at}/reason",))


@defect("JP403", "原因只有套话", "JP406")
def empty_reason(soil: Soil, dice: Dice) -> Planted | None:
    return _reason(
        soil, dice, "工作有待加强，还需进一步提高", "认识不足，需不断完善相关工作", "仍需进一步加强管理",
    )  # fmt: skip


@defect("JP404", "没有完成的指标，原因写全部完成", "JP617")
def reason_against_value(soil: Soil, dice: Dice) -> Planted | None:
    return _reason(soil, dice, f"已全部完成年度任务，达到预期；{_OWNED}。")


@defect("JP406", "只写了原因，没有改进措施")
def no_measure(soil: Soil, dice: Dice) -> Planted | None:
    return _reason(soil, dice, "因施工图设计变更，工期比原定的长", "因县级配套资金到位比原定的晚")


@defect("JP408", "原因只是把没有完成再说一遍")
def deviation_restated(soil: Soil, dice: Dice) -> Planted | None:
    return _reason(soil, dice, f"未达到年度目标，{_OWNED}", f"低于年初指标值，{_OWNED}")


@defect("JP409", "原因里的完成数与表中不符", "JP615")
def reason_with_other_figure(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_missed)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    other = written(one, round_half_up(number(one, "actual") * Decimal("0.9"), 1))
    reason = f"因施工图设计变更，实际完成{other}；{_OWNED}。"
    return Planted(indicator(soil.filing, at, reason=reason), (f"/indicators/{at}/reason",))


@defect(
    "JP410", "完成值是指标值的一倍半以上，没有分析", "JP516", "JP306", "JP307", "JP615", "JP614"
)
def far_beyond_target(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_count)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    actual = written(one, dice.times(number(one, "target"), "1.9", "2.6", 0))
    changed = rescored(indicator(soil.filing, at, actual=actual), soil.standard)
    return Planted(changed, (f"/indicators/{at}/actual",))


# --- indicators -----------------------------------------------------------------------------------


def _renamed(soil: Soil, at: int | None, name: str, **changes: object) -> Planted | None:
    """An indicator under another name, as its defect has it."""
    if at is None:
        return None
    return Planted(indicator(soil.filing, at, name=name, **changes), (f"/indicators/{at}",))


@defect("JP501", "一类指标缺少", "JP503", "JP101", "JP103", "JP904")
def class_missing(soil: Soil, dice: Dice) -> Planted | None:
    levels = {one.name: one.compulsory for one in soil.standard.frame.level1}
    needed = {(level1, level2) for level1, some in levels.items() for level2 in some}
    places_ = places(soil.filing, lambda one: one.level2 == "成本指标")
    if len(places_) != 1 or ("产出指标", "成本指标") not in needed:
        return None
    changed = indicator(soil.filing, places_[0], level2="质量指标", name="资料归档合格率",
                        target="≥95%", actual="97%")  # fmt: skip
    return Planted(rescored(changed, soil.standard), ("/indicators",))


@defect("JP505", "满意度超过100%", "JP615", "JP521", "JP614")
def beyond_whole(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_rate(one) and "满意度" in (one.name or ""))
    if at is None:
        return None
    actual = f"{plain(Decimal(dice.whole(101, 108)))}%"
    return Planted(indicator(soil.filing, at, actual=actual), (f"/indicators/{at}/actual",))


@defect("JP506", "同一指标列了两次", "JP614", "JP615", "JP904", "JP318", "JP522")
def listed_twice(soil: Soil, dice: Dice) -> Planted | None:
    found = places(soil.filing, lambda one: is_count(one) and one.level2 == "数量指标")
    if len(found) < 2:
        return None
    one = soil.filing.indicators[found[0]]
    return _renamed(soil, found[1], one.name or "", target=one.target, actual=one.actual)


@defect("JP509", "指标是一句无法衡量的话", "JP520", "JP510", "JP522")
def not_measurable(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_rate(one) and one.level2 == "社会效益指标")
    return _renamed(soil, at, dice.one(("群众获得感明显增强", "工作水平显著提升")))


@defect("JP511", "指标值没有写方向")
def no_direction(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_rate)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    changed = indicator(soil.filing, at, target=written(one, number(one, "target")))
    return Planted(changed, (f"/indicators/{at}/target",))


@defect("JP512", "指标值和完成值都没有单位", "JP615", "JP614")
def no_unit(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_count)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    changed = indicator(
        soil.filing, at, target=f"≥{plain(number(one, 'target'))}", actual=plain(number(one, "actual"))
    )  # fmt: skip
    return Planted(changed, (f"/indicators/{at}/target",))


@defect("JP513", "成本指标写成不低于", "JP301", "JP304", "JP617", "JP402")
def wrong_sense(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(
        soil.filing,
        dice,
        lambda one: is_ceiling(one) and one.level2 in ("成本指标", "经济成本指标"),
    )
    if at is None or not any(
        word in (soil.filing.indicators[at].name or "") for word in ("成本", "造价", "价")
    ):
        return None
    one = soil.filing.indicators[at]
    actual = number(one, "actual")
    target = written(one, round_half_up(actual * Decimal("0.98"), 2), "≥")
    return Planted(indicator(soil.filing, at, target=target), (f"/indicators/{at}/target",))


@defect("JP515", "完成值不是确定的数", "JP615", "JP521")
def uncertain_value(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_rate)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    actual = written(one, number(one, "target"), "≥")
    return Planted(indicator(soil.filing, at, actual=actual), (f"/indicators/{at}/actual",))


@defect("JP517", "以持续一年作时效指标", "JP503", "JP508", "JP904", "JP522")
def duration_for_time(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_rate(one) and one.level2 == "时效指标")
    return _renamed(soil, at, "工作开展时间", target="=1年", actual="1年")


@defect("JP518", "指标名称是一句任务", "JP520", "JP522")
def task_for_name(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(
        soil.filing, dice, lambda one: is_floor(one) and one.level1 == "效益指标" and "满意" not in (one.name or "")
    )  # fmt: skip
    if at is None:
        return None
    return _renamed(soil, at, f"严格做好各项服务，提高{soil.filing.indicators[at].name}")


@defect("JP519", "成本指标只写总成本", "JP213", "JP508", "JP522")
def total_cost(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_ceiling)
    money = soil.filing.budget.rows[0]
    if at is None or not money.adjusted or not money.executed:
        return None
    return _renamed(
        soil, at, "总成本", target=f"≤{plain(money.adjusted)}万元", actual=f"{plain(money.executed)}万元"
    )  # fmt: skip


@defect("JP521", "满意度没有说怎样调查", "JP703")
def no_survey(soil: Soil, dice: Dice) -> Planted | None:
    import re

    changed: Filing | None = None
    for topic in ("performance", "绩效目标完成情况分析"):
        found = section(
            changed or soil.filing,
            topic,
            lambda text: "".join(
                one
                for one in re.findall(r"[^。]*。", text)
                if "问卷" not in one and "回访" not in one
            ),
        )
        changed = found[0] if found else changed
    if changed is None or not (found_ := places(changed, lambda one: "满意度" in (one.name or ""))):
        return None
    return Planted(changed, (f"/indicators/{found_[0]}/actual",))


@defect("JP523", "可以量化的指标写成达到预期", "JP615", "JP904", "JP522")
def not_quantified(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_count(one) and one.level2 == "数量指标")
    if at is None:
        return None
    changed = indicator(soil.filing, at, target="达到预期", actual="达到预期")
    return Planted(changed, (f"/indicators/{at}/target",))


@defect("JP524", "完成情况照抄预期目标", "JP526", "JP615", "JP914")
def goals_repeated(soil: Soil, dice: Dice) -> Planted | None:
    goals = soil.filing.goals
    copied = goals.model_copy(update={"achieved": goals.expected})
    return Planted(soil.filing.model_copy(update={"goals": copied}), ("/goals/achieved",))


@defect("JP527", "总体目标没有一个数", "JP522")
def goals_without_figures(soil: Soil, dice: Dice) -> Planted | None:
    names = "，".join(f"做好{one.name}相关工作" for one in soil.filing.indicators[:3])
    changed = soil.filing.goals.model_copy(
        update={
            "expected": f"{names}，让群众满意。",
            "achieved": "各项工作有序推进，群众反映良好。",
        }
    )
    return Planted(soil.filing.model_copy(update={"goals": changed}), ("/goals/expected",))


@defect("JP526", "完成情况写基本完成、全面完成", "JP617", "JP404")
def vague_result(soil: Soil, dice: Dice) -> Planted | None:
    goals = soil.filing.goals
    text = f"基本完成了年度任务，各项工作全面完成；{goals.achieved}"
    changed = goals.model_copy(update={"achieved": text})
    return Planted(soil.filing.model_copy(update={"goals": changed}), ("/goals/achieved",))
