"""The page of notices."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from jiping.web.accounts.gate import logged_in


@logged_in
def notices(request: HttpRequest) -> HttpResponse:
    """The person's notices; POST marks all as read."""
    if request.method == "POST":
        request.user.notices.filter(read=None).update(read=dt.datetime.now(dt.UTC))
        return redirect("notices")
    about = ("filing__unit", "filing__project", "filing__campaign")
    found = request.user.notices.select_related(*about)[:100]
    return render(request, "notices/list.html", {"notices": found})
