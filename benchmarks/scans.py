"""What is read of scans: the project's own PDFs printed, scanned, stamped, turned and read again.

    python benchmarks/scans.py [--documents township-2022 …] [--conditions clean-200 …] [--keep DIR]

Every condition makes a PDF of pictures from each document; what is read of it is held, figure by
figure, against what is read of the PDF itself: right, wrong (another figure stands there, or one
where there is none) or missing (left out, with a problem). Seconds are of one processor, a page.
Nothing is random: the same call makes the same pictures.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import pypdfium2
from PIL import Image

from jiping.filing import Extraction, Filing
from jiping.intake import extract

EXAMPLES = Path(__file__).parents[1] / "examples"
DOCUMENTS = ("township-2022", "project-2023", "clean-2022", "clean-2023")
Picture = np.ndarray


class Condition(NamedTuple):
    """How a page was scanned."""

    dpi: int = 200
    turn: int = 0  # quarter turns
    skew: float = 0.0  # degrees
    blur: float = 0.0  # pixels
    noise: float = 0.0  # of 255
    light: float = 0.0  # how much darker one side is, of 255
    stamp: bool = False
    jpeg: int = 90


CONDITIONS: dict[str, Condition] = {
    "clean-300": Condition(dpi=300),
    "clean-200": Condition(),
    "clean-150": Condition(dpi=150),
    "stamp-200": Condition(stamp=True),
    "skew-200": Condition(skew=1.7),
    "turned-200": Condition(turn=1, skew=-0.6),
    "upside-down-200": Condition(turn=2),
    "blur-200": Condition(blur=1.1),
    "noise-200": Condition(noise=14, light=50),
    "jpeg-200": Condition(jpeg=35),
    "copier-200": Condition(skew=0.7, blur=0.7, noise=8, light=30, stamp=True, jpeg=60),
    "copier-150": Condition(dpi=150, skew=-0.7, blur=0.5, noise=8, stamp=True, jpeg=60),
}


def scanned(pdf: bytes, condition: Condition) -> bytes:
    """The pages of *pdf* as pictures in a PDF."""
    pages = []
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        drawn = page.render(scale=condition.dpi / 72).to_numpy()[:, :, :3]
        picture = _spoiled(np.ascontiguousarray(drawn), condition, number)
        pages.append(Image.fromarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB)))
    out = io.BytesIO()
    pages[0].save(
        out, "PDF", save_all=True, append_images=pages[1:], resolution=condition.dpi,
        quality=condition.jpeg,
    )  # fmt: skip
    return out.getvalue()


def _spoiled(page: Picture, condition: Condition, number: int) -> Picture:
    height, width = page.shape[:2]
    if condition.stamp:
        _stamp(page, condition.dpi)
    if condition.blur:
        page = cv2.GaussianBlur(page, (0, 0), condition.blur)
    if condition.skew:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), condition.skew, 1)
        page = cv2.warpAffine(page, matrix, (width, height), borderValue=(255, 255, 255))
    if condition.light:
        shade = np.linspace(0, condition.light, width)[None, :, None]
        page = np.clip(page - shade, 0, 255).astype(np.uint8)
    if condition.noise:
        chance = np.random.default_rng(number)
        page = np.clip(page + chance.normal(0, condition.noise, page.shape), 0, 255).astype(
            np.uint8
        )
    for _ in range(condition.turn):
        page = cv2.rotate(page, cv2.ROTATE_90_CLOCKWISE)
    return page


def _stamp(page: Picture, dpi: int) -> None:
    """A round red stamp of 42 mm over the middle of the form, ink over ink."""
    height, width = page.shape[:2]
    ink = np.full_like(page, 255)
    centre, radius = (int(width * 0.6), int(height * 0.32)), int(21 / 25.4 * dpi)
    red = (60, 50, 215)
    cv2.circle(ink, centre, radius, red, max(dpi // 50, 2))
    star = [
        (
            int(centre[0] + radius * size * np.sin(n * np.pi / 5)),
            int(centre[1] - radius * size * np.cos(n * np.pi / 5)),
        )
        for n, size in enumerate((0.35, 0.14) * 5)
    ]
    cv2.fillPoly(ink, [np.array(star, np.int32)], red)
    for n in range(14):
        angle = (n - 6.5) / 14 * 5
        at = (
            int(centre[0] + radius * 0.78 * np.sin(angle)),
            int(centre[1] - radius * 0.78 * np.cos(angle)),
        )
        cv2.putText(ink, "R", at, cv2.FONT_HERSHEY_SIMPLEX, dpi / 220, red, max(dpi // 70, 2))
    np.minimum(page, ink, out=page)


def figures(filing: Filing) -> dict[str, Decimal]:
    """Every figure of a filing by its pointer."""
    return dict(_figures(filing.model_dump(exclude={"evidence"}), ""))


def _figures(held: object, at: str) -> Iterator[tuple[str, Decimal]]:
    if isinstance(held, Decimal):
        yield at, held
    elif isinstance(held, dict):
        for name, part in held.items():
            yield from _figures(part, f"{at}/{name}")
    elif isinstance(held, (list, tuple)):
        for number, part in enumerate(held):
            yield from _figures(part, f"{at}/{number}")


class Score(NamedTuple):
    """How the figures of a document were read."""

    right: int
    wrong: list[str]
    missing: list[str]


def compared(expected: Extraction, read: Extraction) -> Score:
    """Hold what was read against what should have been."""
    truth, found = ({} for _ in range(2))
    for number, filing in enumerate(expected.filings):
        truth |= {f"{number}{at}": figure for at, figure in figures(filing).items()}
    for number, filing in enumerate(read.filings):
        found |= {f"{number}{at}": figure for at, figure in figures(filing).items()}
    right = sum(found.get(at) == figure for at, figure in truth.items())
    wrong = [
        f"{at}: {figure} for {truth.get(at)}"
        for at, figure in found.items()
        if figure != truth.get(at)
    ]
    return Score(right, wrong, [at for at in truth if at not in found])


def main() -> int:
    """Print the table; 1 where figures at 200 dpi are not as asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", nargs="+", default=DOCUMENTS)
    parser.add_argument("--conditions", nargs="+", default=list(CONDITIONS))
    parser.add_argument("--keep", type=Path, help="keep the scans in this folder")
    parser.add_argument("--verbose", action="store_true")
    asked = parser.parse_args()
    print(f"{'condition':16} {'figures':>8} {'right':>8} {'wrong':>8} {'missing':>8} {'s/page':>7}")
    sums: dict[str, list[int]] = {}
    for name in asked.conditions:
        total = [0, 0, 0, 0]
        seconds = 0.0
        for document in asked.documents:
            path = EXAMPLES / document / f"{document}.pdf"
            made = scanned(path.read_bytes(), CONDITIONS[name])
            if asked.keep:
                asked.keep.mkdir(parents=True, exist_ok=True)
                (asked.keep / f"{document}-{name}.pdf").write_bytes(made)
            before = time.process_time()
            read = extract(path.name, made)
            seconds += time.process_time() - before
            score = compared(extract(path), read)
            count = score.right + len(score.missing)
            total = [
                total[0] + count, total[1] + score.right, total[2] + len(score.wrong),
                total[3] + len(pypdfium2.PdfDocument(made)),
            ]  # fmt: skip
            if asked.verbose:
                print(*(f"  {document} wrong {w}" for w in score.wrong), sep="\n")
                print(*(f"  {document} missing {m}" for m in score.missing), sep="\n")
                print(
                    *(f"  {p.where} {p.message}" for p in read.problems if "把握" in p.message),
                    sep="\n",
                )
        figures_, right, wrong, pages = total
        missing = figures_ - right
        print(
            f"{name:16} {figures_:8} {right / figures_:8.2%} {wrong / figures_:8.2%} "
            f"{missing / figures_:8.2%} {seconds / pages:7.1f}", flush=True,
        )  # fmt: skip
        held = sums.setdefault(name.rpartition("-")[2], [0, 0, 0])
        held[:] = [a + b for a, b in zip(held, (figures_, right, wrong), strict=True)]
    for dpi, (count, right, wrong) in sums.items():
        print(f"all at {dpi:9} {count:8} {right / count:8.2%} {wrong / count:8.2%}")
    count, right, wrong = sums.get("200", (1, 1, 0))
    return 0 if right >= 0.97 * count and wrong <= 0.001 * count else 1


if __name__ == "__main__":
    sys.exit(main())
