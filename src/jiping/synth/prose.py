"""The report of an invented filing: sections of the standard's outline, told from books and measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from jiping.filing import Report, ReportFigure, Section
from jiping.filing.numbers import ZERO, plain, round_half_up
from jiping.standards.model import OutlineSection, Standard

from .books import Books
from .county import Unit
from .dice import Dice
from .measures import Measure
from .trades import Project

_CHANGES = {
    "301": (("调整基本工资标准和补缴社会保险", "新增在职人员并晋升薪级"), ("2名人员退休后没有补充", "3名人员调出")),
    "302": (("办公用房维修和水电费上涨", "业务培训和差旅次数较多"), ("压减会议和印刷", "办公设备没有更新")),
    "303": (("提高遗属补助标准", "新增退休人员补贴"), ("1名离休人员去世", "抚恤金支付较少")),
}  # fmt: skip
_LABELS = {"301": "工资福利支出", "302": "商品和服务支出", "303": "对个人和家庭的补助"}


class Told(NamedTuple):
    """All that the report is told from."""

    unit: Unit
    year: int
    books: Books
    before: Books
    measures: Sequence[Measure]
    score: Decimal
    grade: str
    project: Project | None = None


def money(value: Decimal) -> str:
    """An amount as reports print it."""
    return f"{round_half_up(value):.2f}"


def report(told: Told, standard: Standard) -> Report:
    """The report on a department's or (with a project) a project's filing."""
    subject = f"{told.unit.name}{told.year}年度"
    matter = f"{told.project.name}项目支出" if told.project else "部门整体支出"
    sections = standard.outline.sections
    return Report(
        title=f"{subject}{matter}绩效自评报告",
        sections=tuple(_section(one, told) for one in sections if one.required or not told.project),
        figures=() if told.project else tuple(figures(told)),
    )  # fmt: skip


def figures(told: Told) -> Iterator[ReportFigure]:
    """The economic classes of basic expenditure with their changes on last year."""
    now, before = told.books, told.before
    dice = Dice("causes", told.unit.seed, told.year)
    for item, amount, last in (
        ("301", now.pay, before.pay), ("302", now.goods, before.goods), ("303", now.aid, before.aid),
    ):  # fmt: skip
        change = amount - last
        if not change:
            yield ReportFigure(
                item=item, label=_LABELS[item], amount=amount, change=ZERO, direction="unchanged"
            )
            continue
        cause = dice.one(_CHANGES[item][change < 0])
        part = money(dice.times(abs(change), "0.72", "0.97"))
        yield ReportFigure(
            item=item, label=_LABELS[item], amount=amount, change=abs(change),
            direction="increase" if change > 0 else "decrease",
            cause=f"{cause}，{'增加' if change > 0 else '减少'}{part}万元",
        )  # fmt: skip


def _section(one: OutlineSection, told: Told) -> Section:
    texts = _PROJECT if told.project else _DEPARTMENT
    write = texts.get(one.heading) or texts.get(one.topic) or _nothing
    mark = one.number if one.number.startswith("（") else f"{one.number}、"
    return Section(number=mark, heading=one.heading, topic=one.topic, text=write(told))


def _nothing(_: Told) -> str:
    return "无。"


def _profile(told: Told) -> str:
    unit, offices = told.unit, told.unit.trade.offices
    standing = f"是{unit.supervisor}所属预算单位" if unit.supervisor else "是县一级预算单位"
    return (
        f"{unit.name}{standing}，主要职责是{unit.trade.duties}。"
        f"内设{'、'.join(offices)}等{len(offices)}个机构。"
        f"编制{unit.posts}名，年末在职人员{unit.staff}人，退休人员{unit.retired}人。"
    )


def _general(told: Told) -> str:
    spent = told.books.total.executed - told.books.funds
    left = told.books.total.adjusted - told.books.total.executed
    return _one(
        told, "general",
        f"全年一般公共预算支出{money(spent)}万元，年末结转{money(left)}万元。",
        f"一般公共预算全年支出{money(spent)}万元，结转下年{money(left)}万元。",
        f"{told.year}年一般公共预算支出{money(spent)}万元，年末结转结余{money(left)}万元。",
    )  # fmt: skip


def _basic(told: Told) -> str:
    words = {"increase": "增加", "decrease": "减少"}
    return "".join(
        f"{one.label}{money(one.amount or ZERO)}万元，"
        + (
            f"比上年{words[one.direction]}{money(one.change or ZERO)}万元，原因是{one.cause}。"
            if one.direction in words
            else "与上年持平。"
        )
        for one in figures(told)
    )


def _projects(told: Told) -> str:
    parts = "；".join(
        f"{project.name}{money(spent.executed)}万元，用于{project.purpose}"
        for project, spent in zip(told.unit.trade.projects, told.books.projects, strict=True)
    )
    return (
        f"项目支出{money(told.books.project)}万元，其中：{parts}。各项目实行专账核算，年末已验收。"
    )


def _funds(told: Told) -> str:
    if not told.books.funds:
        return "无。"
    project = told.unit.trade.projects[0]
    return f"政府性基金预算支出{money(told.books.funds)}万元，用于{project.name}中的{project.purpose}，当年全部支付。"


def _performance(told: Told) -> str:
    return _score(told) + _results(told) + _survey(told) + _three_public(told)


def _standing(told: Told) -> str:
    return _score(told) + _three_public(told)


def _score(told: Told) -> str:
    return _one(
        told, "score",
        f"自评得分{plain(told.score)}分，等级为{told.grade}。",
        f"按评分标准自评{plain(told.score)}分，评为{told.grade}。",
        f"各项指标和预算执行合计自评{plain(told.score)}分，属于{told.grade}。",
    )  # fmt: skip


def _three_public(told: Told) -> str:
    books = told.books
    public, less = money(books.three_public), money(books.three_public_budget - books.three_public)
    return _one(
        told, "public",
        f"“三公”经费支出{public}万元，比预算少{less}万元。",
        f"“三公”经费全年支出{public}万元，控制在预算以内，节约{less}万元。",
        f"全年“三公”经费实际支出{public}万元，较预算节约{less}万元。",
    )  # fmt: skip


def _one(told: Told, matter: str, *ways: str) -> str:
    """One way of saying it: another in the next year than in this."""
    first = Dice("ways", told.unit.seed, matter).whole(0, len(ways) - 1)
    return ways[(first + told.year) % len(ways)]


def _results(told: Told) -> str:
    """Indicators with their figures, those that were missed beside their target."""
    dice = Dice("results", told.unit.seed, told.year, told.project)
    own = [one for one in told.measures if one.gauge.sort != "满" and not one.trouble]
    chosen = dice.shuffled(dice.some(own, dice.whole(7, 10)))
    verb = _one(told, "verb", "", "为", "达到")
    parts = [f"{one.gauge.name}{verb}{one.reached.raw}" for one in chosen]
    for one in _missed(told):
        aim = one.aimed.raw.lstrip("≥")
        parts.append(f"{one.gauge.name}{one.reached.raw}，低于{aim}的指标值")
    return _one(told, "stop", "；", "，", "；").join(parts) + "。"


def _survey(told: Told) -> str:
    dice = Dice("survey", told.unit.seed, told.year, told.project)
    asked = dice.whole(10, 40) * 10
    found = next((one for one in told.measures if one.gauge.sort == "满"), None)
    if found is None:
        return ""
    back, month = asked - dice.whole(2, 9), dice.whole(10, 12)
    name, reached = found.gauge.name, found.reached.raw
    return _one(
        told, "survey",
        f"{month}月发放问卷{asked}份，收回{back}份，{name}{reached}。",
        f"{name}由{month}月的问卷调查得出，发出{asked}份，有效{back}份，结果为{reached}。",
        f"{month}月电话回访和现场问卷共{asked}人次，有效答卷{back}份，{name}{reached}。",
    )  # fmt: skip


def _missed(told: Told) -> list[Measure]:
    return [one for one in told.measures if one.trouble]


def _problems(told: Told) -> str:
    return "".join(
        _one(
            told, "problem",
            f"{one.gauge.name}没有达到指标值，原因是{one.trouble.cause}。",
            f"全年{one.gauge.name}低于指标值。主要原因是{one.trouble.cause}。",
            f"{one.gauge.name}离指标值还有差距，因为{one.trouble.cause}。",
        )
        for one in _missed(told)
        if one.trouble
    )  # fmt: skip


def _measures(told: Told) -> str:
    lead = told.unit.trade.offices[0]
    return "".join(
        _one(
            told, "measure",
            f"针对{one.gauge.name}未达指标值的问题，{one.trouble.measure}，由{lead}负责每月督办。",
            f"关于{one.gauge.name}：{one.trouble.measure}；{lead}负责跟踪，{told.year + 1}年6月底前报告结果。",
            f"{one.trouble.measure}，以补上{one.gauge.name}的差距；由{lead}负责按月核对进度。",
        )
        for one in _missed(told)
        if one.trouble
    )  # fmt: skip


def _problems_and_measures(told: Told) -> str:
    return _problems(told) + _measures(told)


def _application(told: Told) -> str:
    project = told.project or told.unit.trade.projects[0]
    year = told.year
    return _one(
        told, "use",
        f"自评结果作为{year + 2}年{project.name}经费安排的依据，未达指标值的事项纳入内部考核。"
        f"本报告于{year + 1}年9月20日前随部门决算在县人民政府门户网站公开。",
        f"编制{year + 2}年预算时，{project.name}按自评结果调整额度，扣分事项由分管领导约谈承办机构。"
        f"自评表和本报告随{year}年度部门决算，于{year + 1}年9月底前在县人民政府网站预决算专栏公开。",
        f"自评结果已报县财政局，用于核定{year + 2}年{project.name}预算，扣分事项计入承办机构年度考核。"
        f"{year + 1}年9月15日前与部门决算一并在县人民政府门户网站公开。",
    )  # fmt: skip


def _project_profile(told: Told) -> str:
    assert told.project is not None  # noqa: S101 (for the type checker)
    return (
        f"{told.project.name}项目由{told.unit.name}实施，用于{told.project.purpose}，"
        f"{told.year}年1月开工，12月验收，由{told.unit.trade.offices[1]}负责日常管理。"
    )


def _project_money(told: Told) -> str:
    spent = told.books.total
    rate = round_half_up(spent.executed * 100 / spent.adjusted)
    return (
        f"项目年初预算{money(spent.initial)}万元，全年预算{money(spent.adjusted)}万元，"
        f"全年执行{money(spent.executed)}万元，执行率{plain(rate)}%，实行专账核算。"
    )


def _project_goal(told: Told) -> str:
    return f"自评得分{plain(told.score)}分，等级为{told.grade}。{_survey(told)}"


_DEPARTMENT = {
    "profile": _profile,
    "绩效目标完成情况分析": _standing,
    "总体绩效目标完成情况分析": _results,
    "绩效指标完成情况分析": _survey,
    "一般公共预算支出情况": _general,
    "basic_expenditure": _basic,
    "project_expenditure": _projects,
    "政府性基金预算支出情况": _funds,
    "performance": _performance,
    "problems": _problems,
    "measures": _measures,
    "application": _application,
}
_PROJECT = {
    "profile": _project_profile,
    "绩效目标完成情况分析": _project_goal,
    "project_expenditure": _project_money,
    "总体绩效目标完成情况分析": _results,
    "performance": _results,
    "measures": _problems_and_measures,
    "application": _application,
}
