// Keeps the program itself on this device, so that a plan opens without a network. Data is never
// kept here: the program keeps its own plans and operations. Only pages of the team are answered
// from here; sign-in and the client's pages always come from the server.
const CACHE = 'accord';
const SHELL = '/shell';
const TEAM = /^\/($|projects|clients|settings)/;
// Files, and the client's page as the team looks at it, are not the frame of every page.
const OTHER = /\.\w+$|\/portal$/;

const PARTS = ['accord.js', 'accord_bg.wasm', 'accord.css', 'icons.svg'];

self.addEventListener('install', (event) => {
  self.skipWaiting();
  // What cannot be kept now is kept when it is next asked for.
  event.waitUntil(keepProgram().catch(() => {}));
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/pkg/')) event.respondWith(asset(event.request, url));
  else if (event.request.mode === 'navigate' && isPage(url.pathname)) {
    event.respondWith(page(event.request));
  }
});

function isPage(path) {
  return TEAM.test(path) && !OTHER.test(path);
}

// The address of an asset names its build, so that what is kept never grows old.
async function asset(request, url) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && url.searchParams.has('v')) {
    await forgetOlder(cache, url);
    await keep(request, answer);
  }
  return answer;
}

// A full disk is no reason to withhold what the network has answered.
async function keep(request, answer) {
  const cache = await caches.open(CACHE);
  await cache.put(request, answer.clone()).catch(() => {});
}

async function forgetOlder(cache, url) {
  for (const kept of await cache.keys()) {
    const other = new URL(kept.url);
    if (other.pathname === url.pathname && other.search !== url.search) await cache.delete(kept);
  }
}

// The first page was loaded before this worker ran: what it has is kept once more.
async function keepProgram() {
  const build = (await (await fetch('/pkg/build-id')).text()).trim();
  const parts = PARTS.map((name) => new Request(`/pkg/${name}?v=${build}`));
  await Promise.all([page('/'), ...parts.map((part) => asset(part, new URL(part.url)))]);
}

// The frame of every page is the same: any one of them opens them all.
async function page(request) {
  let answer;
  try {
    answer = await fetch(request);
  } catch (error) {
    const kept = await (await caches.open(CACHE)).match(SHELL);
    if (kept) return kept;
    throw error;
  }
  if (answer.ok && !answer.redirected) await keep(SHELL, answer);
  return answer;
}
