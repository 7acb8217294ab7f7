// When the page's own code breaks, a bar says so and loads the page again.

import { Account } from '../lib/account.mjs';
import { awake, visit } from '../lib/browser.mjs';
import { equal, eventually, sees, seesNot } from '../lib/check.mjs';
import { words } from '../lib/words.mjs';

const LANGUAGES = { en: words('en'), 'zh-CN': words('zh-CN') };

export const prepare = async (server) => ({ admin: await Account.first(server) });

/** From now on the browser makes no element any more, which the program takes for granted. */
const breakPage = (page) =>
  page.evaluate(() => {
    Document.prototype.createElement = () => {
      throw new Error('broken by the test');
    };
  });

export const tests = Object.entries(LANGUAGES).map(([language, said]) => ({
  name: `a page that breaks says so and comes back (${language})`,
  run: async ({ people, given }) => {
    // What the panic writes, and the trap in which it ends.
    const expects = [/panicked at/, /RuntimeError/];
    const page = await people.enter({ account: given.admin, language, expects });
    await visit(page, '/');
    const bar = page.locator('#reload-bar');
    await seesNot(bar);
    await breakPage(page);
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await sees(bar.getByText(said('error.panic')));
    // It works with plain HTML: nothing of the program runs any more.
    await bar.getByRole('link', { name: said('common.reload') }).click();
    await awake(page);
    await seesNot(bar);
    await eventually(() => new URL(page.url()).pathname, '/projects');
    await sees(page.getByRole('heading', { name: said('portfolio.title') }));
    equal(await page.locator('#reload-bar[hidden]').count(), 1);
  },
}));
