"""What is checked: a filing with its standard and scorecard, and the facts many checks share.

Facts are worked out once, when the first check asks. Amounts are 万元, rates and attainments
fractions. What could not be read is None, and a check that lacks an input says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from operator import attrgetter
from typing import Generic, TypeVar

from jiping.filing import Accounts, BudgetRow, Filing, ReportFigure, Section
from jiping.filing.model import MONEY
from jiping.filing.numbers import HUNDRED, ZERO, plain
from jiping.scoring import Scorecard, ScoreLine, score
from jiping.standards import Standard

from .likeness import LASTING, LEAST, mask, own_names
from .limits import Limits
from .pairing import pairs
from .peers import Group, Peers
from .rated import Rated, rated
from .rounding import places_of
from .row import Row, row_of
from .running_text import Prose, prose_of
from .sensitive import Sensitive, sensitive
from .words import ORG_END, STAFF, doubled, ends_as_whole, has

#: Economic classes (部门预算支出经济分类) that make up basic expenditure (政府收支分类科目).
BASIC_CLASSES = ("301", "302", "303", "307", "309", "310", "312", "399")
YUAN_PLACES = 4
#: 元 in a 万元.
_YUAN = Decimal(10000)
#: The points of all indicators, with and without those of the execution; and how many rows tell.
_ALL_POINTS = frozenset((Decimal(90), Decimal(100)))
_POINTS_LEAST = 4

#: How long repeated words are sought.
_REPEATED = range(1, 5)

_Holder = TypeVar("_Holder")
_Fact = TypeVar("_Fact")


class fact(Generic[_Holder, _Fact]):  # noqa: N801 - reads as a decorator
    """A property worked out once: `functools.cached_property` without its lock (Python 3.11)."""

    def __init__(self, function: Callable[[_Holder], _Fact]) -> None:
        """Keep the function that works the fact out."""
        self._function = function
        self._name = function.__name__
        self.__doc__ = function.__doc__

    def __get__(self, holder: _Holder, owner: type[_Holder] | None = None) -> _Fact:
        """Work the fact out and keep it where the next look-up finds it first."""
        found = self._function(holder)
        holder.__dict__[self._name] = found
        return found


def _grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    """The rows by their *key*, in their order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _growth(figure: ReportFigure) -> Decimal | None:
    """Change ÷ last year's amount, a fraction with sign; None where it does not follow."""
    amount, change = figure.amount, figure.change
    if amount is None or change is None or figure.direction is None:
        return None
    if figure.direction != "increase":
        change = ZERO if figure.direction == "unchanged" else -change
    last = amount - change
    return change / last if last > ZERO else None


#: (pointer, weight, score) of what carries points.
Points = tuple[tuple[str, Decimal | None, Decimal | None], ...]


def weight_of(points: Points) -> Decimal:
    """The weights that are known, together."""
    return sum([weight for _, weight, _ in points if weight is not None], ZERO)


def case_of(filing: Filing, standard: Standard, limits: Limits) -> Case:
    """The case of *filing* by itself: who holds many others against it keeps its facts with it."""
    return Case(filing, standard, score(filing, standard), limits)


@dataclass(frozen=True)
class Case:
    """One filing under one standard, and its shared facts."""

    filing: Filing
    standard: Standard
    scorecard: Scorecard
    limits: Limits
    last_year: Filing | Case | None = None
    accounts: Accounts | None = None
    peers: Peers | None = None
    #: The other filings of the same document.
    beside: tuple[Filing, ...] = ()

    @fact
    def before(self) -> Case | None:
        """The filing of the year before under the same standard and thresholds."""
        held = self.last_year
        if held is None:
            return None
        if isinstance(held, Filing):
            return case_of(held, self.standard, self.limits)
        if held.standard is self.standard and held.limits == self.limits:
            return held
        return case_of(held.filing, self.standard, self.limits)

    @fact
    def paired(self) -> tuple[tuple[Row, Row], ...]:
        """(this year's, last year's) rows of one indicator."""
        before = self.before
        return pairs(self.rows, before.rows, self.limits) if before else ()

    @fact
    def group(self) -> Group | None:
        """The peers of the unit's kind; None where no peers are given."""
        return self.peers.of(self.filing) if self.peers else None

    @fact
    def complete(self) -> bool:
        """Whether the document was read to its end: only then may something be missing."""
        return self.filing.complete

    @fact
    def report_ended(self) -> bool:
        """Whether there is a report that ends with a sentence: one that stops within it was cut."""
        return (
            self.complete and bool(self.sections) and ends_as_whole(self.sections[-1].text.rstrip())
        )

    @fact
    def report_whole(self) -> bool:
        """Whether the report was read to the sections that close one: only then is it silent on something."""
        return self.report_ended and any(
            section.topic in ("measures", "application") for section in self.sections
        )

    @fact
    def figured(self) -> bool:
        """Whether the form shows any figure; a preview against copying shows none and proves nothing."""
        rows = self.filing.budget.rows
        return any(
            value is not None
            for row in rows
            for value in (row.initial, row.adjusted, row.executed, row.weight, row.score)
        ) or any(row.weight is not None or row.target_number is not None for row in self.rows)

    @fact
    def points_as_targets(self) -> bool:
        """Whether the column of targets holds the points: bare numbers that are 90 or 100 together."""
        if len(self.rows) < _POINTS_LEAST:
            return False
        found = []
        for row in self.rows:
            if row.weight is not None or row.target_number is None:
                return False
            if row.target_unit or row.operator or row.actual_unit:
                return False
            found.append(row.target_number)
        return sum(found) in _ALL_POINTS and len(set(found)) > 1

    @fact
    def money_places(self) -> int:
        """Decimals that amounts in 万元 have at least: 4 where the form prints 元."""
        return YUAN_PLACES if self.filing.currency_unit == "元" else 0

    def money(self, amount: Decimal) -> str:
        """An amount in 万元 as a message tells it: in the unit that the form prints."""
        if self.filing.currency_unit == "元":
            return f"{plain(amount * _YUAN)}元"
        return f"{plain(amount)}万元"

    # --- budget ---------------------------------------------------------------------------------

    @fact
    def total_at(self) -> str:
        """Pointer of the total row of the budget."""
        rows = self.filing.budget.rows
        index = next((n for n, row in enumerate(rows) if row.item == "total"), 0)
        return f"/budget/rows/{index}"

    @fact
    def torn_row(self) -> int | None:
        """The last row of a budget at which the document breaks off: its amounts may be another's."""
        filing = self.filing
        if self.complete or filing.indicators or filing.goals.expected or not filing.budget.rows:
            return None
        return None if filing.report else len(filing.budget.rows) - 1

    @fact
    def sources(self) -> tuple[tuple[int, BudgetRow], ...]:
        """The rows of the budget below its total, with their numbers; without a row that is torn."""
        rows = self.filing.budget.rows
        if len(rows) < 2:
            return ()
        return tuple([
            (number, row)
            for number, row in enumerate(rows)
            if row.item != "total" and number != self.torn_row
        ])  # fmt: skip

    @fact
    def parts(self) -> dict[str, list[tuple[int, BudgetRow, Decimal]]]:
        """Column of the budget → number, row and amount of the sources that tell one in it."""
        return {
            column: [
                (number, row, amount)
                for number, row in self.sources
                if (amount := getattr(row, column)) is not None
            ]
            for column in MONEY
        }

    @fact
    def rated(self) -> tuple[Rated, ...]:
        """The rows of the budget whose printed rate can be held against their amounts."""
        return tuple(rated(self.filing, self.money_places))

    @fact
    def total(self) -> BudgetRow | None:
        """The total row of the budget (年度资金总额)."""
        return self.filing.budget.total

    @fact
    def initial(self) -> Decimal | None:
        """Initial budget, 万元."""
        return self.total.initial if self.total else None

    @fact
    def adjusted(self) -> Decimal | None:
        """Full-year budget, 万元."""
        return self.total.adjusted if self.total else None

    @fact
    def executed(self) -> Decimal | None:
        """Executed amount, 万元."""
        return self.total.executed if self.total else None

    @fact
    def rate(self) -> Decimal | None:
        """Execution rate, a fraction, from the amounts; None where the budget is 0 or missing."""
        if not self.adjusted or self.executed is None:
            return None
        return self.executed / self.adjusted

    @fact
    def adjustment(self) -> Decimal | None:
        """Adjustment rate (预算调整率, 财预〔2013〕53号), a fraction with sign."""
        if not self.initial or self.adjusted is None:
            return None
        return (self.adjusted - self.initial) / self.initial

    @fact
    def funds(self) -> Decimal:
        """Government-fund money (政府性基金), 万元; 0 where none is shown."""
        return self.filing.budget.by_revenue.government_funds or ZERO

    @fact
    def revenue(self) -> tuple[Decimal | None, ...]:
        """The four parts of the revenue view, 万元."""
        view = self.filing.budget.by_revenue
        return (
            view.general_public_budget, view.government_funds, view.special_account_nontax,
            view.other,
        )  # fmt: skip

    @fact
    def expenditure(self) -> tuple[Decimal | None, ...]:
        """The two parts of the expenditure view, 万元."""
        view = self.filing.budget.by_expenditure
        return view.basic, view.project

    # --- indicators -----------------------------------------------------------------------------

    @fact
    def rows(self) -> tuple[Row, ...]:
        """Every indicator with its line of the scorecard."""
        indicators = self.filing.indicators
        lines = self.scorecard.lines[-len(indicators) :] if indicators else ()
        return tuple(map(row_of, count(1), indicators, lines))

    @fact
    def numeric(self) -> tuple[tuple[Row, Decimal, Decimal], ...]:
        """(indicator, target, actual) where both values are numbers."""
        return tuple([
            (row, row.target_number, row.actual_number)
            for row in self.rows
            if row.target_number is not None and row.actual_number is not None
        ])  # fmt: skip

    @fact
    def by_level1(self) -> dict[str, list[Row]]:
        """The indicators by their level 1, in the order of the form."""
        return _grouped(self.rows, attrgetter("level1"))

    @fact
    def by_level2(self) -> dict[str, list[Row]]:
        """The indicators by their level 2, in the order of the form."""
        return _grouped(self.rows, attrgetter("level2"))

    @fact
    def titles(self) -> str:
        """The names of all indicators, one a line."""
        return "\n".join([row.title for row in self.rows])

    @fact
    def revenue_sum(self) -> Decimal:
        """What the known parts of the revenue view come to, 万元."""
        return sum([part for part in self.revenue if part is not None], ZERO)

    @fact
    def expenditure_sum(self) -> Decimal:
        """What the known parts of the expenditure view come to, 万元."""
        return sum([part for part in self.expenditure if part is not None], ZERO)

    @fact
    def scored(self) -> tuple[Row, ...]:
        """The indicators that have both weight and score."""
        return tuple([row for row in self.rows if row.deducted is not None])

    @fact
    def deductions(self) -> tuple[Row, ...]:
        """The indicators that did not get all their points."""
        return tuple([row for row in self.scored if row.deducted and row.deducted > ZERO])

    @fact
    def score_places(self) -> int:
        """Decimals of the finest score of the form: how finely its scores are rounded."""
        return max((places_of(row.score) for row in self.rows if row.score is not None), default=0)

    @fact
    def execution_line(self) -> ScoreLine | None:
        """The scorecard's line of the budget execution."""
        return self.scorecard.line(self.total_at)

    @fact
    def points(self) -> Points:
        """(pointer, weight, score) of everything that carries points: execution and indicators."""
        own = self.total
        first = [(self.total_at, own.weight, own.score)] if own is not None else []
        # A budget block without columns for points carries none.
        first = [each for each in first if each[1:] != (None, None)]
        return (*first, *[(row.pointer, row.weight, row.score) for row in self.rows])

    @fact
    def counted(self) -> Points:
        """What the total counts: the execution too, unless the indicators alone carry 100 points."""
        own = self.total
        if own is not None and self.weight_sum - (own.weight or ZERO) == HUNDRED:
            return tuple(each for each in self.points if each[0] != self.total_at)
        return self.points

    # --- report ---------------------------------------------------------------------------------

    @fact
    def sections(self) -> tuple[Section, ...]:
        """The sections of the report; empty without one."""
        return self.filing.report.sections if self.filing.report else ()

    @fact
    def texts(self) -> dict[str, str]:
        """Topic → what its sections say, one under the other."""
        found: dict[str, str] = {}
        for section in self.sections:
            known = found.get(section.topic)
            found[section.topic] = f"{known}\n{section.text}" if known else section.text
        return found

    @fact
    def yearly_texts(self) -> dict[str, str]:
        """Topic → its text as it is compared, of all that should be new every year."""
        names = own_names(self.filing.unit)
        masked = {
            topic: mask(text, names) for topic, text in self.texts.items() if topic not in LASTING
        }
        return {topic: text for topic, text in masked.items() if len(text) >= LEAST}

    @fact
    def places(self) -> dict[str, str]:
        """Topic → pointer of the first section on it that has text."""
        found: dict[str, str] = {}
        for number, section in enumerate(self.sections):
            if section.text or section.topic not in found:
                found.setdefault(section.topic, f"/report/sections/{number}")
        return found

    @fact
    def report_text(self) -> str:
        """All headings and texts of the report."""
        return "\n".join([part for s in self.sections for part in (s.heading, s.text)])

    @fact
    def form_text(self) -> str:
        """The prose of the form: goals and reasons."""
        goals = self.filing.goals
        return "\n".join(
            [goals.expected or "", goals.achieved or "", *(row.reason for row in self.rows)]
        )

    @fact
    def prose(self) -> Prose:
        """Goals, names, reasons and sections, for checks of wording."""
        return prose_of(self.filing)

    def says(self, words: Iterable[str]) -> bool:
        """Whether one of *words* stands in the report, the goals or the reasons."""
        return has(self.report_text, words) or has(self.form_text, words)

    @fact
    def repeats(self) -> tuple[tuple[int, int], ...]:
        """(position, width) of all that stands twice in a row in the prose, up to four characters."""
        return tuple(doubled(self.prose.text, _REPEATED))

    @fact
    def twins(self) -> tuple[int, ...]:
        """Where a character of the prose that is no digit stands twice in a row."""
        text = self.prose.text
        return tuple([at for at, width in self.repeats if width == 1 and not text[at].isdigit()])

    @fact
    def sensitive(self) -> tuple[Sensitive, ...]:
        """The pieces of the prose that must not be published."""
        return tuple(sensitive(self.prose.text))

    @fact
    def weight_sum(self) -> Decimal:
        """The points of the execution and of all indicators."""
        return weight_of(self.points)

    @fact
    def explained(self) -> tuple[Row, ...]:
        """The deductions with a reason; where the form breaks off, its last reason may be cut short."""
        last = self.rows[-1] if self.rows and not self.complete else None
        return tuple(row for row in self.deductions if row.said and row is not last)

    @fact
    def missed(self) -> tuple[Row, ...]:
        """The indicators with weight, score and a rule score that missed their target."""
        return tuple([
            row for row in self.scored if row.met is False and row.line.rule_score is not None
        ])  # fmt: skip

    @fact
    def figures(self) -> tuple[tuple[str, ReportFigure], ...]:
        """(pointer, figure) of the amounts told in the report."""
        report = self.filing.report
        return tuple(
            (f"/report/figures/{n}", figure)
            for n, figure in enumerate(report.figures if report else ())
        )

    @fact
    def growths(self) -> tuple[tuple[str, ReportFigure, Decimal], ...]:
        """(pointer, figure, growth) of the amounts told with their change: its share of last year's."""
        found = ((pointer, figure, _growth(figure)) for pointer, figure in self.figures)
        return tuple([(at, figure, growth) for at, figure, growth in found if growth is not None])

    @fact
    def basic_classes(self) -> dict[str, Decimal]:
        """Economic class (`301`) → amount in the report, 万元; empty unless 301 to 303 are told."""
        found = {
            figure.item: figure.amount
            for _, figure in self.figures
            if figure.item in BASIC_CLASSES and figure.amount is not None
        }
        return found if {"301", "302", "303"} <= found.keys() else {}

    @fact
    def staff(self) -> Decimal | None:
        """Staff in post as the profile tells; None where it tells none, or two numbers."""
        told = set(STAFF.findall(self.texts.get("profile", "")))
        return Decimal(told.pop()) if len(told) == 1 else None

    @fact
    def is_organisation(self) -> bool:
        """Whether the unit's name ends as that of a body does."""
        return bool(self.filing.unit and ORG_END.search(self.filing.unit))
