"""Names and headings of published forms that are not to be accused."""

import pytest

from jiping.checks.names import _MEASURE_END, _is_sentence
from jiping.checks.targets import _IN_NAME
from jiping.checks.wording import _IN_HEADINGS


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("巡护期间，居民对水质的满意程度", False),
        ("加强巡护，居民对水质的满意程度", True),
        ("按规定申报，乡镇逐户复审", True),
        ("水质达标率", False),
    ],
)
def test_clauses_that_end_in_something_measured_are_a_name(name: str, sentence: bool) -> None:
    assert _is_sentence(name) is sentence


@pytest.mark.parametrize("text", ["三级指标指标分值", "总体目标总体目标完成情况"])
def test_headings_side_by_side_are_no_slip(text: str) -> None:
    assert any(_IN_HEADINGS.match(text, at) for at in range(len(text)))


@pytest.mark.parametrize(
    "name",
    [
        "外包合同额(万美元)",
        "完成时限(月)",
        "清淤土方（万立方米）",
        "补助标准(元/亩)",
        "接待游客(万人次)",
    ],
)
def test_a_unit_in_brackets_behind_the_name_is_a_unit(name: str) -> None:
    assert _IN_NAME.search(name)


def test_other_brackets_name_no_unit() -> None:
    assert not _IN_NAME.search("受益脱贫户(含监测对象)人数")


def test_what_something_does_is_no_task() -> None:
    assert _MEASURE_END.search("推动企业走出去方面发挥的作用")
    assert not _MEASURE_END.search("推动企业走出去")
