"""`jiping publish`: the public site of all filings of the given documents, as plain files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from . import named
from .inputs import Inputs


def publish(
    files: Annotated[
        list[str], typer.Argument(metavar="文件…", help="文件、文件夹或压缩包；- 表示标准输入")
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="文件夹", help="网站的文件夹；以前生成的会整体更新"),
    ],
    title: Annotated[
        str, typer.Option("--title", metavar="名称", help="网站名称")
    ] = "预算绩效自评公开",
    publisher: Annotated[
        str, typer.Option("--from", metavar="机关", help="公开单位，写在每页下方")
    ] = "",
    date: Annotated[
        str, typer.Option("--date", metavar="日期", help="公开日期，如 2024-09-20；默认今天")
    ] = "",
    config: Annotated[
        str | None,
        typer.Option("--config", "-c", metavar="文件", help="项目设置；默认用文件旁的 jiping.toml"),
    ] = None,
) -> None:
    """生成公开网站：自评表和报告的网页、Word、Excel、PDF，全部数据和查找；不需要服务器程序。"""
    from jiping.writers.site import write_site
    from jiping.writers.site.pages import About
    from jiping.writers.typesetting import found_faces

    project = named.project(named.project_file(config, files))
    about = About(title, publisher, _date(date))
    with Inputs(files) as inputs:
        filings = [filing for _, _, filing in inputs.filings()]
        standards = {one.standard: named.standard_of(one) for one in filings}
        try:
            done = write_site(filings, output, about, standards, found_faces(project.fonts))
        except FileExistsError as error:
            named.refuse(str(error))
        except OSError as error:
            from jiping.filing.faults import why

            named.refuse(f"{output}：不能写入（{why(error)}），请检查路径和磁盘空间。")
    for one in done.withheld:
        typer.echo(f"{one.filing.unit or '未写单位'}：{one.reason}，没有公开。", err=True)
    covered = f"，遮盖个人信息{done.covered}处" if done.covered else ""
    typer.echo(f"已写入 {output}（{done.filings}份自评{covered}）", err=True)
    raise typer.Exit(1 if done.withheld else 0)


def _date(told: str) -> dt.date:
    if not told:
        return dt.date.today()
    try:
        return dt.date.fromisoformat(told)
    except ValueError:
        named.refuse(f"日期“{told}”写得不对，应如 2024-09-20。")
