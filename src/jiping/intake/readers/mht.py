"""Web archives (.mht), as which Word and office systems save documents, often under .doc."""

from __future__ import annotations

import email
import email.policy

from jiping.intake.document import Content, UnreadableError

from . import html, limits


def read(data: bytes) -> Content:
    """Read the first page of the archive; its pictures and styles are left out."""
    limits.check_size(data, limits.PAGE_BYTES, "网页存档")
    for part in email.message_from_bytes(data, policy=email.policy.compat32).walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                return html.read(page)
    raise UnreadableError("网页存档中没有页面，请用浏览器或Word打开后另存为.docx再试。")
