// Language, theme and text size.

import { Account } from '../lib/account.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { equal, eventually, ok, sees } from '../lib/check.mjs';
import { makePlan } from '../lib/plans.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');

export const prepare = async (server) => {
  const admin = await Account.first(server);
  return { admin, project: await makePlan(admin) };
};

const root = (page, name) => page.locator('html').getAttribute(name);

/** Runs a command of the palette by its name. */
async function command(page, name) {
  await page.keyboard.press('Control+k');
  const field = page.locator('#palette-field');
  await sees(field);
  await field.fill(name);
  await sees(page.getByRole('option', { name }));
  await page.keyboard.press('Enter');
}

export const tests = [
  {
    name: 'the language changes in place and keeps what was typed',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/projects/new');
      const name = page.locator('#field-project-name');
      await name.fill('Half a name');
      await command(page, en('palette.language'));
      await sees(page.getByRole('heading', { level: 1, name: zh('new_project.title') }));
      equal(await name.inputValue(), 'Half a name');
      await eventually(() => root(page, 'lang'), 'zh-CN');
      await eventually(() => page.title(), (title) => title.includes(zh('new_project.title')));
      await reload(page);
      await sees(page.getByRole('heading', { level: 1, name: zh('new_project.title') }));
      equal(await root(page, 'lang'), 'zh-CN');
      await command(page, zh('palette.language'));
      await sees(page.getByRole('heading', { level: 1, name: en('new_project.title') }));
    },
  },
  {
    name: 'on the board the language changes while a card is being written',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, `/projects/${given.project.id}/board`);
      await page.getByRole('button', { name: en('board.new_task') }).first().click();
      const line = page.locator('.board__line-field');
      await line.fill('Half a task');
      await command(page, en('palette.language'));
      await sees(page.getByRole('link', { name: zh('shell.gantt') }));
      equal(await line.inputValue(), 'Half a task');
    },
  },
  {
    name: 'light, dark and projector change at once and survive a reload',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/settings');
      const colour = () =>
        page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const seen = new Set();
      for (const theme of ['light', 'dark', 'projector']) {
        await page.getByRole('button', { name: en(`settings.theme_${theme}`) }).click();
        await eventually(() => root(page, 'data-theme'), theme);
        seen.add(`${theme} ${await colour()}`);
        await reload(page);
        equal(await root(page, 'data-theme'), theme);
        const button = page.getByRole('button', { name: en(`settings.theme_${theme}`) });
        await eventually(() => button.getAttribute('aria-pressed'), 'true');
      }
      ok(
        new Set([...seen].map((line) => line.split(' ').slice(1).join(' '))).size >= 2,
        [...seen].join(),
      );
    },
  },
  {
    name: 'without a choice the theme follows the system',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin, more: { colorScheme: 'dark' } });
      await visit(page, '/settings');
      const lightness = await page.evaluate(() => {
        const [r, g, b] = getComputedStyle(document.documentElement)
          .backgroundColor.match(/\d+/g)
          .map(Number);
        return (r + g + b) / 3;
      });
      ok(lightness < 60, `the page is dark: ${lightness}`);
    },
  },
  {
    name: 'the text size changes at once and survives a reload',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, '/settings');
      const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
      const before = await size();
      await page.getByRole('button', { name: en('settings.text_extra_large') }).click();
      await eventually(size, (now) => now > before * 1.2, 'the text grows');
      await reload(page);
      ok((await size()) > before * 1.2);
    },
  },
];
