// The charts: how each is opened, looked at and taken hold of.

import assert from 'node:assert/strict';
import { pause } from './browser.mjs';

/** Rows that a window of this height can hold, with what is kept ready beyond its edges. */
const ROWS_MAX = 90;

/** Accord: the table is rows of the page, the bars are painted; only what is in sight is there. */
const OURS = {
  name: 'ours',
  isOurs: true,
  // Scheduling and critical path cannot be switched off.
  most: 100_000,
  rows: '.gantt__row',
  place: '.gantt__frame',
  zoom: (name) => `.gantt__toolbar .segmented >> text=/^${name}$/i`,
  start: (page, id) => row(page, id).locator('.gantt__dates').textContent(),
  lastRow: (page, count) => page.locator(`.gantt__row[aria-rowindex="${count + 1}"]`).count(),
  width: (page) => page.locator('.gantt__pane').evaluate((pane) => pane.offsetWidth),
  scroll: (x, y) => `document.querySelector('.gantt__scroll').scrollTo(${x}, ${y})`,
  top: (page) => page.locator('.gantt__scroll').evaluate((scroll) => scroll.scrollTop),
  left: (page) => page.locator('.gantt__scroll').evaluate((scroll) => scroll.scrollLeft),
  /** Whether what the mouse is over is no bar and no line. */
  isGround: (page) =>
    page.locator('.gantt__pane').evaluate((pane) => pane.style.cursor === 'default'),
  /** The bar, selected before it is dragged. */
  grip: async (bench, id) => {
    await row(bench.page, id).locator('.gantt__title').click();
    await bench.page.keyboard.press('j');
    await bench.page.locator('.gantt__body').waitFor();
    await bench.quiet();
    return bench.page.locator('.gantt__body').boundingBox();
  },
  /** The server keeps what is moved: the next run must find it where it was. */
  putBack: async (bench, id, before) => {
    await bench.page.keyboard.press('Control+z');
    const dates = row(bench.page, id).locator('.gantt__dates');
    await assertSoon(async () => (await dates.textContent()) === before, 'the move is undone');
    await bench.page.locator('.project__sync[data-state=saved]').waitFor();
  },
  check: async (page) => {
    const size = await page.locator('.gantt__canvas').evaluate((e) => e.toDataURL().length);
    assert.ok(size > 8_000, `the bars are painted (${size})`);
  },
};

const DHTMLX = {
  name: 'DHTMLX Gantt',
  package: 'dhtmlx-gantt',
  file: 'dhtmlx',
  most: 100_000,
  rows: '.gantt_row',
  bars: '.gantt_task_line',
  bar: (id) => `.gantt_task_line[data-task-id="${id}"]`,
};

const SVAR = {
  name: 'SVAR Gantt',
  package: '@svar-ui/react-gantt',
  file: 'svar',
  most: 100_000,
  rows: '.wx-table .wx-row',
  bars: '.wx-bar',
  bar: (id) => `.wx-bar[data-id="${id}"]`,
};

const FRAPPE = {
  name: 'Frappe Gantt',
  package: 'frappe-gantt',
  file: 'frappe',
  most: 1_000,
  why: 'draws every bar, in sight or not',
  rows: '.bar-wrapper',
  bars: '.bar-wrapper',
  bar: (id) => `.bar-wrapper[data-id="t${id}"] .bar`,
  drawsAll: true,
};

const OTHERS = {
  place: '#chart',
  zoom: (name) => `#zoom-${name.toLowerCase()}`,
  start: (page, id) => page.evaluate((id) => globalThis.bench.start(id), id),
  lastRow: (page) => page.evaluate(() => globalThis.bench.lastRow()),
  width: (page) => page.evaluate(() => globalThis.bench.width()),
  scroll: (x, y) => `bench.scroll(${x}, ${y})`,
  top: (page) => page.evaluate(() => globalThis.bench.top()),
  putBack: () => {},
  async grip(bench, id) {
    return bench.page.locator(this.bar(id)).boundingBox();
  },
  async check(page, count) {
    const bars = await page.locator(this.bars).count();
    assert.ok(bars > 5, `${this.name} draws bars (${bars})`);
    if (this.drawsAll) assert.equal(bars, count, `${this.name} draws all bars`);
    else assert.ok(bars <= ROWS_MAX, `${this.name} draws only bars in sight (${bars})`);
  },
};

/** Accord first, then those it is compared with. */
export const CHARTS = [OURS, ...[DHTMLX, SVAR, FRAPPE].map((chart) => ({ ...OTHERS, ...chart }))];

/** Waits until the rows are drawn. */
export function chartSeen(bench, chart) {
  const isDrawn = ([rows, bars]) =>
    document.querySelectorAll(rows).length > 5 && document.querySelectorAll(bars).length > 5;
  return bench.seen(isDrawn, [chart.rows, chart.bars ?? chart.rows]);
}

/** Says how many rows are drawn, and makes sure that it is right. */
export async function countRows(page, chart, count) {
  const rows = await page.locator(chart.rows).count();
  if (!chart.drawsAll) {
    assert.ok(rows > 5 && rows <= ROWS_MAX, `${chart.name} draws only what is in sight (${rows})`);
  }
  await chart.check(page, count);
  return rows;
}

/** Waits for something to hold, for a while. */
export async function assertSoon(holds, what) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await pause(100);
  }
  assert.fail(`it does not come about: ${what}`);
}

function row(page, id) {
  const title = page.locator(`.gantt__title:text-is("Task ${id}")`);
  return page.locator('.gantt__row').filter({ has: title });
}
