"""The drafted report: every section of the outline, nothing but what the data holds, gaps marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiping import standards
from jiping.checks import Surroundings, check_filing
from jiping.checks.around import clean_of
from jiping.checks.examples import clean, edited
from jiping.filing import Accounts, Filing, Report
from jiping.filing.bound import gaps, render
from jiping.intake import extract
from jiping.synth import Unit, accounts, county, department_filing, project_filing
from jiping.writers.draft import Draft, draft

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted(
    [
        *(ROOT / "examples" / "layouts").glob("*.txt"),
        *(ROOT / "examples").glob("*/*-20*.docx"),
    ]
)
#: What the unit's own words bring into the draft: masks and old names that the form or report has.
_FROM_THE_FORM = {"JP720", "JP721"}


def drafted(filing: Filing, **around: object) -> Draft:
    return draft(filing, standards.load(filing.standard), **around)  # type: ignore[arg-type]


def told(made: Draft, heading: str) -> str:
    return next(made.text(one) for one in made.sections if heading in one.heading)


def filings(path: Path) -> Iterator[Filing]:
    yield from (one for one in extract(path).filings if one.indicators)


def read_back(made: Draft, folder: Path) -> Report | None:
    """The draft as a text file, read again."""
    lines = [made.title]
    for one in made.sections:
        lines += [f"{one.number}{one.heading}", *filter(None, [made.text(one)])]
    path = folder / "report.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return extract(path).filings[0].report


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_draft_raises_nothing_but_its_gaps(path: Path, tmp_path: Path):
    for filing in filings(path):
        standard = standards.load(filing.standard)
        form = filing.model_copy(update={"report": None})
        before = {(one.code, one.message) for one in check_filing(form, standard)}
        report = read_back(drafted(filing), tmp_path)
        found = check_filing(filing.model_copy(update={"report": report}), standard)
        new = {one.code for one in found if (one.code, one.message) not in before}
        assert new - _FROM_THE_FORM == {"JP724"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_number_of_a_draft_stands_in_the_form_or_follows_from_it(path: Path):
    for filing in filings(path):
        form = filing.model_copy(update={"report": None})
        made = drafted(form)
        known = "".join(str(one) + one.value for one in made.quantities.values())
        known += (
            form.model_dump_json()
            + str((form.fiscal_year or 0) + 1)
            + str((form.fiscal_year or 0) + 2)
        )
        for section in made.sections:
            text = re.sub(r"决算批复后20日内|近三年", "", made.text(section))
            text = re.sub(r"(?m)^\d+\.|\d+项|扣\d+(?:\.\d+)?分", "", text)
            for number in re.findall(r"\d+(?:\.\d+)?", text):
                assert number in known, (section.heading, number)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_sections_of_a_draft_are_read_again_as_they_are(path: Path, tmp_path: Path):
    for filing in filings(path):
        made = drafted(filing)
        report = read_back(made, tmp_path)
        assert report is not None
        assert [(one.number, one.heading, one.text) for one in report.sections] == [
            (one.number, one.heading, made.text(one)) for one in made.sections
        ]


def test_the_outline_is_the_standards():
    made = drafted(clean())

    assert [one.heading for one in made.sections] == [
        one.heading for one in standards.load("hunan-2022").outline.sections
    ]


def test_figures_are_bound_to_their_fields():
    made = drafted(clean())
    after = drafted(edited({"/budget/rows/0/executed": "495.00"}))

    budget = next(one for one in made.sections if one.heading == "一般公共预算支出情况")

    assert "全年执行[[/budget/rows/0/executed]]" in budget.template
    assert "全年执行495.00万元" in render(budget.template, after.quantities)


def test_sentences_differ_with_what_became_of_the_indicator():
    text = told(
        drafted(
            edited(
                {
                    "/indicators/0/actual": "40场",
                    "/indicators/2/actual": "90%",
                    "/indicators/3/actual": "60%",
                    "/indicators/4/actual": "60元/册",
                    "/indicators/6/actual": "16万人次",
                }
            )
        ),
        "绩效情况",
    )

    assert "阅读推广活动场次40场，与目标一致" in text
    assert "图书编目合格率90%，略低于98%的目标，相差8个百分点" in text
    assert "活动按期举办率60%，目标为95%，只完成63.16%" in text
    assert "图书单册采购成本60元/册，比上限45元/册多15元/册（33.33%）" in text
    assert "到馆读者人次16万人次，完成8万人次目标的200%" in text


def test_dates_are_told_as_dates():
    early = {"/indicators/3/target": "2023年11月30日前", "/indicators/3/actual": "2023年11月18日",
             "/indicators/3/name": "图书到馆时间"}  # fmt: skip
    late = early | {"/indicators/3/actual": "2023年12月18日"}

    assert "图书到馆时间为2023年11月18日，早于2023年11月30日的期限" in told(
        drafted(edited(early)), "绩效情况"
    )
    assert "图书到馆时间为2023年12月18日，晚于2023年11月30日的期限" in told(
        drafted(edited(late)), "绩效情况"
    )


def test_a_reason_with_cause_and_plan_is_taken_apart():
    made = drafted(clean())

    assert "原因是两家出版社供货推迟" in told(made, "问题")
    assert "针对新增馆藏图书册数未达目标，" in told(made, "措施")


def test_a_reason_that_explains_nothing_becomes_a_gap():
    made = drafted(edited({"/indicators/1/reason": "采购工作还需进一步加强"}))

    assert (
        "【待填：没有达到目标的具体原因（自评表写“采购工作还需进一步加强”，没有说明原因）】"
        in told(made, "问题")
    )


def test_every_problem_has_its_measure():
    made = drafted(edited({"/indicators/2/actual": "90%", "/indicators/2/score": "11.02"}))

    problems, measures = told(made, "问题").split("\n"), told(made, "措施").split("\n")

    assert len(problems) == len(measures) == 3


def test_without_any_deviation_nothing_is_made_up():
    made = drafted(
        edited(
            {"/indicators/1/actual": "6000册", "/indicators/1/score": "8", "/indicators/1/reason": None,
             "/budget/rows/0/executed": "500.00", "/budget/rows/0/execution_rate": "1",
             "/budget/rows/0/score": "10", "/total/score": "100"}
        )
    )  # fmt: skip

    assert told(made, "问题").startswith("对照绩效目标逐项核对，各项指标均达到目标，自评没有扣分")
    assert gaps(told(made, "措施"))


def test_what_the_accounts_and_last_year_hold_is_told():
    told_accounts, last_year = clean_of("accounts"), clean_of("last_year")
    assert isinstance(told_accounts, Accounts)
    made = drafted(clean(), accounts=told_accounts, last_year=last_year)

    basic = told(made, "基本支出")
    assert "1.工资福利支出210.00万元，比上年增加12.00万元，增长6.06%" in basic
    assert "“三公”经费支出1.20万元" in told(made, "其他需要说明")
    assert "上年自评得分99.7分" in told(made, "绩效情况")


def test_what_was_missed_last_year_too_asks_what_became_of_the_measures():
    last_year = clean_of("last_year")  # its 活动按期举办率 was 94 % of 95 %
    form = edited({"/indicators/3/actual": "90%", "/indicators/3/score": "11.37",
                   "/indicators/3/reason": "因场馆检修，两场活动改期；办公室2024年3月前排定检修计划。"})  # fmt: skip

    made = drafted(form, last_year=last_year)

    assert "上年这项指标也没有完成，【待填：上年整改措施的落实情况，今年仍未完成的原因】" in told(
        made, "问题"
    )
    assert "全年执行490.00万元，比上年增加20.00万元，增长4.26%" in told(made, "一般公共预算")


def test_an_amount_of_the_units_own_report_is_taken_over(examples: Path):
    (filing,) = extract(examples / "clean-2023" / "clean-2023.docx").filings

    assert "“三公”经费支出4.05万元，【待填：" in told(drafted(filing), "其他需要说明")


def test_fund_money_is_not_told_under_the_general_public_budget():
    made = drafted(
        edited(
            {"/budget/by_revenue/general_public_budget": "335.00", "/budget/by_revenue/government_funds": "5.00"}
        )
    )  # fmt: skip

    assert "本节只写一般公共预算（335.00万元）" in told(made, "基本支出")
    assert "政府性基金预算5.00万元" in told(made, "政府性基金")


def test_an_empty_form_becomes_gaps_and_no_claims():
    made = drafted(Filing(kind="department", standard="hunan-2022"))

    assert len(made.gaps) > 15
    assert "均达到目标" not in told(made, "问题")
    assert "没有政府性基金" not in told(made, "政府性基金")


def test_where_form_and_accounts_differ_both_are_told_and_nothing_is_claimed():
    told_accounts = clean_of("accounts")
    assert isinstance(told_accounts, Accounts)
    form = edited({"/budget/by_expenditure/basic": "490.00", "/budget/by_expenditure/project": "0"})

    made = drafted(form, accounts=told_accounts)

    assert "【待填：核实基本支出：自评表为490.00万元，决算为340.00万元】" in told(made, "基本支出")
    assert "【待填：核实项目支出：自评表为0.00万元，决算为150.00万元】" in told(made, "项目支出")
    assert "没有安排项目支出" not in told(made, "项目支出")


COUNTY = county(7, 6)


@pytest.mark.parametrize("unit", COUNTY.units, ids=lambda unit: unit.name)
@pytest.mark.parametrize("name", ["hunan-2022", "national-2020", "sichuan-2023", "guangdong-2021"])
def test_the_drafts_of_an_invented_county_raise_nothing_but_gaps(
    unit: Unit, name: str, tmp_path: Path
):
    standard = standards.load(name)
    make = department_filing if name == "hunan-2022" else project_filing
    form, last_year = (
        make(unit, year, standard).model_copy(update={"report": None}) for year in (2023, 2022)
    )
    around = Surroundings(last_year, accounts(unit, 2023) if name == "hunan-2022" else None, None)
    before = {(one.code, one.message) for one in check_filing(form, standard, surroundings=around)}

    made = draft(form, standard, around.accounts, around.last_year)
    filing = form.model_copy(update={"report": read_back(made, tmp_path)})

    found = check_filing(filing, standard, surroundings=around)
    assert {one.code for one in found if (one.code, one.message) not in before} == {"JP724"}
