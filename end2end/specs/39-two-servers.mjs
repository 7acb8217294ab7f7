// Two server processes on one PostgreSQL database, and a browser at each.

import { Account } from '../lib/account.mjs';
import { visit } from '../lib/browser.mjs';
import { equal, eventually, sees, seesNot } from '../lib/check.mjs';
import { makePlan } from '../lib/plans.mjs';
import { withDatabase } from '../lib/postgres.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
/** A server that is killed takes what its page was loading with it. */
const NETWORK = [/net::ERR/, /WebSocket/, /Failed to load/, /status of 4\d\d/, /response: 4\d\d/];

const title = (page, text) => page.locator('.list__row').filter({ hasText: text });
const card = (page, text) => page.locator('.board__card').filter({ hasText: text });
const isSaved = (page) => sees(page.locator('.project__sync[data-state=saved]'));
const unsolved = (page) => page.getByRole('button', { name: en('conflicts.open', { count: 1 }) });
const seq = async (account, project) =>
  (await account.call('plan/open', { project: project.id, had: {} })).seq;

/** Two servers that share a database, and somebody who works at each. */
async function open(test, database) {
  const one = await test.start({ database });
  const ada = await Account.first(one);
  const two = await test.start({ database });
  const people = [ada];
  for (const [name, email] of [['Bo Chen', 'bo@example.com'], ['Cy Wang', 'cy@example.com']]) {
    people.push(await ada.invite({ name, email }, two));
  }
  const project = await makePlan(ada, undefined, { key: 'TWO', name: 'Two servers' });
  const board = async (server, account) => {
    const page = await test.people.enter({ server, account, expects: NETWORK });
    await visit(page, `/projects/${project.id}/board`);
    await sees(card(page, 'Draw the racks'));
    return page;
  };
  return { one, two, people, project, board };
}

/** Writes a title into the peek panel, and leaves it to the caller when it is sent. */
async function write(page, from, to) {
  await card(page, from).locator('.board__open').click();
  const field = page.locator('#peek').getByLabel(en('peek.title'), { exact: true });
  await field.fill(to);
  return () => field.press('Enter');
}

/** Both send at the same moment: the calls leave only when both are on their way. */
async function together(pages) {
  let ready = 0;
  let go;
  const all = new Promise((resolve) => {
    go = resolve;
  });
  for (const page of pages) {
    await page.route('**/api/plan/submit', async (route) => {
      ready += 1;
      if (ready === pages.length) go();
      await all;
      await route.continue();
    });
  }
}

/** One of two wins; the other is told, and both show the same. */
async function renameAtOnce(here, there) {
  await together([here, there]);
  const first = await write(here, 'Draw the racks', 'Here');
  const second = await write(there, 'Draw the racks', 'There');
  await Promise.all([first(), second()]);
  for (const page of [here, there]) await page.keyboard.press('Escape');
  const renamed = (page) => page.locator('.board__open').filter({ hasText: /^(Here|There)$/ });
  const shown = (page) => renamed(page).allTextContents();
  const losers = async () =>
    Promise.all([here, there].map(async (page) => (await unsolved(page).count()) > 0));
  const told = await eventually(losers, (told) => told.includes(true), 'one is told');
  equal(told.filter(Boolean).length, 1, 'only one has lost');
  const winner = told[0] ? 'There' : 'Here';
  for (const page of [here, there]) await eventually(() => shown(page), [winner]);
  const loser = told[0] ? here : there;
  await unsolved(loser).click();
  const sheet = loser.locator('#conflicts');
  await sees(sheet.locator('.conflicts__text').filter({ hasText: winner }));
  await sheet.getByLabel(en('conflicts.merged')).fill('Draw the racks');
  await sheet.getByRole('button', { name: en('conflicts.save_merged') }).click();
  for (const page of [here, there]) {
    await sees(card(page, 'Draw the racks'));
    await page.unroute('**/api/plan/submit');
  }
}

/** Who is at the other server is seen, and what they have selected. */
async function present(here, there) {
  for (const page of [here, there]) await sees(page.locator('.project__others'));
  const opened = () => card(here, 'Order the racks').getAttribute('data-opened');
  await card(there, 'Order the racks').locator('.board__open').click();
  await eventually(opened, 'Bo Chen');
  await there.keyboard.press('Escape');
  await card(there, 'Draw the racks').locator('.board__open').click();
  await eventually(opened, null);
  await there.keyboard.press('Escape');
}

export const tests = [
  {
    name: 'two servers are one: who is first, who is there, who may no longer',
    run: async (test) => {
      const has = await withDatabase(async (database) => {
        const { one, two, people, project, board } = await open(test, database);
        const [ada, bo, cy] = people;
        const [here, there] = [await board(one, ada), await board(two, bo)];
        await present(here, there);
        await renameAtOnce(here, there);
        // Taken away at one server, gone at the other.
        const page = await board(two, cy);
        const team = await ada.call('settings/people');
        const { id: user, version } = team.find(({ email }) => email === 'cy@example.com');
        await ada.call('settings/set_active', { user, version, is_active: false });
        await sees(page.locator('.project__sync[data-state=signed-out]'));
        equal(await seq(ada, project), await seq(bo, project));
        await one.halt();
        await two.halt();
      });
      if (!has) test.skip('there is no PostgreSQL in ACCORD_TEST_POSTGRES');
    },
  },
  {
    name: 'one server is killed: the other goes on, and its successor catches up',
    run: async (test) => {
      const has = await withDatabase(async (database) => {
        const { one, two, people, project, board } = await open(test, database);
        const [ada, bo] = people;
        const [here, there] = [await board(one, ada), await board(two, bo)];
        await sees(there.locator('.project__others'));
        await one.kill();
        const send = await write(there, 'Draw the racks', 'Draw every rack');
        await send();
        await there.keyboard.press('Escape');
        await isSaved(there);
        await sees(card(there, 'Draw every rack'));
        // What is done before a dead server waits on the device.
        await (await write(here, 'Train the team', 'Train everybody'))();
        await here.keyboard.press('Escape');
        await sees(here.locator('.project__sync[data-state=offline]'));
        equal(await card(here, 'Draw every rack').count(), 0);
        const before = await seq(bo, project);
        await one.start();
        await sees(card(here, 'Draw every rack'));
        await isSaved(here);
        await sees(card(there, 'Train everybody'));
        equal(await seq(bo, project), before + 1);
        equal(await seq(ada, project), before + 1);
        await visit(there, `/projects/${project.id}/list`);
        await sees(title(there, 'Train everybody'));
        await seesNot(title(there, 'Train the team'));
        await one.halt();
        await two.halt();
      });
      if (!has) test.skip('there is no PostgreSQL in ACCORD_TEST_POSTGRES');
    },
  },
];
