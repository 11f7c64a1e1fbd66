"""Photographs taken at a slant: the corners of the sheet or of the table's frame made right angles."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np

from .engine import Picture

_LOOKED_AT = 1200  # pixels of the longer side at which corners are looked for
_SHEET, _FRAME = 0.25, 0.08  # of the picture that a sheet, and a table, takes up at least
_FITS = 0.96  # of its four sides that an outline fills
_SLANT = 0.35  # degrees by which two opposite sides differ at least: less is left as it is
_MOST = 25.0  # degrees: sides that differ by more are not those of a sheet
_NEAR = 0.012  # of the longer side: points of an outline so near to a side are of it
_DARKER = 40  # of 255: the table that a sheet lies on is so much darker

Corners = np.ndarray  # 4 × 2, from the upper left one on, to the right


def flattened(grey: Picture) -> Picture:
    """The page as if seen from straight above; a scan, which has no slant, as it is."""
    grey = _straight(grey, _sheet(grey), cropped=True)
    return _straight(grey, _frame(grey), cropped=False)


def _straight(grey: Picture, corners: Corners | None, *, cropped: bool) -> Picture:
    """The picture with these corners at right angles, without what lies around them if *cropped*."""
    if corners is None or not (cropped or _slant(corners) > _SLANT):
        return grey
    (a, b), (c, d) = (corners[1] - corners[0], corners[2] - corners[3]), (
        corners[3] - corners[0], corners[2] - corners[1],
    )  # fmt: skip
    width, height = (
        np.linalg.norm(one) / 2 + np.linalg.norm(two) / 2 for one, two in ((a, b), (c, d))
    )
    start = np.zeros(2) if cropped else corners[0]
    right = np.array([[0, 0], [width, 0], [width, height], [0, height]]) + start
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), right.astype(np.float32))
    size = (int(width), int(height)) if cropped else (grey.shape[1], grey.shape[0])
    if not cropped:
        matrix, size = _whole(matrix, size)
    return cv2.warpPerspective(
        grey, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255
    )


def _whole(matrix: np.ndarray, size: tuple[int, int]) -> tuple[np.ndarray, tuple[int, int]]:
    """The same turn of the plane, moved so that the whole picture stays in view."""
    width, height = size
    outline = np.array([[[0, 0], [width, 0], [width, height], [0, height]]], dtype=np.float32)
    moved = cv2.perspectiveTransform(outline, matrix)[0]
    low, high = moved.min(axis=0), moved.max(axis=0)
    # Far corners may fly off; the picture does not grow beyond a quarter more.
    low = np.maximum(low, -0.15 * np.array(size))
    high = np.minimum(high, 1.15 * np.array(size))
    shift = np.array([[1, 0, -low[0]], [0, 1, -low[1]], [0, 0, 1]])
    return shift @ matrix, (int(high[0] - low[0]), int(high[1] - low[1]))


def _slant(corners: Corners) -> float:
    """By how many degrees opposite sides differ in direction, at most."""
    sides = [b - a for a, b in pairwise([*corners, corners[0]])]
    angles = [np.degrees(np.arctan2(y, x)) for x, y in sides]
    return float(max(abs((angles[n] - angles[n + 2] + 360) % 360 - 180) for n in (0, 1)))


def _sheet(grey: Picture) -> Corners | None:
    """The corners of a sheet of paper on something darker."""
    small, scale = _small(grey)
    small = cv2.GaussianBlur(small, (0, 0), 3)
    _, light = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    if not light.any() or light.all():
        return None
    if small[light > 0].mean() - small[light == 0].mean() < _DARKER:
        return None
    light = cv2.morphologyEx(light, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    outline = _largest(light, cv2.CHAIN_APPROX_NONE)
    corners = None if outline is None else _corners(outline, _SHEET * light.size)
    if corners is None or _touches_rim(corners, light.shape):
        return None
    return corners / scale


def _touches_rim(corners: Corners, shape: tuple[int, ...]) -> bool:
    """Whether the sheet is the whole picture, as in a scan."""
    height, width = shape[:2]
    inner = (corners > 3).all(axis=1) & (corners[:, 0] < width - 4) & (corners[:, 1] < height - 4)
    return int(inner.sum()) < 3


def _frame(grey: Picture) -> Corners | None:
    """The corners of the largest frame of lines."""
    small, scale = _small(grey)
    ink = cv2.adaptiveThreshold(
        small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12
    )
    ink = cv2.dilate(ink, np.ones((3, 3), np.uint8))
    outline = _largest(ink, cv2.CHAIN_APPROX_NONE)
    corners = None if outline is None else _corners(outline, _FRAME * ink.size)
    return None if corners is None else corners / scale


def _small(grey: Picture) -> tuple[Picture, float]:
    scale = min(1.0, _LOOKED_AT / max(grey.shape))
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), scale


def _largest(mask: Picture, points: int) -> np.ndarray | None:
    """The outline that encloses most."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, points)
    return max(outlines, key=lambda o: cv2.contourArea(cv2.convexHull(o)), default=None)


def _corners(outline: np.ndarray, least: float) -> Corners | None:
    """The four corners of an outline, by lines laid through its sides; None where it has not four."""
    hull = cv2.convexHull(outline)
    area = cv2.contourArea(hull)
    if area < least:
        return None
    length = cv2.arcLength(hull, True)
    rough = next(
        (four for share in (0.01, 0.02, 0.03, 0.05)
         if len(four := cv2.approxPolyDP(hull, share * length, True)) == 4), None,
    )  # fmt: skip
    if rough is None or area < _FITS * cv2.contourArea(rough):
        return None
    corners = _ordered(rough[:, 0, :].astype(np.float64))
    points = outline[:, 0, :].astype(np.float64)
    laid = (_side(points, a, b, length) for a, b in pairwise([*corners, corners[0]]))
    sides = [side for side in laid if side is not None]
    if len(sides) < 4:
        return None
    met = [at for n in range(4) if (at := _meeting(sides[n - 1], sides[n])) is not None]
    if len(met) < 4:
        return None
    found = np.array(met)
    return found if _slant(found) < _MOST else None


def _ordered(corners: np.ndarray) -> Corners:
    """From the upper left corner on, to the right."""
    middle = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    turned = corners[np.argsort(angles)]
    first = int(np.argmin(turned.sum(axis=1)))
    return np.roll(turned, -first, axis=0)


def _side(points: np.ndarray, a: np.ndarray, b: np.ndarray, length: float) -> np.ndarray | None:
    """The line through the points of an outline that lie along a side, its ends left out."""
    along = (b - a) / np.linalg.norm(b - a)
    at = (points - a) @ along / np.linalg.norm(b - a)
    off = np.abs((points - a) @ np.array([-along[1], along[0]]))
    near = points[(at > 0.05) & (at < 0.95) & (off < _NEAR * length / 4)]
    if len(near) < 20:
        return None
    return np.ravel(cv2.fitLine(near.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01))


def _meeting(one: np.ndarray, other: np.ndarray) -> np.ndarray | None:
    """Where two lines meet."""
    across = np.array([one[:2], -other[:2]]).T
    if abs(np.linalg.det(across)) < 0.1:
        return None
    step = np.linalg.solve(across, other[2:] - one[2:])
    return np.asarray(one[2:] + step[0] * one[:2])
