"""The documents of one call and the exit status that they earn."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from jiping.filing import Extraction, Filing


class Inputs:
    """The documents of one call: bad ones are told on standard error and cost only themselves.

    Leaving the `with` block ends the program with the status that the documents earned.
    """

    def __init__(self, files: list[str]) -> None:
        """Take the arguments as the user typed them."""
        self._files = files
        self.refused = 0
        self.errors = 0

    def __enter__(self) -> Inputs:
        """Begin."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """End the program: 2 when an input could not be used, 1 on errors found."""
        if kind is None and (status := 2 if self.refused else 1 if self.errors else 0):
            raise typer.Exit(status)

    def __iter__(self) -> Iterator[Extraction]:
        """The documents that could be read, in order."""
        from jiping.filing import Extraction
        from jiping.intake import extract_all

        for result in extract_all(self._files, sys.stdin.buffer):
            if isinstance(result, Extraction):
                yield result
            else:
                self.refused += 1
                typer.echo(result.message, err=True)

    def filings(self) -> Iterator[tuple[Extraction, int, Filing]]:
        """Each filing with its document and its number in it; documents without one are told."""
        for extraction in self:
            if not extraction.filings:
                self.refused += 1
                for problem in extraction.problems:
                    typer.echo(f"{extraction.source.name}：{problem.message}", err=True)
            for number, filing in enumerate(extraction.filings):
                yield extraction, number, filing
