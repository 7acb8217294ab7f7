// Clients: tiers and filters, contacts from files, two clients made one, and what is kept of each:
// contact log, promises, contracts, stakeholders, stand-ins, history.

import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { fitsOn } from '../lib/page.mjs';
import { makeProject } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

/** A client with a project and two contacts, and its page. */
async function client({ people, given }, part = '', more = {}) {
  made += 1;
  const name = `Harbour ${made}`;
  const project = await makeProject(given.admin, {
    key: `C${made}`,
    name: `Pier ${made}`,
    client: name,
    contacts: ['Mei Chen', 'Tom Reed'],
  });
  const page = await people.enter({ account: given.admin, ...more });
  await visit(page, `/clients/${project.client}${part && `?part=${part}`}`);
  await sees(page.getByRole('heading', { level: 1, name }));
  return { page, project, name };
}

const dialog = (page) => page.locator('dialog[open]');
const save = (page, say = en) =>
  dialog(page)
    .getByRole('button', { name: say('common.save') })
    .click();

/** Chooses a file as if from the disk. */
const give = (page, name, text) =>
  dialog(page)
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

export const tests = [
  {
    name: 'a client gets a tier, and the list is narrowed by it',
    run: async (test) => {
      const { page, name } = await client(test);
      await page.getByRole('button', { name: en('common.edit'), exact: true }).click();
      await dialog(page).getByLabel(en('clients.tier')).selectOption('a');
      await save(page);
      await sees(page.locator('h1 ~ .clients__tier[data-tier=a]'));
      await visit(page, '/clients');
      const row = page.locator('.clients__row').filter({ hasText: name });
      await sees(row.locator('.clients__tier'));
      await sees(row.getByText(en('clients.count_projects', { open: 1, all: 1 })));
      await sees(row.getByText(en('clients.no_contact_yet')));
      await page.getByLabel(en('clients.tier')).selectOption('b');
      await seesNot(row);
      await page.getByLabel(en('clients.tier')).selectOption('a');
      await sees(row);
    },
  },
  {
    name: 'contacts come from a vCard and a table after a look; a bad file says its line and keeps nothing',
    run: async (test) => {
      const { page } = await client(test, '', { expects: [/422/] });
      await page.getByRole('button', { name: en('clients.import_contacts') }).click();
      const bad = 'BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEMAIL:nobody\nEND:VCARD\n';
      await give(page, 'bad.vcf', bad);
      const reason = en('refusal.not_an_email');
      await sees(dialog(page).getByText(en('cards.value', { line: 4, value: 'nobody', reason })));
      await give(page, 'old.vcf', 'BEGIN:VCARD\nVERSION:2.1\nEND:VCARD\n');
      await sees(dialog(page).getByText(en('cards.version', { line: 2, version: '2.1' })));
      await give(page, 'people.csv', 'Name,E-mail\nAnn Lee,ann@example.org\nMei Chen,\n');
      await sees(dialog(page).getByText(en('clients.import_found', { fresh: 1, known: 1 })));
      await dialog(page)
        .getByRole('button', { name: en('clients.import_save', { count: 1 }) })
        .click();
      const rows = page.locator('.clients__contact');
      await sees(rows.filter({ hasText: 'Ann Lee' }));
      await page.getByRole('button', { name: en('clients.import_contacts') }).click();
      const card =
        'BEGIN:VCARD\r\nVERSION:4.0\r\nN:Wu;Jie;;;\r\nTITLE:Head of\r\n  docks\r\nEND:VCARD\r\n';
      await give(page, 'one.vcf', card);
      await sees(dialog(page).getByRole('cell', { name: 'Head of docks' }));
      await dialog(page)
        .getByRole('button', { name: en('clients.import_save', { count: 1 }) })
        .click();
      await sees(rows.filter({ hasText: 'Jie Wu' }));
      equal(await rows.count(), 4);
    },
  },
  {
    name: 'a contact is logged with three presses, found by searching, corrected and removed',
    run: async (test) => {
      const { page, project } = await client(test, 'log');
      const form = page.locator('#client-log-new');
      await sees(page.getByText(en('client_log.empty')));
      await form.getByRole('button', { name: en('client_log.by_wechat') }).click();
      await form.getByLabel(en('client_log.with_whom')).selectOption({ label: 'Mei Chen' });
      await form.getByLabel(en('client_log.summary')).fill('Asked for larger letters');
      await form.getByRole('button', { name: en('common.save') }).click();
      const entries = page.locator('.client-log__entry');
      await sees(
        entries.filter({ hasText: 'Asked for larger letters' }).filter({ hasText: 'Mei Chen' }),
      );
      await form.getByRole('button', { name: en('client_log.by_call') }).click();
      await form.getByLabel(en('client_log.summary')).fill('Agreed on the pilot');
      await form.getByText(en('client_log.more')).click();
      await form.getByLabel(en('client_log.decided')).fill('The pilot begins in May');
      await form.getByLabel(en('client_log.project')).selectOption(project.id);
      await form.getByLabel(en('client_log.day'), { exact: true }).fill('2020-03-04');
      await form.getByLabel(en('client_log.time')).fill('09:30');
      await form.getByLabel(en('client_log.next')).fill('2026-05-04');
      await form.getByRole('button', { name: en('common.save') }).click();
      const second = entries.filter({ hasText: 'Agreed on the pilot' });
      for (const text of ['4 Mar 2020 09:30', 'The pilot begins in May', 'Pier']) {
        await sees(second.filter({ hasText: text }));
      }
      // The latest is first, whatever was written down first.
      ok((await entries.first().textContent()).includes('Asked for larger letters'));
      const search = page.getByLabel(en('client_log.search'));
      await search.fill('IN MAY');
      await search.press('Enter');
      await eventually(() => entries.count(), 1);
      await sees(second);
      await second.getByRole('button', { name: en('client_log.edit') }).click();
      await dialog(page).getByLabel(en('client_log.summary')).fill('Agreed on the trial');
      await save(page);
      await sees(entries.filter({ hasText: 'Agreed on the trial' }));
      await entries.first().getByRole('button', { name: en('client_log.remove') }).click();
      await dialog(page).getByRole('button', { name: en('clients.remove') }).click();
      await sees(page.getByText(en('client_log.nothing_found')));
    },
  },
  {
    name: 'a promise is made, kept and opened again; one whose day is over says so',
    run: async (test) => {
      const { page } = await client(test, 'promises');
      await sees(page.getByText(en('promises.empty')));
      const add = async (text, day) => {
        await page.getByRole('button', { name: en('promises.add') }).first().click();
        await dialog(page).getByLabel(en('promises.what')).fill(text);
        await dialog(page).getByLabel(en('promises.due')).fill(day);
        await save(page);
        await sees(page.locator('.clients__promise').filter({ hasText: text }));
      };
      await add('A quotation', '2020-01-02');
      await add('A visit', '2120-01-02');
      const rows = page.locator('.clients__promise');
      const state = (text) => rows.filter({ hasText: text }).locator('.badge');
      await sees(state('A quotation').filter({ hasText: en('promises.overdue') }));
      await sees(state('A visit').filter({ hasText: en('promises.open') }));
      await rows
        .filter({ hasText: 'A quotation' })
        .getByRole('button', { name: en('promises.keep') })
        .click();
      await sees(state('A quotation').filter({ hasText: en('promises.kept') }));
      // What is settled stands last.
      await eventually(async () => (await rows.last().textContent()).includes('A quotation'), true);
      await rows.last().getByRole('button', { name: en('promises.reopen') }).click();
      await sees(state('A quotation').filter({ hasText: en('promises.overdue') }));
    },
  },
  {
    name: 'a contract is kept with its amount; what is no amount is refused beside the form',
    run: async (test) => {
      const { page } = await client(test, 'contracts');
      await page.getByRole('button', { name: en('contracts.add') }).first().click();
      const form = dialog(page);
      await form.getByLabel(en('contracts.name')).fill('Pier works');
      await form.getByLabel(en('contracts.amount')).fill('many');
      await save(page);
      await sees(form.getByText(en('refusal.not_an_amount')));
      await form.getByLabel(en('contracts.amount')).fill('128,000.5');
      await form.getByLabel(en('contracts.starts')).fill('2026-05-01');
      await form.getByLabel(en('contracts.ends')).fill('2026-04-01');
      await save(page);
      await sees(form.getByText(en('refusal.ends_before_start')));
      await form.getByLabel(en('contracts.ends')).fill('2026-12-31');
      await form.getByLabel(en('contracts.signed_on')).fill('2026-04-15');
      await form.getByLabel(en('contracts.terms')).fill('Two payments');
      await save(page);
      const row = page.locator('#client-contracts tbody tr');
      for (const text of ['Pier works', 'CNY 128,000.50', 'Two payments', '31 Dec 2026']) {
        await sees(row.filter({ hasText: text }));
      }
      await row.getByRole('button', { name: en('contracts.edit') }).click();
      equal(await form.getByLabel(en('contracts.amount')).inputValue(), '128,000.50');
    },
  },
  {
    name: 'a stakeholder is placed by keys alone, and stands on the map and in the table',
    run: async (test) => {
      const { page } = await client(test, 'stakeholders');
      await page.getByRole('button', { name: en('stakeholders.add') }).first().focus();
      await page.keyboard.press('Enter');
      await dialog(page).getByLabel(en('stakeholders.contact')).selectOption({ label: 'Mei Chen' });
      const more = (what) =>
        dialog(page).getByRole('button', {
          name: en('stakeholders.more', { what: en(`stakeholders.${what}`) }),
        });
      for (const press of ['influence', 'influence', 'interest']) {
        await more(press).focus();
        await page.keyboard.press('Enter');
      }
      deepEqual(await dialog(page).locator('output').allTextContents(), ['5', '4']);
      await save(page);
      const needs = en('stakeholders.care_closely');
      const place = en('stakeholders.place', {
        name: 'Mei Chen',
        influence: 5,
        interest: 4,
        needs,
      });
      const person = page.getByRole('button', { name: place });
      await sees(person);
      await sees(page.getByRole('row').filter({ hasText: 'Mei Chen' }).filter({ hasText: needs }));
      await person.focus();
      await page.keyboard.press('Enter');
      await sees(dialog(page).filter({ hasText: en('stakeholders.edit') }));
    },
  },
  {
    name: 'somebody stands in for an approver for some days',
    run: async (test) => {
      const { page } = await client(test, '', { expects: [/422/] });
      const panel = page.locator('#client-delegates');
      await panel.getByRole('button', { name: en('clients.add_delegate') }).click();
      await dialog(page)
        .getByLabel(en('clients.delegate_whose'))
        .selectOption({ label: 'Mei Chen' });
      await dialog(page).getByLabel(en('clients.delegate_by')).selectOption({ label: 'Mei Chen' });
      await dialog(page).getByLabel(en('clients.first_day')).fill('2026-03-02');
      await dialog(page).getByLabel(en('clients.last_day')).fill('2120-03-06');
      await save(page);
      await sees(dialog(page).getByText(en('refusal.not_a_delegate')));
      await dialog(page).getByLabel(en('clients.delegate_by')).selectOption({ label: 'Tom Reed' });
      await save(page);
      const line = en('clients.delegate_line', { by: 'Tom Reed', whose: 'Mei Chen' });
      const row = panel.locator('li').filter({ hasText: line });
      await sees(row.getByText(en('common.today')));
      await page.setViewportSize({ width: 390, height: 844 });
      const box = await row.getByText(line).boundingBox();
      ok(box.width > 150, 'on a phone the line is read across, not down');
      await row.getByRole('button', { name: en('clients.end_delegate') }).click();
      await sees(panel.getByText(en('clients.no_delegates')));
    },
  },
  {
    name: 'two clients of one name are pointed out and made one, with all that they have',
    run: async (test) => {
      const { given } = test;
      const { page, project } = await client(test);
      const twin = newId();
      const draft = {
        name: `Harbour ${made} Co., Ltd.`,
        kind: 'company',
        stage: 'active',
        note: '',
      };
      await given.admin.call('clients/create', { id: twin, draft });
      const person = { name: 'Liu Na', title: '', email: '', phone: '', role: 'observer' };
      await given.admin.call('clients/add_contact', { client: twin, id: newId(), draft: person });
      await visit(page, '/clients');
      await page.locator('.banner').getByRole('button', { name: en('clients.merge') }).click();
      await dialog(page).getByLabel(en('clients.merge_stays')).selectOption(project.client);
      await dialog(page).getByLabel(en('clients.merge_goes')).selectOption(twin);
      await dialog(page).getByRole('button', { name: en('clients.merge'), exact: true }).click();
      await seesNot(page.locator('.clients__row').filter({ hasText: 'Co., Ltd.' }));
      await seesNot(page.locator('.clients .banner'));
      await visit(page, `/clients/${project.client}`);
      await sees(page.locator('.clients__contact').filter({ hasText: 'Liu Na' }));
      await sees(page.locator('.clients__contact').filter({ hasText: 'Mei Chen' }));
    },
  },
  {
    name: 'two contacts that are one person are pointed out and made one',
    run: async (test) => {
      const { given } = test;
      const { page, project } = await client(test);
      const twin = {
        name: 'mei chen',
        title: 'Head of stock',
        email: '',
        phone: '',
        role: 'observer',
      };
      await given.admin.call('clients/add_contact', {
        client: project.client,
        id: newId(),
        draft: twin,
      });
      await reload(page);
      const panel = page.locator('#client-contacts');
      await panel
        .locator('.banner')
        .getByRole('button', { name: en('clients.merge'), exact: true })
        .click();
      const stays = dialog(page).getByLabel(en('clients.contact_stays'));
      await stays.selectOption({ label: 'Mei Chen' });
      await dialog(page)
        .getByLabel(en('clients.contact_goes'))
        .selectOption({ label: 'mei chen · Head of stock' });
      deepEqual(await violations(page), []);
      await dialog(page).getByRole('button', { name: en('clients.merge'), exact: true }).click();
      await seesNot(panel.locator('.banner'));
      const row = panel.locator('.clients__contact').filter({ hasText: 'Mei Chen' });
      await sees(row.getByText('Head of stock'));
      equal(await panel.locator('.clients__contact').count(), 2);
    },
  },
  {
    name: 'the history tells what happened across projects, the latest first',
    run: async (test) => {
      const { page, project } = await client(test, 'history');
      const facts = { project: project.id, contact: null, at: 26000000, channel: 'visit' };
      const words = { summary: 'Walked the pier', decided: 'Lamps first', next: null };
      const { admin } = test.given;
      await admin.call('clients/log_contact', {
        client: project.client,
        id: newId(),
        facts: { ...facts, ...words },
      });
      await reload(page);
      const moments = page.locator('.clients__moment');
      await sees(moments.filter({ hasText: 'Walked the pier' }).filter({ hasText: 'Lamps first' }));
      await sees(
        moments
          .first()
          .filter({ hasText: en('clients.history_begun') })
          .getByRole('link', { name: /Pier/ }),
      );
    },
  },
  {
    name: 'every part in both languages, light and dark, on desktop and phone, without a serious fault',
    run: async (test) => {
      const { page: first, project } = await client(test, 'stakeholders');
      const { admin } = test.given;
      const facts = {
        contact: project.contacts[0],
        name: 'Mei Chen',
        influence: 5,
        interest: 4,
        note: 'For it',
      };
      await admin.call('clients/add_stakeholder', { client: project.client, id: newId(), facts });
      const promise = { project: null, text: 'A quotation', due: '2026-01-02' };
      await admin.call('clients/add_promise', {
        client: project.client,
        id: newId(),
        facts: promise,
      });
      await first.close();
      const found = [];
      for (const [size, language, say] of [
        ['desktop', 'en', en],
        ['phone', 'zh-CN', zh],
      ]) {
        const page = await test.people.enter({ account: admin, size, language });
        for (const part of ['log', 'promises', 'contracts', 'stakeholders', 'history']) {
          await visit(page, `/clients/${project.client}?part=${part}`);
          await sees(page.getByRole('link', { name: say(`clients.part_${part}`) }));
          await sees(page.locator('.panel'));
          await fitsOn(page, size);
          found.push(...(await violations(page)).map((line) => `${size} ${part} ${line}`));
        }
        await page.close();
      }
      ok(found.length === 0, `\n${[...new Set(found)].join('\n')}`);
    },
  },
];
