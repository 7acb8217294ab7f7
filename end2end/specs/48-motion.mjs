// What glides and flashes: as the device wishes, and less where somebody has chosen that.

import { Account } from '../lib/account.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { equal, eventually } from '../lib/check.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = async (server) => ({ admin: await Account.first(server) });

const motion = (page) => page.locator('html').getAttribute('data-motion');

/** How long a button takes to change its colour, in milliseconds. */
const takes = (page) =>
  page
    .locator('.button')
    .first()
    .evaluate((button) => parseFloat(getComputedStyle(button).transitionDuration) * 1000);

export const tests = [
  {
    name: 'less motion is chosen for the device, at once and for the pages to come',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/settings');
      const choice = page.getByRole('switch', { name: en('settings.motion') });
      await choice.check();
      await eventually(() => motion(page), 'reduced');
      await eventually(() => takes(page), (time) => time < 1);
      await reload(page);
      equal(await motion(page), 'reduced');
      await eventually(() => choice.isChecked(), true);
      await choice.uncheck();
      await eventually(() => motion(page), null);
      await eventually(() => takes(page), (time) => time > 50);
    },
  },
  {
    name: 'the wish of the device is followed as it changes',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/settings');
      equal(await motion(page), null);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await eventually(() => motion(page), 'reduced');
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      await eventually(() => motion(page), null);
    },
  },
];
