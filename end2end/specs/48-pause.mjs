// Live updates that are paused: what others do waits, what one does oneself goes on.

import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { title } from '../lib/board.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, pause, sees, seesNot } from '../lib/check.mjs';
import { fits, isSaved, press } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { OVERTAKEN } from '../lib/toasts.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const RACKS = 'Draw the racks';

export const prepare = (server) => Account.two(server);

let made = 0;

/** A new plan that the first person looks at, with live updates paused. */
async function paused({ people, given }, view, options = {}) {
  made += 1;
  const { id } = await makePlan(given.admin, undefined, { key: `P${made}`, name: `Paused ${made}` });
  const page = await people.enter({ account: given.admin, ...options });
  await visit(page, `/projects/${id}/${view}`);
  await sees(page.locator('.board__open, .list__row').filter({ hasText: RACKS }));
  const say = words(options.language ?? 'en');
  await press(page, say('shell.plan_more'));
  await page.getByRole('menuitemcheckbox', { name: say('shell.pause_live') }).click();
  await sees(note(page, say));
  return { page, id, say };
}

/** What stands above the plan as long as it is paused. */
const note = (page, say = en) =>
  page.getByRole('group', { name: say('shell.live_paused'), exact: true });

const row = (page, text) => page.locator('.list__row').filter({ hasText: text });

const opened = ({ given }, project) => given.second.call('plan/open', { project, had: {} });

const titled = async (test, project) => {
  const { plan } = await opened(test, project);
  return plan.tasks.map((task) => task.title);
};

/** The second person gives a task another title. */
async function renames(test, project, from, to) {
  const { plan, seq } = await opened(test, project);
  const { id: task } = plan.tasks.find((one) => one.title === from);
  const op = { change: { task, to: { title: to } } };
  const step = { id: newId(), base: seq, origin: { view: 'list' }, op };
  const { refused } = await test.given.second.call('plan/submit', { project, since: seq, ops: [step] });
  deepEqual(refused, []);
}

/** Writes another title into a row of the list. */
async function writes(page, from, to) {
  await row(page, from).locator('[data-column=title]').click();
  await page.keyboard.press('F2');
  await sees(page.locator('.list__field input'));
  await page.keyboard.type(to);
  await page.keyboard.press('Enter');
}

/** A list with live updates paused, and one change of somebody else that waits. */
async function pausedWithOne(test) {
  const { page, id } = await paused(test, 'list');
  await renames(test, id, RACKS, 'Racks in red');
  await sees(page.getByRole('button', { name: en('shell.show_held_one') }));
  return { page, id };
}

export const tests = [
  {
    name: 'what others do waits until it is asked for, and what one does oneself is sent',
    run: async (test) => {
      const { page, id } = await pausedWithOne(test);
      await writes(page, 'Train the team', 'Train everybody');
      await sees(row(page, 'Train everybody'));
      await eventually(async () => (await titled(test, id)).includes('Train everybody'), true);
      await isSaved(page);
      await renames(test, id, 'Order the racks', 'Order all racks');
      const show = page.getByRole('button', { name: en('shell.show_held', { count: 2 }) });
      await sees(show);
      await sees(row(page, RACKS));
      await seesNot(row(page, 'Racks in red'));
      await show.click();
      for (const text of ['Racks in red', 'Order all racks', 'Train everybody']) {
        await sees(row(page, text));
      }
      // It is shown, and what comes next waits again.
      await renames(test, id, 'Racks in red', 'Racks in blue');
      await sees(page.getByRole('button', { name: en('shell.show_held_one') }));
      await sees(row(page, 'Racks in red'));
      await press(page, en('shell.resume_live'));
      await sees(row(page, 'Racks in blue'));
      await seesNot(note(page));
      await renames(test, id, 'Racks in blue', 'Racks in green');
      await sees(row(page, 'Racks in green'));
    },
  },
  {
    name: 'what cannot be done because of something that waits shows what that is',
    run: async (test) => {
      const { page, id } = await pausedWithOne(test);
      await writes(page, RACKS, 'Racks in blue');
      await sees(page.locator('.toast').filter({ hasText: OVERTAKEN }));
      await sees(row(page, 'Racks in red'));
      await sees(note(page));
      equal((await titled(test, id)).includes('Racks in blue'), false);
    },
  },
  {
    name: 'a page that is loaded again shows everything',
    run: async (test) => {
      const { page, id } = await pausedWithOne(test);
      await writes(page, 'Train the team', 'Train everybody');
      await sees(row(page, 'Train everybody'));
      await isSaved(page);
      // The plan is kept on the device a while after the last change.
      await pause(3300);
      await reload(page);
      await sees(row(page, 'Racks in red'));
      await sees(row(page, 'Train everybody'));
      await isSaved(page);
      await seesNot(note(page));
    },
  },
  ...['desktop', 'tablet', 'phone'].map((size) => ({
    name: `the keyboard is not lost, and all of it has room, ${size}`,
    run: async (test) => {
      const { page, id, say } = await paused(test, 'board', { size, language: 'zh-CN' });
      await renames(test, id, 'Survey the halls', 'Survey one hall');
      const show = page.getByRole('button', { name: say('shell.show_held_one') });
      await sees(show);
      await fits(page);
      deepEqual(await violations(page), []);
      await show.focus();
      await page.keyboard.press('Enter');
      await sees(title(page, 'Survey one hall'));
      equal(await page.evaluate(() => document.activeElement.textContent.trim()), say('shell.live_paused'));
      await press(page, say('shell.resume_live'));
      await seesNot(note(page, say));
      equal(await page.evaluate(() => document.activeElement.id), 'plan-more-button');
    },
  })),
];
