// The Gantt chart at its edges: what is held there brings the rest into sight; targets for fingers.

import { Account } from '../lib/account.mjs';
import { visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, pause, sees, seesNot } from '../lib/check.mjs';
import { hold, row, select } from '../lib/gantt.mjs';
import { isSaved } from '../lib/page.mjs';
import { largePlan, makePlan, warehouse } from '../lib/plans.mjs';
import { finger, middle, stylus } from '../lib/touch.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

async function chart({ people, given }, { csv = largePlan(60), ...more } = {}) {
  made += 1;
  const names = { key: `E${made}`, name: `Edges ${made}`, contacts: [], language: 'en' };
  const project = await makePlan(given.admin, csv, names);
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/gantt`);
  await sees(page.locator('.gantt__row'));
  return { page, project };
}

const frame = (page) => page.locator('.gantt__scroll');
const scrolled = (page, side) => frame(page).evaluate((one, name) => one[name], side);
const says = (page, title) => row(page, title).locator('.u-hidden').textContent();

/** Takes hold of a place and goes to another in small steps; the button stays down. */
async function carry(page, from, to) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 2, from.y + 2);
  await page.mouse.move(to.x, to.y, { steps: 12 });
}

/** The title of the row that has the keyboard. */
const titleWithKeys = (page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    return active.id.startsWith('gantt-row-') && active.querySelector('.gantt__title').textContent;
  });

/** Where around its middle, within a finger's size, the first such element takes no press. */
const takes = (page, selector) =>
  page
    .locator(selector)
    .first()
    .evaluate((one) => {
      const box = one.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const corners = [-18, 18].flatMap((dx) => [-18, 18].map((dy) => [dx, dy]));
      return corners.filter(([dx, dy]) => !one.contains(document.elementFromPoint(x + dx, y + dy)));
    });

/** Puts back what is held. */
async function putBack(page) {
  await page.keyboard.press('Escape');
  await page.mouse.up();
}

export const tests = [
  {
    name: 'a dependency is drawn to a bar out of sight',
    run: async (test) => {
      const { page } = await chart(test);
      await select(page, 'Step 1');
      const from = await middle(page.locator('.gantt__dot'));
      const edge = await frame(page).boundingBox();
      await carry(page, from, { x: from.x + 20, y: edge.y + edge.height - 12 });
      const strip = page.locator('.gantt__strip');
      await sees(strip);
      await eventually(() => scrolled(page, 'scrollTop'), (top) => top > 400, 'the rows scroll');
      await putBack(page);
      await seesNot(strip);
    },
  },
  {
    name: 'a bar that is held at the edge scrolls the time axis',
    run: async (test) => {
      const { page } = await chart(test);
      const bar = await select(page, 'Step 3');
      const from = await middle(hold(page));
      const before = await says(page, 'Step 3');
      const left = await scrolled(page, 'scrollLeft');
      const edge = await frame(page).boundingBox();
      await carry(page, from, { x: edge.x + edge.width - 8, y: from.y });
      const isFar = (now) => now > left + bar.width * 4;
      await eventually(() => scrolled(page, 'scrollLeft'), isFar, 'the time axis scrolls');
      await putBack(page);
      equal(await says(page, 'Step 3'), before);
    },
  },
  {
    name: 'a row that is carried to the edge finds its place farther down',
    run: async (test) => {
      const { page } = await chart(test);
      await row(page, 'Step 2').hover();
      const from = await middle(row(page, 'Step 2').locator('.gantt__handle'));
      const edge = await frame(page).boundingBox();
      await carry(page, from, { x: from.x, y: edge.y + edge.height - 12 });
      await eventually(() => scrolled(page, 'scrollTop'), (top) => top > 300, 'the rows scroll');
      await sees(page.locator('.gantt__drop'));
      await putBack(page);
      await seesNot(page.locator('.gantt__drop'));
    },
  },
  {
    name: 'a row that was put down is marked for a moment and has the keyboard',
    run: async (test) => {
      const { page } = await chart(test, { csv: largePlan(5) });
      await row(page, 'Step 2').hover();
      const handle = row(page, 'Step 2').locator('.gantt__handle');
      const from = await middle(handle);
      const below = await row(page, 'Step 4').boundingBox();
      await carry(page, from, { x: from.x, y: below.y + below.height - 2 });
      await page.mouse.up();
      await sees(page.locator('.gantt__row[data-moved]'));
      await eventually(() => titleWithKeys(page), 'Step 2', 'the row has the keyboard');
      equal(
        await row(page, 'Step 2').getAttribute('aria-rowindex'),
        '5',
        'it stands behind the fourth',
      );
      await seesNot(page.locator('.gantt__row[data-moved]'));
    },
  },
  {
    name: 'folding by a press and deleting by the menu leave the keyboard in the table',
    run: async (test) => {
      const { page } = await chart(test, { csv: warehouse('en') });
      const titles = await page.locator('.gantt__row .gantt__title').allTextContents();
      const [summary, first, second] = titles;
      const caret = row(page, summary).locator('.gantt__caret');
      await row(page, first).locator('.gantt__title').click();
      await eventually(() => titleWithKeys(page), first);
      await caret.click();
      await eventually(() => titleWithKeys(page), summary, 'what was selected is folded away');
      await caret.click();
      await eventually(() => titleWithKeys(page), summary, 'it is still there');
      await row(page, second).locator('.gantt__title').click();
      await page.locator('#gantt-more-button').click();
      await page.getByRole('menuitem', { name: en('gantt.delete') }).click();
      await eventually(() => titleWithKeys(page), first, 'the row above');
      await isSaved(page);
    },
  },
  {
    name: 'the field for a new task shows its whole ring, and Esc leads back to its button',
    run: async (test) => {
      const { page } = await chart(test, { csv: largePlan(3) });
      await page.locator('#gantt-add').click();
      await sees(page.locator('#gantt-new-task'));
      const ring = await page.locator('#gantt-new-task').evaluate((field) => {
        const { outlineOffset, outlineWidth, boxShadow } = getComputedStyle(field);
        return [parseFloat(outlineOffset) + parseFloat(outlineWidth), boxShadow];
      });
      deepEqual(ring, [0, 'none'], 'the row above would cover what stands out');
      await page.keyboard.press('Escape');
      await eventually(() => page.evaluate(() => document.activeElement.id), 'gantt-add');
    },
  },
  {
    name: 'a palm of several touches lets a pen go on with its bar',
    run: async (test) => {
      const { page } = await chart(test, { csv: largePlan(5), size: 'tablet' });
      await select(page, 'Step 1');
      const pen = await stylus(page);
      const from = await middle(hold(page));
      await pen.down(from);
      for (const dx of [4, 8, 16, 32]) {
        await pen.move({ x: from.x + dx, y: from.y });
      }
      const strip = page.locator('.gantt__strip');
      await sees(strip);
      const hand = await finger(page);
      await hand.pinch(await middle(page.locator('.gantt__head')), 60, 60);
      await pause(100);
      await sees(strip);
      await page.keyboard.press('Escape');
      await seesNot(strip);
      await pen.up(from);
    },
  },
  {
    name: 'the menu above the chart shows the whole plan',
    run: async (test) => {
      const { page } = await chart(test);
      const far = await frame(page).evaluate((one) => {
        one.scrollLeft = one.scrollWidth;
        return one.scrollLeft;
      });
      await page.locator('#gantt-tools-button').click();
      await page.getByRole('menuitem', { name: en('gantt.fit') }).click();
      await eventually(() => scrolled(page, 'scrollLeft'), (left) => left < far, 'its beginning');
    },
  },
  {
    name: 'carets and the splitter take a finger in the Gantt chart and in the list',
    run: async (test) => {
      const { page, project } = await chart(test, { csv: warehouse('en'), size: 'tablet' });
      deepEqual(await takes(page, '.gantt__caret'), []);
      deepEqual(await takes(page, '.gantt__splitter'), []);
      await visit(page, `/projects/${project.id}/list`);
      await sees(page.locator('.list__caret'));
      deepEqual(await takes(page, '.list__caret'), []);
    },
  },
  {
    name: 'Esc puts the splitter back, keys move it to its ends, hide the table and show it',
    run: async (test) => {
      const { page } = await chart(test, { csv: largePlan(5) });
      const splitter = page.locator('.gantt__splitter');
      const wide = async () => {
        const { width } = await page.locator('.gantt__table').boundingBox();
        const told = Number(await splitter.getAttribute('aria-valuenow'));
        return Math.abs(told - width) <= 1 ? Math.round(width) : `${width}, said to be ${told}`;
      };
      const before = await eventually(wide, (width) => width > 100);
      const from = await middle(splitter);
      await carry(page, from, { x: from.x + 80, y: from.y });
      await eventually(wide, before + 80, 'it follows the mouse');
      await page.keyboard.press('Escape');
      await eventually(wide, before, 'it is put back');
      await page.mouse.move(from.x + 40, from.y);
      await page.mouse.up();
      await pause(100);
      equal(await wide(), before);
      await carry(page, from, { x: from.x - 60, y: from.y });
      await page.mouse.up();
      await eventually(wide, before - 60);
      await splitter.focus();
      await page.keyboard.press('ArrowRight');
      await eventually(wide, before - 44);
      await page.keyboard.press('End');
      const most = Number(await splitter.getAttribute('aria-valuemax'));
      await eventually(wide, most);
      await page.keyboard.press('ArrowLeft');
      await eventually(wide, most - 16);
      await page.keyboard.press('Home');
      await eventually(() => splitter.getAttribute('aria-valuenow'), '0');
      await page.keyboard.press('Enter');
      await eventually(wide, most - 16, 'as wide as before');
      await page.keyboard.press('Enter');
      await eventually(() => splitter.getAttribute('aria-valuenow'), '0');
    },
  },
  {
    name: 'F2 leads to the title, and Esc from there back to the row',
    run: async (test) => {
      const { page } = await chart(test, { csv: largePlan(3) });
      const active = () => page.evaluate(() => document.activeElement.id);
      await row(page, 'Step 2').locator('.gantt__title').click();
      await eventually(active, (id) => id.startsWith('gantt-row-'));
      const rowId = await active();
      await page.keyboard.press('F2');
      await eventually(active, 'field-peek-title');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('Survey the hall');
      await page.keyboard.press('Enter');
      await sees(row(page, 'Survey the hall'));
      await page.keyboard.press('Escape');
      await eventually(active, rowId);
      await isSaved(page);
    },
  },
];
