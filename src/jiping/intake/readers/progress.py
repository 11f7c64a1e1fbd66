"""Signs of progress: a reader that takes its time says after each step that it is still at work."""

from __future__ import annotations

from collections.abc import Callable

_report: Callable[[], None] | None = None


def report_to(listener: Callable[[], None] | None) -> None:
    """Have *listener* called after each step, in this process; None for nobody."""
    global _report
    _report = listener


def step_done() -> None:
    """Say that one step, such as a page, is done."""
    if _report is not None:
        _report()
