"""The forms of one document against each other: a department's and those of its projects."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from jiping.filing import Filing
from jiping.filing.numbers import ZERO

from .case import Case
from .registry import Mark, check
from .rounding import amount_gap
from .words import say


def _project(name: str, executed: str) -> dict[str, object]:
    """The edits that make the clean filing a project form of this name and money."""
    return {
        "/kind": "project",
        "/project": name,
        "/report": None,
        "/budget/rows/0/executed": executed,
    }


@check(
    code="JP621",
    name="project-forms-off-expenditure",
    title="项目自评表合计与项目支出不符",
    title_en="The project forms do not add up to the project expenditure",
    severity="warning",
    basis="财预〔2020〕10号：项目支出绩效自评覆盖全部项目；湖南省部门整体支出绩效自评附项目自评表",
    explanation="同一文件里既有部门整体支出自评表，又有各项目的自评表：各项目全年执行数合计大于部门的项目支出，必有一处口径不同或写错；"
    "合计小于项目支出的，有的项目没有自评，为提示。",
    remedy="核对各项目的执行数；没有自评的项目补报自评表，或说明不单独自评的理由。",
    bad={"beside": (_project("图书购置", "98.00"), _project("阅读推广", "72.00"))},
    good={"beside": (_project("图书购置", "98.00"), _project("阅读推广", "52.00"))},
)
def project_forms_off_expenditure(case: Case) -> Iterator[Mark]:
    """Executed money of the project forms beside a department's form, against its project money."""
    whole = case.filing.budget.by_expenditure.project
    if whole is None or case.filing.kind != "department" or not case.beside:
        return
    forms = [other for other in case.beside if other.kind == "project"]
    amounts = [amount for amount in map(_executed, forms) if amount is not None]
    if not forms or len(amounts) != len(forms) or any(_of_other_year(case, one) for one in forms):
        return
    gap = amount_gap(whole, amounts, case.money_places)
    if not gap:
        return
    told = f"{len(forms)}份项目自评表全年执行数合计{say(sum(amounts, ZERO))}万元，项目支出{say(whole)}万元"
    yield Mark(
        "/budget/by_expenditure/project",
        f"{told}，{'多' if gap > 0 else '少'}{say(abs(gap))}万元。",
        None if gap > 0 else "notice",
    )


def _executed(filing: Filing) -> Decimal | None:
    return filing.budget.total.executed if filing.budget.total else None


def _of_other_year(case: Case, other: Filing) -> bool:
    years = {case.filing.fiscal_year, other.fiscal_year} - {None}
    return len(years) > 1
