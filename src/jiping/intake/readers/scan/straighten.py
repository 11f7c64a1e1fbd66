"""A page as it lay on the glass, made upright: stamps taken off, skew and quarter turns undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np

from .engine import Picture, Reading

Box = tuple[float, float, float, float]
Recognise = Callable[[list[Picture]], list[Reading]]

_STAMP = 0.04  # of the longer side of the page: red that is smaller is writing, not a stamp
_RED = 30  # how much redder than green and blue
_PALE = 165  # of 255: paler than this is no ink of its own beside a stamp
_PROFILE = 900  # pixels of the longer side at which skew is measured
_SAMPLE = 8  # lines that tell which side is up


def without_stamps(picture: Picture) -> Picture:
    """The page in grey; under large red marks only what is dark in red light too is left."""
    if picture.ndim == 2:
        return picture
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    even = cv2.blur(picture, (5, 5))  # single red points are noise
    blue, green, red = (even[:, :, channel].astype(np.int16) for channel in range(3))
    mask = ((red - np.maximum(blue, green)) > _RED).astype(np.uint8)
    if not mask.any():
        return grey
    least = int(_STAMP * max(grey.shape))
    near = max(max(grey.shape) // 110, 9)
    joined = cv2.dilate(mask, np.ones((near, near), np.uint8))
    rim = cv2.dilate(mask, np.ones((5, 5), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    for left, top, width, height, _ in stats[1:count]:
        if min(width, height) >= least:
            where = np.s_[max(top - 4, 0) : top + height + 4, max(left - 4, 0) : left + width + 4]
            grey[where] = _in_red_light(picture[where][:, :, 2])
            # The rim of the ink is grey in red light, too pale for ink of its own.
            grey[where][(rim[where] > 0) & (grey[where] > _PALE)] = 255
    return grey


def _in_red_light(red: Picture) -> Picture:
    """A stamp is paper in red light, if a little darker; ink stays dark."""
    paper = np.percentile(red, 90)
    lifted = red.astype(np.float32) * (255 / max(float(paper), 1.0))
    return np.clip((lifted - 60) * 1.7, 0, 255).astype(np.uint8)


def upright(
    grey: Picture, detect: Callable[[Picture], list[Box]], recognise: Recognise
) -> tuple[Picture, list[Box]]:
    """Undo skew, then quarter turns; the page and its lines of text."""
    grey = deskewed(grey)
    boxes = detect(grey)
    long = [box for box in boxes if _is_line(box)]
    if 2 * sum(_is_tall(box) for box in long) > len(long):
        grey = deskewed(cv2.rotate(grey, cv2.ROTATE_90_CLOCKWISE))
        boxes = detect(grey)
    if _is_upside_down(grey, [box for box in boxes if not _is_tall(box)], recognise):
        height, width = grey.shape
        grey = cv2.rotate(grey, cv2.ROTATE_180)
        boxes = [(width - b[2], height - b[3], width - b[0], height - b[1]) for b in boxes]
    return grey, boxes


def _is_line(box: Box) -> bool:
    """Whether a box is clearly longer one way than the other."""
    width, height = box[2] - box[0], box[3] - box[1]
    return max(width, height) > 2 * min(width, height)


def _is_tall(box: Box) -> bool:
    return box[3] - box[1] > box[2] - box[0]


def _is_upside_down(grey: Picture, boxes: Sequence[Box], recognise: Recognise) -> bool:
    """Whether a page reads better the other way round."""
    longest = sorted(boxes, key=lambda box: box[2] - box[0], reverse=True)[:_SAMPLE]
    lines = [cut(grey, box) for box in longest]
    as_is = sum(_weight(reading) for reading in recognise(lines))
    turned = sum(_weight(r) for r in recognise([cv2.rotate(a, cv2.ROTATE_180) for a in lines]))
    return turned > as_is


def cut(grey: Picture, box: Box) -> Picture:
    """The part of a page in a box."""
    left, top, right, bottom = box
    return grey[max(int(top), 0) : int(bottom) + 1, max(int(left), 0) : int(right) + 1]


def _weight(reading: Reading) -> float:
    """How much a reading speaks for a page: certain Chinese characters."""
    return reading.certainty * sum("\u4e00" <= sign <= "\u9fff" for sign in reading.text)


def deskewed(grey: Picture) -> Picture:
    """Turn the page so that its lines are level."""
    angle = _skew(grey)
    if abs(angle) < 0.04:
        return grey
    return turned_by(grey, angle)


def turned_by(grey: Picture, angle: float) -> Picture:
    """Turn by degrees, with paper where nothing was."""
    height, width = grey.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(
        grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255)
    )


def _skew(grey: Picture) -> float:
    """The angle in degrees by which to turn the page: where rows of ink are sharpest."""
    scale = min(1.0, _PROFILE / max(grey.shape))
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.adaptiveThreshold(
        small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12
    )
    best = 0.0
    for reach, step in ((12.0, 0.5), (0.5, 0.1), (0.1, 0.02)):
        count = int(reach / step + 0.5)
        angles = [best + step * n for n in range(-count, count + 1)]
        best = max(angles, key=lambda angle: _sharpness(ink, angle))
    return best


def _sharpness(ink: Picture, angle: float) -> float:
    """How sharply rows of ink, or columns, are parted when turned by *angle*."""
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR)
    inner = turned[height // 12 : -height // 12, width // 12 : -width // 12]
    sharp = [float((np.diff(inner.sum(axis=axis, dtype=np.float64)) ** 2).sum()) for axis in (0, 1)]
    return max(sharp)
