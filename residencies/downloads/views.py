from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..forms import ExplorerForm
from . import contents, files
from .contents import File
from .figures import COLUMNS

TERMS = (
    "A value is given only where the terms of its source allow bulk export. For every other figure "
    "the file says where to read it."
)


def answer(request: HttpRequest, suffix: str, file: File) -> HttpResponse:
    """Return a file to keep, and say which page shows the same."""
    site = request.build_absolute_uri("/").removesuffix("/")
    rows = [figure.cells(site) for figure in file.figures]
    if suffix == "csv":
        text = files.csv_text(list(COLUMNS), rows)
    else:
        about = {
            "page": site + file.page,
            "made_on": timezone.now().date().isoformat(),
            "terms": TERMS,
            "columns": COLUMNS,
        }
        text = files.json_text(about, rows)
    name = "-".join(str(part) for part in ["imgpath", file.name, file.year] if part)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.{suffix}"',
        "Link": f'<{site}{file.page}>; rel="canonical"',
    }
    return HttpResponse(text, content_type=files.SUFFIXES[suffix], headers=headers)


@require_safe
def explorer(request: HttpRequest, suffix: str) -> HttpResponse:
    """Give the list of specialties as a file."""
    return answer(request, suffix, contents.explorer(ExplorerForm(request.GET)))
