"""The report as a section of a page: the same paragraphs and levels, for screens and for printing."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from markupsafe import Markup, escape

from jiping.filing import Report

from .layout import Paragraph, paragraphs, runs, title_lines

_TAGS = {"heading1": "h2", "heading2": "h3", "heading3": "h4", "heading4": "h5"}


def html(report: Report) -> str:
    """*report* as one `<article class="report">`; its looks are in `style()`."""
    return f'<article class="report">{"".join(map(_paragraph, paragraphs(report)))}</article>'


def page(report: Report) -> str:
    """The report as a page of its own, without script and without any other file."""
    title = escape(report.title or "绩效自评报告")
    return (
        '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{style()}</style></head><body>{html(report)}</body></html>\n"
    )


@lru_cache(maxsize=1)
def style() -> str:
    """The style sheet of the section: the faces, sizes and indents of GB/T 9704-2012."""
    return files(__package__).joinpath("parts/report.css").read_text(encoding="utf-8")


def _paragraph(one: Paragraph) -> str:
    if one.kind == "title":
        return f"<h1>{Markup('<br>').join(title_lines(one.text))}</h1>"
    tag = _TAGS.get(one.kind, "p")
    look = f' class="{one.kind}"' if one.kind in ("attachment", "unit", "date") else ""
    text = "".join(
        f"<mark>{escape(piece)}</mark>" if marked else str(escape(piece))
        for piece, marked in runs(one.number + one.text)
    )
    return f"<{tag}{look}>{text}</{tag}>"
