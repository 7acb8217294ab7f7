// A finger or a pen, through the browser's own input: gestures are recognised as on a real screen.

import { pause } from './check.mjs';

/** How far a finger travels between two of its reports, in px. */
const STEP = 6;
const FRAME = 16;

/** A finger on a page. */
export async function finger(page) {
  const session = await page.context().newCDPSession(page);
  const send = (type, points) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  const travel = async (from, to) => {
    const count = Math.max(4, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STEP));
    for (let at = 1; at <= count; at += 1) {
      const share = at / count;
      const point = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
      await send('touchMove', [point]);
      await pause(FRAME);
    }
  };
  return {
    tap: async (at) => {
      await send('touchStart', [at]);
      await pause(40);
      await send('touchEnd', []);
    },
    /** Holds still, then moves. `meanwhile` runs before the finger is lifted. */
    holdAndDrag: async (from, to, { hold = 350, meanwhile } = {}) => {
      await send('touchStart', [from]);
      await pause(hold);
      await travel(from, to);
      await pause(150);
      await meanwhile?.();
      await send('touchEnd', []);
    },
    /** Holds, moves, and puts a second finger beside the first before both are lifted. */
    holdAndCancel: async (from, to, { hold = 350, meanwhile } = {}) => {
      const one = (at) => ({ ...at, id: 0 });
      await send('touchStart', [one(from)]);
      await pause(hold);
      for (let step = 1; step <= 10; step += 1) {
        const share = step / 10;
        const at = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
        await send('touchMove', [one(at)]);
        await pause(FRAME);
      }
      await send('touchStart', [one(to), { x: to.x, y: to.y + 60, id: 1 }]);
      await pause(100);
      await meanwhile?.();
      await send('touchEnd', []);
    },
    /** Two fingers, so far apart in the beginning and in the end, around a place. */
    pinch: async (at, from, to) => {
      const points = (apart) =>
        [-1, 1].map((side, id) => ({ x: at.x + (side * apart) / 2, y: at.y, id }));
      await send('touchStart', points(from).slice(0, 1));
      await send('touchStart', points(from));
      for (let step = 1; step <= 10; step += 1) {
        await send('touchMove', points(from + ((to - from) * step) / 10));
        await pause(FRAME);
      }
      await send('touchEnd', []);
    },
    /** Moves at once, as one does to scroll. */
    swipe: async (from, to) => {
      await send('touchStart', [from]);
      await travel(from, to);
      await send('touchEnd', []);
    },
  };
}

/** A pen on a page. */
export async function stylus(page) {
  const session = await page.context().newCDPSession(page);
  const send = (type, at, more) =>
    session.send('Input.dispatchMouseEvent', {
      type,
      ...at,
      pointerType: 'pen',
      button: 'left',
      ...more,
    });
  return {
    down: (at) => send('mousePressed', at, { buttons: 1, clickCount: 1 }),
    move: (at) => send('mouseMoved', at, { buttons: 1 }),
    up: (at) => send('mouseReleased', at, { clickCount: 1 }),
  };
}

/** The middle of what a locator shows, in the window. */
export async function middle(locator, { dx = 0, dy = 0 } = {}) {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${locator} is not on the page`);
  return { x: box.x + box.width / 2 + dx, y: box.y + box.height / 2 + dy };
}
