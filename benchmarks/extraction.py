"""Documents per second of one core: whole `extract` beside the raw limit and beside markitdown.

    python benchmarks/extraction.py [FILE…] [--seconds 2] [--no-markitdown]

All are timed in one run, in turns, by the least processor time of many runs. Raw limit: docx =
unzip + lxml parse of the body, xlsx = calamine, html and txt = lxml parse of the page, pdf =
pypdfium2's text, doc = office-oxide. Without files: the founding case in all formats, the html also as the page of a
government site that carries it (`--page`, made here: site chrome and Word's inline styles).
"""

from __future__ import annotations

import argparse
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree, html

from jiping.intake import extract

EXAMPLE = Path(__file__).parents[1] / "examples" / "township-2022"
Job = Callable[[], object]


def raw_docx(data: bytes) -> object:
    """Unzip and parse the body."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def raw_xlsx(data: bytes) -> object:
    """All cells of all sheets by calamine."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def raw_html(data: bytes) -> object:
    """Parse the page."""
    return html.document_fromstring(data)


def raw_txt(data: bytes) -> object:
    """Parse the same lines as paragraphs of a page."""
    lines = data.decode("utf-8").splitlines()
    return html.document_fromstring("<p>" + "</p><p>".join(lines) + "</p>")


def raw_pdf(data: bytes) -> object:
    """The text of all pages by pypdfium2."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in document]


def raw_doc(data: bytes) -> object:
    """The plain text by office-oxide."""
    import office_oxide

    return office_oxide.Document.from_bytes(data, "doc").plain_text()


RAW = {"docx": raw_docx, "xlsx": raw_xlsx, "html": raw_html, "txt": raw_txt, "pdf": raw_pdf, "doc": raw_doc}  # fmt: skip


def as_site_page(data: bytes) -> bytes:
    """The page as a government site carries it: navigation, styles, Word's inline formatting."""
    style = (
        'style="margin-top:0;margin-bottom:0;text-align:center;line-height:150%;'
        "font-family:'仿宋_GB2312';font-size:12pt;mso-bidi-font-weight:normal\""
    )
    page = data.decode("utf-8")
    for tag in ("<td", "<th", "<p"):
        page = page.replace(tag, f'{tag} class="MsoNormal" {style}')
    links = "".join(
        f'<li><a href="/zfxxgk/{n}.html" target="_blank">栏目{n}</a></li>' for n in range(150)
    )
    scripts = "<script>" + "var a = 1; function f(x) { return x + 1; }\n" * 200 + "</script>"
    return page.replace(
        "<body", f"<body>{scripts}<div class=nav><ul>{links}</ul></div><div"
    ).encode()


def per_second(jobs: dict[str, Job], seconds: float) -> dict[str, float]:
    """How often a second each of *jobs* runs at its best, timed in turns for *seconds* each.

    The best of many runs by processor time: what else the machine does disturbs the mean. Short jobs
    are run several times in one timing, as long as `extract` runs: on a busy machine short moments of
    quiet are found more often than long ones.
    """
    for job in jobs.values():
        job()
    span = _timed(jobs["extract"], 1)
    runs = {name: max(1, round(span / _timed(job, 1))) for name, job in jobs.items()}
    spent = dict.fromkeys(jobs, 0.0)
    least = dict.fromkeys(jobs, float("inf"))
    while min(spent.values()) < seconds:
        for name, job in jobs.items():
            if spent[name] >= seconds:
                continue
            taken = _timed(job, runs[name])
            spent[name] += taken
            least[name] = min(least[name], taken / runs[name])
    return {name: 1 / taken for name, taken in least.items()}


def _timed(job: Job, runs: int) -> float:
    """Processor time of so many runs."""
    start = time.process_time()
    for _ in range(runs):
        job()
    return time.process_time() - start


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--no-markitdown", action="store_true")
    options = parser.parse_args()
    files = options.files or sorted(p for p in EXAMPLE.iterdir() if p.suffix[1:] in RAW)
    inputs = [(path.name, path.suffix[1:], path.read_bytes()) for path in files]
    inputs += [
        (f"site page of {n}", k, as_site_page(d))
        for n, k, d in inputs
        if k == "html" and not options.files
    ]
    print(
        f"{'document':<38}{'raw/s':>9}{'extract/s':>11}{'× raw':>8}{'markitdown/s':>14}{'× faster':>10}"
    )
    for name, kind, data in inputs:
        jobs: dict[str, Job] = {
            "raw": lambda kind=kind, data=data: RAW[kind](data),
            "extract": lambda name=f"a.{kind}", data=data: extract(name, data),
        }
        if not options.no_markitdown and kind != "doc":
            jobs["markitdown"] = markitdown(kind, data)
        rate = per_second(jobs, options.seconds)
        peer = rate.get("markitdown")
        print(
            f"{name:<38}{rate['raw']:>9.0f}{rate['extract']:>11.0f}{rate['raw'] / rate['extract']:>8.2f}"
            + (f"{peer:>14.1f}{rate['extract'] / peer:>10.0f}" if peer else "")
        )


def markitdown(kind: str, data: bytes) -> Job:
    """The peer's conversion of the same bytes."""
    from markitdown import MarkItDown

    peer = MarkItDown(enable_plugins=False)
    return lambda: peer.convert_stream(io.BytesIO(data), file_extension=f".{kind}")


if __name__ == "__main__":
    main()
