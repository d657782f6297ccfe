// When part of a page cannot be fetched, ask for the whole page instead: the browser then shows
// its own error with a way to try again, and nothing that was chosen is lost.
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, ({ target }) => {
    if (target.href) location.assign(target.href);
    else if (target.matches("button")) target.form.requestSubmit(target);
    else target.closest("form")?.submit();
  });
}

// Pages are the same for everyone; what this browser keeps in its shortlist is marked here.
const mark = () => {
  const [, own] = document.cookie.match(/(?:^|; )__Host-shortlist=([^;]*)/)
    ?? document.cookie.match(/(?:^|; )shortlist=([^;]*)/) ?? [];
  const kept = own?.match(/[a-z0-9-]+/g) ?? [];
  for (const count of document.querySelectorAll(".held")) count.textContent = kept.length || "";
  for (const star of document.querySelectorAll(".star")) {
    const held = kept.includes(star.value);
    star.setAttribute("aria-pressed", held);
    star.name = held ? "remove" : "add";
  }
};
mark();
for (const change of ["pageshow", "visibilitychange", "htmx:afterSettle"]) addEventListener(change, mark);
