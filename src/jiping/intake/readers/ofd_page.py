"""The objects of an OFD page (GB/T 33190): characters and ruling lines with their places.

OFD measures in millimetres; here everything is in points, y downwards, as for PDF.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from jiping.intake.document import UnreadableError

from . import limits
from .pdf_rules import Rules
from .pdf_text import Word

_POINTS = 72 / 25.4
_ASCENT, _DESCENT = 0.86, 0.14  # of a character above and below its line, in its size
_THIN, _SHORT = 3.0, 4.0  # points: thicker is no line, shorter a dot
_GAP = 0.6  # of the size: a gap between characters that parts two words
_BROAD, _WESTERN = "%@MW", 0.55  # characters as wide as Chinese ones; the width of others
_CHARACTERS = 200_000  # of a page
_DEPTH = 8  # blocks and composite objects within each other
_TOO_MANY = "版面过于复杂（文字或图形对象过多），请提供原来的Word或Excel文件。"
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?")
_COMMAND = re.compile(r"([MLQBACS])([^MLQBACS]*)")
_POINTS_OF = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7}  # numbers behind a path command

Affine = tuple[float, float, float, float, float, float]
Units = Mapping[str, etree._Element]  # composite graphic units by their number
_IDENTITY: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Character(NamedTuple):
    text: str
    left: float
    top: float
    right: float
    bottom: float


class OfdPage:
    """What stands on a page: characters, lines, and whether there are pictures."""

    def __init__(self, units: Units) -> None:
        """Start empty; *units* are the composite graphics of the document."""
        self.rules = Rules([], [])
        self.pictures = False
        self._units = units
        self._characters: list[_Character] = []
        self._words: list[tuple[int, int]] = []
        self._seen: set[tuple[str, int, int]] = set()

    def add(self, root: etree._Element) -> None:
        """Take the objects of a page or of its template."""
        for content in root.iterchildren("{*}Content"):
            for layer in content.iterchildren("{*}Layer"):
                self._take(layer, _IDENTITY, 0)

    def words(self) -> Iterator[Word]:
        """The words, parted at blanks and gaps."""
        for start, end in self._words:
            yield self._word(start, end)

    lines = words

    def characters(self, word: Word) -> Iterator[Word]:
        """The single characters of a word."""
        for index in range(word.start, word.end):
            yield self._word(index, index + 1)

    def _word(self, start: int, end: int) -> Word:
        held = self._characters[start:end]
        top, bottom = min(c.top for c in held), max(c.bottom for c in held)
        left, right = min(c.left for c in held), max(c.right for c in held)
        text = "".join(c.text for c in held)
        return Word(text, left, top, right, bottom, (top + bottom) / 2, start, end)

    # --- objects ---------------------------------------------------------------------------------

    def _take(self, parent: etree._Element, outer: Affine, depth: int) -> None:
        for element in parent.iterchildren(etree.Element):
            name = etree.QName(element).localname
            if element.get("Visible") == "false":
                continue
            if name == "TextObject":
                self._text(element, _within(outer, element))
            elif name == "PathObject":
                self._path(element, _within(outer, element))
            elif name == "ImageObject":
                self.pictures = True
            elif depth < _DEPTH and name == "PageBlock":
                self._take(element, outer, depth + 1)
            elif depth < _DEPTH and name == "CompositeObject":
                unit = self._units.get(element.get("ResourceID") or "")
                for content in unit.iterchildren("{*}Content") if unit is not None else ():
                    self._take(content, _within(outer, element), depth + 1)

    def _text(self, element: etree._Element, here: Affine) -> None:
        size = abs(_number(element.get("Size"), 0.0))
        x = y = 0.0
        for code in element.iterchildren("{*}TextCode"):
            text = str(code.xpath("string()")).strip("\r\n")
            x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
            steps = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
            self._run(text, (x, y), steps, size, here)

    def _run(
        self,
        text: str,
        start: tuple[float, float],
        steps: tuple[list[float], list[float]],
        size: float,
        here: Affine,
    ) -> None:
        begin = len(self._characters)
        if begin + len(text) > _CHARACTERS:
            raise UnreadableError(_TOO_MANY)
        x, y = start
        for index, sign in enumerate(text):
            wide = size * (1 if ord(sign) > 0xFF or sign in _BROAD else _WESTERN)
            step = steps[0][index] if index < len(steps[0]) else 0.0 if steps[1] else wide
            if sign.isspace() or not self._put(
                sign, here, (x, y), size, min(size, step) if step > 0 else wide
            ):
                begin = self._close(begin)
            if step > wide + _GAP * size:
                begin = self._close(begin)
            x += step
            y += steps[1][index] if index < len(steps[1]) else 0.0
        self._close(begin)

    def _close(self, begin: int) -> int:
        if len(self._characters) > begin:
            self._words.append((begin, len(self._characters)))
        return len(self._characters)

    def _put(
        self, sign: str, here: Affine, at: tuple[float, float], size: float, width: float
    ) -> bool:
        """Put one character; False where the same stands there already (drawn twice for bold)."""
        left, top, right, bottom = _box(
            here, at[0], at[1] - _ASCENT * size, at[0] + width, at[1] + _DESCENT * size
        )
        key = (sign, int(left), int(top))
        if key in self._seen:
            return False
        self._seen.add(key)
        self._characters.append(_Character(sign, left, top, right, bottom))
        return True

    def _path(self, element: etree._Element, here: Affine) -> None:
        stroked = element.get("Stroke") != "false"
        for data in element.iterchildren("{*}AbbreviatedData"):
            points: list[tuple[float, float]] = []
            for command, told in _COMMAND.findall(data.text or ""):
                numbers = [float(n) for n in _NUMBER.findall(told)][: _POINTS_OF.get(command, 0)]
                if command in "MS":
                    self._line(points, here, stroked)
                    points = []
                if command == "C" and points:
                    points.append(points[0])
                elif len(numbers) >= 2:
                    points.append((numbers[-2], numbers[-1]))
            self._line(points, here, stroked)

    def _line(self, points: list[tuple[float, float]], here: Affine, stroked: bool) -> None:
        """Take the sides of what is stroked, and what is filled where it is thin."""
        if len(points) < 2:
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if not stroked:
            self._rule(_box(here, min(xs), min(ys), max(xs), max(ys)))
            return
        for (x0, y0), (x1, y1) in pairwise(points):
            self._rule(_box(here, x0, y0, x1, y1))

    def _rule(self, box: tuple[float, float, float, float]) -> None:
        left, top, right, bottom = box
        if bottom - top < _THIN and right - left > _SHORT:
            self.rules.horizontal.append(((top + bottom) / 2, left, right))
        elif right - left < _THIN and bottom - top > _SHORT:
            self.rules.vertical.append(((left + right) / 2, top, bottom))
        if len(self.rules.horizontal) + len(self.rules.vertical) > limits.CELLS:
            raise UnreadableError(_TOO_MANY)


def box_of(told: str | None) -> tuple[float, float, float, float] | None:
    """A box `x y width height` in millimetres, or None."""
    numbers = _numbers(told)
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else None


def points(millimetres: float) -> float:
    """Millimetres in points."""
    return millimetres * _POINTS


def _within(outer: Affine, element: etree._Element) -> Affine:
    """From the space of an object to that of the page: its matrix, then its place."""
    left, top, _, _ = box_of(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    told = _numbers(element.get("CTM"))
    a, b, c, d, e, f = told if len(told) == 6 else _IDENTITY
    e, f = e + left, f + top
    oa, ob, oc, od, oe, of = outer
    return (
        oa * a + oc * b, ob * a + od * b, oa * c + oc * d, ob * c + od * d,
        oa * e + oc * f + oe, ob * e + od * f + of,
    )  # fmt: skip


def _box(
    here: Affine, x0: float, y0: float, x1: float, y1: float
) -> tuple[float, float, float, float]:
    """The upright box in points around the box of two corners."""
    a, b, c, d, e, f = here
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    return points(min(xs)), points(min(ys)), points(max(xs)), points(max(ys))


def _steps(told: str | None, count: int) -> list[float]:
    """The steps from character to character; `g 3 2.5` stands for three steps of 2.5."""
    parts = (told or "").split()
    steps: list[float] = []
    at = 0
    while at < len(parts) and len(steps) < count:
        if parts[at] == "g" and at + 2 < len(parts) and parts[at + 1].isdecimal():
            steps += [_number(parts[at + 2], 0.0)] * min(int(parts[at + 1][:6]), count)
            at += 3
        else:
            steps.append(_number(parts[at], 0.0))
            at += 1
    return steps


def _numbers(told: str | None) -> list[float]:
    return [_number(part, 0.0) for part in (told or "").split()[:8]]


def _number(told: str | None, otherwise: float) -> float:
    """A number within the bounds of any page, else *otherwise*."""
    match = _NUMBER.fullmatch(told.strip()) if told and len(told) < 40 else None
    number = float(match[0]) if match else otherwise
    return number if math.isfinite(number) and abs(number) < 1e6 else otherwise
