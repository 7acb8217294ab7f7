// Minutes: written down, published after one look at what the client will newly see, read by the
// client without JavaScript, agreed, and their action items made tasks.

import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { fits } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const CONTACT = 'Mei Chen';

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

const duty = (text, more = {}) =>
  ({ key: newId(), text, who: '', due: null, is_internal: false, ...more });
const topic = (title, conclusion, is_internal = false) =>
  ({ key: newId(), title, conclusion, is_internal });

/** A project with the minutes of one meeting, and its page. */
async function open({ people, given }, more = {}) {
  made += 1;
  const language = more.language ?? 'en';
  const project = await makePlan(given.admin, undefined, {
    key: `M${made}`,
    name: `Meetings ${made}`,
    contacts: [CONTACT],
    language,
  });
  const id = newId();
  const draft = {
    title: 'Weekly',
    day: '2026-03-04',
    begins: '14:00:00',
    place: 'Hall 2',
    chair: '',
    recorder: '',
    present: ['Sun Ke', 'Ada Lin'],
    absent: [],
    topics: [topic('Trial', 'Hall 2 goes first'), topic('Price floor', 'Not below 80', true)],
    resolutions: [duty('Hall 2 tries it for a week')],
    actions: [duty('Measure the radio cover', { who: 'Ada Lin', due: '2026-03-20' })],
    next_day: '2026-03-11',
    next_note: 'Same place',
  };
  await given.admin.call('minutes/add', { project: project.id, id, draft });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/minutes`);
  await sees(paper(page).getByRole('heading', { name: 'Weekly' }));
  return { page, project, id };
}

const paper = (page) => page.locator('.minutes__paper');
const form = (page) => page.locator('.minutes__form');

/** Presses the button and confirms the sheet that says what the client will newly see. */
async function publish(page, t, expected) {
  await paper(page).getByRole('button', { name: t('minutes.publish'), exact: true }).click();
  const sheet = page.getByRole('dialog', { name: t('minutes.publish_title') });
  await sees(sheet.getByText(expected));
  equal(await sheet.getByText('Price floor').count(), 0, 'internal lines are not offered');
  deepEqual(await violations(page), []);
  await sheet.getByRole('button', { name: t('minutes.publish_now'), exact: true }).click();
  await seesNot(sheet);
}

/** The client on a phone without JavaScript. */
async function asClient({ people, given }, project, language) {
  const t = words(language);
  const reader = { project: project.id, contact: project.contacts[0] };
  const { address } = await given.admin.call('overview/share', reader);
  const page = await people.enter({ script: false, size: 'phone', language });
  await page.goto(address);
  await page.getByRole('button', { name: t('portal.enter') }).click();
  return page;
}

const published_in = (language) => {
  const t = words(language);
  return {
    name: `minutes are published, read by the client, and changed without its seeing (${language})`,
    run: async (test) => {
      const { page, project } = await open(test, { language });
      await sees(paper(page).getByText(t('minutes.state_draft'), { exact: true }));
      deepEqual(await violations(page), []);
      const client = await asClient(test, project, language);
      equal(await client.locator('#minutes').count(), 0, 'a draft is not there');
      await publish(page, t, t('minutes.will_see', { title: 'Weekly' }));
      await sees(paper(page).getByText(t('minutes.state_published'), { exact: true }));
      await client.reload();
      await client.locator('#minutes').getByRole('link', { name: 'Weekly' }).click();
      await sees(client.getByRole('heading', { name: 'Weekly' }));
      await sees(client.getByText('Hall 2 goes first'));
      ok(!(await client.content()).includes('Price floor'), 'what is internal is not sent');
      await fits(client);
      await paper(page)
        .getByRole('button', { name: t('common.edit'), exact: true })
        .click();
      await form(page)
        .getByLabel(t('minutes.conclusion', { number: 1 }), { exact: true })
        .fill('Hall 1 goes first');
      await form(page)
        .getByRole('button', { name: t('common.save'), exact: true })
        .click();
      await sees(paper(page).getByText('Hall 1 goes first'));
      await sees(paper(page).getByText(t('minutes.news_hint')));
      await client.reload();
      await sees(client.getByText('Hall 2 goes first'));
      await publish(page, t, t('minutes.will_see_difference', { title: 'Weekly' }));
      await client.reload();
      await sees(client.getByText('Hall 1 goes first'));
    },
  };
};

export const tests = [
  published_in('en'),
  published_in('zh-CN'),
  {
    name: 'minutes are written with the keyboard, and what was typed survives leaving',
    run: async (test) => {
      const { page } = await open(test);
      await page.getByRole('button', { name: en('minutes.add'), exact: true }).focus();
      await page.keyboard.press('Enter');
      await form(page).getByLabel(en('minutes.name'), { exact: true }).fill('Retrospective');
      await form(page).getByRole('button', { name: en('minutes.add_action') }).focus();
      await page.keyboard.press('Enter');
      await form(page)
        .getByLabel(en('minutes.action', { number: 1 }), { exact: true })
        .fill('Order labels');
      deepEqual(await violations(page), []);
      page.on('dialog', (dialog) => dialog.accept());
      await reload(page);
      await page.getByRole('button', { name: en('minutes.add'), exact: true }).click();
      await sees(form(page).getByText(en('minutes.found')));
      const action = form(page).getByLabel(en('minutes.action', { number: 1 }), { exact: true });
      await eventually(() => action.inputValue(), 'Order labels');
      await form(page).getByRole('button', { name: en('common.save'), exact: true }).click();
      await sees(paper(page).getByRole('heading', { name: 'Retrospective' }));
      await sees(paper(page).getByText('Order labels'));
      await sees(page.locator('.minutes__row').filter({ hasText: 'Retrospective' }));
    },
  },
  {
    name: 'an action item becomes a task of the plan',
    run: async (test) => {
      const { page } = await open(test, { size: 'tablet' });
      await paper(page).getByRole('button', { name: en('minutes.to_task') }).tap();
      const link = paper(page).getByRole('link', { name: en('minutes.became_task') });
      await sees(link);
      await link.tap();
      await sees(page.locator('#peek'));
    },
  },
  {
    name: 'minutes are removed after a question',
    run: async (test) => {
      const { page } = await open(test);
      await paper(page)
        .getByRole('button', { name: en('minutes.remove'), exact: true })
        .click();
      const question = page.getByRole('dialog', {
        name: en('minutes.remove_named', { name: 'Weekly' }),
      });
      await question.getByRole('button', { name: en('minutes.remove'), exact: true }).click();
      await sees(page.getByText(en('minutes.empty')));
      await seesNot(paper(page));
    },
  },
  {
    name: 'on a phone the list comes first and nothing is wider than the screen',
    run: async (test) => {
      const { given } = test;
      made += 1;
      const project = await makePlan(given.admin, undefined, {
        key: `M${made}`,
        name: `Meetings ${made}`,
      });
      const draft = {
        title: 'Weekly',
        day: '2026-03-04',
        begins: null,
        place: '',
        chair: '',
        recorder: '',
        present: [],
        absent: [],
        topics: [],
        resolutions: [],
        actions: [],
        next_day: null,
        next_note: '',
      };
      await given.admin.call('minutes/add', { project: project.id, id: newId(), draft });
      const page = await test.people.enter({ account: given.admin, size: 'phone' });
      await visit(page, `/projects/${project.id}/minutes`);
      const row = page.locator('.minutes__row').filter({ hasText: 'Weekly' });
      await sees(row);
      await seesNot(paper(page));
      await row.tap();
      await sees(paper(page));
      await seesNot(row);
      await fits(page);
      deepEqual(await violations(page), []);
      await page.getByRole('button', { name: en('minutes.all') }).tap();
      await sees(row);
    },
  },
];
