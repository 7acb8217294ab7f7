// Runs the specs in a real browser: `node run.mjs [filter]`.
//
// `ACCORD_BIN` names the server's binary, `CHROME` the browser. A filter picks the tests whose
// "file: name" contains it. The last line is `N passed, N failed`.

import { readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { launchBrowser } from './lib/browser.mjs';
import { runFile } from './lib/runner.mjs';
import { stopAll } from './lib/server.mjs';

/** How many specs run at once, each with a server of its own; more than cores, since a spec waits. */
const SIDE_BY_SIDE = 3;

const here = import.meta.dirname;
const binary = process.env.ACCORD_BIN ?? path.join(here, '../target/debug/accord');
const chrome = process.env.CHROME ?? '/usr/bin/chromium-headless-shell';
const filter = process.argv[2] ?? '';

if (!existsSync(binary)) {
  console.error(`There is no server at ${binary}: build it, or name it in ACCORD_BIN.`);
  process.exit(2);
}

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    interrupted = true;
    stopAll();
    process.exit(130);
  });
}

/** Every spec with its name, the long ones first so that none is left running alone. */
async function readSpecs() {
  const names = (await readdir(path.join(here, 'specs'))).filter((name) => name.endsWith('.mjs'));
  const specs = names.sort().map(async (name) => {
    return { name: name.replace('.mjs', ''), spec: await import(path.join(here, 'specs', name)) };
  });
  const all = await Promise.all(specs);
  return [...all.filter(({ spec }) => spec.isLong), ...all.filter(({ spec }) => !spec.isLong)];
}

const browser = await launchBrowser(chrome);
const total = { passed: 0, failed: 0 };
try {
  const waiting = await readSpecs();
  const work = async () => {
    for (let next = waiting.shift(); next && !interrupted; next = waiting.shift()) {
      const count = await runFile({ ...next, browser, binary, filter });
      total.passed += count.passed;
      total.failed += count.failed;
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
} finally {
  await browser.close();
  stopAll();
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
