"""The peers: two that make nothing, and one that makes the explorer's table in the usual way."""

from functools import cache

from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.test import Client

from residencies import charts
from residencies.models.cohorts import ImgGroup

from .forms import FilterForm
from .models import Listed, Share

PAGE = 100


def plain(request: HttpRequest) -> HttpResponse:
    """Say one word: what any answer costs, whatever it says."""
    return HttpResponse("imgpath")


def same_bytes(request: HttpRequest) -> HttpResponse:
    """Give the explorer's page from memory: what an answer of its size costs."""
    return HttpResponse(_explorer(request.GET.urlencode()))


@cache
def _explorer(query):
    return Client(SERVER_NAME="localhost").get(f"/specialties/?{query}").content


def naive(request: HttpRequest) -> TemplateResponse:
    """List the explorer's rows as a list view does: ask the database, fill a template."""
    group = ImgGroup.NON_US_IMG
    everything = Listed.objects.filter(group=group)
    form = FilterForm(request.GET, everything)
    found = everything.filter(**form.chosen()).prefetch_related("shares")
    of_group = Share.objects.filter(listed__group=group)
    axes = of_group.aggregate(newest=Max("year"), most=Max("percent"))
    top = charts.ceiling([axes["most"]], 10)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [(each, each.trend(axes["newest"], top)) for each in page]
    context = {"form": form, "rows": rows, "newest": axes["newest"], "section": "specialties"}
    return TemplateResponse(request, "peers/naive.html", context)
