// For which pointers rows and buttons are made: the guess of the device, the pointer that was used
// last, and what somebody has chosen.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, pause, sees } from '../lib/check.mjs';
import { row } from '../lib/gantt.mjs';
import { fits } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = async (server) => {
  const admin = await Account.first(server);
  return { admin, project: await makePlan(admin) };
};

const density = (page) => page.locator('html').getAttribute('data-density');

/** Presses the page with a pointer of a kind, as the browser tells it. */
const touches = (page, pointerType) =>
  page.evaluate((pointerType) => {
    for (const name of ['pointerdown', 'pointerup']) {
      document.body.dispatchEvent(new PointerEvent(name, { pointerType, bubbles: true }));
    }
  }, pointerType);

const isHigh = (place, height) =>
  eventually(() => place.evaluate((one) => Math.round(one.getBoundingClientRect().height)), height);

export const tests = [
  {
    name: 'the pointer that was used last decides, once the hand has come to rest',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, `/projects/${given.project.id}/gantt`);
      const racks = row(page, 'Draw the racks');
      await isHigh(racks, 36);
      equal(await density(page), 'fine');
      await touches(page, 'touch');
      equal(await density(page), 'fine');
      await eventually(() => density(page), 'coarse');
      await isHigh(racks, 44);
      // Where the device has no mouse, what says that it is one is none.
      const hasMouse = await page.evaluate(() => matchMedia('(any-pointer: fine)').matches);
      await touches(page, 'mouse');
      await pause(900);
      equal(await density(page), hasMouse ? 'fine' : 'coarse');
    },
  },
  {
    name: 'a device with fingers alone begins with their size, and keeps it',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin, size: 'tablet' });
      await visit(page, `/projects/${given.project.id}/list`);
      equal(await density(page), 'coarse');
      await isHigh(page.locator('.list__row').filter({ hasText: 'Draw the racks' }), 44);
      await touches(page, 'pen');
      await touches(page, 'touch');
      await pause(900);
      equal(await density(page), 'coarse');
    },
  },
  ...['desktop', 'phone'].map((size) => ({
    name: `what is chosen holds at once, whatever is used, and survives a reload, ${size}`,
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin, size });
      await visit(page, '/settings');
      const choices = page.getByRole('group', { name: en('settings.density'), exact: true });
      const choice = (name) => choices.getByRole('button', { name: en(`settings.density_${name}`) });
      await sees(choices);
      await eventually(() => choice('auto').getAttribute('aria-pressed'), 'true');
      await choice('coarse').click();
      await eventually(() => density(page), 'coarse');
      await fits(page);
      deepEqual(await violations(page), []);
      await choice('fine').click();
      await eventually(() => density(page), 'fine');
      await touches(page, 'touch');
      await pause(900);
      equal(await density(page), 'fine');
      await reload(page);
      equal(await density(page), 'fine');
      await eventually(() => choice('fine').getAttribute('aria-pressed'), 'true');
      await choice('auto').click();
      await eventually(() => density(page), size === 'phone' ? 'coarse' : 'fine');
    },
  })),
];
