"""How far figures of badly recognised text can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

from .chain import Doubtful
from .row import Row
from .stretch import Cell
from .tape import Tape

#: So many digits must repeat themselves before a leading 2 is taken for a misread ≥.
_SUPPORT = 4
_TWINS = (("target", "actual"), ("actual", "target"), ("weight", "score"), ("score", "weight"))


def unborne_repairs(tape: Tape, row: Row) -> set[str]:
    """The columns whose figures hold repaired digits that no other figure of the row bears out."""
    doubtful = set()
    for column, twin in _TWINS:
        cell, other = row.cells.get(column), row.cells.get(twin)
        if cell is None or not _has_repairs(tape, cell):
            continue
        if other is None or _has_repairs(tape, other) or other.number != cell.number:
            doubtful.add(column)
    return doubtful


def _has_repairs(tape: Tape, cell: Cell) -> bool:
    return not tape.repaired.isdisjoint(range(cell.start, cell.end))


def misread_signs(tape: Tape, row: Row) -> set[str]:
    """The columns whose figures follow a misread operator, or open with a 2 that may be a misread ≥.

    A target that its actual value repeats is no such; a percentage over 100 is, even repeated, and
    one that is its target behind a 2 (`90%|290%`).
    """
    target, actual = row.cells.get("target"), row.cells.get("actual")
    operator = row.cells.get("operator")
    if target is None or actual is None:
        return set()
    if operator is not None and not operator.known:
        return {"target"} if target.number != actual.number else set()
    if not _opens_with_two(tape, target):
        repeats = actual.unit == "%" and actual.number[1:] == target.number
        return {"actual"} if repeats and _opens_with_two(tape, actual) else set()
    large = target.unit == "%" and len(target.number.partition(".")[0]) > 2
    if (actual.number, actual.unit) != (target.number, target.unit):
        return {"target"}
    return {"target", "actual"} if large else set()


def _opens_with_two(tape: Tape, cell: Cell) -> bool:
    return len(cell.number) > 1 and tape.text[cell.start] == "2" == cell.number[0]


def loose_ends(tape: Tape, found: Doubtful) -> set[str]:
    """Columns of figures behind which digits follow of which it is not sure where they belong."""
    row, loose = found.row, set(found.unsure)
    bounds = {column: cell.bounds for column, cell in row.cells.items()}
    # Whether a 2 is a misread ≥ is open for a cell whose bounds are not.
    opened = {
        column
        for column in loose & bounds.keys()
        for rival in found.rivals
        if column not in rival.cells or rival.cells[column].bounds != bounds[column]
    }
    for column, cell in reversed([(c, cell) for c, cell in row.cells.items() if cell.number]):
        begun = {c for c, (start, _) in bounds.items() if start == cell.end}
        if tape.text[cell.end - 1 : cell.end + 1].isdigit() and opened & begun:
            opened.add(column)
            loose.add(column)
    return loose


def torn_names(row: Row) -> set[str]:
    """Target and actual where the target may be a figure in the name: `公路32.1公里` `20` `20`.

    So it may where no points stand beside them, and only the target has a unit but no operator.
    """
    target, actual = row.cells.get("target"), row.cells.get("actual")
    if target is None or actual is None or {"weight", "score", "measure"} & row.cells.keys():
        return set()
    torn = target.unit and actual.number and not actual.unit
    signed = target.end - target.start > len(target.number) + len(target.unit)
    return {"name", "target", "actual"} if torn and not signed else set()


def sign_is_two(tape: Tape, found: Sequence[Doubtful]) -> frozenset[int]:
    """The starts of the rows whose target is the actual value behind a 2 that stands for ≥.

    Enough digits must repeat themselves in all such rows together; one alone may be chance.
    """
    alike: dict[int, int] = {}
    for each in found:
        target, actual = each.row.cells.get("target"), each.row.cells.get("actual")
        if target is None or actual is None or tape.text[target.start] != "2":
            continue
        readings = [row.cells.get("target") for row in (each.row, *each.rivals)]
        same = {(cell.start, cell.end) for cell in readings if cell is not None}
        rest = target.number[1:] if target.known else target.number
        if rest[:1].isdigit() and rest == actual.number and len(same) == 1:
            alike[each.row.start] = len(rest)
    return frozenset(alike) if sum(alike.values()) >= _SUPPORT else frozenset()
