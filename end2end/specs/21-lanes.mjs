// The board with several cards at once: lanes, selections, limits, labels.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import {
  DOING,
  DONE,
  REVIEW,
  TO_DO,
  card,
  cell,
  column,
  fillReview,
  gather,
  isIn,
  isInCell,
  lane,
  openBoard,
  title,
  titles,
} from '../lib/board.mjs';
import { reload } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, pause, sees, seesNot } from '../lib/check.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { isSaved } from '../lib/page.mjs';
import { middle } from '../lib/touch.mjs';
import { closeToasts } from '../lib/toasts.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = async (server) => ({ admin: await Account.first(server) });

export const tests = [
  {
    name: 'a card dragged into another lane becomes what the lane stands for, in one step',
    run: async (test) => {
      const { page } = await openBoard(test);
      await gather(page, en('board.group_priority'));
      const [urgent, medium] = [en('ops.priority_urgent'), en('ops.priority_medium')];
      await isInCell(page, medium, 0, 'Survey the halls');
      const from = await middle(title(page, 'Survey the halls'));
      await dragMouse(page, from, await middle(cell(page, urgent, 1)));
      await isInCell(page, urgent, 1, 'Survey the halls');
      await sees(card(page, 'Survey the halls').locator('.board__priority[data-priority=urgent]'));
      await isSaved(page);
      await reload(page);
      await isInCell(page, urgent, 1, 'Survey the halls');
      await title(page, 'Survey the halls').focus();
      await page.keyboard.press('Alt+ArrowDown');
      await isInCell(page, en('ops.priority_high'), 1, 'Survey the halls');
      await page.keyboard.press('Control+z');
      await isInCell(page, urgent, 1, 'Survey the halls');
      await page.keyboard.press('Escape');
      await lane(page, urgent).getByRole('button', { expanded: true }).first().click();
      await seesNot(title(page, 'Survey the halls'));
      await gather(page, en('board.group_nothing'));
      await isIn(page, DOING, 'Survey the halls');
    },
  },
  {
    name: 'lanes make a grid, of which columns, lanes, cells and lists have their roles and names',
    run: async (test) => {
      const { page } = await openBoard(test);
      await sees(page.getByRole('region', { name: TO_DO, exact: true }));
      equal(await page.getByRole('grid').count(), 0, 'a board without lanes is none');
      const [group, name] = [en('board.group_priority'), en('ops.priority_medium')];
      await gather(page, group);
      const grid = page.getByRole('grid', { name: en('board.grid', { group }), exact: true });
      await eventually(() => grid.getByRole('row').count(), 5);
      equal(await grid.getByRole('columnheader').count(), 5);
      for (const name of [group, TO_DO, DOING, REVIEW, DONE]) {
        equal(await grid.getByRole('columnheader', { name, exact: true }).count(), 1, name);
      }
      const medium = lane(page, name);
      const head = new RegExp(`^${name}\\s*${en('board.lane_count', { count: 7 })}$`);
      equal(await medium.getByRole('rowheader', { name: head }).count(), 1);
      equal(await medium.getByRole('gridcell').count(), 4);
      const cards = en('board.cards_of', { column: `${TO_DO}, ${name}` });
      const list = cell(page, name, 0).getByRole('list', { name: cards, exact: true });
      equal(await list.getByRole('listitem').count(), 7);
      equal(await grid.locator('.board__open[tabindex="0"]').count(), 1, 'one card for Tab');
      await medium.getByRole('button', { expanded: true }).first().click();
      await seesNot(title(page, 'Survey the halls'));
      equal(await medium.getByRole('gridcell').count(), 4);
      deepEqual(await violations(page), []);
    },
  },
  {
    name: 'lanes by phase move tasks in the outline, and new tasks belong to their lane',
    run: async (test) => {
      const { page } = await openBoard(test);
      await gather(page, en('board.group_phase'));
      await isInCell(page, 'Racks', 0, 'Survey the halls');
      await cell(page, 'Moving in', 0)
        .getByRole('button', { name: en('board.new_task') })
        .click();
      await page
        .getByRole('textbox', { name: en('board.new_task') })
        .fill('Paint the floor #paint');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await isInCell(page, 'Moving in', 0, 'Paint the floor');
      await sees(
        card(page, 'Paint the floor').locator('.chip--label').filter({ hasText: 'paint' }),
      );
      await title(page, 'Paint the floor').focus();
      await page.keyboard.press('m');
      const dialog = page.getByRole('dialog', { name: en('board.move_where') });
      await dialog.getByLabel(en('board.move_cell')).selectOption({ label: `${DOING}, Racks` });
      await dialog.getByRole('button', { name: en('board.move_now') }).click();
      await isInCell(page, 'Racks', 1, 'Paint the floor');
    },
  },
  {
    name: 'selected cards are dragged together and come back by one undo',
    run: async (test) => {
      const { page } = await openBoard(test);
      const before = await titles(page, TO_DO);
      await title(page, 'Survey the halls').click({ modifiers: ['Control'] });
      await title(page, 'Order the racks').click({ modifiers: ['Control'] });
      await sees(page.getByRole('toolbar', { name: en('board.selected', { count: 2 }) }));
      const to = await middle(column(page, DOING).locator('.board__list'));
      const from = await middle(title(page, 'Survey the halls'));
      const count = page.locator('.board__count');
      await dragMouse(page, from, to, { meanwhile: () => sees(count.filter({ hasText: '2' })) });
      await eventually(() => titles(page, DOING), ['Survey the halls', 'Order the racks']);
      await page.keyboard.press('Control+z');
      await eventually(() => titles(page, TO_DO), before);
    },
  },
  {
    name: 'a frame drawn on the ground selects the cards it touches; Esc takes it back',
    run: async (test) => {
      const { page } = await openBoard(test);
      const list = await column(page, DOING).locator('.board__list').boundingBox();
      const first = await card(page, 'Survey the halls').boundingBox();
      const second = await card(page, 'Draw the racks').boundingBox();
      const selected = () => page.locator('.board__card[data-selected]').count();
      const from = { x: list.x + list.width / 2, y: first.y + 4 };
      const to = { x: first.x + first.width / 2, y: second.y + second.height / 2 };
      await dragMouse(page, from, to, {
        meanwhile: async () => {
          await sees(page.locator('.board__marquee'));
          await eventually(selected, 2);
          await page.keyboard.press('Escape');
          await eventually(selected, 0);
        },
      });
      await dragMouse(page, from, to);
      await eventually(selected, 2);
      await seesNot(page.locator('.board__marquee'));
      await sees(page.getByRole('toolbar', { name: en('board.selected', { count: 2 }) }));
    },
  },
  {
    name: 'by keyboard alone: select, extend, label, assign, date, delete',
    run: async (test) => {
      const { page } = await openBoard(test);
      await title(page, 'Survey the halls').focus();
      await page.keyboard.press('x');
      await page.keyboard.press('Shift+ArrowDown');
      await eventually(() => page.locator('.board__card[data-selected]').count(), 2);
      await page.keyboard.press('l');
      await page.getByRole('combobox', { name: en('labels.add') }).fill('steel');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await seesNot(page.getByRole('dialog'));
      for (const text of ['Survey the halls', 'Draw the racks']) {
        await sees(card(page, text).locator('.chip--label').filter({ hasText: 'steel' }));
      }
      await page.getByRole('searchbox', { name: en('board.filter_words') }).fill('#steel');
      await eventually(() => titles(page, TO_DO), ['Survey the halls', 'Draw the racks']);
      await page.getByRole('searchbox', { name: en('board.filter_words') }).fill('');
      await title(page, 'Survey the halls').focus();
      await page.keyboard.press('d');
      await page.getByLabel(en('board.due_day')).fill('2026-12-24');
      await page.keyboard.press('Enter');
      await sees(card(page, 'Draw the racks').filter({ hasText: '24 Dec' }));
      await title(page, 'Survey the halls').focus();
      await page.keyboard.press('Escape');
      await eventually(() => page.locator('.board__card[data-selected]').count(), 0);
    },
  },
  {
    name: 'beyond a limit the board asks why, after a key, a menu and a drag alike',
    run: async (test) => {
      const { page } = await openBoard(test);
      await fillReview(page);
      const ask = page.getByRole('dialog', { name: en('board.ask_limit') });
      const reason = (text) => card(page, text).locator('.board__beyond');
      await page
        .getByRole('button', { name: en('board.card_menu', { title: 'Train the team' }) })
        .click();
      await page.getByRole('menuitem', { name: en('board.move_to', { column: REVIEW }) }).click();
      await ask.getByRole('button', { name: en('board.limit_urgent') }).click();
      await sees(reason('Train the team').filter({ hasText: en('board.limit_urgent') }));
      await closeToasts(page);
      await dragMouse(
        page,
        await middle(title(page, 'Move the stock')),
        await middle(column(page, REVIEW).locator('.board__list')),
      );
      // A click right after a drag belongs to the drag, and Enter in a form is such a click.
      await pause(200);
      await ask.getByLabel(en('board.limit_own')).fill('Crane only today');
      await page.keyboard.press('Enter');
      await sees(reason('Move the stock').filter({ hasText: 'Crane only today' }));
      await isSaved(page);
      await reload(page);
      await sees(reason('Move the stock'));
      await title(page, 'Move the stock').focus();
      await page.keyboard.press('<');
      await isIn(page, DOING, 'Move the stock');
      await seesNot(reason('Move the stock'));
    },
  },
  {
    name: 'a lane has a limit of its own',
    run: async (test) => {
      const { page } = await openBoard(test);
      await gather(page, en('board.group_priority'));
      await page.getByRole('button', { name: new RegExp(en('board.lanes')) }).click();
      await page.getByRole('menuitem', { name: en('board.lane_limit') }).click();
      await page.getByRole('spinbutton', { name: en('board.lane_limit') }).fill('1');
      await page.keyboard.press('Enter');
      const medium = lane(page, en('ops.priority_medium'));
      await sees(medium.locator('.board__wip[data-wip=under]'));
      for (const text of ['Survey the halls', 'Draw the racks']) {
        await title(page, text).focus();
        await page.keyboard.press('>');
      }
      const ask = page.getByRole('dialog', { name: en('board.ask_limit') });
      await ask.getByRole('button', { name: en('board.limit_agreed') }).click();
      await sees(medium.locator('.board__wip[data-wip=over]'));
    },
  },
  {
    name: 'on a phone cards are selected by taps',
    run: async (test) => {
      const { page } = await openBoard(test, { size: 'phone' });
      await page
        .getByRole('button', { name: en('board.card_menu', { title: 'Survey the halls' }) })
        .tap();
      await page.getByRole('menuitemcheckbox', { name: en('board.select') }).tap();
      await title(page, 'Draw the racks').tap();
      await sees(page.getByRole('toolbar', { name: en('board.selected', { count: 2 }) }));
      equal(await page.locator('.sheet:visible').count(), 0, 'nothing was opened');
      await page.getByRole('button', { name: en('board.set_priority') }).tap();
      await page.getByRole('menuitem', { name: en('ops.priority_high') }).tap();
      await eventually(() => page.locator('.board__priority[data-priority=high]').count(), 2);
    },
  },
  {
    name: 'the panel of a task holds priority, labels, hours and small steps',
    run: async (test) => {
      const { page } = await openBoard(test);
      await title(page, 'Survey the halls').click();
      const panel = page.locator('.peek');
      await panel.getByLabel(en('peek.priority')).selectOption('high');
      await panel.getByRole('combobox', { name: en('labels.add') }).fill('site');
      await page.keyboard.press('Enter');
      await panel.getByLabel(en('peek.estimate')).fill('12.5');
      for (const text of ['Measure', 'Photograph']) {
        await panel.getByRole('textbox', { name: en('peek.add_step') }).fill(text);
        await page.keyboard.press('Enter');
      }
      await panel.getByRole('checkbox', { name: 'Measure' }).check();
      await sees(
        card(page, 'Survey the halls').locator('.board__steps').filter({ hasText: '1/2' }),
      );
      await isSaved(page);
      await reload(page);
      await eventually(() => panel.getByLabel(en('peek.estimate')).inputValue(), '12.5');
      deepEqual(
        await panel.locator('.peek__step-text').evaluateAll((all) => all.map((e) => e.value)),
        ['Measure', 'Photograph'],
      );
      await sees(
        card(page, 'Survey the halls').locator('.chip--label').filter({ hasText: 'site' }),
      );
      await sees(card(page, 'Survey the halls').locator('.board__priority[data-priority=high]'));
    },
  },
];
