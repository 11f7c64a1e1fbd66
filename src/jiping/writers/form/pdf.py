"""The form as a PDF for the archive: one table set by typst, its headings repeated on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from jiping.writers.typesetting import Faces, pages_of, quoted, typeset

from .cells import Cell, Sheet
from .widths import MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, SIZE, figure_margin

#: Words of more characters may run over the end of a page; all other rows stay whole.
_LONGEST_WHOLE = 500
_TRIES = 3
_ALIGN = {
    "label": "center",
    "heading": "center",
    "text": "left",
    "short": "center",
    "figure": "right",
}


def pdf(sheet: Sheet, faces: Faces | None = None) -> bytes:
    """The form as PDF/A; the same sheet gives the same bytes. Raises SettingError."""
    cells = sheet.cells
    title = sheet.title + sheet.subtitle
    source = _source(sheet, cells)
    for _ in range(_TRIES):
        pages = pages_of(source, faces=faces)
        split = _split(sheet.cells, pages)
        if split == cells:
            break
        cells = split
        source = _source(sheet, cells)
    return typeset(source, title=title, faces=faces)


def _split(cells: Sequence[Cell], pages: dict[int, int]) -> tuple[Cell, ...]:
    """Merged cells cut where a page ends, so that each page says its levels."""
    if len(set(pages.values())) < 2:
        return tuple(cells)
    return tuple(piece for cell in cells for piece in _pieces(cell, pages))


def _pieces(cell: Cell, pages: dict[int, int]) -> Iterator[Cell]:
    rows = range(cell.row, cell.row + cell.rows)
    for _, group in groupby(rows, key=lambda row: pages.get(row, 1)):
        own = list(group)
        yield replace(cell, row=own[0], rows=len(own))


def _source(sheet: Sheet, cells: Sequence[Cell]) -> str:
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
        *_tables(sheet, cells),
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


def _tables(sheet: Sheet, cells: Sequence[Cell]) -> Iterator[str]:
    """One table to the eye: the rows above the heading that is repeated, and it with those below."""
    heading = sheet.heading
    if heading is None:
        yield from _table(sheet, cells, 0)
        return
    yield from _table(sheet, [cell for cell in cells if cell.row < heading], 0)
    yield from _table(sheet, [cell for cell in cells if cell.row >= heading], heading, headed=True)


def _table(
    sheet: Sheet, cells: Sequence[Cell], first: int, *, headed: bool = False
) -> Iterator[str]:
    columns = ", ".join(f"{width}fr" for width in sheet.widths)
    yield f"#block(above: 0pt, below: 0pt, table(columns: ({columns}), inset: (x: 2.2pt, y: 4.2pt),"
    rows = groupby(cells, key=attrgetter("row"))
    if headed:
        _, heading = next(rows)
        yield f"table.header({' '.join(_cell(cell, sheet, first) for cell in heading)}),"
    for row, group in rows:
        for number, cell in enumerate(group):
            yield _cell(cell, sheet, first, marked=row if number == 0 else None)
    yield "))"


def _cell(cell: Cell, sheet: Sheet, first: int, marked: int | None = None) -> str:
    column = sheet.column_at[cell.left]
    told = f"x: {column}, y: {cell.row - first}"
    if (span := sheet.span(cell)) > 1:
        told += f", colspan: {span}"
    if cell.rows > 1:
        told += f", rowspan: {cell.rows}"
    elif len(cell.text) < _LONGEST_WHOLE:
        told += ", breakable: false"
    told += f", align: {_ALIGN[cell.look]} + horizon"
    if cell.figure is not None:
        told += f", inset: (right: {figure_margin(cell, sheet):.2f}mm, rest: 2.2pt)"
    if cell.open:
        told += f", stroke: ({''.join(f'{side}: none, ' for side in cell.open)}rest: 0.5pt)"
    face = "font: hei, " if cell.look in ("label", "heading") else ""
    words = " + linebreak() + ".join(quoted(line) for line in cell.text.split("\n"))
    body = f"text({face}{words})" if face else words
    mark = f"row-mark({marked}); " if marked is not None else ""
    return f"table.cell({told}, {{ {mark}{body} }}),"
