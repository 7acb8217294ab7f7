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

const here = import.meta.dirname;
const binary = process.env.ACCORD_BIN ?? path.join(here, '../target/debug/accord');
const chrome = process.env.CHROME ?? '/usr/bin/chromium';
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

const browser = await launchBrowser(chrome);
const total = { passed: 0, failed: 0 };
try {
  const names = (await readdir(path.join(here, 'specs'))).filter((name) => name.endsWith('.mjs'));
  for (const name of names.sort()) {
    if (interrupted) break;
    const spec = await import(path.join(here, 'specs', name));
    const count = await runFile({ name: name.replace('.mjs', ''), spec, browser, binary, filter });
    total.passed += count.passed;
    total.failed += count.failed;
  }
} finally {
  await browser.close();
  stopAll();
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
