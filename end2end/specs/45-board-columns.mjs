// Columns collapsed to strips: by menu and keys, as goals of cards, in lanes, on phones and on paper.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { card, cell, fillReview, gather, isIn, openBoard, title, titles } from '../lib/board.mjs';
import { reload } from '../lib/browser.mjs';
import { equal, eventually, ok, pause, sees, seesNot } from '../lib/check.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { isSaved } from '../lib/page.mjs';
import { finger, middle } from '../lib/touch.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const TO_DO = en('new_project.column_to_do');
const DOING = en('new_project.column_doing');
const REVIEW = en('new_project.column_review');
const MEDIUM = en('ops.priority_medium');
/** So long a click may still be the end of a drag. */
const AFTER_DRAG = 200;

export const prepare = async (server) => ({ admin: await Account.first(server) });

const strip = (page, name) => page.locator('.board__strip').filter({ hasText: name });

const menu = (page, name, say = en) =>
  page.getByRole('button', { name: say('board.column_menu', { column: name }) });

const hasFocus = (locator) =>
  eventually(() => locator.evaluate((one) => one === document.activeElement), true, 'it has the keyboard');

const isFocused = (page, text) =>
  eventually(() => page.evaluate(() => document.activeElement.textContent.trim()), text);

const hears = (page, text) => sees(page.locator('[role=status]').filter({ hasText: text }));

const left = async (locator) => Math.round((await locator.boundingBox()).x);

/** Collapses a column by the menu at its head; its strip has the keyboard then. */
async function collapse(page, name, say = en) {
  await menu(page, name, say).click();
  await page.getByRole('menuitem', { name: say('board.column_collapse') }).click();
  await hasFocus(strip(page, name));
}

export const tests = [
  ...['en', 'zh-CN'].map((language) => ({
    name: `a column is collapsed by its menu and opened by its strip, with the keyboard on both, ${language}`,
    run: async (test) => {
      const say = words(language);
      const { page, project } = await openBoard(test, { language });
      await collapse(page, TO_DO, say);
      await hears(page, say('board.live_collapsed', { column: TO_DO }));
      await seesNot(card(page, 'Survey the halls'));
      equal(await strip(page, TO_DO).getAttribute('aria-expanded'), 'false');
      equal(await strip(page, TO_DO).getAttribute('title'), say('board.column_open', { column: TO_DO }));
      equal(await strip(page, TO_DO).locator('.board__wip > [aria-hidden]').textContent(), '7');
      ok((await strip(page, TO_DO).boundingBox()).width < 60);
      ok((await strip(page, TO_DO).boundingBox()).height > 300, 'as high as the board');
      equal((await violations(page)).length, 0);
      await reload(page);
      await sees(strip(page, TO_DO));
      const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('board_collapsed')));
      equal(kept.length, 1);
      ok(kept[0].includes(project.id), 'for this project');
      await strip(page, TO_DO).click();
      await sees(card(page, 'Survey the halls'));
      await hasFocus(menu(page, TO_DO, say));
      await hears(page, say('board.live_opened', { column: TO_DO }));
      await seesNot(strip(page, TO_DO));
      await reload(page);
      await sees(card(page, 'Survey the halls'));
    },
  })),
  {
    name: 'arrows on the head collapse a column and open it, Enter and Space too; on cards they step over it',
    run: async (test) => {
      const { page } = await openBoard(test);
      await title(page, 'Train the team').focus();
      await page.keyboard.press('>');
      await page.keyboard.press('>');
      await isIn(page, REVIEW, 'Train the team');
      await title(page, 'Order the racks').focus();
      await page.keyboard.press('>');
      await isIn(page, DOING, 'Order the racks');
      await title(page, 'Survey the halls').focus();
      await page.keyboard.press('ArrowRight');
      await isFocused(page, 'Order the racks');
      for (const key of ['ArrowRight', 'Enter', 'Space']) {
        await menu(page, DOING).focus();
        await page.keyboard.press('ArrowLeft');
        await hasFocus(strip(page, DOING));
        await page.keyboard.press(key);
        await hasFocus(menu(page, DOING));
        await sees(card(page, 'Order the racks'));
      }
      await page.keyboard.press('ArrowLeft');
      await hasFocus(strip(page, DOING));
      await title(page, 'Survey the halls').focus();
      await page.keyboard.press('ArrowRight');
      await isFocused(page, 'Train the team');
      await page.keyboard.press('ArrowLeft');
      await isFocused(page, 'Survey the halls');
      // Columns change places with their strips.
      await strip(page, DOING).focus();
      const before = await left(strip(page, DOING));
      await page.keyboard.press('Alt+Shift+ArrowLeft');
      await eventually(async () => (await left(strip(page, DOING))) < before, true);
      await hasFocus(strip(page, DOING));
      await page.keyboard.press('Alt+Shift+ArrowRight');
      await eventually(() => left(strip(page, DOING)), before);
      await isSaved(page);
    },
  },
  {
    name: 'a strip takes a card on top, by mouse and by keys, and has the keyboard then',
    run: async (test) => {
      const { page } = await openBoard(test);
      await title(page, 'Draw the racks').focus();
      await page.keyboard.press('>');
      await isIn(page, DOING, 'Draw the racks');
      await collapse(page, DOING);
      const numbers = strip(page, DOING).locator('.board__wip > [aria-hidden]');
      const before = await numbers.textContent();
      ok(/^1\/\d+$/.test(before), `count and limit: ${before}`);
      const limit = before.split('/')[1];
      const from = await middle(title(page, 'Survey the halls'));
      await dragMouse(page, from, await middle(strip(page, DOING)), {
        meanwhile: () => sees(page.locator('.board__column[data-collapsed][data-target]')),
      });
      await seesNot(card(page, 'Survey the halls'));
      await eventually(() => numbers.textContent(), `2/${limit}`);
      await hasFocus(strip(page, DOING));
      await title(page, 'Order the racks').focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Space');
      await eventually(() => numbers.textContent(), `3/${limit}`);
      await hasFocus(strip(page, DOING));
      await page.keyboard.press('Control+z');
      await isIn(page, TO_DO, 'Order the racks');
      await title(page, 'Order the racks').focus();
      await page.keyboard.press('>');
      await hasFocus(strip(page, DOING));
      await page.keyboard.press('Enter');
      await eventually(async () => (await titles(page, DOING)).join(), 'Order the racks,Survey the halls,Draw the racks');
      await isSaved(page);
    },
  },
  {
    name: 'a card that is held over a strip opens it and comes to its place',
    run: async (test) => {
      const { page } = await openBoard(test);
      await collapse(page, DOING);
      const from = await middle(title(page, 'Survey the halls'));
      await dragMouse(page, from, await middle(strip(page, DOING)), {
        meanwhile: () => sees(page.getByRole('heading', { name: DOING, exact: true })),
      });
      await isIn(page, DOING, 'Survey the halls');
      await isFocused(page, 'Survey the halls');
      await seesNot(strip(page, DOING));
    },
  },
  {
    name: 'beyond its limit a strip asks why in words and shows it, and a new task opens its column',
    run: async (test) => {
      const { page } = await openBoard(test);
      await fillReview(page, 'en');
      await collapse(page, REVIEW);
      await sees(strip(page, REVIEW).locator('.board__wip[data-wip=full]'));
      const from = await middle(title(page, 'Train the team'));
      await dragMouse(page, from, await middle(strip(page, REVIEW)));
      const ask = page.getByRole('dialog', { name: en('board.ask_limit') });
      await sees(ask.filter({ hasText: 'Train the team' }));
      await pause(AFTER_DRAG);
      await ask.getByRole('button', { name: en('board.limit_urgent') }).click();
      await seesNot(ask);
      await hasFocus(strip(page, REVIEW));
      const over = strip(page, REVIEW).locator('.board__wip[data-wip=over]');
      await eventually(() => over.locator('[aria-hidden]').textContent(), '4/3');
      equal(await over.locator('.u-hidden').textContent(), en('board.wip_over', { count: 4, limit: 3, by: 1 }));
      await strip(page, REVIEW).click();
      await sees(card(page, 'Train the team').locator('.board__beyond'));
      equal((await titles(page, REVIEW))[0], 'Train the team');
      await collapse(page, TO_DO);
      await page.locator('#board').focus();
      await page.keyboard.press('n');
      await sees(page.getByRole('textbox', { name: en('board.new_task') }));
      await seesNot(strip(page, TO_DO));
    },
  },
  {
    name: 'a finger opens a strip, drops a card on it and carries it to another place',
    run: async (test) => {
      const { page } = await openBoard(test, { size: 'tablet' });
      const touch = await finger(page);
      await collapse(page, DOING);
      ok((await strip(page, DOING).boundingBox()).width >= 44, 'wide enough for a finger');
      await touch.holdAndDrag(await middle(title(page, 'Draw the racks')), await middle(strip(page, DOING)));
      await seesNot(card(page, 'Draw the racks'));
      await sees(strip(page, DOING));
      await pause(AFTER_DRAG);
      await touch.holdAndDrag(await middle(strip(page, DOING)), await middle(menu(page, TO_DO), { dx: -200 }));
      const toDo = page.getByRole('heading', { name: TO_DO, exact: true });
      await eventually(async () => (await left(strip(page, DOING))) < (await left(toDo)), true, 'it stands first');
      await pause(AFTER_DRAG);
      await touch.tap(await middle(strip(page, DOING)));
      await isIn(page, DOING, 'Draw the racks');
    },
  },
  ...['desktop', 'tablet'].map((size) => ({
    name: `in lanes one strip stands for a column, and each lane takes cards below it, ${size}`,
    run: async (test) => {
      const { page } = await openBoard(test, { size });
      await gather(page, en('board.group_priority'));
      await collapse(page, DOING);
      equal(await page.locator('.board__strip').count(), 1);
      const heads = page.locator('.board__heads > .board__head');
      for (const at of [0, 1, 2, 3]) {
        const apart = (await left(heads.nth(at))) - (await left(cell(page, MEDIUM, at)));
        ok(Math.abs(apart) <= 1, `the head of column ${at} stands above its cells`);
      }
      equal((await violations(page)).length, 0);
      const goal = await cell(page, MEDIUM, 1).boundingBox();
      ok(goal.width < 60);
      if (size === 'tablet') return;
      const from = await middle(title(page, 'Survey the halls'));
      await dragMouse(page, from, { x: goal.x + goal.width / 2, y: goal.y + 40 });
      await seesNot(title(page, 'Survey the halls'));
      await hasFocus(strip(page, DOING));
      await pause(AFTER_DRAG);
      await cell(page, MEDIUM, 1).click({ position: { x: 10, y: 10 } });
      await sees(cell(page, MEDIUM, 1).locator('.board__open').filter({ hasText: 'Survey the halls' }));
      await hasFocus(menu(page, DOING));
    },
  })),
  {
    name: 'where one column fills the window all are open, and so they are on paper',
    run: async (test) => {
      const { page } = await openBoard(test);
      await collapse(page, TO_DO);
      await page.evaluate(() => {
        const look = () => {
          const count = (selector) => document.querySelectorAll(selector).length;
          globalThis.onPaper = { strips: count('.board__strip'), cards: count('.board__card') };
        };
        globalThis.addEventListener('beforeprint', look, { once: true });
      });
      await page.pdf({ preferCSSPageSize: true });
      const { strips, cards } = await page.evaluate(() => globalThis.onPaper);
      equal(strips, 0);
      equal(cards, 7);
      await sees(strip(page, TO_DO));
      await page.setViewportSize({ width: 390, height: 844 });
      await sees(card(page, 'Survey the halls'));
      await seesNot(strip(page, TO_DO));
      await menu(page, TO_DO).click();
      await sees(page.getByRole('menuitem', { name: en('board.column_settings') }));
      equal(await page.getByRole('menuitem', { name: en('board.column_collapse') }).count(), 0);
      await page.keyboard.press('Escape');
      await page.keyboard.press('ArrowLeft');
      await page.setViewportSize({ width: 1440, height: 900 });
      await sees(strip(page, TO_DO));
    },
  },
];
