"""Which kinds of files are taken as evidence: by their ending, and their content must agree."""

from __future__ import annotations

from pathlib import PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from jiping.web.refusal import InvalidError

_OOXML = "application/vnd.openxmlformats-officedocument"
#: Ending → (media type, how the content begins).
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".docx": (f"{_OOXML}.wordprocessingml.document", (b"PK\x03\x04",)),
    ".xlsx": (f"{_OOXML}.spreadsheetml.sheet", (b"PK\x03\x04",)),
    ".doc": ("application/msword", (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
    ".xls": ("application/vnd.ms-excel", (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
    ".wps": ("application/vnd.ms-works", (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04")),
    ".et": ("application/vnd.ms-excel", (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04")),
    ".ofd": ("application/ofd", (b"PK\x03\x04",)),
    ".txt": ("text/plain", ()),
    ".zip": ("application/zip", (b"PK\x03\x04",)),
}


def kind_of(upload: UploadedFile) -> str:
    """The media type of an upload.

    Raises InvalidError where it is empty, too large, of another kind, or not what its name says.
    """
    most = settings.UPLOAD_BYTES
    if not upload.size:
        raise InvalidError(_("文件是空的。"), {"file": _("文件是空的。")})
    if upload.size > most:
        raise InvalidError(
            _("文件太大。"),
            {"file": _("每个文件不超过 %(most)d MB。") % {"most": most // 1024 // 1024}},
        )
    ending = PurePath((upload.name or "").lower()).suffix
    known = KINDS.get(ending)
    if known is None:
        allowed = _("、").join(KINDS)
        raise InvalidError(
            _("不接受这种文件。"), {"file": _("可上传：%(kinds)s。") % {"kinds": allowed}}
        )
    upload.seek(0)
    head = upload.read(4096)
    upload.seek(0)
    media_type, marks = known
    if marks and not head.startswith(marks):
        raise InvalidError(_("文件内容与扩展名不符。"), {"file": _("文件内容与扩展名不符。")})
    if not marks and b"\x00" in head:
        raise InvalidError(_("文件内容与扩展名不符。"), {"file": _("不是文本文件。")})
    return media_type
