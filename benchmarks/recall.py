"""Recall and precision of the catalogue on invented filings with planted, labelled defects.

    python benchmarks/recall.py [--each 40] [--clean 600] [--seed 1]

For each check with a defect in the table: planted, raised, missed; and how often it spoke on filings
in which nothing is wrong, or beside a defect that does not imply it (without cause). The share that
is found says how a check does on forms that are otherwise right; what real documents add is measured
by benchmarks/precision.py.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterator

from jiping.checks import check_filing, rules
from jiping.checks.surroundings import Surroundings
from jiping.filing import Filing
from jiping.synth.corpus import sample
from jiping.synth.defects import DEFECTS, Soil
from jiping.synth.dice import Dice

#: Samples are drawn this far apart, so that all trades, years and standards have their turn.
_STRIDE = 37


def codes(filing: Filing, soil: Soil) -> set[str]:
    """The checks that speak on *filing* in its surroundings."""
    around = Surroundings(last_year=soil.last_year, accounts=soil.accounts)
    return {one.code for one in check_filing(filing, soil.standard, surroundings=around)}


def soils(seed: int) -> Iterator[Soil]:
    """Filings with nothing wrong, without end."""
    number = 0
    while True:
        yield sample(seed, number, {}, 0).soil
        number += _STRIDE


def main() -> None:
    """Plant, check, count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=40, help="filings for each defect")
    parser.add_argument("--clean", type=int, default=600, help="filings with nothing wrong")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    began = time.perf_counter()
    planted: Counter[str] = Counter()
    raised: Counter[str] = Counter()
    causeless: Counter[str] = Counter()
    examples: defaultdict[str, list[str]] = defaultdict(list)
    for name, one in DEFECTS.items():
        source = soils(asked.seed)
        for turn in range(asked.each):
            soil = next(source)
            made = one.plant(soil, Dice("recall", name, turn))
            if made is None:
                continue
            found = codes(made.filing, soil)
            planted[one.code] += 1
            raised[one.code] += one.code in found
            for code in found - {one.code, *one.also}:
                causeless[code] += 1
                examples[code].append(name)
    source = soils(asked.seed + 1)
    for _ in range(asked.clean):
        soil = next(source)
        for code in codes(soil.filing, soil):
            causeless[code] += 1
            examples[code].append("nothing")
    show(planted, raised, causeless, examples)
    filings = sum(planted.values()) + asked.clean
    print(f"\n{filings} filings in {time.perf_counter() - began:.0f} s")


def show(
    planted: Counter[str],
    raised: Counter[str],
    causeless: Counter[str],
    examples: dict[str, list[str]],
) -> None:
    """The table by check, and the sums."""
    titles = {check.code: check.title for check in rules()}
    print(f"{'check':6} {'planted':>7} {'raised':>6} {'missed':>6} {'recall':>7} {'no cause':>8}")
    for code in sorted(planted | causeless):
        total, found = planted[code], raised[code]
        share = f"{100 * found / total:.1f}%" if total else "—"
        beside = f" ({', '.join(sorted(set(examples[code]))[:3])})" if causeless[code] else ""
        print(
            f"{code:6} {total:7} {found:6} {total - found:6} {share:>7} {causeless[code]:8} "
            f"{titles[code]}{beside}"
        )
    found, total = sum(raised.values()), sum(planted.values())
    silent = sorted(set(titles) - set(planted))
    print(
        f"\n{len(planted)} of {len(titles)} checks have a defect: {total} planted, {found} raised"
    )
    print(f"recall {100 * found / total:.2f}%, raised without cause {sum(causeless.values())}")
    print(f"no defect in the table: {' '.join(silent)}")


if __name__ == "__main__":
    main()
