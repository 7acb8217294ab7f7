// The list: the plan as a table that is edited in place.

import { Account } from '../lib/account.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { cell, focusCell, row } from '../lib/list.mjs';
import { isSaved } from '../lib/page.mjs';
import { largePlan, makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

async function list({ people, given }, { csv, ...more } = {}) {
  made += 1;
  const project = await makePlan(given.admin, csv, { key: `L${made}`, name: `List ${made}` });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/list`);
  await sees(page.locator('.list__row'));
  return { page, project };
}

export const tests = [
  {
    name: 'a title and a duration are edited in place by keyboard',
    run: async (test) => {
      const { page } = await list(test);
      await focusCell(page, 'Draw the racks', 'title');
      await page.keyboard.press('F2');
      await page.keyboard.type('Draw all racks');
      await page.keyboard.press('Tab');
      await sees(row(page, 'Draw all racks'));
      const finish = await cell(page, 'Draw all racks', 'finish').textContent();
      await page.keyboard.type('8d');
      await page.keyboard.press('Enter');
      await eventually(
        () => cell(page, 'Draw all racks', 'finish').textContent(),
        (now) => now !== finish,
      );
      await isSaved(page);
      await reload(page);
      await sees(row(page, 'Draw all racks'));
      await eventually(
        () => cell(page, 'Draw all racks', 'finish').textContent(),
        (now) => now !== finish,
      );
    },
  },
  {
    name: 'a double click edits, Esc keeps what was there',
    run: async (test) => {
      const { page } = await list(test);
      await cell(page, 'Draw the racks', 'title').dblclick();
      await page.keyboard.type('Something else');
      await page.keyboard.press('Escape');
      await sees(row(page, 'Draw the racks'));
      equal(await page.getByText('Something else').count(), 0);
    },
  },
  {
    name: 'indent and outdent by keyboard, undo',
    run: async (test) => {
      const { page } = await list(test);
      const level = () => row(page, 'Moving in').getAttribute('aria-level');
      await focusCell(page, 'Moving in', 'title');
      await page.keyboard.press('Alt+Shift+ArrowRight');
      await eventually(level, '2');
      await page.keyboard.press('Alt+Shift+ArrowLeft');
      await eventually(level, '1');
      await page.keyboard.press('Control+z');
      await eventually(level, '2');
      await page.keyboard.press('Control+z');
      await eventually(level, '1');
    },
  },
  {
    name: 'a task is added and deleted, and undo brings it back',
    run: async (test) => {
      const { page } = await list(test);
      await page.getByRole('button', { name: en('list.new_task') }).click();
      await page.getByLabel(en('list.new_task_name')).fill('Clean up');
      await page.keyboard.press('Enter');
      await sees(row(page, 'Clean up'));
      await page.keyboard.press('Escape');
      await focusCell(page, 'Clean up', 'title');
      await page.keyboard.press('Delete');
      await seesNot(row(page, 'Clean up'));
      await page.keyboard.press('Control+z');
      await sees(row(page, 'Clean up'));
      await isSaved(page);
      await reload(page);
      await sees(row(page, 'Clean up'));
    },
  },
  {
    name: 'the menu of a row does the same by pointer',
    run: async (test) => {
      const { page } = await list(test);
      await page.getByRole('button', { name: en('list.actions', { title: 'Moving in' }) }).click();
      await page.getByRole('menuitem', { name: en('list.indent') }).click();
      await eventually(() => row(page, 'Moving in').getAttribute('aria-level'), '2');
      await page.locator('.toast').getByRole('button', { name: en('common.undo') }).last().click();
      await eventually(() => row(page, 'Moving in').getAttribute('aria-level'), '1');
    },
  },
  {
    name: 'a predecessor that would close a ring is refused in words',
    run: async (test) => {
      const { page } = await list(test);
      const before = await cell(page, 'Survey the halls', 'predecessors').textContent();
      await focusCell(page, 'Survey the halls', 'predecessors');
      await page.keyboard.press('Enter');
      await page.keyboard.type('3');
      await page.keyboard.press('Enter');
      await sees(page.locator('.toast[data-error=true]'));
      await page.keyboard.press('Escape');
      await eventually(() => cell(page, 'Survey the halls', 'predecessors').textContent(), before);
    },
  },
  {
    name: 'of 1,000 tasks only the rows near the window are drawn',
    run: async (test) => {
      const { page } = await list(test, { csv: largePlan(1_000) });
      const rows = page.locator('.list__row');
      ok((await rows.count()) < 150, `${await rows.count()} rows drawn`);
      await rows.first().locator('[data-column=title]').click();
      await page.keyboard.press('Control+End');
      await sees(row(page, 'Step 1000'));
      ok((await rows.count()) < 150, `${await rows.count()} rows drawn`);
    },
  },
];
