// The hand-over: what was accepted is taken over, everything is edited where it stands, the client
// agrees, and the support stands on the client's page.

import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { agree } from '../lib/decisions.mjs';
import { fitsOn } from '../lib/page.mjs';
import { makeProject } from '../lib/plans.mjs';
import { closeToasts } from '../lib/toasts.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

const items = (page) => page.locator('#handover-items');
const points = (page) => page.locator('#handover-points');
const texts = (panel) =>
  panel.locator('.row-text').evaluateAll((fields) => fields.map((field) => field.value));
const read = (panel, expected) => eventually(() => texts(panel), expected, 'the rows');
/** Until the server has everything. */
const settled = (page) => sees(page.locator('.handover__grid[data-saving=false]'));

/** The page of the hand-over of a new project. */
async function open({ people, given }, more = {}) {
  made += 1;
  const contacts = ['Mei Chen'];
  const project = await makeProject(given.admin, {
    key: `H${made}`,
    name: `Site ${made}`,
    contacts,
  });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/projects/${project.id}/handover`);
  await sees(page.locator('.handover__grid'));
  return { page, project };
}

/** Types rows one after the other, each with Enter. */
async function type(page, field, texts) {
  await page.locator(`#handover-new-${field}`).click();
  for (const text of texts) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
}

/** A deliverable that the client has accepted, with an address as its only version. */
async function accepted(page, admin, project, title) {
  const deliverable = newId();
  const draft = { title, note: 'For five roles.', due: null, owner: null, criteria: [] };
  await admin.call('deliverables/create', { project: project.id, id: deliverable, draft });
  const link = { file: null, link: 'https://drive.example/handbook', comment: '' };
  await admin.call('deliverables/add_version', { deliverable, id: newId(), draft: link });
  await admin.call('deliverables/publish', { deliverable, version: 1, newest: 1 });
  await visit(page, `/projects/${project.id}/deliverables?deliverable=${deliverable}`);
  await page.getByRole('button', { name: en('agreements.ask') }).click();
  const dialog = page.locator('#ask-deliverable');
  await dialog.getByRole('button', { name: en('agreements.send') }).click();
  await seesNot(dialog.getByRole('button', { name: en('agreements.send') }));
  await agree(admin, project.id, { kind: 'deliverable', id: deliverable });
}

export const tests = [
  {
    name: 'an empty hand-over says what it is for; what was accepted is taken over with its proof',
    run: async (test) => {
      const { page, project } = await open(test);
      await sees(items(page).getByText(en('handover.no_items')));
      await sees(page.locator('#handover-checks').getByText(en('handover.nothing_listed')));
      const none = items(page).getByRole('button', { name: en('handover.take_over_none') });
      equal(await none.getAttribute('title'), en('handover.none_accepted'));
      await accepted(page, test.given.admin, project, 'Handbook');
      await visit(page, `/projects/${project.id}/handover`);
      await items(page).getByRole('button', { name: en('handover.take_over_first') }).click();
      await read(items(page), ['Handbook']);
      const proof = en('handover.accepted', { version: 1, number: 'D-0001' });
      await sees(items(page).getByRole('link', { name: proof }));
      await seesNot(items(page).getByRole('button', { name: en('handover.take_over_first') }));
      await settled(page);
      await reload(page);
      await read(items(page), ['Handbook']);
    },
  },
  {
    name: 'rows are typed, edited where they stand, ticked, removed and brought back, by keys',
    run: async (test) => {
      const { page } = await open(test);
      await type(page, 'item', ['Manual', 'Wiring plan']);
      await read(items(page), ['Manual', 'Wiring plan']);
      await items(page).getByLabel(en('handover.line', { text: 'Manual' })).click();
      await page.keyboard.press('End');
      await page.keyboard.type(' for five roles');
      await page.keyboard.press('Enter');
      await read(items(page), ['Manual for five roles', 'Wiring plan']);
      await items(page).getByLabel(en('handover.line', { text: 'Wiring plan' })).fill('');
      await page.keyboard.press('Tab');
      await read(items(page), ['Manual for five roles', 'Wiring plan']);
      const box = items(page).getByLabel(en('handover.item_done', { title: 'Wiring plan' }));
      await box.focus();
      await page.keyboard.press('Space');
      const row = items(page).locator('.handover__row').nth(1);
      await sees(items(page).locator('.handover__row[data-done=true]'));
      ok(
        (await row.getByLabel(en('handover.handed_over')).inputValue()) !== '',
        'the day of today',
      );
      await row.getByLabel(en('handover.amount')).fill('Two copies');
      await page.keyboard.press('Tab');
      await row.getByLabel(en('handover.kind'), { exact: true }).selectOption('equipment');
      await items(page)
        .getByRole('button', { name: en('handover.remove', { text: 'Manual for five roles' }) })
        .click();
      await read(items(page), ['Wiring plan']);
      await page.locator('.toast').getByRole('button', { name: en('common.undo') }).click();
      await read(items(page), ['Manual for five roles', 'Wiring plan']);
      await type(page, 'point', ['Labels in hall three']);
      await sees(
        page.locator('#handover-checks').getByText('Labels in hall three', { exact: false }),
      );
      const point = points(page).locator('.handover__row').first();
      await point.getByLabel(en('handover.due'), { exact: true }).fill('2031-06-30');
      await page.keyboard.press('Tab');
      await seesNot(
        page.locator('#handover-checks').getByText('Labels in hall three', { exact: false }),
      );
      await settled(page);
      await reload(page);
      await read(points(page), ['Labels in hall three']);
      equal(await row.getByLabel(en('handover.amount')).inputValue(), 'Two copies');
      equal(await row.getByLabel(en('handover.kind'), { exact: true }).inputValue(), 'equipment');
    },
  },
  {
    name: 'support without a contact is told; the client agrees and finds it on the own page',
    run: async (test) => {
      const { page, project } = await open(test);
      const { admin } = test.given;
      const support = page.locator('#handover-support');
      await type(page, 'item', ['Manual']);
      await support.getByLabel(en('handover.support_until')).fill('2031-12-01');
      await page.keyboard.press('Tab');
      await sees(page.locator('#handover-checks').getByText(en('handover.gap_no_contact')));
      await support.getByLabel(en('handover.contact')).fill('He Jun, 0571 1234');
      await page.keyboard.press('Tab');
      await seesNot(page.locator('#handover-checks').getByText(en('handover.gap_no_contact')));
      await settled(page);
      await page.getByRole('button', { name: en('agreements.ask') }).click();
      const dialog = page.locator('#ask-handover');
      await sees(dialog.getByText('He Jun, 0571 1234'));
      await dialog.getByRole('button', { name: en('agreements.send') }).click();
      await seesNot(dialog.getByRole('button', { name: en('agreements.send') }));
      await agree(admin, project.id, { kind: 'handover', id: project.id });
      const reader = { project: project.id, contact: project.contacts[0] };
      const { address } = await admin.call('overview/share', reader);
      const client = await test.people.enter({ script: false, size: 'phone' });
      await client.goto(address);
      await client.getByRole('button').first().click();
      const shown = client.locator('#support');
      await sees(shown.getByText('He Jun, 0571 1234'));
      await sees(
        shown.getByRole('link', { name: en('handover.agreed_with', { number: 'D-0001' }) }),
      );
      await support.getByLabel(en('handover.contact')).fill('somebody else');
      await page.keyboard.press('Tab');
      await sees(page.getByText(en('agreements.state_differs')));
      await client.reload();
      await sees(client.locator('#support').getByText('He Jun, 0571 1234'));
    },
  },
  {
    name: 'an account is written down without its secret',
    run: async (test) => {
      const { page } = await open(test, { size: 'tablet' });
      await page.locator('#field-handover-new-kind').selectOption('access');
      await sees(items(page).getByText(en('handover.no_secrets')));
      await page.locator('#handover-new-item').fill('Administrator account');
      await items(page).getByRole('button', { name: en('common.add') }).tap();
      await read(items(page), ['Administrator account']);
      const kind = items(page)
        .locator('.handover__row')
        .getByLabel(en('handover.kind'), { exact: true });
      equal(await kind.inputValue(), 'access');
    },
  },
  ...['desktop', 'phone'].map((size) => ({
    name: `the page follows the rules of accessibility: ${size}`,
    run: async (test) => {
      const language = size === 'phone' ? 'en' : 'zh-CN';
      const { page } = await open(test, { size, language });
      const say = words(language);
      deepEqual(await violations(page), []);
      await type(page, 'item', ['操作手册，五个岗位各一本，含图片与每一步的说明', 'Keys']);
      await type(page, 'point', ['三号仓标签补贴']);
      await items(page).getByLabel(say('handover.item_done', { title: 'Keys' })).click();
      await sees(items(page).locator('.handover__row[data-done=true]'));
      await closeToasts(page, language);
      deepEqual(await violations(page), []);
      await fitsOn(page, size);
      if (process.env.ACCORD_SHOTS) {
        await page.screenshot({
          path: `${process.env.ACCORD_SHOTS}/handover-${size}.png`,
          fullPage: true,
        });
      }
    },
  })),
];
