"""All evidence of a filing by the row that it speaks for, and the indicators that have none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from jiping.checks.examples import field_name
from jiping.filing import Filing as Document

from .models import Attachment


class Row(NamedTuple):
    """A row of the form with its files; `level` is where an indicator stands."""

    pointer: str
    name: str
    level: str
    files: tuple[Attachment, ...]
    is_indicator: bool

    @property
    def lacks(self) -> bool:
        """Whether this is an indicator for which nothing was attached."""
        return self.is_indicator and not self.files


def overview(document: Document, files: Iterable[Attachment]) -> list[Row]:
    """The whole filing, its indicators in their order, then what else has files."""
    held: dict[str, list[Attachment]] = {}
    for file in files:
        held.setdefault(file.pointer, []).append(file)
    rows = [Row("", _("整份自评"), "", tuple(held.pop("", ())), is_indicator=False)]
    for number, one in enumerate(document.indicators):
        at = f"/indicators/{number}"
        level = " › ".join(part for part in (one.level1, one.level2) if part)
        found = tuple(held.pop(at, ()))
        if one.name or found:
            rows.append(Row(at, one.name or field_name(at), level, found, is_indicator=True))
    rows += [
        Row(at, _name(document, at), "", tuple(found), is_indicator=False)
        for at, found in sorted(held.items())
    ]
    return rows


def _name(document: Document, pointer: str) -> str:
    """The heading of a section or the label of a budget row, else the place in words."""
    *_way, rows, number = pointer.split("/")
    if rows == "sections" and document.report:
        sections = document.report.sections
        if int(number) < len(sections):
            return sections[int(number)].heading
    elif rows == "rows" and int(number) < len(document.budget.rows):
        return document.budget.rows[int(number)].label
    return field_name(pointer)
