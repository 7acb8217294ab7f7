// A duration that follows from effort and somebody's share of time.

import { Account } from '../lib/account.mjs';
import { violations } from '../lib/axe.mjs';
import { reload, visit } from '../lib/browser.mjs';
import { equal, eventually, sees, seesNot } from '../lib/check.mjs';
import { fits, isSaved } from '../lib/page.mjs';
import { makePlan, warehouse } from '../lib/plans.mjs';
import { pattern, words } from '../lib/words.mjs';

const en = words('en');
const zh = words('zh-CN');

export const prepare = async (server) => ({ admin: await Account.first(server) });

let made = 0;

/** The panel of a task of five days, opened from the board. */
async function panel({ people, given }, { language = 'en', ...more } = {}) {
  made += 1;
  const names = { key: `E${made}`, name: `Effort ${made}`, language };
  const project = await makePlan(given.admin, warehouse(language), names);
  const page = await people.enter({ account: given.admin, language, ...more });
  await visit(page, `/projects/${project.id}/board`);
  const title = language === 'en' ? 'Draw the racks' : '绘制货架';
  await page.locator('.board__open').filter({ hasText: title }).click();
  const peek = page.locator('#peek');
  await sees(peek);
  return { page, project, peek };
}

const follows = (peek, say) =>
  peek.getByRole('switch', { name: say('peek.by_effort'), exact: true });
const duration = (peek) => peek.locator('#field-peek-duration');
const units = (peek) => peek.locator('#field-peek-units');
const estimate = (peek) => peek.locator('#field-peek-estimate');
const finish = (peek) => peek.locator('.peek__facts div').nth(1).locator('dd');

/** The sentence that says how long the effort takes. */
const takes = (say, effort, share, length) =>
  say('peek.effort_takes', {
    effort: say('reason.effort', { effort, units: share }),
    duration: length,
  });

async function write(field, text) {
  await field.fill(text);
  await field.press('Enter');
}

export const tests = [
  {
    name: 'the duration follows from effort and share of time, says why, and is typed again when that is off',
    run: async (test) => {
      const { page, peek } = await panel(test);
      const before = await finish(peek).textContent();
      equal(await duration(peek).inputValue(), '5');
      await follows(peek, en).check();
      // Nobody had said an effort: the five days became it, and nothing moves.
      await sees(peek.getByText(takes(en, '40 h', '100%', '5 d'), { exact: true }));
      await eventually(() => estimate(peek).inputValue(), '40');
      await eventually(() => units(peek).inputValue(), '100');
      equal(await finish(peek).textContent(), before);
      equal(await duration(peek).isDisabled(), true);
      await write(units(peek), '50');
      await sees(peek.getByText(takes(en, '40 h', '50%', '10 d'), { exact: true }));
      await eventually(() => duration(peek).inputValue(), '10');
      await eventually(
        () => finish(peek).textContent(),
        (now) => now !== before,
        'the finish moves',
      );
      const effort = en('reason.effort', { effort: '40 h', units: '50%' });
      await sees(
        peek
          .locator('.peek__why')
          .filter({ hasText: pattern('en', 'reason.finish_effort', { effort }) }),
      );
      await write(estimate(peek), '20');
      await sees(peek.getByText(takes(en, '20 h', '50%', '5 d'), { exact: true }));
      await eventually(() => finish(peek).textContent(), before);
      await isSaved(page);
      await reload(page);
      await eventually(() => units(peek).inputValue(), '50');
      equal(await duration(peek).isDisabled(), true);
      await follows(peek, en).uncheck();
      await seesNot(units(peek));
      await eventually(() => duration(peek).isDisabled(), false);
      await write(duration(peek), '8');
      await eventually(
        () => finish(peek).textContent(),
        (now) => now !== before,
        'the finish moves',
      );
      await isSaved(page);
    },
  },
  {
    name: 'a share of nothing is not taken, and the chart shows the duration that follows',
    run: async (test) => {
      const { page, project, peek } = await panel(test);
      await follows(peek, en).check();
      await write(units(peek), '0');
      await units(peek).blur();
      await eventually(() => units(peek).inputValue(), '100');
      await sees(peek.getByText(takes(en, '40 h', '100%', '5 d'), { exact: true }));
      await isSaved(page);
      await visit(page, `/projects/${project.id}/gantt`);
      const row = page
        .locator('.gantt__row')
        .filter({ has: page.locator('.gantt__title:text-is("Draw the racks")') });
      const length = row.locator('.gantt__duration');
      await eventually(
        () => length.textContent(),
        (said) => said.includes('5'),
        'the chart says it',
      );
    },
  },
  {
    name: 'on a phone, in Chinese and in the dark the switch and the share have their words and room',
    run: async (test) => {
      const { page, peek } = await panel(test, {
        language: 'zh-CN',
        size: 'phone',
        more: { colorScheme: 'dark' },
      });
      await follows(peek, zh).check();
      await sees(peek.getByText(takes(zh, '40 小时', '100%', '5 天'), { exact: true }));
      await sees(peek.getByLabel(zh('peek.units'), { exact: true }));
      await fits(page);
      equal((await violations(page)).length, 0);
    },
  },
];
