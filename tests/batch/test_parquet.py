"""Rows of a delivery as data sets, however long their texts and however many their partitions."""

import gzip
import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from jiping.batch import parquet
from jiping.batch.documents import Spot
from jiping.batch.folder import Delivery, Folder, replace
from jiping.batch.job import NO_RULES, Job
from jiping.batch.schema import TEXTS
from jiping.batch.sql import opened


def delivered(at: Path, texts: Iterable[tuple[int, str, str]]) -> tuple[Folder, Delivery]:
    """A batch's folder with one part that was read: texts by year, region, what they say."""
    folder = Folder(at)
    folder.begin(NO_RULES)
    delivery = folder.plan([Job(Spot("甲.docx", "甲.docx"), "0" * 64)])
    lines = "\n".join(
        json.dumps({"filing": "0-0", "row": row % 9, "text": text, "year": year, "region": region})
        for row, (year, region, text) in enumerate(texts)
    )
    (part,) = delivery.part_names
    replace(delivery.part_path(part) / f"{TEXTS.name}.ndjson.gz", gzip.compress(lines.encode(), 1))
    return folder, delivery


def kept(folder: Folder, delivery: Delivery) -> tuple[int, int]:
    """How many texts the data sets show, and how many differ."""
    parquet.write(delivery, folder)
    replace(delivery.path / "done.json", b"{}")
    folder.end()
    with opened(folder.path) as base:
        return base.execute("select count(*), count(distinct text) from texts").fetchone()


def test_texts_of_full_reports_lie_in_bounded_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(parquet._SETTINGS, "memory_limit", "100MB")

    folder, delivery = delivered(tmp_path, ((2023, "430000", f"{n} " + "绩效" * 1000) for n in range(20_000)))  # fmt: skip

    assert kept(folder, delivery) == (20_000, 20_000)


def test_nothing_is_lost_where_there_are_more_partitions_than_are_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_OPEN", 2)
    folder, delivery = delivered(
        tmp_path, ((2018 + n % 5, "430000", str(n)) for n in range(30_000))
    )

    assert kept(folder, delivery) == (30_000, 30_000)
    files = list((folder.path / TEXTS.name).rglob("*.parquet"))
    assert len(files) > 5, "some partitions lie in several files, or this test tests nothing"
