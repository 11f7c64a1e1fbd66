"""From one filing to a country, measured: `python benchmarks/batch.py [formats|scaling|stored|curve|summary|all]`.

    formats  documents a second of one core through the whole batch (read, scored, checked, rows),
             beside the raw limit of the format in the same run
    scaling  the same Word files by one process and by two, in turns
    stored   100,000 stored readings on two processes: scored and checked alone, and as a batch; once
             of a county's year as often as one falls due (300 forms of departments with their
             reports to 5,000 of projects, invented), once of the examples in turn, three of four
             of which are departments' with long reports
    curve    1,000, 10,000 and 100,000 Word files, or with `--of stored` stored readings: time and memory
    summary  the summary of 1,000,000 filings' Parquet (`country.py` writes them)

`--scale 0.1` makes everything a tenth. Documents are the example filings of this repository, made
different by a number in them. Peak memory is that of the coordinator and of its largest child.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from checking import COUNTY, invented
from country import write_country
from extraction import RAW
from jiping.batch.documents import Spot, digest
from jiping.batch.job import NO_RULES, Job
from jiping.batch.reading import read
from jiping.batch.wire import answer
from jiping.filing import Extraction, Filing
from jiping.intake import extract
from jiping.intake.extraction import extract_bytes
from jiping.standards import load
from jiping.synth.printers import printed

EXAMPLES = Path(__file__).parents[1] / "examples"
FILINGS = ("township-2022", "clean-2022", "clean-2023", "project-2023")
MEGABYTE = 1024


def formats(seconds: float) -> None:
    """Documents a second of one core, beside the raw limit, in turns by processor time."""
    print(f"{'format':8}{'raw/s':>10}{'batch/s':>10}{'× raw':>8}")
    for kind in ("docx", "xlsx", "pdf", "html", "txt"):
        paths = [EXAMPLES / name / f"{name}.{kind}" for name in FILINGS]
        data = [path.read_bytes() for path in paths]
        jobs = [Job(Spot(str(p), str(p)), digest(d)) for p, d in zip(paths, data, strict=True)]
        raw = partial(_each, RAW[kind], data)
        whole = partial(_each, lambda job: answer(*read(job, NO_RULES)), jobs)
        spent = {raw: 0.0, whole: 0.0}
        done = {raw: 0, whole: 0}
        raw(), whole()
        while min(spent.values()) < seconds:
            for run in spent:
                start = time.process_time()
                run()
                spent[run] += time.process_time() - start
                done[run] += len(paths)
        per_second = {run: done[run] / spent[run] for run in spent}
        print(f"{kind:8}{per_second[raw]:10.0f}{per_second[whole]:10.0f}{per_second[raw] / per_second[whole]:8.1f}")  # fmt: skip


def _each(call: Callable[..., object], given: list) -> None:
    for one in given:
        call(one)


def documents(folder: Path, count: int) -> Path:
    """So many Word files, each with content of its own."""
    sources = [(EXAMPLES / name / f"{name}.docx").read_bytes() for name in FILINGS]
    for number in range(count):
        path = folder / f"{number // 1000:04}" / f"{number:07}.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sources[number % len(sources)])
        with zipfile.ZipFile(path, "a") as archive:
            archive.comment = str(number).encode()
    return folder


def stored(folder: Path, count: int) -> Path:
    """So many stored readings of the example filings in turn."""
    read = [extract(EXAMPLES / name / f"{name}.docx") for name in FILINGS]
    return _zipped(folder, itertools.islice(itertools.cycle(read), count))


def county(folder: Path, count: int) -> Path:
    """So many stored readings of a county's year: invented filings, printed and read."""
    read = {kind: list(map(_printed_and_read, given)) for kind, given in invented().items()}
    turns = {kind: itertools.cycle(given) for kind, given in read.items()}
    every = sum(COUNTY.values()) // COUNTY["department"]
    kinds = ("department" if number % every == 0 else "project" for number in range(count))
    return _zipped(folder, (next(turns[kind]) for kind in kinds))


def _printed_and_read(filing: Filing) -> Extraction:
    text = printed(filing, load(filing.standard), "pipes")
    (read,) = extract_bytes("printed.txt", text.encode())
    return read


def _zipped(folder: Path, given: Iterable[Extraction]) -> Path:
    """Stored readings in zips of 5,000, each of a document of its own."""
    folder.mkdir(parents=True)
    numbered = enumerate(given)
    while some := list(itertools.islice(numbered, 5000)):
        with zipfile.ZipFile(folder / f"{some[0][0]:07}.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:  # fmt: skip
            for number, one in some:
                told = one.model_dump_json(by_alias=True)
                own = hashlib.sha256(str(number).encode()).hexdigest()
                archive.writestr(f"{number:07}.json", told.replace(one.source.sha256, own))
    return folder


def batch(
    material: Path, output: Path, processes: int
) -> tuple[float, float, int, int, dict[str, int]]:
    """Run `jiping batch` in a process of its own: seconds, of processors, memory here and of a child, outcomes."""
    code = (
        "import json, resource, sys, time; from pathlib import Path;"
        "from jiping.batch.run import batch; from jiping.batch.spreading import Processes;"
        "start = time.perf_counter(); workers = Processes(int(sys.argv[3]));"
        "told = batch([sys.argv[1]], Path(sys.argv[2]), workers); workers.close();"
        "own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN));"
        "print(json.dumps([time.perf_counter() - start,"
        " own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime,"
        " own.ru_maxrss, others.ru_maxrss, told]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, material, output, str(processes)],
        capture_output=True,
        check=True,
    )
    return tuple(json.loads(done.stdout))


def _line(name: str, count: int, told: tuple[float, float, int, int, dict[str, int]]) -> None:
    seconds, spent, own, child, outcomes = told
    print(
        f"{name:22}{count:>9}{seconds:10.1f} s{count / seconds:10.0f}/s{count / spent:9.0f}/s"
        f"{own / MEGABYTE:8.0f} MB{child / MEGABYTE:8.0f} MB   {outcomes}",
        flush=True,
    )


HEAD = (
    f"{'':22}{'documents':>9}{'seconds':>12}{'rate':>12}{'a core':>11}{'here':>11}{'a child':>11}"
)


#: How often one process and two are measured.
_TURNS = 3


def scaling(at: Path, count: int) -> None:
    """One process and two, in turns, each by its best: what else the machine does disturbs the mean."""
    print(HEAD)
    material = documents(at / "scaling", count)
    best = {1: float("inf"), 2: float("inf")}
    for processes in (1, 2) * _TURNS:
        output = at / f"scaling-{processes}"
        told = batch(material, output, processes)
        shutil.rmtree(output)
        best[processes] = min(best[processes], told[0])
        _line(f"{processes} process(es)", count, told)
    print(f"speed-up {best[1] / best[2]:.2f}")


def _processors() -> float:
    """Seconds of processors that the children that have ended took."""
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


_SCORED = """
import sys, time, zipfile
from pathlib import Path
from jiping.checks import check_filing
from jiping.filing import Extraction
from jiping.scoring import score
from jiping.standards import load
count = 0
for path in sorted(Path(sys.argv[1]).glob("*.zip"))[int(sys.argv[2])::2]:
    archive = zipfile.ZipFile(path)
    for name in archive.namelist():
        for filing in Extraction.model_validate_json(archive.read(name)).filings:
            standard = load(filing.standard)
            check_filing(filing, standard, scorecard=score(filing, standard))
            count += 1
print(count)
"""


def rescored(at: Path, count: int) -> None:
    """Stored readings: parsed, scored and checked by two processes; then the whole batch."""
    print(HEAD)
    for name, made in (("a county's year", county), ("examples in turn", stored)):
        material = made(at / name, count)
        start, before = time.perf_counter(), _processors()
        running = [
            subprocess.Popen(
                [sys.executable, "-c", _SCORED, material, str(one)], stdout=subprocess.PIPE
            )
            for one in (0, 1)
        ]
        done = sum(int(process.communicate()[0]) for process in running)
        spent, used = time.perf_counter() - start, _processors() - before
        print(
            f"{name}: parsed, scored, checked{done:>9} filings{spent:8.1f} s{done / spent:10.0f}/s by"
            f" two processes; {used:.1f} s of processors, {1000 * used / done:.2f} ms each",
            flush=True,
        )
        _line(name, count, batch(material, at / f"{name}-out", 2))


MATERIAL = {"word": documents, "stored": stored, "county": county}


def curve(at: Path, counts: list[int], kind: str) -> None:
    """Time and memory over the number of documents."""
    print(HEAD)
    for count in counts:
        material = MATERIAL[kind](at / f"curve-{count}", count)
        _line(kind, count, batch(material, at / f"curve-{count}-out", 2))
        shutil.rmtree(material)
        shutil.rmtree(at / f"curve-{count}-out")


def summary(at: Path, count: int) -> None:
    """The summary of so many filings, from opening the folder to the last table."""
    folder = at / "country"
    if not folder.exists():
        write_country(folder, count)
    code = (
        "import re, sys, time; from pathlib import Path;"
        "from jiping.batch.sql import opened; from jiping.batch.summary import summarise;"
        "start = time.perf_counter()\n"
        "with opened(Path(sys.argv[1]), 2) as base: told = summarise(base)\n"
        # Not ru_maxrss, which a process inherits from the one that started it.
        "peak = re.search(r'VmHWM:\\s*(\\d+)', Path('/proc/self/status').read_text())[1]\n"
        "print(f'{time.perf_counter() - start:.1f} s, {time.process_time():.1f} s of processors, peak {int(peak) // 1024} MB,"
        " {len(told.tables)} tables, {len(told.exhibits)} filings shown')"
    )
    done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, check=True)
    print(f"summary of {count:,} filings: {done.stdout.decode().strip()}", flush=True)


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="*", default=["all"])
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--of", choices=MATERIAL, default="word", help="material of the curve")
    parser.add_argument("--at", type=Path, help="a folder to work in, kept afterwards")
    options = parser.parse_args()
    everything = "all" in options.what
    scale = options.scale
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start", flush=True)
    with tempfile.TemporaryDirectory() as made:
        at = options.at or Path(made)
        at.mkdir(parents=True, exist_ok=True)
        jobs: dict[str, Callable[[], None]] = {
            "formats": lambda: formats(3 * scale),
            "scaling": lambda: scaling(at, int(4000 * scale)),
            "stored": lambda: rescored(at, int(100_000 * scale)),
            "curve": lambda: curve(
                at, [int(n * scale) for n in (1000, 10_000, 100_000)], options.of
            ),
            "summary": lambda: summary(at, int(1_000_000 * scale)),
        }
        for name, job in jobs.items():
            if everything or name in options.what:
                print(f"\n{name}", flush=True)
                job()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE
    print(f"\nlargest process {peak:.0f} MB; load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
