// Several people on one plan, and one without a network.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { DOING, TO_DO, column } from '../lib/board.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { equal, eventually, pause, sees, seesNot } from '../lib/check.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { isSaved } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { middle } from '../lib/touch.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = (server) => Account.two(server);

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
const NETWORK = [/ERR_INTERNET_DISCONNECTED/, /net::ERR/, /WebSocket/, /status of 4\d\d/];

/** The field for the description in the peek panel. */
const wording = (page) => page.locator('#field-peek-description');

/** What the server has of "Draw the racks", whatever it is called by now. */
async function kept(test, project, property) {
  const { plan } = await opened(test, project);
  return plan.tasks.find((task) => task.number === 3)[property] ?? '';
}

/** Waits until what one page has sent is known to the other one. */
async function arrived(page, from) {
  await isSaved(from);
  await pause(700);
  await isSaved(page);
}

/** What the server has of the plan. */
const opened = ({ given }, project) =>
  given.admin.call('plan/open', { project: project.id, had: {} });

/** A new task, a card in another column, a description: three operations. */
async function workOnTheBoard(page, project) {
  await visit(page, `/projects/${project.id}/board`);
  const first = column(page, TO_DO);
  await first.getByRole('button', { name: en('board.new_task') }).click();
  await page.getByRole('textbox', { name: en('board.new_task') }).fill('Paint the lines');
  await page.keyboard.press('Enter');
  await sees(first.locator('.board__open').filter({ hasText: 'Paint the lines' }));
  await page.keyboard.press('Escape');
  await page.locator('.board__open').filter({ hasText: 'Survey the halls' }).focus();
  await page.keyboard.press('Alt+Shift+ArrowRight');
  const doing = column(page, DOING);
  await sees(doing.locator('.board__open').filter({ hasText: 'Survey the halls' }));
  await page.locator('.board__open').filter({ hasText: 'Draw the racks' }).click();
  await wording(page).fill('Blue.');
  await wording(page).press('Control+Enter');
  await page.keyboard.press('Escape');
}

/** A duration, a link, a level, a pasted value, a deletion and its undoing: six operations. */
async function workInTheList(page, project) {
  await visit(page, `/projects/${project.id}/list`);
  const focus = async (text, column) => {
    const cell = title(page, text).locator(`[data-column=${column}]`);
    await cell.click();
    await eventually(() => cell.evaluate((e) => e === document.activeElement), true, 'in the cell');
  };
  const write = async (text) => {
    await page.keyboard.press('F2');
    await sees(page.locator('.list__field input'));
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await seesNot(page.locator('.list__field input'));
  };
  await focus('Draw the racks', 'duration');
  await write('8d');
  await focus('Train the team', 'predecessors');
  await write('3');
  await focus('Moving in', 'title');
  await page.keyboard.press('Alt+Shift+ArrowRight');
  await eventually(() => title(page, 'Moving in').getAttribute('aria-level'), '2');
  await focus('Handover', 'title');
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'Handover at noon');
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
  });
  await sees(title(page, 'Handover at noon'));
  await focus('Paint the lines', 'title');
  await page.keyboard.press('Delete');
  await seesNot(title(page, 'Paint the lines'));
  await page.keyboard.press('Control+z');
  await sees(title(page, 'Paint the lines'));
}

/** A bar moved by keyboard: one operation. */
async function moveBar(page, project) {
  await visit(page, `/projects/${project.id}/gantt`);
  const title = page.locator('.gantt__title:text-is("Draw the racks")');
  await page.locator('.gantt__row').filter({ has: title }).click();
  await page.keyboard.press('m');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Enter');
}

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
    name: 'what one has selected or is moving the others see, in every view',
    run: async (test) => {
      const project = await plan(test);
      const one = await list(test, project, test.given.admin);
      const two = await list(test, project, test.given.second);
      const who = (page) => title(page, 'Draw the racks').locator('.task-marks__who');
      await title(two, 'Draw the racks').locator('[data-column=title]').click();
      await sees(who(one));
      equal(await who(one).getAttribute('aria-label'), 'Bo Chen');
      await title(two, 'Order the racks').locator('[data-column=title]').click();
      await seesNot(who(one));
      // In the chart a selected row, on the board a card, in the calendar a bar.
      await visit(one, `/projects/${project.id}/board`);
      const card = one.locator('.board__card').filter({ hasText: 'Order the racks' });
      await eventually(() => card.getAttribute('data-opened'), 'Bo Chen');
      const height = async () => (await card.boundingBox()).height;
      const named = await height();
      await visit(two, `/projects/${project.id}/gantt`);
      await seesNot(one.locator('.board__card[data-opened]'));
      equal(await height(), named, 'a name on the edge takes no room');
      await two.getByRole('row').filter({ hasText: 'Order the racks' }).first().click();
      await eventually(() => card.getAttribute('data-opened'), 'Bo Chen');
      // Who carries a card holds it: nobody else can pick it up meanwhile.
      await visit(two, `/projects/${project.id}/board`);
      const from = await middle(two.locator('.board__open').filter({ hasText: 'Draw the racks' }));
      const doing = two.locator('.board__column').filter({
        has: two.getByRole('heading', { name: en('new_project.column_doing'), exact: true }),
      });
      const to = await middle(doing.locator('.board__list'));
      const moving = en('conflicts.dragged', { name: 'Bo Chen' });
      const held = one.locator('.board__card').filter({ hasText: 'Draw the racks' });
      await dragMouse(two, from, to, {
        meanwhile: async () => {
          await eventually(() => held.getAttribute('data-held'), moving);
          const mine = await middle(held.locator('.board__open'));
          await dragMouse(one, mine, { x: mine.x + 320, y: mine.y });
          const said = en('board.held', { name: 'Bo Chen', title: 'Draw the racks' });
          await sees(one.locator('.toast').filter({ hasText: said }));
          // Let go where it was pressed, it opens nothing either.
          await dragMouse(one, mine, { x: mine.x + 12, y: mine.y });
          await pause(400);
          equal(await one.locator('#peek').count(), 0);
        },
      });
      await eventually(() => held.getAttribute('data-held'), null);
      await isSaved(two);
      await sees(
        one.locator('.board__column').filter({ hasText: en('new_project.column_doing') })
          .locator('.board__open').filter({ hasText: 'Draw the racks' }),
      );
    },
  },
  {
    name: 'of several cards that one moves together the others cannot pick up any',
    run: async (test) => {
      const project = await plan(test);
      const one = await list(test, project, test.given.admin);
      const two = await list(test, project, test.given.second);
      for (const page of [one, two]) await visit(page, `/projects/${project.id}/board`);
      const card = (page, text) => page.locator('.board__card').filter({ hasText: text });
      const open = (page, text) => card(page, text).locator('.board__open');
      const names = ['Survey the halls', 'Order the racks'];
      for (const name of names) await open(two, name).click({ modifiers: ['Control'] });
      await sees(two.getByRole('toolbar', { name: en('board.selected', { count: 2 }) }));
      const doing = two.locator('.board__column').filter({
        has: two.getByRole('heading', { name: en('new_project.column_doing'), exact: true }),
      });
      const moving = en('conflicts.dragged', { name: 'Bo Chen' });
      const held = (name) => card(one, name).getAttribute('data-held');
      const from = await middle(open(two, names[0]));
      await dragMouse(two, from, await middle(doing.locator('.board__list')), {
        meanwhile: async () => {
          for (const name of names) await eventually(() => held(name), moving);
          equal(await held('Draw the racks'), null);
          const other = await middle(open(one, names[1]));
          await dragMouse(one, other, { x: other.x + 320, y: other.y });
          const said = en('board.held', { name: 'Bo Chen', title: names[1] });
          await sees(one.locator('.toast').filter({ hasText: said }));
        },
      });
      for (const name of names) await eventually(() => held(name), null);
    },
  },
  {
    name: 'what one writes stands on the page of the other, but never under a hand that writes',
    run: async (test) => {
      const project = await plan(test);
      const pages = [];
      for (const account of [test.given.admin, test.given.second]) {
        const page = await test.people.enter({ account });
        await visit(page, `/projects/${project.id}/messages`);
        await sees(page.getByLabel(en('messages.write'), { exact: true }));
        pages.push(page);
      }
      const [page, other] = pages;
      const body = (page) => page.getByLabel(en('messages.write'), { exact: true });
      const send = async (text) => {
        await body(other).fill(text);
        await other.getByRole('button', { name: en('messages.send'), exact: true }).click();
        await sees(message(other, text));
      };
      const message = (page, text) => page.locator('.messages__message').filter({ hasText: text });
      await send('The racks are here.');
      await sees(message(page, 'The racks are here.'));
      await body(page).fill('I am writing');
      await send('And the doors.');
      await pause(2000);
      equal(await message(page, 'And the doors.').count(), 0);
      equal(await body(page).inputValue(), 'I am writing');
      await body(page).fill('');
      await sees(message(page, 'And the doors.'));
    },
  },
  {
    name: 'ten changes of every kind without a network survive a reload and arrive in order',
    run: async (test) => {
      const project = await plan(test);
      const options = { expects: NETWORK, keepsProgram: true };
      const page = await list(test, project, test.given.admin, options);
      const other = await list(test, project, test.given.second);
      // The program and the plan are kept on the device once all is quiet.
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      await reload(page);
      await sees(title(page, 'Draw the racks'));
      await pause(4000);
      const { seq } = await opened(test, project);
      await page.context().setOffline(true);
      const waits = (count) =>
        sees(page.locator('.project__sync[data-state=offline]').filter({ hasText: String(count) }));
      await workOnTheBoard(page, project);
      await waits(3);
      // Asked before another page is opened: the pretended outage leaks through that.
      equal((await opened(test, project)).seq, seq);
      equal(await title(other, 'Paint the lines').count(), 0);
      await workInTheList(page, project);
      await waits(9);
      await moveBar(page, project);
      await waits(10);
      await reload(page);
      await waits(10);
      await visit(page, `/projects/${project.id}/list`);
      await sees(title(page, 'Paint the lines'));
      await page.context().setOffline(false);
      await isSaved(page);
      await sees(title(other, 'Paint the lines'));
      await sees(title(other, 'Handover at noon'));
      const { seq: last, plan: now } = await opened(test, project);
      equal(last, seq + 10);
      const task = (name) => now.tasks.find((task) => task.title === name);
      equal(task('Draw the racks').description, 'Blue.');
      equal(task('Draw the racks').duration.minutes, 8 * 480);
      equal(task('Moving in').parent, task('Racks').id);
      const doing = now.columns.find((column) => column.name === en('new_project.column_doing'));
      equal(task('Survey the halls').column, doing.id);
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
      await sees(
        page.locator('.board__open').filter({ hasText: 'Draw the racks in red and blue' }),
      );
      await seesNot(button);
      await sees(
        other.locator('.board__open').filter({ hasText: 'Draw the racks in red and blue' }),
      );
    },
  },
  {
    name: 'of two who write the same description at once both versions are kept and merged',
    run: async (test) => {
      const project = await plan(test);
      const page = await list(test, project, test.given.admin);
      const other = await list(test, project, test.given.second);
      for (const one of [page, other]) {
        await visit(one, `/projects/${project.id}/board`);
        await one.locator('.board__open').filter({ hasText: 'Draw the racks' }).first().click();
        await sees(wording(one));
      }
      await wording(page).fill('Paint them blue.');
      await wording(other).fill('Paint them red.');
      await wording(other).press('Control+Enter');
      await isSaved(other);
      // What the other has written does not go into the field under one's hands.
      await sees(page.getByText(en('peek.changed_meanwhile')));
      equal(await wording(page).inputValue(), 'Paint them blue.');
      await wording(page).press('Control+Enter');
      await sees(page.locator('.peek__prose').filter({ hasText: 'Paint them red.' }));
      await sees(page.locator('.toast').filter({ hasText: 'Bo Chen' }));
      await page.keyboard.press('Escape');
      await page.locator('.toast').getByRole('button', { name: en('conflicts.compare') }).click();
      const sheet = page.locator('#conflicts');
      await sees(sheet.locator('.conflicts__text').filter({ hasText: 'Paint them blue.' }));
      await sees(sheet.locator('.conflicts__text').filter({ hasText: 'Paint them red.' }));
      equal((await violations(page)).length, 0);
      await sheet.getByLabel(en('conflicts.merged')).fill('Paint them red, the doors blue.');
      await sheet.getByRole('button', { name: en('conflicts.save_merged') }).click();
      await sees(
        other.locator('.peek__prose').filter({ hasText: 'Paint them red, the doors blue.' }),
      );
      await eventually(() => kept(test, project, 'description'), 'Paint them red, the doors blue.');
    },
  },
  {
    name: 'a title that two change in the list at once is not lost, and one only looked at is left alone',
    run: async (test) => {
      const project = await plan(test);
      const page = await list(test, project, test.given.admin);
      const other = await list(test, project, test.given.second);
      const cell = title(page, 'Draw the racks').locator('[data-column=title]');
      await cell.click();
      await page.keyboard.press('F2');
      await sees(page.locator('.list__field input'));
      await rename(other, project, 'Draw the racks', 'Draw the racks in red');
      await arrived(page, other);
      // Nothing was typed: the field is left, and the other's title stays.
      await page.keyboard.press('Tab');
      await page.keyboard.press('Escape');
      await sees(title(page, 'Draw the racks in red'));
      await pause(500);
      await isSaved(page);
      equal(await kept(test, project, 'title'), 'Draw the racks in red');
      await title(page, 'Draw the racks in red').locator('[data-column=title]').click();
      await page.keyboard.press('F2');
      await page.keyboard.type('Draw the racks in blue');
      await rename(other, project, 'Draw the racks in red', 'Draw the racks in green');
      await arrived(page, other);
      equal(await page.locator('.list__field input').inputValue(), 'Draw the racks in blue');
      await page.keyboard.press('Enter');
      await sees(title(page, 'Draw the racks in green'));
      await page.getByRole('button', { name: en('conflicts.open', { count: 1 }) }).click();
      const sheet = page.locator('#conflicts');
      await sees(sheet.locator('.conflicts__text').filter({ hasText: 'Draw the racks in blue' }));
      await sees(sheet.locator('.conflicts__text').filter({ hasText: 'Draw the racks in green' }));
      await sheet.getByRole('button', { name: en('conflicts.take_theirs') }).click();
      await sheet.getByRole('button', { name: en('conflicts.save_merged') }).click();
      await seesNot(page.getByRole('button', { name: en('conflicts.open', { count: 1 }) }));
      equal(await kept(test, project, 'title'), 'Draw the racks in green');
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
      await test.given.admin.call('settings/set_active', {
        user: bo.id,
        version: bo.version,
        is_active: false,
      });
      await eventually(() => page.locator('.project__sync[data-state=signed-out]').count(), 1);
    },
  },
];
