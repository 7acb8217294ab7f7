// What is measured of the boards.

import assert from 'node:assert/strict';
import { freshPage } from './browser.mjs';
import { BOARDS, boardSeen } from './boards.mjs';
import { inTurn } from './chart-cells.mjs';
import { drag } from './drag.mjs';
import { percentile } from './report.mjs';

/** The fourth card of the first column is carried. */
const CARD = 9;
/** How much slower than the machine, and from one move to the next, in milliseconds. */
const SLOW = 4;
const SLOW_STEP = 60;

/** Most milliseconds: of a pointer move at any size, of taking up and putting down, of a frame. */
const MOVE_MOST = 2.5;
const HOLD_MOST = 50;
const FRAME = 16.7;
/** How many times as long a pointer move takes the best of the others, by cards. */
const MOVE_TIMES = { 1_000: 4, 5_000: 10 };
/** At how many cards taking up and putting down are judged. */
const LARGE = 5_000;

/** Everything of boards with `count` cards; with `isSlow` on a slow machine, move by move. */
export async function measureBoards({ count, isSlow, rounds, cards, where, report }) {
  const board = `Board of ${count} cards${isSlow ? `, ${SLOW} times slower` : ''}`;
  const open = `${board}: from the address to cards drawn`;
  const taking = `${board}: a card is taken up`;
  const moving = `${board}: one pointer move of the drag`;
  const putting = `${board}: the card is put down`;
  const mostly = `${board}: 95 % of the pointer moves take at most`;
  const worst = `${board}: the worst pointer move takes`;
  if (isSlow) {
    report.want(worst, { most: FRAME });
  } else {
    report.want(moving, { most: MOVE_MOST, times: MOVE_TIMES[count] });
    const held = count === LARGE ? [taking, putting] : [];
    for (const cell of held) report.want(cell, { most: HOLD_MOST });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const product of inTurn(BOARDS, round)) {
      const bench = await freshPage(where.browser, where.of(product));
      const opened = await bench.during(async () => {
        await bench.page.goto(where.address(product), { waitUntil: 'commit' });
        await boardSeen(bench, product);
      });
      await bench.quiet();
      const copied = product.isOurs ? `, ${await bench.copying()}` : '';
      const drawn = await countCards(bench.page, product, count);
      if (isSlow) await bench.throttle(SLOW);
      const { pickUp, move, drop, single } = await carry(bench, product, cards[CARD], isSlow);
      if (isSlow) {
        report.add(mostly, product.name, percentile(single, 0.95));
        report.add(worst, product.name, Math.max(...single));
      } else {
        report.add(open, product.name, opened);
        report.note(open, product.name, `${drawn} cards drawn${copied}`);
      }
      report.add(taking, product.name, pickUp);
      report.add(moving, product.name, move);
      report.add(putting, product.name, drop);
      if (product.isOurs) {
        report.note(putting, product.name, `schedule and saving in it, ${await bench.copying()}`);
      }
      await bench.throttle(1);
      await product.putBack(bench, cards[CARD].name);
      await bench.close();
    }
  }
  report.flush();
}

async function countCards(page, product, count) {
  const drawn = await page.locator(product.cards).count();
  if (product.drawsAll) assert.equal(drawn, count, `${product.name} draws all cards`);
  else {
    assert.ok(drawn > 20 && drawn <= Math.min(count, 200), `${product.name} draws ${drawn} cards`);
  }
  return drawn;
}

/** Carries a card down and up its own column, then over the next one, and drops it there. */
async function carry(bench, product, card, isSlow) {
  const find = (selector) => bench.page.locator(selector);
  const box = await find(product.card(card.name)).boundingBox();
  const own = await find(product.list(0)).boundingBox();
  const next = await find(product.list(1)).boundingBox();
  // The title: no button, and far from the edges at which lists scroll by themselves.
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const middle = own.y + own.height / 2;
  const path = (share) => ({
    x: from.x + (next.x - own.x) * Math.min(1, Math.max(0, share * 2.5 - 0.75)),
    y: middle + own.height * 0.15 * Math.sin(share * Math.PI * 4),
  });
  const done = await drag(bench, from, path, isSlow ? { step: SLOW_STEP } : {});
  const there = find(`${product.list(1)} ${product.card(card.name)}`);
  assert.equal(await there.count(), 1, `${product.name} has moved the card`);
  return done;
}
