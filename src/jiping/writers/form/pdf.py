"""The form as a PDF for the archive: one table set by typst, its headings repeated on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from jiping.writers.typesetting import Faces, page_count, pages_of, quoted, typeset

from .cells import Cell, Sheet
from .widths import (
    MARGIN_BOTTOM,
    MARGIN_SIDE,
    MARGIN_TOP,
    SIZE,
    figure_margin,
    lines_of,
    pieces,
    size_of,
)

#: Words of more lines may run over the end of a page; all other rows stay whole.
_MOST_WHOLE = 20
_TRIES = 5
_ALIGN = {
    "label": "center",
    "heading": "center",
    "text": "left",
    "short": "center",
    "figure": "right",
}


def pdf(sheet: Sheet, faces: Faces | None = None) -> bytes:
    """The form as PDF/A; the same sheet gives the same bytes. Raises SettingError."""
    title = sheet.title + sheet.subtitle
    data = typeset(_source(sheet, {}), title=title, faces=faces)
    return data if page_count(data) == 1 else _over_pages(sheet, title, faces)


def _over_pages(sheet: Sheet, title: str, faces: Faces | None) -> bytes:
    """A form of several pages: where one ends is found first, then told to each merged cell.

    A label that is repeated on a further page may move rows on, never back: so it comes to an end.
    """
    pages: dict[int, int] = {}
    for _ in range(_TRIES):
        found = pages_of(_source(sheet, pages), faces=faces)
        later = {row: max(page, pages.get(row, 1)) for row, page in found.items()}
        if sheet.heading is not None:
            # A heading is never alone at the end of a page: it stands where its first row does.
            later[sheet.heading] = later.get(sheet.heading + 1, 1)
        if later == pages:
            break
        pages = later
    return typeset(_source(sheet, pages), title=title, faces=faces)


def _pieces(cell: Cell, pages: dict[int, int]) -> Iterator[Cell]:
    rows = range(cell.row, cell.row + cell.rows)
    for _, group in groupby(rows, key=lambda row: pages.get(row, 1)):
        own = list(group)
        yield cell._replace(row=own[0], rows=len(own))


def _source(sheet: Sheet, pages: dict[int, int]) -> str:
    """The whole document; *pages* are those that rows are known to stand on."""
    flipped = ", flipped: true" if sheet.landscape else ""
    lines = [
        f'#set page(paper: "a4"{flipped}, margin: (x: {MARGIN_SIDE}mm, top: {MARGIN_TOP}mm,'
        f" bottom: {MARGIN_BOTTOM}mm), footer: context if counter(page).final().first() > 1"
        " { align(center, text(size: 9pt, font: song, counter(page).display(both: true,"
        ' (n, all) => "第" + str(n) + "页　共" + str(all) + "页"))) })',
        f"#set text(size: {SIZE}pt, cjk-latin-spacing: none)",
        "#set par(leading: 0.45em, spacing: 0.45em)",
        "#set table(stroke: 0.5pt)",
        *_above(sheet),
        *_tables(sheet, pages),
        *_below(sheet),
    ]
    return "\n".join(lines)


def _above(sheet: Sheet) -> Iterator[str]:
    if sheet.mark:
        yield f"#text(font: hei, {quoted(sheet.mark)})"
    yield f"#align(center, text(size: 18pt, biaoti({quoted(sheet.title)})))"
    if sheet.subtitle:
        yield "#v(2pt)"
        yield f"#align(center, text(size: 12pt, font: kai, {quoted(sheet.subtitle)}))"
    yield "#v(5pt)"


def _below(sheet: Sheet) -> Iterator[str]:
    for note in sheet.notes:
        yield f"#block(above: 5pt, text(size: 9pt, {quoted(note)}))"
    if sheet.signature:
        labels = ", ".join(f"[#{quoted(label + '：')}]" for label in sheet.signature)
        yield (
            f"#block(above: 9pt, breakable: false, grid(columns: ({'1fr, ' * len(sheet.signature)}),"
            f" {labels}))"
        )


def _tables(sheet: Sheet, pages: dict[int, int]) -> Iterator[str]:
    """One table to the eye: the rows above the heading that is repeated, and it with those below."""
    cells = sorted(
        (piece for cell in sheet.cells for piece in _pieces(cell, pages)),
        key=attrgetter("row", "left"),
    )
    heading = sheet.height if sheet.heading is None else sheet.heading
    page = 1
    for first, last in _runs(sheet, pages):
        if pages.get(first, 1) > page:
            yield "#pagebreak(weak: true)"
            page = pages[first]
        above = [cell for cell in cells if first <= cell.row < min(last, heading)]
        below = [cell for cell in cells if max(first, heading) <= cell.row < last]
        if above:
            yield from _table(sheet, above)
        if below:
            repeated = [cell for cell in cells if cell.row == heading and first > heading]
            yield from _table(sheet, [*repeated, *below], headed=True)


def _runs(sheet: Sheet, pages: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The rows from and to which the table stands on one page, or runs over its end by itself."""
    first = 0
    for row in range(1, sheet.height):
        if pages.get(row, 1) > pages.get(row - 1, 1) and not _is_long(sheet, row - 1):
            yield first, row
            first = row
    yield first, sheet.height


def _is_long(sheet: Sheet, row: int) -> bool:
    return any(lines_of(cell, sheet) > _MOST_WHOLE for cell in sheet.rows[row] if cell.rows == 1)


def _table(sheet: Sheet, cells: Sequence[Cell], *, headed: bool = False) -> Iterator[str]:
    columns = ", ".join(f"{width}fr" for width in sheet.widths)
    yield f"#block(above: 0pt, below: 0pt, table(columns: ({columns}), inset: (x: 2.2pt, y: 4.2pt),"
    rows = [(row, list(group)) for row, group in groupby(cells, key=attrgetter("row"))]
    lines = {row: line for line, (row, _) in enumerate(rows)}
    if headed:
        _, heading = rows.pop(0)
        yield f"table.header({' '.join(_cell(cell, sheet, 0) for cell in heading)}),"
    for row, group in rows:
        for number, cell in enumerate(group):
            yield _cell(cell, sheet, lines[row], marked=row if number == 0 else None)
    yield "))"


def _cell(cell: Cell, sheet: Sheet, line: int, marked: int | None = None) -> str:
    column = sheet.column_at[cell.left]
    told = f"x: {column}, y: {line}"
    if (span := sheet.span(cell)) > 1:
        told += f", colspan: {span}"
    if cell.rows > 1:
        told += f", rowspan: {cell.rows}"
    elif not _is_long(sheet, cell.row):
        told += ", breakable: false"
    told += f", align: {_ALIGN[cell.look]} + horizon"
    if cell.figure is not None:
        told += f", inset: (right: {figure_margin(cell, sheet):.2f}mm, rest: 2.2pt)"
    if cell.open:
        told += f", stroke: ({''.join(f'{side}: none, ' for side in cell.open)}rest: 0.5pt)"
    style = "font: hei, " if cell.look in ("label", "heading") else ""
    if (size := size_of(cell, sheet)) < SIZE:
        style += f"size: {size:.2f}pt, "
    mark = f"row-mark({marked}); " if marked is not None else ""
    return f"table.cell({told}, {{ {mark}text({style}{_words(cell, sheet)}) }}),"


def _words(cell: Cell, sheet: Sheet) -> str:
    """The words as an expression; between two pieces of a word that is too long a line may end."""
    parts = pieces(cell, sheet)
    if len(parts) < 2 and "\n" not in cell.text:
        return quoted(cell.text)
    told = (" + linebreak() + ".join(quoted(line) for line in part.split("\n")) for part in parts)
    return "[] + " + " + box[] + ".join(told)
