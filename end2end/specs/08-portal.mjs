// The client's page: by link, without account, with JavaScript on and off.

import { Account } from '../lib/account.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');
const SECRET = 'Order the racks';

export const prepare = async (server) => {
  const admin = await Account.first(server);
  return { admin };
};

let made = 0;

/** A project with one visible task and one visible milestone, and its overview. */
async function overview({ people, given }) {
  made += 1;
  const name = `Warehouse ${made}`;
  const contacts = ['Mei Chen'];
  const project = await makePlan(given.admin, undefined, { key: `P${made}`, name, contacts });
  const page = await people.enter({ account: given.admin });
  await visit(page, `/projects/${project.id}/board`);
  for (const title of ['Survey the halls', 'Handover']) {
    await page.getByRole('button', { name: en('board.card_menu', { title }) }).click();
    await page.getByRole('menuitemcheckbox', { name: en('board.client_visible') }).click();
  }
  await sees(page.locator('.project__sync[data-state=saved]'));
  await visit(page, `/projects/${project.id}`);
  return { page, project, name };
}

/** Makes a link on the overview and reads it. Without an address there is no code. */
async function share(page) {
  await page.getByRole('button', { name: en('overview.make') }).click();
  const field = page.getByLabel(en('overview.link'), { exact: true });
  await sees(field);
  await sees(page.getByText(en('overview.code_needs_email')));
  return { link: await field.inputValue() };
}

async function enter(page, link) {
  await page.goto(link);
  await page.getByRole('button', { name: en('portal.enter') }).click();
  await sees(page.getByRole('heading', { name: en('portal.hello', { name: 'Mei Chen' }) }));
}

async function showsOnlyWhatIsVisible(page) {
  await sees(page.getByText('Survey the halls').first());
  await sees(page.locator('.portal__milestone').filter({ hasText: 'Handover' }));
  await sees(page.getByText(en('portal.nothing_waiting')));
  const text = await page.content();
  ok(!text.includes(SECRET) && !text.includes('Train the team'), 'internal tasks are not sent');
}

export const tests = [
  {
    name: 'the link opens the page without account, with JavaScript on',
    run: async (test) => {
      const { page, name } = await overview(test);
      const { link } = await share(page);
      const client = await test.people.enter();
      await enter(client, link);
      await sees(client.getByText(name).first());
      await showsOnlyWhatIsVisible(client);
      await client.reload();
      await showsOnlyWhatIsVisible(client);
    },
  },
  {
    name: 'and with JavaScript off; looking at the link does not consume it',
    run: async (test) => {
      const { page } = await overview(test);
      const { link } = await share(page);
      for (let times = 0; times < 3; times += 1) {
        const answer = await fetch(link);
        equal(answer.status, 200);
        equal(answer.headers.getSetCookie().length, 0, 'a look opens no session');
      }
      const client = await test.people.enter({ script: false, size: 'phone' });
      await enter(client, link);
      await showsOnlyWhatIsVisible(client);
    },
  },
  {
    name: 'a page that is left open offers to show what is new',
    run: async (test) => {
      const { page, project } = await overview(test);
      const { link } = await share(page);
      const client = await test.people.enter();
      await client.clock.install();
      await enter(client, link);
      const line = client.locator('#portal-news');
      const look = async () => {
        const answered = client.waitForResponse((answer) => answer.url().endsWith('/news'));
        await client.clock.runFor(76_000);
        return (await answered).status();
      };
      equal(await look(), 304);
      equal(await line.isVisible(), false);
      await visit(page, `/projects/${project.id}/board`);
      const menu = en('board.card_menu', { title: 'Train the team' });
      await page.getByRole('button', { name: menu }).click();
      await page.getByRole('menuitemcheckbox', { name: en('board.client_visible') }).click();
      await sees(page.locator('.project__sync[data-state=saved]'));
      await eventually(look, 200);
      await sees(line);
      equal(await client.getByText('Train the team').count(), 0);
      await line.getByRole('link').click();
      await sees(client.getByText('Train the team'));
      await seesNot(client.locator('#portal-news'));
    },
  },
  {
    name: 'a visitor without the link sees nothing',
    run: async (test) => {
      const { project } = await overview(test);
      const stranger = await test.people.enter({ expects: [/4\d\d/] });
      const answer = await stranger.goto(`/portal/${project.id}`);
      ok(answer.status() >= 400, `answers ${answer.status()}`);
      ok(!(await stranger.content()).includes('Survey the halls'));
    },
  },
  {
    name: 'the language is switched on the page',
    run: async (test) => {
      const { page } = await overview(test);
      const { link } = await share(page);
      const client = await test.people.enter({ script: false });
      await enter(client, link);
      await client.getByRole('link', { name: '中文' }).click();
      await sees(client.getByRole('heading', { name: zh('portal.milestones') }));
      equal(await client.locator('html').getAttribute('lang'), 'zh-CN');
      await client.getByRole('link', { name: 'English' }).click();
      await sees(client.getByRole('heading', { name: en('portal.milestones') }));
    },
  },
  {
    name: 'withdrawing ends the page at once',
    run: async (test) => {
      const { page } = await overview(test);
      const { link } = await share(page);
      const client = await test.people.enter({ expects: [/4\d\d/] });
      await enter(client, link);
      await page.getByRole('button', { name: en('overview.noted') }).click();
      await page.getByRole('button', { name: en('overview.withdraw') }).click();
      await sees(page.getByText(en('overview.no_link')));
      const answer = await client.reload();
      ok(answer.status() >= 400, `the open page answers ${answer.status()}`);
      ok(!(await client.content()).includes('Survey the halls'));
      await client.goto(link);
      await sees(client.getByRole('heading', { name: en('portal.over_title') }));
      await sees(client.getByText(en('portal.over_by_hand')));
      await client.getByRole('link', { name: en('portal.use_code') }).click();
      await client.getByRole('link', { name: en('portal.no_code') }).click();
      await sees(client.getByText(en('portal.no_code_by_hand')));
    },
  },
  {
    name: 'the manager sees the page as the client does, and writes the next meeting on it',
    run: async (test) => {
      const { page, project } = await overview(test);
      await page.getByLabel(en('overview.next_meeting')).fill('Friday 10:00, room 2');
      await page.locator('form').filter({ has: page.getByLabel(en('overview.next_meeting')) })
        .getByRole('button', { name: en('common.save') }).click();
      await sees(page.locator('.toast').or(page.getByText(en('common.saved'))));
      await reload(page);
      equal(
        await page.getByLabel(en('overview.next_meeting')).inputValue(),
        'Friday 10:00, room 2',
      );
      await page.goto(`/projects/${project.id}/portal`);
      await sees(page.getByText('Friday 10:00, room 2'));
      await showsOnlyWhatIsVisible(page);
    },
  },
  {
    name: 'what was made internal again leaves the page',
    run: async (test) => {
      const { page, project } = await overview(test);
      const { link } = await share(page);
      const client = await test.people.enter();
      await enter(client, link);
      await visit(page, `/projects/${project.id}/board`);
      await page
        .getByRole('button', { name: en('board.card_menu', { title: 'Survey the halls' }) })
        .click();
      await page.getByRole('menuitemcheckbox', { name: en('board.client_visible') }).click();
      await sees(page.locator('.project__sync[data-state=saved]'));
      await client.reload();
      await seesNot(client.getByText('Survey the halls'));
      await eventually(() => client.locator('.portal__milestone').count(), 1);
    },
  },
];
