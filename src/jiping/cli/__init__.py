"""The command line: `jiping extract|score|check|rules|standards`."""

from .app import main

__all__ = ["main"]
