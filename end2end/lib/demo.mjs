// What holds for the sample in either language.

import { Account } from './account.mjs';
import { awake, go, visit } from './browser.mjs';
import { equal, eventually, ok, sees, seesNot } from './check.mjs';
import { words } from './words.mjs';

/** The preparation of a spec of the sample. */
export const prepareDemo = async (server) => ({ admin: await Account.first(server) });

/** The tests of the sample in a language. */
export function demoTests(language) {
  const t = words(language);
  const enter = ({ people, given }) => people.enter({ account: given.admin, language });
  const visitProjects = async (page) => {
    await visit(page, '/projects');
    await sees(page.locator('.portfolio__link'));
  };
  return [
    {
      name: 'the sample stands on home and in the portfolio, badged',
      run: async (test) => {
        const page = await enter(test);
        await visitProjects(page);
        await sees(page.getByText(t('common.demo_badge')).first());
        await page.locator('.portfolio__link').first().click();
        await sees(page.locator('.shell__crumb').filter({ hasText: t('common.demo_badge') }));
        await visit(page, '/');
        await sees(page.locator('.home h1'));
        await visit(page, '/clients');
        await sees(page.locator('.clients__row'));
      },
    },
    {
      name: 'each project opens on overview, board, Gantt and list',
      run: async (test) => {
        const page = await enter(test);
        await visitProjects(page);
        const links = page.locator('.portfolio__link');
        const paths = await links.evaluateAll((links) =>
          links.map((link) => link.getAttribute('href')),
        );
        ok(paths.length > 0);
        const views = { board: '.board__card', gantt: '.gantt__row', list: '.list__row' };
        for (const path of paths) {
          await go(page, path);
          await sees(page.locator('.overview'));
          for (const [view, shows] of Object.entries(views)) {
            await go(page, `${path}/${view}`);
            await sees(page.locator(shows));
          }
        }
      },
    },
    {
      name: 'the settings remove it, and nothing of it stays',
      run: async (test) => {
        const page = await enter(test);
        await visit(page, '/settings');
        const panel = page.locator('.panel').filter({ hasText: t('settings.demo_there') });
        await panel.getByRole('button', { name: t('settings.remove_demo') }).click();
        const dialog = page.getByRole('dialog', { name: t('settings.remove_demo') });
        await dialog.getByRole('button', { name: t('settings.remove_demo') }).click();
        await sees(page.getByText(t('settings.no_demo')));
        await seesNot(dialog);
        await visit(page, '/projects');
        await awake(page);
        await sees(page.getByText(t('portfolio.empty')));
        equal(await page.locator('.portfolio__link').count(), 0);
        await visit(page, '/clients');
        await eventually(() => page.locator('.clients__row').count(), 0);
      },
    },
  ];
}
