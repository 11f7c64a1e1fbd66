"""Form and report as files: to be looked at, printed and handed in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET

from jiping import standards
from jiping.filing import Filing as Document
from jiping.web.accounts.gate import logged_in
from jiping.web.filings.accounts import books_of
from jiping.web.filings.find import draft_of, filing_for
from jiping.web.filings.models import Filing
from jiping.web.refusal import InvalidError, MissingError
from jiping.writers.documents import FORMATS, Written, write_documents
from jiping.writers.typesetting import SettingError

#: What `?only=` names → the document.
_ONLY = {
    "form": gettext_noop("自评表"),
    "base-data": gettext_noop("基础数据表"),
    "report": gettext_noop("自评报告"),
}
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "zip": "application/zip",
}


@require_GET
@logged_in
def download(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The documents of the filing in one format, several as a zip.

    `?only=form`, `base-data` or `report` asks for one of them; `?look` shows a PDF at once.
    """
    filing = filing_for(request.user, pk)
    if kind not in FORMATS:
        raise MissingError(_("没有这种格式。"))
    only = _ONLY.get(request.GET.get("only", ""))
    written = _written(filing, kind, only)
    look = kind == "pdf" and "look" in request.GET and len(written) == 1
    name, ending, data = _packed(filing, written)
    response = FileResponse(
        io.BytesIO(data),
        as_attachment=not look,
        filename=f"{name}.{ending}",
        content_type=_TYPES[ending],
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _written(filing: Filing, kind: str, only: str | None) -> list[Written]:
    document = Document.model_validate(draft_of(filing))
    standard = standards.load(filing.standard_name)
    # The table of base data is for the unit to fill in; it is handed out where it is asked for.
    books = books_of(filing, document) if only == _ONLY["base-data"] else None
    try:
        found = list(write_documents(document, standard, [kind], books=books))
    except SettingError as error:
        raise InvalidError(_("没有排成版：%(why)s") % {"why": error}) from error
    written = [one for one in found if only in (None, one.name)]
    if not written:
        raise MissingError(
            _("还没有%(name)s。") % {"name": _(only)} if only else _("还没有这种格式的文件。")
        )
    return written


def _packed(filing: Filing, written: Sequence[Written]) -> tuple[str, str, bytes]:
    """(name, ending, bytes) of one file: the document itself, or a zip of several."""
    title = f"{filing.full_name}{filing.campaign.year}年度"
    if len(written) == 1:
        only = written[0]
        return f"{title}{only.name}", only.format, only.data
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in written:
            archive.writestr(f"{title}{one.name}.{one.format}", one.data)
    return title, "zip", packed.getvalue()
