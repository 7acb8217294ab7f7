// A network that goes at the worst moment, three people at once, a page older than its server.

import { Account } from '../lib/account.mjs';
import { DOING, REVIEW, TO_DO, column, isIn, title, titles } from '../lib/board.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { equal, eventually, sees } from '../lib/check.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { isSaved } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { middle } from '../lib/touch.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
const NETWORK = [
  /ERR_INTERNET_DISCONNECTED/,
  /net::ERR/,
  /WebSocket/,
  /request: POST/,
  /Failed to load/,
];

/** Three people who may change every plan. */
export async function prepare(server) {
  const admin = await Account.first(server);
  const others = [];
  for (const name of ['bo', 'cy']) {
    others.push(await admin.invite({ name, email: `${name}@example.com` }));
  }
  return { admin, others };
}

let made = 0;

async function plan({ given }) {
  made += 1;
  return makePlan(given.admin, undefined, { key: `C${made}`, name: `Cuts ${made}` });
}

/** Somebody with the board of a project open. */
async function board({ people }, project, account, more = {}) {
  const page = await people.enter({ account, expects: [...NETWORK, ...(more.expects ?? [])] });
  if (more.script) await page.addInitScript(more.script);
  await visit(page, `/projects/${project.id}/board`);
  await sees(title(page, 'Draw the racks'));
  return page;
}

const waits = (page, count) =>
  sees(page.locator('.project__sync[data-state=offline]').filter({ hasText: String(count) }));

/** Carries a card by mouse; `meanwhile` runs before it is dropped. */
async function carry(page, text, name, meanwhile) {
  const from = await middle(title(page, text));
  const to = await middle(column(page, name).locator('.board__list'));
  await dragMouse(page, from, to, { meanwhile });
}

/** How many operations the server has numbered. */
async function numbered(account, project) {
  return (await account.call('plan/open', { project: project.id, had: {} })).seq;
}

export const tests = [
  {
    name: 'three people at one board end with one plan, also where two move the same card',
    run: async (test) => {
      const project = await plan(test);
      const accounts = [test.given.admin, ...test.given.others];
      const pages = await Promise.all(accounts.map((account) => board(test, project, account)));
      await sees(pages[0].locator('.project__others'));
      await Promise.all([
        carry(pages[0], 'Draw the racks', DOING),
        carry(pages[1], 'Draw the racks', REVIEW),
        carry(pages[2], 'Train the team', DOING),
      ]);
      await Promise.all(pages.map(isSaved));
      const places = async (page) =>
        JSON.stringify(await Promise.all([TO_DO, DOING, REVIEW].map((name) => titles(page, name))));
      const first = await places(pages[0]);
      for (const page of pages) {
        await eventually(
          async () => (await places(page)) === (await places(pages[2])),
          true,
          'one plan',
        );
        await isIn(page, DOING, 'Train the team');
      }
      equal(first.split('Draw the racks').length, 2, 'the card is in one place');
    },
  },
  {
    name: 'of two who move one card the one who lost hears by whom, and may repeat it',
    run: async (test) => {
      const project = await plan(test);
      const [bo] = test.given.others;
      const winner = await board(test, project, bo);
      const page = await board(test, project, test.given.admin);
      await page.context().setOffline(true);
      await carry(page, 'Draw the racks', REVIEW);
      await carry(page, 'Train the team', DOING);
      await waits(page, 2);
      await carry(winner, 'Draw the racks', DOING);
      await carry(winner, 'Train the team', REVIEW);
      await isSaved(winner);
      await page.context().setOffline(false);
      // Both are told of, by name; the plan is the other's.
      await isIn(page, DOING, 'Draw the racks');
      await isIn(page, REVIEW, 'Train the team');
      await sees(
        page
          .locator('.toast')
          .filter({ hasText: pattern('en', 'common.overtaken', { who: 'bo' }) }),
      );
      const button = (count) => page.getByRole('button', { name: en('conflicts.open', { count }) });
      await sees(button(2));
      // Nothing is decided by loading the page again.
      await reload(page);
      await sees(button(2));
      await button(2).click();
      const sheet = page.locator('#conflicts');
      const one = (text) => sheet.locator('.conflicts__one').filter({ hasText: text });
      await sees(one('Draw the racks').getByText(en('conflicts.by', { who: 'bo' })));
      await one('Draw the racks').getByRole('button', { name: en('conflicts.mine') }).click();
      await isIn(page, REVIEW, 'Draw the racks');
      await isIn(winner, REVIEW, 'Draw the racks');
      await one('Train the team').getByRole('button', { name: en('conflicts.theirs') }).click();
      await eventually(() => page.getByRole('button', { name: /not applied/ }).count(), 0);
      await isSaved(page);
      await isIn(page, REVIEW, 'Train the team');
      await reload(page);
      await isIn(page, REVIEW, 'Draw the racks');
      equal(await page.getByRole('button', { name: /not applied/ }).count(), 0);
    },
  },
  {
    name: 'the network goes while a card is carried: it stays where it is put and arrives later',
    run: async (test) => {
      const project = await plan(test);
      const page = await board(test, project, test.given.admin);
      const other = await board(test, project, test.given.others[0]);
      await carry(page, 'Draw the racks', DOING, () => page.context().setOffline(true));
      await isIn(page, DOING, 'Draw the racks');
      await waits(page, 1);
      await isIn(other, TO_DO, 'Draw the racks');
      await page.context().setOffline(false);
      await isSaved(page);
      await isIn(other, DOING, 'Draw the racks');
    },
  },
  {
    name: 'an answer that is lost is asked for again, and nothing happens twice',
    run: async (test) => {
      const project = await plan(test);
      const page = await board(test, project, test.given.admin);
      const before = await numbered(test.given.admin, project);
      let lost = 0;
      await page.route('**/api/plan/submit', async (route) => {
        if (lost > 0) return route.continue();
        lost += 1;
        // The server takes it; the browser never hears of it.
        await route.fetch();
        return route.abort('connectionreset');
      });
      await carry(page, 'Draw the racks', DOING);
      await eventually(() => lost, 1, 'an answer is lost');
      await isSaved(page);
      await isIn(page, DOING, 'Draw the racks');
      equal(await numbered(test.given.admin, project), before + 1);
      await reload(page);
      await isIn(page, DOING, 'Draw the racks');
    },
  },
  {
    name: 'a plan that is cut off while it opens is opened again on request',
    run: async (test) => {
      const project = await plan(test);
      const page = await test.people.enter({ account: test.given.admin, expects: NETWORK });
      await page.route('**/api/plan/open', (route) => route.abort('connectionreset'));
      await visit(page, `/projects/${project.id}/board`);
      const again = page.getByRole('button', { name: en('common.retry') });
      await sees(again);
      await page.unroute('**/api/plan/open');
      await again.click();
      await sees(title(page, 'Draw the racks'));
    },
  },
  {
    name: 'a session that ends without a network loses nothing, and nobody else sends it',
    run: async (test) => {
      const project = await plan(test);
      const [bo] = test.given.others;
      const before = await numbered(test.given.admin, project);
      const page = await board(test, project, bo, { expects: [/401/] });
      await page.context().setOffline(true);
      await carry(page, 'Draw the racks', DOING);
      await carry(page, 'Train the team', DOING);
      await waits(page, 2);
      await bo.form('/sign-out', {});
      await page.context().setOffline(false);
      const out = page.locator('.project__sync[data-state=signed-out]');
      await sees(out.filter({ hasText: en('shell.signed_out', { count: 2 }) }));
      const signIn = async (email) => {
        await page.getByLabel(en('entry.email')).fill(email);
        await page.getByLabel(en('entry.password')).fill('a long enough password');
        await page.getByRole('button', { name: en('entry.sign_in') }).click();
        await sees(title(page, 'Draw the racks'));
      };
      // Somebody else at the same device finds the plan as the server has it.
      await page.locator('.project__sign-in').click();
      await signIn('cy@example.com');
      await isSaved(page);
      await isIn(page, TO_DO, 'Draw the racks');
      equal(await numbered(test.given.admin, project), before);
      // Whose changes they are finds them again, and they arrive.
      await page.context().clearCookies();
      await page.goto(`/sign-in?next=/projects/${project.id}/board`);
      await signIn('bo@example.com');
      await isIn(page, DOING, 'Draw the racks');
      await isIn(page, DOING, 'Train the team');
      await isSaved(page);
      equal(await numbered(test.given.admin, project), before + 2);
      // The tests after this one need the account again.
      const again = { email: 'bo@example.com', password: 'a long enough password', next: '/' };
      await bo.form('/sign-in', again);
    },
  },
  {
    name: 'over plain http the settings say once what is missing, and the outbox works',
    run: async (test) => {
      const server = await test.start({ host: 'accord.test' });
      const account = await Account.first(server);
      const project = await makePlan(account, undefined, { key: 'HTTP', name: 'Plain' });
      // A browser says in the console what it leaves out for such an address.
      const expects = [...NETWORK, /untrustworthy/];
      const page = await test.people.enter({ account, server, expects });
      await visit(page, '/settings');
      equal(await page.evaluate(() => 'serviceWorker' in navigator), false);
      equal(await page.getByText(en('settings.no_offline_start')).count(), 1);
      await visit(page, `/projects/${project.id}/board`);
      await page.route('**/api/plan/submit', (route) => route.abort('connectionreset'));
      await carry(page, 'Draw the racks', DOING);
      await carry(page, 'Train the team', DOING);
      await waits(page, 2);
      await reload(page);
      await isIn(page, DOING, 'Draw the racks');
      await waits(page, 2);
      equal(await numbered(account, project), 1);
      await page.unroute('**/api/plan/submit');
      await isSaved(page);
      equal(await numbered(account, project), 3);
    },
  },
  {
    name: 'a browser that keeps nothing does not say that it does',
    run: async (test) => {
      const project = await plan(test);
      const script = () => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('no room', 'QuotaExceededError');
        };
      };
      const page = await board(test, project, test.given.admin, { script });
      await page.context().setOffline(true);
      await carry(page, 'Draw the racks', DOING);
      await sees(page.getByText(en('shell.offline_unkept', { count: 1 })));
      await page.context().setOffline(false);
      await isSaved(page);
      await isIn(page, DOING, 'Draw the racks');
    },
  },
  {
    name: 'a page older than its server says so, and what it has not sent survives the reload',
    run: async (test) => {
      const project = await plan(test);
      const page = await test.people.enter({ account: test.given.admin, expects: NETWORK });
      let isOld = true;
      await page.routeWebSocket(/\/live\?/, (socket) => {
        const server = socket.connectToServer();
        server.onMessage((message) => {
          const text = String(message);
          const isHello = isOld && text.includes('"hello"');
          socket.send(isHello ? text.replace(/"build":"[^"]*"/, '"build":"of-tomorrow"') : message);
        });
      });
      // A server of another build does not read what this one writes.
      await page.route('**/api/plan/submit', (route) => (isOld ? route.abort() : route.continue()));
      await visit(page, `/projects/${project.id}/board`);
      await sees(title(page, 'Draw the racks'));
      await sees(page.getByText(en('error.outdated')));
      await carry(page, 'Draw the racks', DOING);
      await waits(page, 1);
      isOld = false;
      await page.getByRole('button', { name: en('common.reload') }).click();
      await isIn(page, DOING, 'Draw the racks');
      await isSaved(page);
      await reload(page);
      await isIn(page, DOING, 'Draw the racks');
    },
  },
];
