"""A place of a document in the language of the page; in Chinese as the core says it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from jiping.filing import Place


def said(place: Place) -> str:
    """`第2页 表1 第5行第3列`, or `page 2 table 1 row 5, column 3`."""
    row = place.row or place.line
    words = [
        place.file,
        place.page and _("第%(n)d页") % {"n": place.page},
        place.sheet and _("工作表“%(name)s”") % {"name": place.sheet},
        place.table and _("表%(n)d") % {"n": place.table},
        row and _("第%(n)d行") % {"n": row} + _column(place),
    ]
    return " ".join(str(word) for word in words if word)


def _column(place: Place) -> str:
    if not place.column:
        return ""
    # In running text the column counts characters.
    words = _("第%(n)d字") if place.line else _("第%(n)d列")
    return words % {"n": place.column}
