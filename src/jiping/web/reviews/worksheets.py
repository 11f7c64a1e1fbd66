"""Work sheets out and in: the findings of a filing as Excel, the unit's answers read back."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from jiping import standards
from jiping.checks import Surroundings
from jiping.filing import Extraction, Place
from jiping.filing import Filing as Document
from jiping.intake import UnreadableError
from jiping.web.actor import Actor
from jiping.web.filings.answer import answer
from jiping.web.filings.assess import assess, last_year_of, source_of
from jiping.web.filings.find import draft_of, filing_for
from jiping.web.filings.models import Filing
from jiping.web.filings.submit import answers_of
from jiping.web.refusal import InvalidError
from jiping.writers.answers import Answer, merged, read_answers
from jiping.writers.dossier import dossier
from jiping.writers.worksheet import worksheet

_MOST_BYTES = 5 * 1024 * 1024


class Taken(NamedTuple):
    """What a returned work sheet brought: answers kept, those whose finding is gone, complaints."""

    kept: int
    gone: int
    problems: tuple[str, ...]


def worksheet_of(filing: Filing) -> bytes:
    """The findings of *filing* with the answers given so far, as an Excel work sheet."""
    document = Document.model_validate(draft_of(filing))
    read = Extraction(schema="jiping/filing/1", source=source_of(filing), filings=(document,))
    laid = dossier(
        read, 0, standards.load(filing.standard_name),
        answers=_answers(filing), surroundings=Surroundings(last_year=last_year_of(filing)),
    )  # fmt: skip
    return worksheet([laid])


def _answers(filing: Filing) -> dict[str, Answer]:
    where = Place(file=str(filing))
    return {
        name: Answer(name, "", "", "", "", text, "", "", where)
        for name, text in answers_of(filing).items()
    }


def take_worksheet(actor: Actor, pk: int, upload: UploadedFile) -> Taken:
    """Keep the answers of a returned work sheet: all of them or, where the file is no sheet, none.

    Raises InvalidError with the sentence of what is wrong, ForbiddenError for whom may not answer.
    """
    if (upload.size or 0) > _MOST_BYTES:
        raise InvalidError(
            _("文件太大。"), {"file": _("最多%(most)dMB。") % {"most": _MOST_BYTES // 1024 // 1024}}
        )
    filing = filing_for(actor.user, pk, "answer")
    try:
        returned = read_answers(Path(upload.name or "意见表.xlsx"), upload.read())
    except UnreadableError as error:
        said = _("没有读入：%(why)s") % {"why": error}
        raise InvalidError(said, {"file": said}) from error
    answers, doubts = merged(returned.answers)
    names = set(assess(filing, Document.model_validate(draft_of(filing))).names)
    given = {name: one.reply for name, one in answers.items() if one.reply}
    with transaction.atomic():
        for name in given.keys() & names:
            answer(actor, pk, name, given[name])
    problems = (*returned.problems, *doubts)
    return Taken(
        len(given.keys() & names), len(given.keys() - names), tuple(p.message for p in problems)
    )
