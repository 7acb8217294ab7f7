// Several people on one plan, and one without a network.

import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { equal, eventually, pause, sees, seesNot } from '../lib/check.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

/** Two people who may change every plan. */
export async function prepare(server) {
  const admin = await Account.first(server);
  const invitee = { name: 'Bo Chen', email: 'bo@example.com', role: 'administrator' };
  const { address } = await admin.call('settings/invite', { id: newId(), invitee });
  return { admin, second: await Account.invited(server, address, 'a long enough password') };
}

let made = 0;

async function plan({ given }) {
  made += 1;
  return makePlan(given.admin, undefined, { key: `T${made}`, name: `Together ${made}` });
}

/** Somebody with the list of a project open. */
async function list({ people }, project, account, more = {}) {
  const page = await people.enter({ account, ...more });
  await visit(page, `/projects/${project.id}/list`);
  await sees(title(page, 'Draw the racks'));
  return page;
}

const title = (page, text) => page.locator('.list__row').filter({ hasText: text });
const isSaved = (page) => sees(page.locator('.project__sync[data-state=saved]'));
const NETWORK = [/ERR_INTERNET_DISCONNECTED/, /net::ERR/, /WebSocket/, /status of 4\d\d/];

/** Renames a task by its title in the peek panel. */
async function rename(page, project, from, to) {
  const url = new URL(page.url());
  if (!url.pathname.endsWith('/board')) await visit(page, `/projects/${project.id}/board`);
  await page.locator('.board__open').filter({ hasText: from }).first().click();
  const field = page.locator('#peek').getByLabel(en('peek.title'), { exact: true });
  await field.fill(to);
  await field.press('Enter');
  await page.keyboard.press('Escape');
}

export const tests = [
  {
    name: 'what one does the other sees, and who is there',
    run: async (test) => {
      const project = await plan(test);
      const one = await list(test, project, test.given.admin);
      const two = await list(test, project, test.given.second);
      await sees(one.locator('.project__others'));
      await rename(two, project, 'Draw the racks', 'Draw every rack');
      await sees(title(one, 'Draw every rack'));
      await isSaved(one);
      await two.close();
      await seesNot(one.locator('.project__others'));
    },
  },
  {
    name: 'ten changes without a network survive a reload and arrive in order',
    run: async (test) => {
      const project = await plan(test);
      const page = await list(test, project, test.given.admin, { expects: NETWORK });
      const other = await list(test, project, test.given.second);
      // The program and the plan are kept on the device once all is quiet.
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      await reload(page);
      await sees(title(page, 'Draw the racks'));
      await pause(4000);
      await page.context().setOffline(true);
      await visit(page, `/projects/${project.id}/board`);
      for (let number = 1; number <= 10; number += 1) {
        const from = number === 1 ? 'Draw the racks' : `Draw the racks ${number - 1}`;
        await rename(page, project, from, `Draw the racks ${number}`);
      }
      await sees(page.locator('.project__sync[data-state=offline]').filter({ hasText: '10' }));
      await reload(page);
      await sees(page.locator('.board__open').filter({ hasText: 'Draw the racks 10' }));
      await sees(page.locator('.project__sync[data-state=offline]').filter({ hasText: '10' }));
      await sees(title(other, 'Draw the racks'));
      await page.context().setOffline(false);
      await isSaved(page);
      await sees(title(other, 'Draw the racks 10'));
    },
  },
  {
    name: 'of two who change the same text both versions are kept and merged',
    run: async (test) => {
      const project = await plan(test);
      const page = await list(test, project, test.given.admin, { expects: NETWORK });
      const other = await list(test, project, test.given.second);
      await visit(page, `/projects/${project.id}/board`);
      await sees(page.locator('.board__open'));
      await page.context().setOffline(true);
      await rename(page, project, 'Draw the racks', 'Draw the racks in blue');
      await sees(page.locator('.project__sync[data-state=offline]'));
      await rename(other, project, 'Draw the racks', 'Draw the racks in red');
      await isSaved(other);
      await page.context().setOffline(false);
      const button = page.getByRole('button', { name: en('conflicts.open', { count: 1 }) });
      await sees(button);
      await sees(page.locator('.board__open').filter({ hasText: 'Draw the racks in red' }));
      await button.click();
      const sheet = page.locator('#conflicts');
      await sees(sheet.getByText('Draw the racks in blue'));
      await sees(sheet.getByText('Draw the racks in red'));
      equal((await violations(page)).length, 0);
      await sheet.getByLabel(en('conflicts.merged')).fill('Draw the racks in red and blue');
      await sheet.getByRole('button', { name: en('conflicts.save_merged') }).click();
      await sees(page.locator('.board__open').filter({ hasText: 'Draw the racks in red and blue' }));
      await seesNot(button);
      await sees(other.locator('.board__open').filter({ hasText: 'Draw the racks in red and blue' }));
    },
  },
  {
    name: 'undo tells who has changed the same thing since, and obeys when asked twice',
    run: async (test) => {
      const project = await plan(test);
      const page = await list(test, project, test.given.admin);
      const other = await list(test, project, test.given.second);
      await rename(page, project, 'Draw the racks', 'Mine');
      await sees(title(other, 'Mine'));
      await rename(other, project, 'Mine', 'Theirs');
      const card = (text) => page.locator('.board__open').filter({ hasText: text });
      await sees(card('Theirs'));
      await page.keyboard.press('Control+z');
      const anyway = page.getByRole('button', { name: en('common.all_the_same') });
      await sees(anyway);
      await sees(page.locator('.toast').filter({ hasText: 'Bo Chen' }));
      await sees(card('Theirs'));
      await anyway.click();
      await sees(card('Draw the racks'));
    },
  },
  {
    name: 'who loses the right to see a project is shown out at once',
    run: async (test) => {
      const project = await plan(test);
      const page = await list(test, project, test.given.second, { expects: NETWORK });
      await eventually(() => page.locator('.list__row').count(), (rows) => rows > 3);
      const people = await test.given.admin.call('settings/people');
      const bo = people.find((person) => person.email === 'bo@example.com');
      await test.given.admin.call('settings/set_active', { user: bo.id, version: bo.version, is_active: false });
      await eventually(() => page.locator('.project__sync[data-state=signed-out]').count(), 1);
    },
  },
];
