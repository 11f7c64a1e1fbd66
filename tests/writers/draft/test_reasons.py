"""A reason of the form taken apart: why, what failed, what now."""

import pytest

from jiping.writers.draft.reasons import reason_of


@pytest.mark.parametrize(
    ("text", "cause", "failing", "plan"),
    [
        ("因供货推迟，300册未到。采购部2024年3月前补齐。", "供货推迟，300册未到", "", "采购部2024年3月前补齐"),
        ("技术人员不足", "技术人员不足", "", ""),
        ("一处路肩返工", "一处路肩返工", "", ""),
        ("受疫情影响，培训推迟，今后加强统筹", "受疫情影响，培训推迟", "", "加强统筹"),
        ("偏差原因：项目变更，改进措施：加强前期论证", "项目变更", "", "加强前期论证"),
        ("原因：资金下达较晚；措施：2024年3月前完成支付", "资金下达较晚", "", "2024年3月前完成支付"),
        ("未完成，下年继续实施", "", "未完成", "下年继续实施"),
        ("偶尔出现收支不及时的情况", "", "偶尔出现收支不及时的情况", ""),
        ("超过年初预算，要加强成本的控制", "", "超过年初预算", "加强成本的控制"),
        ("生态环境保护是永恒的话题，不可停滞", "", "", ""),
        ("各行业部门的工作还有待精细化，争取更高得分", "", "各行业部门的工作还有待精细化", "争取更高得分"),
        ("（核验排队）", "核验排队", "", ""),
        ("无", "", "", ""),
        (None, "", "", ""),
    ],
)  # fmt: skip
def test_why_what_failed_and_what_now(text: str | None, cause: str, failing: str, plan: str):
    found = reason_of(text)

    assert (found.cause, found.failing, found.plan) == (cause, failing, plan)


def test_a_plan_with_owner_or_date_is_settled():
    assert reason_of("因停水未告知。供水股从2024年4月起提前张贴通知。").settled
    assert not reason_of("因停水未告知，今后加强管理").settled
