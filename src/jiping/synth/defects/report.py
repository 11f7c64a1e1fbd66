"""Defects of the report against the form (JP6)."""

from __future__ import annotations

import re

from jiping.filing.numbers import ZERO, plain
from jiping.synth.dice import Dice

from .edits import (
    any_place,
    figure,
    indicator,
    is_ceiling,
    is_count,
    is_missed,
    number,
    rescored,
    section,
    view,
    written,
)
from .saying import inserted, replaced, said
from .table import Planted, Soil, defect


@defect("JP601", "政府性基金和项目的支出都算在一般公共预算的基本支出里", "JP210", "JP207", "JP211", "JP602", "JP603",
        "JP605", "JP604", "JP606", "JP614", "JP618", "JPA02", "JPA03", "JPA11", "JP908", "JP126", "JP113",
        "JP608", "JP719")  # fmt: skip
def funds_among_general(soil: Soil, dice: Dice) -> Planted | None:
    parts, funds = soil.filing.budget.by_expenditure, soil.filing.budget.by_revenue.government_funds
    told = {one.item: one for one in (soil.filing.report.figures if soil.filing.report else ())}
    goods = told.get("302")
    if not funds or not parts.basic or not parts.project or goods is None or not goods.amount:
        return None
    if (soil.filing.budget.by_revenue.general_public_budget or ZERO) >= parts.basic + parts.project:
        return None  # what is carried over hides it
    amount = goods.amount + parts.project
    changed = view(soil.filing, "by_expenditure", basic=parts.basic + parts.project, project=ZERO)
    moved = figure(changed, "302", amount=amount)
    found = section(
        moved[0] if moved else changed,
        "basic_expenditure",
        lambda text: text.replace(
            f"商品和服务支出{goods.amount:.2f}", f"商品和服务支出{amount:.2f}", 1
        ),
    )
    return Planted(found[0], ("/report/figures/0",)) if found else None


@defect("JP602", "比上年增加四分之一以上，没有说原因", "JP603", "JP908", "JP604", "JPA11", "JP126")
def growth_without_cause(soil: Soil, dice: Dice) -> Planted | None:
    told = {one.item: one for one in (soil.filing.report.figures if soil.filing.report else ())}
    pay = told.get("301")
    if pay is None or not pay.amount:
        return None
    change = dice.times(pay.amount, "0.24", "0.35")
    changed = figure(soil.filing, "301", change=change, direction="increase", cause=None)
    if changed is None:
        return None
    found = section(
        changed[0],
        "basic_expenditure",
        lambda text: re.sub(
            r"比上年(?:增加|减少)[\d.]+万元，原因是[^。]*。",
            f"比上年增加{change:.2f}万元。",
            text,
            count=1,
        ),
    )
    return Planted(found[0], (changed[1],)) if found else None


@defect("JP604", "增加额比金额还大", "JP908", "JP605", "JP602", "JP603")
def change_beyond_amount(soil: Soil, dice: Dice) -> Planted | None:
    told = {one.item: one for one in (soil.filing.report.figures if soil.filing.report else ())}
    goods = told.get("302")
    if goods is None or not goods.amount or not goods.change or goods.direction != "increase":
        return None
    change = dice.times(goods.amount, "1.1", "1.6")
    changed = figure(soil.filing, "302", change=change)
    found = section(
        changed[0] if changed else soil.filing,
        "basic_expenditure",
        lambda text: text.replace(f"增加{goods.change:.2f}万元", f"增加{change:.2f}万元", 1),
    )
    return Planted(found[0], (changed[1],)) if found and changed else None


@defect("JP606", "报告的项目支出与自评表不同", "JP614", "JP608", "JP618", "JP719")
def other_project_money(soil: Soil, dice: Dice) -> Planted | None:
    project = soil.filing.budget.by_expenditure.project
    if not project:
        return None
    other = dice.times(project, "1.06", "1.25")
    return replaced(soil, "project_expenditure", r"项目支出[\d.]+万元", f"项目支出{other:.2f}万元")


@defect("JP126", "报告的商品和服务支出写错，分类合计不等于基本支出", "JP908", "JPA11", "JP211", "JP603", "JP601",
        "JP604")  # fmt: skip
def classes_off_basic(soil: Soil, dice: Dice) -> Planted | None:
    told = {one.item: one for one in (soil.filing.report.figures if soil.filing.report else ())}
    goods = told.get("302")
    if goods is None or not goods.amount:
        return None
    other = dice.times(goods.amount, "1.08", "1.3")
    changed = figure(soil.filing, "302", amount=other)
    found = section(
        changed[0] if changed else soil.filing,
        "basic_expenditure",
        lambda text: text.replace(
            f"商品和服务支出{goods.amount:.2f}", f"商品和服务支出{other:.2f}", 1
        ),
    )
    return Planted(found[0], (changed[1],)) if found and changed else None


@defect("JP611", "报告写的是别的单位", "JP932", "JP705")
def other_unit(soil: Soil, dice: Dice) -> Planted | None:
    unit = soil.filing.unit or ""
    if soil.filing.kind != "department":
        return None
    other = unit[:3] + dice.one(("水文监测中心", "粮食储备服务中心", "农机推广服务站"))
    return said(soil, "profile", lambda text: text.replace(unit, other))


@defect("JP612", "报告标题是上一年度", "JP718", "JP705")
def title_of_last_year(soil: Soil, dice: Dice) -> Planted | None:
    report, year = soil.filing.report, soil.filing.fiscal_year
    if report is None or report.title is None or year is None:
        return None
    title = report.title.replace(str(year), str(year - 1))
    changed = soil.filing.model_copy(update={"report": report.model_copy(update={"title": title})})
    return Planted(changed, ("/report/title",))


@defect("JP613", "报告写的自评得分与自评表不同", "JP618", "JP614")
def other_score_told(soil: Soil, dice: Dice) -> Planted | None:
    score = soil.filing.total.score
    if score is None:
        return None
    other = plain(score - dice.decimal("1.1", "3.5", 1))
    for topic in ("performance", "绩效目标完成情况分析"):
        if made := said(soil, topic, lambda text: text.replace(f"{plain(score)}分", f"{other}分")):
            return made
    return None


@defect("JP615", "报告引用的完成值与自评表不同", "JP614", "JP618", "JP617", "JP409")
def other_value_told(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, is_missed)
    if at is None:
        return None
    one = soil.filing.indicators[at]
    raw = one.actual.raw if one.actual else ""
    if one.target is None or one.target.unit != "%":
        return None
    other = f"{plain(number(one, 'actual') - dice.decimal('2.1', '6', 1))}%"
    for topic in ("performance", "总体绩效目标完成情况分析"):
        if made := said(
            soil, topic, lambda text: text.replace(f"{one.name}{raw}", f"{one.name}{other}")
        ):
            return made
    return None


@defect(
    "JP616",
    "报告不提扣了分的指标",
    "JP619",
    "JP620",
    "JP703",
    "JP906",
    "JP709",
    "JP702",
    "JP710",
    "JP711",
    "JP618",
)
def deduction_untold(soil: Soil, dice: Dice) -> Planted | None:
    missed = [one for one in soil.filing.indicators if is_missed(one)]
    if not missed or soil.filing.report is None or soil.filing.kind != "department":
        return None
    name = missed[0].name or ""
    changed = soil.filing
    for topic in ("performance",):
        found = section(
            changed, topic, lambda text: re.sub(rf"[；，]{re.escape(name)}[^。]*", "", text)
        )
        changed = found[0] if found else changed
    for topic, text in (
        ("problems", "办公用房空调老化，夏季会议改到乡镇召开，原因是多年没有更换。"),
        ("measures", "办公用房空调由办公室负责，次年6月底前更换完毕。"),
    ):
        found = section(changed, topic, lambda _, text=text: text)  # type: ignore[misc]
        changed = found[0] if found else changed
    return Planted(changed, ("/report",)) if name not in _all(changed) else None


def _all(filing: object) -> str:
    report = getattr(filing, "report", None)
    return "".join(one.text for one in report.sections) if report else ""


@defect("JP619", "写了问题，没有对应的措施", "JP710", "JP620")
def problem_without_measure(soil: Soil, dice: Dice) -> Planted | None:
    return said(soil, "problems", lambda text: f"档案库房漏雨，纸质卷宗受潮。{text}")


@defect("JP603", "减少五分之一以上，原因只说人员减少", "JP602", "JP605", "JP604", "JP908")
def vague_cause(soil: Soil, dice: Dice) -> Planted | None:
    told = {one.item: one for one in (soil.filing.report.figures if soil.filing.report else ())}
    aid = told.get("303")
    if aid is None or not aid.amount:
        return None
    change = dice.times(aid.amount, "0.36", "0.52")
    changed = figure(soil.filing, "303", change=change, direction="decrease", cause="遗属人员减少")
    found = section(
        changed[0] if changed else soil.filing,
        "basic_expenditure",
        lambda text: re.sub(
            r"(对个人和家庭的补助[\d.]+万元，).*",
            rf"\g<1>比上年减少{change:.2f}万元，原因是遗属人员减少。",
            text,
        ),
    )
    return Planted(found[0], (changed[1],)) if found and changed else None


@defect("JP607", "增长的百分比算错", "JP908", "JP614", "JP618")
def wrong_percentage(soil: Soil, dice: Dice) -> Planted | None:
    told = {one.item: one for one in (soil.filing.report.figures if soil.filing.report else ())}
    pay = told.get("301")
    if pay is None or not pay.amount or not pay.change or pay.direction != "increase":
        return None
    share = pay.change / (pay.amount - pay.change) * 100 + dice.decimal("1.5", "4", 1)
    return said(
        soil,
        "basic_expenditure",
        lambda text: text.replace(
            f"比上年增加{pay.change:.2f}万元，",
            f"比上年增加{pay.change:.2f}万元，增长{share:.2f}%，",
            1,
        ),
    )


@defect("JP608", "报告的年初预算与自评表不同", "JP614", "JP618")
def other_budget_told(soil: Soil, dice: Dice) -> Planted | None:
    initial = soil.filing.budget.rows[0].initial
    if not initial or soil.filing.kind != "department":
        return None
    other = dice.times(initial, "1.04", "1.12")
    return said(soil, "performance", lambda text: f"年初预算{other:.2f}万元，{text}")


@defect(
    "JP620",
    "列了三个问题，只有一条措施",
    "JP616",
    "JP619",
    "JP710",
    "JP711",
    "JP704",
    "JP906",
    "JP703",
)
def fewer_measures(soil: Soil, dice: Dice) -> Planted | None:
    missed = [one.name for one in soil.filing.indicators if is_missed(one)]
    if soil.filing.kind != "department" or not missed:
        return None
    made = said(
        soil, "problems",
        lambda _: f"1.{missed[0]}没有达到指标值，原因是开工推迟。\n2.合同没有约定分批交货的时间，因为沿用了旧文本。\n"
        "3.进度没有逐月核对，因为经办人员调整。",
    )  # fmt: skip
    if made is None:
        return None
    found = section(
        made.filing, "measures",
        lambda _: f"1.{missed[0]}由办公室负责，次年3月底前补齐，合同写明分批交货时间，进度逐月核对。",
    )  # fmt: skip
    return Planted(found[0], (f"{found[1]}/text",)) if found else None


@defect("JP617", "成本超过上限，报告写严格控制成本", "JP615", "JP616", "JP313", "JP906")
def thrift_claimed(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(soil.filing, dice, lambda one: is_ceiling(one) and "成本" in (one.level2 or ""))
    if at is None:
        return None
    one = soil.filing.indicators[at]
    actual = written(one, dice.times(number(one, "target"), "1.06", "1.12", 2))
    reason = "因材料涨价，单价比预计的高；由办公室在次年3月前落实。"
    changed = indicator(soil.filing, at, actual=actual, reason=reason)
    whole = Soil(rescored(changed, soil.standard), soil.standard)
    return inserted(whole, "全年严格控制成本，", "performance")


@defect("JP622", "报告写的产出指标得分与自评表不同")
def category_points_off(soil: Soil, dice: Dice) -> Planted | None:
    given = [one.score for one in soil.filing.indicators if one.level1 == "产出指标"]
    if not given or None in given:
        return None
    points = sum((one for one in given if one is not None), ZERO) - dice.decimal("1.1", "2.9", 1)
    return inserted(soil, f"产出指标得分{plain(points)}分，", "performance")


@defect("JP605", "商品和服务支出增加，原因是工程建设", "JP207")
def works_in_goods(soil: Soil, dice: Dice) -> Planted | None:
    told = {one.item: one for one in (soil.filing.report.figures if soil.filing.report else ())}
    goods = told.get("302")
    if goods is None or not goods.amount or not goods.change or goods.direction != "increase":
        return None
    cause = f"支付办公楼改造工程款{dice.times(goods.change, '0.8', '0.95'):.2f}万元"
    changed = figure(soil.filing, "302", cause=cause)
    if changed is None:
        return None
    found = section(
        changed[0],
        "basic_expenditure",
        lambda text: text.replace(goods.cause or "。", cause, 1),
    )
    return Planted(found[0], (changed[1],)) if found else None


@defect("JP614", "报告说的个数与指标不同")
def other_count(soil: Soil, dice: Dice) -> Planted | None:
    at = any_place(
        soil.filing, dice, lambda one: is_count(one) and one.target is not None and one.target.unit in ("个", "座", "所", "家", "户", "场", "次", "条", "处")
    )  # fmt: skip
    if at is None:
        return None
    one = soil.filing.indicators[at]
    more = number(one, "actual") + dice.whole(2, 5)
    return inserted(soil, f"全年完成{written(one, more)}{(one.name or '')[:2]}，", "performance")
