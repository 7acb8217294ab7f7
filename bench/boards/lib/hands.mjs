// What the person at a tablet does meanwhile: looks around, begins things and leaves them again.

import { closeToasts } from '../../../end2end/lib/toasts.mjs';
import { finger, middle } from '../../../end2end/lib/touch.mjs';
import { pause } from './browser.mjs';
import { assertSoon } from './charts.mjs';
import { OWN } from './changes.mjs';

/** How long a page gets for the last of its movements, in milliseconds. */
const SETTLE = 200;

const SAVED = '.project__sync[data-state=saved]';

/** The chart: scroll, zoom, look at a task, lift its bar and put it back, move it and undo that. */
export async function handleChart(page) {
  const hand = await finger(page);
  const canvas = await middle(page.locator('.gantt__canvas'));
  await hand.swipe(canvas, { x: canvas.x - 160, y: canvas.y - 200 });
  await hand.pinch(canvas, 160, 60);
  await hand.pinch(canvas, 60, 160);
  await pause(SETTLE);
  await page.locator('.gantt__scroll').evaluate((scroll) => scroll.scrollTo(0, 0));
  const title = page.locator(`.gantt__title:text-is("Task ${OWN.bar}")`);
  await title.click();
  await page.keyboard.press('Enter');
  await closePeek(page);
  await title.click();
  await page.keyboard.press('j');
  await page.locator('.gantt__body').waitFor();
  await pause(SETTLE);
  const bar = await middle(page.locator('.gantt__body'));
  const away = { x: bar.x + 90, y: bar.y };
  await hand.holdAndDrag(bar, away, { hold: 30, meanwhile: () => page.keyboard.press('Escape') });
  await page.keyboard.press('m');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
  await page.locator('.toast').first().waitFor();
  await page.keyboard.press('Control+z');
  await page.locator(SAVED).waitFor();
  await leave(page, '.gantt__scroll');
}

/** The board: scroll, look at a card and its menu, carry it and put it back, move it and undo. */
export async function handleBoard(page) {
  const hand = await finger(page);
  const name = `Task ${OWN.card}`;
  const open = `.board__open:text-is("${name}")`;
  // In a list: what is carried is a copy of the card.
  const card = page.locator('.board__list .board__card').filter({ has: page.locator(open) });
  const list = page.locator('.board__list').first();
  const at = await middle(card.locator('.board__open'));
  await hand.swipe({ x: at.x, y: at.y + 240 }, { x: at.x, y: at.y });
  await pause(SETTLE);
  await list.evaluate((scroll) => scroll.scrollTo(0, 0));
  await card.locator('.board__open').click();
  await closePeek(page);
  await card.locator('[aria-haspopup=menu]').first().click();
  await pause(SETTLE);
  await page.keyboard.press('Escape');
  const from = await middle(card.locator('.board__open'));
  const to = await middle(page.locator('.board__list').nth(1));
  await hand.holdAndCancel(from, to);
  await pause(SETTLE);
  await card.locator('.board__open').focus();
  await page.keyboard.press('>');
  await assertSoon(async () => (await list.locator(open).count()) === 0, 'the card has left');
  await page.keyboard.press('Control+z');
  await assertSoon(async () => (await list.locator(open).count()) === 1, 'the card is back');
  await page.locator(SAVED).waitFor();
  await leave(page, '.board__list');
}

/** Looks at the panel of a task, and closes it. */
async function closePeek(page) {
  await page.locator('#peek').waitFor();
  await pause(SETTLE);
  await page.locator('#peek .sheet__header button').last().click();
  await page.locator('#peek').waitFor({ state: 'detached' });
}

/** The page as it was: no toasts, no selection, scrolled to its beginning. */
async function leave(page, scroller) {
  await closeToasts(page);
  await page.keyboard.press('Escape');
  await page.locator(scroller).first().evaluate((scroll) => scroll.scrollTo(0, 0));
}
