"""How often a second one core asks a formula of a filing: `python benchmarks/formulas.py [SECONDS]`.

The formulas are those of the guide, read once; the filing is the clean example of the checks.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path

from jiping.checks import OwnCheck, load_own
from jiping.checks.case import Case
from jiping.checks.examples import clean
from jiping.checks.limits import DEFAULT
from jiping.scoring import score
from jiping.standards import load

GUIDE = Path(__file__).parents[1] / "docs" / "guide" / "formulas.zh.md"
AIM = 20_000


def rules() -> tuple[OwnCheck, ...]:
    """The rules that the guide shows."""
    found = re.search(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rules.toml"
        file.write_text(found[1] if found else "", encoding="utf-8")
        return load_own(file)


def main(seconds: float) -> None:
    """Print evaluations a second by rule; a rule asked of each row is evaluated once a row."""
    standard = load("hunan-2022")
    case = Case(clean(), standard, score(clean(), standard), DEFAULT)
    print(f"aim {AIM:,} evaluations/s")
    for rule in rules():
        rows = rule.formula.rows.rows(case) if rule.formula.rows else (None,)
        done, start = 0, time.perf_counter()
        while (took := time.perf_counter() - start) < seconds:
            for row in rows:
                rule.formula.holds(case, row)
            done += len(rows)
        print(f"{rule.code}  {done / took:>12,.0f}/s  {rule.formula.source}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 0.5)
