// Selected cards, filters, colours of columns and places on the board, each by more than one way.

import { Account } from '../lib/account.mjs';
import { card, openBoard, title } from '../lib/board.mjs';
import { equal, eventually, ok, sees, seesNot } from '../lib/check.mjs';
import { words } from '../lib/words.mjs';

const en = words('en');

export const prepare = async (server) => ({ admin: await Account.first(server) });

/** What screen readers say of a card after its title. */
const described = (page, text) =>
  title(page, text).evaluate((button) =>
    button
      .getAttribute('aria-describedby')
      .split(' ')
      .map((id) => document.getElementById(id).textContent.trim())
      .join(' '),
  );

export const tests = [
  {
    name: 'a selected card is told by shape, words and, in forced colours, its edge',
    run: async (test) => {
      const { page } = await openBoard(test);
      const text = 'Survey the halls';
      const mark = card(page, text).locator('.board__picked');
      await seesNot(mark);
      ok(!(await described(page, text)).startsWith(en('board.picked')));
      await title(page, text).focus();
      await page.keyboard.press('x');
      await sees(mark);
      ok((await described(page, text)).startsWith(en('board.picked')));
      await page.emulateMedia({ forcedColors: 'active' });
      const edge = () => card(page, text).evaluate((it) => getComputedStyle(it).borderTopWidth);
      await eventually(edge, '2px');
      await page.emulateMedia({ forcedColors: 'none' });
      await page.keyboard.press('Escape');
      await seesNot(mark);
      equal(await edge(), '1px');
    },
  },
];
