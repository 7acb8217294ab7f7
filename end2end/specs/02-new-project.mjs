// A new project in four steps, by keyboard alone and by mouse; a new client.

import { Account } from '../lib/account.mjs';
import { awake, reload, visit } from '../lib/browser.mjs';
import { equal, eventually, ok, sees } from '../lib/check.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = async (server) => ({ admin: await Account.first(server) });

const stepIs = (page, step) =>
  eventually(() => new URL(page.url()).searchParams.get('step') ?? '1', String(step), 'the step');

async function tabTo(page, locator) {
  for (let at = 0; at < 40; at += 1) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${locator}`);
}

export const tests = [
  {
    name: 'home offers two doors, and its button begins a project',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/');
      await sees(page.getByRole('heading', { name: en('home.own') }));
      await sees(page.getByRole('heading', { name: en('home.sample') }));
      await page.getByRole('link', { name: en('home.begin') }).click();
      await eventually(() => new URL(page.url()).pathname, '/projects/new');
      await sees(page.getByRole('heading', { level: 1, name: en('new_project.title') }));
    },
  },
  {
    name: 'a client is entered with a contact and found in the list',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/clients');
      await page.getByRole('button', { name: en('clients.new') }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').first().fill('Harbour Trade');
      await dialog.getByRole('button', { name: en('common.save') }).or(
        dialog.getByRole('button', { name: en('common.create') })).click();
      await sees(page.getByText('Harbour Trade').first());
      if (new URL(page.url()).pathname === '/clients') {
        await page.getByRole('link', { name: 'Harbour Trade' }).click();
      }
      await page.getByRole('button', { name: en('clients.add_contact') }).click();
      const contact = page.getByRole('dialog');
      await contact.getByLabel(en('clients.person_name')).fill('Mei Chen');
      await contact.getByRole('button', { name: en('common.save') }).click();
      await sees(page.locator('.clients__contact').filter({ hasText: 'Mei Chen' }));
      await reload(page);
      await sees(page.locator('.clients__contact').filter({ hasText: 'Mei Chen' }));
    },
  },
  {
    name: 'four steps by keyboard lead to the board of the new project',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/projects/new');
      const client = page.getByLabel(en('new_project.client'), { exact: true });
      await tabTo(page, client);
      await page.keyboard.press('End');
      const newName = page.getByLabel(en('new_project.client_name'));
      await sees(newName);
      await tabTo(page, newName);
      await page.keyboard.type('Riverside Clinic');
      await tabTo(page, page.getByLabel(en('new_project.name'), { exact: true }));
      await page.keyboard.type('Booking System');
      equal(await page.getByLabel(en('new_project.key'), { exact: true }).inputValue(), 'BS');
      await page.keyboard.press('Enter');
      await stepIs(page, 2);
      await tabTo(page, page.getByRole('radio', { name: en('nouns.method_hybrid') }));
      await page.keyboard.press('ArrowUp');
      ok(await page.getByRole('radio', { name: en('nouns.method_agile') }).isChecked());
      await page.keyboard.press('Enter');
      await stepIs(page, 3);
      ok(await page.getByLabel(en('new_project.start'), { exact: true }).inputValue());
      await tabTo(page, page.getByRole('button', { name: en('common.next') }));
      await page.keyboard.press('Enter');
      await stepIs(page, 4);
      await tabTo(page, page.getByRole('button', { name: en('new_project.create') }));
      await page.keyboard.press('Enter');
      await eventually(
        () => /\/projects\/[0-9a-f-]+\/board$/.test(page.url()),
        true,
        'the board opens',
      );
      await sees(page.getByRole('heading', { name: en('new_project.column_doing') }));
      await sees(page.locator('.shell__crumb').filter({ hasText: 'Booking System' }));
      await reload(page);
      await sees(page.getByRole('heading', { name: en('new_project.column_doing') }));
      await visit(page, '/projects');
      await sees(page.getByRole('link', { name: 'Booking System' }));
    },
  },
  {
    name: 'what is missing is said at its field, and what was typed stays',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/projects/new');
      await page.getByLabel(en('new_project.name'), { exact: true }).fill('Without a client');
      await page.getByRole('button', { name: en('common.next') }).click();
      await stepIs(page, 1);
      await sees(page.getByText(en('new_project.client_needed')));
      await reload(page);
      const name = page.getByLabel(en('new_project.name'), { exact: true });
      await eventually(() => name.inputValue(), 'Without a client');
    },
  },
  {
    name: 'the questions recommend a method with its reason',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/projects/new?step=2');
      await page.getByRole('button', { name: en('new_project.help_me_choose') }).click();
      for (const question of ['clear', 'fixed', 'regulated']) {
        const group = page.getByRole('group', { name: en(`new_project.ask_${question}`) });
        await group.getByRole('button', { name: en('common.yes') }).click();
      }
      for (const question of ['changing', 'near', 'unknown']) {
        const group = page.getByRole('group', { name: en(`new_project.ask_${question}`) });
        await group.getByRole('button', { name: en('common.no') }).click();
      }
      await sees(page.getByText(en('new_project.why_waterfall')));
      ok(await page.getByRole('radio', { name: en('nouns.method_waterfall') }).isChecked());
      await awake(page);
    },
  },
];
