"""Targets and actual values: operators, units, bounds, and how the two stand to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiping.filing import Value
from jiping.filing.numbers import HUNDRED, ONE, ZERO
from jiping.filing.text import fold
from jiping.scoring.units import measure

from .case import Case
from .examples import row as example_row
from .registry import Mark, Severity, check
from .rounding import percent
from .row import Row
from .scores import magnitude_off_by
from .words import has, printed, say

#: Rates whose numerator is part of the denominator: never over 100 %.
_BOUNDED = re.compile(
    r"(?:满意度|覆盖率|合格率|优良率|优质率|达标率|及格率|入户率|完好率|知晓率|普及率|到位率|准确率|入学率|巩固率|就业率|"
    r"使用率|处理率|日清率|拨付率|发放率|兑付率|及时率|受教育率|参保率|办结率|回复率|持证上岗率|公开率)"
)
#: Of these more may be there than belongs: beds in the corridor, pupils of other ages, money on top.
_MAY_EXCEED = re.compile(r"(?:床位?|病床)使用率|毛入[学园]率|巩固率|(?:电话|手机|宽带)普及率")
#: … and of these, where they are reckoned on what was planned or on the registered population.
_SELDOM_EXCEEDS = ("到位率", "参保率", "拨付率")
#: Two points, a letter for a digit, a wrong 元; three groups as in a date or a clause are no such.
_MALFORMED = re.compile(
    r"[≥≤><=]*(?:\d+\.\.\d+|\d+\.\d{3,}\.\d+|\d+\.\d+\.\d{3,}|\d*[Oo]\d+|\d+[Oo][\d.]*)[%万元个]?"
    r"|[≥≤><=]*\d+(?:\.\d+)?万?兀"
)
#: How a name ends that asks for a number.
_QUANTIFIABLE = re.compile(
    r"(?:数量|[个座台套栋处家户人件项期场次条批册部份门块]数|[人场家户批台剂]次|面积|里程|长度|率|满意度)$"
)
_COSTS = ("成本", "造价", "单价", "采购价", "购置价")
_SAVING = ("节约", "节省", "降低", "下降", "减少", "压减", "控制率", "控制数内")
_MONEY = ("元", "万元", "亿元")
#: A unit of money → 万元.
_IN_WAN = {None: ONE, "元": Decimal("0.0001"), "万元": ONE, "亿元": Decimal(10000)}
_SPANS = frozenset(("年", "个月", "月", "天", "日"))
_WHOLE_YEAR = {
    "年": Decimal(1),
    "个月": Decimal(12),
    "月": Decimal(12),
    "天": Decimal(365),
    "日": Decimal(365),
}
#: A name with its unit in brackets: `外包合同额(万美元)`, `完成时限(月)`.
_IN_NAME = re.compile(
    r"[（(](?:[百千万亿]?(?:[美欧港日]?元|人次|户次|人天|平方米|平方公里|立方米|公里|千米|米|公顷|亩|吨|公斤|人|户|名|次|件|份|册|头|只|株|羽|千瓦时)"
    r"|%|‰|个|个月|[年月日天]|小时|分钟|工作日|[场家项所座栋套台辆艘架条批期篇处宗起例支本种类部组村]|台套)(?:[/每][^（()）]{1,4})?[)）]|[（(]单位[:：]"
)
_SIGNS = frozenset("≥≤><=")
_BRACKETS = re.compile(r"[（()）]")
#: A direction told by the name, not by the value: `苗木成活率(≥85%)`, `产量高于上年`.
_DIRECTED_NAME = re.compile(r"[≥≤><]|(?:不低于|不少于|不高于|不超过|高于|低于|超)(?:上年)?$")
_TOLD_SINGLY = 2
_TOLD_MOST = 5
#: Attainment outside of which a missing unit is more than a missing word.
_NEAR = (Decimal("0.5"), Decimal("1.5"))
_UNIT_ALIKE = (("个", "村"), ("人", "名"), ("场", "次"), ("次", "期"), ("条", "件"))


@check(
    code="JP123",
    name="number-malformed",
    title="数字无法识别",
    title_en="A malformed number",
    severity="warning",
    basis="惯例：数字书写规范",
    explanation="指标值或完成值像是数字，却有两个小数点、字母O代替0、“兀”代替“元”等，不能确定是多少，因而没有计分。",
    remedy="改正数字。",
    parts=("indicators",),
    bad={"/indicators/2/actual": "9O.5%"},
    good={"/indicators/2/actual": "99.5%"},
)
def number_malformed(case: Case) -> Iterator[Mark]:
    """Values that begin as a number does and are none; dates and words are left alone."""
    for row in case.rows:
        if row.target_number is not None and row.actual_number is not None:
            continue
        for field, value in (("target", row.target), ("actual", row.actual)):
            if value is None or value.number is not None or value.date is not None:
                continue
            if _MALFORMED.match(fold(value.raw)):
                yield Mark(
                    f"{row.pointer}/{field}", f"“{row.name}”的“{printed(value)}”不能确定是哪个数。"
                )


@check(
    code="JP505",
    name="rate-over-hundred",
    title="百分比超过100%",
    title_en="A bounded rate over 100 %",
    severity="error",
    basis="惯例：满意度、覆盖率、合格率等部分占全部的比率不超过100%",
    explanation="满意度、覆盖率、合格率、及时率等指标的分子是分母的一部分，不可能超过100%。"
    "到位率、拨付率、参保率因口径不同可能超过，为疑点；病床使用率、毛入学率、巩固率、电话普及率可以超过，不在此列。",
    remedy="核对计算口径，改正指标值或完成值。",
    parts=("indicators",),
    bad={"/indicators/9/actual": "103%"},
)
def rate_over_hundred(case: Case) -> Iterator[Mark]:
    """Target or actual of a bounded rate over 100 %."""
    for row in case.rows:
        if row.target_unit != "%" != row.actual_unit:
            continue
        for field, value, unit, number in (
            ("target", row.target, row.target_unit, row.target_number),
            ("actual", row.actual, row.actual_unit, row.actual_number),
        ):
            if value is None or unit != "%" or number is None:
                continue
            if (value.high or number) <= HUNDRED or not _BOUNDED.search(row.title):
                continue
            if _MAY_EXCEED.search(row.title):
                continue
            doubt = has(row.title, _SELDOM_EXCEEDS)
            yield Mark(
                f"{row.pointer}/{field}",
                f"“{row.name}”写作{printed(value)}，"
                f"{'一般不超过100%，请核对计算口径' if doubt else '不可能超过100%'}。",
                "warning" if doubt else None,
            )


@check(
    code="JP511",
    name="target-without-operator",
    title="指标值没有写明方向",
    title_en="Targets without an operator",
    severity="notice",
    basis="财预〔2021〕101号：指标值应明确≥、≤或=",
    explanation="指标值只写“95%”“11个”，没有写≥、≤或=，多完成、少完成怎样计分没有依据。"
    "100%的比率、0起一类的指标值只能是达到或没有达到，不在此列。",
    remedy="补写方向符号。",
    parts=("indicators",),
    bad={"/indicators/9/target": "90%"},
)
def target_without_operator(case: Case) -> Iterator[Mark]:
    """Numeric targets without sign, told once for the form."""
    if case.filing.kind == "report":
        return  # what a report tells of its indicators is no column of targets
    found = [
        row
        for row in case.rows
        if row.operator is None
        # Of nothing there can be no less …
        and row.target_number
        # … and of all there is no more.
        and not (row.target_number == HUNDRED and row.target_unit == "%")
        and not _DIRECTED_NAME.search(fold(row.title))
        and not (row.target_unit or "").endswith("前")
    ]
    if not found or case.points_as_targets:
        return
    told = "、".join(f"“{row.name}”{printed(row.target)}" for row in found[:_TOLD_MOST])
    many = f"共{len(found)}项指标值" if len(found) > 1 else "指标值"
    more = "等，" if len(found) > _TOLD_MOST else "，"
    yield Mark(f"{found[0].pointer}/target", f"{told}{more}{many}没有写明≥、≤或=。")


def _measures(unit: str) -> list[tuple[str, Decimal]]:
    """What a unit measures, each part of a compound one by itself: `元/㎡` is `元/平方米`."""
    return [measure(part) for part in unit.replace("·", "/").replace("*", "/").split("/")]


def _unit_fault(one: str | None, other: str | None) -> str | None:
    """What is wrong with the units of target and actual; two that are the same are not asked for."""
    if one == other:
        return "都没有写计量单位"
    one, other = (unit and _BRACKETS.sub("", unit) for unit in (one, other))
    if not one or not other:
        return f"{'指标值' if not one else '完成值'}没有写计量单位"
    if (one in other or other in one) and one not in _MONEY and other not in _MONEY:
        return None
    if any({one, other} == set(pair) for pair in _UNIT_ALIKE) or _measures(one) == _measures(other):
        return None
    return f"计量单位不同（{one}、{other}）"


@check(
    code="JP529",
    name="points-for-targets",
    title="指标值栏填的是分值",
    title_en="The column of targets holds the points",
    severity="warning",
    basis="财预〔2020〕10号绩效自评表：年度指标值、实际完成值填数值和单位，分值另列一栏",
    explanation="各项指标值都是没有单位的整数，正好合计90或100，又没有分值一栏：填的是分值和得分，不是指标值和完成值，无法评价。",
    remedy="在指标值、完成值栏填写数值和计量单位，分值和得分另列。",
    parts=("indicators",),
    bad={
        "/report": None, "/total/weight": None, "/total/score": None, "/grade": None,
        "/indicators": [
            {**example_row("阅读推广活动", "20", "20", "1", None), "weight": None},
            {**example_row("新增馆藏图书", "20", "20", "1", None), "weight": None},
            {**example_row("图书编目合格率", "20", "20", "1", None, level2="质量指标"), "weight": None},
            {**example_row("活动按期举办率", "10", "10", "1", None, level2="时效指标"), "weight": None},
            {**example_row("图书采购成本", "10", "10", "1", None, level2="成本指标"), "weight": None},
            {**example_row("读者满意度", "20", "20", "1", None, None, "服务对象满意度指标", "满意度指标"),
             "weight": None},
        ],
    },
    good={},
)  # fmt: skip
def points_for_targets(case: Case) -> Iterator[Mark]:
    """Bare numbers that add up to the points of a form, and no column of points."""
    if case.points_as_targets and case.complete:
        total = sum([row.target.number or ZERO for row in case.rows if row.target], ZERO)
        yield Mark(
            "/indicators",
            f"{len(case.rows)}项指标值都没有单位，合计正好{say(total)}，填的像是分值：“{case.rows[0].name}”"
            f"{printed(case.rows[0].target)}等。",
        )


@check(
    code="JP512",
    name="unit-missing-or-other",
    title="计量单位缺失或不一致",
    title_en="Unit missing, or another in the actual value than in the target",
    severity="warning",
    basis="财预〔2021〕101号：指标值、单位一并设定",
    explanation="两边都没有单位，或者单位不同，无法确定是否完成；金额尤其容易相差一万倍。"
    "只有完成值漏写单位，或者单位不同但可以换算（万平方米、平方米），而数值与指标值相近的，为提示。",
    remedy="指标值和完成值写同一个计量单位。",
    parts=("indicators",),
    bad={"/indicators/5/target": "≥5", "/indicators/5/actual": "5.6"},
    good={"/indicators/5/target": "≥5万元", "/indicators/5/actual": "5.6 万元"},
)
def unit_missing_or_other(case: Case) -> Iterator[Mark]:
    """Units of target and actual, where both are numbers; the same fault in many rows is told once."""
    if case.points_as_targets:
        return
    faults: dict[tuple[str, Severity | None], list[Row]] = {}
    for row, target, actual in case.numeric:
        # 0 of anything is 0.
        if not actual:
            continue
        one, other = row.target_unit, row.actual_unit
        if one == other and one:
            continue
        if one is other is None and _as_fractions(row, target, actual):
            continue
        if (fault := _unit_fault(one, other)) and not _IN_NAME.search(row.title):
            light = one and (_converted(row) if other else _near(target, actual))
            faults.setdefault((fault, "notice" if light else None), []).append(row)
    for (fault, severity), rows in faults.items():
        told = [
            f"“{row.name}”指标值{printed(row.target)}，完成值{printed(row.actual)}" for row in rows
        ]
        if len(rows) > _TOLD_SINGLY:
            yield Mark(
                f"{rows[0].pointer}/actual",
                f"{len(rows)}项{fault}：{'；'.join(told[:_TOLD_SINGLY])}等。",
                severity,
            )
        else:
            for row, text in zip(rows, told, strict=True):
                yield Mark(f"{row.pointer}/actual", f"{text}：{fault}。", severity)


def _as_fractions(row: Row, target: Decimal, actual: Decimal) -> bool:
    """Whether a rate is told as a fraction on both sides, which has no unit."""
    return row.title.endswith(("率", "比例", "占比")) and target <= 1 and actual <= 1


def _converted(row: Row) -> bool:
    """Whether two units measure the same, no money, and the values lie near each other in one."""
    one, other = _measures(row.target_unit or "")[0], _measures(row.actual_unit or "")[0]
    low, high = _NEAR
    far = row.attainment
    return one[0] == other[0] != "元" and far is not None and low <= far <= high


def _near(target: Decimal, actual: Decimal) -> bool:
    low, high = _NEAR
    return low * target <= actual <= high * target


@check(
    code="JP513",
    name="operator-against-sense",
    title="指标方向与含义相反",
    title_en="Operator against the sense of the indicator",
    severity="error",
    basis="财预〔2021〕101号：成本指标为反向指标；满意度为正向指标",
    explanation="成本指标写成“≥”，花得越多得分越高；满意度写成“≤”，越不满意越好。方向写反了。",
    remedy="改正方向符号，重新计分。",
    parts=("indicators",),
    bad={"/indicators/4/target": "≥45元/册", "/indicators/4/actual": "45.5元/册"},
)
def operator_against_sense(case: Case) -> Iterator[Mark]:
    """≥ on an amount of cost, ≤ on a satisfaction."""
    for row in case.rows:
        if row.operator is None or row.target_number is None:
            continue
        if (
            row.operator in ("≥", ">")
            and row.level2.endswith("成本指标")
            and "元" in (row.target_unit or "")
            and has(row.title, _COSTS)
            and not has(row.title, _SAVING)
        ):
            yield Mark(
                f"{row.pointer}/target",
                f"成本指标“{row.name}”写作{printed(row.target)}，应为“≤”。",
            )
        if (
            row.operator in ("≤", "<")
            and row.title.endswith("满意度")
            and "不满意度" not in row.title
        ):
            yield Mark(f"{row.pointer}/target", f"“{row.name}”写作{printed(row.target)}，应为“≥”。")


@check(
    code="JP514",
    name="actual-equals-target",
    title="完成值与指标值雷同",
    title_en="Actual equals target nearly everywhere",
    severity="warning",
    basis="财预〔2020〕10号：数据真实；惯例",
    explanation="八成以上的指标，完成值与指标值分毫不差。实际完成数通常会有出入，应核对是否按统计资料填写。",
    remedy="按统计资料填写实际完成数。",
    parts=("indicators",),
    limits=("equal_share", "equal_least"),
    bad={
        "/indicators": [
            example_row("举办活动", "≥40场", "40场", "10", "10"),
            example_row("新增图书", "≥6000册", "6000册", "10", "10"),
            example_row("更新书架", "≥20组", "20组", "10", "10", level2="质量指标"),
            example_row("修复古籍", "≥100册", "100册", "10", "10", level2="时效指标"),
            example_row("图书单价", "≤45元", "45元", "10", "10", level2="成本指标"),
            example_row(
                "读者满意度", "≥90%", "90%", "10", "10", None, "服务对象满意度指标", "满意度指标"
            ),
        ]
    },
    good={
        "/indicators": [
            example_row("举办活动", "≥40场", "42场", "10", "10"),
            example_row("新增图书", "≥6000册", "6115册", "10", "10"),
            example_row("更新书架", "≥20组", "20组", "10", "10", level2="质量指标"),
            example_row("修复古籍", "≥100册", "100册", "10", "10", level2="时效指标"),
            example_row("图书单价", "≤45元", "44.2元", "10", "10", level2="成本指标"),
            example_row(
                "读者满意度", "≥90%", "93%", "10", "10", None, "服务对象满意度指标", "满意度指标"
            ),
        ]
    },
)
def actual_equals_target(case: Case) -> Iterator[Mark]:
    """More than 80 % of at least five numeric rows equal; a bound of 100 % is no sign."""
    if case.points_as_targets:
        return
    if len(case.numeric) < case.limits.equal_least:
        return
    known = [target == actual for _, target, actual in case.numeric if target != HUNDRED]
    same = sum(known)
    if len(known) >= case.limits.equal_least and same > case.limits.equal_share * len(known):
        yield Mark("/indicators", f"{len(known)}项定量指标中有{same}项完成值与指标值相同。")


@check(
    code="JP515",
    name="actual-with-operator",
    title="完成值不是确定的数",
    title_en="Actual value repeats the operator",
    severity="warning",
    basis="财预〔2020〕10号：完成值为实际完成数",
    explanation="完成值写成“≥95%”“不低于90分”，只重复了指标值，没有写实际完成多少。",
    remedy="填写实际完成的数。",
    parts=("indicators",),
    bad={"/indicators/9/actual": "≥93%"},
)
def actual_with_operator(case: Case) -> Iterator[Mark]:
    """A bound where a number is due."""
    for row in case.rows:
        actual = row.actual
        if (
            row.actual_number is not None
            and actual is not None
            and actual.operator in ("≥", "≤", ">", "<")
        ):
            yield Mark(
                f"{row.pointer}/actual",
                f"“{row.name}”完成值写作“{printed(actual)}”，不是确定的数。",
            )


@check(
    code="JP516",
    name="target-set-low",
    title="目标设定偏低",
    title_en="Target set low",
    severity="warning",
    basis="财预〔2020〕10号：指标值设定明显偏低的，按偏离度适度调减；审计常见问题",
    explanation="完成值超过指标值的1.5倍，目标可能定得过低。",
    remedy="参照近三年实际完成数重新设定下年目标。",
    parts=("indicators",),
    limits=("magnitude_high", "low_target"),
    bad={
        "/indicators/6/actual": "12.8万人次",
        "/indicators/6/reason": "因新馆提前开馆，读者超出预计；2024年起由读者服务部按新馆测算目标。",
    },
)  # fmt: skip
def target_set_low(case: Case) -> Iterator[Mark]:
    """Attainment over 1.5 on a floor, short of what looks like a slip of unit."""
    for row in case.rows:
        line = row.line
        if line.rule != "at-least" or line.attainment is None:
            continue
        if case.limits.low_target < line.attainment and not magnitude_off_by(row, case.limits):
            yield Mark(
                f"{row.pointer}/target",
                f"“{row.name}”指标值{printed(row.target)}，完成值{printed(row.actual)}，完成率{percent(line.attainment)}。",
            )


@check(
    code="JP517",
    name="duration-as-timeliness",
    title="以持续时间作时效指标",
    title_en="A duration for a timeliness indicator",
    severity="warning",
    basis="财预〔2015〕88号：时效指标反映产出的及时程度和效率",
    explanation="时效指标写“1年”“12个月”，只是说全年都在做，没有说什么时候完成、是否及时。",
    remedy="改为完成时间（如“12月底前”）或及时率。",
    parts=("indicators",),
    bad={"/indicators/3/name": "活动开展时间", "/indicators/3/target": "=1年",
         "/indicators/3/actual": "1年"},
    good={"/indicators/3/name": "活动完成时间", "/indicators/3/target": "2023年12月底前",
          "/indicators/3/actual": "2023年12月15日"},
)  # fmt: skip
def duration_as_timeliness(case: Case) -> Iterator[Mark]:
    """A whole year, in years, months or days, as the target of a timeliness indicator."""
    for row in case.rows:
        target = row.target
        if row.level2 != "时效指标" or target is None or target.unit not in _SPANS:
            continue
        if target.operator not in ("≤", "<") and target.number == _WHOLE_YEAR[target.unit]:
            yield Mark(
                f"{row.pointer}/target",
                f"“{row.name}”指标值“{printed(target)}”是持续时间，不反映是否及时。",
            )


@check(
    code="JP519",
    name="cost-is-whole-budget",
    title="成本指标过于笼统",
    title_en="The only cost indicator is the whole budget",
    severity="notice",
    basis="财预〔2021〕101号：成本指标反映单位成本或成本控制",
    explanation="唯一的成本指标就是预算总额，等于把执行率又算了一遍，看不出花钱是否节约。",
    remedy="改用单位成本、定额标准一类的指标。",
    parts=("indicators",),
    bad={"/indicators/4/name": "总成本", "/indicators/4/target": "≤500万元",
         "/indicators/4/actual": "490万元"},
)  # fmt: skip
def cost_is_whole_budget(case: Case) -> Iterator[Mark]:
    """One cost row, and its target or actual is the year's money."""
    if not case.complete:
        return
    rows = [row for row in case.rows if "成本" in row.level2 or row.level1 == "成本指标"]
    if len(rows) != 1:
        return
    totals = {value for value in (case.initial, case.adjusted, case.executed) if value}
    row = rows[0]
    told = [
        value for value in (row.target, row.actual) if value is not None and _wan(value) in totals
    ]
    if told:
        yield Mark(
            f"{row.pointer}/target",
            f"成本指标只有“{row.name}”一项，{printed(told[0])}就是年度资金总额。",
        )


def _wan(value: Value) -> Decimal | None:
    """A value as an amount in 万元; None where it is none. Without a unit it is one in 万元."""
    factor = _IN_WAN.get(value.unit)
    return None if value.number is None or factor is None else value.number * factor


@check(
    code="JP523",
    name="quantifiable-in-words",
    title="可量化的指标没有量化",
    title_en="A countable indicator with a target in words",
    severity="warning",
    basis="财预〔2021〕101号：以定量指标为主；财预〔2015〕88号：细化量化",
    explanation="名称是数量、次数、比率一类，指标值却写“完成”“较好”，没有数字。",
    remedy="写明数字和单位。",
    parts=("indicators",),
    bad={"/indicators/0/target": "达到预期", "/indicators/0/actual": "达到预期"},
)
def quantifiable_in_words(case: Case) -> Iterator[Mark]:
    """A name that ends as a count or a rate, and a target without number or date."""
    for row in case.rows:
        target = row.target
        if (
            row.target_number is not None
            or target is None
            or not target.text
            or target.date is not None
            or fold(target.raw)[:1] in _SIGNS
        ):
            continue
        if any(char.isdigit() for char in target.raw) or row.level1 not in (
            "产出指标",
            "满意度指标",
        ):
            continue
        if _QUANTIFIABLE.search(row.title):
            yield Mark(
                f"{row.pointer}/target", f"“{row.name}”可以量化，指标值却写“{printed(target)}”。"
            )
