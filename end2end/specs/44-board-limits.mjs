// What the board tells of its limits and of hidden cards, and lanes by keys.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import {
  DOING,
  REVIEW,
  TO_DO,
  card,
  cell,
  column,
  fillReview,
  gather,
  isIn,
  isInCell,
  lane,
  openBoard,
  title,
  titles,
} from '../lib/board.mjs';
import { equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { fits, isSaved } from '../lib/page.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const [URGENT, HIGH, MEDIUM] = ['urgent', 'high', 'medium'].map((name) =>
  en(`ops.priority_${name}`),
);

export const prepare = async (server) => ({ admin: await Account.first(server) });

const filter = (page, text) => page.locator('#board-filter').fill(text);

const line = (page) => page.getByRole('textbox', { name: en('board.new_task') });

const question = (page) => page.getByRole('dialog', { name: en('board.ask_limit') });

const hasFocus = (locator) =>
  eventually(
    () => locator.evaluate((one) => one === document.activeElement),
    true,
    'it has the keyboard',
  );

const isFocused = (page, text) =>
  eventually(() => page.evaluate(() => document.activeElement.textContent.trim()), text);

const entries = (page) => page.locator('.history__day .history__entry');

const sentences = (page) => entries(page).locator('.history__sentence').allTextContents();

/** Writes a new task into the open line. */
async function write(page, text) {
  await line(page).fill(text);
  await page.keyboard.press('Enter');
}

/** Sets how many begun cards a lane holds. */
async function limitLanes(page, most) {
  await page.getByRole('button', { name: new RegExp(en('board.lanes')) }).click();
  await page.getByRole('menuitem', { name: en('board.lane_limit') }).click();
  await page.getByRole('spinbutton', { name: en('board.lane_limit') }).fill(String(most));
  await page.keyboard.press('Enter');
  await sees(
    lane(page, MEDIUM)
      .locator('.board__lane-head .board__wip')
      .filter({ hasText: `/${most}` }),
  );
}

/** The board in lanes by priority that take one begun card each, of which the medium one has its. */
async function openFullLane(test) {
  const { page } = await openBoard(test);
  await gather(page, en('board.group_priority'));
  await limitLanes(page, 1);
  await title(page, 'Survey the halls').focus();
  await page.keyboard.press('>');
  await isInCell(page, MEDIUM, 1, 'Survey the halls');
  return page;
}

export const tests = [
  {
    name: 'the head of a lane tells how many of its cards a filter shows, beside a limit in words',
    run: async (test) => {
      const { page } = await openBoard(test);
      await gather(page, en('board.group_priority'));
      const head = lane(page, MEDIUM).locator('.board__lane-head');
      const whole = en('board.shown_of', { shown: 1, count: 7 });
      await sees(head.getByText(en('board.lane_count', { count: 7 }), { exact: true }));
      equal(await head.locator('.board__shown').count(), 0, 'all are shown');
      await filter(page, 'Draw');
      await sees(head.getByText('1/7', { exact: true }));
      equal(await head.locator('.board__wip').count(), 0, 'the number of all is in it');
      await sees(
        lane(page, MEDIUM).getByRole('button', { name: new RegExp(`${MEDIUM}\\s*${whole}`) }),
      );
      equal((await violations(page)).length, 0);
      await limitLanes(page, 2);
      await sees(
        head
          .locator('.board__shown')
          .getByText(en('board.shown_only', { shown: 1 }), { exact: true }),
      );
      await eventually(() => head.locator('.board__shown .u-hidden').textContent(), whole);
      await sees(head.getByText(en('board.lane_wip', { begun: 0, limit: 2 })));
      await filter(page, '');
      await eventually(() => head.locator('.board__shown').count(), 0);
    },
  },
  ...['en', 'zh-CN'].map((language) => ({
    name: `on a phone the choice of columns tells how many cards a filter shows, ${language}`,
    run: async (test) => {
      const say = words(language);
      const { page } = await openBoard(test, { language, size: 'phone' });
      const picker = page.getByRole('navigation', { name: say('board.columns'), exact: true });
      await sees(picker.getByRole('button', { name: new RegExp(`${TO_DO}\\s*7`) }));
      await filter(page, 'Draw');
      await sees(picker.getByText('1/7', { exact: true }));
      const whole = say('board.shown_of', { shown: 1, count: 7 });
      await sees(picker.getByRole('button', { name: new RegExp(`${TO_DO}\\s*${whole}`) }));
      equal(await picker.locator('.board__shown').count(), 1, 'empty columns hide nothing');
      await fits(page);
      equal((await violations(page)).length, 0);
    },
  })),
  {
    name: 'a new task beyond a limit is asked for its reason; Esc keeps it, one undo takes both back',
    run: async (test) => {
      const { page } = await openBoard(test);
      await fillReview(page);
      const ask = question(page);
      const beyond = (count) =>
        ask.getByText(en('board.limit_exceeded', { name: REVIEW, limit: 3, count }));
      await column(page, REVIEW)
        .getByRole('button', { name: en('board.new_task') })
        .click();
      await write(page, 'Weigh the racks');
      await sees(ask.filter({ hasText: 'Weigh the racks' }));
      await sees(beyond(4));
      equal((await violations(page)).length, 0);
      await page.keyboard.press('Escape');
      await seesNot(ask);
      await isIn(page, REVIEW, 'Weigh the racks');
      await hasFocus(line(page));
      await write(page, 'Label the racks ^2');
      await sees(ask.filter({ hasText: 'Label the racks' }));
      await sees(beyond(5));
      await ask.getByRole('button', { name: en('board.limit_urgent') }).click();
      await seesNot(ask);
      const reason = card(page, 'Label the racks').locator('.board__beyond');
      await sees(reason.filter({ hasText: en('board.limit_urgent') }));
      equal((await titles(page, REVIEW))[1], 'Label the racks');
      await hasFocus(line(page));
      await page.keyboard.press('Escape');
      await seesNot(line(page));
      await page.keyboard.press('Control+z');
      await seesNot(card(page, 'Label the racks'));
      await page.keyboard.press('Control+Shift+z');
      await sees(reason);
      await isIn(page, REVIEW, 'Weigh the racks');
      await isSaved(page);
    },
  },
  {
    name: 'N asks too, and taken back while it asks the question is gone with the task',
    run: async (test) => {
      const { page } = await openBoard(test);
      await fillReview(page);
      const ask = question(page);
      await title(page, 'Survey the halls').focus();
      await page.keyboard.press('n');
      await write(page, 'Check the bolts');
      await sees(ask.filter({ hasText: 'Check the bolts' }));
      await page.keyboard.press('Escape');
      await seesNot(ask);
      await hasFocus(line(page));
      await sees(page.locator('.board__adding').filter({ has: line(page) }));
      const after = (all) => all[all.indexOf('Survey the halls') + 1];
      await eventually(async () => after(await titles(page, REVIEW)), 'Check the bolts');
      await write(page, 'Count the bolts');
      await sees(ask.filter({ hasText: 'Count the bolts' }));
      await page.keyboard.press('Control+z');
      await seesNot(ask);
      await seesNot(card(page, 'Count the bolts'));
      await hasFocus(line(page));
      await isIn(page, REVIEW, 'Check the bolts');
      await isSaved(page);
    },
  },
  {
    name: 'a new task beyond the limit of its lane is asked for its reason, below the limit none is',
    run: async (test) => {
      const { page } = await openBoard(test);
      await gather(page, en('board.group_priority'));
      await limitLanes(page, 1);
      const ask = question(page);
      const doing = cell(page, MEDIUM, 1);
      await doing.getByRole('button', { name: en('board.new_task') }).click();
      await write(page, 'Test the lift');
      await sees(doing.locator('.board__open').filter({ hasText: 'Test the lift' }));
      await hasFocus(line(page));
      equal(await ask.count(), 0);
      await write(page, 'Test the gate');
      await sees(ask.getByText(en('board.limit_exceeded', { name: MEDIUM, limit: 1, count: 2 })));
      await ask.getByRole('button', { name: en('board.limit_agreed') }).click();
      await sees(card(page, 'Test the gate').locator('.board__beyond'));
      await sees(lane(page, MEDIUM).locator('.board__wip[data-wip=over]'));
    },
  },
  {
    name: 'a priority that takes a task into a full lane is asked for its reason in the panel',
    run: async (test) => {
      const page = await openFullLane(test);
      const text = 'Draw the racks';
      await title(page, text).focus();
      await page.keyboard.press('Enter');
      const priority = page.locator('#field-peek-priority');
      const why = page.locator('#field-peek-beyond');
      await priority.selectOption('high');
      await isInCell(page, HIGH, 0, text);
      await page.locator('#field-peek-status').selectOption(DOING);
      await isInCell(page, HIGH, 1, text);
      await seesNot(why);
      await priority.selectOption('medium');
      await isInCell(page, MEDIUM, 1, text);
      await sees(page.getByText(en('board.limit_exceeded', { name: MEDIUM, limit: 1, count: 2 })));
      await why.fill('Fire drill');
      await why.blur();
      const beyond = en('board.beyond_limit', { reason: 'Fire drill' });
      await sees(card(page, text).locator('.board__beyond').filter({ hasText: beyond }));
      await priority.selectOption('high');
      await seesNot(why);
      await isSaved(page);
    },
  },
  {
    name: 'a priority for what is selected is asked for its reason where it fills a lane',
    run: async (test) => {
      const page = await openFullLane(test);
      const text = 'Draw the racks';
      const bar = page.getByRole('toolbar', { name: en('board.selected', { count: 1 }) });
      const give = async (name) => {
        await bar.getByRole('button', { name: en('board.set_priority') }).click();
        await page.getByRole('menuitem', { name, exact: true }).click();
      };
      await title(page, text).focus();
      await page.keyboard.press('x');
      await give(HIGH);
      await isInCell(page, HIGH, 0, text);
      await title(page, text).focus();
      await page.keyboard.press('>');
      await isInCell(page, HIGH, 1, text);
      equal(await question(page).count(), 0);
      await give(MEDIUM);
      const ask = question(page).filter({ hasText: text });
      await sees(ask.getByText(en('board.limit_exceeded', { name: MEDIUM, limit: 1, count: 2 })));
      await ask.getByRole('button', { name: en('board.limit_agreed') }).click();
      const reason = card(page, text).locator('.board__beyond');
      await sees(reason);
      await isInCell(page, MEDIUM, 1, text);
      await page.keyboard.press('Control+z');
      await isInCell(page, HIGH, 1, text);
      await seesNot(reason);
      await isSaved(page);
    },
  },
  {
    name: 'the history tells a move beyond a limit and its reason as one, also of the task alone',
    run: async (test) => {
      const { page } = await openBoard(test);
      await fillReview(page);
      const ask = question(page);
      await title(page, 'Train the team').focus();
      await page.keyboard.press('>');
      await page.keyboard.press('>');
      await ask.getByRole('button', { name: en('board.limit_urgent') }).click();
      await seesNot(ask);
      await column(page, REVIEW).getByRole('button', { name: en('board.new_task') }).click();
      await write(page, 'Weigh the racks');
      await ask.getByRole('button', { name: en('board.limit_client') }).click();
      await seesNot(ask);
      await page.keyboard.press('Escape');
      await seesNot(line(page));
      await isSaved(page);
      const property = en('ops.prop_limit_reason');
      const because = (first, value) => en('ops.and_value', { first, property, value });
      const added = because(
        en('ops.added', { title: 'Weigh the racks' }),
        en('board.limit_client'),
      );
      const between = en('ops.moved_between', { title: 'Train the team', from: DOING, to: REVIEW });
      const moved = because(between, en('board.limit_urgent'));
      await page.getByRole('button', { name: en('history.title'), exact: true }).click();
      await eventually(async () => (await sentences(page)).slice(0, 2), [added, moved]);
      const told = (await sentences(page)).slice(2);
      ok(!told.some((sentence) => sentence.includes(property)), 'a reason is no entry of its own');
      await page
        .locator('#history')
        .getByRole('button', { name: en('common.close'), exact: true })
        .click();
      await title(page, 'Train the team').click();
      await page.getByRole('button', { name: en('history.of_this_task') }).click();
      await eventually(async () => (await sentences(page))[0], moved);
      // The plan right after it holds both.
      await entries(page).first().locator('a').click();
      await sees(page.locator('.history__past'));
      await sees(card(page, 'Train the team').locator('.board__beyond'));
      await eventually(() => entries(page).first().getAttribute('aria-current'), 'true');
    },
  },
  {
    name: 'arrows fold a lane, the focus steps over it, and a card that is moved into it opens it',
    run: async (test) => {
      const { page } = await openBoard(test);
      await gather(page, en('board.group_priority'));
      const isInLane = (name, text) =>
        sees(cell(page, name, 0).locator('.board__open').filter({ hasText: text }));
      const raise = async (text, name) => {
        await title(page, text).focus();
        await page.keyboard.press('Alt+ArrowUp');
        await isInLane(name, text);
        await isFocused(page, text);
      };
      await raise('Survey the halls', HIGH);
      await raise('Survey the halls', URGENT);
      await raise('Draw the racks', HIGH);
      const fold = lane(page, HIGH).locator('.board__fold');
      const isOpen = (value) => eventually(() => fold.getAttribute('aria-expanded'), String(value));
      await fold.focus();
      await page.keyboard.press('ArrowLeft');
      await isOpen(false);
      await seesNot(title(page, 'Draw the racks'));
      await page.keyboard.press('ArrowRight');
      await isOpen(true);
      await page.keyboard.press('ArrowLeft');
      await isOpen(false);
      await hasFocus(fold);
      await title(page, 'Survey the halls').focus();
      await page.keyboard.press('ArrowDown');
      await isFocused(page, 'Order the racks');
      await page.keyboard.press('ArrowUp');
      await isFocused(page, 'Survey the halls');
      await raise('Order the racks', HIGH);
      await isOpen(true);
      await isSaved(page);
    },
  },
];
