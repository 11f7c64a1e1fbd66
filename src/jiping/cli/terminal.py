"""The terminal that people read; it loads nothing of the program, so that commands start at once."""

from __future__ import annotations

import rich.text
from rich.console import Console

from .wrap import divide

#: Without a terminal (a pipe, a file) lines are this wide.
WIDTH = 110


def break_as_chinese() -> None:
    """Have Rich break lines as Chinese is broken.

    It breaks at blanks, and cuts off with "…" what has none and is wider than its column.
    """
    setattr(rich.text, "divide_line", divide)  # noqa: B010


def console() -> Console:
    """The console of standard output, opened anew so that a redirected stream is seen."""
    break_as_chinese()
    console = Console(highlight=False, soft_wrap=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH)
    return console
