"""The first version of the API: all its operations together, and the document of them."""

from functools import cache
from typing import Any

from django.http import Http404
from ninja import NinjaAPI

from . import advice, document, problems, rows, sources, specialties

ROOT = "/api/v1/"
ABOUT = (
    "What the pages of this site say, for programs. Anyone may read it from anywhere: there is no "
    "key, no cookie and no account. Every figure has its source, and its value only where the "
    "terms of that source allow bulk use; without a value, its status says why. Fields may be "
    "added to version 1; none is renamed or taken away."
)

api = NinjaAPI(title="imgpath", version="1.0.0", description=ABOUT, openapi_url=None)
for subject in (specialties, rows, advice, sources):
    api.add_router("", subject.router)
api.add_exception_handler(Http404, problems.missing)
api.add_exception_handler(problems.WrongParametersError, problems.wrong)


@cache
def described() -> dict[str, Any]:
    """Return the OpenAPI document, made once a process."""
    return document.described(api, ROOT)
