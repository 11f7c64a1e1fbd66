"""All figures that texts about a filing may tell: its fields, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from jiping.filing.accounts import Accounts
from jiping.filing.model import MONEY, Budget, BudgetRow, Filing, Indicator, Value
from jiping.filing.numbers import ZERO, round_half_up
from jiping.filing.pointer import at

from .quantity import Quantities, Quantity, count, money, points, rate, told

_RATIOS = ("%", "‰")


def quantities(
    filing: Filing, accounts: Accounts | None = None, last_year: Filing | None = None
) -> Quantities:
    """Every figure by its pointer; what is blank is not there.

    `#balance` is adjusted − executed, `#adjustment` and `#adjustment-rate` adjusted against initial,
    `#change` and `#growth` this year against last, `#gap` an actual value against its target,
    `#deducted` points given away, `#score/产出指标` the points of a category.
    """
    found = {one.pointer: one for one in _of_filing(filing)}
    if last_year is not None:
        found |= {one.pointer: one for one in _against(filing, last_year)}
    if accounts is not None:
        found |= {one.pointer: one for one in _of_accounts(accounts, last_year)}
    return found


def field_quantity(filing: Filing, pointer: str) -> Quantity | None:
    """One figure of a filing: `quantities(filing).get(pointer)` without working out the others."""
    steps = pointer.partition("#")[0].strip("/").split("/")
    found: Iterable[Quantity | None]
    if "#" not in pointer and steps[-1] in ("weight", "score"):
        own = at(filing, pointer)
        return points(pointer, own) if isinstance(own, Decimal) else None
    if pointer.startswith("/indicators#"):
        field, _, name = pointer.removeprefix("/indicators#").partition("/")
        rows = [one for one in filing.indicators if one.level1 == name]
        rows = rows or [one for one in filing.indicators if one.level2 == name]
        return _category(rows, name, field)
    if steps[0] == "indicators":
        found = _of_indicator(
            "/".join(["", *steps[:2]]), filing.indicators[int(steps[1])], filing.budget
        )
    elif steps[:2] == ["budget", "rows"]:
        found = _of_row("/".join(["", *steps[:3]]), filing.budget.rows[int(steps[2])])
    else:
        found = _of_filing(filing)
    return next((one for one in found if one and one.pointer == pointer), None)


def _of_filing(filing: Filing) -> Iterator[Quantity]:
    for n, row in enumerate(filing.budget.rows):
        yield from _of_row(f"/budget/rows/{n}", row)
    for view in ("by_revenue", "by_expenditure"):
        for name, amount in getattr(filing.budget, view):
            if amount is not None:
                yield money(f"/budget/{view}/{name}", amount)
    for n, indicator in enumerate(filing.indicators):
        yield from _of_indicator(f"/indicators/{n}", indicator, filing.budget)
    yield from _by_category(filing)
    if filing.total.weight is not None:
        yield points("/total/weight", filing.total.weight)
    if filing.total.score is not None:
        yield points("/total/score", filing.total.score)
    for n, figure in enumerate(filing.report.figures if filing.report else ()):
        at = f"/report/figures/{n}"
        if figure.amount is not None:
            yield money(f"{at}/amount", figure.amount)
        if figure.change is not None:
            yield money(f"{at}/change", figure.change)
        if figure.amount is not None and figure.change is not None:
            signed = -figure.change if figure.direction == "decrease" else figure.change
            yield from _growth(at, figure.amount, figure.amount - signed)


def _of_row(at: str, row: BudgetRow) -> Iterator[Quantity]:
    for field in MONEY:
        if (amount := getattr(row, field)) is not None:
            yield money(f"{at}/{field}", amount)
    initial, adjusted, executed = row.initial, row.adjusted, row.executed
    share = row.execution_rate
    if share is None and adjusted and executed is not None:
        share = executed / adjusted
    if share is not None:
        yield rate(f"{at}/execution_rate", share)
    if adjusted is not None and executed is not None:
        yield money(f"{at}#balance", abs(adjusted - executed))
    if adjusted is not None and initial is not None:
        yield money(f"{at}#adjustment", abs(adjusted - initial))
        if initial:
            yield rate(f"{at}#adjustment-rate", abs(adjusted - initial) / initial)
    yield from _points(at, row.weight, row.score)


def _of_indicator(at: str, indicator: Indicator, budget: Budget) -> Iterator[Quantity]:
    target, actual = indicator.target, indicator.actual
    goal_unit, unit = _unit(target, actual, budget), _unit(actual, target, budget)
    if target is not None:
        yield told(f"{at}/target", target, goal_unit)
    if actual is not None:
        yield told(f"{at}/actual", actual, unit)
    yield from _points(at, indicator.weight, indicator.score)
    if target is None or actual is None or target.number is None or actual.number is None:
        return
    if target.high is None and actual.high is None and goal_unit == unit:
        gap = abs(actual.number - target.number)
        places = max(_places(target), _places(actual))
        apart = "个百分点" if unit == "%" else unit or ""
        yield Quantity(f"{at}#gap", gap, apart, f"{round_half_up(gap, places):.{places}f}")
        if target.number:
            yield rate(f"{at}#attainment", actual.number / target.number)
            yield rate(f"{at}#excess", gap / abs(target.number))


def _unit(value: Value | None, other: Value | None, budget: Budget) -> str | None:
    """The value's unit; where it has none, that of the budget amount it is, or of its counterpart."""
    if value is None or value.unit or value.number is None:
        return value.unit if value else None
    if other is not None and other.unit:
        return None if other.unit in _RATIOS and 0 < value.number <= 1 else other.unit
    total = budget.total
    amounts = [getattr(total, field) for field in MONEY] if total else []
    pair = [one.number for one in (value, other) if one is not None]
    return "万元" if pair and all(number in amounts for number in pair) else None


def _points(at: str, weight: Decimal | None, score: Decimal | None) -> Iterator[Quantity]:
    if weight is not None:
        yield points(f"{at}/weight", weight)
    if score is not None:
        yield points(f"{at}/score", score)
    if weight is not None and score is not None:
        yield points(f"{at}#deducted", weight - score)


def _by_category(filing: Filing) -> Iterator[Quantity]:
    """Points of each level-1 and level-2 category, where all its rows have them."""
    for level in ("level1", "level2"):
        rows: dict[str | None, list[Indicator]] = {}
        for one in filing.indicators:
            rows.setdefault(getattr(one, level), []).append(one)
        for name, own in rows.items():
            for field in ("weight", "score"):
                if name and (found := _category(own, name, field)):
                    yield found


def _category(rows: Sequence[Indicator], name: str, field: str) -> Quantity | None:
    """The points that the rows of one category have together; None where one has none."""
    numbers = [getattr(one, field) for one in rows]
    if not numbers or None in numbers:
        return None
    return points(f"/indicators#{field}/{name}", sum(numbers, ZERO))


def _against(filing: Filing, last_year: Filing) -> Iterator[Quantity]:
    """What last year's filing tells, and the changes on it."""
    now, before = filing.budget.total, last_year.budget.total
    if before is not None:
        at = next(n for n, row in enumerate(filing.budget.rows) if row is now) if now else 0
        for field in MONEY:
            amount, old = getattr(now, field, None), getattr(before, field)
            if old is not None:
                yield money(f"last_year:/budget/rows/{at}/{field}", old)
                if amount is not None:
                    yield from _change(f"/budget/rows/{at}/{field}", amount, old)
    if last_year.total.score is not None:
        yield points("last_year:/total/score", last_year.total.score)


def _of_accounts(accounts: Accounts, last_year: Filing | None) -> Iterator[Quantity]:
    figures = last_year.report.figures if last_year and last_year.report else ()
    before = {figure.item: figure.amount for figure in figures}
    for name in type(accounts).model_fields:
        if isinstance(amount := getattr(accounts, name), Decimal):
            yield money(f"accounts:/{name}", amount)
    for code, amount in accounts.classes.items():
        yield money(f"accounts:/classes/{code}", amount)
        if (old := before.get(code)) is not None:
            yield from _change(f"accounts:/classes/{code}", amount, old)
    for table in ("three_public", "three_public_budget"):
        for name, amount in getattr(accounts, table):
            if amount is not None:
                yield money(f"accounts:/{table}/{name}", amount)
    total, planned = accounts.three_public.total, accounts.three_public_budget.total
    if total is not None and planned is not None:
        yield money("accounts:/three_public#saved", abs(planned - total))
    if accounts.staff is not None:
        yield count("accounts:/staff", accounts.staff, "人")


def _change(at: str, amount: Decimal, old: Decimal) -> Iterator[Quantity]:
    yield money(f"{at}#change", abs(amount - old))
    yield from _growth(at, amount, old)


def _growth(at: str, amount: Decimal, old: Decimal) -> Iterator[Quantity]:
    if old > 0:
        yield rate(f"{at}#growth", abs(amount - old) / old)


def _places(value: Value) -> int:
    """Decimals of a published value."""
    return len(told("", value, None).digits.partition(".")[2])
