"""The process in which final accounts are read: `python -m jiping.intake.accounts.child`.

It is asked and bounded as `jiping.intake.bounded_child` is; out goes `=` and the accounts as JSON, or
`!` and the sentence for the user.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from jiping.intake.bounded_child import TOO_MUCH_MEMORY, serve
from jiping.intake.document import UnreadableError
from jiping.intake.extraction import fault
from jiping.intake.opening import printable, read_document

from .reading import read_accounts


def _work(name: bytes, data: bytes) -> Iterator[bytes]:
    told = name.decode("utf-8", "surrogateescape")
    try:
        yield b"=" + read_accounts(read_document(told, data)).model_dump_json().encode()
    except UnreadableError as error:
        yield b"!" + str(error).encode("utf-8", "replace")
    except MemoryError as error:
        yield b"!" + (printable(told) + TOO_MUCH_MEMORY).encode("utf-8", "replace")
        raise SystemExit from error
    except Exception as error:  # noqa: BLE001 (told to the user as a fault, never swallowed)
        yield b"!" + fault(told, error).encode("utf-8", "replace")


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]), _work)
