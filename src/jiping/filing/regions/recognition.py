"""Which division the name of a unit tells. An ambiguous county is never guessed.

`株洲市渌口区水利局` tells a county. `朝阳区教育局` fits several; unless the province or prefecture in
the name or the caller's *home* decides, the answer is None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from jiping.filing.text import squeeze
from jiping.filing.unit_code import without_code

from .divisions import Division, Level, Region, by_name, by_stem, region_at, region_by_code

#: What stands before the name of the place.
_BEFORE = re.compile(
    r"(?:中共|中国共产党|共青团|中国共产主义青年团|中国国民党革命委员会|中国民主同盟|九三学社|国家税务总局|国家统计局"
    r"|国家金融监督管理总局|中国人民政治协商会议|中国人民解放军|政协|民革|民盟|民建|民进|农工党|致公党)"
)
#: A name and what behind it shows that it is not the division's: 市场, 区域, 云南路.
_NOT_A_CITY = re.compile(r"场|域")
_NOT_A_PLACE = re.compile(r"[市州县区旗盟]|.{0,2}(?:[镇乡村路街巷]|社区|大道)")
#: Districts whose names every town uses for its own quarters.
_COMMON = frozenset(
    [
        "城区",
        "郊区",
        "矿区",
        "东区",
        "西区",
        "港口区",
        "新城区",
        "老城区",
        "新市区",
        "城中区",
        "城东区",
        "城西区",
        "城北区",
        "市中区",
        "市南区",
        "市北区",
        "开发区",
    ]
)
_LONGEST = 16
#: A division that the table does not have: `青禾县`, `高新区`.
_UNKNOWN = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:省|县|自治[州旗]|(?<!城)市(?![场政])|(?<![社校景园])区(?!域))"
)
_OWN: tuple[tuple[re.Pattern[str], tuple[Level, ...]], ...] = (
    (re.compile(r"省(?!会)"), ("province",)),
    (re.compile(r"自治区"), ("province",)),
    (re.compile(r"市(?![场政])|市政[府协]"), ("prefecture", "county")),
    (re.compile(r"[州盟]"), ("prefecture",)),
    (re.compile(r"[县旗](?!域)|区(?!域)"), ("county",)),
)


@lru_cache(maxsize=65536)
def region_of(unit_name: str, home: Region | str | None = None) -> Region | None:
    """The smallest division that *unit_name* certainly tells, as it is called today, or None.

    *home* is where the unit is known to lie, a region or its code. It decides between counties of
    one name, and a name without any place (`县水利局`, `第一中学`) lies there.

    >>> region_of("株洲市渌口区水利局")
    Region(code='430212', province='湖南省', prefecture='株洲市', county='渌口区')
    >>> region_of("朝阳区教育局"), region_of("朝阳区教育局", home="220100").code
    (None, '220104')
    """
    lies = region_by_code(home) if isinstance(home, str) else home
    text = _BEFORE.sub("", squeeze(without_code(unit_name)), count=1)
    told, rest = _above(text)
    counties = _matching(rest, "county", told)
    if told is not None:
        named = _one(counties)
        return region_at(named) if named else region_by_code(told.code)
    if counties:
        named = _one(_near(counties, lies)) or (None if _common(counties) else _one(counties))
        return region_at(named) if named else None
    return _at_home(text, lies) if lies else None


def _above(text: str) -> tuple[Division | None, str]:
    """The province or prefecture in front, the smaller of them, and the text behind it."""
    province = _one(_matching(text, "province")) or _stem(text, "province")
    rest = text[_length(province, text) :] if province else text
    prefecture = _one(_matching(rest, "prefecture", province))
    if prefecture is None and province:
        prefecture = _stem(rest, "prefecture", province)
    if prefecture is None or (prefecture.until and _present(_matching(rest, "county", province))):
        return province, rest
    return _today(prefecture), rest[_length(prefecture, rest) :]


def _matching(text: str, level: Level, within: Division | None = None) -> tuple[Division, ...]:
    """The divisions of *level* that the longest name in front of *text* names, present ones first."""
    inside = _inside(within)
    for length in range(min(_LONGEST, len(text)), 1, -1):
        if _NOT_A_CITY.match(text, length):
            continue
        found = [
            one
            for one in by_name().get(text[:length], ())
            if one.level == level and one.code.startswith(inside)
        ]
        if found:
            return tuple(_present(found) or found)
    return ()


def _inside(within: Division | None) -> str:
    """What the codes of all divisions inside one begin with."""
    if within is None:
        return ""
    return within.code[: 2 if within.level == "province" else 4]


def _stem(text: str, level: Level, within: Division | None = None) -> Division | None:
    """The province or prefecture named without its closing word (`湖南大学`, `湖南长沙`)."""
    for length in (4, 3, 2):
        if _NOT_A_PLACE.match(text, length):
            continue
        for one in by_stem().get(text[:length], ()):
            if one.level == level and one.code.startswith(_inside(within)):
                return one
    return None


def _length(division: Division, text: str) -> int:
    """How many signs of *text* name *division*."""
    for length in range(min(_LONGEST, len(text)), 1, -1):
        if division in by_name().get(text[:length], ()) + by_stem().get(text[:length], ()):
            return length
    return 0


def _today(division: Division) -> Division:
    if division.now is None:
        return division
    names = (one for some in by_name().values() for one in some)
    return next(one for one in names if one.code == division.now and one.until is None)


def _present(found: Sequence[Division]) -> list[Division]:
    return [one for one in found if one.until is None]


def _one(found: Sequence[Division]) -> Division | None:
    """The only division among *found*; former ones that became the same are one."""
    places = {one.now or one.code for one in found}
    return found[0] if len(places) == 1 else None


def _near(found: Sequence[Division], home: Region | None) -> Sequence[Division]:
    """Those of *found* in the home's prefecture, else those in its province."""
    if home is None:
        return ()
    near = [one for one in found if one.code[:4] == home.code[:4] and home.code[2:4] != "00"]
    return near or [one for one in found if one.code[:2] == home.code[:2] and not _common([one])]


def _common(found: Sequence[Division]) -> bool:
    return any(one.name in _COMMON for one in found)


def _at_home(text: str, home: Region) -> Region | None:
    """Where a unit lies whose name tells no place that the table has."""
    for word, levels in _OWN:
        if word.match(text):
            return _own(home, levels, text[0])
    return None if _UNKNOWN.match(text) else home


def _own(home: Region, levels: tuple[Level, ...], word: str) -> Region | None:
    """The division of one of these levels above or at *home* that is called by *word* (市, 县 …)."""
    for level in reversed(levels):
        name = getattr(home, level)
        if name and (level == "province" or name.endswith(word)):
            code = {
                "province": f"{home.code[:2]}0000",
                "prefecture": f"{home.code[:4]}00",
                "county": home.code,
            }[level]
            return region_by_code(code)
    return None
