"""The paragraphs of an official document, by what they are and not by how they look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

#: What a paragraph is: 标题, 发文字号, 主送机关, 正文, 一、（一）1. levels, 附件, 署名, 成文日期.
Role = Literal[
    "title", "number", "addressee", "body", "heading1", "heading2", "heading3", "heading4",
    "attachment", "attachment_more", "signature", "date",
]  # fmt: skip


class Run(NamedTuple):
    """A piece of a paragraph; `kai` sets it in 楷体, `marked` on yellow: it is still to be filled in."""

    text: str
    kai: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; a title's runs are its lines. `keep` holds it on the page of the next one.

    A heading that is `listed` gets its number from the list (一、（一）1.（1）), others tell their own.
    `inset` narrows a title on either side, in twips.
    """

    role: Role
    runs: tuple[Run, ...]
    keep: bool = False
    listed: bool = False
    inset: int = 0

    @classmethod
    def of(cls, role: Role, text: str, *, keep: bool = False) -> Paragraph:
        """A paragraph of one plain piece."""
        return cls(role, (Run(text),), keep)
