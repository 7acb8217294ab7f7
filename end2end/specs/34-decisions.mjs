// Single decisions of a client: what is said about a line, conditions, versions, taps,
// accessibility.

import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, match, ok, pause, sees } from '../lib/check.mjs';
import { agreement, answer, ask, enter, open } from '../lib/decisions.mjs';
import { fits, fitsOn, press } from '../lib/page.mjs';
import { makePlan } from '../lib/plans.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');
const NEED = 'Fast receiving';

export const isLong = true;

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

/** A requirement about which the client was asked, and the client's link. */
async function asked({ people, given }, language) {
  made += 1;
  const { admin } = given;
  const more = { key: `D${made}`, name: `Decided ${made}`, contacts: ['Mei Chen'], language };
  const { id, contacts } = await makePlan(admin, undefined, more);
  const requirement = newId();
  await admin.call('requirements/add', { project: id, id: requirement, title: NEED });
  const page = await people.enter({ account: admin, language });
  await visit(page, `/projects/${id}/requirements?view=document`);
  await ask(page, 'requirements', words(language));
  const { address } = await admin.call('overview/share', { project: id, contact: contacts[0] });
  return { page, id, address, requirement };
}

export const tests = [
  {
    name: 'a line is commented on without a script; the team reads it with the words it is about',
    run: async (test) => {
      const { page, id, address } = await asked(test, 'en');
      const client = await enter(test, address, 'en');
      await open(client);
      const line = client.locator('.content__line').filter({ hasText: NEED });
      await line.locator('summary').click();
      await line.getByLabel(en('decision.remark_label'), { exact: true }).fill('How fast is fast?');
      await press(line, en('decision.remark_send'));
      const said = line.locator('.portal__message');
      await sees(said.getByText('How fast is fast?'));
      await sees(said.getByText(en('portal.decides'), { exact: true }));
      await fits(client);
      await visit(page, `/projects/${id}/requirements?view=document`);
      const panel = agreement(page, 'requirements');
      await sees(panel.getByText('How fast is fast?'));
      await sees(panel.locator('.agreements__quote').filter({ hasText: NEED }));
    },
  },
  {
    name: 'conditions become items; what is reworded differs, and the new version is agreed, read and compared',
    run: async (test) => {
      const { page, id, address, requirement } = await asked(test, 'zh-CN');
      const { admin } = test.given;
      const client = await enter(test, address, 'zh-CN');
      await open(client);
      await answer(client, 'conditional', zh, '夜班保留纸质单\n阈值由客户给出');
      await fits(client);
      await visit(page, `/projects/${id}/agreements`);
      const items = page.locator('#agreements-items .agreements__item');
      await eventually(() => items.count(), 2, 'each condition is an item');
      // A day is typed digit by digit: nothing is drawn anew meanwhile.
      const due = items.filter({ hasText: '阈值由客户给出' }).getByLabel(zh('agreements.due_label'));
      const isKept = page.waitForResponse(/agreements\/set_item/);
      await due.fill('2027-01-29');
      await isKept;
      await pause(500);
      ok(await due.evaluate((field) => field === document.activeElement), 'the keyboard stays');
      equal(await due.inputValue(), '2027-01-29');
      await items.filter({ hasText: '夜班保留纸质单' }).getByRole('checkbox').check();
      await eventually(() => page.locator('.agreements__item[data-done=true]').count(), 1);

      const { requirements } = await admin.call('requirements/open', { project: id });
      const { says, version } = requirements.find((one) => one.id === requirement);
      const next = { ...says, text: '十分钟以内' };
      await admin.call('requirements/update', { requirement, version, says: next });
      await visit(page, `/projects/${id}`);
      const line = page.locator('#overview-agreed .agreements__row');
      await sees(line.filter({ hasText: '阈值由客户给出' }));
      await line.filter({ hasText: zh('agreements.state_differs') }).getByRole('link').click();
      await ask(page, 'requirements', zh, 'agreements.ask_again');
      await client.goto(`/portal/${id}`);
      await open(client);
      await sees(client.getByText(pattern('zh-CN', 'decision.changed', { version: 1, count: 1 })));
      await answer(client, 'agreed', zh);
      await client.getByRole('link', { name: zh('decision.read_text') }).click();
      await sees(client.getByText('十分钟以内').first());
      await client.goto(`/portal/${id}/receipts/2`);
      await client.getByRole('link', { name: zh('decision.back') }).click();
      await sees(client.locator('#receipts').getByText('D-0002'));
      const pack = client.locator('#receipts').getByRole('link', { name: zh('decision.evidence') });
      equal((await client.request.get(await pack.getAttribute('href'))).status(), 200);

      await visit(page, `/projects/${id}/agreements`);
      const second = page
        .locator('#agreements-given .agreements__row')
        .filter({ hasText: 'D-0002' });
      await second.getByRole('link', { name: zh('agreements.read_text') }).click();
      await sees(page.locator('.agreements__version').getByText('D-0002', { exact: false }));
      await page.getByLabel(zh('agreements.compare_with'), { exact: true }).selectOption('1');
      await sees(page.locator('.agreements__text .content__added').first());
      match(page.url(), /read=2&with=1$/);
      deepEqual(await violations(page), []);
      await page
        .locator('.agreements__version')
        .getByRole('link', { name: zh('agreements.receipt') })
        .click();
      await sees(page.getByRole('heading', { name: zh('content.what_agreed'), level: 1 }));
      await sees(page.getByText(zh('decision.not_qualified')));
      deepEqual(await violations(page), []);
    },
  },
  {
    name: 'from the link to the recorded decision in four taps, or in three when the link leads there',
    run: async (test) => {
      for (const leadsThere of [false, true]) {
        const { id, address } = await asked(test, 'en');
        const subject = { kind: 'requirements', id };
        const { waiting } = await test.given.admin.call('agreements/standing', {
          project: id,
          subject,
        });
        const page = await test.people.enter({ script: false, size: 'phone' });
        let taps = 0;
        const tap = async (locator) => {
          taps += 1;
          await locator.tap();
        };
        const button = (name) => page.getByRole('button', { name, exact: true });
        const request = waiting.request.id;
        const straight = await test.given.admin.call('magic_link/decision', { request });
        await page.goto(leadsThere ? straight.address : address);
        await tap(button(en('portal.enter')));
        if (!leadsThere) await tap(page.locator('.portal__card[data-mine] a'));
        await tap(button(en('content.choice_agreed')));
        await tap(button(en('decision.confirm_agreed')));
        await sees(page.getByRole('heading', { name: en('content.what_agreed'), level: 1 }));
        equal(taps, leadsThere ? 3 : 4);
        await press(page, en('decision.withdraw'));
        await sees(button(en('content.choice_agreed')));
      }
    },
  },
  ...['desktop', 'phone'].map((size) => ({
    name: `decision, review, receipt and agreements follow the rules of accessibility: ${size}`,
    run: async (test) => {
      const language = size === 'phone' ? 'en' : 'zh-CN';
      const say = words(language);
      const { id, address } = await asked(test, language);
      const page = await test.people.enter({ size, language });
      const look = async (name) => {
        deepEqual(await violations(page), [], name);
        await fitsOn(page, size);
        if (process.env.ACCORD_SHOTS) {
          await page.screenshot({
            path: `${process.env.ACCORD_SHOTS}/agreed-${name}-${size}.png`,
            fullPage: true,
          });
        }
      };
      await page.goto(address);
      await press(page, say('portal.enter'));
      await open(page);
      await look('decision');
      await press(page, say('content.choice_conditional'));
      await look('review');
      await page.locator('#decision-words').fill('Paper at night');
      await press(page, say('decision.confirm_conditional'));
      await sees(page.getByText('D-0001').first());
      await look('receipt');
      const team = await test.people.enter({ account: test.given.admin, size, language });
      for (const address of [`/projects/${id}/agreements`, `/projects/${id}`]) {
        await visit(team, address);
        await sees(team.locator('.agreements__row').filter({ hasText: 'D-0001' }));
        deepEqual(await violations(team), [], address);
      }
    },
  })),
];
