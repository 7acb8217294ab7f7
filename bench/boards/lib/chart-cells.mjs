// What is measured of the charts.

import assert from 'node:assert/strict';
import { freshPage, pause } from './browser.mjs';
import { CHARTS, assertSoon, chartSeen, countRows } from './charts.mjs';
import { drag, each } from './drag.mjs';

/** The task that is moved: a long chain waits for it. */
const TASK = 3;
/** How far it is dragged, in px: two weeks. */
const WAY = 14 * 13 + 4;
/** Steps in which the whole chart is scrolled through, from corner to corner, and their time. */
const STEPS = 50;
const STEP = 50;
const ROW = 36;

/** Everything of charts with `count` rows; `more` is false where only opening is measured. */
export async function measureCharts({ count, more, rounds, plan, where, report }) {
  const open = `Gantt of ${count} rows: from the address to rows drawn`;
  const taking = `Gantt of ${count} rows: a bar is taken up`;
  const moving = `Gantt of ${count} rows: one pointer move of the drag`;
  const putting = `Gantt of ${count} rows: the bar is put down`;
  const scrolling = `Gantt of ${count} rows: one of ${STEPS} steps through the whole chart`;
  const zooming = `Gantt of ${count} rows: from weeks to months and back`;
  const visits = [
    {
      cells: more ? [open, taking, moving, putting] : [open],
      run: async (bench, chart, opened) => {
        report.add(open, chart.name, opened);
        const drawn = `${await countRows(bench.page, chart, count)} rows drawn`;
        const later = opened.copying ? `, ${opened.copying}` : '';
        report.note(open, chart.name, `${drawn}${later}`);
        if (!more) return;
        const { pickUp, move, drop, copying } = await moveTask(bench, chart);
        report.add(taking, chart.name, pickUp);
        report.add(moving, chart.name, move);
        report.add(putting, chart.name, drop);
        if (copying) report.note(putting, chart.name, `schedule and saving in it, ${copying}`);
      },
    },
    {
      cells: [scrolling],
      run: async (bench, chart) => report.add(scrolling, chart.name, await scroll(bench, chart, plan)),
    },
    {
      cells: [zooming],
      run: async (bench, chart) => report.add(zooming, chart.name, await zoom(bench, chart)),
    },
  ];
  const out = new Set();
  const leaveOut = (chart, visit, why) => {
    out.add(`${chart.name} ${visits.indexOf(visit)}`);
    for (const cell of visit.cells) report.note(cell, chart.name, why);
  };
  const chosen = more ? visits : visits.slice(0, 1);
  for (const chart of CHARTS.filter(({ most }) => most < count)) {
    for (const visit of chosen) leaveOut(chart, visit, `it ${chart.why}`);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const visit of chosen) {
      const isIn = (chart) => !out.has(`${chart.name} ${visits.indexOf(visit)}`);
      for (const chart of inTurn(CHARTS, round).filter(isIn)) {
        const bench = await freshPage(where.browser, where.of(chart));
        try {
          const opened = await openChart(bench, chart, where.address(chart, count));
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

async function moveTask(bench, chart) {
  const box = await chart.grip(bench, TASK);
  const before = await chart.start(bench.page, TASK);
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const done = await drag(bench, from, (share) => ({ x: from.x + WAY * share, y: from.y }));
  const after = await chart.start(bench.page, TASK);
  assert.notEqual(after, before, `${chart.name} has moved the task`);
  const copying = chart.isOurs ? await bench.copying() : '';
  await chart.putBack(bench, TASK, before);
  return { ...done, copying };
}

/** Scrolls from corner to corner, along which the bars lie, by each product's own scroll position. */
async function scroll(bench, chart, plan) {
  const width = await chart.width(bench.page);
  const work = await bench.during(async () => {
    for (let step = 1; step <= STEPS; step += 1) {
      const share = step / STEPS;
      await bench.run(chart.scroll(Math.round(width * share), Math.round(plan.length * ROW * share)));
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
  const spots = [];
  for (const name of ['Month', 'Week']) {
    const box = await bench.page.locator(chart.zoom(name)).boundingBox();
    spots.push({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  }
  let month;
  const press = async (spot) => {
    await bench.mouse('mouseMoved', spot);
    await bench.mouse('mousePressed', spot);
    await bench.mouse('mouseReleased', spot);
    await bench.quiet();
  };
  const work = await bench.during(async () => {
    await press(spots[0]);
    month = await chart.width(bench.page);
    await press(spots[1]);
  });
  const again = await chart.width(bench.page);
  assert.ok(month < week * 0.6, `${chart.name} shows months (${month} of ${week} px)`);
  assert.ok(Math.abs(again - week) < week * 0.05, `${chart.name} shows weeks again`);
  return work;
}
