"""The table of divisions (GB/T 2260), present and former, and the spellings of their names."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

Level = Literal["province", "prefecture", "county"]

#: The peoples in the names of autonomous divisions, which short names leave out.
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|"
    "柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|独龙|裕固|保安|京|各"
)
_AUTONOMOUS = re.compile(rf"(?P<stem>..+?)(?:(?:{_PEOPLES})族?)+自治(?P<kind>[州县旗])")
_PROVINCE = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市]$")
_PREFECTURE = re.compile(r"市$|地区$|盟$|州$")
#: Cities that are provinces: no prefecture stands between them and their districts.
_MUNICIPALITIES = ("11", "12", "31", "50")


class Region(NamedTuple):
    """A division by its code, with the present names above it; what does not apply is None.

    A district of a municipality and a county directly under a province have no prefecture.
    """

    code: str
    province: str
    prefecture: str | None = None
    county: str | None = None


class Division(NamedTuple):
    """A row of the table: a name, the year it was last listed, and the code that took its place."""

    code: str
    name: str
    until: int | None
    now: str | None

    @property
    def level(self) -> Level:
        """Province, prefecture or county, by the zeros that close the code."""
        if self.code.endswith("0000"):
            return "province"
        return "prefecture" if self.code.endswith("00") else "county"


@lru_cache(maxsize=1)
def divisions() -> tuple[Division, ...]:
    """All rows of the table, in the order of their codes."""
    text = files(__package__).joinpath("divisions.csv").read_text(encoding="utf-8")
    return tuple(
        Division(row["code"], row["name"], int(row["until"] or 0) or None, row["now"] or None)
        for row in csv.DictReader(text.splitlines())
    )


def provinces() -> tuple[Division, ...]:
    """The present provinces, autonomous regions and municipalities, in the order of their codes."""
    return tuple(one for one in divisions() if one.level == "province" and one.until is None)


@lru_cache(maxsize=1)
def _present() -> dict[str, str]:
    return {one.code: one.name for one in divisions() if one.until is None}


@lru_cache(maxsize=4096)
def region_by_code(code: str) -> Region:
    """The region of a code in the table; the names above a former division are today's.

    Raises KeyError for a code that neither stands nor stood for a division.
    """
    names = _present()
    name = names.get(code) or next(one.name for one in _former(code))
    province = names[f"{code[:2]}0000"]
    if code.endswith("0000"):
        return Region(code, province)
    above = f"{code[:4]}00"
    if code == above:
        return Region(code, province, name)
    prefecture = None if code[:2] in _MUNICIPALITIES else names.get(above)
    return Region(code, province, prefecture, name)


def _former(code: str) -> list[Division]:
    found = [one for one in divisions() if one.code == code]
    if not found:
        raise KeyError(code)
    return found


def region_at(division: Division) -> Region:
    """The region that a division is today: the one that took its place, else itself."""
    return region_by_code(division.now or division.code)


@lru_cache(maxsize=1)
def by_name() -> dict[str, tuple[Division, ...]]:
    """Every spelling that names a division anywhere: full names and `恩施州`, `通道县`."""
    return _index(lambda one: (one.name, _short(one)))


@lru_cache(maxsize=1)
def by_stem() -> dict[str, tuple[Division, ...]]:
    """Provinces and present prefectures without their closing word (`湖南`, `长沙`, `恩施`)."""
    return _index(lambda one: (_stem(one),) if one.until is None else ())


def _index(
    spellings: Callable[[Division], Iterable[str | None]],
) -> dict[str, tuple[Division, ...]]:
    index: defaultdict[str, list[Division]] = defaultdict(list)
    for one in divisions():
        for spelling in dict.fromkeys(filter(None, spellings(one))):
            index[spelling].append(one)
    return {name: tuple(some) for name, some in index.items()}


def _short(one: Division) -> str | None:
    match = _AUTONOMOUS.fullmatch(one.name)
    return match["stem"] + match["kind"] if match else None


def _stem(one: Division) -> str | None:
    if one.level == "county":
        return None
    if one.level == "province":
        return _PROVINCE.sub("", one.name)
    stem = _PREFECTURE.sub("", _short(one) or one.name)
    return stem if len(stem) > 1 else None
