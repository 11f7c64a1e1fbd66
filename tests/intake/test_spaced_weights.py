"""Where weights pass 100 together, a row without an actual value keeps neither weight nor score."""

from __future__ import annotations

from pathlib import Path

from jiping.intake import extract

FORM = """项目支出绩效自评表
(2022年度)
项目名称 村道绿化
项目资金(万元) 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额: 64 64 60.8 10 95% 9.5
绩效指标 一级指标 二级指标 三级指标 指标性质 年度指标值 度量单位 实际完成值 分值 得分 偏差原因分析及改进措施
产出指标 数量指标 种植乔木 ≥ 320 株 326 40 40
质量指标 成活率 ≥ 90 % 76 5
效益指标 社会效益指标 受益人口 ≥ 2600 人 2650 35 35
满意度指标 服务对象满意度指标 村民满意度 ≥ 90 % 94 10 10
总分 100 94.5
"""


def test_an_actual_value_is_not_taken_for_a_weight(tmp_path: Path) -> None:
    path = tmp_path / "spaced.txt"
    path.write_text(FORM, encoding="utf-8")
    extraction = extract(path)
    (filing,) = extraction.filings
    points = {i.name: (i.weight, i.score) for i in filing.indicators}
    assert points["成活率"] == (None, None)
    assert points["种植乔木"] == (40, 40)
    assert any("分值" in problem.message for problem in extraction.problems)
