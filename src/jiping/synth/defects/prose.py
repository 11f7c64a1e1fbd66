"""Defects in the text of the report (JP7)."""

from __future__ import annotations

import re

from jiping.synth.dice import Dice

from .edits import (
    is_missed,
    renamed_section,
    section,
    without_section,
)
from .saying import inserted, replaced, said, sentences_without
from .table import Planted, Soil, defect


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
    return said(soil, "measures", lambda _: "进一步加强管理。")


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

    return said(soil, "profile", other)


@defect("JP707", "没有写编制数")
def posts_untold(soil: Soil, dice: Dice) -> Planted | None:
    return replaced(soil, "profile", r"编制\d+名，", "")


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
    changed, fields = soil.filing, []
    while made := section(changed, "performance", lambda _: text):
        changed = made[0]
        fields.append(f"{made[1]}/text")
    return Planted(changed, tuple(fields)) if fields else None


@defect("JP710", "只列问题，没有原因", "JP616")
def problem_without_cause(soil: Soil, dice: Dice) -> Planted | None:
    missed = [one.name for one in soil.filing.indicators if is_missed(one)]
    if not missed:
        return None
    return said(
        soil, "problems", lambda _: f"{missed[0]}没有达到指标值，工作进度偏慢，与年初安排有差距。"
    )


@defect("JP711", "措施没有责任人和时间", "JP619")
def measure_without_owner(soil: Soil, dice: Dice) -> Planted | None:
    missed = [one.name for one in soil.filing.indicators if is_missed(one)]
    if not missed or soil.filing.kind != "department":
        return None
    return said(
        soil, "measures", lambda _: f"对{missed[0]}要加强跟踪，改进办法，把差距补上，避免再次发生。"
    )


@defect("JP712", "结果应用只说提供参考")
def vague_use(soil: Soil, dice: Dice) -> Planted | None:
    def vague(text: str) -> str:
        last = next((one for one in re.findall(r"[^。]*。", text) if "公开" in one), "")
        return f"自评结果为今后工作提供了重要参考。{last}"

    return said(soil, "application", vague)


@defect("JP713", "公开的渠道和时间不明", "JP714")
def vague_publication(soil: Soil, dice: Dice) -> Planted | None:
    def vague(text: str) -> str:
        return "".join(
            "本报告将及时公开。" if "公开" in one else one for one in re.findall(r"[^。]*。", text)
        )

    return said(soil, "application", vague)


@defect("JP714", "没有写结果公开", "JP713")
def no_publication(soil: Soil, dice: Dice) -> Planted | None:
    made = said(soil, "application", lambda text: sentences_without(text, "公开"))
    report = made.filing.report if made else None
    told = "".join(one.text for one in report.sections) if report else ""
    return None if "公开" in told else made


@defect("JP715", "没有说“三公”经费", "JPA12")
def three_public_untold(soil: Soil, dice: Dice) -> Planted | None:
    return said(
        soil, "performance",
        lambda text: sentences_without(text, "三公"),
    )  # fmt: skip


@defect("JP716", "报告没有写自评得分")
def score_untold(soil: Soil, dice: Dice) -> Planted | None:
    for topic in ("performance", "绩效目标完成情况分析"):
        made = said(
            soil, topic,
            lambda text: sentences_without(text, "自评"),
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

    return said(soil, "profile", parted)


@defect("JP718", "正文写成上一年度的自评", "JP612")
def text_of_last_year(soil: Soil, dice: Dice) -> Planted | None:
    year = soil.filing.fiscal_year
    return inserted(soil, f"{(year or 0) - 1}年度绩效自评结果表明管理规范。", "application")


@defect("JP719", "各项占比合计不是100%")
def shares_off_hundred(soil: Soil, dice: Dice) -> Planted | None:
    first, second = dice.whole(51, 62), dice.whole(22, 30)
    words = f"（人员占{first}.4%、设备占{second}.1%、服务占{100 - first - second + dice.whole(1, 2)}.5%）"
    return said(
        soil, "project_expenditure", lambda text: re.sub(r"万元", f"万元{words}", text, count=1)
    )


@defect("JP720", "留有模板的××", "JP611")
def template_rest(soil: Soil, dice: Dice) -> Planted | None:
    return inserted(
        soil, dice.one(("由县××局核定，", "（此处填写基本情况，100字以内），", "联系人某某，"))
    )


@defect("JP722", "叠字和重复的词")
def doubled_word(soil: Soil, dice: Dice) -> Planted | None:
    return inserted(
        soil, dice.one(("受经经济条件限制，", "进一步步加强，", "为了了解情况，受经经济条件限制，"))
    )


@defect("JP723", "委托中介机构做自评")
def done_by_others(soil: Soil, dice: Dice) -> Planted | None:
    topic = "performance" if soil.filing.kind == "department" else "绩效目标完成情况分析"
    return said(soil, topic, lambda text: f"本单位委托某会计师事务所开展绩效自评。{text}")


@defect(
    "JP708", "绩效一节大半是职责", "JP709", "JP530", "JP616", "JP703", "JP716", "JP521", "JP715"
)
def duties_for_results(soil: Soil, dice: Dice) -> Planted | None:
    if soil.filing.kind != "department":
        return None
    listed = "\n".join(f"{at}.{one}" for at, one in enumerate(_DUTIES * 3, start=1))
    return said(soil, "performance", lambda text: f"本单位职责为：\n{listed}\n{text}")


_DUTIES = (
    "宣传贯彻有关法律法规，拟订发展规划和年度计划，并组织实施和监督检查，承担有关规范性文件的起草工作。",
    "组织开展业务培训、技术推广和对外交流，指导基层站所的业务工作，管理所属事业单位，推进队伍建设。",
    "负责行业统计、信息公开和档案管理，承办上级机关和党委政府交办的其他工作，受理群众来信来访。",
    "负责本行业的安全生产监督和应急处置，参与重大项目的论证、审查和验收，监督检查资金的管理和使用。",
)


@defect("JP721", "写了已经撤并的机构名称", "JP611")
def outdated_name(soil: Soil, dice: Dice) -> Planted | None:
    return inserted(soil, dice.one(("业务受县旅游发展委员会指导，", "原由县旅游发展委员会代管，")))


@defect("JP724", "留有待填的空白")
def gap_left(soil: Soil, dice: Dice) -> Planted | None:
    return inserted(soil, "核定编制【待填：编制数】名，")


@defect("JP618", "报告前面说及时完成，后面说不及时", "JP617", "JP619", "JP616", "JP710")
def contradiction(soil: Soil, dice: Dice) -> Planted | None:
    made = said(soil, "performance", lambda text: f"及时完成各项支付，{text}")
    if made is None or soil.filing.kind != "department":
        return None
    found = section(made.filing, "problems", lambda text: f"个别项目支付不及时。{text}")
    again = section(
        found[0] if found else made.filing,
        "measures",
        lambda text: f"项目支付由财务人员按月核对，做到及时支付。{text}",
    )
    return Planted(again[0], (*made.fields, f"{again[1]}/text")) if found and again else None
