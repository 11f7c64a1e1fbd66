"""The functions of formulas, by the names that finance people know."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, DecimalException
from functools import reduce
from typing import Any

from jiping.checks.case import Case
from jiping.filing.numbers import round_half_up
from jiping.filing.text import squeeze

from . import values
from .evaluation import Listed, Part, Run, Scope, compiled, fits, listed, number, text, truth
from .kinds import NUMERIC, Kind
from .syntax import Call, Column, Name, Node, Number, Rows, Text

_MOST_PLACES = 10


def _given(node: Call, scope: Scope, least: int, most: int, usage: str) -> tuple[Node, ...]:
    if not least <= len(node.given) <= most:
        raise scope.error(f"“{node.name}”的写法是 {usage}", node)
    return node.given


def _once_a_case(run: Run, scope: Scope) -> Run:
    """*run* of all rows, asked again for every row one stands in, worked out for the first only.

    It sees the rows it goes through and the filing, never the row outside, so that the answer is
    the same for each; without this the work would grow with the square of the rows.
    """
    if not scope.depth:
        return run
    known: list[tuple[Case | None, Any]] = [(None, None)]

    def kept(case: Case, _row: Any) -> Any:
        of, value = known[0]
        if of is not case:
            value = run(case, None)
            known[0] = (case, value)
        return value

    return kept


# --- over rows, or over values written one by one -------------------------------------------------


def _sum(found: list[Decimal]) -> Decimal | None:
    return reduce(values.EXACT.add, found, Decimal(0))


def _mean(found: list[Decimal]) -> Decimal | None:
    return values.computed(values.EXACT.divide, _sum(found), Decimal(len(found)))


def _over(
    compute: Callable[[list[Decimal]], Decimal | None], *, empty: bool
) -> Callable[[Call, Scope], Part]:
    """A function that makes one number of many; of none only where *empty* (a sum is then 0)."""

    def compile_call(node: Call, scope: Scope) -> Part:
        usage = f"{node.name}(指标.分值)、{node.name}(指标, 算式) 或 {node.name}(数, 数, …)"
        given = _given(node, scope, 1, 50, usage)
        of_rows = isinstance(given[0], Rows | Column)
        if of_rows:
            kind, gather = _column(node, _listed(node, scope, usage), scope)
        else:
            kind, gather = _values([number(one, scope) for one in given], scope)

        def run(case: Case, row: Any) -> Decimal | None:
            found = gather(case, row)
            if found is None or not (found or empty):
                return None
            try:
                return compute(found)
            except DecimalException:
                return None

        return Part(kind, _once_a_case(run, scope) if of_rows else run, node)

    return compile_call


def _listed(node: Call, scope: Scope, usage: str) -> Listed:
    """The rows a function is given: `指标.分值`, `指标`, or `指标, 每行的算式`."""
    first, *rest = _given(node, scope, 1, 2, usage)
    if not isinstance(first, Rows | Column) or (isinstance(first, Column) and rest):
        raise scope.error(f"“{node.name}”的写法是 {usage}", node)
    return listed(first, rest[0] if rest else None, scope)


def _column(node: Call, of: Listed, scope: Scope) -> tuple[Kind, Run]:
    if of.kind is Kind.MEASURE:
        raise scope.error(f"各行的指标值、完成值单位不同，不能求{node.name}", node)
    if of.kind not in NUMERIC:
        raise scope.error(f"“{node.name}”要有数的字段，如 {of.rows.name}.{_example(of)}", node)

    def gather(case: Case, row: Any) -> list[Decimal] | None:
        """The numbers of all rows; None where one is missing, or the rows are not all there."""
        if not of.rows.told(case) or not of.rows.rows(case):
            return None
        found: list[Decimal] = []
        for inside, value in of.each(case, row):
            if inside is None or value is None:
                return None
            found.append(value)
        return found

    return of.kind, gather


def _example(of: Listed) -> str:
    return next(name for name, field in of.rows.fields.items() if field.kind in NUMERIC)


def _values(parts: list[Part], scope: Scope) -> tuple[Kind, Run]:
    kind = parts[0].kind
    for part in parts[1:]:
        kind = fits(Part(kind, parts[0].run, parts[0].node), part, scope, part.node)
    runs = [part.run for part in parts]

    def gather(case: Case, row: Any) -> list[Decimal] | None:
        found = [run(case, row) for run in runs]
        return None if None in found else found

    return kind, gather


def _count(node: Call, scope: Scope) -> Part:
    usage = "计数(指标)、计数(指标[条件]) 或 计数(指标, 条件)"
    of = _listed(node, scope, usage)
    if of.kind not in (None, Kind.TRUTH) or isinstance(node.given[0], Column):
        raise scope.error(f"“计数”的写法是 {usage}", node)

    def run(case: Case, row: Any) -> Decimal | None:
        if not of.rows.told(case) or not of.rows.rows(case):
            return None
        found = [values.both(inside, value) for inside, value in of.each(case, row)]
        return None if None in found else Decimal(sum(map(bool, found)))

    return Part(Kind.NUMBER, _once_a_case(run, scope), node)


def _quantified(*, wanted: bool) -> Callable[[Call, Scope], Part]:
    """任一 (*wanted*: one row for which it holds) and 全部 (no row for which it does not)."""

    def compile_call(node: Call, scope: Scope) -> Part:
        usage = f"{node.name}(指标, 条件)"
        of = _listed(node, scope, usage)
        if of.kind is not Kind.TRUTH:
            raise scope.error(f"“{node.name}”的写法是 {usage}", node)

        def run(case: Case, row: Any) -> values.Truth:
            settled: values.Truth = not wanted
            for inside, value in of.each(case, row):
                if value is not wanted and value is not None:
                    continue
                if inside and value is wanted:
                    return wanted
                settled = None
            return settled if of.rows.told(case) and of.rows.rows(case) else None

        return Part(Kind.TRUTH, _once_a_case(run, scope), node)

    return compile_call


# --- judgements -----------------------------------------------------------------------------------


def _if(node: Call, scope: Scope) -> Part:
    usage = "若(条件, 应成立的判断) 或 若(条件, 算式, 否则的算式)"
    condition, *rest = _given(node, scope, 2, 3, usage)
    asked = truth(condition, scope).run
    if len(rest) == 1:
        follows = truth(rest[0], scope).run
        return Part(
            Kind.TRUTH,
            lambda case, row: values.either(values.negated(asked(case, row)), follows(case, row)),
            node,
        )
    first, second = (compiled(one, scope) for one in rest)
    kind = first.kind if first.kind is second.kind else fits(first, second, scope, node)
    then, otherwise = first.run, second.run

    def run(case: Case, row: Any) -> Any:
        chosen = asked(case, row)
        return None if chosen is None else then(case, row) if chosen else otherwise(case, row)

    return Part(kind, run, node)


def _asked_of_field(*, empty: bool) -> Callable[[Call, Scope], Part]:
    """空 and 非空: whether a field is filled, where what was read could have it."""

    def compile_call(node: Call, scope: Scope) -> Part:
        (name,) = _given(node, scope, 1, 1, f"{node.name}(字段)")
        if not isinstance(name, Name):
            raise scope.error(f"“{node.name}”只能问一个字段，如 {node.name}(偏差原因)", name)
        field = scope.field(name)

        def run(case: Case, row: Any) -> values.Truth:
            if field.get(case, row) is not None:
                return not empty
            return empty if field.told(case) else None

        return Part(Kind.TRUTH, run, node)

    return compile_call


def _contains(node: Call, scope: Scope) -> Part:
    usage = '包含(字段, "文字"，…)'
    where, *words = _given(node, scope, 2, 50, usage)
    read = text(where, scope).run
    for word in words:
        if not isinstance(word, Text) or not squeeze(word.value):
            raise scope.error(f"“包含”要找的是加引号的文字：{usage}", word)
    wanted = [squeeze(word.value) for word in words if isinstance(word, Text)]

    def run(case: Case, row: Any) -> values.Truth:
        found = read(case, row)
        if found is None:
            return None
        searched = squeeze(found)
        return any(word in searched for word in wanted)

    return Part(Kind.TRUTH, run, node)


def _near(node: Call, scope: Scope) -> Part:
    given = _given(node, scope, 3, 3, "相近(数, 数, 容差)")
    first, second, room = (number(one, scope) for one in given)
    kind = fits(first, second, scope, node)
    fits(Part(kind, first.run, node), room, scope, given[2])
    left, right, within = first.run, second.run, room.run

    def run(case: Case, row: Any) -> values.Truth:
        apart = values.computed(values.EXACT.subtract, left(case, row), right(case, row))
        allowed = within(case, row)
        return None if apart is None or allowed is None else abs(apart) <= allowed

    return Part(Kind.TRUTH, run, node)


# --- numbers --------------------------------------------------------------------------------------


def _absolute(node: Call, scope: Scope) -> Part:
    (given,) = _given(node, scope, 1, 1, "绝对值(数)")
    part = number(given, scope)
    read = part.run

    def run(case: Case, row: Any) -> Decimal | None:
        value = read(case, row)
        return None if value is None else value.copy_abs()

    return Part(part.kind, run, node)


def _rounded(node: Call, scope: Scope) -> Part:
    usage = f"四舍五入(数, 小数位数)，位数为0至{_MOST_PLACES}"
    given = _given(node, scope, 1, 2, usage)
    part, places = number(given[0], scope), 0
    if len(given) > 1:
        told = given[1]
        whole = isinstance(told, Number) and told.kind is Kind.NUMBER and told.value % 1 == 0
        if not whole or not isinstance(told, Number) or told.value > _MOST_PLACES:
            raise scope.error(f"“四舍五入”的写法是 {usage}", told)
        places = int(told.value)
    read = part.run

    def run(case: Case, row: Any) -> Decimal | None:
        value = read(case, row)
        try:
            return None if value is None else round_half_up(value, places)
        except DecimalException:
            return None

    return Part(part.kind, run, node)


def _length(node: Call, scope: Scope) -> Part:
    (given,) = _given(node, scope, 1, 1, "字数(字段)")
    read = text(given, scope).run

    def run(case: Case, row: Any) -> Decimal | None:
        found = read(case, row)
        return None if found is None else values.length(found)

    return Part(Kind.NUMBER, run, node)


FUNCTIONS: dict[str, Callable[[Call, Scope], Part]] = {
    "合计": _over(_sum, empty=True),
    "平均": _over(_mean, empty=False),
    "最大": _over(max, empty=False),
    "最小": _over(min, empty=False),
    "计数": _count,
    "任一": _quantified(wanted=True),
    "全部": _quantified(wanted=False),
    "若": _if,
    "空": _asked_of_field(empty=True),
    "非空": _asked_of_field(empty=False),
    "包含": _contains,
    "相近": _near,
    "绝对值": _absolute,
    "四舍五入": _rounded,
    "字数": _length,
}
