from jiping.intake.traditional import is_traditional, simplified


def test_the_residue_of_a_mirror_is_dropped_and_the_characters_are_folded() -> None:
    assert simplified("績(jī)效目標(biāo)") == "绩效目标"
    assert simplified("計劃安排資金 (萬元)") == "计划安排资金 (万元)"
    assert simplified("實際完成值(B)") == "实际完成值(B)"


def test_only_traditional_pages_are_told_so() -> None:
    assert is_traditional("項目績效目標預算執行情況，財政資金，單位評價")
    assert not is_traditional("项目绩效目标预算执行情况，财政资金，单位评价")
