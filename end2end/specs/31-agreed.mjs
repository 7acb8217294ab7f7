// The whole loop between team and client: from what was said to what was accepted, and its proof.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, match, ok, sees, seesNot } from '../lib/check.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { makePlan } from '../lib/plans.mjs';
import { middle } from '../lib/touch.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');
const CONTACT = 'Mei Chen';
/** What the client must never read. */
const SECRET = 'Order the racks';
/** The width of a day at the zoom "week", in px. */
const DAY = 13;

export const isLong = true;

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

const press = (place, name) => place.getByRole('button', { name, exact: true }).click();
const isSaved = (page) => sees(page.locator('.project__sync[data-state=saved]'));
const agreement = (page, kind) => page.locator(`#agreement-${kind}`);
const stage = (page) => page.locator('.changes__head .changes__stage');
const row = (page, title) =>
  page.locator('.gantt__row').filter({ has: page.locator(`.gantt__title:text-is("${title}")`) });
const file = (name, text) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });

/** A project whose last milestone the client sees; the plan as it was signed has a name. */
async function project({ given }) {
  made += 1;
  const more = { key: `A${made}`, name: `Agreed ${made}`, contacts: [CONTACT] };
  const { id, contacts } = await makePlan(given.admin, undefined, more);
  const { plan } = await given.admin.call('plan/open', { project: id, had: {} });
  const { id: task } = plan.tasks.find(({ title }) => title === 'Handover');
  const batch = [{ change: { task, to: { client_visible: true } } }];
  const op = { id: newId(), base: 0, origin: { view: 'board' }, op: { batch } };
  deepEqual((await given.admin.call('plan/submit', { project: id, since: 0, ops: [op] })).refused, []);
  await given.admin.call('history/pin', { project: id, seq: null, name: 'As signed' });
  return { id, contact: contacts[0] };
}

/** Asks the client about what the page shows. */
async function ask(page, kind, say = en, words = 'agreements.ask') {
  const panel = agreement(page, kind);
  await press(panel, say(words));
  const dialog = page.locator(`#ask-${kind}`);
  await press(dialog, say('agreements.send'));
  await seesNot(dialog.getByRole('button', { name: say('agreements.send') }));
  await sees(panel.getByText(say('agreements.state_waiting'), { exact: true }));
}

/** The contact on a phone without JavaScript, on the client's page. */
async function enter({ people }, address, language = 'en') {
  const page = await people.enter({ script: false, size: 'phone', language });
  await page.goto(address);
  await press(page, words(language)('portal.enter'));
  return page;
}

/** From the client's page to the decision that waits. */
const open = (page) => page.locator('.portal__card[data-mine] a').click();

/** Chooses, looks it over, confirms, and reads the receipt. */
async function answer(page, choice, say = en, text = '') {
  await press(page, say(`content.choice_${choice}`));
  if (text !== '') await page.locator('#decision-words').fill(text);
  await press(page, say(`decision.confirm_${choice}`));
  await sees(page.getByRole('heading', { name: say(`content.what_${choice}`), level: 1 }));
}

async function fits(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  ok(wide <= 0, `the page is ${wide} px wider than the window`);
}

/** An interview of which one answer becomes a requirement. */
async function interview(page, id) {
  await visit(page, `/projects/${id}/requirements?view=interviews`);
  await press(page, en('requirements.new_record'));
  const dialog = page.getByRole('dialog', { name: en('requirements.new_record') });
  await dialog.getByLabel(en('requirements.record_title'), { exact: true }).fill('Talk at the gate');
  await dialog.getByLabel(en('requirements.record_people'), { exact: true }).fill(CONTACT);
  await press(dialog, en('common.save'));
  await seesNot(dialog);
  const said = page.getByLabel(en('requirements.answer_field', { place: 1 }), { exact: true });
  await said.fill('Finding a slot takes too long');
  await said.press('Tab');
  await press(page, en('requirements.to_requirement_of', { place: 1 }));
  const panel = page.locator('#requirement');
  await sees(panel);
  await press(panel, en('requirements.close'));
  await seesNot(panel);
  const bar = page.locator('.requirements__bar');
  await bar.getByRole('link', { name: en('requirements.view_document'), exact: true }).click();
  await sees(page.locator('.requirements__need').filter({ hasText: 'Finding a slot takes too long' }));
}

/** The client's link, made on the overview. */
async function share(page, id) {
  await visit(page, `/projects/${id}`);
  await press(page, en('overview.make'));
  const field = page.getByLabel(en('overview.link'), { exact: true });
  await sees(field);
  return field.inputValue();
}

/** Selects a task of the Gantt chart and waits until its bar stands still. */
async function select(page, title) {
  await sees(row(page, title));
  await row(page, title).locator('.gantt__title').click();
  await page.keyboard.press('j');
  const bar = page.locator('.gantt__body');
  await sees(bar);
  let last = '';
  await eventually(async () => {
    const at = JSON.stringify(await bar.boundingBox());
    const isStill = at === last;
    last = at;
    return isStill;
  }, true, 'the bar stands still');
}

/** Opens an option of the change on the Gantt chart. */
async function draft(page, place) {
  const option = page.locator('.changes__option').nth(place);
  await option.getByRole('link', { name: en('changes.edit_on_gantt') }).click();
  await sees(page.locator('.changes__draft').getByText(en('changes.draft'), { exact: true }));
}

async function backToChange(page) {
  await isSaved(page);
  await page.getByRole('link', { name: en('changes.back_to_change') }).click();
  await sees(page.locator('.changes__row').filter({ hasText: 'Handover' }));
}

/** Raises a change and draws it with the mouse: a bar that ends a week later. */
async function raise(page, id) {
  await visit(page, `/projects/${id}/changes`);
  await press(page, en('changes.raise'));
  const dialog = page.locator('#changes-new');
  await dialog.getByLabel(en('changes.change_title'), { exact: true }).fill('Higher racks');
  await dialog.getByLabel(en('changes.reason'), { exact: true }).fill('More stock is coming');
  await press(dialog, en('common.save'));
  await sees(page.getByRole('heading', { name: 'Higher racks', level: 1 }));
  await draft(page, 0);
  await select(page, 'Draw the racks');
  const from = await middle(page.locator('.gantt__grip[data-grab=finish]'));
  await dragMouse(page, from, { x: from.x + 7 * DAY, y: from.y });
  await sees(page.locator('.changes__draft').getByText(pattern('en', 'changes.draft_clear', { count: 1 })));
  await backToChange(page);
  await eventually(() => stage(page).textContent(), en('changes.stage_assessed'));
}

/** Adds a second way, drawn with the keyboard: a day later. */
async function addOption(page, title) {
  await press(page, en('changes.add_option'));
  const dialog = page.locator('#change-option');
  await dialog.getByLabel(en('changes.option_title'), { exact: true }).fill(title);
  await press(dialog, en('common.save'));
  await eventually(() => page.locator('.changes__option').count(), 2, 'two options');
  await draft(page, 1);
  await row(page, 'Draw the racks').click();
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await sees(page.locator('.changes__draft').getByText(pattern('en', 'changes.draft_clear', { count: 1 })));
  await isSaved(page);
  await page.getByRole('link', { name: en('changes.back_to_change') }).click();
  await eventually(() => page.locator('.changes__option').count(), 2, 'two options still');
}

/** Uploads two versions of a deliverable and shows the second one to the client. */
async function deliver(page, { admin }, id) {
  const says = { title: 'Drawings', note: '', due: null, owner: null, criteria: [] };
  await admin.call('deliverables/create', { project: id, id: newId(), draft: says });
  await visit(page, `/projects/${id}/deliverables`);
  await press(page, 'Drawings');
  const panel = page.locator('#deliverable');
  await sees(panel.getByText(en('deliverables.drop_version')));
  for (const number of [1, 2]) {
    const input = panel.locator('input[type=file]').first();
    await input.setInputFiles(file(`drawings-${number}.md`, `# Drawings ${number}\n`));
    await sees(panel.getByText(`v${number}`, { exact: true }));
  }
  await press(panel, en('deliverables.publish'));
  const sheet = page.getByRole('dialog', { name: en('deliverables.publish_title') });
  await press(sheet, en('deliverables.publish_now'));
  await seesNot(sheet);
  await sees(panel.getByText(en('common.client_visible')).first());
  await ask(page, 'deliverable');
}

/** Writes a name into the box, as a finger would. */
async function sign(page) {
  const pad = page.getByRole('img', { name: en('agreements.pad') });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  const move = (x, y) => page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 8 });
  for (const stroke of [[[0.2, 0.7], [0.3, 0.2], [0.4, 0.8]], [[0.5, 0.6], [0.7, 0.3], [0.8, 0.6]]]) {
    await move(...stroke[0]);
    await page.mouse.down();
    for (const at of stroke.slice(1)) await move(...at);
    await page.mouse.up();
  }
}

/** Nothing of the team's own stands on a tablet in the client's hands, and no key leads there. */
async function handedOver(page) {
  equal(await page.locator('.shell__nav, .shell__top').count(), 0, 'no areas, no search');
  await page.keyboard.press('Control+k');
  equal(await page.getByRole('dialog').count(), 0, 'no palette');
  deepEqual(await violations(page), []);
  await fits(page);
}

/** Downloads the evidence, proves it, and proves that a changed byte is found. */
async function prove(page, server, id, say = en) {
  await visit(page, `/projects/${id}/agreements`);
  const link = page.getByRole('link', { name: say('agreements.evidence') });
  const answer = await page.request.get(await link.getAttribute('href'));
  match(answer.headers()['content-disposition'], /^attachment/);
  const bytes = await answer.body();
  const kept = path.join(server.data, `agreed-${id}.html`);
  await writeFile(kept, bytes);
  match(await server.command('agreements', 'verify', kept), /The evidence holds|核验通过/);
  const changed = Buffer.from(bytes);
  changed[Math.floor(bytes.length / 2)] ^= 1;
  await writeFile(kept, changed);
  const code = await server.command('agreements', 'verify', kept).then(() => 0, (error) => error.code);
  equal(code, 1, 'one changed byte');
}

/** A requirement about which the client was asked, and the client's link. */
async function asked(test, language) {
  const { id, contact } = await project(test);
  const { admin } = test.given;
  const requirement = newId();
  await admin.call('requirements/add', { project: id, id: requirement, title: 'Fast receiving' });
  const page = await test.people.enter({ account: admin, language });
  await visit(page, `/projects/${id}/requirements?view=document`);
  await ask(page, 'requirements', words(language));
  const { address } = await admin.call('overview/share', { project: id, contact });
  return { page, id, address, requirement };
}

export const tests = [
  {
    name: 'from the interview to the evidence: agreed, returned, agreed to option B, accepted on the glass',
    run: async (test) => {
      const { people, server, given } = test;
      const { id } = await project(test);
      const page = await people.enter({ account: given.admin });

      await interview(page, id);
      await ask(page, 'requirements');
      const client = await enter(test, await share(page, id));
      await open(client);
      await sees(client.getByText('Finding a slot takes too long'));
      await fits(client);
      await answer(client, 'agreed');
      await sees(client.getByText('D-0001').first());
      await fits(client);

      await raise(page, id);
      await sees(page.locator('#change-impact').getByText('Handover'));
      await ask(page, 'change');
      await client.goto(`/portal/${id}`);
      await open(client);
      await sees(client.getByText('More stock is coming'));
      await sees(client.getByText('Handover').first());
      ok(!(await client.content()).includes(SECRET), 'internal tasks are not sent');
      await answer(client, 'returned', en, 'A week is too long. Is there another way?');
      await reload(page);
      await eventually(() => stage(page).textContent(), en('changes.stage_returned'));
      await sees(agreement(page, 'change').getByText('A week is too long.', { exact: false }));

      await addOption(page, 'Smaller racks');
      await ask(page, 'change');
      await client.goto(`/portal/${id}`);
      await open(client);
      await client.getByLabel('B Smaller racks').check();
      await fits(client);
      await answer(client, 'agreed');
      await sees(client.getByText('D-0003').first());
      await reload(page);
      await eventually(() => stage(page).textContent(), en('changes.stage_agreed'));
      await press(page.locator('.changes__acts'), en('changes.apply'));
      await press(page.locator('#change-apply'), en('changes.apply'));
      await eventually(() => stage(page).textContent(), en('changes.stage_applied'));

      const baselines = await given.admin.call('history/baselines', { project: id });
      const names = baselines.map(({ name }) => name);
      deepEqual(names.sort(), ['As signed', en('changes.numbered', { number: 1 })]);
      await visit(page, `/projects/${id}/gantt`);
      await sees(row(page, 'Draw the racks'));
      await page.locator('#gantt-show-button').click();
      await page.getByRole('menuitemcheckbox', { name: /As signed/ }).click();
      await sees(page.locator('.gantt__compared'));
      const slip = row(page, 'Draw the racks').locator('.gantt__slip');
      await eventually(() => slip.textContent(), en('gantt.slip_late', { days: 1 }));

      await deliver(page, given, id);
      const link = agreement(page, 'deliverable').getByRole('link', { name: en('agreements.sign_here') });
      const tablet = await people.enter({ account: given.admin, size: 'tablet' });
      await visit(tablet, await link.getAttribute('href'));
      await sees(tablet.getByText('drawings-2.md'));
      await handedOver(tablet);
      await press(tablet, en('agreements.next_review'));
      await sees(tablet.getByRole('heading', { name: pattern('en', 'decision.about_to'), level: 1 }));
      deepEqual(await violations(tablet), []);
      await sign(tablet);
      await press(tablet, en('agreements.confirm_sign'));
      await sees(tablet.getByText('D-0004', { exact: true }));
      await sees(tablet.locator('.signature'));
      await sees(tablet.getByText(pattern('en', 'agreements.give_back_hint')));
      deepEqual(await violations(tablet), []);
      await tablet.getByRole('link', { name: en('agreements.give_back') }).last().click();
      await sees(tablet.locator('.shell__nav'));

      await visit(page, `/projects/${id}`);
      const agreed = page.locator('#overview-agreed .agreements__row');
      await eventually(() => agreed.count(), 3, 'requirements, change and deliverable');
      await sees(agreed.filter({ hasText: 'D-0004' }).getByText(en('agreements.state_agreed')));
      await prove(page, server, id);
    },
  },
  {
    name: 'a line is commented on without a script; the team reads it with the words it is about',
    run: async (test) => {
      const { page, id, address } = await asked(test, 'en');
      const client = await enter(test, address);
      await open(client);
      const line = client.locator('.content__line').filter({ hasText: 'Fast receiving' });
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
      await sees(panel.locator('.agreements__quote').filter({ hasText: 'Fast receiving' }));
    },
  },
  {
    name: 'in Chinese: conditions become items, what is reworded differs, the new version is agreed and proved',
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
      await items.filter({ hasText: '夜班保留纸质单' }).getByRole('checkbox').check();
      await eventually(() => page.locator('.agreements__item[data-done=true]').count(), 1);

      const { requirements } = await admin.call('requirements/open', { project: id });
      const { says, version } = requirements.find((one) => one.id === requirement);
      const next = { ...says, text: '十分钟以内' };
      await admin.call('requirements/update', { requirement, version, says: next });
      await visit(page, `/projects/${id}`);
      const line = page.locator('#overview-agreed .agreements__row');
      await sees(line.getByText(zh('agreements.state_differs')));
      await line.getByRole('link').click();
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
      const second = page.locator('#agreements-given .agreements__row').filter({ hasText: 'D-0002' });
      await second.getByRole('link', { name: zh('agreements.read_text') }).click();
      await sees(page.locator('.agreements__version').getByText('D-0002', { exact: false }));
      await page.getByLabel(zh('agreements.compare_with'), { exact: true }).selectOption('1');
      await sees(page.locator('.agreements__text .content__added').first());
      match(page.url(), /read=2&with=1$/);
      deepEqual(await violations(page), []);
      await page.locator('.agreements__version').getByRole('link', { name: zh('agreements.receipt') }).click();
      await sees(page.getByRole('heading', { name: zh('content.what_agreed'), level: 1 }));
      await sees(page.getByText(zh('decision.not_qualified')));
      deepEqual(await violations(page), []);
      await prove(page, test.server, id, zh);
    },
  },
  {
    name: 'from the link to the recorded decision in four taps, or in three when the link leads there',
    run: async (test) => {
      for (const leadsThere of [false, true]) {
        const { id, address } = await asked(test, 'en');
        const subject = { kind: 'requirements', id };
        const { waiting } = await test.given.admin.call('agreements/standing', { project: id, subject });
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
  ...['desktop', 'tablet', 'phone'].map((size) => ({
    name: `decision, review, receipt and agreements follow the rules of accessibility: ${size}`,
    run: async (test) => {
      const language = size === 'tablet' ? 'en' : 'zh-CN';
      const say = words(language);
      const { id, address } = await asked(test, language);
      const page = await test.people.enter({ size, language });
      const look = async (name) => {
        deepEqual(await violations(page), [], name);
        await fits(page);
        if (process.env.ACCORD_SHOTS) {
          await page.screenshot({ path: `${process.env.ACCORD_SHOTS}/agreed-${name}-${size}.png`, fullPage: true });
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
