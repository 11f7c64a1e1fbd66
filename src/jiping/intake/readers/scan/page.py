"""A picture of a page → its words with place and certainty, and the lines of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np

from jiping.intake.readers.pdf_grid import Grid, grids_of
from jiping.intake.readers.pdf_text import Word

from .engine import Picture, Reading, detect, recognise
from .perspective import flattened
from .ruling import ink_of, rules_of
from .straighten import Box, cut, upright, without_stamps

_LINE = 14.0  # points: how high a line of a form is found to be; so pictures have a measure
_SCALES = 0.15, 1.5  # points that a pixel may measure: 480 to 48 dots per inch
_LARGEST = 3600  # pixels of the longer side that are worked with
_INSET = 1.6  # points of a cell at its lines that are not looked at
_SPECK = 0.9  # points: ink that is smaller both ways is dirt


class ScannedPage(NamedTuple):
    """What was recognised on a page; places in points, y downwards."""

    found: list[Word]
    grids: list[Grid]
    width: float
    height: float

    def words(self) -> Iterator[Word]:
        """The words, each within one cell."""
        return iter(self.found)

    def lines(self) -> Iterator[Word]:
        """The same: lines are made of words."""
        return iter(self.found)

    def characters(self, word: Word) -> Iterator[Word]:
        """A word is never parted further; its middle says where it belongs."""
        yield word


def read_page(picture: Picture) -> ScannedPage:
    """Recognise one page."""
    grey = flattened(without_stamps(_sized(picture)))
    grey, lines = upright(grey, detect, recognise)
    height, width = grey.shape
    scale = _scale(lines)
    ink = ink_of(grey)
    grids = grids_of(rules_of(ink, scale))
    boxes = [box for whole in lines for box in _parted(whole, grids, scale)]
    boxes += _missed(ink, boxes, grids, scale)
    readings = recognise([cut(grey, box) for box in boxes])
    readings = [
        _dash_or(reading, cut(ink, box)) for box, reading in zip(boxes, readings, strict=True)
    ]
    words = [
        _word(box, reading, scale)
        for box, reading in zip(boxes, readings, strict=True)
        if reading.text
    ]
    return ScannedPage(words, grids, width * scale, height * scale)


def _scale(lines: list[Box]) -> float:
    """Points that a pixel measures: by the height of lines, since a picture has no other measure."""
    heights = sorted(
        bottom - top for left, top, right, bottom in lines if right - left > bottom - top
    )
    middle = heights[len(heights) // 2] if heights else _LINE / _SCALES[0]
    return min(max(_LINE / middle, _SCALES[0]), _SCALES[1])


def _sized(picture: Picture) -> Picture:
    scale = _LARGEST / max(picture.shape[:2])
    if scale >= 1:
        return picture
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def _dash_or(reading: Reading, ink: Picture) -> Reading:
    """A lone flat stroke is the dash of an empty cell, whatever it was read as (`一`, `-`)."""
    if reading.text not in ("一", "-", "－", "ー", "_", "—", "一一", "--"):
        return reading
    down, across = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(down) or 5 * (down[-1] - down[0] + 1) > across[-1] - across[0] + 1:
        return reading
    return Reading("—", reading.certainty)


def _word(box: Box, reading: Reading, scale: float) -> Word:
    left, top, right, bottom = (side * scale for side in box)
    middle, certainty = (top + bottom) / 2, int(100 * reading.certainty)
    return Word(reading.text, left, top, right, bottom, middle, 0, 1, certainty)


def _parted(box: Box, grids: list[Grid], scale: float) -> Iterator[Box]:
    """A line of text parted at the cells that it reaches over, and kept off their lines."""
    left, top, right, bottom = (side * scale for side in box)
    middle = (top + bottom) / 2
    for grid in grids:
        inside = grid.ys[0] < middle < grid.ys[-1] and left < grid.xs[-1] and right > grid.xs[0]
        if not inside:
            continue
        seen: set[int] = set()
        for x in [left, *(x + 0.01 for x in grid.xs if left < x < right)]:
            index = grid.region_at(max(x, grid.xs[0] + 0.01), middle)
            if index is None or index in seen:
                continue
            seen.add(index)
            cell = _inner(grid, index)
            part = max(left, cell[0]), max(top, cell[1]), min(right, cell[2]), min(bottom, cell[3])
            if part[2] - part[0] > 2 and part[3] - part[1] > 3:
                yield part[0] / scale, part[1] / scale, part[2] / scale, part[3] / scale
        return
    yield box


def _inner(grid: Grid, index: int) -> Box:
    """A cell without its lines, in points."""
    region = grid.regions[index]
    return (
        grid.xs[region.column] + _INSET,
        grid.ys[region.row] + _INSET,
        grid.xs[region.column + region.columns] - _INSET,
        grid.ys[region.row + region.rows] - _INSET,
    )


def _missed(ink: Picture, boxes: list[Box], grids: list[Grid], scale: float) -> list[Box]:
    """Ink in cells in which no text was seen: single figures, mostly."""
    taken = set()
    for left, top, right, bottom in boxes:
        for number, grid in enumerate(grids):
            index = grid.region_at((left + right) / 2 * scale, (top + bottom) / 2 * scale)
            taken.add((number, index))
    found = []
    for number, grid in enumerate(grids):
        for index in range(len(grid.regions)):
            if (number, index) not in taken:
                found += _ink_lines(ink, _inner(grid, index), scale)
    return found


def _ink_lines(ink: Picture, cell: Box, scale: float) -> list[Box]:
    """The lines of ink in a cell, specks left out."""
    left, top, right, bottom = (int(side / scale) for side in cell)
    piece = ink[top:bottom, left:right]
    if not piece.any():
        return []
    count, _, stats, _ = cv2.connectedComponentsWithStats(piece)
    least = max(_SPECK / scale, 2)
    parts = [part for part in stats[1:count] if max(part[2], part[3]) > 2 * least and part[4] > 6]
    rows: list[list[int]] = []
    for x, y, width, height, _ in sorted(parts, key=lambda part: part[1]):
        if rows and y < rows[-1][3]:
            row = rows[-1]
            row[:] = [min(row[0], x), row[1], max(row[2], x + width), max(row[3], y + height)]
        else:
            rows.append([x, y, x + width, y + height])
    pad = int(1.5 / scale)
    return [
        (left + r[0] - pad, top + r[1] - pad, left + r[2] + pad, top + r[3] + pad)
        for r in rows
        if (r[3] - r[1]) * scale > 3
    ]
