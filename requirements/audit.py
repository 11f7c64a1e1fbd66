"""Known holes in the packages that the program runs with (`make audit`), asked of PyPI by pip-audit.

Without a network, or where the advisory service does not know the packages, nothing was audited:
that is told in one line and is no fault. A known hole is one (exit status 1).
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

LOCK = Path(__file__).with_name("run.txt")
_SECONDS = 180
#: How a service that could not be reached, or gave no usable answer, is named by pip-audit.
_UNREACHABLE = ("requests.exceptions", "Could not connect", "no answer")


class Verdict(NamedTuple):
    """What the audit came to, in one line or several."""

    good: bool
    text: str


def main() -> int:
    """Audit the lock and tell."""
    command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes"]
    command += ["--progress-spinner", "off", "--timeout", "10", "-f", "json", "-r", str(LOCK)]
    try:
        done = subprocess.run(  # noqa: S603 (our own command)
            command, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
        told, fault = done.stdout, done.stderr
    except subprocess.TimeoutExpired:
        told, fault = "", f"no answer within {_SECONDS} s"
    found = verdict(told, fault)
    print(found.text)
    return 0 if found.good else 1


def verdict(told: str, fault: str) -> Verdict:
    """What pip-audit told (JSON), or its *fault* where it told nothing."""
    if not told.strip():
        last = next((line for line in reversed(fault.splitlines()) if line.strip()), "no answer")
        unreachable = any(word in fault for word in _UNREACHABLE)
        why = "the advisory service cannot be reached" if unreachable else last.strip()
        return Verdict(unreachable, f"audit: {'SKIPPED' if unreachable else 'failed'}, {why}")
    packages = json.loads(told)["dependencies"]
    asked = [one for one in packages if "skip_reason" not in one]
    holes = [
        f"audit: {one['name']} {one['version']}: {hole['id']}, mended in "
        f"{', '.join(hole['fix_versions']) or 'no version yet'}"
        for one in asked
        for hole in one["vulns"]
    ]
    if holes:
        return Verdict(False, "\n".join(holes))
    if not asked:
        return Verdict(True, "audit: SKIPPED, the advisory service knows none of the packages")
    unknown = len(packages) - len(asked)
    more = f"; {unknown} NOT AUDITED, unknown to the advisory service" if unknown else ""
    return Verdict(True, f"audit: no known holes in {len(asked)} packages{more}")


if __name__ == "__main__":
    sys.exit(main())
