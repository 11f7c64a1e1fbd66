"""Word 97–2003 documents (.doc): paragraphs and true tables, read without any office suite.

What is laid out in a way not known here (Word 95, damaged tables) goes through LibreOffice where it
is installed, and a problem says so.
"""

from __future__ import annotations

import struct
from bisect import bisect_left

from jiping.filing import Place, Problem
from jiping.intake.document import Cell, Content, UnreadableError

from . import docx, libreoffice
from .doc_binary import WordFile
from .doc_properties import Edge, UnknownLayoutError
from .flow import Flow

_NEAR = 60  # twips (1 mm) within which two edges are one column

_Row = tuple[list[str], int, list[Edge]]  # texts of the cells, left edge, cells


def read(data: bytes) -> Content:
    """Read the body in order, then text boxes; raises UnreadableError where neither way works."""
    try:
        return _read(data)
    except (UnknownLayoutError, struct.error, IndexError) as error:
        if libreoffice.installed() is None:
            raise UnreadableError(
                "是过旧或已损坏的.doc文件，请用Word或WPS打开后另存为.docx再试。"
            ) from error
    content = docx.read(libreoffice.convert(data, "doc", "docx"))
    notice = Problem(where=Place(), message="内置读取器读不了此.doc文件，已改用LibreOffice转换。")
    return Content(content.blocks, (notice,))


def _read(data: bytes) -> Content:
    flow = Flow()
    rows: list[_Row] = []
    texts: list[str] = []  # cells of the row that is being read
    lines: list[str] = []  # paragraphs of the cell that is being read
    for paragraph in WordFile(data).paragraphs():
        if paragraph.row is not None:
            if len(texts) != len(paragraph.row[1]):
                raise UnknownLayoutError
            rows.append((texts, *paragraph.row))
            texts = []
        elif paragraph.ends_cell:
            texts.append("\n".join([*lines, paragraph.text]).strip())
            lines = []
        elif paragraph.in_table:
            lines.append(paragraph.text)
        else:
            _put_table(flow, rows)
            rows = []
            flow.lines(paragraph.text)
    _put_table(flow, rows)
    if not flow.blocks:
        raise UnknownLayoutError
    return flow.content()


def _put_table(flow: Flow, rows: list[_Row]) -> None:
    if len(rows) == 1 and len(rows[0][0]) == 1:
        flow.lines(rows[0][0][0])  # a frame around text
    else:
        flow.table(_cells(rows))


def _cells(rows: list[_Row]) -> list[Cell]:
    """The cells of a table in the columns that the edges of all its rows make."""
    columns = _columns(rows)
    places: list[list[int]] = []  # row, column, rows, columns
    texts: list[str] = []
    above: dict[int, list[int]] = {}
    for number, (contents, left, edges) in enumerate(rows):
        here: dict[int, list[int]] = {}
        place: list[int] | None = None
        for text, edge in zip(contents, edges, strict=True):
            start, end = _column(columns, left), _column(columns, edge.right)
            left = edge.right
            if edge.from_left and place is not None:
                place[3] = end - place[1]
            elif edge.from_above and start in above:
                here[start] = place = above[start]
                place[2] = number - place[0] + 1
            else:
                here[start] = place = [number, start, 1, max(end - start, 1)]
                places.append(place)
                texts.append(text)
        above = here
    return [Cell(text, *place) for text, place in zip(texts, places, strict=True)]


def _columns(rows: list[_Row]) -> list[int]:
    """The left edges of the columns: all edges, those near to each other as one."""
    edges = sorted({edge for _, left, cells in rows for edge in (left, *(c.right for c in cells))})
    columns: list[int] = []
    for edge in edges:
        if not columns or edge - columns[-1] > _NEAR:
            columns.append(edge)
    return columns


def _column(columns: list[int], edge: int) -> int:
    """The column that begins at *edge* or shortly before it."""
    index = bisect_left(columns, edge + 1)
    return max(index - 1, 0)
