// Saying what must hold. Pages change in their own time, so most checks wait for a while.

import assert from 'node:assert/strict';

const PATIENCE = 10_000;
const PAUSE = 50;

export const { equal, deepEqual, ok, match } = assert;

/** Waits until `read` gives what is expected; tells the last value when it does not. */
export async function eventually(read, expected, message) {
  let value;
  const isSame = typeof expected === 'function' ? expected : (value) => same(value, expected);
  const until = Date.now() + PATIENCE;
  do {
    value = await read();
    if (isSame(value)) return value;
    await pause(PAUSE);
  } while (Date.now() < until);
  const wanted = typeof expected === 'function' ? '' : `, wanted ${JSON.stringify(expected)}`;
  throw new Error(`${message ?? 'did not come about'}: got ${JSON.stringify(value)}${wanted}`);
}

/** Waits until the locator is seen. */
export async function sees(locator) {
  await locator.first().waitFor({ state: 'visible' });
}

/** Waits until the locator is not seen. */
export async function seesNot(locator) {
  await eventually(() => locator.filter({ visible: true }).count(), 0, `${locator} is still there`);
}

export function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
