"""Defects of indicators and goals (JP5)."""

from __future__ import annotations

from decimal import Decimal

from jiping.filing import Filing
from jiping.filing.numbers import plain, round_half_up
from jiping.synth.dice import Dice

from .edits import (
    any_place,
    indicator,
    is_ceiling,
    is_count,
    is_floor,
    is_rate,
    number,
    places,
    rescored,
    section,
    written,
)
from .saying import inserted
from .table import Planted, Soil, defect


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


@defect(
    "JP507",
    "一项产出指标又作效益指标",
    "JP506",
    "JP520",
    "JP522",
    "JP614",
    "JP615",
    "JP904",
    "JP508",
)
def output_as_benefit(soil: Soil, dice: Dice) -> Planted | None:
    outputs = places(soil.filing, lambda one: is_count(one) and one.level2 == "数量指标")
    benefits = places(soil.filing, lambda one: is_floor(one) and one.level2 == "社会效益指标")
    if not outputs or not benefits:
        return None
    one = soil.filing.indicators[outputs[0]]
    return _renamed(soil, benefits[0], one.name or "", target=one.target, actual=one.actual)


@defect("JP508", "资金支付进度列为数量指标", "JP319", "JP520", "JP522", "JP904", "JP512")
def money_as_count(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_count(one) and one.level2 == "数量指标")
    return _renamed(soil, at, "资金支付进度")


@defect("JP510", "以可持续发展率作指标", "JP520", "JP522", "JP509")
def quality_as_rate(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_rate(one) and one.level2 == "可持续影响指标")
    return _renamed(soil, at, "事业可持续发展率")


@defect("JP514", "完成值与指标值个个相同", "JP615", "JP614", "JP310", "JP315", "JP907")
def values_equal_targets(soil: Soil, dice: Dice) -> Planted | None:
    changed = soil.filing
    for at in places(changed, lambda one: is_floor(one) or is_ceiling(one)):
        one = changed.indicators[at]
        changed = indicator(changed, at, actual=written(one, number(one, "target")))
    return Planted(rescored(changed, soil.standard), ("/indicators",))


@defect("JP520", "以全县税收收入作指标", "JP522", "JP904")
def beyond_the_unit(soil: Soil, dice: Dice) -> Planted | None:
    if "财政" in (soil.filing.unit or "") or "税务" in (soil.filing.unit or ""):
        return None
    at = any_place(soil.filing, dice, lambda one: is_count(one) and one.level2 == "经济效益指标")
    return _renamed(soil, at, "税收收入", target="≥3200万元", actual="3260万元")


@defect("JP522", "总体目标说的事没有指标", "JP524", "JP527", "JP520", "JP526")
def goals_without_indicators(soil: Soil, dice: Dice) -> Planted | None:
    goals = soil.filing.goals.model_copy(
        update={
            "expected": "确保账目清楚，票据齐全，收支平衡，全年召开例会12次。",
            "achieved": "账目清楚，票据齐全，收支平衡，召开例会12次。",
        }
    )
    return Planted(soil.filing.model_copy(update={"goals": goals}), ("/goals/expected",))


@defect("JP528", "完成期限在上一年度", "JP904", "JP522", "JP508", "JP615", "JP305", "JP316")
def deadline_of_last_year(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_rate(one) and one.level2 == "时效指标")
    year = (soil.filing.fiscal_year or 1) - 1
    return _renamed(
        soil, at, "工作完成时间", target=f"{year}年12月底前", actual=f"{year}年12月15日"
    )


@defect("JP516", "目标定得低，完成值是目标的近两倍", "JP306", "JP313", "JP318", "JP616", "JP902")
def target_set_low(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_count)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    target = written(
        one, round_half_up(number(one, "actual") / dice.decimal("1.7", "2.4", 1), 2), "≥"
    )
    reason = "因年中新增任务，超出预计；次年由办公室重新测算目标。"
    changed = indicator(soil.filing, at, target=target, reason=reason)
    return Planted(rescored(changed, soil.standard), (f"/indicators/{at}/target",))


@defect("JP525", "总体目标写的是别的行业的工作", "JP522")
def goal_of_another_trade(soil: Soil, dice: Dice) -> Planted | None:
    unit, goals = soil.filing.unit or "", soil.filing.goals
    if not unit or "财政" in unit or not goals.expected:
        return None
    changed = goals.model_copy(update={"expected": f"完成各项财政工作，{goals.expected}"})
    return Planted(soil.filing.model_copy(update={"goals": changed}), ("/goals/expected",))


@defect("JP502", "二级指标不在所用体系之内", "JP501", "JP503", "JP904")
def category_unknown(soil: Soil, dice: Dice) -> Planted | None:
    levels = {one.name: one.level2 for one in soil.standard.frame.level1}
    at = any_place(
        soil.filing, dice, lambda one: is_floor(one) and bool(levels.get(one.level1 or ""))
    )
    if at is None or soil.standard.id == "national-2020":
        return None
    changed = indicator(soil.filing, at, level2="业务指标")
    return Planted(changed, (f"/indicators/{at}/level2",))


@defect("JP213", "成本目标仍写年初预算数", "JP519", "JP522", "JP904")
def cost_of_initial_budget(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_ceiling(one) and "成本" in (one.level2 or ""))
    money = soil.filing.budget.rows[0]
    if at is None or not money.initial or not money.adjusted or money.initial == money.adjusted:
        return None
    told = f"{plain(money.initial)}万元"
    return _renamed(soil, at, "总成本控制数", target=f"≤{told}", actual=told)


@defect("JP530", "多数职责没有指标反映")
def duties_unmeasured(soil: Soil, dice: Dice) -> Planted | None:
    told = "".join(one.text for one in soil.filing.report.sections) if soil.filing.report else ""
    if "职责" in told or "职能" in told:
        return None  # a list of duties stands there already
    duties = "\n1.宣传贯彻党的方针政策。\n2.编制辖区经济规划。\n3.调解民间纠纷。\n4.组织征兵工作。\n5.办理人大代表建议。\n"
    return inserted(soil, f"主要职责是：{duties}")
