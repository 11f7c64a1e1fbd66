"""From the tree of a formula to a function of a filing, its kinds checked on the way.

A compiled part is called with a case and a row (None outside rows). Nothing of a formula is ever
run as a program: there are the fields, the given functions, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from jiping.checks.case import Case

from . import kinds, values
from .errors import FormulaError
from .fields import FIELDS, ROWS, Field, RowSet
from .kinds import NUMERIC, Kind
from .parser import AND, NOT, OR
from .syntax import Binary, Call, Column, Name, Node, Number, Rows, Text, Unary

Run = Callable[[Case, Any], Any]
#: Rows within rows: more would be work without bound for one line of text.
_DEEPEST_ROWS = 2
#: A bare number beyond this is no rate: `执行率 >= 90` means 90 %.
_LARGEST_RATE = 10
_AS: dict[Kind, Callable[[Any], Decimal | None]] = {
    Kind.RATE: values.as_rate,
    Kind.MONEY: values.as_money,
    Kind.NUMBER: values.as_number,
    Kind.POINTS: values.as_number,
}


class Part(NamedTuple):
    """A compiled part: what kind of value it gives, and the function that gives it."""

    kind: Kind
    run: Run
    node: Node


class Listed(NamedTuple):
    """Rows with a value of each: `each` yields whether a row belongs, and its value."""

    rows: RowSet
    each: Callable[[Case, Any], Iterator[tuple[values.Truth, Any]]]
    kind: Kind | None


@dataclass(frozen=True)
class Scope:
    """What names mean here: the rows one stands in, how deep, and the fields seen so far."""

    source: str
    functions: Mapping[str, Callable[[Call, Scope], Part]]
    rows: RowSet | None = None
    depth: int = 0
    pointers: list[Callable[[Case, Any], str]] = field(default_factory=list)

    def error(self, message: str, node: Node) -> FormulaError:
        """A fault at the characters of *node*."""
        return FormulaError(message, self.source, node.start, node.end)

    def within(self, rows: RowSet, node: Node) -> Scope:
        """The scope of a condition or value of each row."""
        if self.depth >= _DEEPEST_ROWS:
            raise self.error(f"逐行计算最多套{_DEEPEST_ROWS}层，请拆成几条规则", node)
        return Scope(self.source, self.functions, rows, self.depth + 1)

    def field(self, node: Name) -> Field:
        """The field that a name means here: of the row first, then of the filing."""
        found = self.rows.fields.get(node.name) if self.rows else None
        found = found or FIELDS.get(node.name)
        if found is None:
            holders = "、".join(name for name, rows in ROWS.items() if node.name in rows.fields)
            if holders:
                raise self.error(
                    f"“{node.name}”是每行各有的字段，请写“{holders.split('、')[0]}.{node.name}”"
                    f"放入合计等函数，或给规则加上 each（可用于：{holders}）",
                    node,
                )
            raise self.error(f"这里不能用“{node.name}”", node)
        self.pointers.append(found.at)
        return found


def compiled(node: Node, scope: Scope) -> Part:
    """Compile one part; raises FormulaError where kinds do not fit."""
    if isinstance(node, Number):
        number = node.value
        return Part(node.kind, lambda _case, _row: number, node)
    if isinstance(node, Text):
        words = node.value
        return Part(Kind.TEXT, lambda _case, _row: words, node)
    if isinstance(node, Name):
        found = scope.field(node)
        return Part(found.kind, found.get, node)
    if isinstance(node, Unary):
        return _unary(node, scope)
    if isinstance(node, Binary):
        return _binary(node, scope)
    if isinstance(node, Call):
        return scope.functions[node.name](node, scope)
    if isinstance(node, Column):
        _column_field(node, scope)
    name = node.name if isinstance(node, Rows) else node.rows.name
    raise scope.error(f"“{name}”有多行，请放入合计、平均、最大、最小、计数、任一或全部", node)


def truth(node: Node, scope: Scope) -> Part:
    """Compile a part that must be a judgement."""
    part = compiled(node, scope)
    if part.kind is not Kind.TRUTH:
        raise scope.error(f"这里应是一个判断（如 全年执行数 <= 全年预算数），却是{part.kind}", node)
    return part


def number(node: Node, scope: Scope) -> Part:
    """Compile a part that must be a number of some kind."""
    part = compiled(node, scope)
    if part.kind is Kind.MEASURE:
        raise scope.error(
            "指标值、完成值各有单位，这里不能用；请直接相比，或写 完成值 / 指标值", node
        )
    if part.kind not in NUMERIC:
        raise scope.error(f"这里应是数，却是{part.kind}", node)
    return part


def text(node: Node, scope: Scope) -> Part:
    """Compile a part that must be text."""
    part = compiled(node, scope)
    if part.kind is not Kind.TEXT:
        raise scope.error(f"这里应是文字，却是{part.kind}", node)
    return part


def _as(part: Part, kind: Kind) -> Part:
    """A target or actual value as a number of the kind it is used with."""
    if part.kind is not Kind.MEASURE or kind not in _AS:
        return part
    run, read = part.run, _AS[kind]
    return Part(kind, lambda case, row: read(run(case, row)), part.node)


def _unary(node: Unary, scope: Scope) -> Part:
    if node.sign == NOT:
        run = truth(node.value, scope).run
        return Part(Kind.TRUTH, lambda case, row: values.negated(run(case, row)), node)
    part = number(node.value, scope)
    run = part.run

    def opposite(case: Case, row: Any) -> Decimal | None:
        value = run(case, row)
        return None if value is None else value.copy_negate()

    return Part(part.kind, opposite, node)


def _binary(node: Binary, scope: Scope) -> Part:
    if node.sign in (AND, OR):
        left, right = truth(node.left, scope).run, truth(node.right, scope).run
        join = values.both if node.sign == AND else values.either
        return Part(Kind.TRUTH, lambda case, row: join(left(case, row), right(case, row)), node)
    first, second = compiled(node.left, scope), compiled(node.right, scope)
    if node.sign in values.COMPARE:
        return _comparison(node, first, second, scope)
    return _arithmetic(node, first, second, scope)


def _comparison(node: Binary, first: Part, second: Part, scope: Scope) -> Part:
    compare = values.COMPARE[node.sign]
    if first.kind is second.kind is Kind.TEXT:
        return _texts(node, first.run, second.run, scope)
    if first.kind is second.kind is Kind.MEASURE:
        return Part(Kind.TRUTH, _in_one_unit(compare, first.run, second.run), node)
    first, second = _as(first, second.kind), _as(second, first.kind)
    fits(first, second, scope, node)
    left, right = first.run, second.run

    def holds(case: Case, row: Any) -> values.Truth:
        one, other = left(case, row), right(case, row)
        return None if one is None or other is None else compare(one, other)

    return Part(Kind.TRUTH, holds, node)


def fits(first: Part, second: Part, scope: Scope, node: Node) -> Kind:
    """The kind of two numbers that may be compared or added; a fault where they may not."""
    kind = kinds.alike(first.kind, second.kind)
    if kind is None or kind not in NUMERIC:
        raise scope.error(f"{first.kind}与{second.kind}不能相比或相加减", node)
    for one, other in ((first, second), (second, first)):
        if other.kind is not Kind.RATE or one.kind is not Kind.NUMBER:
            continue
        if isinstance(one.node, Number) and one.node.value > _LARGEST_RATE:
            raise scope.error(f"比率要写百分号，如 {one.node.value}%", one.node)
    return kind


def _texts(node: Binary, left: Run, right: Run, scope: Scope) -> Part:
    if node.sign not in "=≠":
        raise scope.error("文字只能用 = 或 ≠ 相比", node)
    equal = node.sign == "="

    def holds(case: Case, row: Any) -> values.Truth:
        one, other = left(case, row), right(case, row)
        return None if one is None or other is None else values.same_text(one, other) is equal

    return Part(Kind.TRUTH, holds, node)


def _in_one_unit(compute: Callable[[Decimal, Decimal], Any], left: Run, right: Run) -> Run:
    def run(case: Case, row: Any) -> Any:
        pair = values.in_one_unit(left(case, row), right(case, row))
        return None if pair is None else values.computed(compute, *pair)

    return run


def _arithmetic(node: Binary, first: Part, second: Part, scope: Scope) -> Part:
    if Kind.MEASURE in (first.kind, second.kind):
        return _of_measures(node, first, second, scope)
    for part in (first, second):
        if part.kind not in NUMERIC:
            raise scope.error(f"{part.kind}不能加减乘除", part.node)
    if node.sign in "+-":
        kind = fits(first, second, scope, node)
    else:
        kind = (kinds.product if node.sign == "*" else kinds.quotient)(first.kind, second.kind)
    compute, left, right = values.ARITHMETIC[node.sign], first.run, second.run
    return Part(
        kind, lambda case, row: values.computed(compute, left(case, row), right(case, row)), node
    )


def _of_measures(node: Binary, first: Part, second: Part, scope: Scope) -> Part:
    """`完成值 / 指标值` is a rate; `指标值 * 130%` keeps the unit. Nothing else is certain."""
    compute = values.ARITHMETIC[node.sign]
    if node.sign == "/" and first.kind is second.kind:
        return Part(Kind.RATE, _in_one_unit(compute, first.run, second.run), node)
    if node.sign == "*" and second.kind is Kind.MEASURE:
        first, second = second, first
    if node.sign not in "*/" or second.kind not in (Kind.NUMBER, Kind.RATE):
        raise scope.error("指标值、完成值各有单位，只能相除，或乘、除以一个数", node)
    measured, factor = first.run, second.run

    def run(case: Case, row: Any) -> Any:
        return values.scaled(compute, measured(case, row), factor(case, row))

    return Part(Kind.MEASURE, run, node)


# --- rows -----------------------------------------------------------------------------------------


def listed(node: Rows | Column, value: Node | None, scope: Scope) -> Listed:
    """Compile rows, with *value* or the column's field for each of them."""
    rows_node = node.rows if isinstance(node, Column) else node
    rows = ROWS[rows_node.name]
    scope.pointers.append(lambda _case, _row: rows.at)
    inner = scope.within(rows, rows_node)
    belongs = truth(rows_node.condition, inner).run if rows_node.condition else None
    if isinstance(node, Column):
        value = _column_field(node, scope)
    part = compiled(value, inner) if value else None
    run, all_rows = part.run if part else None, rows.rows

    def each(case: Case, _row: Any) -> Iterator[tuple[values.Truth, Any]]:
        for row in all_rows(case):
            inside = belongs(case, row) if belongs else True
            if inside is not False:
                yield inside, run(case, row) if run else True

    return Listed(rows, each, part.kind if part else None)


def _column_field(node: Column, scope: Scope) -> Name:
    """The field of a column, which the rows must have themselves."""
    fields = ROWS[node.rows.name].fields
    if node.field.name not in fields:
        known = "、".join(dict.fromkeys(found.name for found in fields.values()))
        raise scope.error(
            f"{node.rows.name}没有字段“{node.field.name}”，可用的有：{known}", node.field
        )
    return node.field
