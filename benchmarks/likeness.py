"""How long all pairs of many filings take: `python benchmarks/likeness.py [FILINGS]`.

The filings are generated from the example of a county bureau: every unit has its own sentences,
written from a stock of words; some paragraphs are copied from another unit with other figures and a
few words changed, and one is a template that all share. Printed are the times, and how many of the
copies were found. The aim is that of a county: 300 filings in less than 20 seconds.
"""

from __future__ import annotations

import random
import sys
import time
from itertools import pairwise
from pathlib import Path

from jiping.checks.likeness import Library, shared_by
from jiping.filing import Filing
from jiping.intake.extraction import extract

EXAMPLE = Path(__file__).parents[1] / "examples" / "clean-2023" / "clean-2023.txt"
AIM = 20.0
PARAGRAPHS = 3
COPIED = 0.05
CHANGED = 0.04


def words() -> list[str]:
    """Pairs of characters from the example's prose, the stock of all sentences."""
    report = extract(EXAMPLE).filings[0].report
    text = "".join(section.text for section in report.sections) if report else ""
    han = [sign for sign in text if "\u4e00" <= sign <= "\u9fff"]
    return ["".join(pair) for pair in pairwise(han)]


def paragraph(chance: random.Random, stock: list[str]) -> str:
    """A paragraph of 60 to 240 characters with a few figures."""
    parts = []
    for _ in range(chance.randint(3, 10)):
        clause = "".join(chance.choices(stock, k=chance.randint(6, 12)))
        parts.append(f"{clause}{chance.randint(1, 9999)}")
    return "，".join(parts) + "。"


def copied(chance: random.Random, text: str, stock: list[str]) -> str:
    """The paragraph with other figures and a few other words."""
    signs = [str(chance.randint(0, 9)) if sign.isdigit() else sign for sign in text]
    for at in range(len(signs)):
        if "\u4e00" <= signs[at] <= "\u9fff" and chance.random() < CHANGED:
            signs[at] = chance.choice(stock)[0]
    return "".join(signs)


def filings(count: int) -> tuple[list[Filing], set[str]]:
    """Return that many filings, and the paragraphs in them that are copies."""
    chance, stock = random.Random(20231231), words()  # noqa: S311 (the same filings every time)
    base = extract(EXAMPLE).filings[0]
    if base.report is None:
        raise SystemExit("the example has no report")
    template = paragraph(chance, stock)
    made: list[Filing] = []
    pool: list[str] = []
    copies: set[str] = set()
    for number in range(count):
        sections = []
        for section in base.report.sections:
            texts = []
            for _ in range(PARAGRAPHS):
                if pool and chance.random() < COPIED:
                    texts.append(copied(chance, chance.choice(pool), stock))
                    copies.add(texts[-1])
                else:
                    texts.append(paragraph(chance, stock))
            pool += texts
            sections.append(section.model_copy(update={"text": "\n".join([*texts, template])}))
        report = base.report.model_copy(update={"sections": tuple(sections), "figures": ()})
        made.append(
            base.model_copy(
                update={"unit": f"第{number}县水利局", "report": report, "indicators": ()}
            )
        )
    return made, copies


def main(arguments: list[str]) -> None:
    """Print the times and what was found."""
    count = int(arguments[0]) if arguments else 300
    made, copies = filings(count)
    start = time.perf_counter()
    library = Library(made, shared_by(count))
    built = time.perf_counter()
    found = library.alike(85)
    end = time.perf_counter()
    paragraphs = sum(len(spots) for spots in library.spots)
    print(f"{count} filings, {paragraphs:,} paragraphs, {len(copies):,} of them copies")
    seen = {spot.paragraph.text for pair in found.pairs for spot in (pair.one, pair.other)}
    print(f"sketches {built - start:6.2f} s")
    print(f"pairs    {end - built:6.2f} s   {len(found.pairs):,} pairs, {len(found.common)} common")
    print(f"copies found: {len(copies & seen):,} of {len(copies):,}")
    print(f"together {end - start:6.2f} s   aim {AIM:g} s for 300 filings")


if __name__ == "__main__":
    main(sys.argv[1:])
