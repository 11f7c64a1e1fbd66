"""Pages of the campaign: the board, its setting, its roster, reminders."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jiping.web.accounts.gate import allowed, logged_in
from jiping.web.actor import actor_of
from jiping.web.filings.find import filing_for
from jiping.web.filings.models import Filing
from jiping.web.filings.states import State
from jiping.web.notices.mail import Mailed, is_set_up, mailed, send_again
from jiping.web.notices.models import Notice
from jiping.web.pages import number_of, rest_of_query
from jiping.web.refusal import InvalidError
from jiping.web.rights import may

from .board import board as board_of
from .board import late_filings
from .models import Campaign, RosterFile
from .remind import extend, in_campaign, remind
from .roster.carry_out import carry_out, digest
from .roster.plan import plan
from .roster.row import Row
from .roster.workbook import empty_workbook, rows_in
from .setting import CampaignForm, set_campaign, turn

_SHOWN = 300
#: For how many days the board tells of mails.
_MAIL_DAYS = 14
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allowed("see_board")
def boards(request: HttpRequest) -> HttpResponse:
    """The board of the latest campaign."""
    latest = Campaign.objects.exclude(phase=Campaign.Phase.PREPARING).first()
    if latest is None:
        return render(request, "campaigns/none.html")
    return redirect("board", pk=latest.pk)


@require_GET
@allowed("see_board")
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Who stands where, the late ones first."""
    campaign = get_object_or_404(Campaign, pk=pk)
    found = board_of(request.user, campaign)
    filings = found.filings
    if (state := request.GET.get("state", "")) in State.values:
        filings = filings.filter(state=state)
    if request.GET.get("late"):
        filings = filings.filter(is_late=True)
    if words := request.GET.get("q", "").strip()[:40]:
        filings = filings.filter(unit__name__contains=words)
    page = Paginator(filings, 100).get_page(request.GET.get("page"))
    counts = [(value, label, found.counts[value]) for value, label in State.choices]
    extendable = {one.pk for one in page if _is_extendable(request, one)}
    chosen = number_of(request.GET.get("extend", ""))
    extended = found.filings.filter(pk=chosen).first() if chosen else None
    context = {
        "extendable": extendable, "kept": rest_of_query(request, "extend"),
        "extended": extended if extended and _is_extendable(request, extended) else None,
        "board": found, "page": page, "campaigns": Campaign.objects.all(), "campaign": campaign,
        "mail_set_up": is_set_up(), "mails": _mails(request, campaign),
        "counts": counts, "query": rest_of_query(request), "state": state, "q": words, "late": request.GET.get("late", ""),
    }  # fmt: skip
    return render(request, "campaigns/board.html", context)


def _is_extendable(request: HttpRequest, filing: Filing) -> bool:
    """Whether the person may give the unit more time for what it still has to do."""
    return filing.is_with_unit and may(request.user, "extend", filing)


def _mails(request: HttpRequest, campaign: Campaign) -> Mailed | None:
    """What became of the mails of the last days, for those who may remind."""
    if not may(request.user, "manage_campaigns"):
        return None
    since = timezone.now() - dt.timedelta(days=_MAIL_DAYS)
    return mailed(Notice.objects.filter(filing__campaign=campaign, at__gte=since))


@allowed("manage_campaigns")
def campaigns(request: HttpRequest) -> HttpResponse:
    """All campaigns."""
    return render(request, "campaigns/list.html", {"campaigns": Campaign.objects.all()})


@allowed("manage_campaigns")
def setting(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new campaign, or the setting of one."""
    campaign = get_object_or_404(Campaign, pk=pk) if pk else None
    form = CampaignForm(request.POST or None, instance=campaign, initial=_like_the_last(campaign))
    if request.method == "POST" and form.is_valid():
        kept = set_campaign(actor_of(request), form)
        messages.success(request, _("已保存。"))
        if other := Campaign.objects.filter(year=kept.year).exclude(pk=kept.pk).first():
            told = _("%(year)s年度另有任务“%(title)s”，两个任务都开放时，单位要填报两份自评。")
            messages.warning(request, told % {"year": kept.year, "title": other.title})
        return redirect("campaign", pk=kept.pk)
    return render(request, "campaigns/setting.html", {"form": form, "campaign": campaign})


def _like_the_last(campaign: Campaign | None) -> dict[str, object]:
    """A new campaign begins with the year after the one before, its title and its standards."""
    last = None if campaign else Campaign.objects.first()
    return {} if last is None else {
        "year": last.year + 1, "title": last.title.replace(str(last.year), str(last.year + 1)),
        "standard": last.standard, "project_standard": last.project_standard,
    }  # fmt: skip


@require_POST
@allowed("manage_campaigns")
def phase(request: HttpRequest, pk: int) -> HttpResponse:
    """Open, close or reopen (`act`)."""
    try:
        campaign = turn(actor_of(request), pk, request.POST.get("act", ""))
    except InvalidError as error:
        messages.error(request, error.message)
        return redirect("campaign", pk=pk)
    said = _("已结束。") if campaign.phase == Campaign.Phase.CLOSED else _("各单位现在可以填报。")
    messages.success(request, said)
    return redirect("campaign", pk=pk)


@allowed("manage_units")
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload units, projects and figures from Excel; what they would change is shown next."""
    campaign = get_object_or_404(Campaign, pk=pk)
    if request.method == "POST":
        upload = request.FILES.get("file")
        try:
            if upload is None:
                raise InvalidError(_("请选择文件。"))
            rows = rows_in(upload.read())
        except InvalidError as error:
            context = {"campaign": campaign, "fault": error.message}
            return render(request, "campaigns/roster.html", context, status=422)
        kept = RosterFile.objects.create(
            campaign=campaign, name=(upload.name or "")[-200:], rows=rows, by=request.user,
            at=dt.datetime.now(dt.UTC),
        )  # fmt: skip
        return redirect("roster-preview", pk=pk, number=kept.pk)
    return render(request, "campaigns/roster.html", {"campaign": campaign})


@require_GET
@allowed("manage_units")
def roster_template(_request: HttpRequest, pk: int) -> HttpResponse:  # noqa: ARG001
    """An empty workbook to fill in."""
    answer = HttpResponse(empty_workbook(), content_type=_XLSX)
    answer["Content-Disposition"] = 'attachment; filename="roster.xlsx"'
    return answer


@allowed("manage_units")
def roster_preview(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What a roster would change, with its faults row by row; POST carries it out."""
    kept = get_object_or_404(RosterFile, pk=number, campaign_id=pk, done=None)
    rows = [Row(*told) for told in kept.rows]
    if request.method == "POST":
        made = carry_out(actor_of(request), kept.campaign, rows, request.POST.get("shown", ""))
        RosterFile.objects.filter(pk=number).update(done=dt.datetime.now(dt.UTC))
        told = (len(made.units), len(made.projects), len(made.filings))
        messages.success(request, _("已导入：单位 %d 项、项目 %d 项、自评 %d 项变更。") % told)
        return redirect("board", pk=pk)
    made = plan(kept.campaign, rows)
    context = {
        "campaign": kept.campaign, "file": kept, "plan": made, "shown": digest(made),
        "rows": len(rows), "faults": made.faults[:_SHOWN], "most": _SHOWN,
        "changes": (*made.units, *made.projects, *made.filings)[:_SHOWN],
    }  # fmt: skip
    return render(request, "campaigns/roster_preview.html", context)


@require_POST
@allowed("manage_campaigns")
def reminders(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind the holders of the filings ticked (`filing`), or of all that are late.

    `act=mail`: send those mails again that did not arrive.
    """
    campaign = get_object_or_404(Campaign, pk=pk)
    if request.POST.get("act") == "mail":
        again = send_again(Notice.objects.filter(filing__campaign=campaign))
        messages.success(request, _("正在重发 %d 条邮件。") % again)
        return redirect("board", pk=pk)
    ticked = request.POST.getlist("filing")
    chosen = [number for number in map(number_of, ticked) if number is not None]
    late = late_filings(campaign, timezone.localdate()).select_related(
        "campaign", "unit", "project"
    )
    found = in_campaign(campaign, chosen) if ticked else late
    done = remind(actor_of(request), found, request.POST.get("text", "").strip())
    said = _("已发出 %d 条提醒") % done.sent
    mails = (
        _("，其中 %d 条同时发送邮件。") % done.mailed
        if is_set_up()
        else _("；没有设置邮件服务器，不发邮件。")
    )
    messages.success(request, said + mails)
    return redirect("board", pk=pk)


@require_POST
@logged_in
def deadline(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one filing more time (`day`)."""
    try:
        filing = extend(actor_of(request), pk, request.POST.get("day", ""))
    except InvalidError as error:
        messages.error(request, error.message)
        filing = filing_for(request.user, pk, "extend")
        return redirect(f"{reverse('board', args=[filing.campaign_id])}?extend={pk}")
    said = _("《%(filing)s》的截止日期改为 %(day)s。")
    messages.success(request, said % {"filing": filing.full_name, "day": filing.deadline})
    return redirect("board", pk=filing.campaign_id)
