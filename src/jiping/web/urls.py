"""All addresses."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from .accounts import pages as account_pages
from .accounts import views as accounts
from .api import pages as token_pages
from .api.interface import api
from .campaigns import views as campaigns
from .editor import accounts as figures
from .editor import importing, output
from .editor import report as reports
from .editor import views as editor
from .evidence import pages as evidence_pages
from .evidence import views as evidence
from .filings import views as filings
from .history import views as history
from .language import choose
from .library import views as library
from .notices import views as notices
from .portal import views as portal
from .reviews import pages as review_pages
from .reviews import sample_pages
from .reviews import views as reviews
from .summary import views as summary


def alive(_request: HttpRequest) -> HttpResponse:
    """For a proxy or a watchdog: the process answers."""
    return HttpResponse("ok", content_type="text/plain")


_FILING = [
    path("", editor.form, name="filing"),
    path("import", importing.documents, name="filing-import"),
    path("import/<int:number>", importing.document, name="filing-import-reading"),
    path("report", reports.report, name="filing-report"),
    path("report/draft", reports.proposal, name="filing-report-draft"),
    path("report/figures", reports.figures, name="filing-report-figures"),
    path("download/<str:kind>", output.download, name="filing-download"),
    path("accounts", figures.accounts, name="filing-accounts"),
    path("data", filings.data, name="filing-data"),
    path("edits", filings.edits, name="filing-edits"),
    path("answers", filings.answer, name="filing-answers"),
    path("submission", filings.submission, name="filing-submission"),
    path("readings", filings.readings, name="filing-readings"),
    path("readings/<int:number>", filings.reading, name="filing-reading"),
    path("sources", filings.sources, name="filing-sources"),
    path("versions", filings.versions, name="filing-versions"),
    path("versions/<int:number>", filings.version, name="filing-version"),
    path("decisions", reviews.decision, name="filing-decisions"),
    path("remarks", reviews.remarks, name="filing-remarks"),
    path("remarks/<int:remark>/reply", reviews.remark_reply, name="remark-reply"),
    path("remarks/<int:remark>/resolve", reviews.remark_resolve, name="remark-resolve"),
    path("scores", reviews.scores, name="filing-scores"),
    path("review", review_pages.review, name="review"),
    path("comparison/<int:old>/<int:new>", review_pages.comparison, name="comparison"),
    path("assignments", review_pages.given, name="assign"),
    path("assignments/<int:reviewer>/end", review_pages.taken_back, name="take-back"),
    path("worksheet", review_pages.sheet, name="filing-worksheet"),
    path("deadline", campaigns.deadline, name="filing-deadline"),
    path("files", evidence_pages.files, name="filing-files"),
    path("evidence", evidence.files, name="filing-evidence"),
    path("evidence/<int:attachment>", evidence.file, name="evidence-file"),
    path("evidence/<int:attachment>/remove", evidence.remove, name="evidence-remove"),
]
urlpatterns = [
    path("", filings.home, name="home"),
    path("alive", alive, name="alive"),
    path("components", editor.components, name="components"),
    path("login", accounts.Login.as_view(), name="login"),
    path("logout", accounts.Logout.as_view(), name="logout"),
    path("password", accounts.password, name="password"),
    path("email", accounts.email, name="email"),
    path("accounts/", account_pages.accounts, name="accounts"),
    path("accounts/<int:pk>", account_pages.account, name="account"),
    path("tokens", token_pages.tokens, name="tokens"),
    path("tokens/<int:pk>/revocation", token_pages.revocation, name="token-revocation"),
    path("api/v1/", api.urls),
    path("i18n/setlang/", choose, name="set_language"),
    path("filings/<int:pk>/", include(_FILING)),
    path("board", campaigns.boards, name="boards"),
    path("campaigns/<int:pk>/board", campaigns.board, name="board"),
    path("reviews", review_pages.reviews, name="reviews"),
    path("samples", sample_pages.samples, name="samples"),
    path("samples/<int:pk>", sample_pages.sample, name="sample"),
    path("samples/<int:pk>/frame.csv", sample_pages.frame, name="sample-frame"),
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new", campaigns.setting, name="campaign-new"),
    path("campaigns/<int:pk>/", campaigns.setting, name="campaign"),
    path("campaigns/<int:pk>/phase", campaigns.phase, name="campaign-phase"),
    path("campaigns/<int:pk>/roster", campaigns.roster, name="roster"),
    path("campaigns/<int:pk>/roster.xlsx", campaigns.roster_template, name="roster-template"),
    path("campaigns/<int:pk>/roster/<int:number>", campaigns.roster_preview, name="roster-preview"),
    path("campaigns/<int:pk>/reminders", campaigns.reminders, name="reminders"),
    path("summary", summary.summaries, name="summaries"),
    path("summary/<int:year>", summary.summary, name="summary"),
    path("summary/<int:year>/export.<str:ending>", summary.export, name="summary-export"),
    path("summary/<int:year>/<slug:key>/<int:line>", summary.behind, name="summary-behind"),
    path("portal", portal.portal, name="portal"),
    path("public/", portal.public, name="public-home"),
    path("public/<path:path>", portal.public, name="public"),
    path("library", library.entries, name="library"),
    path("library/list", library.shelf, name="library-list"),
    path("library/list.xlsx", library.workbook, name="library-workbook"),
    path("notices", notices.notices, name="notices"),
    path("log", history.entries, name="log"),
]
handler400 = "jiping.web.faults.bad_request"
handler403 = "jiping.web.faults.forbidden"
handler404 = "jiping.web.faults.not_found"
handler500 = "jiping.web.faults.server_error"
