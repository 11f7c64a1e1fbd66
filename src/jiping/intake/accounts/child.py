"""The process in which final accounts are read: `python -m jiping.intake.accounts.child`.

It is asked and bounded as `jiping.intake.bounded_child` is; out goes `=` and the accounts as JSON, or
`!` and the sentence for the user.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from jiping.intake.bounded_child import answered, serve
from jiping.intake.opening import read_document

from .reading import read_accounts


def _work(name: bytes, data: bytes) -> Iterator[bytes]:
    yield from answered(
        name, lambda told: read_accounts(read_document(told, data)).model_dump_json()
    )


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]), _work)
