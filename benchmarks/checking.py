"""How many filings a second one core scores and checks: `python benchmarks/checking.py [SECONDS]`.

The filings are the examples of this repository: one without fault, a project form, and the founding
case, on which more than sixty checks speak. The times are of score and all checks together, on
filings already read; `--each` prints the time of every check on the founding case.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from jiping.checks import check_filing, rules
from jiping.checks.case import Case
from jiping.checks.limits import DEFAULT
from jiping.filing import Filing
from jiping.intake.extraction import extract
from jiping.scoring import score
from jiping.standards import load

EXAMPLES = Path(__file__).parents[1] / "examples"
AIM = 1500


def filings() -> dict[str, Filing]:
    """Return the example filings by name, as read from their text."""
    found = {}
    for path in sorted(EXAMPLES.glob("*/*.txt")):
        if path.parent.name == path.stem:
            found[path.stem] = extract(path).filings[0]
    return found


def rate(filing: Filing, seconds: float) -> tuple[float, int]:
    """Return filings a second of one core, and the number of findings."""
    standard = load(filing.standard)
    found = len(check_filing(filing, standard))
    count, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds:
        for _ in range(20):
            check_filing(filing, standard)
        count += 20
    return count / spent, found


def each(filing: Filing) -> None:
    """Print the best time of every check on *filing*, slowest first."""
    standard = load(filing.standard)
    card = score(filing, standard)
    best: dict[str, float] = {}
    alone = [check for check in rules() if check.needs is None]
    for _ in range(100):
        case = Case(filing, standard, card, DEFAULT)
        for check in alone:
            start = time.perf_counter()
            list(check.run(case))
            spent = time.perf_counter() - start
            best[check.code] = min(best.get(check.code, spent), spent)
    for code, spent in sorted(best.items(), key=lambda entry: -entry[1]):
        print(f"{code}{spent * 1e6:10.1f} µs")
    print(f"{len(best)} checks{sum(best.values()) * 1e6:10.1f} µs")


def main(arguments: list[str]) -> None:
    """Print the rates, or with `--each` the time of every check."""
    examples = filings()
    if "--each" in arguments:
        each(examples["township-2022"])
        return
    seconds = float(arguments[0]) if arguments else 2.0
    print(f"{'filing':20}{'findings':>10}{'filings/s':>12}{'ms each':>10}   aim {AIM:,}/s")
    rates = []
    for name, filing in examples.items():
        per_second, found = rate(filing, seconds)
        rates.append(per_second)
        print(f"{name:20}{found:10}{per_second:12,.0f}{1000 / per_second:10.2f}")
    mean = len(rates) / sum(1 / one for one in rates)
    print(f"{'all in turn':20}{'':10}{mean:12,.0f}{1000 / mean:10.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
