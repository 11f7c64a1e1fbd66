"""Drawn forms, and the ways in which published texts print their cells."""

from collections.abc import Iterator

from drawn import drawn

from jiping.filing import Filing
from jiping.intake.assemble import assemble
from jiping.intake.document import Line, Table
from jiping.intake.layouts import FormSpan, grid, lone_pipes, paragraphs, pipes

NATIONAL = """
| 项目支出绩效自评表 | < | < | < | < | < | < | < | < |
| （2022年度） | < | < | < | < | < | < | < | < |
| 项目名称 | < | 河道清淤 | < | < | < | < | < | < |
| 主管部门 | < | 青禾县水利局 | < | < | 实施单位 | < | 云岭镇水利站 | < |
| 项目资金\\n（万元） | < |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^ | < | 年度资金总额 | 329.77 | 338.31 | 332.13 | 10 | 98.17% | 9.8 |
| ^ | < | 其中：当年财政拨款 | 329.77 | 329.77 | 323.59 | — | 98.13% | — |
| ^ | < | 上年结转资金 |  | 8.54 | 8.54 | — | 100% | — |
| ^ | < | 其他资金 |  |  |  | — |  | — |
| 年度总体目标 | < | 预期目标 | < | < | 实际完成情况 | < | < | < |
| ^ | < | 清淤12公里 | < | < | 清淤12.5公里 | < | < | < |
| 绩\\n效\\n指\\n标 | 一级指标 | 二级指标 | 三级指标 | 年度\\n指标值 | 实际\\n完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
| ^ | 产出指标 | 数量指标 | 指标1：清淤长度 | ≥12公里 | 12.5公里 | 20 | 20 |  |
| ^ | ^ | ^ | 指标2：出动机械（台次） | 150 | 146 | 10 | 9.7 | 汛期停工，下年提前安排 |
| ^ | ^ | 质量指标 | 指标1：断面达标率 | ≥95% | 100% | 10 | 10 |  |
| ^ | ^ | 时效指标 | 指标1：完工时间 | 11月前 | 10月 | 10 | 10 |  |
| ^ | 效益指标 | 生态效益\\n指标 | 指标1：改善水质 | 有效改善 | 有效改善 | 30 | 28 | 个别河段仍有返污，加强巡查 |
| ^ | 满意度指标 | 服务对象\\n满意度指标 | 指标1：沿岸村民满意度 | ≥90% | 93% | 10 | 10 |  |
| 总分 | < | < | < | < | < | 100 | 97.5 |  |
"""

#: The weight stands in front of the target, operators are typed in ASCII.
WEIGHT_FIRST = """
| 绩效目标自评表（2021年度） | < | < | < | < | < | < | < |
| 项目名称 | < | 临时救助 | < | < | < | < | < |
| 主管部门 | < | 青禾县民政局 | < | < | < | < | < |
| 资金情况（万元） |  | 全年预算数（A） | 全年执行数（B） | 分值 | 执行率（B/A） | 得分 |  |
| ^ | 年度资金总额： | 30 | 28.5 | 10 | 95% | 9.5 |  |
| ^ | 其中：本年财政拨款 | 30 | 28.5 | 10 | 95% | 9.5 |  |
| 年度总体目标 | 年初设定目标 | < | < | 年度总体目标完成情况综述 | < | < | < |
| ^ | 救助困难群众 | < | < | 救助87人次 | < | < | < |
| 一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 全年实际值 | 得分 | 未完成原因及拟采取的改进措施 |
| 产出指标（60分） | 数量指标 | ★救助人次（≥**人次） | 40 | >=80人次 | 87人次 | 40 |  |
| ^ | 成本指标 | 人均标准（<**元/人） | 20 | <=3500元/人 | 3600元/人 | 18 | 物价上涨，按标准调整 |
| 效益指标（20分） | 社会效益指标 | 困难缓解程度 | 20 | 明显 | 明显 | 20 |  |
| 满意度指标（10分） | 服务对象满意度指标 | 受助对象满意度 | 10 | >=95% | 96% | 10 |  |
| 总分 | < | < | 100 | < | < | 97.5 |  |
"""

#: Operator and unit in columns of their own, amounts in 元, no initial budget for the year's total.
OPERATOR = """
| 项目支出绩效自评表 | < | < | < | < | < | < | < | < | < | < |
| 单位名称：云岭县老龄办 | < | < | < | < | 金额单位：元 | < | < | < | < | < |
| 项目名称 | < | 高龄津贴 | < | < | < | < | < | < | < | < |
| 主管部门 | < | 云岭县民政局 | < | < | < | 实施单位 | < | 云岭县老龄办 | < | < |
| 项目资金（元） | < |  | 年初预算数 | < | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 | < |
| ^ | < | 年度资金总额 |  | < | 8562788.77 | 8562788.77 | 10 | 100.00% | 10.00 | < |
| ^ | < | 其中：当年财政拨款 |  | < | 8562788.77 | 8562788.77 | — | 100.00% | — | < |
| ^ | < | 上年结转资金 |  | < |  |  | — |  | — | < |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施 |
| ^ | 产出指标 | 数量指标 | 发放人数 | ≧ | 1200 | 人 | 1236 | 20.00 | 20.00 |  |
| ^ | ^ | ^ | 发放次数 | ═ | 12 | 次 | 12 | 20.00 | 20.00 |  |
| ^ | ^ | 时效指标 | 发放及时率 | ≧ | 95 | % | 92 | 10.00 | 9.00 | 系统调试延迟一次，已修复 |
| ^ | 效益指标 | 社会效益指标 | 老年人生活改善 | 定性 | 有所改善 |  | 有所改善 | 30.00 | 28.00 |  |
| ^ | 满意度指标 | 服务对象满意度指标 | 受益对象满意度 | ≧ | 90 | % | 96 | 10.00 | 10.00 |  |
| 总分 | < | < | < | < | < | < | < | 100.00 | 97.00 |  |
"""

#: The weight stands between target and actual value; words repeat before and behind it.
WEIGHT_BETWEEN = """
| 项目绩效自评表（2022年度） | < | < | < | < | < | < |
| 项目名称 | < | 村道养护 | < | < | < | < |
| 主管部门 | < | 青禾县交通局 | < | 实施单位 | < | 云岭镇公路站 |
| 项目资金（万元） |  | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
| ^ | 年度资金总额 | 64 | 60.8 | 10 | 95% | 9.5 |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 分值 | 实际完成值 | 得分 |
| ^ | 产出指标 | 数量指标 | 养护里程 | ≥32公里 | 25 | 33公里 | 25 |
| ^ | ^ | 质量指标 | 路况等级 | 良好 | 25 | 良好 | 24 |
| ^ | 效益指标 | 社会效益指标 | 出行条件 | 改善 | 15 | 改善 | 15 |
| ^ | ^ | 可持续影响指标 | 养护机制 | 健全 | 15 | 健全 | 14.5 |
| ^ | 满意度指标 | 服务对象满意度指标 | 村民满意度 | ≥90% | 10 | 94% | 10 |
| 总分 | < | < | < | < | 100 | < | 98 |
"""

#: No weights: 20 points for the execution, 80 for the indicators.
TWENTY_EIGHTY = """
| 2020年度项目支出绩效自评表 | < | < | < | < | < | < |
| 项目名称 | < | 小型水库维护 | < | < | < | < |
| 主管部门 | < | 青禾市水务局 | < | 项目实施单位 | < | 青禾市水库管理处 |
| 项目类别 | < | 1、部门预算项目 R 2、市直专项 £ | < | < | < | < |
| 预算执行情况\\n（万元）\\n（20分） | < |  | 预算数（A） | 执行数（B） | 执行率（B/A） | 得分（20分*执行率） |
| ^ | < | 年度财政资金总额 | 86.5 | 80.2 | 92.72% | 18.54 |
| 年度绩效目标1\\n（80分） | 一级指标 | 二级指标 | 三级指标 | 年初目标值（A） | 实际完成值（B） | 得分 |
| ^ | 产出指标 | 数量指标 | 维护水库（座） | 12 | 12 | 20 |
| ^ | ^ | ^ | 其中：汛期巡查（次） | 90 | 88 | 9.8 |
| ^ | ^ | 质量指标 | 修复合格率（%） | ≧95 | 96 | 10 |
| ^ | 效益指标 | 社会效益指标 | 保护下游人口（人） | 3500 | 3500 | 30 |
| ^ | 满意度指标 | 服务对象满意度指标 | 周边群众满意度 | 90% | 88% | 9 |
| 总分 | < | < | < | < | < | 97.34 |
| 偏差大或目标未完成原因分析 | < | 巡查人员不足 | < | < | < | < |
"""

TRANSFER = """
| 转移支付区域（项目）绩效目标自评表 | < | < | < | < | < | < |
| （2022年度） | < | < | < | < | < | < |
| 转移支付（项目）名称 | < | 农村危房改造 | < | < | < | < |
| 中央主管部门 | < | 住房城乡建设部 | < | < | < | < |
| 地方主管部门 | < | 青禾州住建局 | < | 资金使用单位 | 云岭县住建局 | < |
| 资金投入情况\\n（万元） | < |  | 全年预算数（A） | 全年执行数（B） | 预算执行率（B/A×100%） | < |
| ^ | < | 年度资金总额： | 3359.62万 | 3359.62万 | 100% | < |
| ^ | < | 其中：中央财政资金 | 3000.62 | 3000.62 | 100.00% | < |
| ^ | < | 地方资金 | 359 | 359 | 100% | < |
| 资金管理情况 | < |  | 情况说明 | < | 存在问题和改进措施 | < |
| ^ | < | 分配科学性 | 按因素法分配 | < | 无 | < |
| ^ | < | 下达及时性 | 三十日内下达 | < | 无 | < |
| 总体目标完成情况 | 总体目标 | < | < | 全年实际完成情况 | < | < |
| ^ | 改造农房200户 | < | < | 改造农房203户 | < | < |
| 绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 全年实际完成值 | 未完成原因和改进措施 |
| ^ | 产出指标 | 数量指标 | 改造农房户数 | ≥200户 | 203户 |  |
| ^ | ^ | 时效指标 | 完工及时率 | ≥95% | 92% | 雨季较长，个别户延后完工，下年提前开工 |
| ^ | 满意度指标 | 服务对象满意度指标 | 受益户满意度 | ≥90% | 97% |  |
| 说明 | < | 无 | < | < | < | < |
"""

FORMS = (NATIONAL, WEIGHT_FIRST, OPERATOR, TWENTY_EIGHTY, TRANSFER)


def rows(table: Table) -> list[list[tuple[int, str]]]:
    """The cells that begin in each row, with their columns."""
    found: list[list[tuple[int, str]]] = [[] for _ in range(max(c.row for c in table.cells) + 1)]
    for cell in table.cells:
        found[cell.row].append((cell.column, cell.text))
    return found


def width(table: Table) -> int:
    """The columns of the table."""
    return max(cell.column + cell.columns for cell in table.cells)


def as_pipes(table: Table) -> str:
    """A row a line, empty cells at its end; a line broken in a cell breaks the row behind it."""
    lines = []
    for row in rows(table):
        said = [text for _, text in row if text]
        line = "".join(
            text.replace("\n", " ") + (" |\n" if "\n" in text else " | ") for text in said
        )
        lines.append(line.rstrip(" ") + " " * (line[-1:] == " ") + "|" * (width(table) - len(said)))
    return "\n".join(lines) + "\n"


def as_columns(table: Table) -> str:
    """A row a line, each cell in its column, as a spreadsheet at full width is printed."""
    lines = []
    for row in rows(table):
        texts = [""] * (width(table) + 40)
        for column, text in row:
            texts[column] = text.replace("\n", " ")
        lines.append(" | ".join(texts) + " |")
    return "\n".join(lines) + "\n"


def as_lone_pipes(table: Table) -> str:
    """A cell a line, merged cells once."""
    cells = [text.replace("\n", " ") for row in rows(table) for _, text in row]
    return "".join(f"{text} |\n" if text else "|\n" for text in cells)


def as_filled_lone_pipes(table: Table) -> str:
    """A cell a line, each row filled up with pipes."""
    filled = []
    for number, row in enumerate(rows(table)):
        covered = {c.column for c in table.cells if c.row < number < c.row + c.rows}
        cells = dict(row) | dict.fromkeys(covered, "")
        lines = [f"{cells[column]} |".strip().replace("\n", " ") for column in sorted(cells)]
        lines += ["|" * (width(table) - len(cells))] * (width(table) > len(cells))
        filled += lines
    return "\n".join(filled) + "\n"


def as_hung_pipes(table: Table) -> str:
    """The pipe of each cell on the line below it, each row filled up with pipes."""
    return as_filled_lone_pipes(table).replace(" |", "\n|")


def as_leading_pipes(table: Table) -> str:
    """A cell a line behind its pipe; the first of a row has none, pipes alone end it."""
    lines = []
    for row in rows(table):
        said = [text.replace("\n", " ") for _, text in row if text]
        lines += [*said[:1], *(f" | {text}" for text in said[1:])]
        lines.append(" | " + "|" * (width(table) - len(said)))
    return "\n".join(lines) + "\n"


def as_endless_row(table: Table) -> str:
    """One row of pipes with a line break for each empty cell."""
    cells = [text.replace("\n", " ") for row in rows(table) for _, text in row]
    return "".join(f"{text} | " if text else "\n" for text in cells) + "\n"


def as_paragraphs(table: Table) -> str:
    """A paragraph a cell and a line, an empty cell only one empty line more."""
    cells = [text.replace("\n", "") for row in rows(table) for _, text in row]
    return "".join(f"{text}\n\n" if text else "\n" for text in cells)


def as_lines(table: Table) -> str:
    """The paragraphs without the empty lines between them."""
    return "".join(f"{line}\n" for line in as_paragraphs(table).splitlines() if line)


def lines_of(text: str) -> list[Line | Table]:
    """The lines of a text as its reader hands them over."""
    lines = text.replace("\r\n", "\n").split("\n")
    return [Line(line, n) for n, line in enumerate(lines[:-1] if not lines[-1] else lines, 1)]


def spans(text: str) -> list[FormSpan]:
    """The forms that one of the layouts for cells sees, with the blocks they take up."""
    blocks = lines_of(text)
    for layout in (pipes, lone_pipes, paragraphs):
        if found := layout.find_forms(blocks):
            return found
    return []


def filings(text: str) -> list[Filing]:
    """The forms in a text."""
    return [assemble(span.form)[0] for span in spans(text)]


def in_table(picture: str) -> Filing:
    """The form as it is read from the true table."""
    (span,) = grid.find_forms([drawn(picture)])
    return assemble(span.form)[0]


def figures(filing: Filing) -> Iterator[tuple[str, str, object]]:
    """All that a form says in cells, each with the row and the column it stands in."""
    for row in filing.budget.rows:
        yield from ((row.label, name, value) for name, value in row if value is not None)
    for indicator in filing.indicators:
        yield from (
            (indicator.name or "", name, value) for name, value in indicator if value is not None
        )
    yield from (("总分", name, value) for name, value in filing.total if value is not None)
