"""Picture files (PNG, JPEG, TIFF, BMP, GIF) → the pictures of their pages, within bounds."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from jiping.intake.document import UnreadableError

from .engine import Picture

_PIXELS = 60_000_000  # of a page: A3 at 450 dots per inch
_SMALLEST = 200  # pixels of a side
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
_BROKEN = "图片已损坏或格式不受支持，请重新扫描，或另存为PNG、JPG格式后再试。"
_TOO_LARGE = f"图片过大（超过{_PIXELS // 10_000}万像素），请以200至300 DPI重新扫描后再试。"
_TOO_SMALL = "图片过小，其中文字无法辨认，请以200至300 DPI重新扫描后再试。"


def pages_of(data: bytes, most: int) -> Iterator[Picture]:
    """The pages of a picture file, as its camera held them upright, *most* at the most.

    Raises UnreadableError for what is damaged, too large or too small.
    """
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image)):
                if number == most:
                    return
                yield _picture(frame)
    except UnreadableError:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError,
            SyntaxError, TypeError, KeyError, IndexError, EOFError, ArithmeticError) as error:  # fmt: skip
        raise UnreadableError(_BROKEN) from error


def _picture(frame: Image.Image) -> Picture:
    width, height = frame.size
    if width * height > _PIXELS:
        raise UnreadableError(_TOO_LARGE)
    if min(width, height) < _SMALLEST:
        raise UnreadableError(_TOO_SMALL)
    turned = ImageOps.exif_transpose(frame)
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        paper = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(paper, turned.convert("RGBA"))
    return np.ascontiguousarray(np.asarray(turned.convert("RGB"))[:, :, ::-1])
