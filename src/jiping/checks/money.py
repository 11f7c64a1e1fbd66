"""Arithmetic of amounts: the views of the year's money, rows and their parts, precision, units."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiping.filing import BudgetRow
from jiping.filing.numbers import ZERO

from .case import Case
from .registry import Mark, Severity, check
from .rounding import amount_gap, differ, places_of, slack
from .words import has, say

_REVENUE = "/budget/by_revenue"
_EXPENDITURE = "/budget/by_expenditure"
_PARTS = ("current_appropriation", "carried_over", "other")
_COLUMNS = {"initial": "年初预算数", "adjusted": "全年预算数", "executed": "全年执行数"}
_SLIPS = (Decimal(10000), Decimal(1000))
#: Figures that agree digit by digit up to a factor are the same figure only with this many digits.
_TELLING_DIGITS = 3


def _is_slip(one: Decimal, other: Decimal) -> bool:
    """Whether two figures are the same digits a factor of 10⁴ or 10³ apart."""
    low, high = abs(one), abs(other)
    if low > high:
        low, high = high, low
    if not low or low * _SLIPS[-1] > high or len(low.normalize().as_tuple().digits) < _TELLING_DIGITS:
        return False
    return any(low * factor == high for factor in _SLIPS)


def _view_gap(case: Case, parts: tuple[Decimal | None, ...], whole: Decimal | None) -> Decimal:
    known = [part for part in parts if part is not None]
    if not known or whole is None or min(known) < 0:
        return ZERO
    gap = amount_gap(whole, known, case.money_places)
    return ZERO if gap and _is_slip(whole + gap, whole) else gap


def _severity(case: Case, parts: tuple[Decimal | None, ...], gap: Decimal) -> Severity | None:
    """A view that falls short with empty lines in it is only doubtful: one may have been left out."""
    return "warning" if gap < 0 and (None in parts or not case.complete) else None


@check(
    code="JP111",
    name="revenue-view-off-budget",
    title="按收入性质合计不等于全年预算数",
    title_en="Revenue view does not add up to the full-year budget",
    severity="error",
    basis="湖南省部门整体支出绩效自评表：按收入性质分各项之和=全年预算数",
    explanation="一般公共预算、政府性基金拨款、纳入专户管理的非税收入拨款和其他资金相加，是全年可用的钱，"
    "应等于年度资金总额的全年预算数。",
    remedy="核对各项收入来源的金额，补上漏填的一项或改正总额。",
    bad={"/budget/by_revenue/general_public_budget": "490.00"},
)
def revenue_view_off_budget(case: Case) -> Iterator[Mark]:
    """Revenue view against the adjusted budget."""
    if gap := _view_gap(case, case.revenue, case.adjusted):
        total = (case.adjusted or ZERO) + gap
        yield Mark(
            _REVENUE,
            f"按收入性质合计{say(total)}万元，全年预算数{say(case.adjusted or ZERO)}万元，"
            f"相差{say(abs(gap))}万元。",
            _severity(case, case.revenue, gap),
        )


@check(
    code="JP112",
    name="expenditure-view-off-execution",
    title="按支出性质合计不等于全年执行数",
    title_en="Expenditure view does not add up to the executed amount",
    severity="error",
    basis="湖南省部门整体支出绩效自评表：按支出性质分各项之和=全年执行数",
    explanation="基本支出加项目支出是全年花掉的钱，应等于年度资金总额的全年执行数。",
    remedy="核对基本支出、项目支出与决算支出数，改正写错的一个；有结转的，执行数不应照抄预算数。",
    bad={"/budget/by_expenditure/project": "151.00"},
)
def expenditure_view_off_execution(case: Case) -> Iterator[Mark]:
    """Expenditure view against the executed amount."""
    if gap := _view_gap(case, case.expenditure, case.executed):
        total = (case.executed or ZERO) + gap
        yield Mark(
            _EXPENDITURE,
            f"按支出性质合计{say(total)}万元，全年执行数{say(case.executed or ZERO)}万元，"
            f"相差{say(abs(gap))}万元。",
            _severity(case, case.expenditure, gap),
        )


@check(
    code="JP113",
    name="views-differ",
    title="收入与支出两个口径不等，未说明结转",
    title_en="Revenue and expenditure views differ and no carry-over is named",
    severity="warning",
    basis="湖南省部门整体支出绩效自评表两个口径；预算法实施条例关于结转、结余的规定",
    explanation="按收入性质分是可用的钱，按支出性质分是花掉的钱，两者之差就是结转结余。相差本身不是错，"
    "但应当说明结转结余多少、为什么。",
    remedy="在报告中写明年末结转、结余的金额和原因；没有结转的，核对两个口径。",
    bad={"/report/sections/1/text": "全年一般公共预算支出490.00万元。"},
    good={},
)
def views_differ(case: Case) -> Iterator[Mark]:
    """Revenue view against expenditure view, unless the carry-over is named."""
    revenue = [part for part in case.revenue if part is not None]
    expenditure = [part for part in case.expenditure if part is not None]
    if not revenue or not expenditure or None in case.expenditure or not case.complete:
        return
    available, spent = sum(revenue, ZERO), sum(expenditure, ZERO)
    room = sum((slack(part, case.money_places) for part in (*revenue, *expenditure)), ZERO)
    if not differ(available, spent, room) or _is_slip(available, spent):
        return
    if case.report_says(("结转", "结余")) or case.form_says(("结转", "结余")):
        return
    yield Mark(
        _EXPENDITURE,
        f"按收入性质合计{say(available)}万元，按支出性质合计{say(spent)}万元，"
        f"相差{say(abs(available - spent))}万元，未说明结转结余。",
    )


def _parts(case: Case, column: str) -> Iterator[tuple[str, BudgetRow, Decimal]]:
    for number, row in enumerate(case.filing.budget.rows):
        amount = getattr(row, column)
        if row.item != "total" and amount is not None:
            yield f"/budget/rows/{number}/{column}", row, amount


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
    if total is None or len(case.filing.budget.rows) < 2:
        return
    for column, name in _COLUMNS.items():
        whole = getattr(total, column)
        if not whole:
            continue
        sources: list[Decimal] = []
        told = False
        for pointer, row, amount in _parts(case, column):
            if _is_slip(amount, whole):
                told = True
            elif amount_gap(whole, (amount,), case.money_places) > 0:
                told = True
                yield Mark(
                    pointer, f"“{row.label}”{name}{say(amount)}万元，大于年度资金总额{say(whole)}万元。"
                )
            elif row.item in _PARTS:
                sources.append(amount)
        if not told and amount_gap(whole, sources, case.money_places) > 0:
            yield Mark(
                f"{case.total_at}/{column}",
                f"{name}各来源合计{say(sum(sources, ZERO))}万元，大于年度资金总额{say(whole)}万元。",
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
    if not case.complete or case.total is None:
        return
    for column, name in _COLUMNS.items():
        whole = getattr(case.total, column)
        told = [(row.item, amount) for _, row, amount in _parts(case, column)]
        if not whole or sorted(item for item, _ in told) != sorted(_PARTS):
            continue
        amounts = [amount for _, amount in told]
        if amount_gap(whole, amounts, case.money_places) < 0:
            yield Mark(
                f"{case.total_at}/{column}",
                f"{name}三项来源合计{say(sum(amounts, ZERO))}万元，小于年度资金总额{say(whole)}万元。",
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
    if case.total is None:
        return
    for column, name in _COLUMNS.items():
        amounts = [amount for _, _, amount in _parts(case, column)]
        if getattr(case.total, column) == 0 and any(amount > 0 for amount in amounts):
            yield Mark(
                f"{case.total_at}/{column}",
                f"年度资金总额的{name}为0，明细合计{say(sum(amounts, ZERO))}万元。",
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
            if amount is not None and amount < 0:
                yield Mark(f"/budget/rows/{number}/{column}", f"“{row.label}”{name}为{say(amount)}万元。")
    for pointer, parts in ((_REVENUE, case.revenue), (_EXPENDITURE, case.expenditure)):
        for part in parts:
            if part is not None and part < 0:
                yield Mark(pointer, f"资金明细中有负数{say(part)}万元。")
    for item in case.rows:
        target, actual = item.target, item.actual
        if target is None or actual is None or target.number is None or actual.number is None:
            continue
        if actual.number < 0 <= target.number and not has(item.title, ("增", "变动", "率", "降")):
            yield Mark(f"{item.pointer}/actual", f"“{item.name}”完成值为{actual.raw.strip()}。")


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
    revenue = sum((part for part in case.revenue if part is not None), ZERO)
    expenditure = sum((part for part in case.expenditure if part is not None), ZERO)
    classes = sum(case.basic_classes.values(), ZERO)
    compared = (
        (f"{case.total_at}/initial", "年初预算数", case.initial, "全年预算数", case.adjusted),
        (f"{case.total_at}/executed", "全年执行数", case.executed, "全年预算数", case.adjusted),
        (_REVENUE, "按收入性质合计", revenue, "全年预算数", case.adjusted),
        (_EXPENDITURE, "按支出性质合计", expenditure, "全年执行数", case.executed),
        (
            "/report/figures/0/amount", "报告各经济分类合计", classes,
            "自评表基本支出", case.filing.budget.by_expenditure.basic,
        ),
    )  # fmt: skip
    for pointer, name, one, other_name, other in compared:
        if one and other and _is_slip(one, other):
            yield Mark(pointer, f"{name}{say(one)}与{other_name}{say(other)}数字相同而相差{_times(one, other)}倍。")


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
        yield Mark(
            f"/budget/rows/{number}/weight",
            f"年度资金总额已有{say(total.weight)}分，“{row.label}”等{len(again)}行又填{say(total.weight)}分。",
        )


@check(
    code="JP126",
    name="classes-not-basic",
    title="经济分类合计不等于基本支出",
    title_en="Economic classes do not add up to basic expenditure",
    severity="error",
    basis="预算法实施条例第六条（基本支出按经济分类公开）；政府收支分类科目301—399",
    explanation="报告所列工资福利支出、商品和服务支出、对个人和家庭的补助（有债务利息、资本性支出等的一并相加）"
    "应等于自评表的基本支出。合计偏小而报告没有列307、309、310、312、399的，只作疑点；"
    "差额正好是政府性基金的，不在此列。",
    remedy="逐项与决算公开06表核对，补列漏掉的经济分类，或改正基本支出。",
    bad={"/report/figures/1/amount": "99.50"},
)
def classes_not_basic(case: Case) -> Iterator[Mark]:
    """301 + 302 + 303 and the other classes told, against basic expenditure of the form."""
    basic, told = case.filing.budget.by_expenditure.basic, case.basic_classes
    gap = amount_gap(basic, told.values(), case.money_places) if basic and told else ZERO
    if basic is None or not gap or _is_slip(basic + gap, basic):
        return
    total = basic + gap
    room = sum((slack(amount) for amount in (*told.values(), basic)), ZERO)
    # Told within one budget only, or of all expenditure: not a matter of arithmetic.
    explained = (basic - case.funds, case.executed)
    if any(other is not None and not differ(total, other, room) for other in explained):
        return
    words = "、".join(f"{item}类{say(amount)}" for item, amount in told.items())
    yield Mark(
        "/report/figures/0/amount",
        f"报告{words}，合计{say(total)}万元，自评表基本支出{say(basic)}万元，相差{say(abs(gap))}万元。",
        "warning" if gap < 0 and len(told) == 3 else None,
    )
