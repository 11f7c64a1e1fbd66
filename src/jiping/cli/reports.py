"""The reports that the user named beside the forms: each form is joined to its own."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from jiping.filing import Extraction, Filing


class Reports:
    """Reports in files of their own; what is named but cannot be used is told and counted."""

    def __init__(self, paths: Iterable[str]) -> None:
        """Read nothing yet."""
        self._paths = tuple(paths)
        self.refused = 0

    def joined(self, extraction: Extraction, number: int) -> Extraction:
        """The document, its filing of this *number* with the report that goes with it."""
        from jiping.filing.joining import report_of, with_report

        if not self._paths:
            return extraction
        filing = extraction.filings[number]
        told = report_of(filing, self._found)
        if told is None:
            name = filing.project or filing.unit or "未写单位的自评"
            year = f"{filing.fiscal_year}年度" if filing.fiscal_year else ""
            held = "与表在同一文件里的报告核对" if filing.report else "表与报告的核对未做"
            self._refuse(
                f"--report：没有找到“{name}”{year}的自评报告，{held}；"
                f"所给文件里有{len(self._found)}份报告。"
            )
            return extraction
        filings = list(extraction.filings)
        filings[number] = with_report(filing, told)
        return extraction.model_copy(update={"filings": tuple(filings)})

    @cached_property
    def _found(self) -> tuple[Filing, ...]:
        from jiping.filing import Extraction
        from jiping.filing.joining import placed_in
        from jiping.intake import extract_all

        found: list[Filing] = []
        for result in extract_all(self._paths):
            if isinstance(result, Extraction):
                file = result.source.name.replace("\\", "/").rpartition("/")[2]
                found += [placed_in(one, file) for one in result.filings if one.report]
            else:
                self._refuse(result.message)
        return tuple(found)

    def _refuse(self, message: str) -> None:
        self.refused += 1
        typer.echo(message, err=True)
