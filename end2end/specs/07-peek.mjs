// A task opened beside the views.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { isSaved } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

/** The panel of "Draw the racks", opened from the board. */
async function panel({ people, given }, more = {}) {
  made += 1;
  const project = await makePlan(given.admin, undefined, { key: `K${made}`, name: `Peek ${made}` });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/board`);
  await page.locator('.board__open').filter({ hasText: 'Draw the racks' }).click();
  const peek = page.locator('#peek');
  await sees(peek);
  return { page, project, peek };
}

/** What belongs to being without a network, not to a fault. */
const NETWORK = [/ERR_INTERNET_DISCONNECTED/, /net::ERR/, /WebSocket/, /status of 4\d\d/];

const description = (peek) => peek.locator('#field-peek-description');
const drawn = (peek) => peek.locator('.peek__drawn');
const focused = (page) =>
  eventually(() => page.evaluate(() => document.activeElement.id), 'peek-edit-description');

/** What a change would do that is thought about. */
const foresight = (peek) => peek.locator('.peek__foresight');
const moves = pattern('en', 'consequence.finish_moves');

export const tests = [
  {
    name: 'the title is edited; the address opens the same panel again; Esc closes it',
    run: async (test) => {
      const { page, peek } = await panel(test);
      await eventually(
        () => new URL(page.url()).searchParams.has('task'),
        true,
        'the address names it',
      );
      const title = peek.getByLabel(en('peek.title'), { exact: true });
      await title.fill('Draw all racks');
      await title.press('Enter');
      await sees(page.locator('.board__open').filter({ hasText: 'Draw all racks' }));
      await isSaved(page);
      await reload(page);
      await eventually(() => title.inputValue(), 'Draw all racks');
      await title.focus();
      await page.keyboard.press('Escape');
      await seesNot(peek);
      await eventually(() => new URL(page.url()).searchParams.has('task'), false);
    },
  },
  {
    name: 'from the panel a change is raised that comes from the task',
    run: async (test) => {
      const { page, project, peek } = await panel(test);
      await peek.getByRole('button', { name: en('changes.raise'), exact: true }).click();
      const dialog = page.locator('#changes-new');
      await sees(dialog);
      const address = new URL(page.url());
      equal(address.pathname, `/projects/${project.id}/changes`);
      ok(address.searchParams.has('task'), 'the address names the task');
      await sees(dialog.getByText(en('changes.from_task')));
      await dialog.getByLabel(en('changes.change_title'), { exact: true }).fill('Higher racks');
      await dialog.getByRole('button', { name: en('common.save'), exact: true }).click();
      await sees(page.getByRole('heading', { name: 'Higher racks', level: 1 }));
      await eventually(() => new URL(page.url()).searchParams.has('task'), false);
    },
  },
  {
    name: 'duration and constraint move the dates and say why',
    run: async (test) => {
      const { page, peek } = await panel(test);
      const finish = peek.locator('.peek__facts div').nth(1).locator('dd');
      const before = await finish.textContent();
      const duration = peek.locator('#field-peek-duration');
      await duration.fill('8');
      await duration.press('Enter');
      await eventually(() => finish.textContent(), (now) => now !== before, 'the finish moves');
      await peek.getByLabel(en('peek.constraint'), { exact: true }).selectOption('must-start');
      const day = peek.getByLabel(en('peek.constraint_day'));
      await day.fill('2026-04-01');
      await day.blur();
      await sees(peek.locator('.peek__facts').filter({ hasText: /1 Apr|Apr 1/ }));
      await isSaved(page);
    },
  },
  {
    name: 'the panel says why a task starts and ends when it does, and how far it can slip',
    run: async (test) => {
      const { peek } = await panel(test);
      const why = peek.locator('.peek__why');
      await sees(
        why.filter({
          hasText: pattern('en', 'reason.after_finish', { title: 'Survey the halls' }),
        }),
      );
      await sees(why.filter({ hasText: pattern('en', 'reason.finish_duration') }));
      await sees(why.filter({ hasText: en('reason.weekend') }));
      const limit = en('reason.limit_successor', { title: 'Order the racks' });
      const effect = en('reason.moves', { limit });
      await sees(why.filter({ hasText: en('reason.room_critical', { effect }) }));
    },
  },
  {
    name: 'a date that cannot be kept is told in the panel, on the chart and in the bar, in both languages',
    run: async (test) => {
      for (const [language, say] of [['en', en], ['zh-CN', zh]]) {
        const { page, project, peek } = await panel(test, { language });
        // The survey before it takes until Wednesday, 4 March.
        await peek.getByLabel(say('peek.constraint'), { exact: true }).selectOption('must-start');
        const day = peek.getByLabel(say('peek.constraint_day'));
        await day.fill('2026-03-02');
        await day.blur();
        const late = say('nouns.days', { count: 3 });
        const missed = pattern(language, 'problem.start_missed', { late });
        await sees(peek.locator('.peek__problem').filter({ hasText: missed }));
        const because = pattern(language, 'reason.after_finish', { title: 'Survey the halls' });
        await sees(peek.locator('.peek__problem').filter({ hasText: because }));
        await isSaved(page);
        await visit(page, `/projects/${project.id}/gantt`);
        const title = page.locator('.gantt__title').getByText('Draw the racks', { exact: true });
        const row = page.locator('.gantt__row').filter({ has: title });
        await sees(row.locator('.gantt__problem'));
        const spoken = row.locator('[role=gridcell].u-hidden');
        await eventually(
          () => spoken.textContent(),
          (said) => missed.test(said),
          'the row says it',
        );
        const count = say('problem.count', { count: 1 });
        await page.getByRole('button', { name: count, exact: true }).click();
        const list = page.locator('#problems');
        await sees(list.filter({ hasText: missed }));
        equal((await violations(page)).length, 0);
        await list.getByRole('button', { name: say('problem.show'), exact: true }).click();
        await sees(peek.locator('.peek__problem'));
        await peek.getByLabel(say('peek.constraint'), { exact: true }).selectOption('');
        await seesNot(page.getByRole('button', { name: count, exact: true }));
        await seesNot(row.locator('.gantt__problem'));
      }
    },
  },
  {
    name: 'what a duration would do is told before it holds, by name with Alt and Enter',
    run: async (test) => {
      const { page, peek } = await panel(test);
      const finish = peek.locator('.peek__facts div').nth(1).locator('dd');
      const before = await finish.textContent();
      const duration = peek.locator('#field-peek-duration');
      await duration.fill('8');
      await sees(foresight(peek).filter({ hasText: moves }));
      await page.keyboard.press('Alt+Enter');
      const lists = peek.locator('.foretold__lists');
      await sees(
        lists.filter({ hasText: pattern('en', 'consequence.later', { title: 'Handover' }) }),
      );
      equal(await finish.textContent(), before, 'nothing has changed yet');
      await duration.press('Enter');
      await eventually(() => finish.textContent(), (now) => now !== before, 'now it has');
      await seesNot(lists);
      await isSaved(page);
    },
  },
  {
    name: 'what a dependency, its lag and a milestone would do is told beforehand',
    run: async (test) => {
      const { page, peek } = await panel(test);
      const name = en('peek.remove_link', { title: 'Survey the halls' });
      await peek.getByRole('button', { name }).focus();
      await sees(foresight(peek).filter({ hasText: moves }));
      const tie = peek.locator('.peek__tie').first();
      await tie.click();
      const field = peek.getByLabel(en('peek.tie'), { exact: true });
      await field.fill('what');
      await sees(peek.getByText(en('peek.tie_bad')));
      await field.fill('FS+2d');
      await sees(foresight(peek).filter({ hasText: moves }));
      await field.press('Enter');
      await eventually(() => tie.textContent(), (now) => now.startsWith('FS+2'), 'the lag holds');
      const ends = { from: 'Survey the halls', to: 'Draw the racks' };
      const said = en('peek.tie_fs', { ...ends, when: en('peek.tie_later', { time: '2 d' }) });
      await eventually(() => tie.getAttribute('title'), said);
      await isSaved(page);
      await peek.getByRole('switch', { name: en('peek.is_milestone') }).focus();
      await sees(foresight(peek).filter({ hasText: moves }));
    },
  },
  {
    name: 'a predecessor is added and removed',
    run: async (test) => {
      const { page, peek } = await panel(test);
      await peek.getByRole('button', { name: en('peek.add_before') }).click();
      await page.keyboard.type('zzz');
      await sees(peek.getByText(en('peek.no_task_found')));
      await page.keyboard.press('Escape');
      await peek.getByRole('button', { name: en('peek.add_after') }).click();
      await page.keyboard.type('Train');
      await sees(peek.getByRole('option', { name: 'Train the team' }));
      await page.keyboard.press('Enter');
      const other = peek.locator('.peek__other').filter({ hasText: 'Train the team' });
      await sees(other);
      await peek
        .getByRole('button', { name: en('peek.remove_link', { title: 'Train the team' }) })
        .click();
      await seesNot(other);
      await isSaved(page);
    },
  },
  {
    name: 'a ring of dependencies is refused in words',
    run: async (test) => {
      const { page, peek } = await panel(test);
      await peek.getByRole('button', { name: en('peek.add_before') }).click();
      await page.keyboard.type('Handover');
      await sees(peek.getByRole('option', { name: 'Handover' }));
      await page.keyboard.press('Enter');
      await sees(page.locator('.toast[data-error=true]'));
      await page.locator('.toast[data-error=true]').getByRole('button').last().click();
      await eventually(
        () => peek.locator('.peek__other').filter({ hasText: 'Handover' }).count(),
        0,
      );
    },
  },
  {
    name: 'client-visible is a switch with a badge, on a phone too',
    run: async (test) => {
      const { page, peek } = await panel(test, { size: 'phone' });
      const visible = peek.getByRole('switch', { name: en('peek.client_visible') });
      await visible.check();
      await sees(peek.locator('.peek__marks').filter({ hasText: en('common.client_visible') }));
      await sees(peek.getByText(en('peek.client_sees_task')));
      await isSaved(page);
      await reload(page);
      await eventually(() => visible.isChecked(), true);
    },
  },
  {
    name: 'a task becomes a milestone with a promise to the client',
    run: async (test) => {
      const { page, peek } = await panel(test);
      await peek.getByRole('switch', { name: en('peek.is_milestone') }).check();
      const promise = peek.getByLabel(en('peek.promise'), { exact: true });
      await promise.fill('2026-03-20');
      await promise.blur();
      await eventually(() => promise.inputValue(), '2026-03-20');
      await sees(peek.locator('.peek__marks').filter({ hasText: en('peek.milestone') }));
      await isSaved(page);
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'a description in Markdown is drawn, edited and drawn again',
    run: async (test) => {
      const { page, peek } = await panel(test);
      await description(peek).fill(
        '# Steel\n\n- [x] **halls** measured\n- [ ] see https://example.com/racks',
      );
      await description(peek).press('Escape');
      await sees(drawn(peek).getByRole('heading', { name: 'Steel' }));
      await sees(drawn(peek).locator('li strong').filter({ hasText: 'halls' }));
      equal(await drawn(peek).locator('.peek__box').count(), 2);
      const link = drawn(peek).getByRole('link', { name: 'https://example.com/racks' });
      equal(await link.getAttribute('rel'), 'noopener noreferrer nofollow');
      await focused(page);
      await page.keyboard.press('Enter');
      await sees(description(peek));
      await description(peek).fill('Only *light* racks');
      await description(peek).press('Control+Enter');
      await sees(drawn(peek).locator('em').filter({ hasText: 'light' }));
      await focused(page);
      await isSaved(page);
      await reload(page);
      await drawn(peek).locator('em').click();
      await eventually(() => description(peek).inputValue(), 'Only *light* racks');
      await description(peek).fill('');
      await description(peek).blur();
      await seesNot(drawn(peek));
      await sees(description(peek));
      await isSaved(page);
    },
  },
  {
    name: 'hostile HTML in a description is shown as text',
    run: async (test) => {
      const { page, peek } = await panel(test);
      const asked = [];
      page.on('dialog', (dialog) => {
        asked.push(dialog.message());
        dialog.dismiss();
      });
      const image = '<img src=x onerror="alert(1)">';
      const lines = [`Look ${image}`, '<script>alert(2)</script>', '[here](javascript:alert(3))'];
      const picture = '![far](https://example.com/far.png)';
      await description(peek).fill([...lines, picture].join('\n\n'));
      await description(peek).press('Escape');
      await sees(drawn(peek).getByText(image));
      await sees(drawn(peek).getByText('<script>alert(2)</script>'));
      equal(await drawn(peek).locator('img, script').count(), 0);
      equal(await drawn(peek).locator('a[href]').count(), 1);
      const far = drawn(peek).getByRole('link', { name: 'far' });
      equal(await far.getAttribute('href'), 'https://example.com/far.png');
      await drawn(peek).getByText('here').click();
      await sees(description(peek));
      equal(asked.join(), '');
    },
  },
  {
    name: 'without a network a description reads as it was written, and is drawn afterwards',
    run: async (test) => {
      const { page, peek } = await panel(test, { expects: NETWORK });
      await page.context().setOffline(true);
      await description(peek).fill('one **two**');
      await description(peek).press('Escape');
      await sees(peek.locator('.peek__plain').filter({ hasText: 'one **two**' }));
      await page.context().setOffline(false);
      await sees(drawn(peek).locator('strong').filter({ hasText: 'two' }));
      await isSaved(page);
    },
  },
];
