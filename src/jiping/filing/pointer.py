"""JSON pointers into a filing: what stands at `/indicators/3/score`."""

from __future__ import annotations

from functools import lru_cache

from .model import Filing


def steps(pointer: str) -> list[str]:
    """The steps of a pointer; none for the whole filing."""
    return [step for step in pointer.split("/") if step]


@lru_cache(maxsize=4096)
def _steps(pointer: str) -> tuple[str | int, ...]:
    return tuple(int(step) if step.isdecimal() else step for step in steps(pointer))


def at(filing: Filing, pointer: str) -> object:
    """The value at *pointer*, or None where there is none."""
    held: object = filing
    for step in _steps(pointer):
        if isinstance(step, str):
            held = getattr(held, step, None)
        else:
            held = held[step] if isinstance(held, tuple) and step < len(held) else None
    return held
