"""The repository keeps its own rules: no addresses in the locks, no floats in money, small modules."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "jiping"
LOCKS = ("run", "dev", "bench")
LARGEST_MODULE = 24 * 1024


def lines_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Every line of the code in *folder* with its place."""
    for path in sorted(folder.rglob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            yield f"{path.relative_to(ROOT)}:{number}", line


def places_of(pattern: str, folder: Path) -> list[str]:
    """Where in the code of *folder* the pattern stands."""
    return [place for place, line in lines_of(folder) if re.search(pattern, line)]


@pytest.mark.parametrize("name", LOCKS)
def test_locked_requirements_name_no_registry(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(
        r"https?:|file:/|--(extra-)?index-url|--find-links|--trusted-host| @ ", text
    )


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_is_pinned_with_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)[1:]
    assert entries
    for entry in entries:
        assert re.match(r"[A-Za-z0-9._-]+==\S+ ", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


def test_the_run_lock_covers_what_the_program_needs() -> None:
    locked = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8").lower()
    for line in (ROOT / "requirements" / "run.in").read_text(encoding="utf-8").splitlines():
        if name := re.match(r"[A-Za-z0-9._-]+", line):
            assert f"\n{name[0].lower().replace('_', '-')}==" in locked, name[0]


def test_money_and_scores_are_never_floats() -> None:
    for package in ("filing", "standards", "scoring", "checks"):
        assert places_of(r"\bfloat\(", SOURCE / package) == []


def test_there_is_one_rounding_function() -> None:
    found = places_of(r"(?<![\w.])round\(|\.quantize\(", SOURCE)
    assert [place for place in found if "filing/numbers.py" not in place] == []


def test_nothing_is_left_to_do_in_the_code() -> None:
    assert places_of(r"\b(TODO|FIXME|XXX|HACK)\b", SOURCE) == []


def test_no_module_grows_beyond_reading() -> None:
    sizes = {path: path.stat().st_size for path in SOURCE.rglob("*.py")}
    assert [f"{p.relative_to(ROOT)}: {s}" for p, s in sizes.items() if s > LARGEST_MODULE] == []


def test_the_version_stands_in_the_changelog() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "examples" / "README.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} → {target}"
