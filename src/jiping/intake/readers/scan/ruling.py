"""The ruling lines of a scanned page, found as long thin ink."""

from __future__ import annotations

import cv2
import numpy as np

from jiping.intake.readers.pdf_rules import Rules

from .engine import Picture

_LEAST_ACROSS, _LEAST_DOWN = 22.0, 12.0  # points: shorter ink is writing
_LONG = 130.0  # points: no writing makes a line as long
_BESIDE = 0.22  # of the length of a shorter line may have ink right beside it
_REACH = 5.0  # points within which a shorter line must reach lines across it at both ends
_THICK = 3.0  # points

Line = tuple[float, float, float]  # position, from, to, in points


def ink_of(grey: Picture) -> Picture:
    """Where there is ink, as 255 on 0; uneven light is borne."""
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    return cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 14
    )


def rules_of(ink: Picture, scale: float) -> Rules:
    """The lines of a page whose pixels measure *scale* points."""
    across = _lines(ink, int(_LEAST_ACROSS / scale), scale)
    down = _lines(np.ascontiguousarray(ink.T), int(_LEAST_DOWN / scale), scale)
    return Rules(_anchored(across, down), _anchored(down, across))


def _stands_alone(ink: Picture, left: int, top: int, width: int, height: int) -> bool:
    """Whether there is hardly ink on both sides of a line; beside a row of strokes there is."""
    beside = (ink[max(top - 4, 0) : max(top - 1, 0)], ink[top + height + 1 : top + height + 4])
    return all(
        not side.size or side[:, left : left + width].mean() < _BESIDE * 255 for side in beside
    )


def _anchored(lines: list[Line], across: list[Line]) -> list[Line]:
    """Lines without what looks like one within a cell: a row of strokes that ends at no border."""
    return [
        line
        for line in lines
        if line[2] - line[1] > _LONG
        or all(any(_meets(line[0], end, other) for other in across) for end in line[1:])
    ]


def _meets(position: float, end: float, other: Line) -> bool:
    """Whether a line ends at a line across it."""
    return abs(other[0] - end) < _REACH and other[1] - _REACH < position < other[2] + _REACH


def _lines(ink: Picture, least: int, scale: float) -> list[Line]:
    """Level lines: position, from, to, in points."""
    closed = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((3, 5), np.uint8))
    long = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    # Pieces that lie one beside the other with a step between them, from what skew is left.
    long = cv2.dilate(long, np.ones((3, 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(long)
    found = []
    for left, top, width, height, area in stats[1:count]:
        thickness = area / max(width, 1)  # of the line itself, whatever its slope
        if width < least or thickness * scale > _THICK or height * scale > 3 * _THICK:
            continue
        if width * scale > _LONG or _stands_alone(ink, left, top, width, height):
            middle = (top + height / 2) * scale
            found.append((middle, left * scale, (left + width) * scale))
    return found
