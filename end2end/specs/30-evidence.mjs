// Evidence as a file that proves itself; links handed over by QR code; mail that is not set up.

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { visit } from '../lib/browser.mjs';
import { deepEqual, equal, match, ok, sees } from '../lib/check.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');

export const prepare = async (server) => {
  const admin = await Account.first(server);
  const project = await makePlan(admin, undefined, {
    key: 'EVI',
    name: 'Evidence',
    contacts: ['Mei Chen'],
  });
  return { admin, project };
};

/** Downloads the evidence of the project and says where it lies. */
async function download({ people, server, given }, language) {
  const page = await people.enter({ account: given.admin });
  const answer = await page.request.get(
    `/projects/${given.project.id}/evidence.html?lang=${language}`,
  );
  equal(answer.status(), 200);
  match(
    answer.headers()['content-disposition'],
    /attachment; filename="accord-evidence-EVI\.html"/,
  );
  const file = path.join(server.data, `evidence-${language}.html`);
  await writeFile(file, await answer.body());
  return { page, file };
}

/** What the command says of a file it refuses, and how it ends. */
async function refused(server, file) {
  return server.command('agreements', 'verify', file).then(
    () => ({ code: 0, said: '' }),
    (error) => ({ code: error.code, said: error.stderr }),
  );
}

export const tests = [
  {
    name: 'the file proves itself without the server; one changed byte, and it is refused',
    run: async (test) => {
      const { file } = await download(test, 'en');
      match(await test.server.command('agreements', 'verify', file), /The evidence holds|核验通过/);
      const bytes = await readFile(file);
      for (const place of [0, 700, Math.floor(bytes.length / 2), bytes.length - 3]) {
        const changed = Buffer.from(bytes);
        changed[place] ^= 1;
        await writeFile(`${file}.changed`, changed);
        const { code, said } = await refused(test.server, `${file}.changed`);
        equal(code, 1, `byte ${place}`);
        match(said, /evidence|证据|改动/);
      }
    },
  },
  {
    name: 'whoever changes what is read and seals it anew is found out; the command tells what is proved',
    run: async (test) => {
      const { file } = await download(test, 'en');
      const said = await test.server.command('agreements', 'verify', file);
      ok([en, zh].some((word) => said.includes(word('evidence.proves_not'))), said);
      const text = await readFile(file, 'utf8');
      const body = text
        .slice(0, text.lastIndexOf('<!-- accord-evidence'))
        .replace('<h1>', '<h1 hidden>');
      const seal = createHash('sha256').update(body).digest('hex');
      await writeFile(`${file}.forged`, `${body}<!-- accord-evidence sha-256 ${seal} -->\n`);
      const { code, said: why } = await refused(test.server, `${file}.forged`);
      equal(code, 1);
      ok([en, zh].some((word) => why.includes(word('evidence.fault.document'))), why);
    },
  },
  {
    name: 'the file reads in both languages, says what it is not, and is accessible',
    run: async (test) => {
      for (const [language, word] of [['en', en], ['zh-CN', zh]]) {
        const { page, file } = await download(test, language);
        await page.goto('about:blank');
        await page.setContent(await readFile(file, 'utf8'));
        equal(await page.locator('html').getAttribute('lang'), language);
        await sees(page.getByRole('heading', { name: word('evidence.heading'), level: 1 }));
        await sees(page.getByText(word('evidence.not_qualified')));
        deepEqual(await violations(page), []);
      }
    },
  },
  {
    name: 'a link is handed over by QR code; the language is switched on the way',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, `/projects/${given.project.id}`);
      await page.getByRole('button', { name: en('overview.make') }).click();
      const code = page.getByRole('img', { name: en('magic_link.qr', { name: 'Mei Chen' }) });
      await sees(code);
      ok(
        (await code.locator('path').getAttribute('d')).startsWith('M4 4h7'),
        'a corner of the code',
      );
      const link = await page.getByLabel(en('overview.link'), { exact: true }).inputValue();
      await sees(page.getByRole('button', { name: en('magic_link.copy_link') }));
      deepEqual(await violations(page), []);
      const client = await people.enter({ script: false, size: 'phone' });
      await client.goto(link);
      await client.getByRole('link', { name: '中文' }).click();
      await client.getByRole('button', { name: zh('portal.enter') }).click();
      equal(new URL(client.url()).pathname, `/portal/${given.project.id}`);
    },
  },
  {
    name: 'the settings say that no mail is sent, and why the button cannot be used',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/settings');
      const panel = page.locator('#settings-mail');
      await sees(panel.getByText(en('mail.not_set_up')));
      const button = panel.getByRole('button', { name: en('mail.try_it') });
      equal(await button.getAttribute('aria-disabled'), 'true');
    },
  },
];
