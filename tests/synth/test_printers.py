"""Text families: what is printed is read back, where the family keeps cells apart."""

import io

import pytest

from jiping.filing import Filing
from jiping.intake import extract_all
from jiping.synth.corpus import Sample, samples
from jiping.synth.printers import FAMILIES, printed

KEPT_APART = ("pipes", "lone-pipes", "endless", "paragraphs", "lines", "tabbed")
AMOUNTS = {"initial", "adjusted", "executed"}
#: One year of each unit, of those whose form prints all amounts.
SAMPLES = [
    one
    for one in list(samples(240, 9, {}, 0))[::4]
    if {column.field for column in one.soil.standard.form.budget} >= AMOUNTS
]


def one_of(standard: str) -> Sample:
    return next(one for one in samples(240, 5, {}, 0) if one.filing.standard == standard)


def read(text: str) -> Filing:
    [found] = extract_all(["-"], io.BytesIO(text.encode()))
    return found.filings[0]


def figures(filing: Filing) -> list[tuple[object, ...]]:
    row = filing.budget.total
    assert row is not None
    return [
        (row.initial, row.adjusted, row.executed, row.score, filing.total.score),
        *(
            (one.name, one.target and one.target.number, one.actual and one.actual.number, one.weight, one.score)
            for one in filing.indicators
        ),
    ]  # fmt: skip


@pytest.mark.parametrize("family", KEPT_APART)
def test_a_form_is_read_back_from_its_text(family):
    for one in SAMPLES:
        assert figures(read(printed(one.filing, one.soil.standard, family))) == figures(one.filing)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_report_stands_behind_the_form(family):
    one = SAMPLES[0]
    text = printed(one.filing, one.soil.standard, family)
    assert one.filing.report.sections[0].text in text
    assert text.index(one.filing.indicators[-1].name) < text.index(one.filing.report.title)


def test_a_block_of_indicators_may_be_labelled_like_goals():
    one = one_of("hubei-2022")
    text = printed(one.filing, one.soil.standard, "pipes")
    assert "年度绩效目标（80分） | 产出指标（40分）" in text
    assert [each.name for each in read(text).indicators] == [e.name for e in one.filing.indicators]


def test_columns_that_a_label_leaves_empty_are_no_amounts():
    one = one_of("sichuan-2023")
    text = printed(one.filing, one.soil.standard, "columns")
    assert "| 总额 |  | " in text
    assert figures(read(text)) == figures(one.filing)
