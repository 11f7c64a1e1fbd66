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
