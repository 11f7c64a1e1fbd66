"""The ruling lines of a pdf page: thin boxes and axis-parallel strokes among its path objects.

Called for every page, so it speaks to PDFium by its C interface without objects in between.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from jiping.intake.document import UnreadableError

_THIN = 3.0  # points; thicker is no line
_SHORT = 4.0  # points; shorter is a corner or a dot
_MAX_OBJECTS = 200_000
_MAX_SEGMENTS = 50_000
_DEPTH = 4  # forms within forms

#: x, y in the page's own space → x to the right, y downwards, as the page is seen.
Turn = Callable[[float, float], tuple[float, float]]
Box = tuple[float, float, float, float]  # left, top, right, bottom


class Rules(NamedTuple):
    """Lines as (position, from, to): x positions are vertical, y positions horizontal."""

    horizontal: list[tuple[float, float, float]]
    vertical: list[tuple[float, float, float]]


def rules_of(page: Any, turn: Turn) -> Rules:
    """The ruling lines of a page."""
    found = Rules([], [])
    for box in _boxes(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, None, 0):
        left, top = turn(box[0], box[1])
        right, bottom = turn(box[2], box[3])
        if left > right:
            left, right = right, left
        if top > bottom:
            top, bottom = bottom, top
        if bottom - top < _THIN:
            if right - left > _SHORT:
                found.horizontal.append(((top + bottom) / 2, left, right))
        elif right - left < _THIN and bottom - top > _SHORT:
            found.vertical.append(((left + right) / 2, top, bottom))
    return found


def _boxes(
    parent: Any, count: Callable[..., int], get: Callable[..., Any], matrix: Any, depth: int
) -> Iterator[Box]:
    """Bounds of every path that may be a line, those in form objects too."""
    total = count(parent)
    if total > _MAX_OBJECTS:
        raise UnreadableError("版面过于复杂（图形对象过多），请提供原来的Word或Excel文件。")
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    references = [ctypes.byref(side) for side in (left, bottom, right, top)]
    for index in range(total):
        item = get(parent, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            if not pdfium.FPDFPageObj_GetBounds(item, *references):
                continue
            box = (left.value, bottom.value, right.value, top.value)
            if box[2] - box[0] < _THIN or box[3] - box[1] < _THIN:
                yield _moved(box, matrix)
            else:
                for stroke in _strokes(item):
                    yield _moved(stroke, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inner = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(item, inner)
            yield from (
                _moved(box, matrix)
                for box in _boxes(
                    item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner,
                    depth + 1,
                )
            )  # fmt: skip


def _moved(box: Box, matrix: Any) -> Box:
    if matrix is None:
        return box
    x0, y0, x1, y1 = box
    return (
        matrix.a * x0 + matrix.c * y0 + matrix.e, matrix.b * x0 + matrix.d * y0 + matrix.f,
        matrix.a * x1 + matrix.c * y1 + matrix.e, matrix.b * x1 + matrix.d * y1 + matrix.f,
    )  # fmt: skip


def _strokes(path: Any) -> Iterator[Box]:
    """The lines in one path: the thin parts of what is filled, every side of what is stroked."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    segments = pdfium.FPDFPath_CountSegments(path)
    if (not stroke.value and segments <= 5) or segments > _MAX_SEGMENTS:
        return  # a shaded box; a drawing
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    for points in _subpaths(path, segments):
        if stroke.value:
            for (x0, y0), (x1, y1) in pairwise(points):
                yield _moved((x0, y0, x1, y1), matrix)
        else:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            yield _moved((min(xs), min(ys), max(xs), max(ys)), matrix)


def _subpaths(path: Any, segments: int) -> Iterator[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(segments):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points
