// Answers for the site in a browser whose reader asked for a copy: from the network while there is
// one, else from the copy, with a stamp that says of when it is. A copy is all of one version: a new
// one takes its place when it is whole.
// The page that a copy is asked for on says of which list it is: there is one for each language.
const PAGES = "imgpath-pages-", OWN = "imgpath-own";
const LIST = new URL(location).searchParams.get("list") ?? "/offline/pages.json";
const PATIENCE = 10_000, BETWEEN_LOOKS = 3_600_000, AT_ONCE = 4, TRIES = 15;

const pause = (time) => new Promise((done) => setTimeout(done, time));
const ask = (url, options) => fetch(url, { signal: AbortSignal.timeout(30_000), ...options });
let looked = 0;

// The list goes in last: a copy that has one is whole.
async function copy() {
  for (const name of (await caches.keys()).reverse()) {
    if (!name.startsWith(PAGES)) continue;
    const pages = await caches.open(name);
    const list = await pages.match(LIST);
    if (list) return { name, pages, list: await list.json() };
  }
}

// A cache on the way may still hold the version before; a newer one means that the list is out of date.
async function page(url, version) {
  for (let tries = 0; tries < TRIES; tries++) {
    const response = await ask(url, { credentials: "omit", cache: "no-cache" });
    const told = response.headers.get("Content-Version");
    if (response.ok && !response.redirected && (told ?? version) === version) return response;
    await pause(5_000);
    if ((await (await ask(LIST)).json()).version !== version) break;
  }
  throw new Error(`${url} is not of version ${version}`);
}

async function keep(tell = () => {}) {
  const answer = await ask(LIST, { cache: "no-store" });
  if (!answer.ok) throw new Error(`${LIST}: ${answer.status}`);
  const list = await answer.clone().json();
  const name = PAGES + list.version, pages = await caches.open(name);
  if (!await pages.match(LIST)) {
    const left = [...list.pages, list.missing, ...list.files], total = left.length;
    const fill = async () => {
      for (let url = left.pop(); url; url = left.pop()) {
        if (!await pages.match(url)) await pages.put(url, await page(url, list.version));
        tell({ done: total - left.length, total });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, fill));
    await pages.put(LIST, answer);
  }
  await keepOwn(list.own);
  for (const other of await caches.keys()) {
    if (other.startsWith(PAGES) && other !== name) await caches.delete(other);
  }
}

async function keepOwn(urls) {
  const own = await caches.open(OWN);
  for (const url of urls) {
    const response = await ask(url, { cache: "no-store" });
    if (response.ok && !response.redirected) await own.put(url, response);
  }
}

async function afterwards(request, url, response) {
  const { list } = await copy() ?? {};
  if (!list) return;
  if (request.method !== "GET") return keepOwn(list.own);
  if (list.own.includes(url.pathname) && !url.search && response?.ok) {
    await (await caches.open(OWN)).put(url.pathname, response);
  }
  if (navigator.connection?.saveData || Date.now() - looked < BETWEEN_LOOKS) return;
  looked = Date.now();
  await keep();
}

async function kept(request, url) {
  const held = await copy();
  if (!held) return;
  const of = async (address) =>
    await (await caches.open(OWN)).match(address) ?? await held.pages.match(address, { ignoreVary: true });
  let stamp = "exact", found;
  if (request.method === "GET") {
    found = await of(url.pathname + url.search);
    if (!found && (found = await of(url.pathname))) stamp = "plain";
  }
  if (!found) [stamp, found] = ["missing", await of(held.list.missing)];
  const when = new Date(found.headers.get("Date")).toLocaleDateString(held.list.locale, { dateStyle: "long" });
  const html = (await found.text()).replace("<header", () => held.list.stamps[stamp].replace("{date}", when) + "<header");
  const headers = new Headers(found.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  return new Response(html, { headers });
}

async function open(event, url) {
  const network = fetch(event.request);
  const response = await Promise.race([network, pause(PATIENCE)]).catch(() => {});
  if (!response || response.status >= 500) return await kept(event.request, url) ?? network;
  const same = response.type === "basic" ? response.clone() : undefined;
  event.waitUntil(afterwards(event.request, url, same).catch(() => {}));
  return response;
}

async function send(event, url) {
  const response = await fetch(event.request);
  event.waitUntil(afterwards(event.request, url).catch(() => {}));
  return response;
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== location.origin || /^\/(admin|staff|api|health)\//.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(open(event, url));
  else if (request.method !== "GET") event.respondWith(send(event, url));
  else if (url.pathname.startsWith("/static/")) {
    event.respondWith(copy().then((held) => held?.pages.match(url.pathname)).then((file) => file ?? fetch(request)));
  }
});
addEventListener("message", (event) => {
  const [port] = event.ports;
  const work = keep((told) => port.postMessage(told));
  event.waitUntil(work.then(() => port.postMessage({ whole: true }), () => port.postMessage({ failed: true })));
});
