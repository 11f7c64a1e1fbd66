"""Writes the public site into a folder, whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from jiping.filing import Filing
from jiping.filing.schema import json_schema

from .data import as_json, filings_csv, indicators_csv, json_lines
from .pages import (
    About,
    by_unit,
    data_page,
    filing_page,
    list_page,
    search_page,
    unit_page,
    year_name,
)
from .publication import Publication, Withheld, publications
from .rows import Row, row_of

#: A filing's documents for download: file name → bytes.
Documents = Callable[[Filing], Mapping[str, bytes]]
#: A filing's form as a piece of HTML.
FormHtml = Callable[[Filing], str]
_LABELS = {".docx": "Word", ".xlsx": "Excel", ".pdf": "PDF", ".json": "JSON"}


class Written(NamedTuple):
    """What was written: how many filings and covered numbers, and what was withheld."""

    filings: int
    covered: int
    withheld: tuple[Withheld, ...]


def write_site(
    filings: Iterable[Filing], folder: Path, about: About, form: FormHtml, documents: Documents
) -> Written:
    """Write the site of *filings* to *folder*, in place of what a former call wrote there.

    Readers see the former site until the new one is complete. Raises `FileExistsError` where the
    folder holds something that is no site, and `OSError` where it cannot be written.
    """
    published, withheld = publications(filings)
    _check_ours(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        _write(published, new, about, form, documents)
        new.chmod(0o755)
        _put_in_place(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return Written(len(published), sum(one.covered for one in published), withheld)


_MARK = "data/filings.jsonl"


def _check_ours(folder: Path) -> None:
    """Refuse a folder that holds anything but a former site: it would be lost."""
    if folder.exists() and any(folder.iterdir()) and not (folder / _MARK).is_file():
        raise FileExistsError(f"{folder} 不是空文件夹，也不是以前生成的公开网站；请换一个文件夹。")


def _put_in_place(new: Path, folder: Path) -> None:
    old = new.with_name(f"{new.name}-old")
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _write(
    published: Sequence[Publication], folder: Path, about: About, form: FormHtml,
    documents: Documents,
) -> None:  # fmt: skip
    rows = [row_of(one) for one in published]
    years = sorted({one.year for one in published}, reverse=True)
    for year in years:
        own = [row for row in rows if row.one.year == year]
        _put(folder / year / "index.html", list_page(about, year, years, own, "../"))
    newest = years[0] if years else "0"
    own = [row for row in rows if row.one.year == newest]
    _put(folder / "index.html", list_page(about, newest, years, own, ""))
    for group in by_unit(rows):
        _put(folder / group[0].one.unit_path / "index.html", unit_page(about, group))
    for row in rows:
        _write_filing(folder / row.one.path, row, about, form, documents)
    _write_data(folder, published)
    _put(folder / "data" / "index.html", data_page(about))
    _put(folder / "search" / "index.html", search_page(about))
    for asset in files(__package__).joinpath("assets").iterdir():
        _put(folder / "assets" / asset.name, asset.read_bytes())


def _write_filing(
    folder: Path, row: Row, about: About, form: FormHtml, documents: Documents
) -> None:
    filing = row.one.filing
    held = {**documents(filing), "filing.json": _json(as_json(filing)).encode()}
    for name, data in held.items():
        _put(folder / name, data)
    downloads = [(name, _LABELS.get(Path(name).suffix, name)) for name in held]
    has_form = filing.indicators or filing.budget.rows
    html = form(filing) if has_form else ""
    _put(folder / "index.html", filing_page(about, row, html, downloads))


def _write_data(folder: Path, published: Sequence[Publication]) -> None:
    _put(folder / _MARK, json_lines(published))
    _put(folder / "data" / "filings.csv", filings_csv(published))
    _put(folder / "data" / "indicators.csv", indicators_csv(published))
    _put(folder / "data" / "filing.schema.json", _json(json_schema()))
    told = [[one.path, one.unit, one.title, year_name(one.year)] for one in published]
    _put(folder / "data" / "search.js", f"const published = {_json(told)};\n")


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _put(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
