// When part of a page cannot be fetched, ask for the whole page instead: the browser then shows
// its own error with a way to try again, and nothing that was chosen is lost.
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, ({ target }) => {
    if (target.href) location.assign(target.href);
    else target.closest("form")?.submit();
  });
}
