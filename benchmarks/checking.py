"""How many filings a second one core scores and checks: `python benchmarks/checking.py [SECONDS]`.

The filings are the examples of this repository: one without fault, a project form, and the founding
case, on which more than sixty checks speak. The times are of score and all checks together, on
filings already read; `--each` prints the time of every check on the founding case. Each rate stands
beside a calibration taken in turns with it, so that figures of different machines, and of one that
is busy, can be compared: filings checked in the time of a million turns of a loop of plain Python.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import NamedTuple

from jiping.checks import check_filing, rules
from jiping.checks.case import Case
from jiping.checks.limits import DEFAULT
from jiping.filing import Filing
from jiping.intake.extraction import extract
from jiping.scoring import score
from jiping.standards import load

EXAMPLES = Path(__file__).parents[1] / "examples"
AIM = 1500
_BATCH, _TURNS = 10, 50_000


def filings() -> dict[str, Filing]:
    """Return the example filings by name, as read from their text."""
    found = {}
    for path in sorted(EXAMPLES.glob("*/*.txt")):
        if path.parent.name == path.stem:
            found[path.stem] = extract(path).filings[0]
    return found


class Rate(NamedTuple):
    """Filings and millions of calibrating turns a second of one core, and the number of findings."""

    filings: float
    turns: float
    found: int


def rate(filing: Filing, seconds: float) -> Rate:
    """Check *filing* for so many seconds, in turns with the calibration."""
    standard = load(filing.standard)
    found = len(check_filing(filing, standard))
    count, spent, calibrating = 0, 0.0, 0.0
    while spent < seconds:
        start = time.process_time()
        for _ in range(_BATCH):
            check_filing(filing, standard)
        middle = time.process_time()
        calibrate(_TURNS)
        spent, calibrating = spent + middle - start, calibrating + time.process_time() - middle
        count += _BATCH
    return Rate(count / spent, count / _BATCH * _TURNS / calibrating / 1e6, found)


def calibrate(turns: int) -> int:
    """A loop that depends on nothing but the machine and its Python."""
    total = 0
    for number in range(turns):
        total ^= number
    return total


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
    print(
        f"{'filing':20}{'findings':>10}{'filings/s':>12}{'ms each':>10}"
        f"{'M turns/s':>12}{'filings/M turns':>18}   aim {AIM:,}/s"
    )
    rates = [rate(filing, seconds) for filing in examples.values()]
    for name, one in zip(examples, rates, strict=True):
        print(_line(name, str(one.found), one.filings, one.turns))
    count = len(rates)
    mean = count / sum(1 / one.filings for one in rates)
    print(_line("all in turn", "", mean, sum(one.turns for one in rates) / count))


def _line(name: str, found: str, filings: float, turns: float) -> str:
    return (
        f"{name:20}{found:>10}{filings:12,.0f}{1000 / filings:10.2f}{turns:12.1f}"
        f"{filings / turns:18.1f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
