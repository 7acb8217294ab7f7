// First start to signed-in, and the ways in and out after that.

import { ADMIN } from '../lib/account.mjs';
import { awake } from '../lib/browser.mjs';
import { equal, eventually, ok, sees } from '../lib/check.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');

async function signIn(page, password) {
  await page.getByLabel(en('entry.email')).fill(ADMIN.email);
  await page.getByLabel(en('entry.password')).fill(password);
  await page.getByRole('button', { name: en('entry.sign_in') }).click();
}

async function isHome(page, server) {
  await eventually(() => page.url(), `${server.url}/`);
  await awake(page);
  await sees(page.locator('.home h1').filter({ hasText: ADMIN.name }));
}

export const tests = [
  {
    name: 'without an organisation every page leads to words on what to do',
    run: async ({ people, server }) => {
      ok(server.setupLink(), 'the server prints the set-up link');
      const page = await people.enter();
      const answer = await page.goto('/');
      equal(answer.status(), 200);
      ok(new URL(page.url()).pathname.startsWith('/sign-in'));
    },
  },
  {
    name: 'the link leads to organisation, administrator and home',
    run: async ({ people, server }) => {
      const page = await people.enter({ expects: [/422/] });
      await page.goto(server.setupLink());
      await page.getByLabel(en('entry.organisation')).fill(ADMIN.organisation);
      await page.getByLabel(en('entry.your_name')).fill(ADMIN.name);
      await page.getByLabel(en('entry.email')).fill(ADMIN.email);
      await page.getByLabel(en('entry.new_password')).fill('short');
      await page.getByRole('button', { name: en('entry.begin') }).click();
      await sees(page.getByRole('alert'));
      equal(await page.getByLabel(en('entry.organisation')).inputValue(), ADMIN.organisation);
      await page.getByLabel(en('entry.new_password')).fill(ADMIN.password);
      await page.getByRole('button', { name: en('entry.begin') }).click();
      await isHome(page, server);
    },
  },
  {
    name: 'the link works once',
    run: async ({ people, server }) => {
      const page = await people.enter({ expects: [/status of 4\d\d|response: 4\d\d/] });
      const answer = await page.goto(server.setupLink());
      ok(answer.status() >= 400);
      await sees(page.getByText(en('error.link_expired')));
      await server.halt();
      await server.start();
      equal(server.output().match(/\/setup\//g).length, 1, 'no second link is printed');
    },
  },
  {
    name: 'sign out, a wrong password, sign in',
    run: async ({ people }) => {
      const page = await people.enter({ expects: [/status of 401|response: 401/] });
      await page.goto('/settings');
      equal(new URL(page.url()).pathname, '/sign-in');
      await signIn(page, 'not the password');
      await sees(page.getByRole('alert').filter({ hasText: en('error.bad_credentials') }));
      equal(await page.getByLabel(en('entry.email')).inputValue(), ADMIN.email);
      await signIn(page, ADMIN.password);
      await eventually(() => new URL(page.url()).pathname, '/settings');
      await awake(page);
      await page.getByRole('button', { name: ADMIN.name }).first().click();
      await page.getByRole('menu').getByRole('button', { name: en('shell.sign_out') }).click();
      await eventually(() => new URL(page.url()).pathname, '/sign-in');
      await page.goto('/');
      equal(new URL(page.url()).pathname, '/sign-in');
    },
  },
  {
    name: 'signing in needs no JavaScript and speaks the language of the browser',
    run: async ({ people, server }) => {
      const page = await people.enter({ script: false, language: 'zh-CN' });
      await page.goto('/sign-in');
      equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
      await page.getByLabel(zh('entry.email')).fill(ADMIN.email);
      await page.getByLabel(zh('entry.password')).fill(ADMIN.password);
      await page.getByRole('button', { name: zh('entry.sign_in') }).click();
      await eventually(() => page.url(), `${server.url}/`);
      await sees(page.getByRole('link', { name: zh('shell.projects') }));
    },
  },
  {
    name: 'the language link changes the page of the way in',
    run: async ({ people }) => {
      const page = await people.enter({ language: 'en' });
      await page.goto('/sign-in');
      await page.getByRole('link', { name: '中文' }).click();
      await sees(page.getByRole('heading', { name: zh('entry.sign_in') }));
      await page.goto('/sign-in');
      await sees(page.getByRole('heading', { name: zh('entry.sign_in') }));
    },
  },
];
