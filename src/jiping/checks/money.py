"""Arithmetic of amounts: rows and their parts, signs, precision, units."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiping.filing.numbers import ZERO

from .case import Case
from .registry import Mark, check
from .rounding import amount_gap, is_slip, places_of
from .words import has, say

_REVENUE = "/budget/by_revenue"
_EXPENDITURE = "/budget/by_expenditure"
_PARTS = ("current_appropriation", "carried_over", "other")
_SORTED_PARTS = sorted(_PARTS)
_COLUMNS = {"initial": "年初预算数", "adjusted": "全年预算数", "executed": "全年执行数"}


@check(
    code="JP114",
    name="part-over-whole",
    title="明细大于合计",
    title_en="A part is larger than the whole",
    severity="error",
    basis="财预〔2020〕10号项目支出绩效自评表：其中各行为年度资金总额的组成",
    explanation="“其中”各行是年度资金总额的组成部分：任何一行不能大于总额，当年财政拨款、上年结转资金、"
    "其他资金相加也不能大于总额。",
    remedy="核对各行金额，注意是否元与万元混用、是否重复计入。",
    bad={
        "/budget/rows/-": {
            "item": "current_appropriation", "label": "其中：当年财政拨款", "adjusted": "505.00",
        }
    },
    good={
        "/budget/rows/-": {
            "item": "current_appropriation", "label": "其中：当年财政拨款", "adjusted": "495.00",
        }
    },
)  # fmt: skip
def part_over_whole(case: Case) -> Iterator[Mark]:
    """Each row of the budget, and the three sources together, against the total row."""
    total = case.total
    if total is None or not case.sources:
        return
    for column, name in _COLUMNS.items():
        whole = getattr(total, column)
        if not whole:
            continue
        sources: list[Decimal] = []
        told = False
        for number, row, amount in case.parts[column]:
            if is_slip(amount, whole):
                told = True
            elif amount > whole and amount_gap(whole, (amount,), case.money_places):
                told = True
                yield Mark(
                    f"/budget/rows/{number}/{column}",
                    f"“{row.label}”{name}{case.money(amount)}，大于年度资金总额{case.money(whole)}。",
                )
            elif row.item in _PARTS:
                sources.append(amount)
        if not told and amount_gap(whole, sources, case.money_places) > 0:
            yield Mark(
                f"{case.total_at}/{column}",
                f"{name}各来源合计{case.money(sum(sources, ZERO))}，大于年度资金总额{case.money(whole)}。",
            )


@check(
    code="JP115",
    name="parts-short-of-whole",
    title="明细合计小于总额",
    title_en="The three sources add up to less than the total",
    severity="warning",
    basis="财预〔2020〕10号项目支出绩效自评表：年度资金总额=当年财政拨款+上年结转资金+其他资金",
    explanation="当年财政拨款、上年结转资金、其他资金三行都已填写，相加却小于年度资金总额，说明有资金没有列出来源。",
    remedy="补列漏掉的来源，或改正总额。",
    bad={
        "/budget/rows": [
            {"item": "total", "label": "年度资金总额", "initial": "480.00", "adjusted": "500.00",
             "executed": "490.00", "weight": "10", "execution_rate": "0.98", "score": "9.8"},
            {"item": "current_appropriation", "label": "其中：当年财政拨款", "adjusted": "450.00"},
            {"item": "carried_over", "label": "上年结转资金", "adjusted": "30.00"},
            {"item": "other", "label": "其他资金", "adjusted": "0"},
        ],
    },
    good={
        "/budget/rows": [
            {"item": "total", "label": "年度资金总额", "initial": "480.00", "adjusted": "500.00",
             "executed": "490.00", "weight": "10", "execution_rate": "0.98", "score": "9.8"},
            {"item": "current_appropriation", "label": "其中：当年财政拨款", "adjusted": "470.00"},
            {"item": "carried_over", "label": "上年结转资金", "adjusted": "30.00"},
            {"item": "other", "label": "其他资金", "adjusted": "0"},
        ],
    },
)  # fmt: skip
def parts_short_of_whole(case: Case) -> Iterator[Mark]:
    """The three sources of the national form, all told, against the total row."""
    if not case.complete or case.total is None or len(case.sources) < len(_PARTS):
        return
    for column, name in _COLUMNS.items():
        whole = getattr(case.total, column)
        told = case.parts[column] if whole else []
        if sorted([row.item for _, row, _ in told]) != _SORTED_PARTS:
            continue
        amounts = [amount for _, _, amount in told]
        if amount_gap(whole, amounts, case.money_places) < 0:
            yield Mark(
                f"{case.total_at}/{column}",
                f"{name}三项来源合计{case.money(sum(amounts, ZERO))}，小于年度资金总额{case.money(whole)}。",
            )


@check(
    code="JP117",
    name="zero-total-over-parts",
    title="合计为0而明细有数",
    title_en="A total of nothing above parts with money",
    severity="error",
    basis="财预〔2020〕10号项目支出绩效自评表：年度资金总额为各行之和",
    explanation="年度资金总额写0，下面的明细行却有金额，合计没有填。",
    remedy="补填年度资金总额。",
    bad={
        "/budget/rows": [
            {"item": "total", "label": "年度资金总额", "initial": "0", "adjusted": "500.00",
             "executed": "490.00", "weight": "10", "execution_rate": "0.98", "score": "9.8"},
            {"item": "current_appropriation", "label": "其中：当年财政拨款", "initial": "480.00"},
        ]
    },
    good={
        "/budget/rows": [
            {"item": "total", "label": "年度资金总额", "initial": "480.00", "adjusted": "500.00",
             "executed": "490.00", "weight": "10", "execution_rate": "0.98", "score": "9.8"},
            {"item": "current_appropriation", "label": "其中：当年财政拨款", "initial": "480.00"},
        ]
    },
)  # fmt: skip
def zero_total_over_parts(case: Case) -> Iterator[Mark]:
    """A printed 0 in the total row above parts that are not."""
    if case.total is None or not case.sources:
        return
    told = []
    for column, name in _COLUMNS.items():
        if getattr(case.total, column) != ZERO:
            continue
        amounts = [amount for _, _, amount in case.parts[column]]
        if any(amount > 0 for amount in amounts):
            told.append((column, f"{name}为0而明细合计{case.money(sum(amounts, ZERO))}"))
    if told:
        yield Mark(
            f"{case.total_at}/{told[0][0]}",
            f"年度资金总额的{'，'.join(text for _, text in told)}。",
        )


@check(
    code="JP118",
    name="negative-figure",
    title="出现负数",
    title_en="Negative amount or value",
    severity="warning",
    basis="惯例：预算数、执行数和完成值一般不为负",
    explanation="预算数、执行数、完成值出现负数，多为冲账、录入或识别差错。增长、变动一类的指标不在此列。",
    remedy="核实是否应为正数；确为冲减的，在原因栏说明。",
    bad={"/indicators/0/actual": "-42场"},
)
def negative_figure(case: Case) -> Iterator[Mark]:
    """Negative amounts of the budget, and actual values where the target is not negative."""
    for number, row in enumerate(case.filing.budget.rows):
        for column, name in _COLUMNS.items():
            amount = getattr(row, column)
            if amount is not None and amount < ZERO:
                yield Mark(
                    f"/budget/rows/{number}/{column}",
                    f"“{row.label}”{name}为{case.money(amount)}。",
                )
    for pointer, parts in ((_REVENUE, case.revenue), (_EXPENDITURE, case.expenditure)):
        for part in parts:
            if part is not None and part < ZERO:
                yield Mark(pointer, f"资金明细中有负数{case.money(part)}。")
    for item, target, actual in case.numeric:
        if actual < ZERO <= target and not has(item.title, ("增", "变动", "率", "降")):
            told = item.actual.raw.strip() if item.actual else ""
            yield Mark(f"{item.pointer}/actual", f"“{item.name}”完成值为{told}。")


@check(
    code="JP119",
    name="too-many-decimals",
    title="金额小数位过多",
    title_en="More decimals than the unit allows",
    severity="notice",
    basis="预算法第十九条（以元为单位）；惯例：以万元列示保留两位小数",
    explanation="以万元列示的金额保留两位小数；更多小数位常是公式结果未取整，加总时会出现尾差。",
    remedy="统一保留两位小数，并以取整后的数重新加总。",
    bad={"/budget/rows/0/initial": "480.0025"},
)
def too_many_decimals(case: Case) -> Iterator[Mark]:
    """Amounts with more than two decimals in 万元 (six where the form prints 元)."""
    most = 6 if case.money_places else 2
    odd = [
        (f"/budget/rows/{number}/{column}", amount)
        for number, row in enumerate(case.filing.budget.rows)
        for column in _COLUMNS
        if (amount := getattr(row, column)) is not None and places_of(amount) > most
    ]
    if odd:
        pointer, amount = odd[0]
        unit = "元" if case.money_places else "万元"
        shown = amount * 10000 if case.money_places else amount
        more = f"等{len(odd)}处" if len(odd) > 1 else ""
        yield Mark(pointer, f"{say(shown)}{unit}{more}小数位超过两位。")


@check(
    code="JP120",
    name="unit-slip",
    title="疑似元与万元混用",
    title_en="Figures of one thing differ by the factor 10,000 or 1,000",
    severity="error",
    basis="惯例：同一张表金额单位应一致",
    explanation="本应相等或相近的两个金额，数字逐位相同而相差1万倍或1千倍，是元与万元（或千元）混用。",
    remedy="把全表金额统一为表头所注的单位。",
    bad={
        "/budget/rows/0/initial": "5036000", "/budget/rows/0/adjusted": "503.60",
        "/budget/by_revenue/general_public_budget": "503.60",
        "/budget/rows/0/execution_rate": "0.973", "/budget/rows/0/score": "9.73",
        "/total/score": "99.33",
    },
    good={
        "/budget/rows/0/initial": "503.60", "/budget/rows/0/adjusted": "503.60",
        "/budget/by_revenue/general_public_budget": "503.60",
        "/budget/rows/0/execution_rate": "0.973", "/budget/rows/0/score": "9.73",
        "/total/score": "99.33",
    },
)  # fmt: skip
def unit_slip(case: Case) -> Iterator[Mark]:
    """Amounts that should be alike and are digit by digit the same but for the unit."""
    classes = sum(case.basic_classes.values(), ZERO)
    compared = (
        (f"{case.total_at}/initial", "年初预算数", case.initial, "全年预算数", case.adjusted),
        (f"{case.total_at}/executed", "全年执行数", case.executed, "全年预算数", case.adjusted),
        (_REVENUE, "按收入性质合计", case.revenue_sum, "全年预算数", case.adjusted),
        (_EXPENDITURE, "按支出性质合计", case.expenditure_sum, "全年执行数", case.executed),
        (
            "/report/figures/0/amount", "报告各经济分类合计", classes,
            "自评表基本支出", case.filing.budget.by_expenditure.basic,
        ),
    )  # fmt: skip
    for pointer, name, one, other_name, other in compared:
        if one and other and one != other and is_slip(one, other):
            yield Mark(
                pointer,
                f"{name}{say(one)}与{other_name}{say(other)}数字相同而相差{_times(one, other)}倍。",
            )


def _times(one: Decimal, other: Decimal) -> str:
    return say(max(abs(one), abs(other)) / min(abs(one), abs(other)))


@check(
    code="JP124",
    name="execution-points-repeated",
    title="执行率分值重复计列",
    title_en="The execution's points are printed on several rows",
    severity="warning",
    basis="财预〔2020〕10号项目支出绩效自评表：分值、得分只填在年度资金总额一行",
    explanation="预算执行率的分值只在年度资金总额一行填写；明细行再填分值，总分容易重复计算。",
    remedy="删去明细行的分值和得分。",
    bad={
        "/budget/rows/-": {
            "item": "current_appropriation", "label": "其中：当年财政拨款", "adjusted": "500.00",
            "executed": "490.00", "weight": "10", "score": "9.8",
        }
    },
    good={
        "/budget/rows/-": {
            "item": "current_appropriation", "label": "其中：当年财政拨款", "adjusted": "500.00",
            "executed": "490.00",
        }
    },
)  # fmt: skip
def execution_points_repeated(case: Case) -> Iterator[Mark]:
    """Weight and score of the total row again on a part."""
    total = case.total
    if total is None or not total.weight:
        return
    again = [
        (number, row)
        for number, row in enumerate(case.filing.budget.rows)
        if row.item != "total" and row.weight == total.weight and row.score is not None
    ]
    if again:
        number, row = again[0]
        more = f"等{len(again)}行" if len(again) > 1 else "一行"
        yield Mark(
            f"/budget/rows/{number}/weight",
            f"年度资金总额已有{say(total.weight)}分，“{row.label}”{more}又填{say(total.weight)}分。",
        )
