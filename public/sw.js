// Keeps the program itself on this device, so that a plan opens without a network. Data is never
// kept here: the program keeps its own plans and operations. Only pages of the team are answered
// from here; sign-in and the client's pages always come from the server.
const CACHE = 'accord';
const SHELL = '/shell';
const TEAM = /^\/($|projects|clients|settings)/;

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith('/pkg/')) event.respondWith(asset(event.request, url));
  else if (event.request.mode === 'navigate' && TEAM.test(url.pathname)) {
    event.respondWith(page(event.request));
  }
});

// The address of an asset names its build, so that what is kept never grows old.
async function asset(request, url) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && url.searchParams.has('v')) {
    await forgetOlder(cache, url);
    await cache.put(request, answer.clone());
  }
  return answer;
}

async function forgetOlder(cache, url) {
  for (const kept of await cache.keys()) {
    const other = new URL(kept.url);
    if (other.pathname === url.pathname && other.search !== url.search) await cache.delete(kept);
  }
}

// The frame of every page is the same: any one of them opens them all.
async function page(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await cache.put(SHELL, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(SHELL);
    if (kept) return kept;
    throw error;
  }
}
