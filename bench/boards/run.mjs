// Accord's Gantt chart and board beside others, in one run:
// `node run.mjs [--quick] [--rounds N] [FILTER…]`.
//
// `ACCORD_BIN` names the server's binary, `CHROME` the browser. Filters are `charts`, `boards`,
// `chain` (the charts whose plan is one chain), visits to a chart (`move`, `scroll`, `hand`,
// `zoom`), and numbers of rows or cards: `charts 10000` measures charts of that many rows alone,
// `1000 10000` everything of both sizes. `--quick` makes one round of each, `--rounds` so many.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureBoards } from './lib/board-cells.mjs';
import { BOARDS } from './lib/boards.mjs';
import { VIEW, launchBrowser } from './lib/browser.mjs';
import { measureCharts } from './lib/chart-cells.mjs';
import { CHARTS } from './lib/charts.mjs';
import * as data from './lib/data.mjs';
import { startOurs } from './lib/ours.mjs';
import { servePeers } from './lib/peers.mjs';
import { programs } from './lib/programs.mjs';
import { Report } from './lib/report.mjs';

/** Rows of the charts, what is measured of them, and how often. */
const CHART_SIZES = [
  { count: 1_000, visits: ['move', 'scroll', 'hand', 'zoom'], rounds: 5 },
  { count: 10_000, visits: ['move', 'scroll', 'hand', 'zoom'], rounds: 5 },
  { count: 100_000, visits: ['move'], rounds: 3 },
  { count: 100_000, isChain: true, visits: ['move'], rounds: 3 },
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

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean' }, rounds: { type: 'string' } },
});
const { binary, chrome } = programs();

const { chartSizes, boardSizes } = choose(positionals);
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
    const plan = size.isChain ? data.makeChain(size.count) : data.makePlan(size.count);
    const name = `${size.isChain ? 'chain' : 'plan'}-${size.count}`;
    await bring(name, plan, data.asTable(plan), data.asDated(plan, first));
    const address = (chart) => addressOf(chart, name, 'gantt');
    const rounds = roundsOf(size);
    await measureCharts({ ...size, rounds, plan, where: { ...where, address }, report });
  }
  for (const size of boardSizes) {
    const cards = data.makeCards(size.count);
    const all = { columns: data.COLUMNS, cards };
    const name = `cards-${size.count}`;
    await bring(name, cards, data.cardsAsTable(cards), all);
    const address = (board) => addressOf(board, name, 'board');
    const rounds = roundsOf(size);
    await measureBoards({ ...size, rounds, cards, where: { ...where, address }, report });
  }
  report.conclude();
  console.log(`    load at the end: ${await load()}`);
} finally {
  await browser.close();
  await ours.stop();
  peers.stop();
}

/** The sizes that the filters leave: each kind of filter that is given has to agree. */
function choose(words) {
  const visits = [...new Set(CHART_SIZES.flatMap(({ visits }) => visits))];
  const isCount = (word) => /^\d+$/.test(word);
  const known = ['charts', 'boards', 'chain', ...visits];
  const unknown = words.filter((word) => !isCount(word) && !known.includes(word));
  if (unknown.length > 0) {
    console.error(
      `There is no ${unknown.join(', ')}: filters are ${known.join(', ')} and numbers.`,
    );
    process.exit(2);
  }
  const given = (all) => all.filter((word) => words.includes(word));
  const counts = words.filter(isCount).map(Number);
  const isSize = ({ count }) => counts.length === 0 || counts.includes(count);
  const some = given(visits).length > 0 ? given(visits) : visits;
  const isOfCharts = words.includes('chain') || given(visits).length > 0;
  const kinds = given(['charts', 'boards']);
  if (kinds.length === 0) kinds.push(...(isOfCharts ? ['charts'] : ['charts', 'boards']));
  const chosen = (kind, sizes) => (kinds.includes(kind) ? sizes.filter(isSize) : []);
  const charts = chosen('charts', CHART_SIZES)
    .filter(({ isChain }) => isChain || !words.includes('chain'))
    .map((size) => ({ ...size, visits: size.visits.filter((visit) => some.includes(visit)) }));
  return {
    chartSizes: charts.filter(({ visits }) => visits.length > 0),
    boardSizes: chosen('boards', BOARD_SIZES),
  };
}

function roundsOf({ rounds }) {
  return values.quick ? 1 : Number(values.rounds ?? rounds);
}

/** Who takes part, and how busy the machine is. */
async function introduce() {
  const view = `${VIEW.width} x ${VIEW.height}`;
  console.log(
    `    Chromium ${browser.version()}, window ${view}, load at the start: ${await load()}`,
  );
  const names = [...CHARTS, ...BOARDS].filter(({ isOurs }) => !isOurs);
  const versions = names.map(async ({ package: name }) => {
    const text = await readFile(
      path.join(import.meta.dirname, 'node_modules', name, 'package.json'),
      'utf8',
    );
    return `${name} ${JSON.parse(text).version}`;
  });
  console.log(`    beside ${(await Promise.all(versions)).join(', ')}`);
  console.log('    Processor time of the main thread, median (least to most); times as long as');
  console.log('    ours in the same round; medians of time in tasks by the clock, of it script,');
  console.log('    layout and style, and of processor time of all threads of the page. Slowed');
  console.log('    down, time in tasks counts.');
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
