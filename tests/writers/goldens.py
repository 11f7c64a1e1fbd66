"""The township's form with five findings of our own making, as it is written; and what was kept.

The findings are made here so that a new check or another wording changes nothing.
`python tests/writers/goldens.py` writes what is kept anew; look at the difference before keeping it.
"""

import json
import re
from functools import lru_cache
from pathlib import Path

from jiping import __version__, standards
from jiping.checks import Finding, Outcome
from jiping.checks.run import Places
from jiping.filing import Extraction, Place
from jiping.intake import extract
from jiping.scoring import score
from jiping.writers.answers import Answer
from jiping.writers.dossier import Dossier, laid_beside
from jiping.writers.page import page
from jiping.writers.sarif import sarif

GOLDEN = Path(__file__).parent / "golden"
TOWNSHIP = Path(__file__).parents[2] / "examples" / "township-2022"

TOLD = (
    ("JP302", "error", "/indicators/3/score", "超过上限仍得高分", "上限≤972.54，完成值3852.54，自评9分。"),
    ("JP601", "error", "/report/figures/0", "基金混入一般公共预算", "多74.72万元。"),
    ("JP403", "warning", "/indicators/3/reason", "原因空泛", "“还需加强成本控制”没有措施。"),
    ("JP410", "warning", "/indicators/4/reason", "远超指标值而没有说明", "完成率183.6%，没有分析原因。"),
    ("JP722", "notice", "/report/sections/7/text", "疑似错字、漏字", "请核对“健全等工作”。"),
)  # fmt: skip


@lru_cache(maxsize=4)
def read(form: str = "docx") -> Extraction:
    return extract(TOWNSHIP / f"township-2022.{form}")


def finding(read: Extraction, told: tuple[str, ...], note: str = "") -> Finding:
    code, severity, pointer, title, message = told
    where = Places(read.filings[0].evidence).of(pointer)
    return Finding(
        code, severity, title, pointer, where, message, "财预〔2020〕10号", "按规则改正。", note
    )


def dossier(form: str = "docx", answers: dict[str, Answer] | None = None) -> Dossier:
    """The township with the five findings, one of them switched off besides."""
    extraction = read(form)
    return beside(
        extraction,
        Outcome(
            tuple(finding(extraction, told) for told in TOLD),
            (
                finding(
                    extraction, (*TOLD[2][:2], "/indicators/5/reason", *TOLD[2][3:]), "今年不查"
                ),
            ),
        ),
        answers,
    )


def beside(
    extraction: Extraction, found: Outcome, answers: dict[str, Answer] | None = None
) -> Dossier:
    standard = standards.load(extraction.filings[0].standard)
    card = score(extraction.filings[0], standard)
    return laid_beside(extraction, 0, standard, card, found, answers=answers or {})


def answer(name: str, reply: str = "", accepted: str = "", opinion: str = "") -> Answer:
    return Answer(name, "云岭镇", "2022", "JP302", "", reply, accepted, opinion, Place())


def stable_page() -> str:
    """The page without its style sheet, which is another file, and without the version."""
    text = page([dossier()])
    text = re.sub(r"<style>.*?</style>", "<style>…</style>", text, flags=re.DOTALL)
    return re.sub(r"sha256-[^']*'", "sha256-…'", text).replace(__version__, "…")


def stable_sarif() -> str:
    """The log without the catalogue, which has tests of its own, and without the version."""
    log = json.loads(sarif([dossier("txt")]))
    driver = log["runs"][0]["tool"]["driver"]
    del driver["rules"]
    driver["semanticVersion"] = "…"
    for result in log["runs"][0]["results"]:
        del result["ruleIndex"]
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    (GOLDEN / "township.html").write_text(stable_page(), encoding="utf-8")
    (GOLDEN / "township.sarif").write_text(stable_sarif(), encoding="utf-8")
