// How work flows over the board: what the history tells, in pictures, words and tables.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { DOING, DONE, REVIEW, TO_DO, isIn, title } from '../lib/board.mjs';
import { visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { fitsOn, isSaved } from '../lib/page.mjs';
import { makePlan, makeProject } from '../lib/plans.mjs';
import { closeToasts } from '../lib/toasts.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

const panel = (page, id) => page.locator(`#flow-${id}`);

/** Moves a card to the next column by key. */
async function onward(page, text, name) {
  await title(page, text).focus();
  await page.keyboard.press('>');
  await isIn(page, name, text);
}

/** A board on which one card was finished, one is in review and one is being done. */
async function board({ people, given }, more = {}) {
  made += 1;
  const project = await makePlan(given.admin, undefined, { key: `F${made}`, name: `Flow ${made}` });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/board`);
  await sees(title(page, 'Survey the halls'));
  const cards = await page.locator('.board__open').count();
  for (const name of [DOING, REVIEW, DONE]) await onward(page, 'Survey the halls', name);
  for (const name of [DOING, REVIEW]) await onward(page, 'Draw the racks', name);
  await onward(page, 'Order the racks', DOING);
  await isSaved(page);
  await closeToasts(page);
  return { page, project, cards };
}

/** Goes from the board to the metrics. */
async function open(page, say = en) {
  await page.getByRole('link', { name: say('flow.metrics') }).click();
  await sees(page.locator('.flow__plot'));
}

export const tests = [
  {
    name: 'cards that were moved on the board are told in pictures, words and a table',
    run: async (test) => {
      const { page, cards } = await board(test);
      await open(page);
      const count = (name, number) => en('flow.count', { name, count: number });
      const counts = [count(TO_DO, cards - 3), count(DOING, 1), count(REVIEW, 1), count(DONE, 1)];
      await sees(
        panel(page, 'cumulative')
          .locator('.flow__told')
          .filter({ hasText: counts.join(en('flow.comma')) }),
      );
      const picture = panel(page, 'cumulative').getByRole('img');
      ok(
        (await picture.getAttribute('aria-label')).includes(counts[3]),
        'the picture says its gist',
      );
      deepEqual(await panel(page, 'cumulative').locator('.flow__legend-item').allTextContents(), [
        TO_DO,
        DOING,
        REVIEW,
        DONE,
      ]);
      await panel(page, 'cumulative').getByText(en('flow.as_table')).click();
      const cells = panel(page, 'cumulative').locator('tbody tr').first().locator('.table__number');
      deepEqual(await cells.allTextContents(), [cards - 3, 1, 1, 1].map(String));
      for (const id of ['lead-time', 'cycle-time']) {
        for (const share of [50, 85, 95]) {
          await sees(panel(page, id).getByText(en('flow.share', { share, days: '0.1' })));
        }
        await panel(page, id).getByText(en('flow.as_table')).click();
        await sees(panel(page, id).getByRole('cell', { name: 'Survey the halls' }));
      }
      await sees(
        panel(page, 'throughput').getByText(pattern('en', 'flow.finished_in_weeks', { count: 1 })),
      );
    },
  },
  {
    name: 'a column with a colour of its own has it in the diagram and in the legend',
    run: async (test) => {
      const { page } = await board(test);
      await page.getByRole('button', { name: en('board.column_menu', { column: DOING }) }).click();
      await page.getByRole('menuitem', { name: en('board.column_settings') }).click();
      const ask = page.getByRole('dialog', { name: en('board.column_settings') });
      await ask.getByLabel(en('board.column_colour')).selectOption(en('board.colour_red'));
      await ask.getByRole('button', { name: en('board.save') }).click();
      await seesNot(ask);
      await isSaved(page);
      await open(page);
      const hues = (part) =>
        panel(page, 'cumulative')
          .locator(part)
          .evaluateAll((all) => all.map((one) => one.dataset.hue));
      const expected = ['slate', 'red', 'blue', 'green'];
      deepEqual(await hues('.flow__key'), expected);
      deepEqual(await hues('.flow__area'), expected.toReversed());
      deepEqual(await violations(page), []);
    },
  },
  {
    name: 'cards in progress are listed by age, one opens beside the page, and Refresh tells of what came since',
    run: async (test) => {
      const { page, project } = await board(test);
      await open(page);
      const listed = panel(page, 'ageing').locator('.flow__open');
      deepEqual((await listed.allTextContents()).toSorted(), ['Draw the racks', 'Order the racks']);
      await sees(panel(page, 'ageing').getByText(en('flow.less_than_a_day')));
      await listed.filter({ hasText: 'Draw the racks' }).click();
      await sees(page.locator('#peek'));
      await page.keyboard.press('Escape');
      await seesNot(page.locator('#peek'));
      const other = await test.people.enter({ account: test.given.admin });
      await visit(other, `/projects/${project.id}/board`);
      await sees(title(other, 'Draw the racks'));
      await onward(other, 'Draw the racks', DONE);
      await isSaved(other);
      await page.getByRole('button', { name: en('flow.refresh') }).click();
      await eventually(() => listed.allTextContents(), ['Order the racks']);
      await sees(
        panel(page, 'throughput').getByText(pattern('en', 'flow.finished_in_weeks', { count: 2 })),
      );
    },
  },
  {
    name: 'a forecast begins with the open tasks, refuses what is no number, and says why there is none',
    run: async (test) => {
      const { page, cards } = await board(test);
      await open(page);
      const number = panel(page, 'forecast').getByLabel(en('flow.how_many'));
      equal(await number.inputValue(), String(cards - 1));
      await sees(panel(page, 'forecast').getByText(en('flow.few_days', { needed: 14, found: 0 })));
      const wrong = panel(page, 'forecast').getByText(en('flow.wrong_number', { max: '9,999' }));
      await number.fill('0');
      await sees(wrong);
      await number.fill('12');
      await seesNot(wrong);
    },
  },
  {
    name: 'a board without cards says what the page is for and leads there',
    run: async ({ people, given }) => {
      made += 1;
      const project = await makeProject(given.admin, { key: `F${made}`, name: `Flow ${made}` });
      const page = await people.enter({ account: given.admin });
      await visit(page, `/projects/${project.id}/flow`);
      await sees(page.getByText(en('flow.nothing_yet')));
      await page.getByRole('link', { name: en('flow.to_board') }).click();
      await sees(page.locator('.board'));
    },
  },
  {
    name: 'without network it says so and asks again',
    run: async (test) => {
      const expects = [/request:|ERR_|Failed to fetch|console:/];
      const { page } = await board(test, { expects });
      await page.route('**/api/flow/open', (route) => route.abort());
      await page.getByRole('link', { name: en('flow.metrics') }).click();
      const again = page.locator('.flow').getByRole('button', { name: en('common.retry') });
      await sees(again);
      await page.unroute('**/api/flow/open');
      await again.click();
      await sees(page.locator('.flow__plot'));
    },
  },
  ...['desktop', 'phone'].map((size) => ({
    name: `the page follows the rules of accessibility: ${size}`,
    run: async (test) => {
      const { project } = await board(test);
      const { people, given } = test;
      const page = await people.enter({ account: given.admin, size, language: 'zh-CN' });
      await visit(page, `/projects/${project.id}/board`);
      await sees(title(page, 'Survey the halls'));
      await open(page, zh);
      for (const summary of await page.getByText(zh('flow.as_table')).all()) await summary.click();
      deepEqual(await violations(page), []);
      const wide = () =>
        page.locator('.project__view').evaluate((view) => view.scrollWidth - view.clientWidth);
      await fitsOn(page, size, wide);
      if (process.env.ACCORD_SHOTS) {
        await page.screenshot({ path: `${process.env.ACCORD_SHOTS}/flow-${size}.png` });
      }
    },
  })),
];
