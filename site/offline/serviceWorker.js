// The site's one service worker. It does two things:
// - without a network it answers with what this browser has kept: pages that were read, and everything those pages may load;
// - where a host sends no such headers, it adds the two that let a page share memory between threads (cross-origin isolation).
//
// Pages and data come from the network first, so nothing stale is shown while there is one. What bears its own hash in its name cannot be
// stale and comes from the shelf first. Each build has a shelf of its own; a new build takes over what was read, fetched anew, and clears the
// older ones away once no page of theirs is open.
//
// Plain JavaScript, one classic script: a browser takes it as it is. site/offline/writeWorker.mjs puts the facts of the build in the place of BUILD.

/** version, the folder of hashed files, what each of those loads, and which are too large to be kept unasked. */
const BUILD = /* BUILD */ { version: 'none', hashed: '_astro/', needs: {}, large: [] } /* BUILD */;

const PREFIX = 'chalkgrad ';
const SHELF = PREFIX + BUILD.version;
/** A network that has not answered by then is treated as none, where there is a page to show instead. */
const PATIENCE_MS = 5000;
/** Queries (`?present`) and headers do not change what a file holds. */
const ANY = { ignoreSearch: true, ignoreVary: true };

/** Where the site lives: '/', or '/repo/'. */
const base = new URL(self.registration.scope).pathname;
const hashedPath = base + BUILD.hashed;

const isHashed = (path) => path.startsWith(hashedPath);
const isPage = (path) => path.endsWith('/') || path.endsWith('.html');
const plainUrl = (url) => {
  const found = new URL(url, self.registration.scope);
  return found.origin + found.pathname;
};

/** With the headers under which a page may share memory between its threads. */
function isolated(response) {
  // What cannot be read cannot be changed either: a redirect that the browser follows itself, an answer of another origin.
  if (response.status === 0 || response.type === 'opaque' || response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  const isEmpty = [101, 204, 205, 304].includes(response.status);
  return new Response(isEmpty ? null : response.body, {
    status: response.status,
    statusText: response.statusText,
    headers,
  });
}

/** A copy goes onto the shelf. A full disk is no reason to show nothing. */
async function keep(url, response) {
  if (!response.ok || response.type !== 'basic' || response.redirected) return;
  try {
    const shelf = await caches.open(SHELF);
    await shelf.put(plainUrl(url), response);
  } catch {}
}

async function kept(url) {
  const shelf = await caches.open(SHELF);
  return shelf.match(plainUrl(url), ANY);
}

async function shelfFirst(event) {
  const found = await kept(event.request.url);
  if (found) return found;
  const response = await fetch(event.request);
  event.waitUntil(keep(event.request.url, response.clone()));
  return response;
}

async function networkFirst(event) {
  const answer = fetch(event.request).then((response) => {
    event.waitUntil(keep(event.request.url, response.clone()));
    return response;
  });
  const found = await kept(event.request.url);
  if (!found) return answer.catch((error) => nothingKept(event.request, error));
  // A host that has trouble of its own is no better than none.
  const usable = answer.then((response) => (response.status >= 500 ? found : response));
  const tooLate = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, found));
  return Promise.race([usable.catch(() => found), tooLate]);
}

/** The page that says so, if this browser has it. */
async function nothingKept(request, error) {
  const page = request.mode === 'navigate' ? await kept(`${base}offline/`) : undefined;
  if (page) return page;
  throw error;
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const isOurs = url.origin === self.location.origin && url.pathname.startsWith(base);
  if (request.method !== 'GET' || !isOurs || request.headers.has('range')) return;
  const answer = isHashed(url.pathname) ? shelfFirst(event) : networkFirst(event);
  event.respondWith(answer.then(isolated));
});

/** Hashed files named in a page, and the data that it reads. */
function namedIn(html) {
  const found = new Set();
  for (const [path] of html.matchAll(/\/[\w./~%[\]()-]+\.(?:json|js|css|woff2|wasm|svg)\b/g)) {
    if (path.startsWith(base) && !path.includes('..')) found.add(path);
  }
  return found;
}

/** With what these load in their turn; what is large only when it was asked for by name. */
function withNeeds(paths, { large = false } = {}) {
  const found = new Set();
  const waiting = [...paths];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    const name = isHashed(path) ? path.slice(hashedPath.length) : null;
    if (name !== null && !large && BUILD.large.includes(name)) continue;
    found.add(path);
    if (name !== null) waiting.push(...(BUILD.needs[name] ?? []).map((needed) => hashedPath + needed));
  }
  return found;
}

/** Onto the shelf, unless it is there: from an older shelf where the name says that it is the same, else from the network. */
async function fetchAndKeep(url, { fresh }) {
  const path = new URL(url, self.registration.scope).pathname;
  if (isHashed(path)) {
    if (await kept(url)) return true;
    for (const name of await caches.keys()) {
      const found = name.startsWith(PREFIX) ? await (await caches.open(name)).match(plainUrl(url), ANY) : undefined;
      if (!found) continue;
      await keep(url, found);
      return true;
    }
  } else if (!fresh && (await kept(url))) return true;
  try {
    const response = await fetch(plainUrl(url), fresh ? { cache: 'no-cache' } : {});
    await keep(url, response);
    return response.ok;
  } catch {
    return false;
  }
}

/** These, and if they are pages everything that they may load: workers, kernels, recordings. → how many could not be had */
async function keepAll(urls, { fresh = false, large = false, told = () => {} } = {}) {
  let missing = 0;
  const paths = urls.map((url) => new URL(url, self.registration.scope).pathname);
  const all = withNeeds(
    paths.filter((path) => path.startsWith(base)),
    { large },
  );
  const ofPages = new Set();
  for (const path of all) {
    if (!(await fetchAndKeep(path, { fresh }))) missing += 1;
    if (!isPage(path)) continue;
    const page = await kept(path);
    if (page)
      for (const needed of withNeeds(namedIn(await page.text()), { large })) if (!all.has(needed)) ofPages.add(needed);
    told(missing);
  }
  for (const path of ofPages) {
    if (!(await fetchAndKeep(path, { fresh }))) missing += 1;
    told(missing);
  }
  return missing;
}

const olderShelves = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== SHELF);

/** What was read stays readable: pages of older shelves, fetched anew. */
async function takeOver() {
  for (const name of await olderShelves()) {
    const pages = (await (await caches.open(name)).keys())
      .map(({ url }) => url)
      .filter((url) => isPage(new URL(url).pathname));
    await keepAll(pages, { fresh: true });
  }
}

/** Pages that were read while this build waited for its turn are of this build already; then the older shelves go. */
async function clearAway() {
  for (const name of await olderShelves()) {
    const shelf = await caches.open(name);
    for (const request of await shelf.keys()) {
      const { pathname } = new URL(request.url);
      if (isPage(pathname) && !(await kept(request.url))) await keep(request.url, await shelf.match(request));
    }
    await caches.delete(name);
  }
}

self.addEventListener('install', (event) => {
  event.waitUntil(takeOver().then(() => keepAll([`${base}offline/`])));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(clearAway().then(() => self.clients.claim()));
});

/** `keep` these addresses and answer `kept`; `keepAll` says meanwhile how far it is; `forget` everything. */
self.addEventListener('message', (event) => {
  const { type, urls = [] } = event.data ?? {};
  const answer = (message) => event.source?.postMessage(message);
  if (type === 'keep') {
    event.waitUntil(keepAll(urls).then((missing) => answer({ type: 'kept', missing })));
  } else if (type === 'keepAll') {
    const work = (async () => {
      let missing = 0;
      for (let at = 0; at < urls.length; at += 1) {
        missing += await keepAll([urls[at]], { large: true });
        answer({ type: 'keeping', done: at + 1, total: urls.length, missing });
      }
      answer({ type: 'kept', missing });
    })();
    event.waitUntil(work);
  } else if (type === 'forget') {
    event.waitUntil(caches.delete(SHELF).then(() => answer({ type: 'forgotten' })));
  }
});
