// The Gantt chart: lines that are pressed, groups, what is nearly critical, keys and hands for
// rows, and what is asked.

import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, match, ok, pause, sees, seesNot } from '../lib/check.mjs';
import { agree, ask } from '../lib/decisions.mjs';
import { row, select } from '../lib/gantt.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { isSaved } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { finger, middle } from '../lib/touch.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');
/** The width of a day at the zoom "week", in px. */
const DAY = 13;
/** Three tasks without links, the second of which takes a day less than the first. */
const LOOSE = ['ID,Task Name,Duration', '1,First,5 days', '2,Second,4 days', '3,Third,1 day'].join(
  '\n',
);

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

async function chart({ people, given }, { csv, prepared, contacts = [], ...more } = {}) {
  made += 1;
  const project = await makePlan(given.admin, csv, {
    key: `N${made}`,
    name: `Links ${made}`,
    contacts,
  });
  await prepared?.(project.id);
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/gantt`);
  await sees(page.locator('.gantt__row'));
  return { page, project };
}

const head = (page, name) => page.locator('.gantt__row--head').filter({ hasText: name });
const says = (page, title) => row(page, title).locator('.u-hidden').textContent();
const dates = (page, title) => row(page, title).locator('.gantt__dates').textContent();
const button = (place, name) => place.getByRole('button', { name, exact: true });
const strip = (page) => page.locator('.gantt__strip');
const bar = (page) => page.locator('.gantt__actions--link');

/** A place on the line that leaves the end of a task's bar; another task is selected then. */
async function onLine(page, title, other) {
  const body = await select(page, title);
  await row(page, other).locator('.gantt__title').click();
  // The row may have moved meanwhile.
  const { y, height } = await row(page, title).boundingBox();
  return { x: body.x + body.width + 10, y: y + height / 2 + 6 };
}

/** Chooses an entry of a menu of the toolbar. */
async function choose(page, menu, name) {
  await page.locator(`#gantt-${menu}-button`).click();
  await page.getByRole('menuitemcheckbox', { name, exact: true }).click();
}

/** Puts a finger on the middle of what stands still. */
async function tap(hand, locator) {
  await sees(locator);
  await locator.scrollIntoViewIfNeeded();
  await pause(250);
  await hand.tap(await middle(locator));
}

/** The same choice by finger. */
async function tapChoice(page, hand, menu, name) {
  await tap(hand, page.locator(`#gantt-${menu}-button`));
  await tap(hand, page.getByRole('menuitemcheckbox', { name }).first());
}

/** Drags a task's bar by so many days and lets go; `meanwhile` runs before. */
async function dragBar(page, title, days, meanwhile) {
  const body = await select(page, title);
  const from = { x: body.x + body.width / 2, y: body.y + body.height / 2 };
  await dragMouse(page, from, { x: from.x + days * DAY + 2, y: from.y }, { meanwhile });
}

/** Shows a task to the client. */
async function show(account, project, title) {
  const op = {
    change: { task: await taskId(account, project, title), to: { client_visible: true } },
  };
  const sent = { id: newId(), base: 0, origin: { view: 'board' }, op };
  await account.call('plan/submit', { project, since: 0, ops: [sent] });
}

/** The titles from top to bottom, as they stand on the screen. */
async function order(page) {
  const rows = page.locator('.gantt__row');
  const places = await rows.evaluateAll((all) =>
    all.map((one) => [
      one.getBoundingClientRect().top,
      one.querySelector('.gantt__title').textContent,
    ]),
  );
  return places.sort((a, b) => a[0] - b[0]).map(([, title]) => title);
}

async function taskId(account, project, title) {
  const { plan } = await account.call('plan/open', { project, had: {} });
  return plan.tasks.find((task) => task.title === title).id;
}

export const tests = [
  {
    name: 'a line is pressed: its kind and the time between change, and it is removed',
    run: async (test) => {
      const { page } = await chart(test);
      const before = await dates(page, 'Order the racks');
      const at = await onLine(page, 'Draw the racks', 'Handover');
      await page.mouse.click(at.x, at.y);
      const named = { title: 'Order the racks', before: 'Draw the racks' };
      await sees(bar(page).getByText(en('gantt.link_is', named)));
      equal(await button(bar(page), en('gantt.kind_fs')).getAttribute('aria-pressed'), 'true');
      await button(bar(page), en('gantt.kind_ss')).click();
      await eventually(
        () => dates(page, 'Order the racks'),
        (now) => now !== before,
        'it may begin earlier',
      );
      const field = bar(page).getByLabel(en('gantt.link_between'));
      await field.fill('2d');
      await field.press('Enter');
      await eventually(() => field.inputValue(), '+2d');
      await field.fill('nonsense');
      await field.press('Enter');
      await eventually(() => field.inputValue(), '+2d');
      await sees(page.getByText(en('gantt.link_between_bad')));
      deepEqual(await violations(page), []);
      await button(bar(page), en('gantt.link_end')).click();
      await seesNot(bar(page));
      await isSaved(page);
      await page.keyboard.press('Control+z');
      await eventually(
        () => says(page, 'Order the racks'),
        (now) => now.includes('Draw the racks SS+2d'),
      );
    },
  },
  {
    name: 'a dependency is changed by keys alone, from the list of the row',
    run: async (test) => {
      const { page } = await chart(test, { language: 'zh-CN' });
      await row(page, 'Order the racks').locator('.gantt__title').click();
      await page.keyboard.press('Shift+L');
      await sees(page.locator('#gantt-links'));
      const edit = zh('gantt.link_edit', { title: 'Draw the racks' });
      await eventually(
        () => page.evaluate(() => document.activeElement.getAttribute('aria-label')),
        edit,
      );
      await page.keyboard.press('Enter');
      await sees(bar(page));
      await eventually(() => page.evaluate(() => document.activeElement.id), 'gantt-link-bar');
      for (const key of ['Tab', 'Tab', 'Space']) await page.keyboard.press(key);
      await eventually(
        () => button(bar(page), zh('gantt.kind_ss')).getAttribute('aria-pressed'),
        'true',
      );
      await page.keyboard.press('Escape');
      await seesNot(bar(page));
      await eventually(
        () => row(page, 'Order the racks').evaluate((e) => e === document.activeElement),
        true,
      );
    },
  },
  {
    name: 'a finger taps a line',
    run: async (test) => {
      const { page } = await chart(test, { size: 'tablet' });
      const hand = await finger(page);
      const at = await onLine(page, 'Draw the racks', 'Handover');
      await hand.tap({ x: at.x + 4, y: at.y });
      await sees(
        bar(page).getByText(
          en('gantt.link_is', { title: 'Order the racks', before: 'Draw the racks' }),
        ),
      );
      await button(bar(page), en('common.close')).click();
      await seesNot(bar(page));
      await sees(page.locator('.gantt__actions'));
    },
  },
  {
    name: 'what has little float says so, and how little is remembered',
    run: async (test) => {
      const { page } = await chart(test, { csv: LOOSE });
      await sees(row(page, 'Second').locator('.gantt__near'));
      match(await says(page, 'Second'), pattern('en', 'gantt.near_float'));
      equal(await row(page, 'Third').locator('.gantt__near').count(), 0);
      await choose(page, 'show', en('gantt.near_days', { days: 5 }));
      await sees(row(page, 'Third').locator('.gantt__near'));
      // The legend stands where there is room for it.
      await page.setViewportSize({ width: 1680, height: 900 });
      await sees(page.locator('.gantt__legend').getByText(en('gantt.near_days', { days: 5 })));
      await reload(page);
      await sees(row(page, 'Third').locator('.gantt__near'));
      await choose(page, 'show', en('gantt.near_off'));
      await eventually(() => page.locator('.gantt__near').count(), 0);
    },
  },
  {
    name: 'rows are grouped, folded and walked through, and cannot be reordered then',
    run: async (test) => {
      const { page } = await chart(test);
      const before = await order(page);
      await choose(page, 'groups', en('gantt.group_phase'));
      await sees(head(page, 'Racks').getByText(en('gantt.group_count', { count: 4 })));
      await sees(head(page, 'Moving in').getByText(en('gantt.group_count', { count: 3 })));
      equal(await head(page, 'Moving in').getAttribute('aria-level'), '1');
      equal(await row(page, 'Train the team').getAttribute('aria-level'), '2');
      deepEqual(await violations(page), []);
      await head(page, 'Racks').click();
      await eventually(() => head(page, 'Racks').getAttribute('aria-expanded'), 'false');
      equal(await row(page, 'Draw the racks').count(), 0);
      await page.keyboard.press('ArrowRight');
      await eventually(() => head(page, 'Racks').getAttribute('aria-expanded'), 'true');
      await page.keyboard.press('ArrowRight');
      await eventually(
        () => row(page, 'Survey the halls').evaluate((e) => e === document.activeElement),
        true,
      );
      await page.keyboard.press('Alt+ArrowDown');
      await sees(page.locator('.toast').getByText(en('gantt.group_no_order')));
      await page.keyboard.press('ArrowLeft');
      await eventually(
        () => head(page, 'Racks').evaluate((e) => e === document.activeElement),
        true,
      );
      await reload(page);
      await sees(head(page, 'Racks'));
      await choose(page, 'groups', en('gantt.group_assignee'));
      await sees(head(page, en('gantt.nobody')));
      await choose(page, 'groups', en('gantt.group_nothing'));
      await eventually(() => order(page), (now) => now.join() === before.join(), 'as in the plan');
    },
  },
  {
    name: 'a percent sign and digits tell progress',
    run: async (test) => {
      const { page } = await chart(test);
      await row(page, 'Survey the halls').locator('.gantt__title').click();
      for (const key of ['%', '4', '5']) await page.keyboard.press(key);
      await sees(
        strip(page).getByText(
          en('gantt.percent_type', { title: 'Survey the halls', digits: '45' }),
        ),
      );
      await page.keyboard.press('Enter');
      await seesNot(strip(page));
      await eventually(
        () => says(page, 'Survey the halls'),
        (now) => now.includes(en('gantt.done_at', { percent: 45 })),
      );
      for (const key of ['%', '9', 'Escape']) await page.keyboard.press(key);
      await seesNot(strip(page));
      ok((await says(page, 'Survey the halls')).includes('45%'));
    },
  },
  {
    name: 'the middle button pans, and Alt lets a bar stand within a day',
    run: async (test) => {
      const { page } = await chart(test, { csv: LOOSE });
      await button(page, en('gantt.zoom_day')).click();
      const scroll = page.locator('.gantt__scroll');
      const left = await scroll.evaluate((e) => e.scrollLeft);
      const canvas = await middle(page.locator('.gantt__canvas'));
      await page.mouse.move(canvas.x, canvas.y);
      await page.mouse.down({ button: 'middle' });
      await page.mouse.move(canvas.x - 100, canvas.y, { steps: 8 });
      await page.mouse.up({ button: 'middle' });
      await eventually(
        () => scroll.evaluate((e) => e.scrollLeft),
        (now) => now > left + 60,
        'it pans',
      );
      const body = await select(page, 'Third');
      const from = { x: body.x + body.width / 2, y: body.y + body.height / 2 };
      await page.keyboard.down('Alt');
      await dragMouse(page, from, { x: from.x + 60, y: from.y }, {
        meanwhile: () => sees(page.locator('.gantt__tip').getByText(/\d\d:\d\d.*\d\d:\d\d/)),
      });
      await page.keyboard.up('Alt');
      await isSaved(page);
    },
  },
  {
    name: 'a row is carried by its handle and by its name, and comes back with Ctrl+Z',
    run: async (test) => {
      const { page } = await chart(test, { csv: LOOSE });
      const before = await order(page);
      await row(page, 'Third').hover();
      const from = await middle(row(page, 'Third').locator('.gantt__handle'));
      const top = await row(page, 'First').boundingBox();
      await dragMouse(
        page,
        from,
        { x: from.x, y: top.y + 2 },
        { meanwhile: () => sees(page.locator('.gantt__drop')) },
      );
      await eventually(
        () => order(page),
        (now) => now.join() === 'Third,First,Second',
      );
      await page.keyboard.press('Control+z');
      await eventually(() => order(page), (now) => now.join() === before.join());
      const name = await middle(row(page, 'Second').locator('.gantt__title'));
      await dragMouse(page, name, { x: name.x + 40, y: name.y });
      await eventually(
        () => row(page, 'Second').getAttribute('aria-level'),
        '2',
        'it lies below the first',
      );
      await row(page, 'Third').hover();
      const again = await middle(row(page, 'Third').locator('.gantt__handle'));
      await dragMouse(
        page,
        again,
        { x: again.x, y: top.y + 2 },
        { meanwhile: () => page.keyboard.press('Escape') },
      );
      await pause(200);
      deepEqual(await order(page), before);
    },
  },
  {
    name: 'a finger carries a row by its handle and after a hold, and a swipe scrolls',
    run: async (test) => {
      const { page } = await chart(test, { csv: LOOSE, size: 'tablet' });
      const hand = await finger(page);
      await row(page, 'Third').locator('.gantt__title').click();
      const from = await middle(row(page, 'Third').locator('.gantt__handle'));
      const top = await row(page, 'First').boundingBox();
      await hand.holdAndDrag(from, { x: from.x, y: top.y + 4 }, { hold: 20 });
      await eventually(() => order(page), (now) => now.join() === 'Third,First,Second');
      const name = await middle(row(page, 'Second').locator('.gantt__title'));
      await hand.holdAndDrag(name, { x: name.x, y: top.y + 4 });
      await eventually(() => order(page), (now) => now.join() === 'Second,Third,First');
      const swiped = await middle(row(page, 'First').locator('.gantt__title'));
      await hand.swipe(swiped, { x: swiped.x, y: swiped.y - 80 });
      await pause(200);
      equal((await order(page)).join(), 'Second,Third,First');
      await isSaved(page);
    },
  },
  ...['desktop', 'tablet'].map((size) => ({
    name: `a new task is drawn below a row after a hold: ${size}`,
    run: async (test) => {
      const { page } = await chart(test, { csv: LOOSE, size });
      const body = await select(page, 'First');
      const from = { x: body.x + body.width + 120, y: body.y + body.height / 2 };
      const to = { x: from.x + 4 * DAY, y: from.y };
      if (size === 'tablet') {
        await (await finger(page)).holdAndDrag(from, to);
      } else {
        await page.mouse.move(from.x, from.y);
        await page.mouse.down();
        await pause(400);
        await page.mouse.move(to.x, to.y, { steps: 8 });
        await page.mouse.up();
      }
      const field = page.locator('#gantt-new-task');
      await sees(field);
      await field.fill('Between');
      await field.press('Enter');
      await eventually(() => order(page), (now) => now.join() === 'First,Between,Second,Third');
      await isSaved(page);
    },
  })),
  {
    name: 'a dropped bar that moves what the client sees asks first',
    run: async (test) => {
      const prepared = (project) => show(test.given.admin, project, 'Handover');
      const { page, project } = await chart(test, { prepared });
      const before = await dates(page, 'Draw the racks');
      const last = await dates(page, 'Handover');
      const drag = async () => {
        await dragBar(page, 'Draw the racks', 7);
        await sees(button(strip(page), en('gantt.apply')));
      };
      await drag();
      await button(strip(page), en('common.cancel')).click();
      await seesNot(strip(page));
      equal(await dates(page, 'Draw the racks'), before);
      await drag();
      await button(strip(page), en('gantt.only_this')).click();
      await eventually(
        () => dates(page, 'Draw the racks'),
        (now) => now !== before,
        'it has moved',
      );
      equal(await dates(page, 'Handover'), last, 'and nothing else');
      await page.keyboard.press('Control+z');
      await eventually(() => dates(page, 'Draw the racks'), before);
      await drag();
      await page.keyboard.press('Enter');
      await eventually(
        () => dates(page, 'Handover'),
        (now) => now !== last,
        'everything has moved',
      );
      await page.keyboard.press('Control+z');
      await eventually(() => dates(page, 'Handover'), last);
      await drag();
      await button(strip(page), en('gantt.as_change')).click();
      await sees(page.locator('.changes__operations li'));
      const { changes } = await test.given.admin.call('changes/list', { project: project.id });
      equal(changes.length, 1);
    },
  },
  {
    name: 'a date that the client agreed to asks by name and number; a drawn baseline only says so',
    run: async (test) => {
      const { admin } = test.given;
      const prepared = async (project) => {
        await show(admin, project, 'Move the stock');
        await admin.call('history/pin', { project, seq: null, name: 'Drawn' });
      };
      const { page, project } = await chart(test, { prepared, contacts: ['Mei Chen'] });
      const before = await dates(page, 'Draw the racks');
      await page.locator('#gantt-baselines-button').click();
      await page.getByRole('menuitemcheckbox', { name: 'Drawn' }).click();
      await sees(page.locator('.gantt__compared'));
      const left = en('gantt.leaves_baseline', { name: 'Drawn' });
      await dragBar(page, 'Draw the racks', 7, () => sees(strip(page).getByText(left)));
      await seesNot(strip(page));
      await eventually(
        () => dates(page, 'Draw the racks'),
        (now) => now !== before,
        'it has moved',
      );
      await page.keyboard.press('Control+z');
      await eventually(() => dates(page, 'Draw the racks'), before);
      await isSaved(page);
      await visit(page, `/projects/${project.id}/agreements`);
      await ask(page, 'baseline', en);
      await agree(admin, project.id, { kind: 'baseline', id: project.id });
      const known = page.waitForResponse(/history\/agreed/);
      await visit(page, `/projects/${project.id}/gantt`);
      await sees(row(page, 'Draw the racks'));
      await known;
      await dragBar(page, 'Draw the racks', 7);
      await sees(button(strip(page), en('gantt.apply')));
      const plan = { name: en('agreements.baseline_name', { number: 1 }), number: 'D-0001' };
      await sees(strip(page).getByText(en('gantt.leaves_agreed', plan)));
      await sees(button(strip(page), en('gantt.as_change')));
      deepEqual(await violations(page), []);
      await button(strip(page), en('common.cancel')).click();
      await seesNot(strip(page));
      // What the client does not see was never agreed to: nothing asks.
      await page.locator('#gantt-policy-button').click();
      await page.getByRole('menuitemcheckbox', { name: en('gantt.policy_alone') }).click();
      await dragBar(page, 'Draw the racks', 7);
      await eventually(
        () => dates(page, 'Draw the racks'),
        (now) => now !== before,
        'it has moved',
      );
      await seesNot(strip(page));
      await isSaved(page);
    },
  },
  {
    name: 'the strip of consequences lies over no row that is in the hand',
    run: async (test) => {
      const { page } = await chart(test);
      await page.setViewportSize({ width: 1440, height: 640 });
      for (const title of ['Survey the halls', 'Move the stock']) {
        await dragBar(page, title, 5, async () => {
          await sees(strip(page));
          const told = await strip(page).boundingBox();
          const held = await row(page, title).boundingBox();
          const isFree = told.y + told.height <= held.y + 1 || held.y + held.height <= told.y + 1;
          ok(isFree, `${title} lies below the strip`);
          await page.keyboard.press('Escape');
        });
        await seesNot(strip(page));
      }
    },
  },
  {
    name: 'a finger groups rows, folds a group, and says how little float is nearly critical',
    run: async (test) => {
      const { page } = await chart(test, { size: 'tablet' });
      const hand = await finger(page);
      await tapChoice(page, hand, 'groups', en('gantt.group_phase'));
      await sees(head(page, 'Racks').getByText(en('gantt.group_count', { count: 4 })));
      await tap(hand, head(page, 'Racks'));
      await eventually(() => head(page, 'Racks').getAttribute('aria-expanded'), 'false');
      equal(await row(page, 'Draw the racks').count(), 0);
      await tap(hand, head(page, 'Racks'));
      await sees(row(page, 'Draw the racks'));
      await tapChoice(page, hand, 'groups', en('gantt.group_nothing'));
      await eventually(() => page.locator('.gantt__row--head').count(), 0);
      const { page: loose } = await chart(test, { csv: LOOSE, size: 'tablet' });
      const other = await finger(loose);
      await tapChoice(loose, other, 'show', en('gantt.near_days', { days: 5 }));
      await sees(row(loose, 'Third').locator('.gantt__near'));
      await tapChoice(loose, other, 'show', en('gantt.near_off'));
      await eventually(() => loose.locator('.gantt__near').count(), 0);
    },
  },
  {
    name: 'a finger chooses a baseline to compare with, and ends that',
    run: async (test) => {
      const pin = (project) => ({ project, seq: null, name: 'As planned' });
      const prepared = (project) => test.given.admin.call('history/pin', pin(project));
      const { page } = await chart(test, { prepared, size: 'tablet' });
      const hand = await finger(page);
      await tapChoice(page, hand, 'baselines', 'As planned');
      const compared = page.locator('.gantt__compared');
      await sees(compared.getByText(en('gantt.compared', { name: 'As planned' })));
      await page.keyboard.press('Escape');
      await tap(hand, button(compared, en('gantt.compare_no_more', { name: 'As planned' })));
      await seesNot(compared);
    },
  },
  {
    name: 'a finger taps the dot of a bar and then the task that is to wait',
    run: async (test) => {
      const { page } = await chart(test, { csv: LOOSE, size: 'tablet' });
      const hand = await finger(page);
      await tap(hand, row(page, 'First').locator('.gantt__title'));
      await eventually(() => row(page, 'First').getAttribute('aria-selected'), 'true');
      await tap(hand, page.locator('.gantt__dot'));
      await sees(strip(page));
      await tap(hand, row(page, 'Third').locator('.gantt__title'));
      await seesNot(strip(page));
      await eventually(() => says(page, 'Third'), (now) => now.includes('First'));
      await isSaved(page);
    },
  },
];
