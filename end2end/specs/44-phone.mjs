// How much of a phone is left to the plan and of a desk to the chart, in which order a task tells
// about itself, and the way from the overview to what the schedule cannot keep.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { openBoard, title } from '../lib/board.mjs';
import { visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { fits, isSaved } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const LANGUAGES = ['en', 'zh-CN'];
/** The views, what each is for, and where that begins at the latest, in px. */
const VIEWS = {
  board: { part: '.board__column', from: 260 },
  gantt: { part: '.gantt__frame', from: 210 },
  list: { part: '.list__frame', from: 210 },
  calendar: { part: '.calendar__frame', from: 210 },
};
/** What a finger can press above the plan. */
const TARGETS =
  '.shell__top :is(a, button), .project__bar :is(a, button), [class*=__tool] :is(a, button)';

export const prepare = async (server) => ({ admin: await Account.first(server) });

/** What is lower than a finger's target, or beside the plan's views narrower. */
const small = (page) =>
  page.locator(TARGETS).evaluateAll((all) =>
    all
      .filter((one) => one.checkVisibility())
      .map((one) => [one.getBoundingClientRect(), one])
      .filter(
        ([box, one]) => box.height < 43.9 || (one.closest('.project__bar') && box.width < 43.9),
      )
      .map(([box, one]) => `${one.className} ${one.textContent} ${box.width} × ${box.height}`),
  );

/** What stands in the panel of a task, from the top. */
const PANEL = [
  '#field-peek-title',
  '#field-peek-status',
  '#field-peek-assignee',
  '.peek__facts',
  '#field-peek-duration',
  '#field-peek-description',
  '.peek__steps',
  '#peek-links',
  '.peek__why',
  '.peek__client',
  '.labels',
  '#field-peek-calendar',
  '.peek__end',
];

export const tests = [
  ...LANGUAGES.map((language) => ({
    name: `on a phone the plan begins in the first third, and all above it can be pressed, ${language}`,
    run: async (test) => {
      const { page, project } = await openBoard(test, { size: 'phone', language });
      for (const [view, { part, from }] of Object.entries(VIEWS)) {
        await visit(page, `/projects/${project.id}/${view}`);
        await sees(page.locator(part));
        await isSaved(page);
        const top = await page.locator(part).first().evaluate((e) => e.getBoundingClientRect().top);
        ok(top <= from, `${view}: ${part} begins at ${top} px`);
        await fits(page);
        deepEqual(await small(page), [], view);
      }
    },
  })),
  ...LANGUAGES.map((language, index) => ({
    name: `on a phone the overview shows all dates of a milestone without a swipe, ${language}`,
    run: async ({ people, given }) => {
      const naming = { key: `MS${index}`, name: `Milestones ${index}` };
      const project = await makePlan(given.admin, undefined, naming);
      const page = await people.enter({ account: given.admin, size: 'phone', language });
      await visit(page, `/projects/${project.id}`);
      const dates = page.locator('.overview__dates > td');
      await sees(dates.first());
      const ends = await dates.evaluateAll((all) =>
        all.map((cell) => cell.getBoundingClientRect().right - window.innerWidth),
      );
      ok(Math.max(...ends) <= 0, `a cell ends ${Math.max(...ends)} px beyond the screen`);
      await fits(page);
    },
  })),
  {
    name: 'on a phone a long name of a project is read whole, and a card of the list takes little height',
    run: async ({ people, given }) => {
      const name = 'Cold Chain Warehouse East';
      const project = await makePlan(given.admin, undefined, { key: 'CCW', name });
      const page = await people.enter({ account: given.admin, size: 'phone' });
      await visit(page, `/projects/${project.id}/list`);
      const title = page.locator('.shell__project');
      await sees(title.filter({ hasText: name }));
      const rest = await title.evaluate((e) => [e.scrollHeight - e.clientHeight, e.scrollWidth - e.clientWidth]);
      ok(Math.max(...rest) <= 1, `${rest} px of the name are cut`);
      const row = page.locator('.list__row').first();
      await sees(row);
      const { height } = await row.boundingBox();
      ok(height <= 130, `a card takes ${height} px`);
      await fits(page);
    },
  },
  {
    name: 'what has no room in the row on a phone lies in the menu',
    run: async (test) => {
      const en = words('en');
      const { page, project } = await openBoard(test, { size: 'phone' });
      const more = page.getByRole('button', { name: en('shell.plan_more') });
      const item = (name) => page.getByRole('menuitem', { name, exact: true });
      await more.tap();
      await sees(item(en('common.redo')));
      equal(await item(en('common.redo')).getAttribute('aria-disabled'), 'true');
      equal(await item(en('shell.import')).getAttribute('href'), `/projects/${project.id}/import`);
      deepEqual(await violations(page), []);
      await item(en('history.title')).tap();
      await sees(page.locator('#history'));
      await page.keyboard.press('Escape');
      await seesNot(page.locator('#history'));
      await eventually(() => page.evaluate(() => document.activeElement.id), 'plan-more-button');
    },
  },
  {
    name: 'at 1440 px the menus above the chart keep their words in English, in one row',
    run: async (test) => {
      const { page, project } = await openBoard(test);
      await visit(page, `/projects/${project.id}/gantt`);
      await sees(page.locator('.gantt__row'));
      const box = (part) =>
        page
          .locator(part)
          .first()
          .evaluate((e) => e.getBoundingClientRect().toJSON());
      for (const menu of ['groups', 'columns', 'baselines']) {
        const { width } = await box(`#gantt-${menu}-button > span`);
        ok(width > 20, `${menu}: ${width} px of words`);
      }
      const { height } = await box('.gantt__toolbar');
      ok(height < 60, `the toolbar is ${height} px high`);
    },
  },
  {
    name: 'a task tells first how it stands, then what it is, and last what is set rarely',
    run: async (test) => {
      const { page } = await openBoard(test);
      await title(page, 'Draw the racks').click();
      const peek = page.locator('#peek');
      await sees(peek.locator('.peek__why p'));
      const order = await peek.evaluate((peek, wanted) => {
        const found = wanted.map((part) => [part, peek.querySelector(part)]);
        const isAfter = ([, a], [, b]) => (a.compareDocumentPosition(b) & 4 ? -1 : 1);
        const there = found.filter(([, one]) => one !== null);
        return there.sort(isAfter).map(([part]) => part);
      }, PANEL);
      deepEqual(order, PANEL);
      deepEqual(await violations(page), []);
    },
  },
  ...LANGUAGES.map((language) => ({
    name: `on a phone the four themes stand in one line, ${language}`,
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin, size: 'phone', language });
      await visit(page, '/settings');
      const choice = page.locator('.settings__choice').filter({
        hasText: words(language)('settings.theme_projector'),
      });
      const themes = choice.locator('.segmented__item');
      await sees(themes.first());
      const tops = await themes.evaluateAll((all) => all.map((one) => one.offsetTop));
      equal(tops.length, 4);
      equal(new Set(tops).size, 1);
    },
  })),
  ...LANGUAGES.map((language) => ({
    name: `the overview counts what the schedule cannot keep and leads there, ${language}`,
    run: async (test) => {
      const say = words(language);
      const { page, project } = await openBoard(test, { language });
      await visit(page, `/projects/${project.id}`);
      await sees(page.locator('.overview__phases'));
      equal(await page.locator('.overview__unkept').count(), 0);
      await visit(page, `/projects/${project.id}/board`);
      await title(page, 'Draw the racks').click();
      const peek = page.locator('#peek');
      // The survey before it takes until Wednesday, 4 March.
      await peek.getByLabel(say('peek.constraint'), { exact: true }).selectOption('must-start');
      const day = peek.getByLabel(say('peek.constraint_day'));
      await day.fill('2026-03-02');
      await day.blur();
      await sees(peek.locator('.peek__unkept .peek__problem'));
      await isSaved(page);
      await visit(page, `/projects/${project.id}`);
      const line = page.getByRole('link', {
        name: say('overview.unkept', { count: 1 }),
        exact: true,
      });
      await sees(line);
      deepEqual(await violations(page), []);
      await line.click();
      const list = page.locator('#problems');
      await sees(list.filter({ hasText: 'Draw the racks' }));
      await eventually(() => new URL(page.url()).pathname, `/projects/${project.id}/gantt`);
      await eventually(
        () => new URL(page.url()).searchParams.has('show'),
        false,
        'the wish holds once',
      );
      await list.getByRole('button', { name: say('problem.show'), exact: true }).click();
      await seesNot(list);
      await sees(peek.locator('.peek__problem'));
    },
  })),
];
