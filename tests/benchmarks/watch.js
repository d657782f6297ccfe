// What the browser itself measures, and when htmx says that it asks and that the rows are there.
// Put into each page before its own scripts; a policy for scripts of pages does not concern it.
window.seen = { shift: 0, events: {}, marks: {} };
const watch = (type, note, options = {}) =>
  new PerformanceObserver((list) => list.getEntries().forEach(note))
    .observe({ type, buffered: true, ...options });
watch("largest-contentful-paint", (entry) => { seen.largest = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
watch("event", (entry) => {
  if (entry.interactionId) {
    seen.events[entry.interactionId] = Math.max(seen.events[entry.interactionId] || 0, entry.duration);
  }
}, { durationThreshold: 16 });
const painted = (name) =>
  requestAnimationFrame(() => requestAnimationFrame(() => { seen.marks[name] = performance.now(); }));
addEventListener("input", () => { seen.marks = { asked: performance.now() }; }, true);
addEventListener("click", () => { seen.marks = { asked: performance.now() }; }, true);
addEventListener("htmx:beforeRequest", () => painted("feedback"));
addEventListener("htmx:afterSettle", () => painted("rows"));
