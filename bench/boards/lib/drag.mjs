// A drag by real mouse input: taken up, carried in small steps, put down.

import { pause } from './browser.mjs';

/** So many moves make a drag. */
const MOVES = 60;
/** From one move to the next, in milliseconds: a little more than a frame. */
export const STEP = 20;
/** How far the pointer goes until it is clear to everyone that this is a drag. */
const PICK_UP = [{ x: 4, y: 1 }, { x: 8, y: 2 }];
/** How long the page gets to answer the first and the last of a drag, in milliseconds. */
const SETTLE = 250;

/**
 * Drags from a point along `path`, a function from 0..1 to a point. Answers what the page works for
 * the picking up, for each move and all of them, and for putting it down until it is quiet. With
 * `step` each move is read by itself, that many milliseconds apart.
 */
export async function drag(bench, from, path, { step } = {}) {
  await bench.mouse('mouseMoved', from);
  await bench.quiet();
  const pickUp = await bench.during(async () => {
    await bench.mouse('mousePressed', from);
    for (const { x, y } of PICK_UP) {
      await bench.mouse('mouseMoved', { x: from.x + x, y: from.y + y }, { held: true });
      await pause(STEP);
    }
    await pause(SETTLE);
  });
  const single = [];
  let at;
  const moves = await bench.during(async () => {
    let before = step ? await bench.read() : null;
    for (let move = 1; move <= MOVES; move += 1) {
      at = path(move / MOVES);
      await bench.mouse('mouseMoved', at, { held: true });
      await pause(step ?? STEP);
      if (step) {
        const now = await bench.read();
        single.push(now.task - before.task);
        before = now;
      }
    }
    await pause(SETTLE);
  });
  const drop = await bench.during(async () => {
    await bench.mouse('mouseReleased', at);
    await bench.quiet();
  });
  return { pickUp, single, move: each(moves, MOVES), moves, drop };
}

/** What one of so many equal steps takes. */
export function each(work, count) {
  return Object.fromEntries(Object.entries(work).map(([key, value]) => [key, value / count]));
}

/** What several pieces of work take together. */
export function sum(all) {
  const add = (key) => all.reduce((total, work) => total + work[key], 0);
  return Object.fromEntries(Object.keys(all[0]).map((key) => [key, add(key)]));
}
