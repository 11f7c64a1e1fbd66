"""Writes the public site into a folder, whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from jiping import __version__
from jiping.filing import Filing
from jiping.filing.schema import json_schema
from jiping.standards import Standard
from jiping.writers.documents import write_documents
from jiping.writers.form import lay_out
from jiping.writers.form.html import fragment, measures
from jiping.writers.typesetting import Faces

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

FORMATS = ("docx", "xlsx", "pdf")
_LABELS = {".docx": "Word", ".xlsx": "Excel", ".pdf": "PDF", ".json": "JSON"}
_DATA = "filing.json"


class Written(NamedTuple):
    """What was written: how many filings and covered numbers, and what was withheld."""

    filings: int
    covered: int
    withheld: tuple[Withheld, ...]


def write_site(
    filings: Iterable[Filing],
    folder: Path,
    about: About,
    standards: Mapping[str, Standard],
    faces: Faces | None = None,
    formats: Sequence[str] = FORMATS,
) -> Written:
    """Write the site of *filings* to *folder*, in place of what a former call wrote there.

    *standards* are those of the filings by name. Readers see the former site until the new one is
    complete; documents of filings that did not change are taken over from it. Raises
    `FileExistsError` where the folder holds something that is no site, `SettingError` where a PDF
    cannot be set, and `OSError` where the folder cannot be written.
    """
    published, withheld = publications(filings)
    _check_ours(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        rows = [row_of(one, standards) for one in published]
        for row in rows:
            _write_filing(Place(new, folder, row.one.path), row, about, standards, faces, formats)
        _write_pages(rows, new, about)
        _write_data(new, published)
        new.chmod(0o755)
        _put_in_place(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return Written(len(published), sum(one.covered for one in published), withheld)


_MARK = "data/filings.jsonl"
_MADE = "data/made-by.txt"


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


def _write_pages(rows: Sequence[Row], folder: Path, about: About) -> None:
    years = sorted({row.one.year for row in rows}, reverse=True)
    for year in years:
        own = [row for row in rows if row.one.year == year]
        _put(folder / year / "index.html", list_page(about, year, years, own, "../"))
    newest = years[0] if years else "0"
    own = [row for row in rows if row.one.year == newest]
    _put(folder / "index.html", list_page(about, newest, years, own, ""))
    for group in by_unit(rows):
        _put(folder / group[0].one.unit_path / "index.html", unit_page(about, group))
    _put(folder / "data" / "index.html", data_page(about))
    _put(folder / "search" / "index.html", search_page(about))
    for asset in files(__package__).joinpath("assets").iterdir():
        _put(folder / "assets" / asset.name, asset.read_bytes())


class Place(NamedTuple):
    """Where a filing's page goes, and where the former site had it."""

    site: Path
    former: Path
    path: str

    @property
    def new(self) -> Path:
        """The folder of the page."""
        return self.site / self.path

    def kept(self, data: bytes) -> Iterator[tuple[str, bytes]]:
        """The former documents of a filing whose data and writers are the same as now."""
        old = self.former / self.path
        if not (old / _DATA).is_file() or (old / _DATA).read_bytes() != data:
            return
        if not (self.former / _MADE).is_file() or (self.former / _MADE).read_text() != __version__:
            return
        for document in sorted(old.iterdir()):
            if document.suffix[1:] in FORMATS:
                yield document.name, document.read_bytes()


def _write_filing(
    place: Place, row: Row, about: About, standards: Mapping[str, Standard], faces: Faces | None,
    formats: Sequence[str],
) -> None:  # fmt: skip
    filing = row.one.filing
    data = _json(as_json(filing)).encode()
    standard = standards.get(filing.standard)
    held = dict(place.kept(data))
    if standard is not None and not held:
        written = write_documents(filing, standard, formats, faces)
        held = {f"{one.name}.{one.format}": one.data for one in written}
    html = style = ""
    if standard is not None and (filing.indicators or filing.budget.rows):
        sheet = lay_out(filing, standard)
        html, style = fragment(sheet), measures(sheet)
    for name, content in {**held, _DATA: data}.items():
        _put(place.new / name, content)
    _put(place.new / "form.css", style)
    downloads = [(name, _label(name)) for name in (*held, _DATA)]
    _put(place.new / "index.html", filing_page(about, row, html, downloads))


def _label(name: str) -> str:
    """What a download is called: 自评表 Word, JSON."""
    words = _LABELS.get(Path(name).suffix, "")
    return words if name == _DATA else f"{Path(name).stem} {words}"


def _write_data(folder: Path, published: Sequence[Publication]) -> None:
    _put(folder / _MADE, __version__)
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
