"""Where a filing's unit lies, on which level, and what kind of unit it is, as the data sets tell it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from jiping.filing import Filing
from jiping.filing.identity import districts
from jiping.filing.regions import region_of
from jiping.filing.unit_kinds import kind_of_unit, unit_kinds

#: The partition of filings whose unit tells no province.
NOWHERE = "000000"


class Locality(NamedTuple):
    """Codes of GB/T 2260 from the province down, and the kind of unit; unknown parts are None."""

    region: str = NOWHERE
    code: str | None = None
    name: str | None = None
    prefecture: str | None = None
    county: str | None = None
    unit_kind: str | None = None
    level: str | None = None
    district: str | None = None


def locality(filing: Filing | None) -> Locality:
    """What the names in *filing* tell of its unit; of the supervisor only the place."""
    if filing is None:
        return Locality()
    return _told(filing.unit or "", filing.supervisor or "")


@lru_cache(maxsize=65536)
def _told(unit: str, supervisor: str) -> Locality:
    key = kind_of_unit(unit) if unit else None
    kind = unit_kinds()[key].zh if key else None
    region = (region_of(unit) if unit else None) or (region_of(supervisor) if supervisor else None)
    district = _district_of(unit) or _district_of(supervisor)
    if region is None:
        level = _level_of(unit) or _level_of(supervisor)
        return Locality(unit_kind=kind, level=level, district=district)
    code = region.code
    return Locality(
        f"{code[:2]}0000",
        code,
        "".join(filter(None, (region.province, region.prefecture, region.county))),
        f"{code[:4]}00" if region.prefecture else None,
        code if region.county else None,
        kind,
        "县级" if region.county else "市级" if region.prefecture else "省级",
        district,
    )


#: How the name of the last district in front of a unit's name ends, and the level that it tells.
_LEVELS = (
    (("省", "自治区"), "省级"),
    (("市", "州", "地区", "盟"), "市级"),
    (("县", "区", "旗"), "县级"),
    (("镇", "乡", "街道"), "乡级"),
)


def _level_of(name: str) -> str | None:
    """The level of a unit whose district no table knows, by what the name calls it."""
    district = districts(name)
    return next((level for ends, level in _LEVELS if district.endswith(ends)), None)


#: What stands in front of the place where a name is that of a body of the party.
_PARTY = "中共"
#: A county, or what is like one, among the districts in front of a name.
_COUNTY = re.compile(r"[^省市县区州旗盟]{1,11}(?:自治[县旗]|[县市区旗])")


def _district_of(name: str) -> str | None:
    """The last county, city or district in front of a name, whether or not a table knows it."""
    found = _COUNTY.findall(districts(name.removeprefix(_PARTY))) if name else []
    return found[-1] if found else None
