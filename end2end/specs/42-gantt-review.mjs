// The Gantt chart where it met strict eyes: what may not be lost, hidden or cut.

import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, match, ok, sees, seesNot } from '../lib/check.mjs';
import { hold, row, select as showBar } from '../lib/gantt.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { isSaved } from '../lib/page.mjs';
import { largePlan, makePlan, warehouse } from '../lib/plans.mjs';
import { finger, middle } from '../lib/touch.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');
/** The width of a day at the zoom "week", in px. */
const DAY = 13;

export const prepare = (server) => Account.two(server);

let made = 0;

async function chart({ people, given }, { csv, prepared, contacts = [], ...more } = {}) {
  made += 1;
  const names = {
    key: `V${made}`,
    name: `Review ${made}`,
    contacts,
    language: more.language ?? 'en',
  };
  const project = await makePlan(given.admin, csv, names);
  await prepared?.(project.id);
  return { page: await open(people, project, { account: given.admin, ...more }), project };
}

async function open(people, project, more) {
  const page = await people.enter(more);
  await visit(page, `/projects/${project.id}/gantt`);
  await sees(page.locator('.gantt__row'));
  return page;
}

const says = (page, title) => row(page, title).locator('.u-hidden').textContent();
const duration = (page, title) => row(page, title).locator('.gantt__duration').textContent();
const box = (locator) => locator.boundingBox();

async function change(account, project, title, to) {
  const { plan } = await account.call('plan/open', { project, had: {} });
  const task = plan.tasks.find((one) => one.title === title).id;
  const made = typeof to === 'function' ? to(plan) : to;
  const sent = {
    id: newId(),
    base: 0,
    origin: { view: 'board' },
    op: { change: { task, to: made } },
  };
  await account.call('plan/submit', { project, since: 0, ops: [sent] });
}

async function select(page, title) {
  await row(page, title).locator('.gantt__title').click();
  await eventually(() => row(page, title).getAttribute('aria-selected'), 'true');
}

/** The place of a task's bar, once it stands still. */
async function bar(page, title) {
  await showBar(page, title);
  return middle(hold(page));
}

/** Whether all of the first lies within the height of the second. */
const isWithin = (inner, outer) =>
  inner.y >= outer.y - 1 && inner.y + inner.height <= outer.y + outer.height + 1;

export const tests = [
  {
    name: 'work that was ticked off before its start is a short bar, a milestone a diamond',
    run: async (test) => {
      const at = Date.UTC(2026, 2, 2, 10) / 60_000;
      const done = { progress: { percent: 100, actual: { start: at, finish: at } } };
      const prepared = (project) => change(test.given.admin, project, 'Train the team', done);
      const { page } = await chart(test, { prepared });
      const hold = page.locator('.gantt__hold');
      await select(page, 'Racks ordered');
      await page.keyboard.press('j');
      await eventually(() => hold.getAttribute('data-shape'), 'diamond');
      await select(page, 'Train the team');
      await page.keyboard.press('j');
      await eventually(() => hold.getAttribute('data-shape'), 'bar');
      equal(await hold.evaluate((one) => one.style.width), '8px');
    },
  },
  {
    name: 'a task that was a milestone for a while is as long as before',
    run: async (test) => {
      const { page } = await chart(test);
      await select(page, 'Draw the racks');
      const before = await duration(page, 'Draw the racks');
      await page.keyboard.press('k');
      await eventually(
        () => duration(page, 'Draw the racks'),
        (now) => now !== before,
        'it takes no time',
      );
      await isSaved(page);
      await reload(page);
      await select(page, 'Draw the racks');
      await page.keyboard.press('k');
      await eventually(() => duration(page, 'Draw the racks'), before);
    },
  },
  ...[['en', en], ['zh-CN', zh]].map(([language, t]) => ({
    name: `L leads to the search for a successor (${language})`,
    run: async (test) => {
      const names = language === 'en' ? ['Survey the halls', 'Handover'] : ['勘测库房', '现场交接'];
      const { page } = await chart(test, { csv: warehouse(language), language });
      await select(page, names[0]);
      await page.keyboard.press('l');
      const search = page.getByRole('combobox', { name: t('gantt.link_find_after') });
      await eventually(() => search.evaluate((field) => field === document.activeElement), true);
      await search.fill(names[1]);
      await sees(page.locator('#gantt-find-after-0'));
      await page.keyboard.press('Enter');
      await sees(page.locator('.gantt__link').filter({ hasText: names[1] }));
      deepEqual(await violations(page), []);
      await page.keyboard.press('Escape');
      await eventually(
        () => says(page, names[1]),
        (sentence) => sentence.includes(names[0]),
        'it waits',
      );
    },
  })),
  ...[
    ['en', 'Draw the racks', 'Order the racks'],
    ['zh-CN', '绘制货架', '订购货架'],
  ].map(([language, before, title]) => ({
    name: `a row says that it lies before what it waits for (${language})`,
    run: async (test) => {
      const { admin } = test.given;
      const prepared = (project) =>
        change(admin, project, title, (plan) => ({ manual: { start: plan.settings.start } }));
      const { page } = await chart(test, { csv: warehouse(language), prepared, language });
      await sees(row(page, title).locator('.gantt__problem'));
      match(await says(page, title), pattern(language, 'gantt.link_conflict', { titles: before }));
      equal(await row(page, before).locator('.gantt__problem').count(), 0);
    },
  })),
  {
    name: 'what opens below the chart does not cover the selected row, nor does N open out of sight',
    run: async (test) => {
      const { page } = await chart(test, { csv: largePlan(60), size: 'tablet' });
      const hand = await finger(page);
      const scroll = page.locator('.gantt__scroll');
      const bottom = await box(scroll);
      const low = page.locator('.gantt__row').filter({ hasText: 'Step' });
      const tops = await low.evaluateAll((all) =>
        all.map((one) => one.getBoundingClientRect().bottom),
      );
      const at = tops.findLastIndex((y) => y < bottom.y + bottom.height - 4);
      const title = await low.nth(at).locator('.gantt__title').textContent();
      await hand.tap(await middle(row(page, title).locator('.gantt__title')));
      await sees(page.locator('.gantt__actions'));
      await eventually(async () => isWithin(await box(row(page, title)), await box(scroll)), true);
      await row(page, title).focus();
      await page.keyboard.press('n');
      const field = page.locator('#gantt-new-task');
      await eventually(async () => isWithin(await box(field), await box(scroll)), true);
      await field.fill('One more');
      await field.press('Enter');
      await eventually(async () => isWithin(await box(field), await box(scroll)), true);
    },
  },
  {
    name: 'a finger tells progress by the slider and by steps, keys by a number',
    run: async (test) => {
      const { page } = await chart(test, { size: 'tablet' });
      const hand = await finger(page);
      await hand.tap(await middle(row(page, 'Draw the racks').locator('.gantt__title')));
      const slider = page.locator('.gantt__slider');
      await sees(slider);
      const place = await box(slider);
      ok(place.height >= 44, `the slider is ${place.height} px high`);
      await slider.scrollIntoViewIfNeeded();
      await slider.focus();
      await page.keyboard.press('ArrowRight');
      await eventually(() => slider.getAttribute('aria-valuetext'), '5%');
      await page.locator('.gantt__steps').getByRole('button', { name: '75%' }).tap();
      await eventually(() => slider.getAttribute('aria-valuetext'), '75%');
      const number = page.getByLabel(en('gantt.percent_number'));
      await number.fill('40');
      await number.press('Enter');
      await eventually(() => slider.getAttribute('aria-valuetext'), '40%');
      deepEqual(await violations(page), []);
    },
  },
  {
    name: 'once a bar is put down and asked about, no tip lies over the buttons',
    run: async (test) => {
      const { admin } = test.given;
      const prepared = (project) => change(admin, project, 'Handover', { client_visible: true });
      const { page } = await chart(test, { prepared, contacts: ['Mei Chen'] });
      const from = await bar(page, 'Draw the racks');
      const tip = page.locator('.gantt__tip');
      await dragMouse(
        page,
        from,
        { x: from.x + 7 * DAY + 2, y: from.y },
        { meanwhile: () => sees(tip) },
      );
      await sees(page.locator('.gantt__strip').getByRole('button', { name: en('gantt.apply') }));
      await seesNot(tip);
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'a bar that somebody else moves is told on its row, and drawn where it would go',
    run: async (test) => {
      const { page, project } = await chart(test);
      const other = await open(test.people, project, { account: test.given.second });
      const picture = () =>
        other.locator('.gantt__canvas').evaluate((canvas) => canvas.toDataURL());
      const from = await bar(page, 'Draw the racks');
      await other.waitForTimeout(600);
      const before = await picture();
      await dragMouse(
        page,
        from,
        { x: from.x + 5 * DAY + 2, y: from.y },
        {
          meanwhile: async () => {
            const words = en('conflicts.dragged', { name: 'Ada Lin' });
            await sees(row(other, 'Draw the racks').getByRole('img', { name: words }));
            await eventually(picture, (now) => now !== before, 'the ghost is drawn');
          },
        },
      );
      await seesNot(
        row(other, 'Draw the racks').getByRole('img', { name: pattern('en', 'conflicts.dragged') }),
      );
    },
  },
  {
    name: 'a baseline on the toolbar is remembered; without one the column of slips says so',
    run: async (test) => {
      const { admin } = test.given;
      const prepared = (project) =>
        admin.call('history/pin', { project, seq: null, name: 'As signed' });
      const { page } = await chart(test, { prepared });
      await page.locator('#gantt-columns-button').click();
      await page.getByRole('menuitemcheckbox', { name: en('gantt.col_slip'), exact: true }).click();
      const head = page.locator('.gantt__head .gantt__drift');
      await eventually(() => head.textContent(), en('gantt.col_slip_none'));
      await page.locator('#gantt-baselines-button').click();
      await page.getByRole('menuitemcheckbox', { name: /As signed/ }).click();
      const compared = page.locator('.gantt__compared');
      await sees(compared);
      await eventually(() => head.textContent(), en('gantt.col_slip'));
      await reload(page);
      await sees(compared.getByText(en('gantt.compared', { name: 'As signed' })));
      await page
        .getByRole('button', { name: en('gantt.compare_no_more', { name: 'As signed' }) })
        .click();
      await seesNot(compared);
      await reload(page);
      await sees(page.locator('.gantt__row'));
      await eventually(() => compared.count(), 0);
    },
  },
  ...['en', 'zh-CN'].map((language) => ({
    name: `every tool is within reach at every size (${language})`,
    run: async (test) => {
      const { page, project } = await chart(test, { csv: warehouse(language), language });
      const tools = (of) => of.locator('.gantt__toolbar');
      const beyond = (of) => tools(of).evaluate((bar) => bar.scrollWidth - bar.clientWidth);
      const sizes = [[1440, 900], [1180, 820], [820, 1180]];
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        await eventually(() => beyond(page), (px) => px <= 1, `nothing is cut at ${width}`);
      }
      const phone = await open(test.people, project, {
        account: test.given.admin,
        size: 'phone',
        language,
      });
      const last = phone.locator('#gantt-tools-button');
      await last.scrollIntoViewIfNeeded();
      const place = await box(last);
      ok(place.x >= 0 && place.x + place.width <= 390, 'the last tool can be reached');
    },
  })),
  {
    name: 'the browser prints board, chart, list and calendar across the sheet',
    run: async (test) => {
      const { page, project } = await chart(test);
      const views = {
        board: '.board__columns',
        gantt: '.gantt__frame',
        list: '.list__frame',
        calendar: '.calendar__frame',
      };
      for (const [view, frame] of Object.entries(views)) {
        await page.emulateMedia({ media: 'screen' });
        await visit(page, `/projects/${project.id}/${view}`);
        await sees(page.locator(frame));
        await page.emulateMedia({ media: 'print' });
        await seesNot(page.locator('.shell__nav'));
        const shell = await box(page.locator('.shell__page'));
        ok(shell.x < 60 && shell.width > 1300, `${view} is ${shell.width} px wide at ${shell.x}`);
      }
    },
  },
];
