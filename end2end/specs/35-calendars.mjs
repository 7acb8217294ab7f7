// The working calendars of a plan, and what a task has of its own: calendar, dates by hand, elapsed
// time, being left out.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { equal, eventually, sees, seesNot } from '../lib/check.mjs';
import { told } from '../lib/list.mjs';
import { isSaved } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');
const TASK = 'Survey the halls';

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

/** The list of a new project: "Survey the halls" takes three days from Monday 2 March 2026. */
async function open({ people, given }, more = {}) {
  made += 1;
  const project = await makePlan(given.admin, undefined, {
    key: `C${made}`,
    name: `Calendars ${made}`,
  });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/list`);
  await sees(row(page, TASK));
  return page;
}

const row = (page, title) => page.locator('.list__row').filter({ hasText: title });
const finishes = (page, day) =>
  eventually(
    () => row(page, TASK).locator('[data-column=finish]').textContent(),
    (text) => text.includes(day) || text.includes(told(day)),
    `ends ${day}`,
  );
const undo = (page, say = en) =>
  page
    .locator('.project__tools')
    .getByRole('button', { name: say('common.undo'), exact: true })
    .click();

/** The dialog with the list of calendars. */
async function calendars(page, say = en) {
  await page.getByRole('button', { name: say('shell.plan_more') }).click();
  await page.getByRole('menuitem', { name: say('calendars.title') }).click();
  const dialog = page.locator('#plan-calendars');
  await sees(dialog);
  return dialog;
}

/** A night calendar as it is offered. */
async function addNights(page, say = en) {
  const dialog = await calendars(page, say);
  await dialog.getByRole('button', { name: say('calendars.night'), exact: true }).click();
  await eventually(
    () => dialog.getByLabel(say('calendars.name'), { exact: true }).inputValue(),
    say('calendars.night'),
  );
  await dialog.getByRole('button', { name: say('calendars.save'), exact: true }).click();
  await seesNot(dialog);
  await isSaved(page);
}

/** The panel of the task. */
async function peek(page) {
  await row(page, TASK).locator('[data-column=key]').click();
  const panel = page.locator('#peek');
  await sees(panel);
  return panel;
}

const save = (dialog) =>
  dialog.getByRole('button', { name: en('calendars.save'), exact: true }).click();
const day = (dialog, at) => dialog.locator(`#field-calendar-day-${at}`);

export const tests = [
  {
    name: 'a task works by a night calendar, which then cannot be deleted; undo takes it back',
    run: async (test) => {
      const page = await open(test);
      await finishes(page, '2026-03-04');
      await addNights(page);
      const panel = await peek(page);
      const own = panel.locator('#field-peek-calendar');
      await own.selectOption({ label: en('calendars.night') });
      await finishes(page, '2026-03-05');
      await undo(page);
      await finishes(page, '2026-03-04');
      await own.selectOption({ label: en('calendars.night') });
      await finishes(page, '2026-03-05');
      await isSaved(page);
      await reload(page);
      await finishes(page, '2026-03-05');
      const dialog = await calendars(page);
      equal((await violations(page)).length, 0);
      await sees(dialog.getByText(en('calendars.kept_by_tasks', { count: 1, title: TASK })));
      const remove = dialog.getByRole('button', {
        name: en('calendars.remove_named', { name: en('calendars.night') }),
      });
      equal(await remove.getAttribute('aria-disabled'), 'true');
    },
  },
  {
    name: 'by keys alone: a day off moves a task, is written down with its name, and is taken back',
    run: async (test) => {
      const page = await open(test);
      await page.getByRole('button', { name: en('shell.plan_more') }).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const dialog = page.locator('#plan-calendars');
      await dialog
        .getByRole('button', { name: pattern('en', 'calendars.edit_named') })
        .first()
        .focus();
      await page.keyboard.press('Enter');
      await eventually(() => page.evaluate(() => document.activeElement.id), 'field-calendar-name');
      equal((await violations(page)).length, 0);
      await dialog.locator('#field-exception-from').fill('2026-03-03');
      await dialog.locator('#field-exception-name').focus();
      await page.keyboard.type('Stocktaking');
      await page.keyboard.press('Enter');
      await sees(dialog.locator('.calendars__row').filter({ hasText: 'Stocktaking' }));
      await dialog.getByRole('button', { name: en('calendars.save'), exact: true }).focus();
      await page.keyboard.press('Enter');
      await seesNot(dialog);
      await finishes(page, '2026-03-05');
      await page.keyboard.press('Control+z');
      await finishes(page, '2026-03-04');
      await page.keyboard.press('Control+Shift+z');
      await finishes(page, '2026-03-05');
      await isSaved(page);
    },
  },
  {
    name: 'what cannot be taken is told in words, and nothing that was written is lost',
    run: async (test) => {
      const page = await open(test, { size: 'tablet' });
      const dialog = await calendars(page);
      await dialog.getByRole('button', { name: en('calendars.office'), exact: true }).click();
      const name = dialog.getByLabel(en('calendars.name'), { exact: true });
      await name.fill(' ');
      await save(dialog);
      await sees(dialog.getByText(en('refusal.empty_name')));
      await name.fill('Harbour');
      await day(dialog, 0).fill('18:00-09:00');
      await day(dialog, 0).blur();
      await sees(dialog.getByText(en('calendars.backwards', { text: '18:00-09:00' })));
      await day(dialog, 1).fill('09:00-13:00, 12:00-18:00');
      await day(dialog, 2).fill('mornings');
      await save(dialog);
      await sees(
        dialog.getByText(en('calendars.overlap', { first: '09:00-13:00', second: '12:00-18:00' })),
      );
      await sees(dialog.getByText(en('calendars.unreadable', { text: 'mornings' })));
      for (const at of [0, 1, 2, 3, 4, 5, 6]) await day(dialog, at).fill('');
      await save(dialog);
      await sees(dialog.getByText(en('refusal.no_working_time')));
      await day(dialog, 0).fill('8-12, 13-17');
      await dialog.getByRole('button', { name: en('calendars.spread_monday') }).click();
      equal(await day(dialog, 4).inputValue(), '8-12, 13-17');
      await dialog.locator('#field-exception-from').fill('2026-03-10');
      await dialog.locator('#field-exception-to').fill('2026-03-09');
      await save(dialog);
      await sees(dialog.getByText(en('refusal.ends_before_start')));
      equal(await dialog.locator('#field-exception-from').inputValue(), '2026-03-10');
      await page.keyboard.press('Escape');
      await seesNot(dialog);
      await calendars(page);
      equal(await name.inputValue(), 'Harbour');
      await dialog.locator('#field-exception-to').fill('2026-03-11');
      await save(dialog);
      await seesNot(dialog);
      await calendars(page);
      const harbour = dialog.locator('.calendars__row').filter({ hasText: 'Harbour' });
      await sees(harbour.getByText(en('calendars.differs', { count: 1 })));
      await harbour
        .getByRole('button', { name: en('calendars.remove_named', { name: 'Harbour' }) })
        .click();
      await seesNot(dialog);
      await sees(page.getByText(en('calendars.removed', { name: 'Harbour' }), { exact: false }));
      await isSaved(page);
    },
  },
  {
    name: 'in Chinese on a phone: the night calendar becomes that of the plan, and all of it fits',
    run: async (test) => {
      const page = await open(test, { size: 'phone', language: 'zh-CN' });
      await addNights(page, zh);
      const dialog = await calendars(page, zh);
      const wide = () =>
        dialog.locator('.dialog__body').evaluate((body) => body.scrollWidth - body.clientWidth);
      equal(await wide(), 0);
      const night = { name: zh('calendars.night') };
      await dialog.getByRole('button', { name: zh('calendars.edit_named', night) }).click();
      await sees(dialog.getByText('22:00–次日 06:00').first());
      equal(await wide(), 0);
      equal((await violations(page)).length, 0);
      await dialog.getByRole('button', { name: zh('calendars.discard'), exact: true }).click();
      await dialog.getByRole('button', { name: zh('calendars.use_named', night) }).click();
      await seesNot(dialog);
      await sees(page.getByText(zh('calendars.used', night), { exact: false }));
      await isSaved(page);
    },
  },
  {
    name: 'dates by hand, elapsed days and being left out are switched in the panel and in the menu',
    run: async (test) => {
      const page = await open(test);
      const panel = await peek(page);
      await panel.locator('#field-peek-unit').selectOption('elapsed-days');
      await finishes(page, '2026-03-05');
      await undo(page);
      await finishes(page, '2026-03-04');
      await panel.getByRole('switch', { name: en('peek.by_hand'), exact: true }).check();
      const start = panel.locator('#field-peek-hand-start');
      await start.fill('2026-03-09');
      await start.blur();
      await finishes(page, '2026-03-11');
      const finish = panel.locator('#field-peek-hand-finish');
      await finish.fill('2026-03-02');
      await finish.blur();
      await sees(page.locator('.toast[data-error=true]'));
      equal(await finish.inputValue(), '2026-03-02');
      await page.locator('.toast[data-error=true]').getByRole('button').last().click();
      await finish.fill('2026-03-20');
      await finish.blur();
      await finishes(page, '2026-03-20');
      await panel.getByRole('switch', { name: en('peek.by_hand'), exact: true }).uncheck();
      await finishes(page, '2026-03-04');
      await panel.getByRole('switch', { name: en('peek.is_inactive'), exact: true }).check();
      await sees(row(page, TASK).and(page.locator('[data-inactive]')));
      equal((await violations(page)).length, 0);
      await row(page, TASK)
        .getByRole('button', { name: en('list.actions', { title: TASK }) })
        .click();
      await page.getByRole('menuitemcheckbox', { name: en('gantt.inactive') }).click();
      await seesNot(row(page, TASK).and(page.locator('[data-inactive]')));
      await isSaved(page);
    },
  },
  {
    name: 'a delay and pauses are written in the panel, by keys too, and undo takes them back',
    run: async (test) => {
      const page = await open(test);
      const panel = await peek(page);
      const delay = panel.locator('#field-peek-delay');
      // A day on the clock: it begins on Tuesday. Five days end on a Saturday: on Monday, the 9th.
      await delay.fill('1d');
      await delay.blur();
      await finishes(page, '2026-03-05');
      await sees(panel.locator('.peek__why').filter({ hasText: en('reason.levelling') }));
      await delay.fill('5ed');
      await delay.blur();
      await finishes(page, '2026-03-11');
      equal(await delay.inputValue(), '5d');
      await delay.fill('later');
      await delay.blur();
      await sees(panel.getByText(en('peek.delay_bad')));
      await finishes(page, '2026-03-11');
      await delay.fill('');
      await delay.blur();
      await finishes(page, '2026-03-04');
      // A pause of a day in the middle, after a day and a half: until Thursday evening.
      const add = panel.getByRole('button', { name: en('peek.add_pause'), exact: true });
      await add.focus();
      await page.keyboard.press('Enter');
      await finishes(page, '2026-03-05');
      const after = panel.locator('#peek-pause-after-0');
      const length = panel.locator('#peek-pause-length-0');
      equal(await after.inputValue(), '12h');
      equal(await length.inputValue(), '1d');
      // After Monday, for Tuesday and Wednesday: it goes on until Friday.
      await after.fill('1d');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('2d');
      await page.keyboard.press('Tab');
      await finishes(page, '2026-03-06');
      await sees(
        panel
          .locator('.peek__why')
          .filter({ hasText: pattern('en', 'reason.finish_split', { count: 1 }) }),
      );
      await after.fill('3d');
      await after.blur();
      await sees(panel.getByText(en('peek.pause_outside', { duration: '3 d' })));
      equal((await violations(page)).length, 0);
      await after.fill('1d');
      await after.blur();
      await panel.getByRole('button', { name: en('peek.remove_pause', { place: 1 }) }).click();
      await finishes(page, '2026-03-04');
      await seesNot(length);
      await undo(page);
      await finishes(page, '2026-03-06');
      equal(await length.inputValue(), '2d');
      await isSaved(page);
    },
  },
  {
    name: 'in Chinese: a pause is added; a milestone and a summary say why they have none',
    run: async (test) => {
      const page = await open(test, { language: 'zh-CN' });
      const panel = await peek(page);
      const add = panel.getByRole('button', { name: zh('peek.add_pause'), exact: true });
      await add.click();
      await finishes(page, '2026-03-05');
      await sees(panel.getByLabel(zh('peek.pause_length', { place: 1 }), { exact: true }));
      equal((await violations(page)).length, 0);
      await undo(page, zh);
      await finishes(page, '2026-03-04');
      await row(page, 'Racks ordered').locator('[data-column=key]').click();
      await eventually(() => add.getAttribute('aria-disabled'), 'true');
      equal(await add.getAttribute('title'), zh('peek.idle_no_time'));
      await row(page, 'Moving in').locator('[data-column=key]').click();
      await sees(panel.getByText(zh('peek.idle_summary')));
      equal(await add.count(), 0);
      await isSaved(page);
    },
  },
  {
    name: 'the plan says how long its days are',
    run: async (test) => {
      const page = await open(test);
      await page.getByRole('button', { name: en('shell.plan_more') }).click();
      await page.getByRole('menuitem', { name: en('shell.plan_settings') }).click();
      const dialog = page.locator('#plan-settings');
      const hours = dialog.getByLabel(en('plan_settings.hours_per_day'), { exact: true });
      await hours.fill('25');
      await dialog.getByRole('button', { name: en('plan_settings.save') }).click();
      await sees(dialog.getByText(en('plan_settings.bad_day')));
      await hours.fill('6');
      await dialog.getByRole('button', { name: en('plan_settings.save') }).click();
      await seesNot(dialog);
      await sees(row(page, TASK).locator('[data-column=duration]').filter({ hasText: '4 d' }));
      await isSaved(page);
    },
  },
];
