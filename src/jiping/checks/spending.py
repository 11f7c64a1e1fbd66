"""What the money went to: projects, fund money, goods and services, staff, costs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiping.filing.numbers import ZERO, round_half_up

from .case import Case
from .registry import Mark, check
from .rounding import differ, share, slack
from .row import Row
from .words import STAFF, say

_REVENUE = "/budget/by_revenue"
_EXPENDITURE = "/budget/by_expenditure"
_WORKS = re.compile(
    r"[一-龥]{0,6}?(?:建设|改造|工程|整治|项目|基建|专项)[^，。；]{0,4}(?:资金|经费|款|支出)"
)
_POSTS = re.compile(r"编制(?:数|人数)?(?:为|共|有|:|：)?(\d+)[人名个]")
_VIEW_NAMES = {
    "general_public_budget": "一般公共预算", "government_funds": "政府性基金拨款",
    "special_account_nontax": "纳入专户管理的非税收入拨款", "other": "其他资金",
    "basic": "基本支出", "project": "项目支出",
}  # fmt: skip


def _no_project_money(case: Case) -> bool:
    """Project expenditure is 0, or blank while basic expenditure is all that was spent."""
    basic, project = case.expenditure
    if project is not None:
        return project == 0
    return basic is not None and case.executed is not None and basic == case.executed and basic > 0


@check(
    code="JP207",
    name="projects-without-money",
    title="没有项目支出，却有项目内容",
    title_en="No project expenditure although projects are told",
    severity="warning",
    basis="预算法实施条例第五条：项目支出是为完成特定工作任务的支出",
    explanation="项目支出写0或空白，而报告的支出原因里有建设、工程、专项一类资金，可能把项目支出列进了基本支出。",
    remedy="核对决算公开03表，把项目性质的支出填入项目支出，并补充项目绩效。",
    parts=("report",),
    bad={
        "/budget/by_expenditure/basic": "490.00", "/budget/by_expenditure/project": "0",
        "/report/figures": [
            {"item": "302", "label": "商品和服务支出", "amount": "246.50", "change": "15.20",
             "direction": "increase", "cause": "支付新馆建设资金15.20万元"},
        ],
    },
    good={
        "/budget/by_expenditure/basic": "490.00", "/budget/by_expenditure/project": "0",
        "/report/figures": [],
    },
)  # fmt: skip
def projects_without_money(case: Case) -> Iterator[Mark]:
    """No project money, and a cause in the report that names works."""
    if not _no_project_money(case) or not case.complete:
        return
    for pointer, figure in case.figures:
        if figure.cause and (match := _WORKS.search(figure.cause)):
            size = f"（增减{say(figure.change)}万元）" if figure.change else ""
            yield Mark(
                pointer, f"自评表没有项目支出，而“{figure.label}”的变动原因是“{match[0]}”{size}。"
            )


@check(
    code="JP209",
    name="blank-for-zero",
    title="应填0的金额空白",
    title_en="A blank where a 0 is due",
    severity="notice",
    basis="惯例：没有金额的填0，不留空白",
    explanation="已填的各项相加正好等于总额，空着的各项就是0；留空容易被看作漏填。",
    remedy="没有金额的各项填0。",
    bad={"/budget/by_revenue/other": None, "/budget/by_revenue/special_account_nontax": None},
)
def blank_for_zero(case: Case) -> Iterator[Mark]:
    """Blank parts of a view that adds up without them."""
    if not case.complete:
        return
    views = (
        (_REVENUE, case.filing.budget.by_revenue, case.adjusted),
        (_EXPENDITURE, case.filing.budget.by_expenditure, case.executed),
    )
    for pointer, view, whole in views:
        values = view.__dict__
        known = [value for value in values.values() if value is not None]
        if not known or len(known) == len(values) or whole is None or sum(known) != whole:
            continue
        names = "、".join(_VIEW_NAMES[name] for name, value in values.items() if value is None)
        yield Mark(pointer, f"{names}空白，按合计{say(whole)}万元推算应填0。")


@check(
    code="JP210",
    name="fund-money-as-basic",
    title="政府性基金列入基本支出",
    title_en="Government-fund money shown as basic expenditure",
    severity="warning",
    basis="预算法第九条：政府性基金专项用于特定公共事业发展",
    explanation="政府性基金有专门用途，一般属于项目支出。有基金收入而项目支出为0，说明基金被列入了基本支出。",
    remedy="核对决算公开07表，把基金安排的支出列入项目支出；当地确按基本支出核算的，予以说明。",
    bad={
        "/budget/by_revenue/general_public_budget": "460.00",
        "/budget/by_revenue/government_funds": "40.00",
        "/budget/by_expenditure/basic": "490.00", "/budget/by_expenditure/project": "0",
        "/report/figures": [],
    },
    good={
        "/budget/by_revenue/general_public_budget": "460.00",
        "/budget/by_revenue/government_funds": "40.00",
    },
)  # fmt: skip
def fund_money_as_basic(case: Case) -> Iterator[Mark]:
    """Fund money, and no project expenditure."""
    if case.funds > 0 and _no_project_money(case):
        yield Mark(
            f"{_REVENUE}/government_funds",
            f"政府性基金{say(case.funds)}万元，项目支出为0，基金列入了基本支出。",
        )


@check(
    code="JP211",
    name="goods-share-high",
    title="商品和服务支出占比过高",
    title_en="Goods and services make up most of basic expenditure",
    severity="warning",
    basis="惯例：商品和服务支出超过基本支出60%的应说明；政府收支分类科目302",
    explanation="基本支出里商品和服务支出通常少于人员支出。占比过高，往往是把项目或建设资金列入了公用经费。",
    remedy="说明商品和服务支出的主要内容，属于项目的调整列支。",
    parts=("report",),
    limits=("goods_share",),
    bad={
        "/report/figures/0/amount": "80.00", "/report/figures/1/amount": "226.50",
    },
)  # fmt: skip
def goods_share_high(case: Case) -> Iterator[Mark]:
    """Class 302 as a share of the classes told."""
    told = case.basic_classes
    total = sum(told.values(), ZERO)
    if total <= 0 or told["302"] / total <= case.limits.goods_share:
        return
    pointer = next(at for at, figure in case.figures if figure.item == "302")
    staff = STAFF.search(case.texts.get("profile", ""))
    each = ""
    if staff and int(staff[1]):
        each = f"，在职{staff[1]}人，人均{say(round_half_up(told['302'] / Decimal(staff[1])))}万元"
    yield Mark(
        pointer,
        f"商品和服务支出{say(told['302'])}万元，占各经济分类合计{say(total)}万元的{share(told['302'], total)}{each}。",
    )


@check(
    code="JP212",
    name="staff-over-posts",
    title="在职人员超过编制",
    title_en="More staff than posts",
    severity="warning",
    basis="财预〔2013〕53号：在职人员控制率=在职人员数÷编制数，应不大于100%",
    explanation="报告里的在职人员数大于编制数，在职人员控制率超过100%。编制分几类写的不作判断。",
    remedy="核对人数和编制的口径；确有超编的，说明原因和消化办法。",
    parts=("report",),
    bad={"/report/sections/0/text": ("在职人员19人", "在职人员22人")},
)
def staff_over_posts(case: Case) -> Iterator[Mark]:
    """Staff in post against the one number of posts that the profile tells."""
    profile = case.texts.get("profile", "")
    posts, staff = _POSTS.findall(profile), STAFF.findall(profile)
    if len(posts) == len(staff) == 1 and int(staff[0]) > int(posts[0]) > 0:
        rate = share(Decimal(staff[0]), Decimal(posts[0]))
        yield Mark(
            case.places["profile"], f"编制{posts[0]}名，在职{staff[0]}人，在职人员控制率{rate}。"
        )


def _is_cost(row: Row) -> bool:
    return "成本" in row.level2 or row.level1 == "成本指标" or "预算" in row.title


@check(
    code="JP213",
    name="cost-target-is-initial-budget",
    title="成本目标仍按年初预算",
    title_en="Cost target still the initial budget although the budget was adjusted",
    severity="warning",
    basis="财预〔2020〕10号：绩效目标随预算调整相应调整；预算法第七十五条",
    explanation="成本指标的上限正是年初预算数，而预算年中已经调整。目标没有随预算调整，执行必然超过上限，"
    "得分也失去意义。",
    remedy="按程序调整成本指标值，或换用单位成本类指标。",
    parts=("indicators",),
    bad={
        "/indicators/4/name": "总成本控制数", "/indicators/4/target": "≤480万元",
        "/indicators/4/actual": "480万元",
    },
    good={
        "/indicators/4/name": "总成本控制数", "/indicators/4/target": "≤500万元",
        "/indicators/4/actual": "490万元",
    },
)  # fmt: skip
def cost_target_is_initial_budget(case: Case) -> Iterator[Mark]:
    """A cost ceiling that equals the initial budget, which was adjusted since."""
    initial, adjusted = case.initial, case.adjusted
    if not initial or adjusted is None or not differ(initial, adjusted, slack(initial)):
        return
    for row in case.rows:
        if row.target_number == initial and _is_cost(row):
            yield Mark(
                f"{row.pointer}/target",
                f"“{row.name}”的指标值{say(initial)}是年初预算数，而全年预算已调整为{say(adjusted)}万元。",
            )
