// Forced colours, as in the contrast themes of Windows: what the browser does not colour by itself.

import { readFileSync } from 'node:fs';
import { Account } from '../lib/account.mjs';
import { visit } from '../lib/browser.mjs';
import { equal, eventually, ok, sees } from '../lib/check.mjs';
import { row } from '../lib/gantt.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = async (server) => {
  const admin = await Account.first(server);
  return { admin, project: await makePlan(admin) };
};

async function chart({ people, given }) {
  const page = await people.enter({ account: given.admin });
  await visit(page, `/projects/${given.project.id}/gantt`);
  await sees(row(page, 'Draw the racks'));
  return page;
}

/** The share of a canvas that has exactly the colour of this name. */
const share = (page, selector, colour) =>
  page.locator(selector).evaluate((canvas, colour) => {
    const swatch = document.createElement('canvas').getContext('2d');
    swatch.fillStyle = colour;
    swatch.fillRect(0, 0, 1, 1);
    const [red, green, blue] = swatch.getImageData(0, 0, 1, 1).data;
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      const isSame = data[at] === red && data[at + 1] === green && data[at + 2] === blue;
      count += isSame && data[at + 3] === 255 ? 1 : 0;
    }
    return count / (canvas.width * canvas.height);
  }, colour);

const CHART = '.gantt__canvas';
const CRITICAL = 'LinkText';
const some = (part) => part > 0.0005;

export const tests = [
  {
    name: 'the chart is drawn in the colours that the device forces, and follows them',
    run: async (test) => {
      const page = await chart(test);
      equal(await share(page, CHART, CRITICAL), 0);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ forcedColors: 'active', colorScheme });
        const of = (name) => () => share(page, CHART, name);
        await eventually(of('Canvas'), (part) => part > 0.4, `the ground, ${colorScheme}`);
        await eventually(of('CanvasText'), some, `words and bars, ${colorScheme}`);
        await eventually(of(CRITICAL), some, `the critical path, ${colorScheme}`);
      }
      await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
      await eventually(() => share(page, CHART, CRITICAL), 0, 'the own colours again');
    },
  },
  {
    name: 'the chart in miniature follows them too',
    run: async (test) => {
      const page = await chart(test);
      const map = () => share(page, '.gantt__map-canvas', CRITICAL);
      await sees(page.locator('.gantt__map-canvas'));
      equal(await map(), 0);
      await page.emulateMedia({ forcedColors: 'active' });
      await eventually(map, some, 'the critical path');
    },
  },
  {
    name: 'a picture of the chart keeps its own colours',
    run: async (test) => {
      const page = await chart(test);
      await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
      await page.getByRole('button', { name: en('gantt.paper') }).click();
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: 'SVG' }).click();
      const file = await saving;
      const picture = readFileSync(await file.path(), 'utf8');
      ok(picture.includes('Draw the racks'));
      ok(!/"[^"]*(Canvas|CanvasText|Highlight|LinkText|GrayText)/.test(picture), 'forced colours');
    },
  },
];
