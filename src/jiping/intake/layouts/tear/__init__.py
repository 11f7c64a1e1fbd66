"""Beneath the layout `torn`: names and values that a page text has torn from each other."""
