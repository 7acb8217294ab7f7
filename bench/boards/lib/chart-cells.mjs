// What is measured of the charts.

import assert from 'node:assert/strict';
import { freshPage, pause } from './browser.mjs';
import { CHARTS, assertSoon, chartSeen, countRows } from './charts.mjs';
import { drag, each, sum } from './drag.mjs';
import {
  PAN,
  PANS,
  PINCH_MOVES,
  TURN,
  pan,
  pinch,
  press,
  wheel,
  zoomBySteps,
  zoomButtons,
} from './steps.mjs';

/** The task that is moved: a long chain waits for it. In one chain all others do. */
const TASK = 3;
const FIRST = 1;
/** How far it is dragged, in px: two weeks. */
const WAY = 14 * 13 + 4;
/** Steps in which the whole chart is scrolled through, from corner to corner, and their time. */
const STEPS = 50;
const STEP = 50;
const ROW = 36;

/** What ours may take of the best of the others, as how many times as long that takes, by rows. */
const WANTED = {
  open: { 10_000: 3, 100_000: 4 },
  move: { 10_000: 4, 100_000: 10 },
};
/** Most milliseconds of one step, whatever is stepped through. */
const STEP_MOST = 6;

/** What one visit to a chart measures, by its name in the list of sizes. */
const VISITS = { move: visitMove, scroll: visitScroll, hand: visitHand, zoom: visitZoom };

/** Everything of charts with `count` rows, `isChain` if each waits for the one before it. */
export async function measureCharts({
  count,
  isChain,
  visits: names,
  rounds,
  plan,
  where,
  report,
}) {
  const subject = `Gantt of ${count} rows${isChain ? ' in one chain' : ''}`;
  const visits = names.map((name) => VISITS[name]({ subject, count, isChain, plan, report }));
  const out = new Set();
  const leaveOut = (chart, visit, why) => {
    out.add(`${chart.name} ${visits.indexOf(visit)}`);
    for (const cell of visit.cells) report.note(cell, chart.name, why);
  };
  for (const chart of CHARTS.filter(({ most }) => most < count)) {
    for (const visit of visits) leaveOut(chart, visit, `it ${chart.why}`);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const visit of visits) {
      const isIn = (chart) => !out.has(`${chart.name} ${visits.indexOf(visit)}`);
      for (const chart of inTurn(CHARTS, round).filter(isIn)) {
        const bench = await freshPage(where.browser, where.of(chart));
        try {
          const opened = await openChart(bench, chart, where.address(chart));
          await visit.run(bench, chart, opened);
        } catch (error) {
          if (chart.isOurs) throw error;
          leaveOut(chart, visit, `it failed: ${reason(error)}`);
        }
        await bench.close();
      }
    }
  }
  report.flush();
}

/** The chart is opened, and a bar is dragged. */
function visitMove({ subject, count, isChain, report }) {
  const open = `${subject}: from the address to rows drawn`;
  const taking = `${subject}: a bar is taken up`;
  const moving = `${subject}: one pointer move of the drag`;
  const putting = `${subject}: the bar is put down`;
  const moved = `${subject}: a task is moved, taken up to put down`;
  if (!isChain) report.want(open, { times: WANTED.open[count] });
  report.want(moved, { times: WANTED.move[count] });
  const run = async (bench, chart, opened) => {
    report.add(open, chart.name, opened);
    const drawn = `${await countRows(bench.page, chart, count)} rows drawn`;
    const later = opened.copying ? `, ${opened.copying}` : '';
    report.note(open, chart.name, `${drawn}${later}`);
    const done = await moveTask(bench, chart, isChain ? FIRST : TASK);
    report.add(taking, chart.name, done.pickUp);
    report.add(moving, chart.name, done.move);
    report.add(putting, chart.name, done.drop);
    report.add(moved, chart.name, sum([done.pickUp, done.moves, done.drop]));
    if (done.copying) {
      report.note(putting, chart.name, `schedule and saving in it, ${done.copying}`);
    }
  };
  return { cells: [open, taking, moving, putting, moved], run };
}

/** The whole chart is scrolled through. */
function visitScroll({ subject, plan, report }) {
  const scrolling = `${subject}: one of ${STEPS} steps through the whole chart`;
  report.want(scrolling, { most: STEP_MOST });
  const run = async (bench, chart) =>
    report.add(scrolling, chart.name, await scroll(bench, chart, plan));
  return { cells: [scrolling], run };
}

/** The chart is moved as a person moves it. */
function visitHand({ subject, report }) {
  const wheeling = `${subject}: one turn of the wheel, ${TURN} px down`;
  const panning = `${subject}: one of ${PANS} small steps of panning, ${PAN} px across and down`;
  for (const cell of [wheeling, panning]) report.want(cell, { most: STEP_MOST });
  const run = async (bench, chart) => {
    report.add(panning, chart.name, await pan(bench, chart));
    report.note(
      panning,
      chart.name,
      chart.isOurs ? 'by dragging the ground' : 'by its scroll position',
    );
    report.add(wheeling, chart.name, await wheel(bench, chart));
  };
  return { cells: [panning, wheeling], run };
}

/** The chart is zoomed. */
function visitZoom({ subject, report }) {
  const zooming = `${subject}: from weeks to months and back`;
  const stepping = `${subject}: one step of zooming, to months or to weeks`;
  const pinching = `${subject}: one of ${PINCH_MOVES} moves of two fingers that zoom`;
  for (const cell of [stepping, pinching]) report.want(cell, { most: STEP_MOST });
  const run = async (bench, chart) => {
    report.add(zooming, chart.name, await zoom(bench, chart));
    report.add(stepping, chart.name, await zoomBySteps(bench, chart));
    report.note(stepping, chart.name, chart.isOurs ? 'by Ctrl and the wheel' : 'by its buttons');
    if (chart.isOurs) report.add(pinching, chart.name, await pinch(bench, chart));
    else report.note(pinching, chart.name, 'here it zooms by buttons');
  };
  return { cells: [zooming, stepping, pinching], run };
}

async function openChart(bench, chart, address) {
  const opened = await bench.during(async () => {
    await bench.page.goto(address, { waitUntil: 'commit' });
    await chartSeen(bench, chart);
  });
  await bench.quiet();
  // What Accord does later must not fall into what is measured next.
  const copying = chart.isOurs ? await bench.copying() : '';
  return { ...opened, copying };
}

/** The products, beginning with another one each round. */
export function inTurn(all, round) {
  return round % 2 === 0 ? all : all.toReversed();
}

function reason(error) {
  return String(error.message ?? error).split('\n')[0];
}

async function moveTask(bench, chart, task) {
  const box = await chart.grip(bench, task);
  const before = await chart.start(bench.page, task);
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const done = await drag(bench, from, (share) => ({ x: from.x + WAY * share, y: from.y }));
  const after = await chart.start(bench.page, task);
  assert.notEqual(after, before, `${chart.name} has moved the task`);
  const copying = chart.isOurs ? await bench.copying() : '';
  await chart.putBack(bench, task, before);
  return { ...done, copying };
}

/** Scrolls from corner to corner, where the bars lie, by each product's own scroll position. */
async function scroll(bench, chart, plan) {
  const width = await chart.width(bench.page);
  const work = await bench.during(async () => {
    for (let step = 1; step <= STEPS; step += 1) {
      const share = step / STEPS;
      await bench.run(
        chart.scroll(Math.round(width * share), Math.round(plan.length * ROW * share)),
      );
      await pause(STEP);
    }
    await bench.quiet();
  });
  const isLast = async () => (await chart.lastRow(bench.page, plan.length)) > 0;
  await assertSoon(isLast, `${chart.name} has scrolled to its last row`);
  return each(work, STEPS);
}

async function zoom(bench, chart) {
  const week = await chart.width(bench.page);
  const spots = await zoomButtons(bench, chart);
  let month;
  const work = await bench.during(async () => {
    await press(bench, spots[0]);
    await bench.quiet();
    month = await chart.width(bench.page);
    await press(bench, spots[1]);
    await bench.quiet();
  });
  const again = await chart.width(bench.page);
  assert.ok(month < week * 0.6, `${chart.name} shows months (${month} of ${week} px)`);
  assert.ok(Math.abs(again - week) < week * 0.05, `${chart.name} shows weeks again`);
  return work;
}
