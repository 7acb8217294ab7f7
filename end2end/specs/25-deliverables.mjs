// Deliverables and files: written down, uploaded, looked at, published, fetched by the client.

import { Buffer } from 'node:buffer';
import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { fits } from '../lib/page.mjs';
import { makeProject } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const TEXT = 'Chapter 1: Receiving\n';
/** The smallest picture: one red dot. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
);
const file = (name, bytes) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

/** A project with one deliverable, and its page. */
async function register({ people, given }, more = {}) {
  made += 1;
  const language = more.language ?? 'en';
  const key = `D${made}`;
  const project = await makeProject(given.admin, {
    key,
    name: `Site ${made}`,
    contacts: ['Mei Chen'],
    language,
  });
  const id = newId();
  const draft = {
    title: 'Handbook',
    note: 'For five roles.',
    due: null,
    owner: null,
    criteria: [],
  };
  await given.admin.call('deliverables/create', { project: project.id, id, draft });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/deliverables`);
  await sees(page.getByRole('button', { name: 'Handbook', exact: true }));
  return { page, project, id };
}

/** Opens the deliverable and puts a file into its panel. */
async function addVersion(page, t, chosen) {
  const panel = page.locator('#deliverable');
  if ((await panel.count()) === 0) {
    await page.getByRole('button', { name: 'Handbook', exact: true }).click();
  }
  await sees(panel.getByText(t('deliverables.drop_version')));
  await panel.locator('input[type=file]').first().setInputFiles(chosen);
  return panel;
}

/** The client's own way to the project's files. */
async function asClient({ people, given }, project) {
  const reader = { project: project.id, contact: project.contacts[0] };
  const { address } = await given.admin.call('overview/share', reader);
  const page = await people.enter({ script: false, expects: [/404/] });
  await page.goto(address);
  await page.getByRole('button').first().click();
  return page;
}

/** The path of the first file in the panel. */
const pathOf = async (panel) => panel.locator('a[download]').first().getAttribute('href');

const tests_in = (language) => {
  const t = words(language);
  return {
    name: `a version is uploaded, looked at, published after one sheet, and fetched (${language})`,
    run: async (test) => {
      const { page, project } = await register(test, { language });
      const panel = await addVersion(page, t, file('manual.md', TEXT));
      await sees(panel.getByText('v1', { exact: true }));
      await sees(panel.getByText('Chapter 1: Receiving'));
      deepEqual(await violations(page), []);
      const path = (await pathOf(panel)).replace('/projects/', '/portal/');
      const client = await asClient(test, project);
      equal((await client.request.get(path)).status(), 404, 'what is internal is not there');
      await panel.getByRole('button', { name: t('deliverables.publish'), exact: true }).click();
      const sheet = page.getByRole('dialog', { name: t('deliverables.publish_title') });
      const what = [t('deliverables.one_deliverable'), t('deliverables.one_file')].join(
        t('deliverables.and'),
      );
      await sees(sheet.getByText(t('deliverables.will_see', { what })));
      deepEqual(await violations(page), []);
      await sheet.getByRole('button', { name: t('deliverables.publish_now'), exact: true }).click();
      await seesNot(sheet);
      await sees(panel.getByText(t('common.client_visible')).first());
      const fetched = await client.request.get(path);
      equal(await fetched.text(), TEXT);
      ok(fetched.headers()['content-disposition'].startsWith('attachment'));
      await reload(page);
      // The address opens the same panel again, and says who has fetched it.
      await sees(page.locator('.deliverables__version').filter({ hasText: 'Mei Chen' }));
    },
  };
};

const en = words('en');

export const tests = [
  tests_in('en'),
  tests_in('zh-CN'),
  {
    name: 'a deliverable is written down with the keyboard, with criteria',
    run: async (test) => {
      const { page } = await register(test);
      await page.getByRole('button', { name: en('deliverables.add') }).focus();
      await page.keyboard.press('Enter');
      const form = page.getByRole('dialog', { name: en('deliverables.add') });
      await sees(form);
      await page.keyboard.type('Test release');
      await page.keyboard.press('Enter');
      await seesNot(form);
      const panel = page.locator('#deliverable');
      await sees(panel.getByRole('heading', { name: 'Test release' }));
      await panel.getByLabel(en('deliverables.criterion'), { exact: true }).fill('Runs for a week');
      await page.keyboard.press('Enter');
      const first = panel.getByLabel(en('deliverables.criterion_number', { number: 1 }), {
        exact: true,
      });
      await eventually(() => first.inputValue(), 'Runs for a week');
      const saved = page.waitForResponse((answer) => answer.url().includes('deliverables/update'));
      await first.fill('Runs for two weeks');
      await page.keyboard.press('Tab');
      await saved;
      await reload(page);
      await eventually(() => first.inputValue(), 'Runs for two weeks');
      await panel.focus();
      await page.keyboard.press('Escape');
      await seesNot(panel);
    },
  },
  {
    name: 'files of the project are uploaded together, looked at, published and removed',
    run: async (test) => {
      const { page } = await register(test, { size: 'tablet' });
      const files = page.locator('#deliverables-files');
      await files.locator('input[type=file]').first()
        .setInputFiles([file('plan.png', DOT), file('notes.txt', 'hello')]);
      const row = (name) => files.locator('.panel__row').filter({ hasText: name });
      await sees(row('plan.png'));
      await sees(row('notes.txt'));
      await files
        .getByRole('button', { name: en('deliverables.preview_named', { name: 'plan.png' }) })
        .tap();
      const preview = page.getByRole('dialog', { name: 'plan.png' });
      const picture = preview.locator('img');
      await eventually(
        () => picture.evaluate((img) => img.naturalWidth),
        1,
        'the picture is drawn',
      );
      await preview.getByRole('button', { name: en('common.close') }).tap();
      await files.getByRole('button', { name: en('deliverables.publish_files') }).tap();
      const sheet = page.getByRole('dialog', { name: en('deliverables.publish_title') });
      await sheet.getByText('notes.txt').tap();
      await sees(
        sheet.getByText(en('deliverables.will_see', { what: en('deliverables.one_file') })),
      );
      await sheet.getByRole('button', { name: en('deliverables.publish_now'), exact: true }).tap();
      await seesNot(sheet);
      await sees(row('notes.txt').getByText(en('common.client_visible')));
      await sees(row('plan.png').getByText(en('common.internal')));
      await files
        .getByRole('button', { name: en('deliverables.more_named', { name: 'plan.png' }) })
        .tap();
      await page.getByRole('menuitem', { name: en('deliverables.remove') }).tap();
      const question = page.getByRole('dialog', {
        name: en('deliverables.remove_named', { name: 'plan.png' }),
      });
      await question.getByRole('button', { name: en('deliverables.remove'), exact: true }).tap();
      await seesNot(row('plan.png'));
      deepEqual(await violations(page), []);
    },
  },
  {
    name: 'what is refused is said beside the file, and a link is a version too',
    run: async (test) => {
      const { page } = await register(test, { expects: [/422/] });
      const panel = await addVersion(page, en, file('empty.txt', ''));
      await sees(panel.getByText(en('refusal.file_empty')));
      await panel
        .getByLabel(en('deliverables.link'), { exact: true })
        .fill('drive.example/handbook');
      await panel.getByRole('button', { name: en('deliverables.add_link') }).click();
      await sees(page.getByText(en('refusal.link_form')).first());
      await panel
        .getByLabel(en('deliverables.link'), { exact: true })
        .fill('https://drive.example/handbook');
      await panel.getByRole('button', { name: en('deliverables.add_link') }).click();
      await sees(panel.getByRole('link', { name: 'https://drive.example/handbook' }));
      await sees(panel.getByText('v1', { exact: true }));
    },
  },
  {
    name: 'on a phone the panel fills the screen and nothing is wider than it',
    run: async (test) => {
      const { page } = await register(test, { size: 'phone' });
      await page.getByRole('button', { name: 'Handbook', exact: true }).tap();
      await sees(page.locator('#deliverable').getByRole('heading', { name: 'Handbook' }));
      await fits(page);
      deepEqual(await violations(page), []);
    },
  },
];
