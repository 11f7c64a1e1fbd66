"""Which field each figure of a plain text tells: by its value, and by the name it stands behind."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from jiping.filing.model import Filing, Value
from jiping.filing.numbers import round_half_up
from jiping.filing.pointer import at

from .notation import mark, render, rendered, shown
from .quantities import field_quantity
from .quantity import Quantities, Quantity

_NUMBER = re.compile(r"(?<![\d.,])\d{1,15}(?:\.\d{1,8})?(?![\d,]*\d)")
#: A number right behind a name, and what may stand between the two, which is never tried shorter.
_TOLD = re.compile(
    r"(?:指标)?[”\"]?(?:得分|数|为|是|达到?了?|共计?|：|:|得|自评得?分?|实际|完成|计|,|，(?=实际|完成))*+"
    rf"({_NUMBER.pattern})"
)
#: In front of a name: the figure behind it is last year's.
_LAST_YEAR = re.compile(r"(?:上年|去年|上一年)度?[^，,。；;、：:\n]{0,12}$")
#: So far in front of a name a word that tells the year may stand.
_BEFORE = 16
_CLAUSE = re.compile(r"[。；;\n]")
_NEAR = 40
_NAME_LEAST = 3


#: Which pointers are asked for.
Wanted = Callable[[str], bool]
#: Name → the pointers of the fields that it names.
Names = dict[str, tuple[str, ...]]


def _all(_: str) -> bool:
    return True


class Figure(NamedTuple):
    """A figure of a plain text with a unit that some quantity has."""

    start: int
    end: int
    number: Decimal
    unit: str


class Drift(NamedTuple):
    """A figure typed by hand that is not its field's: where, which field, what it tells and should."""

    start: int
    end: int
    pointer: str
    told: str
    due: str


def bind(text: str, quantities: Quantities, filing: Filing | None = None) -> str:
    """The bound text of a plain one; figures that may be of several fields stay as they are.

    Rendered with the same *quantities* it is the same text. With *filing*, names decide between
    fields of one value.
    """
    names = _names(filing, "names", "hints") if filing else {}
    pieces, last = [], 0
    for figure in _figures(text, quantities):
        chosen = _chosen(text, figure, quantities, names)
        spelled = text[figure.start : figure.end]
        form = None if chosen is None else _form(chosen, spelled)
        if chosen is not None and form is not None:
            pieces += [text[last : figure.start], mark(chosen.pointer, form)]
            last = figure.end
    return "".join([*pieces, text[last:]])


def follow(text: str, before: Quantities, after: Quantities, filing: Filing | None = None) -> str:
    """A plain *text* with the figures it tells brought from *before* to *after*."""
    return render(bind(text, before, filing), after)


def drifted(text: str, filing: Filing) -> tuple[Drift, ...]:
    """The figures right behind the name of a field, in its unit, that tell another value.

    A category's points may be its score or its weight, an indicator's value its actual or target.
    """
    return Fields(filing).drifted(text)


class Fields:
    """The fields of one filing by their names, for the many texts that may tell them."""

    def __init__(self, filing: Filing, wanted: Wanted = _all) -> None:
        """Gather the names of the fields; of the form's own fields those that are *wanted*."""
        self._filing = filing
        self._names = _names(filing, "names", wanted=wanted)
        self._known: dict[str, Quantity | None] = {}

    def drifted(self, text: str, begin: int = 0) -> tuple[Drift, ...]:
        """What has drifted in *text* from *begin* on."""
        found = []
        for here, start, number, fields in _tellings(text, begin, self._names):
            told, end = Decimal(number), start + len(number)
            if told in map(self._plain_number, fields):
                continue
            due = self._instead(told, text, end, fields)
            if due is not None and not _is_last_years(text, here):
                end += len(due.unit)
                found.append(Drift(start, end, due.pointer, text[start:end], due.value))
        return tuple(found)

    def _instead(
        self, told: Decimal, text: str, end: int, fields: tuple[str, ...]
    ) -> Quantity | None:
        """The first of *fields* in the unit that stands at *end*, unless *told* is one of them."""
        due = None
        for pointer in fields:
            # Most figures behind the name of something with points are no points.
            if _is_points(pointer) and not text.startswith("分", end):
                continue
            if "#" not in pointer and _is_worded(at(self._filing, pointer)):
                continue
            one = self._quantity(pointer)
            if one and one.unit and text.startswith(one.unit, end):
                if _tells(one, told):
                    return None
                due = due or one
        return due

    def _plain_number(self, pointer: str) -> Decimal | None:
        """The number that stands at *pointer* itself: quicker than the quantity that it makes."""
        found = None if "#" in pointer else at(self._filing, pointer)
        if type(found) is Value:
            return found.number
        return found if isinstance(found, Decimal) else None

    def _quantity(self, pointer: str) -> Quantity | None:
        if pointer not in self._known:
            self._known[pointer] = field_quantity(self._filing, pointer)
        return self._known[pointer]


def _is_worded(held: object) -> bool:
    """Whether a value is words or a date, which no figure compares with."""
    return type(held) is Value and held.number is None


def _tells(quantity: Quantity, told: Decimal) -> bool:
    """Whether *told* is the figure, exactly or rounded to the decimals that are told.

    Points and counts without decimals are not taken for rounded ones. Words compare with nothing.
    """
    if quantity.number is None:
        return True
    places = -int(told.as_tuple().exponent)
    if places or quantity.unit == "%":
        return told == round_half_up(quantity.number, places)
    return told == quantity.number


def _is_last_years(text: str, here: int) -> bool:
    """Whether the name that begins *here* is one of last year (上年自评得分)."""
    return _LAST_YEAR.search(text, max(0, here - _BEFORE), here) is not None


def _tellings(text: str, begin: int, names: Names) -> list[tuple[int, int, str, tuple[str, ...]]]:
    """The numbers right behind a name: where the longest such name and the number begin, and its fields."""
    best: dict[int, tuple[str, int, str]] = {}
    for name, fields in names.items():
        if name[-2:] == "指标" and names.get(name[:-2]) == fields:
            continue  # found as the shorter name with a link behind it
        here = text.find(name, begin)
        while here >= 0:
            end = here + len(name)
            if told := _TOLD.match(text, end):
                start = told.start(1)
                if start not in best or len(name) > len(best[start][0]):
                    best[start] = name, here, told[1]
            here = text.find(name, end)
    return [
        (here, start, number, names[name]) for start, (name, here, number) in sorted(best.items())
    ]


def typed_over(template: str, text: str, quantities: Quantities) -> tuple[Drift, ...]:
    """The bound figures of *template* that somebody has since typed over in its plain *text*."""
    pieces = rendered(template, quantities)
    ours = [part for piece, at in pieces for part in ([(piece, at)] if at else _loose(piece))]
    theirs = [match[0] for match in _TOKEN.finditer(text)]
    spelled = [_TOKEN.findall(piece) if at else [piece] for piece, at in ours]
    flat = [(token, n) for n, tokens in enumerate(spelled) for token in tokens]
    starts = [match.start() for match in _TOKEN.finditer(text)] + [len(text)]
    touched: dict[int, tuple[int, int]] = {}
    matcher = SequenceMatcher(None, [token for token, _ in flat], theirs, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "replace":
            for _, n in flat[i1:i2]:
                if ours[n][1]:
                    low, high = touched.get(n, (j1, j2))
                    touched[n] = (min(low, j1), max(high, j2))
    return tuple(
        Drift(starts[j1], starts[j2], ours[n][1] or "", text[starts[j1] : starts[j2]], ours[n][0])
        for n, (j1, j2) in touched.items()
    )


_TOKEN = re.compile(r"\d+(?:\.\d+)?|.", re.DOTALL)


def _loose(piece: str) -> list[tuple[str, None]]:
    return [(token, None) for token in _TOKEN.findall(piece)]


def _figures(text: str, quantities: Quantities) -> Iterator[Figure]:
    units = _units(quantities)
    for match in _NUMBER.finditer(text):
        for unit in units:
            if text.startswith(unit, match.end()) and not text.startswith("[", match.end()):
                yield Figure(match.start(), match.end() + len(unit), Decimal(match[0]), unit)
                break


def _units(quantities: Quantities) -> list[str]:
    """The units of the quantities, the longest first; bare numbers are nobody's."""
    return sorted({one.unit for one in quantities.values() if one.unit}, key=len, reverse=True)


def _chosen(text: str, figure: Figure, quantities: Quantities, names: Names) -> Quantity | None:
    same = [
        one
        for one in quantities.values()
        if one.number == figure.number and one.unit == figure.unit
    ]
    if len(same) <= 1:
        return same[0] if same else None
    start = max(figure.start - _NEAR, 0)
    before = _CLAUSE.split(text[start : figure.start])[-1]
    nearest: dict[str, int] = defaultdict(lambda: -1)
    for name, fields in names.items():
        at = before.rfind(name)
        for pointer in fields:
            nearest[pointer] = max(nearest[pointer], at + len(name) if at >= 0 else -1)
    best = max(nearest[one.pointer] for one in same)
    closest = [one for one in same if nearest[one.pointer] == best]
    if best >= 0 and len(closest) > 1:
        # A category's points: what it got is told sooner than what it could get.
        closest = [one for one in closest if "score" in one.pointer] or closest
    return closest[0] if best >= 0 and len(closest) == 1 else None


def _form(quantity: Quantity, spelled: str) -> str | None:
    """The form in which the figure is spelled so, or None."""
    places = len(spelled.removesuffix(quantity.unit).partition(".")[2])
    return next(
        (form for form in ("", "值", f".{places}") if shown(quantity, form) == spelled), None
    )


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=4096)
def _is_points(pointer: str) -> bool:
    return "score" in pointer or "weight" in pointer


@lru_cache(maxsize=64)
def _form_names(tables: tuple[str, ...], total: int, wanted: Wanted) -> Names:
    """Word → the pointers of the form's own fields that it names, as far as they are *wanted*."""
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for pointer, words in (pair for table in tables for pair in _words()[table].items()):
        field = pointer.replace("/total_row", f"/rows/{total}")
        for word in words:
            if wanted(field):
                found[word] += (field,)
    return dict(found)


@lru_cache(maxsize=1024)
def _category_names(level: str) -> tuple[str, tuple[str, str]]:
    """The short name of a category, and the pointers of its points."""
    fields = (f"/indicators#score/{level}", f"/indicators#weight/{level}")
    return level.removesuffix("指标"), fields


def _names(filing: Filing, *tables: str, wanted: Wanted = _all) -> Names:
    """Name → the pointers of the fields that it names."""
    rows = filing.budget.rows
    total = next((n for n, row in enumerate(rows) if row.item == "total"), 0)
    found = dict(_form_names(tables, total, wanted))
    for level in {name: None for one in filing.indicators for name in (one.level1, one.level2)}:
        if level:
            short, fields = _category_names(level)
            found[short] = found[level] = fields
    for n, one in enumerate(filing.indicators):
        name = one.name
        if name and len(name) > _NAME_LEAST:
            own = (f"/indicators/{n}/actual", f"/indicators/{n}/target")
            found[name] = found.get(name, ()) + own
    return found
