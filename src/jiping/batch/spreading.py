"""Calls spread over workers: processes of this machine, or a Dask cluster.

Both do the same calls; answers come as they are ready, with the number of the call. Few calls are
under way at a time, so that memory stays flat however many there are.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import count
from typing import Any, Protocol, TypeVar

from .work import Crew, join

Given = TypeVar("Given")
Answer = TypeVar("Answer")
#: Calls under way for each worker: one at work, one that waits for it.
_AHEAD = 2
#: Where a scheduler is: with anything else Dask waits, and ends in a traceback.
_ADDRESS = re.compile(r"(?:[a-z]+://)?[^\s/]+(?::\d+|/\S+)", re.I)
#: Seconds in which a cluster must answer.
PATIENCE = 20.0


class Workers(Protocol):
    """Those who do the calls; `near` are threads of this process."""

    near: bool

    @property
    def count(self) -> int:
        """How many calls are done at a time."""

    def spread(
        self, call: Callable[[Given], Answer], given: Iterable[Given | None]
    ) -> Iterator[tuple[int, Answer]]:
        """Do all calls; answers as they are ready, with the number of the call.

        None among those *given* waits: the next is asked for when one more answer was taken.
        """

    def close(self) -> None:
        """Let the workers go."""


class Processes:
    """Worker processes of this machine: each thread here has a child that does the work."""

    near = True

    def __init__(self, count: int | None = None) -> None:
        """*count* processes, by default one for each core."""
        self.count = count or os.cpu_count() or 1
        self._crew = Crew()
        self._pool = ThreadPoolExecutor(self.count, initializer=join, initargs=(self._crew,))

    def spread(
        self, call: Callable[[Given], Answer], given: Iterable[Given | None]
    ) -> Iterator[tuple[int, Answer]]:
        """Do all calls; see `Workers`."""
        waiting, numbers = iter(given), count()
        running: dict[Future[Answer], int] = {}
        while True:
            while len(running) < self.count * _AHEAD and (one := next(waiting, None)) is not None:
                running[self._pool.submit(call, one)] = next(numbers)
            if not running:
                return
            for ready in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(ready), ready.result()

    def close(self) -> None:
        """End the processes, also those at work."""
        self._crew.stop()
        self._pool.shutdown(cancel_futures=True)
        self._crew.clear()


class ClusterError(Exception):
    """The cluster cannot be used; the message is the sentence for the user."""


class Cluster:
    """Workers of a Dask cluster. Inputs must be reachable from all; only this side writes."""

    near = False

    def __init__(self, address: str) -> None:
        """Connect to the scheduler at *address*; raises ClusterError."""
        if not _ADDRESS.fullmatch(address):
            raise ClusterError(f"“{address}”不是集群的调度地址，应如 tcp://主机:8786。")
        try:
            from distributed import Client
        except ImportError as error:
            raise ClusterError("使用集群需要安装 Dask：pip install jiping[cluster]。") from error
        try:
            self._client: Any = Client(  # type: ignore[no-untyped-call]
                address, timeout=PATIENCE, set_as_default=False
            )
            versions = set(self._client.run(_version).values())
        except (OSError, ValueError, ImportError) as error:
            raise ClusterError(
                f"连接不上集群 {address}，请检查地址、网络和各节点的安装（{error}）。"
            ) from error
        if versions != {_version()}:
            told = "、".join(sorted(versions)) or "没有工作节点"
            raise ClusterError(f"集群各节点的 jiping 版本（{told}）与本机（{_version()}）不一致。")

    @property
    def count(self) -> int:
        """Threads of all workers at the moment."""
        return sum(self._client.nthreads().values()) or 1

    def spread(
        self, call: Callable[[Given], Answer], given: Iterable[Given | None]
    ) -> Iterator[tuple[int, Answer]]:
        """Do all calls; see `Workers`. A call whose worker is lost is done by another."""
        from distributed import as_completed

        waiting, numbers = iter(given), count()
        running: dict[str, int] = {}
        ready: Any = as_completed(loop=self._client.loop)  # type: ignore[no-untyped-call]

        def fill() -> None:
            while len(running) < self.count * _AHEAD and (one := next(waiting, None)) is not None:
                future = self._client.submit(call, one, pure=False)
                running[future.key] = next(numbers)
                ready.add(future)

        fill()
        while running:
            future = next(ready)
            number, answer = running.pop(future.key), future.result()
            future.release()
            yield number, answer
            fill()

    def close(self) -> None:
        """Leave the cluster."""
        self._client.close()


def _version() -> str:
    from jiping import __version__

    return __version__


def in_order(answers: Iterable[tuple[int, Answer]]) -> Iterator[Answer]:
    """Answers in the order of their calls."""
    early: dict[int, Answer] = {}
    due = 0
    for number, answer in answers:
        early[number] = answer
        while due in early:
            yield early.pop(due)
            due += 1
