"""Divisions by GB/T 2260: which province, prefecture and county the name of a unit tells."""

from .divisions import Division, Region, provinces, region_by_code
from .recognition import region_of

__all__ = ["Division", "Region", "provinces", "region_by_code", "region_of"]
