"""A PDF page as a picture, at about the resolution at which it was scanned."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from jiping.intake.document import UnreadableError

_LEAST, _MOST = 1700, 3400  # pixels of the longer side
_WHITE = 0xFFFFFFFF


class PagePicture(NamedTuple):
    """The pixels of a page in rows of blue, green and red."""

    pixels: bytes
    width: int
    height: int

    def array(self) -> Any:
        """As rows × columns × 3 colours."""
        import numpy as np

        return np.frombuffer(self.pixels, dtype=np.uint8).reshape(self.height, self.width, 3)


def picture_within(data: bytes, index: int) -> PagePicture:
    """Draw page *index* (from 0) in this process."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise UnreadableError(f"第{index + 1}页已损坏，无法读取，请重新取得原文件。")
    try:
        return _drawn(page)
    finally:
        pdfium.FPDF_ClosePage(page)
        pdfium.FPDF_CloseDocument(document)


def has_image(page: Any) -> bool:
    """Whether there is a picture, or a form that may hold one, on the page."""
    return any(
        pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, index))
        in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
        for index in range(pdfium.FPDFPage_CountObjects(page))
    )


def _drawn(page: Any) -> PagePicture:
    page_width, page_height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    longer = max(page_width, page_height, 1.0)
    scale = min(max(_pixels(page), _LEAST), _MOST) / longer
    width, height = (max(int(side * scale), 1) for side in (page_width, page_height))
    buffer = ctypes.create_string_buffer(width * height * 3)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGR, buffer, width * 3)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return PagePicture(buffer.raw, width, height)


def _pixels(page: Any) -> int:
    """The longer side of the largest picture on the page."""
    largest = 0
    width, height = ctypes.c_uint(), ctypes.c_uint()
    for index in range(min(pdfium.FPDFPage_CountObjects(page), 500)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE:
            pdfium.FPDFImageObj_GetImagePixelSize(item, width, height)
            largest = max(largest, width.value, height.value)
    return largest
