"""The pictures of the guide to a batch: ten invented counties of two years, read, scored and summarised.

python docs/guide/pictures/summary.py     # needs Chromium, and a Chinese typeface on the machine
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from keeping import beside, keep, pages
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from jiping.filing import Filing
from jiping.standards import Standard, load
from jiping.synth import county, department_filing, project_filing
from jiping.synth.defects import Soil, chosen
from jiping.synth.dice import Dice
from jiping.web.demo.misses import with_misses
from jiping.web.demo.rest import with_rest
from jiping.web.demo.slips import with_slips
from jiping.writers.documents import write_documents

SEED, COUNTIES, UNITS, YEARS = 20, 10, 15, (2022, 2023)
DESK = {"width": 1366, "height": 800}
ERRORS = chosen("JP1,JP3")
MATERIAL, RESULT = "材料", "结果"


def write_county(folder: Path, seed: int) -> None:
    """Forms and reports of a county as its offices send them: money left over, targets missed, slips."""
    place = county(seed, UNITS)
    whole, project = load("hunan-2022"), load("national-2020")
    for unit in place.units:
        for year in YEARS:
            into = folder / place.name / f"{year}年"
            into.mkdir(parents=True, exist_ok=True)
            for standard, filing in (
                (whole, department_filing(unit, year, whole)),
                (project, project_filing(unit, year, project)),
            ):
                for change in (with_rest, with_misses, with_slips):
                    filing = change(filing, standard, f"{unit.name}/{filing.project}/{year}")
                filing = with_errors(filing, standard)
                for written in write_documents(filing, standard, ["docx"]):
                    name = "-".join(filter(None, (unit.name, filing.project, written.name)))
                    (into / f"{name}.docx").write_bytes(written.data)


def with_errors(filing: Filing, standard: Standard) -> Filing:
    """One filing in six as nobody has checked it: what it adds up or scores is wrong at a place."""
    dice = Dice("errors", filing.unit, filing.project, filing.fiscal_year)
    if dice.whole(1, 6) > 1:
        return filing
    for name in dice.shuffled(list(ERRORS)):
        if planted := ERRORS[name].plant(Soil(filing, standard), dice):
            return planted.filing
    return filing


def run(folder: Path, *words: str) -> None:
    """`jiping` in *folder*, as a person would call it there."""
    subprocess.run([sys.executable, "-m", "jiping.cli", *words], cwd=folder, check=True)


def shown(page: Page) -> Image.Image:
    """The page as it stands on the screen."""
    return Image.open(io.BytesIO(page.screenshot()))


def main() -> None:
    """Write all pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with ProcessPoolExecutor() as pool:
            seeds = [SEED + one for one in range(COUNTIES)]
            list(pool.map(write_county, [folder / MATERIAL] * COUNTIES, seeds))
        # Sentences of invented reports are much alike: comparing would find nothing else.
        run(folder, "batch", MATERIAL, "-o", RESULT, "--alone")
        run(folder, "summarise", RESULT, "--as", "pdf,html")
        paper = pages((folder / RESULT / "汇总.pdf").read_bytes())
        keep("summary-paper", beside(paper[0], paper[1]))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(locale="zh-CN", reduced_motion="reduce", viewport=DESK)
            page.goto((folder / RESULT / "汇总.html").as_uri())
            page.locator("svg, canvas").first.wait_for()
            keep("summary-page", shown(page))
            page.locator("#county tbody tr").first.click()
            page.locator("#county").scroll_into_view_if_needed()
            page.locator("#drawer .filing").first.wait_for()
            keep("summary-behind", shown(page))
            browser.close()


if __name__ == "__main__":
    main()
