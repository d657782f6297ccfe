"""Back and Forward in the browser's history."""


def step(page, way, javascript=True):
    """Go "back" or "forward"; the caller expects what must then be there.

    With a script, the step within htmx's history at once reloads the page. Playwright's own
    go_back() waits for the page that the reload replaces, and now and then fails.
    """
    if javascript:
        page.evaluate(f"setTimeout(() => history.{way}())")
    else:
        getattr(page, f"go_{way}")()
