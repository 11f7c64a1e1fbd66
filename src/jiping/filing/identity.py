"""Whether two filings are of the same unit or project, by the names that offices print."""

from __future__ import annotations

import re
from functools import lru_cache

from .model import Filing
from .text import squeeze

_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_SIGNS = re.compile(r"[\"'《》<>,，.。:：/\-_]+")
_YEAR = re.compile(r"(?:19|20)\d\d年?度?")
#: What stands before the name proper: the districts that a unit lies in.
_DISTRICTS = re.compile(
    r"(?:[\u4e00-\u9fff]{1,11}?(?:省|(?<!城)市(?![场政容])|自治[区州县旗]|地区|盟|县|(?<!社)区(?!域)|旗"
    r"|(?<!乡)镇|乡(?![村镇])|街道))+"
)
#: A township and its government are one body.
_GOVERNMENT = re.compile(r"(?<=[省市县区州旗镇乡])(?:人民)?政府$")


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """A name as it is compared: folded, without brackets, signs, years and a closing 人民政府.

    >>> name_key("青禾县 云岭镇人民政府（本级）")
    '青禾县云岭镇'
    """
    folded = _SIGNS.sub("", _BRACKETS.sub("", squeeze(name)))
    return _GOVERNMENT.sub("", _YEAR.sub("", folded))


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
