"""Forms that print levels without a row, a placeholder for a level, or empty rows under the table."""

from __future__ import annotations

from pathlib import Path

from jiping.filing import Filing
from jiping.intake import extract


def read(examples: Path, name: str) -> Filing:
    (filing,) = extract(examples / "layouts" / f"{name}.txt").filings
    return filing


def test_a_level_without_a_row_is_not_the_reason_of_the_row_before(examples: Path) -> None:
    filing = read(examples, "L4b-3")
    assert [i.reason for i in filing.indicators] == [
        None,
        None,
        "雨季停工,次年避开雨季施工",
        *[None] * 4,
    ]
    assert [i.level2 for i in filing.indicators[3:]] == [
        "社会效益指标", "可持续影响指标", "服务对象满意度指标", "服务对象满意度指标",
    ]  # fmt: skip


def test_the_number_of_a_form_among_its_head_tells_its_standard(examples: Path) -> None:
    assert read(examples, "L4b-3").standard == "yunnan-2022"


def test_a_placeholder_for_a_level_is_no_part_of_a_name(examples: Path) -> None:
    filing = read(examples, "L1-3")
    assert [(i.level1, i.name) for i in filing.indicators[-2:]] == [
        ("满意度指标", "村民满意度"), ("满意度指标", "用水户满意度"),
    ]  # fmt: skip


def test_empty_rows_and_notes_under_a_form_are_no_report(examples: Path) -> None:
    assert read(examples, "L1-3").report is None


def test_a_form_of_which_a_row_could_not_be_read_is_not_whole(
    tmp_path: Path, examples: Path
) -> None:
    text = (examples / "layouts" / "L4b-3.txt").read_text(encoding="utf-8")
    path = tmp_path / "row.txt"
    path.write_text(text.replace("| 受益学生人数 |", "| 4 | 7 | 9 | 8 |"), encoding="utf-8")
    extraction = extract(path)
    assert any("未读" in problem.message for problem in extraction.problems)
    assert not extraction.filings[0].complete
