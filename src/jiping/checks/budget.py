"""Budget control: what the three money columns say of how the year's money was planned and spent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jiping.filing.numbers import ZERO, round_half_up

from .case import Case, Row
from .registry import Mark, check
from .rounding import amount_gap, differ, percent, share, slack
from .words import say

_REVENUE = "/budget/by_revenue"
_EXPENDITURE = "/budget/by_expenditure"
_ADJUSTED_WORDS = ("追加", "调增", "调减", "预算调整", "调整预算", "核减", "追减", "新增资金", "中途下达")
_SOURCE_WORDS = ("上级", "转移支付", "结转", "批准", "批复", "人大", "下达", "审议", "专项资金")
_SLOW_CAUSE = re.compile(r"(?:执行率|支出进度|未执行|未支出|未支付)[^。；\n]{0,30}(?:原因|由于|因为|主要是|系)")
_WORKS = re.compile(r"[一-龥]{0,6}?(?:建设|改造|工程|整治|项目|基建|专项)[^，。；]{0,4}(?:资金|经费|款|支出)")
_NONE_TOLD = re.compile(r"^(?:无|没有|本年(?:度)?无[^，。；]*|0(?:\.0+)?万?元?)[。.]?$")
_STAFF = re.compile(r"(?:在职(?:在编)?(?:人员|职工|干部)?|实有(?:在职)?(?:人员|人数)?)(?:为|共|有|:|：)?(\d+)[人名]")
_POSTS = re.compile(r"编制(?:数|人数)?(?:为|共|有|:|：)?(\d+)[人名个]")
_VIEW_NAMES = {
    "general_public_budget": "一般公共预算", "government_funds": "政府性基金拨款",
    "special_account_nontax": "纳入专户管理的非税收入拨款", "other": "其他资金",
    "basic": "基本支出", "project": "项目支出",
}  # fmt: skip


@check(
    code="JP201",
    name="executed-over-budget",
    title="执行数超过全年预算数",
    title_en="Executed more than the full-year budget",
    severity="error",
    basis="预算法第十三条：未列入预算的不得支出",
    explanation="支出必须以经批准的预算为依据，全年执行数不能大于全年预算数。",
    remedy="核对是否漏计追加预算或上年结转；确属超预算支出的，须说明并整改。",
    bad={
        "/budget/rows/0/executed": "510.00", "/budget/rows/0/execution_rate": "1.02",
        "/budget/rows/0/score": "10", "/total/score": "99.6",
        "/budget/by_expenditure/project": "170.00",
    },
)  # fmt: skip
def executed_over_budget(case: Case) -> Iterator[Mark]:
    """Any row of the budget that spent more than it had."""
    for number, row in enumerate(case.filing.budget.rows):
        if row.adjusted is None or row.executed is None:
            continue
        if amount_gap(row.adjusted, (row.executed,), case.money_places) > 0:
            over = row.executed - row.adjusted
            yield Mark(
                f"/budget/rows/{number}/executed",
                f"“{row.label}”执行数{say(row.executed)}万元，超过全年预算数{say(row.adjusted)}万元，"
                f"超出{say(over)}万元。",
            )


@check(
    code="JP202",
    name="initial-budget-missing",
    title="年初预算数缺失",
    title_en="Initial budget missing",
    severity="warning",
    basis="预算法第七十五条：预算数、调整预算数、决算数并列",
    explanation="全年预算数有金额而年初预算数是0，或者只有总额一行没有填年初预算数，看不出预算如何变动。",
    remedy="填写年初批复的预算数；确属年中新增的，写明下达文号。",
    bad={"/budget/rows/0/initial": "0"},
)
def initial_budget_missing(case: Case) -> Iterator[Mark]:
    """An initial budget of 0, or blank in the total although the column is in use."""
    if not case.complete or not case.adjusted or case.adjusted < 0:
        return
    used = any(row.initial for row in case.filing.budget.rows)
    if case.initial == 0 or (case.initial is None and used):
        shown = "0" if case.initial == 0 else "空白"
        yield Mark(
            f"{case.total_at}/initial", f"全年预算数{say(case.adjusted)}万元，年初预算数为{shown}。"
        )


@check(
    code="JP203",
    name="adjustment-unexplained",
    title="预算调整率过高而未说明原因",
    title_en="Large budget adjustment without a cause",
    severity="warning",
    basis="财预〔2013〕53号：预算调整率；预算法第六十七条至第七十一条",
    explanation="预算调整率=|全年预算数−年初预算数|÷年初预算数，超过30%的应当说明为什么调整。"
    "报告写到追加、调增、调减、预算调整等情况的不再提示。",
    remedy="在报告中写明调整的金额、原因和时间。",
    bad={
        "/budget/rows/0/initial": "300.00",
    },
    good={
        "/budget/rows/0/initial": "300.00",
        "/report/sections/1/text": (
            "全年", "年中追加预算200.00万元（县财政局批复，用于新馆开馆）。全年",
        ),
    },
)  # fmt: skip
def adjustment_unexplained(case: Case) -> Iterator[Mark]:
    """Adjustment rate over the limit, and no word of it in the report or the form."""
    rate = case.adjustment
    if rate is None or abs(rate) <= case.limits.adjustment:
        return
    if case.report_says(_ADJUSTED_WORDS) or case.form_says(_ADJUSTED_WORDS):
        return
    initial, adjusted = case.initial or ZERO, case.adjusted or ZERO
    told = "，未说明原因" if case.complete else ""
    yield Mark(
        f"{case.total_at}/adjusted",
        f"年初预算{say(initial)}万元，全年预算{say(adjusted)}万元，预算调整率{percent(abs(rate))}{told}。",
    )


@check(
    code="JP204",
    name="budget-written-back",
    title="全年预算数疑似按执行数倒填",
    title_en="Full-year budget seems written back from the spending",
    severity="warning",
    basis="惯例：全年预算数以年中调整后的批复为准；预算法实施条例第八十三条",
    explanation="全年预算数与执行数分毫不差，而与年初预算数不同，多半是按支出倒填的预算，执行率因此必为100%。"
    "年末按执行数收回指标的地方属正常情况，说明即可。",
    remedy="核对调整预算的批复文件；按执行数收回指标的，予以说明。",
    bad={
        "/budget/rows/0/adjusted": "490.37", "/budget/rows/0/executed": "490.37",
        "/budget/rows/0/execution_rate": "1", "/budget/rows/0/score": "10", "/total/score": "99.6",
        "/budget/by_revenue/general_public_budget": "490.37",
        "/budget/by_expenditure/project": "150.37",
    },
)  # fmt: skip
def budget_written_back(case: Case) -> Iterator[Mark]:
    """Budget and spending equal to the last digit, uneven, and unlike the initial budget."""
    adjusted = case.adjusted
    if not adjusted or adjusted != case.executed or not case.initial or case.initial == adjusted:
        return
    if adjusted != adjusted.to_integral_value():
        yield Mark(
            f"{case.total_at}/adjusted",
            f"全年预算数与执行数同为{say(adjusted)}万元，而年初预算为{say(case.initial)}万元。",
        )


@check(
    code="JP205",
    name="low-execution",
    title="预算执行率偏低",
    title_en="Low execution rate",
    severity="warning",
    basis="财预〔2020〕10号：未完成或执行率低的应说明原因并提出改进措施",
    explanation="执行率低于60%为疑点，60%至80%为提示。钱没有花出去，绩效目标却写完成的，尤其要说明。"
    "报告或表中已经说明执行率低的原因的，不再提示。",
    remedy="单独说明执行率低的原因和处理（结转、收回、调整用途）。",
    bad={
        "/budget/rows/0/executed": "290.00", "/budget/rows/0/execution_rate": "0.58",
        "/budget/rows/0/score": "5.8", "/total/score": "95.4",
        "/budget/by_expenditure/basic": "270.00", "/budget/by_expenditure/project": "20.00",
        "/report/figures": [],
    },
)  # fmt: skip
def low_execution(case: Case) -> Iterator[Mark]:
    """Execution rate under the two limits."""
    rate = case.rate
    if rate is None or not ZERO <= rate < case.limits.execution_notice:
        return
    if _SLOW_CAUSE.search(case.report_text) or _SLOW_CAUSE.search(case.form_text):
        return
    yield Mark(
        f"{case.total_at}/execution_rate",
        f"全年执行{say(case.executed or ZERO)}万元，占全年预算{say(case.adjusted or ZERO)}万元的{percent(rate)}。",
        None if rate < case.limits.execution_warning else "notice",
    )


@check(
    code="JP206",
    name="total-over-cap",
    title="总分超过执行率对应的上限",
    title_en="Total above the cap that the execution rate sets",
    severity="error",
    basis="所用标准的总分上限规定（如执行率不足80%的总分不得超过89分）",
    explanation="部分地方规定执行率低的，总分不得超过相应上限，超出部分要核减。只在所用标准有此规定时检查。",
    remedy="按上限核减总分和等级。",
    under="cap-exec-2022",
    bad={
        "/budget/rows/0/executed": "390.00", "/total/score": "97.4",
        "/report/sections/1/text": ("全年", "执行率偏低的原因是图书款按合同在次年支付。全年"),
    },
    good={
        "/budget/rows/0/executed": "390.00", "/total/score": "89",
        "/report/sections/1/text": ("全年", "执行率偏低的原因是图书款按合同在次年支付。全年"),
    },
)  # fmt: skip
def total_over_cap(case: Case) -> Iterator[Mark]:
    """Printed total against the standard's cap for this execution rate."""
    caps, rate, total = case.standard.caps, case.rate, case.filing.total.score
    if caps is None or rate is None or total is None:
        return
    cap = next((step.total for step in reversed(caps.steps) if rate < step.below), None)
    if cap is not None and total > cap:
        yield Mark("/total/score", f"执行率{percent(rate)}，总分不得超过{say(cap)}分，自评{say(total)}分。")


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
    code="JP208",
    name="addition-without-source",
    title="追加资金未说明来源和批准程序",
    title_en="Added money without source or approval",
    severity="warning",
    basis="预算法第六十七条、第七十条、第七十一条",
    explanation="全年预算比年初增加30%以上的，应当说明钱从哪里来（上级转移支付、上年结转、本级追加）、由谁批准。",
    remedy="逐笔列出追加资金的来源、文号和金额。",
    bad={
        "/budget/rows/0/initial": "300.00",
        "/report/sections/1/text": ("年末结转", "年中调增预算。年末结余"),
    },
    good={
        "/budget/rows/0/initial": "300.00",
        "/report/sections/1/text": ("年末结转", "年中调增预算200.00万元（县财政局批复）。年末结余"),
    },
)  # fmt: skip
def addition_without_source(case: Case) -> Iterator[Mark]:
    """A large addition, and no word of source or approval in the report."""
    rate = case.adjustment
    if rate is None or rate <= case.limits.adjustment or not case.complete or not case.sections:
        return
    if case.report_says(_SOURCE_WORDS):
        return
    added = (case.adjusted or ZERO) - (case.initial or ZERO)
    yield Mark(
        f"{case.total_at}/adjusted",
        f"全年预算比年初增加{say(added)}万元（{percent(rate)}），报告没有说明资金来源和批准程序。",
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
    staff = _STAFF.search(case.texts.get("profile", ""))
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
    bad={"/report/sections/0/text": ("在职人员19人", "在职人员22人")},
)
def staff_over_posts(case: Case) -> Iterator[Mark]:
    """Staff in post against the one number of posts that the profile tells."""
    profile = case.texts.get("profile", "")
    posts, staff = _POSTS.findall(profile), _STAFF.findall(profile)
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
        if row.target is not None and row.target.number == initial and _is_cost(row):
            yield Mark(
                f"{row.pointer}/target",
                f"“{row.name}”的指标值{say(initial)}是年初预算数，而全年预算已调整为{say(adjusted)}万元。",
            )
