"""Gaps and marks as they are written."""

from jiping.filing.bound import gap, gaps, mark, pointers


def test_a_gap_asks_for_what_only_a_person_knows():
    assert gap("编制数") == "【待填：编制数】"


def test_brackets_inside_a_gap_do_not_end_it():
    assert gaps(f"核定{gap('编制【行政】数')}名") == ["【待填：编制〔行政〕数】"]


def test_marks_name_their_fields():
    text = f"执行{mark('/budget/rows/0/executed')}，目标{mark('/indicators/0/target', '值')}。"

    assert pointers(text) == ["/budget/rows/0/executed", "/indicators/0/target"]
