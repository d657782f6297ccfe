"""What the page of a route shows: the question that is next, or the outcome."""

from collections.abc import Sequence

from django.http import Http404

from .routes import Asked, Held


def shown(route: Held, answers: Sequence[str]) -> tuple[str, dict[str, object]]:
    """Return the template and the context of one path. Raises Http404 where there is no such."""
    try:
        steps, here = route.at(answers)
    except LookupError:
        raise Http404("No such answer: begin again with the first question.") from None
    context = {"section": "routes", "route": route, "steps": steps}
    if isinstance(here, Asked):
        links = [
            (answer.label, route.address([*answers, slug])) for slug, answer in here.answers.items()
        ]
        return "guidance/route.html", context | {"asked": here.row, "links": links}
    return "guidance/outcome.html", context | {"item": here, "related": here.related}
