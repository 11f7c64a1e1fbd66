"""Deviations and their reasons: is every deduction explained, and does the text explain anything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from jiping.filing.numbers import ZERO

from .case import Case
from .examples import row as example_row
from .registry import Mark, Severity, check
from .rounding import percent
from .row import Row
from .words import any_of, printed, say, shorten, tells_cause

#: Stock phrases that say neither why nor what now.
_STOCK = any_of(
    "有待", "还需", "仍需", "需进一步", "需要进一步", "永恒", "不断提高", "不断加强", "不断完善", "继续努力",
    "争取更", "力争更", "要加强", "需加强", "须加强", "应加强", "加大力度", "不可停滞", "不可松懈", "进一步加强",
    "进一步提高", "进一步提升", "进一步完善",
)  # fmt: skip
#: What comes next, what was done since, a rule made, a date or an owner.
_MEASURE = re.compile(
    r"下一步|今后|明年|下年|次年|下半年|后续|年[^，。；]{0,8}起|[拟将][^，。；]{2}|计划[^，。；]{0,20}(?:完成|开展|安排|补)"
    r"|已[^，。；]{0,20}(?:[制修]定|建立|完善|开展|督促|组织|落实|优化|增加|加快|调整|培训|整改|召开|约谈|压减|压缩|追缴|催|安排|补|约定"
    r"|加强|提前|纳入|推进|申请|协调|跟进|改|开工|完工|完成|付|更换)"
    r"|(?:[制修]定|建立)[^，。；]{1,15}(?:制度|台账|机制|预案|方案|办法)|\d+月[^，。；]{0,8}前|责任人|负责|牵头"
    r"|由[^，。；]{1,12}[股科室所办站局处部队中心]|(?:督促|加大|加快|压减|调整|约谈|培训|整改)[^，。；]{2}"
    r"|(?:跟进|补[齐课办训招种植报建])(?<![未没能]..)|20\d\d年[^，。；]{0,12}(?:补|完成|完工|开工|实施|到位|安排|已)"
)
_FAILED = any_of(
    "未完成", "没有完成", "未达到", "未达标", "没有达到", "不达标", "不及时", "未能完成", "未实现", "逾期", "延误",
    "超支", "未按时", "未按期",
)  # fmt: skip
#: A failure that is denied: 未超支, 没有逾期, 无未完成事项.
_NO_FAILURE = re.compile(
    r"(?:无|没有|未|不存在|未出现|未发生|避免)(?:任何)?"
    r"(?:未完成|没有完成|未达|没有达到|不达标|不及时|未按[时期]|逾期|延误|超支)"
)
_DONE = any_of(
    "已完成",
    "全部完成",
    "全面完成",
    "已达标",
    "达到目标",
    "达到预期",
    "按期完成",
    "如期完成",
    "无偏差",
)
_RESTATED = re.compile(
    r"^(?:实际)?(?:完成值)?(?:超过|超出|高于|大于|低于|小于|少于|未达到|未达|没有达到|不足|未完成)了?"
    r"(?:年初|全年|年度|计划|预期|设定|原定)*(?:的)?(?:预算|目标|指标|计划|任务|标准)"
)
_DIGIT = re.compile(r"\d")
_TEXT_LEAST = 6


def _quoted(row: Row) -> str:
    """The reason as published, for a message."""
    return f"“{shorten(' '.join(row.reason.split()), 40)}”"


def _fails(text: str) -> bool:
    """Whether a reason speaks of a failure, and not of there being none."""
    return bool(_FAILED.search(text)) and bool(_FAILED.search(_NO_FAILURE.sub("", text)))


def _generic(text: str) -> bool:
    """Stock phrases, and neither a cause nor a figure or date."""
    return bool(_STOCK.search(text)) and not tells_cause(text) and not _DIGIT.search(text)


@check(
    code="JP401",
    name="deduction-without-reason",
    title="扣分未填原因",
    title_en="Points deducted and no reason given",
    severity="error",
    basis="财预〔2020〕10号：未完成绩效目标的应说明原因和改进措施；预算管理一体化系统必填",
    explanation="得分低于分值的指标，必须填写偏差原因和改进措施。整张表没有一项写原因的（可能表式没有此栏），只作疑点。",
    remedy="补填原因和改进措施。",
    parts=("indicators",),
    bad={
        "/indicators/2/actual": "97%", "/indicators/2/score": "11.88", "/total/score": "99.28",
    },
)  # fmt: skip
def deduction_without_reason(case: Case) -> Iterator[Mark]:
    """Score under weight and an empty reason; a form without any reason may have no such column."""
    if not case.complete:
        return
    severity: Severity | None = None if any(row.said for row in case.rows) else "warning"
    for row in case.deductions:
        if not row.said:
            yield Mark(
                f"{row.pointer}/reason",
                f"“{row.name}”扣{say(row.deducted or ZERO)}分，没有写原因。",
                severity,
            )


@check(
    code="JP402",
    name="full-score-with-failure",
    title="满分却填未完成原因",
    title_en="Full score beside a text of failure",
    severity="notice",
    basis="财预〔2020〕10号：自评结果与说明一致",
    explanation="指标达标并得满分，原因栏却写没有完成，两者必有一处不准。",
    remedy="删去原因，或改正完成值和得分。",
    parts=("indicators",),
    bad={"/indicators/0/reason": "因场地维修，部分活动未按期举办；2024年3月前由办公室补办。"},
)
def full_score_with_failure(case: Case) -> Iterator[Mark]:
    """Met, full score, and words of failure."""
    for row in case.scored:
        if row.said and row.met and not row.deducted and _fails(row.said):
            yield Mark(f"{row.pointer}/reason", f"“{row.name}”达标得满分，原因栏写{_quoted(row)}。")


@check(
    code="JP403",
    name="generic-reason",
    title="原因空泛",
    title_en="Reason of stock phrases: no cause, no measure",
    severity="warning",
    basis="财预〔2020〕10号：分析偏差原因，提出改进措施；审计常见问题",
    explanation="“有待加强”“还需进一步提高”一类的话，既没有说为什么没完成，也没有说怎么改。",
    remedy="写明具体成因（谁、什么事、什么时候、影响多少）和可检查的措施。",
    parts=("indicators",),
    bad={"/indicators/1/reason": "采购工作有待加强，还需进一步提高采购效率"},
)
def generic_reason(case: Case) -> Iterator[Mark]:
    """Stock phrases without cause, figure or date, beside a deduction."""
    for row in case.explained:
        if _generic(row.said):
            yield Mark(
                f"{row.pointer}/reason",
                f"“{row.name}”的原因{_quoted(row)}没有写明具体的成因和措施。",
            )


@check(
    code="JP404",
    name="reason-contradicts-values",
    title="原因与完成值矛盾",
    title_en="Reason and values contradict each other",
    severity="warning",
    basis="财预〔2020〕10号：数据真实",
    explanation="原因写没有完成、不及时，完成值却达到了指标值；或者完成值没有达标，原因却写已经完成。",
    remedy="按实际情况改正完成值或原因。",
    parts=("indicators",),
    bad={
        "/indicators/3/score": "11", "/total/score": "98.4",
        "/indicators/3/reason": "因场地临时维修，有两场活动不及时；2024年3月前由办公室落实备用场地。",
    },
    good={
        "/indicators/3/actual": "87.1%", "/indicators/3/score": "11", "/total/score": "98.4",
        "/indicators/3/reason": "因场地临时维修，有两场活动不及时；2024年3月前由办公室落实备用场地。",
    },
)  # fmt: skip
def reason_contradicts_values(case: Case) -> Iterator[Mark]:
    """Words of failure beside a met target, or of success beside a missed one."""
    for row in case.deductions:
        text = row.said
        if not text or row.met is None or row.actual is None or row.target is None:
            continue
        failed, done = _fails(text), _DONE.search(text)
        if (row.met and failed) or (row.met is False and done and not failed):
            state = "已达标" if row.met else "未达标"
            yield Mark(
                f"{row.pointer}/reason",
                f"“{row.name}”指标值{printed(row.target)}、完成值{printed(row.actual)}（{state}），"
                f"原因却写{_quoted(row)}。",
            )


@check(
    code="JP405",
    name="reasons-alike",
    title="原因雷同",
    title_en="The same reason in several rows",
    severity="warning",
    basis="财预〔2020〕10号：逐项分析偏差原因",
    explanation="三项以上指标的原因一字不差，说明没有逐项分析。",
    remedy="逐项写明各自的原因。",
    parts=("indicators",),
    limits=("same_reason",),
    bad={
        "/indicators": [
            example_row(
                "新增馆藏图书册数", "≥6000册", "5400册", "10", "9", "因供货推迟，2024年3月前补齐。"
            ),
            example_row(
                "更新书架组数", "≥20组", "19组", "10", "9.5", "因供货推迟，2024年3月前补齐。"
            ),
            example_row(
                "修复古籍册数", "≥100册", "96册", "10", "9.6", "因供货推迟，2024年3月前补齐。"
            ),
        ]
    },
    good={
        "/indicators": [
            example_row(
                "新增馆藏图书册数", "≥6000册", "5400册", "10", "9", "因供货推迟，2024年3月前补齐。"
            ),
            example_row(
                "更新书架组数", "≥20组", "19组", "10", "9.5", "因1组破损退货，已于2024年1月补发。"
            ),
            example_row(
                "修复古籍册数", "≥100册", "96册", "10", "9.6", "因纸张到货晚，2024年5月前修完。"
            ),
        ]
    },
)
def reasons_alike(case: Case) -> Iterator[Mark]:
    """The same words in at least three rows."""
    said = [(text, row) for row in case.rows if len(text := row.said) >= _TEXT_LEAST]
    if len(said) < case.limits.same_reason:
        return
    for text, times in Counter(text for text, _ in said).items():
        if times >= case.limits.same_reason:
            first = next(row for own, row in said if own == text)
            yield Mark(f"{first.pointer}/reason", f"{times}项指标的原因都是{_quoted(first)}。")


@check(
    code="JP406",
    name="reason-without-measure",
    title="缺改进措施",
    title_en="Reason without a measure",
    severity="notice",
    basis="财预〔2020〕10号：说明原因并提出改进措施",
    explanation="只写了情况，没有写打算怎么改、谁来改、什么时候改完。整句空话的另作“原因空泛”。",
    remedy="补写措施、责任人和期限。",
    parts=("indicators",),
    bad={"/indicators/1/reason": "因两家出版社供货推迟，300册未能在年内到馆"},
)
def reason_without_measure(case: Case) -> Iterator[Mark]:
    """Neither action nor date nor owner, beside a deduction."""
    for row in case.explained:
        if not _generic(row.said) and not _MEASURE.search(row.said):
            yield Mark(f"{row.pointer}/reason", f"“{row.name}”的原因{_quoted(row)}没有改进措施。")


@check(
    code="JP407",
    name="grave-deviation-brief-reason",
    title="重大偏差说明过短",
    title_en="A large deviation explained in a few words",
    severity="warning",
    basis="财预〔2020〕10号：偏离较大的应重点分析；审计口径：偏离超过20%",
    explanation="完成值偏离指标值20%以上，原因不足20个字，说不清成因、影响和措施。",
    remedy="展开说明偏差形成的经过、金额和整改安排。",
    parts=("indicators",),
    limits=("grave", "brief"),
    bad={
        "/indicators/1/actual": "4200册", "/indicators/1/score": "5.6", "/total/score": "97.4",
        "/indicators/1/reason": "因供货推迟，2024年3月前补齐。",
    },
    good={
        "/indicators/1/actual": "4200册", "/indicators/1/score": "5.6", "/total/score": "97.4",
    },
)  # fmt: skip
def grave_deviation_brief_reason(case: Case) -> Iterator[Mark]:
    """Deviation over 20 % and a reason under 20 characters."""
    for row in case.explained:
        far, text = row.far or ZERO, row.said
        if far > case.limits.grave and len(text) < case.limits.brief:
            yield Mark(
                f"{row.pointer}/reason",
                f"“{row.name}”偏离{percent(far)}，原因只有{len(text)}个字：{_quoted(row)}。",
            )


@check(
    code="JP408",
    name="reason-restates",
    title="仅复述偏差",
    title_en="Reason only restates the deviation",
    severity="warning",
    basis="财预〔2020〕10号：分析偏差原因",
    explanation="“超过年初预算”“未达到目标值”只是把偏差再说一遍，没有说为什么。",
    remedy="写明偏差的成因。",
    parts=("indicators",),
    bad={"/indicators/1/reason": "未达到年度目标，2024年3月前由采编部补齐"},
)
def reason_restates(case: Case) -> Iterator[Mark]:
    """The reason begins by restating the deviation and names no cause."""
    for row in case.explained:
        if _RESTATED.search(row.said) and not tells_cause(row.said):
            yield Mark(f"{row.pointer}/reason", f"“{row.name}”的原因{_quoted(row)}只复述了偏差。")


_TOLD_ACTUAL = re.compile(
    r"(?:实际(?:完成|达到|为)|完成值(?:为|是)?|仅(?:完成|达到)|只(?:完成|达到)了?)[：:]?(\d+(?:\.\d+)?)(%|[\u4e00-\u9fff]{1,2})?"
)
_COMPARED = re.compile(
    r"(?:低于|高于|少于|多于|不足|超过|超出|比|较|距离?|差)(?:年初|全年|年度|原定)?$"
)
#: What goes on behind a unit and is no noun.
_NO_NOUN = "，。；、的，主因由较比，未没已其余"
_TOLD_TARGET = re.compile(
    r"(?:目标值?|指标值|计划)(?:数|为|是)*[：:]?(\d+(?:\.\d+)?)(%|[\u4e00-\u9fff]{1,2})?"
)


@check(
    code="JP409",
    name="reason-quotes-other-figure",
    title="原因中的数与表不符",
    title_en="The reason quotes a figure that is not the row's",
    severity="error",
    basis="财预〔2020〕10号：数据真实；同一事项数据一致",
    explanation="原因栏写“实际完成××”“目标××”，数值与本行的完成值、指标值不同。只比较单位相同、直接写明的数。",
    remedy="核对后统一；说的是别的口径的，写明口径。",
    parts=("indicators",),
    bad={"/indicators/1/reason": "因两家出版社供货推迟，实际完成5600册；采编部2024年3月底前补齐。"},
    good={
        "/indicators/1/reason": "因两家出版社供货推迟，实际完成5700册；采编部2024年3月底前补齐。"
    },
)
def reason_quotes_other_figure(case: Case) -> Iterator[Mark]:
    """Numbers named as the actual or the target value, in the unit of the row's."""
    for row in case.explained:
        for pattern, value, name in (
            (_TOLD_ACTUAL, row.actual, "完成值"),
            (_TOLD_TARGET, row.target, "指标值"),
        ):
            match = pattern.search(row.said) if value is not None else None
            if match is None or value is None or value.number is None or not value.unit:
                continue
            if _COMPARED.search(row.said[: match.start()]):
                continue  # by how much, not how much
            unit = match[2]
            if unit is None or not (unit.startswith(value.unit) or value.unit.startswith(unit)):
                continue
            # 只完成1个标段 tells of another thing that is counted in 个.
            noun = unit[len(value.unit) :]
            if noun[:1] not in row.title and noun[:1] not in _NO_NOUN:
                continue
            told = Decimal(match[1])
            if told not in (value.number, value.high, row.actual and row.actual.number):
                yield Mark(
                    f"{row.pointer}/reason",
                    f"“{row.name}”{name}{printed(value)}，原因写“{match[0]}”。",
                )


@check(
    code="JP410",
    name="over-target-unexplained",
    title="完成值远超指标值，未作分析",
    title_en="Far over the target and no analysis",
    severity="warning",
    basis="财预〔2020〕10号：完成值高于指标值较多的，要分析原因",
    explanation="完成值达到指标值的130%以上（比例由标准规定），要说明是工作成效还是目标定低了。",
    remedy="在原因栏说明超额的原因；目标明显偏低的，下年调高并按标准扣分。",
    parts=("indicators",),
    bad={"/indicators/6/actual": "11.2万人次"},
    good={
        "/indicators/6/actual": "11.2万人次",
        "/indicators/6/reason": "因新馆提前开馆，读者超出预计；2024年起由读者服务部按新馆测算目标。",
    },
)  # fmt: skip
def over_target_unexplained(case: Case) -> Iterator[Mark]:
    """The scorecard's `over`, and an empty reason."""
    if not case.complete:
        return
    for row in case.rows:
        line = row.line
        if not line.over or row.said or row.target is None or row.actual is None:
            continue
        rate = percent(line.attainment) if line.attainment is not None else "远超目标"
        yield Mark(
            f"{row.pointer}/reason",
            f"“{row.name}”指标值{printed(row.target)}，完成值{printed(row.actual)}，"
            f"完成率{rate}，没有分析原因。",
        )
