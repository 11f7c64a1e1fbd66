"""What of a filing may be published: the evidence stays behind, personal numbers are covered.

A filing that bears a mark of secrecy is withheld whole; marks are not to be hidden (保守国家秘密法).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from jiping.checks.sensitive import KINDS, PERSONAL, mask, sensitive
from jiping.filing import KIND_NAMES, Filing
from jiping.filing.identity import name_key

NO_UNIT = "未写单位"


class Publication(NamedTuple):
    """A filing as the public sees it, and the folder of its page (`2022/1f0a9c33e2`)."""

    filing: Filing
    path: str
    covered: int = 0

    @property
    def unit(self) -> str:
        """The unit's name, or a word that says it is missing."""
        return self.filing.unit or NO_UNIT

    @property
    def unit_path(self) -> str:
        """The folder of the unit's page."""
        return f"units/{_digest(name_key(self.unit))}"

    @property
    def title(self) -> str:
        """What the filing is about: the project, or the kind of expenditure."""
        return self.filing.project or KIND_NAMES[self.filing.kind]

    @property
    def kind_name(self) -> str:
        """The kind of self-evaluation in Chinese."""
        return KIND_NAMES[self.filing.kind]

    @property
    def year(self) -> str:
        """The fiscal year as it stands in addresses; `0` where the filing tells none."""
        return str(self.filing.fiscal_year or 0)


class Withheld(NamedTuple):
    """A filing that is not published, and why."""

    filing: Filing
    reason: str


def publications(
    filings: Iterable[Filing],
) -> tuple[tuple[Publication, ...], tuple[Withheld, ...]]:
    """The filings as they may be published, by year, unit and project; and those that may not."""
    told: list[Publication] = []
    withheld: list[Withheld] = []
    taken: dict[str, int] = {}
    for filing in sorted(filings, key=_order):
        tree = filing.model_dump(mode="json", by_alias=True, exclude={"evidence"})
        kinds = [piece.kind for text in _texts(tree) for piece in sensitive(text)]
        if marks := sorted({KINDS[kind] for kind in kinds if kind not in PERSONAL}):
            withheld.append(Withheld(filing, f"含{'、'.join(marks)}"))
            continue
        covered = len(kinds)
        public = Filing.model_validate(_masked(tree) if covered else tree)
        path = path_of(public)
        taken[path] = taken.get(path, 0) + 1
        if taken[path] > 1:
            path = f"{path}-{taken[path]}"
        told.append(Publication(public, path, covered))
    return tuple(told), tuple(withheld)


def _order(filing: Filing) -> tuple[int, str, str, str]:
    return -(filing.fiscal_year or 0), filing.unit or "", filing.kind, filing.project or ""


def path_of(filing: Filing) -> str:
    """The folder of a filing's page: an address that stays when other filings come and go."""
    words = (name_key(filing.unit or ""), filing.kind, name_key(filing.project or ""))
    return f"{filing.fiscal_year or 0}/{_digest(chr(0).join(words))}"


@lru_cache(maxsize=16384)
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, dict):
        return {key: _masked(one) for key, one in value.items()}
    return [_masked(one) for one in value] if isinstance(value, list) else value
