"""Names and headings of published forms that are not to be accused."""

import pytest

from jiping.checks.names import _is_sentence
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
