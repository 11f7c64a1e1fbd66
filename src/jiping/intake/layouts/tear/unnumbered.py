"""Torn forms whose names have no numbers: read only where nothing is left over.

Without the labels of its headings the block is a run of levels, names and values. If all of it
divides into full rows, and the weights add up to the form's, the labels alone were out of place.
"""

from __future__ import annotations

from decimal import Decimal

from jiping.filing.numbers import HUNDRED, ZERO
from jiping.intake.amounts import points
from jiping.intake.form_text import FormText
from jiping.intake.layouts.space import shapes
from jiping.intake.layouts.space.indicators import read_indicators
from jiping.intake.layouts.space.words import Word, found

from .stream import Stream


def read_unnumbered(stream: Stream, columns: tuple[str, ...], last: Word, form: FormText) -> None:
    """Read the rows of *stream* into *form*, all of them or none."""
    block, total = _parted(stream)
    if not block or not {"weight", "score"} <= set(columns):
        return
    trial = FormText()
    read_indicators(block, ("level1", "level2", "name", *columns), trial, {}, ended=True)
    weights = [points(row["weight"].text) for row in trial.indicators if "weight" in row]
    if trial.problems or len(weights) < len(trial.indicators):
        return
    whole = points(total[0].text) if len(total) > 1 else HUNDRED
    if sum(filter(None, weights), _execution(form)) != whole:
        return
    form.indicators += trial.indicators
    if len(total) > 1 and total[1] is not last:
        form.total = {"weight": found(total[:1]), "score": found(total[1:2])}


def _parted(stream: Stream) -> tuple[list[Word], list[Word]]:
    """The words from the first level on, as of one line, and the figures of the closing row."""
    block: list[Word] = []
    total: list[Word] = []
    closed = False
    for part in stream.parts:
        if part.item == "total":
            closed = True
        elif closed:
            total += [word for word in part.words if shapes.is_bare(word.text)]
        elif block or part.item in ("level1", "level2"):
            block += [word._replace(first=False) for word in part.words]
    return block, total


def _execution(form: FormText) -> Decimal:
    row = next((row for row in form.budget if "weight" in row), None)
    return (points(row["weight"].text) or ZERO) if row else ZERO
