"""What a document may cost: every bound on size, in one place.

A self-evaluation has a few pages. Whatever is far above that is refused with the limit named, so
that one hostile or mistaken file ends within 10 seconds and 500 MB.
"""

from __future__ import annotations

from jiping.intake.document import UnreadableError

MEGABYTE = 1024 * 1024

FILE_BYTES = 64 * MEGABYTE  # any file, and any member of an archive
TEXT_BYTES = 8 * MEGABYTE  # plain text
PAGE_BYTES = 16 * MEGABYTE  # web pages, which may carry pictures
PART_BYTES = 32 * MEGABYTE  # one part of an Office file, inflated
ARCHIVE_BYTES = 512 * MEGABYTE  # all members of an archive together, inflated
ARCHIVE_MEMBERS = 10_000
MARKS = 1_500_000  # tags and attributes of one XML or HTML part: what its tree costs in memory
CELLS = 100_000  # cells of a document
COLUMNS = 5_000  # of a table laid out by spans
LINES = 200_000
PIPES = 400_000  # cell borders of a table printed as text; a full-width sheet has 250 a row
PAGES = 300
SCANNED_PAGES = 40  # pages of a document that are recognised from pictures
SCANNED_SECONDS = 400  # after so long no further page of a document is begun
NAME_SHOWN = 120  # characters of a file name in a message


def check_size(data: bytes, limit: int, what: str) -> None:
    """Refuse *data* of more than *limit* bytes; *what* names it in the message."""
    if len(data) > limit:
        raise UnreadableError(too_large(what, limit))


def check_marks(data: bytes) -> None:
    """Refuse markup whose tree would not fit into memory."""
    if len(data) > MARKS and data.count(b"<") + data.count(b"=") > MARKS:
        raise UnreadableError(
            f"内容过于庞大（标记超过{MARKS // 10_000}万个），请只保留绩效自评表和自评报告后重试。"
        )


def check_cells(count: int) -> None:
    """Refuse a document of more than `CELLS` cells."""
    if count > CELLS:
        raise UnreadableError(
            f"表格过大（超过{CELLS // 10_000}万个单元格），请只保留绩效自评表和自评报告后重试。"
        )


def check_lines(count: int) -> None:
    """Refuse a document of more than `LINES` lines."""
    if count > LINES:
        raise UnreadableError(f"行数超过{LINES // 10_000}万行的上限，请分开后重试。")


def check_pipes(text: str) -> None:
    """Refuse text whose tables in pipes have more than `PIPES` cells."""
    if text.count("|") > PIPES:
        raise UnreadableError(
            f"表格过大（竖线超过{PIPES // 10_000}万条），请只保留绩效自评表和自评报告后重试。"
        )


def too_large(what: str, limit: int) -> str:
    """The sentence for something above its limit in bytes."""
    return f"{what}超过{limit // MEGABYTE} MB的上限，请只保留绩效自评表和自评报告后重试。"
