"""Forms as the texts in which they are found: ten families, from pipes to cells without a gap.

A text family loses what tables have (merged cells, columns, empty cells) in a way of its own; all
of them begin with the cells of the printed form, row by row.
"""

from __future__ import annotations

from collections.abc import Callable

from jiping.filing import Filing
from jiping.standards import Standard
from jiping.writers.form import lay_out
from jiping.writers.form.cells import Cell, Sheet

Print = Callable[[Sheet], str]


def printed(filing: Filing, standard: Standard, family: str) -> str:
    """The form of *filing* in a text family, and its report behind it."""
    sheet = lay_out(filing, standard)
    head = "\n".join(filter(None, (sheet.mark, sheet.title, sheet.subtitle)))
    body = FAMILIES[family](sheet)
    notes = "\n".join(sheet.notes)
    return "\n".join(filter(None, (head, body.rstrip("\n"), notes, report_text(filing)))) + "\n"


def report_text(filing: Filing) -> str:
    """The report as plain text."""
    if filing.report is None:
        return ""
    lines = [filing.report.title or ""]
    for section in filing.report.sections:
        lines += [f"{section.number or ''}{section.heading}", section.text]
    return "\n".join(filter(None, lines))


def _rows(sheet: Sheet) -> list[list[Cell]]:
    """The cells that begin in each row, from the left."""
    rows: list[list[Cell]] = [[] for _ in range(sheet.height)]
    for cell in sheet.cells:
        rows[cell.row].append(cell)
    return [sorted(row, key=lambda cell: cell.left) for row in rows]


def _flat(cell: Cell) -> str:
    return cell.text.replace("\n", "")


def _pipes(sheet: Sheet) -> str:
    """A row a line, its empty cells at its end."""
    width = len(sheet.cuts) - 1
    lines = []
    for row in _rows(sheet):
        said = [_flat(cell) for cell in row if cell.text]
        lines.append("".join(f"{text} | " for text in said) + "|" * (width - len(said)))
    return "\n".join(lines)


def _columns(sheet: Sheet) -> str:
    """A row a line, each cell in its column, as a spreadsheet is printed at full width."""
    lines = []
    for row in _rows(sheet):
        texts = [""] * (len(sheet.cuts) + 39)
        for cell in row:
            texts[sheet.column_at[cell.left]] = _flat(cell)
        lines.append(" | ".join(texts) + " |")
    return "\n".join(lines)


def _lone_pipes(sheet: Sheet) -> str:
    """A cell a line with a pipe behind it."""
    cells = [_flat(cell) for row in _rows(sheet) for cell in row]
    return "\n".join(f"{text} |" if text else "|" for text in cells)


def _endless(sheet: Sheet) -> str:
    """One row of pipes with a line break for each empty cell."""
    cells = [_flat(cell) for row in _rows(sheet) for cell in row]
    return "".join(f"{text} | " if text else "\n" for text in cells)


def _paragraphs(sheet: Sheet) -> str:
    """A paragraph a cell, an empty cell only one empty line more."""
    cells = [_flat(cell) for row in _rows(sheet) for cell in row]
    return "".join(f"{text}\n\n" if text else "\n" for text in cells)


def _lines(sheet: Sheet) -> str:
    """A line a cell; empty cells are lost."""
    return "\n".join(_flat(cell) for row in _rows(sheet) for cell in row if cell.text)


def _tabbed(sheet: Sheet) -> str:
    """A Word table pasted as text: each cell begins with a tab, each row with an empty line."""
    rows = ("\n".join(f"\t{_flat(cell)}" for cell in row) for row in _covered(sheet))
    return "\n\n".join(rows)


def _covered(sheet: Sheet) -> list[list[Cell]]:
    """The cells of each row; a merged cell's further rows have an empty one."""
    rows: list[list[Cell]] = [[] for _ in range(sheet.height)]
    for cell in sheet.cells:
        for row in range(cell.row, cell.row + cell.rows):
            text = cell.text if row == cell.row else ""
            rows[row].append(Cell(row, cell.left, cell.right, text))
    return [sorted(row, key=lambda cell: cell.left) for row in rows]


def _spaced(sheet: Sheet) -> str:
    """A row a line, one blank between cells; empty cells are lost."""
    return "\n".join(" ".join(_flat(cell) for cell in row if cell.text) for row in _rows(sheet))


def _one_line(sheet: Sheet) -> str:
    """The whole form in one line, one blank between cells."""
    return " ".join(_flat(cell) for row in _rows(sheet) for cell in row if cell.text)


def _glued(sheet: Sheet) -> str:
    """A row a line, nothing between its cells."""
    return "\n".join("".join(_flat(cell) for cell in row) for row in _rows(sheet))


FAMILIES: dict[str, Print] = {
    "pipes": _pipes, "columns": _columns, "lone-pipes": _lone_pipes, "endless": _endless,
    "paragraphs": _paragraphs, "lines": _lines, "tabbed": _tabbed, "spaced": _spaced,
    "one-line": _one_line, "glued": _glued,
}  # fmt: skip
