"""Tables drawn in tests: `|` between cells, `^` continues the cell above, `<` the cell to the left."""

from jiping.intake.document import Cell, Table


def drawn(picture: str, number: int = 1, page: int | None = None) -> Table:
    """The table of a drawing, with its merged cells."""
    grid = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in picture.strip().splitlines()
    ]
    cells = []
    for r, row in enumerate(grid):
        for c, text in enumerate(row):
            if text in ("^", "<"):
                continue
            rows = 1
            while r + rows < len(grid) and c < len(grid[r + rows]) and grid[r + rows][c] == "^":
                rows += 1
            columns = 1
            while c + columns < len(row) and row[c + columns] == "<":
                columns += 1
            cells.append(Cell(text.replace("\\n", "\n"), r, c, rows, columns))
    return Table(tuple(cells), number, page)
