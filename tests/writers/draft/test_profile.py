"""What a report tells of the unit itself."""

from jiping.filing import Report, Section
from jiping.writers.draft.profile import Profile, profile_of

TEXT = (
    "青禾县水利局是县人民政府主管水行政事务的正科级工作部门，主要承担水利工程建设管理和供水保障两项职责。"
    "内设机构3个，分别为：办公室、计划财务股（国库集中支付室、核算室）、供水管理股。"
    "核定编制34名，年末在职人员32人，离休人员0人，退休人员18人，属县一级预算单位。"
)


def report(text: str) -> Report:
    return Report(sections=(Section(heading="基本情况", topic="profile", text=text),))


def test_rank_offices_posts_and_staff_are_read():
    assert profile_of(report(TEXT), None) == Profile(
        "县人民政府主管水行政事务的正科级工作部门",
        ("办公室", "计划财务股（国库集中支付室、核算室）", "供水管理股"),
        "34", "32", "18", "县一级预算单位", ("水利工程建设管理和供水保障两项职责",),
    )  # fmt: skip


def test_names_that_are_not_as_many_as_told_are_left_out():
    assert profile_of(report(TEXT.replace("3个", "4个")), None).offices == ()


def test_last_years_report_helps_where_there_is_none_and_is_told_as_such():
    assert profile_of(None, report(TEXT)).of_last_year


def test_a_list_of_duties_is_told_by_its_heads():
    text = "本单位职责是：1.宣传党的方针政策，组织学习。\n2.维护社会治安。\n按照上述职责开展工作。"
    section = Section(heading="绩效情况", topic="performance", text=text)

    assert profile_of(Report(sections=(section,)), None).duties == (
        "宣传党的方针政策", "维护社会治安",
    )  # fmt: skip
