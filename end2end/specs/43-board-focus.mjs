// Who has the keyboard on the board, and what Esc, undo, filters and presses do with it.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import {
  DOING,
  DONE,
  REVIEW,
  TO_DO,
  card,
  column,
  fillReview,
  isIn,
  openBoard,
  title,
  titles,
} from '../lib/board.mjs';
import { visit } from '../lib/browser.mjs';
import { equal, eventually, ok, pause, sees, seesNot } from '../lib/check.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { isSaved } from '../lib/page.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');

export const prepare = async (server) => ({ admin: await Account.first(server) });

const active = (page) => page.evaluate(() => document.activeElement.textContent.trim());

/** The card with this title has the keyboard, and it works. */
async function hasKeyboard(page, text) {
  await eventually(() => active(page), text, 'the focus is on the card');
}

const selected = (page) => page.locator('.board__card[data-selected]').count();

/** Carries a card beyond the limit by keys; the question is open then. */
async function exceed(page, say, text) {
  await title(page, text).focus();
  await page.keyboard.press('>');
  await page.keyboard.press('>');
  const ask = page.getByRole('dialog', { name: say('board.ask_limit') });
  await sees(ask.filter({ hasText: text }));
  return ask;
}

export const tests = [
  {
    name: 'after undo and redo the card has the keyboard again wherever it is now',
    run: async (test) => {
      const { page } = await openBoard(test);
      const text = 'Survey the halls';
      await title(page, text).focus();
      const moves = [
        ['Alt+ArrowDown', TO_DO],
        ['Alt+Shift+ArrowRight', DOING],
        [']', DONE],
      ];
      for (const [key, goal] of moves) {
        const before = await titles(page, TO_DO);
        await page.keyboard.press(key);
        await isIn(page, goal, text);
        await hasKeyboard(page, text);
        await page.keyboard.press('Control+z');
        await eventually(async () => (await titles(page, TO_DO)).join(), before.join());
        await hasKeyboard(page, text);
        await page.keyboard.press('Control+Shift+z');
        await isIn(page, goal, text);
        await hasKeyboard(page, text);
        await page.keyboard.press('Control+z');
        await eventually(async () => (await titles(page, TO_DO)).join(), before.join());
        await hasKeyboard(page, text);
      }
      await page.keyboard.press('>');
      await isIn(page, DOING, text);
      await page.locator('.toast').getByRole('button', { name: en('common.undo') }).last().click();
      await isIn(page, TO_DO, text);
      await hasKeyboard(page, text);
      await page.keyboard.press('x');
      await eventually(() => selected(page), 1, 'keys are heard');
    },
  },
  {
    name: 'in the Gantt chart the row has the keyboard again after undo',
    run: async (test) => {
      const { page, project } = await openBoard(test);
      await visit(page, `/projects/${project.id}/gantt`);
      const row = page.locator('.gantt__row').filter({ hasText: 'Draw the racks' }).first();
      const rows = () => page.locator('.gantt__row .gantt__title').allTextContents();
      await row.click();
      const before = (await rows()).join();
      await page.keyboard.press('Alt+ArrowDown');
      await eventually(async () => (await rows()).join() !== before, true);
      const id = () => page.evaluate(() => document.activeElement.id.slice(0, 9));
      await eventually(id, 'gantt-row');
      await page.keyboard.press('Control+z');
      await eventually(async () => (await rows()).join(), before);
      await eventually(id, 'gantt-row');
    },
  },
  ...[
    ['en', en],
    ['zh-CN', zh],
  ].map(([language, say]) => ({
    name: `beyond a limit the card keeps the keyboard, and one undo takes move and reason back, ${language}`,
    run: async (test) => {
      const { page } = await openBoard(test, { language });
      const text = 'Train the team';
      const reason = card(page, text).locator('.board__beyond');
      await fillReview(page, language);
      let ask = await exceed(page, say, text);
      const over = say('board.moved_over', { column: REVIEW, limit: 3, by: 1 });
      await sees(page.locator('.toast').filter({ hasText: over }));
      await page.keyboard.press('Escape');
      await seesNot(ask);
      await hasKeyboard(page, text);
      await page.keyboard.press('Control+z');
      await isIn(page, DOING, text);
      await hasKeyboard(page, text);
      await page.keyboard.press('<');
      await isIn(page, TO_DO, text);
      ask = await exceed(page, say, text);
      await ask.getByRole('button', { name: say('board.limit_urgent') }).click();
      await seesNot(ask);
      await sees(reason.filter({ hasText: say('board.limit_urgent') }));
      await hasKeyboard(page, text);
      await page.keyboard.press('Control+z');
      await isIn(page, DOING, text);
      await seesNot(reason);
      await hasKeyboard(page, text);
      await page.keyboard.press('Control+Shift+z');
      await isIn(page, REVIEW, text);
      await sees(reason);
      await isSaved(page);
      // Taken back while it is asked about, the question is gone with the move.
      await page.keyboard.press('Control+z');
      await isIn(page, DOING, text);
      await page.keyboard.press('>');
      await sees(ask);
      await page.keyboard.press('Control+z');
      await seesNot(ask);
      await isIn(page, DOING, text);
      await hasKeyboard(page, text);
    },
  })),
  {
    name: 'a filter that hides the focused card leaves the keyboard to the next card, or to the board',
    run: async (test) => {
      const { page } = await openBoard(test);
      await title(page, 'Draw the racks').focus();
      await page.keyboard.press('q');
      await eventually(() => page.locator('.board__card').count(), 0);
      await eventually(() => page.evaluate(() => document.activeElement.id), 'board');
      await page.keyboard.press('q');
      await hasKeyboard(page, 'Draw the racks');
      await page.keyboard.press('q');
      await eventually(() => page.evaluate(() => document.activeElement.id), 'board');
      equal((await violations(page)).length, 0);
      await page.keyboard.press('n');
      const line = page.getByRole('textbox', { name: en('board.new_task') });
      await sees(line);
      await page.keyboard.press('Escape');
      await seesNot(line);
      await page.locator('#board').focus();
      await page.keyboard.press('f');
      await eventually(() => page.evaluate(() => document.activeElement.id), 'board-filter');
      await page.locator('#board').focus();
      await page.keyboard.press('q');
      await sees(card(page, 'Draw the racks'));
      await page.locator('#board').focus();
      await page.keyboard.press('ArrowDown');
      await hasKeyboard(page, 'Draw the racks');
      // With one card left, that one.
      await title(page, 'Order the racks').focus();
      await page.keyboard.press('a');
      const ask = page.getByRole('dialog', { name: en('board.ask_assign') });
      await sees(ask.filter({ hasText: 'Order the racks' }));
      await sees(
        ask
          .locator('.combobox__option')
          .filter({ hasText: en('board.assigned_now') })
          .filter({ hasText: en('board.nobody') }),
      );
      await sees(ask.locator('.combobox__option .avatar'));
      await ask.getByRole('combobox').fill('Ada');
      await page.keyboard.press('Enter');
      await seesNot(ask);
      await hasKeyboard(page, 'Order the racks');
      await title(page, 'Survey the halls').focus();
      await page.keyboard.press('q');
      await hasKeyboard(page, 'Order the racks');
      await page.keyboard.press('q');
      await sees(card(page, 'Survey the halls'));
      await hasKeyboard(page, 'Order the racks');
    },
  },
  {
    name: 'Esc lets go of what a frame has selected, and closes the panel before that',
    run: async (test) => {
      const { page } = await openBoard(test);
      const list = await column(page, DOING).locator('.board__list').boundingBox();
      const first = await card(page, 'Survey the halls').boundingBox();
      const second = await card(page, 'Draw the racks').boundingBox();
      const from = { x: list.x + list.width / 2, y: first.y + 4 };
      const to = { x: first.x + first.width / 2, y: second.y + second.height / 2 };
      await dragMouse(page, from, to);
      await eventually(() => selected(page), 2);
      await page.keyboard.press('Escape');
      await eventually(() => selected(page), 0);
      await pause(200);
      await title(page, 'Survey the halls').click();
      await sees(page.locator('#peek'));
      await title(page, 'Draw the racks').focus();
      await page.keyboard.press('x');
      await eventually(() => selected(page), 1);
      await page.keyboard.press('Escape');
      await seesNot(page.locator('#peek'));
      await hasKeyboard(page, 'Draw the racks');
      equal(await selected(page), 1);
      await page.keyboard.press('Escape');
      await eventually(() => selected(page), 0);
    },
  },
  {
    name: 'N adds below the focused card, one after the other; ^ tells another place',
    run: async (test) => {
      const { page } = await openBoard(test);
      const line = page.getByRole('textbox', { name: en('board.new_task') });
      await title(page, 'Draw the racks').focus();
      await page.keyboard.press('n');
      await sees(page.locator('.board__adding').filter({ has: line }));
      for (const text of ['Check the drawing', 'Send the drawing']) {
        await line.fill(text);
        await page.keyboard.press('Enter');
        await isIn(page, TO_DO, text);
        await eventually(() => line.evaluate((one) => one === document.activeElement), true);
      }
      const from = async () => {
        const all = await titles(page, TO_DO);
        return all.slice(all.indexOf('Draw the racks')).slice(0, 3).join();
      };
      await eventually(from, 'Draw the racks,Check the drawing,Send the drawing');
      await line.fill('Count the pallets ^2 tomorrow');
      await sees(
        page
          .locator('.task-line__chips .chip')
          .filter({ hasText: en('task_line.place', { place: 2 }) }),
      );
      await page.keyboard.press('Enter');
      await eventually(async () => (await titles(page, TO_DO))[1], 'Count the pallets');
      await line.fill('Open the gate ^top');
      await sees(page.locator('.task-line__chips .chip').filter({ hasText: en('board.at_top') }));
      await page.keyboard.press('Enter');
      await eventually(async () => (await titles(page, TO_DO))[0], 'Open the gate');
      await page.keyboard.press('Escape');
      await seesNot(line);
      await hasKeyboard(page, 'Send the drawing');
      await isSaved(page);
    },
  },
  {
    name: 'two presses on a title edit it and open nothing; one opens the card, Enter at once',
    run: async (test) => {
      const { page } = await openBoard(test);
      const field = page.getByRole('textbox', { name: en('board.title'), exact: true });
      await title(page, 'Draw the racks').dblclick();
      await sees(field);
      await pause(400);
      equal(await page.locator('#peek').count(), 0);
      await page.keyboard.press('Escape');
      await hasKeyboard(page, 'Draw the racks');
      await page.keyboard.press('Enter');
      await sees(page.locator('#peek'));
      await page.keyboard.press('Escape');
      await seesNot(page.locator('#peek'));
      await title(page, 'Order the racks').click();
      await sees(page.locator('#peek'));
    },
  },
  {
    name: 'a filter tells how many of a column are shown, and lets go of the hidden ones',
    run: async (test) => {
      const { page } = await openBoard(test);
      await fillReview(page, 'en');
      const ask = await exceed(page, en, 'Train the team');
      await page.keyboard.press('Escape');
      await seesNot(ask);
      await sees(column(page, REVIEW).locator('.board__cut'));
      for (const text of ['Survey the halls', 'Draw the racks']) {
        await title(page, text).click({ modifiers: ['Control'] });
      }
      await eventually(() => selected(page), 2);
      await page.locator('#board-filter').fill('Draw');
      await eventually(() => page.locator('.board__card').count(), 1);
      await sees(page.getByRole('toolbar', { name: en('board.selected', { count: 1 }) }));
      const shown = (name) => column(page, name).locator('.board__shown');
      await sees(shown(TO_DO).getByText('0/3', { exact: true }));
      await sees(shown(REVIEW).filter({ hasText: en('board.shown_only', { shown: 1 }) }));
      await eventually(
        () => shown(TO_DO).locator('.u-hidden').textContent(),
        en('board.shown_of', { shown: 0, count: 3 }),
      );
      equal(await page.locator('.board__cut').count(), 0, 'nothing shown is beyond the limit');
      await page.locator('#board-filter').fill('nothing like this');
      await eventually(() => selected(page), 0);
      equal(await page.locator('.board__cut').count(), 0);
    },
  },
  {
    name: 'the foot of a card stays in one row, the page in one window, and the flow leads back',
    run: async (test) => {
      const { page, project } = await openBoard(test);
      const scrolls = () =>
        page.evaluate(
          () => document.scrollingElement.scrollHeight - document.scrollingElement.clientHeight,
        );
      await eventually(scrolls, 0);
      const soon = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
      await title(page, 'Order the racks').focus();
      await page.keyboard.press('d');
      await page.getByLabel(en('board.due_day')).fill(soon);
      await page.keyboard.press('Enter');
      await page
        .getByRole('button', { name: en('board.card_menu', { title: 'Order the racks' }) })
        .click();
      await page.getByRole('menuitemcheckbox', { name: en('board.client_visible') }).click();
      await title(page, 'Order the racks').focus();
      await page.keyboard.press('a');
      await page.getByRole('dialog').getByRole('combobox').fill('Ada');
      await page.keyboard.press('Enter');
      const foot = card(page, 'Order the racks').locator('.board__foot');
      await sees(foot.locator('.avatar'));
      await sees(foot.locator('.badge--client'));
      const tops = await foot.locator('> *').evaluateAll((all) =>
        all.map((one) => one.getBoundingClientRect()).map((box) => box.top + box.height / 2));
      ok(Math.max(...tops) - Math.min(...tops) < 10, `one row: ${tops}`);
      equal((await violations(page)).length, 0);
      await isSaved(page);
      await visit(page, `/projects/${project.id}/flow`);
      const tab = page.getByRole('link', { name: en('shell.board'), exact: true });
      await eventually(() => tab.getAttribute('aria-current'), 'page');
      await page.getByRole('link', { name: en('flow.back') }).click();
      await sees(card(page, 'Order the racks'));
    },
  },
  {
    name: 'in lanes every column of unfinished work has its quick add',
    run: async (test) => {
      const { page } = await openBoard(test);
      await page.getByRole('button', { name: new RegExp(en('board.lanes')) }).click();
      await page
        .getByRole('menuitemcheckbox', { name: en('board.group_priority'), exact: true })
        .click();
      const lane = page.getByRole('row', { name: en('ops.priority_high'), exact: true });
      const cell = (at) => lane.locator('.board__cell').nth(at);
      const adds = (at) => cell(at).getByRole('button', { name: en('board.new_task') });
      await eventually(() => lane.getByRole('button', { name: en('board.new_task') }).count(), 3);
      await adds(1).click();
      await page.getByRole('textbox', { name: en('board.new_task') }).fill('Test the lift');
      await page.keyboard.press('Enter');
      await sees(cell(1).locator('.board__open').filter({ hasText: 'Test the lift' }));
      await sees(card(page, 'Test the lift').locator('.board__priority[data-priority=high]'));
    },
  },
];
