"""Hold what `extract` reads against facts read by hand: figures right, wrong, missing, by family.

    python benchmarks/accuracy.py FOLDER [--family L5] [--verbose]

FOLDER holds documents `NNN.txt`, `NNN.docx`, … each beside its `NNN.json`; the JSON has
`layout_family`, `header` (budget rows), `indicators` and `total` with the figures as published. A figure is *wrong* when the extraction
has another one, and also when it has one where the facts see none; *missing* when it has none. *unlisted*
are rows of money or indicators that say a figure and that the facts do not list: they were invented
by the reading, or left out of the facts.
Ends with status 1 when a figure is wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from jiping.filing import BudgetRow, Filing, Indicator
from jiping.filing.text import squeeze
from jiping.filing.values import parse_value
from jiping.intake import extract

_NUMBER = re.compile(r"^[^\d(（-]{0,4}(-?\d[\d,]*(?:\.\d+)?)(万元|元|%)?")
#: Key of the facts → field of a budget row.
MONEY = {
    "年初预算数": "initial", "计划安排资金": "initial", "年度资金": "initial",
    "全年预算数": "adjusted", "预算数": "adjusted", "预算": "adjusted", "应到位": "adjusted",
    "实际到位资金": "adjusted",
    "全年执行数": "executed", "执行数": "executed", "支出": "executed", "到位": "executed",
    "实际支出": "executed",
}  # fmt: skip
#: Row of the facts that is no money → block of the form whose score it tells.
BLOCKS = {"年度目标": "goals", "绩效指标": "indicators"}
HEADER = {**MONEY, "分值": "weight", "执行率": "execution_rate", "得分": "score"}


@dataclass
class Tally:
    """Figures of one document or family."""

    right: int = 0
    wrong: int = 0
    missing: int = 0
    unlisted: int = 0
    remarks: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add the figures of *other*."""
        self.right += other.right
        self.wrong += other.wrong
        self.missing += other.missing
        self.unlisted += other.unlisted

    def hold(self, what: str, fact: Decimal | None, read: Decimal | None, *others: Decimal) -> None:
        """Count one figure; *others* are equal spellings of the fact."""
        if fact is None and read is None:
            return
        if read is None:
            self.missing += 1
            self.remarks.append(f"missing {what}: {fact}")
        elif fact is not None and read in (fact, *others):
            self.right += 1
        else:
            self.wrong += 1
            self.remarks.append(f"WRONG   {what}: {read} for {fact}")

    def hold_rows(self, rows: Iterable[BudgetRow | Indicator], known: Iterable[object]) -> None:
        """Count the *rows* with a figure that are none of the *known* ones."""
        paired = {id(row) for row in known}
        for row in rows:
            if id(row) not in paired and says_figure(row):
                self.unlisted += 1
                self.remarks.append(f"unlisted row {name_of(row)}")


def says_figure(row: BudgetRow | Indicator) -> bool:
    """Whether a row has a number in any of its fields."""
    values = (getattr(value, "number", value) for _, value in row)
    return any(isinstance(value, Decimal) for value in values)


def name_of(row: BudgetRow | Indicator) -> str:
    """The name of an indicator, the label of a row of money."""
    return str(row.label if isinstance(row, BudgetRow) else row.name)


def number_of(fact: Any) -> tuple[Decimal | None, str]:
    """The number at the start of a fact and the unit printed behind it."""
    match = _NUMBER.match(str(fact).strip()) if fact not in (None, "") else None
    # `….32` and `9…` have lost digits, `7,00.0` is no number: such a fact asks for nothing.
    if match is None or is_cut(fact) or re.search(r",\d{1,2}(?!\d)", match[1]):
        return None, ""
    return Decimal(match[1].replace(",", "")), match[2] or ""


def is_cut(fact: Any) -> bool:
    """Whether a figure is not visible in full, so that whatever is read for it is wrong."""
    return str(fact).startswith("…") or str(fact).endswith("…")


def hold_budget_row(tally: Tally, fact: dict[str, Any], row: BudgetRow, filing: Filing) -> None:
    """Compare one row of the budget block."""
    done = set()
    for key, name in HEADER.items():
        if key not in fact or name in done:
            continue
        done.add(name)
        expected, unit = number_of(fact[key])
        read = getattr(row, name)
        spellings: tuple[Decimal, ...] = ()
        if expected is not None and name in MONEY.values():
            if unit == "元" or (filing.currency_unit == "元" and unit != "万元"):
                expected = expected / 10000
        elif expected is not None and name == "execution_rate":
            spellings = (expected / 100,)
            if unit == "%":
                expected, spellings = expected / 100, ()
        tally.hold(f"{fact.get('row')}.{name}", expected, read, *spellings)


def hold_block(tally: Tally, fact: dict[str, Any], block: str, filings: list[Filing]) -> None:
    """Compare the score of a whole block."""
    scores = (getattr(filing.block_scores, block) for filing in filings)
    read = next((score for score in scores if score is not None), None)
    tally.hold(f"{fact['row']}.score", number_of(fact.get("得分"))[0], read)


def hold_indicator(tally: Tally, fact: dict[str, Any], read: Indicator) -> None:
    """Compare one indicator: target, actual, weight, score where they are figures."""
    for name in ("target", "actual"):
        text = fact.get(name)
        value = parse_value(str(text)) if text not in (None, "") and not is_cut(text) else None
        mine = getattr(read, name)
        if value is not None and value.number is None and mine is not None and mine.number is None:
            continue
        tally.hold(
            f"{fact.get('name')}.{name}",
            value.number if value else None,
            mine.number if mine else None,
        )
    for name in ("weight", "score"):
        tally.hold(f"{fact.get('name')}.{name}", number_of(fact.get(name))[0], getattr(read, name))


def pair(facts: list[dict[str, Any]], key: str, found: list[Any], label: str) -> list[Any]:
    """The found item for each fact, in order, by likeness of the labels; None where there is none."""
    result, free = [], list(found)
    for fact in facts:
        name = squeeze(str(fact.get(key) or ""))
        scored = [
            (fuzz.ratio(name, squeeze(getattr(item, label) or "")), -n)
            for n, item in enumerate(free)
        ]
        best = max(scored, default=(0, 0))
        partial = [
            n for n, item in enumerate(free)
            if (mine := squeeze(getattr(item, label) or "")) and (name in mine or mine in name)
        ]  # fmt: skip
        if best[0] >= 60:
            result.append(free.pop(-best[1]))
        elif partial:
            result.append(free.pop(partial[0]))
        else:
            result.append(None)
    return result


def compare(facts: dict[str, Any], filings: list[Filing]) -> Tally:
    """Hold all filings of one document against its facts."""
    tally = Tally()
    rows = [(row, filing) for filing in filings for row in filing.budget.rows]
    header = [fact for fact in facts.get("header") or [] if fact.get("row") not in BLOCKS]
    for fact in facts.get("header") or []:
        if block := BLOCKS.get(fact.get("row", "")):
            hold_block(tally, fact, block, filings)
    plain_rows = [row for row, _ in rows]
    found = pair(header, "row", plain_rows, "label")
    if sum(item is None for item in found) and len(header) <= len(plain_rows):
        free = [row for row in plain_rows if row not in found]
        totals = [row for row in free if row.item == "total"]
        free = totals if len(totals) == found.count(None) else free
        found = [item or (free.pop(0) if free else None) for item in found]
    owner = {id(row): filing for row, filing in rows}
    for fact, row in zip(header, found, strict=True):
        empty = BudgetRow(item="row", label="")
        filing = owner.get(id(row)) or (filings[0] if filings else Filing(kind="report"))
        hold_budget_row(tally, fact, row or empty, filing)
    tally.hold_rows(plain_rows, found)
    indicators = [item for filing in filings for item in filing.indicators]
    facts_of = facts.get("indicators") or []
    paired = pair(facts_of, "name", indicators, "name")
    for fact, item in zip(facts_of, paired, strict=True):
        hold_indicator(tally, fact, item or Indicator())
    tally.hold_rows(indicators, paired)
    total = facts.get("total") or {}
    score = next((v for k, v in total.items() if "得分" in k or "总分" in k), None)
    expected = number_of(score)[0]
    scores = [filing.total.score for filing in filings if filing.total.score is not None]
    tally.hold("total.score", expected, scores[0] if scores else None, *scores[1:])
    return tally


def document_of(facts: Path) -> Path | None:
    """The document beside its facts, in whatever format."""
    return next((p for p in sorted(facts.parent.glob(f"{facts.stem}.*")) if p != facts), None)


def main() -> int:
    """Print the table; 1 when a figure is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--family", help="only families that begin so, e.g. L5")
    parser.add_argument("--document", help="only this document, e.g. 003")
    parser.add_argument("--verbose", action="store_true", help="name every figure not right")
    options = parser.parse_args()
    families: dict[str, Tally] = defaultdict(Tally)
    documents: dict[str, int] = defaultdict(int)
    for path in sorted(options.folder.glob("*.json")):
        document = document_of(path)
        facts = json.loads(path.read_text(encoding="utf-8"))
        if document is None or "layout_family" not in facts:
            continue
        family = facts["layout_family"].split()[0]
        if options.family and family != options.family and not family.startswith(options.family):
            continue
        if options.document and path.stem != options.document:
            continue
        extraction = extract(document)
        tally = compare(facts, list(extraction.filings))
        families[family].add(tally)
        documents[family] += 1
        if options.verbose:
            print(
                f"{path.stem} {family}: right {tally.right} wrong {tally.wrong} missing {tally.missing}"
            )
            for remark in tally.remarks:
                print(f"    {remark}")
    whole = Tally()
    print(
        f"{'family':<8}{'docs':>6}{'figures':>9}{'right':>8}{'wrong':>8}{'missing':>9}"
        f"{'unlisted':>10}{'right %':>9}"
    )
    for family, tally in sorted(families.items()):
        whole.add(tally)
        print_row(family, documents[family], tally)
    print_row("all", sum(documents.values()), whole)
    return 1 if whole.wrong else 0


def print_row(name: str, documents: int, tally: Tally) -> None:
    """Print one line of the table."""
    figures = tally.right + tally.wrong + tally.missing
    share = f"{Decimal(100 * tally.right) / figures:.1f}" if figures else "-"
    print(
        f"{name:<8}{documents:>6}{figures:>9}{tally.right:>8}{tally.wrong:>8}{tally.missing:>9}"
        f"{tally.unlisted:>10}{share:>9}"
    )


if __name__ == "__main__":
    sys.exit(main())
