"""Defects of the report: against the form, in its text, in what may be published (JP6 to JP8)."""

from __future__ import annotations

import re
from collections.abc import Callable

from jiping.filing.numbers import ZERO, plain
from jiping.synth.dice import Dice

from .edits import (
    any_place,
    figure,
    is_missed,
    number,
    renamed_section,
    section,
    view,
    without_section,
)
from .table import Planted, Soil, defect

_AMOUNT = re.compile(r"(\d+\.\d\d)万元")


def _said(soil: Soil, topic: str, change: Callable[[str], str]) -> Planted | None:
    """A section said in another way."""
    found = section(soil.filing, topic, change)
    return Planted(found[0], (f"{found[1]}/text",)) if found else None


def _replaced(soil: Soil, topic: str, pattern: str, by: str) -> Planted | None:
    return _said(soil, topic, lambda text: re.sub(pattern, by, text, count=1))


def _inserted(soil: Soil, words: str, topic: str = "profile") -> Planted | None:
    """*words* in front of the last sentence of a section."""

    def with_words(text: str) -> str:
        body, stop, last = text.rstrip("。").rpartition("。")
        return f"{body}{stop}{words}{last}。"

    return _said(soil, topic, with_words)


# --- against the form -----------------------------------------------------------------------------


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
    return _replaced(soil, "project_expenditure", r"项目支出[\d.]+万元", f"项目支出{other:.2f}万元")


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
    return _said(soil, "profile", lambda text: text.replace(unit, other))


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
        if made := _said(soil, topic, lambda text: text.replace(f"{plain(score)}分", f"{other}分")):
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
        if made := _said(
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
    return _said(soil, "problems", lambda text: f"档案库房漏雨，纸质卷宗受潮。{text}")


# --- the text -------------------------------------------------------------------------------------


@defect("JP701", "有政府性基金而报告没有这一节", "JP702", "JP704", "JP601")
def funds_section_missing(soil: Soil, dice: Dice) -> Planted | None:
    if not soil.filing.budget.by_revenue.government_funds:
        return None
    changed = without_section(soil.filing, "政府性基金预算支出情况")
    return Planted(changed, ("/report",)) if changed else None


@defect("JP702", "报告没有结果应用和公开一节", "JP704", "JP712", "JP714", "JP713")
def section_missing(soil: Soil, dice: Dice) -> Planted | None:
    changed = without_section(soil.filing, "application")
    return Planted(changed, ("/report",)) if changed else None


@defect("JP703", "改进措施只有一句空话", "JP711", "JP619", "JP620", "JP710", "JP616", "JP906")
def section_of_a_phrase(soil: Soil, dice: Dice) -> Planted | None:
    return _said(soil, "measures", lambda _: "进一步加强管理。")


@defect("JP704", "标题序号写法不一")
def numbering_broken(soil: Soil, dice: Dice) -> Planted | None:
    if soil.filing.report is None:
        return None
    changed = renamed_section(soil.filing, 0, number="1、")
    return Planted(changed, ("/report/sections/0/number",))


@defect("JP705", "报告标题没有单位和年度", "JP612")
def bare_title(soil: Soil, dice: Dice) -> Planted | None:
    report = soil.filing.report
    if report is None:
        return None
    kind = "部门整体支出" if soil.filing.kind == "department" else "项目支出"
    told = report.model_copy(update={"title": f"{kind}绩效自评报告"})
    return Planted(soil.filing.model_copy(update={"report": told}), ("/report/title",))


@defect("JP706", "说有几个机构，列出的不是这个数")
def counted_wrong(soil: Soil, dice: Dice) -> Planted | None:
    def other(text: str) -> str:
        found = re.search(r"内设([^。]*?)等(\d+)个机构", text)
        if not found:
            return text
        more = int(found[2]) + dice.whole(1, 2)
        return text.replace(found[0], f"内设机构{more}个，分别为：{found[1]}")

    return _said(soil, "profile", other)


@defect("JP707", "没有写编制数")
def posts_untold(soil: Soil, dice: Dice) -> Planted | None:
    return _replaced(soil, "profile", r"编制\d+名，", "")


@defect(
    "JP709",
    "绩效一节没有数据",
    "JP716",
    "JP715",
    "JP521",
    "JP616",
    "JP703",
    "JP709",
    "JP613",
    "JP614",
)
def results_without_figures(soil: Soil, dice: Dice) -> Planted | None:
    if soil.filing.kind != "department":
        return None
    text = "全年认真履行职责，组织了多项活动，群众问卷反映良好，“三公”经费得到控制，服务水平得到提升，各项工作有序推进。"
    return _said(soil, "performance", lambda _: text)


@defect("JP710", "只列问题，没有原因", "JP616")
def problem_without_cause(soil: Soil, dice: Dice) -> Planted | None:
    missed = [one.name for one in soil.filing.indicators if is_missed(one)]
    if not missed:
        return None
    return _said(
        soil, "problems", lambda _: f"{missed[0]}没有达到指标值，工作进度偏慢，与年初安排有差距。"
    )


@defect("JP711", "措施没有责任人和时间", "JP619")
def measure_without_owner(soil: Soil, dice: Dice) -> Planted | None:
    missed = [one.name for one in soil.filing.indicators if is_missed(one)]
    if not missed or soil.filing.kind != "department":
        return None
    return _said(
        soil, "measures", lambda _: f"对{missed[0]}要加强跟踪，改进办法，把差距补上，避免再次发生。"
    )


@defect("JP712", "结果应用只说提供参考")
def vague_use(soil: Soil, dice: Dice) -> Planted | None:
    def vague(text: str) -> str:
        last = next((one for one in re.findall(r"[^。]*。", text) if "公开" in one), "")
        return f"自评结果为今后工作提供了重要参考。{last}"

    return _said(soil, "application", vague)


@defect("JP713", "公开的渠道和时间不明", "JP714")
def vague_publication(soil: Soil, dice: Dice) -> Planted | None:
    def vague(text: str) -> str:
        return "".join(
            "本报告将及时公开。" if "公开" in one else one for one in re.findall(r"[^。]*。", text)
        )

    return _said(soil, "application", vague)


@defect("JP714", "没有写结果公开", "JP713")
def no_publication(soil: Soil, dice: Dice) -> Planted | None:
    def silent(text: str) -> str:
        return "".join(one for one in re.findall(r"[^。]*。", text) if "公开" not in one)

    return _said(soil, "application", silent)


@defect("JP715", "没有说“三公”经费", "JPA12")
def three_public_untold(soil: Soil, dice: Dice) -> Planted | None:
    return _said(
        soil, "performance",
        lambda text: "".join(one for one in re.findall(r"[^。]*。", text) if "三公" not in one),
    )  # fmt: skip


@defect("JP716", "报告没有写自评得分")
def score_untold(soil: Soil, dice: Dice) -> Planted | None:
    for topic in ("performance", "绩效目标完成情况分析"):
        made = _said(
            soil, topic,
            lambda text: "".join(one for one in re.findall(r"[^。]*。", text) if "自评" not in one),
        )  # fmt: skip
        if made:
            return made
    return None


@defect("JP717", "在职人数与分项之和不符")
def staff_off_parts(soil: Soil, dice: Dice) -> Planted | None:
    def parted(text: str) -> str:
        found = re.search(r"在职人员(\d+)人", text)
        if not found or int(found[1]) < 6:
            return text
        some = int(found[1]) // 3
        return text.replace(found[0], f"{found[0]}，其中管理人员{some}人、专业技术人员{some}人")

    return _said(soil, "profile", parted)


@defect("JP718", "正文写成上一年度的自评", "JP612")
def text_of_last_year(soil: Soil, dice: Dice) -> Planted | None:
    year = soil.filing.fiscal_year
    return _inserted(soil, f"{(year or 0) - 1}年度绩效自评结果表明管理规范。", "application")


@defect("JP719", "各项占比合计不是100%")
def shares_off_hundred(soil: Soil, dice: Dice) -> Planted | None:
    first, second = dice.whole(51, 62), dice.whole(22, 30)
    words = f"（人员占{first}.4%、设备占{second}.1%、服务占{100 - first - second + dice.whole(1, 2)}.5%）"
    return _said(
        soil, "project_expenditure", lambda text: re.sub(r"万元", f"万元{words}", text, count=1)
    )


@defect("JP720", "留有模板的××", "JP611")
def template_rest(soil: Soil, dice: Dice) -> Planted | None:
    return _inserted(
        soil, dice.one(("由县××局核定，", "（此处填写基本情况，100字以内），", "联系人某某，"))
    )


@defect("JP722", "叠字和重复的词")
def doubled_word(soil: Soil, dice: Dice) -> Planted | None:
    return _inserted(
        soil, dice.one(("受经经济条件限制，", "进一步步加强，", "为了了解情况，受经经济条件限制，"))
    )


@defect("JP723", "委托中介机构做自评")
def done_by_others(soil: Soil, dice: Dice) -> Planted | None:
    topic = "performance" if soil.filing.kind == "department" else "绩效目标完成情况分析"
    return _said(soil, topic, lambda text: f"本单位委托某会计师事务所开展绩效自评。{text}")


# --- publication ----------------------------------------------------------------------------------


@defect("JP801", "写了身份证号")
def identity_number(soil: Soil, dice: Dice) -> Planted | None:
    body = f"430225{dice.whole(1960, 1995)}{dice.whole(1, 12):02}{dice.whole(1, 28):02}{dice.whole(0, 999):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]
    return _inserted(soil, f"负责人身份证号{body}{check}，")


@defect("JP802", "写了手机号")
def mobile_number(soil: Soil, dice: Dice) -> Planted | None:
    return _inserted(soil, f"联系电话139{dice.whole(10_000_000, 99_999_999)}，")


@defect("JP803", "写了银行账号")
def bank_account(soil: Soil, dice: Dice) -> Planted | None:
    body = f"622202{dice.whole(10**11, 10**12 - 1)}"
    return _inserted(soil, f"账号{body}{_luhn(body)}，")


def _luhn(body: str) -> int:
    """The check digit of a card number (ISO/IEC 7812)."""
    digits = [int(sign) for sign in reversed(body)]
    total = sum(
        (d * 2 - 9 if d > 4 else d * 2) if at % 2 == 0 else d for at, d in enumerate(digits)
    )
    return -total % 10


@defect("JP804", "写有密级标志")
def secret_mark(soil: Soil, dice: Dice) -> Planted | None:
    return _inserted(soil, f"秘密★{dice.whole(1, 5)}年，")


@defect("JP805", "写有内部资料标识")
def internal_mark(soil: Soil, dice: Dice) -> Planted | None:
    return _inserted(soil, "（内部资料，注意保存）")
