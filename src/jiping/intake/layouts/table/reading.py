"""One form of true tables while it is read: what is known of it, and what its columns mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from jiping.filing import Problem
from jiping.intake.currency import currency_in
from jiping.intake.document import Cell, Found, Line
from jiping.intake.form_text import FormText, Row

from .columns import Columns, under
from .pairs import HeadMoney
from .spent import Spent
from .strips import Strip
from .turned import Sources

POINTS = ("weight", "score")
_DIFFER = "这一行的各格与表头对不上，不能确定各是哪一列，未读"


@dataclass(slots=True)
class Reading:
    """What has been read of a form, and by what its next row is read."""

    form: FormText = field(default_factory=FormText)
    #: The blocks of the document that it begins and ends in.
    start: int = 0
    last: int = 0
    #: The block of the form that the rows stand in, and what its columns mean.
    state: str = "head"
    columns: Columns = field(default_factory=Columns)
    goals: dict[int, str] = field(default_factory=dict)
    views: dict[int, str] = field(default_factory=dict)
    sources: Sources = field(default_factory=dict)
    parts: dict[str, range] = field(default_factory=dict)
    spent: Spent | None = None
    money: HeadMoney = field(default_factory=HeadMoney)
    #: The row above, and the levels that go on from it.
    upper: Strip | None = None
    level1: Found | None = None
    level2: Found | None = None
    #: The heading 自评得分 at the end of a row of the head: points stand below it.
    scores: Cell | None = None
    #: The points of the budget where the label of its scores tells them.
    full: Found | None = None
    #: Whether the indicators are goals told in sentences.
    promise: bool = False
    has_heading: bool = False
    closed: bool = False
    #: Whether a row was not read.
    torn: bool = False
    #: Whether anything follows the last indicator.
    followed: bool = False
    #: Whether a page has just begun, and the title that it prints again.
    overleaf: bool = False
    again: Found | None = None
    #: Lines of text under the form in its own last block.
    below: list[Line] = field(default_factory=list)

    @property
    def begun(self) -> bool:
        """Whether enough of a form was seen to answer it."""
        form = self.form
        return bool(form.budget or form.indicators or form.revenue or form.expenditure)

    def begin(self, state: str, strip: Strip, columns: Columns) -> None:
        """Enter a block of the form by its headings."""
        if self.scores is not None and "score" not in columns.kinds:
            columns = columns.with_kind(self.scores.end, "score")
        self.state, self.columns = state, columns
        self.level1 = self.level2 = None
        self.parts = {}
        self.form.labels += [cell.text for cell in strip.cells if cell.text]

    def by_columns(self, strip: Strip) -> Row | None:
        """The cells of a row by the headings they stand under; None where row and headings differ.

        A merged cell counts for every row it covers, but points count once.
        """
        cells = under(strip, self.columns)
        if cells is None:
            self.leave_unread(strip)
            return None
        found: Row = {}
        number = strip.number
        for kind, cell in cells:
            if cell.text and kind not in found and (kind not in POINTS or cell.row == number):
                found[kind] = strip.found(cell)
        return found

    def leave_unread(self, strip: Strip) -> None:
        """Say that a row cannot be read with certainty."""
        self.torn = True
        self.form.problems.append(Problem(where=strip.place(), message=_DIFFER))

    def take_currency(self, strip: Strip) -> None:
        """Take the unit of money that a row names, if none is known yet."""
        if self.form.currency is None:
            self.form.currency = told_currency(strip)


def told_currency(strip: Strip) -> Found | None:
    """The unit of money that a row names."""
    for cell in strip.cells:
        if unit := currency_in(cell.text):
            return strip.found(cell, unit)
    return None
