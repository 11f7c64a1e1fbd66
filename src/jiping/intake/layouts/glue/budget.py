"""The budget block in glued text: `年度资金总额:202010100.00%10其中:本年财政拨款2020`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from jiping.filing.model import MONEY
from jiping.intake import labels
from jiping.intake.document import Found
from jiping.intake.form_text import FormText, Row

from .budget_cuts import Cut, cuts_of, summing_up
from .chain import MARGIN
from .doubt import doubt
from .heading import Label, Lexicon
from .stretch import Stretch, decimal
from .tape import Tape

_FIGURES = re.compile(
    r"(?:[\d.,%/\\\-]|万元|(?<=\d)万(?=\d|其中|$)|(?<=\d)元|(?<=\d)分(?=[\d/\-]))+"
)
#: The number of the first sentence of a remark, which runs into the figures in front of it.
_REMARK = re.compile(r"\d\.(?=[^\d])")
_COLUMN = {"rate_weight": "weight", "rate_score": "score"}
_ASIDE = frozenset(("name", "remark", "reason"))
_PREFIXES = ("", "其中", "其中:", "其中-")
_LABELS = Lexicon({prefix + word: key for prefix in _PREFIXES for word, key in labels.ROWS.items()})
#: A label that is no known one, but names money.
_OTHER_LABEL = re.compile(
    r"(?:其中[:\-]?)?[\u4e00-\u9fff()/、]{2,16}?(?:资金|拨款|补助|支出|收入|贷款|债券|经费|专项|配套|结余|结转):?$"
)
_SURE_LABEL = 4
#: A sum may decide among readings that the row itself holds less likely by so much.
_WIDE = 5


class _Line(NamedTuple):
    """A row of the block: its label and the stretch of its figures, empty where it has none."""

    label: Found
    start: int
    stop: int

    def has_figures(self, tape: Tape) -> bool:
        """Whether any digit stands behind the label."""
        return any(map(str.isdigit, tape.text[self.start : self.stop]))


def read_budget(
    tape: Tape,
    start: int,
    stop: int,
    columns: Sequence[str],
    lead: Found | None,
    form: FormText,
) -> None:
    """Read the rows of `[start, stop)`; *lead* labels figures that stand first, without a label."""
    columns = tuple(_COLUMN.get(c, c) for c in columns if c not in _ASIDE)
    lines = list(_lines(tape, start, stop, lead))
    summed = _summed(tape, lines, columns)
    whole: dict[str, Decimal] = {}
    for number, line in enumerate(lines):
        row: Row = {"label": line.label}
        form.budget.append(row)
        if not line.has_figures(tape):
            continue
        if line.stop == len(tape.text):
            doubt(form, tape, line.start, line.stop)
            continue
        cuts = [summed[number]] if number in summed else _cuts(tape, line, columns, whole)
        amounts = _take(tape, line, cuts, columns, row, form)
        if labels.row_of(line.label.text) == "total":
            # A total of nothing bounds nothing: offices leave it unfilled.
            whole = whole or {c: most for c, most in amounts.items() if most}
    _lift(form.budget, [tape.text[line.start : line.stop] for line in lines])


def _cuts(
    tape: Tape,
    line: _Line,
    columns: tuple[str, ...],
    whole: dict[str, Decimal],
    margin: int = MARGIN,
) -> list[Cut]:
    stop = line.stop
    if remark := _REMARK.match(tape.text, stop - 2):
        stop = remark.start()
    return cuts_of(Stretch(tape.text, stop, tape.breaks), line.start, columns, whole, margin)


def _summed(tape: Tape, lines: list[_Line], columns: tuple[str, ...]) -> dict[int, Cut]:
    """The cuts of total and parts that no row decides alone, but the sum of the parts does."""
    given = [n for n, line in enumerate(lines) if line.has_figures(tape)]
    if len(given) < 3 or labels.row_of(lines[given[0]].label.text) != "total":
        return {}
    if any(lines[n].stop == len(tape.text) for n in given):
        return {}
    if len(_cuts(tape, lines[given[0]], columns, {})) < 2:
        return {}
    total, *parts = (_cuts(tape, lines[n], columns, {}, _WIDE) for n in given)
    return dict(zip(given, summing_up(total, parts), strict=False))


def _lines(tape: Tape, start: int, stop: int, lead: Found | None) -> Iterator[_Line]:
    at = start
    while at < stop:
        match = _FIGURES.search(tape.text, at, stop)
        begin, end = match.span() if match else (stop, stop)
        known = _joined(tape.text, _LABELS.scan(tape.text, at, begin))
        for label in known[:-1]:
            if label.end - label.start >= _SURE_LABEL:
                yield _Line(tape.found(label.start, _colon(tape, label.end)), begin, begin)
        if known and (not match or begin - known[-1].end <= 1):
            last = known[-1]
            yield _Line(tape.found(last.start, _colon(tape, last.end)), begin, end)
        elif match and lead and begin == start:
            yield _Line(lead, begin, end)
        elif match and (other := _OTHER_LABEL.search(tape.text, at, begin)):
            yield _Line(tape.found(*other.span()), begin, end)
        at = end


def _joined(text: str, found: Iterable[Label]) -> list[Label]:
    """The labels, those of one enumeration (`中央、省补助县级资金`) as one."""
    joined: list[Label] = []
    for label in found:
        start = label.start
        if joined and text[joined[-1].end : start] in ("、", "补助"):
            start = joined.pop().start
        joined.append(label._replace(start=start))
    return joined


def _colon(tape: Tape, end: int) -> int:
    return end + (tape.text[end : end + 1] == ":")


def _take(
    tape: Tape,
    line: _Line,
    cuts: list[Cut],
    columns: tuple[str, ...],
    row: Row,
    form: FormText,
) -> dict[str, Decimal]:
    """Fill *row* with the cells on which its cuts agree, the others become a problem; its amounts."""
    if not cuts:
        doubt(form, tape, line.start, line.stop)
        return {}
    amounts: dict[str, Decimal] = {}
    unsure = []
    for column in columns:
        choices = {_span(cut, column) for cut in cuts}
        span = next(iter(choices))
        known = all(cut.cells[column].known for cut in cuts)
        if len(choices) > 1 or not known or (span and _has_repairs(tape, *span)):
            unsure.append(column)
        elif span is not None:
            row[column] = tape.found(*span)
            number = cuts[0].cells[column].number
            if column in MONEY and number:
                amounts[column] = decimal(number)
    if unsure:
        doubt(form, tape, line.start, line.stop, unsure)
    return amounts


def _span(cut: Cut, column: str) -> tuple[int, int] | None:
    cell = cut.cells[column]
    return None if cell.empty else (cell.start, cell.end)


def _has_repairs(tape: Tape, start: int, stop: int) -> bool:
    """Whether a digit was misread; a cell that is an O alone is a zero and nothing else."""
    if tape.text[start:stop] == "0":
        return False
    return not tape.repaired.isdisjoint(range(start, stop))


def _lift(rows: list[Row], figures: list[str]) -> None:
    """Points of a merged cell that turn up in the last row it covers belong to the total row.

    Only where that row begins with the total's own figures and no other row has points.
    """
    if len(rows) < 2 or labels.row_of(rows[0]["label"].text) != "total" or not figures[0]:
        return
    scored = [n for n, row in enumerate(rows) if "weight" in row or "score" in row]
    if len(scored) != 1 or scored[0] == 0 or "execution_rate" in rows[0]:
        return
    if figures[scored[0]].startswith(figures[0]):
        for column in ("execution_rate", "weight", "score"):
            if column in rows[scored[0]]:
                rows[0][column] = rows[scored[0]].pop(column)
