from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from imgpath.security import body_at_most, same_origin_post

from .forms import ReportForm, page_here
from .models import ErrorReport

KILOBYTES = 1024


@require_http_methods(["GET", "HEAD", "POST"])
@same_origin_post
@body_at_most(48 * KILOBYTES)
def report(request: HttpRequest) -> HttpResponse:
    """Take a report of an error, without asking who sends it."""
    host = request.get_host()
    if request.method != "POST":
        row = request.GET.get("row", "")[: ErrorReport._meta.get_field("row").max_length]
        initial = {"page": page_here(request.GET.get("page", ""), host), "row": row}
        form = ReportForm(host=host, initial=initial)
        return TemplateResponse(request, "reports/report.html", {"form": form})
    form = ReportForm(request.POST, host=host)
    if form.is_valid() and form.keep():
        return redirect(reverse("report_thanks", query={"page": form.cleaned_data["page"]}))
    status = 503 if form.non_field_errors() else 200
    return TemplateResponse(request, "reports/report.html", {"form": form}, status=status)


@require_safe
def thanks(request: HttpRequest) -> TemplateResponse:
    """Say thank you and what happens next, and lead back to the page."""
    page = page_here(request.GET.get("page", ""), request.get_host())
    return TemplateResponse(request, "reports/thanks.html", {"page": page})
