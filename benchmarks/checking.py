"""How many filings a second one core scores and checks: `python benchmarks/checking.py [SECONDS]`.

The filings are the examples of this repository: two without fault, a project form, and the founding
case, on which more than sixty checks speak. Behind them stand the invented ones of `jiping synth`,
half of them with a fault: forms of departments with their reports, forms of projects by themselves,
as nearly all are published, and a county's year of both, 300 and 5,000. The times are of score and
all checks together, on filings already read; `--each` prints the time of every check on the founding
case. Each rate stands beside a calibration taken in turns with it, so that figures of different
machines, and of one that is busy, can be compared: filings checked in the time of a million turns of
a loop of plain Python. Steady on any machine are the calls of functions, of Python and of C.
"""

from __future__ import annotations

import cProfile
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jiping.checks import check_filing, rules
from jiping.checks.case import Case
from jiping.checks.limits import DEFAULT
from jiping.filing import Filing
from jiping.intake.extraction import extract
from jiping.scoring import score
from jiping.standards import load
from jiping.synth.corpus import samples
from jiping.synth.defects import DEFECTS

EXAMPLES = Path(__file__).parents[1] / "examples"
AIM = 1500
_TURNS = 50_000
_INVENTED = 240
#: Forms of a county's year, by their kind.
COUNTY = {"department": 300, "project": 5000}


def filings() -> dict[str, Filing]:
    """Return the example filings by name, as read from their text."""
    found = {}
    for path in sorted(EXAMPLES.glob("*/*.txt")):
        if path.parent.name == path.stem:
            found[path.stem] = extract(path).filings[0]
    return found


def invented() -> dict[str, list[Filing]]:
    """Return invented filings by their kind, the projects' without a report."""
    found: dict[str, list[Filing]] = {kind: [] for kind in COUNTY}
    for sample in samples(_INVENTED, 1, DEFECTS):
        filing = sample.filing
        if filing.kind == "project":
            filing = filing.model_copy(update={"report": None})
        found[filing.kind].append(filing)
    return found


class Rate(NamedTuple):
    """Filings and millions of calibrating turns a second of one core, calls and findings of each."""

    filings: float
    turns: float
    calls: float
    found: float


def rate(given: Sequence[Filing], seconds: float) -> Rate:
    """Check all *given* again and again for so many seconds, in turns with the calibration."""
    cases = [(filing, load(filing.standard)) for filing in given]
    found = sum(len(check_filing(*case)) for case in cases)
    count, spent, calibrating, turns = 0, 0.0, 0.0, 0
    while spent < seconds:
        start = time.process_time()
        for case in cases:
            check_filing(*case)
        middle = time.process_time()
        calibrate(_TURNS)
        spent, calibrating = spent + middle - start, calibrating + time.process_time() - middle
        count, turns = count + len(cases), turns + _TURNS
    with cProfile.Profile() as profile:
        for case in cases:
            check_filing(*case)
    calls = sum(entry.callcount for entry in profile.getstats())
    number = len(cases)
    return Rate(count / spent, turns / calibrating / 1e6, calls / number, found / number)


def together(rates: Sequence[Rate], shares: Sequence[int]) -> Rate:
    """The rate over filings that come in these *shares*."""

    def mean(values: Sequence[float]) -> float:
        return sum(v * share for v, share in zip(values, shares, strict=True)) / sum(shares)

    return Rate(
        1 / mean([1 / one.filings for one in rates]), mean([one.turns for one in rates]),
        mean([one.calls for one in rates]), mean([one.found for one in rates]),
    )  # fmt: skip


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
        f"{'filing':20}{'findings':>10}{'filings/s':>12}{'ms each':>10}{'M turns/s':>12}"
        f"{'filings/M turns':>18}{'calls':>8}   aim {AIM:,}/s"
    )
    rates = {name: rate([filing] * 10, seconds) for name, filing in examples.items()}
    rates["all in turn"] = together([*rates.values()], [1] * len(rates))
    county = {kind: rate(given, seconds) for kind, given in invented().items()}
    rates |= {f"invented {kind}s": one for kind, one in county.items()}
    rates["a county's year"] = together([*county.values()], [COUNTY[kind] for kind in county])
    for name, one in rates.items():
        print(
            f"{name:20}{one.found:10.1f}{one.filings:12,.0f}{1000 / one.filings:10.2f}"
            f"{one.turns:12.1f}{one.filings / one.turns:18.1f}{one.calls:8,.0f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
