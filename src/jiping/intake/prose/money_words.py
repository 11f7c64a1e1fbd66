"""The words by which a sentence says what an amount is and whose: data and the patterns of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jiping.filing.numbers import NUMBER

CJK = "\u4e00-\u9fff"
#: An exact amount; unit prices, ranges and `约500万元`, `500余万元`, `500万元以上` are none. What
#: stands at the very end of the text may be cut and is none either.
AMOUNT = re.compile(
    rf"(?<![\d.\-~至/≥≤><=A-Za-z〔])(?<!\d,){NUMBER}\s?(?:万元|亿元|[万亿](?=[,。;、:)\n])|元)"
    r"(?![/每多余]|以上|以下|以内|左右|上下|之间|[至到\-~]\d)(?=[\s\S])",
    re.ASCII,
)
ABOUT = re.compile(r"(?:约|近|逾|超过?|不低于|不少于|不超过|大于|小于|至少|最高|最多)$")
RATE = re.compile(
    r"(?:执行(?:完成|进度)?率|支付(?:完成|进度)?率|支出(?:完成|进度)?率|使用率|预算完成率|支出进度|执行进度|支付进度|"
    rf"资金[{CJK}]{{0,4}}完成率|完成(?:全年|年初|年度|调整后)?预算数?的)"
    rf"(?:均?为|是|达到?|:)?(?P<rate>{NUMBER}\s?%)(?!以[上下内])",
    re.ASCII,
)
#: What may stand in front of a rate that is the whole filing's.
RATE_OF_ALL = re.compile(
    r"(?:(?:19|20)\d\d年度?|项目|预算|资金|实际|总体?|全年|部门|整体|年度|本|该|财政|专项|的|其|综合|截[止至]|\d{1,2}月|\d{1,2}日|底|末|,)*$"
)
SENTENCE = re.compile(r"[^。\n!?]+")
#: An aside, also one that the end of the text cuts.
BRACKETED = re.compile(r"\((?!其中|中央|省级)[^()\n]{0,300}(?:\)|\Z)")
#: A colon belongs to the words in front of an amount (`全年预算数:1050`) unless more words follow it.
CLAUSE = re.compile(rf"[,;、。()\0]|\.(?!\d)|:(?=[{CJK}\d]*[{CJK}])")

#: Changes, prices, uses and other years: an amount that is none of the block.
OTHER = re.compile(
    r"调减|调增|调剂|追加|增加|减少|增长|下降|核减|核增|超规模|超出|超支|节[约余]|未|尚|欠|人均|户均|生均|亩均|每|标准|"
    r"缺口|产值|税|利润|分红|收益|罚|保证金|尾款|合同(?!进度)|中标|单价|余额|奖(?!助学|补|扶)|去年|上年(?!度?结[转余])|下年|次年|明年|"
    r"累计投资|剩余|预留|质保|上半年|下半年|季度|\d-\d{1,2}月|成本|损失|销售|营业|租|押金|结存|(?<!上年)(?<!上年度)结转(?!资金)|按(?!照)|转出|上缴|收回|退回|缴回|统筹|用于|用来|购买|购置(?!补贴)"
)
#: A part of the year, to which a rate behind the amount belongs, too.
PERIOD = re.compile(r"上半年|季度|\d-\d{1,2}月")
#: Money of another kind, with a budget and an execution of its own for the rest of the sentence.
FOREIGN = re.compile(
    r"收入|(?:上年|去年|下年|次年|明年)(?!度?结[转余])|三公|接待|公务|出国|会议费|培训费|差旅|工资|商品和|个人和家庭|资本性|公用经费|人员经费|采购|贷款|债券|政府性基金|一般公共预算|国有资本"
)
OWN_AGAIN = re.compile(r"全年|总体|整体|部门预算|项目预算|总额|合计")
_NEUTRAL = (
    r"(?:资金|经费|专项|补助|补贴|财政|转移支付|项目|拨款|上级|总|共|合|累|计|人民币|金额|总额|数额|数|额|为|是|:|达到?|"
    r'了|的|规模|指标|"|(?:19|20)\d\d年度?|\d{1,3}个项目)*$'
)
#: The columns of the form by their names, before `预算` and `支出` alone.
LABELLED = re.compile(
    r"(?:全年|年度|调整后?的?)(?:项目|部门|全年|财政)*预算|(?:全年|预算|应)?执行数" + _NEUTRAL
)
EXECUTED = re.compile(
    r"(?:实际执行|应?执行数?|实际支出数?|支出数|决算支出|决算数|实际使用|支出总额|"
    r"(?:已经?|共|全年|当年|本年|年度|实际|(?:19|20)\d\d年)(?:完成)?(?:总?支出|支付|使用|发放|兑付|列支|执行)|"
    r"(?:资金|项目)支付|完成(?:支付|支出)|共支|发放(?:补助|补贴|救助|奖补)资金)" + _NEUTRAL
)
#: What was to be spent (`预算支出总额`), and what makes it what was.
TO_SPEND = re.compile(r"预算总?支出" + _NEUTRAL)
DONE = re.compile(r"完成|实际|执行|决算")
#: The spending of the whole year as such (`部门整体支出`), where nothing calls it planned.
SPENT_IN_ALL = re.compile(r"(?:^|[年度位局门院校镇乡心委办站所馆])(?:整体|总)支出" + _NEUTRAL)
AS_PLANNED = re.compile(r"预算|计划|安排|目标|申报|核定|批复|绩效")
#: In front of a source: its money was paid on (`已拨付中央资金`, unlike `中央已拨付资金`).
PAID_TO = re.compile(r"已经?(?:完成)?拨付$")
#: The grant told before is not the year's money.
CHANGED = re.compile(r"调减|调增|追减|追加|核减|核增")
#: Said of an amount told before in the sentence.
SPENT = re.compile(r"(?:^|拨付|[月日]|年?[底末]|目前)(?:支出|支付|使用|执行|决算)" + _NEUTRAL)
#: Paid on, or paid over the years.
PAID_OUT = re.compile(r"(?:已(?:经)?(?:完成)?拨付|累计(?:完成)?(?:支出|支付|使用))" + _NEUTRAL)
INITIAL = re.compile(
    rf"年初(?:部门|项目|批复|下达|安排|财政)*(?:预算|批复|下达|安排)(?:安排|批复)?{_NEUTRAL}"
    rf"|年初[{CJK}]{{2,16}}(?:资金|经费|项目)预算(?:安排|批复)?{_NEUTRAL}"
)
BUDGETED = re.compile(r"预算(?:安排|批复|下达|投资)?" + _NEUTRAL)
GRANTED = re.compile(
    r"(?:下达|安排|批复|下拨|收到|争取到?|应到位|应配套|应落实)"
    + _NEUTRAL
    + rf'|共(?:计)?(?:下达|安排|收到|下拨|投入|争取)(?:到)?[{CJK}\d"]{{0,36}}$'
)
FUNDS = re.compile(r"(?:(?:资金|经费)总额|总金额|(?<![跨上下本来])年度资金)" + _NEUTRAL)
PLANNED = re.compile(r"(?:总投资|计划投资|投资|规模|共计?|合计|总计|资金|经费)" + _NEUTRAL)
ADDED_UP = re.compile(r"(?:共计|合计|总计|总共|可用|可支配)" + _NEUTRAL)
ARRIVED = re.compile(r"(?<!应)到位")
RECEIVED = re.compile(r"收到")
DUE = re.compile(r"应(?:到位|配套|落实)")
#: The words that make an amount the whole after its parts were told.
SUM = re.compile(r"共|合计|总|全部")
OF_THE_YEAR = re.compile(r"全年|全部")
ARRIVED_BEHIND = re.compile(r"(?:资金)?(?:已|均|现)*(?:全部|足额|全额)?(?:下达|拨付)?到位")
SPENT_BEHIND = re.compile(
    r"(?:资金)?(?:已|均|现)*(?:全部|足额|全额)(?:支付|支出|使用|发放|执行|兑付)"
)

#: Column of an amount with its owner in front, where the words allow a fund's name between.
OWN_EXECUTED = re.compile(
    r"(?:执行数?|支出|(?<!转移)支付|使用|发放|兑付)"
    + _NEUTRAL
    + r"|^(?:已经?|实际|累计)?(?:支付|支出|使用|执行)"
)
OWN_INITIAL = re.compile(r"年初")
OWN_GRANTED = re.compile(r"预算|下达|安排|批复|收到|拨|配套|投入|到位")

#: Whose money: row → how a sentence names it.
_SOURCES = {
    "中央": "中央",
    "央省": "央省",
    "省级": "省级 省内 省财政",
    "自治区级": "自治区",
    "市级": "市级 市财政",
    "州级": "州级",
    "市县": "市县",
    "县级": "县级 县财政 县配套",
    "区级": "区级 区财政",
    "地方": "地方",
    "基本支出": "基本支出",
    "项目支出": "项目支出",
    "当年财政拨款": "当年财政拨款 本年财政拨款 本年度财政拨款",
    "上年结转": "上年结转 上年度结转 上年结余 上年度结余",
    "其他资金": "其他资金",
    "社会资金": "社会资金",
}
#: Words too short or too general to be trusted outside a list.
_LISTED_ONLY = {
    "上级": "上级",
    "本级": "本级",
    "自筹": "自筹 自有资金",
    "省级": "省",
    "市级": "市",
    "县级": "县",
    "区级": "区",
    "州级": "州",
    "镇级": "镇级",
    "乡级": "乡级",
    "当年财政拨款": "财政拨款",
    "财政资金": "财政资金",
    "单位资金": "单位资金",
}
#: Rows that the contract names; the rest are rows of their own.
ITEMS = {
    "": "total",
    "当年财政拨款": "current_appropriation",
    "财政资金": "current_appropriation",
    "上年结转": "carried_over",
    "其他资金": "other",
}


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: row for row, line in table.items() for word in line.split()}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


ROW_OF_SOURCE = _by_word(_SOURCES) | _by_word(_LISTED_ONLY)
_SURE = _any_of(_by_word(_SOURCES))
_LISTABLE = _any_of(ROW_OF_SOURCE)
#: `县财政局` is an office that pays, not a source.
_NO_OFFICE = "(?![局厅部委人])"
SOURCE = re.compile(
    rf"(?:^|其中[:,]?|下达|收到|安排|拨付|争取|为|含|的|和|及|共|到|:|年|度|(?=(?:{_SURE})年初))(?P<source>{_SURE}){_NO_OFFICE}"
    rf"(?P<rest>[{CJK}:\"]{{0,16}})$"
)
LISTED = re.compile(
    rf"(?:其中[:,]?)?(?P<source>{_LISTABLE}){_NO_OFFICE}(?P<rest>[{CJK}:\"]{{0,16}})$"
)
#: What may stand behind a source in a list without making it a use of its money.
FUND = re.compile(
    r"(?:财政|级|转移支付|资金|补助|补贴|配套|专项|预算内?|投资|拨款|经费|安排|下达|拨付|投入|自筹|衔接|整合|执行数?|支出|支付|使用|到位|"
    r"年初|全年|共计?|的|为|是|:|数|\")*"
)
SOURCE_BEHIND = re.compile(rf"(?:资金)?[为是属](?P<source>{_SURE})")
#: `中央、省级财政安排`: money of both.
SHARED = re.compile(rf"(?:{_SURE})[{CJK}]{{0,4}}[、和及与](?:{_SURE})[{CJK}:]{{0,16}}$")
#: `中央、省级资金分别为`: the names stand in front, the amounts behind.
RESPECTIVELY = re.compile(r"(?P<names>[^,;:。()\0]{2,60})分别(?P<verb>[^\d,;。]{0,12})$")
AND = re.compile(r"、|和(?!家庭|服务)|与|以及|及")
BETWEEN = re.compile(r"[、,和及与]*")
LIST = re.compile(r"其中|包括|包含|\((?=中央|省级)")
#: A list of people is none of money: `其中80岁以上300人，全年共发放…`.
COUNTED = re.compile(r"(?:其中|包括|包含)[^,;]{0,30}\d(?:人|人次|户|名)[,;、].*[,;]", re.DOTALL)
PART = re.compile(r"(?:涉及|其中[:,]?)(?P<label>项目\d{1,3}个|\d{1,3}个项目)")
#: The project that a statement names in front of `全年预算数`.
NAMED = re.compile(
    rf"(?!年初|全年|年度|调整)(?P<name>[{CJK}\"()\d]{{2,40}}?)(?:的)?(?:全年|年度|调整后?|年初)?预算"
    + _NEUTRAL
)
#: Words that name what the total is of.
TOTAL_NAME = re.compile(r".*(?:项目|部门|单位|总体|整体|整体支出|专项|工程|经费|资金|补助|补贴)")
GENERAL_NAME = re.compile(
    r"(?:(?:19|20)\d\d年度?|本|该|我|项目|部门|单位|整体|总体|年度|全年|财政|资金|调整后?|专项|支出|局|镇|县|省|市|年[初中末底]|批复|的|总|安排|涉及|"
    r"申请|申报|下达|落实|拨付|执行|使用|支付|完成|实际)*"
)
YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
#: A heading that runs on into the words behind it.
HEADING = re.compile(r".*(?:情况|概况|分析)")
DATED = re.compile(r"(?:(?:19|20)\d\d|20[x×X*]{2})年度?")
