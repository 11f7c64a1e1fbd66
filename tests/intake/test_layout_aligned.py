"""Text whose columns stand under each other, cells wrapped over lines.

The texts are what `pdftotext -layout` makes of the printed forms, and one as it is typed.
"""

import pytest
from printed import NATIONAL, OPERATOR, WEIGHT_BETWEEN, figures, in_table, lines_of

from jiping.filing import Filing, Value
from jiping.intake import extract
from jiping.intake.layouts import aligned

#: Cells set at their middle; labels merged over rows at the middle of these.
AT_MIDDLE = """\
                                              项目支出绩效自评表
                                               （2022 年度）
     项目名称                                                  河道清淤
     主管部门                          青禾县水利局                            实施单位                             云岭镇水利站
                                   年初预算数        全年预算数      全年执行数            分值             执行率                 得分
                     年度资金总额         329.77       338.31    332.13           10             98.17%              9.8
     项目资金           其中：当年财政拨
                                    329.77       329.77    323.59           —              98.13%              —
     （万元）               款
                     上年结转资金                       8.54      8.54            —                  100%            —
                      其他资金                                                  —                                  —
                                    预期目标                                          实际完成情况
    年度总体目标
                                   清淤 12 公里                                       清淤 12.5 公里
                                                  年度         实际                                          偏差原因分析及改
            一级指标      二级指标          三级指标                                    分值                 得分
                                                 指标值        完成值                                             进措施
                               指标 1：清淤长度        ≥12 公里     12.5 公里          20                  20
                      数量指标     指标 2：出动机械                                                                 汛期停工，下年提
                                                  150        146            10                 9.7
绩                                （台次）                                                                       前安排
            产出指标
效                              指标 1：断面达标
                      质量指标                       ≥95%       100%            10                  10
指                                   率
标                     时效指标     指标 1：完工时间         11 月前      10 月            10                  10
                      生态效益                                                                                个别河段仍有返
            效益指标               指标 1：改善水质        有效改善       有效改善             30                  28
                       指标                                                                                  污，加强巡查
                      服务对象     指标 1：沿岸村民
            满意度指标                                ≥90%       93%             10                  10
                     满意度指标        满意度
                              总分                                            100                97.5
"""

#: Cells set at the top.
AT_TOP = """\
项目绩效自评表（2022 年度）
项目名称               村道养护
主管部门               青禾县交通局           实施单位           云岭镇公路
                                                   站
 项目资金              全年预算数    全年执行数   分值       执行率   得分
（万元）    年度资金总      64       60.8    10       95%   9.5
        额
绩效指标    一级指标       二级指标     三级指标    年度指标值    分值    实际完成值   得分
        产出指标       数量指标     养护里程    ≥32 公里   25    33 公里   25
                   质量指标     路况等级    良好       25    良好      24
        效益指标       社会效益指    出行条件    改善       15    改善      15
                   标
                   可持续影响    养护机制    健全       15    健全      14.5
                   指标
        满意度指标      服务对象满    村民满意度   ≥90%     10    94%     10
                   意度指标
总分                                           100           98
"""

#: A budget whose columns run into each other.
CLASHING = """\
项目支出绩效自评表
单位名称：云岭县老龄办                         金额单位：元
项目名称          高龄津贴
主管部门          云岭县民政局                         实施单位             云岭县老龄办
                                    全年预算     全年执行
                     年初预算数                             分值     执行率       得分
                                    数        数
              年度资金
                                    8562788.778562788.7710    100.00%   10.00
              总额
项目资金（元）       其中：当
              年财政拨                  8562788.778562788.77—     100.00%   —
              款
              上年结转
                                                       —                —
              资金
                                                                                偏差原因
                                                       实际完成
       一级指标   二级指标   三级指标    指标性质   指标值      度量单位             分值        得分      分析及改
                                                       值
                                                                                进措施
                     发放人数    ≧      1200     人         1236   20.00     20.00
              数量指标
                     发放次数    ═      12       次         12     20.00     20.00

       产出指标                                                                     系统调试
绩效指标                 发放及时                                                       延迟一
              时效指标           ≧      95       %         92     10.00     9.00
                     率                                                          次，已修
                                                                                复
              社会效益   老年人生
       效益指标                  定性     有所改善               有所改善   30.00     28.00
              指标     活改善
              服务对象
       满意度指          受益对象
              满意度指           ≧      90       %         96     10.00     10.00
       标             满意度
              标
总分                                                            100.00    97.00
"""

#: As it is typed: a Chinese character takes up two places.
TYPED = """\
                          部门整体支出绩效自评表
                               （2023年度）
 部门名称        云岭县青年中心
 预算资金                        年初预算数    全年预算数    全年执行数    分值    执行率     得分
 （万元）        年度资金总额     128.36        156.80        153.21       10     97.71%     9.77
                 其中：当年财政   98.36         106.80        106.80       -      100%       -
                 拨款
                 其他资金         30.00         50.00         46.41        -      92.82%     -
 年度总体        预期目标                                     实际完成情况
 目标            1.开展主题活动；2.开展助学，           1.开展主题活动14场；2.资助学生86名，发放
                 资助80名以上。                         助学金25.8万元。
 一级      二级         三级指标               年度        实际       分值    得分   偏差原因分析及
 指标      指标                                指标值      完成值                    改进措施
 产出      数量指标     开展青年主题活动       ≥12场       14场        20      20
 指标                   场次
                        资助困难学生人数       ≥80人       86人        20      20
           质量指标     志愿者培训合格率       ≥98%        97%         10      9.9   2名志愿者中途
                                                                                     退出
 效益      社会效益     提升青年志愿服务       显著提升    显著提升    30      29
 指标      指标         影响力
 满意度    服务对象     受助学生满意度         ≥95%        98%         10      10
 指标      满意度指标
 总分                                                                  100     98.67
"""


def read(text: str) -> Filing:
    (filing,) = extract("form.txt", text.encode()).filings
    return filing


def said(filing: Filing) -> set[str]:
    """All figures and words; blanks between Chinese characters and figures are the program's."""
    return {
        "".join(f"{name}|{key}|{value.raw if isinstance(value, Value) else value}".split())
        for name, key, value in figures(filing)
    }


@pytest.mark.parametrize(("text", "form"), [(AT_MIDDLE, NATIONAL), (AT_TOP, WEIGHT_BETWEEN)])
def test_a_form_laid_out_as_text_says_what_its_table_says(text: str, form: str) -> None:
    assert said(read(text)) >= {
        told for told in said(in_table(form)) if not told.startswith("其他资金")
    }


def test_a_typed_form() -> None:
    filing = read(TYPED)

    assert [(r.label, str(r.initial), str(r.executed)) for r in filing.budget.rows] == [
        ("年度资金总额", "128.36", "153.21"),
        ("其中：当年财政拨款", "98.36", "106.80"),
        ("其他资金", "30.00", "46.41"),
    ]
    assert [(i.level1, i.level2, i.name, str(i.score)) for i in filing.indicators] == [
        ("产出指标", "数量指标", "开展青年主题活动场次", "20"),
        ("产出指标", "数量指标", "资助困难学生人数", "20"),
        ("产出指标", "质量指标", "志愿者培训合格率", "9.9"),
        ("效益指标", "社会效益指标", "提升青年志愿服务影响力", "29"),
        ("满意度指标", "服务对象满意度指标", "受助学生满意度", "10"),
    ]
    assert filing.indicators[2].reason == "2名志愿者中途退出"
    assert filing.goals.expected == "1.开展主题活动；2.开展助学，资助80名以上。"
    assert str(filing.total.score) == "98.67"
    assert filing.complete


def test_a_budget_whose_columns_clash_is_left_out_and_named() -> None:
    (span,) = aligned.find_forms(lines_of(CLASHING))
    extraction = extract("form.txt", CLASHING.encode())

    assert not span.form.budget
    assert any("预算资金" in problem.message for problem in extraction.problems)
    assert {told for told in said(extraction.filings[0]) if "|" in told} <= said(in_table(OPERATOR))


def test_a_line_that_fits_no_column_leaves_the_text_to_other_layouts() -> None:
    torn = TYPED.replace("退出", "退出，原因是寒假期间返乡人数比预计多出一倍，已另行补训" * 3)
    at = torn.index(" " * 60 + " " * 25 + "退出")

    assert aligned.find_forms(lines_of(TYPED))
    assert not aligned.find_forms(lines_of(torn[:at] + torn[at + 70 :]))


def test_the_last_figure_of_a_text_that_breaks_off_is_no_score() -> None:
    whole, cut = _scores(AT_TOP), _scores(AT_TOP[: AT_TOP.index("14.5") + 2])

    assert "14.5" in whole
    assert cut == whole[: len(cut)] and len(cut) == 3


def _scores(text: str) -> list[str]:
    """The scores of the one form in *text*."""
    (span,) = aligned.find_forms(lines_of(text))
    return [row["score"].text for row in span.form.indicators if "score" in row]


#: Rows of unlike height: by their lines alone 产出指标 might as well stand over the first of the next.
UNLIKE = """\
项目名称          村道养护
主管部门          青禾县交通局              实施单位          云岭镇公路站
项目资金          全年预算数      全年执行数      分值      执行率      得分
（万元）          64              60.8            10        95%         9.5
一级指标        二级指标        三级指标        年度指标值    实际完成值    分值    得分    偏差原因
                数量指标        养护里程        ≥32公里       33公里        20      20
                                                                                            雨季路基
                                路面保洁                                                    松软，分
                质量指标                        ≥90%          85%           20      18.9    两次压实
产出指标                        率                                                          后恢复，
                                                                                            已验收
                时效指标        按时完工率      ≥95%          96%           10      10
                经济效益指标    节约养护费用    ≥3万元        3.2万元       10      10
效益指标        社会效益指标    出行条件        改善          改善          20      20
                生态效益指标    绿化里程        ≥5公里        5公里         10      10
"""


def test_a_level_stands_over_the_rows_whose_categories_are_its_own() -> None:
    (filing,) = extract("a.txt", UNLIKE.encode()).filings

    assert [(one.level1, one.level2) for one in filing.indicators] == [
        ("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "时效指标"),
        ("效益指标", "经济效益指标"), ("效益指标", "社会效益指标"), ("效益指标", "生态效益指标"),
    ]  # fmt: skip
    assert filing.indicators[1].name == "路面保洁率"


def test_goals_of_which_nothing_is_told() -> None:
    told = AT_TOP.replace(
        "绩效指标    一级指标", "年度目标    预期目标       实际完成情况\n绩效指标    一级指标"
    )
    (filing,) = extract("a.txt", told.encode()).filings

    assert filing.indicators
    assert filing.goals.expected is None


BESIDE = """\
项目支出绩效自评表
项目名称                    村道养护
                                     年初预算数   全年预算数      全年执行数                分值   执行率        得分
               年度资金总额          120.00       126.50          123.97                    10     98%           9.8
项目资金       其中：本年财政拨款    120.00       126.50          123.97                    —                   —
               上年结转资金                                                                 —                   —
               其他资金                                                                     —                   —
               一级指标     二级指标         三级指标         年度指标值   实际完成值   分值   得分
               产出指标     数量指标         养护里程         ≥32公里      33公里       60     60
               效益指标     社会效益指标     出行条件         改善         改善         30     29
总分                                                                                    100    98.8
"""


def test_a_label_beside_the_middle_row_moves_no_amount() -> None:
    (filing,) = extract("a.txt", BESIDE.encode()).filings
    money = [(row.initial, row.adjusted, row.executed) for row in filing.budget.rows]

    assert money[0] == money[1] != (None, None, None)
    assert [row.label for row in filing.budget.rows][1] == "其中：本年财政拨款"
