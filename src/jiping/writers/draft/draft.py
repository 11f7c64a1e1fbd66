"""The report drafted from the figures: every section of the standard's outline, as bound text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from jiping.filing import Accounts, Filing, Report, Section
from jiping.filing.bound import Quantities, gap, gaps, render
from jiping.filing.model import Topic
from jiping.intake.prose.headings import topic_of
from jiping.standards import Standard
from jiping.standards.model import OutlineSection

from .facts import Facts
from .issues import Issue, issues_of

#: What a section tells where the outline does not say it.
_BY_TOPIC: dict[Topic, tuple[str, ...]] = {
    "profile": ("unit",), "basic_expenditure": ("basic",), "project_expenditure": ("projects",),
    "performance": ("conclusion", "goals", "results"), "problems": ("problems",),
    "measures": ("measures",), "application": ("application",), "other": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A section of the outline; `template` is its bound text (see `filing.bound`)."""

    number: str | None
    heading: str
    topic: Topic
    template: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted report: title and sections as bound texts, and the figures they are bound to."""

    title: str
    sections: tuple[DraftSection, ...]
    quantities: Quantities = field(repr=False)

    def text(self, section: DraftSection) -> str:
        """The plain text of a section with the figures as they are."""
        return render(section.template, self.quantities)

    @property
    def report(self) -> Report:
        """The plain report, as a filing holds it."""
        sections = tuple(
            Section(number=one.number, heading=one.heading, topic=one.topic, text=self.text(one))
            for one in self.sections
        )
        return Report(title=self.title, sections=sections)

    @property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """(heading, gap) of everything that a person has still to fill in."""
        return tuple((one.heading, told) for one in self.sections for told in gaps(self.text(one)))


def draft(
    filing: Filing,
    standard: Standard,
    accounts: Accounts | None = None,
    last_year: Filing | None = None,
) -> Draft:
    """Propose the report of *filing* by the outline of *standard*.

    Only what the form, the accounts, last year's filing and the unit's own report hold is told; what
    only a person knows is a gap (【待填：…】).
    """
    facts = Facts(filing, standard, accounts, last_year)
    issues = issues_of(facts)
    sections = [_section(one, facts, issues) for one in standard.outline.sections]
    if sections:
        last = sections[-1]
        closing = "\n".join(filter(None, (last.template, _words("closing", facts, issues))))
        sections[-1] = replace(last, template=closing)
    return Draft(_title(facts), tuple(sections), facts.quantities)


def _title(facts: Facts) -> str:
    """Unit, year, subject and kind of document, as GB/T 9704 has titles."""
    year = f"{facts.year}年度" if facts.year else gap("年度")
    about = facts.kind
    if facts.filing.kind == "project":
        name = facts.project
        about = name if name.endswith("项目") else f"{name}项目"
    return f"{facts.unit}{year}{about}绩效自评报告"


def _section(outlined: OutlineSection, facts: Facts, issues: tuple[Issue, ...]) -> DraftSection:
    told = outlined.tells if outlined.tells is not None else _BY_TOPIC[outlined.topic]
    number = outlined.number if outlined.number.startswith("（") else f"{outlined.number}、"
    paragraphs = "\n".join(filter(None, (_words(name, facts, issues) for name in told)))
    # The topic that a reader of the written report finds, so that checks say the same of both.
    return DraftSection(number, outlined.heading, topic_of(outlined.heading), paragraphs)


def _words(name: str, facts: Facts, issues: tuple[Issue, ...]) -> str:
    """What one template makes of the facts: a blank line parts paragraphs, other breaks are none."""
    text = _environment().get_template(f"{name}.jinja").render(f=facts, issues=issues)
    paragraphs = ("".join(line.strip() for line in part.split("\n")) for part in text.split("\n\n"))
    return "\n".join(filter(None, paragraphs))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("jiping", "writers/draft/wording"), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, autoescape=False,  # noqa: S701 - plain text, no page
    )  # fmt: skip
    environment.globals["gap"] = gap
    return environment
