// A chart moved and zoomed in small steps, as a person does it.

import assert from 'node:assert/strict';
import { pause } from './browser.mjs';
import { STEP, each, sum } from './drag.mjs';

/** Strokes of panning, there and back, the steps of each, and those of all. */
const STROKES = 5;
const MOVES = 10;
export const PANS = STROKES * MOVES;
/** One step of panning, in px, across and down. */
export const PAN = 30;
const REACH = PAN * MOVES;
/** Turns of the wheel, how far each goes, in px, and the time from one to the next. */
const TURNS = 50;
export const TURN = 100;
const TURN_STEP = 50;
/** Steps of zooming, and the time that each gets. */
const ZOOMS = 20;
const ZOOM_STEP = 120;
/** Two fingers: how far apart they are at least and at most, in px, and how often they move. */
const APART = { least: 60, most: 300 };
export const PINCH_MOVES = 50;

/** Pans there and back in small steps; what one of them takes. */
export async function pan(bench, chart) {
  const strokes = [];
  for (let stroke = 0; stroke < STROKES; stroke += 1) {
    const isThere = stroke % 2 === 0;
    const work = chart.isOurs
      ? panByHand(bench, chart, isThere)
      : panByScroll(bench, chart, isThere);
    strokes.push(await work);
  }
  return each(sum(strokes), PANS);
}

/** Drags the ground: what one sees follows the pointer. */
async function panByHand(bench, chart, isThere) {
  const from = await findGround(bench, chart, isThere);
  const way = isThere ? -PAN : PAN;
  const [left, top] = [await chart.left(bench.page), await chart.top(bench.page)];
  await bench.quiet();
  let at = from;
  // Without a pause it is a drag; who holds still draws a new task.
  await bench.mouse('mousePressed', from);
  const work = await bench.during(async () => {
    for (let move = 1; move <= MOVES; move += 1) {
      at = { x: from.x + way * move, y: from.y + way * move };
      await bench.mouse('mouseMoved', at, { held: true });
      await pause(STEP);
    }
    await pause(STEP);
  });
  await bench.mouse('mouseReleased', at);
  const gone = [(await chart.left(bench.page)) - left, (await chart.top(bench.page)) - top];
  for (const px of gone) {
    assert.equal(Math.round(px), isThere ? REACH : -REACH, 'the chart follows');
  }
  return work;
}

/** A place of the chart with nothing to take hold of, from which a stroke stays in the chart. */
async function findGround(bench, chart, isThere) {
  const box = await bench.page.locator('.gantt__canvas').boundingBox();
  const margin = 80;
  const room = { x: box.width - REACH - 2 * margin, y: box.height - REACH - 2 * margin };
  const start = {
    x: box.x + margin + (isThere ? REACH : 0),
    y: box.y + margin + (isThere ? REACH : 0),
  };
  for (let across = 10; across >= 0; across -= 1) {
    for (let down = 0; down <= 10; down += 1) {
      const at = { x: start.x + (room.x * across) / 10, y: start.y + (room.y * down) / 10 };
      await bench.mouse('mouseMoved', at);
      if (await chart.isGround(bench.page)) return at;
    }
  }
  return assert.fail('there is no ground to take hold of');
}

/** Sets the scroll position in the same steps. */
function panByScroll(bench, chart, isThere) {
  return bench.during(async () => {
    for (let move = 1; move <= MOVES; move += 1) {
      const place = PAN * (isThere ? move : MOVES - move);
      await bench.run(chart.scroll(place, place));
      await pause(STEP);
    }
    await pause(STEP);
  });
}

/** Turns the wheel over the bars; what one turn takes. */
export async function wheel(bench, chart) {
  const at = await spot(bench, chart);
  const before = await chart.top(bench.page);
  await bench.mouse('mouseMoved', at);
  await bench.quiet();
  const work = await bench.during(async () => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      await bench.wheel(at, TURN);
      await pause(TURN_STEP);
    }
    await bench.quiet();
  });
  const gone = (await chart.top(bench.page)) - before;
  assert.ok(gone > TURNS * TURN * 0.5, `${chart.name} follows the wheel (${gone} px)`);
  return each(work, TURNS);
}

/** Zooms out and in again, many times; what one step takes. */
export async function zoomBySteps(bench, chart) {
  const before = await chart.width(bench.page);
  const at = await spot(bench, chart);
  const spots = chart.isOurs ? [] : await zoomButtons(bench, chart);
  const step = async (isOut) => {
    if (chart.isOurs) await bench.wheel(at, isOut ? TURN : -TURN, { isControl: true });
    else await press(bench, spots[isOut ? 0 : 1]);
    await pause(ZOOM_STEP);
  };
  if (chart.isOurs) await bench.mouse('mouseMoved', at);
  await step(true);
  const least = await chart.width(bench.page);
  assert.ok(least < before * 0.6, `${chart.name} zooms out (${least} of ${before} px)`);
  await step(false);
  await bench.quiet();
  const work = await bench.during(async () => {
    for (let at = 0; at < ZOOMS; at += 1) await step(at % 2 === 0);
  });
  const after = await chart.width(bench.page);
  assert.ok(Math.abs(after - before) < before * 0.05, `${chart.name} zooms in again`);
  return each(work, ZOOMS);
}

/** Two fingers come together and part again; what one of their moves takes. */
export async function pinch(bench, chart) {
  const at = await spot(bench, chart);
  const points = (apart) =>
    [-1, 1].map((side, id) => ({ x: at.x + (side * apart) / 2, y: at.y, id }));
  const half = PINCH_MOVES / 2;
  const apartAt = (move) =>
    APART.most - ((APART.most - APART.least) * (half - Math.abs(half - move))) / half;
  const before = await chart.width(bench.page);
  let least = before;
  await bench.touch('touchStart', points(APART.most).slice(0, 1));
  await bench.touch('touchStart', points(APART.most));
  const work = await bench.during(async () => {
    for (let move = 1; move <= PINCH_MOVES; move += 1) {
      await bench.touch('touchMove', points(apartAt(move)));
      await pause(STEP);
      if (move === half) least = await chart.width(bench.page);
    }
  });
  await bench.touch('touchEnd', []);
  assert.ok(least < before * 0.6, `two fingers zoom out (${least} of ${before} px)`);
  return each(work, PINCH_MOVES);
}

/** The middle of the right half of the chart, where bars are. */
async function spot(bench, chart) {
  const box = await bench.page.locator(chart.place).boundingBox();
  return { x: box.x + box.width * 0.75, y: box.y + box.height / 2 };
}

/** Where the buttons for months and for weeks are. */
export function zoomButtons(bench, chart) {
  const find = async (name) => {
    const box = await bench.page.locator(chart.zoom(name)).boundingBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  return Promise.all(['Month', 'Week'].map(find));
}

/** Presses what is there, with the mouse. */
export async function press(bench, at) {
  await bench.mouse('mouseMoved', at);
  await bench.mouse('mousePressed', at);
  await bench.mouse('mouseReleased', at);
}
