"""What the user named: a standard, rules of one's own, a project file; a faulty one ends the call."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from .project import project_file as find

if TYPE_CHECKING:
    from jiping.checks import OwnCheck, Project
    from jiping.filing import Filing
    from jiping.standards import Standard


def refuse(message: str) -> NoReturn:
    """End the program because an input cannot be used."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


def load(name: str) -> Standard:
    """The standard the user named; a faulty one ends the program with its sentence."""
    from jiping import standards as known

    try:
        return known.load(name)
    except known.StandardError as error:
        refuse(str(error))


def verified(standard: Standard) -> Standard:
    """The same standard, if the checks that it changes are checks that there are."""
    from jiping.checks import Settings
    from jiping.standards import StandardError

    try:
        Settings().over(standard)
    except StandardError as error:
        refuse(str(error))
    return standard


def own(name: str) -> tuple[OwnCheck, ...]:
    """The rules that a bureau wrote; faulty ones end the program with their sentence."""
    from jiping.checks import FormulaError, load_own
    from jiping.standards import StandardError

    try:
        return load_own(Path(name))
    except (StandardError, FormulaError) as error:
        refuse(str(error))


def project_file(config: str | None, files: list[str]) -> Path | None:
    """The project file that the user named or that lies beside the files."""
    try:
        return find(config, files)
    except ValueError as error:
        refuse(str(error))


def project(file: Path | None) -> Project:
    """What a project file says; a faulty one ends the program with its sentence."""
    from jiping.checks import FormulaError, load_project
    from jiping.standards import StandardError

    try:
        return load_project(file)
    except (StandardError, FormulaError) as error:
        refuse(str(error))


def standard_of(filing: Filing) -> Standard:
    """The standard by which the form itself is recognised."""
    from jiping import standards as known

    return known.load(filing.standard)
