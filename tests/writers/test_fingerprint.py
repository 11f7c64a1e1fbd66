"""Lasting names: the same in every format, kept when rows move or figures change."""

from goldens import TOLD, finding, read

from jiping.filing import Extraction
from jiping.writers.fingerprint import PATTERN, fingerprints


def names(extraction: Extraction, *findings: tuple[str, ...]) -> tuple[str, ...]:
    return fingerprints(
        extraction.source, extraction.filings[0], [finding(extraction, one) for one in findings]
    )


def test_the_same_in_every_format() -> None:
    assert len({names(read(form), *TOLD) for form in ("docx", "txt", "html", "xlsx", "pdf")}) == 1


def test_one_for_each_finding() -> None:
    made = names(read(), *TOLD, TOLD[0], TOLD[0])

    assert len(set(made)) == len(TOLD) + 2
    assert all(PATTERN.fullmatch(name) for name in made)


def test_kept_when_an_indicator_moves_and_when_a_figure_is_corrected() -> None:
    extraction = read()
    filing = extraction.filings[0]
    moved = filing.model_copy(update={"indicators": filing.indicators[1:]})
    later = extraction.model_copy(update={"filings": (moved,)})
    code, severity, _, title, _ = TOLD[0]

    assert names(extraction, TOLD[0]) == names(
        later, (code, severity, "/indicators/2/score", title, "完成值2000。")
    )


def test_another_year_is_another_filing() -> None:
    extraction = read()
    filing = extraction.filings[0].model_copy(update={"fiscal_year": 2023})
    (now,), (then,) = (
        names(extraction, TOLD[0]),
        names(extraction.model_copy(update={"filings": (filing,)}), TOLD[0]),
    )

    assert now.partition("-")[0] != then.partition("-")[0]
