"""The problems a report tells, each with its measure: from deductions, execution and findings."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from jinja2 import Environment, StrictUndefined, Template

from jiping.filing.bound import gap

from .facts import Facts
from .results import Result


class Issue(NamedTuple):
    """A problem with its cause, and what is done about it; bound texts without closing stop."""

    problem: str
    cause: str
    measure: str


_PARTS = Issue._fields


def issues_of(facts: Facts) -> tuple[Issue, ...]:
    """The farthest deviations first, then the execution, then what the checks find in planning."""
    return (*_of_deviations(facts), *_of_execution(facts), *_of_findings(facts))


def _of_deviations(facts: Facts) -> Iterator[Issue]:
    for one in facts.deviations:
        yield Issue(*(_filled(_wording()["deviation"][part], facts, [one]) for part in _PARTS))


def _of_execution(facts: Facts) -> Iterator[Issue]:
    if facts.execution_lost:
        yield Issue(*(_filled(_wording()["execution"][part], facts, []) for part in _PARTS))


def _of_findings(facts: Facts) -> Iterator[Issue]:
    told: set[str] = set()
    for finding in facts.findings:
        words = _wording()["findings"].get(finding.code)
        if words is None or finding.code in told:
            continue
        told.add(finding.code)
        results = facts.results_of(finding.code)
        if words.get("of_indicators") and not results:
            continue
        texts = (_filled(words[part], facts, results) for part in _PARTS)
        yield Issue(*texts)


def _filled(words: str, facts: Facts, results: list[Result]) -> str:
    text = _template(words).render(f=facts, r=results[0] if results else None, results=results)
    return "".join(line.strip() for line in text.split("\n"))


@lru_cache(maxsize=128)
def _template(words: str) -> Template:
    environment = Environment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - plain text, no page
    )  # fmt: skip
    environment.globals["gap"] = gap
    return environment.from_string(words)


@lru_cache(maxsize=1)
def _wording() -> dict[str, Any]:
    text = files(__package__).joinpath("wording/issues.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
