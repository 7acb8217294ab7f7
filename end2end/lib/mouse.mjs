// A mouse that takes its time, as a hand does.

import { pause } from './check.mjs';

/** Presses, moves in small steps and lets go. `meanwhile` runs before the button is released. */
export async function dragMouse(page, from, to, { meanwhile, steps = 12 } = {}) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + Math.sign(to.x - from.x) * 3, from.y);
  await page.mouse.move(to.x, to.y, { steps });
  await pause(120);
  await meanwhile?.();
  await page.mouse.up();
}
