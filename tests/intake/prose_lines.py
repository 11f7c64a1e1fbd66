"""Text of tests as the lines a reader gives."""

from jiping.intake.document import Line


def lines_of(text: str, page: int | None = None) -> list[Line]:
    """The lines of *text*, numbered from 1."""
    return [Line(line, number, page) for number, line in enumerate(text.split("\n"), 1)]
