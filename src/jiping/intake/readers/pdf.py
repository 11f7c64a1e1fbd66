"""PDF files with a text layer: ruled tables as true tables, the text outside them as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium

from jiping.filing import Place, Problem
from jiping.intake.document import Content, UnreadableError

from . import limits
from .page_layout import laid_out
from .page_open_tables import completed
from .pdf_grid import grids_of
from .pdf_guard import is_suspicious, pages_apart, picture_apart
from .pdf_paragraphs import PageItems, paragraphs
from .pdf_picture import has_image, picture_within
from .pdf_rules import Turn, rules_of
from .pdf_text import PageText, unreadable_share
from .scan import engine

_GARBLED = "文字层是乱码（字体没有编码表），无法读取，请提供原来的Word或Excel文件。"
_BROKEN = "文件已损坏或不完整，无法打开，请重新取得原文件。"
_NO_LAYER = "此页只有图像，没有文字层，未能读取；识别需要安装OCR组件：python -m pip install rapidocr onnxruntime。"
_ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: "已用密码加密，请先去掉密码再试。",
    pdfium.FPDF_ERR_SECURITY: "加密方式不受支持，请先去掉密码再试。",
}


def read(data: bytes) -> Content:
    """Read text layers, and recognise pages that are pictures where the extra `ocr` is installed.

    Raises UnreadableError for a password, a broken file, and a scan without the extra.
    """
    apart = is_suspicious(data)
    pages = pages_apart(data) if apart else pages_within(data)
    problems: list[Problem] = []
    if None in pages:
        pages = _recognised(data, pages, problems, apart)
    return Content(tuple(paragraphs([page for page in pages if page]).blocks), tuple(problems))


def pages_within(data: bytes) -> list[PageItems | None]:
    """Read the pages in this process; None for each that is a picture."""
    with opened(data) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count > limits.PAGES:
            raise UnreadableError(
                f"共{count}页，超过{limits.PAGES}页的上限，请只保留绩效自评表和自评报告后重试。"
            )
        return [_page(document, index) for index in range(count)]


def _recognised(
    data: bytes, pages: list[PageItems | None], problems: list[Problem], apart: bool
) -> list[PageItems | None]:
    """The pages with those that are pictures recognised, in *problems* what is to be said of it."""
    if not any(pages):
        engine.require()
    elif not engine.installed():
        problems += [_problem(n, _NO_LAYER) for n, page in enumerate(pages, 1) if page is None]
        return pages
    from .scan.reading import read_pictures

    drawn = picture_apart if apart else picture_within
    found, told = read_pictures(
        (index + 1, lambda index=index: drawn(data, index).array())  # type: ignore[misc]
        for index, page in enumerate(pages)
        if page is None
    )
    problems += told
    return [found.get(number) if page is None else page for number, page in enumerate(pages, 1)]


def _problem(number: int, message: str) -> Problem:
    return Problem(where=Place(page=number), message=message)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The PDF, open; raises UnreadableError for a password or damage."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise UnreadableError(_ERRORS.get(pdfium.FPDF_GetLastError(), _BROKEN))
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(document: Any, index: int) -> PageItems | None:
    """Read one page; None for one that holds an image alone, or text that means nothing."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise UnreadableError(f"第{index + 1}页已损坏，无法读取，请重新取得原文件。")
    try:
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            raise UnreadableError(f"第{index + 1}页的文字无法读取，请重新取得原文件。")
        try:
            width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
            rotation = pdfium.FPDFPage_GetRotation(page)
            turn = _turn(rotation, width, height)
            text = PageText(text_page, turn, None if rotation else height)
            if not text.text.strip():
                return None if has_image(page) else PageItems(index + 1, width, height, [])
            if unreadable_share(text.text) > 0.3:
                if engine.installed():
                    return None
                raise UnreadableError(_GARBLED)
            rules = completed(rules_of(page, turn), text.words)
            return laid_out(index + 1, text, grids_of(rules), width, height)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
    finally:
        pdfium.FPDF_ClosePage(page)


def _turn(rotation: int, width: float, height: float) -> Turn:
    """From the page's own space to the page as it is seen, y downwards."""
    if rotation == 1:
        return lambda x, y: (y, x)
    if rotation == 2:
        return lambda x, y: (width - x, y)
    if rotation == 3:
        return lambda x, y: (width - y, height - x)
    return lambda x, y: (x, height - y)
