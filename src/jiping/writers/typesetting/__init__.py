"""Typesetting in Chinese without an office suite: faces found on the machine, typst to PDF and PNG."""

from .faces import Faces, Role, found_faces, packaged_faces
from .setting import SettingError, page_count, pages_of, pictures, quoted, typeset

__all__ = [
    "Faces",
    "Role",
    "SettingError",
    "found_faces",
    "packaged_faces",
    "page_count",
    "pages_of",
    "pictures",
    "quoted",
    "typeset",
]
