// Zoomed to 200 and 400 %, and on a tablet held upright: every page leaves room for what it is
// about, and whatever has the keyboard can be seen.

import { Account } from '../lib/account.mjs';
import { go, visit } from '../lib/browser.mjs';
import { deepEqual, sees } from '../lib/check.mjs';
import { overflow } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

/** What a window of 1440 × 900 holds at a zoom, in CSS px; and a tablet upright. */
const WINDOWS = {
  'at 200 %': { viewport: { width: 720, height: 450 } },
  'at 400 %': { viewport: { width: 360, height: 225 } },
  'on a tablet upright': { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true },
};
/** An address, and the part of the page that it is opened for. */
const PAGES = {
  board: ({ id }) => ({
    path: `/projects/${id}/board`,
    content: '.board__columns',
    part: '.board__card',
  }),
  gantt: ({ id }) => ({
    path: `/projects/${id}/gantt`,
    content: '.gantt__scroll',
    part: '.gantt__row',
  }),
  list: ({ id }) => ({ path: `/projects/${id}/list`, content: '.list__frame', part: '.list__row' }),
  calendar: ({ id }) => ({
    path: `/projects/${id}/calendar`,
    content: '.calendar',
    part: '.calendar__day',
  }),
  overview: ({ id }) => ({
    path: `/projects/${id}`,
    content: '.overview',
    part: '.overview__phases',
  }),
  // The panel lies over the rest of the page until Esc closes it.
  peek: ({ id, task }) => ({
    path: `/projects/${id}/board?task=${task}`,
    content: '.sheet__body',
    part: '.peek',
    within: '.sheet',
  }),
};
/** The least height that is room for something, in px. */
const ROOM = 100;

export const isLong = true;

export const prepare = async (server) => {
  const admin = await Account.first(server);
  const project = await makePlan(admin, undefined, { contacts: ['Mei Chen'] });
  const { plan } = await admin.call('plan/open', { project: project.id, had: {} });
  const task = plan.tasks.find(({ title }) => title === 'Draw the racks').id;
  const { address } = await admin.call('overview/share', {
    project: project.id,
    contact: project.contacts[0],
  });
  return { admin, project: { ...project, task, address } };
};

/** What can be seen of a part of the page at best, in px, once it was scrolled to. */
async function room(page, content) {
  const found = page.locator(content).first();
  return found.evaluate((part) => {
    part.scrollIntoView({ block: 'start' });
    let { top, bottom } = part.getBoundingClientRect();
    for (let above = part.parentElement; above; above = above.parentElement) {
      if (getComputedStyle(above).overflowY === 'visible') continue;
      const frame = above.getBoundingClientRect();
      [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
    }
    return Math.min(bottom, innerHeight) - Math.max(top, 0);
  });
}

/** The controls that Tab reaches and that cannot be seen once they have the keyboard. */
const hidden = (page, within) =>
  page.evaluate(async (within) => {
    const kinds = 'a[href], button, input, select, textarea, summary, [tabindex]';
    const all = [...document.querySelector(within).querySelectorAll(kinds)].filter(
      (one) =>
        one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }),
    );
    const isHit = (one, x, y) => {
      const there = document.elementFromPoint(x, y);
      return (
        there !== null &&
        (one.contains(there) || there.contains(one) || one.labels?.[0]?.contains(there))
      );
    };
    const places = [[0.5, 0.5], [0.2, 0.3], [0.8, 0.3], [0.2, 0.7], [0.8, 0.7]];
    const isSeen = (one) => {
      const box = one.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) return true;
      const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
      const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
      const at = ([x, y]) => isHit(one, left + (right - left) * x, top + (bottom - top) * y);
      return right > left && bottom > top && places.some(at);
    };
    const found = [];
    for (const one of all) {
      if (!one.isConnected) continue;
      one.focus();
      if (isSeen(one)) continue;
      // What is scrolled to by the program comes a little later.
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      if (isSeen(one)) continue;
      const name = one.getAttribute('aria-label') ?? one.title ?? one.textContent;
      found.push(
        `${one.localName}.${one.className} “${(name || one.textContent).trim().slice(0, 40)}”`,
      );
    }
    return found;
  }, within);

/** All that is wrong with the page as it stands. */
async function faults(page, name, { content, within = 'body' }) {
  const found = [];
  const wide = await overflow(page);
  if (wide > 0) found.push(`${name}: the page is ${wide} px wider than the window`);
  const height = Math.round(await room(page, content));
  if (height < ROOM) found.push(`${name}: ${content} has ${height} px`);
  return [...found, ...(await hidden(page, within)).map((line) => `${name}: not seen: ${line}`)];
}

export const tests = Object.entries(WINDOWS).flatMap(([where, more]) => [
  ...['en', 'zh-CN'].map((language) => ({
    name: `pages of the team ${where}: ${language}`,
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin, language, more });
      const found = [];
      await visit(page, '/');
      for (const [name, of] of Object.entries(PAGES)) {
        const looked = of(given.project);
        await go(page, looked.path);
        await sees(page.locator(looked.part));
        found.push(...(await faults(page, name, looked)));
      }
      deepEqual(found, []);
    },
  })),
  {
    name: `the client's page ${where}`,
    run: async ({ people, given }) => {
      const page = await people.enter({ more });
      await page.goto(given.project.address);
      await page.getByRole('button', { name: words('en')('portal.enter') }).click();
      await sees(page.locator('.portal__page'));
      deepEqual(await faults(page, 'portal', { content: '.portal__page' }), []);
    },
  },
]);
