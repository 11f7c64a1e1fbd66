"""Paragraphs that say the same in several filings, numbers and the units' own names masked.

Two paragraphs are held against each other only if their sketches meet. A sketch is the smallest
hashes of a paragraph's runs of four characters (bottom-k min-hash, Broder 1997): paragraphs that are
alike share most runs, and so very likely one of the smallest. What is compared is compared exactly.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from struct import unpack_from
from typing import NamedTuple

from rapidfuzz import fuzz, process

from jiping.filing import Filing
from jiping.filing.identity import name_key, short_name
from jiping.filing.text import squeeze

#: A paragraph shorter than this many masked characters says too little to be copied.
LEAST = 30
#: Who the unit is and how results are used may be told as last year.
LASTING = frozenset(("profile", "application"))
_SKETCH = 24
_RUN_BYTES = 8  # four characters of UTF-16
#: A hash that stands in more sketches tells nothing, and one that two share alone is chance: copies
#: share ten and more.
_FREQUENT = 256
_MET = 2
#: A hash is what a run leaves divided by the largest prime of 32 bits.
_PRIME, _BITS = 4294967291, 32
_MASK = (1 << _BITS) - 1

_NUMBER = re.compile(r"\d[\d.,%‰]*")
_SIGNS = re.compile(r"[^\w□]+")
_WE = re.compile(r"[我本](?:单位|部门|机关|[局镇乡院校所站馆委会厅街村县区市]|中心|街道)")
_UNIT = "□"
_STOP = ("。", "；", "！", "？", "：", ";", ":", "!", "?")


class Paragraph(NamedTuple):
    """A paragraph of a filing: its field, its text as published, and as it is compared.

    `topic` is that of its section, empty within the form.
    """

    pointer: str
    text: str
    masked: str
    topic: str = ""


def mask(text: str, names: Iterable[str] = ()) -> str:
    """*text* without blanks and signs, every number as 0, the unit itself as □.

    >>> mask("青禾县水利局清淤渠道 43.5 公里，我局全部验收。", own_names("青禾县水利局"))
    '□清淤渠道0公里□全部验收'
    """
    return _masked(squeeze(text), names)


def _masked(text: str, names: Iterable[str]) -> str:
    """A folded *text* masked, which makes it no longer."""
    for name in names:
        text = text.replace(name, _UNIT)
    return _SIGNS.sub("", _NUMBER.sub("0", _WE.sub(_UNIT, text)))


def own_names(unit: str | None) -> tuple[str, ...]:
    """The names by which a unit calls itself, the longest first."""
    if not unit:
        return ()
    whole, key, short = squeeze(unit), name_key(unit), short_name(unit)
    return tuple(name for name in dict.fromkeys((whole, key, short)) if len(name) > 1)


def paragraphs(filing: Filing) -> Iterator[Paragraph]:
    """The paragraphs of *filing* that say enough: goals, reasons and the sections of the report."""
    names = own_names(filing.unit)
    for pointer, text, topic in _texts(filing):
        for one in whole_paragraphs(text):
            folded = squeeze(one)
            if len(folded) >= LEAST and len(masked := _masked(folded, names)) >= LEAST:
                yield Paragraph(pointer, one, masked, topic)


def _texts(filing: Filing) -> Iterator[tuple[str, str, str]]:
    goals = filing.goals
    yield "/goals/expected", goals.expected or "", ""
    yield "/goals/achieved", goals.achieved or "", ""
    for number, indicator in enumerate(filing.indicators):
        yield f"/indicators/{number}/reason", indicator.reason or "", ""
    for number, section in enumerate(filing.report.sections if filing.report else ()):
        yield f"/report/sections/{number}/text", section.text, section.topic


def whole_paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of *text*; a line that ends within a sentence goes on in the next."""
    begun = ""
    for line in text.split("\n"):
        begun += line.strip()
        if begun.endswith(_STOP):
            yield begun
            begun = ""
    if begun:
        yield begun


def likeness(one: str, other: str) -> int:
    """How alike two masked texts are, in percent, rounded down."""
    return int(fuzz.ratio(one, other))


class Texts:
    """Masked texts by number, found again by likeness."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers: dict[str, int] = {}
        #: Hash and number of text in one, in order from the first question on.
        self._index: list[int] = []
        self._in_order = True
        self._shared: dict[int, list[list[int]]] = {}
        self.texts: list[str] = []

    def add(self, masked: str) -> int:
        """The number of this text, a new one or that of the same text before."""
        number = self._numbers.get(masked)
        if number is None:
            number = self._numbers[masked] = len(self.texts)
            self.texts.append(masked)
            self._index += [value << _BITS | number for value in _sketch(masked)]
            self._in_order = False
        return number

    def like(self, masked: str, threshold: int, after: int = -1) -> list[tuple[int, int]]:
        """(number, likeness in percent) of the texts numbered above *after* that are this alike."""
        met = self._met(masked)
        # Texts of too unlike length cannot be alike: ratio ≤ 2·min ÷ (sum of lengths).
        least, most = len(masked) * threshold, len(masked) * (200 - threshold)
        choices = {
            number: self.texts[number]
            for number, times in met.items()
            if times >= _MET
            and number > after
            and len(self.texts[number]) * (200 - threshold) >= least
            and len(self.texts[number]) * threshold <= most
        }
        found = process.extract(
            masked, choices, scorer=fuzz.ratio, score_cutoff=threshold, limit=None
        )
        return sorted((number, int(ratio)) for _, ratio, number in found)

    def _met(self, masked: str) -> Counter[int]:
        """How many hashes a text shares with each of the texts that share any."""
        if not self._in_order:
            self._put_in_order()
        met = Counter[int]()
        own = self._numbers.get(masked)
        for some in self._sharing(_sketch(masked)) if own is None else self._shared.get(own, ()):
            met.update(some)
        if own is not None:
            met[own] = _SKETCH
        return met

    def _sharing(self, sketch: list[int]) -> Iterator[list[int]]:
        """Of each hash of a text that is not known the texts that have it."""
        for value in sketch:
            start = bisect_left(self._index, value << _BITS)
            end = bisect_left(self._index, value + 1 << _BITS, start)
            if end - start <= _FREQUENT:
                yield [one & _MASK for one in self._index[start:end]]

    def _put_in_order(self) -> None:
        """Find the texts that share a hash: most hashes are one text's alone."""
        index = self._index
        index.sort()
        self._in_order, self._shared = True, {}
        start = 0
        for at in range(1, len(index) + 1):
            if at < len(index) and index[at] >> _BITS == index[start] >> _BITS:
                continue
            if 1 < at - start <= _FREQUENT:
                some = [one & _MASK for one in index[start:at]]
                for number in some:
                    self._shared.setdefault(number, []).append(some)
            start = at


def _sketch(masked: str) -> list[int]:
    """The smallest hashes of the runs of four characters: eight bytes, read as one number each."""
    data = masked.encode("utf-16-le", "surrogatepass").ljust(_RUN_BYTES, b"\0")
    runs: set[int] = set()
    for start in range(0, _RUN_BYTES, 2):
        count = (len(data) - start) // _RUN_BYTES
        runs.update(unpack_from(f"<{count}Q", data, start))
    return sorted([run % _PRIME for run in runs])[:_SKETCH]


class Spot(NamedTuple):
    """A paragraph and the filing that it stands in, by its number."""

    filing: int
    paragraph: Paragraph


class Pair(NamedTuple):
    """Two paragraphs of different filings that are alike, and how much, in percent."""

    likeness: int
    one: Spot
    other: Spot


class Common(NamedTuple):
    """A paragraph that so many units share that it is a template's, with all its places."""

    text: str
    spots: tuple[Spot, ...]


class Alike(NamedTuple):
    """What is alike in many filings: copied paragraphs, the most alike first, and common ones."""

    pairs: tuple[Pair, ...]
    common: tuple[Common, ...]


class Library:
    """The paragraphs of many filings, each known by the filing it stands in."""

    def __init__(self, filings: Sequence[Filing], shared_by: int) -> None:
        """Take all paragraphs; what more than *shared_by* units say in the same words is common."""
        self._filings = filings
        self._shared_by = shared_by
        self._texts = Texts()
        self._common: dict[int, bool] = {}
        self._like: dict[tuple[str, int], tuple[tuple[int, Spot], ...]] = {}
        self.spots: list[list[Spot]] = []
        self._said: dict[int, tuple[Paragraph, ...]] = {}
        for number, filing in enumerate(filings):
            said = self._said[id(filing)] = tuple(paragraphs(filing))
            for paragraph in said:
                at = self._texts.add(paragraph.masked)
                if at == len(self.spots):
                    self.spots.append([])
                self.spots[at].append(Spot(number, paragraph))

    def paragraphs_of(self, filing: Filing) -> Iterable[Paragraph]:
        """What `paragraphs` gives; of those who are in the library it is known."""
        return self._said[id(filing)] if id(filing) in self._said else paragraphs(filing)

    def is_common(self, text: int) -> bool:
        """Whether many units say this in the same words."""
        if text not in self._common:
            many = len(self.spots[text]) > self._shared_by
            self._common[text] = many and sum(1 for _ in self._units(text)) > self._shared_by
        return self._common[text]

    def like(self, masked: str, threshold: int) -> tuple[tuple[int, Spot], ...]:
        """(likeness, place) of the paragraphs that are this alike and not common, one of each unit.

        Many filings of a county share paragraphs: who asks for one again gets the same answer.
        """
        asked = masked, threshold
        if asked not in self._like:
            self._like[asked] = tuple([
                (percent, spot)
                for text, percent in self._texts.like(masked, threshold)
                if not self.is_common(text)
                for spot in self._units(text)
            ])  # fmt: skip
        return self._like[asked]

    def _units(self, text: int) -> Iterator[Spot]:
        """The first place of a text in each unit's filings; a filing without a unit is its own."""
        seen: set[object] = set()
        for spot in self.spots[text]:
            unit = self._filings[spot.filing].unit
            key = name_key(unit) if unit else spot.filing
            if key not in seen:
                seen.add(key)
                yield spot

    def alike(self, threshold: int) -> Alike:
        """All pairs of paragraphs of different filings that are this alike."""
        pairs: list[Pair] = []
        common: list[Common] = []
        for text, spots in enumerate(self.spots):
            if self.is_common(text):
                common.append(Common(spots[0].paragraph.text, tuple(spots)))
                continue
            for at, one in enumerate(spots):
                pairs += [Pair(100, one, other) for other in spots[at + 1 :]]
            for near, percent in self._texts.like(self._texts.texts[text], threshold, text):
                if not self.is_common(near):
                    pairs += [
                        Pair(percent, one, other) for one in spots for other in self.spots[near]
                    ]
        kept = [pair for pair in pairs if self._is_copy(pair.one, pair.other)]
        kept.sort(key=_most_alike)
        common.sort(key=lambda one: -len(one.spots))
        return Alike(tuple(_best(kept)), tuple(common))

    def _is_copy(self, one: Spot, other: Spot) -> bool:
        """Whether two filings may not say the same: of other units, or of another year's doings."""
        if one.filing == other.filing:
            return False
        left, right = self._filings[one.filing], self._filings[other.filing]
        if name_key(left.unit or "") != name_key(right.unit or "") or not left.unit:
            return True
        return left.fiscal_year != right.fiscal_year and one.paragraph.topic not in LASTING


def _best(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Of *pairs*, the best first, those of paragraphs that have no better twin in the other filing."""
    met: set[tuple[Spot, int]] = set()
    for pair in pairs:
        ends = {(pair.one, pair.other.filing), (pair.other, pair.one.filing)}
        if met.isdisjoint(ends):
            met |= ends
            yield pair


def _most_alike(pair: Pair) -> tuple[int, int, int, int]:
    return (-pair.likeness, -len(pair.one.paragraph.masked), pair.one.filing, pair.other.filing)


def shared_by(filings: int) -> int:
    """How many units may say the same before it is a template's: 5, or a tenth of them."""
    return max(5, filings // 10)
