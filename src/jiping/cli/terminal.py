"""The terminal that people read; it loads nothing of the program, so that commands start at once."""

from __future__ import annotations

from rich.console import Console

#: Without a terminal (a pipe, a file) lines are this wide.
WIDTH = 110


def console() -> Console:
    """The console of standard output, opened anew so that a redirected stream is seen."""
    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH)
    return console
