// Live updates of the pages beside the plan that are paused: the same switch as the plan's.

import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { visit } from '../lib/browser.mjs';
import { deepEqual, equal, sees, seesNot } from '../lib/check.mjs';
import { fits, press } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = (server) => Account.two(server);

let made = 0;

/** A page of a new project, with live updates paused. */
async function paused({ people, given }, name, options = {}) {
  made += 1;
  const numbered = { key: `W${made}`, name: `Waiting ${made}` };
  const { id } = await makePlan(given.admin, undefined, numbered);
  const page = await people.enter({ account: given.admin, ...options });
  const say = words(options.language ?? 'en');
  // What is changed before the server has greeted is not told.
  const isChannel = (socket) => new URL(socket.url()).pathname === '/live';
  const channel = page.waitForEvent('websocket', isChannel);
  const greeted = channel.then((socket) => socket.waitForEvent('framereceived'));
  await visit(page, `/projects/${id}/${name}`);
  await sees(page.locator('.area-bar'));
  await greeted;
  await page.locator('#account-button').click();
  await page.getByRole('menuitemcheckbox', { name: say('shell.pause_live') }).click();
  await sees(note(page, say));
  return { page, id, say };
}

/** What stands above the page as long as it is paused. */
const note = (page, say = en) =>
  page.getByRole('group', { name: say('shell.live_paused'), exact: true });

const one = (page, say = en) => page.getByRole('button', { name: say('shell.show_held_one') });

/** The second person fears something; a cell of the matrix shows two by name. */
async function fears({ given }, project, title, probability = 2) {
  const draft = { title, inherent: { probability, impact: 2 } };
  await given.second.call('risks/create', { project, id: newId(), draft });
}

/** The second person says something to the team. */
async function says({ given }, project, body) {
  const thread = { kind: 'project', id: project };
  const letter = { thread, body, is_client_visible: false, reply_to: null };
  await given.second.call('messages/post', { project, id: newId(), letter });
}

export const tests = [
  {
    name: 'what others do waits until it is asked for, and then by itself again',
    run: async (test) => {
      const { page, id } = await paused(test, 'risks');
      const risk = (title) => page.locator('.risks__chip').filter({ hasText: title });
      // What others do elsewhere in the project is not counted here.
      await says(test, id, 'Good morning');
      await fears(test, id, 'Rain');
      await sees(one(page));
      await seesNot(risk('Rain'));
      await one(page).click();
      await sees(risk('Rain'));
      await sees(note(page));
      await fears(test, id, 'Snow');
      await sees(one(page));
      await seesNot(risk('Snow'));
      await press(page, en('shell.resume_live'));
      await sees(risk('Snow'));
      await seesNot(note(page));
      await fears(test, id, 'Hail', 3);
      await sees(risk('Hail'));
    },
  },
  {
    name: 'it is one switch for all pages, and what waited for a page is gone with it',
    run: async (test) => {
      const { page, id } = await paused(test, 'messages');
      await says(test, id, 'The racks are here');
      await sees(one(page));
      const shown = page.getByText('The racks are here');
      await seesNot(shown);
      const areas = page.getByRole('navigation', { name: en('shell.project_areas') });
      await areas.getByRole('link', { name: en('shell.plan'), exact: true }).click();
      await sees(page.locator('.board__open'));
      equal(await note(page).count(), 1);
      await seesNot(one(page));
      await areas.getByRole('link', { name: en('shell.talk'), exact: true }).click();
      await sees(shown);
      await sees(note(page));
      await seesNot(one(page));
      await areas.getByRole('link', { name: en('shell.plan'), exact: true }).click();
      await sees(page.locator('.board__open'));
      await press(page, en('shell.resume_live'));
      await seesNot(note(page));
    },
  },
  ...['desktop', 'tablet', 'phone'].map((size) => ({
    name: `the keyboard is not lost, and all of it has room, ${size}`,
    run: async (test) => {
      const { page, id, say } = await paused(test, 'risks', { size, language: 'zh-CN' });
      await fears(test, id, 'Rain');
      await sees(one(page, say));
      await fits(page);
      deepEqual(await violations(page), []);
      await press(page, say('shell.resume_live'));
      await seesNot(note(page, say));
      equal(await page.evaluate(() => document.activeElement.id), 'account-button');
    },
  })),
];
