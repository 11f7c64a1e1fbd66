"""A filing of an invented unit: its form and report for a year under a standard, with nothing wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jiping.filing import (
    Budget,
    BudgetRow,
    ExpenditureView,
    Filing,
    Goals,
    Indicator,
    RevenueView,
    Total,
)
from jiping.filing.model import BudgetItem
from jiping.filing.numbers import HUNDRED, ZERO, round_half_up
from jiping.scoring import score
from jiping.standards import Standard
from jiping.standards.model import Frame

from .books import Books, Money, books
from .county import Unit
from .dice import Dice
from .measures import Measure, fragile, measures
from .prose import Told, report
from .trades import Class, Project

#: Class → level 1 and level 2 of the frame of 2020, and of that of 2021 (cost is a level of its own).
_LEVELS: dict[Class, tuple[str, str]] = {
    "量": ("产出指标", "数量指标"), "质": ("产出指标", "质量指标"), "时": ("产出指标", "时效指标"),
    "本": ("产出指标", "成本指标"), "经": ("效益指标", "经济效益指标"), "社": ("效益指标", "社会效益指标"),
    "生": ("效益指标", "生态效益指标"), "续": ("效益指标", "可持续影响指标"),
    "满": ("满意度指标", "服务对象满意度指标"),
}  # fmt: skip
_COST = ("成本指标", "经济成本指标")
#: Points of the frame where a standard leaves them to the unit.
_FREE = {"成本指标": 10, "产出指标": 40, "效益指标": 30, "满意度指标": 10}


def department_filing(unit: Unit, year: int, standard: Standard) -> Filing:
    """The whole-department filing of *unit* for *year*."""
    told, money = measures(unit, year), books(unit, year)
    row = _row("total", standard, money.total)
    if standard.form.views is None:
        items = dict.fromkeys(one.item for one in standard.form.rows)
        rows = tuple(_row(item, standard, money.total) for item in items if item != "total")
        budget = Budget(rows=(row, *rows))
    else:
        budget = Budget(
            rows=(row,),
            by_revenue=RevenueView(
                general_public_budget=money.total.adjusted - money.funds,
                government_funds=money.funds, special_account_nontax=ZERO, other=ZERO,
            ),
            by_expenditure=ExpenditureView(basic=money.basic, project=money.project),
        )  # fmt: skip
    return _filled(unit, year, standard, budget, told, money, None)


def project_filing(unit: Unit, year: int, standard: Standard, number: int = 0) -> Filing:
    """The filing of a project of *unit* for *year*."""
    project, money = unit.trade.projects[number], books(unit, year)
    spent = money.projects[number]
    if standard.execution.kind == "steps":  # the least rest costs points
        spent = Money(spent.executed, spent.executed, spent.executed)
    dice = Dice("project", unit.seed, number)
    carried = dice.times(spent.adjusted, "0.01", "0.05") if dice.chance(40) else ZERO
    rows = tuple(_project_rows(standard, spent, carried))
    told = measures(unit, year)
    left_out = [_spare(unit, sort) for sort in dice.some("质时社", 2)]
    kept = [one for at, one in enumerate(told) if at not in left_out]
    alone = money._replace(total=spent)
    return _filled(unit, year, standard, Budget(rows=rows), kept, alone, project)


def _spare(unit: Unit, sort: str) -> int:
    """A gauge of this class that the project does without: not one that is missed every other year."""
    found = [at for at, one in enumerate(unit.trade.gauges) if one.sort == sort]
    return next(at for at in reversed(found) if at not in fragile(unit))


def _project_rows(standard: Standard, spent: Money, carried: Decimal) -> Iterator[BudgetRow]:
    own = Money(spent.initial - carried, spent.adjusted - carried, spent.executed - carried)
    before = Money(carried, carried, carried)
    none = Money(ZERO, ZERO, ZERO)
    by_item = {"total": spent, "current_appropriation": own, "carried_over": before, "other": none}
    for item in dict.fromkeys(row.item for row in standard.form.rows):
        if item != "row":
            yield _row(item, standard, by_item[item])


def _row(item: BudgetItem, standard: Standard, money: Money) -> BudgetRow:
    label = next(row.label for row in standard.form.rows if row.item == item)
    rate = round_half_up(money.executed / money.adjusted, 4) if money.adjusted else None
    return BudgetRow(
        item=item, label=label, initial=money.initial, adjusted=money.adjusted,
        executed=money.executed, execution_rate=rate,
        weight=standard.execution.weight if item == "total" else None,
    )  # fmt: skip


def _filled(
    unit: Unit,
    year: int,
    standard: Standard,
    budget: Budget,
    told: Sequence[Measure],
    money: Books,
    project: Project | None,
) -> Filing:
    """The filing with its points, its scores by the rules, and its report."""
    told = [one for one in told if _in_frame(one.gauge.sort, standard)]
    filing = Filing(
        kind="project" if project else "department",
        unit=unit.name,
        supervisor=unit.supervisor or (unit.name if project else None),
        project=project.name if project else None,
        fiscal_year=year,
        standard=standard.id,
        currency_unit=standard.form.currency_unit,
        budget=budget,
        goals=_goals(unit, told, project),
        indicators=tuple(_indicators(unit, standard, told, project)),
        total=Total(weight=HUNDRED),
    )
    filing = scored(filing, standard)
    total, grade = filing.total.score or ZERO, filing.grade or ""
    before = books(unit, year - 1)
    text = report(Told(unit, year, money, before, told, total, grade, project), standard)
    return filing.model_copy(update={"report": text})


def scored(filing: Filing, standard: Standard) -> Filing:
    """The filing with every self score as the rules have it, and their sum."""
    card = score(filing, standard)
    lines = {line.pointer: line.rule_score for line in card.lines}
    rows = tuple(
        row.model_copy(update={"score": lines.get(f"/budget/rows/{at}")})
        for at, row in enumerate(filing.budget.rows)
    )
    indicators = tuple(
        one.model_copy(update={"score": lines.get(f"/indicators/{at}")})
        for at, one in enumerate(filing.indicators)
    )
    given = [*(row.score for row in rows), *(one.score for one in indicators)]
    total = sum((points for points in given if points is not None), ZERO)
    return filing.model_copy(
        update={
            "budget": filing.budget.model_copy(update={"rows": rows}),
            "indicators": indicators,
            "total": Total(weight=HUNDRED, score=total),
            "grade": standard.grades.of(total),
        }
    )


def _goals(unit: Unit, told: Sequence[Measure], project: Project | None) -> Goals:
    chosen = Dice("goals", unit.seed, project.name if project else "").some(range(len(told)), 5)
    picked = [told[at] for at in chosen]
    aims = "，".join(f"{one.gauge.name}{_aim(one)}" for one in picked)
    done = "；".join(
        f"{one.gauge.name}为{one.reached.raw}" + ("，没有达到指标值" if one.trouble else "")
        for one in told
        if one in picked or one.trouble
    )
    work = project.purpose if project else unit.trade.duties.partition("，")[0]
    return Goals(
        expected=f"全年做好{work}：{aims}。",
        achieved=f"年末统计，{done}。",
    )


def _aim(one: Measure) -> str:
    words = {"≥": "不低于", "≤": "控制在", "=": "为"}
    text = one.aimed.raw.lstrip("≥≤=")
    return f"{words[one.gauge.sense]}{text}" + ("以内" if one.gauge.sense == "≤" else "")


def _indicators(
    unit: Unit, standard: Standard, told: Sequence[Measure], project: Project | None
) -> Iterator[Indicator]:
    levels = {level.name: level for level in standard.frame.level1}
    own_cost = "成本指标" in levels
    placed = [(_levels(one.gauge.sort, own_cost), one) for one in told]
    points = _points(unit, standard, [level1 for (level1, _), _ in placed], project)
    order = {name: at for at, name in enumerate(levels)}
    rows = sorted(zip(placed, points, strict=True), key=lambda row: order[row[0][0][0]])
    for ((level1, level2), one), weight in rows:
        reason = f"{one.trouble.cause}；{one.trouble.measure}。" if one.trouble else None
        yield Indicator(
            level1=level1, level2=level2, name=one.gauge.name, target=one.aimed, actual=one.reached,
            weight=Decimal(weight), reason=reason,
        )  # fmt: skip


def fills(frame: Frame) -> bool:
    """Whether invented indicators can carry all points of this frame."""
    names = {level.name for level in frame.level1}
    return {level1 for level1, _ in _LEVELS.values()} <= names <= _FREE.keys()


def _in_frame(sort: Class, standard: Standard) -> bool:
    """Whether the standard's frame has the level 2 of these gauges."""
    levels = {level.name: level.level2 for level in standard.frame.level1}
    level1, level2 = _levels(sort, "成本指标" in levels)
    return level2 in levels[level1]


def _levels(sort: Class, own_cost: bool) -> tuple[str, str]:
    return _COST if sort == "本" and own_cost else _LEVELS[sort]


def _points(
    unit: Unit, standard: Standard, level1: Sequence[str], project: Project | None
) -> list[int]:
    """Whole points for each row, which fill the frame of the standard."""
    dice = Dice("points", unit.seed, standard.id, project.name if project else "")
    room = _room(standard)
    given = {name: dice.shares(room[name], level1.count(name)) for name in dict.fromkeys(level1)}
    return [given[name].pop(0) for name in level1]


def _room(standard: Standard) -> dict[str, int]:
    """The points of each level 1."""
    levels = standard.frame.level1
    room = {
        one.name: int(one.weight) if one.weight is not None else _FREE[one.name]
        for one in levels
        if one.within is None
    }
    for one in levels:
        if one.within is not None:
            room[one.name] = _FREE[one.name]
            room[one.within] -= room[one.name]
    short = 100 - int(standard.execution.weight) - sum(room.values())
    return {**room, "产出指标": room["产出指标"] + short}
