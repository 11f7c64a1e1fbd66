"""Another year in the filing: rests of an older one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .case import Case
from .registry import Mark, check

_OTHER_EVALUATION = re.compile(
    r"(20\d\d)年度?(?:部门)?(?:整体|项目)?(?:支出)?(?:预算)?(?:绩效)?(?:自评|自我评价|绩效评价)"
)
_NOT_ITS_OWN = re.compile(
    r"(?:上年|去年|较|比|与|对|根据|按照|依据|针对|运用|落实|参照|结合|〔|《)[^，。；]{0,12}$"
)


@check(
    code="JP528",
    name="deadline-of-another-year",
    title="完成期限早于自评年度",
    title_en="A deadline before the year that is evaluated",
    severity="warning",
    basis="财预〔2015〕88号：绩效目标与预算年度相匹配",
    explanation="指标值或完成值写的日期在自评年度之前，多半是沿用了上年的表而没有改。跨年度项目的期限在自评年度之后，不在此列。",
    remedy="改为本年度的期限和实际完成日期。",
    parts=("indicators",),
    bad={"/indicators/3/name": "活动完成时间", "/indicators/3/target": "2022年12月底前",
         "/indicators/3/actual": "2022年12月15日"},
    good={"/indicators/3/name": "活动完成时间", "/indicators/3/target": "2023年12月底前",
          "/indicators/3/actual": "2023年12月15日"},
)  # fmt: skip
def deadline_of_another_year(case: Case) -> Iterator[Mark]:
    """Dates of targets and actual values before the fiscal year."""
    year = case.filing.fiscal_year
    if year is None:
        return
    for row in case.rows:
        if row.target_number is not None and row.actual_number is not None:
            continue
        for field, value in (("target", row.target), ("actual", row.actual)):
            if value is None or value.date is None or value.date.year >= year:
                continue
            if str(value.date.year) in value.raw:
                name = "指标值" if field == "target" else "完成值"
                yield Mark(
                    f"{row.pointer}/{field}",
                    f"自评{year}年度，“{row.name}”的{name}却是“{' '.join(value.raw.split())}”。",
                )
                break


@check(
    code="JP718",
    name="evaluation-of-another-year",
    title="正文写成别的年度的自评",
    title_en="The text speaks of the evaluation of another year",
    severity="warning",
    basis="预算法第十八条：预算年度；惯例：表、报告的年度一致",
    explanation="报告正文写“××年度绩效自评”，年度与自评年度不同，又不是引用文件或与上年比较，多半是沿用旧稿。",
    remedy="核对后改为当年；确为引用上年自评的，写明“上年”。",
    parts=("report",),
    bad={"/report/sections/10/text": ("自评结果作为", "2022年度绩效自评结果作为")},
    good={"/report/sections/10/text": ("自评结果作为", "2023年度绩效自评结果作为")},
)
def evaluation_of_another_year(case: Case) -> Iterator[Mark]:
    """年度 + 自评 of a year that is not the form's, unless cited or compared."""
    year = case.filing.fiscal_year
    if year is None or not _OTHER_EVALUATION.search(case.report_text):
        return
    for number, section in enumerate(case.sections):
        for match in _OTHER_EVALUATION.finditer(section.text):
            before = section.text[max(0, match.start() - 16) : match.start()]
            if int(match[1]) != year and not _NOT_ITS_OWN.search(before):
                yield Mark(f"/report/sections/{number}", f"自评{year}年度，正文却写“{match[0]}”。")
                break
