// What the client agreed to is asked about wherever the plan is edited: in words, by number, with a
// change request.

import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, sees, seesNot } from '../lib/check.mjs';
import { agree, ask } from '../lib/decisions.mjs';
import { cell, focusCell, row } from '../lib/list.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { fits, isSaved } from '../lib/page.mjs';
import { makePlan, warehouse } from '../lib/plans.mjs';
import { closeToasts } from '../lib/toasts.mjs';
import { middle } from '../lib/touch.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
/** Two tasks without links: each stays where it is put. */
const LOOSE = ['ID,Task Name,Duration', '1,Check the doors,1 day', '2,Order the gates,2 days'].join(
  '\n',
);

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

/** A project to whose plan the client has agreed; the client sees one task of it. */
async function agreed({ people, given }, { csv, seen = 'Move the stock', language = 'en' } = {}) {
  made += 1;
  const { admin } = given;
  const names = { key: `A${made}`, name: `Agreed ${made}`, contacts: ['Mei Chen'], language };
  const project = await makePlan(admin, csv, names);
  const task = await taskId(admin, project.id, seen);
  const op = { change: { task, to: { client_visible: true } } };
  const sent = { id: newId(), base: 0, origin: { view: 'board' }, op };
  await admin.call('plan/submit', { project: project.id, since: 0, ops: [sent] });
  const page = await people.enter({ account: admin, language });
  await visit(page, `/projects/${project.id}/agreements`);
  await ask(page, 'baseline', words(language));
  await agree(admin, project.id, { kind: 'baseline', id: project.id });
  return { page, project };
}

/** Opens a view and waits until the page knows what was agreed to. */
async function open(page, project, view) {
  const known = page.waitForResponse(/history\/agreed/);
  await visit(page, `/projects/${project.id}/${view}`);
  await known;
}

async function taskId(account, project, title) {
  const { plan } = await account.call('plan/open', { project, had: {} });
  return plan.tasks.find((one) => one.title === title).id;
}

const question = (page) => page.locator('#agreed');
const button = (place, name) => place.getByRole('button', { name, exact: true });
const isFocused = (locator) => locator.evaluate((one) => one === document.activeElement);
/** The question names what was agreed to and by which decision. */
async function isAsked(page, say = en) {
  const plan = { name: say('agreements.baseline_name', { number: 1 }), number: 'D-0001' };
  await sees(question(page).getByText(say('gantt.leaves_agreed', plan)));
  await eventually(
    () => isFocused(button(question(page), say('gantt.apply'))),
    true,
    'the answer has the keyboard',
  );
}
/** What was not done is named. */
const isLeft = (page, language = 'en') =>
  sees(page.locator('.toast').getByText(pattern(language, 'changes.left_undone')));

async function type(page, title, column, text) {
  await focusCell(page, title, column);
  await page.keyboard.press('F2');
  const field = cell(page, title, column).locator('input');
  await eventually(() => field.count(), 1, 'the field is open');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Turns to March 2026, whatever month today lies in. */
async function showMarch(page) {
  const first = () => page.locator('.calendar__day').first().getAttribute('data-day');
  for (let at = await first(); at !== '2026-02-23'; at = await first()) {
    const name = at > '2026-02-23' ? en('calendar.previous_month') : en('calendar.next_month');
    await page.getByRole('button', { name }).click();
    await eventually(first, (now) => now !== at, 'the page turns');
  }
}

const day = (page, date) => page.locator(`.calendar__day[data-day="2026-${date}"]`);
const bar = (page, title) =>
  page
    .locator('.calendar__bar')
    .filter({ has: page.locator(`.calendar__title:text-is("${title}")`) });
const isOn = (page, title, date) =>
  eventually(
    () =>
      bar(page, title)
        .first()
        .evaluate((one) => one.closest('[data-day]').dataset.day.slice(5)),
    date,
    `${title} begins on ${date}`,
  );

export const tests = [
  ...[
    ['en', 'Draw the racks', 'Move the stock'],
    ['zh-CN', '绘制货架', '搬运库存'],
  ].map(([language, title, seen]) => ({
    name: `a cell of the list asks before it moves what was agreed (${language})`,
    run: async (test) => {
      const say = words(language);
      const { page, project } = await agreed(test, { csv: warehouse(language), seen, language });
      await open(page, project, 'list');
      const finish = () => cell(page, title, 'finish').textContent();
      await sees(row(page, title));
      const before = await finish();
      await type(page, title, 'duration', '8d');
      await isAsked(page, say);
      deepEqual(await violations(page), []);
      await page.keyboard.press('Escape');
      await seesNot(question(page));
      await isLeft(page, language);
      equal(await finish(), before, 'the plan is as it was');
      await eventually(
        () => isFocused(cell(page, title, 'duration')),
        true,
        'the cell has the keyboard again',
      );
      await type(page, title, 'duration', '8d');
      await isAsked(page, say);
      await page.keyboard.press('Enter');
      await eventually(finish, (now) => now !== before, 'it is carried out');
      await seesNot(question(page));
      await isSaved(page);
      // A date that has left what was agreed asks no more.
      await type(page, title, 'duration', '9d');
      await isSaved(page);
      equal(await question(page).getByText('D-0001').count(), 0);
      const { changes } = await test.given.admin.call('changes/list', { project: project.id });
      equal(changes.length, 0);
    },
  })),
  {
    name: 'what the list would do becomes a change request, and the plan stays',
    run: async (test) => {
      const { page, project } = await agreed(test);
      await open(page, project, 'list');
      await sees(row(page, 'Draw the racks'));
      const before = await cell(page, 'Draw the racks', 'finish').textContent();
      await type(page, 'Draw the racks', 'duration', '8d');
      await isAsked(page);
      await button(question(page), en('gantt.as_change')).click();
      await sees(page.locator('.changes__operations li'));
      const { changes } = await test.given.admin.call('changes/list', { project: project.id });
      equal(changes.length, 1);
      await open(page, project, 'list');
      await sees(row(page, 'Draw the racks'));
      equal(await cell(page, 'Draw the racks', 'finish').textContent(), before);
    },
  },
  {
    name: 'a bar that is dragged over the calendar asks first',
    run: async (test) => {
      const { page, project } = await agreed(test, { csv: LOOSE, seen: 'Check the doors' });
      await open(page, project, 'calendar');
      await sees(page.locator('.calendar__day'));
      await showMarch(page);
      await isOn(page, 'Check the doors', '03-02');
      const drag = async () =>
        dragMouse(
          page,
          await middle(bar(page, 'Check the doors')),
          await middle(day(page, '03-12')),
        );
      await drag();
      await isAsked(page);
      await button(question(page), en('common.cancel')).click();
      await seesNot(question(page));
      await isLeft(page);
      await closeToasts(page);
      await isOn(page, 'Check the doors', '03-02');
      await drag();
      await isAsked(page);
      await button(question(page), en('gantt.apply')).click();
      await isOn(page, 'Check the doors', '03-12');
      await closeToasts(page);
      // What the client does not see was never agreed to.
      await dragMouse(
        page,
        await middle(bar(page, 'Order the gates').first()),
        await middle(day(page, '03-17')),
      );
      await eventually(
        () =>
          bar(page, 'Order the gates')
            .first()
            .evaluate((one) => one.closest('[data-day]').dataset.day),
        (now) => now > '2026-03-13',
        'it has moved',
      );
      await seesNot(question(page));
    },
  },
  ...['desktop', 'phone'].map((size) => ({
    name: `the panel of a task asks first, and shows what the plan says after a refusal: ${size}`,
    run: async (test) => {
      const { admin } = test.given;
      const { project } = await agreed(test);
      const page = await test.people.enter({ account: admin, size });
      const task = await taskId(admin, project.id, 'Draw the racks');
      await open(page, project, `board?task=${task}`);
      const peek = page.locator('#peek');
      const finish = peek.locator('.peek__facts div').nth(1).locator('dd');
      await sees(finish);
      const before = await finish.textContent();
      const duration = peek.locator('#field-peek-duration');
      await duration.fill('8');
      await duration.press('Enter');
      await isAsked(page);
      deepEqual(await violations(page), []);
      await fits(page);
      await page.keyboard.press('Escape');
      await seesNot(question(page));
      await isLeft(page);
      await eventually(() => duration.inputValue(), '5', 'the field says what the plan says');
      await eventually(() => isFocused(duration), true, 'and has the keyboard');
      equal(await finish.textContent(), before);
      const milestone = peek.getByRole('switch', { name: en('peek.is_milestone') });
      await milestone.click();
      await isAsked(page);
      await button(question(page), en('common.cancel')).click();
      await seesNot(question(page));
      await eventually(() => milestone.isChecked(), false);
      await duration.fill('8');
      await duration.press('Enter');
      await isAsked(page);
      await page.keyboard.press('Enter');
      await eventually(() => finish.textContent(), (now) => now !== before, 'it is carried out');
      await eventually(() => duration.inputValue(), '8');
    },
  })),
  {
    name: 'a key of the chart that moves what was agreed asks too, and what the strip has asked is asked once',
    run: async (test) => {
      const { page, project } = await agreed(test);
      await open(page, project, 'gantt');
      const title = page.locator('.gantt__title:text-is("Draw the racks")');
      const found = page.locator('.gantt__row').filter({ has: title });
      const dates = () => found.locator('.gantt__dates').textContent();
      await title.click();
      await eventually(() => found.getAttribute('aria-selected'), 'true');
      const before = await dates();
      await page.keyboard.press('k');
      await isAsked(page);
      await page.keyboard.press('Escape');
      await seesNot(question(page));
      equal(await dates(), before);
      // The row has the keyboard again.
      await page.keyboard.press('k');
      await isAsked(page);
      await page.keyboard.press('Escape');
      await seesNot(question(page));
      const field = page
        .locator('.gantt__actions')
        .getByLabel(en('gantt.duration'), { exact: true });
      const written = await field.inputValue();
      await field.fill('8d');
      await field.press('Enter');
      await isAsked(page);
      await page.keyboard.press('Escape');
      await seesNot(question(page));
      await eventually(() => field.inputValue(), written, 'the field says what the plan says');
      await title.click();
      await page.keyboard.press('m');
      await page.keyboard.press('ArrowRight');
      await sees(button(page.locator('.gantt__strip'), en('gantt.as_change')));
      await page.keyboard.press('Enter');
      await eventually(dates, (now) => now !== before, 'it is carried out');
      await seesNot(question(page));
    },
  },
];
