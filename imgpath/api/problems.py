"""Errors of the API as problem details (RFC 9457), and what each of its answers carries."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

PREFIX = "/api/"
KIND = "application/problem+json"
TOLD = {
    HTTPStatus.BAD_REQUEST: "This request cannot be understood.",
    HTTPStatus.FORBIDDEN: "This request is refused.",
    HTTPStatus.NOT_FOUND: "Nothing has this address. /api/v1/ lists what there is.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This API is read-only: it answers GET and HEAD.",
    HTTPStatus.UNPROCESSABLE_CONTENT: "Some parameters are wrong; errors says which, and why.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something broke here. It is in our log.",
    HTTPStatus.SERVICE_UNAVAILABLE: "This cannot be answered right now. Try again in a moment.",
}
OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
KEPT = {"Allow", "Cache-Control", "Retry-After"}
"""Headers of an error that hold whatever it looks like."""


class WrongParametersError(Exception):
    """What was asked cannot be answered: a text for each parameter that is wrong."""

    def __init__(self, errors: list[dict[str, str]]):
        super().__init__(errors)
        self.errors = errors


def problem(status: int, detail: str = "", **more) -> HttpResponse:
    """Return an error in words, for people and for programs."""
    status = HTTPStatus(status)
    told = {"title": status.phrase, "status": status, "detail": detail or TOLD.get(status, "")}
    return JsonResponse(told | more, status=status, content_type=KIND)


def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """Say what has no such address."""
    return problem(404, str(error))


def wrong(request: HttpRequest, error: WrongParametersError) -> HttpResponse:
    """Say what is wrong with each parameter."""
    return problem(422, errors=error.errors)


def middleware(get_response):
    """Turn every error below PREFIX into a problem, and let pages of other sites read answers.

    That is safe: an answer is the same for everyone, no cookie plays a part in it, nothing but
    reading is possible, and browsers never send a cookie where the header says "*".
    """

    def answered(request):
        response = get_response(request)
        if not request.path.startswith(PREFIX):
            return response
        if response.status_code >= 400 and response.headers.get("Content-Type") != KIND:
            response = _instead_of(response)
        for name, value in OPEN.items():
            response.headers[name] = value
        return response

    return answered


def _instead_of(error):
    response = problem(error.status_code)
    for name in KEPT & {*error.headers}:
        response[name] = error.headers[name]
    return response
