"""What the user names around filings: last year's, the final accounts, the peers, the reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import typer

if TYPE_CHECKING:
    from jiping.checks import Surroundings
    from jiping.checks.peers import Peers
    from jiping.filing import Accounts, Extraction, Filing
    from jiping.standards import Standard


class Named(NamedTuple):
    """The files and folders that the user named."""

    last_year: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    peers: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


class Around:
    """The surroundings of each filing; what is named but cannot be used is told and counted."""

    def __init__(self, named: Named, standard_of: Callable[[Filing], Standard]) -> None:
        """Read nothing yet."""
        self._named = named
        self._standard_of = standard_of
        self.refused = 0

    def of(self, filing: Filing) -> Surroundings:
        """What lies around *filing*."""
        from jiping.checks import Surroundings

        return Surroundings(
            self._year_before(filing) if self._named.last_year else None,
            self._accounts_of(filing) if self._named.accounts else None,
            self._peers if self._named.peers else None,
        )

    def joined(self, extraction: Extraction, number: int) -> Extraction:
        """The document, its filing of this *number* with the report that is named for it."""
        from jiping.filing.identity import report_of
        from jiping.filing.joining import with_report

        if not self._named.reports:
            return extraction
        filing = extraction.filings[number]
        told = report_of(filing, self._reports)
        if told is None:
            year = f"{filing.fiscal_year}年度" if filing.fiscal_year else ""
            held = "与表在同一文件里的报告核对" if filing.report else "表与报告的核对未做"
            self._refuse(
                f"--report：没有找到“{_name(filing)}”{year}的自评报告，{held}；"
                f"所给文件里有{len(self._reports)}份报告。"
            )
            return extraction
        filings = list(extraction.filings)
        filings[number] = with_report(filing, told)
        return extraction.model_copy(update={"filings": tuple(filings)})

    def _year_before(self, filing: Filing) -> Filing | None:
        from jiping.filing.identity import year_before

        found = year_before(filing, self._last_year)
        if found is None:
            year = f"{filing.fiscal_year - 1}年度" if filing.fiscal_year else "上年"
            self._refuse(
                f"--last-year：没有找到“{_name(filing)}”{year}的自评，与上年的比较未做；"
                f"所给文件里有：{_names(self._last_year)}。"
            )
        return found

    def _accounts_of(self, filing: Filing) -> Accounts | None:
        from jiping.filing.identity import accounts_of

        found = accounts_of(filing, self._accounts)
        if found is None:
            told = "、".join(
                f"“{one.unit or '未写单位'}”{one.fiscal_year or ''}" for one in self._accounts
            )
            year = f"{filing.fiscal_year}年度" if filing.fiscal_year else ""
            self._refuse(
                f"--accounts：没有找到“{_name(filing)}”{year}的部门决算，与决算的比较未做；"
                f"所给文件里有：{told or '没有读出决算表'}。"
            )
        return found

    @cached_property
    def _last_year(self) -> tuple[Filing, ...]:
        return self._filings(self._named.last_year)

    @cached_property
    def _peers(self) -> Peers:
        from jiping.checks.measures import MeasuredPeers

        return MeasuredPeers(self._filings(self._named.peers), self._standard_of)

    @cached_property
    def _reports(self) -> tuple[Filing, ...]:
        from jiping.filing.joining import placed_in

        return tuple(
            placed_in(one, read.source.name.replace("\\", "/").rpartition("/")[2])
            for read in self._read(self._named.reports)
            for one in read.filings
            if one.report
        )

    def _filings(self, paths: Iterable[str]) -> tuple[Filing, ...]:
        return tuple(one for read in self._read(paths) for one in read.filings)

    def _read(self, paths: Iterable[str]) -> Iterator[Extraction]:
        from jiping.filing import Extraction
        from jiping.intake import extract_all

        for result in extract_all(paths):
            if isinstance(result, Extraction):
                yield result
            else:
                self._refuse(result.message)

    @cached_property
    def _accounts(self) -> tuple[Accounts, ...]:
        from jiping.intake.accounts import read_accounts
        from jiping.intake.document import Document
        from jiping.intake.opening import Refusal, open_documents

        found: list[Accounts] = []
        for opened in open_documents(self._named.accounts):
            if isinstance(opened, Document):
                read = read_accounts(opened)
                for problem in read.problems:
                    typer.echo(f"{problem.where}：{problem.message}", err=True)
                found.append(read)
            elif isinstance(opened, Refusal):
                self._refuse(opened.message)
        return tuple(found)

    def _refuse(self, message: str) -> None:
        self.refused += 1
        typer.echo(message, err=True)


def _name(filing: Filing) -> str:
    return filing.project or filing.unit or "未写单位的自评"


def _names(filings: tuple[Filing, ...]) -> str:
    told = [f"“{_name(one)}”{one.fiscal_year or ''}" for one in filings[:3]]
    more = f"等{len(filings)}份" if len(filings) > 3 else ""
    return "、".join(told) + more if told else "没有自评"
