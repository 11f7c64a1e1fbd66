"""A form as each place prints it: read, told whose it is, scored as worked by hand, written, read again.

The documents are in `forms/`, invented, in the places' own columns.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from jiping.filing import Filing
from jiping.intake import extract
from jiping.scoring import Scorecard, score
from jiping.standards import load
from jiping.writers.form import write_form
from jiping.writers.typesetting import packaged_faces

FORMS = Path(__file__).parent / "forms"
#: Form → its standard, the rule score of the execution and of each indicator ("-": none), the total.
WORKED = {
    # 10 × 60 ÷ 80 of the budget at the start of the year; 20 × 9 ÷ 12; 15 × 5 ÷ 6.25
    "national-2016": ("national-2016", "7.5 15 15 12 - 10", None),
    "beijing-2016": ("beijing-2016", "7.5 15 15 12 - 10", None),
    "jiangxi-2017": ("jiangxi-2017", "7.5 15 15 12 - 10", None),
    # 10 × 810 ÷ 900; 20 × 6 ÷ 8; 15 × 20 ÷ 25
    "guizhou-2021": ("guizhou-2021", "9 15 15 12 30 10", "91"),
    # no points beside the money; 20 × 36 ÷ 40; 10 × 76 ÷ 95
    "ningxia-2021": ("ningxia-2021", "- - - - - 18 8 25 10", None),
    # 10 × 90 ÷ 120; 20 × 1500 ÷ 2000
    "shanxi-2022": ("shanxi-2022", "7.5 30 15 30 10", "92.5"),
    # 10 × 2000000 ÷ 2500000; 30 × 40 ÷ 50
    "hainan-2022": ("hainan-2022", "8 24 20 30 10", "92"),
    # 10 × 38 ÷ 40; 20 × 57 ÷ 60
    "bridging-2019": ("bridging-2019", "9.5 19 15 15 30 10", "98.5"),
    # 10 × 315 ÷ 350; 30 × 380 ÷ 400
    "anhui-department": ("anhui-2022", "9 28.5 20 30 10", "97.5"),
    "transfer-2022": ("transfer-2022", "- - - - -", None),
}


def filing_of(path: Path) -> Filing:
    extraction = extract(path)
    assert not extraction.problems
    (filing,) = extraction.filings
    return filing


def points_of(card: Scorecard) -> str:
    return " ".join(
        "-" if line.rule_score is None else f"{line.rule_score.normalize():f}"
        for line in card.lines
    )


@pytest.mark.parametrize("name", WORKED)
def test_a_form_is_scored_by_the_standard_that_it_shows(name: str) -> None:
    standard, points, total = WORKED[name]
    filing = filing_of(FORMS / f"{name}.txt")
    assert filing.standard == standard
    assert filing.complete
    card = score(filing, load(filing.standard))
    assert points_of(card) == points
    assert card.rule_total == (None if total is None else Decimal(total))


@pytest.mark.parametrize("name", sorted(WORKED.keys() - {"shanxi-2022"}))
def test_what_is_written_shows_the_same_standard(name: str, tmp_path: Path) -> None:
    standard, points, _ = WORKED[name]
    filing = filing_of(FORMS / f"{name}.txt")
    path = tmp_path / "form.docx"
    path.write_bytes(write_form(filing, load(standard), "docx", packaged_faces()))
    back = filing_of(path)
    assert back.standard == standard
    assert points_of(score(back, load(standard))) == points


def test_shanxi_writes_the_nations_form_which_scores_the_same(tmp_path: Path) -> None:
    filing = filing_of(FORMS / "shanxi-2022.txt")
    path = tmp_path / "form.docx"
    path.write_bytes(write_form(filing, load("shanxi-2022"), "docx", packaged_faces()))
    back = filing_of(path)
    assert back.standard == "national-2020"
    assert score(back, load("national-2020")).rule_total == Decimal("92.5")


@pytest.mark.parametrize(
    ("name", "change", "standard"),
    [
        # A form of these columns that is younger than the rules is not scored by them.
        ("beijing-2016", ("2018年度", "2022年度"), "national-2020"),
        ("national-2016", ("（2018年度）", ""), "national-2020"),
        # The same columns in another province.
        ("guizhou-2021", ("贵州省", "湖北省"), "national-2020"),
        ("hainan-2022", ("海南省", "福建省"), "national-2020"),
        ("ningxia-2021", ("银川市", "太原市"), "national-2020"),
        ("anhui-department", ("安徽省", ""), "national-2020"),
        # Unit and supervisor of two provinces: which is meant is not known.
        ("beijing-2016", ("北京市水务局", "河北省水利厅"), "national-2016"),
        # A transfer's form of the year before has no block of management.
        ("transfer-2022", ("资金管理情况", "说明"), "national-2020"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_not_guessed(
    name: str, change: tuple[str, str], standard: str, tmp_path: Path
) -> None:
    path = tmp_path / "form.txt"
    path.write_text((FORMS / f"{name}.txt").read_text().replace(*change))
    assert extract(path).filings[0].standard == standard


def test_the_lower_band_of_the_old_form_begins_at_half() -> None:
    filing = filing_of(FORMS / "national-2016.txt")
    for standard, told in (("national-2016", "[15, 24)"), ("national-2020", "[18, 24)")):
        assert told in score(filing, load(standard)).lines[4].explanation


def test_subjects_of_management_are_printed_to_be_filled_in() -> None:
    filing = filing_of(FORMS / "transfer-2022.txt")
    html = write_form(filing, load("transfer-2022"), "html", packaged_faces()).decode()
    assert "分配科学性" in html and "支出责任履行情况" in html
    assert "（50分）" not in html, "a form without points tells none"
