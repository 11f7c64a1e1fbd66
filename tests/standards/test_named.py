"""Standards that no form shows, chosen by name: what each changes, worked by hand."""

from decimal import Decimal
from pathlib import Path

import pytest

from jiping.checks import check_filing
from jiping.intake import extract
from jiping.scoring import score
from jiping.standards import describe, listed, load, maker, names
from jiping.standards.overview import own_rules, signs, without_standard

FORM = Path(__file__).parent / "forms" / "guizhou-2021.txt"
TOWNSHIP = Path(__file__).parents[2] / "examples" / "township-2022" / "township-2022.docx"


def test_the_systems_default_takes_from_ceilings_what_is_over_and_grades_from_80() -> None:
    # 每公里造价 25 of ≤20: 15 × (1 − 5 ÷ 20) = 11.25; the others as by the nation's rules.
    filing = extract(FORM).filings[0]
    card = score(filing, load("platform"))
    assert card.lines[3].rule_score == Decimal("11.25")
    assert card.rule_total == Decimal("90.25")
    cut = {
        total: load("platform").grades.of(Decimal(total)) for total in ("80", "70", "60", "59.99")
    }
    assert cut == {"80": "优", "70": "良", "60": "中", "59.99": "差"}
    assert load("national").grades.of(Decimal(80)) == "良"


@pytest.mark.parametrize(
    ("name", "severity"), [("national-2020", "error"), ("zhejiang", "warning")]
)
def test_weights_that_do_not_add_up_are_a_doubt_in_zhejiang(name: str, severity: str) -> None:
    filing = extract(FORM).filings[0]
    first = filing.indicators[0].model_copy(update={"weight": Decimal(25)})
    changed = filing.model_copy(update={"indicators": (first, *filing.indicators[1:])})
    (finding,) = [one for one in check_filing(changed, load(name)) if one.code == "JP101"]
    assert finding.severity == severity


@pytest.mark.parametrize(("name", "severity"), [("sichuan", "warning"), ("pidu", "error")])
def test_satisfaction_without_a_survey_is_an_error_in_pidu(name: str, severity: str) -> None:
    filing = extract(TOWNSHIP).filings[0]
    (finding,) = [one for one in check_filing(filing, load(name)) if one.code == "JP521"]
    assert finding.severity == severity


def test_the_common_indicators_of_departments_leave_points_to_the_unit() -> None:
    standard = load("national-2013")
    assert [level.name for level in standard.frame.level1][:2] == ["投入", "过程"]
    assert standard.execution.weight == 0
    assert not next(one for one in standard.sources if one.key == "m53").verified
    assert "预算执行：资金栏不另计分（财预〔2013〕53号" in "\n".join(describe(standard))


def test_every_standard_says_what_is_its_own_and_that_the_rest_is_inherited() -> None:
    assert own_rules(load("guizhou")) == ("指标框架", "表样")
    assert own_rules(load("hebei")) == ("超额完成",)
    assert own_rules(load("national")) == ()
    assert next(describe(load("beijing"))) == "自己的规定：表样；其余沿用 national-2016"
    assert next(describe(load("guangxi"))).startswith("自己的规定：没有")


def test_what_is_known_and_not_computed_is_told_with_its_source() -> None:
    told = [line for line in describe(load("shanxi")) if line.startswith("说明：")]
    assert len(told) == 2
    assert "不得超过 5 分" in told[0] and "填报页的提示" in told[0]


def test_standards_are_listed_by_who_makes_them() -> None:
    makers = [maker(one) for one in listed()]
    assert makers == sorted(
        makers, key=["全国、中央", "省、自治区、直辖市", "市、县", "系统设置"].index
    )
    assert len(makers) == len(names())
    assert listed()[0].id == "national-2020"
    assert maker(load("pidu")) == "市、县"
    assert maker(load("cap-exec-2022")) == "系统设置"


def test_signs_and_gaps_are_told_in_words() -> None:
    assert list(signs(load("guizhou"))) == [
        "印有年初预算数(A)、全年执行数(B)、得分计算方法、年度指标值(A)，是部门整体支出的表，单位在贵州省"
    ]
    assert list(signs(load("hebei"))) == []
    assert "上海市" in without_standard()
    assert not {"贵州省", "广东省", "香港特别行政区"} & set(without_standard())


@pytest.mark.parametrize("name", names())
def test_years_are_told(name: str) -> None:
    standard = load(name)
    assert standard.years.startswith(str(standard.valid_from))
    assert standard.years.endswith(
        "年起" if standard.valid_to is None else f"{standard.valid_to}年"
    )
