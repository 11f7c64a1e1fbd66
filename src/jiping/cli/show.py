"""What the commands print: tables for people, one object a line for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from jiping.filing import KIND_NAMES
from jiping.filing.numbers import HUNDRED, plain, round_half_up

from .terminal import console
from .wrap import indent

if TYPE_CHECKING:
    from jiping.filing import Extraction, Filing, Value
    from jiping.scoring import Scorecard
    from jiping.standards import Standard

SEVERITY = {
    "error": ("错误", "bold red"),
    "warning": ("疑点", "yellow"),
    "notice": ("提示", "cyan"),
}


#: Titles of standards are no wider than this, and blanks stand between the columns.
_TITLE_OF_STANDARD = 72
_BETWEEN_COLUMNS = 8


def number(value: Decimal | None, missing: str = "—") -> str:
    """A number for reading, or a dash."""
    return missing if value is None else plain(value)


def money(value: Decimal | None) -> str:
    """An amount in 万元 with two decimals at least, or a dash."""
    if value is None:
        return "—"
    return f"{value:,.2f}" if round_half_up(value) == value else f"{value:,f}"


def percent(value: Decimal | None) -> str:
    """A fraction as percent, or a dash."""
    return "—" if value is None else f"{plain(round_half_up(value * HUNDRED))}%"


def heading(filing: Filing, source: str) -> str:
    """Unit, project, year and kind of a filing in one line."""
    year = f"{filing.fiscal_year}年度" if filing.fiscal_year else "年度未注明"
    who = filing.project or filing.unit or source
    return f"{who}　{year}　{KIND_NAMES[filing.kind]}绩效自评"


def value(item: Value | None) -> str:
    """A target or actual value as published."""
    return item.raw if item else "—"


# --- extract ------------------------------------------------------------------------------------


def extraction(read: Extraction) -> None:
    """Print what was read, for people."""
    out = console()
    for filing in read.filings:
        out.print(Text(heading(filing, read.source.name), style="bold"))
        out.print(f"[dim]{escape(read.source.name)}　标准 {filing.standard}"
                  f"{'' if filing.complete else '　（文件不完整）'}[/dim]")  # fmt: skip
        if filing.budget.rows:
            out.print(_budget(filing))
        views = [
            f"{label} {money(amount)}"
            for label, amount in (
                ("一般公共预算", filing.budget.by_revenue.general_public_budget),
                ("政府性基金", filing.budget.by_revenue.government_funds),
                ("专户非税", filing.budget.by_revenue.special_account_nontax),
                ("其他", filing.budget.by_revenue.other),
                ("基本支出", filing.budget.by_expenditure.basic),
                ("项目支出", filing.budget.by_expenditure.project),
            )
            if amount is not None
        ]
        if views:
            out.print("　".join(views))
        if filing.indicators:
            out.print(_indicators(filing))
        if filing.total.score is not None:
            out.print(f"自评总分 {plain(filing.total.score)}")
        if filing.report:
            out.print(_report(filing))
        out.print()
    for problem in read.problems:
        out.print(f"[yellow]未读[/yellow] {escape(str(problem.where))}　{escape(problem.message)}")


def _budget(filing: Filing) -> Table:
    table = Table(box=box.SIMPLE_HEAD, title="预算执行（万元）", title_justify="left")
    table.add_column("")
    for name in ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"):
        table.add_column(name, justify="right")
    for row in filing.budget.rows:
        table.add_row(
            escape(row.label), money(row.initial), money(row.adjusted), money(row.executed),
            number(row.weight), percent(row.execution_rate), number(row.score),
        )  # fmt: skip
    return table


def _indicators(filing: Filing) -> Table:
    table = Table(box=box.SIMPLE_HEAD, title="绩效指标", title_justify="left")
    for name in ("二级指标", "三级指标", "指标值", "完成值"):
        table.add_column(name, overflow="fold")
    table.add_column("分值", justify="right")
    table.add_column("得分", justify="right")
    for item in filing.indicators:
        table.add_row(
            escape(item.level2 or item.level1 or ""), escape(item.name or ""),
            escape(value(item.target)), escape(value(item.actual)),
            number(item.weight), number(item.score),
        )  # fmt: skip
    return table


def _report(filing: Filing) -> Table:
    table = Table(box=box.SIMPLE_HEAD, title="自评报告", title_justify="left")
    table.add_column("章节", overflow="fold")
    table.add_column("字数", justify="right")
    if filing.report:
        for section in filing.report.sections:
            title = f"{section.number or ''}{section.heading}"
            table.add_row(escape(title), str(len(section.text)))
    return table


# --- score --------------------------------------------------------------------------------------


def scorecard(read: Extraction, filing: Filing, card: Scorecard) -> None:
    """Print the explained scorecard beside the self score."""
    out = console()
    out.print(Text(heading(filing, read.source.name), style="bold"))
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("指标", overflow="fold", ratio=3)
    for name in ("分值", "自评", "规则"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("算法", overflow="fold", ratio=5)
    for line in card.lines:
        differs = line.rule_score is not None and line.rule_score != line.self_score
        table.add_row(
            escape(line.label), number(line.weight), number(line.self_score),
            Text(number(line.rule_score), style="yellow" if differs else ""),
            escape(line.explanation),
        )  # fmt: skip
    table.add_section()
    table.add_row(
        "合计", "", number(card.self_total), number(card.rule_total),
        escape(_grades(card)), style="bold",
    )  # fmt: skip
    out.print(table)
    for note in card.notes:
        out.print(Text(indent(note, out.width, "注：", "　　")))
    remark = f"标准 {card.standard}；规则得分不代替自评得分。依据：{_bases(card)}"
    out.print(Text(indent(remark, out.width, "", ""), style="dim"), end="\n\n")


def _grades(card: Scorecard) -> str:
    self_grade = f"自评等级 {card.self_grade}" if card.self_grade else ""
    if card.rule_grade:
        rule = f"规则等级 {card.rule_grade}"
    else:
        rule = (
            f"规则只能评 {number(card.scored_weight)} 分的指标，不给合计"
            if card.scored_weight
            else "规则不给合计"
        )
    return "　".join(filter(None, (self_grade, rule)))


def _bases(card: Scorecard) -> str:
    return "；".join(dict.fromkeys(line.basis for line in card.lines if line.basis))


def scorecard_json(read: Extraction, number: int, card: Scorecard) -> str:
    """The scorecard as one line of JSON."""
    return _line({"source": read.source.name, "filing": number, **card.to_json()})


# --- rules and standards --------------------------------------------------------------------------


def rules(entries: Iterable[dict[str, str]], as_json: bool) -> None:
    """Print the catalogue of checks by theme."""
    if as_json:
        for entry in entries:
            print(_line(entry))
        return
    out = console()
    for theme, group in groupby(entries, key=lambda entry: entry["theme"]):
        table = Table(
            box=box.SIMPLE_HEAD, title=f"{theme}", title_justify="left", show_header=False
        )
        for _ in range(3):
            table.add_column(overflow="fold")
        for entry in group:
            name, style = SEVERITY[entry["severity"]]
            table.add_row(entry["code"], f"[{style}]{name}[/]", escape(entry["title"]))
        out.print(table)


def markdown(page: str) -> None:
    """Print one page of the catalogue."""
    from rich.markdown import Markdown

    console().print(Markdown(page))


def standards(known: Sequence[Standard], as_json: bool) -> None:
    """Print the packaged standards."""
    if as_json:
        for one in known:
            print(one.model_dump_json())
        return
    from jiping.standards import maker

    out = console()
    name = max(cell_len(one.id) for one in known)
    years = max(cell_len(one.years) for one in known)
    title = min(_TITLE_OF_STANDARD, out.width - name - years - _BETWEEN_COLUMNS)
    for who, group in groupby(known, key=maker):
        table = Table(box=None, title=who, title_justify="left", show_header=False, padding=(0, 1))
        table.add_column(width=name)
        table.add_column(width=years)
        table.add_column(width=title)
        for one in group:
            table.add_row(one.id, one.years, indent(one.title.zh, title, "", ""))
        out.print(table)
    out.print("[dim]一个标准的内容、出处：jiping standards 名称[/]")


def standard(one: Standard) -> None:
    """Print one standard: frame, rules and their sources."""
    from jiping.standards import describe

    out = console()
    out.print(Text(f"{one.id}　{one.title.zh}", style="bold"))
    out.print(f"{one.jurisdiction}，{one.years}" + (f"，沿用 {one.extends}" if one.extends else ""))
    table = Table(box=box.SIMPLE_HEAD, title="指标框架", title_justify="left")
    table.add_column("一级指标")
    table.add_column("分值", justify="right")
    table.add_column("二级指标", overflow="fold")
    if one.execution.weight:
        table.add_row("预算执行", number(one.execution.weight), "")
    for level in one.frame.level1:
        table.add_row(level.name, number(level.weight), "、".join(level.level2))
    out.print(table)
    for line in describe(one):
        out.print(Text(indent(line, out.width, "• ", "  ")))
    out.print("\n[bold]来源[/bold]")
    for citation in one.sources:
        note = f"：{citation.note}" if citation.note else ""
        out.print(Text(indent(f"{citation}{note}", out.width, "• ", "  ")))


def _line(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)
