// The browser's own printing: paper shows what the window does not. And days of another year, which
// say so.

import { Account, newId } from '../lib/account.mjs';
import { visit } from '../lib/browser.mjs';
import { equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { largePlan, makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

/** More tasks than a window shows, and than a column draws at first. */
const COUNT = 80;

export const prepare = async (server) => {
  const admin = await Account.first(server);
  const large = await makePlan(admin, largePlan(COUNT), { key: 'PRT', name: 'On paper' });
  const far = await makePlan(admin, undefined, {
    key: 'FAR',
    name: 'Far ahead',
    start: '2035-03-05',
  });
  return { admin, large, far };
};

/** A view of the large plan. */
async function open({ people, given }, view, drawn) {
  const page = await people.enter({ account: given.admin });
  await visit(page, `/projects/${given.large.id}/${view}`);
  await sees(page.locator(drawn));
  return page;
}

/** Prints as with Ctrl+P: how many elements paper shows, their words, and the number of sheets. */
async function print(page, selector) {
  await page.evaluate((selector) => {
    // The program has heard of it before, and has drawn what paper shows.
    const look = () => {
      const found = [...document.querySelectorAll(selector)];
      globalThis.onPaper = {
        count: found.length,
        text: found.map((one) => one.textContent).join('\n'),
      };
    };
    globalThis.addEventListener('beforeprint', look, { once: true });
  }, selector);
  const file = await page.pdf({ preferCSSPageSize: true });
  const sheets = (file.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
  return { sheets, ...(await page.evaluate(() => globalThis.onPaper)) };
}

/** Fewer are drawn than there are. */
const fewer = (count) => count > 0 && count < COUNT;

const anotherYear = (language) => ({
  name: `days of another year say which, in changes and goals (${language})`,
  run: async ({ people, given }) => {
    const say = words(language);
    const { admin, far: project } = given;
    const page = await people.enter({ account: admin, language });
    const change = newId();
    const says = {
      title: `Higher racks ${language}`,
      reason: 'More stock',
      source: 'client',
      source_name: 'Mei',
    };
    await admin.call('changes/create', {
      project: project.id,
      id: change,
      draft: { ...says, necessity: 'should' },
    });
    await visit(page, `/projects/${project.id}/changes/${change}`);
    await sees(page.locator('#change-impact').filter({ hasText: '2035' }));

    await visit(page, `/projects/${project.id}/scope`);
    await page
      .locator('#scope-goals')
      .getByRole('button', { name: say('scope.add_goal') })
      .click();
    const options = page
      .locator('#scope-goal')
      .getByLabel(say('scope.milestone'), { exact: true })
      .locator('option');
    await eventually(
      () => options.allTextContents(),
      (all) => all.some((text) => text.includes('2035')),
    );
  },
});

export const tests = [
  {
    name: 'the list is printed with every row and goes back to those in the window',
    run: async (test) => {
      const page = await open(test, 'list', '.list__row');
      const rows = page.locator('.list__row');
      await eventually(() => rows.count(), fewer);
      const { count, text, sheets } = await print(page, '.list__row');
      equal(count, COUNT);
      ok(text.includes(`Step ${COUNT}`), 'the last row is on paper');
      ok(sheets > 1, `${sheets} sheets`);
      await eventually(() => rows.count(), fewer);
      await seesNot(page.locator('.u-on-paper'));
    },
  },
  {
    name: 'the chart is printed as a whole, sheet by sheet, and is there again afterwards',
    run: async (test) => {
      const page = await open(test, 'gantt', '.gantt__row');
      const { count, text, sheets } = await print(page, '.gantt__paper svg');
      ok(count > 1, `${count} pictures`);
      ok(text.includes(`Step ${COUNT}`), 'the last row is on paper');
      ok(sheets >= count, `${sheets} sheets for ${count} pictures`);
      await eventually(() => page.locator('.gantt__paper').count(), 0);
      await sees(page.locator('.gantt__row'));
    },
  },
  {
    name: 'the board is printed with every card',
    run: async (test) => {
      const page = await open(test, 'board', '.board__card');
      const cards = page.locator('.board__card');
      await eventually(() => cards.count(), fewer);
      const { count } = await print(page, '.board__card');
      equal(count, COUNT);
      await eventually(() => cards.count(), fewer);
    },
  },
  ...['en', 'zh-CN'].map(anotherYear),
];
