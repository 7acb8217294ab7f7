// A plan that lies in the past: its project is not on track, overdue milestones say since when, and
// days of another year say which.

import { Account } from '../lib/account.mjs';
import { visit } from '../lib/browser.mjs';
import { eventually, match, ok, sees, seesNot } from '../lib/check.mjs';
import { makePlan } from '../lib/plans.mjs';
import { pattern, words } from '../lib/words.mjs';

const LANGUAGES = { en: words('en'), 'zh-CN': words('zh-CN') };
const en = LANGUAGES.en;
const TITLE = 'Survey the halls';

export const prepare = async (server) => {
  const admin = await Account.first(server);
  // The calendar and the weeks are those of March 2016, whose seventh is a Monday.
  return { admin, project: await makePlan(admin, undefined, { start: '2016-03-07' }) };
};

const row = (page) =>
  page.locator('.gantt__row').filter({ has: page.locator(`.gantt__title:text-is("${TITLE}")`) });

const inLanguages = Object.entries(LANGUAGES).map(([language, said]) => ({
  name: `what lies in the past is not on track (${language})`,
  run: async ({ people, given }) => {
    const page = await people.enter({ account: given.admin, language });
    await visit(page, `/projects/${given.project.id}`);
    const sentence = page.locator('.overview__sentence');
    await sees(sentence.filter({ hasText: pattern(language, 'nouns.health_over') }));
    await sees(sentence.filter({ hasText: '2016' }));
    await sees(page.locator('.overview__status').getByText(said('nouns.level_serious')));
    await seesNot(page.getByText(said('nouns.health_kept')));

    await visit(page, '/');
    const late = page.locator('#home-late');
    await sees(late.getByRole('heading', { name: said('home.late') }));
    for (const title of ['Racks ordered', 'Handover']) {
      const line = late.locator('.home__milestone').filter({ hasText: title });
      await sees(
        line.filter({ hasText: '2016' }).filter({ hasText: pattern(language, 'nouns.late_days') }),
      );
    }
    await seesNot(page.locator('#home-week'));
    await sees(page.locator('#home-trouble').getByText('Warehouse'));

    await visit(page, '/projects');
    await sees(page.locator('.portfolio__next').filter({ hasText: '2016' }));
  },
}));

export const tests = [
  ...inLanguages,
  {
    name: 'the Gantt chart says the year, has room for it, and its messages cover nothing below the chart',
    run: async ({ people, given }) => {
      const page = await people.enter({ account: given.admin });
      await visit(page, `/projects/${given.project.id}/gantt`);
      const dates = row(page).locator('.gantt__dates');
      await eventually(() => dates.textContent(), '7–9 Mar 2016');
      ok(await dates.evaluate((e) => e.scrollWidth <= e.clientWidth), 'the dates have room');
      await row(page).click();
      await sees(page.locator('.gantt__why').filter({ hasText: en('reason.start_label') }));
      await page.getByRole('button', { name: en('gantt.on_day_label', { title: TITLE }) }).click();
      const moved = en('gantt.moved', { title: TITLE, days: '8–10 Mar 2016' });
      const toast = page.locator('.toast').filter({ hasText: moved });
      await sees(toast);
      match(
        await toast.locator('.toast__text').textContent(),
        pattern('en', 'consequence.besides'),
      );
      const [above, foot] = [
        await toast.boundingBox(),
        await page.locator('.gantt__below').boundingBox(),
      ];
      const end = above.y + above.height;
      ok(end <= foot.y, `the message ends at ${end}, the foot begins at ${foot.y}`);
    },
  },
];
