"""The final accounts (部门决算) of a unit: documents of any kind → `Accounts` with evidence."""

from .reading import read_accounts

__all__ = ["read_accounts"]
