// What a screen reader says when somebody else changes the task that one has before oneself.

import { Account, SECOND, newId } from '../lib/account.mjs';
import { visit } from '../lib/browser.mjs';
import { card, isIn, title } from '../lib/board.mjs';
import { deepEqual, eventually, pause, sees } from '../lib/check.mjs';
import { isSaved } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const DOING = en('new_project.column_doing');
const WHO = SECOND.name;

export const prepare = (server) => Account.two(server);

let made = 0;

const row = (page, text) => page.locator('.list__row').filter({ hasText: text });

/** A plan that both have open, the first in a view and language of the test, the second in the list. */
async function together({ people, given }, view, language = 'en') {
  made += 1;
  const { id } = await makePlan(given.admin, undefined, { key: `A${made}`, name: `Announced ${made}` });
  const page = await people.enter({ account: given.admin, language });
  await visit(page, `/projects/${id}/${view}`);
  const other = await people.enter({ account: given.second });
  await visit(other, `/projects/${id}/list`);
  await sees(page.locator('.project__others'));
  await page.evaluate(() => {
    const region = document.querySelector('.u-hidden[role=status][aria-atomic=true]');
    window.announced = [];
    const note = () => window.announced.push(region.textContent);
    new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
  });
  // What is selected counts once arrows have come to rest.
  const settle = () => pause(400);
  return { page, id, settle };
}

/** The second person changes properties of a task, together in one call. */
async function changes({ given }, project, text, all) {
  const { plan, seq } = await given.second.call('plan/open', { project, had: {} });
  const task = plan.tasks.find((one) => one.title === text).id;
  const op = (to) => ({ id: newId(), base: seq, origin: { view: 'list' }, op: { change: { task, to } } });
  await given.second.call('plan/submit', { project, since: seq, ops: all.map(op) });
}

/** What was said of the second person. */
const said = async (page) => {
  const all = await page.evaluate(() => window.announced);
  return all.map((text) => text.trim()).filter((text) => text.includes(WHO));
};

/** The words for a title that the second person has changed. */
const renamed = (say, from, to) => say('conflicts.told', { who: WHO, what: say('ops.renamed', { from, to }) });

export const tests = [
  ...['en', 'zh-CN'].map((language) => ({
    name: `of the card that has the keyboard it is said once who changed what, of others nothing, ${language}`,
    run: async (test) => {
      const say = words(language);
      const { page, id, settle } = await together(test, 'board', language);
      await title(page, 'Draw the racks').focus();
      await page.keyboard.press('>');
      await isIn(page, DOING, 'Draw the racks');
      await isSaved(page);
      await settle();
      await changes(test, id, 'Train the team', [{ title: 'Train everybody' }]);
      await sees(title(page, 'Train everybody'));
      const both = [{ title: 'Draw every rack' }, { priority: 'urgent' }];
      await changes(test, id, 'Draw the racks', both);
      await sees(card(page, 'Draw every rack'));
      const first = say('ops.renamed', { from: 'Draw the racks', to: 'Draw every rack' });
      const [property, value] = [say('ops.prop_priority'), say('ops.priority_urgent')];
      const what = say('ops.and_value', { first, property, value });
      await eventually(() => said(page), [say('conflicts.told', { who: WHO, what })]);
    },
  })),
  ...[
    ['list', (page, text) => row(page, text).locator('[data-column=title]').click()],
    ['gantt', (page, text) => page.locator(`.gantt__title:text-is("${text}")`).click()],
  ].map(([view, choose]) => ({
    name: `of the row that is selected it is said who changed what, ${view}`,
    run: async (test) => {
      const { page, id, settle } = await together(test, view);
      await choose(page, 'Order the racks');
      await settle();
      await choose(page, 'Draw the racks');
      await settle();
      await changes(test, id, 'Order the racks', [{ title: 'Order no racks' }]);
      await sees(page.getByRole('row').filter({ hasText: 'Order no racks' }));
      await changes(test, id, 'Draw the racks', [{ title: 'Draw no racks' }]);
      await eventually(() => said(page), [renamed(en, 'Draw the racks', 'Draw no racks')]);
      // What comes soon after it waits for its turn.
      await changes(test, id, 'Draw no racks', [{ title: 'Draw some racks' }]);
      await pause(2_000);
      deepEqual(await said(page), [renamed(en, 'Draw the racks', 'Draw no racks')]);
    },
  })),
  {
    name: 'of the task in the panel it is said who changed what, once',
    run: async (test) => {
      const { page, id, settle } = await together(test, 'board');
      await title(page, 'Survey the halls').click();
      await sees(page.locator('.peek'));
      await settle();
      await changes(test, id, 'Survey the halls', [{ title: 'Survey one hall' }, { title: 'Survey no hall' }]);
      await eventually(() => said(page), [renamed(en, 'Survey the halls', 'Survey no hall')]);
    },
  },
];
