"""A folder of invented filings: as lines of JSON with labels of what is wrong, and as documents.

The documents lie in a folder of their own (`DOCUMENTS`), so that it holds what a unit would send.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from jiping.filing import Accounts, Extraction, Filing, Source

from .corpus import Sample, sample
from .defects import Defect

FILINGS, LABELS, LAST_YEAR, ACCOUNTS = (
    "filings.jsonl", "labels.jsonl", "last-year.jsonl", "accounts.jsonl",
)  # fmt: skip
DOCUMENTS = "材料"
#: A document's formats besides the lines of JSON that are always written.
FORMATS = ("docx", "xlsx", "pdf", "html", "txt")
_CHUNK = 250


class Order(NamedTuple):
    """What is asked for: the seed, which defects in how many of a hundred, which formats."""

    seed: int
    defects: Mapping[str, Defect]
    share: int = 50
    formats: tuple[str, ...] = ()


class Made(NamedTuple):
    """One sample as lines of the folder's files, and its documents by their names."""

    filing: str
    label: str
    last_year: str | None
    accounts: str | None
    documents: tuple[tuple[str, bytes], ...]


def write_folder(
    folder: Path, count: int, order: Order, *, jobs: int = 1, tell: Callable[[int], None]
) -> None:
    """Write *count* samples into *folder*, in parallel *jobs*; the same order gives the same bytes.

    Raises OSError where something cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (
        (folder / FILINGS).open("w", encoding="utf-8") as filings,
        (folder / LABELS).open("w", encoding="utf-8") as labels,
    ):
        beside: dict[str, list[str]] = {LAST_YEAR: [], ACCOUNTS: []}
        for done, made in enumerate(_made(count, order, jobs), start=1):
            filings.write(made.filing)
            labels.write(made.label)
            beside[LAST_YEAR] += [made.last_year] if made.last_year else []
            beside[ACCOUNTS] += [made.accounts] if made.accounts else []
            for name, data in made.documents:
                (folder / DOCUMENTS).mkdir(exist_ok=True)
                (folder / DOCUMENTS / name).write_bytes(data)
            tell(done)
    for name, lines in beside.items():
        if lines:
            (folder / name).write_text("".join(lines), encoding="utf-8")


def _made(count: int, order: Order, jobs: int) -> Iterator[Made]:
    chunks = [range(at, min(at + _CHUNK, count)) for at in range(0, count, _CHUNK)]
    if jobs < 2 or len(chunks) < 2:
        yield from chain.from_iterable(map(partial(_chunk, order), chunks))
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from chain.from_iterable(pool.map(partial(_chunk, order), chunks))


def _chunk(order: Order, numbers: Iterable[int]) -> list[Made]:
    return [
        made(sample(order.seed, number, order.defects, order.share), order.formats)
        for number in numbers
    ]


def made(one: Sample, formats: tuple[str, ...]) -> Made:
    """The sample as it is written. What a defect is seen against is written beside it."""
    name = f"{one.number + 1:06}"
    documents = tuple(_documents(one, name, formats))
    codes = [label.code for label in one.labels]
    needs_last = any(code.startswith("JP9") for code in codes)
    needs_accounts = any(code.startswith("JPA") for code in codes)
    label = {
        "number": one.number + 1,
        "documents": [document for document, _ in documents],
        "unit": one.filing.unit, "project": one.filing.project,
        "fiscal_year": one.filing.fiscal_year, "standard": one.filing.standard,
        "defects": [label._asdict() for label in one.labels],
    }  # fmt: skip
    return Made(
        extraction_line(one.filing, f"{name}.json"),
        json.dumps(label, ensure_ascii=False) + "\n",
        extraction_line(one.soil.last_year, f"{name}-上年.json")
        if needs_last and one.soil.last_year
        else None,
        _accounts_line(one.soil.accounts) if needs_accounts and one.soil.accounts else None,
        documents,
    )


def extraction_line(filing: Filing, name: str) -> str:
    """The filing as a line in the contract of `jiping extract`."""
    told = filing.model_dump_json()
    digest = hashlib.sha256(told.encode()).hexdigest()
    source = Source(name=name, media_type="application/json", sha256=digest)
    read = Extraction(schema="jiping/filing/1", source=source, filings=(filing,))
    return read.model_dump_json(by_alias=True) + "\n"


def _accounts_line(accounts: Accounts) -> str:
    return accounts.model_dump_json() + "\n"


def _documents(one: Sample, name: str, formats: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    if not formats:
        return
    from jiping.writers.documents import write_documents

    standard = one.soil.standard
    office = [form for form in formats if form != "txt"]
    for written in write_documents(one.filing, standard, office):
        yield f"{name}-{written.name}.{written.format}", written.data
    if "txt" in formats:
        from .printers import FAMILIES, printed

        family = list(FAMILIES)[one.number % len(FAMILIES)]
        text = printed(one.filing, standard, family)
        yield f"{name}-{family}.txt", text.encode("utf-8", "replace")
