"""What lies around a filing and may be held against it: last year, the accounts, the peers."""

from __future__ import annotations

from typing import NamedTuple

from jiping.filing import Accounts, Filing

from .case import Case
from .peers import Peers
from .registry import NEEDS, Need


class Surroundings(NamedTuple):
    """Optional inputs of the checks: the same unit's filing of last year, its accounts, its peers.

    Last year's may be a case (`case_of`): it is then not scored again where it is needed again.
    """

    last_year: Filing | Case | None = None
    accounts: Accounts | None = None
    peers: Peers | None = None

    @property
    def given(self) -> tuple[Need, ...]:
        """Which of them there are."""
        return tuple(need for need in NEEDS if getattr(self, need) is not None)

    @property
    def filing_of_last_year(self) -> Filing | None:
        """Last year's filing, also where it is given as a case."""
        held = self.last_year
        return held if held is None or isinstance(held, Filing) else held.filing


#: A filing by itself.
ALONE = Surroundings()
