"""What the checks must not say: each case was once a false finding on a real document."""

import pytest

from jiping import standards
from jiping.checks import Finding, check_filing
from jiping.checks.examples import clean, edited, row
from jiping.checks.registry import Edits


def found(edits: Edits, under: str = "hunan-2022") -> dict[str, Finding]:
    return {one.code: one for one in check_filing(edited(edits), standards.load(under))}


# --- documents that break off ---------------------------------------------------------------------


def cut_in_section(number: int) -> Edits:
    """The clean report as it stands when a page ends within the section of that number."""
    text = clean().report.sections[number].text
    later = {f"/report/sections/{n}": None for n in range(number + 1, 11)}
    return {f"/report/sections/{number}/text": text[: len(text) // 2], **later}


@pytest.mark.parametrize("number", [0, 1, 2, 3, 7, 8, 9, 10])
def test_a_report_cut_within_a_sentence_is_not_accused_of_what_is_missing(number):
    raised = found(cut_in_section(number))
    assert not [one for one in raised.values() if one.code[2] == "7" and one.severity != "notice"]
    assert not {"JP707", "JP714", "JP715", "JP716", "JP616", "JP619"} & raised.keys()


def test_a_report_that_ends_after_a_section_may_be_cut_there():
    later = {f"/report/sections/{n}": None for n in range(8, 11)}
    finding = found(later)["JP702"]
    assert finding.severity == "notice"
    assert "若文件不全" in finding.message


def test_the_last_reason_of_a_form_that_breaks_off_is_not_judged():
    whole = {
        "/indicators/9/actual": "80%",
        "/indicators/9/score": "8",
        "/indicators/9/reason": "因空",
    }
    assert "JP407" not in found({**whole, "/complete": False, "/report": None})


def test_the_last_row_of_a_budget_that_breaks_off_is_not_judged():
    row_of_parts = {
        "item": "current_appropriation",
        "label": "其中：当年财政拨款",
        "executed": "5000",
    }
    cut = {"/complete": False, "/report": None, "/indicators": [], "/goals/expected": None}
    assert "JP114" not in found({**cut, "/budget/rows/-": row_of_parts})


def test_a_preview_without_figures_is_not_asked_for_categories_year_or_numbers():
    without = {
        "/fiscal_year": None, "/report": None,
        "/budget/rows": [{"item": "total", "label": "年度资金总额"}],
        "/indicators": [row("绿地管护面积", "≥万平方米", "万平方米", None, None)],
    }  # fmt: skip
    assert not {"JP501", "JP503", "JP523", "JP612"} & found(without).keys()


def test_rows_that_are_still_to_be_filled_in_are_no_indicators():
    empty = [
        {"level1": "产出指标", "level2": name}
        for name in ("数量指标", "质量指标", "时效指标", "成本指标")
    ]
    assert "JP503" not in found({"/indicators": empty, "/report": None})


# --- what is said must be so ----------------------------------------------------------------------


def test_words_scored_within_their_best_band_are_no_unexplained_deduction():
    within = [
        row(
            "办学条件", "改善办学条件", "改善办学条件", "15", "13", None, "社会效益指标", "效益指标"
        ),
        row("阅读推广活动场次", "≥40场", "42场", "20", "20"),
    ]
    assert not {"JP303", "JP308", "JP313", "JP318"} & found({"/indicators": within}).keys()


def test_nothing_of_anything_needs_no_unit():
    none_done = {"/indicators/0/actual": "0", "/indicators/0/score": "0"}
    assert "JP512" not in found(none_done)


def test_a_unit_left_out_beside_a_like_number_is_only_a_notice():
    assert found({"/indicators/0/actual": "42"})["JP512"].severity == "notice"
    assert found({"/indicators/5/actual": "11"})["JP512"].severity == "warning"


def test_money_that_came_in_is_not_money_spent():
    told = {
        "/kind": "report", "/indicators": [], "/budget/rows/0/executed": "1200.14",
        "/report/sections/1/text": "应到位500.00万元，实际配套到位资金1200.14万元。",
        "#/budget/rows/0/executed": "1200.14万元",
    }  # fmt: skip
    assert "JP201" not in found(told)
    spent = {**told, "/report/sections/1/text": "预算500.00万元，实际支出1200.14万元。"}
    assert "JP201" in found(spent)


def test_asterisks_may_hide_a_name():
    assert found({"/indicators/0/name": "特困人员(≥**人)"})["JP720"].severity == "warning"
    assert found({"/indicators/0/name": "特困人员（≥××人）"})["JP720"].severity == "error"


def test_the_words_around_a_rest_are_of_one_field():
    message = found({"/goals/achieved": "说明完成情况(100字以内)"})["JP720"].message
    assert message == "“说明完成情况(100字以内)”有模板残留“(100字以内)”。"


@pytest.mark.parametrize(
    "words", ["健全内部控制制度", "暂付性款项项目5个", "专项项目12个", "子项项目3个"]
)
def test_a_character_that_ends_one_word_and_begins_the_next_is_no_slip(words):
    assert "JP722" not in found({"/report/sections/1/text": ("全年", f"含{words}。全年")})


def test_a_heading_taken_for_the_title_is_not_judged_as_one():
    assert "JP705" not in found({"/report/title": "一、绩效目标分解下达情况"})


@pytest.mark.parametrize("name", ["完成时效", "提升质量", "保障程度", "截至2023年底,活动完成率"])
def test_a_name_that_ends_as_a_measure_is_no_task(name):
    assert "JP518" not in found({"/indicators/3/name": name})


def test_numbered_paragraphs_of_results_are_no_list_of_duties():
    results = "1.举办活动42场。\n2.新增图书5700册。\n3.编目合格率99%，自评99.4分，问卷满意，“三公”1.2万元。"
    assert not {"JP708", "JP709"} & found({"/report/sections/7/text": results}).keys()


def test_a_figure_broken_by_the_edge_of_the_page_counts():
    results = "自评99.4分。培训26\n期，合格率97.\n5%，问卷288份，“三公”经费没有超支，读者反映良好。"
    assert "JP709" not in found({"/report/sections/7/text": results})


def test_messages_are_one_line():
    message = found({"/report/sections/9/text": "（略）\n（两点）"})["JP703"].message
    assert message == "“下一步改进措施”只写了“（略） （两点）”。"


def test_a_total_a_little_over_the_limit_is_not_said_to_be_on_it():
    assert "高0.3分" in found({"/total/score": "90.3"})["JP311"].message


def test_a_short_catchword_is_no_goal_to_compare_with():
    assert "JP522" not in found({"/goals/expected": "收支平衡，账目清楚，票据齐全，按时办理。"})


@pytest.mark.parametrize(
    "reason",
    [
        "部分外出务工读者联系不上，2024年起推行电话随访，由读者服务部每季度通报。",
        "10月连续降雨停工12天，今后汛期前完成土方施工，由工程股按月调度。",
        "1个小区业主意见不统一，推迟2个月开工，已于2024年2月开工。",
    ],
)
def test_what_will_be_done_is_a_measure_however_it_is_told(reason):
    assert "JP406" not in found({"/indicators/1/reason": reason})


def test_one_unit_in_two_spellings_is_one_unit():
    spelled = {"/indicators/0/target": "≥2000平方米", "/indicators/0/actual": "2150㎡"}
    assert "JP512" not in found(spelled)


def test_a_form_whose_budget_was_not_read_is_not_summed():
    assert "JP105" not in found({"/budget/rows": [], "/report": None})


def test_half_told_lists_are_not_summed():
    profile = ("年末在职人员19人", "年末在职人员19人，其中行政编制4人、女职工13人、退休6人")
    assert "JP717" not in found({"/report/sections/0/text": profile})
    shares = (
        "项目支出150.00万元，",
        "项目支出150.00万元（图书占62.4%、活动占15.1%、设备占2.5%），",
    )
    assert "JP719" not in found({"/report/sections/3/text": shares})


def test_last_years_evaluation_may_be_spoken_of():
    compared = ("自评结果作为", "与2022年度绩效自评相比提高1分。自评结果作为")
    assert "JP718" not in found({"/report/sections/10/text": compared})


def test_a_deadline_after_the_year_is_that_of_a_longer_project():
    later = {"/indicators/3/target": "2024年6月底前", "/indicators/3/actual": "2024年5月20日"}
    assert "JP528" not in found(later)


def test_a_review_by_a_firm_is_no_self_evaluation_by_it():
    reviewed = ("全年自评", "县财政局委托事务所对自评结果进行复核。全年自评")
    assert "JP723" not in found({"/report/sections/7/text": reviewed})


def test_a_year_in_wide_digits_is_a_year():
    wide = {"/report/title": "云溪县图书馆２０２３年度部门整体支出绩效自评报告"}
    assert not {"JP705", "JP612"} & found(wide).keys()


def test_published_with_the_accounts_is_a_time():
    told = ("随部门决算在县", "随2023年度部门决算在县")
    assert "JP713" not in found({"/report/sections/10/text": told})


def test_a_score_over_its_weight_is_no_second_finding():
    assert "JP318" not in found({"/indicators/6/score": "10.75", "/total/score": "100.15"})


def test_parts_of_a_compound_unit_may_be_spelled_in_two_ways():
    spelled = {"/indicators/4/target": "≤2000元/平方米", "/indicators/4/actual": "1960元/㎡"}
    assert "JP512" not in found(spelled)


def test_a_figure_quoted_with_the_head_of_its_unit_is_compared():
    reason = "设备两次流标，实际完成8台，2024年4月底前重新招标，由设备科负责。"
    row_of_reason = {
        "/indicators/1/target": "≥12台（套）", "/indicators/1/actual": "6台（套）",
        "/indicators/1/score": "4", "/indicators/1/reason": reason,
    }  # fmt: skip
    assert "JP409" in found(row_of_reason)


def test_points_of_benefit_may_be_printed_with_those_of_satisfaction():
    assert "JP102" not in found({"#/indicators/5/level1": "项目效益（40分）"})
    assert "JP102" in found({"#/indicators/5/level1": "项目效益（45分）"})


def test_a_form_with_categories_of_its_own_has_another_frame():
    decided = row("立项可行性", "可行", "可行", "5", "5", level1="项目决策", level2="项目立项")
    other = {"/indicators/2/weight": "7", "/indicators/2/score": "7", "/indicators/-": decided}
    assert "JP103" not in found(other)


def test_a_form_without_its_head_is_not_asked_for_the_year():
    headless = {"/unit": None, "/fiscal_year": None, "/report": None}
    assert "JP612" not in found(headless)
    assert "JP612" in found({"/fiscal_year": None, "/report": None})


# --- what the figures do not prove is said as a doubt, or not at all --------------------------------


def spent(project: str) -> Edits:
    """450 of 500 were spent; what the expenditure view tells of projects beside 340 of basic."""
    return {"/budget/rows/0/executed": "450", "/budget/by_expenditure/project": project}


def test_a_view_that_tells_the_budget_is_asked_for_and_not_accused():
    finding = found(spent("160"))["JP112"]
    assert finding.severity == "warning"
    assert "等于全年预算数" in finding.message
    assert found(spent("140"))["JP112"].severity == "error"
    assert "JP112" not in found(spent("110"))


def test_a_category_that_was_not_read_is_not_missing():
    assert "JP501" in found({"/indicators/3/level2": "质量指标"})
    assert "JP501" not in found({"/indicators/3/level2": None})


@pytest.mark.parametrize("target", ["0起", "0"])
def test_of_nothing_there_is_no_less(target):
    assert "JP511" not in found({"/indicators/7/target": target, "/indicators/7/actual": "0起"})


@pytest.mark.parametrize("name", ["到馆读者满意度(≥90%)", "读者满意度超上年"])
def test_a_name_may_tell_the_direction(name):
    assert "JP511" not in found({"/indicators/9/name": name, "/indicators/9/target": "90%"})


def test_a_report_has_no_column_of_targets():
    bare = {"/indicators/0/target": "40场"}
    assert "JP511" in found(bare)
    assert "JP511" not in found({**bare, "/kind": "report"})


@pytest.mark.parametrize(
    ("name", "raised"),
    [("社会和谐保障率", True), ("困难职工补贴保障率", False), ("运行经 费保障率", False)],
)
def test_a_share_of_money_can_be_counted(name, raised):
    rate = {
        "/indicators/8/name": name, "/indicators/8/target": "≥95%", "/indicators/8/actual": "96%",
    }  # fmt: skip
    assert ("JP510" in found(rate)) is raised


def test_a_cause_beside_a_met_target_is_no_missing_explanation():
    met = {"/indicators/0/score": "7", "/total/score": "98.4"}
    assert found(met)["JP303"].severity == "warning"
    caused = found({**met, "/indicators/0/reason": "因场地维修，4场推迟到11月，由办公室补办。"})
    assert caused["JP303"].severity == "notice"
    assert "完成值与所写原因是否一致" in caused["JP303"].message


def test_the_odd_score_is_shown_and_not_the_first():
    odd = found({"/indicators/3/score": "8", "/total/score": "95.4"})["JP318"]
    assert odd.pointer == "/indicators/3/score"
    assert odd.message == (
        "均已达标，得分比例却不同：“活动按期举办率”8/12分，而“阅读推广活动场次”8/8分等8项。"
    )


@pytest.mark.parametrize(
    "table",
    [
        "其中:省级财政其它其它其它其它结余",
        "总体目标目标1:购书。一级指标二级指标三级指标资料册数资料册数指标值",
    ],
)
def test_cells_that_run_together_are_no_slip(table):
    section = "/report/sections/3/text"
    assert "JP722" not in found({section: ("专账核算", f"{table}。专账核算")})
    assert "JP722" in found({section: ("专账核算", "专账核算核算")})


@pytest.mark.parametrize(
    "words",
    [
        "非涉密项目均已公开", "敏感涉密项目0个", "没有涉密资料", "除涉密项目外全部公开",
        "依法不予公开的资料除外", "无敏感涉密项目",
    ],
)  # fmt: skip
def test_what_is_denied_is_no_mark(words):
    assert "JP805" not in found({"/report/sections/0/text": ("编制20名", f"{words}，编制20名")})


@pytest.mark.parametrize("words", ["涉密项目3个", "无法公开的涉密资料", "列为涉密项目"])
def test_what_is_told_is_a_mark(words):
    told = {"/report/sections/0/text": ("编制20名", f"{words}，{words}，编制20名")}
    raised = check_filing(edited(told), standards.load("hunan-2022"))
    assert len([one for one in raised if one.code == "JP805"]) == 1


def test_points_of_the_budget_that_were_not_read_may_be_in_the_total():
    unread = {"/budget/rows/0/weight": None, "/budget/rows/0/score": None}
    assert "JP105" not in found(unread)
    whole = {"/indicators/0/weight": "18", "/indicators/0/score": "18", "/total/score": "99.8"}
    assert "JP105" in found({**unread, **whole})


def test_a_score_is_told_with_what_carries_it():
    assert "“到馆读者人次”得分" in found({"/indicators/6/score": "10.75"})["JP106"].message
    assert "“预算执行率”得分" in found({"/budget/rows/0/score": "11"})["JP106"].message


# --- figures of something else ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "2022年项目支出180.00万元。", "图书购置项目支出90.00万元，阅读推广项目支出60.00万元。",
        "基本支出和项目支出490.00万元。",
    ],
)  # fmt: skip
def test_expenditure_of_another_year_or_of_a_part_is_not_the_units(words):
    section = "/report/sections/3/text"
    assert "JP606" not in found({section: ("项目支出150.00万元", f"{words}项目支出150.00万元")})
    assert "JP606" in found({section: ("项目支出150.00万元", f"{words}全年项目支出180.00万元")})


@pytest.mark.parametrize(
    "words",
    [
        "上年自评97.5分，", "2022年自评97.5分，", "产出指标50分，自评49.6分；", "各项目平均自评98分，",
        "采购项目自评96分，",
    ],
)  # fmt: skip
def test_a_score_of_another_year_or_of_a_part_is_not_the_total(words):
    section = "/report/sections/7/text"
    assert "JP613" not in found({section: ("全年自评99.4分", f"{words}全年自评99.4分")})
    assert "JP613" in found({section: ("全年自评99.4分", f"{words}全年自评97分")})


def test_a_title_may_tell_the_year_of_publication_too():
    assert "JP612" not in found({"/report/title": "2024年公开的2023年度自评报告"})
    assert "JP612" in found({"/report/title": "2024年公开的2022年度自评报告"})


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("病床使用率", None), ("毛入学率", None), ("移动电话普及率", None), ("资金到位率", "warning"), ("参保率", "warning"),
        ("培训合格率", "error"),
    ],
)  # fmt: skip
def test_some_rates_may_exceed_the_whole(name, severity):
    raised = found({"/indicators/2/name": name, "/indicators/2/actual": "103%"})
    assert (raised["JP505"].severity if "JP505" in raised else None) == severity


def test_none_of_what_should_not_be_is_a_result():
    none = {"/indicators/6/target": "无", "/indicators/6/actual": "无"}
    assert "JP108" in found({**none, "/indicators/6/name": "到馆读者"})
    assert "JP108" not in found({**none, "/indicators/6/name": "媒体负面报道"})


@pytest.mark.parametrize(
    ("target", "actual", "severity"),
    [
        ("≥20台套", "20台（套）", None), ("≥1.5万平方米", "15200㎡", "notice"),
        ("≥1.5万平方米", "1.6㎡", "warning"), ("≥5万元", "50000元", "warning"),
    ],
)  # fmt: skip
def test_units_of_one_measure_are_no_doubt(target, actual, severity):
    raised = found({"/indicators/0/target": target, "/indicators/0/actual": actual})
    assert (raised["JP512"].severity if "JP512" in raised else None) == severity


def test_a_rate_as_a_fraction_has_no_unit():
    fraction = {"/indicators/2/target": "≥0.98", "/indicators/2/actual": "0.99"}
    assert "JP512" not in found(fraction)
    assert "JP512" in found({**fraction, "/indicators/2/name": "编目册数"})


def test_a_few_more_than_two_are_no_slip_of_a_digit():
    few = found({"/indicators/0/target": "≥2场", "/indicators/0/actual": "8场"})
    assert "JP307" not in few
    assert "JP516" in few
    assert "JP307" in found({"/indicators/0/target": "≥2场", "/indicators/0/actual": "24场"})
    assert "JP307" in found({"/indicators/0/target": "≥20场", "/indicators/0/actual": "80场"})


def test_the_same_digits_in_another_unit_are_not_the_budget():
    cost = {"/indicators/4/name": "人均成本"}
    same = {"/indicators/4/target": "≤500元", "/indicators/4/actual": "490元"}
    assert "JP519" not in found({**cost, **same})
    whole = {"/indicators/4/target": "≤5000000元", "/indicators/4/actual": "4900000元"}
    assert "JP519" in found({**cost, **whole})


def test_what_is_not_published_by_law_is_no_mark():
    section = "/report/sections/10/text"
    assert "JP805" not in found({section: ("本报告", "涉密项目依法不予公开，本报告")})


def test_points_taken_off_what_is_far_over_are_no_other_measure():
    over = {
        "/indicators/6/actual": "11.2万人次", "/indicators/6/score": "9", "/total/score": "98.4",
        "/indicators/6/reason": "因新馆提前开馆，读者超出预计；2024年起由读者服务部按新馆测算目标。",
    }  # fmt: skip
    assert not {"JP303", "JP313", "JP318"} & found(over).keys()
    assert "JP303" in found({**over, "/indicators/6/actual": "8.2万人次"})


@pytest.mark.parametrize("measure", ["2024年春季补课2天", "采编部跟进供货", "余下的已在次年补齐"])
def test_what_is_made_up_for_later_is_a_measure(measure):
    assert "JP406" not in found({"/indicators/1/reason": f"因供货推迟，300册未到馆；{measure}。"})
    assert "JP406" in found({"/indicators/1/reason": "因供货推迟，300册未到馆，也未补齐。"})


def test_the_sum_of_all_indicators_is_the_total():
    section = "/report/sections/7/text"
    told = "产出指标和效益指标、预算执行率合计自评97分"
    assert "JP613" in found({section: ("全年自评99.4分", told)})


def test_a_measure_with_the_number_of_its_problem_may_answer_its_cause():
    problems = (
        "1.年中追加比重偏大。上级资金7月才下达，无法预计。\n2.新增馆藏图书未达计划，供货推迟。"
    )
    measures = "1.能够预计的上级补助编入年初计划。\n2.采编部2024年3月前补齐馆藏图书。"
    told = {"/report/sections/8/text": problems, "/report/sections/9/text": measures}
    assert "JP619" not in found(told)
    other = measures.replace("能够预计的上级补助编入年初计划", "阅览室空调由办公室更换")
    assert "JP619" in found({**told, "/report/sections/9/text": other})


def test_a_deadline_of_every_month_has_its_direction():
    deadline = {"/indicators/3/target": "次月15日前", "/indicators/3/actual": "次月10日"}
    assert "JP511" not in found(deadline)


@pytest.mark.parametrize(
    ("result", "raised"),
    [
        ("及时发放临聘人员工资", False), ("全面完成编目", False), ("及时开展活动、按时完成活动", True),
        ("全面完成各项工作", True),
    ],
)  # fmt: skip
def test_two_things_do_not_contradict_each_other(result, raised):
    told = {
        "/report/sections/7/text": ("举办活动", f"{result}，举办活动"),
        "/report/sections/8/text": ("新增馆藏图书没有", "个别活动开展不及时，有的未完成；新增馆藏图书没有"),
        "/report/sections/9/text": ("补齐300册", "补齐300册，活动提前排期"),
    }  # fmt: skip
    assert ("JP618" in found(told)) is raised


@pytest.mark.parametrize("cause", ["部分合同款次年支付", "质保金尚未到期", "省级资金12月才下达"])
def test_why_money_was_not_spent_may_stand_among_the_results(cause):
    slow = {
        "/budget/rows/0/executed": "290.00", "/budget/rows/0/execution_rate": "0.58",
        "/budget/rows/0/score": "5.8", "/total/score": "95.4", "/report": None,
        "/budget/by_expenditure/project": "-50.00",
    }  # fmt: skip
    assert "JP205" in found(slow)
    assert "JP205" not in found(
        {**slow, "/goals/achieved": f"举办活动42场，新增图书5700册；{cause}。"}
    )


def test_a_form_by_a_frame_of_its_own_is_only_told_of_a_category():
    lacking = {"/indicators/3/level2": "质量指标"}
    assert found(lacking)["JP501"].severity == "warning"
    own = found({**lacking, "/indicators/2/level1": "管理", "/indicators/2/level2": "资产管理"})
    assert own["JP501"].severity == "notice"
    assert "另有“管理”" in own["JP501"].message


def test_points_of_rows_half_read_are_not_added_up():
    told = {"#/indicators/0/level1": "产出指标（48分）", "/complete": False, "/report": None}
    assert "JP102" in found(told)
    assert "JP102" not in found({**told, "/indicators/4/score": None})


def test_amounts_are_told_in_the_unit_of_the_form():
    over = {"/budget/rows/0/executed": "510.00", "/budget/by_expenditure/project": "170.00"}
    assert "执行数510万元" in found(over)["JP201"].message
    assert "执行数5100000元" in found({**over, "/currency_unit": "元"})["JP201"].message


# --- words that only look like the fault ------------------------------------------------------------


@pytest.mark.parametrize(("size", "raised"), [("XXL号", False), ("XX号", True), ("XXX牌", True)])
def test_a_size_is_no_rest_of_a_template(size, raised):
    assert ("JP720" in found({"/indicators/0/name": f"采购{size}防护服"})) is raised


def test_energy_spared_for_each_yuan_is_no_outcome_of_the_economy():
    spared = {"/indicators/7/name": "万元GDP能耗下降率", "/indicators/7/target": "≥3%",
              "/indicators/7/actual": "3.2%"}  # fmt: skip
    assert not {"JP508", "JP520"} & found(spared).keys()
    assert {"JP508", "JP520"} <= found({**spared, "/indicators/7/name": "GDP增长率"}).keys()


def test_results_of_duties_are_results():
    done = "主要职责任务完成情况：一是举办活动42场。二是新增图书5700册，自评99.4分，“三公”1.2万元。"
    assert not {"JP708", "JP709"} & found({"/report/sections/7/text": done}).keys()


def test_an_evaluation_that_is_drawn_on_is_no_rest_of_an_old_text():
    drawn = "依据2022年度绩效自评结果，压减经费3万元。"
    section = "/report/sections/7/text"
    assert "JP718" not in found({section: ("全年自评", f"{drawn}全年自评")})
    assert "JP718" in found({section: ("全年自评", "完成2022年度绩效自评。全年自评")})


@pytest.mark.parametrize(
    "words", ["暂无其他问题。", "受停电影响，8月闭馆两天。", "未发现其他问题。"]
)
def test_no_problem_needs_no_measure(words):
    assert "JP619" not in found({"/report/sections/8/text": ("新增馆藏", f"{words}新增馆藏")})


def test_a_list_of_offices_may_go_on_behind_a_comma():
    listed = (
        "内设采编部、读者服务部、办公室等3个部门",
        "内设机构4个，分别为采编部、读者部，办公室、少儿部",
    )
    assert "JP706" not in found({"/report/sections/0/text": listed})
    short = (listed[0], "内设机构4个，分别为采编部、读者部、办公室，馆长1名")
    assert "JP706" in found({"/report/sections/0/text": short})


@pytest.mark.parametrize(
    "reason", ["未超支。", "按期完成，无未完成事项。", "没有逾期。", "不存在延误"]
)
def test_a_failure_that_is_denied_is_none(reason):
    assert "JP402" not in found({"/indicators/0/reason": reason})
    assert "JP402" in found({"/indicators/0/reason": "两场未完成。"})
    met = {"/indicators/0/score": "7", "/total/score": "98.4", "/indicators/0/reason": reason}
    assert "JP404" not in found(met)


def test_by_how_much_a_target_was_missed_is_not_the_target():
    told = "低于年初目标300册，因供货商破产；采编部2024年3月前补齐。"
    assert "JP409" not in found({"/indicators/1/reason": told})
    assert "JP409" in found({"/indicators/1/reason": told.replace("低于年初", "")})


@pytest.mark.parametrize(
    ("place", "name", "raised"),
    [
        (6, "税收遵从度", False), (6, "增收农户数", False), (6, "税收收入增长率", True),
        (0, "资金支付进度监控次数", False), (0, "资金支付进度", True),
    ],
)  # fmt: skip
def test_who_takes_part_in_the_economy_is_no_outcome_of_it(place, name, raised):
    assert ("JP508" in found({f"/indicators/{place}/name": name})) is raised


@pytest.mark.parametrize(
    "words",
    [
        "上半年新增馆藏图书册数2600册，",
        "其中新增馆藏图书册数300册，",
        "少儿新增馆藏图书册数300册，",
    ],
)
def test_a_value_of_a_part_is_not_the_actual_value(words):
    section = "/report/sections/7/text"
    assert "JP615" not in found({section: ("举办活动", f"{words}举办活动")})
    assert "JP615" in found({section: ("举办活动", "新增馆藏图书册数5600册，举办活动")})


def test_another_thing_counted_in_the_same_unit_is_not_the_value():
    row_of_villages = {
        "/indicators/1/name": "改造村卫生室", "/indicators/1/target": "≥8个", "/indicators/1/actual": "7个",
        "/indicators/1/score": "7",
    }  # fmt: skip
    cause = "因流标，两个标段只完成1个标段；2024年3月前由基建科完工。"
    assert "JP409" not in found({**row_of_villages, "/indicators/1/reason": cause})
    cause = "因流标，实际完成6个，2024年3月前由基建科完工。"
    assert "JP409" in found({**row_of_villages, "/indicators/1/reason": cause})
