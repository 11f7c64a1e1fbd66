"""Accounts, roles, log-in."""
