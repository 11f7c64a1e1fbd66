"""The work of `jiping batch`: progress on standard error, and how every input ended."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from . import named
from .rate import Rate

if TYPE_CHECKING:
    from jiping.batch.job import Rules
    from jiping.batch.run import Progress as Far
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
    "duplicate": ("内容相同，不重复计", "dim"),
}
#: Without a terminal a line is printed for every so many documents.
_EVERY = 1000


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
    _tell(counts, output, shown.reports_alone)
    if shown.not_compared:
        typer.echo(
            f"{shown.not_compared} 份自评与上年、同类的比较未做完；再次运行同一条命令，只补做比较。",
            err=True,
        )
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
            MofNCompleteColumn(),
            TextColumn("{task.fields[told]}"),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._task = self._bar.add_task(_PHASES["look"], total=None, told="")
        self._step = ("", 0)
        self.not_compared = 0
        self.reports_alone = 0
        self._rate = Rate()

    def __enter__(self) -> _Shown:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def tell(self, far: Far) -> None:
        """Show how far the batch is."""
        done, total = _done(far)
        step = (far.phase, (done + _texts(far)) // _EVERY)
        anew, self._step = step != self._step, step
        self.not_compared, self.reports_alone = far.not_compared, far.reports_alone
        self._rate.note(done)
        if self._console.is_terminal:
            told = self._told(far, done, total)
            task = self._task
            self._bar.update(
                task, description=_PHASES[far.phase], completed=done, total=total, told=told
            )
        elif anew:
            of = f"/{total}" if total else ""
            line = f"{_PHASES[far.phase]} {done}{of}　{self._told(far, done, total)}"
            self._console.print(line, soft_wrap=True)

    def _told(self, far: Far, done: int, total: int | None) -> str:
        speed = self._rate.per_second(done)
        told = [f"{speed} 份/秒"] if speed else []
        if texts := _texts(far):
            told.append(f"已比对文字 {texts} 份")
        if total and (left := self._rate.left(total - done, done)):
            told.append(f"还需 {left}")
        told.append(f"失败 {far.counts['failed'] + far.faults}")
        return "　".join(told)


def _texts(far: Far) -> int:
    """How many filings' texts were held against each other, where that is what is done."""
    return far.texts if far.phase == "compare" else 0


def _done(far: Far) -> tuple[int, int | None]:
    """How much of the present phase is done, and of how much."""
    if far.phase == "look":
        return far.seen, None
    return (far.compared, far.to_compare) if far.phase == "compare" else (far.read, far.total)


def _tell(counts: Counter[str], output: Path, alone: int) -> None:
    told = "，".join(f"{name} {counts[key]}" for key, (name, _) in OUTCOMES.items() if counts[key])
    typer.echo(f"共 {counts.total()} 个输入：{told or '无'}。结果在 {output}", err=True)
    if counts["failed"] or counts["partly"]:
        query = "select address, reason from inputs where outcome in ('failed', 'partly')"
        typer.echo(f'未读全的原因：jiping sql {output} "{query}"', err=True)
    if alone:
        query = "select address, reason from inputs where reason like '%没有与自评表合并%'"
        typer.echo(
            f'{alone} 份自评报告没有找到所属的自评表，原因：jiping sql {output} "{query}"', err=True
        )
    typer.echo(f"汇总：jiping summarise {output}", err=True)
