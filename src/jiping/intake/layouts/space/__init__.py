"""Beneath the layouts `spaced` and `torn`: forms as words, their labels, rows and cells."""
