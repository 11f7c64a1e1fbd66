"""From a document to `Accounts`: tables first, sentences where tables say nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from jiping.filing import Accounts, Evidence, Place, Problem
from jiping.filing.text import fold, squeeze
from jiping.intake.amounts import amount
from jiping.intake.document import Document, Line, Table

from .fields import kind_of, pointer_of
from .tables import Titled, figures, titled_tables
from .told import told

_YEARS = (re.compile(r"(20\d\d)年度"), re.compile(r"(20\d\d)年"))
_UNIT = re.compile(
    r"(?:编制单位|公开部门|部门名称|单位名称|填报单位|部门|单位)[:：]([^\s:：|]{4,40})"
)
_NO_UNIT = re.compile(r"^(?:人民币)?万?元")
_TITLE_UNIT = re.compile(r"^([\u4e00-\u9fff（）()]{4,30}?)(?:20\d\d年度?)?(?:部门|单位)?决算")
_SAMPLE = 40


class _Read(NamedTuple):
    pointer: str
    value: Decimal
    evidence: Evidence


def read_accounts(document: Document) -> Accounts:
    """What the tables and sentences of *document* tell of the accounts.

    Amounts are in 万元. A table without its unit of money is left out, and a field that two tables
    tell differently is None; both are told as problems.
    """
    problems: list[Problem] = []
    reads = list(_from_tables(document, problems))
    known = {read.pointer for read in reads}
    lines = [block for block in document.blocks if isinstance(block, Line)]
    reads += [read for read in _from_sentences(lines, document.name) if read.pointer not in known]
    tree: dict[str, Any] = {"classes": {}, "three_public": {}, "three_public_budget": {}}
    evidence: dict[str, Evidence] = {}
    for pointer, one in _agreed(reads, problems).items():
        *path, last = pointer.strip("/").split("/")
        holder = tree[path[0]] if path else tree
        holder[last] = int(one.value) if last == "staff" else one.value
        evidence[pointer] = one.evidence
    texts = list(_texts(document))
    if not reads:
        problems.append(
            Problem(where=Place(file=document.name), message="没有读出部门决算表的金额。")
        )
    return Accounts(
        unit=_unit(texts), fiscal_year=_year(texts), evidence=evidence, problems=tuple(problems),
        **tree,
    )  # fmt: skip


def _from_tables(document: Document, problems: list[Problem]) -> Iterator[_Read]:
    tables = list(titled_tables(document.blocks, document.name))
    units = {table.currency for table in tables if table.currency}
    for table in tables:
        kind = kind_of(table.title)
        if kind is None:
            continue
        currency = table.currency or (next(iter(units)) if len(units) == 1 else None)
        told_any = False
        for figure in figures(table):
            pointer = pointer_of(kind, figure)
            if pointer is None:
                continue
            if pointer == "/staff":
                value = amount(figure.raw, "万元")
            elif currency is None:
                told_any = True
                continue
            else:
                value = amount(figure.raw, currency)
            if value is not None and (pointer != "/staff" or value == value.to_integral_value()):
                yield _Read(pointer, value, Evidence(figure.raw, figure.place))
        if told_any:
            problems.append(_without_unit(table, document.name))


def _without_unit(table: Titled, file: str) -> Problem:
    place = next((box.place for row in table.rows for box in row), Place(file=file))
    return Problem(where=place, message=f"“{table.title}”没有注明金额单位，未读取。")


def _from_sentences(lines: Sequence[Line], file: str) -> Iterator[_Read]:
    for one in told(lines, file):
        value = amount(one.raw)
        if value is not None:
            yield _Read(one.pointer, value, Evidence(one.raw, one.place))


def _agreed(reads: Sequence[_Read], problems: list[Problem]) -> dict[str, _Read]:
    """One reading a field: the most exact of those that agree, none where they do not."""
    found: dict[str, _Read] = {}
    doubtful: set[str] = set()
    for read in reads:
        old = found.setdefault(read.pointer, read)
        room = max(_half(old.value), _half(read.value))
        if abs(old.value - read.value) > room and read.pointer not in doubtful:
            doubtful.add(read.pointer)
            problems.append(
                Problem(
                    where=read.evidence.where,
                    message=f"同一项金额两处不同（{old.evidence.raw}、{read.evidence.raw}，"
                    f"另一处在{old.evidence.where}），未采用。",
                )
            )
        elif _half(read.value) < _half(old.value):
            found[read.pointer] = read
    return {pointer: read for pointer, read in found.items() if pointer not in doubtful}


def _half(value: Decimal) -> Decimal:
    """Half a unit of the last printed decimal; a printed 0 is exact."""
    exponent = value.as_tuple().exponent
    return Decimal(5).scaleb(min(0, int(exponent)) - 1) if value else Decimal(0)


def _texts(document: Document) -> Iterator[str]:
    """The texts in which unit and year may stand: lines, and the first rows of every table."""
    yield document.name
    for block in document.blocks:
        if isinstance(block, Line):
            yield block.text
        elif isinstance(block, Table):
            yield from (cell.text for cell in block.cells[:_SAMPLE])


def _year(texts: Sequence[str]) -> int | None:
    """The year told most often as 年度, else as 年; None where two are told as often."""
    for pattern in _YEARS:
        best = Counter(
            int(year) for text in texts for year in pattern.findall(squeeze(text))
        ).most_common(2)
        if best:
            return None if len(best) == 2 and best[0][1] == best[1][1] else best[0][0]
    return None


def _unit(texts: Sequence[str]) -> str | None:
    """The unit that the tables name, else that of the title."""
    for text in texts:
        for match in _UNIT.finditer(fold(text)):
            if not _NO_UNIT.match(match[1]):
                return match[1]
    for text in texts:
        if named := _TITLE_UNIT.match(squeeze(text)):
            return named[1]
    return None
