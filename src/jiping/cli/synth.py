"""`jiping synth`: invented filings with defects that are known, for trials, training and measuring."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jiping.synth.defects import Defect

_MOST = 1_000_000


def synth(
    count: Annotated[int, typer.Argument(metavar="份数", min=1, max=_MOST, help="做多少份自评")],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="文件夹", help="写入这个文件夹（应为空）")
    ],
    seed: Annotated[int, typer.Option("--seed", help="种子：相同的种子，相同的文件")] = 1,
    formats: Annotated[
        str,
        typer.Option("--as", metavar="格式,…", help="json、docx、xlsx、pdf、html、txt，用逗号分开"),
    ] = "json",
    defects: Annotated[
        str,
        typer.Option(
            "--defects", metavar="编号,…", help="all、none，或编号、名称，如 JP3,wrong-rate"
        ),
    ] = "all",
    share: Annotated[
        int, typer.Option("--share", min=0, max=100, help="百分之几的材料有一处差错")
    ] = 50,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="进程数；0 表示按处理器数")] = 0,
) -> None:
    """做出虚构但像样的自评材料，已知哪里有什么差错（labels.jsonl），用于试用、培训和测评。"""
    from jiping.synth.folder import DOCUMENTS, Order, write_folder

    order = Order(seed, _defects(defects), share, _formats(formats))
    if output.is_dir() and any(output.iterdir()):
        named.refuse(f"{output}：文件夹不是空的，请换一个文件夹。")
    step = max(count // 10, 1000)

    def tell(done: int) -> None:
        if done % step == 0 and done < count:
            typer.echo(f"{done:,} / {count:,}", err=True)

    try:
        write_folder(output, count, order, jobs=jobs or os.cpu_count() or 1, tell=tell)
    except OSError as error:
        from jiping.filing.faults import why

        named.refuse(f"{output}：不能写入（{why(error)}），请检查路径、权限和空间。")
    documents = f"，文件在 {output / DOCUMENTS}" if order.formats else ""
    typer.echo(f"已写入 {output}（{count:,}份自评，labels.jsonl 写明差错{documents}）", err=True)


def _formats(told: str) -> tuple[str, ...]:
    from jiping.synth.folder import FORMATS

    wanted = tuple(dict.fromkeys(re.split(r"[,，、\s]+", told.strip().lower())))
    unknown = [one for one in wanted if one not in (*FORMATS, "json")]
    if unknown:
        named.refuse(f"不能写成“{'、'.join(unknown)}”；可用的格式：json、{'、'.join(FORMATS)}。")
    return tuple(one for one in wanted if one != "json")


def _defects(told: str) -> Mapping[str, Defect]:
    from jiping.synth.defects import DEFECTS, chosen

    if told == "none":
        return {}
    try:
        return chosen(None if told == "all" else told)
    except KeyError as error:
        named.refuse(
            f"没有编号或名称为“{error.args[0]}”的差错；可用的编号："
            f"{'、'.join(sorted({one.code for one in DEFECTS.values()}))}。"
        )
