// The Gantt chart: bars moved by mouse, touch, keys and buttons, with the successors following.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Account } from '../lib/account.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, ok, pause, sees, seesNot } from '../lib/check.mjs';
import { hold, row, select } from '../lib/gantt.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { isSaved } from '../lib/page.mjs';
import { largePlan, makePlan, makeProject } from '../lib/plans.mjs';
import { finger, middle } from '../lib/touch.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');
/** A plan made in Microsoft Project. */
const REAL = path.join(import.meta.dirname, '../../../shared/data/plans/pm-wedding-planner.xml');
/** A task of it that starts on the Monday after a predecessor's Friday. */
const AFTER_WEEKEND = 'Set the date in meeting with clergy member; schedule pre-marital counseling';
/** The width of a day at the zoom "week", in px. */
const DAY = 13;
/** Two tasks without a link, one below the other. */
const LOOSE = ['ID,Task Name,Duration', '1,First,5 days', '2,Second,5 days'].join('\n');

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

async function chart({ people, given }, { csv, ...more } = {}) {
  made += 1;
  const project = await makePlan(given.admin, csv, { key: `G${made}`, name: `Chart ${made}` });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/gantt`);
  await sees(page.locator('.gantt__row'));
  return { page, project };
}

/** A row by its title; other rows name it too, in the sentence on what they wait for. */
const dates = (page, title) => row(page, title).locator('.gantt__dates').textContent();
const strip = (page) => page.locator('.gantt__strip');
const why = (page) => page.locator('.gantt__why');
const lists = (page) => strip(page).locator('.foretold__lists');

/** Drags the selected bar by so many days. */
async function dragBar(page, days, meanwhile) {
  const from = await middle(hold(page));
  await dragMouse(page, from, { x: from.x + days * DAY + 2, y: from.y }, { meanwhile });
}

export const tests = [
  {
    name: 'a bar is moved by mouse, the successors follow, Ctrl+Z takes it back',
    run: async (test) => {
      const { page } = await chart(test);
      const titles = ['Draw the racks', 'Order the racks', 'Move the stock', 'Handover'];
      const read = () => Promise.all(titles.map((title) => dates(page, title)));
      const before = await read();
      const survey = await dates(page, 'Survey the halls');
      await select(page, 'Draw the racks');
      await dragBar(page, 7, async () => {
        await sees(strip(page).filter({ hasText: pattern('en', 'gantt.shifts', { count: 5 }) }));
        await sees(strip(page).filter({ hasText: pattern('en', 'consequence.finish_moves') }));
      });
      await eventually(
        read,
        (now) => now.every((date, at) => date !== before[at]),
        'all have moved',
      );
      await seesNot(strip(page));
      equal(await dates(page, 'Survey the halls'), survey, 'what comes before stays');
      const after = await read();
      await page.keyboard.press('Control+z');
      await eventually(read, before, 'all are back');
      await page.keyboard.press('Control+Shift+z');
      await eventually(read, after, 'all have moved again');
      await isSaved(page);
      await reload(page);
      await sees(page.locator('.gantt__row'));
      await eventually(read, after, 'the move survives');
    },
  },
  {
    name: 'Esc during a drag restores everything',
    run: async (test) => {
      const { page } = await chart(test);
      const before = await dates(page, 'Order the racks');
      await select(page, 'Draw the racks');
      await dragBar(page, 7, async () => {
        await sees(strip(page));
        await page.keyboard.press('Escape');
        await seesNot(strip(page));
      });
      await pause(200);
      equal(await dates(page, 'Order the racks'), before);
    },
  },
  {
    name: 'the end of a bar is dragged to change its duration',
    run: async (test) => {
      const { page } = await chart(test);
      await select(page, 'Draw the racks');
      const before = await row(page, 'Draw the racks').locator('.gantt__duration').textContent();
      const next = await dates(page, 'Order the racks');
      const from = await middle(page.locator('.gantt__grip[data-grab=finish]'));
      await dragMouse(page, from, { x: from.x + 7 * DAY, y: from.y });
      const duration = row(page, 'Draw the racks').locator('.gantt__duration');
      await eventually(() => duration.textContent(), (now) => now !== before, 'it takes longer');
      await eventually(() => dates(page, 'Order the racks'), (now) => now !== next);
    },
  },
  {
    name: 'M, arrows and Enter move a bar; Esc puts it back',
    run: async (test) => {
      const { page } = await chart(test);
      const before = await dates(page, 'Order the racks');
      await row(page, 'Draw the racks').click();
      await page.keyboard.press('m');
      await page.keyboard.press('ArrowRight');
      await sees(strip(page).filter({ hasText: pattern('en', 'gantt.shifts', { count: 5 }) }));
      await page.keyboard.press('Escape');
      await seesNot(strip(page));
      equal(await dates(page, 'Order the racks'), before);
      await page.keyboard.press('m');
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('Enter');
      await eventually(() => dates(page, 'Order the racks'), (now) => now !== before, 'moved');
      await page.keyboard.press('Control+z');
      await eventually(() => dates(page, 'Order the racks'), before, 'undone');
    },
  },
  {
    name: 'the buttons of the action bar move, link and set progress',
    run: async (test) => {
      const { page } = await chart(test);
      const before = await dates(page, 'Order the racks');
      await row(page, 'Draw the racks').click();
      await page
        .getByRole('button', { name: en('gantt.on_week_label', { title: 'Draw the racks' }) })
        .click();
      await eventually(
        () => dates(page, 'Order the racks'),
        (now) => now !== before,
        'moved',
      );
      await page
        .locator('.toast')
        .getByRole('button', { name: en('common.undo') })
        .last()
        .click();
      await eventually(() => dates(page, 'Order the racks'), before, 'undone');
      const slider = page.locator('.gantt__slider');
      await slider.fill('50');
      await eventually(() => slider.getAttribute('aria-valuetext'), '50%');
      const number = page.locator('.gantt__percents').getByLabel(en('gantt.percent_number'));
      await number.fill('65');
      await number.press('Enter');
      await eventually(() => slider.getAttribute('aria-valuetext'), '65%');
      await isSaved(page);
    },
  },
  {
    name: 'a finger scrolls over bars and drags the selected one',
    run: async (test) => {
      const { page } = await chart(test, { size: 'tablet' });
      const hand = await finger(page);
      const before = await dates(page, 'Order the racks');
      const scroll = page.locator('.gantt__scroll');
      const left = await scroll.evaluate((e) => e.scrollLeft);
      const canvas = await middle(page.locator('.gantt__canvas'));
      await hand.swipe(canvas, { x: canvas.x - 160, y: canvas.y });
      await eventually(
        () => scroll.evaluate((e) => e.scrollLeft),
        (now) => now > left + 40,
        'it scrolls',
      );
      equal(await dates(page, 'Order the racks'), before);
      await pause(400);
      await select(page, 'Draw the racks');
      const from = await middle(hold(page));
      const to = { x: from.x + 7 * DAY, y: from.y };
      await hand.holdAndDrag(from, to, { hold: 30, meanwhile: () => sees(strip(page)) });
      await eventually(() => dates(page, 'Order the racks'), (now) => now !== before, 'moved');
    },
  },
  {
    name: 'a policy says what becomes of the others: nothing, or as far as the bar goes',
    run: async (test) => {
      const { page } = await chart(test);
      const read = () =>
        Promise.all(['Order the racks', 'Handover'].map((title) => dates(page, title)));
      const before = await read();
      const choose = async (word) => {
        await page.locator('#gantt-policy-button').click();
        await page.getByRole('menuitemcheckbox', { name: en(word), exact: true }).click();
      };
      await choose('gantt.policy_alone');
      await select(page, 'Draw the racks');
      const own = await dates(page, 'Draw the racks');
      await dragBar(page, 7, () => sees(strip(page).filter({ hasText: en('gantt.shifts_none') })));
      await eventually(() => dates(page, 'Draw the racks'), (now) => now !== own, 'it has moved');
      deepEqual(await read(), before, 'the others stay');
      await page.keyboard.press('Control+z');
      await eventually(() => dates(page, 'Draw the racks'), own, 'one undo takes all of it back');
      await choose('gantt.policy_gaps');
      await page
        .getByRole('button', { name: en('gantt.on_week_label', { title: 'Draw the racks' }) })
        .click();
      await eventually(
        read,
        (now) => now.every((date, at) => date !== before[at]),
        'all have moved',
      );
      await page.keyboard.press('Control+z');
      await eventually(read, before, 'all are back');
    },
  },
  {
    name: 'several bars are selected by mouse and keys, and move together with one undo',
    run: async (test) => {
      const { page } = await chart(test);
      const read = () =>
        Promise.all(['Survey the halls', 'Train the team'].map((title) => dates(page, title)));
      const before = await read();
      await row(page, 'Survey the halls').locator('.gantt__title').click();
      await row(page, 'Train the team').locator('.gantt__title').click({ modifiers: ['Control'] });
      const bar = page.getByRole('toolbar', { name: en('gantt.picked', { count: 2 }) });
      await sees(bar);
      equal(await row(page, 'Survey the halls').getAttribute('aria-selected'), 'true');
      equal(await row(page, 'Draw the racks').getAttribute('aria-selected'), 'false');
      await bar.getByRole('button', { name: en('gantt.on_week') }).click();
      await eventually(
        read,
        (now) => now.every((date, at) => date !== before[at]),
        'both have moved',
      );
      await page.keyboard.press('Control+z');
      await eventually(read, before, 'one undo takes both back');
      await row(page, 'Survey the halls').focus();
      await page.keyboard.press('Escape');
      await seesNot(bar);
      await page.keyboard.press('Shift+ArrowDown');
      await sees(bar);
      await page.keyboard.press('m');
      await page.keyboard.press('Shift+ArrowRight');
      await sees(strip(page));
      await page.keyboard.press('Enter');
      await eventually(read, (now) => now[0] !== before[0], 'the selected have moved');
      await page.keyboard.press('Control+z');
      await eventually(read, before, 'undone');
    },
  },
  {
    name: 'a dependency is dragged from the dot, or tapped; one that closes a loop is refused in words',
    run: async (test) => {
      const { page } = await chart(test, { csv: LOOSE });
      const second = () => dates(page, 'Second');
      const before = await second();
      await select(page, 'Second');
      const to = await middle(hold(page));
      await select(page, 'First');
      const dot = page.locator('.gantt__dot');
      await dragMouse(page, await middle(dot), to, {
        meanwhile: () =>
          sees(
            strip(page).filter({ hasText: pattern('en', 'gantt.link_would', { title: 'Second' }) }),
          ),
      });
      await eventually(second, (now) => now !== before, 'it waits now');
      await page.keyboard.press('Control+z');
      await eventually(second, before, 'undone');
      await dot.click();
      await sees(strip(page).filter({ hasText: en('gantt.link_choose', { title: 'First' }) }));
      await page.keyboard.press('Escape');
      await seesNot(strip(page));
      await dot.click();
      await row(page, 'Second').locator('.gantt__title').click();
      await eventually(second, (now) => now !== before, 'tapped one after the other');
      await select(page, 'Second');
      await dot.click();
      await row(page, 'First').locator('.gantt__title').click();
      await sees(page.locator('.toast').filter({ hasText: 'Second' }).last());
      equal(await dates(page, 'First'), before, 'the first one waits for nothing');
    },
  },
  {
    name: 'a second finger puts a bar in the hand back',
    run: async (test) => {
      const { page } = await chart(test, { size: 'tablet' });
      const hand = await finger(page);
      const before = await dates(page, 'Order the racks');
      await select(page, 'Draw the racks');
      const from = await middle(hold(page));
      const to = { x: from.x + 7 * DAY, y: from.y };
      await hand.holdAndCancel(from, to, { hold: 30, meanwhile: () => seesNot(strip(page)) });
      await pause(300);
      equal(await dates(page, 'Order the racks'), before);
    },
  },
  {
    name: 'two fingers zoom and move nothing',
    run: async (test) => {
      const { page } = await chart(test, { size: 'tablet' });
      const hand = await finger(page);
      const before = await dates(page, 'Order the racks');
      await hand.pinch(await middle(page.locator('.gantt__canvas')), 60, 160);
      const day = page.getByRole('button', { name: en('gantt.zoom_day'), exact: true });
      await eventually(() => day.getAttribute('aria-pressed'), 'true');
      equal(await dates(page, 'Order the racks'), before);
    },
  },
  {
    name: 'the zoom changes the axis, by buttons and by keys',
    run: async (test) => {
      const { page } = await chart(test);
      const width = () => page.locator('.gantt__pane').evaluate((e) => e.offsetWidth);
      const week = await width();
      await page.getByRole('button', { name: en('gantt.zoom_day'), exact: true }).click();
      await eventually(width, (now) => now > week * 2, 'days are wide');
      await page.getByRole('button', { name: en('gantt.zoom_quarter'), exact: true }).click();
      await eventually(width, (now) => now < week, 'quarters are narrow');
      await row(page, 'Draw the racks').click();
      await page.keyboard.press('0');
      await eventually(width, (now) => now >= week, 'the whole plan fits a closer zoom');
      await page.getByRole('button', { name: en('gantt.zoom_quarter'), exact: true }).click();
      await row(page, 'Draw the racks').focus();
      await page.keyboard.press('+');
      const month = page.getByRole('button', { name: en('gantt.zoom_month'), exact: true });
      await eventually(() => month.getAttribute('aria-pressed'), 'true');
    },
  },
  {
    name: 'the table says in words what the chart draws, folds and indents',
    run: async (test) => {
      const { page } = await chart(test);
      const grid = page.getByRole('treegrid');
      equal(await grid.getAttribute('aria-rowcount'), '10');
      const summary = row(page, 'Racks');
      equal(await summary.getAttribute('aria-expanded'), 'true');
      await summary.focus();
      await page.keyboard.press('ArrowLeft');
      await eventually(() => summary.getAttribute('aria-expanded'), 'false');
      await seesNot(row(page, 'Survey the halls'));
      await page.keyboard.press('ArrowRight');
      await sees(row(page, 'Survey the halls'));
      const level = () => row(page, 'Moving in').getAttribute('aria-level');
      await row(page, 'Moving in').click();
      await page.keyboard.press('Alt+Shift+ArrowRight');
      await eventually(level, '2');
      await page.keyboard.press('Control+z');
      await eventually(level, '1');
      ok(await row(page, 'Draw the racks').getByText(pattern('en', 'gantt.after')).count());
    },
  },
  {
    name: 'the selected row says why it lies where it does, to eyes, keys and screen readers',
    run: async (test) => {
      const { page } = await chart(test);
      await row(page, 'Train the team').locator('.gantt__title').click();
      const line = why(page).locator('summary');
      await sees(
        line.filter({ hasText: pattern('en', 'reason.after_finish', { title: 'Racks ordered' }) }),
      );
      await sees(line.filter({ hasText: en('reason.weekend') }));
      equal(await row(page, 'Train the team').getAttribute('aria-describedby'), 'gantt-why');
      const described = await page.locator('#gantt-why').textContent();
      ok(described.includes(en('reason.weekend')), described);
      ok(described.includes(en('reason.room_label')), described);
      const room = why(page).locator('p').filter({ hasText: en('reason.room_label') });
      await seesNot(room);
      await line.focus();
      await page.keyboard.press('Enter');
      await sees(room.filter({ hasText: 'Move the stock' }));
      await sees(why(page).locator('p').filter({ hasText: en('reason.finish_label') }));
      await row(page, 'Racks').locator('.gantt__title').click();
      await sees(line.filter({ hasText: en('reason.children') }));
    },
  },
  {
    name: 'on a phone the reason fits',
    run: async (test) => {
      const { page } = await chart(test, { size: 'phone' });
      // The table has no room here; its rows still take the focus.
      await row(page, 'Train the team').focus();
      await sees(why(page));
      await why(page).locator('summary').click();
      await sees(why(page).locator('p').first());
      const [inside, width] = await why(page).evaluate((e) => [e.scrollWidth, e.clientWidth]);
      ok(inside <= width, `${inside} px in ${width} px`);
      const right = await why(page).evaluate((e) => e.getBoundingClientRect().right);
      ok(right <= (await page.viewportSize()).width, `it ends at ${right} px`);
    },
  },
  {
    name: 'a bar in the hand lists by name what moves and what breaks',
    run: async (test) => {
      const { page } = await chart(test);
      await row(page, 'Draw the racks').click();
      await page.keyboard.press('m');
      await page.keyboard.press('Shift+ArrowRight');
      const shown = strip(page).getByRole('button', { name: en('consequence.show') });
      equal(await shown.getAttribute('aria-expanded'), 'false');
      await page.keyboard.press('d');
      const week = en('nouns.days', { count: 7 });
      await sees(lists(page).filter({ hasText: en('consequence.later', { title: 'Handover', days: week }) }));
      await sees(lists(page).filter({ hasText: pattern('en', 'consequence.moved') }));
      await strip(page).getByRole('button', { name: en('consequence.hide') }).click();
      await seesNot(lists(page));
      await sees(strip(page));
      await page.keyboard.press('Escape');
      await seesNot(strip(page));
      await select(page, 'Draw the racks');
      await dragBar(page, 7, async () => {
        await sees(strip(page));
        await page.keyboard.press('d');
        await sees(lists(page).filter({ hasText: 'Order the racks' }));
        await page.keyboard.press('Escape');
      });
    },
  },
  {
    name: 'a typed dependency says what it would do before it is added',
    run: async (test) => {
      const { page } = await chart(test, { csv: LOOSE });
      await row(page, 'Second').click();
      await page.keyboard.press('l');
      const dialog = page.locator('#gantt-links');
      await dialog.getByLabel(en('gantt.link_type'), { exact: true }).fill('1FS+2d');
      await sees(dialog.getByText(pattern('en', 'consequence.finish_moves')));
      await dialog.getByRole('button', { name: en('consequence.show') }).click();
      await sees(dialog.locator('.foretold__lists').filter({ hasText: 'Second' }));
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'in Chinese a real plan says why, and what a move would do',
    run: async (test) => {
      if (!existsSync(REAL)) {
        return test.skip('../shared/data/plans is not there');
      }
      const { people, given } = test;
      const names = { key: 'ZHR', name: '婚礼筹备', client: '海港商贸', language: 'zh-CN' };
      const project = await makeProject(given.admin, names);
      await given.admin.importPlan(project.id, 'plan.xml', readFileSync(REAL));
      const page = await people.enter({ account: given.admin, language: 'zh-CN' });
      await visit(page, `/projects/${project.id}/gantt`);
      await row(page, AFTER_WEEKEND).locator('.gantt__title').click();
      const line = why(page).locator('summary');
      await sees(line.filter({ hasText: '周五 17:00' }));
      await sees(line.filter({ hasText: zh('reason.weekend') }));
      await row(page, AFTER_WEEKEND).focus();
      await page.keyboard.press('m');
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('d');
      await sees(lists(page).filter({ hasText: pattern('zh-CN', 'consequence.moved') }));
      await page.keyboard.press('Escape');
      await seesNot(strip(page));
      await page.keyboard.press('Enter');
      const peek = page.locator('#peek');
      await sees(peek.locator('.peek__why').filter({ hasText: zh('reason.room_label') }));
      const duration = peek.locator('#field-peek-duration');
      await duration.fill('9');
      const foreseen = peek.locator('.peek__foresight p').filter({ hasText: '项目完成' });
      await sees(foreseen);
      await duration.fill('1');
      await seesNot(foreseen);
    },
  },
  {
    name: 'of 1,000 tasks only the rows in the window are drawn',
    run: async (test) => {
      const { page, project } = await chart(test, { csv: largePlan(1_000) });
      const rows = page.locator('.gantt__row');
      const fits = await page.locator('.gantt__scroll').evaluate((e) => {
        return Math.ceil(e.clientHeight / e.querySelector('.gantt__row').offsetHeight);
      });
      ok((await rows.count()) <= fits * 3, `${await rows.count()} rows drawn, ${fits} fit`);
      equal(await page.getByRole('treegrid').getAttribute('aria-rowcount'), '1001');
      await rows.first().focus();
      await page.keyboard.press('End');
      await sees(row(page, 'Step 1000'));
      ok((await rows.count()) <= fits * 3, `${await rows.count()} rows drawn, ${fits} fit`);
      await visit(page, `/projects/${project.id}/board`);
      await sees(page.locator('.board__card'));
      const cards = await page.locator('.board__card').count();
      ok(cards <= 200, `${cards} cards drawn`);
      await visit(page, `/projects/${project.id}`);
      await sees(page.getByText(en('overview.all_open', { count: '1,000' }), { exact: true }));
    },
  },
];
