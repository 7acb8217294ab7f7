// Goals and scope: five questions while one types, what belongs to the project and what does not,
// the client's agreement, and the tasks that nobody asked for.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { agree } from '../lib/decisions.mjs';
import { fitsOn } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { closeToasts } from '../lib/toasts.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
const GOAL = 'Every picker works with a handheld';

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

const list = (page, kind) => page.locator(`#scope-${kind}`);
const goals = (page) => page.locator('#scope-goals');
const lines = (page, kind) =>
  list(page, kind)
    .locator('.row-text')
    .evaluateAll((fields) => fields.map((field) => field.value));
const read = (page, kind, expected) =>
  eventually(() => lines(page, kind), expected, `the list ${kind}`);
const line = (page, text) => page.getByLabel(en('scope.line', { text }), { exact: true });
/** Until the server has everything. */
const settled = (page) => sees(page.locator('.scope__grid[data-saving=false]'));

/** The page of a new project whose plan has two milestones. */
async function open({ people, given }, more = {}) {
  made += 1;
  const contacts = ['Mei Chen'];
  const project = await makePlan(given.admin, undefined, {
    key: `G${made}`,
    name: `Goals ${made}`,
    contacts,
  });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/scope`);
  await sees(page.locator('.scope__grid'));
  return { page, project };
}

/** Types lines one after the other, each with Enter. */
async function type(page, kind, texts) {
  await page.locator(`#scope-new-${kind}`).click();
  for (const text of texts) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
}

const question = (dialog, aspect) => dialog.locator(`.scope__asked[data-aspect=${aspect}]`);
const answers = (dialog, aspect, words) =>
  sees(question(dialog, aspect).getByText(words, { exact: true }));

/** Opens the form of a new goal. */
async function newGoal(page) {
  await goals(page).getByRole('button', { name: en('scope.add_goal') }).click();
  const dialog = page.locator('#scope-goal');
  await sees(dialog.getByLabel(en('scope.goal_title')));
  return dialog;
}

export const tests = [
  {
    name: 'a goal is checked while it is typed, saved with gaps, and says when its milestone is too late',
    run: async (test) => {
      const { page } = await open(test);
      await sees(page.getByText(en('scope.no_goals')));
      const dialog = await newGoal(page);
      const title = dialog.getByLabel(en('scope.goal_title'));
      await answers(dialog, 'Specific', en('scope.gap_no_title'));
      await title.fill('Improve quality');
      await answers(dialog, 'Specific', en('scope.gap_vague'));
      await title.fill(GOAL);
      await answers(dialog, 'Specific', en('scope.met_specific'));
      const measure = dialog.getByLabel(en('scope.measure'), { exact: true });
      await measure.fill('People like it');
      await answers(dialog, 'Measurable', en('scope.gap_no_proof'));
      await measure.fill('60 of 60 pickers');
      await answers(dialog, 'Measurable', en('scope.met_measurable'));
      await answers(dialog, 'TimeBound', en('scope.gap_no_day'));
      await dialog.getByLabel(en('scope.due'), { exact: true }).fill('2026-03-03');
      await answers(dialog, 'TimeBound', en('scope.met_time_bound'));
      const milestone = dialog.getByLabel(en('scope.milestone'), { exact: true });
      const ordered = await milestone
        .locator('option')
        .filter({ hasText: 'Racks ordered' })
        .getAttribute('value');
      await milestone.selectOption(ordered);
      await sees(dialog.getByText(pattern('en', 'scope.late')));
      deepEqual(await violations(page), []);
      await dialog.getByRole('button', { name: en('common.save') }).click();
      await seesNot(dialog.getByLabel(en('scope.goal_title')));
      const card = goals(page).locator('.scope__goal').filter({ hasText: GOAL });
      await sees(card.getByText(en('scope.work', { all: 3, done: 0 })));
      await sees(card.getByText(en('scope.gap_no_reach')));
      await sees(card.getByText(pattern('en', 'scope.late')));
      await card.getByRole('link', { name: en('scope.to_gantt') }).click();
      await sees(page.locator('#peek'));
    },
  },
  {
    name: 'a goal is changed, removed, and comes back with its number',
    run: async (test) => {
      const { page } = await open(test);
      for (const title of [GOAL, 'The old system is off']) {
        const dialog = await newGoal(page);
        await dialog.getByLabel(en('scope.goal_title')).fill(title);
        await page.keyboard.press('Enter');
        await sees(goals(page).getByRole('heading', { name: title, exact: true }));
      }
      await goals(page)
        .getByRole('button', { name: en('scope.edit_goal', { title: GOAL }) })
        .click();
      const dialog = page.locator('#scope-goal');
      await dialog.getByLabel(en('scope.relevance'), { exact: true }).fill('Fewer wrong picks');
      await dialog.getByRole('button', { name: en('common.save') }).click();
      await sees(goals(page).getByText('Fewer wrong picks'));
      await goals(page)
        .getByRole('button', { name: en('scope.remove_goal', { title: GOAL }) })
        .click();
      await seesNot(goals(page).getByRole('heading', { name: GOAL, exact: true }));
      await page.locator('.toast').getByRole('button', { name: en('common.undo') }).click();
      await sees(goals(page).getByRole('heading', { name: GOAL, exact: true }));
      await settled(page);
      await reload(page);
      const first = goals(page).locator('.scope__goal').first();
      await sees(first.getByText('Fewer wrong picks'));
      equal(
        (await first.locator('.scope__number').textContent()).trim(),
        en('scope.goal_number', { number: 1 }),
      );
    },
  },
  {
    name: 'lines are typed one after the other, moved by keys and buttons, and stay so',
    run: async (test) => {
      const { page } = await open(test);
      await type(page, 'in', ['Picking', 'Counting', 'Receiving']);
      await read(page, 'in', ['Picking', 'Counting', 'Receiving']);
      await line(page, 'Receiving').focus();
      await page.keyboard.press('Alt+ArrowUp');
      await read(page, 'in', ['Picking', 'Receiving', 'Counting']);
      await eventually(
        () => page.evaluate(() => document.activeElement.value),
        'Receiving',
        'the line keeps the focus',
      );
      await page.keyboard.press('Alt+ArrowUp');
      await read(page, 'in', ['Receiving', 'Picking', 'Counting']);
      await page.getByRole('button', { name: en('scope.down', { text: 'Picking' }) }).click();
      await read(page, 'in', ['Receiving', 'Counting', 'Picking']);
      const top = page.getByRole('button', { name: en('scope.up', { text: 'Receiving' }) });
      equal(await top.getAttribute('title'), en('scope.is_first'));
      await settled(page);
      await reload(page);
      await read(page, 'in', ['Receiving', 'Counting', 'Picking']);
    },
  },
  {
    name: 'a line is edited in place, goes to another list, is removed and comes back where it was',
    run: async (test) => {
      const { page } = await open(test);
      await type(page, 'in', ['Picking', 'Payroll', 'Counting']);
      await line(page, 'Payroll').click();
      await page.keyboard.press('End');
      await page.keyboard.type(' and pay slips');
      await page.keyboard.press('Enter');
      await read(page, 'in', ['Picking', 'Payroll and pay slips', 'Counting']);
      await line(page, 'Counting').fill('nothing');
      await page.keyboard.press('Escape');
      const text = 'Payroll and pay slips';
      await page.getByRole('button', { name: en('scope.actions', { text }) }).click();
      await page.getByRole('menuitem', { name: en('scope.turn_out') }).click();
      await read(page, 'in', ['Picking', 'Counting']);
      await read(page, 'out', [text]);
      await page.getByRole('button', { name: en('scope.actions', { text: 'Picking' }) }).click();
      await page.getByRole('menuitem', { name: en('scope.remove') }).click();
      await read(page, 'in', ['Counting']);
      await page.locator('.toast').getByRole('button', { name: en('common.undo') }).click();
      await read(page, 'in', ['Picking', 'Counting']);
      await type(page, 'assumption', ['The network reaches every hall']);
      await settled(page);
      await reload(page);
      await read(page, 'in', ['Picking', 'Counting']);
      await read(page, 'out', [text]);
      await read(page, 'assumption', ['The network reaches every hall']);
    },
  },
  {
    name: 'who leaves at once loses no line, and the note on feasibility stays with the team',
    run: async (test) => {
      const { page, project } = await open(test);
      const note = page.getByLabel(en('scope.feasibility_label'));
      await note.fill('The supplier is slow');
      await page
        .locator('#scope-feasibility')
        .getByRole('button', { name: en('common.save') })
        .click();
      await sees(page.locator('.toast').getByText(en('common.saved')));
      await type(page, 'in', ['One', 'Two', 'Three']);
      await page
        .getByRole('link', { name: en('shell.requirements') })
        .first()
        .click();
      const kept = async () =>
        (await test.given.admin.call('scope/open', { project: project.id })).items;
      await eventually(async () => (await kept()).map(({ text }) => text), ['One', 'Two', 'Three']);
      await visit(page, `/projects/${project.id}/scope`);
      await read(page, 'in', ['One', 'Two', 'Three']);
      equal(
        await page.getByLabel(en('scope.feasibility_label')).inputValue(),
        'The supplier is slow',
      );
      await page.getByRole('button', { name: en('agreements.ask') }).click();
      const dialog = page.locator('#ask-scope');
      await sees(dialog.getByText('Three'));
      await seesNot(dialog.getByText('The supplier is slow'));
    },
  },
  {
    name: 'once the client has agreed, tasks that nobody asked for are listed, and a changed line differs',
    run: async (test) => {
      const { page, project } = await open(test);
      const { admin } = test.given;
      await sees(page.locator('#scope-guard').getByText(en('scope.guard_later')));
      const dialog = await newGoal(page);
      await dialog.getByLabel(en('scope.goal_title')).fill('The racks are ordered in time');
      const milestone = dialog.getByLabel(en('scope.milestone'), { exact: true });
      const ordered = await milestone
        .locator('option')
        .filter({ hasText: 'Racks ordered' })
        .getAttribute('value');
      await milestone.selectOption(ordered);
      await dialog.getByRole('button', { name: en('common.save') }).click();
      await sees(goals(page).locator('.scope__goal'));
      await settled(page);
      await page.getByRole('button', { name: en('agreements.ask') }).click();
      await page
        .locator('#ask-scope')
        .getByRole('button', { name: en('agreements.send') })
        .click();
      await seesNot(
        page.locator('#ask-scope').getByRole('button', { name: en('agreements.send') }),
      );
      await agree(admin, project.id, { kind: 'scope', id: project.id });
      await reload(page);
      const guard = page.locator('#scope-guard');
      const found = guard.locator('.scope__unasked .u-link');
      await eventually(() => found.allTextContents(), ['Train the team', 'Move the stock']);
      const change = guard.getByRole('link', { name: en('scope.to_change') }).first();
      ok(/\/changes\?task=/.test(await change.getAttribute('href')), 'a change knows its task');
      await type(page, 'in', ['Racks in hall three']);
      await sees(page.getByText(en('agreements.state_differs')));
      await found.first().click();
      await sees(page.locator('#peek'));
    },
  },
  ...['desktop', 'phone'].map((size) => ({
    name: `the page follows the rules of accessibility: ${size}`,
    run: async (test) => {
      const language = size === 'phone' ? 'en' : 'zh-CN';
      const { page } = await open(test, { size, language });
      const say = words(language);
      await type(page, 'in', ['拣货与复核，包括移动端、打印和盘点', 'Counting']);
      await type(page, 'out', ['采购']);
      const dialog = page.locator('#scope-goal');
      await goals(page).getByRole('button', { name: say('scope.add_goal') }).click();
      await dialog.getByLabel(say('scope.goal_title')).fill('提高效率');
      deepEqual(await violations(page), []);
      await dialog.getByRole('button', { name: say('common.save') }).click();
      await sees(goals(page).getByText(say('scope.gap_vague')));
      await closeToasts(page, language);
      deepEqual(await violations(page), []);
      await fitsOn(page, size);
      if (process.env.ACCORD_SHOTS) {
        await page.screenshot({
          path: `${process.env.ACCORD_SHOTS}/scope-${size}.png`,
          fullPage: true,
        });
      }
    },
  })),
];
