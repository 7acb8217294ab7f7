// The Gantt chart, what surrounds the bars: filters, columns, progress, new bars, the strip,
// baselines, pictures.

import { readFileSync } from 'node:fs';
import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, match, ok, pause, sees, seesNot } from '../lib/check.mjs';
import { row, select } from '../lib/gantt.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { isSaved } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { middle } from '../lib/touch.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
/** The width of a day at the zoom "week", in px. */
const DAY = 13;

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

async function chart({ people, given }, more = {}) {
  made += 1;
  const key = `M${made}`;
  const project = await makePlan(given.admin, undefined, { key, name: `More ${made}` });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/gantt`);
  await sees(page.locator('.gantt__canvas'));
  return { page, project };
}

const button = (page, name) => page.getByRole('button', { name, exact: true });
const item = (page, name) => page.getByRole('menuitemcheckbox', { name });
const grid = (page, attribute) => page.getByRole('treegrid').getAttribute(attribute);

/** Switches an entry of a menu of the toolbar. */
async function choose(page, menu, name) {
  await page.locator(`#gantt-${menu}-button`).click();
  await item(page, name).click();
}

/** Names the plan as it is now. */
async function pin(page, name) {
  await button(page, en('history.title')).click();
  await button(page, en('history.pin_now')).click();
  const panel = page.locator('#history');
  await panel.getByLabel(en('history.name'), { exact: true }).fill(name);
  await panel.getByRole('button', { name: en('common.save'), exact: true }).click();
  await sees(panel.locator('.history__baselines .history__entry').filter({ hasText: name }));
  await panel.press('Escape');
  await seesNot(panel);
}

export const tests = [
  {
    name: 'words and chips narrow the rows; summaries above a match stay, and folds come back',
    run: async (test) => {
      const { page } = await chart(test);
      await row(page, 'Racks').focus();
      await page.keyboard.press('ArrowLeft');
      await seesNot(row(page, 'Draw the racks'));
      await page.keyboard.press('f');
      const field = page.locator('.find__words');
      await eventually(() => field.evaluate((e) => e === document.activeElement), true);
      await field.fill('draw');
      await sees(row(page, 'Draw the racks'));
      await sees(row(page, 'Racks'));
      equal(await grid(page, 'aria-rowcount'), '3');
      await sees(page.getByText(en('gantt.hidden', { count: 7 })));
      await field.fill('handover');
      await sees(row(page, 'Handover'));
      await sees(row(page, 'Moving in'));
      await seesNot(row(page, 'Racks'));
      await button(page, en('gantt.show_all')).click();
      await seesNot(row(page, 'Draw the racks'));
      equal(await field.inputValue(), '');
      await row(page, 'Racks').focus();
      await page.keyboard.press('ArrowRight');
      await eventually(() => grid(page, 'aria-rowcount'), '10');
      const mine = button(page, en('gantt.only_mine'));
      await mine.click();
      await eventually(() => grid(page, 'aria-rowcount'), '1');
      await mine.click();
      await button(page, en('gantt.only_critical')).click();
      await eventually(() => grid(page, 'aria-rowcount'), '10');
      await button(page, en('gantt.filter')).click();
      await seesNot(field);
    },
  },
  {
    name: 'columns, zoom and width of the table are chosen and survive a reload',
    run: async (test) => {
      const { page } = await chart(test);
      await sees(row(page, 'Draw the racks'));
      equal(await grid(page, 'aria-colcount'), '6');
      await choose(page, 'columns', en('gantt.col_percent'));
      await sees(row(page, 'Draw the racks').locator('.gantt__percent'));
      await choose(page, 'columns', en('gantt.col_predecessors'));
      const before = row(page, 'Draw the racks').locator('.gantt__predecessors');
      await sees(before);
      match(await before.textContent(), /^\d+$/);
      await choose(page, 'columns', en('gantt.col_duration'));
      await eventually(() => row(page, 'Draw the racks').locator('.gantt__duration').count(), 0);
      await button(page, en('gantt.zoom_month')).click();
      const width = await page.locator('.gantt__table').evaluate((e) => e.offsetWidth);
      await reload(page);
      await sees(before);
      equal(await grid(page, 'aria-colcount'), '7');
      equal(await before.getAttribute('aria-colindex'), '6');
      equal(await button(page, en('gantt.zoom_month')).getAttribute('aria-pressed'), 'true');
      equal(await page.locator('.gantt__table').evaluate((e) => e.offsetWidth), width);
      deepEqual(await violations(page), []);
    },
  },
  {
    name: 'progress is dragged at the triangle below a bar; Esc and Ctrl+Z take it back',
    run: async (test) => {
      const { page } = await chart(test);
      const bar = await select(page, 'Draw the racks');
      const done = () =>
        row(page, 'Draw the racks')
          .getByText(en('gantt.done_at', { percent: 60 }))
          .count();
      const drag = async (meanwhile) => {
        const from = await middle(page.locator('.gantt__mark'));
        await dragMouse(page, from, { x: bar.x + bar.width * 0.6, y: from.y }, { meanwhile });
      };
      await drag(async () => {
        await eventually(() => page.locator('.gantt__tip').textContent(), '60%');
        await page.keyboard.press('Escape');
      });
      await pause(200);
      equal(await done(), 0);
      await drag();
      await eventually(done, 1);
      await page.keyboard.press('Control+z');
      await eventually(done, 0);
      await isSaved(page);
    },
  },
  {
    name: 'a new task is drawn below the last row, gets a name, and is taken back',
    run: async (test) => {
      const { page } = await chart(test);
      await sees(row(page, 'Handover'));
      const add = page.locator('.gantt__add');
      const usual = (await add.textContent()).trim();
      const from = {
        x: (await page.locator('.gantt__canvas').boundingBox()).x + 260,
        y: (await middle(add)).y,
      };
      const said = async () =>
        ok((await add.textContent()).trim() !== usual, 'the row says on which days');
      await dragMouse(page, from, { x: from.x + 6 * DAY, y: from.y }, { meanwhile: said });
      const field = page.locator('#gantt-new-task');
      await eventually(() => field.evaluate((e) => e === document.activeElement), true);
      await page.keyboard.type('Paint the floor');
      await page.keyboard.press('Enter');
      await sees(row(page, 'Paint the floor'));
      match(await row(page, 'Paint the floor').locator('.gantt__dates').textContent(), /–/);
      equal(
        await page.locator('.gantt__row').last().locator('.gantt__title').textContent(),
        'Paint the floor',
      );
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+z');
      await seesNot(row(page, 'Paint the floor'));
    },
  },
  {
    name: 'a press on the strip below the chart goes there; the strip can be hidden',
    run: async (test) => {
      const { page } = await chart(test);
      const strip = page.locator('.gantt__map');
      await sees(strip);
      const left = () => page.locator('.gantt__scroll').evaluate((e) => e.scrollLeft);
      const { width } = await strip.boundingBox();
      await strip.click({ position: { x: width * 0.05, y: 20 } });
      await eventually(left, 0);
      await strip.click({ position: { x: width * 0.95, y: 20 } });
      await eventually(left, (now) => now > 200, 'it scrolls');
      await choose(page, 'show', en('gantt.show_map'));
      await seesNot(strip);
    },
  },
  {
    name: 'compared with a baseline, rows say how much later they end',
    run: async (test) => {
      const { page } = await chart(test);
      await pin(page, 'As signed');
      await row(page, 'Draw the racks').locator('.gantt__title').click();
      const duration = page
        .locator('.gantt__actions')
        .getByLabel(en('gantt.duration'), { exact: true });
      await duration.fill('8d');
      await duration.press('Enter');
      await isSaved(page);
      await choose(page, 'baselines', /As signed/);
      await sees(page.locator('.gantt__compared'));
      const later = en('gantt.slip_late', { days: 3 });
      const slip = (title) => row(page, title).locator('.gantt__slip');
      await eventually(() => slip('Draw the racks').textContent(), later);
      equal(await slip('Order the racks').textContent(), later);
      equal(await slip('Survey the halls').count(), 0);
      // A column of its own says it instead of the title.
      await choose(page, 'columns', en('gantt.col_slip'));
      await eventually(
        () => row(page, 'Draw the racks').locator('.gantt__drift').textContent(),
        later,
      );
      equal(await slip('Draw the racks').count(), 0);
      // A second baseline stands below the first; each is ended by itself.
      await pin(page, 'As built');
      await choose(page, 'baselines', /As built/);
      await eventually(() => page.locator('.gantt__compared').count(), 2);
      await button(page, en('gantt.compare_no_more', { name: 'As signed' })).click();
      await eventually(() => page.locator('.gantt__compared').count(), 1);
      await eventually(
        () => row(page, 'Draw the racks').locator('.gantt__drift').textContent(),
        '',
      );
    },
  },
  {
    name: 'the chart is saved as a picture with the titles of its tasks',
    run: async (test) => {
      const { page } = await chart(test);
      await sees(row(page, 'Draw the racks'));
      await button(page, en('gantt.paper')).click();
      const saving = page.waitForEvent('download');
      await button(page, 'SVG').click();
      const file = await saving;
      match(file.suggestedFilename(), /-gantt\.svg$/);
      const picture = readFileSync(await file.path(), 'utf8');
      for (const title of ['Draw the racks', 'Moving in', 'Handover']) {
        ok(picture.includes(title), title);
      }
    },
  },
  {
    name: 'on a phone the rows are filtered, and there is no choice of columns',
    run: async (test) => {
      const { page } = await chart(test, { size: 'phone' });
      await button(page, en('gantt.filter')).click();
      await page.locator('.find__words').fill('racks');
      await sees(page.getByText(en('gantt.hidden', { count: 5 })));
      await seesNot(page.locator('#gantt-columns-button'));
      await seesNot(page.locator('.gantt__map'));
      deepEqual(await violations(page), []);
    },
  },
];
