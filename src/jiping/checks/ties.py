"""Form and report against each other: who, when, how much, how many, and what went unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from rapidfuzz import fuzz

from jiping.filing.numbers import ZERO
from jiping.filing.text import squeeze
from jiping.filing.unit_code import without_code

from .case import Case
from .registry import Mark, check
from .rounding import differ, slack
from .words import ORG_END, YEAR, has, printed, say, shorten, speaks_of, tells

_SUBJECT = re.compile(
    r"^\s*(?:[（(]?[一1][)）、.．])?\s*([^，。；：\s]{4,30}?)(?:是|为|系|隶属|属于|位于|成立于|内设|主要)"
)
_SELF_NAMES = ("我", "本")
_NAME_LEAST = 4
_SAME_BODY = 60
_TOLD_SCORE = re.compile(
    r"自评(?:总)?(?:得分|分数|评分|分)?(?:为|是|：|:|得|共)?(\d{1,3}(?:\.\d+)?)分"
)
#: Words in a clause that make its score one of last year, of a project, of another who scored.
_OTHER_SCORES = (
    "上年",
    "去年",
    "项目",
    "专项",
    "所属",
    "下属",
    "复核",
    "平均",
    "其中",
    "最高",
    "最低",
)
#: Words in a sentence that make a score one of its parts, unless it is called their sum.
_SCORES_OF_PARTS = (
    "产出指标", "效益指标", "效果指标", "满意度指标", "数量指标", "质量指标", "时效指标", "成本指标", "执行率",
)  # fmt: skip
_SUMS = ("总", "合计", "共")
_SENTENCE_STOP = re.compile(r"[。；;\n]")
_CLAUSE_STOP = re.compile(r"[，,。；;\n]")
_ANY_YEAR = re.compile(rf"({YEAR})年")
_YEAR = re.compile(rf"({YEAR})年度?")
_ANNUAL = re.compile(rf"({YEAR})年度")
_COUNT_UNITS = frozenset("个所座家名户场次条处")
_NOUN = re.compile(r"[\u4e00-\u9fff]{2,6}")
_NUMBER_BEFORE = re.compile(r"\d+$")
_VALUE_BEHIND = re.compile(r"(?:为|是|达到?了?|：|:)?(\d+(?:\.\d+)?)(%|[万\u4e00-\u9fff]{1,3})?")
_CLAIMS_OF_THRIFT = (
    "严格控制成本",
    "成本控制良好",
    "有效控制成本",
    "节约成本",
    "严控成本",
    "成本得到有效控制",
)
_LONGEST_CLAUSE = 40
#: What may stand right before a name without changing it, and what makes a value one of a part.
_NO_PART_OF_IT = (
    "年",
    "年度",
    "的",
    "中",
    "是",
    "为",
    "使",
    "实现",
    "完成",
    "达到",
    "馆",
    "局",
    "镇",
    "乡",
    "校",
    "院",
)
_PART_OF_YEAR = re.compile(r"其中|[上下]半年|季度|\d月|上年|去年|上一年")
#: Words that make a claim one of all that a unit does.
_EVERYTHING = ("各项", "全部", "既定", "年度目标", "目标任务", "正常运转")
_OPPOSITES = (
    (re.compile(r"(?<!不)(?:及时|按时)(?:足额)?(?:保障|完成|拨付|支付|发放)"), re.compile(r"不(?:够)?及时|未及时|未按时")),
    (re.compile(r"全面完成|全部完成|圆满完成|达成既定目标|达成了既定目标"), re.compile(r"未完成|没有完成|未能完成")),
    (re.compile(r"满意度(?:稳步|显著|不断|大幅)?(?:提升|提高)"), re.compile(r"满意度(?:下降|降低|偏低|不高)")),
)  # fmt: skip


@check(
    code="JP611",
    name="unit-name-differs",
    title="单位名称不一致",
    title_en="The unit's name in the report is not the form's",
    severity="warning",
    basis="惯例：使用机构规范全称，表、报告、公章一致",
    explanation="报告里的单位名称与自评表不同。只是省略上级行政区名称的为提示；名称像是另一个单位的为疑点。",
    remedy="统一使用批复文件上的全称。",
    parts=("report",),
    bad={"/report/sections/0/text": ("云溪县图书馆是", "云溪县文化艺术服务中心是")},
)
def unit_name_differs(case: Case) -> Iterator[Mark]:
    """The subject of the report's first sentence against the form's unit."""
    unit = squeeze(without_code(case.filing.unit or ""))
    match = _SUBJECT.match(case.texts.get("profile", ""))
    if not unit or match is None or not ORG_END.search(unit):
        return
    told = squeeze(match[1])
    if told == unit or told.startswith(_SELF_NAMES) or not ORG_END.search(told):
        return
    near = told.endswith(unit) or unit.endswith(told)
    near = near or fuzz.partial_ratio(told, unit) >= _SAME_BODY
    yield Mark(
        case.places["profile"],
        f"自评表为“{case.filing.unit}”，报告为“{match[1]}”。",
        "notice" if near else None,
    )


@check(
    code="JP612",
    name="year-missing-or-other",
    title="年度缺失或不一致",
    title_en="The year is missing on the form, or the report's is another",
    severity="error",
    basis="预算法第十八条：预算年度；惯例：表和报告注明年度",
    explanation="报告标题的年度与自评表不同为错误；报告正文只写别的年度为疑点；自评表没有写年度为提示。"
    "多半是上年的报告没有改完。",
    remedy="补写年度，或把报告改为当年的。",
    bad={"/report/title": ("2023", "2022")},
)
def year_missing_or_other(case: Case) -> Iterator[Mark]:
    """Years in title and text against the form's."""
    year, report = case.filing.fiscal_year, case.filing.report
    if year is None:
        # Neither unit nor project: the head of the form was not read, or is on a page before.
        headed = case.filing.unit or case.filing.project
        form = case.filing.kind != "report" and headed and case.rows and case.figured
        whole = case.report_whole or (case.complete and not case.sections)
        if form and whole and not _YEAR.search(case.filing.project or ""):
            told = _ANNUAL.search(case.report_text)
            hint = f"，报告写的是{told[1]}年度" if told else ""
            yield Mark("/fiscal_year", f"自评表没有写年度{hint}。", "notice")
        return
    if report is None:
        return
    titled = list(map(int, _YEAR.findall(report.title or "")))
    if titled and year not in titled:
        yield Mark("/report/title", f"自评表为{year}年度，报告标题为{titled[0]}年度。")
    elif not titled:
        years = set(map(int, _ANNUAL.findall(case.report_text)))
        if years and year not in years and f"{year}年" not in case.report_text:
            yield Mark(
                "/report/title",
                f"自评表为{year}年度，报告正文只写{'、'.join(map(str, sorted(years)))}年度。",
                "warning",
            )


@check(
    code="JP613",
    name="score-told-differs",
    title="报告的自评得分与自评表不同",
    title_en="The self score told in the report is not the form's total",
    severity="error",
    basis="财预〔2020〕10号：自评表与自评报告一致",
    explanation="报告写明的自评得分应等于自评表的总分（按所写小数位四舍五入）。",
    remedy="以自评表为准改正报告，或核对总分。",
    parts=("report",),
    bad={"/report/sections/7/text": ("99.4分", "97.5分")},
)
def score_told_differs(case: Case) -> Iterator[Mark]:
    """自评…分 in the report against the printed total."""
    total = case.filing.total.score
    if total is None:
        return
    for number, section in enumerate(case.sections):
        for match in _TOLD_SCORE.finditer(section.text) if "自评" in section.text else ():
            told = Decimal(match[1])
            if not differ(told, total, slack(told) if told != told.to_integral() else ZERO):
                return
            if _is_total(match, case.filing.fiscal_year):
                yield Mark(
                    f"/report/sections/{number}",
                    f"报告写自评{say(told)}分，自评表总分{say(total)}分。",
                )
                return


def _is_total(score: re.Match[str], year: int | None) -> bool:
    """Whether a score told is the whole filing's of this year, and no part's or other's."""
    before = score.string[: score.start()]
    clause = _CLAUSE_STOP.split(before)[-1]
    if has(clause, _OTHER_SCORES) or any(int(told) != year for told in _ANY_YEAR.findall(clause)):
        return False
    if has(clause + score[0], _SUMS):
        return True
    return not has(_SENTENCE_STOP.split(before)[-1], _SCORES_OF_PARTS)


@check(
    code="JP614",
    name="count-told-differs",
    title="同一事项数据不一",
    title_en="A count told in the report is not the form's",
    severity="warning",
    basis="财预〔2020〕10号：同一事项数据一致",
    explanation="报告和自评表说到同一类事物（如11个村居），数目却不同。",
    remedy="核对后统一。",
    parts=("report", "indicators"),
    bad={
        "/indicators/0/name": "流动服务点数量", "/indicators/0/target": "≥11个",
        "/indicators/0/actual": "11个",
        "/report/sections/7/text": ("举办活动", "运行12个服务点，举办活动"),
    },
    good={
        "/indicators/0/name": "流动服务点数量", "/indicators/0/target": "≥11个",
        "/indicators/0/actual": "11个",
        "/report/sections/7/text": ("举办活动", "运行11个服务点，举办活动"),
    },
)  # fmt: skip
def count_told_differs(case: Case) -> Iterator[Mark]:
    """A number with unit and noun in the performance section; the noun stands in a name."""
    text = case.texts.get("performance", "")
    if not text:
        return
    for row, target, actual in case.numeric:
        unit = row.actual_unit
        if unit is None or unit not in _COUNT_UNITS:
            continue
        told = dict(_counts(text, unit, row.title))
        if told and not set(told.values()) & {actual, target}:
            shown = "、".join(f"{say(number)}{unit}{noun}" for noun, number in told.items())
            yield Mark(
                f"{row.pointer}/actual", f"“{row.name}”完成值{printed(row.actual)}，报告写{shown}。"
            )


def _counts(text: str, unit: str, title: str) -> Iterator[tuple[str, Decimal]]:
    """(noun, number) wherever a number with *unit* counts something that *title* names."""
    at = text.find(unit)
    while at >= 0:
        noun = text[at + 1 : at + 3]
        if (
            len(noun) == 2
            and noun in title
            and (number := _NUMBER_BEFORE.search(text[max(0, at - 8) : at]))
        ):
            whole = _NOUN.match(text, at + 1)
            yield whole[0] if whole else noun, Decimal(number[0])
        at = text.find(unit, at + 1)


@check(
    code="JP615",
    name="value-told-differs",
    title="报告引用的完成值与自评表不同",
    title_en="An indicator's value told in the report is not the form's",
    severity="warning",
    basis="财预〔2020〕10号：自评表与自评报告一致",
    explanation="报告用指标原名写出的数值，既不是指标值也不是完成值。",
    remedy="核对后统一。",
    parts=("report", "indicators"),
    bad={"/report/sections/7/text": ("编目合格率99%", "图书编目合格率97%")},
    good={"/report/sections/7/text": ("编目合格率99%", "图书编目合格率99%")},
)
def value_told_differs(case: Case) -> Iterator[Mark]:
    """A number right behind an indicator's full name, in the same unit."""
    text = case.texts.get("performance", "")
    if not text:
        return
    for row in case.rows:
        if row.target is None or row.actual_number is None or len(row.title) < _NAME_LEAST:
            continue
        at = text.find(row.title) if row.actual_unit else -1
        match = _VALUE_BEHIND.match(text, at + len(row.title)) if at >= 0 else None
        if match is None or match[2] != row.actual_unit:
            continue
        told = Decimal(match[1])
        if told not in (row.actual_number, row.target_number) and not _of_a_part(text, at):
            yield Mark(
                f"{row.pointer}/actual",
                f"“{row.name}”完成值{printed(row.actual)}，报告写{match[1]}{match[2]}。",
            )


def _of_a_part(text: str, at: int) -> bool:
    """Whether the name at this place is another's by a word in front, or of a part of the year."""
    before = text[max(0, at - _LONGEST_CLAUSE) : at]
    if before[-1:].isalpha() and not before.endswith(_NO_PART_OF_IT):
        return True
    return bool(_PART_OF_YEAR.search(_CLAUSE_STOP.split(before)[-1]))


@check(
    code="JP617",
    name="claim-against-form",
    title="报告的说法与自评表矛盾",
    title_en="A claim of the report against the form",
    severity="warning",
    basis="财预〔2020〕10号：结果客观",
    explanation="报告写严格控制了成本，自评表的成本指标却超过上限。",
    remedy="如实写明超支的金额和原因。",
    parts=("report", "indicators"),
    bad={
        "/indicators/4/actual": "46.1元/册", "/indicators/4/score": "9.76",
        "/indicators/4/reason": "因纸价上涨，图书定价普遍提高；采编部2024年起改为按码洋折扣招标，6月底前完成。",
        "/total/score": "99.16",
        "/report/sections/7/text": ("全年自评99.4分", "严格控制成本，全年自评99.16分"),
        "/report/sections/8/text": ("新增馆藏图书没有", "采购单价超过上限；新增馆藏图书没有"),
        "/report/sections/9/text": ("补齐300册", "补齐300册，改按码洋折扣招标压低采购单价"),
    },
    good={
        "/report/sections/7/text": ("全年自评99.4分", "严格控制成本，全年自评99.4分"),
    },
)  # fmt: skip
def claim_against_form(case: Case) -> Iterator[Mark]:
    """Words of thrift beside an exceeded cost ceiling."""
    text = case.texts.get("performance", "")
    if not has(text, _CLAIMS_OF_THRIFT):
        return
    for row in case.rows:
        # A name may itself be made of such words.
        text = text.replace(row.title, "")
    claim = next((word for word in _CLAIMS_OF_THRIFT if word in text), None)
    if claim is None:
        return
    for row in case.rows:
        values = row.target, row.actual
        if row.met is not False or "成本" not in row.level1 + row.level2 or None in values:
            continue
        target, actual = values
        if target and actual and target.number is not None and actual.number is not None:
            over = actual.number - target.number
            if over > 0:
                yield Mark(
                    case.places["performance"],
                    f"报告写“{claim}”，而“{row.name}”上限{printed(target)}，"
                    f"完成值{printed(actual)}，超出{say(over)}{actual.unit or ''}。",
                )


@check(
    code="JP618",
    name="report-contradicts-itself",
    title="报告前后矛盾",
    title_en="The report contradicts itself",
    severity="warning",
    basis="财预〔2020〕10号：结果客观、内容真实",
    explanation="成效一节写“及时保障”“全面完成”，问题一节又写“不及时”“未完成”。",
    remedy="按实际情况统一说法，写明哪些做到、哪些没有做到。",
    parts=("report",),
    bad={
        "/report/sections/7/text": ("举办活动", "及时完成各项活动，举办活动"),
        "/report/sections/8/text": ("新增馆藏图书没有", "个别活动开展不及时；新增馆藏图书没有"),
        "/report/sections/9/text": ("补齐300册", "补齐300册，活动提前排期，做到及时开展"),
    },
    good={
        "/report/sections/8/text": ("新增馆藏图书没有", "个别活动开展不及时；新增馆藏图书没有"),
        "/report/sections/9/text": ("补齐300册", "补齐300册，活动提前排期，做到及时开展"),
    },
)  # fmt: skip
def report_contradicts_itself(case: Case) -> Iterator[Mark]:
    """Opposite words in the sections on performance and on problems."""
    results, problems = case.texts.get("performance", ""), case.texts.get("problems", "")
    if not results or not problems:
        return
    for good, bad in _OPPOSITES:
        for other in bad.finditer(problems):
            claims = good.finditer(results)
            one = next((claim for claim in claims if _of_one_matter(claim, other)), None)
            if one is not None:
                told = _clause(one).strip(), _clause(other).strip()
                yield Mark(
                    case.places["problems"],
                    f"成效写“{shorten(told[0], 30)}”，问题又写“{shorten(told[1], 30)}”。",
                )
                break


def _clause(words: re.Match[str]) -> str:
    """The clause that *words* stand in."""
    text, start, end = words.string, words.start(), words.end()
    before, behind = (
        text[max(0, start - _LONGEST_CLAUSE) : start],
        text[end : end + _LONGEST_CLAUSE],
    )
    return _CLAUSE_STOP.split(before)[-1] + words[0] + _CLAUSE_STOP.split(behind, maxsplit=1)[0]


def _of_one_matter(claim: re.Match[str], other: re.Match[str]) -> bool:
    """Whether a claim and what goes against it are of one thing; a claim may be of everything."""
    one, against = (_clause(each).replace(each[0], " ") for each in (claim, other))
    return has(one, _EVERYTHING) or not tells(one) or speaks_of(one, against)
