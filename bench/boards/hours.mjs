// A tablet that is left open while others work: `node hours.mjs [--hours N] [--snapshots FOLDER]`.
//
// One page with the Gantt chart and one with the board of a plan of a thousand tasks, and a second
// person who changes it. An hour is 360 changes, one every ten seconds, sent as fast as the pages
// follow. After every hour what the pages hold is counted; the last may not have more than the
// second. `ACCORD_BIN` names the server's binary, `CHROME` the browser; with `--snapshots` the
// heaps of the second hour and the last are written into the folder, for the browser's own tools.

import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Account, newId } from '../../end2end/lib/account.mjs';
import { makeProject } from '../../end2end/lib/plans.mjs';
import { startServer } from '../../end2end/lib/server.mjs';
import { launchBrowser, pause } from './lib/browser.mjs';
import { takeUp } from './lib/changes.mjs';
import * as data from './lib/data.mjs';
import { count, growth, heading, keepMemory, line } from './lib/growth.mjs';
import { handleBoard, handleChart } from './lib/hands.mjs';
import { programs } from './lib/programs.mjs';

const TASKS = 1_000;
/** Changes of one hour, and after how many the person at the tablet does something. */
const CHANGES = 360;
const HANDS = 40;
/** No faster than this, in milliseconds from one change to the next. */
const PACE = 50;
/** How long a page may take to show a change. */
const PATIENCE = 20_000;
/** When the copies for work without a network are written and the last toasts gone. */
const SETTLE = 5_000;
/** What is held after this hour is what has to be held: by then everything was used once. */
const BASE = 2;
const TABLET = { viewport: { width: 1180, height: 820 }, hasTouch: true, isMobile: true };
const VIEWS = [
  { name: 'chart', path: 'gantt', titles: '.gantt__title', handle: handleChart },
  { name: 'board', path: 'board', titles: '.board__open', handle: handleBoard },
];

const { values } = parseArgs({
  options: { hours: { type: 'string', default: '8' }, snapshots: { type: 'string' } },
});
const hours = Number(values.hours);
const { binary, chrome } = programs();

const server = await startServer(binary);
const browser = await launchBrowser(chrome);
try {
  process.exitCode = (await leaveOpen()) ? 0 : 1;
} finally {
  await browser.close();
  await server.stop();
}

/** Lets the hours go by; answers whether everything has stayed flat. */
async function leaveOpen() {
  const admin = await Account.first(server);
  const invitee = { name: 'Bo Chen', email: 'bo@example.com', role: 'administrator' };
  const { address } = await admin.call('settings/invite', { id: newId(), invitee });
  const second = await Account.invited(server, address, 'a long enough password');
  const start = data.dateOf(data.firstDay(), 0);
  const { id: project } = await makeProject(admin, { start });
  const rows = data.makePlan(TASKS);
  await admin.importPlan(project, 'plan.csv', data.asTable(rows));
  const pages = [];
  for (const view of VIEWS) pages.push(await open(admin, project, view));
  const work = await takeUp(second, project);
  await work.prepare();
  const { width, height } = TABLET.viewport;
  console.log(`    Chromium ${browser.version()}, two pages of ${width} x ${height} with touch,`);
  console.log(`    ${TASKS} tasks, ${CHANGES} changes an hour by somebody else;`);
  console.log(`    data: SHA-256 ${data.digest(rows)}`);
  console.log(heading());
  await tell(0, pages);
  for (let hour = 1; hour <= hours; hour += 1) {
    await oneHour(work, pages);
    await tell(hour, pages);
  }
  const base = Math.min(BASE, hours - 1);
  const grown = pages.flatMap(({ name, counts }) => growth(name, counts[base], counts[hours]));
  for (const words of grown) console.log(`    ${words}`);
  if (grown.length === 0) console.log(`    flat from hour ${base} to hour ${hours}`);
  const faults = pages.flatMap(({ faults }) => faults);
  for (const fault of faults) console.log(`    fault: ${fault}`);
  return grown.length === 0 && faults.length === 0;
}

async function open(account, project, view) {
  const context = await browser.newContext({
    ...TABLET,
    locale: 'en',
    storageState: { cookies: account.cookies(), origins: [] },
  });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(`${view.name}: ${error.stack ?? error}`));
  page.on('crash', () => faults.push(`${view.name}: the page crashed`));
  await page.addInitScript(keepMemory);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await page.goto(`${server.url}/projects/${project}/${view.path}`);
  await page.locator(view.titles).nth(5).waitFor();
  return { ...view, page, session, faults, counts: [] };
}

async function oneHour(work, pages) {
  for (let made = 1; made <= CHANGES; made += 1) {
    const begun = Date.now();
    const title = await work.next();
    await Promise.all(pages.map((view) => follows(view, title)));
    await pause(Math.max(0, PACE - (Date.now() - begun)));
    if (made % HANDS === 0) await Promise.all(pages.map(({ page, handle }) => handle(page)));
  }
}

/** Waits until a page shows the title. */
function follows({ page, titles }, title) {
  const isThere = ([titles, title]) =>
    [...document.querySelectorAll(titles)].some(({ textContent }) => textContent === title);
  return page.waitForFunction(isThere, [titles, title], { polling: 'raf', timeout: PATIENCE });
}

async function tell(hour, pages) {
  await pause(SETTLE);
  for (const view of pages) {
    const counts = await count(view.page, view.session);
    view.counts.push(counts);
    console.log(line(hour, view.name, counts));
    if (values.snapshots && [BASE, hours].includes(hour)) await snapshot(view, hour);
  }
}

async function snapshot({ name, session }, hour) {
  mkdirSync(values.snapshots, { recursive: true });
  const file = createWriteStream(path.join(values.snapshots, `${name}-${hour}.heapsnapshot`));
  const take = ({ chunk }) => file.write(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', take);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', take);
  await new Promise((resolve) => file.end(resolve));
}
