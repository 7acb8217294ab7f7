// What the client's page does beyond what the server has drawn; without this file nothing of it is
// missing.

// It offers to load the page again once something on it is other than here. It asks for a
// fingerprint only and writes nothing into the page: it uncovers a line that stands there already.
const EVERY = 60_000;
const line = document.getElementById('portal-news');
let last = Date.now();

async function look() {
  if (document.hidden || Date.now() - last < EVERY) return;
  last = Date.now();
  const headers = { 'if-none-match': `"${line.dataset.version}"` };
  const answer = await fetch(line.dataset.path, { headers, cache: 'no-store' }).catch(() => null);
  // Without a network it asks again, with the same fingerprint as well.
  if (answer === null || answer.status === 304 || answer.status >= 500) return;
  clearInterval(timer);
  document.removeEventListener('visibilitychange', look);
  line.hidden = !answer.ok;
}

const timer = setInterval(look, EVERY / 4);
document.addEventListener('visibilitychange', look);

// The control for files speaks the browser's language. Where the names of what was chosen can be
// told beside it, the page's own words take its place.
const files = document.getElementById('portal-files');
if (files !== null) {
  const chosen = document.getElementById('portal-chosen');
  const nothing = chosen.textContent;
  const tell = () => {
    const names = Array.from(files.files, ({ name }) => name);
    chosen.textContent = names.join('\n') || nothing;
  };
  files.addEventListener('change', tell);
  // A page that is loaded again may have kept the choice.
  tell();
  files.parentElement.dataset.told = '';
}
