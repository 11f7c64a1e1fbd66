"""Documents per second of one core: reading alone (bytes to `Document`) beside the raw limit.

    python benchmarks/reading.py [FILE…] [--seconds 1]

The raw limits are those of `extraction.py`: what lxml, calamine, pypdfium2 and office-oxide take to
hand over the bare content. All are timed in one run, in turns, by processor time. Without files:
the founding case in all formats, and its page as a government site carries it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from extraction import EXAMPLE, RAW, as_site_page, per_second, raw_xlsx
from jiping.intake.opening import read_document

LIMITS = RAW | {"xls": raw_xlsx}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seconds", type=float, default=1.0)
    options = parser.parse_args()
    files = options.files or sorted(path for path in EXAMPLE.iterdir() if path.suffix[1:] in LIMITS)
    inputs = [(path.name, path.suffix[1:], path.read_bytes()) for path in files]
    inputs += [(f"site page of {n}", k, as_site_page(d)) for n, k, d in inputs if k == "html"]
    print(f"{'document':<38}{'raw/s':>9}{'read/s':>9}{'× raw':>8}")
    for name, kind, data in inputs:
        rate = per_second(
            {
                "raw": lambda kind=kind, data=data: LIMITS[kind](data),
                "read": lambda name=name, data=data: read_document(name, data),
            },
            options.seconds,
        )
        ratio = rate["raw"] / rate["read"]
        print(f"{name:<38}{rate['raw']:>9.0f}{rate['read']:>9.0f}{ratio:>8.2f}")


if __name__ == "__main__":
    main()
