// Selected cards, filters, colours of columns and places on the board, each by more than one way.

import { Account, newId } from '../lib/account.mjs';
import {
  DOING,
  REVIEW,
  TO_DO,
  card,
  column,
  fillReview,
  openBoard,
  title,
  titles,
} from '../lib/board.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { isSaved } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = async (server) => ({ admin: await Account.first(server) });

/** What screen readers say of a card after its title. */
const described = (page, text) =>
  title(page, text).evaluate((button) =>
    button
      .getAttribute('aria-describedby')
      .split(' ')
      .map((id) => document.getElementById(id).textContent.trim())
      .join(' '),
  );

export const tests = [
  {
    name: 'a board that takes long to come says so and can be loaded again',
    run: async (test) => {
      const { page, project } = await openBoard(test);
      let hangs = true;
      await page.route('**/api/plan/open', async (route) => {
        if (!hangs) await route.continue();
      });
      await visit(page, `/projects/${project.id}/board`);
      const words = page.getByText(en('common.still_loading'));
      await seesNot(words);
      await sees(words);
      hangs = false;
      await page.locator('#page').getByRole('button', { name: en('common.reload') }).click();
      await sees(card(page, 'Survey the halls'));
      await seesNot(words);
    },
  },
  {
    name: 'a selected card is told by shape, words and, in forced colours, its edge',
    run: async (test) => {
      const { page } = await openBoard(test);
      const text = 'Survey the halls';
      const mark = card(page, text).locator('.board__picked');
      await seesNot(mark);
      ok(!(await described(page, text)).startsWith(en('board.picked')));
      await title(page, text).focus();
      await page.keyboard.press('x');
      await sees(mark);
      ok((await described(page, text)).startsWith(en('board.picked')));
      await page.emulateMedia({ forcedColors: 'active' });
      const edge = () => card(page, text).evaluate((it) => getComputedStyle(it).borderTopWidth);
      await eventually(edge, '2px');
      await page.emulateMedia({ forcedColors: 'none' });
      await page.keyboard.press('Escape');
      await seesNot(mark);
      await eventually(edge, '1px');
    },
  },
  {
    name: 'cards are filtered by whose they are and by what is blocked, and the hidden are counted',
    run: async (test) => {
      const { page } = await openBoard(test);
      const text = 'Survey the halls';
      const shown = () => page.locator('.board__open').allTextContents();
      const all = (await shown()).length;
      await title(page, text).focus();
      await page.keyboard.press('b');
      const ask = page.getByRole('dialog', { name: en('board.ask_block') });
      await ask.getByLabel(en('board.block_reason')).fill('No key');
      await ask.getByRole('button', { name: en('board.block'), exact: true }).click();
      await seesNot(ask);
      await sees(card(page, text).locator('.board__blocked'));
      const blocked = page.getByRole('button', { name: en('board.blocked'), exact: true });
      await blocked.click();
      await eventually(shown, [text]);
      await sees(page.getByText(en('board.hidden', { count: all - 1 })));
      await blocked.click();
      await eventually(async () => (await shown()).length, all);
      const whose = page.getByRole('button', {
        name: new RegExp(`^${en('board.group_assignee')}\\s*${en('board.everyone')}$`),
      });
      await whose.click();
      await page.getByRole('menuitemcheckbox').nth(1).click();
      await sees(page.getByRole('button', { name: en('board.show_all') }));
      await page.getByRole('button', { name: en('board.show_all') }).click();
      await sees(whose);
      await eventually(async () => (await shown()).length, all);
    },
  },
  {
    name: 'what should have been finished and is not is shown alone',
    run: async (test) => {
      const { page } = await openBoard(test);
      const text = 'Survey the halls';
      const shown = () => page.locator('.board__open').allTextContents();
      const late = page.locator('.board__card:has([data-due=late]) .board__open');
      await title(page, text).focus();
      await page.keyboard.press('d');
      await page.getByLabel(en('board.due_day')).fill('2030-12-20');
      await page.keyboard.press('Enter');
      await sees(card(page, text).locator('[data-due=later]'));
      const [all, expected] = [await shown(), await late.allTextContents()];
      ok(expected.length > 0 && !expected.includes(text));
      const overdue = page.getByRole('button', { name: en('board.overdue'), exact: true });
      equal(await overdue.getAttribute('aria-pressed'), 'false');
      await overdue.click();
      await eventually(() => overdue.getAttribute('aria-pressed'), 'true');
      await eventually(shown, expected);
      await sees(page.getByText(en('board.hidden', { count: all.length - expected.length })));
      await page.getByRole('button', { name: en('board.show_all') }).click();
      await eventually(shown, all);
      equal(await overdue.getAttribute('aria-pressed'), 'false');
    },
  },
  {
    name: 'blocked cards that are selected are unblocked together by one key',
    run: async (test) => {
      const { page } = await openBoard(test);
      const both = ['Survey the halls', 'Draw the racks'];
      const flags = () => page.locator('.board__blocked').count();
      for (const text of both) {
        await title(page, text).focus();
        await page.keyboard.press('x');
      }
      await page.keyboard.press('b');
      const ask = page.getByRole('dialog', { name: en('board.ask_block') });
      await ask.getByLabel(en('board.block_reason')).fill('No key');
      await ask.getByRole('button', { name: en('board.block'), exact: true }).click();
      await seesNot(ask);
      await eventually(flags, 2);
      await title(page, both[1]).focus();
      await page.keyboard.press('b');
      await eventually(flags, 0);
    },
  },
  {
    name: 'who does not work on all selected cards unblocks none of them, and reads why',
    run: async ({ people, given }) => {
      const { admin } = given;
      const email = 'chen@example.com';
      const member = await admin.invite({ name: 'Chen Yu', email, role: 'member' });
      const everyone = await admin.call('settings/people', {});
      const { id: user } = everyone.find((person) => person.email === email);
      const { id: project } = await makePlan(admin, undefined, {
        key: 'OWN',
        name: 'Own work',
        members: [user],
      });
      const both = ['Survey the halls', 'Draw the racks'];
      const { plan, seq } = await admin.call('plan/open', { project, had: {} });
      const [own, other] = both.map((text) => plan.tasks.find((task) => task.title === text).id);
      const changes = [
        [own, { assignee: user }],
        [own, { blocked: 'No key' }],
        [other, { blocked: 'No drawing' }],
      ];
      const ops = changes.map(([task, to]) => {
        return { id: newId(), base: seq, origin: { view: 'board' }, op: { change: { task, to } } };
      });
      const { refused } = await admin.call('plan/submit', { project, since: seq, ops });
      deepEqual(refused, []);

      const page = await people.enter({ account: member });
      await visit(page, `/projects/${project}/board`);
      const flags = () => page.locator('.board__blocked').count();
      await eventually(flags, 2);
      for (const text of both) {
        await title(page, text).focus();
        await page.keyboard.press('x');
      }
      await title(page, both[0]).focus();
      await page.keyboard.press('b');
      await sees(page.locator('.toast').getByText(en('board.may_not_move', { title: both[1] })));
      equal(await flags(), 2);
      await page.keyboard.press('Escape');
      await title(page, both[0]).focus();
      await page.keyboard.press('b');
      await eventually(flags, 1);
      await isSaved(page);
    },
  },
  {
    name: 'a column gets a colour and loses it again',
    run: async (test) => {
      const { page } = await openBoard(test);
      const head = column(page, DOING).locator('.board__head');
      const hue = () => head.getAttribute('data-hue');
      equal(await hue(), null);
      await page.getByRole('button', { name: en('board.column_menu', { column: DOING }) }).click();
      await page.getByRole('menuitem', { name: en('board.column_settings') }).click();
      const ask = page.getByRole('dialog', { name: en('board.column_settings') });
      await ask.getByLabel(en('board.column_colour')).selectOption(en('board.colour_teal'));
      await ask.getByRole('button', { name: en('board.save') }).click();
      await seesNot(ask);
      await eventually(hue, 'teal');
      await isSaved(page);
      await reload(page);
      await sees(card(page, 'Survey the halls'));
      await eventually(hue, 'teal');
      await page.getByRole('button', { name: en('board.column_menu', { column: DOING }) }).click();
      await page.getByRole('menuitem', { name: en('board.column_settings') }).click();
      await ask.getByLabel(en('board.column_colour')).selectOption(en('board.colour_none'));
      await ask.getByRole('button', { name: en('board.save') }).click();
      await eventually(hue, null);
    },
  },
  {
    name: 'the move dialog puts a card below any other',
    run: async (test) => {
      const { page } = await openBoard(test);
      const [first, second, third] = await titles(page, TO_DO);
      await title(page, first).focus();
      await page.keyboard.press('m');
      const ask = page.getByRole('dialog', { name: en('board.move_where') });
      const below = en('board.below_card', { title: second });
      await ask.getByLabel(en('board.move_end')).selectOption({ label: below });
      await ask.getByRole('button', { name: en('board.move_now') }).click();
      await eventually(async () => (await titles(page, TO_DO)).slice(0, 3), [second, first, third]);
      await eventually(() => page.evaluate(() => document.activeElement.textContent.trim()), first);
    },
  },
  {
    name: 'a status that exceeds a limit is asked for its reason in the panel too',
    run: async (test) => {
      const { page } = await openBoard(test);
      const text = 'Train the team';
      await fillReview(page, 'en');
      await title(page, text).focus();
      await page.keyboard.press('Enter');
      const why = page.locator('#field-peek-beyond');
      await sees(page.locator('#field-peek-status'));
      await seesNot(why);
      await page.locator('#field-peek-status').selectOption(REVIEW);
      await sees(page.getByText(en('board.limit_exceeded', { name: REVIEW, limit: 3, count: 4 })));
      await why.fill('Fire drill');
      await why.blur();
      const beyond = en('board.beyond_limit', { reason: 'Fire drill' });
      await sees(card(page, text).locator('.board__beyond').filter({ hasText: beyond }));
      await page.locator('#field-peek-status').selectOption(TO_DO);
      await seesNot(why);
      await seesNot(card(page, text).locator('.board__beyond'));
    },
  },
  {
    name: 'in the panel the keyboard goes along with a step and stays when a label or step goes',
    run: async (test) => {
      const { page } = await openBoard(test);
      const at = (id) => eventually(() => page.evaluate(() => document.activeElement.id), id);
      await title(page, 'Survey the halls').focus();
      await page.keyboard.press('Enter');
      const next = page.getByRole('textbox', { name: en('peek.add_step') });
      for (const text of ['One', 'Two', 'Three']) {
        await next.fill(text);
        await page.keyboard.press('Enter');
        await sees(page.getByRole('checkbox', { name: text, exact: true }));
      }
      const steps = () =>
        page
          .locator('.peek__step-text')
          .evaluateAll((all) => all.map((one) => one.value).join(' '));
      await page.getByRole('button', { name: en('peek.step_up', { text: 'Three' }) }).focus();
      await page.keyboard.press('Enter');
      await eventually(steps, 'One Three Two');
      await at('peek-step-up-1');
      await page.keyboard.press('Enter');
      await eventually(steps, 'Three One Two');
      await at('peek-step-0');
      await page.getByRole('button', { name: en('peek.remove_step', { text: 'Two' }) }).focus();
      await page.keyboard.press('Enter');
      await eventually(steps, 'Three One');
      await at('peek-step-1');
      await page.locator('#peek-labels').fill('steel');
      await page.keyboard.press('Enter');
      const off = page.getByRole('button', { name: en('labels.remove', { label: 'steel' }) });
      await sees(off);
      await off.focus();
      await page.keyboard.press('Enter');
      await seesNot(off);
      await at('peek-labels');
    },
  },
  {
    name: 'Shift+Enter opens a card in all the room, and its card has the keyboard afterwards',
    run: async (test) => {
      const { page } = await openBoard(test);
      const text = 'Survey the halls';
      const wide = page.locator('#peek[data-wide]');
      await title(page, text).focus();
      await page.keyboard.press('Shift+Enter');
      await sees(wide);
      equal(await page.locator('.board__picked').count(), 0, 'nothing is selected');
      await seesNot(card(page, text));
      await page.getByRole('button', { name: en('peek.wide') }).click();
      await seesNot(wide);
      await sees(card(page, text));
      await page.getByRole('button', { name: en('peek.wide') }).click();
      await sees(wide);
      await page.keyboard.press('Escape');
      await seesNot(page.locator('#peek'));
      await eventually(() => page.evaluate(() => document.activeElement.textContent.trim()), text);
      // Another view is seen beside it.
      await page.keyboard.press('Shift+Enter');
      await sees(wide);
      await page.getByRole('link', { name: en('shell.gantt'), exact: true }).click();
      await sees(page.locator('.gantt__row').first());
      await seesNot(wide);
      await sees(page.locator('#peek'));
    },
  },
];
