"""The report as a PDF by GB/T 9704-2012, set by typst: archival, tagged, with bookmarks."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from jiping.filing import Report
from jiping.writers.typesetting import Faces, quoted, typeset

from .layout import Paragraph, last_of_text, paragraphs, runs, title_inset, title_lines

_NAME = "绩效自评报告"


def pdf(report: Report, faces: Faces | None = None) -> bytes:
    """*report* as the bytes of a PDF file; the same report gives the same bytes.

    Raises SettingError where typst cannot set it.
    """
    return typeset(markup(report), title=report.title or _NAME, faces=faces)


def markup(report: Report) -> str:
    """The report in typst's language, as `typesetting` takes it."""
    told = paragraphs(report)
    last = last_of_text(told)
    text = told if last is None else told[: last + 1]
    lines = [_paragraph(one, n == last) for n, one in enumerate(text)]
    closing = [] if last is None else [_closing(told[last + 1 :])]
    return "\n\n".join([_preamble(), *lines, *closing])


@lru_cache(maxsize=1)
def _preamble() -> str:
    return files(__package__).joinpath("parts/report.typ").read_text(encoding="utf-8")


def _paragraph(one: Paragraph, kept: bool) -> str:
    if one.kind == "title":
        lines = title_lines(one.text)
        inset = title_inset(one.text) if len(lines) == 1 else 0
        told = "".join(f"[{_text(line)}], " for line in lines)
        return f"#title-of-report(({told}), {inset:.2f})"
    if one.kind.startswith("heading"):
        return f"#heading(level: {one.kind[-1]})[{_text(one.number + one.text)}]"
    paragraph = f"#par[{_text(one.text)}]"
    return f"#block(sticky: true)[{paragraph}]" if kept else paragraph


def _closing(lines: list[Paragraph]) -> str:
    told = [
        "".join(f"[{_text(one.text)}], " for one in lines if one.kind == kind)
        for kind in ("attachment", "unit", "date")
    ]
    return "#closing({})".format(", ".join(f"({one})" for one in told))


def _text(text: str) -> str:
    """*text* as markup; a gap is marked yellow."""
    return "".join(
        f"#gap({quoted(piece)})" if marked else f"#{quoted(piece)}" for piece, marked in runs(text)
    )
