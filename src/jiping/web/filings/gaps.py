"""What has to be filled in before a filing may be submitted: empty fields of the form, a report that
is missing, and the gaps that a draft of the report marks (`【待填：…】`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from jiping.filing import Filing as Document
from jiping.filing import Indicator, bound
from jiping.scoring import does_not_apply
from jiping.standards import Standard
from jiping.writers.form import lay_out


def gaps(document: Document, standard: Standard) -> list[dict[str, Any]]:
    """Each gap as `text`, with the pointer `at` which it stands.

    Only what the form of *standard* prints is asked for. Rows of indicators that are wholly empty
    are not, as long as there is one with a name; what is told not to apply needs no values.
    """
    printed = {cell.field for cell in lay_out(document, standard).cells if cell.field}
    told = [*_money(document), *_goals(document), *_indicators(document)]
    asked = [(at, text) for at, text in told if at in printed]
    return [{"at": at, "text": text} for at, text in (*asked, *_report(document, standard))]


def _money(document: Document) -> Iterator[tuple[str, str]]:
    for place, row in enumerate(document.budget.rows):
        if row.item != "total":
            continue
        for field, name in (("adjusted", _("全年预算数")), ("executed", _("全年执行数"))):
            if getattr(row, field) is None:
                said = _("“%(row)s”没有填%(name)s。") % {"row": row.label, "name": name}
                yield f"/budget/rows/{place}/{field}", said


def _goals(document: Document) -> Iterator[tuple[str, str]]:
    if _is_empty(document.goals.expected):
        yield "/goals/expected", _("没有填年度总体目标的预期目标。")
    if _is_empty(document.goals.achieved):
        yield "/goals/achieved", _("没有填年度总体目标的实际完成情况。")


def _indicators(document: Document) -> Iterator[tuple[str, str]]:
    if all(_is_empty(one.name) for one in document.indicators):
        yield "/indicators/0/name", _("没有填绩效指标。")
        return
    for place, one in enumerate(document.indicators):
        if one.name and does_not_apply(one.name):
            continue
        values = _values(one)
        missing = [(field, name) for field, name, value in values if value is None]
        if _is_empty(one.name):
            if len(missing) < len(values):
                said = _("第%(n)d个指标没有填名称。") % {"n": place + 1}
                yield f"/indicators/{place}/name", said
        elif missing and not (one.target is not None and does_not_apply(one.target.raw)):
            names = _("、").join(name for _field, name in missing)
            said = _("指标“%(row)s”没有填%(name)s。") % {"row": one.name, "name": names}
            yield f"/indicators/{place}/{missing[0][0]}", said


def _values(one: Indicator) -> tuple[tuple[str, str, object], ...]:
    return (
        ("target", _("指标值"), one.target),
        ("actual", _("完成值"), one.actual),
        ("weight", _("分值"), one.weight),
        ("score", _("得分"), one.score),
    )


def _report(document: Document, standard: Standard) -> Iterator[tuple[str, str]]:
    sections = document.report.sections if document.report else ()
    wanted = document.kind == "department" and standard.outline.sections
    if wanted and all(_is_empty(section.text) for section in sections):
        yield "/report/sections", _("没有写自评报告。")
    for number, section in enumerate(sections):
        for gap in bound.gaps(section.text):
            yield f"/report/sections/{number}/text", gap


def _is_empty(text: str | None) -> bool:
    return not (text or "").strip()
