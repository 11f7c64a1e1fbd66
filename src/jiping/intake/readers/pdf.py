"""PDF files with a text layer: ruled tables as true tables, the text outside them as paragraphs."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium

from jiping.filing import Place, Problem
from jiping.intake.document import Content, UnreadableError

from . import limits
from .page_layout import laid_out
from .pdf_grid import grids_of
from .pdf_guard import is_suspicious, read_apart
from .pdf_paragraphs import PageItems, paragraphs
from .pdf_rules import Turn, rules_of
from .pdf_text import PageText, unreadable_share

_SCAN = "是扫描件（只有图像，没有文字层），目前不能识别，请提供Word、Excel或电子版PDF文件。"
_GARBLED = "文字层是乱码（字体没有编码表），无法读取，请提供原来的Word或Excel文件。"
_ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: "已用密码加密，请先去掉密码再试。",
    pdfium.FPDF_ERR_SECURITY: "加密方式不受支持，请先去掉密码再试。",
}


def read(data: bytes) -> Content:
    """Read the text layer; raises UnreadableError for a scan, a password or a broken file."""
    return read_apart(data) if is_suspicious(data) else read_within(data)


def read_within(data: bytes) -> Content:
    """Read in this process."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise UnreadableError(
            _ERRORS.get(
                pdfium.FPDF_GetLastError(), "文件已损坏或不完整，无法打开，请重新取得原文件。"
            )
        )
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count > limits.PAGES:
            raise UnreadableError(
                f"共{count}页，超过{limits.PAGES}页的上限，请只保留绩效自评表和自评报告后重试。"
            )
        pages, images = [], []
        for index in range(count):
            page = _page(document, index)
            if page is None:
                images.append(index + 1)
            else:
                pages.append(page)
    finally:
        pdfium.FPDF_CloseDocument(document)
    if not pages:
        raise UnreadableError(_SCAN)
    problems = [
        Problem(where=Place(page=number), message="此页只有图像，没有文字层，未能读取。")
        for number in images
    ]
    return Content(tuple(paragraphs(pages).blocks), tuple(problems))


def _page(document: Any, index: int) -> PageItems | None:
    """Read one page; None for one that holds an image alone."""
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
                return None if _has_image(page) else PageItems(index + 1, width, height, [])
            if unreadable_share(text.text) > 0.3:
                raise UnreadableError(_GARBLED)
            items = laid_out(text, grids_of(rules_of(page, turn)), height)
            return PageItems(index + 1, width, height, items)
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


def _has_image(page: Any) -> bool:
    return any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index))
        in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
        for index in range(pdfium.FPDFPage_CountObjects(page))
    )
