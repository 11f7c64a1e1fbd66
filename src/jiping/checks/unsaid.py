"""What the report leaves unsaid: deductions it never speaks of, problems without a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jiping.filing.numbers import ZERO

from .case import Case
from .registry import Mark, check
from .rounding import percent
from .row import Row
from .words import has, listed, shorten, speaks_of, tells

#: Level-2 category → other words by which a report may speak of it.
_SPOKEN_AS = {
    "成本指标": ("成本", "超支", "超预算", "超出预算", "超过预算", "超过年初预算", "超出年初预算"),
    "服务对象满意度指标": ("满意",),
    "时效指标": ("及时", "按时", "进度", "延期", "推迟"),
    "生态效益指标": ("生态", "环境"),
    "可持续影响指标": ("持续", "长效"),
    "经济效益指标": ("经济", "收入", "收益"),
}
#: One of a numbered list, at the head of a line or of a sentence.
_ITEM = re.compile(
    r"(?:^|(?<=[。；;\n：:]))\s*(?:\d+[.．、](?!\d)|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九]是)"
)
_SENTENCE = re.compile(r"[。；\n]")
_CAUSAL = ("原因", "由于", "因为", "主要是因", "影响")
_NO_PROBLEM = ("无", "暂无", "没有其他", "未发现")
_SHORTEST_PROBLEM = 6
#: Of so many problems one measure can be too few.
_PROBLEMS_LEAST = 3


def _spoken(row: Row, text: str) -> bool:
    return has(text, _SPOKEN_AS.get(row.level2, ())) or speaks_of(row.title, text)


@check(
    code="JP616",
    name="deduction-unspoken",
    title="报告没有提到扣分的指标",
    title_en="Deductions the report never speaks of",
    severity="warning",
    basis="财预〔2020〕10号：报告应分析未完成目标的原因并提出措施",
    explanation="自评表里扣了分的指标，报告的问题和措施两节都没有提到；偏差最大的一项尤其应当说明。",
    remedy="在问题一节逐项分析扣分的指标，偏差最大的放在前面。",
    parts=("report", "indicators"),
    bad={
        "/indicators/9/actual": "88%", "/indicators/9/score": "9.78",
        "/indicators/9/reason": "因夏季空调故障，两次停馆；办公室2024年5月前更换空调，读者服务部9月底前复查。",
        "/total/score": "99.18", "/report/sections/7/text": ("99.4分", "99.18分"),
    },
    good={
        "/indicators/9/actual": "88%", "/indicators/9/score": "9.78",
        "/indicators/9/reason": "因夏季空调故障，两次停馆；办公室2024年5月前更换空调，读者服务部9月底前复查。",
        "/total/score": "99.18", "/report/sections/7/text": ("99.4分", "99.18分"),
        "/report/sections/8/text": ("新增馆藏图书没有", "空调故障使读者满意度没有达标；新增馆藏图书没有"),
        "/report/sections/9/text": ("补齐300册", "补齐300册，5月前更换空调以提高读者满意度"),
    },
)  # fmt: skip
def deduction_unspoken(case: Case) -> Iterator[Mark]:
    """Rows with a deduction against the sections on problems and measures."""
    text = f"{case.texts.get('problems', '')}\n{case.texts.get('measures', '')}"
    if len(text) <= 1 or not case.deductions or not case.report_whole:
        return
    silent = [row for row in case.deductions if not _spoken(row, text)]
    if not silent:
        return
    worst = max(case.deductions, key=lambda row: row.far or ZERO)
    largest = (
        f"，其中“{worst.name}”偏离{percent(worst.far)}，为全表最大"
        if worst in silent and worst.far
        else ""
    )
    yield Mark(
        case.places.get("problems", "/report"),
        f"{len(silent)}项扣分的指标在问题和措施中没有提到：{listed(row.name for row in silent)}{largest}。",
    )


@check(
    code="JP619",
    name="problem-without-measure",
    title="问题没有对应的措施",
    title_en="A problem without a measure",
    severity="warning",
    basis="财预〔2020〕10号：针对问题提出改进措施",
    explanation="问题一节列出的事项，措施一节没有一处与之对应。",
    remedy="逐个问题写明措施、责任人和期限。",
    parts=("report",),
    limits=("short_section",),
    bad={
        "/report/sections/8/text": ("新增馆藏图书没有", "空调老化，夏季阅览室闷热；新增馆藏图书没有"),
    },
    good={
        "/report/sections/8/text": ("新增馆藏图书没有", "空调老化，夏季阅览室闷热；新增馆藏图书没有"),
        "/report/sections/9/text": ("补齐300册", "补齐300册，2024年5月前更换阅览室空调"),
    },
)  # fmt: skip
def problem_without_measure(case: Case) -> Iterator[Mark]:
    """Clauses of the problems against the pairs of characters of the measures, once a sentence."""
    problems, measures = case.texts.get("problems", ""), case.texts.get("measures", "")
    if not problems or len(measures) < case.limits.short_section or not case.report_whole:
        return
    items = _numbered(problems)
    if len(items) > 1 and len(items) == len(_numbered(measures)):
        # Number by number: a measure may answer the cause of its problem and not its first words.
        problems = "\n".join([
            _SENTENCE.split(item)[0] for item in items if not speaks_of(item, measures)
        ])  # fmt: skip
    open_ones = [
        clause.strip()
        for clause in _problems(problems)
        if len(clause) >= _SHORTEST_PROBLEM and not speaks_of(clause, measures) and tells(clause)
    ]
    if open_ones:
        told = listed(shorten(clause, 20) for clause in open_ones)
        yield Mark(case.places["measures"], f"问题{told}在改进措施中没有找到对应的内容。")


def _numbered(text: str) -> list[str]:
    """The items of a numbered list; empty where the text does not begin with one."""
    items = _ITEM.split(text)
    return [] if items[0].strip() else items[1:]


@check(
    code="JP620",
    name="fewer-measures-than-problems",
    title="措施明显少于问题",
    title_en="Clearly fewer measures than problems",
    severity="notice",
    basis="财预〔2020〕10号：针对问题提出改进措施；第三方复核口径",
    explanation="问题逐条编号，措施也逐条编号，条数却少了两条以上，有的问题没有着落。",
    remedy="逐条对应，写明每个问题怎么改。",
    parts=("report",),
    bad={
        "/report/sections/8/text": "1.新增馆藏图书没有达到计划册数，原因是供货推迟。\n2.采购合同没有约定分批到货时间，因为沿用了旧文本。\n"
        "3.供货商的到货情况没有逐月核对，因为采编部人手不足。",
        "/report/sections/9/text": "1.馆藏图书采购由采编部负责，2024年3月底前补齐300册，合同写明分批到货时间，供货商到货逐月核对。",
    },
    good={
        "/report/sections/8/text": "1.新增馆藏图书没有达到计划册数，原因是供货推迟。\n2.采购合同没有约定分批到货时间，因为沿用了旧文本。\n"
        "3.供货商的到货情况没有逐月核对，因为采编部人手不足。",
        "/report/sections/9/text": "1.馆藏图书由采编部负责，2024年3月底前补齐300册。\n2.今后采购合同写明分批到货时间，供货商到货逐月核对。",
    },
)  # fmt: skip
def fewer_measures_than_problems(case: Case) -> Iterator[Mark]:
    """Numbered problems against numbered measures, where both are counted."""
    if not case.report_whole:
        return
    problems = len(_ITEM.findall(case.texts.get("problems", "")))
    if problems < _PROBLEMS_LEAST:
        return
    measures = len(_ITEM.findall(case.texts.get("measures", "")))
    if 0 < measures < problems - 1:
        yield Mark(case.places["measures"], f"问题列了{problems}条，措施只有{measures}条。")


_DUTY_LEAD = re.compile(r"(?:主要)?(?:职责|职能)[^。；\n]{0,6}[：:是为]")
_DUTY_ITEM = re.compile(r"^\s*(?:\d+[.．、]|[（(][一二三四五六七八九十\d]+[)）])\s*(.+)")
_DUTIES_LEAST = 5
#: What a duty is about stands at its head.
_DUTY_HEAD = 16


@check(
    code="JP530",
    name="duties-without-indicators",
    title="多数职责没有指标反映",
    title_en="Most duties are reflected by no indicator",
    severity="notice",
    basis="财预〔2015〕88号：绩效目标与部门职能、发展规划相衔接；财预〔2013〕53号：职责履行",
    explanation="报告逐条列出的单位职责，一半以上在指标名称和目标里找不到，自评没有覆盖主要工作。",
    remedy="按主要职责增设指标；本年没有安排经费的职责，说明即可。",
    parts=("report", "indicators"),
    bad={"/report/sections/0/text": ("编制20名", "主要职责是：\n1.宣传贯彻党的方针政策。\n2.编制辖区经济规划。\n3.调解民间纠纷。\n"
         "4.组织防汛抗旱。\n5.开展图书借阅。\n编制20名")},
    good={"/report/sections/0/text": ("编制20名", "主要职责是：\n1.采购编目各类图书。\n2.组织阅读推广活动。\n3.建设数字资源。\n"
          "4.服务到馆读者。\n5.调解民间纠纷。\n编制20名")},
)  # fmt: skip
def duties_without_indicators(case: Case) -> Iterator[Mark]:
    """Numbered duties of which less than half share a telling pair of characters with names and goal."""
    if not case.complete or len(case.rows) < _DUTIES_LEAST:
        return
    for number, section in enumerate(case.sections):
        duties = _duties(section.text) if "职" in section.text else []
        if len(duties) < _DUTIES_LEAST:
            continue
        goals = case.filing.goals
        told = f"{case.titles}\n{goals.expected or ''}\n{goals.achieved or ''}"
        open_ones: list[str] = []
        for at, duty in enumerate(duties):
            if (at - len(open_ones)) * 2 >= len(duties):
                return
            if not speaks_of(duty[:_DUTY_HEAD], told):
                open_ones.append(duty)
        if len(open_ones) * 2 > len(duties):
            yield Mark(
                f"/report/sections/{number}",
                f"从文字看，{len(duties)}条职责中有{len(open_ones)}条没有指标反映，如{listed(shorten(one, 16) for one in open_ones[:3])}。",
            )
        return


def _duties(text: str) -> list[str]:
    """The numbered items right behind the lead of a list of duties."""
    lead = _DUTY_LEAD.search(text)
    if lead is None:
        return []
    found: list[str] = []
    for line in text[lead.end() :].split("\n"):
        if match := _DUTY_ITEM.match(line):
            found.append(match[1].strip())
        elif line.strip():
            break
    return found


def _problems(text: str) -> Iterator[str]:
    """The problems: sentences that name no cause; the clauses of one that counts them up."""
    for sentence in _SENTENCE.split(text):
        if has(sentence, _CAUSAL) or sentence.strip().startswith(_NO_PROBLEM):
            continue
        head, colon, rest = sentence.replace(":", "：").partition("：")
        if colon and "问题" in head:
            yield from rest.split("，")
        else:
            yield sentence
