// Changes: a branch drawn in the plan's own views, what it does, who decides, into the plan and
// out.

import { readFileSync } from 'node:fs';
import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { fillReview, title } from '../lib/board.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, match, ok, sees, seesNot } from '../lib/check.mjs';
import { row } from '../lib/list.mjs';
import { fitsOn, isSaved, press } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { closeToasts } from '../lib/toasts.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');

/** What is written about the change. */
const SAYS = {
  title: 'Higher racks',
  reason: 'More stock',
  source: 'client',
  source_name: 'Mei',
  necessity: 'should',
};

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

const stage = (page) => page.locator('.changes__head .changes__stage');
const draft = (page) => page.locator('.changes__draft');

/** A project with a plan. */
async function project({ given }) {
  made += 1;
  return makePlan(given.admin, undefined, { key: `C${made}`, name: `Changes ${made}` });
}

/** A project with a change that nobody has drawn yet. */
async function change(test) {
  const { id } = await project(test);
  return { project: id, ...(await raised(test, id)) };
}

/** A change of a project's plan as it stands. */
async function raised({ given }, project) {
  const change = newId();
  await given.admin.call('changes/create', { project, id: change, draft: SAYS });
  const sheet = await given.admin.call('changes/open', { change });
  return { change, option: sheet.options[0].option.id };
}

/** Gives a task of the list another duration. */
async function lasts(page, title, days) {
  await row(page, title).locator('[data-column=duration]').click();
  await page.keyboard.press('F2');
  await page.keyboard.type(days);
  await page.keyboard.press('Enter');
  await isSaved(page);
}

/** A task of a plan by its title. */
async function task({ given }, project, title) {
  const { plan } = await given.admin.call('plan/open', { project, had: {} });
  return plan.tasks.find((one) => one.title === title).id;
}

/** A change whose only option makes a task longer, on the page of the change. */
async function drawn(test, more = {}) {
  const given = await change(test);
  const page = await test.people.enter({ account: test.given.admin, ...more });
  await visit(page, `/projects/${given.project}/list?draft=${given.option}`);
  await sees(draft(page));
  await lasts(page, 'Draw the racks', '8d');
  await visit(page, `/projects/${given.project}/changes/${given.change}`);
  await sees(page.locator('.changes__rows'));
  return { page, ...given };
}

export const tests = [
  {
    name: 'a change is raised, drawn on the list and on the board of a draft, and the plan stays as it is',
    run: async (test) => {
      const { id } = await project(test);
      const page = await test.people.enter({ account: test.given.admin });
      await visit(page, `/projects/${id}/changes`);
      await sees(page.getByText(en('changes.empty')));
      await press(page, en('changes.raise'));
      const dialog = page.locator('#changes-new');
      await dialog.getByLabel(en('changes.change_title'), { exact: true }).fill('Higher racks');
      await dialog.getByLabel(en('changes.source'), { exact: true }).selectOption('environment');
      await dialog.getByLabel(en('changes.reason'), { exact: true }).fill('More stock');
      await press(dialog, en('common.save'));
      await sees(page.getByRole('heading', { name: 'Higher racks', level: 1 }));
      equal(await stage(page).textContent(), en('changes.stage_raised'));
      await sees(page.getByText(en('changes.no_operations')));
      await page.getByRole('link', { name: en('changes.edit_on_gantt') }).click();
      await sees(draft(page).getByText(en('changes.draft'), { exact: true }));
      match(page.url(), /\/gantt\?draft=/);
      // The plan in force is drawn below the bars, and every view stays on the branch.
      await sees(
        page
          .locator('.gantt__compared')
          .getByText(pattern('en', 'gantt.compared', { name: en('changes.plan_in_force') })),
      );
      await page.getByRole('link', { name: en('shell.list') }).click();
      await sees(row(page, 'Draw the racks'));
      match(page.url(), /\/list\?draft=/);
      await lasts(page, 'Draw the racks', '8d');
      await sees(draft(page).getByText(pattern('en', 'changes.draft_clear', { count: 1 })));
      await page.keyboard.press('Control+z');
      await sees(draft(page).getByText(pattern('en', 'changes.draft_clear', { count: 0 })));
      await page.keyboard.press('Control+Shift+z');
      await sees(draft(page).getByText(pattern('en', 'changes.draft_clear', { count: 1 })));
      await isSaved(page);
      equal(await page.getByRole('button', { name: en('history.title'), exact: true }).count(), 0);
      await page.getByRole('link', { name: en('changes.back_to_change') }).click();
      equal(await stage(page).textContent(), en('changes.stage_assessed'));
      deepEqual(await page.locator('.changes__operations li').allTextContents(), [
        'Changed the duration of “Draw the racks” from 5 d to 8 d',
      ]);
      // Everything after the task moves: the picture and the numbers say so.
      await sees(page.locator('.changes__row').filter({ hasText: 'Handover' }));
      await sees(
        page
          .locator('#change-impact')
          .getByText(en('changes.hours', { hours: 24 }), { exact: false })
          .first(),
      );
      await visit(page, `/projects/${id}/list`);
      await sees(row(page, 'Draw the racks').getByText('5 d'));
    },
  },
  {
    name: 'a move beyond a limit and its reason are one line of a branch',
    run: async (test) => {
      const { id } = await project(test);
      const page = await test.people.enter({ account: test.given.admin });
      await visit(page, `/projects/${id}/board`);
      await sees(title(page, 'Survey the halls'));
      await fillReview(page);
      await isSaved(page);
      const { change, option } = await raised(test, id);
      await visit(page, `/projects/${id}/board?draft=${option}`);
      await sees(draft(page));
      await title(page, 'Train the team').focus();
      await page.keyboard.press('>');
      await page.keyboard.press('>');
      const ask = page.getByRole('dialog', { name: en('board.ask_limit') });
      await ask.getByRole('button', { name: en('board.limit_urgent') }).click();
      await sees(draft(page).getByText(pattern('en', 'changes.draft_clear', { count: 2 })));
      await isSaved(page);
      await visit(page, `/projects/${id}/changes/${change}`);
      const [from, to] = [en('new_project.column_doing'), en('new_project.column_review')];
      const first = en('ops.moved_between', { title: 'Train the team', from, to });
      const property = en('ops.prop_limit_reason');
      const moved = en('ops.and_value', { first, property, value: en('board.limit_urgent') });
      const lines = () => page.locator('.changes__operations li').allTextContents();
      await eventually(async () => (await lines())[1], moved);
      equal((await lines()).length, 2);
      await sees(page.getByRole('heading', { name: en('changes.operations', { count: 2 }) }));
    },
  },
  {
    name: 'what the client does not see is approved, applied as one step with a baseline, and taken back',
    run: async (test) => {
      const { page, project } = await drawn(test);
      const apply = page
        .locator('.changes__acts')
        .getByRole('button', { name: en('changes.apply') });
      equal(await apply.getAttribute('aria-disabled'), 'true');
      await press(page, en('changes.approve'));
      await press(page.locator('#change-approve'), en('changes.approve'));
      await eventually(() => stage(page).textContent(), en('changes.stage_agreed'));
      await apply.click();
      await press(page.locator('#change-apply'), en('changes.apply'));
      await eventually(() => stage(page).textContent(), en('changes.stage_applied'));
      await sees(page.locator('#change-steps').getByText('Draw the racks'));
      const step = page.locator('#change-steps').getByRole('checkbox').first();
      await step.check();
      await sees(page.getByText(en('changes.steps_done', { done: 1, count: 1 })));
      const hasKeyboard = () => step.evaluate((box) => box === document.activeElement);
      await eventually(hasKeyboard, true, 'the keyboard stays on the step');
      const other = await test.people.enter({ account: test.given.admin });
      await visit(other, `/projects/${project}/list`);
      await sees(row(other, 'Draw the racks').getByText('8 d'));
      await press(other, en('history.title'));
      await sees(
        other.locator('.history__baselines').getByText(en('changes.numbered', { number: 1 })),
      );
      await press(page, en('changes.take_back'));
      await eventually(() => stage(page).textContent(), en('changes.stage_agreed'));
      // Who has the plan open sees it go again.
      await sees(row(other, 'Draw the racks').getByText('5 d'));
    },
  },
  {
    name: 'two options stand side by side, one is removed, and a refused change stays in the list',
    run: async (test) => {
      const { page, project } = await drawn(test);
      const options = page.locator('.changes__option');
      await page.getByRole('button', { name: en('changes.option_actions', { key: 'A' }) }).click();
      await page.getByRole('menuitem', { name: en('changes.copy_option') }).click();
      const dialog = page.locator('#change-option');
      await dialog
        .getByLabel(en('changes.option_title'), { exact: true })
        .fill('Only the first hall');
      await press(dialog, en('common.save'));
      await eventually(() => options.count(), 2);
      await press(options.nth(1), en('changes.look_at'));
      await sees(page.getByRole('heading', { name: en('changes.impact_of', { key: 'B' }) }));
      await page.getByRole('button', { name: en('changes.option_actions', { key: 'B' }) }).click();
      await page.getByRole('menuitem', { name: en('changes.remove_option') }).click();
      await press(page.locator('#change-option-remove'), en('changes.remove_option'));
      await eventually(() => options.count(), 1);
      await press(page, en('changes.refuse'));
      const refuse = page.locator('#change-refuse');
      await refuse.getByLabel(en('changes.why_refused')).fill('Too dear');
      await press(refuse, en('changes.refuse'));
      await eventually(() => stage(page).textContent(), en('changes.stage_refused'));
      await sees(page.getByText('Too dear'));
      await visit(page, `/projects/${project}/changes`);
      await sees(page.locator('.changes__line').getByText(en('changes.stage_refused')));
    },
  },
  {
    name: 'what somebody changed in the plan since is a conflict, told in words and decided',
    run: async (test) => {
      const { page, project } = await drawn(test);
      const other = await test.people.enter({ account: test.given.admin });
      await visit(other, `/projects/${project}/list`);
      await lasts(other, 'Draw the racks', '6d');
      await reload(page);
      const conflict = page.locator('.changes__conflict');
      await sees(conflict.getByText('duration', { exact: false }));
      const bring = page.getByRole('button', { name: en('changes.bring_up') });
      equal(await bring.getAttribute('aria-disabled'), 'true');
      await press(conflict, en('changes.keep_mine'));
      await bring.click();
      await seesNot(conflict);
      await eventually(
        () => page.locator('.changes__operations li').allTextContents(),
        ['Changed the duration of “Draw the racks” from 6 d to 8 d'],
      );
    },
  },
  {
    name: 'the requirements behind a change are named, and a saved draft says that it is one',
    run: async (test) => {
      const { admin } = test.given;
      const { page, project, change, option } = await drawn(test);
      const [need, origin] = [newId(), newId()];
      await admin.call('requirements/add', { project, id: need, title: 'Racks up to the roof' });
      await admin.call('requirements/add', { project, id: origin, title: 'Room for more stock' });
      const traced = await task(test, project, 'Draw the racks');
      await admin.call('requirements/trace_task', { requirement: need, task: traced, is_on: true });
      const { change: kept } = await admin.call('changes/open', { change });
      const draft = { ...SAYS, requirement: origin };
      await admin.call('changes/update', { change, version: kept.version, draft });
      await reload(page);
      await sees(page.locator('.changes__head').getByRole('link', { name: 'Room for more stock' }));
      const named = page
        .locator('#change-impact')
        .getByRole('link', { name: 'Racks up to the roof' });
      await named.click();
      await sees(page.locator('#requirement').getByText('Racks up to the roof').first());
      await visit(page, `/projects/${project}/gantt?draft=${option}`);
      await sees(page.locator('.changes__draft'));
      await page.getByRole('button', { name: en('gantt.paper'), exact: true }).click();
      const saving = page.waitForEvent('download');
      await page.getByRole('button', { name: 'SVG', exact: true }).click();
      const picture = readFileSync(await (await saving).path(), 'utf8');
      ok(picture.includes(en('gantt.paper_draft')), 'the picture says that it is a draft');
    },
  },
  {
    name: 'a bar in the hand that moves what the client sees becomes a change, and the plan stays',
    run: async (test) => {
      const { id } = await project(test);
      const handover = await task(test, id, 'Handover');
      const op = { change: { task: handover, to: { client_visible: true } } };
      const sent = { id: newId(), base: 0, origin: { view: 'board' }, op };
      await test.given.admin.call('plan/submit', { project: id, since: 0, ops: [sent] });
      const page = await test.people.enter({ account: test.given.admin });
      await visit(page, `/projects/${id}/gantt`);
      const bar = page
        .locator('.gantt__row')
        .filter({ has: page.locator('.gantt__title:text-is("Draw the racks")') });
      await bar.click();
      await page.keyboard.press('m');
      await page.keyboard.press('ArrowRight');
      await sees(page.locator('.gantt__strip').getByText(en('changes.milestone_moves')));
      await page
        .locator('.gantt__strip')
        .getByRole('button', { name: en('gantt.as_change') })
        .click();
      await sees(page.locator('.changes__operations li'));
      equal(await stage(page).textContent(), en('changes.stage_assessed'));
      await sees(page.locator('.changes__head').getByRole('link', { name: 'Draw the racks' }));
      const { changes } = await test.given.admin.call('changes/list', { project: id });
      equal(changes.length, 1);
      // The same by its key.
      await visit(page, `/projects/${id}/gantt`);
      await bar.click();
      await page.keyboard.press('m');
      await page.keyboard.press('ArrowRight');
      await sees(page.locator('.gantt__strip').getByText(en('changes.milestone_moves')));
      await page.keyboard.press('c');
      await sees(page.locator('.changes__operations li'));
      await sees(page.getByText(en('changes.numbered', { number: 2 })).first());
    },
  },
  {
    name: 'a branch is discarded, and the way leads back to the change',
    run: async (test) => {
      const { page, project, option } = await drawn(test, { language: 'zh-CN' });
      await visit(page, `/projects/${project}/board?draft=${option}`);
      await sees(draft(page).getByText(pattern('zh-CN', 'changes.draft_clear', { count: 1 })));
      await press(draft(page), zh('changes.discard'));
      await press(page.locator('#draft-discard'), zh('changes.discard'));
      await sees(page.getByText(zh('changes.no_operations')));
      equal(await stage(page).textContent(), zh('changes.stage_raised'));
    },
  },
  ...['desktop', 'phone'].map((size) => ({
    name: `list, change and draft follow the rules of accessibility: ${size}`,
    run: async (test) => {
      const more = { size, language: 'zh-CN' };
      const { project, option } = await drawn(test);
      const page = await test.people.enter({ account: test.given.admin, ...more });
      const shot = async (name) => {
        if (process.env.ACCORD_SHOTS) {
          await page.screenshot({ path: `${process.env.ACCORD_SHOTS}/${name}-${size}.png` });
        }
      };
      await visit(page, `/projects/${project}/changes`);
      await sees(page.locator('.changes__line'));
      deepEqual(await violations(page), []);
      await shot('changes');
      await page.locator('.changes__link').click();
      await sees(page.locator('.changes__rows'));
      await closeToasts(page, 'zh-CN');
      deepEqual(await violations(page), []);
      await fitsOn(page, size);
      await shot('change');
      await visit(page, `/projects/${project}/gantt?draft=${option}`);
      await sees(draft(page));
      await sees(page.locator('.gantt__compared'));
      deepEqual(await violations(page), []);
      await shot('draft');
    },
  })),
];
