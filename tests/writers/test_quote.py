"""The published line around a finding, from the evidence alone."""

import pytest
from goldens import dossier, finding, read

from jiping.checks import Finding
from jiping.filing import Extraction
from jiping.writers.quote import BLANK, Published, phrases


def around(pointer: str, message: str = "", form: str = "docx") -> tuple[str, str, str] | None:
    extraction = read(form)
    told: Finding = finding(extraction, ("JP101", "error", pointer, "", message))
    return Published(extraction.filings[0]).around(told)


def test_a_cell_in_its_row() -> None:
    assert around("/indicators/3/score") == (
        "成本指标 │ 严格控制成本不突破预算数 │ ≤972.54 │ 3852.54 │ 10 │ ",
        "9",
        " │ 超出年初预算，还需加强成本控制",
    )


def test_the_words_that_the_message_quotes() -> None:
    quote = around("/indicators/3/reason", "“还需加强成本控制”没有措施。")
    assert quote and quote[1] == "还需加强成本控制"


def test_a_field_left_blank() -> None:
    quote = around("/indicators/4/reason")
    assert quote and quote[0].endswith(" │ 1836 │ 8 │ 8 │ ")
    assert quote[1] == BLANK


def test_the_line_of_a_section_in_which_the_words_stand() -> None:
    quote = around("/report/sections/4", "报告写“严格控制成本”，超出2880。")
    assert quote and quote[0].endswith("收支及时、")
    assert quote[1] == "严格控制成本"


def test_a_section_without_quoted_words_by_its_heading() -> None:
    quote = around("/report/sections/4", "绩效没有数据支撑。")
    assert quote == ("", "三、部门整体支出绩效情况", "")


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_a_figure_in_its_line_of_the_report(form: str) -> None:
    quote = around("/report/figures/1/amount", form=form)
    assert quote == (
        "2.一般商品和服务支出",
        "3073.65万元",
        "，比上年增加832.36万元，原因是财源建设资金的增加。",
    )


def test_what_is_missing_as_a_whole_has_no_line() -> None:
    assert around("/report", "没有“政府性基金预算支出情况”一节。") is None


def test_a_stored_filing_is_quoted_alike() -> None:
    stored = Extraction.model_validate_json(read().model_dump_json(by_alias=True))
    for entry in dossier().entries:
        assert Published(stored.filings[0]).around(entry.finding) == entry.quote


def test_a_cut_quotation_is_found_without_its_dots() -> None:
    assert phrases("写的是“基本完成…”，又写“好”。") == ["基本完成"]
