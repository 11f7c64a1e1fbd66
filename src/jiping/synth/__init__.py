"""Invented counties, units and filings from a seed, with nothing wrong or with defects that are known."""

from .accounts import accounts
from .county import County, Unit, county
from .form import department_filing, project_filing

__all__ = ["County", "Unit", "accounts", "county", "department_filing", "project_filing"]
