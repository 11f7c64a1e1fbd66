"""The report: its sections with their numbers as published, and what is no report."""

from pathlib import Path

import pytest
from prose_lines import lines_of

from jiping.filing import Report
from jiping.intake.report import read_report


def report(text: str, page: int | None = None) -> Report:
    found, _, _ = read_report(lines_of(text, page))
    assert found is not None
    return found


def outline(text: str) -> list[tuple[str | None, str, str]]:
    return [(s.number, s.heading, s.text) for s in report(text).sections]


def test_sections_keep_broken_numbering_as_published() -> None:
    text = """部门整体支出绩效自评报告
1、 单位基本情况
内设机构3个。
二、一般公共预算支出情况
（一）基本支出情况
1.工资福利支出10万元，比上年增加1万元，原因是调资。
（二）项目支出情况
无
三、部门整体支出绩效情况
职责为：1.指导村民自治。
2.抓好安全生产。
4、 下一步改进措施
加强管理。"""

    assert outline(text) == [
        ("1、", "单位基本情况", "内设机构3个。"),
        ("二、", "一般公共预算支出情况", ""),
        ("（一）", "基本支出情况", "1.工资福利支出10万元，比上年增加1万元，原因是调资。"),
        ("（二）", "项目支出情况", "无"),
        ("三、", "部门整体支出绩效情况", "职责为：1.指导村民自治。\n2.抓好安全生产。"),
        ("4、", "下一步改进措施", "加强管理。"),
    ]
    assert report(text).title == "部门整体支出绩效自评报告"


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("部门（单位）概况", "profile"),
        ("基本支出情况", "basic_expenditure"),
        ("项目支出情况", "project_expenditure"),
        ("项目支出绩效情况", "performance"),
        ("绩效目标完成情况分析", "performance"),
        ("存在的问题及原因分析", "problems"),
        ("下一步改进措施", "measures"),
        ("几点建议", "measures"),
        ("绩效自评结果拟应用和公开情况", "application"),
        ("其他需要说明的问题", "other"),
        ("绩效自评工作开展情况", "other"),
    ],
)
def test_the_topic_is_what_the_heading_is_about(heading: str, topic: str) -> None:
    sections = report(f"一、{heading}\n已开展绩效自评。\n二、其他\n无。").sections

    assert (sections[0].heading, sections[0].topic) == (heading, topic)


def test_headings_run_on_into_the_text_without_a_stop() -> None:
    text = (
        "青禾县第二中学专项资金绩效自评报告一、基本情况(一)项目基本概况我校项目一个"
        "(二)资金及绩效目标2022年安排90万元二、存在的问题及原因分析暂无三、几点建议及时拨款"
    )

    assert outline(text) == [
        ("一、", "基本情况", ""),
        ("(一)", "项目基本概况", "我校项目一个"),
        ("(二)", "资金及绩效目标", "2022年安排90万元"),
        ("二、", "存在的问题及原因分析", "暂无"),
        ("三、", "几点建议", "及时拨款"),
    ]


def test_headings_that_lost_their_numerals() -> None:
    text = """绩效目标分解下达情况
已下达。绩效目标完成情况分析
(一)资金投入情况分析
项目资金执行情况分析
已支付。
、部门基本情况
()机构设置、职责
内设机构6个。"""

    assert [(n, h) for n, h, _ in outline(text)] == [
        (None, "绩效目标分解下达情况"),
        (None, "绩效目标完成情况分析"),
        ("(一)", "资金投入情况分析"),
        (None, "项目资金执行情况分析"),
        (None, "部门基本情况"),
        (None, "机构设置、职责"),
    ]


def test_a_heading_closed_by_a_stop_and_one_whose_number_stands_alone() -> None:
    text = "(一)项目概况：总投资19万元。\n1.资金投入情况分析。已投入。\n(三)\n存在问题。\n无。"

    assert outline(text) == [
        ("(一)", "项目概况", "总投资19万元。"),
        ("1.", "资金投入情况分析", "已投入。"),
        ("(三)", "存在问题", "无。"),
    ]


def test_items_of_the_text_are_no_headings() -> None:
    text = "一、职能职责\n（一）贯彻执行国家法律、法规，负责全县道路的养护。\n2.受益群众满意度达98%。\n二、情况\n无。"

    assert [h for _, h, _ in outline(text)] == ["职能职责", "情况"]


PARAGRAPH = (
    "全年共实施道路养护项目12个，养护里程128.6公里，按照合同约定共支付工程款980万元，"
    "沿线26个行政村的群众出行条件得到改善，绩效目标全部完成。"
)


def wrapped(text: str, width: int) -> str:
    lines = []
    for paragraph in text.split("\n"):
        lines += [paragraph[at : at + width] for at in range(0, len(paragraph), width)]
    return "\n".join(lines)


def test_lines_broken_by_a_page_are_joined_also_inside_words_and_amounts() -> None:
    whole = f"一、基本情况\n{PARAGRAPH}\n二、绩效目标完成情况\n{PARAGRAPH}"
    page = "14\n" + wrapped(whole, 25) + "\n— 2 —"

    assert report(page).sections == report(whole).sections
    assert report("12\n一、资金执行情况\n全年支出0\n万元，未执行。\n二、其他\n无。").sections[
        0
    ].text == ("全年支出0万元，未执行。")


def test_a_number_alone_on_its_line_is_a_page_number_or_a_cut_amount() -> None:
    (section, _) = report("一、资金情况\n全年支出共计\n0\n万元。\n3\n二、其他\n无。").sections

    assert section.text == "全年支出共计0万元。"


def test_what_belongs_to_the_web_page_is_left_out() -> None:
    text = """首页 > 公示公告
发布时间：2023-06-01 浏览次数：15
字体：大 中 小 打印
2022年项目绩效自评报告
一、基本情况
已实施。
二、结果公开
已公开。
上一篇：无
主办单位：青禾县人民政府 蜀ICP备1号"""

    assert outline(text) == [("一、", "基本情况", "已实施。"), ("二、", "结果公开", "已公开。")]


def test_a_table_of_contents_is_no_report_of_its_own() -> None:
    text = (
        "目录\n一、部门概况\n二、绩效情况……3\n一、部门概况\n内设机构3个。\n二、绩效情况\n已完成。"
    )

    assert [h for _, h, _ in outline(text)] == ["部门概况", "绩效情况"]


def test_text_before_the_first_heading_is_a_section_without_one() -> None:
    sections = report(
        "2022年，我局对道路项目开展绩效自评，得分98分。\n一、概况\n已完成。\n二、其他\n无。"
    ).sections

    assert (sections[0].number, sections[0].heading) == (None, "")
    assert sections[0].text.startswith("2022年，我局")


def test_one_paragraph_about_a_self_evaluation_is_a_report() -> None:
    (section,) = report("2020年度绩效评价\n\n项目全年预算数为50万元，执行数为50万元。").sections

    assert section.text == "项目全年预算数为50万元，执行数为50万元。"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "首页 > 政务公开 > 绩效管理\n返回顶部",
        "部门整体支出绩效自评表\n（2022年度）\n填报单位：青禾县财政局",
        "注：1.得分最高不能超过该指标分值上限，定量指标按完成比例计分。",
        "填表人：张三  联系电话：0000\n附件1",
    ],
)
def test_what_stands_around_a_form_is_no_report(text: str) -> None:
    assert read_report(lines_of(text))[0] is None


def test_every_part_has_its_evidence() -> None:
    text = "2022年绩效自评报告\n\n一、基本情况\n基本支出20万元。\n（二）其他情况：\n无。"

    found, evidence, problems = read_report(lines_of(text))

    assert found is not None
    assert not problems
    assert {pointer: e.where.line for pointer, e in evidence.items()} == {
        "/report/title": 1,
        "/report/sections/0/heading": 3,
        "/report/sections/0/number": 3,
        "/report/sections/0/text": 4,
        "/report/sections/1/heading": 5,
        "/report/sections/1/number": 5,
        "/report/sections/1/text": 6,
        "/report/figures/0/label": 4,
        "/report/figures/0/amount": 4,
    }
    assert evidence["/report/sections/1/heading"].raw == "（二）其他情况"


def test_hostile_text_is_read_in_bounded_time() -> None:
    for piece in (
        "一、",
        "(",
        "项目资金",
        "工资福利支出1万元，比上年增加1万元，原因是",
        "1.",
        "中\n",
    ):
        read_report(lines_of(piece * (60_000 // len(piece))))


def test_published_reports_have_sections(shared: Path) -> None:
    """Documents of the families R1–R3 in the shared samples, where they are there."""
    for name in ("007", "015", "023", "042", "053", "095", "104"):
        text = (shared / "samples" / f"{name}.txt").read_text(encoding="utf-8")
        assert len(report(text).sections) >= 3, name


def test_a_heading_that_its_own_part_repeats_is_no_line_of_contents() -> None:
    text = (
        "一、绩效目标下达情况\n下达3万元。\n二、绩效目标完成情况\n(一)资金情况\n已支付3万元。\n"
        "(二)绩效目标完成情况\n合格率100%。\n三、改进措施\n加快进度。"
    )

    assert [number for number, _, _ in outline(text)] == ["一、", "二、", "(一)", "(二)", "三、"]
