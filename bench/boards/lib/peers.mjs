// The other products: their pages, made into bundles and served to this machine only.

import { createServer } from 'node:http';
import path from 'node:path';
import { build } from 'esbuild';

const PAGES = path.join(import.meta.dirname, '../pages');
const FILES = {
  dhtmlx: 'dhtmlx.js',
  svar: 'svar.jsx',
  frappe: 'frappe.js',
  sortable: 'sortable.js',
  pangea: 'pangea.jsx',
  dndkit: 'dndkit.jsx',
};
const ICON = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const TYPES = {
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  svg: 'image/svg+xml',
};

/** A server with the pages of all other products; `put` adds data. */
export async function servePeers() {
  const files = new Map([['/favicon.svg', ICON]]);
  await Promise.all(Object.entries(FILES).map(([name, file]) => bundle(name, file, files)));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://127.0.0.1');
    const body = files.get(pathname);
    const type = TYPES[pathname.split('.')[1]] ?? 'text/html';
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': `${type}; charset=utf-8`,
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    put: (name, data) => files.set(`/${name}.json`, JSON.stringify(data)),
    stop: () => server.close(),
  };
}

async function bundle(name, file, files) {
  const { outputFiles } = await build({
    entryPoints: [path.join(PAGES, file)],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2023',
    jsx: 'automatic',
    conditions: ['style'],
    outdir: '/',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff': 'dataurl', '.woff2': 'dataurl', '.ttf': 'dataurl', '.svg': 'dataurl' },
    logLevel: 'error',
  });
  for (const { path: out, text } of outputFiles) {
    files.set(`/${name}.${out.split('.').pop()}`, text);
  }
  files.set(`/${name}`, html(name));
}

/** The place of the chart has its whole height from the first moment. */
function html(name) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${name}</title>
    <link rel="stylesheet" href="/${name}.css">
    <style>
      body { margin: 0; }
      #bar { height: 40px; }
      .wx-theme { height: 100%; }
    </style>
  </head>
  <body>
    <div id="bar"><button id="zoom-week">Week</button><button id="zoom-month">Month</button></div>
    <div id="chart"></div>
    <script type="module" src="/${name}.js"></script>
  </body>
</html>`;
}
