// What is in somebody's hand or on its way while others change the same plan.

import { Account, newId } from '../lib/account.mjs';
import { TO_DO, column, title as card } from '../lib/board.mjs';
import { visit } from '../lib/browser.mjs';
import { equal, eventually, ok, pause, sees, seesNot } from '../lib/check.mjs';
import { row as bar } from '../lib/gantt.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { isSaved } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { OVERTAKEN } from '../lib/toasts.mjs';
import { middle } from '../lib/touch.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const NETWORK = [/ERR_INTERNET_DISCONNECTED/, /net::ERR/, /WebSocket/, /status of 4\d\d/];

export const prepare = (server) => Account.two(server);

let made = 0;

async function plan({ given }) {
  made += 1;
  return makePlan(given.admin, undefined, { key: `V${made}`, name: `Together ${made}` });
}

const opened = ({ given }, project) => given.admin.call('plan/open', { project: project.id, had: {} });

const RACKS = 'Draw the racks';

/** The task "Draw the racks", whatever it is called by now. */
async function racks(test, project) {
  const { plan } = await opened(test, project);
  return plan.tasks.find((task) => task.number === 3);
}

/** Lets the second person do something that knows everything before it. */
async function secondDoes(test, project, op) {
  const { seq } = await opened(test, project);
  const step = { id: newId(), base: seq, origin: { view: 'other' }, op };
  const args = { project: project.id, since: seq, ops: [step] };
  const { refused } = await test.given.second.call('plan/submit', args);
  equal(refused.length, 0);
}

/** How often operations are sent from now on. */
function counted(page) {
  const sent = { count: 0 };
  page.on('request', (request) => {
    if (request.url().endsWith('/plan/submit')) sent.count += 1;
  });
  return sent;
}

const row = (page, text) => page.locator('.list__row').filter({ hasText: text });

/** Writes another title into a row of the list. */
async function rename(page, from, to) {
  await row(page, from).locator('[data-column=title]').click();
  await page.keyboard.press('F2');
  await sees(page.locator('.list__field input'));
  await page.keyboard.type(to);
  await page.keyboard.press('Enter');
  await sees(row(page, to));
}

export const tests = [
  {
    name: 'a bar that keys hold does not overwrite what somebody else has done with it meanwhile',
    run: async (test) => {
      const project = await plan(test);
      const page = await test.people.enter({ account: test.given.admin });
      await visit(page, `/projects/${project.id}/gantt`);
      await bar(page, RACKS).click();
      await page.keyboard.press('m');
      await page.keyboard.press('Shift+ArrowRight');
      const { id } = await racks(test, project);
      const { plan: now } = await opened(test, project);
      const constraint = { kind: 'start_no_earlier_than', at: now.settings.start + 60 * 1440 };
      await secondDoes(test, project, { change: { task: id, to: { constraint } } });
      await pause(1200);
      await page.keyboard.press('Enter');
      await sees(page.locator('.toast').filter({ hasText: OVERTAKEN }));
      await isSaved(page);
      equal((await racks(test, project)).constraint.at, constraint.at);
    },
  },
  {
    name: 'a form of the plan that is open does not overwrite what somebody else has set meanwhile',
    run: async (test) => {
      const project = await plan(test);
      const page = await test.people.enter({ account: test.given.admin });
      await visit(page, `/projects/${project.id}/list`);
      await sees(row(page, RACKS));
      await page.getByRole('button', { name: en('shell.plan_more') }).click();
      await page.getByRole('menuitem', { name: en('shell.plan_settings') }).click();
      const dialog = page.locator('#plan-settings');
      await dialog.getByLabel(en('plan_settings.critical_days')).fill('3');
      const { settings } = (await opened(test, project)).plan;
      const start = settings.start + 7 * 1440;
      await secondDoes(test, project, { configure: { ...settings, start } });
      await pause(1200);
      await dialog.getByRole('button', { name: en('plan_settings.save') }).click();
      await sees(page.locator('.toast').filter({ hasText: OVERTAKEN }));
      await isSaved(page);
      equal((await opened(test, project)).plan.settings.start, start);
    },
  },
  {
    name: 'to undo all the same is about the step that was asked about, and no later one',
    run: async (test) => {
      const project = await plan(test);
      const page = await test.people.enter({ account: test.given.admin });
      await visit(page, `/projects/${project.id}/list`);
      await rename(page, RACKS, 'Racks in blue');
      await isSaved(page);
      const { id } = await racks(test, project);
      await secondDoes(test, project, { change: { task: id, to: { title: 'Racks in red' } } });
      await sees(row(page, 'Racks in red'));
      await page.keyboard.press('Control+z');
      const anyway = page.getByRole('button', { name: en('common.all_the_same'), exact: true });
      await sees(anyway);
      await rename(page, 'Train the team', 'Train everybody');
      await anyway.click();
      await pause(300);
      await isSaved(page);
      await sees(row(page, 'Train everybody'));
      equal((await racks(test, project)).title, 'Racks in red');
    },
  },
  {
    name: 'what is reported on the chart stands in the column that it means',
    run: async (test) => {
      const project = await plan(test);
      const page = await test.people.enter({ account: test.given.admin });
      await visit(page, `/projects/${project.id}/gantt`);
      await bar(page, RACKS).click();
      for (const key of ['%', '1', '0', '0', 'Enter']) await page.keyboard.press(key);
      await eventually(async () => (await racks(test, project)).percent, 100);
      const { columns } = (await opened(test, project)).plan;
      const { column: id } = await racks(test, project);
      equal(columns.find((column) => column.id === id).kind, 'done');
    },
  },
  {
    name: 'a card lands in the column below it though somebody else adds one meanwhile',
    run: async (test) => {
      const project = await plan(test);
      const page = await test.people.enter({ account: test.given.admin });
      await visit(page, `/projects/${project.id}/board`);
      await sees(card(page, RACKS));
      const names = ['Fresh', en('new_project.column_to_do'), en('new_project.column_doing')];
      const doing = column(page, names[2]).locator('.board__list');
      const to = await middle(doing);
      let under;
      await dragMouse(page, await middle(card(page, RACKS)), to, {
        meanwhile: async () => {
          const fresh = { id: newId(), name: 'Fresh', kind: 'to_do', rank: '1' };
          await secondDoes(test, project, { put_column: fresh });
          await sees(column(page, 'Fresh'));
          await pause(300);
          for (const name of names) {
            const { x, width } = await column(page, name).boundingBox();
            if (x <= to.x && to.x < x + width) under = name;
          }
        },
      });
      await isSaved(page);
      const { plan: now } = await opened(test, project);
      const { column: id } = await racks(test, project);
      equal(now.columns.find((column) => column.id === id).name, under);
    },
  },
  {
    name: 'what a rule refuses stays where it was typed',
    run: async (test) => {
      const project = await plan(test);
      const page = await test.people.enter({ account: test.given.admin });
      const failed = page.locator('.toast[data-error=true]');
      await visit(page, `/projects/${project.id}/board`);
      await column(page, TO_DO)
        .getByRole('button', { name: en('board.new_task') }).click();
      const line = page.getByRole('textbox', { name: en('board.new_task') });
      // No task may take so long.
      await line.fill('Paint the lines 99999w');
      await page.keyboard.press('Enter');
      await sees(failed);
      equal(await line.inputValue(), 'Paint the lines 99999w');
      await line.fill('Paint the lines');
      await page.keyboard.press('Enter');
      await sees(card(page, 'Paint the lines'));
      await eventually(() => line.inputValue(), '');
      await isSaved(page);
    },
  },
  {
    name: 'without a network it is tried again once in a while, however much was done',
    run: async (test) => {
      const project = await plan(test);
      const page = await test.people.enter({ account: test.given.admin, expects: NETWORK });
      await visit(page, `/projects/${project.id}/board`);
      await card(page, RACKS).focus();
      await page.context().setOffline(true);
      for (let at = 0; at < 6; at += 1) {
        await page.keyboard.press(at % 2 === 0 ? 'Alt+ArrowUp' : 'Alt+ArrowDown');
        await pause(300);
      }
      await sees(page.locator('.project__sync[data-state=offline]').filter({ hasText: '6' }));
      const sent = counted(page);
      await pause(3500);
      ok(sent.count <= 2, `${sent.count} calls in one round`);
      await page.context().setOffline(false);
      await isSaved(page);
    },
  },
  {
    name: 'what the server has is neither shown nor sent again after somebody else used the device',
    run: async (test) => {
      const project = await plan(test);
      const page = await test.people.enter({ account: test.given.admin });
      const context = page.context();
      const list = `/projects/${project.id}/list`;
      await visit(page, list);
      await rename(page, RACKS, 'Racks in blue');
      await isSaved(page);
      await eventually(async () => (await racks(test, project)).title, 'Racks in blue');
      // Before the plan is kept with it on the device, somebody else signs in there.
      await context.addCookies(test.given.second.cookies());
      await visit(page, list);
      await sees(row(page, 'Racks in blue'));
      const { id } = await racks(test, project);
      await secondDoes(test, project, { change: { task: id, to: { title: 'Racks in red' } } });
      await sees(row(page, 'Racks in red'));
      await context.addCookies(test.given.admin.cookies());
      const sent = counted(page);
      await visit(page, list);
      await sees(row(page, 'Racks in red'));
      await isSaved(page);
      await pause(500);
      await seesNot(row(page, 'Racks in blue'));
      equal(sent.count, 0);
    },
  },
];
