// The history of a plan: what was done, the plan as it was, named moments.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, match, ok, sees, seesNot } from '../lib/check.mjs';
import { row } from '../lib/list.mjs';
import { isSaved } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { closeToasts } from '../lib/toasts.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

const panel = (page) => page.locator('#history');
const entries = (page) => page.locator('.history__day .history__entry');

/** A plan that was changed on the list and on the board. */
async function changed({ people, given }, more = {}) {
  made += 1;
  const project = await makePlan(given.admin, undefined, {
    key: `H${made}`,
    name: `History ${made}`,
  });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/list`);
  await row(page, 'Draw the racks').locator('[data-column=duration]').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('8d');
  await page.keyboard.press('Enter');
  await isSaved(page);
  await row(page, 'Train the team').locator('[data-column=title]').click();
  await page.keyboard.press('Delete');
  await seesNot(row(page, 'Train the team'));
  await isSaved(page);
  await page.getByRole('link', { name: en('shell.board') }).click();
  const card = page.locator('.board__open').filter({ hasText: 'Survey the halls' });
  await card.click();
  const title = page.locator('#peek').getByLabel(en('peek.title'), { exact: true });
  await title.fill('Measure the halls');
  await title.press('Enter');
  await page.keyboard.press('Escape');
  await seesNot(page.locator('#peek'));
  await isSaved(page);
  await closeToasts(page);
  return { page, project };
}

async function openPanel(page, say = en) {
  const button = page.getByRole('button', { name: say('history.title'), exact: true });
  const more = page.getByRole('button', { name: say('shell.plan_more') });
  await sees(more);
  if (await button.isVisible()) {
    await button.click();
  } else {
    // On a phone it lies in the menu.
    await more.click();
    await page.getByRole('menuitem', { name: say('history.title'), exact: true }).click();
  }
  await sees(panel(page));
  await sees(entries(page));
}

const sentences = (page) => entries(page).locator('.history__sentence').allTextContents();

/** Opens the moment of the entry that says so. */
async function openThen(page, text) {
  await entries(page).filter({ hasText: text }).first().locator('a').click();
  await sees(page.locator('.history__past'));
}

export const tests = [
  {
    name: 'what was done in two views is told by whom, when, from where; Esc gives the focus back',
    run: async (test) => {
      const { page } = await changed(test);
      const button = page.getByRole('button', { name: en('history.title'), exact: true });
      await openPanel(page);
      await eventually(async () => (await sentences(page)).slice(0, 3), [
        'Renamed “Survey the halls” to “Measure the halls”',
        'Deleted “Train the team”',
        'Changed the duration of “Draw the racks” from 5 d to 8 d',
      ]);
      const who = entries(page).locator('.history__who');
      ok((await who.nth(0).textContent()).includes('Ada Lin'), 'it names the person');
      ok((await who.nth(0).textContent()).includes(en('shell.board')), 'it names the board');
      ok((await who.nth(1).textContent()).includes(en('shell.list')), 'it names the list');
      ok((await who.last().textContent()).includes(en('shell.import')), 'it names the import');
      await panel(page).press('Escape');
      await seesNot(panel(page));
      await eventually(
        () => button.evaluate((e) => e === document.activeElement),
        true,
        'the focus returns',
      );
      // What is undone is history too.
      await openPanel(page);
      await page.locator('.board').click({ position: { x: 5, y: 5 } });
      await page.keyboard.press('Control+z');
      await sees(entries(page).first().getByText(en('history.undone')));
      await eventually(
        async () => (await sentences(page))[0],
        'Renamed “Measure the halls” to “Survey the halls”',
      );
      // The message says what is gone, not the way back.
      const what = 'Renamed “Survey the halls” to “Measure the halls”';
      await sees(page.locator('.toast').filter({ hasText: en('common.undone_what', { what }) }));
    },
  },
  {
    name: 'the list is narrowed to a task and to a person, and opened from a task',
    run: async (test) => {
      const { page } = await changed(test);
      await openPanel(page);
      await page.getByRole('button', { name: en('history.by_task') }).click();
      await page.keyboard.type('Draw');
      await sees(page.getByRole('option', { name: 'Draw the racks' }));
      await page.keyboard.press('Enter');
      await eventually(
        () => sentences(page),
        (all) => all.length === 2 && all[0].includes('duration'),
      );
      await page
        .getByRole('button', { name: en('history.clear_filter', { name: 'Draw the racks' }) })
        .click();
      await eventually(() => entries(page).count(), 4);
      await panel(page)
        .getByLabel(en('history.person'), { exact: true })
        .selectOption({ label: 'Ada Lin' });
      await sees(
        page.getByRole('button', { name: en('history.clear_filter', { name: 'Ada Lin' }) }),
      );
      await eventually(() => entries(page).count(), 4);
      await panel(page).getByRole('button', { name: en('common.close'), exact: true }).click();
      await page.locator('.board__open').filter({ hasText: 'Measure the halls' }).click();
      await page.getByRole('button', { name: en('history.of_this_task') }).click();
      await sees(panel(page));
      await seesNot(page.locator('#peek'));
      await eventually(async () => (await sentences(page)).length, 2);
      await panel(page).press('Escape');
      await sees(page.locator('#peek'));
    },
  },
  {
    name: 'a day leads to what was done until then, and a task that is gone can be asked for',
    run: async (test) => {
      const { page } = await changed(test);
      await openPanel(page);
      const field = panel(page).getByLabel(en('history.until'), { exact: true });
      const day = (ago) => {
        const at = Date.now() - ago * 86_400_000;
        return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
      };
      const clear = panel(page).locator('.history__chosen');
      await field.fill(day(2));
      await sees(panel(page).getByText(en('history.nothing_found')));
      await clear.click();
      await eventually(() => entries(page).count(), 4);
      await field.fill(day(0));
      await sees(clear);
      await eventually(() => entries(page).count(), 4);
      await clear.click();
      await page.getByRole('button', { name: en('history.by_task') }).click();
      await page.keyboard.type('Train');
      await sees(page.getByRole('option', { name: 'Train the team' }));
      await page.keyboard.press('Enter');
      await eventually(async () => (await sentences(page))[0], 'Deleted “Train the team”');
    },
  },
  {
    name: 'the plan opens as it was on board, Gantt chart and list, tells what differs, and is left',
    run: async (test) => {
      const { page, project } = await changed(test);
      await openPanel(page);
      await openThen(page, 'duration of “Draw the racks”');
      match(page.url(), /\/board\?at=\d+$/);
      const past = page.locator('.history__past');
      await sees(past.getByText('Ada Lin'));
      // Five working days became eight before; since then a task of four days went.
      await sees(past.getByText(en('history.count_removed', { count: 1 })));
      await sees(past.getByText(en('history.count_changed', { count: 1 })));
      await sees(past.locator('.history__finish').getByText(/earlier/));
      await past.locator('summary').click();
      await sees(past.getByText('Train the team'));
      await sees(past.getByText('Measure the halls: title'));
      // The board shows it as it was, and nothing can be changed.
      await sees(page.locator('.board__open').filter({ hasText: 'Survey the halls' }));
      await sees(page.locator('.board__open').filter({ hasText: 'Train the team' }));
      const fresh = page.getByRole('button', { name: en('board.new_task') });
      for (const button of await fresh.all()) {
        equal(await button.getAttribute('aria-disabled'), 'true');
      }
      await page.keyboard.press('Control+z');
      await page.getByRole('link', { name: en('shell.list') }).click();
      await sees(row(page, 'Train the team'));
      match(page.url(), /\/list\?at=\d+$/);
      await row(page, 'Train the team').locator('[data-column=title]').click();
      await page.keyboard.press('Delete');
      await page.keyboard.press('F2');
      await page.keyboard.type('Changed');
      await page.keyboard.press('Enter');
      await sees(row(page, 'Train the team'));
      await page.keyboard.press('v');
      await page.keyboard.press('g');
      await sees(page.locator('.gantt'));
      match(page.url(), /\/gantt\?at=\d+$/);
      await sees(past.getByText('Ada Lin'));
      await page.getByRole('link', { name: en('history.back_to_today') }).click();
      await seesNot(past);
      ok(!page.url().includes('at='));
      await page.getByRole('link', { name: en('shell.board') }).click();
      await sees(page.locator('.board__open').filter({ hasText: 'Measure the halls' }));
      equal(await page.locator('.board__open').filter({ hasText: 'Train the team' }).count(), 0);
      await eventually(() => entries(page).count(), 4, 'nothing was done in the past');
      // A moment that never was.
      await visit(page, `/projects/${project.id}/board?at=0`);
      await sees(page.getByText(en('history.as_of_begin')));
    },
  },
  {
    name: 'a moment that never was is told in words',
    run: async ({ people, given }) => {
      made += 1;
      const project = await makePlan(given.admin, undefined, {
        key: `H${made}`,
        name: `History ${made}`,
      });
      const expects = [/404/];
      const page = await people.enter({ account: given.admin, expects });
      await visit(page, `/projects/${project.id}/gantt?at=999`);
      await sees(page.getByText(en('history.no_such_moment')));
      await page.getByRole('link', { name: en('history.back_to_today') }).click();
      await sees(page.locator('.gantt'));
    },
  },
  {
    name: 'a moment gets a name, is opened by it, loses it, and gets it back',
    run: async (test) => {
      const { page } = await changed(test);
      await openPanel(page);
      await sees(panel(page).getByText(en('history.no_baselines')));
      const entry = entries(page).filter({ hasText: 'duration of “Draw the racks”' });
      await entry.getByRole('button').click();
      await page.getByRole('menuitem', { name: en('history.pin_this') }).click();
      const name = panel(page).getByLabel(en('history.name'), { exact: true });
      await eventually(() => name.evaluate((e) => e === document.activeElement), true);
      await name.fill('As signed');
      await name.press('Enter');
      const baseline = page
        .locator('.history__baselines .history__entry')
        .filter({ hasText: 'As signed' });
      await sees(baseline);
      await page.getByRole('button', { name: en('history.pin_now') }).click();
      await name.fill('Today');
      await panel(page)
        .getByRole('button', { name: en('common.save'), exact: true })
        .click();
      await eventually(
        () => page.locator('.history__baselines .history__entry b').allTextContents(),
        ['Today', 'As signed'],
      );
      await baseline.locator('a').click();
      await sees(page.locator('.history__past'));
      equal(await baseline.getAttribute('aria-current'), 'true');
      await closeToasts(page);
      await baseline
        .getByRole('button', { name: en('history.unpin', { name: 'As signed' }) })
        .click();
      await seesNot(baseline);
      await page.locator('.toast').getByRole('button', { name: en('common.undo') }).click();
      await sees(baseline);
    },
  },
  {
    name: 'a plan that nobody changed has an empty history; without network it says so',
    run: async ({ people, given }) => {
      made += 1;
      const { makeProject } = await import('../lib/plans.mjs');
      const project = await makeProject(given.admin, { key: `H${made}`, name: `History ${made}` });
      const page = await people.enter({
        account: given.admin,
        expects: [/request:|ERR_|Failed to fetch|console:/],
      });
      await visit(page, `/projects/${project.id}/board`);
      await page.getByRole('button', { name: en('history.title'), exact: true }).click();
      await sees(panel(page).getByText(en('history.nothing_yet')));
      await page.route('**/api/history/list', (route) => route.abort());
      await panel(page).press('Escape');
      await page.getByRole('button', { name: en('history.title'), exact: true }).click();
      const retry = panel(page).getByRole('button', { name: en('common.retry') });
      await sees(retry);
      await page.unroute('**/api/history/list');
      await retry.click();
      await sees(panel(page).getByText(en('history.nothing_yet')));
    },
  },
  ...['desktop', 'phone'].map((size) => ({
    name: `panel and past follow the rules of accessibility: ${size}`,
    run: async ({ people, given }) => {
      made += 1;
      const project = await makePlan(given.admin, undefined, {
        key: `H${made}`,
        name: `History ${made}`,
      });
      const page = await people.enter({ account: given.admin, size, language: 'zh-CN' });
      await visit(page, `/projects/${project.id}/board`);
      await openPanel(page, zh);
      deepEqual(await violations(page), []);
      if (size !== 'desktop') {
        const small = await panel(page).evaluate((panel) =>
          [...panel.querySelectorAll('button, a, select')]
            .map((e) => [e.getBoundingClientRect(), e.ariaLabel ?? e.textContent])
            .filter(([box]) => box.height < 44)
            .map(([box, name]) => `${name} ${box.width} × ${box.height}`),
        );
        deepEqual(small, []);
      }
      if (process.env.ACCORD_SHOTS) {
        await page.screenshot({ path: `${process.env.ACCORD_SHOTS}/panel-${size}.png` });
      }
      await visit(page, `/projects/${project.id}/gantt?at=0`);
      await sees(page.locator('.history__past summary'));
      await page.locator('.history__past summary').click();
      deepEqual(await violations(page), []);
      if (process.env.ACCORD_SHOTS) {
        await page.screenshot({ path: `${process.env.ACCORD_SHOTS}/past-${size}.png` });
      }
    },
  })),
];
