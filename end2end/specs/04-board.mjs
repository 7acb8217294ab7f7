// The board: cards moved by mouse, touch, keyboard and menu.

import { Account } from '../lib/account.mjs';
import {
  DOING,
  DONE,
  REVIEW,
  TO_DO,
  card,
  column,
  isIn,
  openBoard,
  title,
  titles,
} from '../lib/board.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, ok, pause, sees, seesNot } from '../lib/check.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { isSaved } from '../lib/page.mjs';
import { finger, middle } from '../lib/touch.mjs';
import { closeToasts } from '../lib/toasts.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');

export const prepare = async (server) => ({ admin: await Account.first(server) });

async function survives(page, name, text) {
  await isSaved(page);
  await reload(page);
  await sees(card(page, text));
  await isIn(page, name, text);
}

export const tests = [
  {
    name: 'a card is moved by mouse, stays after reload, and a second browser sees it',
    run: async (test) => {
      const { page, project } = await openBoard(test);
      const from = await middle(title(page, 'Survey the halls'));
      const to = await middle(column(page, DOING).locator('.board__list'));
      await dragMouse(page, from, to, { meanwhile: () => sees(page.locator('.board__ghost')) });
      await isIn(page, DOING, 'Survey the halls');
      await survives(page, DOING, 'Survey the halls');
      const other = await test.people.enter({ account: test.given.admin });
      await visit(other, `/projects/${project.id}/board`);
      await isIn(other, DOING, 'Survey the halls');
    },
  },
  {
    name: 'Esc while the mouse carries a card puts it back',
    run: async (test) => {
      const { page } = await openBoard(test);
      const from = await middle(title(page, 'Survey the halls'));
      const to = await middle(column(page, DONE).locator('.board__list'));
      await dragMouse(page, from, to, { meanwhile: () => page.keyboard.press('Escape') });
      await isIn(page, TO_DO, 'Survey the halls');
      await seesNot(page.locator('.board__ghost'));
    },
  },
  {
    name: 'a card is moved by touch: hold, drag, drop',
    run: async (test) => {
      const { page } = await openBoard(test, { size: 'tablet' });
      const hand = await finger(page);
      const from = await middle(title(page, 'Draw the racks'));
      const to = await middle(column(page, DOING).locator('.board__list'));
      await hand.holdAndDrag(from, to, { meanwhile: () => sees(page.locator('.board__ghost')) });
      await isIn(page, DOING, 'Draw the racks');
      equal(await page.locator('.sheet').count(), 0, 'nothing was opened');
      await survives(page, DOING, 'Draw the racks');
    },
  },
  {
    name: 'a second finger puts a carried card back',
    run: async (test) => {
      const { page } = await openBoard(test, { size: 'tablet' });
      const hand = await finger(page);
      const from = await middle(title(page, 'Draw the racks'));
      const to = await middle(column(page, DOING).locator('.board__list'));
      await hand.holdAndCancel(from, to, {
        meanwhile: () => seesNot(page.locator('.board__ghost')),
      });
      await isIn(page, TO_DO, 'Draw the racks');
    },
  },
  {
    name: 'a card is moved at once by its handle',
    run: async (test) => {
      const { page } = await openBoard(test, { size: 'tablet' });
      const hand = await finger(page);
      const from = await middle(card(page, 'Draw the racks').locator('.board__handle'));
      const to = await middle(column(page, REVIEW).locator('.board__list'));
      await hand.holdAndDrag(from, to, { hold: 30 });
      await isIn(page, REVIEW, 'Draw the racks');
    },
  },
  {
    name: 'a swipe scrolls and moves nothing',
    run: async (test) => {
      const { page } = await openBoard(test, { size: 'phone' });
      const scroller = page.locator('.board__columns');
      const before = await titles(page, TO_DO);
      const at = await middle(title(page, 'Survey the halls'));
      const hand = await finger(page);
      const list = column(page, TO_DO).locator('.board__list');
      await hand.swipe(at, { x: at.x, y: at.y - 150 });
      await eventually(() => list.evaluate((e) => e.scrollTop > 10), true, 'the column scrolls');
      equal(await page.locator('.board__ghost').isVisible(), false);
      deepEqual(await titles(page, TO_DO), before);
      await pause(600);
      await hand.swipe(at, { x: at.x - 160, y: at.y });
      await eventually(
        () => scroller.evaluate((e) => e.scrollLeft > 40),
        true,
        'the board scrolls',
      );
      equal(await page.locator('.board__ghost').isVisible(), false);
      deepEqual(await titles(page, TO_DO), before);
      equal(await page.locator('.sheet').count(), 0, 'nothing was opened');
    },
  },
  {
    name: 'a card is moved by keyboard: Space, arrows, Space; the words are told',
    run: async (test) => {
      const { page } = await openBoard(test);
      const told = page.locator('[role=status]');
      await title(page, 'Survey the halls').focus();
      await page.keyboard.press('Space');
      await sees(
        told
          .filter({ hasText: pattern('en', 'board.live_lifted', { title: 'Survey the halls' }) })
          .first(),
      );
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Space');
      await isIn(page, REVIEW, 'Survey the halls');
      const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
      await eventually(focused, 'Survey the halls', 'the focus stays on the card');
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Escape');
      await isIn(page, REVIEW, 'Survey the halls');
      await page.keyboard.press('Alt+Shift+ArrowLeft');
      await isIn(page, DOING, 'Survey the halls');
      await survives(page, DOING, 'Survey the halls');
    },
  },
  {
    name: 'a card is moved by its menu',
    run: async (test) => {
      const { page } = await openBoard(test);
      const name = en('board.card_menu', { title: 'Order the racks' });
      await page.getByRole('button', { name }).click();
      await page.getByRole('menuitem', { name: en('board.move_to', { column: REVIEW }) }).click();
      await isIn(page, REVIEW, 'Order the racks');
      await page.getByRole('button', { name }).focus();
      await page.keyboard.press('ArrowDown');
      await sees(page.getByRole('menu'));
      await page.keyboard.press('Escape');
      await eventually(() => page.getByRole('menu').count(), 0, 'the menu closes');
      await survives(page, REVIEW, 'Order the racks');
    },
  },
  {
    name: 'undo by Ctrl+Z and by the toast, redo',
    run: async (test) => {
      const { page } = await openBoard(test);
      const first = (await titles(page, TO_DO))[0];
      await title(page, first).focus();
      await page.keyboard.press('>');
      await isIn(page, DOING, first);
      await page.keyboard.press('Control+z');
      await isIn(page, TO_DO, first);
      equal((await titles(page, TO_DO))[0], first, 'it is back in its place');
      await page.keyboard.press('Control+Shift+z');
      await isIn(page, DOING, first);
      await page.keyboard.press('Control+z');
      await isIn(page, TO_DO, first);
      await page.keyboard.press('Escape');
      await title(page, 'Draw the racks').focus();
      await page.keyboard.press('>');
      await isIn(page, DOING, 'Draw the racks');
      await page.locator('.toast').getByRole('button', { name: en('common.undo') }).last().click();
      await survives(page, TO_DO, 'Draw the racks');
    },
  },
  {
    name: 'cards are added in a row, renamed in place and finished',
    run: async (test) => {
      const { page } = await openBoard(test);
      await column(page, TO_DO).getByRole('button', { name: en('board.new_task') }).click();
      for (const text of ['Paint the lines', 'Hang the signs']) {
        await page.getByRole('textbox', { name: en('board.new_task') }).fill(text);
        await page.keyboard.press('Enter');
        await isIn(page, TO_DO, text);
      }
      await page.keyboard.press('Escape');
      await title(page, 'Paint the lines').focus();
      await page.keyboard.press('F2');
      await page.getByRole('textbox', { name: en('board.title') }).fill('Paint all lines');
      await page.keyboard.press('Enter');
      await isIn(page, TO_DO, 'Paint all lines');
      // What the toasts say lies over the foot of the column for a while.
      await closeToasts(page);
      await page
        .getByRole('checkbox', { name: en('board.finish_task', { title: 'Hang the signs' }) })
        .check();
      await isIn(page, DONE, 'Hang the signs');
      await survives(page, DONE, 'Hang the signs');
      ok((await titles(page, TO_DO)).includes('Paint all lines'));
    },
  },
];
