// What holds for the whole plan: where it starts, in whose time, what counts as critical.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { equal, sees, seesNot } from '../lib/check.mjs';
import { told } from '../lib/list.mjs';
import { isSaved } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

/** The list of a new project, and its form about the whole plan. */
async function open({ people, given }, more = {}) {
  made += 1;
  const project = await makePlan(given.admin, undefined, {
    key: `S${made}`,
    name: `Settings ${made}`,
  });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/list`);
  await sees(row(page, 'Survey the halls'));
  return page;
}

const row = (page, title) => page.locator('.list__row').filter({ hasText: title });

async function form(page) {
  await page.getByRole('button', { name: en('shell.plan_more') }).click();
  await page.getByRole('menuitem', { name: en('shell.plan_settings') }).click();
  const dialog = page.locator('#plan-settings');
  await sees(dialog.getByRole('heading', { name: en('plan_settings.title') }));
  return dialog;
}

const save = (dialog) => dialog.getByRole('button', { name: en('plan_settings.save') }).click();

export const tests = [
  {
    name: 'another start moves the plan, says what follows, and can be undone',
    run: async (test) => {
      const page = await open(test);
      const dialog = await form(page);
      equal((await violations(page)).length, 0);
      const day = dialog.getByLabel(en('plan_settings.start'), { exact: true });
      await day.fill('2031-03-03');
      await save(dialog);
      await sees(row(page, 'Survey the halls').getByText(told('2031-03-03'), { exact: false }));
      await sees(page.getByText(en('plan_settings.saved'), { exact: false }));
      await page.keyboard.press('Control+z');
      await seesNot(row(page, 'Survey the halls').getByText(told('2031-03-03'), { exact: false }));
      await page.keyboard.press('Control+Shift+z');
      await isSaved(page);
      await reload(page);
      await sees(row(page, 'Survey the halls').getByText(told('2031-03-03'), { exact: false }));
      const again = await form(page);
      equal(
        await again.getByLabel(en('plan_settings.start'), { exact: true }).inputValue(),
        '2031-03-03',
      );
    },
  },
  {
    name: 'a plan is scheduled back from its finish, and a wrong number is named',
    run: async (test) => {
      const page = await open(test, { size: 'tablet' });
      const dialog = await form(page);
      await dialog.getByLabel(en('plan_settings.direction')).selectOption('finish');
      await dialog.getByLabel(en('plan_settings.finish'), { exact: true }).fill('2031-03-07');
      await dialog.getByLabel(en('plan_settings.critical_days')).fill('-1');
      await save(dialog);
      await sees(dialog.getByText(en('plan_settings.bad_days')));
      await dialog.getByLabel(en('plan_settings.critical_days')).fill('2');
      await save(dialog);
      await sees(row(page, 'Handover').getByText(told('2031-03-07'), { exact: false }).first());
      await isSaved(page);
    },
  },
];
