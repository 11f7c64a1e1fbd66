"""The same on a cluster as on one machine, bit for bit, also where a worker is lost on the way."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from material import digest, folder, halves

from jiping.batch.progress import Progress
from jiping.batch.run import batch
from jiping.batch.spreading import Cluster, ClusterError, Processes

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module")
def cluster() -> Iterator[object]:
    made = distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=":0"
    )
    yield made
    made.close()


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    at = folder(tmp_path_factory.mktemp("cluster") / "材料")
    clean = (at / "clean-2022" / "clean-2022.txt").read_text(encoding="utf-8")
    for number in range(1, 41):
        (at / f"{number}.txt").write_text(clean + "。" * number, encoding="utf-8")
    for half, text in zip(("表", "报告"), halves("clean-2023"), strict=True):
        (at / f"{half}.txt").write_text(text, encoding="utf-8")
    return at


def test_a_cluster_gives_the_same_though_a_worker_is_killed(
    cluster, material: Path, tmp_path: Path
) -> None:
    here, there = Processes(2), Cluster(cluster.scheduler_address)
    pids = list(there._client.run(os.getpid).values())
    killed: list[int] = []

    def kill_one(far: Progress) -> None:
        if far.phase == "read" and far.read and not killed:
            killed.append(pids[0])
            os.kill(pids[0], signal.SIGKILL)

    batch([str(material)], tmp_path / "这里", here)
    counts = batch([str(material)], tmp_path / "那里", there, tell=kill_one)
    here.close()
    there.close()

    assert killed
    assert counts == {"read": 55, "failed": 3, "duplicate": 1}
    assert digest(tmp_path / "那里") == digest(tmp_path / "这里")
    compared = duckdb.sql(
        f"select count(last_year) from read_parquet('{tmp_path}/那里/filings/**/*.parquet')"
    )
    assert compared.fetchall() == [(4,)]


def test_a_cluster_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jiping.batch.spreading.PATIENCE", 0.2)

    with pytest.raises(ClusterError, match="连接不上集群 tcp://127"):
        Cluster("tcp://127.0.0.1:1")
    with pytest.raises(ClusterError, match="不是集群的调度地址，应如 tcp://"):
        Cluster("scheduler")
