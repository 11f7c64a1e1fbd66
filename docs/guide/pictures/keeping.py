"""How the pictures of the guides are kept: small, of few colours, pages of paper side by side on grey."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

HERE = Path(__file__).parent
COLOURS = 255
#: Pixels around a page of paper, and how dark they are.
RIM, SHADE = 8, "#d8d8d8"
#: Pages are drawn so many times larger first: thin strokes stay as thin as they are.
_FINE = 3


def pages(pdf: bytes) -> list[Image.Image]:
    """All pages of *pdf*, 72 dots an inch."""
    return [page.render(scale=_FINE).to_pil().reduce(_FINE) for page in pypdfium2.PdfDocument(pdf)]


def beside(*shown: Image.Image) -> Image.Image:
    """Pages side by side, a rim around each."""
    rimmed = [ImageOps.expand(page, RIM, SHADE) for page in shown]
    size = sum(page.width for page in rimmed), max(page.height for page in rimmed)
    sheet, left = Image.new("RGB", size, SHADE), 0
    for page in rimmed:
        sheet.paste(page, (left, (size[1] - page.height) // 2))
        left += page.width
    return sheet


def keep(name: str, picture: Image.Image, colours: int = COLOURS) -> None:
    """Keep *picture* beside the scripts under this *name*."""
    # Of the ways to choose colours this one keeps those that only a thin line has.
    way = Image.Quantize.MAXCOVERAGE
    few = picture.convert("RGB").quantize(colours, way, kmeans=1, dither=Image.Dither.NONE)
    few.save(HERE / f"{name}.png", optimize=True)
