// Accord's Gantt chart and board beside others, in one run: `node run.mjs [--quick] [filter]`.
//
// `ACCORD_BIN` names the server's binary, `CHROME` the browser. A filter is one of `charts`,
// `boards`, or a number of rows or cards; `--quick` makes one round of each.

import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { measureBoards } from './lib/board-cells.mjs';
import { BOARDS } from './lib/boards.mjs';
import { launchBrowser } from './lib/browser.mjs';
import { measureCharts } from './lib/chart-cells.mjs';
import { CHARTS } from './lib/charts.mjs';
import * as data from './lib/data.mjs';
import { startOurs } from './lib/ours.mjs';
import { servePeers } from './lib/peers.mjs';
import { Report } from './lib/report.mjs';
import { stopAll } from '../../end2end/lib/server.mjs';

/** Rows of the charts, what is measured of them, and how often. */
const CHART_SIZES = [
  { count: 1_000, more: true, rounds: 5 },
  { count: 10_000, more: true, rounds: 5 },
  { count: 100_000, more: false, rounds: 3 },
];
/** Cards of the boards, likewise. */
const BOARD_SIZES = [
  { count: 200, rounds: 5 },
  { count: 1_000, rounds: 5 },
  { count: 5_000, rounds: 5 },
  { count: 1_000, isSlow: true, rounds: 5 },
];
/** The place of a chart or board in Accord, in px. */
const PLACE = 'width=1536&height=747';

const words = process.argv.slice(2);
const isQuick = words.includes('--quick');
const filter = words.find((word) => !word.startsWith('-')) ?? '';
const binary = process.env.ACCORD_BIN ?? path.join(import.meta.dirname, '../../target/release/accord');
const chrome = process.env.CHROME ?? '/usr/bin/chromium';
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

const isChosen = (kind) => ({ count }) => ['', kind, String(count)].includes(filter);
const chartSizes = CHART_SIZES.filter(isChosen('charts'));
const boardSizes = BOARD_SIZES.filter(isChosen('boards'));
const first = data.firstDay();
const peers = await servePeers();
const ours = await startOurs(binary, data.dateOf(first, 0));
const browser = await launchBrowser(chrome);
const report = new Report();
const projects = new Map();
const where = {
  browser,
  of: (product) => (product.isOurs ? ours : { origin: peers.origin }),
};

try {
  await introduce();
  for (const size of chartSizes) {
    const plan = data.makePlan(size.count);
    await bring(`plan-${size.count}`, plan, data.asTable(plan), data.asDated(plan, first));
    const address = (chart, count) => addressOf(chart, `plan-${count}`, 'gantt');
    const rounds = isQuick ? 1 : size.rounds;
    await measureCharts({ ...size, rounds, plan, where: { ...where, address }, report });
  }
  for (const size of boardSizes) {
    const cards = data.makeCards(size.count);
    const all = { columns: data.COLUMNS, cards };
    await bring(`cards-${size.count}`, cards, data.cardsAsTable(cards), all);
    const address = (board, count) => addressOf(board, `cards-${count}`, 'board');
    const rounds = isQuick ? 1 : size.rounds;
    await measureBoards({ ...size, rounds, cards, where: { ...where, address }, report });
  }
  console.log(`    load at the end: ${await load()}`);
} finally {
  await browser.close();
  await ours.stop();
  peers.stop();
}

/** Who takes part, and how busy the machine is. */
async function introduce() {
  console.log(`    Chromium ${browser.version()}, window 1600 x 900, load at the start: ${await load()}`);
  const names = [...CHARTS, ...BOARDS].filter(({ isOurs }) => !isOurs);
  const versions = names.map(async ({ package: name }) => {
    const text = await readFile(path.join(import.meta.dirname, 'node_modules', name, 'package.json'), 'utf8');
    return `${name} ${JSON.parse(text).version}`;
  });
  console.log(`    beside ${(await Promise.all(versions)).join(', ')}`);
  console.log('    Processor time of the main thread, median (least to most); times as long as ours in the');
  console.log('    same round; medians of time in tasks by the clock, of it script, layout and style, and');
  console.log('    of processor time of all threads of the page. Slowed down, time in tasks counts.');
}

/** Gives a plan or cards to everyone, once. */
async function bring(name, made, table, dated) {
  if (projects.has(name)) return;
  console.log(`    data ${name}: SHA-256 ${data.digest(made)}`);
  peers.put(name, dated);
  projects.set(name, await ours.put(name, table));
}

function addressOf(product, name, view) {
  if (product.isOurs) return `${ours.origin}/projects/${projects.get(name)}/${view}`;
  return `${peers.origin}/${product.file}?data=/${name}.json&${PLACE}`;
}

async function load() {
  const text = await readFile('/proc/loadavg', 'utf8').catch(() => 'unknown');
  return text.split(' ').slice(0, 3).join(' ');
}
