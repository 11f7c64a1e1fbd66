"""What is written is read back the same: every form of every standard, in every format."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from form_filings import filings, shown
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jiping import standards
from jiping.filing import Budget, BudgetRow, Extraction, Filing, Goals, Indicator, Total
from jiping.filing.model import Kind
from jiping.filing.numbers import HUNDRED
from jiping.filing.values import parse_value
from jiping.intake import extract_all
from jiping.standards import Standard
from jiping.writers.form import FormKind, lay_out, write_form
from jiping.writers.form.formulas import followed
from jiping.writers.typesetting import packaged_faces

FACES = packaged_faces()
KINDS: tuple[Kind, ...] = ("department", "project", "transfer")
#: How many filings each form is tried with; more by JIPING_EXAMPLES, and then other ones every time.
EXAMPLES = int(os.environ.get("JIPING_EXAMPLES", "2"))


def forms() -> Iterator[tuple[str, Kind]]:
    """Every form once: standards that print the same share it."""
    seen = set()
    for name in standards.names():
        for kind in KINDS:
            standard = standards.load(name)
            form = standard.form_of(kind)
            key = (form.model_dump_json(), standard.frame.model_dump_json(exclude={"source"}))
            if form.filing_kind == kind and key not in seen:
                seen.add(key)
                yield name, kind


def read(data: bytes, suffix: str, folder: Path) -> Filing:
    path = folder / f"form.{suffix}"
    path.write_bytes(data)
    (extraction,) = extract_all([str(path)], io.BytesIO())
    assert isinstance(extraction, Extraction), extraction
    assert not extraction.problems, extraction.problems
    (filing,) = extraction.filings
    return filing


def with_formulas(filing: Filing, standard: Standard) -> Filing:
    """A workbook computes what the filing leaves out and follows from the rest."""
    sheet = lay_out(filing, standard)
    told = filing.model_dump()
    for pointer, value in followed(sheet, standard).items():
        *path, last = pointer.strip("/").split("/")
        part = told
        for step in path:
            part = part[int(step)] if step.isdigit() else part[step]
        if part[last] is None and value is not None:
            part[last] = value / HUNDRED if last == "execution_rate" else value
    return Filing.model_validate(told)


@pytest.mark.parametrize("kind", ["docx", "html", "xlsx", "pdf"])
@pytest.mark.parametrize(("name", "filing_kind"), list(forms()))
def test_what_is_written_is_read_back(
    name: str, filing_kind: Kind, kind: FormKind, tmp_path_factory: pytest.TempPathFactory
) -> None:
    standard = standards.load(name)
    folder = tmp_path_factory.mktemp("form")

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize="JIPING_EXAMPLES" not in os.environ,
        suppress_health_check=list(HealthCheck), database=None,
        phases=[Phase.generate],
    )  # fmt: skip
    @given(st.data())
    def check(data: st.DataObject) -> None:
        filing = data.draw(filings(standard, filing_kind))
        form = standard.form_of(filing.kind)
        expected = with_formulas(filing, standard) if kind == "xlsx" else filing
        back = read(write_form(filing, standard, kind, FACES), kind, folder)
        assert shown(back, form) == shown(expected, form)
        assert back.complete
        assert back.report is None

    check()


def test_texts_broken_by_the_end_of_a_page_are_read_whole(tmp_path: Path) -> None:
    standard = standards.load("hunan-2022")
    one = Indicator(
        level1="产出指标", level2="数量指标", name="村居", target=parse_value("11个"),
        weight=Decimal(15), score=Decimal(9), reason="原因在于年初项目论证不足、" * 60,
    )  # fmt: skip
    filing = Filing(
        kind="department",
        unit="云岭镇人民政府",
        fiscal_year=2022,
        goals=Goals(expected="保障村居运转。" * 400, achieved="已完成"),
        indicators=(one, one.model_copy(update={"reason": None})),
        total=Total(weight=Decimal(100), score=Decimal(90)),
    )
    back = read(write_form(filing, standard, "pdf", FACES), "pdf", tmp_path)
    form = standard.form_of("department")
    assert shown(back, form) == shown(filing, form)


def test_a_computed_score_is_not_cut_to_the_decimals_of_those_that_were_filed(
    tmp_path: Path,
) -> None:
    # 10 × 176.75 ÷ 197.84 = 8.93, beside a score of 9.5.
    row = BudgetRow(
        item="total", label="年度资金总额", weight=Decimal(10),
        adjusted=Decimal("197.84"), executed=Decimal("176.75"),
    )  # fmt: skip
    one = Indicator(
        level1="产出指标", level2="数量指标", name="村居", target=parse_value("11个"),
        weight=Decimal("9.5"), score=Decimal("9.5"),
    )  # fmt: skip
    filing = Filing(
        kind="project", unit="云岭镇人民政府", project="村道养护", fiscal_year=2022,
        budget=Budget(rows=(row,)), indicators=(one,),
    )  # fmt: skip
    back = read(
        write_form(filing, standards.load("national-2020"), "xlsx", FACES), "xlsx", tmp_path
    )
    assert back.budget.rows[0].score == Decimal("8.93")
    assert back.total.score == Decimal("18.43")
