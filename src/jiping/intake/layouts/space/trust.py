"""Which rows of a divided block can be relied on.

Where values stand without a name, or a name without values, the text may have been torn: then the
values behind a name may be those of the next one. A row in one line is still a row; one whose
values stand in another line than its name, or a row of a text without lines, is not.
"""

from __future__ import annotations

from collections.abc import Sequence

from jiping.intake import labels

from . import shapes
from .pieces import SAYING, Row
from .words import Word

#: Labels of the closing row that are no beginning of a name.
_TOTALS = frozenset(("总分", "合计", "总计", "总得分"))
#: So many rows in a row show that the text is not torn yet.
_FEWEST_WHOLE = 4


def trusted(rows: Sequence[Row], words: Sequence[Word]) -> list[Row]:
    """The rows, those emptied that a torn text may have shifted."""
    # What the text's end cuts off is no gap.
    inner = [row for row in rows if row.words[1] < len(words)]
    torn = any(_is_gap(row, words) for row in inner)
    unsure = torn or any(_is_unsure(row, words) for row in inner)
    whole = _leading(rows) if torn else 0
    kept: list[Row] = list(rows[:whole])
    crossed = False
    for row in rows[whole:]:
        crosses = _crosses(row, words)
        if row.says and ((unsure and crosses) or (torn and _runs_on(row, words))):
            labels = {key: cell for key, cell in row.cells.items() if key in ("level1", "level2")}
            kept.append(Row(labels, frozenset(), row.words))
        elif (crossed or unsure) and _breaks(row, words):
            # The name's first line may be the last of the name before it, or a name by itself.
            cells = {column: cell for column, cell in row.cells.items() if column != "name"}
            kept.append(Row(cells, row.doubtful | {"name"}, row.words))
        else:
            kept.append(row)
        crossed = crosses
    return kept


def _leading(rows: Sequence[Row]) -> int:
    """How many rows at the beginning follow one another without a gap, every column filled.

    What is torn behind them shifts none of their values: each name has its own behind it.
    """
    columns = {column for row in rows for column in row.cells if column in ("name", *SAYING)}
    count, end = 0, rows[0].words[0] if rows else 0
    for row in rows:
        if row.words[0] != end or not columns <= row.cells.keys() | row.doubtful:
            break
        count, end = count + 1, row.words[1]
    return count if count >= _FEWEST_WHOLE else 0


def _is_gap(row: Row, words: Sequence[Word]) -> bool:
    """Whether the row is values without a name, or a name without values."""
    if "name" in row.cells:
        return not row.says or _holds_labels(row, words)
    stretch = words[slice(*row.words)]
    return not row.cells and shapes.is_no_name(stretch[0].text)


def _holds_labels(row: Row, words: Sequence[Word]) -> bool:
    """Whether labels of levels or of the closing row stand within a name: it is no name."""
    start, end = row.cells["name"]
    return any(
        (word.text.endswith("指标") and shapes.is_level(word.text))
        or labels.core(word.text) in _TOTALS
        for word in words[start + 1 : end]
    )


def _is_unsure(row: Row, words: Sequence[Word]) -> bool:
    """Whether figures are in no row, or a line may be a reason or a name without values."""
    if not row.cells and not row.doubtful:
        return any(shapes.is_bare(word.text) for word in words[slice(*row.words)])
    return "reason" in row.doubtful and _crosses(row, words)


def _crosses(row: Row, words: Sequence[Word]) -> bool:
    """Whether a value stands in another line than the end of the name."""
    return any(not beside for beside in _beside_name(row, words))


def is_parted(row: Row, words: Sequence[Word]) -> bool:
    """Whether values stand in the line of the name, and others in another."""
    return len(set(_beside_name(row, words))) > 1


def _beside_name(row: Row, words: Sequence[Word]) -> list[bool]:
    """Of each value of a row whether it stands in the line in which its name ends."""
    if "name" not in row.cells:
        return []
    line = words[row.cells["name"][1] - 1].block
    return [words[row.cells[column][0]].block == line for column in SAYING if column in row.cells]


def _breaks(row: Row, words: Sequence[Word]) -> bool:
    """Whether the name goes over a line's end."""
    if "name" not in row.cells:
        return False
    start, end = row.cells["name"]
    return any(word.first for word in words[start + 1 : end])


def _runs_on(row: Row, words: Sequence[Word]) -> bool:
    """Whether the row begins or ends within a line, among others."""
    start, end = row.words
    return not words[start].first or (end < len(words) and not words[end].first)
