// The list with several rows at once, and with blocks from spreadsheets.

import { Account } from '../lib/account.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { cell, focusCell, row } from '../lib/list.mjs';
import { isSaved } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { closeToasts } from '../lib/toasts.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const ME = 'Ada Lin';

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

async function list({ people, given }, more = {}) {
  made += 1;
  const project = await makePlan(given.admin, undefined, { key: `M${made}`, name: `Many ${made}` });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/list`);
  await sees(page.locator('.list__row'));
  return page;
}

const face = (page, title) => cell(page, title, 'assignee').locator(`.avatar[title="${ME}"]`);
const box = (page, title) =>
  page.getByRole('checkbox', { name: en('list.select', { title }), exact: true });
const bar = (page, count) => page.getByRole('toolbar', { name: en('list.selected', { count }) });
const said = (page, text) => sees(page.locator('.toast').filter({ hasText: text }));
const level = (page, title) => row(page, title).getAttribute('aria-level');
const selected = (page) => page.locator('.list__row[aria-selected=true]').count();
const titles = (page) => page.locator('.list__row .list__title').allTextContents();

/** What a browser does on Ctrl+V; its clipboard belongs to all tests at once. */
const paste = (page, text) =>
  page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  }, text);

/** What a browser would put on the clipboard on Ctrl+C. */
const copied = (page) =>
  page.evaluate(() => {
    const clipboardData = new DataTransfer();
    const event = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
    return clipboardData.getData('text/plain');
  });

export const tests = [
  {
    name: 'rows selected by mouse are assigned together, and one undo takes it back',
    run: async (test) => {
      const page = await list(test);
      await focusCell(page, 'Survey the halls', 'title');
      await cell(page, 'Order the racks', 'title').click({ modifiers: ['Shift'] });
      await sees(bar(page, 3));
      await cell(page, 'Draw the racks', 'title').click({ modifiers: ['Control'] });
      await cell(page, 'Train the team', 'duration').click({ modifiers: ['Control'] });
      await sees(bar(page, 3));
      equal(await page.locator('.list__field').count(), 0, 'no field was opened');
      await bar(page, 3).getByRole('button', { name: en('list.assign') }).click();
      await page.getByRole('option', { name: ME }).click();
      await seesNot(page.getByRole('dialog'));
      const all = ['Survey the halls', 'Order the racks', 'Train the team'];
      for (const title of all) await sees(face(page, title));
      equal(await face(page, 'Draw the racks').count(), 0);
      await page.locator('.toast').getByRole('button', { name: en('common.undo') }).last().click();
      for (const title of all) await seesNot(face(page, title));
    },
  },
  {
    name: 'the same by keyboard, and Esc selects nothing',
    run: async (test) => {
      const page = await list(test);
      await focusCell(page, 'Survey the halls', 'title');
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await eventually(() => selected(page), 3);
      await page.keyboard.press('Shift+ArrowUp');
      await eventually(() => selected(page), 2);
      await page.keyboard.press('a');
      await page.getByRole('combobox', { name: en('list.ask_assign') }).fill('Ada');
      await page.keyboard.press('Enter');
      await seesNot(page.getByRole('dialog'));
      for (const title of ['Survey the halls', 'Draw the racks']) {
        await sees(face(page, title));
      }
      await page.keyboard.press('l');
      await page.getByRole('combobox', { name: en('labels.add') }).fill('steel');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await seesNot(page.getByRole('dialog'));
      await sees(cell(page, 'Draw the racks', 'labels').filter({ hasText: 'steel' }));
      await isSaved(page);
      await reload(page);
      await sees(cell(page, 'Survey the halls', 'labels').filter({ hasText: 'steel' }));
      await focusCell(page, 'Survey the halls', 'title');
      await page.keyboard.press('Control+a');
      await eventually(() => selected(page), 9);
      await page.keyboard.press('Escape');
      await eventually(() => selected(page), 0);
      await page.keyboard.press('x');
      await sees(bar(page, 1));
    },
  },
  {
    name: 'selected rows go higher and deeper together and keep their order',
    run: async (test) => {
      const page = await list(test);
      await focusCell(page, 'Train the team', 'title');
      await page.keyboard.press('Shift+ArrowDown');
      const before = await titles(page);
      await page.keyboard.press('Alt+Shift+ArrowLeft');
      for (const title of ['Train the team', 'Move the stock']) {
        await eventually(() => level(page, title), '1');
      }
      const after = await titles(page);
      equal(after.indexOf('Move the stock') - after.indexOf('Train the team'), 1);
      await page.keyboard.press('Control+z');
      for (const title of ['Train the team', 'Move the stock']) {
        await eventually(() => level(page, title), '2');
      }
      await eventually(() => titles(page), before);
    },
  },
  {
    name: 'dates are shifted together, and what is fixed is counted',
    run: async (test) => {
      const page = await list(test);
      const start = await cell(page, 'Move the stock', 'start').textContent();
      await cell(page, 'Racks', 'title').click({ modifiers: ['Control'] });
      await cell(page, 'Move the stock', 'title').click({ modifiers: ['Control'] });
      await bar(page, 2).getByRole('button', { name: en('list.shift') }).click();
      await page.getByRole('menuitem', { name: en('list.on_day') }).click();
      await said(page, en('list.shifted_some', { count: 1, left: 1 }));
      await eventually(
        () => cell(page, 'Move the stock', 'start').textContent(),
        (now) => now !== start,
      );
      await cell(page, 'Racks', 'title').focus();
      await page.keyboard.press('Control+z');
      await eventually(() => cell(page, 'Move the stock', 'start').textContent(), start);
    },
  },
  {
    name: 'selected rows are deleted with everything below them and come back by one undo',
    run: async (test) => {
      const page = await list(test);
      const before = await titles(page);
      await box(page, 'Racks').click();
      await box(page, 'Handover').click();
      await bar(page, 2).getByRole('button', { name: en('common.delete') }).click();
      await eventually(() => titles(page), ['Moving in', 'Train the team', 'Move the stock']);
      await page.keyboard.press('Control+z');
      await eventually(() => titles(page), before);
    },
  },
  {
    name: 'a block of three rows and two columns is pasted as one step',
    run: async (test) => {
      const page = await list(test);
      const before = await titles(page);
      await focusCell(page, 'Survey the halls', 'title');
      await paste(
        page,
        'Measure the halls\t4d\r\nDraw all racks\t6 days\r\nOrder all racks\t1w\r\n',
      );
      await said(page, en('list.pasted', { count: 6 }));
      await eventually(() => cell(page, 'Measure the halls', 'duration').textContent(), '4 d');
      await eventually(() => cell(page, 'Draw all racks', 'duration').textContent(), '6 d');
      await eventually(() => cell(page, 'Order all racks', 'duration').textContent(), '1 w');
      await page.keyboard.press('Control+z');
      await eventually(() => titles(page), before);
      await eventually(() => cell(page, 'Draw the racks', 'duration').textContent(), '5 d');
    },
  },
  {
    name: 'lines below the last row become new tasks',
    run: async (test) => {
      const page = await list(test);
      await focusCell(page, 'Handover', 'title');
      await paste(page, 'Handover\nClean up\t2d\nCelebrate\t1d');
      await said(page, en('list.pasted_more', { count: 1, added: 2 }));
      await eventually(async () => (await titles(page)).slice(-2), ['Clean up', 'Celebrate']);
      await page.keyboard.press('Control+z');
      await seesNot(row(page, 'Clean up'));
    },
  },
  {
    name: 'a value that is not understood refuses the whole block and is named',
    run: async (test) => {
      const page = await list(test);
      await focusCell(page, 'Survey the halls', 'duration');
      await paste(page, '4d\nsoon');
      const why = en('list.why_duration');
      const heading = en('list.duration');
      await said(page, en('list.paste_refused', { line: 2, heading, text: 'soon', why }));
      equal(await cell(page, 'Survey the halls', 'duration').textContent(), '3 d');
      await closeToasts(page);
      await focusCell(page, 'Handover', 'duration');
      await paste(page, '0d\n3d');
      await said(page, en('list.paste_long'));
    },
  },
  {
    name: 'what is copied can be pasted again',
    run: async (test) => {
      const page = await list(test);
      await focusCell(page, 'Draw the racks', 'duration');
      equal(await copied(page), '5 d');
      await page.keyboard.press('Shift+ArrowDown');
      const block = await copied(page);
      const lines = block.split('\n').map((line) => line.split('\t'));
      deepEqual(lines.map((line) => line[2]), ['Draw the racks', 'Order the racks']);
      await page.keyboard.press('Escape');
      await cell(page, 'Draw the racks', 'key').focus();
      await paste(page, block.replace('Draw the racks', 'Draw all racks'));
      await said(page, en('list.pasted', { count: 1 }));
      await sees(row(page, 'Draw all racks'));
    },
  },
  {
    name: 'priority and labels are edited in their cells',
    run: async (test) => {
      const page = await list(test);
      await focusCell(page, 'Survey the halls', 'priority');
      await page.keyboard.press('Enter');
      await row(page, 'Survey the halls').locator('select').selectOption('urgent');
      await page.keyboard.press('Tab');
      await page.keyboard.type('steel, site');
      await page.keyboard.press('Enter');
      await sees(
        cell(page, 'Survey the halls', 'priority').filter({ hasText: en('ops.priority_urgent') }),
      );
      await eventually(
        () => cell(page, 'Survey the halls', 'labels').locator('.chip--label').count(),
        2,
      );
    },
  },
  {
    name: 'on a tablet rows are selected by taps on their boxes',
    run: async (test) => {
      const page = await list(test, { size: 'tablet' });
      const target = await row(page, 'Survey the halls').locator('.list__pick').boundingBox();
      ok(
        target.width >= 44 && target.height >= 44,
        `the box takes ${target.width} × ${target.height} px`,
      );
      await box(page, 'Survey the halls').tap();
      await box(page, 'Draw the racks').tap();
      await bar(page, 2).getByRole('button', { name: en('list.priority') }).tap();
      await page.getByRole('menuitem', { name: en('ops.priority_high') }).tap();
      for (const title of ['Survey the halls', 'Draw the racks']) {
        await sees(cell(page, title, 'priority').filter({ hasText: en('ops.priority_high') }));
      }
      await bar(page, 2).getByRole('button', { name: en('list.visible') }).tap();
      await said(page, en('list.shown_many', { count: 2 }));
    },
  },
  {
    name: 'on a phone too',
    run: async (test) => {
      const page = await list(test, { size: 'phone' });
      await box(page, 'Survey the halls').tap();
      await sees(bar(page, 1));
      await bar(page, 1).getByRole('button', { name: en('list.select_nothing') }).tap();
      await seesNot(bar(page, 1));
    },
  },
];
