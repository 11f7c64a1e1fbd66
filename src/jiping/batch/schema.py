"""The data sets that a batch writes: every column with its type and meaning, said once.

The Parquet files, the views of `jiping sql`, the pages of the documentation and the description
beside the data come from here.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Type = Literal[
    "VARCHAR", "BIGINT", "INTEGER", "SMALLINT", "BOOLEAN", "DECIMAL(38,10)", "DECIMAL(18,6)"
]
TEXT: Type = "VARCHAR"
COUNT: Type = "INTEGER"
FLAG: Type = "BOOLEAN"
#: Amounts in 万元 and values of indicators: 28 digits before the point, 10 after it.
AMOUNT: Type = "DECIMAL(38,10)"
#: Points, and rates as fractions.
POINTS: Type = "DECIMAL(18,6)"
RATE: Type = POINTS

#: Digits before and after the point that a column of this type keeps.
DIGITS: dict[Type, tuple[int, int]] = {AMOUNT: (28, 10), POINTS: (12, 6)}


class Column(NamedTuple):
    """A column: its name, its type and what stands in it, in Chinese, with the unit."""

    name: str
    type: Type
    about: str


class DataSet(NamedTuple):
    """A data set; `partitioned` ones lie in folders by year and region."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    partitioned: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns in order."""
        return tuple(column.name for column in self.columns)


_FILING = Column("filing", TEXT, "自评编号：文件内容 SHA-256 的前 16 位，加该文件中的第几份")
_YEAR = Column("year", "SMALLINT", "预算年度；文件未写明时为 0（分区）")
_REGION = Column(
    "region", TEXT, "省级行政区划代码（GB/T 2260）；单位名称中认不出时为 000000（分区）"
)
_PLACE = Column("place", TEXT, "在文件中的位置：页、工作表、表、行、列")
_ROW = Column("row", "SMALLINT", "第几行，从 0 数起；与 JSON 中的序号相同")


def _set(name: str, title: str, about: str, *columns: Column) -> DataSet:
    """A data set about filings."""
    return DataSet(name, title, about, (_FILING, *columns, _YEAR, _REGION))


FILINGS = _set(
    "filings", "自评", "每份自评一行：单位、年度、资金、总分、等级、意见数",
    Column("sha256", TEXT, "文件内容的 SHA-256"),
    Column("file", TEXT, "文件地址；压缩包内的文件接在压缩包之后"),
    Column("number", "SMALLINT", "文件中的第几份自评，从 0 数起"),
    Column("kind", TEXT, "自评种类：department 部门整体支出，project 项目，transfer 转移支付，report 仅有报告"),
    Column("unit", TEXT, "单位名称，按原文"),
    Column("unit_key", TEXT, "比较用的单位名称：去掉括号、年份、“人民政府”"),
    Column("supervisor", TEXT, "主管部门"),
    Column("project", TEXT, "项目名称；部门整体支出为空"),
    Column("subject", TEXT, "跨年比较用的对象：单位，项目另加项目名称"),
    Column("unit_kind", TEXT, "单位类别，如乡镇、街道、学校、医院、机关"),
    Column("place_code", TEXT, "单位名称中认出的最细一级行政区划代码（GB/T 2260）"),
    Column("place_name", TEXT, "该行政区划的名称，自省级写起"),
    Column("prefecture", TEXT, "地级行政区划代码"),
    Column("county", TEXT, "县级行政区划代码"),
    Column("district", TEXT, "单位（没有的，主管部门）名称中最后一级县、市、区的写法，行政区划表里没有的也算；没有写的为空"),
    Column("standard", TEXT, "评分标准"),
    Column("complete", FLAG, "文件是否完整"),
    Column("currency_unit", TEXT, "原表金额单位：万元或元；各数据集中的金额一律为万元"),
    Column("initial", AMOUNT, "年初预算数，年度资金总额，万元"),
    Column("adjusted", AMOUNT, "全年预算数，年度资金总额，万元"),
    Column("executed", AMOUNT, "全年执行数，年度资金总额，万元"),
    Column("execution_rate", RATE, "执行率，由执行数除以全年预算数算得，小数（1 为 100%），四舍五入至六位"),
    Column("general_public_budget", AMOUNT, "一般公共预算，万元"),
    Column("government_funds", AMOUNT, "政府性基金，万元"),
    Column("special_account_nontax", AMOUNT, "纳入专户管理的非税收入，万元"),
    Column("other_money", AMOUNT, "其他资金，万元"),
    Column("basic_expenditure", AMOUNT, "基本支出，万元"),
    Column("project_expenditure", AMOUNT, "项目支出，万元"),
    Column("self_total", POINTS, "自评总分"),
    Column("rule_total", POINTS, "规则总分；有一项不能按规则计分时为空"),
    Column("gap", POINTS, "自评总分减规则总分；仅在满分 100 且两者都有时"),
    Column("scored_weight", POINTS, "能按规则计分的分值合计"),
    Column("self_grade", TEXT, "按自评总分的等级"),
    Column("rule_grade", TEXT, "按规则总分的等级"),
    Column("printed_grade", TEXT, "表上所写的等级"),
    Column("indicators", COUNT, "三级指标个数"),
    Column("errors", COUNT, "审核：错误条数"),
    Column("warnings", COUNT, "审核：疑点条数"),
    Column("notices", COUNT, "审核：提示条数"),
    Column("last_year", TEXT, "与之比较的上年自评的编号；没有比较的为空"),
    Column("peers", COUNT, "同类单位家数，见 measures；没有比较的为空"),
    Column("report_title", TEXT, "自评报告标题"),
    Column("report_length", COUNT, "自评报告字数"),
)  # fmt: skip

BUDGET_ROWS = _set(
    "budget_rows", "预算执行", "预算执行情况每行一条，金额为万元",
    _ROW,
    Column("item", TEXT, "行的含义：total 年度资金总额，current_appropriation 当年财政拨款，carried_over 上年结转，other 其他资金，row 其他行"),
    Column("label", TEXT, "行名，按原文"),
    Column("initial", AMOUNT, "年初预算数，万元"),
    Column("adjusted", AMOUNT, "全年预算数，万元"),
    Column("executed", AMOUNT, "全年执行数，万元"),
    Column("weight", POINTS, "分值"),
    Column("execution_rate", RATE, "表上所写的执行率，小数"),
    Column("score", POINTS, "自评得分"),
    _PLACE,
)  # fmt: skip

INDICATORS = _set(
    "indicators", "绩效指标", "三级指标每个一行",
    _ROW,
    Column("level1", TEXT, "一级指标"),
    Column("level2", TEXT, "二级指标"),
    Column("name", TEXT, "三级指标名称"),
    Column("target", TEXT, "年度指标值，按原文"),
    Column("target_operator", TEXT, "指标值的方向：≥ ≤ > < =，~ 为区间"),
    Column("target_number", AMOUNT, "指标值的数值，单位见 target_unit（95% 记 95）"),
    Column("target_high", AMOUNT, "区间的上限"),
    Column("target_unit", TEXT, "指标值的单位"),
    Column("actual", TEXT, "实际完成值，按原文"),
    Column("actual_number", AMOUNT, "完成值的数值，单位见 actual_unit"),
    Column("actual_unit", TEXT, "完成值的单位"),
    Column("weight", POINTS, "分值"),
    Column("score", POINTS, "自评得分"),
    Column("reason", TEXT, "偏差原因分析及改进措施"),
    _PLACE,
)  # fmt: skip

SCORES = _set(
    "scores", "得分", "预算执行率和每个指标的规则得分，与自评得分并列",
    Column("pointer", TEXT, "所评的行：JSON 指针，如 /indicators/3"),
    Column("level1", TEXT, "一级指标；预算执行率为空"),
    Column("label", TEXT, "指标名称"),
    Column("weight", POINTS, "分值"),
    Column("self_score", POINTS, "自评得分"),
    Column("rule_score", POINTS, "规则得分；规则定不了时为空"),
    Column("rule", TEXT, "所用规则"),
    Column("attainment", RATE, "完成程度，小数；上限指标为指标值除以完成值"),
    Column("met", FLAG, "是否达到指标值；比不出时为空"),
    Column("over", FLAG, "是否超过指标值过多"),
    Column("explanation", TEXT, "算法：数字和算式"),
    Column("basis", TEXT, "规则出处"),
)  # fmt: skip

FINDINGS = _set(
    "findings", "审核意见", "审核意见每条一行；规则的说明、依据、改法见 rules",
    Column("number", COUNT, "该份自评的第几条意见，从 1 数起"),
    Column("code", TEXT, "审核规则编号"),
    Column("nth", COUNT, "该份自评中同一规则的第几条，从 1 数起（nth = 1 即数自评份数）"),
    Column("severity", TEXT, "级别：error 错误，warning 疑点，notice 提示"),
    Column("pointer", TEXT, "所指的字段：JSON 指针"),
    _PLACE,
    Column("quote", TEXT, "该处的原文（证据）"),
    Column("message", TEXT, "意见，含数字"),
    Column("note", TEXT, "按设置调整级别的理由"),
)  # fmt: skip

REPORT_FIGURES = _set(
    "report_figures", "报告数字", "自评报告中说到的金额，万元",
    _ROW,
    Column("item", TEXT, "金额的含义"),
    Column("label", TEXT, "报告中的说法"),
    Column("amount", AMOUNT, "金额，万元"),
    Column("change", AMOUNT, "与上年相比的增减额，万元"),
    Column("direction", TEXT, "increase 增，decrease 减，unchanged 持平"),
    Column("cause", TEXT, "所写的原因"),
    _PLACE,
)  # fmt: skip

TEXTS = _set(
    "texts", "文字", "预期目标、实际完成情况和自评报告各节的文字，每处一行，可用 like 查；指标的原因在 indicators",
    _ROW,
    Column("pointer", TEXT, "所在的字段：JSON 指针，如 /goals/expected、/report/sections/3/text"),
    Column("topic", TEXT, "报告各节所说的：profile 基本情况，performance 绩效，problems 问题，measures 措施，application 结果应用等；目标为空"),
    Column("heading", TEXT, "报告各节的标题，带编号"),
    Column("text", TEXT, "文字，按原文"),
    _PLACE,
)  # fmt: skip

MEASURED = _set(
    "measures", "同类比较的数值", "每份自评一行：属于哪一类、哪一级，与同类单位比较的各项数值，四舍五入至十位小数",
    Column("peer_kind", TEXT, "同类：乡镇街道、机关、学校等；项目自成一类；认不出的为空，不比较"),
    Column("level", TEXT, "单位名称或主管部门名称中认出的层级：省级、市级、县级、乡级；认不出的为空"),
    Column("pay_per_head", AMOUNT, "人均工资福利支出，万元"),
    Column("goods_per_head", AMOUNT, "人均商品和服务支出，万元"),
    Column("rate", AMOUNT, "预算执行率，小数"),
    Column("adjustment", AMOUNT, "预算调整率，小数，调减为负"),
    Column("score_gap", AMOUNT, "自评总分减规则总分"),
    Column("goods_share", AMOUNT, "商品和服务支出占各经济分类合计的比重，小数"),
    Column("heaviest", AMOUNT, "单项指标最高分值"),
    Column("indicators", AMOUNT, "指标项数；文件不完整、不足三项的为空"),
    Column("self_total", AMOUNT, "自评总分"),
)  # fmt: skip

PROBLEMS = DataSet(
    "problems", "未能读取之处", "读不准的值一律留空，并在此说明位置和原因",
    (
        Column("sha256", TEXT, "文件内容的 SHA-256"),
        Column("file", TEXT, "文件地址"),
        _PLACE,
        Column("message", TEXT, "什么没有读取、为什么"),
        _YEAR,
        _REGION,
    ),
)  # fmt: skip

OUTCOMES = ("read", "partly", "failed", "duplicate")

INPUTS = DataSet(
    "inputs", "输入清单", "每个输入文件一行，逐一交代结果",
    (
        Column("address", TEXT, "文件地址；压缩包内的文件接在压缩包之后"),
        Column("sha256", TEXT, "文件内容的 SHA-256；打不开时为空"),
        Column("size", "BIGINT", "字节数"),
        Column("outcome", TEXT, "read 已读，partly 部分已读，failed 失败，duplicate 与另一文件内容相同"),
        Column("reason", TEXT, "部分已读、失败的原因；内容相同的是哪个文件"),
        Column("filings", COUNT, "读出的自评份数"),
        Column("batch", "SMALLINT", "第几批读取"),
    ),
    partitioned=False,
)  # fmt: skip

RULES = DataSet(
    "rules", "审核规则", "审核规则的名称、级别、依据、改法",
    (
        Column("code", TEXT, "编号"),
        Column("title", TEXT, "名称"),
        Column("theme", TEXT, "主题"),
        Column("severity", TEXT, "规则自身的级别"),
        Column("basis", TEXT, "依据"),
        Column("explanation", TEXT, "说明"),
        Column("remedy", TEXT, "改法"),
    ),
    partitioned=False,
)  # fmt: skip

#: Filings whose texts are held against each other at a time, at most.
TOGETHER = 10_000

#: What is marked where texts are held against each other, from one step to the next; no data set.
MARKS = DataSet(
    "marks", "", "", tuple(Column(name, TEXT, "") for name in ("filing", "code", "pointer", "message"))
)  # fmt: skip

#: What is written for each filing or document, part by part.
PARTED = (
    FILINGS, BUDGET_ROWS, INDICATORS, SCORES, FINDINGS, REPORT_FIGURES, TEXTS, MEASURED, PROBLEMS,
)  # fmt: skip
DATA_SETS = (*PARTED, INPUTS, RULES)

#: The folder in a folder of results in which their making is told, and by which they are known.
STATE = "_batch"
#: Raised when columns change their meaning, so that old and new are not mixed in one folder.
VERSION = "jiping/batch/3"


def described() -> str:
    """The data sets and their columns as a page in Chinese (Markdown)."""
    lines = [
        f"# 批量结果的数据集（{VERSION}）", "",
        "金额为万元、得分为分、比率为小数，均为精确十进制（DECIMAL），不经浮点。"
        "分区数据集的文件在 `数据集/year=年度/region=省级代码/` 下，用任何能读 Parquet 的工具打开；"
        "也可用 `jiping sql 文件夹 \"select …\"` 查询，数据集名即表名。", "",
        "自评表和自评报告分在两个文件里的，合为一份自评审核，结果与 `jiping check 自评表 --report 自评报告` 相同："
        "同一批、同一文件夹（或同一压缩包内的同一文件夹）里，没有报告的表和只有报告的文件，单位（项目）和年度相同，"
        "且各只有一份（同样内容的不同格式算一份），即合并；文件夹里只有这两个文件时，未写明单位或年度的也合并。有两份以上分不清的，各算各的。"
        "合并后的自评按表的文件编号，意见的位置落在报告里的写明报告的文件名；inputs 中报告一行注明与哪份表合并，自评份数记 0。", "",
    ]  # fmt: skip
    lines += [
        "与上年、同类单位、相邻单位的文字比较的意见（JP901—JP932）也在 findings 里，排在该份自评其他意见之后；所在的文件是 "
        "`surroundings.parquet`。与哪一份上年自评、几家同类单位比较，见 filings 的 last_year、peers 两列。", "",
        "文字（JP931 段落雷同、JP932 其他单位的名称）与同一地方（place_code，没有的 district；都没有的，同一文件夹，一个文件夹里只有"
        f"一个单位的，上一级文件夹）本年度和上年度的自评比较，一次最多 {TOGETHER:,} 份，超过的按文件次序分组。", "",
    ]  # fmt: skip
    for one in DATA_SETS:
        lines += [f"## {one.name}　{one.title}", "", f"{one.about}。", ""]
        lines += ["| 列 | 类型 | 内容 |", "|---|---|---|"]
        lines += [f"| `{column.name}` | {column.type} | {column.about} |" for column in one.columns]
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    print(described(), end="")
