// What a bench runs: the server's binary and the browser, named by `ACCORD_BIN` and `CHROME`.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { stopAll } from '../../../end2end/lib/server.mjs';

/** Their paths; without a server the bench ends. Whoever stops the bench stops the servers too. */
export function programs() {
  const usual = path.join(import.meta.dirname, '../../../target/release/accord');
  const binary = process.env.ACCORD_BIN ?? usual;
  if (!existsSync(binary)) {
    console.error(`There is no server at ${binary}: build it, or name it in ACCORD_BIN.`);
    process.exit(2);
  }
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      stopAll();
      process.exit(130);
    });
  }
  return { binary, chrome: process.env.CHROME ?? '/usr/bin/chromium' };
}
