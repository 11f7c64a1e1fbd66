"""What lies around a filing and may be held against it: last year, the accounts, the peers."""

from __future__ import annotations

from typing import NamedTuple

from jiping.filing import Accounts, Filing

from .peers import Peers
from .registry import NEEDS, Need


class Surroundings(NamedTuple):
    """Optional inputs of the checks: the same unit's filing of last year, its accounts, its peers."""

    last_year: Filing | None = None
    accounts: Accounts | None = None
    peers: Peers | None = None

    @property
    def given(self) -> tuple[Need, ...]:
        """Which of them there are."""
        return tuple(need for need in NEEDS if getattr(self, need) is not None)


#: A filing by itself.
ALONE = Surroundings()
