// Keeps a copy of the site in this browser when asked to, says how far that is, and removes it.
const page = document.getElementById("offline"), { list, locale } = page.dataset;
const doing = page.querySelector("[role=status]"), states = document.getElementById("states");
const show = (state) => { for (const part of states.children) part.hidden = part.dataset.state !== state; };

async function whole() {
  for (const name of (await caches.keys()).reverse()) {
    if (!name.startsWith("imgpath-pages-")) continue;
    const held = await (await caches.open(name)).match(list);
    if (held) return { when: new Date(held.headers.get("Date")), pages: (await held.json()).pages.length };
  }
}

async function look() {
  const held = await whole();
  if (!held) return show("none");
  page.querySelector(".when").textContent = held.when.toLocaleDateString(locale, { dateStyle: "long" });
  page.querySelector(".pages").textContent = held.pages;
  show("kept");
}

async function keep() {
  show("working");
  doing.textContent = doing.dataset.begins;
  const bar = states.querySelector("progress");
  bar.removeAttribute("value");
  try {
    await navigator.storage?.persist?.();
    await navigator.serviceWorker.register(`/worker.js?list=${list}`, { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    active.postMessage("keep", [port2]);
    await new Promise((done, failed) => {
      port1.onmessage = ({ data }) => {
        if (data.total) [bar.max, bar.value] = [data.total, data.done];
        if (data.whole) done();
        if (data.failed) failed();
      };
    });
    doing.textContent = doing.dataset.whole;
  } catch {
    doing.textContent = doing.dataset.failed;
  }
  await look();
}

async function remove() {
  for (const name of await caches.keys()) if (name.startsWith("imgpath-")) await caches.delete(name);
  await (await navigator.serviceWorker.getRegistration())?.unregister();
  doing.textContent = doing.dataset.removed;
  await look();
}

page.addEventListener("click", ({ target }) => {
  if (target.matches(".keep-copy")) keep();
  if (target.matches(".remove-copy")) remove();
});
if ("serviceWorker" in navigator && "caches" in window) {
  states.innerHTML = states.dataset.parts;
  look();
}
