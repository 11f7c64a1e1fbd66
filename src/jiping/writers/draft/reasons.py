"""A reason of the form (偏差原因分析及改进措施) taken apart: what it says of the cause, what of the cure."""

from __future__ import annotations

import re
from typing import NamedTuple

_SENTENCE = re.compile(r"[^。；;]+")
_CLAUSE = re.compile(r"[^，,]+")
#: What is still to be done: a plan with owner or date, or no more than a wish.
_PLAN = re.compile(
    r"下一步|今后|明年|下年|次年|后续|下半年|拟|计划|将[^，。；]{2}|[从自][^，。；]{2,12}起|\d+月[^，。；]{0,6}[前内]|年底前"
    r"|由[^，。；]{1,12}[股科室所办站局处部队中心]|负责|牵头|责任人"
)
_OWNER_OR_DATE = re.compile(
    r"\d+月|\d{4}年|季度|年底前|负责|牵头|责任人|[\u4e00-\u9fff]{2,8}[股科室所办站处部](?=从|自|对|已|将|在|于|[，。])"
)
_WISH = re.compile(
    r"^(?:[^，。；]{0,8})(?:要|应|需|须|争取|力争|不断|继续|进一步|加大|加强|加快|提高|提升|强化|完善|做好|确保|抓好)"
)
#: Words that explain nothing, however often they are written.
_EMPTY = re.compile(r"永恒|不可(?:停滞|松懈|懈怠)|没有最好")
_WANTING = re.compile(
    r"有待|还需|仍需|还要|需要?(?:进一步|不断)|不断(?:提高|加强|完善|提升)|继续努力|有(?:一定)?差距"
)
#: What there was too little of is a cause.
_SCARCE = re.compile(
    r"(?:人员|人手|资金|经费|力量|技术|设备|经验|场地|材料|货源)[^，。；]{0,4}(?:不足|不够|紧张|短缺|薄弱|缺乏|有限)"
)
#: What was missed, told once more.
_FAILING = re.compile(
    r"不(?:够)?及时|不够|不足|不高|偏低|较慢|滞后|欠缺|薄弱|未达|没有达到|未完成|没有完成|未能完成|超过|超出|超支|低于|不达标"
)
_CAUSAL = re.compile(
    r"因|由于|受[^，。；]{1,16}影响|导致|造成|致使|源于|未批复|未到位|未下达|不可抗力"
)
_LEAD = re.compile(r"^(?:主要)?(?:偏差)?(?:原因分析|原因)?(?:是|为|：|:|在于)?(?:因为|由于|因)?")
#: Where a sentence goes over from why to what now.
_TURN = re.compile(
    r"(?:^|[，,])(?:(?:改进|整改)?措施[是为：:]|(?=今后|下一步|下年|下一年|明年|次年|拟|计划(?=[于在])))"
)
_MUST = re.compile(r"^(?:要|应|应当|需要?|须)(?=加|提|强|完|做|抓|确|不断|进一步)")
_MEASURE_LEAD = re.compile(r"^(?:改进)?措施(?:是|为|：|:)?|^(?:下一步|今后)[，,：:]?")


class Reason(NamedTuple):
    """What a reason says: the `cause`, what is told as `failing` without a cause, and the `plan`.

    `explained` is whether the cause explains anything; `settled` whether the plan has owner or date.
    """

    cause: str = ""
    failing: str = ""
    plan: str = ""
    explained: bool = False
    settled: bool = False


def reason_of(text: str | None) -> Reason:
    """Take *text* apart, sentence by sentence, and clause by clause where one mixes both.

    >>> reason_of("因供货推迟，300册未到。采购部2024年3月前补齐。").plan
    '采购部2024年3月前补齐'
    """
    causes: list[str] = []
    failing: list[str] = []
    plans: list[str] = []
    for sentence in _SENTENCE.findall(" ".join((text or "").split()).strip("()（）")):
        _sort(sentence.strip(), causes, failing, plans)
    plan = _MEASURE_LEAD.sub("", "；".join(_MUST.sub("", one) for one in plans)).strip("，, ")
    cause = _LEAD.sub("", "，".join(causes)).strip("，, ")
    return Reason(
        cause, "，".join(failing), plan, bool(cause), bool(plan and _OWNER_OR_DATE.search(plan))
    )


def _sort(sentence: str, causes: list[str], failing: list[str], plans: list[str]) -> None:
    """Put *sentence* where it belongs; a sentence that tells a plan tells no cause with it."""
    if not sentence or sentence in ("无", "/", "-", "—"):
        return
    if turn := _TURN.search(sentence):
        plans.append(sentence[turn.end() :].strip())
        sentence = sentence[: turn.start()].strip()
        if not sentence:
            return
    if _PLAN.search(sentence) and not _CAUSAL.match(sentence):
        plans.append(sentence)
        return
    if _CAUSAL.search(sentence) or _COUNTED.search(sentence):
        causes.append(sentence)
        return
    for clause in _CLAUSE.findall(sentence):
        clause = clause.strip()
        if _EMPTY.search(clause) or not clause:
            continue
        if _SCARCE.search(clause):
            causes.append(clause)
        elif _WANTING.search(clause) or _FAILING.search(clause):
            failing.append(clause)
        elif _WISH.search(clause):
            plans.append(clause)
        else:
            causes.append(clause)


_COUNTED = re.compile(r"\d")
