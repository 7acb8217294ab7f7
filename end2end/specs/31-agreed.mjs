// The whole loop between team and client: from what was said to what was accepted, and its proof.

import { Account, newId } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { deepEqual, equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { agreement, answer, ask, enter, open, prove, sign } from '../lib/decisions.mjs';
import { row, select } from '../lib/gantt.mjs';
import { dragMouse } from '../lib/mouse.mjs';
import { fits, isSaved, press } from '../lib/page.mjs';
import { makePlan, warehouse } from '../lib/plans.mjs';
import { middle } from '../lib/touch.mjs';
import { pattern, words } from '../lib/words.mjs';

/** What people say and write, and the tasks of the plan that it is about. */
const SAID = {
  'zh-CN': {
    project: '约定',
    client: '海港贸易',
    contact: '陈梅',
    baseline: '签署时的计划',
    talk: '库门口的访谈',
    need: '找一个库位要花太长时间',
    change: '加高货架',
    reason: '即将到货的库存更多',
    objection: '晚一周太久了。有别的办法吗？',
    option: '缩小货架',
    deliverable: '货架图纸',
    moved: '绘制货架',
    secret: '订购货架',
    promised: '现场交接',
  },
};
/** The width of a day at the zoom "week", in px. */
const DAY = 13;

export const isLong = true;

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

/** What is said in a language: by people, and by the interface, whose open values are any text. */
const speech = (language) => ({
  ...SAID[language],
  language,
  say: words(language),
  like: (key, values) => pattern(language, key, values),
});

const stage = (page) => page.locator('.changes__head .changes__stage');
const file = (name, text) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(text),
});

/** A project whose last milestone the client sees; the plan as it was signed has a name. */
async function project({ given }, t) {
  made += 1;
  const { language, client } = t;
  const more = {
    key: `A${made}`,
    name: `${t.project} ${made}`,
    client,
    contacts: [t.contact],
    language,
  };
  const { id } = await makePlan(given.admin, warehouse(language), more);
  const { plan } = await given.admin.call('plan/open', { project: id, had: {} });
  const { id: task } = plan.tasks.find(({ title }) => title === t.promised);
  const batch = [{ change: { task, to: { client_visible: true } } }];
  const op = { id: newId(), base: 0, origin: { view: 'board' }, op: { batch } };
  deepEqual(
    (await given.admin.call('plan/submit', { project: id, since: 0, ops: [op] })).refused,
    [],
  );
  await given.admin.call('history/pin', { project: id, seq: null, name: t.baseline });
  return id;
}

/** An interview of which one answer becomes a requirement. */
async function interview(page, id, t) {
  const { say } = t;
  await visit(page, `/projects/${id}/requirements?view=interviews`);
  await press(page, say('requirements.new_record'));
  const dialog = page.getByRole('dialog', { name: say('requirements.new_record') });
  await dialog.getByLabel(say('requirements.record_title'), { exact: true }).fill(t.talk);
  await dialog.getByLabel(say('requirements.record_people'), { exact: true }).fill(t.contact);
  await press(dialog, say('common.save'));
  await seesNot(dialog);
  const said = page.getByLabel(say('requirements.answer_field', { place: 1 }), { exact: true });
  await said.fill(t.need);
  await said.press('Tab');
  await press(page, say('requirements.to_requirement_of', { place: 1 }));
  const panel = page.locator('#requirement');
  await sees(panel);
  await press(panel, say('requirements.close'));
  await seesNot(panel);
  const bar = page.locator('.requirements__bar');
  await bar.getByRole('link', { name: say('requirements.view_document'), exact: true }).click();
  await sees(page.locator('.requirements__need').filter({ hasText: t.need }));
}

/** The client's link, made on the overview. */
async function share(page, id, { say }) {
  await visit(page, `/projects/${id}`);
  await press(page, say('overview.make'));
  const field = page.getByLabel(say('overview.link'), { exact: true });
  await sees(field);
  return field.inputValue();
}

/** Draws an option of the change on the Gantt chart, and comes back. */
async function draft(page, place, { say, like }, draw) {
  const option = page.locator('.changes__option').nth(place);
  await option.getByRole('link', { name: say('changes.edit_on_gantt') }).click();
  const banner = page.locator('.changes__draft');
  await sees(banner.getByText(say('changes.draft'), { exact: true }));
  await draw();
  await sees(banner.getByText(like('changes.draft_clear', { count: 1 })));
  await isSaved(page);
  await page.getByRole('link', { name: say('changes.back_to_change') }).click();
}

/** Raises a change and draws it with the mouse: a bar that ends a week later. */
async function raise(page, id, t) {
  const { say } = t;
  await visit(page, `/projects/${id}/changes`);
  await press(page, say('changes.raise'));
  const dialog = page.locator('#changes-new');
  await dialog.getByLabel(say('changes.change_title'), { exact: true }).fill(t.change);
  await dialog.getByLabel(say('changes.reason'), { exact: true }).fill(t.reason);
  await press(dialog, say('common.save'));
  await sees(page.getByRole('heading', { name: t.change, level: 1 }));
  await draft(page, 0, t, async () => {
    await select(page, t.moved);
    const from = await middle(page.locator('.gantt__grip[data-grab=finish]'));
    await dragMouse(page, from, { x: from.x + 7 * DAY, y: from.y });
  });
  await sees(page.locator('.changes__row').filter({ hasText: t.promised }));
  await eventually(() => stage(page).textContent(), say('changes.stage_assessed'));
  await sees(page.locator('#change-impact').getByText(t.promised));
}

/** Adds a second way, drawn with the keyboard: a day later. */
async function addOption(page, t) {
  const { say } = t;
  await press(page, say('changes.add_option'));
  const dialog = page.locator('#change-option');
  await dialog.getByLabel(say('changes.option_title'), { exact: true }).fill(t.option);
  await press(dialog, say('common.save'));
  await eventually(() => page.locator('.changes__option').count(), 2, 'two options');
  await draft(page, 1, t, async () => {
    await row(page, t.moved).click();
    for (const key of ['m', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  });
  await eventually(() => page.locator('.changes__option').count(), 2, 'two options still');
}

/** What an interview found is put before the client, who signs by link on a phone. */
async function signByLink(test, page, id, t) {
  await interview(page, id, t);
  await ask(page, 'requirements', t.say);
  const client = await enter(test, await share(page, id, t), t.language);
  await open(client);
  await sees(client.getByText(t.need));
  await fits(client);
  await answer(client, 'agreed', t.say);
  await sees(client.getByText('D-0001').first());
  await fits(client);
  return client;
}

/** The client returns the change with a reason, then agrees to its second option. */
async function decideOnChange(page, client, id, t) {
  const { say } = t;
  await ask(page, 'change', say);
  await client.goto(`/portal/${id}`);
  await open(client);
  await sees(client.getByText(t.reason));
  await sees(client.getByText(t.promised).first());
  ok(!(await client.content()).includes(t.secret), 'internal tasks are not sent');
  await answer(client, 'returned', say, t.objection);
  await reload(page);
  await eventually(() => stage(page).textContent(), say('changes.stage_returned'));
  await sees(agreement(page, 'change').getByText(t.objection, { exact: false }));
  await addOption(page, t);
  await ask(page, 'change', say);
  await client.goto(`/portal/${id}`);
  await open(client);
  await client.getByLabel(`B ${t.option}`).check();
  await fits(client);
  await answer(client, 'agreed', say);
  await sees(client.getByText('D-0003').first());
  await reload(page);
  await eventually(() => stage(page).textContent(), say('changes.stage_agreed'));
}

/** The change goes into the plan: a new baseline, and the slip against the one that was signed. */
async function apply({ given }, page, id, t) {
  const { say } = t;
  await press(page.locator('.changes__acts'), say('changes.apply'));
  await press(page.locator('#change-apply'), say('changes.apply'));
  await eventually(() => stage(page).textContent(), say('changes.stage_applied'));
  const baselines = await given.admin.call('history/baselines', { project: id });
  const names = baselines.map(({ name }) => name).sort();
  deepEqual(names, [t.baseline, say('changes.numbered', { number: 1 })].sort());
  await visit(page, `/projects/${id}/gantt`);
  await sees(row(page, t.moved));
  await page.locator('#gantt-baselines-button').click();
  await page.getByRole('menuitemcheckbox', { name: t.baseline }).click();
  await sees(page.locator('.gantt__compared'));
  const slip = row(page, t.moved).locator('.gantt__slip');
  await eventually(() => slip.textContent(), say('gantt.slip_late', { days: 1 }));
}

/** Uploads two versions of a deliverable and shows the second one to the client. */
async function deliver({ given }, page, id, t) {
  const { say } = t;
  const says = { title: t.deliverable, note: '', due: null, owner: null, criteria: [] };
  await given.admin.call('deliverables/create', { project: id, id: newId(), draft: says });
  await visit(page, `/projects/${id}/deliverables`);
  await press(page, t.deliverable);
  const panel = page.locator('#deliverable');
  await sees(panel.getByText(say('deliverables.drop_version')));
  for (const number of [1, 2]) {
    const input = panel.locator('input[type=file]').first();
    await input.setInputFiles(
      file(`${t.deliverable}-${number}.md`, `# ${t.deliverable} ${number}\n`),
    );
    await sees(panel.getByText(`v${number}`, { exact: true }));
  }
  await press(panel, say('deliverables.publish'));
  const sheet = page.getByRole('dialog', { name: say('deliverables.publish_title') });
  await press(sheet, say('deliverables.publish_now'));
  await seesNot(sheet);
  await sees(panel.getByText(say('common.client_visible')).first());
  await ask(page, 'deliverable', say);
}

/** Nothing of the team's own stands on a tablet in the client's hands, and no key leads there. */
async function handedOver(page) {
  equal(await page.locator('.shell__nav, .shell__top').count(), 0, 'no areas, no search');
  await page.keyboard.press('Control+k');
  equal(await page.getByRole('dialog').count(), 0, 'no palette');
  deepEqual(await violations(page), []);
  await fits(page);
}

/** The client reads, looks the answer over, signs, has the receipt, and gives the tablet back. */
async function acceptOnGlass({ people, given }, page, t) {
  const { say, like, language } = t;
  const link = agreement(page, 'deliverable').getByRole('link', {
    name: say('agreements.sign_here'),
  });
  const tablet = await people.enter({ account: given.admin, size: 'tablet', language });
  await visit(tablet, await link.getAttribute('href'));
  await sees(tablet.getByText(say('agreements.your_step', { step: 1 })));
  await sees(tablet.getByText(`${t.deliverable}-2.md`));
  await handedOver(tablet);
  await press(tablet, say('agreements.next_review'));
  await sees(tablet.getByRole('heading', { name: like('decision.about_to'), level: 1 }));
  deepEqual(await violations(tablet), []);
  await sign(tablet, say);
  await press(tablet, say('agreements.confirm_sign'));
  await sees(tablet.getByText('D-0004', { exact: true }));
  await sees(tablet.locator('.signature'));
  await sees(tablet.getByText(like('agreements.give_back_hint')));
  deepEqual(await violations(tablet), []);
  await tablet.getByRole('link', { name: say('agreements.give_back') }).last().click();
  await sees(tablet.locator('.shell__nav'));
}

/** The whole loop in a language. */
const loop = (language) => ({
  name: `from the interview to the evidence: signed, returned, option B, accepted on the glass (${language})`,
  run: async (test) => {
    const t = speech(language);
    const id = await project(test, t);
    const page = await test.people.enter({ account: test.given.admin, language });
    const client = await signByLink(test, page, id, t);
    await raise(page, id, t);
    await decideOnChange(page, client, id, t);
    await apply(test, page, id, t);
    await deliver(test, page, id, t);
    await acceptOnGlass(test, page, t);
    await visit(page, `/projects/${id}`);
    const agreed = page.locator('#overview-agreed .agreements__row');
    await eventually(() => agreed.count(), 3, 'requirements, change and deliverable');
    await sees(agreed.filter({ hasText: 'D-0004' }).getByText(t.say('agreements.state_agreed')));
    await prove(page, test.server, id, language);
  },
});

/** In the language that no other spec walks the loop in; its steps have specs of their own. */
export const tests = [loop('zh-CN')];
