"""The work of `jiping batch`: progress on standard error, and how every input ended."""

from __future__ import annotations

import shlex
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from . import named
from .rate import Rate, in_words

if TYPE_CHECKING:
    from jiping.batch.job import Rules
    from jiping.batch.progress import Progress as Far
    from jiping.batch.spreading import Workers
    from jiping.intake import Bounds

_PHASES = {
    "look": "清点",
    "read": "读取",
    "join": "合并表和报告",
    "write": "写入数据集",
    "compare": "与上年、同类比较",
    "done": "完成",
}
OUTCOMES = {
    "read": ("已读", "green"),
    "partly": ("部分已读", "yellow"),
    "failed": ("失败", "red"),
    "duplicate": ("与其他文件内容相同", "dim"),
}
#: Without a terminal a line is printed for every so many documents.
_EVERY = 1000
#: Phases in which documents are counted, so that a rate says something.
_COUNTED = ("look", "read", "compare")
#: Inputs that were not read whole, of which the reasons are told at the end.
_TOLD = 5


def run(
    paths: list[str],
    output: Path,
    rules: Rules,
    bounds: Bounds,
    processes: int | None,
    cluster: str | None,
    *,
    retry: bool,
    alone: bool,
) -> Counter[str]:
    """Read all *paths* into the folder *output*; how many inputs ended how."""
    from jiping.batch.folder import FolderError
    from jiping.batch.run import batch
    from jiping.batch.spreading import ClusterError
    from jiping.batch.work import BrokenProgramError

    workers: Workers | None = None
    try:
        workers = _workers(processes, cluster)
        with _Shown() as shown:
            tell = shown.tell
            counts = batch(paths, output, workers, rules, bounds, tell, retry=retry, alone=alone)
    except (FolderError, ClusterError, BrokenProgramError) as error:
        named.refuse(str(error))
    except KeyboardInterrupt as error:
        typer.echo("已中断；再次运行同一条命令，从停下的地方接着做。", err=True)
        raise typer.Exit(130) from error
    finally:
        if workers is not None:
            workers.close()
    _tell(counts, output, shown)
    return counts


def _workers(processes: int | None, cluster: str | None) -> Workers:
    from jiping.batch.spreading import Cluster, Processes

    return Cluster(cluster) if cluster else Processes(processes)


class _Shown:
    """Progress on standard error: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            TextColumn("{task.fields[told]}"),
            console=self._console,
            disable=not self._console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task(_PHASES["look"], total=None, told="")
        self._step = ("", 0)
        self._rate = Rate()
        self._began = time.monotonic()
        self.last: Far | None = None

    def __enter__(self) -> _Shown:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    @property
    def took(self) -> str:
        """How long it has taken, in words."""
        return in_words(int(time.monotonic() - self._began))

    def tell(self, far: Far) -> None:
        """Show how far the batch is; nothing of a phase that has nothing to do, or of the end."""
        self.last = far
        done, total = _done(far)
        if far.phase == "done" or (far.phase == "compare" and not done + far.texts):
            return
        if begins := far.phase != self._step[0]:
            self._rate = Rate()
        step = (far.phase, (done + _texts(far)) // _EVERY)
        anew, self._step = step != self._step, step
        self._rate.note(done)
        if self._console.is_terminal:
            told = self._told(far, done, total)
            self._bar.update(
                self._task, description=_PHASES[far.phase], completed=done, total=total, told=told
            )
        elif begins or anew:
            told = self._told(far, done, total) if not begins else f"共 {total} 份" if total else ""
            self._console.print(f"{_PHASES[far.phase]}　{told}".rstrip(), soft_wrap=True)

    def _told(self, far: Far, done: int, total: int | None) -> str:
        told = (
            [f"{done}/{total} 份" if total is not None else f"{done} 份"] if done or total else []
        )
        if far.phase in _COUNTED and (speed := self._rate.per_second(done)):
            told.append(f"{speed} 份/秒")
        if texts := _texts(far):
            told.append(f"已比对文字 {texts} 份")
        if total and (left := self._rate.left(total - done, done)):
            told.append(f"还需 {left}")
        told.append(f"失败 {far.counts['failed'] + far.faults}")
        if far.phase == "read" and far.before and (known := far.seen - far.faults - far.total) > 0:
            told.append(f"不必再读 {known}")
        return "　".join(told)


def _texts(far: Far) -> int:
    """How many filings' texts were held against each other, where that is what is done."""
    return far.texts if far.phase == "compare" else 0


def _done(far: Far) -> tuple[int, int | None]:
    """How much of the present phase is done, and of how much where that is known."""
    if far.phase == "look":
        return far.seen, None
    if far.phase not in _COUNTED:
        return 0, None
    return (far.compared, far.to_compare) if far.phase == "compare" else (far.read, far.total)


def _tell(counts: Counter[str], output: Path, shown: _Shown) -> None:
    """The account: every input by how it ended, why some were not read, and what to do next."""
    far, folder = shown.last, shlex.quote(str(output))
    told = "，".join(f"{name} {counts[key]}" for key, (name, _) in OUTCOMES.items() if counts[key])
    read = f"本次读了 {far.read} 份，" if far and far.before else ""
    typer.echo(f"共 {counts.total()} 个输入：{told or '无'}。{read}用时{shown.took}。", err=True)
    if left := counts["failed"] + counts["partly"]:
        typer.echo("没有读全的：", err=True)
        for line in _reasons(output):
            typer.echo(f"  {line}", err=True)
        if left > _TOLD:
            query = "select address, reason from inputs where outcome in ('failed', 'partly')"
            typer.echo(f'  等 {left} 个；全部列出：jiping sql {folder} "{query}"', err=True)
    if far and far.reports_alone:
        query = "select address, reason from inputs where reason like '%没有与自评表合并%'"
        typer.echo(
            f"{far.reports_alone} 份自评报告没有找到所属的自评表，"
            f'原因：jiping sql {folder} "{query}"',
            err=True,
        )
    if far and far.not_compared:
        typer.echo(
            f"{far.not_compared} 份自评与上年、同类的比较未做完；再次运行同一条命令，只补做比较。",
            err=True,
        )
    if counts["read"] or counts["partly"]:
        typer.echo(f"结果在 {output}；汇总：jiping summarise {folder}", err=True)


def _reasons(output: Path) -> list[str]:
    """The first inputs that were not read whole, what failed before the rest, with the reason."""
    from jiping.batch.sql import answer, opened

    query = (
        "select address, reason from inputs where outcome in ('failed', 'partly') "
        "order by outcome, address"
    )
    with opened(output) as base:
        return [f"{address}：{reason}" for address, reason in answer(base, query).fetchmany(_TOLD)]
