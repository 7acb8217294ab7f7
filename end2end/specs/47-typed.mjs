// A new task is typed in one line: what stands behind its title is understood wherever that is.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { column, isIn, TO_DO } from '../lib/board.mjs';
import { visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, match, ok, sees, seesNot } from '../lib/check.mjs';
import { row as chartRow } from '../lib/gantt.mjs';
import { cell, row } from '../lib/list.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { isSaved, overflow } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { middle } from '../lib/touch.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const ME = 'Ada Lin';
/** The width of a day at the zoom "week", in px. */
const DAY = 13;
/** Work that would take two thousand years, which no plan takes. */
const TOO_LONG = '99999w';

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

/** A view of a new project with the warehouse plan, which begins on Monday 2 March 2026. */
async function open({ people, given }, view, more = {}) {
  made += 1;
  const names = { key: `Y${made}`, name: `Typed ${made}` };
  const project = await makePlan(given.admin, undefined, names);
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/${view}`);
  return { page, project };
}

const chips = (page) => page.locator('.task-line__chips .chip');
const says = (page, text) => sees(chips(page).filter({ hasText: text }));
const spoken = (page, text) => sees(page.locator('[role=status]').filter({ hasText: text }));

/** What the server holds of a task. */
async function stored(account, project, title) {
  const { plan } = await account.call('plan/open', { project: project.id, had: {} });
  return plan.tasks.find((task) => task.title === title);
}

/** Enter while an input method still composes. */
const composeEnter = (field) =>
  field.evaluate((one) => {
    const more = { key: 'Enter', isComposing: true, bubbles: true, cancelable: true };
    one.dispatchEvent(new KeyboardEvent('keydown', more));
  });

/** Turns the calendar to March 2026 and answers the day of that month. */
async function march(page, date) {
  const first = () => page.locator('.calendar__day').first().getAttribute('data-day');
  for (let at = await first(); at !== '2026-02-23'; at = await first()) {
    const isLater = at > '2026-02-23';
    const name = isLater ? en('calendar.previous_month') : en('calendar.next_month');
    await page.getByRole('button', { name }).click();
    await eventually(first, (now) => now !== at, 'the page turns');
  }
  return page.locator(`.calendar__day[data-day="2026-03-${date}"]`);
}

const bar = (page, title) =>
  page
    .locator('.calendar__bar')
    .filter({ has: page.locator(`.calendar__title:text-is("${title}")`) });

/** The bar lies on this day of March 2026 and has the keyboard. */
async function isOn(page, title, date) {
  await sees(bar(page, title));
  const begins = () =>
    bar(page, title)
      .first()
      .evaluate((one) => one.closest('[data-day]').dataset.day);
  await eventually(begins, `2026-03-${date}`);
  const active = () => page.evaluate(() => document.activeElement.id);
  await eventually(active, (id) => id.startsWith(`bar-2026-03-${date}`), 'it has the keyboard');
}

export const tests = [
  {
    name: 'the list understands a person, a label, days and a duration behind the title',
    run: async (test) => {
      const { page } = await open(test, 'list');
      await page.getByRole('button', { name: en('list.new_task') }).click();
      const field = page.getByLabel(en('list.new_task_name'));
      await field.fill('Draw a 3d model 2w @ada #steel 2026-03-16');
      for (const text of [ME, 'Mon 16 Mar', '2 w', 'steel']) await says(page, text);
      await spoken(page, ME);
      equal(await field.getAttribute('aria-describedby'), 'task-line-understood');
      deepEqual(await violations(page), []);
      await field.press('Enter');
      const title = 'Draw a 3d model';
      await sees(row(page, title));
      equal(await field.inputValue(), '');
      await seesNot(chips(page));
      match(await cell(page, title, 'start').textContent(), /Mon 16 Mar 2026/);
      match(await cell(page, title, 'finish').textContent(), /Fri 27 Mar 2026/);
      await sees(cell(page, title, 'assignee').locator(`.avatar[title="${ME}"]`));
      await sees(cell(page, title, 'labels').locator('.chip--label').filter({ hasText: 'steel' }));
      await isSaved(page);
    },
  },
  {
    name: 'what is refused, only days, or still being composed stays in the field',
    run: async (test) => {
      const { page } = await open(test, 'list');
      const rows = () => page.locator('.list__row').count();
      await sees(row(page, 'Handover'));
      const before = await rows();
      await page.getByRole('button', { name: en('list.new_task') }).click();
      const field = page.getByLabel(en('list.new_task_name'));
      for (const text of ['2026-03-16', `Wait ${TOO_LONG}`]) {
        await field.fill(text);
        await field.press('Enter');
        equal(await field.inputValue(), text);
      }
      await sees(page.locator('.toast[data-error=true]'));
      await field.fill('Clean up');
      await composeEnter(field);
      equal(await field.inputValue(), 'Clean up');
      equal(await rows(), before);
      await field.press('Enter');
      await sees(row(page, 'Clean up'));
    },
  },
  {
    name: 'the last row of the chart takes first and last day; N and Esc by keyboard',
    run: async (test) => {
      const { page } = await open(test, 'gantt');
      await chartRow(page, 'Handover').locator('.gantt__title').click();
      await page.keyboard.press('n');
      const field = page.locator('#gantt-new-task');
      await field.fill('Paint the floor 2026-03-16~2026-03-18 @ada');
      await says(page, '16–18 Mar');
      await composeEnter(field);
      match(await field.inputValue(), /^Paint/);
      deepEqual(await violations(page), []);
      await field.press('Enter');
      await sees(chartRow(page, 'Paint the floor'));
      const dates = chartRow(page, 'Paint the floor').locator('.gantt__dates');
      match(await dates.textContent(), /16–18 Mar/);
      equal(await field.inputValue(), '');
      await field.press('Escape');
      await seesNot(field);
      await isSaved(page);
    },
  },
  {
    name: 'days that were drawn hold unless others are typed, also after a refusal',
    run: async (test) => {
      const { page, project } = await open(test, 'gantt');
      await sees(chartRow(page, 'Handover'));
      const draw = async () => {
        const add = await middle(page.locator('.gantt__add'));
        const canvas = await page.locator('.gantt__canvas').boundingBox();
        const from = { x: canvas.x + 260, y: add.y };
        await dragMouse(page, from, { x: from.x + 6 * DAY, y: from.y });
        await sees(page.locator('#gantt-new-task'));
      };
      const field = page.locator('#gantt-new-task');
      const isMade = async (title) => {
        await sees(chartRow(page, title));
        await isSaved(page);
        return stored(test.given.admin, project, title);
      };
      await draw();
      const drawn = await chips(page).textContent();
      await field.fill(`Paint the floor ${TOO_LONG}`);
      await field.press('Enter');
      await sees(page.locator('.toast[data-error=true]'));
      await field.fill('Paint the floor #paint');
      await says(page, drawn);
      await field.press('Enter');
      const one = await isMade('Paint the floor');
      ok(one.duration.minutes >= 4 * 480, `it takes ${one.duration.minutes} minutes`);
      deepEqual(one.labels, ['paint']);
      await seesNot(chips(page));
      await field.press('Escape');
      await seesNot(field);
      await draw();
      await field.fill('Dry the floor 2026-03-17 3d');
      await says(page, 'Tue 17 Mar');
      await field.press('Enter');
      const other = await isMade('Dry the floor');
      equal(other.duration.minutes, 3 * 480);
      const dates = chartRow(page, 'Dry the floor').locator('.gantt__dates');
      match(await dates.textContent(), /17–19 Mar/);
    },
  },
  {
    name: 'the pressed day of the calendar holds unless another one is typed',
    run: async (test) => {
      const { page } = await open(test, 'calendar');
      const pressed = await march(page, '18');
      const field = page.locator('.calendar__field');
      const type = async (text, understood) => {
        await pressed.focus();
        await page.keyboard.press('n');
        await field.fill(text);
        for (const one of understood) await says(page, one);
        await field.press('Enter');
      };
      await type('Paint the lines #paint', ['Wed 18 Mar', 'paint']);
      await isOn(page, 'Paint the lines', '18');
      await type('Hang the signs 2026-03-26', ['Thu 26 Mar']);
      await isOn(page, 'Hang the signs', '26');
      await seesNot(field);
      await type(`Wait ${TOO_LONG}`, ['Wed 18 Mar']);
      await sees(page.locator('.toast[data-error=true]'));
      equal(await field.inputValue(), `Wait ${TOO_LONG}`);
      await field.press('Escape');
      await seesNot(field);
      await isSaved(page);
    },
  },
  {
    name: 'on the board a day is the one by which, two are when, and a duration is one',
    run: async (test) => {
      const { page, project } = await open(test, 'board');
      await column(page, TO_DO).getByRole('button', { name: en('board.new_task') }).click();
      const field = page.getByRole('textbox', { name: en('board.new_task') });
      await field.fill('Check the doors 2026-03-17 2d');
      await says(page, en('task_line.due', { day: 'Tue 17 Mar' }));
      await field.press('Enter');
      await isIn(page, TO_DO, 'Check the doors');
      await field.fill('Order the gates 2026-03-16~2026-03-18');
      await says(page, '16–18 Mar');
      await field.press('Enter');
      await isIn(page, TO_DO, 'Order the gates');
      await isSaved(page);
      const doors = await stored(test.given.admin, project, 'Check the doors');
      equal(doors.duration.minutes, 2 * 480);
      ok(doors.deadline && !doors.constraint, 'it is bound by no day');
      const gates = await stored(test.given.admin, project, 'Order the gates');
      equal(gates.duration.minutes, 3 * 480);
      ok(gates.constraint && !gates.deadline, 'it begins on its day');
    },
  },
  ...['tablet', 'phone'].map((size) => ({
    name: `what was understood has room in the list and the calendar, in Chinese: ${size}`,
    run: async (test) => {
      const zh = words('zh-CN');
      const { page, project } = await open(test, 'list', { size, language: 'zh-CN' });
      await page.getByRole('button', { name: zh('list.new_task') }).click();
      await page.getByLabel(zh('list.new_task_name')).fill('补充说明 #文档 2026-03-16至18 3天');
      for (const text of ['3月16日', '3 天', '文档']) await says(page, text);
      ok((await overflow(page)) <= 0, 'nothing lies beside the window');
      await page.keyboard.press('Enter');
      await sees(row(page, '补充说明'));
      await visit(page, `/projects/${project.id}/calendar`);
      await sees(page.locator('.calendar__day'));
      await page.locator('.calendar__day').nth(10).focus();
      await page.keyboard.press('n');
      await page.locator('.calendar__field').fill('补充图例 2周');
      await says(page, '2 周');
      await sees(page.getByText(zh('task_line.hint_time')));
      ok((await overflow(page)) <= 0, 'nothing lies beside the window');
      deepEqual(await violations(page), []);
    },
  })),
];
