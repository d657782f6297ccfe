"""Windows of Chromium that tell of what goes wrong in them."""

from contextlib import contextmanager

from tests.pages import MISSING


@contextmanager
def opening(chromium, site):
    """Open pages as other visitors would see them; afterwards nothing may have gone wrong in one.

    Wrong is: an error in the console or in a script, or a request to anywhere but the site.
    """
    contexts, wrong = [], []

    def note_console(message):
        expected = message.location["url"] == site + MISSING
        if message.type == "error" and not expected:
            wrong.append(f"console: {message.text} ({message.location['url']})")

    def note_request(request):
        if not request.url.startswith((f"{site}/", "data:")):
            wrong.append(f"request: {request.url}")

    def open_page(width=1280, scheme="light", javascript=True):
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        contexts.append(context)
        context.on("console", note_console)
        context.on("weberror", lambda error: wrong.append(f"script: {error.error}"))
        context.on("request", note_request)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []
