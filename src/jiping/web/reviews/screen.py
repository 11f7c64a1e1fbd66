"""What a reviewer sees of a filing: three scores side by side, findings and remarks at their fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from jiping import standards
from jiping.checks import Finding
from jiping.checks.examples import field_in
from jiping.comparison import Change, Comparison, compare
from jiping.filing import Filing as Document
from jiping.filing import Indicator
from jiping.filing.numbers import plain, round_half_up
from jiping.scoring import ScoreLine, score
from jiping.web.accounts.models import User
from jiping.web.filings.assess import Assessment, assess
from jiping.web.filings.find import draft_of
from jiping.web.filings.models import Filing, Version
from jiping.web.filings.submit import answers_of
from jiping.web.filings.versions import versions_for
from jiping.web.templatetags.jiping import points, wan
from jiping.writers.page import percent, spans_of

from .models import Remark, ReviewedScore

_MONEY = (
    ("initial", _("年初预算数")),
    ("adjusted", _("全年预算数")),
    ("executed", _("全年执行数")),
)
_VIEWS = (
    ("by_revenue", _("按收入性质"), (
        ("general_public_budget", _("一般公共预算")), ("government_funds", _("政府性基金")),
        ("special_account_nontax", _("专户非税")), ("other", _("其他资金")),
    )),
    ("by_expenditure", _("按支出性质"), (("basic", _("基本支出")), ("project", _("项目支出")))),
)  # fmt: skip


class Found(NamedTuple):
    """A finding with its number on the screen and the unit's answer."""

    number: int
    finding: Finding
    answer: str
    field: str


class Cell(NamedTuple):
    """A field on the screen: its text, what was found and said there, what stood there before."""

    pointer: str
    text: str
    name: str
    found: tuple[Found, ...] = ()
    remarks: tuple[Remark, ...] = ()
    was: str | None = None

    @property
    def worst(self) -> str:
        """The gravest severity found at the field, or nothing."""
        return self.found[0].finding.severity if self.found else ""


class Scores(NamedTuple):
    """The scores of one row: the unit's, the rule's with its reasoning, the reviewers'."""

    pointer: str
    weight: Cell
    self_score: Cell
    rule: Decimal | None
    why: str
    own: Decimal | None
    others: tuple[ReviewedScore, ...]

    @property
    def apart(self) -> bool:
        """Whether self score and rule score differ."""
        own = self.self_score.text
        return self.rule is not None and bool(own) and own != plain(round_half_up(self.rule))


class Line(NamedTuple):
    """An indicator: how many rows its levels span (0: spanned from above), its cells and scores."""

    level1: Cell
    level1_rows: int
    level2: Cell
    level2_rows: int
    name: Cell
    target: Cell
    actual: Cell
    scores: Scores
    reason: Cell


class MoneyRow(NamedTuple):
    """A row of the budget block; only the total has scores."""

    label: Cell
    amounts: tuple[Cell, ...]
    rate: Cell
    scores: Scores | None


class Part(NamedTuple):
    """A section of the report."""

    heading: Cell
    paragraphs: tuple[str, ...]


class Screen(NamedTuple):
    """The whole review page."""

    filing: Filing
    document: Document
    assessment: Assessment
    found: tuple[Found, ...]
    remarks: tuple[Remark, ...]
    whole: Cell
    money: tuple[MoneyRow, ...]
    views: tuple[tuple[str, tuple[Cell, ...]], ...]
    goals: tuple[Cell, ...]
    lines: tuple[Line, ...]
    total: Cell
    report: tuple[Part, ...]
    changes: Comparison | None
    since: int | None


def screen_of(filing: Filing, user: User) -> Screen:
    """The page of *filing* for *user*, who may see it."""
    document = Document.model_validate(draft_of(filing))
    assessment = assess(filing, document)
    before = _version_before(filing, user)
    changes = _changes(filing, before, document) if before else None
    sheet = _Sheet(filing, user, document, assessment, changes)
    return Screen(
        filing, document, assessment, sheet.found, sheet.remarks,
        sheet.cell("", "", _("整份自评")), tuple(sheet.money()), tuple(sheet.views()),
        sheet.goals(), tuple(sheet.lines()), sheet.cell("/total/score", points(document.total.score)),
        tuple(sheet.report()), changes, before.number if before else None,
    )  # fmt: skip


def _version_before(filing: Filing, user: User) -> Version | None:
    """The submission before the one under review, as far as *user* may see it."""
    return (
        versions_for(user, filing).filter(number__lt=filing.submitted).order_by("-number").first()
    )


def _changes(filing: Filing, before: Version, document: Document) -> Comparison:
    standard = standards.load(filing.standard_name)
    old = Document.model_validate_json(before.content)
    return compare(old, document, score(old, standard), score(document, standard))


class _Sheet:
    """Lays findings, remarks, scores and changes at the fields of one document."""

    def __init__(
        self,
        filing: Filing,
        user: User,
        document: Document,
        assessment: Assessment,
        changes: Comparison | None,
    ) -> None:
        self._document = document
        self._lines = {line.pointer: line for line in assessment.scorecard.lines}
        answers = answers_of(filing)
        self.found = tuple(
            Found(number, finding, answers.get(name, ""), field_in(document, finding.pointer))
            for number, (finding, name) in enumerate(
                zip(assessment.findings, assessment.names, strict=True), 1
            )
        )
        self.remarks = tuple(filing.remarks.select_related("by").order_by("resolved", "pk"))
        self._found = _by_pointer((one.finding.pointer, one) for one in self.found)
        self._remarks = _by_pointer((one.pointer, one) for one in self.remarks)
        self._was = _was(changes.changes if changes else ())
        scores = filing.reviewed_scores.filter(version=filing.submitted).select_related("by")
        self._reviewed = _by_pointer((one.pointer, one) for one in scores)
        self._user = user

    def cell(self, pointer: str, text: str, name: str = "") -> Cell:
        return Cell(
            pointer, text, name or field_in(self._document, pointer), self._found.get(pointer, ()),
            self._remarks.get(pointer, ()), self._was.get(pointer),
        )  # fmt: skip

    def scores(self, pointer: str, weight: Decimal | None, own: Decimal | None) -> Scores:
        line: ScoreLine | None = self._lines.get(pointer)
        reviewed = self._reviewed.get(pointer, ())
        return Scores(
            pointer,
            self.cell(f"{pointer}/weight", points(weight)),
            self.cell(f"{pointer}/score", points(own)),
            line.rule_score if line else None,
            line.explanation if line else "",
            next((one.score for one in reviewed if one.by_id == self._user.pk), None),
            tuple(one for one in reviewed if one.by_id != self._user.pk),
        )

    def money(self) -> Iterator[MoneyRow]:
        for number, row in enumerate(self._document.budget.rows):
            at = f"/budget/rows/{number}"
            scored = row.item == "total" and row.weight is not None
            yield MoneyRow(
                self.cell(at, row.label, row.label),
                tuple(
                    self.cell(f"{at}/{name}", wan(getattr(row, name)), words)
                    for name, words in _MONEY
                ),
                self.cell(f"{at}/execution_rate", percent(row.execution_rate)),
                self.scores(at, row.weight, row.score) if scored else None,
            )

    def views(self) -> Iterator[tuple[str, tuple[Cell, ...]]]:
        for name, title, fields in _VIEWS:
            held = getattr(self._document.budget, name)
            if any(getattr(held, field) is not None for field, _ in fields):
                yield (
                    title,
                    tuple(
                        self.cell(f"/budget/{name}/{field}", wan(getattr(held, field)), words)
                        for field, words in fields
                    ),
                )

    def goals(self) -> tuple[Cell, ...]:
        goals = self._document.goals
        return (
            self.cell("/goals/expected", goals.expected or "", _("预期目标")),
            self.cell("/goals/achieved", goals.achieved or "", _("实际完成情况")),
        )

    def lines(self) -> Iterator[Line]:
        rows = self._document.indicators
        first = spans_of([(row.level1,) for row in rows])
        second = spans_of([(row.level1, row.level2) for row in rows])
        for number, row in enumerate(rows):
            yield self._line(number, row, first.get(number, 0), second.get(number, 0))

    def _line(self, number: int, row: Indicator, level1_rows: int, level2_rows: int) -> Line:
        at = f"/indicators/{number}"
        return Line(
            self.cell(f"{at}/level1", row.level1 or ""),
            level1_rows,
            self.cell(f"{at}/level2", row.level2 or ""),
            level2_rows,
            self.cell(f"{at}/name", row.name or ""),
            self.cell(f"{at}/target", row.target.raw if row.target else ""),
            self.cell(f"{at}/actual", row.actual.raw if row.actual else ""),
            self.scores(at, row.weight, row.score),
            self.cell(f"{at}/reason", row.reason or ""),
        )

    def report(self) -> Iterator[Part]:
        for number, section in enumerate(
            self._document.report.sections if self._document.report else ()
        ):
            at = f"/report/sections/{number}"
            heading = f"{section.number or ''}{section.heading}"
            cell = self.cell(f"{at}/text", heading, heading)
            yield Part(
                cell._replace(found=self._found.get(at, ()) + cell.found),
                tuple(line.strip() for line in section.text.splitlines() if line.strip()),
            )


def _by_pointer(pairs: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for pointer, one in pairs:
        found[pointer] = (*found.get(pointer, ()), one)
    return found


def _was(changes: Iterable[Change]) -> dict[str, str]:
    """Pointer in the document as it stands → what stood there, nothing for what is new."""
    return {one.after: one.old for one in changes if one.after is not None}
