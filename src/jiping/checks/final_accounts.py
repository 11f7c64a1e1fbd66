"""The form's totals against the final accounts (部门决算): executed, by nature, by budget, as planned."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from jiping.filing import Accounts
from jiping.filing.numbers import ZERO

from .case import Case
from .registry import Mark, Severity, check
from .rounding import differ, is_slip, slack
from .words import say

_BASIS = "预算法实施条例第八十三条：决算数据真实准确；部门决算公开01至08表"
_REVENUE, _EXPENDITURE = "/budget/by_revenue", "/budget/by_expenditure"


def tied(mine: Decimal, theirs: Decimal | None) -> bool:
    """Whether two printed figures may be the same."""
    return theirs is not None and not differ(mine, theirs, slack(mine) + slack(theirs))


def at(accounts: Accounts, pointer: str) -> str:
    """Where the figure stands in the accounts, in brackets; nothing where that is not known."""
    place = accounts.place(pointer)
    if place is None:
        return ""
    file = (place.file or "").replace("\\", "/").rpartition("/")[2]
    return f"（{replace(place, file=file or None)}）"


def slip(mine: Decimal, theirs: Decimal) -> str:
    """A hint where the two are the same digits in 元 and in 万元."""
    return "，疑似元、万元混用" if is_slip(mine, theirs) else ""


def _department(case: Case) -> Accounts | None:
    """The accounts, where the form tells of the unit as a whole as they do."""
    return case.accounts if case.filing.kind == "department" else None


def _against(
    case: Case, mine: Decimal | None, name: str, pointer: str, field: str, *others: Decimal | None
) -> Iterator[Mark]:
    """A mark where *mine* is neither the accounts' *field* nor one of the *others*."""
    accounts = _department(case)
    theirs = getattr(accounts, field) if accounts else None
    if accounts is None or mine is None or theirs is None:
        return
    if not any(tied(mine, one) for one in (theirs, *others)):
        yield Mark(
            pointer,
            f"自评表{name}{say(mine)}万元，决算{at(accounts, '/' + field)}为{say(theirs)}万元，"
            f"相差{say(abs(mine - theirs))}万元{slip(mine, theirs)}。",
        )


@check(
    code="JPA01",
    name="executed-off-accounts",
    title="全年执行数与决算不符",
    title_en="The executed amount is not that of the final accounts",
    severity="error",
    basis=_BASIS,
    explanation="年度资金总额的全年执行数应等于决算的本年支出合计；等于财政拨款支出合计"
    "或一般公共预算支出的（只评财政资金），不提出。",
    remedy="以批复的决算为准改正执行数；口径不同的，在报告中写明。",
    needs="accounts",
    bad={"accounts:/expenditure": "512.30", "accounts:/appropriated": "512.30",
         "accounts:/general": "512.30", "accounts:/project": "172.30"},
    good={"accounts:/expenditure": "512.30", "accounts:/project": "172.30",
          "/budget/by_expenditure/project": "172.30"},
)  # fmt: skip
def executed_off_accounts(case: Case) -> Iterator[Mark]:
    """Executed against the year's expenditure, or the part out of appropriations."""
    told = case.accounts
    if told is not None:
        both = told.general + told.funds if told.general and told.funds is not None else None
        yield from _against(
            case, case.executed, "全年执行数", f"{case.total_at}/executed",
            "expenditure", told.appropriated, told.general, both,
        )  # fmt: skip


@check(
    code="JPA02",
    name="basic-off-accounts",
    title="基本支出与决算不符",
    title_en="Basic expenditure is not that of the final accounts",
    severity="error",
    basis="部门决算公开03表（支出决算表）、公开05表；预算法实施条例第五条",
    explanation="自评表的基本支出应等于支出决算表的基本支出（或其中一般公共预算财政拨款的基本支出）。",
    remedy="以决算为准改正；把项目支出列进基本支出的，分开填列。",
    needs="accounts",
    bad={
        "accounts:/basic": "352.00", "accounts:/general_basic": "352.00",
        "accounts:/expenditure": "502.00",
    },
)  # fmt: skip
def basic_off_accounts(case: Case) -> Iterator[Mark]:
    """Basic expenditure of the form against the table by nature."""
    yield from _against(
        case, case.expenditure[0], "基本支出", f"{_EXPENDITURE}/basic", "basic",
        case.accounts.general_basic if case.accounts else None,
    )  # fmt: skip


@check(
    code="JPA03",
    name="project-off-accounts",
    title="项目支出与决算不符",
    title_en="Project expenditure is not that of the final accounts",
    severity="error",
    basis="部门决算公开03表（支出决算表）、公开05表；预算法实施条例第五条",
    explanation="自评表的项目支出应等于支出决算表的项目支出。表上空白而决算有数的为疑点。",
    remedy="以决算为准改正，并补充项目绩效。",
    needs="accounts",
    bad={"accounts:/project": "128.40", "accounts:/general_project": "128.40"},
)
def project_off_accounts(case: Case) -> Iterator[Mark]:
    """Project expenditure of the form against the table by nature; a blank as a doubt."""
    accounts, (basic, project) = _department(case), case.expenditure
    if accounts is None:
        return
    if project is None and basic is not None and accounts.project and case.complete:
        yield Mark(
            f"{_EXPENDITURE}/project",
            f"项目支出空白，决算{at(accounts, '/project')}为{say(accounts.project)}万元。",
            "warning",
        )
    yield from _against(
        case, project, "项目支出", f"{_EXPENDITURE}/project", "project", accounts.general_project
    )


def _revenue(case: Case, name: str, label: str, severity: Severity | None) -> Iterator[Mark]:
    """A line of the revenue view against what came in and what went out of that budget."""
    accounts = _department(case)
    mine = getattr(case.filing.budget.by_revenue, _LINES[name])
    if accounts is None or mine is None:
        return
    income, spent = getattr(accounts, f"{name}_income"), getattr(accounts, name)
    theirs = spent if spent is not None else income
    if theirs is None or tied(mine, income) or tied(mine, spent):
        return
    # The view of the budget may hold money carried over, which the two do not.
    as_spent = case.executed is not None and tied(case.revenue_sum, case.executed)
    words = [
        f"{kind}{say(value)}万元{at(accounts, pointer)}"
        for kind, value, pointer in (
            ("收入", income, f"/{name}_income"),
            ("支出", spent, f"/{name}"),
        )
        if value is not None
    ]
    yield Mark(
        f"{_REVENUE}/{_LINES[name]}",
        f"自评表{label}{say(mine)}万元，决算该预算{'、'.join(words)}{slip(mine, theirs)}。",
        severity if as_spent or mine == 0 else "warning",
    )


_LINES = {"general": "general_public_budget", "funds": "government_funds"}


@check(
    code="JPA04",
    name="general-budget-off-accounts",
    title="一般公共预算与决算不符",
    title_en="General public budget is not that of the final accounts",
    severity="error",
    basis="部门决算公开04表、公开05表；预算法第五条",
    explanation="按收入性质分的一般公共预算，应等于决算的一般公共预算财政拨款收入或支出。"
    "按全年预算数填列、可能含上年结转的，只作疑点。",
    remedy="以决算为准改正；含上年结转的写明。",
    needs="accounts",
    bad={
        "/budget/by_revenue/general_public_budget": "490.00",
        "accounts:/general": "455.00", "accounts:/general_income": "465.00",
        "accounts:/appropriated": "490.00",
    },
)  # fmt: skip
def general_budget_off_accounts(case: Case) -> Iterator[Mark]:
    """The line of the revenue view against the general public budget."""
    yield from _revenue(case, "general", "一般公共预算", None)


@check(
    code="JPA05",
    name="funds-off-accounts",
    title="政府性基金与决算不符",
    title_en="Government-fund money is not that of the final accounts",
    severity="error",
    basis="部门决算公开07表；预算法第五条、第九条",
    explanation="按收入性质分的政府性基金拨款，应等于决算的政府性基金收入或支出。"
    "表上空白而决算有数的为疑点。",
    remedy="以决算为准改正，并在报告“政府性基金预算支出情况”一节说明。",
    needs="accounts",
    bad={"accounts:/funds": "24.60", "accounts:/funds_income": "24.60"},
)
def funds_off_accounts(case: Case) -> Iterator[Mark]:
    """The line of the revenue view against the funds; a blank as a doubt."""
    accounts, view = _department(case), case.filing.budget.by_revenue
    if accounts is None:
        return
    if view.government_funds is None and view.general_public_budget is not None:
        if accounts.funds and case.complete:
            yield Mark(
                f"{_REVENUE}/government_funds",
                f"政府性基金拨款空白，决算{at(accounts, '/funds')}政府性基金支出"
                f"{say(accounts.funds)}万元。",
                "warning",
            )
        return
    yield from _revenue(case, "funds", "政府性基金拨款", None)


@check(
    code="JPA06",
    name="state-capital-unsaid",
    title="国有资本经营预算支出未说明",
    title_en="State-capital expenditure is not told",
    severity="warning",
    basis="部门决算公开08表；湖南省自评报告提纲“国有资本经营预算支出情况”",
    explanation="决算有国有资本经营预算支出，报告的这一节写“无”或没有这一节。",
    remedy="补写国有资本经营预算支出的金额、用途和绩效。",
    needs="accounts",
    bad={"accounts:/state_capital": "12.00", "accounts:/state_capital_income": "12.00",
         "accounts:/general": "478.00"},
    good={
        "accounts:/state_capital": "12.00", "accounts:/state_capital_income": "12.00",
        "accounts:/general": "478.00",
        "/report/sections/5/text": "国有资本经营预算支出12.00万元，用于文创公司注资。",
    },
)  # fmt: skip
def state_capital_unsaid(case: Case) -> Iterator[Mark]:
    """State-capital money of the accounts, and the section of the report on it."""
    accounts = _department(case)
    if accounts is None or not accounts.state_capital or not case.complete or not case.sections:
        return
    about = [
        number
        for number, section in enumerate(case.sections)
        if "国有资本经营" in section.heading or "国有资本经营" in section.text
    ]
    said = "".join(case.sections[number].text for number in about)
    if not any(sign.isdigit() and sign != "0" for sign in said):
        pointer = f"/report/sections/{about[0]}" if about else "/report"
        yield Mark(
            pointer,
            f"决算{at(accounts, '/state_capital')}国有资本经营预算支出{say(accounts.state_capital)}万元，"
            "报告没有说明。",
        )


@check(
    code="JPA07",
    name="budgets-off-accounts",
    title="年初、全年预算数与决算不符",
    title_en="Initial or adjusted budget is not that of the final accounts",
    severity="error",
    basis="预算法第七十五条：决算按预算数、调整预算数、决算数分别列出；财决01表",
    explanation="年初预算数、全年预算数应等于财决01表的同名两栏。全年预算数按执行数倒填的，这里可以看出。",
    remedy="以批复的预算和调整文件为准改正。",
    needs="accounts",
    bad={"accounts:/adjusted": "512.00"},
)
def budgets_off_accounts(case: Case) -> Iterator[Mark]:
    """Both planned columns of the total row against table 财决01."""
    yield from _against(case, case.initial, "年初预算数", f"{case.total_at}/initial", "initial")
    yield from _against(case, case.adjusted, "全年预算数", f"{case.total_at}/adjusted", "adjusted")


@check(
    code="JPA08",
    name="accounts-off-themselves",
    title="决算表之间不平",
    title_en="The final accounts do not add up",
    severity="warning",
    basis="部门决算报表表间平衡关系",
    explanation="决算表中基本支出加项目支出大于本年支出合计，或财政拨款支出大于本年支出合计，"
    "或各经济分类之和大于基本支出。与决算的核对以此为限。",
    remedy="先核对所给的决算表是否同一年度、同一口径。",
    needs="accounts",
    bad={"accounts:/classes/303": "53.50", "/report/figures/2/amount": "53.50"},
)
def accounts_off_themselves(case: Case) -> Iterator[Mark]:
    """Parts of the accounts that are more than their whole."""
    told = case.accounts
    if told is None:
        return
    sums: tuple[tuple[str, tuple[Decimal | None, ...], str, Decimal | None], ...] = (
        ("基本支出与项目支出合计", (told.basic, told.project), "本年支出合计", told.expenditure),
        ("财政拨款支出", (told.appropriated,), "本年支出合计", told.expenditure),
        (
            "经济分类合计", tuple(told.classes.values()), "一般公共预算基本支出",
            told.general_basic,
        ),
    )  # fmt: skip
    for name, parts, of, whole in sums:
        known = [part for part in parts if part is not None]
        if whole is None or not parts or len(known) < len(parts):
            continue
        total = sum(known, ZERO)
        if total - whole > sum((slack(part) for part in known), slack(whole)):
            yield Mark("/budget", f"决算{name}{say(total)}万元，大于{of}{say(whole)}万元。")
