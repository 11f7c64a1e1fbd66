"""The vocabulary of the forms: every spelling of a label that offices print, and what it means.

Labels are compared squeezed (no blanks, NFKC) and without what stands in brackets behind them, so
`全年预算数 (A)` and `全年预算数` are one spelling. Data, not code: a new spelling is a new word here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from jiping.filing.numbers import decimal_of
from jiping.filing.text import squeeze

# --- columns ------------------------------------------------------------------------------------

#: column → spellings; which of budget or indicator block a column belongs to follows its row.
_COLUMNS = {
    "initial": "年初预算数 年初预算 年初批复数 年初批复预算数 年初预匏数 计划安排资金 计划投资额 预算安排数 年初预算金额 指标下达数",
    "adjusted": "全年预算数 全年(调整)预算数 全年预算 调整后预算数 调整后预算 调整预算数 调整预算 调整预算将 全年调整预算数 "
    "预算数 变动后预算数 预算确定数 实际到位资金 全年预算金额",
    # What was added to the budget or taken off it: a column of its own, that nothing is read from.
    "change": "预算调整数 预算增减数 预算追加数 年中追加数 年中调整数",
    "executed": "全年执行数 预算执行数 执行数 实际支出 实际支出数 全年支出数 决算数 全年执行金额 实际执行数 全年执行资金 实际使用情况",
    "execution_rate": "执行率 执行进度 预算执行进度 预算执行率 支付率 支出率 预算完成率 资金使用率 支付完成率 预算执行(E/C×100%) 预算执行(E/C*100%)",
    "rate_weight": "执行率权重 执行率分值",
    "rate_score": "执行率得分",
    "weight": "分值 权重 指标权重 指标分值 参考分值 考值参分 权重分 标准分值 标准分 满分 权重分值",
    "score": "得分 自评得分 指标得分 自评分 自评分数 评价得分 自评价得分 单位自评得分",
    "reviewed_score": "复核分 复核得分 财政审核评分 核查分数 审核得分",
    "reason": "偏差原因分析及改进措施 偏差及原因分析 偏差原因分析和改进措施 偏差原因 偏差原因分析 未完成原因及拟采取的改进措施 "
    "未完成原因和改进措施 未完成原因分析及改进措施 未完成原因及改进措施 未完成原因分析 未完成原因 "
    "未达到指标值原因 未达标原因 偏差大或目标未完成原因分析 原因 原因分析 偏差说明 偏差原因及改进措施 未完成原因分析与改进措施",
    "remark": "备注 说明 实施进度 得分计算方法 扣分原因 评分说明",
    "explanation": "指标解释 指标标准或依据 单项指标完成情况 绩效标准 指标值说明 指标描述",
    "scoring_standard": "指标说明及评分标准 评(扣)分标准 评分标准 评分规则 评价标准 赋分规则 评扣分标准 指标说明",
    "level1": "一级指标 一级目标 分解目标",
    "level_weight": "自评权重",
    "level2": "二级指标 二级目标",
    "name": "三级指标 三级目标 指标名称 指标内容 四级指标 明细指标",
    "target": "年度指标值 指标值 年初目标值 目标值 年初指标值 预期指标值 计划指标值 年度目标值 预期值 计划值 "
    "年初设定指标值 年初绩效指标值 绩效指标值 指标值及单位 指标目标值 目标指标值 年度目标指标值",
    "adjusted_target": "调整指标值 调整后年度指标值 调整后指标值 全年调整指标值",
    "actual": "实际完成值 全年实际值 全年实际完成值 全年完成值 实际完成指标值 年终完成值 完成值 实际值 年度实际完成值 "
    "实际完成 实际完成情况值 全年实际完成指标值 绩效自评完成情况 实现值 单项指标实际完成值 指标实际完成值",
    "operator": "指标性质 指标方向 计算符号 预期指标值符号 指标值符号 运算符号 比较符号",
    "measure": "度量单位 计量单位 单位",
    "completion": "完成率 指标完成率 得分系数 完成比例",
    "core": "是否核心指标",
    "number": "序号 指标编号",
    "fund_source": "资金来源 资金构成 任务名称 资金类型 资金性质",
}

BUDGET_COLUMNS = frozenset(
    ("initial", "adjusted", "executed", "execution_rate", "rate_weight", "rate_score")
)
INDICATOR_COLUMNS = frozenset(("level1", "level2", "name", "target", "actual", "operator"))

# --- rows of the budget block -------------------------------------------------------------------

#: (item of the contract, spellings of the row)
_ROWS = {
    "total": "部门整体支出总额 整体支出总额 年度部门预算总额 部门预算总额 年度预算总额 年度资金总额 年度金额 年度预算资金总额 资金总额 总额 年度财政资金总额 年度总金额 总金额 合计 年度资金合计 项目资金总额 预算总额 "
    "金额合计 合计金额 资金合计 项目金额 项目预算金额 预算申报数",
    "current_appropriation": "当年财政拨款 本年财政拨款 财政拨款 财政资金 当年财政拨款资金 本年财政拨款资金 一般公共预算财政拨款 "
    "本年一般公共预算拨款",
    "carried_over": "上年结转资金 上年结转 上年结余 结转资金 上年结转结余资金 上年结余结转资金",
    "other": "其他资金 其它资金 其他 其它",
    "row": "基本支出 项目支出 中央补助 中央财政资金 中央资金 中央财政 中央 中央补助资金 省级资金 省财政 省级财政资金 省级补助 "
    "省级 省、地 省、市 本级 上级资金 市级资金 市财政 市级财政资金 市级 县级资金 县财政 县级财政资金 县级 区级 州级 区级资金 区财政 区级财政资金 地方资金 "
    "地方财政资金 地方资金/其他 单位资金 财政专户管理资金 财政专户管理非税资金 自有资金 地方 本级财政 上级财政资金 "
    "地方配套资金 省级财政 市级配套 县级配套 县市区财政 县(市、区)财政 县(市区)财政 自治区财政资金 盟市财政资金 旗县财政资金 本级资金 预算资金 "
    "省财政预算 市县财政预算 县财政预算 地方债券资金 财政拨款小计 自有资金小计 其他收入 其他收入小计 事业收入 经营性收入 国有资本经营 国有资本经营预算",
}

# --- the two views of the Hunan form ------------------------------------------------------------

_REVENUE = {
    "general_public_budget": "一般公共预算 一般公共预算拨款 一般公共预算财政拨款",
    "government_funds": "政府性基金拨款 政府性基金 政府性基金预算 政府性基金预算拨款",
    "special_account_nontax": "纳入专户管理的非税收入拨款 纳入专户管理的非税收入 非税收入拨款",
    "other": "其他资金 其它资金",
}
_EXPENDITURE = {"basic": "基本支出", "project": "项目支出"}

# --- who, when ----------------------------------------------------------------------------------

_FIELDS = {
    "unit": "预算部门名称 评价部门名称 评价部门(单位)名称 预算部门、单位名称 预算部门(单位)名称 部门(单位)名称 部门、单位名称 部门名称 单位名称 预算单位 "
    "实施单位 实施(主管)单位 项目实施单位 项目单位 资金使用单位 填报单位 部门 单位 预算单位名称 项目承担单位 申报单位 "
    "单位名称及代码 预算单位及代码 填报单位名称 填报部门 编报单位 实施单位名称 项目实施单位名称 项目单位名称 项目实施部门 项目执行单位 执行单位 预算部门",
    "supervisor": "主管部门 主管部门及代码 主管部门名称 主管单位 项目主管单位 预算主管单位 地方主管部门 项目主管部门 省级主管部门 市级主管部门 县级主管部门 预算主管部门 主管预算部门 业务主管部门 主管部门及其编码 主管部门(单位)名称及部门预算编码",
    "central_supervisor": "中央主管部门",
    "finance": "省级财政部门 市级财政部门 县级财政部门 地方财政部门",
    "project": "项目名称 转移支付(项目)名称 转移支付项目名称 转移支付名称 转移(项目)名称 专项名称 专项资金名称 项目支出名称 一级项目名称 项目",
    "date": "填报日期 报告日期 填表日期",
    "person": "项目负责人 项目负责人及电话 负责人及电话 联系人及电话 联系人及联系电话 填表人 联系人 部门联系人 财务负责人 单位负责人 联系电话 填报人 联系电目",
    "category": "项目类别 项目类型 项目属性 项目性质 项目分类",
    "code": "项目编码 项目代码 项目编号 单位编码 单位代码",
    "self_score": "绩效自评综合得分 自评综合得分 自评总分 自评得分 项目总得分 自评总得分",
    "aside": "是否为专项资金 是否专项资金 财政处室 下属单位个数 整体支出规模 项目属性 项目类型 主管部门编码 部门编码 单位编码 起止时间 项目起止时间 项目概况 财政审核评分",
    "grade": "评价等次 自评等次 评价等级 自评等级 绩效等级 评价结论等级 自评结果等级",
}

_GOALS = {
    "expected": "预期目标 年初设定目标 总体目标 年度目标 项目年度目标 年初绩效目标 预期总体目标 年初目标 年度预期目标",
    "adjusted_expected": "全年(调整)绩效目标 全年调整绩效目标 调整绩效目标 全年绩效目标",
    "achieved": "实际完成情况 实际完成 全年实际完成情况 全年完成情况 目标实际完成情况 年度目标完成情况 年度总体目标完成情况 "
    "年度总体目标完成情况综述 实际完成目标 全年目标实际完成情况 目标完成情况 总体目标实际完成情况 具体完成情况",
}
_BLOCKS = {
    "budget": "年度预算申请 项目资金 预算资金 资金情况 预算执行情况 部门(单位)总体资金 项目资金情况 部门预算执行情况 年度预算数 "
    "资金投入情况 预算情况 整体支出预算 年度部门预算 年度收入预算",
    "goals": "整体支出绩效定性目标及实施计划完成情况 年度总体目标 年度总体目标完成情况 总体目标完成情况 年度目标完成情况 当年绩效目标 年度绩效目标",
    "indicators": "整体支出绩效定量目标及实施计划完成情况 绩效指标 年度绩效指标完成情况 年度绩效指标 绩效指标完成情况 绩效目标指标 项目绩效指标",
    "management": "资金管理情况",
    "base_data": "基础数据表",
}
_VIEWS = {"by_revenue": "按收入性质分", "by_expenditure": "按支出性质分"}
_TOTALS = "总分 合计 总计 合计得分 总得分"

# --- levels -------------------------------------------------------------------------------------

_LEVEL1 = {
    "成本指标": "成本指标 成本",
    "产出指标": "产出指标 产出 项目产出 项目完成指标 项目产出指标 产出目标 部门产出",
    "效益指标": "效益指标 效益 效果目标 效果指标 项目效益 项目效果 效果 项目效益指标 效益目标",
    "满意度指标": "满意度指标 满意度 服务对象满意度指标 社会公众或服务对象满意度指标 满意度目标",
    "决策": "决策 项目决策 部门决策",
    "过程": "过程",
    "管理": "管理 项目管理 综合管理 管理指标",
    "投入管理指标": "投入管理指标 投入管理",
}
_LEVEL2 = {
    "数量指标": "数量指标 数量 产出数量",
    "质量指标": "质量指标 质量 产出质量",
    "时效指标": "时效指标 时效 实效指标 产出时效",
    "成本指标": "成本指标 产出成本",
    "经济成本指标": "经济成本指标 经济成本",
    "社会成本指标": "社会成本指标 社会成本",
    "生态环境成本指标": "生态环境成本指标 生态环境成本",
    "经济效益指标": "经济效益指标 经济效益",
    "社会效益指标": "社会效益指标 社会效益",
    "生态效益指标": "生态效益指标 生态效益 环境效益指标 环境效益",
    "可持续影响指标": "可持续影响指标 可持续影响 可持续发展影响指标 可持续性影响指标 可持续效益指标",
    "服务对象满意度指标": "满意度指标 服务对象满意度指标 服务对象满意度 社会公众或服务对象满意度指标 社会公众满意度指标 "
    "社会公众或服务对象满意度 服务对象满意度指标等",
    # What a template prints where the office should name its own second level.
    "具体指标": "具体指标",
}
#: Second levels of the framework 财预〔2013〕53号 and of forms after it: common words, so they count as
#: labels only where a level must stand.
FRAMEWORK_LEVELS = frozenset(
    [
        "项目目标",
        "目标设定",
        "工作目标管理",
        "预算和财务管理",
        "重点工作任务完成",
        "履职目标实现",
        "预算配置",
        "预算编审管理",
        "预算执行管理",
        "部门结转结余资金管理",
        "预决算信息公开管理",
        "部门预算管理",
        "政府采购管理",
        "预算执行",
        "绩效目标",
        "项目立项",
        "决策过程",
        "资金投入",
        "资金分配",
        "资金落实",
        "资金管理",
        "投入管理",
        "预算管理",
        "财务管理",
        "资产管理",
        "业务管理",
        "组织实施",
        "项目实施",
        "项目产出",
        "产出时效",
        "产出成本",
        "产出数量",
        "产出质量",
        "职责履行",
        "履职效益",
    ]
)
#: Level-2 category → the level 1 it belongs to where the form prints none (财预〔2020〕10号).
LEVEL1_OF = {
    "数量指标": "产出指标", "质量指标": "产出指标", "时效指标": "产出指标", "成本指标": "产出指标",
    "经济成本指标": "成本指标", "社会成本指标": "成本指标", "生态环境成本指标": "成本指标",
    "经济效益指标": "效益指标", "社会效益指标": "效益指标", "生态效益指标": "效益指标",
    "可持续影响指标": "效益指标", "服务对象满意度指标": "满意度指标",
}  # fmt: skip


def _index(words: dict[str, str]) -> dict[str, str]:
    return {squeeze(spelling): key for key, line in words.items() for spelling in line.split()}


COLUMNS = _index(_COLUMNS)
ROWS = _index(_ROWS)
REVENUE = _index(_REVENUE)
EXPENDITURE = _index(_EXPENDITURE)
FIELDS = _index(_FIELDS)
GOALS = _index(_GOALS)
BLOCKS = _index(_BLOCKS)
VIEWS = _index(_VIEWS)
TOTALS = frozenset(map(squeeze, _TOTALS.split()))
LEVEL1 = _index(_LEVEL1)
LEVEL2 = _index(_LEVEL2)

#: What stands behind the name of a level is cut off it; most texts do not even begin like one.
_LEVEL_STARTS = frozenset(name[:2] for name in (*LEVEL1, *LEVEL2))
#: A longer text is no label; its brackets are not looked at.
_LONGEST = 120
#: What may stand behind a label without being of it.
_TAIL = ":：;；.。*"
_BRACKET = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]?$")
#: The mark of a column that lost its opening bracket: `执行数B)`.
_MARK = re.compile(r"[A-Z](?<=[\u4e00-\u9fff].)(?:/[A-Z])?[)\]]$")
_PREFIX = re.compile(
    r"(?:其中[:：\-]*|资金(?:来源|结构)[:：]|[-—#★*]+|\d+[.、．]|[一二三四五六七八九十]+、|[(（][\d一二三四五六七八九十]+[)）])+"
)
#: Templates name a level with its like: `服务对象满意度指标等`.
_AND_LIKE = re.compile(r"(?<=指标)等$")
_POINTS = re.compile(r"[(\[【]?(\d+(?:\.\d+)?)分?[)\]】]?$")


@lru_cache(maxsize=16384)
def core(text: str) -> str:
    """The squeezed label without closing colon and without what stands in brackets behind it.

    >>> core("其中:　本年财政拨款："), core("全年预算数 (A)"), core("产出指标(50分)")
    ('其中:本年财政拨款', '全年预算数', '产出指标')
    """
    label = squeeze(text).rstrip(_TAIL)
    if len(label) > _LONGEST:
        return label
    label = _MARK.sub("", label)
    while (found := _BRACKET.search(label)) and (rest := label[: found.start()].rstrip(_TAIL)):
        label = rest
    return label


@lru_cache(maxsize=16384)
def column_of(text: str) -> str | None:
    """Which column a heading cell names (`adjusted`, `weight`, `target`, …), or None."""
    label = squeeze(text).rstrip(_TAIL).removeprefix("*")  # the mark of a field to be filled in
    return COLUMNS.get(label) or COLUMNS.get(core(label))


@lru_cache(maxsize=16384)
def row_of(text: str) -> str | None:
    """Which row of the budget block a label names (`total`, `carried_over`, …), or None."""
    label = core(text)
    prefix = _PREFIX.match(label)
    return ROWS.get(label) or (ROWS.get(label[prefix.end() :]) if prefix else None)


@lru_cache(maxsize=16384)
def field_of(text: str) -> str | None:
    """Which heading field a label names (`unit`, `supervisor`, `project`, …), or None."""
    label = squeeze(text).rstrip(_TAIL)
    return FIELDS.get(label) or FIELDS.get(core(text))


def is_subtotal(text: str) -> bool:
    """Whether a label names the sum of a part of the rows: `产出指标小计`."""
    return core(text).endswith("小计")


_CONTINUED = re.compile(r"[(\[](?:续|接上)\S{0,4}[)\]]$|(?:表续|续表)\d{0,2}$|接上[页表]$")


def is_continued(text: str) -> bool:
    """Whether a title is marked as printed again on a further page: `自评表（续）`, `续表`."""
    return _CONTINUED.search(squeeze(text)[-_LONGEST:]) is not None


class Level(NamedTuple):
    """A recognised level label: canonical name and the points printed behind it, if any."""

    name: str
    points: Decimal | None


@lru_cache(maxsize=16384)
def level1_of(text: str) -> Level | None:
    """Read a level-1 label such as `产出指标（50分）`, or None where it is none."""
    return _level(text, LEVEL1)


@lru_cache(maxsize=16384)
def level2_of(text: str) -> Level | None:
    """Read a level-2 label such as `数量 指标`, or None where it is none."""
    return _level(text, LEVEL2)


def _level(text: str, names: dict[str, str]) -> Level | None:
    label = squeeze(text).rstrip(_TAIL)
    if label[:2] not in _LEVEL_STARTS:
        return None
    label = _AND_LIKE.sub("", label)
    if name := names.get(label):
        return Level(name, None)
    points = _POINTS.search(label)
    name = names.get(core(label)) or names.get(label[: points.start()] if points else label)
    return Level(name, decimal_of(points[1]) if points else None) if name else None
