// The client's page on a phone, without JavaScript: messages, files, feedback, a score, a
// complaint; what becomes of them on the team's side, and the inbox.

import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { visit } from '../lib/browser.mjs';
import { deepEqual, equal, ok, sees, seesNot } from '../lib/check.mjs';
import { fits, fitsOn } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');
const CONTACT = 'Mei Chen';
const OWNER = 'Han Yue';

export const prepare = async (server) => {
  const admin = await Account.first(server);
  const sponsor = await admin.invite({ name: OWNER, email: 'han@example.com', role: 'sponsor' });
  return { admin, sponsor };
};

let made = 0;

/** A project whose milestone is visible and reached, with a link for its contact. */
async function project({ given }) {
  made += 1;
  const more = { key: `T${made}`, name: `Terminal ${made}`, contacts: [CONTACT] };
  const { id, contacts } = await makePlan(given.admin, undefined, more);
  const { plan } = await given.admin.call('plan/open', { project: id, had: {} });
  const { id: task } = plan.tasks.find(({ title }) => title === 'Handover');
  const actual = { start: 29_600_000, finish: 29_600_000 };
  const changes = [{ client_visible: true }, { progress: { percent: 100, actual } }];
  const batch = changes.map((to) => ({ change: { task, to } }));
  const op = { id: newId(), base: 0, origin: { view: 'board' }, op: { batch } };
  const sent = await given.admin.call('plan/submit', { project: id, since: 0, ops: [op] });
  deepEqual(sent.refused, []);
  const link = await given.admin.call('overview/share', { project: id, contact: contacts[0] });
  return { id, contact: contacts[0], address: link.address };
}

/** The contact on a phone without JavaScript. */
async function client({ people }, { address }, language = 'en', script = false) {
  const say = words(language);
  const page = await people.enter({ script, size: 'phone', language });
  await page.goto(address);
  await page.getByRole('button', { name: say('portal.enter') }).click();
  await sees(page.getByRole('heading', { name: say('portal.hello', { name: CONTACT }) }));
  return page;
}

const messages = (page) => page.locator('#messages');
const voice = (page) => page.locator('#voice');

async function write(page, text, say = en) {
  await page.getByLabel(say('portal.write_message'), { exact: true }).fill(text);
  await messages(page).getByRole('button', { name: say('portal.send') }).click();
}

export const tests = [
  ...[['en', en], ['zh-CN', zh]].map(([language, say]) => ({
    name: `a message with a file is written and answered: ${language}`,
    run: async (test) => {
      const made = await project(test);
      const page = await client(test, made, language);
      await page.locator('#messages input[type=file]').setInputFiles({
        name: '清单 list.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('forty racks'),
      });
      await write(page, 'When do the racks arrive?', say);
      await sees(
        messages(page)
          .getByRole('status')
          .filter({ hasText: say('portal.message_sent') }),
      );
      await sees(messages(page).getByText('When do the racks arrive?'));
      const file = messages(page).locator('.portal__file');
      await sees(file.filter({ hasText: '清单 list.txt' }));
      const fetched = await page.context().request.get(await file.getAttribute('href'));
      equal(await fetched.text(), 'forty racks');
      await fits(page);
      const team = await test.people.enter({ account: test.given.admin, language });
      await visit(team, `/projects/${made.id}/messages`);
      await sees(team.getByText('When do the racks arrive?').first());
      await sees(team.getByText(pattern(language, 'messages.client_waits')).first());
      const body = team.getByLabel(say('messages.write'), { exact: true });
      const send = team.getByRole('button', { name: say('messages.send'), exact: true });
      await body.fill('Ask the haulier first');
      await send.click();
      await sees(team.locator('.messages__message').filter({ hasText: 'Ask the haulier first' }));
      await team.getByRole('button', { name: say('common.client_visible') }).click();
      await body.fill('On Friday');
      await send.click();
      await sees(team.locator('.messages__message').filter({ hasText: 'On Friday' }));
      await seesNot(team.locator('.chip').getByText(pattern(language, 'messages.client_waits')));
      await page.reload();
      await sees(messages(page).getByText('On Friday'));
      ok(!(await page.content()).includes('Ask the haulier first'), 'what is internal is not sent');
    },
  })),
  {
    name: 'a reached milestone is rated once, and feedback arrives',
    run: async (test) => {
      const made = await project(test);
      const page = await client(test, made);
      await sees(voice(page).getByText(en('portal.question', { title: 'Handover' })));
      await voice(page).getByText(en('voice.score_4'), { exact: true }).click();
      await page.getByLabel(en('portal.rating_words')).fill('On time');
      await voice(page)
        .locator('.portal__question')
        .getByRole('button', { name: en('portal.send') })
        .click();
      await sees(
        voice(page)
          .getByRole('status')
          .filter({ hasText: en('portal.rating_sent') }),
      );
      equal(await page.locator('.portal__faces').count(), 0);
      await voice(page).getByText(en('portal.give_feedback'), { exact: true }).click();
      await page.getByLabel(en('portal.feedback_label')).fill('More light in hall 2');
      await voice(page)
        .locator('details[open]')
        .getByRole('button', { name: en('portal.send') })
        .click();
      await sees(
        voice(page)
          .getByRole('status')
          .filter({ hasText: en('portal.feedback_sent') }),
      );
      const team = await test.people.enter({ account: test.given.admin });
      await visit(team, `/projects/${made.id}/messages?thread=voices`);
      await sees(team.getByText('More light in hall 2'));
      const score = { title: 'Handover', score: '4', word: en('voice.score_4') };
      await sees(team.getByText(en('messages.scored', score)));
    },
  },
  ...[['en', en], ['zh-CN', zh]].map(([language, say]) => ({
    name: `a message that waits in the inbox becomes a risk there: ${language}`,
    run: async (test) => {
      const made = await project(test);
      const page = await client(test, made, language);
      const words = `The quay may freeze, ${made.id}`;
      await write(page, words, say);
      await sees(messages(page).getByText(words));
      const team = await test.people.enter({ account: test.given.admin, language });
      await visit(team, '/inbox');
      const item = team.locator('.inbox__item').filter({ hasText: words });
      await item.getByRole('button', { name: say('messages.more', { name: CONTACT }) }).click();
      deepEqual(await violations(team), []);
      await team.getByRole('menuitem', { name: say('messages.to_risk') }).click();
      await sees(item.getByRole('link', { name: say('messages.became_risk') }));
      const toast = team.locator('.toast').filter({ hasText: say('messages.risk_made') });
      await toast.getByRole('button', { name: say('common.open'), exact: true }).click();
      await sees(team.locator('#risk').getByRole('heading', { name: 'RK-1' }));
      ok(team.url().includes(`/projects/${made.id}/risks?risk=`));
      await visit(team, '/inbox');
      await sees(item.getByRole('link', { name: say('messages.became_risk') }));
      await item.getByRole('button', { name: say('messages.more', { name: CONTACT }) }).click();
      const task = team.getByRole('menuitem', { name: say('messages.to_task') });
      equal(await task.getAttribute('title'), say('messages.became_already'));
    },
  })),
  {
    name: 'files are chosen in the language of the page where their names can be told',
    run: async (test) => {
      const made = await project(test);
      // The browser speaks another language than the page.
      const page = await client(test, made, 'en', true);
      await page.locator('.portal__language a').click();
      const field = messages(page).locator('input[type=file]');
      const chosen = messages(page).getByRole('status').filter({ hasText: zh('portal.no_files') });
      await sees(chosen);
      const button = messages(page).getByText(zh('portal.choose_files'), { exact: true });
      await sees(button);
      await messages(page).getByLabel(zh('portal.write_message'), { exact: true }).focus();
      await page.keyboard.press('Tab');
      equal(await page.evaluate(() => document.activeElement.type), 'file');
      equal(await button.evaluate((label) => getComputedStyle(label).outlineStyle), 'solid');
      deepEqual(await violations(page), []);
      const file = (name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) });
      await field.setInputFiles([file('清单.txt'), file('racks.txt')]);
      await seesNot(chosen);
      const told = messages(page).locator('output');
      equal(await told.textContent(), '清单.txt\nracks.txt');
      await fits(page);
      await field.setInputFiles([]);
      await sees(chosen);
      // Without JavaScript nobody could tell the names: the browser's own control does.
      const plain = await client(test, made, 'zh-CN');
      await seesNot(messages(plain).locator('output'));
      const own = messages(plain).locator('input[type=file]');
      equal(await own.evaluate((input) => getComputedStyle(input).opacity), '1');
    },
  },
  {
    name: 'a complaint gets a number and reaches somebody other than the manager, who archives it by key',
    run: async (test) => {
      const made = await project(test);
      const page = await client(test, made);
      await voice(page).getByText(en('portal.complain'), { exact: true }).click();
      await sees(voice(page).getByText(en('portal.complaint_goes', { name: OWNER })));
      await page.getByLabel(en('portal.happened')).fill('The gate stood shut for two hours');
      await page.getByLabel(en('portal.severity')).selectOption('critical');
      await page.getByLabel(en('portal.wish')).fill('Call us before');
      await page.getByRole('button', { name: en('portal.send_complaint') }).click();
      const receipt = en('portal.complaint_received', { code: 'C-0001', owner: OWNER });
      await sees(voice(page).getByRole('status').filter({ hasText: receipt }));
      const owner = await test.people.enter({ account: test.given.sponsor });
      await visit(owner, '/inbox');
      const item = owner
        .locator('.inbox__item')
        .filter({ hasText: 'The gate stood shut for two hours' });
      await sees(item);
      await sees(owner.locator('.shell__count'));
      await item.getByRole('link').first().focus();
      await owner.keyboard.press('e');
      await seesNot(item);
      await owner.locator('.toast').getByRole('button', { name: en('common.undo') }).click();
      await sees(item);
      const manager = await test.people.enter({ account: test.given.admin });
      await visit(manager, '/inbox');
      await seesNot(manager.locator('.inbox__item').filter({ hasText: 'The gate stood shut' }));
    },
  },
  {
    name: 'a message becomes a task, and home tells who waits',
    run: async (test) => {
      const made = await project(test);
      const page = await client(test, made);
      await write(page, 'Please paint the doors');
      await sees(messages(page).getByText('Please paint the doors'));
      const team = await test.people.enter({ account: test.given.admin });
      await visit(team, '/');
      await sees(team.locator('#home-clients').getByText('Please paint the doors'));
      await visit(team, `/projects/${made.id}/messages`);
      await team.getByRole('button', { name: en('messages.more', { name: CONTACT }) }).click();
      await team.getByRole('menuitem', { name: en('messages.to_task') }).click();
      const link = team.getByRole('link', { name: en('messages.became_task') });
      await sees(link);
      await link.click();
      await sees(team.locator('#peek').getByText('Please paint the doors').first());
      await page.reload();
      equal(
        await page.locator('.portal__row').filter({ hasText: 'Please paint the doors' }).count(),
        0,
      );
    },
  },
  ...[['en', en], ['zh-CN', zh]].map(([language, say]) => ({
    name: `a drawn change waits for a decision, on home and in the inbox: ${language}`,
    run: async (test) => {
      const { admin } = test.given;
      const made = await project(test);
      const change = newId();
      const title = `Wider doors ${language}`;
      const draft = {
        title,
        reason: '',
        source: 'client',
        source_name: 'Mei',
        necessity: 'should',
      };
      const { plan } = await admin.call('plan/open', { project: made.id, had: {} });
      const { id: task } = plan.tasks.find((one) => one.title === 'Draw the racks');
      const op = {
        id: newId(),
        base: 0,
        origin: { view: 'gantt' },
        op: { change: { task, to: { title: 'Draw doors' } } },
      };
      await admin.call('changes/raise_drawn', { project: made.id, id: change, draft, ops: [op] });
      const team = await test.people.enter({ account: admin, language });
      await visit(team, '/');
      await sees(team.locator('#home-for-me').getByText(title));
      await visit(team, '/inbox');
      const item = team.locator('.inbox__item').filter({ hasText: title });
      await sees(item.getByText(say('inbox.change_to_decide', { number: 1 }), { exact: false }));
      deepEqual(await violations(team), []);
      await item.getByRole('link').first().click();
      await sees(team.getByRole('heading', { name: title, level: 1 }));
      await admin.call('changes/withdraw', { change, version: 1, note: '' });
      await visit(team, '/inbox');
      await seesNot(team.locator('.inbox__item').filter({ hasText: title }));
      await visit(team, '/');
      await sees(team.locator('#home-for-me'));
      await seesNot(team.locator('#home-for-me').getByText(title));
    },
  })),
  ...[['en', en], ['zh-CN', zh]].map(([language, say]) => ({
    name: `the overview says whose work the client's percentage counts: ${language}`,
    run: async (test) => {
      const made = await project(test);
      const page = await test.people.enter({ account: test.given.admin, language });
      await visit(page, `/projects/${made.id}`);
      await sees(page.locator('#overview-share').getByText(say('overview.client_percent')));
    },
  })),
  {
    name: 'as this client is the real page, byte for byte',
    run: async (test) => {
      const made = await project(test);
      const page = await client(test, made);
      await write(page, 'A question');
      await sees(messages(page).getByRole('status'));
      const team = await test.people.enter({ account: test.given.admin });
      const read = async (who, path) => (await who.context().request.get(path)).text();
      const real = await read(page, `/portal/${made.id}`);
      const seen = await read(team, `/projects/${made.id}/portal?as=${made.contact}`);
      ok(real.includes('A question'));
      equal(seen, real);
    },
  },
  ...['desktop', 'phone'].map((size) => ({
    name: `portal, messages and inbox follow the rules of accessibility: ${size}`,
    run: async (test) => {
      const made = await project(test);
      const entered = { size, language: 'zh-CN' };
      const page = await test.people.enter(entered);
      await page.goto(made.address);
      await page.getByRole('button', { name: zh('portal.enter') }).click();
      await write(page, '请问什么时候到货?', zh);
      await sees(messages(page).getByText('请问什么时候到货?'));
      for (const summary of await page.locator('.portal__more > summary').all()) {
        await summary.click();
      }
      deepEqual(await violations(page), []);
      await fitsOn(page, size);
      const team = await test.people.enter({ ...entered, account: test.given.admin });
      for (const address of [`/projects/${made.id}/messages`, '/inbox']) {
        await visit(team, address);
        await sees(team.getByText('请问什么时候到货?').first());
        deepEqual(await violations(team), [], address);
        const wide = () =>
          team.locator('.shell__page').evaluate((view) => view.scrollWidth - view.clientWidth);
        await fitsOn(team, size, wide);
      }
    },
  })),
];
