"""Options that several commands have in common."""

from __future__ import annotations

from typing import Annotated

import typer

Files = Annotated[
    list[str], typer.Argument(metavar="文件…", help="文件、文件夹或压缩包；- 表示标准输入")
]
Standards = Annotated[
    str | None,
    typer.Option("--standard", "-s", metavar="名称|文件", help="评分标准；默认按表样识别"),
]
Config = Annotated[
    str | None,
    typer.Option("--config", "-c", metavar="文件", help="项目设置；默认用文件旁的 jiping.toml"),
]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的文件")]
Answers = Annotated[
    list[str] | None,
    typer.Option("--answers", "-a", metavar="意见表", help="退回的意见表（.xlsx），可重复"),
]
ReportFiles = Annotated[
    list[str] | None,
    typer.Option("--report", metavar="文件", help="自评报告，与自评表分在两个文件时；可重复"),
]
LastYear = Annotated[
    list[str] | None,
    typer.Option("--last-year", metavar="文件", help="上年自评，与之比较；可重复"),
]
FinalAccounts = Annotated[
    list[str] | None,
    typer.Option("--accounts", metavar="文件", help="部门决算表，与之核对；可重复"),
]
PeerFilings = Annotated[
    list[str] | None,
    typer.Option("--peers", metavar="文件夹", help="同类单位的自评（或其.jsonl），与之比较"),
]
