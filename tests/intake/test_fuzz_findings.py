"""What damaged documents brought to light; each of these once ended in a fault of ours."""

import pytest

from jiping.intake import extract

FINDINGS = {
    "a short first sentence with a line left out behind it": (
        "某区专项转移支付2023。\n(公开情况)\n(牌证)当年办证牌证率达到了100%。\n(3)实效指标\n"
        "当年补贴资金兑付率100%。2.效益指标完成情况分析\n(1)经济效益\n直接受益户5户。"
    ),
    "RTF that tells another edge behind the end of a row": (
        r"{\rtf1\trowd\cellx1000\cellx2000\pard\intbl a\cell b\cell\row\cellx3000\pard after\par}"
    ),
}


@pytest.mark.parametrize("finding", FINDINGS)
def test_a_finding_is_read(finding: str) -> None:
    assert extract("a.txt", FINDINGS[finding].encode()).source.name == "a.txt"
