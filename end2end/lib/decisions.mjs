// A decision as team and client come to it: asked for, answered by link or on the glass, proved.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { visit } from './browser.mjs';
import { equal, match, ok, sees, seesNot } from './check.mjs';
import { press } from './page.mjs';
import { words } from './words.mjs';

/** The panel that tells how a subject of this kind stands with the client. */
export const agreement = (page, kind) => page.locator(`#agreement-${kind}`);

/** Asks the client about what the page shows. */
export async function ask(page, kind, say, button = 'agreements.ask') {
  const panel = agreement(page, kind);
  await press(panel, say(button));
  const dialog = page.locator(`#ask-${kind}`);
  await press(dialog, say('agreements.send'));
  await seesNot(dialog.getByRole('button', { name: say('agreements.send') }));
  await sees(panel.getByText(say('agreements.state_waiting'), { exact: true }));
}

/** The contact on a phone without JavaScript, on the client's page. */
export async function enter({ people }, address, language) {
  const page = await people.enter({ script: false, size: 'phone', language });
  await page.goto(address);
  await press(page, words(language)('portal.enter'));
  return page;
}

/** From the client's page to the decision that waits. */
export const open = (page) => page.locator('.portal__card[data-mine] a').click();

/** Chooses, looks it over, confirms, and reads the receipt. */
export async function answer(page, choice, say, text = '') {
  await press(page, say(`content.choice_${choice}`));
  if (text !== '') await page.locator('#decision-words').fill(text);
  await press(page, say(`decision.confirm_${choice}`));
  await sees(page.getByRole('heading', { name: say(`content.what_${choice}`), level: 1 }));
}

/** The client agrees, on the glass, to what it was asked about. */
export async function agree(admin, project, subject) {
  const { waiting } = await admin.call('agreements/standing', { project, subject });
  const request = waiting.request.id;
  const { hash } = await admin.call('agreements/glass', { request });
  const decision = { choice: 'agreed', option: null, words: '', hash };
  await admin.call('agreements/sign', { request, decision, strokes: '[[0,0,50,50,90,10,120,80]]' });
}

/** Writes a name into the box, as a finger would. */
export async function sign(page, say) {
  const pad = page.getByRole('img', { name: say('agreements.pad') });
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  const move = (x, y) =>
    page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 8 });
  const strokes = [
    [[0.2, 0.7], [0.3, 0.2], [0.4, 0.8]],
    [[0.5, 0.6], [0.7, 0.3], [0.8, 0.6]],
  ];
  for (const stroke of strokes) {
    await move(...stroke[0]);
    await page.mouse.down();
    for (const at of stroke.slice(1)) await move(...at);
    await page.mouse.up();
  }
}

/** Downloads the evidence, proves it, and proves that a changed byte is found. */
export async function prove(page, server, id, language) {
  const say = words(language);
  await visit(page, `/projects/${id}/agreements`);
  const link = page.getByRole('link', { name: say('agreements.evidence') });
  const answer = await page.request.get(await link.getAttribute('href'));
  match(answer.headers()['content-disposition'], /^attachment/);
  const bytes = await answer.body();
  const kept = path.join(server.data, `agreed-${id}.html`);
  const verify = () => server.commandIn(language, 'agreements', 'verify', kept);
  await writeFile(kept, bytes);
  const held = await verify();
  ok(held.includes(say('evidence.held')), held);
  const changed = Buffer.from(bytes);
  changed[Math.floor(bytes.length / 2)] ^= 1;
  await writeFile(kept, changed);
  const refused = await verify().then(() => ({ code: 0, stderr: '' }), (error) => error);
  equal(refused.code, 1, 'one changed byte');
  ok(refused.stderr.includes(say('evidence.fault.seal')), refused.stderr);
}
