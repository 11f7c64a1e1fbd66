"""JSON pointers into a filing: what stands at `/indicators/3/score`."""

from __future__ import annotations

from functools import lru_cache

from .model import Filing


def steps(pointer: str) -> list[str]:
    """The steps of a pointer; none for the whole filing."""
    return [step for step in pointer.split("/") if step]


@lru_cache(maxsize=4096)
def _steps(pointer: str) -> tuple[str, ...]:
    return tuple(steps(pointer))


def at(filing: Filing, pointer: str) -> object:
    """The value at *pointer*, or None where there is none."""
    held: object = filing
    for step in _steps(pointer):
        if isinstance(held, tuple):
            held = held[int(step)] if step.isdecimal() and int(step) < len(held) else None
        else:
            held = getattr(held, step, None)
    return held
