"""Basic expenditure by economic class: this year's amount, the change on last year, the cause given."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from jiping.checks.case import BASIC_CLASSES
from jiping.filing import Accounts, Filing
from jiping.filing.bound import Quantities
from jiping.filing.numbers import ZERO

LABELS = {
    "301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助",
    "307": "债务利息及费用支出", "309": "资本性支出（基本建设）", "310": "资本性支出",
    "312": "对企业补助", "399": "其他支出",
}  # fmt: skip


class Change(NamedTuple):
    """One class; `at` is the pointer of its amount, `change` and `growth` those of the change.

    A pointer is empty where the figure is not known; `direction` is None where no change is.
    """

    item: str
    label: str
    at: str
    change: str = ""
    growth: str = ""
    direction: Literal["increase", "decrease", "unchanged"] | None = None
    cause: str = ""


class Classes(NamedTuple):
    """The classes, and whether they hold money of another budget than the general public one.

    `mixed` is by how much they are more than the general public budget has, 万元.
    """

    changes: tuple[Change, ...]
    mixed: Decimal = ZERO


def classes_of(
    filing: Filing, quantities: Quantities, accounts: Accounts | None, last_year: Filing | None
) -> Classes:
    """The classes by the accounts, else as the unit's own report tells them."""
    if accounts is not None and accounts.classes:
        items = [one for one in BASIC_CLASSES if accounts.classes.get(one)]
        return Classes(tuple(_by_accounts(one, filing, quantities, last_year) for one in items))
    changes = tuple(_as_told(one, filing, quantities) for one in BASIC_CLASSES)
    told = tuple(one for one in changes if one is not None)
    amounts = [quantities[one.at].number or ZERO for one in told]
    general = filing.budget.by_revenue.general_public_budget
    funds = filing.budget.by_revenue.government_funds or ZERO
    over = sum(amounts, ZERO) - general if general is not None and funds else ZERO
    return Classes(told, max(over, ZERO))


def _as_told(item: str, filing: Filing, quantities: Quantities) -> Change | None:
    for n, figure in enumerate(filing.report.figures if filing.report else ()):
        if figure.item == item and figure.amount is not None:
            at = f"/report/figures/{n}"
            known = figure.direction == "unchanged" or f"{at}/change" in quantities
            return Change(
                item, LABELS[item], f"{at}/amount", f"{at}/change",
                f"{at}#growth" if f"{at}#growth" in quantities else "",
                figure.direction if known else None, figure.cause or "",
            )  # fmt: skip
    return None


def _by_accounts(
    item: str, filing: Filing, quantities: Quantities, last_year: Filing | None
) -> Change:
    at = f"accounts:/classes/{item}"
    told = _as_told(item, filing, quantities)
    same = told is not None and quantities[told.at].number == quantities[at].number
    before = next(
        (one.amount for one in (last_year.report.figures if last_year and last_year.report else ())
         if one.item == item and one.amount is not None), None,
    )  # fmt: skip
    if before is None:
        return told._replace(at=at) if told and same else Change(item, LABELS[item], at)
    amount = quantities[at].number or ZERO
    direction: Literal["increase", "decrease", "unchanged"] = (
        "unchanged" if amount == before else "increase" if amount > before else "decrease"
    )
    growth = f"{at}#growth" if f"{at}#growth" in quantities else ""
    cause = told.cause if told and told.direction == direction else ""
    return Change(item, LABELS[item], at, f"{at}#change", growth, direction, cause)
