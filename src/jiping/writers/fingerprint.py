"""Names for findings that last: the same fault in the same field keeps its name from year to build.

An answer given in a work sheet finds its finding again by this name, whatever the document's
format, the order of its rows or the version of the program. Figures are left out on purpose: a
finding whose figures were corrected but which still stands keeps its answer.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from jiping.checks import Finding
from jiping.filing import Filing, Source
from jiping.filing.pointer import at, steps
from jiping.filing.text import squeeze

#: How a name looks: the filing's part and the finding's part.
PATTERN = re.compile(r"[0-9a-f]{12}-[0-9a-f]{16}")


def filing_part(source: Source, filing: Filing) -> str:
    """The part of the name that all findings of a filing share.

    It tells unit, project, year and kind; a filing that names neither unit nor project is known by
    the content of its document.
    """
    who = [squeeze(name) for name in (filing.unit, filing.project) if name]
    return _digest([filing.kind, *(who or [source.sha256]), filing.fiscal_year], 12)


def fingerprints(source: Source, filing: Filing, findings: Iterable[Finding]) -> tuple[str, ...]:
    """The name of each finding of one filing; alike ones are counted."""
    head = filing_part(source, filing)
    seen: Counter[tuple[str, ...]] = Counter()
    names = []
    for finding in findings:
        key = (finding.code, *_field(filing, finding.pointer))
        seen[key] += 1
        names.append(f"{head}-{_digest([*key, seen[key]], 16)}")
    return tuple(names)


def _field(filing: Filing, pointer: str) -> list[str]:
    """The steps of a pointer, with what an item of a list is called in place of its number."""
    told: list[str] = []
    so_far = ""
    for step in steps(pointer):
        so_far += f"/{step}"
        told.append((step.isdecimal() and _called(at(filing, so_far))) or step)
    return told


def _called(item: object) -> str:
    """What an indicator, a section, a figure or a budget row is called."""
    names = (getattr(item, field, None) for field in ("name", "heading", "label"))
    return next((squeeze(name) for name in names if name), "")


def _digest(told: Sequence[object], length: int) -> str:
    text = json.dumps(told, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
