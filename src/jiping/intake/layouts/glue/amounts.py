"""Amounts of a glued form whose budget has no heading: each right behind its label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from jiping.filing.model import MONEY
from jiping.intake import labels
from jiping.intake.document import Found
from jiping.intake.form_text import FormText, Row

from .doubt import doubt
from .heading import Label, Lexicon
from .tape import Tape

_ROWS = Lexicon(
    {prefix + word: word for prefix in ("", "其中:", "其中-", "其中") for word in labels.ROWS}
)
_COLUMNS = Lexicon({word: key for word, key in labels.COLUMNS.items() if key in MONEY}, shortest=5)
_BRACKET = re.compile(r"\(万?元\)")
_AMOUNT = re.compile(r"(?P<colon>:?)(?P<amount>\d+(?:\.\d+)?(?P<unit>万元|元)?)(?![\d.])")
_PAIR = re.compile(
    r"预算数:(?P<adjusted>\d+(?:\.\d+)?(?:万?元)?)执行数:(?P<executed>\d+(?:\.\d+)?(?:万?元)?)(?![\d.])"
)
_SURE_LABEL = 4
#: Amounts in 万元 have no more decimals.
_DECIMALS = 2


def read_amounts(tape: Tape, start: int, stop: int, form: FormText) -> None:
    """Amounts right behind the labels of rows, in a form whose budget has no columns.

    Budget and execution stand side by side (`预算数:312执行数:312`), each row's label twice; or so do
    all columns (`计划投资额110实际到位资金84实际使用情况84`), its label once for each; or the form states
    only what is planned, then that is the budget at the beginning of the year.
    """
    if columns := _columns(tape, start, stop):
        form.budget += _side_by_side(tape, columns, stop)
        return
    pair = _PAIR.search(tape.text, start, stop)
    rows = list(_amounts(tape, pair.end() if pair else start, stop))
    if pair is None:
        form.budget += [{"label": label, "initial": amount} for label, amount in rows]
        return
    total: Row = {
        "item": Found("total", tape.found(*pair.span()).place),
        "adjusted": tape.found(*pair.span("adjusted")),
    }
    if _runs_on(pair["adjusted"], pair["executed"]):
        doubt(form, tape, *pair.span("executed"), ("executed", "score"))
    else:
        total["executed"] = tape.found(*pair.span("executed"))
    form.budget.append(total)
    for (label, adjusted), (twin, executed) in zip(rows[::2], rows[1::2], strict=False):
        if label.text == twin.text:
            form.budget.append({"label": label, "adjusted": adjusted, "executed": executed})


def _columns(tape: Tape, start: int, stop: int) -> list[tuple[Label, Found]]:
    """The columns of money that stand side by side, each with the amount of the whole behind it."""
    found = [
        (label, amount)
        for label in _COLUMNS.scan(tape.text, start, stop)
        if (amount := _amount_behind(tape, label, stop))
    ]
    keys = [label.key for label, _ in found]
    return found if len(found) > 1 and keys == sorted(set(keys), key=MONEY.index) else []


def _side_by_side(tape: Tape, columns: list[tuple[Label, Found]], stop: int) -> Iterator[Row]:
    """The total, and each row whose label stands with an amount once for every column."""
    first = columns[0][0]
    yield {
        "item": Found("total", tape.found(first.start, first.end).place),
        **{label.key: amount for label, amount in columns},
    }
    rows = _amounts(tape, columns[-1][0].end, stop)
    for _, group in groupby(rows, key=lambda row: row[0].text.removeprefix("其中:")):
        cells = list(group)
        if len(cells) == len(columns):
            amounts = {c.key: amount for (c, _), (_, amount) in zip(columns, cells, strict=True)}
            yield {"label": cells[0][0], **amounts}


def _amount_behind(tape: Tape, label: Label, stop: int) -> Found | None:
    """The amount right behind a column's label and the unit in brackets behind it."""
    bracket = _BRACKET.match(tape.text, label.end, stop)
    match = _AMOUNT.match(tape.text, bracket.end() if bracket else label.end, stop)
    if match is None or match.end() == len(tape.text):
        return None
    return tape.found(match.start("amount"), match.end("amount"))


def _runs_on(budget: str, executed: str) -> bool:
    """Whether points may run into what was executed: `2.38` and `2.3820`."""
    decimals = [len(figure.partition(".")[2]) for figure in (budget, executed)]
    return decimals[1] > max(decimals[0], _DECIMALS)


def _amounts(tape: Tape, start: int, stop: int) -> Iterator[tuple[Found, Found]]:
    for label in _ROWS.scan(tape.text, start, stop):
        match = _AMOUNT.match(tape.text, label.end, stop)
        if match is None or match.end() == len(tape.text):
            continue
        end = match.end()
        if tape.text.startswith("、", end):
            end -= 1  # the number of the next label: `6.30|1、一般公共预算`
        sure = len(label.key) >= _SURE_LABEL or bool(match["colon"] or match["unit"])
        if sure and not (match["unit"] is None and tape.text[end] in "%年月."):
            yield tape.found(label.start, label.end), tape.found(match.start("amount"), end)
