// A task opened beside the views.

import { Account } from '../lib/account.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { eventually, sees, seesNot } from '../lib/check.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

/** The panel of "Draw the racks", opened from the board. */
async function panel({ people, given }, more = {}) {
  made += 1;
  const project = await makePlan(given.admin, undefined, { key: `K${made}`, name: `Peek ${made}` });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/board`);
  await page.locator('.board__open').filter({ hasText: 'Draw the racks' }).click();
  const peek = page.locator('#peek');
  await sees(peek);
  return { page, project, peek };
}

const isSaved = (page) => sees(page.locator('.project__sync[data-state=saved]'));

export const tests = [
  {
    name: 'the title is edited; the address opens the same panel again; Esc closes it',
    run: async (test) => {
      const { page, peek } = await panel(test);
      await eventually(() => new URL(page.url()).searchParams.has('task'), true, 'the address names it');
      const title = peek.getByLabel(en('peek.title'), { exact: true });
      await title.fill('Draw all racks');
      await title.press('Enter');
      await sees(page.locator('.board__open').filter({ hasText: 'Draw all racks' }));
      await isSaved(page);
      await reload(page);
      await eventually(() => title.inputValue(), 'Draw all racks');
      await title.focus();
      await page.keyboard.press('Escape');
      await seesNot(peek);
      await eventually(() => new URL(page.url()).searchParams.has('task'), false);
    },
  },
  {
    name: 'duration and constraint move the dates and say why',
    run: async (test) => {
      const { page, peek } = await panel(test);
      const finish = peek.locator('.peek__facts div').nth(1).locator('dd');
      const before = await finish.textContent();
      const duration = peek.locator('#field-peek-duration');
      await duration.fill('8');
      await duration.press('Enter');
      await eventually(() => finish.textContent(), (now) => now !== before, 'the finish moves');
      await peek.getByLabel(en('peek.constraint'), { exact: true }).selectOption('must-start');
      const day = peek.getByLabel(en('peek.constraint_day'));
      await day.fill('2026-04-01');
      await day.blur();
      await sees(peek.locator('.peek__facts').filter({ hasText: /1 Apr|Apr 1/ }));
      await isSaved(page);
    },
  },
  {
    name: 'a predecessor is added and removed',
    run: async (test) => {
      const { page, peek } = await panel(test);
      await peek.getByRole('button', { name: en('peek.add_before') }).click();
      await page.keyboard.type('zzz');
      await sees(peek.getByText(en('peek.no_task_found')));
      await page.keyboard.press('Escape');
      await peek.getByRole('button', { name: en('peek.add_after') }).click();
      await page.keyboard.type('Train');
      await sees(peek.getByRole('option', { name: 'Train the team' }));
      await page.keyboard.press('Enter');
      const other = peek.locator('.peek__other').filter({ hasText: 'Train the team' });
      await sees(other);
      await peek.getByRole('button', { name: en('peek.remove_link', { title: 'Train the team' }) }).click();
      await seesNot(other);
      await isSaved(page);
    },
  },
  {
    name: 'a ring of dependencies is refused in words',
    run: async (test) => {
      const { page, peek } = await panel(test);
      await peek.getByRole('button', { name: en('peek.add_before') }).click();
      await page.keyboard.type('Handover');
      await sees(peek.getByRole('option', { name: 'Handover' }));
      await page.keyboard.press('Enter');
      await sees(page.locator('.toast[data-error=true]'));
      await page.locator('.toast[data-error=true]').getByRole('button').last().click();
      await eventually(() => peek.locator('.peek__other').filter({ hasText: 'Handover' }).count(), 0);
    },
  },
  {
    name: 'client-visible is a switch with a badge, on a phone too',
    run: async (test) => {
      const { page, peek } = await panel(test, { size: 'phone' });
      const visible = peek.getByRole('switch', { name: en('peek.client_visible') });
      await visible.check();
      await sees(peek.locator('.peek__marks').filter({ hasText: en('peek.client_visible') }));
      await sees(peek.getByText(en('peek.client_sees_task')));
      await isSaved(page);
      await reload(page);
      await eventually(() => visible.isChecked(), true);
    },
  },
  {
    name: 'a task becomes a milestone with a promise to the client',
    run: async (test) => {
      const { page, peek } = await panel(test);
      await peek.getByRole('switch', { name: en('peek.is_milestone') }).check();
      const promise = peek.getByLabel(en('peek.promise'), { exact: true });
      await promise.fill('2026-03-20');
      await promise.blur();
      await eventually(() => promise.inputValue(), '2026-03-20');
      await sees(peek.locator('.peek__marks').filter({ hasText: en('peek.milestone') }));
      await isSaved(page);
      await page.keyboard.press('Escape');
    },
  },
];
