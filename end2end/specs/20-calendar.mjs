// The calendar: tasks on days, moved by mouse, touch and keys; new tasks on a day.

import { Account } from '../lib/account.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { equal, eventually, ok, pause, sees, seesNot } from '../lib/check.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { fits, isSaved } from '../lib/page.mjs';
import { largePlan, makePlan } from '../lib/plans.mjs';
import { closeToasts } from '../lib/toasts.mjs';
import { finger, middle } from '../lib/touch.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');
/** Tasks without any link: each stays where it is put. */
const LOOSE = [
  'ID,Task Name,Duration',
  '1,Check the doors,1 day',
  '2,Order the gates,7 days',
].join('\n');

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

/** The calendar of a new project, in the month in which its plan begins: 2 March 2026, a Monday. */
async function calendar({ people, given }, { csv = LOOSE, ...more } = {}) {
  made += 1;
  const project = await makePlan(given.admin, csv, { key: `C${made}`, name: `Calendar ${made}` });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/calendar`);
  await sees(page.locator('.calendar__day'));
  await showMarch(page, more.language ?? 'en');
  return { page, project };
}

/** Turns to March 2026, whatever month today lies in. */
async function showMarch(page, language) {
  const t = words(language);
  const first = () => page.locator('.calendar__day').first().getAttribute('data-day');
  for (let at = await first(); at !== '2026-02-23'; at = await first()) {
    const name = at > '2026-02-23' ? t('calendar.previous_month') : t('calendar.next_month');
    await page.getByRole('button', { name }).click();
    await eventually(first, (now) => now !== at, 'the page turns');
  }
}

const day = (page, date) => page.locator(`.calendar__day[data-day="2026-${date}"]`);
const bar = (page, title) =>
  page
    .locator('.calendar__bar')
    .filter({ has: page.locator(`.calendar__title:text-is("${title}")`) });
/** The day on which the first piece of a bar lies. */
const begins = async (page, title) => {
  const found = bar(page, title).first();
  if ((await found.count()) === 0) return null;
  return found.evaluate((e) => e.closest('[data-day]').dataset.day.slice(5));
};
const isOn = (page, title, date) =>
  eventually(() => begins(page, title), date, `${title} begins on ${date}`);
const focused = (page) => page.evaluate(() => document.activeElement?.id ?? '');

export const tests = [
  {
    name: 'bars lie over their days, and go on in the next week',
    run: async (test) => {
      const { page } = await calendar(test);
      await isOn(page, 'Check the doors', '03-02');
      const width = async (title) => (await bar(page, title).first().boundingBox()).width;
      const [one, week] = [await width('Check the doors'), await width('Order the gates')];
      ok(week > one * 6.8 && week < one * 7.4, `${one} px for one day, ${week} for a week`);
      const pieces = bar(page, 'Order the gates');
      await eventually(() => pieces.count(), 2, 'seven working days lie in two weeks');
      equal(await pieces.nth(0).getAttribute('data-after'), 'true');
      equal(await pieces.nth(1).getAttribute('data-before'), 'true');
      const label = await day(page, '03-02').locator('.u-hidden').first().textContent();
      ok(label.includes(en('calendar.day_count', { count: 2 })), label);
    },
  },
  {
    name: 'a bar is dragged to another day, undo takes it back, and it survives',
    run: async (test) => {
      const { page } = await calendar(test);
      await isOn(page, 'Check the doors', '03-02');
      const from = await middle(bar(page, 'Check the doors'));
      const to = await middle(day(page, '03-12'));
      const meanwhile = async () => {
        await sees(page.locator('.calendar__ghost'));
        await sees(page.locator('.calendar__day[data-target][data-day="2026-03-12"]'));
      };
      await dragMouse(page, from, to, { meanwhile });
      await isOn(page, 'Check the doors', '03-12');
      equal(await page.locator('.sheet').count(), 0, 'nothing was opened');
      await page.locator('.toast').getByRole('button', { name: en('common.undo') }).last().click();
      await isOn(page, 'Check the doors', '03-02');
      await page.keyboard.press('Control+Shift+z');
      await isOn(page, 'Check the doors', '03-12');
      await isSaved(page);
      await reload(page);
      await sees(page.locator('.calendar__day'));
      await showMarch(page, 'en');
      await isOn(page, 'Check the doors', '03-12');
    },
  },
  {
    name: 'a bar that is taken hold of on its third day moves by as many days as it is dragged',
    run: async (test) => {
      const { page } = await calendar(test);
      await isOn(page, 'Order the gates', '03-02');
      const third = await middle(day(page, '03-04'));
      const { y } = await middle(bar(page, 'Order the gates').first());
      const to = await middle(day(page, '03-11'));
      await dragMouse(page, { x: third.x, y }, to);
      await isOn(page, 'Order the gates', '03-09');
    },
  },
  {
    name: 'Esc during a drag puts the bar back',
    run: async (test) => {
      const { page } = await calendar(test);
      await isOn(page, 'Check the doors', '03-02');
      const from = await middle(bar(page, 'Check the doors'));
      const to = await middle(day(page, '03-12'));
      await dragMouse(page, from, to, { meanwhile: () => page.keyboard.press('Escape') });
      await seesNot(page.locator('.calendar__ghost'));
      await pause(200);
      equal(await begins(page, 'Check the doors'), '03-02');
    },
  },
  {
    name: 'the keyboard walks over days and bars, opens and moves',
    run: async (test) => {
      const { page } = await calendar(test);
      await isOn(page, 'Check the doors', '03-02');
      await day(page, '03-02').focus();
      await page.keyboard.press('ArrowRight');
      await eventually(() => focused(page), 'day-2026-03-03');
      await page.keyboard.press('ArrowLeft');
      await eventually(() => focused(page), 'day-2026-03-02');
      await bar(page, 'Check the doors').focus();
      await page.keyboard.press('Alt+Shift+ArrowRight');
      await isOn(page, 'Check the doors', '03-03');
      const id = await bar(page, 'Check the doors').getAttribute('id');
      await eventually(() => focused(page), id, 'the focus stays on the bar');
      await page.keyboard.press('Alt+Shift+ArrowDown');
      await isOn(page, 'Check the doors', '03-10');
      const told = page.locator('[role=status]');
      await sees(
        told
          .filter({ hasText: pattern('en', 'calendar.live_moved', { title: 'Check the doors' }) })
          .first(),
      );
      await page.keyboard.press('Control+z');
      await isOn(page, 'Check the doors', '03-03');
      await page.keyboard.press('Control+z');
      await isOn(page, 'Check the doors', '03-02');
      await bar(page, 'Check the doors').focus();
      await page.keyboard.press('Enter');
      await sees(page.locator('#peek'));
    },
  },
  {
    name: 'a finger scrolls, and moves what it holds',
    run: async (test) => {
      const { page } = await calendar(test, { size: 'tablet' });
      await isOn(page, 'Check the doors', '03-02');
      const hand = await finger(page);
      const frame = page.locator('.calendar__frame');
      const from = await middle(bar(page, 'Check the doors'));
      const to = await middle(day(page, '03-11'));
      await hand.swipe(from, { x: from.x, y: from.y - 120 });
      const top = () => frame.evaluate((one) => one.scrollTop);
      await eventually(top, (now) => now > 0, 'it scrolls');
      await pause(400);
      equal(await begins(page, 'Check the doors'), '03-02');
      await frame.evaluate((one) => one.scrollTo({ top: 0, behavior: 'instant' }));
      await hand.holdAndDrag(from, to, { meanwhile: () => sees(page.locator('.calendar__ghost')) });
      await isOn(page, 'Check the doors', '03-11');
      equal(await page.locator('.sheet').count(), 0, 'nothing was opened');
    },
  },
  {
    name: 'a second finger puts a bar back',
    run: async (test) => {
      const { page } = await calendar(test, { size: 'tablet' });
      await isOn(page, 'Check the doors', '03-02');
      const hand = await finger(page);
      const from = await middle(bar(page, 'Check the doors'));
      const to = await middle(day(page, '03-11'));
      const ghost = page.locator('.calendar__ghost');
      await hand.holdAndCancel(from, to, { meanwhile: () => seesNot(ghost) });
      await pause(200);
      await isOn(page, 'Check the doors', '03-02');
      equal(await page.locator('.sheet').count(), 0, 'nothing was opened');
    },
  },
  {
    name: 'a new task begins on the day on which it is written',
    run: async (test) => {
      const { page } = await calendar(test);
      const add = day(page, '03-18').locator('.calendar__add');
      await day(page, '03-18').hover();
      await add.click();
      await page.locator('.calendar__field').fill('Paint the lines');
      await page.keyboard.press('Enter');
      await isOn(page, 'Paint the lines', '03-18');
      await closeToasts(page);
      await day(page, '03-19').dblclick();
      await page.locator('.calendar__field').fill('Something else');
      await page.keyboard.press('Escape');
      await seesNot(page.locator('.calendar__field'));
      equal(await bar(page, 'Something else').count(), 0);
      await day(page, '03-19').focus();
      await page.keyboard.press('n');
      await page.locator('.calendar__field').fill('Hang the signs');
      await page.keyboard.press('Enter');
      await isOn(page, 'Hang the signs', '03-19');
      await page.keyboard.press('Control+z');
      await eventually(() => begins(page, 'Hang the signs'), null, 'undone');
      await isSaved(page);
      await reload(page);
      await sees(page.locator('.calendar__day'));
      await showMarch(page, 'en');
      await isOn(page, 'Paint the lines', '03-18');
    },
  },
  {
    name: 'what has no room is counted, and the menu shows it',
    run: async (test) => {
      const { page } = await calendar(test, { csv: largePlan(100) });
      const more = day(page, '03-02').locator('.calendar__more button');
      await sees(more);
      await more.click();
      await sees(page.getByRole('menu'));
      await page.getByRole('menuitem').first().click();
      await sees(page.locator('#peek'));
    },
  },
  {
    name: 'a finger finds bars of its size, the count of what has no room, and today',
    run: async (test) => {
      const { page } = await calendar(test, { csv: largePlan(100), size: 'tablet' });
      const high = (place) => place.boundingBox().then((box) => Math.round(box.height));
      const more = day(page, '03-03').locator('.calendar__more button');
      await sees(more);
      equal(await high(more), 44);
      await eventually(() => high(page.locator('.calendar__bar').first()), 44);
      await fits(page);
      await page.getByRole('button', { name: en('common.today'), exact: true }).click();
      const today = page.locator('.calendar__day[aria-current]');
      const isWhole = async () => {
        const [one, all] = [await today.boundingBox(), await page.viewportSize()];
        return one !== null && one.y + one.height <= all.height + 1;
      };
      await eventually(isWhole, true, 'today is in sight');
      await page.getByRole('button', { name: en('calendar.week'), exact: true }).click();
      await eventually(() => page.locator('.calendar__day').count(), 7);
      await fits(page);
    },
  },
  {
    name: 'the week shows every bar, and the choice stays on this device',
    run: async (test) => {
      const { page } = await calendar(test, { csv: largePlan(100) });
      await day(page, '03-02').locator('.calendar__number').click();
      await page.getByRole('button', { name: en('calendar.week'), exact: true }).click();
      await eventually(() => page.locator('.calendar__day').count(), 7);
      await sees(day(page, '03-02'));
      await seesNot(page.locator('.calendar__more'));
      await page.getByRole('button', { name: en('calendar.next_week') }).click();
      await sees(day(page, '03-09'));
      await sees(page.locator('[role=status]').filter({ hasText: '9 Mar 2026' }));
      await reload(page);
      await eventually(() => page.locator('.calendar__day').count(), 7, 'a week again');
      await page.getByRole('button', { name: en('calendar.month'), exact: true }).click();
      await eventually(() => page.locator('.calendar__day').count(), 42);
    },
  },
  {
    name: 'a phone counts the tasks of a day and lists those of the chosen one',
    run: async (test) => {
      const { page } = await calendar(test, { size: 'phone' });
      await day(page, '03-02').click();
      const list = page.locator('.calendar__agenda');
      await sees(list.getByText('Check the doors'));
      equal(await day(page, '03-02').locator('.calendar__count').textContent(), '2');
      const name = en('calendar.actions', { title: 'Order the gates' });
      await list.getByRole('button', { name }).click();
      await page.getByRole('menuitem', { name: en('gantt.on_week') }).click();
      await isOn(page, 'Order the gates', '03-09');
      await closeToasts(page);
      await list.getByText('Order the gates').click();
      await sees(page.locator('#peek'));
    },
  },
  {
    name: 'keys go from day to day where a zoomed window shows no bars',
    run: async (test) => {
      const { page } = await calendar(test);
      await page.setViewportSize({ width: 360, height: 640 });
      await seesNot(page.locator('.calendar__bar'));
      const active = () => page.evaluate(() => document.activeElement.id);
      await day(page, '03-02').focus();
      for (const [key, to] of [
        ['ArrowDown', 'day-2026-03-09'],
        ['ArrowRight', 'day-2026-03-10'],
        ['ArrowUp', 'day-2026-03-03'],
      ]) {
        await page.keyboard.press(key);
        await eventually(active, to);
      }
      equal(await day(page, '03-03').getAttribute('tabindex'), '0');
      await page.keyboard.press('n');
      await page.locator('.calendar__field').fill('Paint the lines');
      await page.keyboard.press('Enter');
      await sees(page.locator('.calendar__agenda').getByText('Paint the lines'));
      await eventually(active, 'day-2026-03-03', 'the day has the keyboard again');
    },
  },
  {
    name: 'the language changes in place',
    run: async (test) => {
      const { page } = await calendar(test, { language: 'zh-CN' });
      await sees(page.getByRole('heading', { name: '2026年3月' }));
      await sees(page.getByRole('button', { name: zh('calendar.week'), exact: true }));
      await page.keyboard.press('Control+k');
      await page.locator('#palette-field').fill(zh('palette.language'));
      await sees(page.getByRole('option', { name: zh('palette.language') }));
      await page.keyboard.press('Enter');
      await sees(page.getByRole('heading', { name: 'March 2026' }));
      await sees(page.getByRole('link', { name: en('shell.calendar') }));
    },
  },
];
