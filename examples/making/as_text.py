"""The form as a Word table pasted into a plain text file: one cell a line, a blank line a row."""

from __future__ import annotations

from .form import Paper

_FIRST_INDICATOR_FIGURE = 6


def text(paper: Paper) -> str:
    """Write *paper* as Word's plain text: a tab before each cell, empty cells as a lone tab."""
    parts = ["\n".join(paper.titles), "\n\n".join(_rows(paper)), *paper.closing]
    form = "\n".join([parts[0], parts[1]]) + "".join(f"\n\n{line}" for line in parts[2:])
    if not paper.report:
        return form + "\n"
    title, *paragraphs = paper.report
    return f"{form}\n\n\n\n{title}\n\n" + "\n".join(paragraphs) + "\n"


def _rows(paper: Paper) -> list[str]:
    """Each row's cells; a cell merged downwards leaves an empty one in the rows below it."""
    rows: list[list[tuple[int, str]]] = [[] for _ in range(paper.height)]
    indicators = next(cell.row for cell in paper.cells if cell.text == "三级指标")
    for cell in paper.cells:
        padded = cell.row > indicators and cell.column >= _FIRST_INDICATOR_FIGURE
        rows[cell.row].append((cell.column, "\u3000" + cell.text if padded else cell.text))
        for below in range(cell.row + 1, cell.row + cell.rows):
            rows[below].append((cell.column, ""))
    return ["\n".join("\t" + content for _, content in sorted(row)) for row in rows]
