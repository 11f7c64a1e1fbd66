"""How a doubt about glued figures is told."""

from __future__ import annotations

from collections.abc import Collection

from jiping.filing import Problem
from jiping.intake.form_text import FormText

from .tape import Tape

#: What a column is called in a problem.
_NAMES = {
    "name": "指标名称", "operator": "指标性质", "target": "指标值", "measure": "度量单位", "adjusted_target": "调整指标值",
    "actual": "完成值", "completion": "完成率", "initial": "年初预算数", "adjusted": "全年预算数",
    "executed": "全年执行数", "weight": "分值", "execution_rate": "执行率", "score": "得分",
    "core": "是否核心指标",
}  # fmt: skip
_LONGEST = 60


def doubt(form: FormText, tape: Tape, start: int, stop: int, columns: Collection[str] = ()) -> None:
    """Say of the glued text `[start, stop)` that *columns*, or any, cannot be told apart."""
    found = tape.found(start, stop)
    text = found.text if len(found.text) <= _LONGEST else found.text[:_LONGEST] + "…"
    names = "、".join(name for column, name in _NAMES.items() if column in columns)
    why = f"{names}不能确定" if names else "无法分成各列"
    form.problems.append(Problem(where=found.place, message=f"“{text}”连写，{why}，留空未读"))
