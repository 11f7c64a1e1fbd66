"""Whether two filings are of the same unit or project, by the names that offices print."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from .accounts import Accounts
from .model import Filing
from .text import squeeze
from .unit_code import without_code

Told = TypeVar("Told", Accounts, Filing)

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_SIGNS = re.compile(r"[\"'《》<>,，.。:：/\-_]+")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
#: What stands before the name proper: the districts that a unit lies in.
_DISTRICTS = re.compile(
    r"(?:[\u4e00-\u9fff]{1,11}?(?:省|(?<!城)市(?![场政容])|自治[区州县旗]|地区|盟|县|(?<!社)区(?!域)|旗"
    r"|(?<!乡)镇|乡(?![村镇])|街道))+"
)
#: A body by itself, without those under it: `水利局（本级）`, `水利局本级`.
_ITSELF = re.compile(r"(?<=.{2})(?:机关)?本级$")
#: A township and its government are one body.
_GOVERNMENT = re.compile(r"(?<=[省市县区州旗镇乡])(?:人民)?政府$")


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """A name as it is compared: folded, without code, brackets, signs, years, a closing 本级 and 人民政府.

    >>> name_key("青禾县 云岭镇人民政府（本级）"), name_key("104001-青禾县水利局本级")
    ('青禾县云岭镇', '青禾县水利局')
    """
    folded = _SIGNS.sub("", _BRACKETS.sub("", squeeze(without_code(name))))
    return _GOVERNMENT.sub("", _ITSELF.sub("", _YEAR.sub("", folded)))


@lru_cache(maxsize=4096)
def short_name(name: str) -> str:
    """The name without the districts before it; the last of them where nothing else is left.

    >>> short_name("湘沅市青禾县水利局"), short_name("湘沅市青禾县云岭镇人民政府")
    ('水利局', '云岭镇')
    """
    key = name_key(name)
    match = _DISTRICTS.match(key)
    if match is None:
        return key
    rest = key[match.end() :]
    if len(rest) > 1:
        return rest
    last = re.split(r"(?<=[省市县区州旗盟])(?=.)", key)[-1]
    return last if len(last) > 1 else key


def districts(name: str) -> str:
    """The districts before the name proper, folded; empty where there are none.

    >>> districts("湘沅市青禾县水利局"), districts("水利局")
    ('湘沅市青禾县', '')
    """
    return name_key(name).removesuffix(short_name(name))


def same_name(one: str, other: str) -> bool:
    """Whether two names mean one body: the same but for the districts in front of one of them."""
    left, right = name_key(one), name_key(other)
    if left == right:
        return bool(left)
    long, short = (left, right) if len(left) > len(right) else (right, left)
    if len(short) < 3 or not long.endswith(short):
        return False
    before = _DISTRICTS.fullmatch(long[: -len(short)])
    return before is not None


def same_subject(one: Filing, other: Filing) -> bool:
    """Whether two filings are of one unit, or of one project of one unit."""
    if (one.kind == "project") != (other.kind == "project"):
        return False
    if one.kind == "project":
        if not one.project or not other.project or name_key(one.project) != name_key(other.project):
            return False
        return not one.unit or not other.unit or same_name(one.unit, other.unit)
    if not one.unit or not other.unit or not same_name(one.unit, other.unit):
        return False
    # A transfer is evaluated by programme: one unit files several.
    return name_key(one.project or "") == name_key(other.project or "")


def year_before(filing: Filing, candidates: Iterable[Filing]) -> Filing | None:
    """The filing of the same unit or project of the year before, or None.

    A year that is not told is taken to be the right one where only one filing can be meant.
    """
    same = [one for one in candidates if same_subject(filing, one) and one is not filing]
    if filing.fiscal_year is not None:
        wanted = filing.fiscal_year - 1
        exact = [one for one in same if one.fiscal_year == wanted]
        if exact:
            return exact[0]
        same = [one for one in same if one.fiscal_year is None]
    else:
        same = [one for one in same if one.indicators != filing.indicators]
    return same[0] if len(same) == 1 else None


def belonging(filing: Filing, candidates: Iterable[Told]) -> Told | None:
    """What of *candidates* is of the unit and year of *filing*, or None where none or several fit.

    What does not name its unit or year is taken where it is the only one.
    """
    fits = [
        one
        for one in candidates
        if (not one.unit or not filing.unit or same_name(one.unit, filing.unit))
        and (not one.fiscal_year or filing.fiscal_year in (None, one.fiscal_year))
    ]
    named = [one for one in fits if one.unit and filing.unit]
    found = named or fits
    return found[0] if len(found) == 1 else None


def accounts_of(filing: Filing, candidates: Iterable[Accounts]) -> Accounts | None:
    """The final accounts of the unit and year of *filing*, as `belonging` finds them."""
    return belonging(filing, candidates)


def report_of(filing: Filing, candidates: Iterable[Filing]) -> Filing | None:
    """The filing whose report goes with *filing*, as `belonging` finds it."""
    return belonging(filing, [one for one in candidates if one.report is not None])
